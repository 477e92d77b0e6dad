//! PageRank by power iteration.

use crate::graph::{Direction, GraphView, Projection};
use crate::value::NodeId;

/// The rank of each node, by id; ranks of living nodes add up to 1. What nodes without steps have is spread over all.
pub fn page_rank(graph: Projection<'_>, damping: f64, n_rounds: usize) -> Vec<f64> {
    let view = graph.graph();
    let mut nodes = Vec::new();
    view.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    let n_nodes = nodes.len().max(1) as f64;
    let bound = view.node_bound();
    let mut out_degrees = vec![0.0; bound];
    for node in &nodes {
        out_degrees[node.index()] = graph.steps(*node, Direction::Outgoing).count() as f64;
    }
    let mut ranks = vec![0.0; bound];
    nodes.iter().for_each(|node| ranks[node.index()] = 1.0 / n_nodes);
    let mut shares = vec![0.0; bound];
    for _ in 0..n_rounds {
        let mut lost = 0.0;
        for node in &nodes {
            let at = node.index();
            match out_degrees[at] {
                0.0 => lost += ranks[at],
                degree => shares[at] = ranks[at] / degree,
            }
        }
        let base = (1.0 - damping) / n_nodes + damping * lost / n_nodes;
        for node in &nodes {
            let mut given = 0.0;
            graph.for_each_slice(*node, Direction::Incoming, |steps| {
                given += steps.iter().map(|step| shares[step.node.index()]).sum::<f64>();
            });
            ranks[node.index()] = base + damping * given;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::page_rank;
    use crate::graph::{Change, GraphStore, PropertyGraph};
    use crate::value::NodeId;

    #[test]
    fn ranks_flow_along_relationships_and_add_up_to_one() {
        let mut graph = PropertyGraph::new();
        let rel_type = graph.intern_type("R");
        for _ in 0..4 {
            let id = graph.new_node_id().unwrap();
            graph.apply(Change::CreateNode { id, labels: Vec::new(), properties: Vec::new() }).unwrap();
        }
        for (start, end) in [(0, 2), (1, 2), (2, 3)] {
            let (id, start, end) = (graph.new_rel_id().unwrap(), NodeId(start), NodeId(end));
            let properties = Vec::new();
            graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties }).unwrap();
        }
        let ranks = page_rank(graph.project(Some(rel_type)), 0.85, 50);
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        // By hand: x = b, b, b + 1.7 b, b + 0.85 * 2.7 b, with b from the sum.
        assert!((ranks[2] / ranks[0] - 2.7).abs() < 1e-9);
        assert!((ranks[3] / ranks[0] - 3.295).abs() < 1e-9);
    }
}
