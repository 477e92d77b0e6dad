//! Facts made elsewhere stand beside own ones when they hold: `build --facts`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::shared;

const REPORT: &str = "无锡市2024年政府工作报告\n一、2023年工作回顾\n地区生产总值达到15456亿元，增长6%。建成华虹二期项目。\n\
                      二、2024年工作安排\n地区生产总值增长5.5%。推动 “太湖湾” 科创带建设。\n";

/// A folder with a report and files of facts.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(bench.path("2024-wuxi.txt"), REPORT).unwrap();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn facts(&self, name: &str, rows: &[Value]) -> PathBuf {
        let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
        fs::write(self.path(name), lines.join("\n")).unwrap();
        self.path(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = crate::program::program();
        command.current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    /// Builds `x.tuzhi`; gives what was said.
    fn build(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["build", "-o", "x.tuzhi"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        said
    }

    /// What a query on the graph prints, line by line.
    fn ask(&self, query: &str) -> Vec<String> {
        let output = self.run(&["query", "x.tuzhi", "--format", "tsv", "-c", query]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().skip(1).map(str::to_owned).collect()
    }
}

fn measure(quote: &str, value: f64, confidence: f64) -> Value {
    json!({"record": "measure", "doc": "2024-wuxi", "region": "无锡市", "indicator": "工业增加值", "year": 2023,
           "kind": "observation", "type": "growth", "op": "=", "value": value, "unit": "%", "quote": quote,
           "rule": "model", "confidence": confidence})
}

fn entity(label: &str, name: &str, quote: &str) -> Value {
    json!({"record": "entity", "label": label, "name": name, "quote": quote})
}

#[test]
fn own_facts_give_the_graph_of_the_reports() {
    let folder = tempfile::tempdir().unwrap();
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports");
    let tuzhi = |arguments: &[&str]| {
        let mut command = crate::program::program();
        let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let reports = reports.to_str().unwrap();
    tuzhi(&["build", reports, "-o", "read.tuzhi"]);
    fs::write(folder.path().join("facts.jsonl"), tuzhi(&["extract", reports])).unwrap();
    tuzhi(&["build", "--facts", "facts.jsonl", "-o", "given.tuzhi"]);
    tuzhi(&["build", reports, "--facts", "facts.jsonl", "-o", "both.tuzhi"]);
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("read.tuzhi") == bytes("given.tuzhi"));
    assert!(bytes("read.tuzhi") == bytes("both.tuzhi"));
}

#[test]
fn lines_that_do_not_hold_are_told_and_dropped() {
    let bench = Bench::new();
    let with = |field: &str, value: Value| {
        let mut row = measure("增长6%", 6.0, 0.5);
        row[field] = value;
        row
    };
    let cases = [
        (json!(7), "expected a JSON object"),
        (json!({"name": "x"}), "no field `record`"),
        (json!({"record": "thing"}), "unknown record `thing`"),
        (entity("Place", "无锡市", "无锡市"), "unknown label `Place`, expected one of"),
        (json!({"record": "entity", "label": "Region", "quote": "无锡市"}), "no field `name`"),
        (json!({"record": "entity", "label": "Region", "name": "无锡市"}), "no field `quote`"),
        (with("year", json!(23)), "found year 23"),
        (with("year", json!("2023")), "expected i32"),
        (with("value", Value::Null), "no field `value`"),
        (with("kind", json!("wish")), "unknown kind `wish`"),
        (with("type", json!("sum")), "unknown type `sum`"),
        (with("op", json!(">")), "unknown op `>`"),
        (with("confidence", json!(60)), "found confidence 60"),
        (with("quote", json!("增长7%")), "not in the document: `增长7%`"),
        (with("start", json!(5)), "found start 5 and end none"),
        (
            json!({"record": "entity", "label": "Region", "name": "无锡市", "quote": "无锡市", "start": 9, "end": 99999}),
            "outside of the document",
        ),
        (
            json!({"record": "relation", "head": "某物", "type": "COOPERATES_WITH", "tail": "无锡市", "quote": "无锡市"}),
            "say its label with `head_label`",
        ),
        (
            json!({"record": "relation", "head": "无锡市", "head_label": "Project", "type": "DEVELOPS", "tail": "科创",
                   "quote": "无锡市"}),
            "Develops leads from",
        ),
    ];
    for (row, said) in cases {
        let rows = [entity("Platform", "太湖湾科创带", "太湖湾科创带"), row.clone()];
        bench.facts("2024-wuxi.jsonl", &rows);
        let found = bench.build(&["2024-wuxi.txt", "--facts", "2024-wuxi.jsonl"]);
        assert!(
            found.contains("`2024-wuxi.jsonl` line 2 is dropped") && found.contains(said),
            "{row}: {found}"
        );
        assert!(found.contains("1 fact, 1 line dropped"), "{found}");
    }
    // The good line stands.
    assert_eq!(bench.ask("MATCH (p:Platform {name: '太湖湾科创带'}) RETURN p.evidence_rule[-1]"), ["given"]);
    // Without the document there is nothing to hold the quotation to.
    bench.facts("other.jsonl", &[measure("增长7%", 7.0, 0.5)]);
    let said = bench.build(&["--facts", "other.jsonl"]);
    assert!(said.contains("1 fact\n"), "{said}");
    // A file without a fact is refused.
    fs::write(bench.path("none.jsonl"), "not JSON\n{}\n").unwrap();
    let output = bench.run(&["build", "2024-wuxi.txt", "--facts", "none.jsonl", "-o", "y.tuzhi"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("this is no JSON object") && said.contains("no facts in `none.jsonl`"), "{said}");
    assert!(!bench.path("y.tuzhi").exists());
}

#[test]
fn the_surer_reading_of_a_figure_stands() {
    let ask = "MATCH (r:Region)-[:REPORTS]->(o {year: 2023, type: 'growth'})-[:OF_INDICATOR]->(i) \
               RETURN i.name, o.value, o.evidence_rule[0] = 'model' ORDER BY i.name";
    let own = "地区生产总值\t6.0\tfalse";
    let bench = Bench::new();
    bench.build(&["2024-wuxi.txt"]);
    assert_eq!(bench.ask(ask), [own]);
    for (confidence, expected) in [(0.2, own), (1.0, "工业增加值\t6.0\ttrue")] {
        bench.facts("model.jsonl", &[measure("增长6%", 6.0, confidence)]);
        bench.build(&["2024-wuxi.txt", "--facts", "model.jsonl"]);
        assert_eq!(bench.ask(ask), [expected], "{confidence}");
    }
    // Another figure is another figure.
    let mut other = measure("15456亿元", 15456.0, 0.2);
    other["indicator"] = "工业总产值".into();
    other["unit"] = "亿元".into();
    other["type"] = "increment".into();
    bench.facts("model.jsonl", &[other]);
    bench.build(&["2024-wuxi.txt", "--facts", "model.jsonl"]);
    assert_eq!(bench.ask(ask), [own]);
}

#[test]
fn the_surer_stage_stands_and_counts_do_not_add_up() {
    let bench = Bench::new();
    let ask = "MATCH (p:Project {name: '华虹二期工程'})-[m:MENTIONED_IN]->() RETURN p.stage, m.count";
    let row = |stage: &str, confidence: f64| {
        let mut row = entity("Project", "华虹二期工程", "华虹二期项目");
        row["stage"] = stage.into();
        row["confidence"] = confidence.into();
        row["count"] = 2.into();
        row["doc"] = "2024-wuxi".into();
        row
    };
    for (confidence, stage) in [(0.1, "building"), (0.6, "building"), (1.0, "operating")] {
        bench.facts("a.jsonl", &[row("building", 0.6)]);
        bench.facts("b.jsonl", &[row("operating", confidence)]);
        bench.build(&["2024-wuxi.txt", "--facts", "a.jsonl", "--facts", "b.jsonl"]);
        assert_eq!(bench.ask(ask), [format!("{stage}\t2")], "{confidence}");
    }
}

#[test]
fn a_quotation_is_found_whatever_its_blanks_and_width() {
    let bench = Bench::new();
    let quotes = [
        "推动太湖湾科创带建设",
        "推动\"太湖湾\"科创带",
        "地区生产总值达到１５４５６亿元,增长6％",
        "無錫市2024年政府工作報告",
    ];
    let rows = quotes.map(|quote| entity("Platform", "太湖湾科创带", quote));
    bench.facts("2024-wuxi.jsonl", &rows);
    let said = bench.build(&["2024-wuxi.txt", "--facts", "2024-wuxi.jsonl"]);
    assert!(!said.contains("dropped"), "{said}");
    let place = bench.ask(
        "MATCH (p:Platform {name: '太湖湾科创带'}) UNWIND evidence(p) AS e WITH e WHERE e.rule = 'given' \
         RETURN e.start, e.end ORDER BY e.start DESC, e.end DESC LIMIT 1",
    );
    let (start, end) = place[0].split_once('\t').unwrap();
    let found = &REPORT[start.parse::<usize>().unwrap()..end.parse::<usize>().unwrap()];
    assert_eq!(found, "推动 “太湖湾” 科创带建设");
}

#[test]
fn the_order_of_facts_files_does_not_matter() {
    let bench = Bench::new();
    bench.facts("a.jsonl", &[measure("增长6%", 6.0, 1.0)]);
    let mut other = measure("增长6%", 6.0, 1.0);
    other["indicator"] = "服务业增加值".into();
    bench.facts("b.jsonl", &[other]);
    bench.build(&["2024-wuxi.txt", "--facts", "a.jsonl", "--facts", "b.jsonl"]);
    let first = fs::read(bench.path("x.tuzhi")).unwrap();
    bench.build(&["2024-wuxi.txt", "--facts", "b.jsonl", "--facts", "a.jsonl"]);
    assert!(fs::read(bench.path("x.tuzhi")).unwrap() == first);
}

#[test]
fn facts_of_another_version_of_a_document_are_dropped() {
    let bench = Bench::new();
    let facts = bench.run(&["extract", "2024-wuxi.txt"]).stdout;
    fs::write(bench.path("facts.jsonl"), facts).unwrap();
    fs::write(bench.path("2024-wuxi.txt"), REPORT.replace("15456", "15500")).unwrap();
    let output = bench.run(&["build", "2024-wuxi.txt", "--facts", "facts.jsonl", "-o", "x.tuzhi"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("another version of the document"), "{said}");
}

#[test]
fn quiet_builds_say_nothing() {
    let bench = Bench::new();
    assert_eq!(bench.build(&["2024-wuxi.txt", "--quiet"]), "");
    assert_eq!(bench.run(&["build", "-o", "y.tuzhi"]).status.code(), Some(2), "nothing is named");
}

#[test]
fn annotations_are_facts() {
    let Some(shared) = shared::folder() else { return };
    let bench = Bench::new();
    let gold = shared.join("gold/dev/2023-wuxi-xishan.gold.jsonl");
    let report = shared.join("reports/seeds/2023-wuxi-xishan.txt");
    let said = bench.build(&[report.to_str().unwrap(), "--facts", gold.to_str().unwrap()]);
    assert!(!said.contains("dropped"), "{said}");
    let given = bench.ask("MATCH (o:Measure) WHERE 'given' IN o.evidence_rule RETURN count(o)");
    assert!(given[0].parse::<usize>().unwrap() > 20, "{given:?}");
}
