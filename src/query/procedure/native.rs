//! What a procedure of the program is.

use super::{algorithm, schema, view};
use crate::query::ErrorClass;
use crate::query::function::{EvalError, FunctionContext};
use crate::value::{NodeId, Value};

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

/// What a call found, column by column or row by row.
#[derive(Clone, Debug)]
pub enum Found {
    /// One column for each output, all of one length.
    Columns(Vec<FoundColumn>),
    /// Rows with a value for each output.
    Rows(Vec<Vec<Value>>),
}

/// Values of one output, of one kind.
#[derive(Clone, Debug)]
pub enum FoundColumn {
    /// Nodes.
    Nodes(Vec<NodeId>),
    /// Integers.
    Integers(Vec<i64>),
    /// Floats.
    Floats(Vec<f64>),
}

impl Found {
    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        match self {
            Self::Columns(columns) => columns.first().map_or(0, FoundColumn::n_rows),
            Self::Rows(rows) => rows.len(),
        }
    }
}

impl FoundColumn {
    /// The same in another order.
    pub(super) fn gather(&self, order: &[u32]) -> Self {
        match self {
            Self::Nodes(nodes) => Self::Nodes(order.iter().map(|at| nodes[*at as usize]).collect()),
            Self::Integers(numbers) => Self::Integers(order.iter().map(|at| numbers[*at as usize]).collect()),
            Self::Floats(numbers) => Self::Floats(order.iter().map(|at| numbers[*at as usize]).collect()),
        }
    }

    fn n_rows(&self) -> usize {
        match self {
            Self::Nodes(nodes) => nodes.len(),
            Self::Integers(numbers) => numbers.len(),
            Self::Floats(numbers) => numbers.len(),
        }
    }
}

impl From<Vec<Vec<Value>>> for Found {
    fn from(rows: Vec<Vec<Value>>) -> Self {
        Self::Rows(rows)
    }
}

impl FromIterator<Vec<Value>> for Found {
    fn from_iter<I: IntoIterator<Item = Vec<Value>>>(rows: I) -> Self {
        Self::Rows(rows.into_iter().collect())
    }
}

/// The rows of a call.
pub(super) type Rows = Result<Found, EvalError>;

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
