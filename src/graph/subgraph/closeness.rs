//! Closeness centrality, in Wasserman and Faust's form, which holds for graphs of several components.

use super::build::{Subgraph, Walk, number};
use super::reach::reach;
use super::watch::{Stopped, Watch};

/// For each node how near it is to those that lead to it, weighed by their share of all others.
pub fn closeness(
    graph: &Subgraph,
    directed: bool,
    weighted: bool,
    watch: Watch<'_>,
) -> Result<Vec<f64>, Stopped> {
    let n = graph.n_nodes();
    let steps = graph.steps(if directed { Walk::Backward } else { Walk::Both });
    (0..number(n))
        .map(|node| {
            watch.check()?;
            let found = reach(graph, &steps, node, weighted);
            let total: f64 = found.order.iter().map(|other| found.distances[*other as usize]).sum();
            let others = (found.order.len() - 1) as f64;
            Ok(if total > 0.0 && n > 1 { others / total * others / (n - 1) as f64 } else { 0.0 })
        })
        .collect()
}
