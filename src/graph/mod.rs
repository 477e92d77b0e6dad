//! The property graph: what can be read ([`GraphView`]), how it is written ([`Change`], [`GraphStore`]), the names it
//! uses ([`Vocabulary`]) and the store on petgraph ([`PropertyGraph`]). Petgraph's types are seen here and nowhere else.
//! Knows values, nothing of queries, reports or files.

mod change;
mod error;
mod property_graph;
mod view;
mod vocabulary;

pub use change::{Change, IndexKey};
pub use error::GraphError;
pub use property_graph::PropertyGraph;
pub use view::{Direction, GraphStore, GraphView, RelEnds, Step};
pub use vocabulary::{KeyId, LabelId, NameTable, TypeId, Vocabulary};
