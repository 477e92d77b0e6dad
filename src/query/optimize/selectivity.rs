//! How many rows a condition is expected to leave.

use super::pattern::Lowering;
use crate::graph::{Direction, LabelId, TypeId};
use crate::query::ast::{ArrowDirection, ComparisonOp};
use crate::query::bind::{Expr, LabelRef, Slot, TypeRef};

/// The part of rows in which two values are equal, where nothing is known of them; and where one value is likely.
const EQUAL_PART: f64 = 0.1;
const MOST_EQUAL_PART: f64 = 0.5;

impl Lowering<'_> {
    /// The part of rows that satisfy a condition, between 0 and 1: rules of thumb where nothing is counted.
    pub(super) fn selectivity(&self, predicate: &Expr) -> f64 {
        match predicate {
            Expr::HasLabels { labels, .. } => labels.iter().map(|label| self.label_share(*label)).product(),
            Expr::Compare { op: ComparisonOp::Equal, left, right } => self.equal_part(left, right),
            Expr::Compare { op: ComparisonOp::NotEqual, .. } => 0.9,
            Expr::Compare { .. } => 0.3,
            Expr::Text { .. } | Expr::In { .. } => 0.2,
            Expr::IsNull { negated, .. } => {
                if *negated {
                    0.9
                } else {
                    0.1
                }
            }
            Expr::Not(operand) => 1.0 - self.selectivity(operand) * 0.9,
            Expr::And(terms) => terms.iter().map(|term| self.selectivity(term)).product(),
            Expr::Or(terms) => terms.iter().map(|term| self.selectivity(term)).sum::<f64>().min(1.0),
            _ => 0.5,
        }
    }

    /// The part of rows in which two values are equal: of texts that nodes have it is known how many there are.
    fn equal_part(&self, left: &Expr, right: &Expr) -> f64 {
        let n_texts = [left, right].into_iter().filter_map(|side| self.n_texts(side)).reduce(f64::max);
        n_texts.map_or(EQUAL_PART, |n_texts| (1.0 / n_texts).min(MOST_EQUAL_PART))
    }

    /// How many texts nodes have under a key, also where something is made of them (`toLower(n.key)`). Not asked where an
    /// index knows more, so that a column is not read for its number alone.
    fn n_texts(&self, expr: &Expr) -> Option<f64> {
        match expr {
            Expr::Property { base, key, .. } if matches!(**base, Expr::Slot(_)) => {
                let key = self.graph.vocabulary().key(&self.tables.names.keys[key.index()].name)?;
                let has_index = self.graph.indexes().iter().any(|index| index.key == key);
                if has_index { None } else { self.statistics.n_texts(key) }
            }
            Expr::Call { function, arguments, .. } if function.deterministic => match &arguments[..] {
                [argument] => self.n_texts(argument),
                _ => None,
            },
            _ => None,
        }
    }

    fn label_share(&self, label: LabelRef) -> f64 {
        self.n_labelled(label) / self.statistics.n_nodes(None).max(1.0)
    }

    /// Number of nodes with a label; none when the graph does not know it.
    pub(super) fn n_labelled(&self, label: LabelRef) -> f64 {
        self.label(label).map_or(0.0, |label| self.statistics.n_nodes(Some(label)))
    }

    /// The part of the steps along some types that lead, in a direction, to nodes with all of some labels.
    pub(super) fn part_led_to(
        &self,
        types: &[TypeRef],
        direction: ArrowDirection,
        labels: &[LabelRef],
    ) -> f64 {
        let directions: &[Direction] = match direction {
            ArrowDirection::Right => &[Direction::Outgoing],
            ArrowDirection::Left => &[Direction::Incoming],
            ArrowDirection::Either => &[Direction::Outgoing, Direction::Incoming],
        };
        let types: Vec<TypeId> = types.iter().filter_map(|ty| self.rel_type(*ty)).collect();
        let all: f64 = types.iter().map(|ty| self.statistics.n_rels(Some(*ty))).sum();
        let all = (all * directions.len() as f64).max(1.0);
        let part = |label: &LabelRef| {
            let Some(label) = self.label(*label) else { return 0.0 };
            let led = |direction: &Direction| {
                let led = types.iter().map(|ty| self.graph.n_steps_to_label(*direction, *ty, label));
                led.sum::<usize>() as f64
            };
            directions.iter().map(led).sum::<f64>() / all
        };
        labels.iter().map(part).product()
    }

    /// Number of relationships of some types, of all when there are none.
    pub(super) fn n_rels(&self, types: &[TypeRef]) -> f64 {
        let statistics = &self.statistics;
        if types.is_empty() {
            return statistics.n_rels(None);
        }
        let known = types.iter().filter_map(|ty| self.rel_type(*ty));
        known.map(|ty| statistics.n_rels(Some(ty))).sum()
    }

    /// The graph's number of a type.
    pub(super) fn rel_type(&self, ty: TypeRef) -> Option<TypeId> {
        self.graph.vocabulary().rel_type(&self.tables.names.types[ty.index()].name)
    }

    /// The graph's number of a label.
    pub(super) fn label(&self, label: LabelRef) -> Option<LabelId> {
        self.graph.vocabulary().label(&self.tables.names.labels[label.index()].name)
    }
}

/// `slot.key = value` or `value = slot.key`: the key and the value, for nodes in `slot`.
pub(super) fn as_equality(predicate: &Expr, slot: Slot) -> Option<(crate::query::bind::KeyRef, &Expr)> {
    let Expr::Compare { op: ComparisonOp::Equal, left, right } = predicate else { return None };
    let property = |expr: &Expr| match expr {
        Expr::Property { base, key, .. } if matches!(**base, Expr::Slot(base) if base == slot) => Some(*key),
        _ => None,
    };
    match (property(left), property(right)) {
        (Some(key), _) => Some((key, right)),
        (None, Some(key)) => Some((key, left)),
        (None, None) => None,
    }
}
