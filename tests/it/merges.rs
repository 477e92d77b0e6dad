//! Forms of names that become one thing are listed, and a person's decisions on them are followed and kept.

use std::fs;

use tuzhi::extract::fact::{
    DocumentFact, DocumentKind, EntityFact, EntityLabel, Evidence, MeasureFact, MeasureKind, MeasureType,
    RelationFact, RelationType,
};
use tuzhi::extract::{Built, Fact, Lexicon, MergeList, Survey};
use tuzhi::graph::GraphView;
use tuzhi::value::NodeId;

use EntityLabel::{Organization, Platform, Project, Region};

fn evidence(doc: &str, start: usize) -> Evidence {
    let (end, confidence) = (start + 9, 0.9);
    Evidence { doc: doc.into(), start, end, quote: "一句".into(), confidence, ..Evidence::default() }
}

fn entity(doc: &str, label: EntityLabel, name: &str, aliases: &[&str]) -> Fact {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    let (name, evidence) = (name.to_owned(), evidence(doc, 3));
    Fact::Entity(EntityFact {
        label,
        name,
        aliases,
        stage: None,
        kind: None,
        count: 1,
        evidence,
        more: vec![],
    })
}

fn measure(doc: &str, indicator: &str) -> Fact {
    Fact::Measure(MeasureFact {
        region: "无锡市".to_owned(),
        subject: None,
        indicator: indicator.to_owned(),
        aliases: Vec::new(),
        year: 2023,
        span: Default::default(),
        kind: MeasureKind::Observation,
        measure_type: MeasureType::Level,
        op: Default::default(),
        value: 1.0,
        value_max: None,
        unit: "亿元".to_owned(),
        text: "1亿元".to_owned(),
        evidence: evidence(doc, 30),
        more: Vec::new(),
    })
}

/// A report of a region, those above it, and what it names.
fn report(doc: &str, region: &str, parents: &[&str], facts: Vec<Fact>) -> Vec<Fact> {
    let document = DocumentFact {
        doc: doc.to_owned(),
        region: Some(region.to_owned()),
        parents: parents.iter().map(|&parent| parent.to_owned()).collect(),
        year: Some(2024),
        kind: DocumentKind::WorkReport,
        path: format!("{doc}.txt"),
        sha256: format!("{doc:0<64}"),
        ..DocumentFact::default()
    };
    std::iter::once(Fact::Document(document)).chain(facts).collect()
}

fn three_reports() -> Vec<Vec<Fact>> {
    let wuxi = report(
        "a",
        "无锡市",
        &["江苏省"],
        vec![
            entity("a", Region, "无锡", &[]),
            entity("a", Region, "高新区", &[]),
            entity("a", Platform, "太湖湾科技创新带", &["太湖湾科创带"]),
            entity("a", Organization, "无锡产业技术研究院", &["三大院", "产研院"]),
            measure("a", "GDP"),
        ],
    );
    let xishan = report(
        "b",
        "锡山区",
        &["无锡市", "江苏省"],
        vec![
            entity("b", Platform, "太湖湾科创带", &[]),
            entity("b", Organization, "三大院", &[]),
            entity("b", Project, "华虹二期", &[]),
            entity("b", Region, "高新区", &[]),
        ],
    );
    let yibin = report(
        "c",
        "宜宾市",
        &["四川省"],
        vec![entity("c", Platform, "太湖湾科创带", &[]), entity("c", Organization, "产研院", &[])],
    );
    vec![wuxi, xishan, yibin]
}

/// Builds with a list; gives what came of it and what was said of lines.
fn build(reports: Vec<Vec<Fact>>, list: &str) -> (Built, Vec<(usize, String)>) {
    let lexicon = Lexicon::builtin();
    let (list, told) = MergeList::parse(list);
    let mut survey = Survey::new(&lexicon, list);
    reports.iter().for_each(|facts| survey.note(facts));
    let mut builder = survey.builder();
    for numbers in builder.order() {
        builder.add(numbers.iter().map(|&number| reports[number].clone()).collect());
    }
    let built = builder.finish().unwrap();
    let warnings = told.iter().chain(&built.account.merge_warnings);
    let warnings = warnings.map(|warning| (warning.line, warning.message.clone())).collect();
    (built, warnings)
}

fn names(built: &Built, label: &str) -> Vec<String> {
    let (graph, mut nodes) = (&built.graph, Vec::new());
    graph.scan_nodes(graph.vocabulary().label(label), NodeId(0), usize::MAX, &mut nodes);
    let key = graph.vocabulary().key("name").unwrap();
    let mut names: Vec<String> = nodes
        .into_iter()
        .map(|node| graph.node_property(node, key).to_string().trim_matches('\'').to_owned())
        .collect();
    names.sort();
    names
}

/// Lines of a list without their heads.
fn lines(list: &str) -> Vec<&str> {
    list.lines().filter(|line| !line.starts_with("#!") && !line.starts_with("decision")).collect()
}

#[test]
fn every_form_that_was_joined_is_listed() {
    let (built, warnings) = build(three_reports(), "");
    assert_eq!(
        lines(&built.account.merge_list),
        [
            "accept\tIndicator\t地区生产总值\tGDP\tsynonym\ta",
            "accept\tOrganization\t无锡产业技术研究院\t三大院\talias\ta",
            "accept\tOrganization\t无锡产业技术研究院\t产研院\talias\ta",
            "accept\tPlatform\t太湖湾科技创新带\t太湖湾科创带\talias\ta, b",
            "accept\tRegion\t江苏省无锡市\t无锡\tshort-form\ta",
            "accept\tRegion\t江苏省无锡市锡山高新区\t高新区\tby-context\tb",
            "accept\tRegion\t江苏省无锡高新区\t高新区\tby-context\ta",
        ]
    );
    assert_eq!(warnings, []);
    // Of the documents that call it so, one defines the form; the list does not change when it is followed.
    let (again, _) = build(three_reports(), &built.account.merge_list);
    assert_eq!(again.account.merge_list, built.account.merge_list);
}

#[test]
fn a_short_form_is_understood_in_reports_of_the_same_place() {
    let (built, _) = build(three_reports(), "");
    // 宜宾's report speaks of another 太湖湾科创带 and another 产研院; a count (三大院) counts other things in each report.
    assert_eq!(names(&built, "Platform"), ["太湖湾科创带", "太湖湾科技创新带"]);
    assert_eq!(names(&built, "Organization"), ["三大院", "产研院", "无锡产业技术研究院"]);
    // Two things that are called so claim the form: nobody gets it.
    let mut reports = three_reports();
    reports.push(report(
        "d",
        "无锡市",
        &["江苏省"],
        vec![entity("d", Platform, "太湖湾示范带", &["太湖湾科创带"])],
    ));
    let (built, _) = build(reports, "");
    assert_eq!(names(&built, "Platform").iter().filter(|name| *name == "太湖湾科创带").count(), 1);
    // A document that lists both speaks of two.
    let mut reports = three_reports();
    reports[1].push(entity("b", Platform, "太湖湾科技创新带", &[]));
    let (built, _) = build(reports, "");
    let graph = &built.graph;
    let mentions = graph.vocabulary().rel_type("MENTIONED_IN").unwrap();
    let mut rels = Vec::new();
    graph.scan_rels(Some(mentions), tuzhi::value::RelId(0), usize::MAX, &mut rels);
    let key = graph.vocabulary().key("name").unwrap();
    let of = |name: &str| {
        let starts = rels.iter().map(|&rel| graph.rel_ends(rel).start);
        starts.filter(|&start| graph.node_property(start, key).to_string() == format!("'{name}'")).count()
    };
    assert_eq!([of("太湖湾科技创新带"), of("太湖湾科创带")], [2, 2]);
}

#[test]
fn decisions_are_followed() {
    let cases = [
        ("", "Platform", vec!["太湖湾科创带", "太湖湾科技创新带"]),
        (
            "merge\tOrganization\t无锡产业技术研究院\t三大院",
            "Organization",
            vec!["产研院", "无锡产业技术研究院"],
        ),
        ("split\tRegion\t江苏省无锡市\t无锡", "Region", vec!["无锡"]),
        ("split\tRegion\t无锡市\t无锡@b", "Region", vec!["-无锡"]),
        ("split\tIndicator\t地区生产总值\tGDP", "Indicator", vec!["GDP"]),
        ("merge\tRegion\t江苏省无锡高新区\t锡山高新区", "Region", vec!["-锡山高新区", "无锡高新区"]),
        ("merge\tRegion\t江苏省无锡高新区\t高新区@b", "Region", vec!["-锡山高新区"]),
        ("merge\tRegion\t江苏省无锡高新区\t高新区@a", "Region", vec!["锡山高新区"]),
        // One after the other, and in a ring.
        (
            "merge\tOrganization\t产研院\t三大院\nmerge\tOrganization\t无锡产业技术研究院\t产研院",
            "Organization",
            vec!["-三大院", "无锡产业技术研究院"],
        ),
        (
            "merge\tPlatform\t太湖湾科创带\t太湖湾科技创新带\nmerge\tPlatform\t太湖湾科技创新带\t太湖湾科创带",
            "Platform",
            vec![],
        ),
    ];
    for (list, label, expected) in cases {
        let (built, _) = build(three_reports(), list);
        let found = names(&built, label);
        for name in expected {
            match name.strip_prefix('-') {
                Some(absent) => assert!(!found.iter().any(|name| name == absent), "{list}: {found:?}"),
                None => assert!(found.iter().any(|other| other == name), "{list}: {found:?}"),
            }
        }
    }
    let (built, _) = build(three_reports(), "split\tPlatform\t太湖湾科技创新带\t太湖湾科创带");
    assert!(
        built.account.merge_list.contains("split\tPlatform\t太湖湾科技创新带\t太湖湾科创带\tsplit\ta, b")
    );
}

#[test]
fn decisions_comments_and_notes_survive() {
    let list = "\u{feff}#! an old head\r\ndecision\tlabel\r\n# not ours\r\nsplit\tRegion\t江苏省无锡市\t无锡\t\t\tasked Li\r\n\
                merge\tPlatform\t太湖湾科技创新带\t没有的带\r\n# 看过了\naccept\tIndicator\t地区生产总值\tGDP\n\
                accept\tRegion\t老名字\t旧名\nwhat is this\n# the end\n";
    let (built, warnings) = build(three_reports(), list);
    let written = lines(&built.account.merge_list);
    for expected in [
        "# not ours",
        "split\tRegion\t江苏省无锡市\t无锡\tsplit\ta\tasked Li",
        "merge\tPlatform\t太湖湾科技创新带\t没有的带",
        "# 看过了",
        "# what is this",
        "# the end",
    ] {
        assert!(written.contains(&expected), "{expected}: {written:#?}");
    }
    assert!(
        !built.account.merge_list.contains("旧名"),
        "a line that nobody touched goes when it is not true any more"
    );
    let at = |text: &str| written.iter().position(|line| line.starts_with(text)).unwrap();
    assert_eq!(at("# 看过了") + 1, at("accept\tIndicator"), "a comment stays with its line");
    assert_eq!(warnings.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [9, 5], "{warnings:?}");
    assert!(warnings[1].1.contains("没有的带"), "{warnings:?}");
    let (again, _) = build(three_reports(), &built.account.merge_list);
    assert_eq!(again.account.merge_list, built.account.merge_list);
}

#[test]
fn unknown_things_are_told_by_line() {
    let list = "merge\tPlatform\t没有的带\t太湖湾科创带\n\nsplit\tRegion\t江苏省苏州市\t苏州\njoin\tx\ty\tz\nmerge\tRegion\tx\n";
    let (built, warnings) = build(three_reports(), list);
    let told: Vec<usize> = warnings.iter().map(|(line, _)| *line).collect();
    assert_eq!(told, [4, 5, 1, 3], "{warnings:?}");
    assert!(warnings[2].1.contains("没有的带"), "{warnings:?}");
    assert!(names(&built, "Platform").iter().all(|name| name != "没有的带"));
}

/// Things that a region name is part of: a relation told under a form that is kept apart is told of the form.
#[test]
fn relations_follow_decisions() {
    let mut reports = three_reports();
    reports[0].push(Fact::Relation(RelationFact {
        head: "无锡".to_owned(),
        head_label: Region,
        relation_type: RelationType::Builds,
        tail: "太湖湾科创带".to_owned(),
        tail_label: Platform,
        evidence: evidence("a", 40),
        more: Vec::new(),
    }));
    let head = |list: &str| {
        let (built, _) = build(reports.clone(), list);
        let (graph, mut rels) = (&built.graph, Vec::new());
        graph.scan_rels(graph.vocabulary().rel_type("BUILDS"), tuzhi::value::RelId(0), usize::MAX, &mut rels);
        let ends = graph.rel_ends(rels[0]);
        let name = graph.vocabulary().key("name").unwrap();
        [ends.start, ends.end].map(|node| graph.node_property(node, name).to_string())
    };
    assert_eq!(head(""), ["'无锡市'", "'太湖湾科技创新带'"]);
    assert_eq!(head("split\tRegion\t江苏省无锡市\t无锡"), ["'无锡'", "'太湖湾科技创新带'"]);
    assert_eq!(head("split\tPlatform\t太湖湾科技创新带\t太湖湾科创带@a"), ["'无锡市'", "'太湖湾科创带'"]);
}

#[test]
fn the_list_is_a_file_beside_the_graph() {
    let folder = tempfile::tempdir().unwrap();
    let sample = |name: &str| format!("{}/data/reports/{name}", env!("CARGO_MANIFEST_DIR"));
    let (graph, beside) = (folder.path().join("x.tuzhi"), folder.path().join("x.tuzhi.merges.tsv"));
    let build = |options: &[&str]| {
        let mut command = crate::program::program();
        command.arg("build").args([sample("2023-wuxi.txt"), sample("2024-wuxi.txt")]).arg("-o").arg(&graph);
        let output = command.args(options).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(build(&[]).0, Some(0));
    let first = fs::read_to_string(&beside).unwrap();
    let line = "accept\tRegion\t江苏省无锡市\t无锡\t";
    assert!(first.contains(line), "{first}");
    fs::write(&beside, first.replace(line, &line.replace("accept", "split"))).unwrap();
    assert_eq!(build(&[]).0, Some(0));
    let second = fs::read_to_string(&beside).unwrap();
    assert!(second.contains("split\tRegion\t江苏省无锡市\t无锡\tsplit"), "{second}");
    // A list of another name, made when it is missing.
    let own = folder.path().join("own.tsv");
    let own_text = own.to_str().unwrap();
    assert_eq!(build(&["--merges", own_text]).0, Some(0));
    assert_eq!(fs::read_to_string(&own).unwrap(), first);
    fs::write(&own, "merge\tRegion\t没有的市\t无锡\n").unwrap();
    let (code, said) = build(&["--merges", own_text]);
    assert_eq!(code, Some(0));
    assert!(said.contains("line 1") && said.contains("没有的市"), "{said}");
    // A file that is something else is left alone.
    fs::write(&own, "my diary\n").unwrap();
    let (code, said) = build(&["--merges", own_text]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no list of merges"), "{said}");
    assert_eq!(fs::read_to_string(&own).unwrap(), "my diary\n");
}
