//! Facts of many documents to one graph: names are merged, places in the texts kept, contradictions stand side by
//! side. The result depends on the set of facts alone, not on the order in which documents come.
//!
//! ```text
//! facts -> corpus (by document) -> merge: region, entity, measure, relation -> Merged
//!       -> ancestry (regions in regions), subclass (industries in industries),
//!    answer (targets meet their outcomes), contradict (outcomes that differ) -> write -> Change
//! ```
//!
//! What two documents say becomes one node when its merge key is the same: a hash of label and canonical key that
//! needs no counter, so that graphs built apart can be joined. Knows facts, lexicon and the graph's writes; no text and
//! no files.

mod account;
mod ancestry;
mod answer;
mod build;
mod contradict;
mod corpus;
mod entity;
mod meaning;
mod measure;
mod merge_list;
mod merged;
mod naming;
mod place;
mod region;
mod relation;
mod settle;
mod subclass;
mod wording;
mod write;
mod zone;

pub use account::{Account, Disagreement, FactCounts, Statement};
pub use build::{Builder, Built, Survey, build};
pub use corpus::batches;
pub use merge_list::{Decision, Merge, MergeList, MergeWarning};
