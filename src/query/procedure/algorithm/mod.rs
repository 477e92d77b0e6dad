//! Algorithms over a part of the graph. Which part, the first arguments say: labels and types, or the nodes,
//! relationships and paths that a pattern found (`selection`). The work itself is in `graph::subgraph`.

mod central;
mod community;
mod cycle;
mod order;
mod path;
mod selection;

use super::native::NativeProcedure;

/// The procedures, family by family.
pub(super) const FAMILIES: &[&[NativeProcedure]] =
    &[central::PROCEDURES, community::PROCEDURES, path::PROCEDURES, cycle::PROCEDURES, order::PROCEDURES];
