//! Which outcome answers which target when the next report words it another way.

use serde_json::{Value, json};
use tuzhi::extract::{Fact, Lexicon, build};
use tuzhi::graph::{GraphView as _, PropertyGraph};
use tuzhi::value::{NodeId, RelId};

/// A figure of 2023, promised in the report of 2023 or told in that of 2024.
fn figure(kind: &str, indicator: &str, details: Value) -> Fact {
    let doc = if kind == "target" { "a" } else { "b" };
    let mut fact = json!({
        "record": "measure", "region": "锡山区", "indicator": indicator, "year": 2023, "kind": kind, "type": "level",
        "op": "=", "value": 10.0, "unit": "亿元", "text": "10亿元", "doc": doc, "section": "", "start": indicator.len(),
        "end": indicator.len() + 9, "quote": indicator, "rule": "test", "confidence": 0.9,
    });
    for (key, value) in details.as_object().unwrap() {
        fact[key] = value.clone();
    }
    serde_json::from_value(fact).unwrap()
}

fn document(doc: &str, year: i32) -> Fact {
    let fact = json!({
        "record": "document", "doc": doc, "title": "", "region": "锡山区", "parents": ["无锡市", "江苏省"], "year": year,
        "kind": "work_report", "path": doc, "sha256": format!("{doc:0<64}"), "characters": 100, "format": "text",
    });
    serde_json::from_value(fact).unwrap()
}

fn platform(name: &str) -> Fact {
    let fact = json!({
        "record": "entity", "label": "Platform", "name": name, "aliases": [], "count": 1, "doc": "b", "section": "",
        "start": 0, "end": 6, "quote": name, "rule": "test", "confidence": 0.9,
    });
    serde_json::from_value(fact).unwrap()
}

/// Targets and outcomes as (indicator, other fields); each answer: which wording, whether the promise is kept.
fn answers(targets: &[(&str, Value)], outcomes: &[(&str, Value)]) -> Vec<String> {
    let mut facts = vec![document("a", 2023)];
    facts.extend(targets.iter().map(|(indicator, details)| figure("target", indicator, details.clone())));
    facts.extend([document("b", 2024), platform("宛山湖科技城"), platform("宛山湖科技城起步区")]);
    facts.extend(
        outcomes.iter().map(|(indicator, details)| figure("observation", indicator, details.clone())),
    );
    let graph = build(facts, &Lexicon::builtin()).unwrap();
    let Some(answered) = graph.vocabulary().rel_type("ANSWERED_BY") else { return Vec::new() };
    let mut rels = Vec::new();
    graph.scan_rels(Some(answered), RelId(0), usize::MAX, &mut rels);
    rels.into_iter().map(|rel| answer(&graph, rel)).collect()
}

fn answer(graph: &PropertyGraph, rel: RelId) -> String {
    let property =
        |key| graph.vocabulary().key(key).map(|key| graph.rel_property(rel, key)).unwrap_or_default();
    format!("{} {}", property("wording"), property("met"))
}

#[test]
fn slightly_other_words_ask_and_tell_the_same() {
    let plain = || json!({});
    for (target, outcome) in [
        ("盘活低效用地", "低效用地再开发"),
        ("全年技改投资额", "技改投资额"),
        ("起步区完成投资", "宛山湖科技城起步区完成投资"),
        ("锡山区技改投资额", "全口径技改投资额"),
        ("创业项目支持", "资助创业项目"),
    ] {
        assert_eq!(
            answers(&[(target, plain())], &[(outcome, plain())]),
            ["'similar' true"],
            "{target} {outcome}"
        );
        assert_eq!(
            answers(&[(outcome, plain())], &[(target, plain())]),
            ["'similar' true"],
            "{outcome} {target}"
        );
    }
    // The subject stands beside the indicator or in it.
    let subject = json!({"subject": "宛山湖科技城"});
    assert_eq!(
        answers(&[("厂房投资额", subject)], &[("宛山湖科技城厂房投资额", plain())]),
        ["'similar' true"]
    );
    // A promise that was broken, and one in its own words.
    let less = json!({"value": 9.0, "text": "9亿元"});
    assert_eq!(answers(&[("盘活低效用地", plain())], &[("低效用地再开发", less)]), ["'similar' false"]);
    assert_eq!(answers(&[("盘活低效用地", plain())], &[("盘活低效用地", plain())]), ["null true"]);
}

#[test]
fn what_differs_in_meaning_is_no_answer() {
    let plain = || json!({});
    for (target, outcome) in [
        ("规上企业技改投资额", "企业技改投资额"),
        ("人均技改投资额", "技改投资额"),
        ("省级研发平台投资", "市级研发平台投资"),
        ("新能源产业集群产值", "新材料产业集群产值"),
        ("开工高速公路", "建成高速公路"),
        ("高速公路", "新建高速公路"),
        // A thing's own figure is not the region's.
        ("进出口总额", "宛山湖科技城进出口总额"),
        ("厂房投资额", "宛山湖科技城厂房投资额"),
        // Too little is left to tell what was spent.
        ("完成投资", "宛山湖科技城完成投资"),
    ] {
        let found = answers(&[(target, plain())], &[(outcome, plain())]);
        assert!(found.is_empty(), "{target} {outcome}: {found:?}");
    }
    let target = [("盘活低效用地", plain())];
    for other in [
        json!({"unit": "亩"}),
        json!({"type": "increment"}),
        json!({"year": 2022}),
        json!({"region": "惠山区"}),
        json!({"subject": "宛山湖科技城"}),
    ] {
        assert!(answers(&target, &[("低效用地再开发", other.clone())]).is_empty(), "{other}");
    }
    // Two that fit equally well: neither is believed.
    assert!(answers(&target, &[("低效用地再开发", plain()), ("低效用地再利用", plain())]).is_empty());
    // What is told in the target's own words answers it alone.
    let found = answers(&target, &[("盘活低效用地", plain()), ("低效用地再开发", plain())]);
    assert_eq!(found, ["null true"]);
}

#[test]
fn a_rank_counts_no_people() {
    let rank = json!({ "type": "rank", "value": 4.0, "unit": "位", "text": "第4位" });
    let people = json!({ "value": 30.0, "unit": "位", "text": "30位" });
    let facts = vec![
        document("b", 2024),
        figure("observation", "地区生产总值", rank),
        figure("observation", "高层次人才", people),
    ];
    let graph = build(facts, &Lexicon::builtin()).unwrap();
    let key = graph.vocabulary().key("unit").unwrap();
    let mut units: Vec<String> = (0..graph.node_bound())
        .map(|at| NodeId(u32::try_from(at).unwrap()))
        .filter(|&node| graph.has_node(node))
        .map(|node| graph.node_property(node, key).to_text())
        .collect();
    units.sort();
    units.retain(|unit| unit != "null");
    assert_eq!(units, ["人", "位"]);
}
