//! Aggregates that need all values at once: standard deviations and percentiles.

use super::EvalError;
use super::aggregate::{Accumulator, Aggregate, number};
use super::argument::mismatch;
use super::exact_sum::ExactSum;
use super::quantity_total::{Numbers, base};
use crate::value::{Value, orderability};

pub(super) const AGGREGATES: &[Aggregate] = &[
    Aggregate {
        name: "percentileCont",
        signature: "percentileCont(number, percentile) :: FLOAT",
        n_arguments: 2,
        start: || {
            Box::new(Percentile { name: "percentileCont", pick: interpolated, ..Percentile::default() })
        },
    },
    Aggregate {
        name: "percentileDisc",
        signature: "percentileDisc(number, percentile) :: NUMBER",
        n_arguments: 2,
        start: || Box::new(Percentile { name: "percentileDisc", pick: nearest, ..Percentile::default() }),
    },
    Aggregate {
        name: "stDev",
        signature: "stDev(number) :: FLOAT",
        n_arguments: 1,
        start: || Box::new(Deviation { lost_freedom: 1, ..Deviation::default() }),
    },
    Aggregate {
        name: "stDevP",
        signature: "stDevP(number) :: FLOAT",
        n_arguments: 1,
        start: || Box::new(Deviation::default()),
    },
];

/// The standard deviation of a sample (one degree of freedom is lost to the mean) or of a population.
#[derive(Default)]
struct Deviation {
    met: Numbers,
    numbers: Vec<f64>,
    lost_freedom: usize,
}

impl Accumulator for Deviation {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        for value in arguments {
            self.numbers.extend(self.met.take("stDev", value)?);
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        if self.numbers.len() <= self.lost_freedom {
            return self.met.value(0.0);
        }
        let mean = sum(self.numbers.iter().copied()) / count(self.numbers.len());
        let squares = sum(self.numbers.iter().map(|number| (number - mean).powi(2)));
        self.met.value((squares / count(self.numbers.len() - self.lost_freedom)).sqrt())
    }
}

fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = ExactSum::default();
    terms.for_each(|term| sum.add(term));
    sum.value()
}

fn count(n: usize) -> f64 {
    n as f64
}

/// A percentile of a group; the percentile is that of the group's first row.
struct Percentile {
    name: &'static str,
    pick: fn(&[Value], f64) -> Value,
    met: Numbers,
    values: Vec<Value>,
    percentile: Option<f64>,
}

impl Default for Percentile {
    fn default() -> Self {
        Self { name: "", pick: nearest, met: Numbers::default(), values: Vec::new(), percentile: None }
    }
}

impl Accumulator for Percentile {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        let [value, percentile] = arguments else { return mismatch(self.name, arguments).map(|_| ()) };
        if self.percentile.is_none()
            && let Some(percentile) = number(self.name, percentile)?
        {
            if !(0.0..=1.0).contains(&percentile) {
                let message = format!("`{}` got the percentile {percentile}, expected 0.0 to 1.0", self.name);
                return Err(EvalError::out_of_range(message));
            }
            self.percentile = Some(percentile);
        }
        if self.met.take(self.name, value)?.is_some() {
            self.values.push(value.clone());
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Value, EvalError> {
        match self.percentile {
            Some(percentile) if !self.values.is_empty() => {
                self.values.sort_by(orderability);
                match (self.pick)(&self.values, percentile) {
                    // Between two figures, in base units.
                    Value::Float(number) => self.met.value(number),
                    value => Ok(value),
                }
            }
            _ => Ok(Value::Null),
        }
    }
}

/// The value at or just above the percentile.
fn nearest(sorted: &[Value], percentile: f64) -> Value {
    let rank = (percentile * count(sorted.len())).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1].clone()
}

/// The value at the percentile, on the straight line between its neighbours.
fn interpolated(sorted: &[Value], percentile: f64) -> Value {
    let at = |i: usize| sorted.get(i).or(sorted.last()).and_then(base).unwrap_or(f64::NAN);
    let place = percentile * count(sorted.len() - 1);
    let (low, share) = (place.floor() as usize, place.fract());
    if share == 0.0 {
        return Value::Float(at(low));
    }
    Value::Float(at(low) * (1.0 - share) + at(low + 1) * share)
}
