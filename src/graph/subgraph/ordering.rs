//! Spanning trees and orders, on petgraph.

use petgraph::algo::{min_spanning_tree, toposort};
use petgraph::data::Element;

use super::build::{Subgraph, number};

/// The edges of a spanning forest of least weight, directions aside.
pub fn spanning_tree(graph: &Subgraph) -> Vec<u32> {
    let undirected = graph.undirected();
    let elements = min_spanning_tree(&undirected);
    let mut edges: Vec<u32> = elements
        .filter_map(|element| match element {
            Element::Edge { weight: (_, number), .. } => Some(number),
            Element::Node { .. } => None,
        })
        .collect();
    edges.sort_unstable();
    edges
}

/// The nodes so that every edge leads to a later one; where that cannot be, a node that lies on a cycle.
pub fn topological_order(graph: &Subgraph) -> Result<Vec<u32>, u32> {
    match toposort(&graph.directed(), None) {
        Ok(order) => Ok(order.into_iter().map(|node| number(node.index())).collect()),
        Err(cycle) => Err(number(cycle.node_id().index())),
    }
}
