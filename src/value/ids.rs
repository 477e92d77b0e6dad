//! Ids of graph elements.

/// Id of a node, unique in one graph; never reused while the graph is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// Id of a relationship, unique in one graph; never reused while the graph is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelId(pub u32);

impl NodeId {
    /// The id as an index into a dense array.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl RelId {
    /// The id as an index into a dense array.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
