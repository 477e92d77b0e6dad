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

/// Triangles of each node. Each is found once, from the corner with the fewest neighbours on: the way to neighbours with
/// more is short even at nodes that everyone knows (Chiba and Nishizeki, 1985).
pub fn triangles(graph: &Subgraph, watch: Watch<'_>) -> Result<Vec<Triangles>, Stopped> {
    let neighbours = neighbours(graph);
    let n_nodes = number(neighbours.len());
    let rank = |node: u32| (neighbours[node as usize].len(), node);
    let upward = |node: u32| -> Vec<u32> {
        let others = neighbours[node as usize].iter().copied();
        others.filter(|other| rank(*other) > rank(node)).collect()
    };
    let upward: Vec<Vec<u32>> = (0..n_nodes).map(upward).collect();
    let mut counts = vec![0u64; neighbours.len()];
    // Which node last marked a node as its neighbour.
    let mut marks = vec![None; neighbours.len()];
    for first in 0..n_nodes {
        watch.check()?;
        let own = &upward[first as usize];
        own.iter().for_each(|other| marks[*other as usize] = Some(first));
        for second in own {
            for third in
                upward[*second as usize].iter().filter(|third| marks[**third as usize] == Some(first))
            {
                [first, *second, *third].iter().for_each(|corner| counts[*corner as usize] += 1);
            }
        }
    }
    let told = |(count, neighbours): (u64, &Vec<u32>)| {
        let degree = neighbours.len() as f64;
        let pairs = degree * (degree - 1.0) / 2.0;
        Triangles { count, clustering: if pairs > 0.0 { count as f64 / pairs } else { 0.0 } }
    };
    Ok(counts.into_iter().zip(&neighbours).map(told).collect())
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
