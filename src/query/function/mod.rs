//! The function library: scalar functions and aggregates by name, working on values. Under bind (which checks names,
//! arity and argument types) and exec (which calls them); knows no plan and no row.

mod aggregate;
mod registry;

pub use aggregate::{Accumulator, Aggregate, find_aggregate};
pub use registry::{ArgumentType, EvalError, Function, FunctionContext, find, names};
