//! Runs plans: operators that pull batches of about a thousand rows from each other, expressions evaluated on slots,
//! writes as [`Change`](crate::graph::Change) values with their inverses kept.
//!
//! A row is a set of slots; a `batch` keeps one column for each slot that is still needed above, ids of nodes and
//! relationships as plain numbers. No operator holds a borrow of the graph between batches: it comes with the
//! `context`, so that writing operators can have it for themselves. Operators that write take in all their rows
//! first, so that a clause never sees its own writes.

mod access;
mod batch;
mod column;
mod condition;
mod context;
mod elements;
mod eval;
mod eval_list;
mod eval_text;
mod formula;
mod label_test;
mod limits;
mod numbers;
mod operator;
mod part;
mod profile;
mod rules;
mod run;
mod store;
mod subquery;
mod together;
mod undo;
mod unlike;
mod value_type;

pub use limits::Limits;
pub use profile::{Measure, Profile};
pub use run::{Commit, Environment, Outcome, execute};
