//! In which order to find the parts of a pattern.
//!
//! Greedy: from what is bound, always take the step that leaves the fewest rows; where nothing is bound, try each node
//! of the component as the start and keep the one with the least total of rows. Patterns are small, so trying all
//! starts is cheap; what a greedy walk misses is a second relationship that would have cut the first one's rows. So
//! where many rows are expected, all orders from the starts with the fewest rows are looked at.

use rustc_hash::FxHashMap;

use super::chain::{Chain, Known};
use super::meeting::{Equality, JoinStep, equalities};
use super::passes::Pass;
use super::pattern::{Lowering, reverse};
use super::selectivity::as_equality;
use crate::graph::{Direction, IndexKey};
use crate::query::ast::ArrowDirection;
use crate::query::bind::{Expr, KeyRef, LabelRef, MatchPattern, RelStep, Slot};
use crate::query::plan::{Op, Plan, SlotSet, slots_of};

/// One step of a pattern's plan.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Scan {
        node: Slot,
        label: Option<LabelRef>,
    },
    Seek {
        node: Slot,
        label: LabelRef,
        key: KeyRef,
        value: Expr,
    },
    /// Conditions by number.
    Filter(Vec<usize>),
    Walk {
        rel: usize,
        reversed: bool,
        into: bool,
        from_bound: bool,
    },
    Shortest(usize),
    Group {
        at: usize,
        into: bool,
    },
    Select(usize),
    Path(usize),
    /// A part that is found alone.
    Join(Box<JoinStep>),
}

/// Starts tried for one component; a pattern with more nodes takes the first ones.
const MAX_STARTS: usize = 24;

/// Rows from which on all orders of a pattern's relationships are looked at.
const THOROUGH_FROM: f64 = 100_000.0;

/// Starts, besides the best, from which all orders are looked at.
const MAX_THOROUGH_STARTS: usize = 2;

/// Sets of relationships looked at for one length.
const MAX_SETS: usize = 256;

/// Pairs of relationships looked at for one component: of a very long pattern fewer starts are tried.
const MAX_PAIRS: usize = 100_000;

/// Rows that a part with a plan of its own is taken to give for each row.
const PART_ROWS: f64 = 10.0;

/// Steps of a pattern for which it is found out what is only counted: of a longer one all steps cost their rows.
const MAX_COUNTED: usize = 96;

/// How far a plan has come.
#[derive(Clone)]
pub(super) struct State {
    pub(super) bound: SlotSet,
    pub(super) tested: Vec<bool>,
    pub(super) walked: Vec<bool>,
    pub(super) shortest: Vec<bool>,
    pub(super) groups: Vec<bool>,
    pub(super) selected: Vec<bool>,
    pub(super) paths: Vec<bool>,
    pub(super) rows: f64,
    pub(super) cost: f64,
    pub(super) steps: Vec<(Step, f64)>,
}

/// The search over one pattern.
pub(super) struct Search<'s, 'p> {
    pub(super) lowering: &'s Lowering<'p>,
    pub(super) pattern: &'s MatchPattern,
    reads: Vec<SlotSet>,
    /// Conditions that may join parts of the pattern.
    pub(super) equalities: Vec<Equality>,
    /// Rows that each relationship gives for a row, walked from its beginning and from its end.
    degrees: Vec<[f64; 2]>,
    /// Whether there are rows before the pattern, whose order is kept.
    pub(super) keeps_order: bool,
    state: State,
}

impl<'s, 'p> Search<'s, 'p> {
    pub(super) fn new(
        lowering: &'s Lowering<'p>,
        pattern: &'s MatchPattern,
        bound: &SlotSet,
        input: &Plan,
    ) -> Self {
        let reads = pattern
            .predicates
            .iter()
            .map(|predicate| {
                let mut slots = SlotSet::default();
                slots_of(predicate, &mut slots);
                slots
            })
            .collect();
        let state = State {
            bound: bound.clone(),
            tested: vec![false; pattern.predicates.len()],
            walked: vec![false; pattern.rels.len()],
            shortest: vec![false; pattern.shortest.len()],
            groups: vec![false; pattern.groups.len()],
            selected: vec![false; pattern.selected.len()],
            paths: vec![false; pattern.paths.len()],
            rows: input.rows,
            cost: 0.0,
            steps: Vec::new(),
        };
        let keeps_order = lowering.outer.get().is_some() || !matches!(input.op, Op::Unit | Op::Argument);
        let equalities = equalities(pattern);
        let mut search =
            Self { lowering, pattern, reads, equalities, degrees: Vec::new(), keeps_order, state };
        search.degrees = pattern
            .rels
            .iter()
            .map(|rel| {
                let (ahead, back) = (rel.direction, reverse(rel.direction));
                [search.degree(rel.from, ahead, rel), search.degree(rel.to, back, rel)]
            })
            .collect();
        search
    }

    /// The steps with the rows expected after each.
    pub(super) fn run(mut self) -> Vec<(Step, f64)> {
        let mut state = self.state.clone();
        self.test(&mut state, false);
        loop {
            self.walk_all(&mut state);
            let free: Vec<Slot> =
                self.pattern.nodes.iter().copied().filter(|node| !state.bound.contains(*node)).collect();
            if free.is_empty() {
                break;
            }
            state = self.best_start(&state, &free);
        }
        self.finish(&mut state);
        self.state = state;
        self.state.steps
    }

    /// Binds one more node, then all that can be walked to from it.
    fn best_start(&self, state: &State, free: &[Slot]) -> State {
        let is_ordered = self.lowering.has(Pass::OrderPatterns);
        let n_pairs = self.pattern.rels.len().pow(2).max(1);
        let most = if is_ordered { (MAX_PAIRS / n_pairs).clamp(1, MAX_STARTS) } else { 1 };
        let tried = free.len().min(most);
        let mut best: Option<(State, State)> = None;
        let mut starts = Vec::new();
        for &node in &free[..tried] {
            let mut one = state.clone();
            self.start(&mut one, node);
            starts.push(one.clone());
            // Starts in other components are compared by what they cost alone; the cheapest goes first.
            let mut keep = |start: State| {
                let mut state = start.clone();
                self.walk_all(&mut state);
                if best.as_ref().is_none_or(|(_, best)| self.cost(&state) < self.cost(best)) {
                    best = Some((start, state));
                }
            };
            keep(one.clone());
            if let Some(other) = free[..tried].iter().find(|other| self.is_sought(&one, node, **other)) {
                self.start(&mut one, *other);
                keep(one);
            }
        }
        let Some((start, best)) = best else { return state.clone() };
        let is_worth = is_ordered && self.pattern.rels.len() > 2 && self.cost(&best) > THOROUGH_FROM;
        starts.sort_by(|one, other| one.rows.total_cmp(&other.rows));
        starts.truncate(MAX_THOROUGH_STARTS);
        starts.insert(0, start);
        let starts = if is_worth { starts } else { Vec::new() };
        let thorough = starts.iter().filter_map(|start| self.walk_all_orders(start));
        let best = thorough.fold(best, |best, other| match self.cost(&other) < self.cost(&best) {
            true => other,
            false => best,
        });
        self.join(state, &free[..tried], best)
    }

    /// Whether both nodes are found by indexes and joined by the pattern, so that walks from both may meet.
    fn is_sought(&self, state: &State, node: Slot, other: Slot) -> bool {
        let by_index = |node| self.index_for(state, node, &self.labels_of(node)).is_some();
        let starts =
            state.steps.iter().any(|(step, _)| matches!(step, Step::Seek { node: at, .. } if *at == node));
        other != node && starts && self.lowering.has(Pass::SeekIndexes) && by_index(other)
    }

    /// What the steps so far cost; those that will only be counted cost no rows.
    pub(super) fn cost(&self, state: &State) -> f64 {
        let counted = self.lowering.counted.borrow();
        let (Some(read), true) = (&*counted, self.lowering.has(Pass::CountByDegree)) else {
            return state.cost;
        };
        let is_join = |(step, _): &(Step, f64)| matches!(step, Step::Join(_));
        if state.steps.len() > MAX_COUNTED || state.steps.iter().any(is_join) {
            return state.cost;
        }
        let bottom = Plan { op: Op::Unit, rows: self.state.rows };
        let mut plan = self.lowering.plan_of(bottom, self.pattern, state.steps.clone());
        let known = Known { lowering: self.lowering, pattern: self.pattern };
        Chain::of(&mut plan).collapse(read, None, Some(known)).cost
    }

    pub(super) fn start(&self, state: &mut State, node: Slot) {
        let lowering = self.lowering;
        let labels = self.labels_of(node);
        if lowering.has(Pass::SeekIndexes)
            && let Some((label, key, value, at, rows)) = self.index_for(state, node, &labels)
        {
            state.tested[at] = true;
            self.push(state, Step::Seek { node, label, key, value }, rows);
            state.bound.insert(node);
            self.mark_label(state, node, label);
            self.test(state, false);
            return;
        }
        let label =
            labels.iter().copied().min_by(|a, b| lowering.n_labelled(*a).total_cmp(&lowering.n_labelled(*b)));
        let found =
            label.map_or_else(|| lowering.statistics.n_nodes(None), |label| lowering.n_labelled(label));
        self.push(state, Step::Scan { node, label }, found);
        state.bound.insert(node);
        if let Some(label) = label {
            self.mark_label(state, node, label);
        }
        self.test(state, false);
    }

    /// Notes that a node is known to have a label, so that it need not be tested.
    fn mark_label(&self, state: &mut State, node: Slot, label: LabelRef) {
        for (at, predicate) in self.pattern.predicates.iter().enumerate() {
            if let Expr::HasLabels { base, labels } = predicate
                && matches!(**base, Expr::Slot(slot) if slot == node)
                && labels[..] == [label]
            {
                state.tested[at] = true;
            }
        }
    }

    /// Adds a step that gives `factor` rows for each row.
    pub(super) fn push(&self, state: &mut State, step: Step, factor: f64) {
        state.rows *= factor;
        state.cost += state.rows;
        state.steps.push((step, state.rows));
    }

    fn labels_of(&self, node: Slot) -> Vec<LabelRef> {
        self.pattern
            .predicates
            .iter()
            .filter_map(|predicate| match predicate {
                Expr::HasLabels { base, labels } if matches!(**base, Expr::Slot(slot) if slot == node) => {
                    Some(labels.iter().copied())
                }
                _ => None,
            })
            .flatten()
            .collect()
    }

    /// An index that finds the node by a value that is known: label, key, value, the condition's number, rows.
    fn index_for(
        &self,
        state: &State,
        node: Slot,
        labels: &[LabelRef],
    ) -> Option<(LabelRef, KeyRef, Expr, usize, f64)> {
        let indexes = self.lowering.graph.indexes();
        let vocabulary = self.lowering.graph.vocabulary();
        let mut best: Option<(LabelRef, KeyRef, Expr, usize, f64)> = None;
        for (at, predicate) in self.pattern.predicates.iter().enumerate() {
            let Some((key, value)) = as_equality(predicate, node) else { continue };
            let mut reads = SlotSet::default();
            slots_of(value, &mut reads);
            if state.tested[at] || !reads.is_subset(&state.bound) {
                continue;
            }
            let Some(key_id) = vocabulary.key(&self.lowering.tables.names.keys[key.index()].name) else {
                continue;
            };
            for &label in labels {
                let Some(label_id) = self.lowering.label(label) else { continue };
                let index = IndexKey { label: label_id, key: key_id };
                if !indexes.contains(&index) {
                    continue;
                }
                let rows = self.lowering.statistics.nodes_by_value(index);
                if best.as_ref().is_none_or(|(.., known)| rows < *known) {
                    best = Some((label, key, value.clone(), at, rows));
                }
            }
        }
        best
    }

    /// Tests the conditions that can be tested; with push-down off only at the end.
    pub(super) fn test(&self, state: &mut State, at_end: bool) {
        self.test_after(state, None, at_end);
    }

    /// The same after a relationship was walked.
    fn test_after(&self, state: &mut State, rel: Option<usize>, at_end: bool) {
        if !at_end && !self.lowering.has(Pass::PushDown) {
            return;
        }
        let ready: Vec<usize> = (0..self.reads.len())
            .filter(|&at| !state.tested[at] && (at_end || self.reads[at].is_subset(&state.bound)))
            .collect();
        if ready.is_empty() {
            return;
        }
        let mut part = 1.0;
        for &at in &ready {
            state.tested[at] = true;
            part *= self.selectivity(at, rel);
        }
        state.rows *= part;
        state.steps.push((Step::Filter(ready), state.rows));
    }

    /// Takes all relationships that hang on what is bound, cheapest first.
    pub(super) fn walk_all(&self, state: &mut State) {
        let is_ordered = self.lowering.has(Pass::OrderPatterns);
        loop {
            self.put_together(state);
            let mut best: Option<(f64, usize)> = None;
            for at in 0..self.pattern.rels.len() {
                if state.walked[at] {
                    continue;
                }
                let Some((_, factor)) = self.step_for(state, at) else { continue };
                let gain = factor * self.part_after(state, at);
                if best.as_ref().is_none_or(|(known, _)| gain < *known) {
                    best = Some((gain, at));
                }
                if !is_ordered && best.is_some() {
                    break;
                }
            }
            let Some((_, rel)) = best else { return };
            self.walk(state, rel);
        }
    }

    /// Takes one relationship.
    pub(super) fn walk(&self, state: &mut State, rel: usize) {
        let Some((step, factor)) = self.step_for(state, rel) else { return };
        self.push(state, step, factor);
        state.walked[rel] = true;
        let walked = &self.pattern.rels[rel];
        for slot in [walked.rel, walked.from, walked.to] {
            state.bound.insert(slot);
        }
        self.test_after(state, Some(rel), false);
    }

    /// Takes all relationships in the order that gives the fewest rows in all: for each set of them the best way to it is
    /// kept. None when there are too many sets.
    fn walk_all_orders(&self, state: &State) -> Option<State> {
        let mut level = vec![state.clone()];
        loop {
            let mut next: FxHashMap<Vec<bool>, State> = FxHashMap::default();
            for state in &mut level {
                self.put_together(state);
                for rel in (0..self.pattern.rels.len()).filter(|rel| !state.walked[*rel]) {
                    if self.step_for(state, rel).is_none() {
                        continue;
                    }
                    let mut longer = state.clone();
                    self.walk(&mut longer, rel);
                    let known = next.get(&longer.walked);
                    if known.is_none_or(|known| longer.cost < known.cost) {
                        next.insert(longer.walked.clone(), longer);
                    }
                }
            }
            if next.is_empty() {
                return level.into_iter().next();
            }
            if next.len() > MAX_SETS {
                return None;
            }
            level = next.into_values().collect();
            level.sort_by(|one, other| one.walked.cmp(&other.walked));
        }
    }

    /// The step that walks a relationship from what is bound, with the rows it gives for each row.
    pub(super) fn step_for(&self, state: &State, at: usize) -> Option<(Step, f64)> {
        let rel = &self.pattern.rels[at];
        let (from, to) = (state.bound.contains(rel.from), state.bound.contains(rel.to));
        if rel.is_bound {
            let reversed = !from && to;
            let step = Step::Walk { rel: at, reversed, into: from && to, from_bound: from || to };
            return Some((step, if from || to { 0.5 } else { 1.0 }));
        }
        if !from && !to {
            return None;
        }
        // What the properties of a variable-length step read must be bound before it.
        let mut reads = SlotSet::default();
        rel.properties.iter().for_each(|(_, value)| slots_of(value, &mut reads));
        if !reads.is_subset(&state.bound)
            && (0..self.pattern.rels.len()).any(|other| other != at && !state.walked[other])
        {
            return None;
        }
        let [ahead, back] = self.degrees[at];
        let reversed = match (from, to) {
            (true, true) => back < ahead && rel.length.is_some(),
            (from, _) => !from,
        };
        let mut factor = if reversed { back } else { ahead };
        if let Some(length) = rel.length {
            factor = factor.max(1.0).powi(i32::try_from(length.max.clamp(1, 4)).unwrap_or(4));
        }
        if from && to {
            factor =
                (factor / self.n_nodes_like(if reversed { rel.from } else { rel.to }).max(1.0)).min(factor);
        }
        Some((Step::Walk { rel: at, reversed, into: from && to, from_bound: true }, factor))
    }

    /// The part of a walk's rows that the conditions on its end will leave.
    pub(super) fn part_after(&self, state: &State, at: usize) -> f64 {
        let rel = &self.pattern.rels[at];
        let mut bound = state.bound.clone();
        for slot in [rel.rel, rel.from, rel.to] {
            bound.insert(slot);
        }
        (0..self.reads.len())
            .filter(|&test| !state.tested[test] && self.reads[test].is_subset(&bound))
            .map(|test| self.selectivity(test, Some(at)))
            .product()
    }

    /// The part of rows that satisfy a condition once a relationship was walked: of the labels of its ends it is known
    /// how many relationships lead there.
    pub(super) fn selectivity(&self, test: usize, rel: Option<usize>) -> f64 {
        let predicate = &self.pattern.predicates[test];
        if let (Expr::HasLabels { base, labels }, Some(rel)) = (predicate, rel)
            && let Expr::Slot(node) = **base
        {
            let rel = &self.pattern.rels[rel];
            let direction = if rel.to == node { rel.direction } else { reverse(rel.direction) };
            if !rel.types.is_empty() && rel.length.is_none() && (rel.to == node || rel.from == node) {
                return self.lowering.part_led_to(&rel.types, direction, labels);
            }
        }
        self.lowering.selectivity(predicate)
    }

    /// Number of nodes with the labels that are asked of a node.
    pub(super) fn n_nodes_like(&self, node: Slot) -> f64 {
        let labels = self.labels_of(node).into_iter();
        let least = labels.map(|label| self.lowering.n_labelled(label)).reduce(f64::min);
        least.unwrap_or_else(|| self.lowering.statistics.n_nodes(None))
    }

    /// Relationships that a step takes from a node, on average.
    fn degree(&self, node: Slot, direction: ArrowDirection, step: &RelStep) -> f64 {
        let statistics = &self.lowering.statistics;
        let labels = self.labels_of(node);
        let label = labels.first().and_then(|label| self.lowering.label(*label));
        let one_way = |direction: Direction| -> f64 {
            let types = &step.types;
            if types.is_empty() {
                return statistics.average_degree(label, direction, None);
            }
            let vocabulary = self.lowering.graph.vocabulary();
            let known = types
                .iter()
                .filter_map(|ty| vocabulary.rel_type(&self.lowering.tables.names.types[ty.index()].name));
            known.map(|ty| statistics.average_degree(label, direction, Some(ty))).sum()
        };
        match direction {
            ArrowDirection::Right => one_way(Direction::Outgoing),
            ArrowDirection::Left => one_way(Direction::Incoming),
            ArrowDirection::Either => one_way(Direction::Outgoing) + one_way(Direction::Incoming),
        }
    }

    /// Parts with a plan of their own whose beginnings are bound: those of which some paths are kept, and repeated
    /// paths, of which one may end where the next begins.
    fn run_parts(&self, state: &mut State) {
        let is_bound = |state: &State, slots: &[Slot]| slots.iter().all(|slot| state.bound.contains(*slot));
        for (at, step) in self.pattern.selected.iter().enumerate() {
            if !state.selected[at] && is_bound(state, &step.imports) {
                state.selected[at] = true;
                self.push(state, Step::Select(at), PART_ROWS);
                step.columns.iter().for_each(|slot| {
                    state.bound.insert(*slot);
                });
                self.test(state, false);
            }
        }
        while let Some((at, step)) = self.pattern.groups.iter().enumerate().find(|(at, step)| {
            !state.groups[*at] && state.bound.contains(step.from) && is_bound(state, &step.imports)
        }) {
            state.groups[at] = true;
            let into = state.bound.contains(step.to);
            self.push(state, Step::Group { at, into }, if into { 1.0 } else { PART_ROWS });
            for slot in [step.to, step.rel].into_iter().chain(step.vars.iter().map(|(_, slot)| *slot)) {
                state.bound.insert(slot);
            }
            self.test(state, false);
        }
    }

    /// Shortest paths and named paths whose parts are all bound.
    pub(super) fn put_together(&self, state: &mut State) {
        self.run_parts(state);
        for (at, shortest) in self.pattern.shortest.iter().enumerate() {
            let ends = [shortest.step.from, shortest.step.to];
            if !state.shortest[at] && ends.iter().all(|slot| state.bound.contains(*slot)) {
                state.shortest[at] = true;
                self.push(state, Step::Shortest(at), 1.0);
                state.bound.insert(shortest.path);
                state.bound.insert(shortest.step.rel);
                self.test(state, false);
            }
        }
        for (at, path) in self.pattern.paths.iter().enumerate() {
            let mut parts = path.steps.iter().flat_map(|(rel, node)| [*rel, *node]);
            if !state.paths[at]
                && state.bound.contains(path.start)
                && parts.all(|slot| state.bound.contains(slot))
            {
                state.paths[at] = true;
                state.steps.push((Step::Path(at), state.rows));
                state.bound.insert(path.slot);
                self.test(state, false);
            }
        }
    }

    fn finish(&self, state: &mut State) {
        self.put_together(state);
        self.test(state, true);
    }
}
