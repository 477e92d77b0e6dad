//! Scores: what agrees with annotations made by hand, counted as the annotations' own program counts it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tuzhi::extract::Lexicon;
use tuzhi::extract::score::{Heading, Records, Tally, compare};

use crate::shared;

const GOLD: &str = r#"
{"record":"entity","label":"Region","name":"锡山区","aliases":["锡山"],"quote":"锡山区"}
{"record":"entity","label":"Platform","also":["Project"],"name":"“云湖”科技城","aliases":[],"quote":"云湖科技城"}
{"record":"entity","label":"Industry","name":"氢能","quote":"氢能"}
{"record":"measure","region":"锡山区","indicator":"规上工业总产值","aliases":["工业总产值"],"year":2023,"kind":"observation","type":"level","op":"=","value":1.2,"unit":"亿元","quote":"规上工业总产值达1.2亿元"}
{"record":"measure","region":"锡山区","indicator":"单位能耗","year":2023,"kind":"observation","type":"growth","op":"=","value":-3,"unit":"%","quote":"单位能耗下降3%"}
{"record":"measure","region":"锡山区","indicator":"高新技术企业","year":2024,"kind":"target","type":"increment","op":">=","value":30,"unit":"家","quote":"新增高新技术企业30家以上"}
{"record":"relation","head":"锡山区","type":"DEVELOPS","tail":"氢能","quote":"氢能"}
{"record":"relation","head":"锡山区","type":"BUILDS","tail":"“云湖”科技城","quote":"云湖科技城"}
"#;

const FACTS: &str = r#"
{"record":"document","doc":"a","title":"","year":2024}
{"record":"entity","doc":"a","label":"Region","name":"锡山","aliases":[]}
{"record":"entity","doc":"a","label":"Project","name":"云湖科技城","aliases":["科技城"]}
{"record":"entity","doc":"a","label":"Industry","name":"氢能源","aliases":[]}
{"record":"measure","doc":"a","region":"锡山","indicator":"工业总产值","year":2023,"kind":"observation","type":"level","op":"=","value":12000,"unit":"万元","quote":"全年规上工业总产值达1.2亿元,单位能耗下降3%。"}
{"record":"measure","doc":"a","region":"锡山区","indicator":"单位能耗","year":2023,"kind":"observation","type":"growth","op":"=","value":3,"unit":"%","quote":"全年规上工业总产值达1.2亿元,单位能耗下降3%。"}
{"record":"measure","doc":"a","region":"锡山区","indicator":"高新技术企业","year":2024,"kind":"target","type":"increment","op":">=","value":30,"unit":"家","quote":"这是别处的一句话,也有30家"}
{"record":"relation","doc":"a","head":"锡山","type":"DEVELOPS","tail":"氢能源"}
{"record":"relation","doc":"a","head":"锡山区","type":"BUILDS","tail":"科技城"}
{"record":"relation","doc":"a","head":"锡山区","type":"KNOWS","tail":"科技城"}
"#;

#[test]
fn names_amounts_and_ends_are_compared_by_what_they_mean() {
    let (gold, facts) = (Records::read(GOLD).unwrap(), Records::read(FACTS).unwrap());
    let comparison = compare(&gold, &facts, &Lexicon::builtin());
    let tally = |heading: Heading| comparison.scores.tallies.get(&heading).copied().unwrap_or_default();
    let of = |agreed, gold, facts| Tally { agreed, gold, facts };
    // Another alias, other marks and an allowed label agree; 氢能源 is not 氢能.
    assert_eq!(tally(Heading::Entity(String::new())), of(2, 3, 3));
    assert_eq!(tally(Heading::Entity("Platform".to_owned())), of(1, 1, 1));
    assert_eq!(tally(Heading::Entity("Project".to_owned())), of(0, 0, 0));
    // 1.2亿元 are 12000万元; a fall told as a rise is found but wrong; 30家 of another sentence is another figure.
    assert_eq!(tally(Heading::Measure("found".to_owned())), of(2, 3, 3));
    assert_eq!(tally(Heading::Measure("wholly right".to_owned())), of(1, 3, 3));
    assert_eq!(tally(Heading::Measure("sign (of found)".to_owned())), of(1, 2, 2));
    assert_eq!(tally(Heading::Measure("region (of found)".to_owned())), of(2, 2, 2));
    // An end is known by any name of the entity that was matched.
    assert_eq!(tally(Heading::Relation(String::new())), of(1, 2, 2));
    assert_eq!(
        comparison.errors,
        [
            "missed Industry 氢能",
            "made up Industry 氢能源",
            "measure `单位能耗下降3%`: sign `3` for `-3`",
            "missed measure 高新技术企业 30家 in `新增高新技术企业30家以上`",
            "made up measure 高新技术企业 30家 in `这是别处的一句话,也有30家`",
            "missed 锡山区 DEVELOPS 氢能",
            "made up 锡山 DEVELOPS 氢能源",
        ]
    );
}

#[test]
fn facts_and_reports_are_scored_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("gold");
    fs::create_dir(&gold).unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("gold/a.gold.jsonl"), GOLD).unwrap();
    fs::write(path("facts.jsonl"), FACTS).unwrap();
    let (gold, facts) = (path("gold"), path("facts.jsonl"));

    let scores = json_of(&eval(&["--gold", &gold, "--facts", &facts, "--json", "--slips"]));
    let entity = json!({"precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "gold": 3, "facts": 3});
    assert_eq!(scores["entity"], entity);
    assert_eq!(scores["errors"]["a"].as_array().unwrap().len(), 7);

    let table = eval(&["--gold", &gold, "--facts", &facts]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(
        table
            .lines()
            .any(|line| { line == "relation                            0.500  0.500  0.500      2      2" })
    );

    // A report called `a`, beside the annotation or named.
    let report = "锡山区2024年政府工作报告\n各位代表:\n2023年,规上工业总产值达1.2亿元。大力发展氢能产业。\n";
    fs::write(path("gold/a.txt"), report).unwrap();
    let beside = json_of(&eval(&["--gold", &gold, "--json"]));
    assert_eq!(beside["measure found"]["gold"], 3);
    assert_eq!(beside["measure found"]["precision"], 1.0);
    assert_eq!(json_of(&eval(&["--gold", &gold, &path("gold/a.txt"), "--json"])), beside);
}

#[test]
fn what_cannot_be_scored_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("a.gold.jsonl"), GOLD).unwrap();
    fs::write(path("facts.jsonl"), "{\"record\":\"entity\"}\nnot JSON\n").unwrap();
    let message = |arguments: &[&str]| {
        let output = eval(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let gold = path("a.gold.jsonl");
    assert!(message(&["--gold", &gold, "--facts", &path("facts.jsonl")]).contains("line 2: no JSON object"));
    fs::write(path("facts.jsonl"), "{\"record\":\"fact\"}\n").unwrap();
    let said = message(&["--gold", &gold, "--facts", &path("facts.jsonl")]);
    assert!(said.contains("line 1: `record` is `fact`, expected `document`"), "{said}");
    fs::write(path("facts.jsonl"), "").unwrap();
    assert!(message(&["--gold", &gold, "--facts", &path("facts.jsonl")]).contains("no facts for `a`"));
    assert!(message(&["--gold", &path("facts.jsonl")]).contains("no annotations in"));
}

/// The annotations' own program goes through names in the order of a hash; here it is asked to keep their order.
const IN_ORDER: &str = "import sys; sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[0].rsplit('/', 1)[0])
import score
score.names = lambda row: list(dict.fromkeys(score.norm(n) for n in [row.get('name'), *(row.get('aliases') or [])] if n))
score.main()";

#[test]
fn scores_are_those_of_the_annotations_own_program() {
    let Some(shared) = shared::folder() else { return };
    let (gold, program) = (shared.join("gold/dev"), shared.join("gold/score.py"));
    let folder = tempfile::tempdir().unwrap();
    for report in annotated_reports(&gold, &shared) {
        let name = report.file_stem().unwrap().to_str().unwrap();
        let output = tuzhi(&["extract", report.to_str().unwrap()]);
        fs::write(folder.path().join(format!("{name}.facts.jsonl")), output.stdout).unwrap();
    }
    let (gold, facts) = (gold.to_str().unwrap(), folder.path().to_str().unwrap());
    let theirs = Command::new("python3")
        .args(["-B", "-c", IN_ORDER, program.to_str().unwrap(), "score-all", gold, facts, "--json"])
        .output();
    let Ok(theirs) = theirs else {
        eprintln!("skipped: there is no python3 to run {}", program.display());
        return;
    };
    assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
    let ours = json_of(&eval(&["--gold", gold, "--facts", facts, "--json"]));
    assert_eq!(ours, json_of(&theirs));
    assert!(ours["entity"]["gold"].as_u64().unwrap() > 100);
}

fn annotated_reports(gold: &Path, shared: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(gold).unwrap().map(|entry| entry.unwrap().file_name());
    let names = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".gold.jsonl")?.to_owned()));
    names
        .map(|name| {
            let of = |part: &str| shared.join("reports").join(part).join(format!("{name}.txt"));
            [of("seeds"), of("dev")].into_iter().find(|path| path.exists()).unwrap()
        })
        .collect()
}

fn eval(arguments: &[&str]) -> Output {
    tuzhi(&[&["eval"], arguments].concat())
}

fn tuzhi(arguments: &[&str]) -> Output {
    crate::program::program().args(arguments).output().unwrap()
}

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
