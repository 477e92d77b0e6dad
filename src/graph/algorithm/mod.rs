//! Algorithms over a whole [`Projection`](super::Projection) for which petgraph's own take too long: its PageRank is
//! quadratic, and its components ask for every edge. Knows the store's slices, no query.

mod components;
mod page_rank;

pub use components::components;
pub use page_rank::page_rank;
