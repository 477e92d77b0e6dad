//! Cycles that meet no node twice: petgraph tells only whether there is one.

use super::build::{Steps, Subgraph, Walk, number};
use super::parts::{strong_components, weak_components};
use super::paths::Route;
use super::watch::{Stopped, Watch};

/// Where the search ends: a graph may have more cycles than anyone can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleLimits {
    /// Edges of the longest cycle.
    pub length: usize,
    /// Cycles in all.
    pub count: usize,
}

/// The cycles, each once, from its first node on; those of early nodes first. Edges side by side are one step.
pub fn cycles(
    graph: &Subgraph,
    directed: bool,
    limits: CycleLimits,
    watch: Watch<'_>,
) -> Result<Vec<Route>, Stopped> {
    let steps = graph.steps(if directed { Walk::Forward } else { Walk::Both });
    // No cycle leaves its component.
    let components = if directed { strong_components(graph) } else { weak_components(graph) };
    let mut search =
        Search { graph, steps: &steps, components: &components, directed, limits, found: Vec::new() };
    for start in 0..number(graph.n_nodes()) {
        watch.check()?;
        search.from(start, watch)?;
        if search.found.len() >= limits.count {
            break;
        }
    }
    Ok(search.found)
}

struct Search<'g> {
    graph: &'g Subgraph,
    steps: &'g Steps,
    components: &'g [u32],
    directed: bool,
    limits: CycleLimits,
    found: Vec<Route>,
}

impl Search<'_> {
    /// The cycles whose first node is `start`: over later nodes only. Iterative, for a cycle may be long.
    fn from(&mut self, start: u32, watch: Watch<'_>) -> Result<(), Stopped> {
        let (mut nodes, mut edges, mut next) = (vec![start], Vec::new(), vec![0]);
        let mut is_on_path = vec![false; self.graph.n_nodes()];
        while let (Some(&node), Some(at)) = (nodes.last(), next.last_mut()) {
            let Some(arc) = self.steps.of(node).get(*at).copied() else {
                nodes.pop();
                next.pop();
                edges.pop();
                is_on_path[node as usize] = false;
                watch.check()?;
                continue;
            };
            let is_repeated = self.steps.of(node)[..*at].iter().any(|other| other.node == arc.node);
            *at += 1;
            if is_repeated
                || arc.node < start
                || self.components[arc.node as usize] != self.components[start as usize]
            {
                continue;
            }
            if arc.node == start {
                edges.push(arc.edge);
                if self.is_cycle(&nodes) {
                    self.keep(&nodes, &edges);
                }
                edges.pop();
                if self.found.len() >= self.limits.count {
                    return Ok(());
                }
            } else if !is_on_path[arc.node as usize] && nodes.len() < self.limits.length {
                is_on_path[arc.node as usize] = true;
                nodes.push(arc.node);
                edges.push(arc.edge);
                next.push(0);
            }
        }
        Ok(())
    }

    /// Without directions a cycle is met in both, and there and back over one edge is none.
    fn is_cycle(&self, nodes: &[u32]) -> bool {
        self.directed || nodes.len() == 1 || nodes.len() > 2 && nodes[1] < nodes[nodes.len() - 1]
    }

    fn keep(&mut self, nodes: &[u32], edges: &[u32]) {
        let cost = edges.iter().map(|edge| self.graph.weight(*edge as usize)).sum();
        let nodes = nodes.iter().chain(&nodes[..1]).copied().collect();
        self.found.push(Route { nodes, edges: edges.to_vec(), cost });
    }
}
