//! What hangs together in a graph: which labels, which relationship types between which labels, which keys each has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::{GraphView, KeyId, LabelId, NameTable, TypeId};
use crate::value::{NodeId, RelId, Value};

/// Keys of a built graph that begin so hold the places of an element's evidence.
const EVIDENCE: &str = "evidence_";

/// A graph of more elements is not looked through before a prompt: it would have to be read from its file.
const MOST_ELEMENTS: usize = 1_000_000;

/// Nodes of a label, and relationships of a type, that show what all of them are like.
const SAMPLE: usize = 400;

/// A relationship type between two labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The first label of the node it starts from; empty when that has none.
    pub(super) from: Arc<str>,
    pub(super) rel_type: Arc<str>,
    pub(super) to: Arc<str>,
}

/// Names without aliases.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// How many relationships there are of each kind.
    pub(super) edges: BTreeMap<Edge, usize>,
    /// Keys by label, those of evidence aside.
    pub(super) label_keys: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Keys by relationship type.
    pub(super) type_keys: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
}

impl Outline {
    /// What a sample of the graph shows; nothing of a graph too large to be looked through at once.
    pub(super) fn sample(graph: &dyn GraphView) -> Self {
        if graph.n_nodes() + graph.n_rels() > MOST_ELEMENTS {
            return Self::default();
        }
        let mut outline = Self::default();
        let vocabulary = graph.vocabulary();
        for label in labels(graph) {
            let mut keys = BTreeSet::new();
            for node in nodes_of(graph, label, SAMPLE) {
                keys.extend(graph.node_properties(node).into_iter().map(|(key, _)| key));
            }
            outline.label_keys.insert(vocabulary.label_name(label).clone(), key_names(graph, &keys));
        }
        for rel_type in types(graph) {
            let mut keys = BTreeSet::new();
            let rels = rels_of(graph, rel_type, SAMPLE);
            for &rel in &rels {
                keys.extend(graph.rel_properties(rel).into_iter().map(|(key, _)| key));
            }
            outline.type_keys.insert(vocabulary.type_name(rel_type).clone(), key_names(graph, &keys));
            // A label that nodes share leads on as their first does.
            outline.count(graph, rel_type, &rels, |node| graph.labels(node));
        }
        outline
    }

    /// The edges of the whole graph, counted.
    pub(super) fn edges(graph: &dyn GraphView) -> BTreeMap<Edge, usize> {
        let mut outline = Self::default();
        for rel_type in types(graph) {
            // The first label tells what a node is; others it shares.
            let first = |node| graph.labels(node).get(..1).unwrap_or_default();
            outline.count(graph, rel_type, &rels_of(graph, rel_type, usize::MAX), first);
        }
        outline.edges
    }

    fn count<'g>(
        &mut self,
        graph: &dyn GraphView,
        rel_type: TypeId,
        rels: &[RelId],
        labels: impl Fn(NodeId) -> &'g [LabelId],
    ) {
        let vocabulary = graph.vocabulary();
        let labels = |node| -> Vec<Option<LabelId>> {
            let labels = labels(node);
            if labels.is_empty() { vec![None] } else { labels.iter().copied().map(Some).collect() }
        };
        let mut counts: BTreeMap<(Option<LabelId>, Option<LabelId>), usize> = BTreeMap::new();
        for &rel in rels {
            let ends = graph.rel_ends(rel);
            for &from in &labels(ends.start) {
                for &to in &labels(ends.end) {
                    *counts.entry((from, to)).or_default() += 1;
                }
            }
        }
        let name = |label: Option<LabelId>| {
            label.map_or_else(|| Arc::from(""), |label| vocabulary.label_name(label).clone())
        };
        for ((from, to), n) in counts {
            let rel_type = vocabulary.type_name(rel_type).clone();
            *self.edges.entry(Edge { from: name(from), rel_type, to: name(to) }).or_default() += n;
        }
    }
}

/// The labels that nodes have.
pub(super) fn labels(graph: &dyn GraphView) -> Vec<LabelId> {
    let vocabulary = graph.vocabulary();
    let all = vocabulary.names(NameTable::Label).iter().filter_map(|name| vocabulary.label(name));
    all.filter(|&label| graph.n_nodes_with_label(label) > 0).collect()
}

/// The types that relationships have.
pub(super) fn types(graph: &dyn GraphView) -> Vec<TypeId> {
    let vocabulary = graph.vocabulary();
    let all = vocabulary.names(NameTable::Type).iter().filter_map(|name| vocabulary.rel_type(name));
    all.filter(|&rel_type| graph.n_rels_with_type(rel_type) > 0).collect()
}

/// At most `most` nodes with a label.
pub(super) fn nodes_of(graph: &dyn GraphView, label: LabelId, most: usize) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut from = Some(NodeId(0));
    while let Some(start) = from.filter(|_| nodes.len() < most) {
        from = graph.scan_nodes(Some(label), start, most - nodes.len(), &mut nodes);
    }
    nodes.truncate(most);
    nodes
}

/// At most `most` relationships of a type.
pub(super) fn rels_of(graph: &dyn GraphView, rel_type: TypeId, most: usize) -> Vec<RelId> {
    let mut rels = Vec::new();
    let mut from = Some(RelId(0));
    while let Some(start) = from.filter(|_| rels.len() < most) {
        from = graph.scan_rels(Some(rel_type), start, most - rels.len(), &mut rels);
    }
    rels.truncate(most);
    rels
}

fn key_names(graph: &dyn GraphView, keys: &BTreeSet<KeyId>) -> BTreeSet<Arc<str>> {
    let names = keys.iter().map(|&key| graph.vocabulary().key_name(key));
    names.filter(|name| !name.starts_with(EVIDENCE)).cloned().collect()
}

/// What is known of a key: how often it is set, the types of its values, one of them.
#[derive(Default)]
pub(super) struct KeyFacts {
    pub(super) count: usize,
    pub(super) types: BTreeSet<&'static str>,
    pub(super) example: Option<Value>,
}

/// The keys of elements with what is known of each, those of evidence aside.
pub(super) fn key_facts(
    graph: &dyn GraphView,
    elements: impl Iterator<Item = Vec<(KeyId, Value)>>,
) -> BTreeMap<Arc<str>, KeyFacts> {
    let mut facts: BTreeMap<Arc<str>, KeyFacts> = BTreeMap::new();
    for (key, value) in elements.flatten() {
        let name = graph.vocabulary().key_name(key);
        if name.starts_with(EVIDENCE) {
            continue;
        }
        let known = facts.entry(name.clone()).or_default();
        known.count += 1;
        known.types.insert(value.type_name());
        known.example.get_or_insert(value);
    }
    facts
}
