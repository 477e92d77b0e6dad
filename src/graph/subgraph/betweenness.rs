//! Betweenness centrality by Brandes's accumulation: petgraph has none. Relationships side by side between the same two
//! nodes are one way.

use super::build::{Subgraph, Walk, number};
use super::reach::reach;
use super::watch::{Stopped, Watch};

/// For each node the share of shortest paths between two other nodes that lead over it, of all such pairs.
pub fn betweenness(
    graph: &Subgraph,
    directed: bool,
    weighted: bool,
    watch: Watch<'_>,
) -> Result<Vec<f64>, Stopped> {
    let n = graph.n_nodes();
    let steps = graph.steps(if directed { Walk::Forward } else { Walk::Both });
    let mut scores = vec![0.0; n];
    for source in 0..number(n) {
        watch.check()?;
        let found = reach(graph, &steps, source, weighted);
        let mut depends = vec![0.0; n];
        for &node in found.order.iter().rev() {
            let at = node as usize;
            for &before in &found.before[at] {
                depends[before as usize] +=
                    found.ways[before as usize] / found.ways[at] * (1.0 + depends[at]);
            }
            if node != source {
                scores[at] += depends[at];
            }
        }
    }
    // Both directions of an undirected pair were counted, and both are among the ordered pairs.
    if n > 2 {
        let pairs = (n - 1) as f64 * (n - 2) as f64;
        scores.iter_mut().for_each(|score| *score /= pairs);
    }
    Ok(scores)
}
