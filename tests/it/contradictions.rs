//! Different values of one thing stand side by side and are joined; what only looks different is not.

use tuzhi::extract::fact::{
    Comparator, DocumentFact, DocumentKind, Evidence, MeasureFact, MeasureKind, MeasureSpan, MeasureType,
};
use tuzhi::extract::{Fact, Lexicon, build};
use tuzhi::graph::{GraphView, PropertyGraph};
use tuzhi::value::{RelId, Value};

/// A value told: document, comparator, value, unit, text.
type Told = (&'static str, Comparator, f64, &'static str, &'static str);

fn document(doc: &str, year: i32) -> Fact {
    Fact::Document(DocumentFact {
        doc: doc.to_owned(),
        region: Some("无锡市".to_owned()),
        parents: vec!["江苏省".to_owned()],
        year: Some(year),
        kind: DocumentKind::WorkReport,
        path: format!("{doc}.txt"),
        sha256: format!("{doc:0<64}"),
        ..DocumentFact::default()
    })
}

fn measure(indicator: &str, at: usize, (doc, op, value, unit, text): Told) -> MeasureFact {
    let (start, end) = (at * 100, at * 100 + 9);
    let quote = format!("{indicator}{text}，第{at}句");
    let evidence = Evidence {
        doc: doc.into(),
        section: "回顾".into(),
        start,
        end,
        quote: quote.into(),
        rule: "test".into(),
        confidence: 0.9,
    };
    MeasureFact {
        region: "无锡市".to_owned(),
        subject: None,
        indicator: indicator.to_owned(),
        aliases: Vec::new(),
        year: 2022,
        span: Default::default(),
        kind: MeasureKind::Observation,
        measure_type: MeasureType::Level,
        op,
        value,
        value_max: None,
        unit: unit.to_owned(),
        text: text.to_owned(),
        evidence,
        more: Vec::new(),
    }
}

fn graph_of(measures: Vec<MeasureFact>) -> PropertyGraph {
    let mut facts = vec![document("b", 2024), document("a", 2023)];
    facts.extend(measures.into_iter().map(Fact::Measure));
    build(facts, &Lexicon::builtin()).unwrap()
}

/// Later value, earlier value, difference, gap.
fn contradictions(graph: &PropertyGraph) -> Vec<String> {
    let names = graph.vocabulary();
    let mut rels = Vec::new();
    let Some(rel_type) = names.rel_type("矛盾") else { return Vec::new() };
    graph.scan_rels(Some(rel_type), RelId(0), usize::MAX, &mut rels);
    let text = |node| graph.node_property(node, names.key("text").unwrap());
    let number = |rel, key: &str| match graph.rel_property(rel, names.key(key).unwrap()) {
        Value::Float(number) => number,
        other => panic!("{other}"),
    };
    rels.into_iter()
        .map(|rel| {
            let ends = graph.rel_ends(rel);
            let (difference, gap) = (number(rel, "difference"), number(rel, "差距"));
            format!("{} against {}: {difference:e}, {gap:.3}", text(ends.start), text(ends.end))
        })
        .collect()
}

#[test]
fn another_value_in_a_later_report_contradicts_the_earlier_one() {
    use Comparator::Equal;
    let graph = graph_of(vec![
        measure("地区生产总值", 1, ("b", Equal, 14823.0, "亿元", "14823亿元")),
        measure("GDP", 1, ("a", Equal, 1.4851, "万亿元", "1.4851万亿元")),
    ]);
    assert_eq!(contradictions(&graph), ["'14823亿元' against '1.4851万亿元': -2.8e9, 0.002"]);
    let names = graph.vocabulary();
    let observations = names.label("Observation").unwrap();
    let mut both = Vec::new();
    graph.scan_nodes(Some(observations), tuzhi::value::NodeId(0), usize::MAX, &mut both);
    assert_eq!(both.len(), 2, "both are kept");
}

#[test]
fn rounding_and_bounds_agree() {
    use Comparator::{About, AtLeast, AtMost, Equal};
    let cases = [
        ((Equal, 2720.0, "2720亿元"), (Equal, 2720.3, "2720.3亿元"), true),
        ((Equal, 2720.0, "2720亿元"), (Equal, 2720.9, "2720.9亿元"), true),
        ((Equal, 2720.0, "2720亿元"), (Equal, 2721.2, "2721.2亿元"), false),
        ((Equal, 2720.0, "2720.0亿元"), (Equal, 2720.3, "2720.3亿元"), false),
        ((Equal, 2720.3, "2720.3亿元"), (Equal, 2720.4, "2720.4亿元"), false),
        ((AtLeast, 2700.0, "2700亿元"), (Equal, 2720.3, "2720.3亿元"), true),
        ((AtLeast, 2800.0, "2800亿元"), (Equal, 2720.3, "2720.3亿元"), false),
        ((AtMost, 2800.0, "2800亿元"), (AtLeast, 2700.0, "2700亿元"), true),
        ((About, 2700.0, "2700亿元"), (Equal, 2720.3, "2720.3亿元"), true),
        ((About, 2000.0, "2000亿元"), (Equal, 2720.3, "2720.3亿元"), false),
    ];
    for (one, other, agree) in cases {
        for (first, second) in [("a", "b"), ("b", "a")] {
            let graph = graph_of(vec![
                measure("地区生产总值", 1, (first, one.0, one.1, "亿元", one.2)),
                measure("地区生产总值", 2, (second, other.0, other.1, "亿元", other.2)),
            ]);
            assert_eq!(contradictions(&graph).is_empty(), agree, "{one:?} {other:?}");
        }
    }
}

#[test]
fn other_things_do_not_contradict() {
    use Comparator::Equal;
    let first = measure("地区生产总值", 1, ("a", Equal, 100.0, "亿元", "100亿元"));
    let second = || measure("地区生产总值", 2, ("b", Equal, 120.0, "亿元", "120亿元"));
    let pairs = [
        MeasureFact { year: 2021, ..second() },
        MeasureFact { region: "锡山区".to_owned(), ..second() },
        MeasureFact { kind: MeasureKind::Target, ..second() },
        MeasureFact { measure_type: MeasureType::Increment, ..second() },
        MeasureFact { unit: "亿美元".to_owned(), ..second() },
        MeasureFact { span: MeasureSpan::Cumulative, ..second() },
        MeasureFact { subject: Some("高新区".to_owned()), ..second() },
        // One sentence that names a thing twice names two things.
        MeasureFact {
            evidence: Evidence { start: 150, end: 160, ..first.evidence.clone() },
            ..measure("地区生产总值", 1, ("a", Equal, 120.0, "亿元", "120亿元"))
        },
    ];
    for other in pairs {
        let graph = graph_of(vec![first.clone(), other.clone()]);
        assert!(contradictions(&graph).is_empty(), "{other:?}");
    }
    assert_eq!(contradictions(&graph_of(vec![first, second()])).len(), 1);
}

/// 营收 is another thing in each paragraph of a report; told once by each of two reports it can be compared.
#[test]
fn a_shortened_indicator_is_compared_between_reports_only() {
    use Comparator::Equal;
    let told = |at, doc, value, text| measure("某园营收", at, (doc, Equal, value, "亿元", text));
    let within = vec![told(1, "a", 100.0, "100亿元"), told(2, "a", 30.0, "30亿元")];
    assert!(contradictions(&graph_of(within.clone())).is_empty());
    let mut across = within.clone();
    across.push(told(1, "b", 50.0, "50亿元"));
    assert!(contradictions(&graph_of(across)).is_empty());
    let graph = graph_of(vec![within[0].clone(), told(1, "b", 50.0, "50亿元")]);
    assert_eq!(contradictions(&graph), ["'50亿元' against '100亿元': -5e9, 0.500"]);
    // An indicator that the lexicon knows is compared within a report, too.
    let known = |at, value, text| measure("地区生产总值", at, ("a", Equal, value, "亿元", text));
    let graph = graph_of(vec![known(1, 100.0, "100亿元"), known(2, 30.0, "30亿元")]);
    assert_eq!(contradictions(&graph).len(), 1);
}
