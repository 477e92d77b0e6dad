//! Pest pairs to the tree. The recogniser has checked the shape, so what fails here is what a grammar cannot say:
//! numbers out of range, escapes that mean nothing, keywords as names, depth, a pattern where only a value can stand.

mod atom;
mod case_test;
mod clause;
mod conditional;
mod expression;
mod gql;
mod label;
mod literal;
mod pattern;
mod schema;
mod state;
mod statement;
mod update;
mod value_type;
mod walk;

pub(super) use literal::malformed_number;
pub(super) use state::Builder;
pub use state::MAX_DEPTH;
