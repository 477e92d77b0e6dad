//! Values of the query language and of the graph: [`Value`], the ids of nodes and relationships, openCypher's four
//! relations (comparability, equality, orderability, equivalence), arithmetic, text forms and temporal types.
//! Knows no graph and no query.

mod ids;
mod kind;

pub use ids::{NodeId, RelId};
pub use kind::{MapValue, Path, Value};
