//! Facts of several documents to one graph: what merges, what stays apart, what answers what.

use tuzhi::extract::fact::{
    Comparator, DocumentFact, DocumentKind, EntityFact, EntityLabel, Evidence, MeasureFact, MeasureKind,
    MeasureType, RelationFact, RelationType,
};
use tuzhi::extract::{Fact, Lexicon, build};
use tuzhi::graph::{Direction, GraphView, IndexKey, PropertyGraph};
use tuzhi::query::function::{FunctionContext, find};
use tuzhi::storage::{Meta, snapshot};
use tuzhi::value::{NodeId, RelId, Value};

fn document(doc: &str, region: &str, parents: &[&str], year: i32) -> Fact {
    Fact::Document(DocumentFact {
        doc: doc.to_owned(),
        title: format!("{region}{year}年政府工作报告"),
        region: Some(region.to_owned()),
        parents: parents.iter().map(|&parent| parent.to_owned()).collect(),
        year: Some(year),
        kind: DocumentKind::WorkReport,
        format: tuzhi::extract::fact::DocumentFormat::Text,
        path: format!("{doc}.txt"),
        sha256: format!("{doc:0<64}"),
        characters: 1000,
    })
}

fn evidence(doc: &str, start: usize) -> Evidence {
    let quote = format!("第{start}句").into();
    Evidence {
        doc: doc.into(),
        section: "一、回顾".into(),
        start,
        end: start + 6,
        quote,
        rule: "test".into(),
        confidence: 0.9,
    }
}

fn entity(doc: &str, label: EntityLabel, name: &str, aliases: &[&str], start: usize) -> Fact {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    let (name, evidence) = (name.to_owned(), evidence(doc, start));
    Fact::Entity(EntityFact {
        label,
        name,
        aliases,
        stage: None,
        kind: None,
        count: 2,
        evidence,
        more: Vec::new(),
    })
}

fn project(doc: &str, name: &str, stage: &str) -> Fact {
    let Fact::Entity(entity) = entity(doc, EntityLabel::Project, name, &[], 90) else { unreachable!() };
    Fact::Entity(EntityFact { stage: Some(stage.to_owned()), ..entity })
}

fn relation(
    doc: &str,
    head: (EntityLabel, &str),
    relation_type: RelationType,
    tail: (EntityLabel, &str),
) -> Fact {
    Fact::Relation(RelationFact {
        head: head.1.to_owned(),
        head_label: head.0,
        relation_type,
        tail: tail.1.to_owned(),
        tail_label: tail.0,
        evidence: evidence(doc, 50),
        more: Vec::new(),
    })
}

/// A figure of a growth rate, in percent.
fn growth(doc: &str, kind: MeasureKind, year: i32, op: Comparator, value: f64) -> MeasureFact {
    MeasureFact {
        region: "锡山".to_owned(),
        subject: None,
        indicator: "地区生产总值".to_owned(),
        aliases: Vec::new(),
        year,
        span: Default::default(),
        kind,
        measure_type: MeasureType::Growth,
        op,
        value,
        value_max: None,
        unit: "%".to_owned(),
        text: format!("{value}%"),
        evidence: evidence(doc, 200 + (value * 10.0) as usize),
        more: Vec::new(),
    }
}

fn two_years() -> Vec<Fact> {
    use EntityLabel::{Platform, Region};
    let money = MeasureFact {
        measure_type: MeasureType::Level,
        unit: "亿元".to_owned(),
        indicator: "固定资产投资".to_owned(),
        subject: Some("锡山经济技术开发区".to_owned()),
        text: "1.1亿元".to_owned(),
        ..growth("b", MeasureKind::Observation, 2023, Comparator::Equal, 1.1)
    };
    vec![
        document("a", "锡山区", &["无锡市", "江苏省"], 2023),
        entity("a", Region, "锡山区", &["锡山"], 10),
        entity("a", Region, "城关镇", &[], 20),
        entity("a", Platform, "锡山经济技术开发区", &["锡山经开区"], 30),
        project("a", "云湖大桥", "started"),
        relation("a", (Region, "锡山区"), RelationType::Builds, (Platform, "锡山经开区")),
        relation("a", (Region, "锡山"), RelationType::PartOf, (Region, "锡山区")),
        Fact::Measure(growth("a", MeasureKind::Target, 2023, Comparator::AtLeast, 6.0)),
        document("b", "锡山区", &["无锡市", "江苏省"], 2024),
        entity("b", Region, "无锡市锡山区", &[], 10),
        entity("b", Region, "无锡", &[], 15),
        entity("b", Platform, "锡山经济技术开发区", &[], 30),
        project("b", "云湖大桥", "completed"),
        project("b", "云湖大桥", "building"),
        relation("b", (Region, "锡山区"), RelationType::Builds, (Platform, "锡山经济技术开发区")),
        Fact::Measure(growth("b", MeasureKind::Observation, 2023, Comparator::Equal, 6.4)),
        Fact::Measure(growth("b", MeasureKind::Observation, 2023, Comparator::Equal, 5.4)),
        Fact::Measure(money),
        document("c", "太和县", &["阜阳市", "安徽省"], 2024),
        entity("c", Region, "城关镇", &[], 10),
        project("c", "云湖大桥", "planned"),
        Fact::Measure(MeasureFact {
            region: "太和县".to_owned(),
            ..growth("c", MeasureKind::Observation, 2023, Comparator::Equal, 6.0)
        }),
    ]
}

fn graph_of(facts: Vec<Fact>) -> PropertyGraph {
    build(facts, &Lexicon::builtin()).unwrap()
}

fn text(value: &Value) -> String {
    value.to_string()
}

fn property(graph: &PropertyGraph, node: NodeId, key: &str) -> Value {
    graph.vocabulary().key(key).map_or(Value::Null, |key| graph.node_property(node, key))
}

fn named(graph: &PropertyGraph, label: &str, name: &str) -> Vec<NodeId> {
    let names = graph.vocabulary();
    let index = IndexKey { label: names.label(label).unwrap(), key: names.key("name").unwrap() };
    graph.find_nodes(index, &name.into()).unwrap()
}

fn all(graph: &PropertyGraph, label: &str) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    graph.scan_nodes(graph.vocabulary().label(label), NodeId(0), usize::MAX, &mut nodes);
    nodes
}

/// Relationships of a type as (start, end, relationship).
fn all_rels(graph: &PropertyGraph, rel_type: &str) -> Vec<(NodeId, NodeId, RelId)> {
    let mut rels = Vec::new();
    graph.scan_rels(graph.vocabulary().rel_type(rel_type), RelId(0), usize::MAX, &mut rels);
    rels.into_iter().map(|rel| (graph.rel_ends(rel).start, graph.rel_ends(rel).end, rel)).collect()
}

#[test]
fn names_of_one_region_are_one_node() {
    let graph = graph_of(two_years());
    let xishan = named(&graph, "地区", "锡山区");
    assert_eq!(xishan.len(), 1);
    assert_eq!(text(&property(&graph, xishan[0], "full_name")), "'江苏省无锡市锡山区'");
    assert_eq!(text(&property(&graph, xishan[0], "aliases")), "['无锡市锡山区', '锡山']");
    assert_eq!(text(&property(&graph, xishan[0], "level")), "'county'");
    assert_eq!(named(&graph, "Region", "无锡市").len(), 1);
    // Two towns of one name lie in two counties.
    assert_eq!(named(&graph, "Region", "城关镇").len(), 2);
}

#[test]
fn regions_lie_in_the_nearest_region_above() {
    let graph = graph_of(two_years());
    let part_of: Vec<String> = all_rels(&graph, "属于")
        .into_iter()
        .map(|(start, end, _)| {
            format!("{}<{}", text(&property(&graph, start, "name")), text(&property(&graph, end, "name")))
        })
        .collect();
    for expected in ["'锡山区'<'无锡市'", "'无锡市'<'江苏省'", "'太和县'<'阜阳市'", "'阜阳市'<'安徽省'"]
    {
        assert_eq!(part_of.iter().filter(|found| *found == expected).count(), 1, "{part_of:?}");
    }
}

#[test]
fn what_two_documents_say_has_two_places() {
    let graph = graph_of(two_years());
    let (_, platform, builds) = all_rels(&graph, "BUILDS")[0];
    assert_eq!(all_rels(&graph, "BUILDS").len(), 1);
    assert_eq!(text(&property(&graph, platform, "aliases")), "['锡山经开区']");
    let key = graph.vocabulary().key("evidence_doc").unwrap();
    assert_eq!(text(&graph.rel_property(builds, key)), "['a', 'b']");
    let mentions = all_rels(&graph, "MENTIONED_IN").into_iter().filter(|(start, _, _)| *start == platform);
    assert_eq!(mentions.count(), 2);
}

#[test]
fn projects_are_known_by_name_and_region_and_show_the_furthest_stage() {
    let graph = graph_of(two_years());
    let mut stages: Vec<String> = named(&graph, "Project", "云湖大桥")
        .iter()
        .map(|&node| text(&property(&graph, node, "stage")))
        .collect();
    stages.sort();
    assert_eq!(stages, ["'completed'", "'planned'"]);
}

#[test]
fn targets_meet_the_outcomes_of_the_same_topic() {
    let graph = graph_of(two_years());
    let met = graph.vocabulary().key("达成").unwrap();
    let value = |node| text(&property(&graph, node, "value"));
    let mut answers: Vec<String> = all_rels(&graph, "兑现")
        .into_iter()
        .map(|(target, outcome, rel)| {
            format!("{} {} {}", value(target), value(outcome), graph.rel_property(rel, met))
        })
        .collect();
    answers.sort();
    assert_eq!(answers, ["6.0 5.4 false", "6.0 6.4 true"]);
}

/// Target, outcome, whether the promise is kept (none: it cannot be told).
#[test]
fn a_promise_is_kept_as_its_words_ask() {
    use Comparator::{About, AtLeast, AtMost, Equal};
    let cases = [
        ((Equal, 6.0, None), (Equal, 6.1, None), Some(true)),
        ((Equal, 6.0, None), (Equal, 5.9, None), Some(false)),
        ((About, 6.0, None), (Equal, 5.8, None), Some(true)),
        ((About, 6.0, None), (Equal, 5.0, None), Some(false)),
        ((AtLeast, 6.0, None), (AtLeast, 5.0, None), None),
        ((AtLeast, 6.0, None), (AtLeast, 6.5, None), Some(true)),
        ((AtMost, 3.0, None), (Equal, 3.5, None), Some(false)),
        ((AtMost, 3.0, None), (Equal, 2.5, None), Some(true)),
        ((Equal, -3.0, None), (Equal, -4.0, None), Some(true)),
        ((Equal, -3.0, None), (Equal, -2.0, None), Some(false)),
        ((Equal, 5.0, Some(5.5)), (Equal, 5.2, None), Some(true)),
        ((Equal, 5.0, Some(5.5)), (Equal, 4.9, None), Some(false)),
    ];
    for (target, outcome, expected) in cases {
        let measure = |kind, (op, value, value_max): (Comparator, f64, Option<f64>)| {
            Fact::Measure(MeasureFact { value_max, ..growth("a", kind, 2023, op, value) })
        };
        let facts = vec![
            document("a", "锡山区", &["无锡市", "江苏省"], 2024),
            measure(MeasureKind::Target, target),
            measure(MeasureKind::Observation, outcome),
        ];
        let graph = graph_of(facts);
        let answers = all_rels(&graph, "ANSWERED_BY");
        let met = graph.vocabulary().key("met").map(|key| graph.rel_property(answers[0].2, key));
        let expected = expected.map_or("null".to_owned(), |met| met.to_string());
        assert_eq!(met.unwrap_or_default().to_string(), expected, "{target:?} {outcome:?}");
    }
}

#[test]
fn a_figure_keeps_its_words_and_gets_its_base_unit() {
    let graph = graph_of(two_years());
    let (measure, about, _) = all_rels(&graph, "FOR")[0];
    assert_eq!(text(&property(&graph, measure, "value")), "1.1E8");
    assert_eq!(text(&property(&graph, measure, "unit")), "'元'");
    assert_eq!(text(&property(&graph, measure, "text")), "'1.1亿元'");
    assert_eq!(text(&property(&graph, about, "name")), "'锡山经济技术开发区'");
    let names = graph.vocabulary();
    let labels: Vec<&str> = graph.labels(measure).iter().map(|&label| &**names.label_name(label)).collect();
    assert_eq!(labels, ["Observation", "Measure"]);
    let of_indicator = names.rel_type("OF_INDICATOR").unwrap();
    assert_eq!(graph.degree(measure, Direction::Outgoing, Some(of_indicator)), 1);
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let bytes = |facts: Vec<Fact>| snapshot::encode(&graph_of(facts), &Meta::new());
    let (facts, mut turned) = (two_years(), two_years());
    turned.rotate_left(18);
    assert_eq!(bytes(turned), bytes(facts.clone()));
    // A copy of a document under another name adds nothing.
    let mut doubled = facts.clone();
    doubled.extend(facts.iter().take(8).cloned());
    assert_eq!(bytes(doubled), bytes(facts));
}

#[test]
fn documents_of_one_name_stay_apart() {
    let mut facts = two_years();
    let Fact::Document(first) = &facts[0] else { unreachable!() };
    let other = DocumentFact { sha256: "f".repeat(64), year: Some(2020), ..first.clone() };
    facts.extend([Fact::Document(other), entity("a", EntityLabel::Region, "无锡市", &[], 5)]);
    let graph = graph_of(facts);
    let docs: Vec<String> =
        all(&graph, "Document").iter().map(|&node| text(&property(&graph, node, "doc"))).collect();
    assert_eq!(docs, ["'a#a0000000'", "'b'", "'c'", "'a#ffffffff'"]);
    let wuxi = named(&graph, "Region", "无锡市")[0];
    assert_eq!(text(&property(&graph, wuxi, "evidence_doc")), "['a#ffffffff', 'b']");
}

#[test]
fn evidence_names_sentence_and_document() {
    let graph = graph_of(two_years());
    let (_, _, builds) = all_rels(&graph, "BUILDS")[0];
    let context = FunctionContext {
        graph: &graph,
        now_ns: 0,
        random: &std::cell::Cell::new(1),
        files: tuzhi::query::function::Files::NONE,
        sources: &tuzhi::query::function::SourceLines::default(),
    };
    let evidence = |value: Value| (find("evidence").unwrap().call)(&context, &[value]).unwrap();
    let Value::List(places) = evidence(Value::Relationship(builds)) else { unreachable!() };
    assert_eq!(
        text(&places[1]),
        "{confidence: 0.9, document: 'b', end: 56, line: null, matched: [], path: 'b.txt', quote: '第50句', rule: 'test', \
         section: '一、回顾', sentence: '第50句', start: 50, title: '锡山区2024年政府工作报告', year: 2024}"
    );
    assert_eq!(places.len(), 2);
    let document = all(&graph, "Document")[0];
    assert_eq!(text(&evidence(Value::Node(document))), "[]");
    assert!(evidence(Value::Null).is_null());
}

#[test]
fn an_industry_lies_in_the_one_its_name_ends_with() {
    let names = ["汽车", "新能源汽车", "非金属材料", "金属材料", "材料"];
    let mut facts = vec![document("a", "锡山区", &["无锡市", "江苏省"], 2024)];
    facts.extend(names.map(|name| entity("a", EntityLabel::Industry, name, &[], 10)));
    let graph = graph_of(facts);
    let name = |node| text(&property(&graph, node, "name"));
    let mut pairs: Vec<String> = all_rels(&graph, "上位产业")
        .into_iter()
        .map(|(start, end, _)| format!("{} < {}", name(start), name(end)))
        .collect();
    pairs.sort();
    assert_eq!(pairs, ["'新能源汽车' < '汽车'", "'金属材料' < '材料'"]);
}

#[test]
fn industries_lie_in_their_class_and_in_their_group() {
    let names = [
        "集成电路",
        "电子信息",
        "制造业",
        "工业",
        "新一代信息技术",
        "战略性新兴产业",
        "茶",
        "农业",
        "第一产业",
        "跨境电商",
        "服务业",
        "第三产业",
        "冶金",
        "钢铁",
        "低空经济",
    ];
    let mut facts = vec![document("a", "锡山区", &["无锡市", "江苏省"], 2024)];
    facts.extend(names.map(|name| entity("a", EntityLabel::Industry, name, &[], 10)));
    let graph = graph_of(facts);
    let name = |node| text(&property(&graph, node, "name")).trim_matches('\'').to_owned();
    let mut pairs: Vec<String> = all_rels(&graph, "SUBCLASS_OF")
        .into_iter()
        .map(|(start, end, _)| format!("{} < {}", name(start), name(end)))
        .collect();
    pairs.sort();
    assert_eq!(
        pairs,
        [
            "农业 < 第一产业",
            "冶金 < 制造业",
            "制造业 < 工业",
            "新一代信息技术 < 战略性新兴产业",
            "服务业 < 第三产业",
            "电子信息 < 制造业",
            "电子信息 < 新一代信息技术",
            "茶 < 农业",
            "跨境电商 < 服务业",
            "钢铁 < 冶金",
            "集成电路 < 新一代信息技术",
            "集成电路 < 电子信息",
        ]
    );
}

/// Names that mean one region, and names that mean two, in a report of Wuxi.
#[test]
fn zones_and_towns_are_known_by_their_place() {
    let names = [
        "无锡市高新技术产业开发区",
        "无锡高新区",
        "高新区",
        "惠山经济开发区",
        "无锡市惠山经开区",
        "滨江新区",
        "锡山东港镇",
        "东港镇",
    ];
    let mut facts = vec![
        document("a", "无锡市", &["江苏省"], 2024),
        relation("a", (EntityLabel::Region, "东港镇"), RelationType::PartOf, (EntityLabel::Region, "锡山区")),
    ];
    facts.extend(names.map(|name| entity("a", EntityLabel::Region, name, &[], 10)));
    facts.push(document("b", "无锡市惠山经济开发区", &["惠山区", "无锡市", "江苏省"], 2024));
    facts.push(entity("b", EntityLabel::Region, "开发区", &[], 10));
    facts.push(document("c", "宜宾市", &["四川省"], 2024));
    facts.extend(["高新区", "滨江新区"].map(|name| entity("c", EntityLabel::Region, name, &[], 10)));
    let graph = graph_of(facts);
    let mut full: Vec<String> = all(&graph, "Region")
        .iter()
        .filter(|&&node| property(&graph, node, "code").is_null())
        .map(|&node| format!("{} {}", property(&graph, node, "full_name"), property(&graph, node, "aliases")))
        .collect();
    full.sort();
    assert_eq!(
        full,
        [
            "'四川省宜宾高新区' ['高新区']",
            "'江苏省无锡市惠山经济开发区' ['开发区', '无锡市惠山经开区', '无锡市惠山经济开发区']",
            "'江苏省无锡市锡山区东港镇' ['锡山东港镇']",
            "'江苏省无锡市高新技术产业开发区' ['无锡高新区', '高新区']",
            "'滨江新区' null",
            "'滨江新区' null",
        ]
    );
}
