//! Aggregates by name: `count`, `collect`, `sum`, `avg`, `min`, `max`; `statistics` adds the rest. All skip null.

use std::cmp::Ordering;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::argument::mismatch;
use super::exact_sum::ExactSum;
use super::quantity_total::QuantityTotal;
use super::{EvalError, statistics};
use crate::value::arithmetic::{as_float, divide};
use crate::value::temporal::Duration;
use crate::value::{Value, orderability};

/// The state of one aggregate over one group.
pub trait Accumulator: Send {
    /// Takes one row's arguments (`count(*)` has none). `DISTINCT` is the executor's work.
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError>;
    /// The group's value.
    fn finish(self: Box<Self>) -> Result<Value, EvalError>;
}

/// One aggregate.
#[derive(Debug)]
pub struct Aggregate {
    /// Canonical name: `count`, `collect`, `percentileCont`.
    pub name: &'static str,
    /// How help shows it.
    pub signature: &'static str,
    /// Number of arguments.
    pub n_arguments: usize,
    /// A fresh state.
    pub start: fn() -> Box<dyn Accumulator>,
}

const AGGREGATES: &[Aggregate] = &[
    Aggregate {
        name: "avg",
        signature: "avg(number_or_duration) :: NUMBER or DURATION",
        n_arguments: 1,
        start: || Box::new(Average::default()),
    },
    Aggregate {
        name: "collect",
        signature: "collect(value) :: LIST",
        n_arguments: 1,
        start: || Box::new(Collect::default()),
    },
    Aggregate {
        name: "count",
        signature: "count(value) :: INTEGER",
        n_arguments: 1,
        start: || Box::new(Count::default()),
    },
    Aggregate {
        name: "max",
        signature: "max(value) :: ANY",
        n_arguments: 1,
        start: || Box::new(Extreme { wanted: Ordering::Greater, best: Value::Null }),
    },
    Aggregate {
        name: "min",
        signature: "min(value) :: ANY",
        n_arguments: 1,
        start: || Box::new(Extreme { wanted: Ordering::Less, best: Value::Null }),
    },
    Aggregate {
        name: "sum",
        signature: "sum(number_or_duration) :: NUMBER or DURATION",
        n_arguments: 1,
        start: || Box::new(Sum::default()),
    },
];

fn all() -> impl Iterator<Item = &'static Aggregate> {
    AGGREGATES.iter().chain(statistics::AGGREGATES)
}

static BY_NAME: LazyLock<FxHashMap<String, &'static Aggregate>> =
    LazyLock::new(|| all().map(|aggregate| (aggregate.name.to_ascii_lowercase(), aggregate)).collect());

/// Finds an aggregate by name, without regard to case.
pub fn find_aggregate(name: &str) -> Option<&'static Aggregate> {
    BY_NAME.get(&name.to_ascii_lowercase()).copied()
}

/// All names, for completion and "did you mean".
pub fn aggregate_names() -> impl Iterator<Item = &'static str> {
    all().map(|aggregate| aggregate.name)
}

/// Rows of `count(*)`, values that are not null of `count(x)`.
#[derive(Default)]
struct Count {
    n: i64,
}

impl Accumulator for Count {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        if !arguments.iter().any(Value::is_null) {
            self.n += 1;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        Ok(Value::Integer(self.n))
    }
}

#[derive(Default)]
struct Collect {
    items: Vec<Value>,
}

impl Accumulator for Collect {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        self.items.extend(arguments.iter().filter(|value| !value.is_null()).cloned());
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        Ok(Value::list(self.items))
    }
}

/// The first or last value in the order of `ORDER BY`.
struct Extreme {
    wanted: Ordering,
    best: Value,
}

impl Accumulator for Extreme {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        for value in arguments.iter().filter(|value| !value.is_null()) {
            if self.best.is_null() || orderability(value, &self.best) == self.wanted {
                self.best = value.clone();
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        Ok(self.best)
    }
}

/// A running total: integers exactly, floats exactly and rounded once, durations part by part,
/// quantities of one dimension in their base unit.
#[derive(Debug, Default)]
pub struct Total {
    integers: i128,
    floats: Option<ExactSum>,
    durations: Option<Duration>,
    quantities: Option<QuantityTotal>,
    n: u64,
}

impl Total {
    /// Adds an integer.
    pub fn add_integer(&mut self, number: i64) -> Result<(), EvalError> {
        if self.has_other_than_numbers() {
            return self.add("sum", &Value::Integer(number));
        }
        self.integers += i128::from(number);
        self.n += 1;
        Ok(())
    }

    /// Adds a number or a duration; `function` is named where it is neither. Null is passed over.
    pub fn add(&mut self, function: &str, value: &Value) -> Result<(), EvalError> {
        let fits = match value {
            Value::Null => return Ok(()),
            Value::Integer(number) => {
                self.integers += i128::from(*number);
                !self.has_other_than_numbers()
            }
            Value::Float(number) => {
                self.floats.get_or_insert_default().add(*number);
                !self.has_other_than_numbers()
            }
            Value::Duration(duration) => {
                let total = self.durations.unwrap_or(Duration::ZERO).plus(duration)?;
                let fits = self.n == 0 || self.durations.is_some();
                self.durations = Some(total);
                fits
            }
            Value::Quantity(quantity) if self.n == 0 => {
                self.quantities = Some(QuantityTotal::new(quantity));
                true
            }
            Value::Quantity(quantity) => match &mut self.quantities {
                Some(total) => {
                    total.add(function, quantity)?;
                    true
                }
                None => false,
            },
            _ => false,
        };
        self.n += 1;
        if fits { Ok(()) } else { mismatch(function, std::slice::from_ref(value)).map(|_| ()) }
    }

    /// Adds what another total holds; `function` is named where the two do not go together.
    pub fn join(&mut self, function: &str, other: &Self) -> Result<(), EvalError> {
        if let Some(quantities) = &other.quantities {
            match &mut self.quantities {
                Some(total) => total.join(function, quantities)?,
                None if self.n == 0 => self.quantities = Some(quantities.clone()),
                None => return mismatch(function, &[quantities.value()?]).map(|_| ()),
            }
        } else if other.n > 0 && self.quantities.is_some() {
            return mismatch(function, &[Value::Integer(0)]).map(|_| ());
        }
        if let Some(duration) = other.durations {
            if self.n > 0 && self.durations.is_none() {
                return mismatch(function, &[duration.into()]).map(|_| ());
            }
            self.durations = Some(self.durations.unwrap_or(Duration::ZERO).plus(&duration)?);
        } else if other.n > 0 && self.durations.is_some() {
            return mismatch(function, &[Value::Integer(0)]).map(|_| ());
        }
        self.integers += other.integers;
        if let Some(floats) = &other.floats {
            self.floats.get_or_insert_default().join(floats);
        }
        self.n += other.n;
        Ok(())
    }

    /// The sum; 0 of nothing.
    pub fn sum(&self) -> Result<Value, EvalError> {
        if let Some(duration) = self.durations {
            return Ok(duration.into());
        }
        if let Some(quantities) = &self.quantities {
            return quantities.value();
        }
        if self.floats.is_some() {
            return Ok(Value::Float(self.as_float()));
        }
        i64::try_from(self.integers)
            .map(Value::Integer)
            .map_err(|_| crate::value::ValueError::overflow("`sum` is out of the range of integers").into())
    }

    /// The average; null of nothing.
    pub fn average(&self) -> Result<Value, EvalError> {
        if self.n == 0 {
            return Ok(Value::Null);
        }
        let n = integer_to_float(i128::from(self.n));
        match (self.durations, &self.quantities) {
            (Some(duration), _) => Ok(duration.divided(n)?.into()),
            (None, Some(quantities)) => Ok(divide(&quantities.value()?, &Value::Float(n))?),
            (None, None) => Ok(Value::Float(self.as_float() / n)),
        }
    }

    fn has_other_than_numbers(&self) -> bool {
        self.durations.is_some() || self.quantities.is_some()
    }

    fn as_float(&self) -> f64 {
        let mut sum = self.floats.clone().unwrap_or_default();
        // High and low halves, each exact as a float.
        let high = self.integers >> 32 << 32;
        sum.add(integer_to_float(high));
        sum.add(integer_to_float(self.integers - high));
        sum.value()
    }
}

fn integer_to_float(number: i128) -> f64 {
    number as f64
}

#[derive(Default)]
struct Sum {
    total: Total,
}

impl Accumulator for Sum {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        arguments.iter().try_for_each(|value| self.total.add("sum", value))
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        self.total.sum()
    }
}

#[derive(Default)]
struct Average {
    total: Total,
}

impl Accumulator for Average {
    fn add(&mut self, arguments: &[Value]) -> Result<(), EvalError> {
        arguments.iter().try_for_each(|value| self.total.add("avg", value))
    }

    fn finish(self: Box<Self>) -> Result<Value, EvalError> {
        self.total.average()
    }
}

/// The number in an argument; none for null.
pub(super) fn number(function: &str, value: &Value) -> Result<Option<f64>, EvalError> {
    match as_float(value) {
        Some(number) => Ok(Some(number)),
        None => mismatch(function, std::slice::from_ref(value)).map(|_| None),
    }
}
