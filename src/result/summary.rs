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
            (self.nodes_created, "node", "nodes", "created"),
            (self.nodes_deleted, "node", "nodes", "deleted"),
            (self.rels_created, "relationship", "relationships", "created"),
            (self.rels_deleted, "relationship", "relationships", "deleted"),
            (self.properties_set, "property", "properties", "set"),
            (self.properties_removed, "property", "properties", "removed"),
            (self.labels_added, "label", "labels", "added"),
            (self.labels_removed, "label", "labels", "removed"),
        ];
        let mut separator = "";
        for (count, one, many, done) in counts.iter().filter(|(count, ..)| *count > 0) {
            write!(f, "{separator}{count} {} {done}", if *count == 1 { one } else { many })?;
            separator = ", ";
        }
        Ok(())
    }
}
