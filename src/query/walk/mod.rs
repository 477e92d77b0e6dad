//! Walks into queries: `江阴市 -发展-> 产业` says what
//! `MATCH (n1:Region {name: '江阴市'})-[:DEVELOPS]->(n2:Industry) RETURN DISTINCT n2.name AS 产业` says.
//!
//! A word on a walk is a label, or the name of a thing, in any form that the graph knows it by; only the graph can tell. So
//! a walk becomes the text of a query for one graph, which then goes the way of all queries, and can be shown. Beside it
//! stands what leads on from where a walk has come, for completion. Between `parser` and `bind`; knows no plan and no row.

mod onward;
mod places;
mod translate;

pub use onward::{Onward, onward, onward_by};
pub use translate::{walk_to_cypher, walk_to_paths};
