//! Counts of what a statement wrote.

use std::fmt::{Display, Formatter, Result};

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

impl Display for Summary {
    /// What was written, in words: `2 nodes created, 3 properties set`; nothing when nothing was.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let counts = [
            (self.nodes_created, "nodes created"),
            (self.nodes_deleted, "nodes deleted"),
            (self.rels_created, "relationships created"),
            (self.rels_deleted, "relationships deleted"),
            (self.properties_set, "properties set"),
            (self.properties_removed, "properties removed"),
            (self.labels_added, "labels added"),
            (self.labels_removed, "labels removed"),
        ];
        let mut separator = "";
        for (count, what) in counts.iter().filter(|(count, _)| *count > 0) {
            write!(f, "{separator}{count} {what}")?;
            separator = ", ";
        }
        Ok(())
    }
}
