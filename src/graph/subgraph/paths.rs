//! Shortest paths: petgraph's search, and Yen's way to the next ones on what is left of the graph.

use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{EdgeFiltered, EdgeRef, NodeFiltered};

use super::build::{Subgraph, index, number};
use super::watch::{Stopped, Watch};

/// A way through the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Places of its nodes.
    pub nodes: Vec<u32>,
    /// Its edges, one fewer.
    pub edges: Vec<u32>,
    /// Sum of the weights.
    pub cost: f64,
}

/// An arc for the search: how long, over which edge.
#[derive(Clone, Copy, Debug)]
struct Length {
    weight: f64,
    edge: u32,
}

/// The least costly way between two nodes.
pub fn shortest_path(graph: &Subgraph, from: u32, to: u32, directed: bool, weighted: bool) -> Option<Route> {
    Search::new(graph, directed, weighted).path(from, to, &BTreeSet::new(), &BTreeSet::new())
}

/// Up to `k` ways that meet no node twice, the least costly first.
pub fn k_shortest_paths(
    graph: &Subgraph,
    ends: (u32, u32),
    k: usize,
    directed: bool,
    weighted: bool,
    watch: Watch<'_>,
) -> Result<Vec<Route>, Stopped> {
    let search = Search::new(graph, directed, weighted);
    let first = search.path(ends.0, ends.1, &BTreeSet::new(), &BTreeSet::new());
    let mut found: Vec<Route> = first.into_iter().collect();
    let mut candidates: Vec<Route> = Vec::new();
    while !found.is_empty() && found.len() < k {
        watch.check()?;
        let last = &found[found.len() - 1];
        for at in 0..last.edges.len() {
            watch.check()?;
            let root = &last.nodes[..=at];
            // What leads on from this root in a way that is known, and the root's own nodes, are barred.
            let known = found.iter().filter(|route| route.nodes.get(..=at) == Some(root));
            let barred: BTreeSet<(u32, u32)> =
                known.filter_map(|route| Some((route.nodes[at], *route.nodes.get(at + 1)?))).collect();
            let passed: BTreeSet<u32> = root[..at].iter().copied().collect();
            let Some(rest) = search.path(last.nodes[at], ends.1, &passed, &barred) else { continue };
            let route = search.joined(&last.nodes[..at], &last.edges[..at], rest);
            if !candidates.iter().chain(&found).any(|other| other.nodes == route.nodes) {
                candidates.push(route);
            }
        }
        let order = |a: &Route, b: &Route| a.cost.total_cmp(&b.cost).then_with(|| a.nodes.cmp(&b.nodes));
        let Some(best) = (0..candidates.len()).min_by(|a, b| order(&candidates[*a], &candidates[*b])) else {
            break;
        };
        found.push(candidates.swap_remove(best));
    }
    Ok(found)
}

/// The graph to search, and how long its edges are.
struct Search {
    arcs: DiGraph<(), Length>,
    lengths: Vec<f64>,
}

impl Search {
    fn new(graph: &Subgraph, directed: bool, weighted: bool) -> Self {
        let mut arcs = DiGraph::with_capacity(graph.n_nodes(), graph.n_edges());
        graph.nodes().iter().for_each(|_| {
            arcs.add_node(());
        });
        let lengths: Vec<f64> = graph.edges().map(|edge| if weighted { edge.weight } else { 1.0 }).collect();
        for ((number, edge), weight) in (0u32..).zip(graph.edges()).zip(&lengths) {
            let length = Length { weight: *weight, edge: number };
            arcs.add_edge(index(edge.from), index(edge.to), length);
            if !directed {
                arcs.add_edge(index(edge.to), index(edge.from), length);
            }
        }
        Self { arcs, lengths }
    }

    /// The least costly way that meets none of the nodes and takes none of the steps that are barred.
    fn path(
        &self,
        from: u32,
        to: u32,
        barred_nodes: &BTreeSet<u32>,
        barred_steps: &BTreeSet<(u32, u32)>,
    ) -> Option<Route> {
        let steps = EdgeFiltered::from_fn(&self.arcs, |edge| {
            !barred_steps.contains(&(place(edge.source()), place(edge.target())))
        });
        let open = NodeFiltered::from_fn(&steps, |node: NodeIndex| !barred_nodes.contains(&place(node)));
        let goal = index(to);
        let (_, nodes) =
            astar(&open, index(from), |node| node == goal, |edge| edge.weight().weight, |_| 0.0)?;
        let edges: Vec<u32> = nodes.windows(2).filter_map(|pair| self.edge(pair[0], pair[1])).collect();
        let cost = edges.iter().map(|edge| self.lengths[*edge as usize]).sum();
        Some(Route { nodes: nodes.into_iter().map(place).collect(), edges, cost })
    }

    /// The shortest edge from a node to another.
    fn edge(&self, from: NodeIndex, to: NodeIndex) -> Option<u32> {
        let lengths = self.arcs.edges_connecting(from, to).map(|edge| edge.weight());
        lengths
            .min_by(|a, b| a.weight.total_cmp(&b.weight).then(a.edge.cmp(&b.edge)))
            .map(|length| length.edge)
    }

    fn joined(&self, nodes: &[u32], edges: &[u32], rest: Route) -> Route {
        let edges = [edges, &rest.edges].concat();
        let cost = edges.iter().map(|edge| self.lengths[*edge as usize]).sum();
        Route { nodes: [nodes, &rest.nodes].concat(), edges, cost }
    }
}

fn place(node: NodeIndex) -> u32 {
    number(node.index())
}
