//! Joins by a table of keys: for parts of a pattern that have nothing in common but values which must be equal, and for walks
//! from two ends that meet in a node.
//!
//! ```text
//! HashJoin a.k = b.k              HashJoin (x)
//!     LabelScan (b:B)                 Expand (b)<-[]-(x)
//!       Unit                            IndexSeek (b)
//!   LabelScan (a:A)                     ...
//!     Unit                          Expand (a)-[]->(x)
//!                                     IndexSeek (a)
//! ```
//!
//! The other part is found alone: it reads nothing of the rows that it is joined with, so that it is found once for
//! all of them. Chosen where that is expected to cost less than finding it anew for each row.

use super::passes::Pass;
use super::search::{Search, State, Step};
use crate::query::ast::ComparisonOp;
use crate::query::bind::{Expr, MatchPattern, Slot};
use crate::query::plan::{SlotSet, is_random, is_repeatable, slots_of};

/// What it costs to keep a row in the table, beside making one, and to look for a row in it.
const HOLD_COST: f64 = 1.5;
const PROBE_COST: f64 = 0.5;

/// What another plan must cost before a join is thought of.
const LEAST_COST: f64 = 16.0;
const LEAST_COST_OF_WALK: f64 = 64.0;

/// How many times cheaper a join must be where rows are only counted.
const COUNTED_MARGIN: f64 = 8.0;

/// Ends from which walks may meet that are tried, each with each.
const MAX_ENDS: usize = 4;

/// Relationships of a pattern in which walks may meet.
const MAX_RELS: usize = 24;

/// A part of a pattern that is found alone and joined.
#[derive(Clone, Debug)]
pub(super) struct JoinStep {
    /// How it is found, from nothing.
    pub(super) other: Vec<(Step, f64)>,
    /// What must be equal: of the rows, of the part.
    pub(super) keys: Vec<(Expr, Expr)>,
    /// What the part adds.
    pub(super) adds: Vec<Slot>,
    /// Whether the table is made of the rows, which are fewer.
    pub(super) holds_input: bool,
}

/// An equality of two values: its number, and what either side reads.
pub(super) struct Equality {
    at: usize,
    reads: [SlotSet; 2],
}

/// The equalities of a pattern that may join parts of it.
pub(super) fn equalities(pattern: &MatchPattern) -> Vec<Equality> {
    let sides = |(at, predicate): (usize, &Expr)| {
        let Expr::Compare { op: ComparisonOp::Equal, left, right } = predicate else { return None };
        let reads = [left, right].map(|side| {
            let mut slots = SlotSet::default();
            slots_of(side, &mut slots);
            slots
        });
        let is_both = reads.iter().all(|slots| slots.iter().next().is_some());
        (is_both && is_repeatable(predicate)).then_some(Equality { at, reads })
    };
    pattern.predicates.iter().enumerate().filter_map(sides).collect()
}

impl Search<'_, '_> {
    /// The plan that joins what is found so far with another part, or lets walks from two ends meet, when it costs less
    /// than `best`.
    pub(super) fn join(&self, state: &State, free: &[Slot], best: State) -> State {
        if !self.lowering.has(Pass::HashJoins) || !self.lowering.has(Pass::OrderPatterns) {
            return best;
        }
        let cost = self.cost(&best);
        let by_value = if cost > LEAST_COST { self.best_of(self.joins_by_value(state, free)) } else { None };
        let meeting = if cost > LEAST_COST_OF_WALK { self.best_of(self.meetings(state, free)) } else { None };
        let joined = self.best_of(by_value.into_iter().chain(meeting).collect());
        // A join makes each row that another plan only counts, and how many there are is a guess.
        let margin = if self.lowering.counted.borrow().is_some() { COUNTED_MARGIN } else { 1.0 };
        joined.filter(|joined| joined.cost * margin < cost).unwrap_or(best)
    }

    fn best_of(&self, states: Vec<State>) -> Option<State> {
        states.into_iter().min_by(|one, other| one.cost.total_cmp(&other.cost))
    }

    /// Parts with one of some nodes, each joined by equal values.
    fn joins_by_value(&self, state: &State, free: &[Slot]) -> Vec<State> {
        let is_open = |equality: &Equality| {
            let [left, right] = equality.reads.each_ref().map(|reads| reads.is_subset(&state.bound));
            !state.tested[equality.at] && left != right
        };
        if !self.equalities.iter().any(is_open) {
            return Vec::new();
        }
        let join = |node: &Slot| {
            let mut other = self.alone(state, *node);
            self.walk_all(&mut other);
            self.joined(state, &other)
        };
        free.iter().filter_map(join).collect()
    }

    /// Walks from the ends with the fewest rows, two at a time.
    fn meetings(&self, state: &State, free: &[Slot]) -> Vec<State> {
        let MatchPattern { shortest, groups, selected, predicates, rels, .. } = self.pattern;
        let is_plain = shortest.is_empty() && groups.is_empty() && selected.is_empty();
        let n_open = state.walked.iter().filter(|walked| !**walked).count();
        // A condition on where they meet is tested on both sides.
        if !is_plain || n_open < 2 || rels.len() > MAX_RELS || !predicates.iter().all(is_repeatable) {
            return Vec::new();
        }
        let start = |node: &Slot| {
            let mut one = state.clone();
            self.start(&mut one, *node);
            (one, *node)
        };
        let mut starts: Vec<(State, Slot)> = free.iter().map(start).collect();
        starts.sort_by(|(one, _), (other, _)| one.rows.total_cmp(&other.rows));
        starts.truncate(MAX_ENDS);
        let mut found = Vec::new();
        for (at, (one, _)) in starts.iter().enumerate() {
            for (_, end) in &starts[at + 1..] {
                found.extend(self.meeting(one.clone(), self.alone(state, *end)));
            }
        }
        found
    }

    /// Walks from both sides, always where fewer rows come of it, until every relationship is taken.
    fn meeting(&self, one: State, other: State) -> Option<State> {
        let mut sides = [one, other];
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for (side, state) in sides.iter_mut().enumerate() {
                self.put_together(state);
                for rel in (0..state.walked.len()).filter(|rel| !state.walked[*rel]) {
                    let Some((_, factor)) = self.step_for(state, rel) else { continue };
                    let rows = state.rows * factor * self.part_after(state, rel);
                    if best.is_none_or(|(least, ..)| rows < least) {
                        best = Some((rows, side, rel));
                    }
                }
            }
            let Some((_, side, rel)) = best else { break };
            self.walk(&mut sides[side], rel);
            sides[1 - side].walked[rel] = true;
        }
        let [one, other] = &sides;
        self.joined(one, other)
    }

    /// A part found from a node on, as if nothing were bound.
    fn alone(&self, state: &State, node: Slot) -> State {
        let mut alone =
            State { bound: SlotSet::default(), rows: 1.0, cost: 0.0, steps: Vec::new(), ..state.clone() };
        self.start(&mut alone, node);
        alone
    }

    /// What is found so far, joined with what was found alone; none when nothing joins them.
    fn joined(&self, state: &State, other: &State) -> Option<State> {
        let mut joined = state.clone();
        let or = |flags: &mut [bool], more: &[bool]| {
            flags.iter_mut().zip(more).for_each(|(flag, more)| *flag |= more);
        };
        for (flags, more) in [
            (&mut joined.tested, &other.tested),
            (&mut joined.walked, &other.walked),
            (&mut joined.shortest, &other.shortest),
            (&mut joined.groups, &other.groups),
            (&mut joined.selected, &other.selected),
            (&mut joined.paths, &other.paths),
        ] {
            or(flags, more);
        }
        let (keys, part) = self.keys(state, other, &mut joined.tested);
        if keys.is_empty() || !self.stands_alone(other) {
            return None;
        }
        let adds = other.bound.iter().filter(|slot| !state.bound.contains(*slot)).collect();
        joined.bound.extend(&other.bound);
        let holds_input = !self.keeps_order && state.rows < other.rows;
        joined.cost += match holds_input {
            true => other.cost + HOLD_COST * state.rows + PROBE_COST * other.rows,
            false => {
                // The table is made once, for however many rows the pattern is looked for.
                let n_times = self.lowering.outer.get().unwrap_or(1.0).max(1.0);
                (other.cost + HOLD_COST * other.rows) / n_times + PROBE_COST * state.rows
            }
        };
        let step = JoinStep { other: other.steps.clone(), keys, adds, holds_input };
        self.push(&mut joined, Step::Join(Box::new(step)), other.rows * part);
        self.test(&mut joined, false);
        Some(joined)
    }

    /// What must be equal in rows that are joined, and the part of all pairs in which it is.
    fn keys(&self, state: &State, other: &State, tested: &mut [bool]) -> (Vec<(Expr, Expr)>, f64) {
        let (mut keys, mut part) = (Vec::new(), 1.0);
        for &node in &self.pattern.nodes {
            if state.bound.contains(node) && other.bound.contains(node) {
                keys.push((Expr::Slot(node), Expr::Slot(node)));
                part /= self.n_nodes_like(node).max(1.0);
            }
        }
        for Equality { at, reads: [left, right] } in &self.equalities {
            let Expr::Compare { left: one, right: two, .. } = &self.pattern.predicates[*at] else { continue };
            let (one, two) = match () {
                () if tested[*at] => continue,
                () if left.is_subset(&state.bound) && right.is_subset(&other.bound) => (one, two),
                () if right.is_subset(&state.bound) && left.is_subset(&other.bound) => (two, one),
                () => continue,
            };
            keys.push(((**one).clone(), (**two).clone()));
            part *= self.selectivity(*at, None);
            tested[*at] = true;
        }
        (keys, part)
    }

    /// Whether what was found alone reads nothing else.
    fn stands_alone(&self, other: &State) -> bool {
        other.steps.iter().all(|(step, _)| match step {
            Step::Walk { rel, .. } => {
                let mut reads = SlotSet::default();
                let properties = &self.pattern.rels[*rel].properties;
                properties.iter().for_each(|(_, value)| slots_of(value, &mut reads));
                reads.is_subset(&other.bound) && !self.pattern.rels[*rel].is_bound
            }
            // What is drawn by chance is drawn for each row.
            Step::Filter(tests) => !tests.iter().any(|at| is_random(&self.pattern.predicates[*at])),
            Step::Seek { value, .. } => !is_random(value),
            _ => true,
        })
    }
}
