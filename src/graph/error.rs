//! What can go wrong when a graph is changed.

use std::sync::Arc;

use crate::value::{NodeId, RelId};

/// Why a change was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The change names a node that is not there.
    #[error("node {} does not exist", .0.0)]
    NoSuchNode(NodeId),
    /// The change names a relationship that is not there.
    #[error("relationship {} does not exist", .0.0)]
    NoSuchRelationship(RelId),
    /// A node cannot go while relationships hang on it.
    #[error("node {} still has relationships", .0.0)]
    NodeHasRelationships(NodeId),
    /// Ids are 32 bits wide.
    #[error("the graph is full: ids end at 4294967295")]
    IdsExhausted,
    /// A node, relationship or list property holds what cannot be stored.
    #[error("a property cannot hold {0}")]
    NotStorable(&'static str),
    /// A new element takes an id that is in use or was never handed out.
    #[error("id {0} is not free for a new element")]
    IdNotFree(u64),
    /// An alias would hide a name in use.
    #[error("`{0}` is a name already and cannot be an alias")]
    AliasIsName(Arc<str>),
}
