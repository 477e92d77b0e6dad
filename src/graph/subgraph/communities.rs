//! Communities: Louvain's way (Blondel et al., 2008) and the spreading of labels (Raghavan et al., 2007), directions
//! aside. Nodes are taken in their order, so that a graph gives the same communities each time.

use super::build::{Edge, Subgraph, number};
use super::parts::in_order;
use super::watch::{Stopped, Watch};

/// Rounds after which the work ends, settled or not.
const MAX_ROUNDS: usize = 100;

/// A gain below this is none: it may be an error of addition.
const LEAST_GAIN: f64 = 1e-12;

/// Which node is in which community.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// For each node the number of its community, by their first nodes.
    pub of: Vec<u32>,
    /// How much denser the communities are than chance would have them, at most 1.
    pub modularity: f64,
}

/// Neighbours with weights, for a graph whose nodes may be whole communities. A loop's weight counts once here.
struct Level {
    neighbours: Vec<Vec<(u32, f64)>>,
    loops: Vec<f64>,
}

/// The weights between a node and the communities next to it; the room is used for one node after the other.
struct Ties {
    /// By community; 0 but while a node is looked at.
    weights: Vec<f64>,
    found: Vec<(u32, f64)>,
}

impl Ties {
    fn new(n_communities: usize) -> Self {
        Self { weights: vec![0.0; n_communities], found: Vec::new() }
    }

    /// The ties of a node with these neighbours, in the order of communities.
    fn at(&mut self, neighbours: &[(u32, f64)], of: &[u32]) -> &[(u32, f64)] {
        self.found.clear();
        for (other, weight) in neighbours {
            let community = of[*other as usize];
            let sum = &mut self.weights[community as usize];
            if *sum == 0.0 {
                self.found.push((community, 0.0));
            }
            *sum += weight;
        }
        // Where weights are 0, a community may have been met anew.
        self.found.sort_unstable_by_key(|(community, _)| *community);
        self.found.dedup_by_key(|(community, _)| *community);
        for (community, weight) in &mut self.found {
            *weight = std::mem::take(&mut self.weights[*community as usize]);
        }
        &self.found
    }
}

impl Level {
    fn of(graph: &Subgraph) -> Self {
        let ends = |edge: Edge| ((edge.from.min(edge.to), edge.from.max(edge.to)), edge.weight);
        Self::of_pairs(graph.n_nodes(), graph.edges().map(ends).collect())
    }

    /// Nodes below `n`, and the weights between two of them, the lesser named first.
    fn of_pairs(n: usize, mut pairs: Vec<((u32, u32), f64)>) -> Self {
        // Stable, so that weights are added up in their order.
        pairs.sort_by_key(|(pair, _)| *pair);
        let mut level = Self { neighbours: vec![Vec::new(); n], loops: vec![0.0; n] };
        for same in pairs.chunk_by(|left, right| left.0 == right.0) {
            let ((a, b), weight) = (same[0].0, same.iter().map(|(_, weight)| weight).sum::<f64>());
            if a == b {
                level.loops[a as usize] += weight;
            } else {
                level.neighbours[a as usize].push((b, weight));
                level.neighbours[b as usize].push((a, weight));
            }
        }
        level
    }

    /// Sum of the weights at a node; a loop has both its ends there.
    fn strength(&self, node: usize) -> f64 {
        self.neighbours[node].iter().map(|(_, weight)| weight).sum::<f64>() + 2.0 * self.loops[node]
    }

    /// Moves nodes one by one to where modularity gains most, until none gains.
    fn settle(&self, resolution: f64, watch: Watch<'_>) -> Result<Vec<u32>, Stopped> {
        let n = self.neighbours.len();
        let strengths: Vec<f64> = (0..n).map(|node| self.strength(node)).collect();
        let twice: f64 = strengths.iter().sum();
        let mut of: Vec<u32> = (0..number(n)).collect();
        let mut totals = strengths.clone();
        let mut around = Ties::new(n);
        let mut has_moved = twice > 0.0;
        for _ in 0..MAX_ROUNDS {
            if !std::mem::take(&mut has_moved) {
                break;
            }
            watch.check()?;
            for node in 0..n {
                let (home, strength) = (of[node], strengths[node]);
                totals[home as usize] -= strength;
                let ties = around.at(&self.neighbours[node], &of);
                let gain = |community: u32, tie: f64| {
                    tie - resolution * strength * totals[community as usize] / twice
                };
                let at_home =
                    ties.iter().find(|(community, _)| *community == home).map_or(0.0, |(_, tie)| *tie);
                let mut best = (home, gain(home, at_home));
                for &(community, tie) in ties {
                    let here = gain(community, tie);
                    if here > best.1 + LEAST_GAIN {
                        best = (community, here);
                    }
                }
                totals[best.0 as usize] += strength;
                has_moved |= best.0 != home;
                of[node] = best.0;
            }
        }
        Ok(in_order(&of))
    }

    /// The graph whose nodes are the communities.
    fn merged(&self, of: &[u32]) -> Self {
        let n = of.iter().max().map_or(0, |most| *most as usize + 1);
        let mut pairs = Vec::new();
        for (node, community) in of.iter().enumerate() {
            pairs.push(((*community, *community), self.loops[node]));
            for &(other, weight) in self.neighbours[node].iter().filter(|(other, _)| *other as usize > node) {
                let other = of[other as usize];
                pairs.push(((other.min(*community), other.max(*community)), weight));
            }
        }
        Self::of_pairs(n, pairs)
    }

    fn modularity(&self, of: &[u32], resolution: f64) -> f64 {
        let n = of.iter().max().map_or(0, |most| *most as usize + 1);
        let (mut inside, mut totals) = (vec![0.0; n], vec![0.0; n]);
        for (node, community) in of.iter().enumerate() {
            let at = *community as usize;
            let ties = self.neighbours[node].iter().filter(|(other, _)| of[*other as usize] == *community);
            inside[at] += ties.map(|(_, weight)| weight).sum::<f64>() + 2.0 * self.loops[node];
            totals[at] += self.strength(node);
        }
        let twice: f64 = totals.iter().sum();
        if twice == 0.0 {
            return 0.0;
        }
        let part = |(inside, total): (&f64, &f64)| inside / twice - resolution * (total / twice).powi(2);
        inside.iter().zip(&totals).map(part).sum()
    }
}

/// Communities by Louvain's way. A higher resolution gives more and smaller ones.
pub fn louvain(graph: &Subgraph, resolution: f64, watch: Watch<'_>) -> Result<Communities, Stopped> {
    let whole = Level::of(graph);
    let mut of = whole.settle(resolution, watch)?;
    let mut level = whole.merged(&of);
    loop {
        let upper = level.settle(resolution, watch)?;
        let n_communities = upper.iter().max().map_or(0, |most| *most as usize + 1);
        if n_communities == level.neighbours.len() {
            break;
        }
        of.iter_mut().for_each(|community| *community = upper[*community as usize]);
        level = level.merged(&upper);
    }
    let of = in_order(&of);
    let modularity = whole.modularity(&of, resolution);
    Ok(Communities { of, modularity })
}

/// Communities by the spreading of labels: each node takes the label that weighs most around it.
pub fn label_propagation(graph: &Subgraph, rounds: usize, watch: Watch<'_>) -> Result<Communities, Stopped> {
    let level = Level::of(graph);
    let mut of: Vec<u32> = (0..number(graph.n_nodes())).collect();
    let mut around = Ties::new(of.len());
    for _ in 0..rounds {
        watch.check()?;
        let mut has_changed = false;
        for node in 0..of.len() {
            let ties = around.at(&level.neighbours[node], &of);
            let most = ties.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
            // A node keeps its label where it is among the heaviest.
            let keeps = ties.iter().any(|(label, weight)| *label == of[node] && *weight >= most);
            if let Some((label, _)) = ties.iter().find(|(_, weight)| *weight >= most).filter(|_| !keeps) {
                has_changed |= *label != of[node];
                of[node] = *label;
            }
        }
        if !has_changed {
            break;
        }
    }
    let of = in_order(&of);
    let modularity = level.modularity(&of, 1.0);
    Ok(Communities { of, modularity })
}
