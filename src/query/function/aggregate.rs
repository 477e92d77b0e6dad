//! Aggregates by name.

use super::EvalError;
use crate::value::Value;

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

/// Finds an aggregate by name, without regard to case.
pub fn find_aggregate(_name: &str) -> Option<&'static Aggregate> {
    None
}
