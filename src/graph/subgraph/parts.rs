//! Components, on petgraph.

use petgraph::algo::kosaraju_scc;
use petgraph::unionfind::UnionFind;

use super::build::{Subgraph, number};

/// For each node the number of its weakly connected component; components are numbered by their first nodes.
pub fn weak_components(graph: &Subgraph) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(graph.n_nodes());
    for edge in graph.edges() {
        sets.union(edge.from, edge.to);
    }
    in_order(&sets.into_labeling())
}

/// For each node the number of its strongly connected component. Kosaraju's way: Tarjan's in petgraph recurses as deep as
/// the graph is long.
pub fn strong_components(graph: &Subgraph) -> Vec<u32> {
    let mut labels = vec![0; graph.n_nodes()];
    for (number, component) in (0u32..).zip(kosaraju_scc(&graph.directed())) {
        component.into_iter().for_each(|node| labels[node.index()] = number);
    }
    in_order(&labels)
}

/// Labels as numbers in the order in which they are first met.
pub(super) fn in_order(labels: &[u32]) -> Vec<u32> {
    let mut numbers = rustc_hash::FxHashMap::default();
    labels
        .iter()
        .map(|label| {
            let next = number(numbers.len());
            *numbers.entry(*label).or_insert(next)
        })
        .collect()
}
