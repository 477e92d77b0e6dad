//! Components: the weak ones by the way of Afforest (Sutton, Ben-Nun and Barak, 2018), for after the first few steps of each
//! node most of a graph is one component and the rest is soon told; the strong ones on petgraph.

use petgraph::algo::kosaraju_scc;

use super::build::Subgraph;
use super::rows::{Links, places_of};

/// Steps of each node that are taken first.
const FIRST_STEPS: usize = 2;

/// Nodes asked for the largest component.
const SAMPLE: usize = 1024;

/// For each node the number of its weakly connected component; components are numbered by their first nodes.
pub fn weak_components(links: &impl Links) -> Vec<u32> {
    let mut parents: Vec<u32> = places_of(links).collect();
    for node in places_of(links) {
        links.for_first_targets(node, FIRST_STEPS, |target| link(&mut parents, node, target));
    }
    flatten(&mut parents);
    let largest = largest(&parents);
    for node in places_of(links) {
        // Of an edge out of the largest component the other end tells, where a node knows what leads to it.
        if links.has_sources() && parents[node as usize] == largest {
            continue;
        }
        links.for_each_source(node, |source| link(&mut parents, node, source));
        links.for_each_target(node, |target| {
            let ends = (parents[node as usize], parents[target as usize]);
            if ends != (largest, largest) {
                link(&mut parents, node, target);
            }
        });
    }
    flatten(&mut parents);
    in_order(&parents)
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

/// Labels, each below the number of entries, as numbers in the order in which they are first met.
pub(super) fn in_order(labels: &[u32]) -> Vec<u32> {
    let mut numbers = vec![None; labels.len()];
    let mut n_labels = 0;
    let numbered = |label: &u32| {
        *numbers[*label as usize].get_or_insert_with(|| {
            n_labels += 1;
            n_labels - 1
        })
    };
    labels.iter().map(numbered).collect()
}

/// The root of a node; the way there is halved.
fn root(parents: &mut [u32], mut node: u32) -> u32 {
    while parents[node as usize] != node {
        let above = parents[node as usize];
        parents[node as usize] = parents[above as usize];
        node = parents[node as usize];
    }
    node
}

/// Joins two components under the least place.
fn link(parents: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b) as usize] = a.min(b);
}

fn flatten(parents: &mut [u32]) {
    // Parents stand at lower places, so they are flat already when a node is reached.
    for node in 0..parents.len() {
        parents[node] = parents[parents[node] as usize];
    }
}

/// The component that most of a sample of nodes are in; a graph without nodes has none.
fn largest(parents: &[u32]) -> u32 {
    let stride = (parents.len() / SAMPLE).max(1);
    let mut sample: Vec<u32> = parents.iter().copied().step_by(stride).collect();
    sample.sort_unstable();
    sample.chunk_by(|a, b| a == b).max_by_key(|group| group.len()).map_or(0, |group| group[0])
}
