//! The steps of a plan taken apart: which of them serve only to be counted, and hang as trees on what is left.
//!
//! Looked at from the last step to the first. A step is counted when nothing that is kept reads what it finds; steps that
//! start at its end go with it. No match uses a relationship twice, and only some ways to see to that are known to
//! [`Op::Degree`]: steps from one node, a step and the one before it, two steps from two nodes of the row. A step that
//! would have to be held apart in another way is kept.

use super::forest::Forest;
use super::pattern::Lowering;
use crate::query::bind::{Expr, MatchPattern, Slot};
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, Walk, is_repeatable, slots_of};

/// What it costs to test a row, beside making one.
const FILTER_COST: f64 = 0.5;

/// The same where a subquery is run for it.
const SUBQUERY_COST: f64 = 20.0;

/// What it costs to test the labels of a step's end, beside making a row.
const LABEL_COST: f64 = 0.2;

/// What it costs to look whether the end of a step is one that other steps lead to, beside making a row.
const MEET_COST: f64 = 0.15;

/// What it costs to mark where a step leads, or to look a step's end up among the marks, beside making a row.
const MARK_COST: f64 = 0.1;

/// Looking at an end whether one of its steps leads to a node costs as much as marking so many steps.
const LOOK_COST: f64 = 32.0;

/// What a cost is reckoned by: what is known of the graph, and the pattern whose steps they are.
#[derive(Clone, Copy)]
pub(super) struct Known<'k, 'p> {
    pub(super) lowering: &'k Lowering<'p>,
    pub(super) pattern: &'k MatchPattern,
}

/// Steps, scans and conditions in their order, taken out of a plan.
#[derive(Debug)]
pub(super) struct Chain {
    /// What they stand on.
    base: Plan,
    links: Vec<Link>,
    /// Conditions of links above those that are left, which nothing has taken yet.
    open: Vec<Condition>,
    /// Kept links, last first.
    kept: Vec<Link>,
    /// Slots that kept links read, or what is above.
    needed: SlotSet,
}

#[derive(Debug)]
struct Link {
    op: Op,
    /// Rows for each row, about.
    factor: f64,
}

#[derive(Debug)]
struct Condition {
    predicate: Expr,
    reads: SlotSet,
    factor: f64,
}

/// What remains of a chain, and what is counted.
#[derive(Debug)]
pub(super) struct Collapsed {
    /// What is kept.
    pub(super) kept: Plan,
    /// What is counted.
    pub(super) counted: Vec<CountedStep>,
    /// Whether the value that was to be counted went to one of the steps.
    pub(super) took_value: bool,
    /// What all this costs, in rows.
    pub(super) cost: f64,
}

impl Chain {
    /// Takes the top of a plan apart, down to what is no step, scan or condition.
    pub(super) fn of(plan: &mut Plan) -> Self {
        let mut base = std::mem::replace(plan, Plan::new(Op::Unit));
        let mut links: Vec<Link> = Vec::new();
        loop {
            let rows = base.rows;
            let is_link =
                matches!(base.op, Op::Expand { .. } | Op::Filter { .. } | Op::Scan { .. } | Op::Seek { .. });
            let Some(input) = base.op.input_mut().filter(|_| is_link) else { break };
            let below = std::mem::replace(input, Plan::new(Op::Unit));
            let factor = rows / below.rows.max(f64::MIN_POSITIVE);
            links.push(Link { op: std::mem::replace(&mut base, below).op, factor });
        }
        links.reverse();
        Self { base, links, open: Vec::new(), kept: Vec::new(), needed: SlotSet::default() }
    }

    /// Slots that the links fill; none of them is ever null.
    pub(super) fn made(&self) -> SlotSet {
        self.links.iter().flat_map(|link| made_by(&link.op)).collect()
    }

    /// Decides which steps are counted: `read` holds what is read above, `value` what is to be counted where it is not
    /// null. The cost is reckoned where something is `known`.
    pub(super) fn collapse(
        mut self,
        read: &SlotSet,
        value: Option<&Expr>,
        known: Option<Known<'_, '_>>,
    ) -> Collapsed {
        self.needed = read.clone();
        // Steps know their ends, not their relationships.
        let mut ends = self.made();
        self.links.iter().for_each(|link| {
            if let Op::Expand { walk, .. } = &link.op {
                ends.remove(walk.rel);
            }
        });
        let mut forest = Forest::new(value.filter(|value| reads(value).is_subset(&ends)));
        if !forest.may_take_value() {
            value.into_iter().for_each(|value| slots_of(value, &mut self.needed));
        }
        while let Some(link) = self.links.pop() {
            match link.op {
                Op::Filter { predicates, .. } => self.open_conditions(predicates, link.factor),
                Op::Expand { walk, .. } => self.step(walk, link.factor, &mut forest, known),
                op => self.keep(Link { op, factor: link.factor }),
            }
        }
        let last: Vec<Condition> = std::mem::take(&mut self.open);
        self.keep_conditions(last);
        let (mut kept, mut cost) = (self.base, 0.0);
        let mut below = Some(&kept);
        while let Some(plan) = below {
            cost += plan.rows;
            below = plan.op.input();
        }
        self.kept.reverse();
        let met = met(&self.kept);
        let costs = cost_of_meetings(&self.kept, &met, kept.rows, known);
        let labelled = labelled(&self.kept);
        for (at, (mut link, is_met)) in self.kept.into_iter().zip(met).enumerate() {
            let rows = kept.rows * link.factor;
            cost += match (is_met, &link.op) {
                (true, Op::Expand { walk, .. }) if walk.into => rows + costs[at],
                (true, _) => rows.max(kept.rows) * MEET_COST,
                (false, Op::Filter { .. }) if at > 0 && labelled[at - 1].is_some() => 0.0,
                (false, _) if let Some(part) = labelled[at] => rows.max(kept.rows) * (part + LABEL_COST),
                (false, op) => rows.max(kept.rows) * cost_of(op),
            };
            if let Some(input) = link.op.input_mut() {
                *input = kept;
            }
            kept = Plan { op: link.op, rows };
        }
        cost += forest.cost(kept.rows);
        let (counted, took_value) = forest.finish();
        Collapsed { kept, counted, took_value, cost }
    }

    fn open_conditions(&mut self, predicates: Vec<Expr>, factor: f64) {
        let n = i32::try_from(predicates.len()).unwrap_or(i32::MAX).max(1);
        let factor = factor.powf(1.0 / f64::from(n));
        let condition = |predicate| Condition { reads: reads(&predicate), predicate, factor };
        self.open.extend(predicates.into_iter().map(condition));
    }

    /// Counts a step, or keeps it.
    fn step(&mut self, walk: Walk, factor: f64, forest: &mut Forest<'_>, known: Option<Known<'_, '_>>) {
        let end: SlotSet = std::iter::once(walk.to).collect();
        let found: SlotSet = [walk.rel, walk.to].into_iter().collect();
        let is_of_end = |condition: &Condition| {
            condition.reads.is_subset(&end)
                && condition.reads.contains(walk.to)
                && is_repeatable(&condition.predicate)
        };
        let touching = || self.open.iter().filter(|condition| condition.reads.intersects(&found));
        let left = touching().map(|condition| condition.factor).product::<f64>() * factor;
        // A step that leaves fewer rows is worth its place before others.
        let is_worth = left >= 1.0 || self.kept.is_empty();
        if walk.into
            || walk.once
            || !is_worth
            || self.needed.intersects(&found)
            || !touching().all(is_of_end)
            || !forest.fits(&walk)
        {
            self.keep(Link { op: Op::Expand { input: Box::new(Plan::new(Op::Unit)), walk }, factor });
            return;
        }
        let (ends, open) = std::mem::take(&mut self.open).into_iter().partition::<Vec<_>, _>(is_of_end);
        self.open = open;
        let mut walk = walk;
        // Kept steps after this one come before it now.
        for link in &mut self.kept {
            if let Op::Expand { walk: kept, .. } = &mut link.op
                && kept.distinct_from.contains(&walk.rel)
            {
                kept.distinct_from.retain(|rel| *rel != walk.rel);
                walk.distinct_from.push(kept.rel);
            }
        }
        let n_rels = known.map_or(f64::MAX, |known| known.lowering.n_rels(&walk.types));
        let predicates = ends.into_iter().map(|condition| condition.predicate).collect();
        forest.count(walk, predicates, (factor, left), n_rels);
    }

    /// Keeps a link, with the open conditions that read what it makes.
    fn keep(&mut self, link: Link) {
        let made: SlotSet = made_by(&link.op).into_iter().collect();
        let (now, open) = std::mem::take(&mut self.open)
            .into_iter()
            .partition::<Vec<_>, _>(|condition| condition.reads.intersects(&made));
        self.open = open;
        self.keep_conditions(now);
        match &link.op {
            Op::Expand { walk, .. } => {
                self.needed.insert(walk.from);
                if walk.into {
                    self.needed.insert(walk.to);
                }
            }
            Op::Seek { value, .. } => slots_of(value, &mut self.needed),
            _ => {}
        }
        self.kept.push(link);
    }

    fn keep_conditions(&mut self, conditions: Vec<Condition>) {
        if conditions.is_empty() {
            return;
        }
        conditions.iter().for_each(|condition| self.needed.extend(&condition.reads));
        let factor = conditions.iter().map(|condition| condition.factor).product();
        let predicates = conditions.into_iter().map(|condition| condition.predicate).collect();
        let op = Op::Filter { input: Box::new(Plan::new(Op::Unit)), predicates };
        self.kept.push(Link { op, factor });
    }
}

/// Which links, in their order, find a node where steps meet: a step, further ones into its end, and conditions between.
fn met(links: &[Link]) -> Vec<bool> {
    let mut met = vec![false; links.len()];
    let mut first: Option<(usize, Slot)> = None;
    for (at, link) in links.iter().enumerate() {
        match (&link.op, first) {
            (Op::Filter { predicates, .. }, Some(_)) if predicates.iter().all(is_repeatable) => {}
            (Op::Expand { walk, .. }, Some((from, end)))
                if walk.into && !walk.once && (walk.from == end || walk.to == end) =>
            {
                met[from..=at].fill(true);
            }
            (Op::Expand { walk, .. }, _) if !walk.into && !walk.once => first = Some((at, walk.to)),
            _ => first = None,
        }
    }
    met
}

/// For each step whose end is then tested for labels alone the part of its rows that this leaves: while stepping, before
/// there is a row.
fn labelled(links: &[Link]) -> Vec<Option<f64>> {
    let is_label = |predicate: &Expr, node: Slot| matches!(predicate, Expr::HasLabels { base, .. } if matches!(**base, Expr::Slot(slot) if slot == node));
    let part = |(step, test): (&Link, &Link)| match (&step.op, &test.op) {
        (Op::Expand { walk, .. }, Op::Filter { predicates, .. }) if !walk.into => {
            predicates.iter().all(|predicate| is_label(predicate, walk.to)).then_some(test.factor)
        }
        _ => None,
    };
    links.iter().zip(links.iter().skip(1)).map(part).chain([None]).collect()
}

/// What it costs, for each link that steps into a node found where steps meet, to look which of its steps lead there: the
/// steps of the one node are marked as often as it changes from row to row, those of the other looked up for each row;
/// or the few of the one are looked for at their ends.
fn cost_of_meetings(links: &[Link], met: &[bool], rows: f64, known: Option<Known<'_, '_>>) -> Vec<f64> {
    let mut costs = vec![0.0; links.len()];
    let Some(Known { lowering, pattern }) = known else { return costs };
    let (mut rows, mut runs): (f64, Vec<(Slot, f64)>) = (rows, Vec::new());
    let mut first: Option<(&Walk, f64)> = None;
    for (at, link) in links.iter().enumerate() {
        if let (Op::Expand { walk, .. }, true) = (&link.op, met[at]) {
            match (walk.into, first) {
                (true, Some((first, n_rows))) => {
                    let other = if walk.to == first.to { walk.from } else { walk.to };
                    let sides = [(first, first.from), (walk, other)].map(|(walk, node)| {
                        let runs = runs.iter().find(|(slot, _)| *slot == node);
                        (
                            runs.map_or(1.0, |(_, runs)| runs.min(n_rows)),
                            lowering.n_steps(pattern, walk, node),
                        )
                    });
                    let [(runs, n_steps), (other_runs, n_other)] = sides;
                    let marked =
                        (runs * n_steps + n_rows * n_other).min(other_runs * n_other + n_rows * n_steps);
                    let looked_for = n_rows * n_steps.min(n_other) * LOOK_COST;
                    costs[at] = marked.min(looked_for) * MARK_COST;
                }
                (true, None) => {}
                (false, _) => first = Some((walk, rows)),
            }
        }
        rows *= link.factor;
        runs.iter_mut().for_each(|(_, runs)| *runs = runs.min(rows));
        runs.extend(made_by(&link.op).into_iter().map(|slot| (slot, rows)));
    }
    costs
}

/// What a row of an operator costs.
fn cost_of(op: &Op) -> f64 {
    match op {
        Op::Filter { predicates, .. } if !predicates.iter().all(is_repeatable) => SUBQUERY_COST,
        Op::Filter { .. } => FILTER_COST,
        _ => 1.0,
    }
}

fn made_by(op: &Op) -> Vec<Slot> {
    match op {
        Op::Expand { walk, .. } => vec![walk.rel, walk.to],
        Op::Scan { node, .. } | Op::Seek { node, .. } => vec![*node],
        _ => Vec::new(),
    }
}

fn reads(expr: &Expr) -> SlotSet {
    let mut slots = SlotSet::default();
    slots_of(expr, &mut slots);
    slots
}
