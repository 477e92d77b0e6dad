//! Values of the query language and of the graph: [`Value`], the ids of nodes and relationships, openCypher's four
//! relations (comparability, equality, orderability, equivalence), arithmetic, text forms, temporal types and
//! figures with a unit.
//! Knows no graph and no query.

pub mod arithmetic;
mod compare;
mod display;
mod error;
mod ids;
mod json;
mod kind;
mod nested;
mod point;
pub mod quantity;
pub mod temporal;

pub(crate) use compare::hash_text;
pub use compare::{Comparability, Grouped, comparability, equality, equivalence, orderability};
pub use display::{float_text, quoted};
pub use error::{ValueError, ValueErrorKind};
pub use ids::{NodeId, RelId};
pub use json::from_json;
pub use kind::{MapValue, Path, Value};
pub use nested::{MAX_VALUE_DEPTH, Nested};
pub use point::{Crs, Point};
pub use quantity::Quantity;
