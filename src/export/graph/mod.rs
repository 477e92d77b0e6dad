//! Graphs as pictures and texts: which part is shown ([`Selection`]), how it is called and coloured, and the formats
//! ([`GraphFormat`]), one file each. Reads a graph through its view; knows the ontology's labels only to dress them.
//!
//! Pictures (`dot`, `mermaid`) stand on captions and styles; what hands on data stands on `part`, the selected
//! elements as rows of named values.

mod caption;
mod cypher;
mod dot;
mod format;
mod gexf;
mod gml;
mod graphml;
mod jsonl;
mod mermaid;
mod part;
mod rdf;
mod selection;
mod style;
mod tables;
mod web;
mod xml;

pub use dot::{DotOptions, write_dot};
pub use format::{GraphFormat, write_graph};
pub use jsonl::write_jsonl;
pub use selection::Selection;
pub use tables::{Table, graph_tables};
