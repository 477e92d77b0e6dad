//! Distances from one node, with the number of shortest ways and the order in which nodes were reached: what
//! centralities are made of. Dijkstra's way where weights are lengths, breadth first where each step is one.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::build::{Steps, Subgraph};

/// What is known of each node from a source.
pub(super) struct Reach {
    /// Infinite where the source does not lead.
    pub(super) distances: Vec<f64>,
    /// Number of shortest ways.
    pub(super) ways: Vec<f64>,
    /// The nodes before a node on its shortest ways.
    pub(super) before: Vec<Vec<u32>>,
    /// Reached nodes, near ones first.
    pub(super) order: Vec<u32>,
}

/// A distance in a heap: never NaN, for weights are numbers.
#[derive(PartialEq)]
struct Distance(f64);

impl Eq for Distance {}

impl PartialOrd for Distance {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Distance {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Everything from `source` on. `weighted` tells whether weights are lengths.
pub(super) fn reach(graph: &Subgraph, steps: &Steps, source: u32, weighted: bool) -> Reach {
    let n = graph.n_nodes();
    let mut found = Reach {
        distances: vec![f64::INFINITY; n],
        ways: vec![0.0; n],
        before: vec![Vec::new(); n],
        order: Vec::new(),
    };
    found.distances[source as usize] = 0.0;
    found.ways[source as usize] = 1.0;
    let mut is_final = vec![false; n];
    let mut heap = BinaryHeap::from([Reverse((Distance(0.0), source))]);
    while let Some(Reverse((Distance(distance), node))) = heap.pop() {
        if std::mem::replace(&mut is_final[node as usize], true) {
            continue;
        }
        found.order.push(node);
        let ways = found.ways[node as usize];
        for arc in steps.of(node) {
            let length = if weighted { graph.weight(arc.edge as usize) } else { 1.0 };
            let at = arc.node as usize;
            let new = distance + length;
            if new < found.distances[at] {
                found.distances[at] = new;
                found.ways[at] = ways;
                found.before[at] = vec![node];
                heap.push(Reverse((Distance(new), arc.node)));
            } else if new == found.distances[at] && !is_final[at] && !found.before[at].contains(&node) {
                found.ways[at] += ways;
                found.before[at].push(node);
            }
        }
    }
    found
}
