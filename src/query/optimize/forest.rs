//! Steps that are counted, as trees: which more can be counted with them, and what that costs.

use crate::query::bind::{Expr, Slot};
use crate::query::plan::{CountedStep, SlotSet, Walk, is_repeatable, slots_of};

/// Steps from one node of which no two may be the same relationship: each more makes the ways to part them many more.
const MAX_CLASHING: usize = 4;

/// How deep counted steps may nest.
const MAX_DEPTH: usize = 24;

/// Steps from one node.
const MAX_BESIDE: usize = 24;

/// What it costs to look at the degree of a node, beside a row: nodes of rows lie side by side, ends of steps do not.
const DEGREE_COST: f64 = 0.5;
const FAR_DEGREE_COST: f64 = 2.0;

/// What it costs to look at a relationship and its end, beside a row.
const LOOK_COST: f64 = 10.0;

/// Counted steps: those from nodes that are kept, with what hangs on their ends.
pub(super) struct Forest<'v> {
    trees: Vec<Tree>,
    /// A value of one slot: only where it is not null a row counts.
    value: Option<(&'v Expr, Slot)>,
    took_value: bool,
}

struct Tree {
    step: CountedStep,
    depth: usize,
    /// Whether degrees are likely to be enough.
    is_leaf: bool,
    /// What is looked at for each row, about, and at most for all rows together.
    looks: f64,
    most_looks: f64,
}

impl<'v> Forest<'v> {
    /// No steps yet.
    pub(super) fn new(value: Option<&'v Expr>) -> Self {
        let value = value.filter(|value| is_repeatable(value)).and_then(|value| {
            let mut slots = SlotSet::default();
            slots_of(value, &mut slots);
            let mut slots = slots.iter();
            Some((value, slots.next()?)).filter(|_| slots.next().is_none())
        });
        Self { trees: Vec::new(), value, took_value: false }
    }

    /// Whether the value may go with a step.
    pub(super) fn may_take_value(&self) -> bool {
        self.value.is_some()
    }

    /// Whether a step can be counted beside and below those that are. No match uses a relationship twice: steps that
    /// could be the same one must stand in a way that can be counted.
    pub(super) fn fits(&self, walk: &Walk) -> bool {
        let (children, others): (Vec<&Tree>, Vec<&Tree>) =
            self.trees.iter().partition(|tree| tree.step.walk.from == walk.to);
        let is_far = |tree: &Tree| tree.step.next.iter().all(|step| !is_held_apart(walk, step));
        let may_nest = |child: &&Tree| {
            let known =
                |rel: &Slot| *rel == walk.rel || children.iter().any(|other| other.step.walk.rel == *rel);
            child.step.walk.distinct_from.iter().all(known)
                && child.depth < MAX_DEPTH
                && is_far(child)
                && others.iter().all(|other| !clash(&child.step.walk, &other.step.walk))
        };
        children.len() <= MAX_BESIDE
            && children.iter().all(may_nest)
            && others.iter().all(|other| is_far(other))
            && self.may_stand_beside(walk, &others)
    }

    /// Whether a step can be counted for each row beside others.
    fn may_stand_beside(&self, walk: &Walk, others: &[&Tree]) -> bool {
        let mut group = vec![walk];
        let mut at = 0;
        while at < group.len() {
            let one = group[at];
            for other in others.iter().map(|tree| &tree.step.walk) {
                if clash(one, other) && !group.iter().any(|known| known.rel == other.rel) {
                    group.push(other);
                }
            }
            at += 1;
        }
        match &group[..] {
            [_] => others.len() < MAX_BESIDE,
            [one, other] if one.from != other.from => true,
            // Two that need not differ but could be the same would be counted as if they had to differ.
            group => {
                let pairs =
                    || (0..group.len()).flat_map(|one| (0..one).map(move |other| (group[one], group[other])));
                group.len() <= MAX_CLASHING
                    && pairs().all(|(one, other)| one.from == other.from)
                    && pairs().all(|(one, other)| clash(one, other))
            }
        }
    }

    /// Counts a step that fits: it leads to `n_ends` ends for each row, of which `left` fit, along some of `n_rels`
    /// relationships.
    pub(super) fn count(
        &mut self,
        walk: Walk,
        predicates: Vec<Expr>,
        (n_ends, left): (f64, f64),
        n_rels: f64,
    ) {
        let (next, others) = std::mem::take(&mut self.trees)
            .into_iter()
            .partition::<Vec<_>, _>(|tree| tree.step.walk.from == walk.to);
        self.trees = others;
        let counted = self.value.filter(|(_, slot)| *slot == walk.to).map(|(value, _)| value.clone());
        self.took_value |= counted.is_some();
        // Labels are mostly those that all ends have.
        let is_free = |predicate: &Expr| matches!(predicate, Expr::HasLabels { .. });
        let is_leaf = next.is_empty() && predicates.iter().all(is_free) && counted.is_none();
        let of_next = |tree: &Tree| if tree.is_leaf { FAR_DEGREE_COST } else { tree.looks };
        let below: f64 = next.iter().map(of_next).sum();
        let depth = next.iter().map(|tree| tree.depth + 1).max().unwrap_or(0);
        let (leaves, others): (Vec<&Tree>, Vec<&Tree>) = next.iter().partition(|tree| tree.is_leaf);
        let below_leaves = leaves.len() as f64 * FAR_DEGREE_COST;
        let most_below: f64 = others.iter().map(|tree| tree.most_looks).sum();
        let (looks, most_looks) = match is_leaf {
            true => (DEGREE_COST, f64::MAX),
            false => (n_ends * LOOK_COST + left * below, n_rels * (LOOK_COST + below_leaves) + most_below),
        };
        let next = next.into_iter().map(|tree| tree.step).collect();
        let step = CountedStep { walk, predicates, counted, next };
        self.trees.push(Tree { step, depth, is_leaf, looks, most_looks });
    }

    /// What counting costs beside so many rows.
    pub(super) fn cost(&self, rows: f64) -> f64 {
        self.trees.iter().map(|tree| (rows * tree.looks).min(tree.most_looks)).sum()
    }

    /// The steps, and whether the value went to one of them.
    pub(super) fn finish(self) -> (Vec<CountedStep>, bool) {
        // As they were written: they were taken from the last to the first.
        (self.trees.into_iter().rev().map(|tree| tree.step).collect(), self.took_value)
    }
}

/// Whether two steps may not be the same relationship, and could be.
pub(super) fn clash(one: &Walk, other: &Walk) -> bool {
    one.distinct_from.contains(&other.rel) || other.distinct_from.contains(&one.rel)
}

/// Whether a walk may not take the same relationship as a step or what hangs on it.
pub(super) fn is_held_apart(walk: &Walk, step: &CountedStep) -> bool {
    clash(walk, &step.walk) || step.next.iter().any(|next| is_held_apart(walk, next))
}
