//! Trees to canonical text: keywords in capitals, one clause a line, parentheses only where the tree needs them.

mod clause;
mod expression;
mod names;
mod pattern;
mod schema;

pub use names::written_name;
