//! A running total of figures with units.

use super::EvalError;
use super::exact_sum::ExactSum;
use crate::value::quantity::{Quantity, Unit};
use crate::value::{Value, ValueError};

/// Figures of one dimension, added exactly in their base unit. What comes out does not depend on the order of the rows: it
/// stands in the greatest unit that was met.
#[derive(Clone, Debug)]
pub(super) struct QuantityTotal {
    sum: ExactSum,
    unit: Unit,
}

impl QuantityTotal {
    /// The total of one figure.
    pub(super) fn new(first: &Quantity) -> Self {
        let mut sum = ExactSum::default();
        sum.add(first.in_base());
        Self { sum, unit: first.unit().clone() }
    }

    /// Adds a figure of the same dimension.
    pub(super) fn add(&mut self, function: &str, quantity: &Quantity) -> Result<(), EvalError> {
        self.meet(function, quantity.unit())?;
        self.sum.add(quantity.in_base());
        Ok(())
    }

    /// Adds another total.
    pub(super) fn join(&mut self, function: &str, other: &Self) -> Result<(), EvalError> {
        self.meet(function, &other.unit)?;
        self.sum.join(&other.sum);
        Ok(())
    }

    /// The total.
    pub(super) fn value(&self) -> Result<Value, EvalError> {
        Ok(Quantity::new(self.sum.value() / self.unit.factor(), self.unit.clone())?.into())
    }

    fn meet(&mut self, function: &str, unit: &Unit) -> Result<(), EvalError> {
        if unit.dimension() != self.unit.dimension() {
            let (a, b) = (self.unit.name(), unit.name());
            return Err(ValueError::wrong_type(format!(
                "`{function}` cannot add {a} and {b}: the units are not of one kind; group by unit, or choose one with WHERE"
            ))
            .into());
        }
        let order = unit.factor().total_cmp(&self.unit.factor());
        if order.then_with(|| self.unit.name().cmp(unit.name())).is_gt() {
            self.unit = unit.clone();
        }
        Ok(())
    }
}
