//! A part of the graph read in place: nodes, and the relationships of some types between them as the graph's own rows have
//! them. For algorithms that look at each edge once or never; the others take a copy, see [`Rows::pack`].

use super::build::{Subgraph, number};
use super::places::Places;
use super::watch::{Stopped, Watch};
use crate::graph::{Direction, GraphView, TypeId};
use crate::value::NodeId;

/// Nodes whose steps are read between two questions whether to go on.
const NODES_BETWEEN_CHECKS: usize = 4096;

/// What an algorithm asks that only looks where edges lead. Nodes are told by their places.
pub trait Links {
    /// Number of nodes.
    fn n_nodes(&self) -> usize;

    /// Calls `visit` with the place that each edge leads to that starts at a node.
    fn for_each_target(&self, node: u32, visit: impl FnMut(u32));

    /// The same with no more than the first few of them.
    fn for_first_targets(&self, node: u32, most: usize, visit: impl FnMut(u32));

    /// Whether it is known which edges lead to a node.
    fn has_sources(&self) -> bool;

    /// Calls `visit` with the place where each edge starts that leads to a node, where that is known.
    fn for_each_source(&self, node: u32, visit: impl FnMut(u32));
}

/// The part, read off the graph's rows.
#[derive(Clone)]
pub struct Rows<'g> {
    graph: &'g dyn GraphView,
    places: Places,
    types: Vec<TypeId>,
}

impl<'g> Rows<'g> {
    /// The part with these nodes (each counts once) and all relationships of the types (each named once) between two of them.
    pub fn new(graph: &'g dyn GraphView, nodes: Vec<NodeId>, types: Vec<TypeId>) -> Self {
        Self { graph, places: Places::new(nodes), types }
    }

    /// The nodes, ascending.
    pub fn nodes(&self) -> &[NodeId] {
        self.places.nodes()
    }

    /// A copy whose edges lie side by side, for algorithms that look at them again and again.
    pub fn pack(self, watch: Watch<'_>) -> Result<Subgraph, Stopped> {
        let n_edges = self.types.iter().map(|rel_type| self.graph.n_rels_with_type(*rel_type)).sum();
        let mut starts = Vec::with_capacity(self.nodes().len() + 1);
        let (mut targets, mut rels) = (Vec::with_capacity(n_edges), Vec::with_capacity(n_edges));
        starts.push(0);
        for (at, node) in self.nodes().iter().enumerate() {
            if at % NODES_BETWEEN_CHECKS == 0 {
                watch.check()?;
            }
            for rel_type in &self.types {
                for step in self.graph.steps(*node, Direction::Outgoing, *rel_type) {
                    if let Some(place) = self.places.of(step.node) {
                        targets.push(place);
                        rels.push(step.rel);
                    }
                }
            }
            starts.push(targets.len());
        }
        Ok(Subgraph::of_parts(self.places, starts, targets, rels))
    }

    /// The places that the edges of a node lead to, or come from.
    fn ends(&self, node: u32, direction: Direction) -> impl Iterator<Item = u32> + '_ {
        let node = self.nodes()[node as usize];
        let steps = move |rel_type: &TypeId| self.graph.steps(node, direction, *rel_type);
        self.types.iter().flat_map(steps).filter_map(|step| self.places.of(step.node))
    }
}

impl Links for Rows<'_> {
    fn n_nodes(&self) -> usize {
        self.nodes().len()
    }

    fn for_each_target(&self, node: u32, visit: impl FnMut(u32)) {
        self.ends(node, Direction::Outgoing).for_each(visit);
    }

    fn for_first_targets(&self, node: u32, most: usize, visit: impl FnMut(u32)) {
        self.ends(node, Direction::Outgoing).take(most).for_each(visit);
    }

    fn has_sources(&self) -> bool {
        true
    }

    fn for_each_source(&self, node: u32, visit: impl FnMut(u32)) {
        self.ends(node, Direction::Incoming).for_each(visit);
    }
}

impl Links for Subgraph {
    fn n_nodes(&self) -> usize {
        self.n_nodes()
    }

    fn for_each_target(&self, node: u32, visit: impl FnMut(u32)) {
        self.targets(node).iter().copied().for_each(visit);
    }

    fn for_first_targets(&self, node: u32, most: usize, visit: impl FnMut(u32)) {
        self.targets(node).iter().copied().take(most).for_each(visit);
    }

    fn has_sources(&self) -> bool {
        false
    }

    fn for_each_source(&self, _: u32, _: impl FnMut(u32)) {}
}

/// The nodes of a part, by their places.
pub(super) fn places_of(links: &impl Links) -> std::ops::Range<u32> {
    0..number(links.n_nodes())
}
