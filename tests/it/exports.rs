//! What a graph is handed on as: read again by this program, and by the readers of others where they are installed.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;
use tuzhi::database::{Database, Params};
use tuzhi::export::{GraphFormat, PictureOptions, Selection, write_graph, write_jsonl};
use tuzhi::graph::{Change, GraphStore as _, GraphView as _, NameTable, PropertyGraph};
use tuzhi::import::read_lines;
use tuzhi::query::parser::split_statements;

/// Every kind of value, names that each format has to escape, several relationships between the same two.
const GRAPH: &[&str] = &[
    "CREATE ()",
    "CREATE (:Region {name: '无锡市', code: 320200, share: 0.25, whole: 3.0, big: 9223372036854775807, is_city: true})",
    "CREATE (:Region:`县 级` {name: '江阴 & \"宜兴\" <a>', label: 'x', labels: 'y', id: 7, `类 型`: 'b`c', note: 'a\\nb\\tc\\\\d'})",
    "CREATE (:Target {year: 2024, born: date('2024-02-29'), at: datetime('2024-01-01T08:00:00+08:00'), took: duration('P1DT2S')})",
    "CREATE (:Note {lines: ['a;b', 'c'], numbers: [1, 2], shares: [0.5, 1.0], flags: [true, false], none: [], text: '', control: '\u{7}\u{fffe}end'})",
    "MATCH (a {name: '无锡市'}), (b:`县 级`) CREATE (b)-[:PART_OF {type: 'x', confidence: 0.5, year: 2023}]->(a), (b)-[:PART_OF]->(a), (a)-[:`是 否`]->(a)",
];

fn hostile() -> PropertyGraph {
    let mut database = Database::default();
    for statement in GRAPH {
        database.session().run(statement, &Params::new()).expect(statement);
    }
    database.into_graph()
}

fn bytes(graph: &PropertyGraph, format: GraphFormat) -> Vec<u8> {
    let mut text = Vec::new();
    write_graph(&mut text, graph, &Selection::whole(graph), format, &PictureOptions::default())
        .expect("writing to memory");
    text
}

fn text(graph: &PropertyGraph, format: GraphFormat) -> String {
    String::from_utf8(bytes(graph, format)).expect("UTF-8")
}

fn lines(graph: &PropertyGraph) -> String {
    let mut text = Vec::new();
    write_jsonl(&mut text, graph).expect("writing to memory");
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn a_script_makes_the_same_graph_again() {
    let graph = hostile();
    let script = text(&graph, GraphFormat::Cypher);
    let mut again = Database::default();
    for statement in split_statements(&script) {
        let statement = statement.of(&script);
        again.session().run(statement, &Params::new()).expect(statement);
    }
    assert_eq!(lines(again.graph()), lines(&graph));
}

/// Runs the script in an engine that is not ours (each of its nodes has a first label for good).
const OTHER_ENGINE: &str = r#"
import re, sys, kglite
graph = kglite.KnowledgeGraph()
for statement in re.split(r";\s*\n", open(sys.argv[1], encoding="utf-8").read()):
    if statement.strip(): graph.cypher(statement)
count = lambda query: graph.cypher(query)[0]["n"]
assert count("MATCH (n) RETURN count(n) AS n") == int(sys.argv[2]), "nodes"
assert count("MATCH ()-[r]->() RETURN count(r) AS n") == int(sys.argv[3]), "relationships"
assert count("MATCH (n) WHERE n._number IS NOT NULL RETURN count(n) AS n") == 0, "what only the script needs stays"
print("another engine ran the script")
"#;

#[test]
fn another_engine_runs_the_script() {
    let has_engine = Command::new("python3").args(["-c", "import kglite"]).output();
    if !has_engine.is_ok_and(|output| output.status.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: python3 with kglite is not installed");
        return;
    }
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/taihu/graph.jsonl"));
    let graph = read_lines("graph.jsonl", text.expect("the sample graph").as_bytes()).expect("a graph");
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("graph.cypher");
    fs::write(&script, self::text(&graph, GraphFormat::Cypher)).expect("written");
    let [n_nodes, n_rels] = [graph.n_nodes(), graph.n_rels()].map(|count| count.to_string());
    let mut command = Command::new("python3");
    command.args(["-c", OTHER_ENGINE]).arg(&script).args([n_nodes, n_rels]);
    let output = command.output().expect("python3 runs");
    let _ = std::io::stderr().write_all(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn tables_of_the_sample_reports_are_imported_to_the_same_graph() {
    imported_from("neo4j-csv");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_of_the_sample_reports_is_imported_to_the_same_graph() {
    imported_from("parquet");
}

fn imported_from(format: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = crate::program::program().args(arguments).current_dir(folder.path()).output();
        let output = output.expect("the program runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports");
    run(&["build", &reports.to_string_lossy(), "-o", "a.tuzhi"]);
    run(&["export", "a.tuzhi", "--format", format, "-o", "tables"]);
    let mut import = vec!["import".to_owned(), "b.tuzhi".to_owned()];
    let mut files: Vec<_> =
        fs::read_dir(folder.path().join("tables")).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    for file in files {
        let file = file.to_string_lossy().into_owned();
        let option = if file.starts_with("nodes-") { "--nodes" } else { "--relationships" };
        import.extend([option.to_owned(), format!("tables/{file}")]);
    }
    run(&import.iter().map(String::as_str).collect::<Vec<_>>());
    let jsonl = |graph: &str| {
        let text = run(&["export", graph, "--format", "jsonl"]);
        let text = String::from_utf8(text).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
        // Tables hold no other names and no indexes.
        lines.filter(|line| line.get("properties").is_some()).map(unpacked).collect::<Vec<_>>()
    };
    assert!(jsonl("a.tuzhi") == jsonl("b.tuzhi"), "the imported graph differs");
}

/// A line with the lists that tables hold as JSON texts as lists again.
fn unpacked(mut line: Json) -> Json {
    for value in line["properties"].as_object_mut().expect("an object").values_mut() {
        let list = value.as_str().filter(|text| text.starts_with('['));
        if let Some(list) = list.and_then(|text| serde_json::from_str(text).ok()) {
            *value = list;
        }
    }
    line
}

#[test]
fn the_text_form_is_read_to_the_same_graph() {
    let mut database = Database::new(hostile());
    for statement in [
        "CREATE INDEX FOR (n:Region) ON (n.name)",
        "CREATE CONSTRAINT one FOR (n:Region) REQUIRE n.code IS UNIQUE",
        "CREATE CONSTRAINT sure FOR ()-[r:`是 否`]-() REQUIRE r.year IS :: INTEGER",
    ] {
        database.session().run(statement, &Params::new()).expect(statement);
    }
    let mut graph = database.into_graph();
    let (table, alias, name) = (NameTable::Label, "地区".into(), "Region".into());
    graph.apply(Change::AddAlias { table, alias, name }).expect("an alias");
    let text = lines(&graph);
    assert!(text.starts_with("{\"alias\":\"地区\",\"of\":\"label\",\"name\":\"Region\"}\n"), "{text}");
    let again = read_lines("graph.jsonl", text.as_bytes()).expect("what was written");
    assert_eq!(lines(&again), text);
    for (line, wanted) in [
        (r#"{"node": "a"}"#, "line 1: expected"),
        (r#"{"node": "a", "labels": [], "properties": {"d": {"$date": "2024-13-01"}}}"#, "property `d`"),
        (
            r#"{"rule": "r", "of": "key", "name": "x", "keys": ["k"], "says": "unique", "owns_indexes": true}"#,
            "of a `label`",
        ),
        (r#"{"rel": "R", "start": "a", "end": "b", "properties": {}}"#, "no line before has the node `a`"),
    ] {
        let error = read_lines("x.jsonl", line.as_bytes()).expect_err(line).to_string();
        assert!(error.contains(wanted), "{error}");
    }
}

/// Reads each format with the reader that its users have and checks what came through.
const READERS: &str = r#"
import json, math, sys
import networkx as nx
folder = sys.argv[1]
def path(name): return f"{folder}/graph.{name}"
def one(graph, **wanted):
    found = [d for _, d in graph.nodes(data=True) if all(d.get(k) == v for k, v in wanted.items())]
    assert len(found) == 1, (wanted, found)
    return found[0]
def links(data):
    try: return nx.node_link_graph(data, edges="links")
    except TypeError: return nx.node_link_graph(data)  # networkx 2
graphs = {
    "graphml": nx.read_graphml(path("graphml")),
    "gml": nx.read_gml(path("gml"), label="id"),
    "cytoscape": nx.cytoscape_graph(json.load(open(path("cytoscape"), encoding="utf-8"))),
    "d3": links(json.load(open(path("d3"), encoding="utf-8"))),
}
if int(nx.__version__.split(".")[0]) >= 3: graphs["gexf"] = nx.read_gexf(path("gexf"))
else: print("skipped: networkx 2 does not know GEXF 1.3")
for name, graph in graphs.items():
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 3), (name, graph)
    city = one(graph, code=320200)
    assert type(city["code"]) is int and city["share"] == 0.25 and type(city["whole"]) is float, (name, city)
    assert city["is_city"] is True or name == "gml" and city["is_city"] == 1, (name, city)
    assert int(city["big"]) == 9223372036854775807, (name, city)
    key = "label" if name == "cytoscape" else "type"
    types = sorted(d[key] for _, _, d in graph.edges(data=True))
    assert types == ["PART_OF", "PART_OF", "是 否"], (name, types)
for name in ("graphml", "cytoscape", "d3"):
    county = one(graphs[name], property_label="x")
    assert county["name"] == '江阴 & "宜兴" <a>' and county["note"] == "a\nb\tc\\d", (name, county)
jgf = json.load(open(path("jgf"), encoding="utf-8"))["graph"]
assert (len(jgf["nodes"]), len(jgf["edges"])) == (5, 3)
print("networkx read them")
import xml.etree.ElementTree
picture = xml.etree.ElementTree.parse(path("svg")).getroot()
assert len(picture.findall(".//{*}g")) == 5 and len(picture.findall("{*}path")) == 3, picture
try:
    import openpyxl
    book = openpyxl.load_workbook(path("xlsx"))
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    nodes = [dict(zip(sheets["节点 Nodes"][0], row)) for row in sheets["节点 Nodes"][1:]]
    assert (len(nodes), len(sheets["关系 Relationships"])) == (5, 4), sheets
    city = next(node for node in nodes if node["code"] == 320200)
    assert city["share"] == 0.25 and city["is_city"] is True and city["big"] == "9223372036854775807", city
    assert next(node for node in nodes if node["note"])["note"] == "a\nb\tc\\d", nodes
    sheet = book["节点 Nodes"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "name")
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions[column].width >= 2 * len("江阴"), column
    print("openpyxl read it")
except ImportError:
    print("skipped: openpyxl is not installed")
try:
    import rdflib
except ImportError:
    print("skipped: rdflib is not installed"); sys.exit()
rdf = [rdflib.Graph().parse(path(name), format=form) for name, form in
       (("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"))]
assert all(len(graph) == len(rdf[0]) for graph in rdf), [len(graph) for graph in rdf]
tz = rdflib.Namespace("urn:tuzhi:term:")
assert [v.toPython() for v in rdf[0].objects(None, tz.code)] == [320200]
assert [str(v) for v in rdf[0].objects(None, tz.born)] == ["2024-02-29"]
assert len(list(rdf[0].triples((None, tz.PART_OF, None)))) == 1
print("rdflib read them")
"#;

#[test]
fn others_read_what_is_handed_on() {
    let graph = hostile();
    let folder = tempfile::tempdir().expect("a folder");
    for format in GraphFormat::ALL {
        fs::write(folder.path().join(format!("graph.{}", format.name())), bytes(&graph, format))
            .expect("written");
    }
    let has_networkx = Command::new("python3").args(["-c", "import networkx"]).output();
    if !has_networkx.is_ok_and(|output| output.status.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: python3 with networkx is not installed");
        return;
    }
    let output =
        Command::new("python3").arg("-c").arg(READERS).arg(folder.path()).output().expect("python3 runs");
    let _ = std::io::stderr().write_all(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_empty_graph_has_every_form() {
    let graph = PropertyGraph::new();
    for format in GraphFormat::ALL {
        let text = bytes(&graph, format);
        assert!(
            format.is_binary()
                || text.ends_with(b"\n")
                || format == GraphFormat::Ntriples
                || format == GraphFormat::Turtle,
            "{format:?}: {}",
            String::from_utf8_lossy(&text)
        );
    }
    for format in [GraphFormat::Cytoscape, GraphFormat::D3, GraphFormat::Jgf, GraphFormat::Jsonld] {
        serde_json::from_str::<Json>(&text(&graph, format)).expect("JSON");
    }
}
