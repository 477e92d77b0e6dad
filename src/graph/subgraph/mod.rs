//! A part of a graph taken out for analysis: some nodes and some relationships between them, each with a weight.
//!
//! ```text
//! nodes, relationships of a pattern -> Subgraph -> rank, parts, paths, centrality, communities, cycles, triangles
//! ```
//!
//! Nodes are told by their place in [`Subgraph::nodes`], relationships by theirs in [`Subgraph::edges`]. Where petgraph has
//! an algorithm it runs on petgraph's directed form or its undirected twin; what petgraph lacks, or has in a form that
//! cannot be stopped or overflows the stack, stands here. Every answer is the same from run to run. Long work asks
//! [`Watch`] whether to go on. Knows no query.

mod betweenness;
mod build;
mod closeness;
mod communities;
mod cycles;
mod ordering;
mod parts;
mod paths;
mod places;
mod rank;
mod reach;
mod rows;
#[cfg(test)]
mod tests;
mod triangles;
mod watch;

pub use betweenness::betweenness;
pub use build::{Edge, Subgraph};
pub use closeness::closeness;
pub use communities::{Communities, label_propagation, louvain};
pub use cycles::{CycleLimits, cycles};
pub use ordering::{spanning_tree, topological_order};
pub use parts::{strong_components, weak_components};
pub use paths::{Route, k_shortest_paths, shortest_path};
pub use rank::{RankOptions, page_rank};
pub use rows::{Links, Rows};
pub use triangles::{Triangles, triangles};
pub use watch::{Stopped, Watch};
