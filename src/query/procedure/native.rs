//! What a procedure of the program is.

use super::{algorithm, schema, view};
use crate::query::ErrorClass;
use crate::query::function::{EvalError, FunctionContext};
use crate::value::Value;

/// What a procedure may ask beside its arguments.
pub struct ProcedureContext<'c> {
    /// What functions may ask: the graph, files.
    pub functions: &'c FunctionContext<'c>,
    /// Whether the statement is to stop.
    pub is_stopped: &'c dyn Fn() -> bool,
}

impl ProcedureContext<'_> {
    /// An error once the statement is to stop.
    pub(super) fn check(&self) -> Result<(), EvalError> {
        if (self.is_stopped)() { Err(stopped()) } else { Ok(()) }
    }
}

/// The error of work that was stopped.
pub(super) fn stopped() -> EvalError {
    EvalError {
        class: ErrorClass::ExecutionError,
        detail: "Interrupted",
        message: "the query was stopped".into(),
    }
}

/// An argument.
#[derive(Clone, Copy, Debug)]
pub struct ProcedureInput {
    /// Its name.
    pub name: &'static str,
    /// Its type: `STRING`, `INTEGER`, `NODE`, `MAP`, `LIST`, `ANY`.
    pub type_name: &'static str,
    /// Whether it may be left out; it is null then.
    pub is_optional: bool,
}

impl ProcedureInput {
    /// An argument that must be given.
    pub(super) const fn needed(name: &'static str, type_name: &'static str) -> Self {
        Self { name, type_name, is_optional: false }
    }

    /// One that may be left out.
    pub(super) const fn optional(name: &'static str, type_name: &'static str) -> Self {
        Self { name, type_name, is_optional: true }
    }
}

/// The rows of a call.
pub(super) type Rows = Result<Vec<Vec<Value>>, EvalError>;

/// A procedure of the program.
#[derive(Debug)]
pub struct NativeProcedure {
    /// Name with namespace.
    pub name: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// What it takes, needed arguments first.
    pub inputs: &'static [ProcedureInput],
    /// Name and type of what it yields.
    pub outputs: &'static [(&'static str, &'static str)],
    /// Gives the rows; there are as many arguments as inputs.
    pub call: fn(&ProcedureContext<'_>, &[Value]) -> Rows,
}

/// All procedures of the program.
pub fn all() -> impl Iterator<Item = &'static NativeProcedure> {
    view::PROCEDURES.iter().chain(schema::PROCEDURES).chain(algorithm::FAMILIES.iter().copied().flatten())
}
