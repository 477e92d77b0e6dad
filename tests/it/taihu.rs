//! The graph that ships: built anew from the sample reports, it is `graphs/taihu`, line by line, and its questions
//! have the answers that stand beside them. `UPDATE_EXPECT=1` rewrites the folder; the diff is to be reviewed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// As a user would type them, at the root of the repository.
const BUILD: &[&str] = &["build", "data/reports", "-o"];
const TITLE: &str = "太湖 Lake Tai 2022–2024 (sample reports)";

#[test]
fn the_shipped_graph_is_what_the_reports_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("taihu.tuzhi");
    run(BUILD, &[text(&graph)]);
    let mut faults = Vec::new();
    compare("graph.jsonl", &run(&["export", text(&graph), "--format", "jsonl"], &[]), &mut faults);
    compare(
        "taihu.dot",
        &run(&["export", text(&graph), "--format", "dot", "--title", TITLE], &[]),
        &mut faults,
    );
    compare("manifest.json", &manifest(&graph), &mut faults);
    let queries = queries();
    assert!(queries.len() >= 12, "a dozen questions");
    for query in queries {
        let answer = run(&["query", text(&graph), "-f", text(&query)], &[]);
        let name = query.with_extension("txt");
        let name = name.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        compare(&format!("queries/{name}"), &answer, &mut faults);
    }
    if updating() {
        draw(&graph);
    }
    assert!(
        faults.is_empty(),
        "{}\nUPDATE_EXPECT=1 cargo test --test it taihu rewrites them",
        faults.join("\n")
    );
}

/// Sources with their hashes, the command, and what came of it.
fn manifest(graph: &Path) -> String {
    let facts = run(&["extract", "data/reports"], &[]);
    let sources: Vec<Value> = lines(&facts)
        .filter(|fact| fact["record"] == "document")
        .map(|fact| {
            json!({
                "path": fact["path"], "sha256": fact["sha256"], "region": fact["region"], "year": fact["year"],
            })
        })
        .collect();
    let schema = run(&["schema", text(graph), "--format", "jsonl"], &[]);
    let counts = |name: &str, count: &str| -> serde_json::Map<String, Value> {
        let rows = schema.lines().filter(|line| !line.is_empty()).map(parse);
        rows.filter(|row| row.get(name).is_some())
            .map(|row| (row[name].as_str().unwrap_or_default().to_owned(), row[count].clone()))
            .collect()
    };
    let manifest = json!({
        "command": format!("tuzhi {} taihu.tuzhi", BUILD.join(" ")),
        "sources": sources,
        "nodes": counts("label", "nodes"),
        "relationships": counts("type", "relationships"),
    });
    format!("{}\n", serde_json::to_string_pretty(&manifest).expect("JSON"))
}

fn compare(name: &str, found: &str, faults: &mut Vec<String>) {
    let path = place().join(name);
    if updating() {
        fs::write(&path, found).expect("written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected == found {
        return;
    }
    let (mut old, mut new) = (expected.lines(), found.lines());
    let first = (1..).find_map(|number| match (old.next(), new.next()) {
        (None, None) => Some((number, String::new(), String::new())),
        (left, right) if left != right => {
            let shown = |line: Option<&str>| line.unwrap_or("<end>").chars().take(160).collect();
            Some((number, shown(left), shown(right)))
        }
        _ => None,
    });
    let (number, left, right) = first.unwrap_or_default();
    faults.push(format!("graphs/taihu/{name}:{number}: differs\n  expected {left}\n  found    {right}"));
}

/// Graphviz's versions place nodes differently, so the picture is drawn here and not compared.
fn draw(graph: &Path) {
    let picture = place().join("taihu.svg");
    run(&["export", text(graph), "--render", "svg", "--title", TITLE, "-o", text(&picture)], &[]);
}

fn queries() -> Vec<PathBuf> {
    let entries = fs::read_dir(place().join("queries")).expect("the folder is there");
    let mut queries: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    queries.retain(|path| path.extension().is_some_and(|ending| ending == "cypher"));
    queries.sort();
    queries
}

fn run(arguments: &[&str], more: &[&str]) -> String {
    let mut command = crate::program::program();
    let output = command.current_dir(root()).args(arguments).args(more).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "tuzhi {arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(parse)
}

fn parse(line: &str) -> Value {
    serde_json::from_str(line).expect("JSON")
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn place() -> PathBuf {
    root().join("graphs/taihu")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
