//! How many rows a condition is expected to leave.

use super::pattern::Lowering;
use crate::graph::LabelId;
use crate::query::ast::ComparisonOp;
use crate::query::bind::{Expr, LabelRef, Slot};

impl Lowering<'_> {
    /// The part of rows that satisfy a condition, between 0 and 1: rules of thumb where nothing is counted.
    pub(super) fn selectivity(&self, predicate: &Expr) -> f64 {
        match predicate {
            Expr::HasLabels { labels, .. } => labels.iter().map(|label| self.label_share(*label)).product(),
            Expr::Compare { op: ComparisonOp::Equal, .. } => 0.1,
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

    fn label_share(&self, label: LabelRef) -> f64 {
        self.n_labelled(label) / self.statistics.n_nodes(None).max(1.0)
    }

    /// Number of nodes with a label; none when the graph does not know it.
    pub(super) fn n_labelled(&self, label: LabelRef) -> f64 {
        self.label(label).map_or(0.0, |label| self.statistics.n_nodes(Some(label)))
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
