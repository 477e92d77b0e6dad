//! Graphs as pictures and texts: which part is shown ([`Selection`]), how it is called and coloured, and the formats
//! ([`GraphFormat`]), one file each. Reads a graph through its view; knows the ontology's labels only to dress them.
//!
//! Pictures (`dot`, `svg` by the `layout` of our own, `mermaid`) stand on captions, styles and what `picture` says of both;
//! what hands on data stands on `part`, the selected elements as rows of named values, `evidence`, the places in their
//! properties, and `figures`. The `page` is both.

mod caption;
mod cypher;
mod dot;
mod evidence;
mod figures;
mod format;
mod gexf;
mod gml;
mod graphml;
mod head;
mod jsonl;
mod layout;
mod mermaid;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod part;
mod picture;
mod rdf;
mod selection;
mod style;
mod svg;
mod tables;
mod web;
mod workbook;
mod xml;

pub use format::{GraphFormat, PictureOptions, write_graph};
pub use jsonl::write_jsonl;
pub use selection::Selection;
pub use tables::{Table, TableFile, graph_tables};
