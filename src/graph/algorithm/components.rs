//! Weakly connected components, by the way of Afforest (Sutton, Ben-Nun and Barak, 2018): after the first few steps of
//! each node most of a graph is one component, and only what is outside of it must look at all its steps.

use crate::graph::{Direction, GraphView, Projection};
use crate::value::NodeId;

/// Steps of each node that are taken first.
const FIRST_STEPS: usize = 2;

/// Nodes asked for the largest component.
const SAMPLE: usize = 1024;

/// For each node id the least id of its component.
pub fn components(graph: Projection<'_>) -> Vec<u32> {
    let view = graph.graph();
    let mut nodes = Vec::new();
    view.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    let mut parents: Vec<u32> = (0..).take(view.node_bound()).collect();
    for node in &nodes {
        for step in graph.steps(*node, Direction::Outgoing).take(FIRST_STEPS) {
            link(&mut parents, node.0, step.node.0);
        }
    }
    flatten(&mut parents);
    let largest = largest(&parents, &nodes);
    for node in &nodes {
        if Some(parents[node.index()]) == largest {
            continue;
        }
        let rest = graph.steps(*node, Direction::Outgoing).skip(FIRST_STEPS);
        for step in rest.chain(graph.steps(*node, Direction::Incoming)) {
            link(&mut parents, node.0, step.node.0);
        }
    }
    flatten(&mut parents);
    parents
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

/// Joins two components under the least id.
fn link(parents: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b) as usize] = a.min(b);
}

fn flatten(parents: &mut [u32]) {
    // Parents have lower ids, so they are flat already when a node is reached.
    for node in 0..parents.len() {
        parents[node] = parents[parents[node] as usize];
    }
}

/// The component that most of a sample of nodes are in.
fn largest(parents: &[u32], nodes: &[NodeId]) -> Option<u32> {
    let stride = (nodes.len() / SAMPLE).max(1);
    let mut sample: Vec<u32> = nodes.iter().step_by(stride).map(|node| parents[node.index()]).collect();
    sample.sort_unstable();
    sample.chunk_by(|a, b| a == b).max_by_key(|group| group.len()).map(|group| group[0])
}

#[cfg(test)]
mod tests {
    use super::components;
    use crate::graph::{Change, GraphStore, PropertyGraph};
    use crate::value::NodeId;

    #[test]
    fn components_do_not_ask_which_way_relationships_go() {
        let mut graph = PropertyGraph::new();
        let rel_type = graph.intern_type("R");
        for _ in 0..2000 {
            let id = graph.new_node_id().unwrap();
            graph.apply(Change::CreateNode { id, labels: Vec::new(), properties: Vec::new() }).unwrap();
        }
        // Three rings by remainder, and the last nodes alone.
        for from in 0..1800u32 {
            let (id, to) = (graph.new_rel_id().unwrap(), (from + 3) % 1800);
            let (start, end) = if from % 2 == 0 { (from, to) } else { (to, from) };
            let (start, end, properties) = (NodeId(start), NodeId(end), Vec::new());
            graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties }).unwrap();
        }
        let expected: Vec<u32> = (0..2000).map(|node| if node < 1800 { node % 3 } else { node }).collect();
        assert_eq!(components(graph.project(None)), expected);
    }
}
