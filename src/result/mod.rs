//! What a statement gives back: a [`ResultTable`] of values with the graph elements they name, and a [`Summary`] of
//! what was written. Knows values only.

mod summary;
mod table;

pub use summary::Summary;
pub use table::{Elements, NodeRecord, RelRecord, ResultTable};
