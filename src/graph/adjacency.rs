//! Who is joined to a node, for one relationship type and one direction: the read path of every traversal.
//!
//! ```text
//! pages   [ node / 256 ] -> [ node % 256 ] -> List { start, len, capacity }   or, of one step, the step itself
//! arena   [ step step step . | step . | step step ... ]
//!                 ^ start          len <= capacity
//! ```
//!
//! The steps of one node are one slice of the arena, ascending by relationship id; a single step stands in the page,
//! so that walking from many nodes of one step each (what lives where, what replies to what) looks in one place. Ids only grow, so that is the order
//! of insertion, and a deletion that is undone finds its old place again. A list that outgrows its block moves to
//! one twice as large; blocks that fall free are used again by lists of their size. [`Adjacency::pack`] lays the lists
//! out in the order of nodes without gaps.
//!
//! Petgraph's own graphs chain all edges through one array, which costs a cache miss a step (100 times slower on a
//! graph whose edges came in random order); its algorithms run on these slices instead.

use super::label_sets::LabelSetId;
use super::lazy::Lazy;
use super::{Direction, RelPart, Step, TypeOutline};
use crate::value::{NodeId, RelId};

const PAGE: usize = 256;

/// Lists whose beginnings are read side by side.
const TOUCHED: usize = 128;

/// Where a node's steps stand.
#[derive(Clone, Copy, Debug)]
struct List {
    /// The step, where there is one. Of several the place in the arena where they begin: its low half stands for the
    /// relationship, its high half for the node.
    first: Step,
    len: u32,
    /// Of a block in the arena; 0 where there is none.
    capacity: u32,
}

/// What stands where no step does yet.
const NO_STEP: Step = Step { rel: RelId(u32::MAX), node: NodeId(u32::MAX) };

/// Stands for the place in the arena of a single step, which is not there.
const IN_PAGE: u32 = u32::MAX;

impl Default for List {
    fn default() -> Self {
        Self::in_arena(0, 0, 0)
    }
}

impl List {
    fn in_arena(start: usize, len: u32, capacity: u32) -> Self {
        let start = start as u64;
        let first = Step { rel: RelId(start as u32), node: NodeId((start >> 32) as u32) };
        Self { first, len, capacity }
    }

    fn of_one(step: Step) -> Self {
        Self { first: step, len: 1, capacity: 0 }
    }

    /// Where several steps begin.
    #[inline]
    fn start(&self) -> usize {
        (u64::from(self.first.node.0) << 32 | u64::from(self.first.rel.0)) as usize
    }

    /// The steps in the arena; none of a single one.
    fn places(&self) -> std::ops::Range<usize> {
        if self.len == 1 { 0..0 } else { self.start()..self.start() + self.len as usize }
    }
}

/// Adjacency of one relationship type in both directions.
#[derive(Clone, Debug, Default)]
pub(super) struct TypeAdjacency {
    outgoing: Lazy<Adjacency>,
    incoming: Lazy<Adjacency>,
    /// Relationships by the labels of the node they start at, and of the one they end at.
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl TypeAdjacency {
    /// The adjacency of a type in a file, with what is known of it.
    pub(super) fn new(outgoing: Lazy<Adjacency>, incoming: Lazy<Adjacency>, outline: &TypeOutline) -> Self {
        let numbers = |counts: &[u32]| counts.iter().map(|count| *count as usize).collect();
        Self { outgoing, incoming, starts: numbers(&outline.starts), ends: numbers(&outline.ends) }
    }

    /// Number of relationships by the set of labels at their start, and at their end.
    pub(super) fn counts(&self) -> (&[usize], &[usize]) {
        (&self.starts, &self.ends)
    }

    pub(super) fn in_direction(&self, direction: Direction) -> &Adjacency {
        match direction {
            Direction::Outgoing => &self.outgoing,
            Direction::Incoming => &self.incoming,
        }
    }

    /// Whether both directions are as the file holds them.
    pub(super) fn is_of_file(&self) -> bool {
        self.outgoing.is_of_file() && self.incoming.is_of_file()
    }

    /// Reads what was not read yet.
    pub(super) fn read_all(&self) {
        self.outgoing.touch();
        self.incoming.touch();
    }

    /// Adds a relationship; the labels of its two nodes are counted.
    pub(super) fn insert(&mut self, rel: RelId, (start, of_start): Labelled, (end, of_end): Labelled) {
        self.outgoing.later(move |lists| lists.insert(start, Step { rel, node: end }));
        self.incoming.later(move |lists| lists.insert(end, Step { rel, node: start }));
        *entry(&mut self.starts, of_start.index()) += 1;
        *entry(&mut self.ends, of_end.index()) += 1;
    }

    /// Adds many relationships at once, `rels` in the order of their ids: without a move of any list when there were
    /// none before.
    pub(super) fn extend(&mut self, rels: &[(RelId, NodeId, NodeId)], sets: &[LabelSetId]) {
        for &(_, start, end) in rels {
            *entry(&mut self.starts, sets[start.index()].index()) += 1;
            *entry(&mut self.ends, sets[end.index()].index()) += 1;
        }
        self.outgoing.extend(|| rels.iter().map(|&(rel, start, end)| (start, Step { rel, node: end })));
        self.incoming.extend(|| rels.iter().map(|&(rel, start, end)| (end, Step { rel, node: start })));
    }

    /// Takes a relationship away.
    pub(super) fn remove(&mut self, rel: RelId, (start, of_start): Labelled, (end, of_end): Labelled) {
        self.outgoing.remove(start, rel);
        self.incoming.remove(end, rel);
        take_from(&mut self.starts, of_start, 1);
        take_from(&mut self.ends, of_end, 1);
    }

    /// Counts the relationships of a node anew, whose labels change.
    pub(super) fn relabel(&mut self, node: NodeId, before: LabelSetId, after: LabelSetId) {
        for (adjacency, counts) in [(&self.outgoing, &mut self.starts), (&self.incoming, &mut self.ends)] {
            let degree = adjacency.degree(node);
            take_from(counts, before, degree);
            *entry(counts, after.index()) += degree;
        }
    }

    /// Number of steps in a direction that lead to nodes whose labels are a wanted set.
    pub(super) fn ends_by_set(&self, direction: Direction, wanted: impl Fn(LabelSetId) -> bool) -> usize {
        let counts = match direction {
            Direction::Outgoing => &self.ends,
            Direction::Incoming => &self.starts,
        };
        let sets = (0..).map(LabelSetId::from_index);
        sets.zip(counts).filter(|(set, count)| **count > 0 && wanted(*set)).map(|(_, count)| count).sum()
    }

    /// Lays all lists out in the order of nodes, without gaps.
    pub(super) fn pack(&mut self) {
        // What is the file's is packed.
        for adjacency in [&mut self.outgoing, &mut self.incoming] {
            if !adjacency.is_of_file() {
                adjacency.pack();
            }
        }
    }
}

/// A file may have told a wrong number: what is taken away is never more than there is.
fn take_from(counts: &mut Vec<usize>, set: LabelSetId, taken: usize) {
    let count = entry(counts, set.index());
    *count = count.saturating_sub(taken);
}

/// A node with the set of its labels.
pub(super) type Labelled = (NodeId, LabelSetId);

fn entry(counts: &mut Vec<usize>, at: usize) -> &mut usize {
    if at >= counts.len() {
        counts.resize(at + 1, 0);
    }
    &mut counts[at]
}

/// The steps along one relationship type in one direction, to be asked for many nodes.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepLists<'g>(Option<&'g Adjacency>);

impl<'g> StepLists<'g> {
    pub(super) fn new(adjacency: &'g Adjacency) -> Self {
        Self(Some(adjacency))
    }

    /// The steps from a node, ascending by relationship.
    #[inline]
    pub fn of(self, node: NodeId) -> &'g [Step] {
        self.0.map_or(&[], |adjacency| adjacency.steps(node))
    }

    /// Number of steps from a node.
    #[inline]
    pub fn degree(self, node: NodeId) -> usize {
        self.0.map_or(0, |adjacency| adjacency.degree(node))
    }
}

/// Adjacency of one relationship type in one direction.
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    pages: Vec<Option<Box<[List]>>>,
    arena: Vec<Step>,
    /// Starts of free blocks, by the binary logarithm of their size.
    free: Vec<Vec<usize>>,
}

impl Adjacency {
    /// The steps from a node, ascending by relationship.
    #[inline]
    pub(super) fn steps(&self, node: NodeId) -> &[Step] {
        let Some(Some(page)) = self.pages.get(node.index() / PAGE) else { return &[] };
        let list = &page[node.index() % PAGE];
        match list.len {
            1 => std::slice::from_ref(&list.first),
            len => &self.arena[list.start()..list.start() + len as usize],
        }
    }

    /// Number of steps from a node.
    #[inline]
    pub(super) fn degree(&self, node: NodeId) -> usize {
        self.n_steps(node) as usize
    }

    /// Adds to each entry of `out` the number of steps from the node beside it.
    pub(super) fn add_degrees(&self, nodes: &[u32], out: &mut [u32]) {
        for (node, degree) in nodes.iter().zip(out) {
            *degree += self.n_steps(NodeId(*node));
        }
    }

    /// Reads the first step of each node: first where all of them stand, then those that stand in the arena.
    pub(super) fn touch(&self, nodes: &[u32]) {
        let mut starts = [0; TOUCHED];
        let mut seen = 0;
        for nodes in nodes.chunks(TOUCHED) {
            for (start, node) in starts.iter_mut().zip(nodes) {
                *start = self.list(NodeId(*node)).places().start;
            }
            for start in &starts[..nodes.len()] {
                seen ^= self.arena.get(*start).map_or(0, |step| step.node.0);
            }
        }
        // What was read serves nothing but to be near when it is read again.
        std::hint::black_box(seen);
    }

    /// Adds a step to a node's list.
    pub(super) fn insert(&mut self, node: NodeId, step: Step) {
        let mut list = self.list(node);
        if list.len == 0 {
            *self.list_mut(node) = List::of_one(step);
            return;
        }
        if list.len >= list.capacity {
            list = self.grow(list);
        }
        let (len, start) = (list.len as usize, list.start());
        let block = &mut self.arena[start..=start + len];
        // New relationships have the highest id; only an undone deletion goes into the middle.
        let at = match block[..len].last() {
            Some(last) if last.rel > step.rel => block[..len].partition_point(|other| other.rel < step.rel),
            _ => len,
        };
        block.copy_within(at..len, at + 1);
        block[at] = step;
        list.len += 1;
        *self.list_mut(node) = list;
    }

    /// Adds many steps, those of each node in the order of their relationships.
    fn extend<I: Iterator<Item = (NodeId, Step)>>(&mut self, steps: impl Fn() -> I) {
        if !self.arena.is_empty() {
            steps().for_each(|(node, step)| self.insert(node, step));
            return;
        }
        let mut places = self.make_lists(steps().map(|(node, _)| node));
        for (node, step) in steps() {
            self.fill(&mut places, node, step);
        }
    }

    /// Enters a step where there is room made for it.
    #[inline]
    fn fill(&mut self, places: &mut [u32], node: NodeId, step: Step) {
        let place = &mut places[node.index()];
        if *place == IN_PAGE {
            self.list_mut(node).first = step;
        } else {
            self.arena[*place as usize] = step;
            *place += 1;
        }
    }

    /// The adjacency of relationships in a file.
    pub(super) fn of_part(part: &RelPart, direction: Direction) -> Self {
        let (near, far) = match direction {
            Direction::Outgoing => (&part.starts, &part.ends),
            Direction::Incoming => (&part.ends, &part.starts),
        };
        let mut adjacency = Self::default();
        let mut places = adjacency.make_lists(near.iter().map(|node| NodeId(*node)));
        let (mut near, mut far) = (&near[..], &far[..]);
        for run in &part.ids {
            let (of_run, rest) = near.split_at(run.len());
            let (to, rest_to) = far.split_at(run.len());
            (near, far) = (rest, rest_to);
            for (rel, (node, end)) in run.clone().zip(of_run.iter().zip(to)) {
                adjacency.fill(&mut places, NodeId(*node), Step { rel: RelId(rel), node: NodeId(*end) });
            }
        }
        adjacency
    }

    /// Makes room for the steps of nodes, each named as often as it has steps; gives where in the arena the steps of each
    /// node go, or [`IN_PAGE`].
    fn make_lists(&mut self, nodes: impl Iterator<Item = NodeId>) -> Vec<u32> {
        // Counted in a plain array first: it stays in the processor's cache, where pages do not.
        let mut places: Vec<u32> = Vec::new();
        for node in nodes {
            if node.index() >= places.len() {
                places.resize(node.index() + 1, 0);
            }
            places[node.index()] += 1;
        }
        let mut start = 0;
        for (node, place) in (0..).map(NodeId).zip(&mut places) {
            let len = std::mem::replace(place, start);
            match len {
                0 => {}
                1 => {
                    *place = IN_PAGE;
                    *self.list_mut(node) = List::of_one(NO_STEP);
                }
                len => {
                    *self.list_mut(node) = List::in_arena(start as usize, len, len);
                    // Ids have 32 bits, so there are no more steps than that.
                    start += len;
                }
            }
        }
        self.arena = vec![NO_STEP; start as usize];
        places
    }

    /// Takes a relationship out of a node's list.
    pub(super) fn remove(&mut self, node: NodeId, rel: RelId) {
        let mut list = self.list(node);
        if list.len == 1 && list.first.rel == rel {
            *self.list_mut(node) = List::default();
            return;
        }
        let block = &mut self.arena[list.places()];
        let Ok(at) = block.binary_search_by_key(&rel, |step| step.rel) else { return };
        block.copy_within(at + 1.., at);
        list.len -= 1;
        if list.len == 1 {
            let left = block[0];
            self.release(list);
            list = List::of_one(left);
        }
        *self.list_mut(node) = list;
    }

    /// Lays all lists out in the order of nodes, without gaps.
    pub(super) fn pack(&mut self) {
        let lists = self.pages.iter().flatten().flat_map(|page| page.iter());
        let mut packed = Vec::with_capacity(lists.map(|list| list.places().len()).sum());
        let lists = self.pages.iter_mut().flatten().flat_map(|page| page.iter_mut());
        for list in lists.filter(|list| list.len > 1) {
            let start = packed.len();
            packed.extend_from_slice(&self.arena[list.places()]);
            *list = List::in_arena(start, list.len, list.len);
        }
        self.arena = packed;
        self.free = Vec::new();
    }

    #[inline]
    fn list(&self, node: NodeId) -> List {
        match self.pages.get(node.index() / PAGE) {
            Some(Some(page)) => page[node.index() % PAGE],
            _ => List::default(),
        }
    }

    /// The number of steps alone, which is all that is looked at.
    #[inline]
    fn n_steps(&self, node: NodeId) -> u32 {
        match self.pages.get(node.index() / PAGE) {
            Some(Some(page)) => page[node.index() % PAGE].len,
            _ => 0,
        }
    }

    fn list_mut(&mut self, node: NodeId) -> &mut List {
        let at = node.index() / PAGE;
        if at >= self.pages.len() {
            self.pages.resize(at + 1, None);
        }
        let page = self.pages[at].get_or_insert_with(|| vec![List::default(); PAGE].into_boxed_slice());
        &mut page[node.index() % PAGE]
    }

    /// Moves a full list to a block of twice its size; a single step to one in the arena.
    fn grow(&mut self, list: List) -> List {
        let capacity = (list.len + 1).next_power_of_two();
        let start = self.allocate(capacity);
        if list.len == 1 {
            self.arena[start] = list.first;
        } else {
            self.arena.copy_within(list.places(), start);
            self.release(list);
        }
        List::in_arena(start, list.len, capacity)
    }

    fn allocate(&mut self, capacity: u32) -> usize {
        let class = capacity.trailing_zeros() as usize;
        if let Some(start) = self.free.get_mut(class).and_then(Vec::pop) {
            return start;
        }
        let start = self.arena.len();
        self.arena.resize(start + capacity as usize, NO_STEP);
        start
    }

    /// Gives a list's block back. A packed list may have any capacity: it counts as the power of two below.
    fn release(&mut self, list: List) {
        if list.capacity == 0 {
            return;
        }
        let class = list.capacity.ilog2() as usize;
        if class >= self.free.len() {
            self.free.resize(class + 1, Vec::new());
        }
        self.free[class].push(list.start());
    }
}

#[cfg(test)]
mod tests {
    use super::{Adjacency, Step};
    use crate::value::{NodeId, RelId};

    fn step(rel: u32) -> Step {
        Step { rel: RelId(rel), node: NodeId(rel * 10) }
    }

    fn rels(adjacency: &Adjacency, node: u32) -> Vec<u32> {
        adjacency.steps(NodeId(node)).iter().map(|step| step.rel.0).collect()
    }

    #[test]
    fn a_removed_step_comes_back_to_its_place() {
        let mut adjacency = Adjacency::default();
        for rel in 0..5 {
            adjacency.insert(NodeId(700), step(rel));
        }
        adjacency.remove(NodeId(700), RelId(2));
        assert_eq!(rels(&adjacency, 700), [0, 1, 3, 4]);
        adjacency.insert(NodeId(700), step(2));
        assert_eq!(rels(&adjacency, 700), [0, 1, 2, 3, 4]);
        assert!(rels(&adjacency, 3).is_empty());
    }

    #[test]
    fn many_steps_at_once_are_the_steps_one_by_one() {
        let steps = || (0..200).map(|rel| (NodeId(rel * 37 % 11 * 100), step(rel)));
        let (mut at_once, mut one_by_one) = (Adjacency::default(), Adjacency::default());
        at_once.extend(steps);
        steps().for_each(|(node, step)| one_by_one.insert(node, step));
        let more = || (200..300).map(|rel| (NodeId(rel % 900), step(rel)));
        at_once.extend(more);
        more().for_each(|(node, step)| one_by_one.insert(node, step));
        (0..1200).for_each(|node| assert_eq!(rels(&at_once, node), rels(&one_by_one, node)));
    }

    #[test]
    fn a_single_step_moves_to_the_arena_and_back() {
        let (mut adjacency, mut expected) = (Adjacency::default(), vec![Vec::new(); 5]);
        let mut random: u32 = 77;
        for round in 0..3000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (node, rel) = ((random >> 28) % 5, (random >> 20) % 12);
            let known: &mut Vec<u32> = &mut expected[node as usize];
            match known.binary_search(&rel) {
                Ok(at) => {
                    known.remove(at);
                    adjacency.remove(NodeId(node), RelId(rel));
                }
                Err(at) if known.len() < 3 => {
                    known.insert(at, rel);
                    adjacency.insert(NodeId(node), step(rel));
                }
                Err(_) => adjacency.remove(NodeId(node), RelId(rel)),
            }
            if round % 500 == 499 {
                adjacency.pack();
            }
            assert_eq!(&rels(&adjacency, node), known);
            assert!(adjacency.steps(NodeId(node)).iter().all(|found| *found == step(found.rel.0)));
        }
    }

    #[test]
    fn packed_lists_keep_their_steps_and_go_on_growing() {
        let mut adjacency = Adjacency::default();
        for rel in 0..60 {
            adjacency.insert(NodeId(rel % 7), step(rel));
        }
        adjacency.pack();
        for rel in 60..120 {
            adjacency.insert(NodeId(rel % 7), step(rel));
        }
        for node in 0..7 {
            let expected: Vec<u32> = (0..120).filter(|rel| rel % 7 == node).collect();
            assert_eq!(rels(&adjacency, node), expected);
        }
    }
}
