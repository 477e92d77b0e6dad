//! Triangles and how clustered a node's neighbours are, directions and repetitions aside: petgraph has neither.

use super::build::{Subgraph, Walk, number};
use super::watch::{Stopped, Watch};

/// What is told of a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangles {
    /// Triangles that it is a corner of.
    pub count: u64,
    /// Which share of the pairs of its neighbours are neighbours of each other.
    pub clustering: f64,
}

/// Triangles of each node.
pub fn triangles(graph: &Subgraph, watch: Watch<'_>) -> Result<Vec<Triangles>, Stopped> {
    let neighbours = neighbours(graph);
    (0..number(graph.n_nodes()))
        .map(|node| {
            watch.check()?;
            let own = &neighbours[node as usize];
            // Each pair is met from both sides.
            let ends = own.iter().map(|other| common(own, &neighbours[*other as usize])).sum::<u64>();
            let (count, degree) = (ends / 2, own.len() as f64);
            let pairs = degree * (degree - 1.0) / 2.0;
            Ok(Triangles { count, clustering: if pairs > 0.0 { count as f64 / pairs } else { 0.0 } })
        })
        .collect()
}

/// The neighbours of each node, itself left out, ascending, each once.
fn neighbours(graph: &Subgraph) -> Vec<Vec<u32>> {
    let steps = graph.steps(Walk::Both);
    let of = |node: u32| {
        let mut all: Vec<u32> =
            steps.of(node).iter().map(|arc| arc.node).filter(|other| *other != node).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    (0..number(graph.n_nodes())).map(of).collect()
}

/// How many numbers two ascending lists share.
fn common(left: &[u32], right: &[u32]) -> u64 {
    let (mut a, mut b, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (left.get(a), right.get(b)) {
        n += u64::from(x == y);
        a += usize::from(x <= y);
        b += usize::from(y <= x);
    }
    n
}
