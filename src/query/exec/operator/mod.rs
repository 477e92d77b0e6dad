//! The physical operators, one file each. Every operator pulls batches from the one below and gives batches that hold
//! only the slots needed above it (`keep`). Batches may be empty; none means the end.

mod aggregate;
mod argument;
mod branch;
mod build;
mod call;
mod closed;
mod counter;
mod create;
mod degree;
mod delete;
mod diamond;
mod difference;
mod distinct;
mod ends;
mod expand;
mod expand_variable;
mod filter;
mod groups;
mod key_table;
mod limit;
mod marks;
mod merge;
mod operator_trait;
mod optional;
mod parallel;
mod path_count;
mod paths;
mod project;
mod repeat;
mod scan;
mod schema;
mod seek;
mod select;
mod set;
mod shortest;
mod shown;
mod sort;
mod states;
mod steps;
mod subquery;
mod trails;
mod transactions;
mod unwind;

pub(super) use build::{build, build_subquery, plan_key};
