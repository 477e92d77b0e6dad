//! The function library: scalar functions and aggregates by name, working on values. Under bind (which checks names,
//! arity and argument types) and exec (which calls them); knows no plan and no row.
//!
//! One file per family; each offers its rows of the table in `registry`. A function answers null for a null argument
//! unless its page says otherwise, and reports a wrong type at run time as `TypeError`, `InvalidArgumentValue`.

mod aggregate;
mod argument;
mod collection;
mod conversion;
mod date_format;
mod error;
mod evidence;
mod evidence_line;
mod evidence_words;
mod exact_sum;
mod graph;
mod list;
mod load_csv;
mod math;
mod normal_form;
mod point;
mod quantity;
mod quantity_total;
mod registry;
mod rounding;
mod scalar;
mod statistics;
mod string;
mod temporal;
#[cfg(test)]
mod tests;
mod trigonometry;
mod type_text;
mod vector;

pub use aggregate::{Accumulator, Aggregate, Total, aggregate_names, find_aggregate};
pub use error::EvalError;
pub use evidence::evidence_of;
pub use evidence_line::SourceLines;
pub use load_csv::{FILE, LINE_NUMBER, LOAD_CSV};
pub use normal_form::normalized;
pub use point::point_component;
pub use quantity::{QUANTITY_KEY, measured, quantity_component};
pub use registry::{ArgumentType, Files, Function, FunctionContext, all, find, names};
pub use temporal::temporal_component;
