//! PageRank by power iteration: petgraph's own is quadratic.

use super::build::{Subgraph, Walk};
use super::watch::{Stopped, Watch};

/// How ranks are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankOptions {
    /// How likely a step is taken, rather than a leap anywhere.
    pub damping: f64,
    /// Rounds at most.
    pub rounds: usize,
    /// Ranks that change by less in all are final.
    pub tolerance: f64,
    /// Whether edges are walked against their direction too.
    pub both_ways: bool,
}

/// The rank of each node; all ranks add up to 1. A node shares its rank by the weights of its steps; what a node
/// without steps has is spread over all.
pub fn page_rank(graph: &Subgraph, options: RankOptions, watch: Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let n = graph.n_nodes();
    if n == 0 {
        return Ok(Vec::new());
    }
    let steps = graph.steps(if options.both_ways { Walk::Both } else { Walk::Forward });
    let weight = |edge: u32| graph.edge(edge).weight;
    let totals: Vec<f64> =
        (0u32..).take(n).map(|node| steps.of(node).iter().map(|arc| weight(arc.edge)).sum()).collect();
    let mut ranks = vec![1.0 / n as f64; n];
    for _ in 0..options.rounds {
        watch.check()?;
        let lost: f64 =
            ranks.iter().zip(&totals).filter(|(_, total)| **total == 0.0).map(|(rank, _)| rank).sum();
        let base = (1.0 - options.damping + options.damping * lost) / n as f64;
        let mut next = vec![base; n];
        for (node, (rank, total)) in (0u32..).zip(ranks.iter().zip(&totals)) {
            if *total > 0.0 {
                for arc in steps.of(node) {
                    next[arc.node as usize] += options.damping * rank * weight(arc.edge) / total;
                }
            }
        }
        let change: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if change < options.tolerance {
            break;
        }
    }
    Ok(ranks)
}
