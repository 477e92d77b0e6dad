//! The command line from outside: exit codes, and what is said about bad input. Nothing is overwritten by work that fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tuzhi::database::Database;
use tuzhi::graph::{Change, GraphStore as _, PropertyGraph};
use tuzhi::value::Value;

#[test]
fn wrong_usage_is_told_with_exit_code_2() {
    for arguments in [
        vec![],
        vec!["extract"],
        vec!["build", "x"],
        vec!["query", "x.tuzhi", "--format", "xml", "-c", "RETURN 1"],
        vec!["query", "x.tuzhi", "-P", "novalue", "-c", "RETURN 1"],
        vec!["export", "x.tuzhi", "--render", "bmp"],
        vec!["export", "x.tuzhi", "--render", "svg", "--format", "jsonl"],
    ] {
        let output = tuzhi(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_explains_every_command() {
    let help = String::from_utf8(tuzhi(&["--help"]).stdout).expect("UTF-8");
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains(&"build") && commands.contains(&"query"), "{help}");
    for command in commands {
        let output = tuzhi(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(help.contains("Usage: tuzhi"), "{command}");
        assert!(help.contains("Examples:") || help.contains("Requests, one a line:"), "{command}");
    }
}

#[test]
fn bad_reports_are_named_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("kept.tuzhi");
    fs::write(&graph, "what was there").expect("written");
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let empty_folder = folder.path().join("empty");
    fs::create_dir(&empty_folder).expect("made");
    let cases = [
        (folder.path().join("missing.txt"), "no such file"),
        (empty_folder, "no reports in"),
        (file("empty.txt", b""), "empty"),
        (file("blank.txt", b" \n\n "), ""),
        (file("binary.txt", &[0, 159, 146, 150, 0, 0, 1, 2, 3, 0, 255, 254, 0]), "binary"),
        (file("encoding.txt", &[0xb0, 0xff, 0x81, 0x20, 0xff, 0xff, 0xc4, 0x0a, 0xff, 0x80]), "encoding"),
        (file("one.txt", b"x"), ""),
        (file("novel.txt", "It was a bright cold day in April.".as_bytes()), ""),
    ];
    for (path, said) in cases {
        let output = tuzhi(&["build", text(&path), "-o", text(&graph)]);
        assert_fails(&output, said);
        assert!(message(&output).contains(text(&path)) || said.is_empty(), "{}", message(&output));
        assert_eq!(fs::read_to_string(&graph).expect("still there"), "what was there", "{}", path.display());
    }
}

#[test]
fn bad_output_paths_are_refused_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = sample("2024-wuxi.txt");
    let nowhere = folder.path().join("no/such/x.tuzhi");
    assert_fails(&tuzhi(&["build", text(&report), "-o", text(&nowhere)]), "no folder");
    assert_fails(&tuzhi(&["build", text(&report), "-o", text(folder.path())]), "it is a folder");
}

#[test]
fn bad_graph_files_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let query = |path: &Path| tuzhi(&["query", text(path), "-c", "RETURN 1"]);
    assert_fails(&query(&folder.path().join("missing.tuzhi")), "no such file");
    assert_fails(&query(folder.path()), "is a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    let whole = fs::read(&graph).expect("built");
    let mut altered = whole.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 0xff;
    let mut newer = whole.clone();
    newer[8..12].copy_from_slice(&[0xff; 4]);
    for (bytes, what) in [
        (&b""[..], "empty"),
        (&whole[..whole.len() / 2], "torn"),
        (&altered, "altered"),
        (&newer, "alter"),
        (b"not a graph at all, but long enough to hold a header", "not a graph"),
    ] {
        fs::write(&graph, bytes).expect("written");
        let output = query(&graph);
        assert_fails(&output, "");
        assert!(message(&output).contains(text(&graph)), "{what}: {}", message(&output));
    }
}

#[test]
fn bad_queries_are_shown_where_they_are_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    let query = |text: &str| tuzhi(&["query", self::text(&graph), "--write", "-c", text]);
    for (statement, caret, said) in [
        ("MATCH (n RETURN n", true, "error"),
        ("RETURN 1; RETURN 无(1)", true, "无"),
        ("MATCH (n) RETURN m", true, "m"),
        ("RETURN $missing", false, "missing"),
    ] {
        let output = query(statement);
        assert_eq!(output.status.code(), Some(1), "{statement}: {}", message(&output));
        assert!(message(&output).contains(said), "{statement}: {}", message(&output));
        assert!(!caret || message(&output).contains('^'), "{statement}: {}", message(&output));
    }
    let output = query("MATCH (r:Regoin) RETURN r");
    assert_eq!(output.status.code(), Some(0), "a name may not be there yet");
    assert!(message(&output).contains("did you mean `Region`?"), "{}", message(&output));
    let output = query("MATCH (r:Region) WITH r, {other: 1} AS map RETURN r.region, map.anything");
    assert!(message(&output).contains("nothing in this graph has the property key `region`"), "of a node");
    assert!(message(&output).contains("`Region` is a label of nodes"), "{}", message(&output));
    assert!(!message(&output).contains("key `anything`"), "a map may have any key: {}", message(&output));
    query("MATCH (a:Region {name: '锡山区'}), (b:Region {name: '无锡市'}) CREATE (a)-[:PART_OF]->(b)");
    let output = query("MATCH ()-[r]->() WHERE r:PART_OF RETURN count(r)");
    assert_eq!(message(&output), "", "a relationship may be asked for its type");
    // What ran before the failure was printed.
    assert!(String::from_utf8_lossy(&query("RETURN 41 + 1; RETURN 无(1)").stdout).contains("42"));
}

#[test]
fn parameters_and_writes_reach_the_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    let create = "CREATE (:Region {name: $name, since: $year})";
    let output = tuzhi(&[
        "query",
        text(&graph),
        "--write",
        "-c",
        create,
        "-P",
        "name=苏州市",
        "-P",
        "year=2024",
        "-c",
        "RETURN oops",
    ]);
    assert_eq!(output.status.code(), Some(1), "the second statement is wrong");
    let refused = tuzhi(&["query", text(&graph), "-c", "MATCH (r:Region) DETACH DELETE r"]);
    assert_fails(&refused, "open for reading only");
    assert!(message(&refused).contains("--write"), "{}", message(&refused));
    let ask = "MATCH (r:Region {since: 2024}) RETURN r.name AS name, r.since AS since";
    let output = tuzhi(&["query", text(&graph), "-c", ask, "--format", "csv"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "name,since\n苏州市,2024\n", "{}", message(&output));
}

#[test]
fn tables_come_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    let ask = "UNWIND [1, null] AS x RETURN x, 'a|b,\"c\"' AS text, [1.5, '二'] AS list";
    for (format, expected) in [
        (
            "table",
            "    x | text    | list\n------+---------+-------------\n    1 | a|b,\"c\" | [1.5, '二']\n null | a|b,\"c\" | [1.5, '二']\n",
        ),
        ("csv", "x,text,list\n1,\"a|b,\"\"c\"\"\",\"[1.5, '二']\"\n,\"a|b,\"\"c\"\"\",\"[1.5, '二']\"\n"),
        ("tsv", "x\ttext\tlist\n1\ta|b,\"c\"\t[1.5, '二']\n\ta|b,\"c\"\t[1.5, '二']\n"),
        (
            "jsonl",
            "{\"x\":1,\"text\":\"a|b,\\\"c\\\"\",\"list\":[1.5,\"二\"]}\n{\"x\":null,\"text\":\"a|b,\\\"c\\\"\",\"list\":[1.5,\"二\"]}\n",
        ),
        (
            "markdown",
            "| x | text | list |\n| ---: | --- | --- |\n| 1 | a\\|b,\"c\" | [1.5, '二'] |\n| null | a\\|b,\"c\" | [1.5, '二'] |\n",
        ),
        (
            "box",
            "┌──────┬─────────┬─────────────┐\n│    x │ text    │ list        │\n├──────┼─────────┼─────────────┤\n│    1 │ a|b,\"c\" │ [1.5, '二'] │\n│ null │ a|b,\"c\" │ [1.5, '二'] │\n└──────┴─────────┴─────────────┘\n",
        ),
        ("list", "x|text|list\n1|a|b,\"c\"|[1.5, '二']\nnull|a|b,\"c\"|[1.5, '二']\n"),
        (
            "line",
            "- 1 ------------------------------------\nx    | 1\ntext | a|b,\"c\"\nlist | [1.5, '二']\n- 2 ------------------------------------\nx    | null\ntext | a|b,\"c\"\nlist | [1.5, '二']\n",
        ),
        (
            "latex",
            "\\begin{tabular}{rll}\n\\hline\nx & text & list \\\\\n\\hline\n1 & a|b,\"c\" & [1.5, '二'] \\\\\n & a|b,\"c\" & [1.5, '二'] \\\\\n\\hline\n\\end{tabular}\n",
        ),
    ] {
        let output = tuzhi(&["query", text(&graph), "-c", ask, "--format", format]);
        let found = String::from_utf8_lossy(&output.stdout);
        assert_eq!(found, expected, "{format}: {}", message(&output));
    }
    let output = tuzhi(&["query", text(&graph), "-c", ask, "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(rows[1]["x"], serde_json::Value::Null);
    assert_eq!(rows[0]["list"][1], "二");
    let output = tuzhi(&["query", text(&graph), "-c", "RETURN '<a&b>' AS x", "--format", "html"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("<td>&lt;a&amp;b&gt;</td>"));
}

#[test]
fn numbers_become_bars_and_nodes_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    let query =
        |statement: &str, format: &str| tuzhi(&["query", text(&graph), "-c", statement, "--format", format]);
    let bars =
        query("UNWIND [[2023, 2.0], [2024, 4.0], [2025, 1.0]] AS p RETURN p[0] AS year, p[1] AS v", "chart");
    let bars = String::from_utf8_lossy(&bars.stdout).into_owned();
    let length = |year: &str| {
        let line = bars.lines().find(|line| line.contains(year)).expect("a line for each year");
        line.matches('█').count()
    };
    assert_eq!((length("2023"), length("2024"), length("2025")), (20, 40, 10), "{bars}");
    let sparks = query("RETURN [1, 5, 3] AS growth", "chart");
    assert!(String::from_utf8_lossy(&sparks.stdout).contains("▁█▅"), "{}", message(&sparks));
    let picture = query("MATCH (r:Region {name: '锡山区'}) RETURN r", "dot");
    assert!(String::from_utf8_lossy(&picture.stdout).contains("锡山区"), "{}", message(&picture));
    assert_fails(&query("RETURN 1", "dot"), "nothing to draw");
}

#[test]
fn a_name_that_is_nearly_right_is_told_when_nothing_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("x.tuzhi");
    small_graph().save(&graph).expect("saved");
    for slip in ["锡山", "江阴", "滨湖"] {
        let ask = format!("MATCH (r:Region {{name: '{slip}'}}) RETURN r.name");
        let output = tuzhi(&["query", text(&graph), "-c", &ask]);
        assert_eq!(output.status.code(), Some(0));
        assert!(message(&output).contains(&format!("did you mean Region `{slip}")), "{}", message(&output));
    }
}

#[test]
fn the_demonstration_runs_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = tuzhi(&["demo", "-o", text(folder.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let said = String::from_utf8_lossy(&output.stdout);
    for found in ["12 sample reports", "氢能", "missed", "研发投入占比"] {
        assert!(said.contains(found), "{said}");
    }
    let dot = fs::read_to_string(folder.path().join("taihu.dot")).expect("written");
    assert!(dot.contains("无锡市"));
    let again = tuzhi(&["stats", text(&folder.path().join("taihu.tuzhi"))]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("锡山区"), "{}", message(&again));
}

#[test]
fn a_word_that_is_no_file_may_be_a_command() {
    let output = tuzhi(&["querry"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(message(&output).contains("did you mean `tuzhi query`?"), "{}", message(&output));
    assert_fails(&tuzhi(&["/no/such.tuzhi"]), "no such file");
}

#[test]
fn a_bad_file_in_a_folder_is_skipped_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(sample("2024-wuxi.txt"), folder.path().join("2024.txt")).expect("copied");
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    fs::write(folder.path().join("torn.PDF"), "%PDF-1.7 and no more").expect("written");
    fs::write(folder.path().join("old.DOC"), "who knows").expect("written");
    let output = tuzhi(&["extract", text(folder.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    assert!(message(&output).contains("empty.txt"), "{}", message(&output));
    assert!(message(&output).contains("a PDF, but damaged"), "{}", message(&output));
    assert!(message(&output).contains("1 .doc"), "{}", message(&output));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("{\"record\":\"document\""));
}

#[test]
fn extraction_does_not_depend_on_threads() {
    let all = sample("");
    let one = tuzhi(&["extract", text(&all), "--threads", "1"]).stdout;
    let four = tuzhi(&["extract", text(&all), "--threads", "4"]).stdout;
    assert!(!one.is_empty() && one == four);
}

fn small_graph() -> Database {
    let mut graph = PropertyGraph::new();
    let (label, key) = (graph.intern_label("Region"), graph.intern_key("name"));
    for name in ["无锡市", "江阴市", "宜兴市", "锡山区", "惠山区", "滨湖区"] {
        let id = graph.new_node_id().expect("room");
        let properties = vec![(key, Value::string(name))];
        graph.apply(Change::CreateNode { id, labels: vec![label], properties }).expect("a new node");
    }
    Database::new(graph)
}

fn tuzhi(arguments: &[&str]) -> Output {
    crate::program::program().args(arguments).output().expect("the program runs")
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_fails(output: &Output, said: &str) {
    assert_eq!(output.status.code(), Some(1), "{}", message(output));
    assert!(message(output).contains(said) && message(output).contains("error: "), "{}", message(output));
    assert!(output.stdout.is_empty());
}
