//! From the plan as written to the plan that is run: an ordered list of passes over [`Plan`](super::plan::Plan). The
//! first takes patterns apart (`pattern`: where to start, which way to walk, where to filter) and must always run,
//! though it keeps the written order when ordering is off; each later one can be switched off and changes no result.
//!
//! Reads the graph's counts through [`Statistics`](crate::graph::Statistics), never its rows.

mod apart;
mod chain;
mod clauses;
mod closed;
mod count;
mod diamond;
mod distinct_ends;
mod end_labels;
mod forest;
mod identity;
mod meeting;
mod passes;
mod pattern;
mod search;
mod selectivity;
mod shared_ends;
mod top;

pub use identity::still_holds;
pub use passes::{Options, Pass, optimize};
