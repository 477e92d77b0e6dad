//! Graphs as pictures and texts: which part is shown ([`Selection`]), how it is called and coloured, and the formats,
//! one file each. Reads a graph through its view; knows the ontology's labels only to dress them.

mod caption;
mod dot;
mod jsonl;
mod selection;
mod style;

pub use dot::{DotOptions, write_dot};
pub use jsonl::write_jsonl;
pub use selection::Selection;
