//! The steps that a walk may take from a node.

use crate::graph::{Direction, GraphView, LabelId, NameTable, RelEnds, Step, StepLists, TypeId};
use crate::query::ast::ArrowDirection;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::Walk;
use crate::value::{NodeId, RelId, Value};

/// Nodes are in order when fewer than one in so many is below the one before it.
const MOSTLY_IN_ORDER: usize = 8;

/// Directions and types of a walk, by the graph's numbers.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct WalkTypes {
    directions: &'static [Direction],
    /// None when any type will do.
    types: Option<Vec<TypeId>>,
}

impl WalkTypes {
    pub(super) fn new(context: &Context<'_>, walk: &Walk) -> Self {
        Self::of(context, walk.direction, &walk.types)
    }

    pub(super) fn of(
        context: &Context<'_>,
        direction: ArrowDirection,
        types: &[crate::query::bind::TypeRef],
    ) -> Self {
        let directions: &'static [Direction] = match direction {
            ArrowDirection::Right => &[Direction::Outgoing],
            ArrowDirection::Left => &[Direction::Incoming],
            ArrowDirection::Either => &[Direction::Outgoing, Direction::Incoming],
        };
        let mut known: Vec<TypeId> = types.iter().filter_map(|ty| context.rel_type(*ty)).collect();
        known.sort_unstable();
        known.dedup();
        Self { directions, types: (!types.is_empty()).then_some(known) }
    }

    /// The same walk from its other end.
    pub(super) fn reversed(&self) -> Self {
        let directions: &'static [Direction] = match self.directions {
            [Direction::Outgoing] => &[Direction::Incoming],
            [Direction::Incoming] => &[Direction::Outgoing],
            _ => &[Direction::Outgoing, Direction::Incoming],
        };
        Self { directions, types: self.types.clone() }
    }

    /// Calls `visit` with each step from a node. A loop is met once, though it stands in both directions.
    #[inline]
    pub(super) fn for_each(&self, view: &dyn GraphView, node: NodeId, mut visit: impl FnMut(Step)) {
        let mut all = Vec::new();
        for (at, &direction) in self.directions.iter().enumerate() {
            let types = match &self.types {
                Some(types) => types,
                None => {
                    all.clear();
                    view.step_types(node, direction, &mut all);
                    &all
                }
            };
            for &rel_type in types {
                for &step in view.steps(node, direction, rel_type) {
                    if at == 0 || step.node != node {
                        visit(step);
                    }
                }
            }
        }
    }

    /// The lists that the steps of nodes stand in.
    pub(super) fn lists<'v>(&self, view: &'v dyn GraphView) -> Lists<'v> {
        let all = || (0..n_types(view)).map(TypeId).collect::<Vec<TypeId>>();
        let of_direction = |direction: Direction| match self.types.as_deref() {
            Some([ty]) => OneOrMany::One(view.step_lists(direction, *ty)),
            Some(types) => OneOrMany::Many(types.iter().map(|ty| view.step_lists(direction, *ty)).collect()),
            None => OneOrMany::Many(all().into_iter().map(|ty| view.step_lists(direction, ty)).collect()),
        };
        let mut directions = self.directions.iter().copied();
        let mut next = || directions.next().map_or(OneOrMany::Many(Vec::new()), of_direction);
        Lists { first: next(), second: next() }
    }

    /// The one type and direction that the walk takes, when there is but one.
    pub(super) fn single(&self) -> Option<(Direction, TypeId)> {
        match (self.directions, self.types.as_deref()) {
            ([direction], Some([ty])) => Some((*direction, *ty)),
            _ => None,
        }
    }

    /// Whether the walk takes relationships in both directions.
    pub(super) fn is_both_ways(&self) -> bool {
        self.directions.len() > 1
    }

    /// Where the walk comes out that takes a relationship from a node; none when it cannot.
    pub(super) fn far_end(&self, node: NodeId, rel: RelEnds) -> Option<NodeId> {
        if !self.takes(rel.rel_type) {
            return None;
        }
        self.directions.iter().find_map(|direction| match direction {
            Direction::Outgoing => (rel.start == node).then_some(rel.end),
            Direction::Incoming => (rel.end == node).then_some(rel.start),
        })
    }

    /// The labels among those asked of an end that a step may lack; none when no step can have all.
    pub(super) fn open_labels(&self, context: &Context<'_>, walk: &Walk) -> Option<Vec<LabelId>> {
        let view = context.view();
        let labels: Option<Vec<LabelId>> =
            walk.end_labels.iter().map(|label| context.label(*label)).collect();
        let mut labels = labels?;
        labels.retain(|label| !self.always_lead_to(&*view, *label));
        Some(labels)
    }

    /// Number of steps from a node, loops counted in each direction.
    pub(super) fn degree(&self, view: &dyn GraphView, node: NodeId) -> usize {
        let one_way = |direction: Direction| match &self.types {
            None => view.degree(node, direction, None),
            Some(types) => types.iter().map(|ty| view.degree(node, direction, Some(*ty))).sum(),
        };
        self.directions.iter().map(|direction| one_way(*direction)).sum()
    }

    /// Brings the steps of nodes near, when they are walked in no order; ids may stand for null.
    pub(super) fn touch(&self, view: &dyn GraphView, nodes: &Column) {
        let (Column::Nodes(ids), Some(types)) = (nodes, &self.types) else { return };
        // Neighbours in order lie side by side.
        let n_back = ids.windows(2).filter(|pair| pair[1] < pair[0]).count();
        if n_back < ids.len() / MOSTLY_IN_ORDER {
            return;
        }
        for &direction in self.directions {
            types.iter().for_each(|ty| view.touch_steps(ids, direction, *ty));
        }
    }

    /// Multiplies each number by that of the steps from the node beside it; ids may stand for null.
    pub(super) fn multiply_by_degrees(&self, view: &dyn GraphView, nodes: &[u32], numbers: &mut [i64]) {
        let mut degrees = vec![0; nodes.len()];
        for &direction in self.directions {
            match &self.types {
                None => view.add_degrees(nodes, direction, None, &mut degrees),
                Some(types) => {
                    types.iter().for_each(|ty| view.add_degrees(nodes, direction, Some(*ty), &mut degrees));
                }
            }
        }
        for (number, degree) in numbers.iter_mut().zip(degrees) {
            *number = number.saturating_mul(i64::from(degree));
        }
    }

    /// Number of relationships that the walk can take.
    pub(super) fn n_rels(&self, view: &dyn GraphView) -> usize {
        match &self.types {
            None => view.n_rels(),
            Some(types) => types.iter().map(|ty| view.n_rels_with_type(*ty)).sum(),
        }
    }

    /// Whether every step leads to a node with a label.
    pub(super) fn always_lead_to(&self, view: &dyn GraphView, label: LabelId) -> bool {
        let all = || (0..n_types(view)).map(TypeId).collect();
        let types = self.types.clone().unwrap_or_else(all);
        types.into_iter().all(|ty| {
            let n_rels = view.n_rels_with_type(ty);
            self.directions.iter().all(|direction| view.n_steps_to_label(*direction, ty, label) == n_rels)
        })
    }

    /// Whether a relationship has a type that the walk takes.
    #[inline]
    pub(super) fn takes(&self, rel_type: TypeId) -> bool {
        self.types.as_ref().is_none_or(|types| types.contains(&rel_type))
    }
}

/// The steps of a walk, in lists that are found once for many nodes.
pub(super) struct Lists<'v> {
    first: OneOrMany<'v>,
    /// Those of the other direction, where the walk takes both.
    second: OneOrMany<'v>,
}

/// Lists by type; mostly there is one.
enum OneOrMany<'v> {
    One(StepLists<'v>),
    Many(Vec<StepLists<'v>>),
}

impl<'v> OneOrMany<'v> {
    #[inline]
    fn all(&self) -> &[StepLists<'v>] {
        match self {
            Self::One(lists) => std::slice::from_ref(lists),
            Self::Many(lists) => lists,
        }
    }
}

impl<'v> Lists<'v> {
    /// Calls `visit` with each step from a node. A loop is met once, though it stands in both directions.
    #[inline]
    pub(super) fn for_each(&self, node: NodeId, mut visit: impl FnMut(Step)) {
        for lists in self.first.all() {
            lists.of(node).iter().for_each(|step| visit(*step));
        }
        for lists in self.second.all() {
            lists.of(node).iter().filter(|step| step.node != node).for_each(|step| visit(*step));
        }
    }

    /// Number of steps from a node, loops counted in each direction.
    #[inline]
    pub(super) fn degree(&self, node: NodeId) -> usize {
        self.first.all().iter().chain(self.second.all()).map(|lists| lists.degree(node)).sum()
    }

    /// The steps from a node in each direction, where the walk takes one type; a loop stands in both.
    #[inline]
    pub(super) fn of_one_type(&self, node: NodeId) -> Option<[&'v [Step]; 2]> {
        match (self.first.all(), self.second.all()) {
            ([one], []) => Some([one.of(node), &[]]),
            ([one], [other]) => Some([one.of(node), other.of(node)]),
            _ => None,
        }
    }

    /// The one list that steps from a node stand in, when there is but one.
    #[inline]
    pub(super) fn single(&self) -> Option<StepLists<'v>> {
        match (self.first.all(), self.second.all()) {
            ([lists], []) => Some(*lists),
            _ => None,
        }
    }
}

fn n_types(view: &dyn GraphView) -> u32 {
    u32::try_from(view.vocabulary().names(NameTable::Type).len()).unwrap_or(u32::MAX)
}

/// The relationships that a row has used already.
pub(super) fn taken(batch: &Batch, slots: &[Slot], row: usize, out: &mut Vec<RelId>) {
    out.clear();
    for &slot in slots {
        let column = batch.column(slot);
        if let Column::Absent = column {
            continue;
        }
        if let Some(rel) = column.rel(row) {
            out.push(rel);
        } else if let Value::List(items) = column.value(row) {
            out.extend(items.iter().filter_map(|item| match item {
                Value::Relationship(rel) => Some(*rel),
                _ => None,
            }));
        }
    }
}
