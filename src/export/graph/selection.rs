//! Which nodes and relationships are shown.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::{Direction, GraphView, LabelId};
use crate::result::ResultTable;
use crate::value::{NodeId, RelId, Value};

/// Labels that a picture of a whole graph leaves out unless they are asked for: there are many of each, and regions
/// show their number.
const IN_THE_BACKGROUND: &[&str] = &["Measure", "Target", "Observation", "Indicator", "Document"];

/// Whether a label's nodes stand in the background of a picture.
pub(super) fn is_background(label: &str) -> bool {
    IN_THE_BACKGROUND.contains(&label)
}

/// A part of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Nodes, ascending.
    pub nodes: Vec<NodeId>,
    /// Relationships among them, ascending.
    pub rels: Vec<RelId>,
    /// Nodes that the limit left out.
    pub n_left_out: usize,
    /// Nodes that stand in the background: figures, documents, nodes without a relationship.
    pub n_background: usize,
}

impl Selection {
    /// The things and how they stand to each other: at most `limit` nodes, those with most relationships first.
    /// Figures, indicators, documents and nodes without relationships stay in the background.
    pub fn overview(graph: &dyn GraphView, limit: usize) -> Self {
        let vocabulary = graph.vocabulary();
        let hidden: Vec<LabelId> =
            IN_THE_BACKGROUND.iter().filter_map(|label| vocabulary.label(label)).collect();
        let all = all_nodes(graph);
        let is_shown = |node: NodeId| !hidden.iter().any(|&label| graph.has_label(node, label));
        let candidates: BTreeSet<NodeId> = all.iter().copied().filter(|&node| is_shown(node)).collect();
        let ranked = rank(graph, &candidates);
        let connected: Vec<NodeId> =
            ranked.iter().filter(|(degree, _)| *degree > 0).map(|&(_, node)| node).collect();
        if connected.is_empty() {
            return Self::of_labels(graph, &[], limit);
        }
        let n_background = all.len() - connected.len();
        Self { n_background, ..Self::top(graph, connected, limit) }
    }

    /// All nodes that have one of `labels` (every node when there are none), at most `limit` of them, those with most
    /// relationships first.
    pub fn of_labels(graph: &dyn GraphView, labels: &[LabelId], limit: usize) -> Self {
        let is_shown =
            |node: &NodeId| labels.is_empty() || labels.iter().any(|&label| graph.has_label(*node, label));
        let candidates = all_nodes(graph).into_iter().filter(is_shown).collect();
        let ranked = rank(graph, &candidates).into_iter().map(|(_, node)| node).collect();
        Self::top(graph, ranked, limit)
    }

    /// All of a graph.
    pub fn whole(graph: &dyn GraphView) -> Self {
        let nodes = all_nodes(graph);
        let mut rels = Vec::with_capacity(graph.n_rels());
        let mut from = Some(RelId(0));
        while let Some(start) = from {
            from = graph.scan_rels(None, start, usize::MAX, &mut rels);
        }
        Self { nodes, rels, n_left_out: 0, n_background: 0 }
    }

    /// What a result names, at most `limit` nodes in the order of its rows. A result that names no relationship is
    /// shown with those that the graph has among its nodes.
    pub fn of_result(graph: &dyn GraphView, table: &ResultTable, limit: usize) -> Self {
        let mut named = Named::default();
        for value in table.rows.iter().flatten() {
            named.take(value);
        }
        for &rel in &named.rels {
            if graph.has_rel(rel) {
                let ends = graph.rel_ends(rel);
                named.nodes.extend([ends.start, ends.end]);
            }
        }
        let mut seen = BTreeSet::new();
        named.nodes.retain(|&node| graph.has_node(node) && seen.insert(node));
        let n_left_out = named.nodes.len().saturating_sub(limit);
        named.nodes.truncate(limit);
        let nodes: BTreeSet<NodeId> = named.nodes.into_iter().collect();
        let rels = if named.rels.is_empty() {
            rels_among(graph, &nodes)
        } else {
            let inside = |rel: &RelId| {
                let ends = graph.rel_ends(*rel);
                nodes.contains(&ends.start) && nodes.contains(&ends.end)
            };
            named.rels.into_iter().filter(|&rel| graph.has_rel(rel)).filter(inside).collect()
        };
        Self { nodes: nodes.into_iter().collect(), rels, n_left_out, n_background: 0 }
    }

    fn top(graph: &dyn GraphView, ranked: Vec<NodeId>, limit: usize) -> Self {
        let n_left_out = ranked.len().saturating_sub(limit);
        let nodes: BTreeSet<NodeId> = ranked.into_iter().take(limit).collect();
        let rels = rels_among(graph, &nodes);
        Self { nodes: nodes.into_iter().collect(), rels, n_left_out, n_background: 0 }
    }
}

/// What the values of a result name.
#[derive(Default)]
struct Named {
    nodes: Vec<NodeId>,
    rels: BTreeSet<RelId>,
}

impl Named {
    fn take(&mut self, value: &Value) {
        match value {
            Value::Node(node) => self.nodes.push(*node),
            Value::Relationship(rel) => {
                self.rels.insert(*rel);
            }
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                self.rels.extend(&path.rels);
            }
            Value::List(items) => items.iter().for_each(|item| self.take(item)),
            Value::Map(entries) => entries.values().for_each(|entry| self.take(entry)),
            _ => {}
        }
    }
}

fn all_nodes(graph: &dyn GraphView) -> Vec<NodeId> {
    let mut nodes = Vec::with_capacity(graph.n_nodes());
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = graph.scan_nodes(None, start, usize::MAX, &mut nodes);
    }
    nodes
}

/// Candidates with their number of relationships to other candidates, most first.
fn rank(graph: &dyn GraphView, candidates: &BTreeSet<NodeId>) -> Vec<(usize, NodeId)> {
    let degree = |node: NodeId| {
        let mut types = Vec::new();
        [Direction::Outgoing, Direction::Incoming]
            .into_iter()
            .map(|direction| {
                types.clear();
                graph.step_types(node, direction, &mut types);
                let steps = types.iter().flat_map(|&rel_type| graph.steps(node, direction, rel_type));
                steps.filter(|step| step.node != node && candidates.contains(&step.node)).count()
            })
            .sum()
    };
    let mut ranked: Vec<(usize, NodeId)> = candidates.iter().map(|&node| (degree(node), node)).collect();
    ranked.sort_by_key(|&(degree, node)| (Reverse(degree), node));
    ranked
}

fn rels_among(graph: &dyn GraphView, nodes: &BTreeSet<NodeId>) -> Vec<RelId> {
    let mut rels = Vec::new();
    let mut types = Vec::new();
    for &node in nodes {
        types.clear();
        graph.step_types(node, Direction::Outgoing, &mut types);
        for &rel_type in &types {
            let steps = graph.steps(node, Direction::Outgoing, rel_type);
            rels.extend(steps.iter().filter(|step| nodes.contains(&step.node)).map(|step| step.rel));
        }
    }
    rels.sort();
    rels
}
