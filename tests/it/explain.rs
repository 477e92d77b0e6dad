//! `--explain`: every sentence is there, with the facts it gave and the rules that gave them, or among those without.

use std::fs;
use std::path::Path;
use std::process::Output;

use tuzhi::extract::explain::{Tallies, explain};
use tuzhi::extract::{Document, Fact, Lexicon, extract};

const REPORT: &str = "锡山区2024年政府工作报告\n各位代表:\n一、2023年工作回顾\n全年完成地区生产总值1100亿元,氢能产业加快发展。\
    成绩来之不易。\n二、2024年工作安排\n地区生产总值增长6%以上,大力发展氢能产业。\n";

#[test]
fn sentences_stand_with_their_facts_and_rules() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.txt");
    fs::write(&report, REPORT).unwrap();
    let output = tuzhi(&["extract", path(&report), "--explain"]);
    let text = stdout(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("== {}: 锡山区, 2024, work_report", path(&report)));
    let at = |line: &str| lines.iter().position(|other| other.trim() == line).expect(line);
    let told = at("全年完成地区生产总值1100亿元,氢能产业加快发展。");
    let planned = at("地区生产总值增长6%以上,大力发展氢能产业。");
    let without = lines.iter().position(|line| line.starts_with("-- ")).unwrap();
    assert!(told < planned && planned < without && without < at("成绩来之不易。"), "{text}");
    let facts = |from: usize, to: usize| -> Vec<&str> {
        lines[from + 1..to].iter().copied().filter(|line| line.starts_with("      ")).collect()
    };
    let has = |facts: &[&str], said: &str| facts.iter().any(|fact| fact.trim().starts_with(said));
    let (of_told, of_planned) = (facts(told, planned), facts(planned, without));
    assert!(has(&of_told, "observation 锡山区 2023 地区生产总值 level = 1100亿元"), "{of_told:?}");
    assert!(has(&of_told, "Industry 氢能"), "{of_told:?}");
    assert!(has(&of_planned, "target 锡山区 2024 地区生产总值 growth >= 6%"), "{of_planned:?}");
    assert!(
        of_planned.iter().any(|fact| fact.trim().starts_with("Industry 氢能") && fact.ends_with(" again"))
    );
    assert!(at("== facts by rule") > without);
    let chinese = stdout(&tuzhi(&["extract", path(&report), "--explain", "--lang", "zh"]));
    assert!(chinese.contains("个有事实\n") && chinese.contains("\n== 各规则的事实\n规则"), "{chinese}");
}

#[test]
fn a_build_explains_what_it_reads_and_what_it_has_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (report, graph) = (folder.path().join("report.txt"), folder.path().join("x.tuzhi"));
    fs::write(&report, REPORT).unwrap();
    let build = ["build", path(&report), "-o", path(&graph)];
    let first = stdout(&tuzhi(&[&build[..], &["--explain"]].concat()));
    assert!(first.contains("锡山区 -DEVELOPS-> 氢能"), "{first}");
    let file = folder.path().join("why.txt");
    let option = format!("--explain={}", path(&file));
    assert_eq!(stdout(&tuzhi(&[&build[..], &[&option]].concat())), "");
    assert_eq!(fs::read_to_string(&file).unwrap(), first, "the same from kept facts");
    let facts = stdout(&tuzhi(&["extract", path(&report), &option]));
    assert!(facts.starts_with("{\"record\":\"document\""), "facts go on to standard output");
    let nowhere = format!("--explain={}", path(&folder.path().join("no/such/file")));
    assert_eq!(tuzhi(&[&build[..], &[&nowhere]].concat()).status.code(), Some(1));
}

/// Every place of every fact of the sample reports stands in the sentence that is its quotation.
#[test]
fn every_fact_is_explained_by_a_sentence_or_by_none() {
    let lexicon = Lexicon::builtin();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports");
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        let facts = extract(path(&file), &bytes, &lexicon).facts;
        let explanations = explain(path(&file), &bytes, &facts, &lexicon);
        assert_eq!(explanations.len(), 1);
        let sentences = &explanations[0].sentences;
        let document = Document::read(path(&file), &bytes, &lexicon).unwrap();
        assert_eq!(sentences.len(), document.sentences.len());
        let measures = facts.iter().filter(|fact| matches!(fact, Fact::Measure(_))).count();
        let n_first = |is_measure: fn(&str) -> bool| {
            let facts = sentences.iter().flat_map(|sentence| &sentence.facts);
            facts.filter(|fact| !fact.is_again && is_measure(&fact.statement)).count()
        };
        let explained = n_first(|said| said.starts_with("observation ") || said.starts_with("target "));
        assert!(explained > 0 && explained <= measures, "{}", file.display());
        let mut tallies = Tallies::default();
        tallies.add(&facts);
        assert_eq!(tallies.rules.values().map(|tally| tally.facts()).sum::<usize>(), facts.len() - 1);
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn tuzhi(arguments: &[&str]) -> Output {
    crate::program::program().args(arguments).output().unwrap()
}
