//! Counts of what a statement wrote.

/// Side effects of one statement, counted as the TCK counts them (labels: distinct names that appear or vanish).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Nodes created.
    pub nodes_created: u64,
    /// Nodes deleted.
    pub nodes_deleted: u64,
    /// Relationships created.
    pub rels_created: u64,
    /// Relationships deleted.
    pub rels_deleted: u64,
    /// Properties set.
    pub properties_set: u64,
    /// Properties removed.
    pub properties_removed: u64,
    /// Labels added to nodes.
    pub labels_added: u64,
    /// Labels taken from nodes.
    pub labels_removed: u64,
}
