//! The logical plan: what is to be done, as a tree of operators over slots. Clauses become operators one by one here;
//! patterns stay whole ([`Op::Pattern`]) until the optimizer decides where they start and how they are walked.
//!
//! Knows the bound tree; must not know the graph or rows.

mod build;
mod describe;
mod join;
mod slots;
mod tree;

pub use build::build;
pub use describe::{Describer, operator_name};
pub use join::join;
pub use slots::{SlotSet, is_random, is_repeatable, slots_of};
pub use tree::*;
