//! A property index: nodes by the hash of a value. The values themselves stay in the graph; who asks compares them,
//! so that colliding hashes cost time and never a wrong answer.
//!
//! ```text
//! hashes   [ h h h h ... ]   ascending, 32 bits spread evenly: a guess by proportion lands beside the place
//! nodes    [ n n n n ... ]   the node of each, ascending under one hash
//! changed  hash -> nodes     in the place of what the arrays say
//! ```
//!
//! The arrays are what a file holds; an index that is opened is ready without being built.

use rustc_hash::FxHashMap;

use super::IndexPart;
use crate::value::NodeId;

/// Places looked at for an estimate.
const SAMPLE: usize = 32;

/// Nodes under one hash, ascending. Most values of a key belong to one node.
#[derive(Clone, Debug)]
enum Posting {
    None,
    One(NodeId),
    Many(Vec<NodeId>),
}

/// Nodes by the hash of one property.
#[derive(Clone, Debug, Default)]
pub(super) struct HashIndex {
    hashes: Vec<u32>,
    nodes: Vec<NodeId>,
    changed: FxHashMap<u32, Posting>,
}

impl Posting {
    fn nodes(&self) -> &[NodeId] {
        match self {
            Self::None => &[],
            Self::One(node) => std::slice::from_ref(node),
            Self::Many(nodes) => nodes,
        }
    }

    fn of(nodes: &[NodeId]) -> Self {
        match nodes {
            [] => Self::None,
            [node] => Self::One(*node),
            nodes => Self::Many(nodes.to_vec()),
        }
    }
}

/// 32 bits of a hash, each of which depends on all of it.
fn spread(hash: u64) -> u32 {
    let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

impl HashIndex {
    /// An index of nodes with their hashes, in any order.
    pub(super) fn of(entries: impl Iterator<Item = (u64, NodeId)>) -> Self {
        let mut entries: Vec<(u32, NodeId)> = entries.map(|(hash, node)| (spread(hash), node)).collect();
        entries.sort_unstable();
        let (hashes, nodes) = entries.into_iter().unzip();
        Self { hashes, nodes, changed: FxHashMap::default() }
    }

    /// An index as a file holds it.
    pub(super) fn of_part(part: IndexPart) -> Self {
        Self { hashes: part.hashes, nodes: part.nodes, changed: FxHashMap::default() }
    }

    /// The index as a file holds it.
    pub(super) fn part(&self) -> IndexPart {
        let Self { hashes, nodes, .. } = self.clone().settled();
        IndexPart { hashes, nodes }
    }

    /// Nodes whose value may have this hash, ascending.
    pub(super) fn candidates(&self, hash: u64) -> &[NodeId] {
        let hash = spread(hash);
        if !self.changed.is_empty()
            && let Some(posting) = self.changed.get(&hash)
        {
            return posting.nodes();
        }
        self.in_arrays(hash)
    }

    /// Average number of nodes under one hash, from places spread over the index; none when it is empty.
    pub(super) fn nodes_by_hash(&self) -> Option<f64> {
        let stride = self.hashes.len().div_ceil(SAMPLE).max(1);
        let kept = self.hashes.iter().step_by(stride).filter(|hash| !self.changed.contains_key(hash));
        let (mut nodes, mut hashes) = (0.0, 0.0);
        for hash in kept {
            nodes += stride as f64;
            // A hash is met as often as it has nodes.
            hashes += stride as f64 / self.in_arrays(*hash).len() as f64;
        }
        // In a map's own order, which is as good as any.
        let changed = self.changed.values().map(|posting| posting.nodes().len()).filter(|found| *found > 0);
        let changed: Vec<usize> = changed.take(SAMPLE).collect();
        let weight = self.changed.len() as f64 / changed.len().max(1) as f64;
        nodes += changed.iter().sum::<usize>() as f64 * weight;
        hashes += changed.len() as f64 * weight;
        (hashes > 0.0).then(|| nodes / hashes)
    }

    /// Enters what has changed into the arrays, and gives back the room that is not used.
    pub(super) fn pack(&mut self) {
        if !self.changed.is_empty() {
            *self = std::mem::take(self).settled();
        }
        self.hashes.shrink_to_fit();
        self.nodes.shrink_to_fit();
    }

    /// Lists a node under a hash.
    pub(super) fn insert(&mut self, hash: u64, node: NodeId) {
        match self.posting(spread(hash)) {
            posting @ Posting::None => *posting = Posting::One(node),
            Posting::One(first) if *first == node => {}
            posting @ Posting::One(_) => {
                let mut nodes = [posting.nodes(), &[node]].concat();
                nodes.sort_unstable();
                *posting = Posting::Many(nodes);
            }
            Posting::Many(nodes) => {
                if let Err(at) = nodes.binary_search(&node) {
                    nodes.insert(at, node);
                }
            }
        }
    }

    /// Takes a node from under a hash.
    pub(super) fn remove(&mut self, hash: u64, node: NodeId) {
        match self.posting(spread(hash)) {
            Posting::None => {}
            posting @ Posting::One(_) => {
                if posting.nodes() == [node] {
                    *posting = Posting::None;
                }
            }
            Posting::Many(nodes) => {
                if let Ok(at) = nodes.binary_search(&node) {
                    nodes.remove(at);
                }
            }
        }
    }

    /// The nodes under a hash, to be changed.
    fn posting(&mut self, hash: u32) -> &mut Posting {
        let Self { hashes, nodes, changed } = self;
        changed.entry(hash).or_insert_with(|| Posting::of(&nodes[run_of(hashes, hash)]))
    }

    fn in_arrays(&self, hash: u32) -> &[NodeId] {
        &self.nodes[run_of(&self.hashes, hash)]
    }

    /// The same index with nothing beside its arrays.
    fn settled(self) -> Self {
        let Self { hashes, nodes, changed } = self;
        let kept = hashes.into_iter().zip(nodes).filter(|(hash, _)| !changed.contains_key(hash));
        let mut entries: Vec<(u32, NodeId)> = kept.collect();
        #[expect(clippy::iter_over_hash_type, reason = "sorted at once")]
        for (hash, posting) in &changed {
            entries.extend(posting.nodes().iter().map(|node| (*hash, *node)));
        }
        entries.sort_unstable();
        let (hashes, nodes) = entries.into_iter().unzip();
        Self { hashes, nodes, changed: FxHashMap::default() }
    }
}

/// Where a hash stands in an ascending list of hashes.
fn run_of(hashes: &[u32], hash: u32) -> std::ops::Range<usize> {
    let start = first_at(hashes, hash);
    let run = hashes[start..].iter().take(NEAR).take_while(|other| **other == hash).count();
    let end = if run < NEAR {
        start + run
    } else {
        start + hashes[start..].partition_point(|other| *other == hash)
    };
    start..end
}

/// Places looked at one by one.
const NEAR: usize = 8;

/// The first place whose hash is not below `hash`. Hashes are spread evenly, so the place is guessed by proportion; a
/// window around the guess that does not hold it is widened, for hashes of a file may be any.
fn first_at(hashes: &[u32], hash: u32) -> usize {
    let guess = ((u64::from(hash) * hashes.len() as u64) >> 32) as usize;
    let mut width = 64;
    let (mut low, mut high) = (guess, guess);
    while low > 0 && hashes[low - 1] >= hash {
        low = low.saturating_sub(width);
        width *= 2;
    }
    while high < hashes.len() && hashes[high] < hash {
        high = (high + width).min(hashes.len());
        width *= 2;
    }
    low + hashes[low..high].partition_point(|other| *other < hash)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::HashIndex;
    use crate::value::NodeId;

    #[test]
    fn an_index_lists_what_a_plain_map_lists() {
        let (mut index, mut plain) = (HashIndex::default(), BTreeMap::<u64, Vec<NodeId>>::new());
        let mut random: u64 = 88_172_645_463_325_252;
        for round in 0..20_000u32 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            // Many nodes under few hashes, few under the others.
            let (hash, node) = (
                if random.is_multiple_of(3) { random % 5 } else { random % 3000 },
                NodeId((random >> 40) as u32),
            );
            let nodes = plain.entry(hash).or_default();
            if random >> 32 & 3 == 0 {
                index.remove(hash, node);
                nodes.retain(|other| *other != node);
            } else {
                index.insert(hash, node);
                nodes.push(node);
                nodes.sort_unstable();
                nodes.dedup();
            }
            if round % 7000 == 6999 {
                index.pack();
            }
        }
        let again = HashIndex::of_part(index.part());
        for hash in 0..3001 {
            let expected = plain.get(&hash).map_or(&[][..], Vec::as_slice);
            assert_eq!((index.candidates(hash), again.candidates(hash)), (expected, expected), "{hash}");
        }
    }
}
