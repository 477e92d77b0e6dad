//! What undoes a statement's writes, and the count of what was written.

use crate::graph::{Change, GraphError, GraphStore};
use crate::result::Summary;
use crate::value::Value;

/// The inverses of a statement's changes, in order.
#[derive(Debug, Default)]
pub(super) struct Undo {
    pub(super) inverses: Vec<Change>,
    pub(super) summary: Summary,
    /// So many of the inverses are of what stays, whatever comes after.
    kept: usize,
}

/// How far a statement had come.
pub(super) struct Mark {
    n_inverses: usize,
    summary: Summary,
}

impl Undo {
    /// Carries out a change, counts it and keeps its inverse.
    pub(super) fn apply(&mut self, store: &mut dyn GraphStore, change: Change) -> Result<(), GraphError> {
        let counted = Counted::of(&change);
        if let Some(inverse) = store.apply(change)? {
            self.count(&counted, &inverse);
            self.inverses.push(inverse);
        }
        Ok(())
    }

    pub(super) fn roll_back(&mut self, store: &mut dyn GraphStore) -> Result<(), GraphError> {
        self.roll_back_to(store, self.kept)
    }

    /// What undoes the work since it was last made to stay.
    pub(super) fn inverses_since_kept(&self) -> &[Change] {
        &self.inverses[self.kept.min(self.inverses.len())..]
    }

    /// Where the statement is now.
    pub(super) fn mark(&self) -> Mark {
        Mark { n_inverses: self.inverses.len(), summary: self.summary }
    }

    /// Undoes what was done since.
    pub(super) fn back_to(&mut self, store: &mut dyn GraphStore, mark: Mark) -> Result<(), GraphError> {
        self.summary = mark.summary;
        self.roll_back_to(store, mark.n_inverses)
    }

    /// Makes what was done so far last.
    pub(super) fn keep(&mut self) {
        self.kept = self.inverses.len();
    }

    /// The same for what is in a file already: nobody will undo it.
    pub(super) fn forget(&mut self) {
        self.inverses.clear();
        self.kept = 0;
    }

    fn roll_back_to(&mut self, store: &mut dyn GraphStore, n_inverses: usize) -> Result<(), GraphError> {
        while self.inverses.len() > n_inverses
            && let Some(inverse) = self.inverses.pop()
        {
            store.apply(inverse)?;
        }
        Ok(())
    }

    fn count(&mut self, counted: &Counted, inverse: &Change) {
        let summary = &mut self.summary;
        match counted {
            Counted::NodeCreated { properties, labels } => {
                summary.nodes_created += 1;
                summary.properties_set += properties;
                summary.labels_added += labels;
            }
            Counted::NodeDeleted => {
                summary.nodes_deleted += 1;
                if let Change::CreateNode { properties, labels, .. } = inverse {
                    summary.properties_removed += properties.len() as u64;
                    summary.labels_removed += labels.len() as u64;
                }
            }
            Counted::RelCreated { properties } => {
                summary.rels_created += 1;
                summary.properties_set += properties;
            }
            Counted::RelDeleted => {
                summary.rels_deleted += 1;
                if let Change::CreateRelationship { properties, .. } = inverse {
                    summary.properties_removed += properties.len() as u64;
                }
            }
            Counted::Property { is_removal: true } => summary.properties_removed += 1,
            Counted::Property { is_removal: false } => summary.properties_set += 1,
            Counted::LabelAdded => summary.labels_added += 1,
            Counted::LabelRemoved => summary.labels_removed += 1,
            Counted::Nothing => {}
        }
    }
}

/// What a change counts as, noted before the store takes it.
enum Counted {
    NodeCreated { properties: u64, labels: u64 },
    NodeDeleted,
    RelCreated { properties: u64 },
    RelDeleted,
    Property { is_removal: bool },
    LabelAdded,
    LabelRemoved,
    Nothing,
}

impl Counted {
    fn of(change: &Change) -> Self {
        match change {
            Change::CreateNode { properties, labels, .. } => {
                Self::NodeCreated { properties: properties.len() as u64, labels: labels.len() as u64 }
            }
            Change::DeleteNode { .. } => Self::NodeDeleted,
            Change::CreateRelationship { properties, .. } => {
                Self::RelCreated { properties: properties.len() as u64 }
            }
            Change::DeleteRelationship { .. } => Self::RelDeleted,
            Change::SetNodeProperty { value, .. } | Change::SetRelProperty { value, .. } => {
                Self::Property { is_removal: matches!(value, Value::Null) }
            }
            Change::AddLabel { .. } => Self::LabelAdded,
            Change::RemoveLabel { .. } => Self::LabelRemoved,
            _ => Self::Nothing,
        }
    }
}
