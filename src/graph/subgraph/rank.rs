//! PageRank by power iteration: petgraph's own is quadratic.

use super::build::{Subgraph, number};
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
    // A round adds to each node, over its steps, what is in `given` of the node they come from.
    let totals = totals(graph, options.both_ways);
    let mut ranks = vec![1.0 / n as f64; n];
    let (mut next, mut given) = (vec![0.0; n], vec![0.0; n]);
    for _ in 0..options.rounds {
        watch.check()?;
        let mut lost = 0.0;
        for ((rank, total), given) in ranks.iter().zip(&totals).zip(&mut given) {
            if *total > 0.0 {
                *given = options.damping * rank / total;
            } else {
                lost += rank;
            }
        }
        next.fill((1.0 - options.damping + options.damping * lost) / n as f64);
        flow(graph, options.both_ways, &given, &mut next);
        let change: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        std::mem::swap(&mut ranks, &mut next);
        if change < options.tolerance {
            break;
        }
    }
    Ok(ranks)
}

/// What the steps of each node weigh together.
fn totals(graph: &Subgraph, both_ways: bool) -> Vec<f64> {
    let mut totals = vec![0.0; graph.n_nodes()];
    for edge in graph.edges() {
        totals[edge.from as usize] += edge.weight;
        if both_ways && edge.from != edge.to {
            totals[edge.to as usize] += edge.weight;
        }
    }
    totals
}

/// Adds to each node what is given over its steps.
fn flow(graph: &Subgraph, both_ways: bool, given: &[f64], next: &mut [f64]) {
    for node in 0..number(graph.n_nodes()) {
        let (own, targets) = (given[node as usize], graph.targets(node));
        if graph.is_unweighted() && !both_ways {
            targets.iter().for_each(|target| next[*target as usize] += own);
            continue;
        }
        for (edge, target) in graph.range(node).zip(targets) {
            let weight = graph.weight(edge);
            next[*target as usize] += own * weight;
            if both_ways && *target != node {
                next[node as usize] += given[*target as usize] * weight;
            }
        }
    }
}
