//! Scalar functions by name.

use crate::graph::GraphView;
use crate::query::ErrorClass;
use crate::value::Value;

/// What went wrong while a value was computed; the caller adds phase and place.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct EvalError {
    /// openCypher's class.
    pub class: ErrorClass,
    /// openCypher's detail word.
    pub detail: &'static str,
    /// For people.
    pub message: String,
}

impl EvalError {
    /// A type error.
    pub fn type_error(detail: &'static str, message: impl Into<String>) -> Self {
        Self { class: ErrorClass::TypeError, detail, message: message.into() }
    }

    /// An argument error.
    pub fn argument(detail: &'static str, message: impl Into<String>) -> Self {
        Self { class: ErrorClass::ArgumentError, detail, message: message.into() }
    }
}

/// What functions may ask beside their arguments. Clock and randomness are passed in, so that a run can be repeated.
pub struct FunctionContext<'c> {
    /// The graph, for `labels`, `type`, `properties` and their kin.
    pub graph: &'c dyn GraphView,
    /// Nanoseconds since 1970-01-01T00:00:00Z at the start of the statement.
    pub now_ns: i128,
    /// State of the random number generator.
    pub random: &'c std::cell::Cell<u64>,
}

/// What an argument must be for a call to make sense; null is always allowed. `bind` refuses a literal or a variable of
/// a known other type at compile time (`InvalidArgumentType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ArgumentType {
    Any,
    Boolean,
    Integer,
    Number,
    String,
    List,
    Map,
    Node,
    Relationship,
    Path,
    /// A node or a relationship.
    Element,
}

/// One scalar function.
#[derive(Debug)]
pub struct Function {
    /// Canonical name with namespaces: `toUpper`, `duration.between`. Looked up without regard to case.
    pub name: &'static str,
    /// How help shows it: `left(text, length) :: STRING`.
    pub signature: &'static str,
    /// Types of the arguments, required ones first.
    pub arguments: &'static [ArgumentType],
    /// How many of `arguments` must be given; more than `arguments.len()` only when `variadic`.
    pub required: usize,
    /// Whether the last argument may be repeated.
    pub variadic: bool,
    /// Whether equal arguments give equal results within a statement (not so: `rand`).
    pub deterministic: bool,
    /// Computes the result. Arity is already checked.
    pub call: fn(&FunctionContext<'_>, &[Value]) -> Result<Value, EvalError>,
}

/// Finds a function by its full name, without regard to case.
pub fn find(_name: &str) -> Option<&'static Function> {
    None
}

/// All names, for completion and "did you mean".
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::empty()
}
