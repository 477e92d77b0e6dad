//! Figures of unlike units that meet in a comparison while a statement runs. They have no order, so the condition is null;
//! which the one who asked must be told, for no row says so.

use super::context::Context;
use crate::query::ast::ComparisonOp;
use crate::value::Value;
use crate::value::quantity::Quantity;

/// Two units of different dimensions.
pub(super) type Unlike = [String; 2];

impl Context<'_> {
    /// Remembers the units where two figures that were compared have no order.
    pub(super) fn note_unlike(&self, op: ComparisonOp, left: &Value, right: &Value) {
        let (Value::Quantity(left), Value::Quantity(right)) = (left, right) else { return };
        let is_order = !matches!(op, ComparisonOp::Equal | ComparisonOp::NotEqual);
        if is_order && left.unit().dimension() != right.unit().dimension() {
            let unit = |quantity: &Quantity| quantity.unit().name().to_string();
            self.unlike.get_or_init(|| [unit(left), unit(right)]);
        }
    }

    /// What was noted, in words.
    pub(super) fn notes(&self) -> Vec<String> {
        let told = |[left, right]: &Unlike| {
            format!(
                "figures in `{left}` and in `{right}` were compared: they have no order, so the condition is null there"
            )
        };
        self.unlike.get().map(told).into_iter().collect()
    }
}
