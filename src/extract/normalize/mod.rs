//! Facts of many documents to one graph: names are merged, places in the texts kept, contradictions stand side by
//! side. The result depends on the set of facts alone, not on the order in which they come.
//! Knows facts, lexicon and the graph's writes; no text and no files.

mod build;

pub use build::build;
