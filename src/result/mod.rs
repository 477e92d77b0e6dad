//! What a statement gives back: a [`ResultTable`] of values with the graph elements they name, and a [`Summary`] of
//! what was written. Knows values only.

mod pivot;
mod summary;
mod table;

pub use pivot::{MAX_PIVOT_COLUMNS, Together};
pub use summary::Summary;
pub use table::{Elements, NodeRecord, RelRecord, ResultTable};
