//! Laws of the store under random changes: undoing them all gives the graph before, the read indexes agree with
//! a plain recount and with what petgraph sees.

use std::collections::BTreeMap;

use petgraph::Direction as Way;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeCount, EdgeRef, IntoEdgeReferences, IntoEdgesDirected, IntoNodeReferences};

use super::*;
use crate::value::{NodeId, RelId, Value};

/// A small generator (xorshift): the same changes in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn all_nodes(graph: &PropertyGraph) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    assert_eq!(graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes), None);
    nodes
}

fn all_rels(graph: &PropertyGraph) -> Vec<RelId> {
    let mut rels = Vec::new();
    assert_eq!(graph.scan_rels(None, RelId(0), usize::MAX, &mut rels), None);
    rels
}

/// Everything that can be seen of a graph.
fn picture(graph: &PropertyGraph) -> String {
    let mut lines = Vec::new();
    for node in all_nodes(graph) {
        let (labels, row) = (graph.labels(node), graph.node_properties(node));
        lines.push(format!("{node:?} {labels:?} {row:?}"));
        for direction in [Direction::Outgoing, Direction::Incoming] {
            let mut types = Vec::new();
            graph.step_types(node, direction, &mut types);
            for rel_type in types {
                let steps = graph.steps(node, direction, rel_type);
                lines.push(format!("  {direction:?} {rel_type:?} {steps:?}"));
            }
        }
    }
    for rel in all_rels(graph) {
        lines.push(format!("{rel:?} {:?} {:?}", graph.rel_ends(rel), graph.rel_properties(rel)));
    }
    for index in graph.indexes() {
        let found: Vec<_> = (0..4).map(|value| graph.find_nodes(index, &Value::Integer(value))).collect();
        lines.push(format!("{index:?} {found:?}"));
    }
    lines.push(format!("{:?}", graph.vocabulary().aliases(NameTable::Label)));
    lines.join("\n")
}

fn some_value(random: &mut Random) -> Value {
    match random.below(5) {
        0 => Value::Null,
        1 => Value::Float(random.below(4) as f64),
        2 => Value::list(vec![Value::Integer(1)]),
        _ => Value::Integer(random.below(4) as i64),
    }
}

fn some_change(graph: &mut PropertyGraph, random: &mut Random) -> Change {
    let (nodes, rels) = (all_nodes(graph), all_rels(graph));
    let label = LabelId(random.below(3) as u32);
    let key = KeyId(random.below(2) as u32);
    let value = some_value(random);
    let kind = if nodes.len() < 3 { 0 } else { random.below(14) };
    let node = nodes.get(random.below(nodes.len().max(1))).copied().unwrap_or(NodeId(0));
    let rel = rels.get(random.below(rels.len().max(1))).copied().unwrap_or(RelId(0));
    match kind {
        0 | 1 => {
            let id = graph.new_node_id().unwrap();
            Change::CreateNode { id, labels: vec![label], properties: vec![(key, Value::Integer(1))] }
        }
        2..=5 => {
            let (id, end) = (graph.new_rel_id().unwrap(), nodes[random.below(nodes.len())]);
            let rel_type = TypeId(random.below(2) as u32);
            let properties = vec![(key, Value::Integer(1))];
            Change::CreateRelationship { id, rel_type, start: node, end, properties }
        }
        6 => Change::DeleteNode { id: node },
        7 => Change::DeleteRelationship { id: rel },
        8 => Change::AddLabel { node, label },
        9 => Change::RemoveLabel { node, label },
        10 => Change::SetNodeProperty { node, key, value },
        11 => Change::SetRelProperty { rel, key, value },
        12 if random.below(2) == 0 => Change::CreateIndex(IndexKey { label, key }),
        12 => Change::DropIndex(IndexKey { label, key }),
        _ => {
            let (alias, name) = (format!("别名{}", label.0).into(), format!("L{}", key.0).into());
            Change::AddAlias { table: NameTable::Label, alias, name }
        }
    }
}

fn graph_with_names() -> PropertyGraph {
    let mut graph = PropertyGraph::new();
    for name in ["L0", "L1", "L2"] {
        graph.intern_label(name);
    }
    for name in ["T0", "T1"] {
        graph.intern_type(name);
    }
    for name in ["k0", "k1"] {
        graph.intern_key(name);
    }
    graph
}

#[test]
fn undoing_random_changes_gives_the_graph_before() {
    for seed in 1..40 {
        let mut random = Random(seed);
        let mut graph = graph_with_names();
        for _ in 0..60 {
            let change = some_change(&mut graph, &mut random);
            drop(graph.apply(change));
        }
        let before = picture(&graph);
        let mut undo = Vec::new();
        for _ in 0..120 {
            let change = some_change(&mut graph, &mut random);
            let unchanged = picture(&graph);
            match graph.apply(change) {
                Ok(Some(inverse)) => undo.push(inverse),
                Ok(None) | Err(_) => assert_eq!(picture(&graph), unchanged),
            }
        }
        assert_ne!(picture(&graph), before);
        for change in undo.into_iter().rev() {
            graph.apply(change).unwrap();
        }
        assert_eq!(picture(&graph), before, "seed {seed}");
    }
}

#[test]
fn read_indexes_agree_with_a_recount() {
    for seed in 1..20 {
        let mut random = Random(seed);
        let mut graph = graph_with_names();
        for round in 0..200 {
            let change = some_change(&mut graph, &mut random);
            drop(graph.apply(change));
            if round == 150 {
                graph.pack();
            }
        }
        for node in all_nodes(&graph) {
            check_steps(&graph, node);
        }
        check_counts(&graph);
    }
}

/// The steps of a node are the living relationships there, and petgraph sees the same.
fn check_steps(graph: &PropertyGraph, node: NodeId) {
    for (direction, way) in [(Direction::Outgoing, Way::Outgoing), (Direction::Incoming, Way::Incoming)] {
        let mut expected: BTreeMap<TypeId, Vec<Step>> = BTreeMap::new();
        for rel in all_rels(graph) {
            let RelEnds { rel_type, start, end } = graph.rel_ends(rel);
            let (near, far) = if way == Way::Outgoing { (start, end) } else { (end, start) };
            if near == node {
                expected.entry(rel_type).or_default().push(Step { rel, node: far });
            }
        }
        let mut types = Vec::new();
        graph.step_types(node, direction, &mut types);
        assert_eq!(types, expected.keys().copied().collect::<Vec<_>>());
        for (rel_type, steps) in expected {
            assert_eq!(graph.steps(node, direction, rel_type), steps);
            let seen = graph.project(Some(rel_type)).edges_directed(NodeIndex::new(node.index()), way);
            let seen = seen.map(|edge| {
                assert_eq!(*edge.weight(), rel_type);
                let far = if way == Way::Outgoing { edge.target() } else { edge.source() };
                Step { rel: RelId(edge.id().index() as u32), node: NodeId(far.index() as u32) }
            });
            assert_eq!(seen.collect::<Vec<_>>(), steps);
        }
    }
}

/// Petgraph's own algorithms run on the store.
#[test]
fn petgraph_finds_the_components_of_the_living_graph() {
    let mut random = Random(5);
    let mut graph = graph_with_names();
    for _ in 0..300 {
        let change = some_change(&mut graph, &mut random);
        drop(graph.apply(change));
    }
    let all = graph.project(None);
    assert_eq!(all.node_references().count(), graph.n_nodes());
    assert_eq!(all.edge_references().count(), all.edge_count());
    let mut plain = StableDiGraph::<(), ()>::new();
    let nodes: BTreeMap<NodeId, NodeIndex> =
        all_nodes(&graph).into_iter().map(|node| (node, plain.add_node(()))).collect();
    for rel in all_rels(&graph) {
        let ends = graph.rel_ends(rel);
        plain.add_edge(nodes[&ends.start], nodes[&ends.end], ());
    }
    let sizes = |components: Vec<Vec<NodeIndex>>| {
        let mut sizes: Vec<usize> = components.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        sizes
    };
    let ours = sizes(petgraph::algo::tarjan_scc(all));
    assert_eq!(ours, sizes(petgraph::algo::tarjan_scc(&plain)));
    assert!(ours.len() > 1 && ours.last() > Some(&1));
}

/// Counts, label scans and property indexes agree with a walk over all nodes.
fn check_counts(graph: &PropertyGraph) {
    assert_eq!((all_nodes(graph).len(), all_rels(graph).len()), (graph.n_nodes(), graph.n_rels()));
    for label in (0..3).map(LabelId) {
        let (mut scanned, mut from) = (Vec::new(), Some(NodeId(0)));
        while let Some(next) = from {
            from = graph.scan_nodes(Some(label), next, 3, &mut scanned);
        }
        let labelled = |node: &NodeId| graph.labels(*node).contains(&label);
        let expected: Vec<NodeId> = all_nodes(graph).into_iter().filter(labelled).collect();
        assert_eq!(scanned, expected);
        assert_eq!(graph.n_nodes_with_label(label), expected.len());
        for (rel_type, direction) in [(TypeId(0), Direction::Outgoing), (TypeId(1), Direction::Incoming)] {
            let leads_there = |rel: &RelId| {
                let ends = graph.rel_ends(*rel);
                let far = if direction == Direction::Outgoing { ends.end } else { ends.start };
                ends.rel_type == rel_type && graph.has_label(far, label)
            };
            let expected = all_rels(graph).into_iter().filter(leads_there).count();
            assert_eq!(graph.n_steps_to_label(direction, rel_type, label), expected);
        }
        for index in graph.indexes().into_iter().filter(|index| index.label == label) {
            for wanted in 0..4 {
                let is_wanted = |node: &NodeId| match graph.node_property(*node, index.key) {
                    Value::Integer(number) => number == wanted,
                    Value::Float(number) => number == wanted as f64,
                    _ => false,
                };
                let expected: Vec<NodeId> = expected.iter().copied().filter(is_wanted).collect();
                assert_eq!(graph.find_nodes(index, &Value::Float(wanted as f64)), Some(expected));
            }
        }
    }
}

#[test]
fn wrong_changes_are_refused_by_name() {
    let mut graph = graph_with_names();
    let id = graph.new_node_id().unwrap();
    let create = Change::CreateNode { id, labels: Vec::new(), properties: Vec::new() };
    graph.apply(create.clone()).unwrap();
    assert_eq!(graph.apply(create).unwrap_err(), GraphError::IdNotFree(0));
    let never = Change::CreateNode { id: NodeId(4_000_000_000), labels: Vec::new(), properties: Vec::new() };
    assert_eq!(graph.apply(never).unwrap_err(), GraphError::IdNotFree(4_000_000_000));
    let gone = Change::DeleteRelationship { id: RelId(3) };
    assert_eq!(graph.apply(gone).unwrap_err(), GraphError::NoSuchRelationship(RelId(3)));
    let map = Change::SetNodeProperty { node: id, key: KeyId(0), value: Value::map(BTreeMap::new()) };
    assert_eq!(graph.apply(map).unwrap_err(), GraphError::NotStorable("a map"));
    let nested = |depth| (0..depth).fold(Value::Null, |value, _| Value::list(vec![value]));
    let set = |depth| Change::SetNodeProperty { node: id, key: KeyId(0), value: nested(depth) };
    assert!(graph.apply(set(MAX_LIST_NESTING)).is_ok());
    assert!(matches!(graph.apply(set(MAX_LIST_NESTING + 1)), Err(GraphError::NotStorable(_))));
    let hides = Change::AddAlias { table: NameTable::Label, alias: "L1".into(), name: "L0".into() };
    assert_eq!(graph.apply(hides).unwrap_err(), GraphError::AliasIsName("L1".into()));
}
