//! A running total of figures with units.

use super::EvalError;
use super::argument::mismatch;
use super::exact_sum::ExactSum;
use crate::value::arithmetic::as_float;
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
        self.in_unit(self.sum.value())
    }

    /// A number of base units, in the unit of the total.
    fn in_unit(&self, number: f64) -> Result<Value, EvalError> {
        Ok(Quantity::new(number / self.unit.factor(), self.unit.clone())?.into())
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

/// The numbers of a group, plain ones or figures of one dimension.
#[derive(Default)]
pub(super) struct Numbers {
    total: Option<QuantityTotal>,
    n_plain: usize,
}

impl Numbers {
    /// The number in an argument, a figure's in base units; none for null.
    pub(super) fn take(&mut self, function: &str, value: &Value) -> Result<Option<f64>, EvalError> {
        match (value, &mut self.total) {
            (Value::Null, _) => return Ok(None),
            (Value::Quantity(figure), Some(total)) => total.add(function, figure)?,
            (Value::Quantity(figure), None) if self.n_plain == 0 => {
                self.total = Some(QuantityTotal::new(figure));
            }
            (Value::Integer(_) | Value::Float(_), None) => self.n_plain += 1,
            _ => return mismatch(function, std::slice::from_ref(value)).map(|_| None),
        }
        Ok(base(value))
    }

    /// What was computed of the numbers, with the greatest unit among them.
    pub(super) fn value(&self, number: f64) -> Result<Value, EvalError> {
        match &self.total {
            Some(total) => total.in_unit(number),
            None => Ok(Value::Float(number)),
        }
    }
}

/// A number, or a figure in base units.
pub(super) fn base(value: &Value) -> Option<f64> {
    match value {
        Value::Quantity(figure) => Some(figure.in_base()),
        other => as_float(other),
    }
}
