//! The property graph: what can be read ([`GraphView`]), how it is written ([`Change`], [`GraphStore`]), the names it
//! uses ([`Vocabulary`]) and the store ([`PropertyGraph`]), which petgraph's algorithms run on as a [`Projection`] and which
//! takes what it holds from a file part by part ([`Parts`]).
//! Petgraph's types are seen here and nowhere else.
//! Knows values, nothing of queries, reports or files.

mod adjacency;
mod apply;
mod change;
mod column;
mod error;
mod from_parts;
mod hash_index;
mod id_set;
mod indexed_value;
mod label_sets;
#[cfg(test)]
mod law_tests;
mod lazy;
mod list_pool;
mod members;
mod parts;
mod projection;
mod properties;
mod property_graph;
mod rule;
mod statistics;
pub mod subgraph;
mod text_pool;
mod to_parts;
mod view;
mod vocabulary;

pub use adjacency::StepLists;
pub use apply::MAX_LIST_NESTING;
pub use change::{Change, IndexKey};
pub use column::{ColumnView, Dense};
pub use error::GraphError;
pub use indexed_value::hash_fingerprint;
pub use list_pool::{ListItem, ListPool};
pub use parts::{
    ColumnPart, IndexPart, Outline, Part, PartError, PartIds, PartValues, Parts, RelPart, TypeOutline,
};
pub use projection::Projection;
pub use property_graph::PropertyGraph;
pub use rule::{Rule, RuleKind, RuleOf};
pub use statistics::Statistics;
pub use text_pool::TextPool;
pub use to_parts::Ranks;
pub use view::{Direction, GraphStore, GraphView, RelEnds, Step};
pub use vocabulary::{KeyId, LabelId, NameTable, TypeId, Vocabulary};
