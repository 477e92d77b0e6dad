//! The syntax tree: names as written, nothing resolved. Every node that an error may point at has a span.

mod clause;
mod expression;
mod pattern;

pub use clause::*;
pub use expression::*;
pub use pattern::*;
