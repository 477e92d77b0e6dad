//! Laws of the file: what was saved comes back, equal graphs give equal bytes, and no bytes whatever bring the reader
//! down or make it believe something else.

use std::sync::Arc;

use super::directory::{Directory, Section};
use super::file::Bytes;
use super::{Damage, Meta, decode, encode, open, write};
use crate::graph::{
    Change, GraphStore, GraphView, IndexKey, KeyId, MAX_LIST_NESTING, NameTable, Part, PropertyGraph, TypeId,
};
use crate::value::temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time, Zone};
use crate::value::{NodeId, RelId, Value};

/// A small generator (xorshift): the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn some_value(random: &mut Random) -> Value {
    match random.below(9) {
        7 => some_temporal(random),
        0 => Value::Boolean(random.below(2) == 0),
        1 => Value::Integer(i64::MIN + random.below(1000) as i64),
        2 => Value::Integer(random.below(1000) as i64 - 500),
        3 => Value::Float(random.below(1000) as f64 / 7.0),
        4 => Value::list(vec![Value::from("江阴市"), Value::Null, Value::list(vec![Value::Integer(-1)])]),
        5 => Value::Float(f64::NAN),
        _ => Value::string(format!("无锡{}", random.below(20))),
    }
}

fn some_temporal(random: &mut Random) -> Value {
    let (days, nanos) =
        (random.below(600_000_000) as i64 - 300_000_000, random.below(86_400_000_000_000) as i64);
    let date = Date::from_epoch_day(days).unwrap();
    let time = LocalTime::from_nano_of_day(nanos).unwrap();
    let zone = [Zone::Offset(3600), Zone::named("Asia/Shanghai").unwrap()][random.below(2)].clone();
    let local = LocalDateTime::new(date, time);
    match random.below(6) {
        0 => Value::Date(date),
        1 => Value::LocalTime(time),
        2 => Value::Time(Time::new(time, -5400).unwrap()),
        3 => Value::LocalDateTime(local),
        4 => Value::DateTime(Arc::new(DateTime::from_local(local, zone).unwrap())),
        _ => Value::Duration(Arc::new(Duration::new(-days, days, i128::from(nanos)).unwrap())),
    }
}

/// A graph without gaps in its ids, so that it equals what is opened again.
fn some_graph(seed: u64) -> PropertyGraph {
    let mut random = Random(seed);
    let mut graph = PropertyGraph::new();
    let labels = ["地区", "Region", "Project"].map(|name| graph.intern_label(name));
    let types = ["属于", "DEVELOPS"].map(|name| graph.intern_type(name));
    let keys = ["name", "value", "年份"].map(|name| graph.intern_key(name));
    let alias = Change::AddAlias { table: NameTable::Label, alias: "项目".into(), name: "Project".into() };
    graph.apply(alias).unwrap();
    for _ in 0..random.below(30) {
        let id = graph.new_node_id().unwrap();
        let labels = (0..random.below(3)).map(|_| labels[random.below(3)]).collect();
        let properties = (0..random.below(4)).map(|at| (keys[at], some_value(&mut random))).collect();
        graph.apply(Change::CreateNode { id, labels, properties }).unwrap();
    }
    for _ in 0..random.below(60) * graph.n_nodes().min(1) {
        let id = graph.new_rel_id().unwrap();
        let mut end = || NodeId(random.below(graph.n_nodes()) as u32);
        let (start, end) = (end(), end());
        let properties = (0..random.below(2)).map(|at| (keys[at], some_value(&mut random))).collect();
        let rel_type = types[random.below(2)];
        graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties }).unwrap();
    }
    graph.apply(Change::CreateIndex(IndexKey { label: labels[1], key: keys[0] })).unwrap();
    graph
}

fn notes() -> Meta {
    Meta::from([("built".to_owned(), "2026年".to_owned())])
}

fn picture(graph: &PropertyGraph) -> String {
    let (mut nodes, mut rels) = (Vec::new(), Vec::new());
    graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    graph.scan_rels(None, RelId(0), usize::MAX, &mut rels);
    let of_node = |&node: &NodeId| format!("{:?} {:?}", graph.labels(node), graph.node_properties(node));
    let of_rel = |&rel: &RelId| format!("{:?} {:?}", graph.rel_ends(rel), graph.rel_properties(rel));
    let nodes: Vec<String> = nodes.iter().map(of_node).collect();
    let rels: Vec<String> = rels.iter().map(of_rel).collect();
    format!("{nodes:#?}{rels:#?}{:?}{:?}", graph.indexes(), graph.vocabulary())
}

#[test]
fn what_was_saved_comes_back_and_saves_to_the_same_bytes() {
    for seed in 1..60 {
        let graph = some_graph(seed);
        let file = encode(&graph, &notes());
        let (opened, meta) = decode(&file).unwrap();
        assert_eq!(picture(&opened), picture(&graph), "seed {seed}");
        assert_eq!(meta, notes());
        assert_eq!(encode(&opened, &meta), file);
    }
}

#[test]
fn what_the_graph_takes_can_be_opened_again() {
    let mut graph = some_graph(3);
    let deepest = (0..MAX_LIST_NESTING).fold(Value::Null, |value, _| Value::list(vec![value]));
    let (id, key) = (graph.new_node_id().unwrap(), graph.intern_key("name"));
    graph.apply(Change::CreateNode { id, labels: Vec::new(), properties: vec![(key, deepest)] }).unwrap();
    let (opened, _) = decode(&encode(&graph, &notes())).unwrap();
    assert_eq!(picture(&opened), picture(&graph));
}

#[test]
fn gaps_that_deletions_left_are_closed() {
    let mut graph = some_graph(7);
    let mut nodes = Vec::new();
    graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    for rel in (0..graph.rel_bound() as u32).map(RelId) {
        graph.apply(Change::DeleteRelationship { id: rel }).unwrap();
    }
    graph.apply(Change::DeleteNode { id: nodes[0] }).unwrap();
    let (opened, _) = decode(&encode(&graph, &notes())).unwrap();
    assert_eq!(picture(&opened), picture(&graph));
    assert_eq!((opened.node_bound(), opened.rel_bound()), (nodes.len() - 1, 0));
}

#[test]
fn every_altered_or_missing_byte_is_noticed() {
    let file = encode(&some_graph(11), &notes());
    for at in 0..file.len() {
        let mut altered = file.clone();
        altered[at] ^= 1 << (at % 8);
        assert!(decode(&altered).is_err(), "byte {at} of {}", file.len());
        assert!(decode(&file[..at]).is_err(), "{at} bytes of {}", file.len());
    }
    assert_eq!(decode(&[]).unwrap_err(), Damage::Empty);
    assert_eq!(decode(b"PK\x03\x04").unwrap_err(), Damage::NotAGraph);
    let mut longer = file.clone();
    longer.push(0);
    let found = longer.len() as u64;
    assert_eq!(decode(&longer).unwrap_err(), Damage::Torn { expected: found - 1, found });
    let mut newer = file;
    newer[8] = 3;
    assert_eq!(decode(&newer).unwrap_err(), Damage::Newer { found: 3, known: 2 });
}

/// Name and bytes of each section.
fn take_apart(file: &[u8]) -> Vec<(Section, Vec<u8>)> {
    let directory = Directory::read(file, file.len() as u64, &mut Err).unwrap();
    let bytes = |at: u64, length: u64| file[at as usize..(at + length) as usize].to_vec();
    directory.entries.iter().map(|entry| (entry.section, bytes(entry.offset, entry.length))).collect()
}

fn assemble(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let summaries =
        sections.iter().map(|(section, bytes)| (*section, crc32fast::hash(bytes), bytes.len() as u64));
    let mut file = Directory::of(summaries).bytes();
    sections.iter().for_each(|(_, bytes)| file.extend(bytes));
    file
}

fn opened(file: Vec<u8>) -> PropertyGraph {
    open(Bytes::Memory(file)).unwrap().0
}

/// A broken section is named when it is touched, and not before.
#[test]
fn an_altered_section_is_named_when_it_is_touched() {
    let graph = some_graph(11);
    let mut sections = take_apart(&encode(&graph, &notes()));
    let header_and_rest = assemble(&sections);
    let broken = Section::Of(Part::NodeColumn(KeyId(1)));
    let at = sections.iter().position(|(section, _)| *section == broken).unwrap();
    let offset = header_and_rest.len() - sections[at..].iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    let mut altered = header_and_rest;
    altered[offset + 2] ^= 1;
    let expected = Damage::Checksum { section: "node property `value`".into() };
    assert_eq!(decode(&altered).unwrap_err(), expected);
    let opened = opened(altered);
    for node in (0..graph.n_nodes() as u32).map(NodeId) {
        assert_eq!(opened.labels(node), graph.labels(node));
        let name = format!("{:?}", graph.node_property(node, KeyId(0)));
        assert_eq!(format!("{:?}", opened.node_property(node, KeyId(0))), name);
    }
    assert!(opened.fault().is_none());
    assert!(opened.node_property(NodeId(0), KeyId(1)).is_null());
    assert_eq!(opened.fault().unwrap().to_string(), expected.to_string());
    // Nothing that is broken keeps others from being read.
    sections.remove(at);
    assert_eq!(decode(&assemble(&sections)).unwrap().0.n_rels(), graph.n_rels());
}

/// Random writes to an opened graph, with nothing read before, are the same writes to the graph itself.
#[test]
fn a_graph_that_was_just_opened_is_written_to_like_any_other() {
    for seed in 1..80 {
        let mut graph = some_graph(seed);
        let mut opened = opened(encode(&graph, &notes()));
        let mut random = Random(seed + 1000);
        for _ in 0..random.below(12) {
            let change = some_change(&graph, &mut random);
            if let Change::CreateNode { .. } = change {
                graph.new_node_id().unwrap();
                opened.new_node_id().unwrap();
            } else if let Change::CreateRelationship { .. } = change {
                graph.new_rel_id().unwrap();
                opened.new_rel_id().unwrap();
            }
            let outcomes = [graph.apply(change.clone()), opened.apply(change)];
            assert_eq!(format!("{:?}", outcomes[0]), format!("{:?}", outcomes[1]), "seed {seed}");
        }
        // What did not change is taken from the file as it is.
        let mut stretches = std::collections::BTreeMap::new();
        let mut put = |bytes: &[u8], offset: u64| {
            stretches.insert(offset, bytes.to_vec());
            Ok(())
        };
        let header = write(&opened, &notes(), &mut put).unwrap();
        assert_eq!(stretches[&0], header);
        let file: Vec<u8> = stretches.into_values().flatten().collect();
        assert_eq!(file, encode(&graph, &notes()), "seed {seed}");
        assert_eq!(encode(&opened, &notes()), file, "seed {seed}");
        assert_eq!(picture(&opened), picture(&graph), "seed {seed}");
        assert!(decode(&file).is_ok(), "seed {seed}");
    }
}

fn some_change(graph: &PropertyGraph, random: &mut Random) -> Change {
    let (node, rel) = (random.below(graph.node_bound().max(1)), random.below(graph.rel_bound().max(1)));
    let (node, rel) = (NodeId(node as u32), RelId(rel as u32));
    let (key, label) = (KeyId(random.below(3) as u32), crate::graph::LabelId(random.below(3) as u32));
    let value = some_value(random);
    match random.below(8) {
        0 | 1 => {
            let id = NodeId(graph.node_bound() as u32);
            Change::CreateNode { id, labels: vec![label], properties: vec![(key, value)] }
        }
        2 | 3 => {
            let (id, rel_type) = (RelId(graph.rel_bound() as u32), TypeId(random.below(2) as u32));
            Change::CreateRelationship {
                id,
                rel_type,
                start: node,
                end: NodeId(0),
                properties: vec![(key, value)],
            }
        }
        4 => Change::SetNodeProperty { node, key, value },
        5 => Change::SetRelProperty { rel, key, value },
        6 => Change::AddLabel { node, label },
        _ if random.below(2) == 0 => Change::DeleteRelationship { id: rel },
        _ => Change::RemoveLabel { node, label },
    }
}

/// Sections with right checksums and senseless bytes: an error or a graph, never a panic, never much memory.
#[test]
fn senseless_sections_are_refused() {
    let mut refused = 0;
    for seed in 1..600 {
        let mut random = Random(seed);
        let file = encode(&some_graph(seed), &notes());
        let mut sections = take_apart(&file);
        let at = random.below(sections.len());
        let part = &mut sections[at].1;
        for _ in 0..=random.below(3) {
            match part.len() {
                0 => part.push(random.below(256) as u8),
                length => {
                    part[random.below(length)] = [0, 0x7f, 0xff, random.below(256) as u8][random.below(4)]
                }
            }
        }
        if random.below(4) == 0 {
            part.truncate(random.below(part.len() + 1));
        }
        let file = assemble(&sections);
        refused += usize::from(decode(&file).is_err());
        // Who opens it and looks at everything gets some graph or an error, too.
        if let Ok((graph, ..)) = open(Bytes::Memory(file)) {
            drop(graph.read_all());
            drop(picture(&graph));
        }
    }
    assert!(refused > 400, "{refused}");
}
