//! The store on petgraph.

/// A property graph in memory.
#[derive(Debug, Default)]
pub struct PropertyGraph {}
