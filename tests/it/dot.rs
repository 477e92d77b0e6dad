//! Graphviz takes every picture without a word, whatever names a graph holds.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tuzhi::export::{GraphFormat, PictureOptions, Selection, write_graph};
use tuzhi::graph::{Change, GraphStore, GraphView as _, PropertyGraph};
use tuzhi::value::{NodeId, Value};

const HOSTILE: &[&str] = &[
    "2024年",
    "\"引号\"",
    "a\\b",
    "<br>",
    "<b>粗体</b>",
    "&amp; &lt;",
    "两\n行",
    "\u{0}\u{7}\u{1b}[31m",
    "\\N \\G \\l",
    "\u{fffe}",
    "{|}",
    "尾\\",
    "",
    "一个非常非常长的名字，长到图上放不下，所以只能折成几行，再长就要截断了，后面的字都不要了",
];

#[test]
fn graphviz_takes_hostile_names() {
    let mut graph = PropertyGraph::new();
    for name in HOSTILE {
        // Labels and types come from queries, so they can be as bad as texts.
        let hub = node(&mut graph, &[name, "Region"], name);
        let other = node(&mut graph, &[name], name);
        relate(&mut graph, hub, name, other);
    }
    draw_and_check(&graph, &Selection::overview(&graph, 1000), "标题 <i>&\"\\");
    draw_and_check(&graph, &Selection::of_labels(&graph, &[], 3), "");
}

#[test]
fn graphviz_takes_pictures_of_every_size() {
    draw_and_check(&PropertyGraph::new(), &Selection::default(), "");
    let mut graph = PropertyGraph::new();
    let hub = node(&mut graph, &[], "中心");
    draw_and_check(&graph, &Selection::overview(&graph, 10), "");
    for number in 0..120 {
        let leaf = node(&mut graph, &["Industry"], &format!("产业{number}"));
        relate(&mut graph, hub, "DEVELOPS", leaf);
    }
    let selection = Selection::overview(&graph, 100);
    assert_eq!((selection.nodes.len(), selection.n_left_out), (100, 21));
    assert!(selection.nodes.contains(&hub), "the node with most relationships stays");
    draw_and_check(&graph, &selection, "");
}

#[test]
fn what_is_of_one_kind_stands_in_one_column() {
    let mut graph = PropertyGraph::default();
    let regions = ["无锡市", "苏州市"].map(|name| node(&mut graph, &["Region"], name));
    let industries = ["氢能", "集成电路"].map(|name| node(&mut graph, &["Industry"], name));
    relate(&mut graph, regions[0], "DEVELOPS", industries[0]);
    relate(&mut graph, regions[1], "DEVELOPS", industries[1]);
    let drawn = |graph: &PropertyGraph| {
        let mut dot = Vec::new();
        let options = PictureOptions::default();
        write_graph(&mut dot, graph, &Selection::whole(graph), GraphFormat::Dot, &options).expect("memory");
        check(graph, &Selection::whole(graph), &options);
        String::from_utf8(dot).expect("DOT is text")
    };
    let dot = drawn(&graph);
    assert!(dot.contains("{ rank=same; n0; n1 }") && dot.contains("{ rank=same; n2; n3 }"), "{dot}");
    // Where one of them leads to the other, they stand one behind the other.
    relate(&mut graph, industries[0], "SUBCLASS_OF", industries[1]);
    let dot = drawn(&graph);
    assert!(dot.contains("{ rank=same; n0; n1 }") && !dot.contains("n2; n3"), "{dot}");
}

/// Without frames, and with a frame round each region.
fn draw_and_check(graph: &PropertyGraph, selection: &Selection, title: &str) {
    let region = graph.vocabulary().label("Region");
    for cluster in [None, region] {
        check(graph, selection, &PictureOptions { title: title.to_owned(), cluster });
    }
}

fn check(graph: &PropertyGraph, selection: &Selection, options: &PictureOptions) {
    let mut dot = Vec::new();
    write_graph(&mut dot, graph, selection, GraphFormat::Dot, options).expect("writing to memory");
    let mut command = Command::new("dot");
    command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            // Straight to the stream, so that the test runner does not hide it.
            let _ = writeln!(std::io::stderr(), "skipped: `dot` does not run here ({error})");
            return;
        }
    };
    child.stdin.take().expect("piped").write_all(&dot).expect("dot reads");
    let output = child.wait_with_output().expect("dot ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "dot says: {said}\n{}",
        String::from_utf8_lossy(&dot)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("</svg>"));
}

fn node(graph: &mut PropertyGraph, labels: &[&str], name: &str) -> NodeId {
    let mut labels: Vec<_> = labels.iter().map(|label| graph.intern_label(label)).collect();
    labels.sort();
    labels.dedup();
    let key = graph.intern_key("name");
    let id = graph.new_node_id().expect("room");
    let properties = vec![(key, Value::string(name))];
    graph.apply(Change::CreateNode { id, labels, properties }).expect("a new node");
    id
}

fn relate(graph: &mut PropertyGraph, start: NodeId, rel_type: &str, end: NodeId) {
    let rel_type = graph.intern_type(rel_type);
    let id = graph.new_rel_id().expect("room");
    let change = Change::CreateRelationship { id, rel_type, start, end, properties: Vec::new() };
    graph.apply(change).expect("a new relationship");
}
