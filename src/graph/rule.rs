//! What a graph was told to keep: named indexes, and what must hold of its elements. The graph only remembers rules; who
//! runs statements sees to it that they hold.

use std::sync::Arc;

use super::{KeyId, LabelId, TypeId};

/// A named index or constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which no other rule has.
    pub name: Arc<str>,
    /// What it is about.
    pub of: RuleOf,
    /// The keys, at least one.
    pub keys: Vec<KeyId>,
    /// What it says.
    pub kind: RuleKind,
    /// Whether the property indexes it needs were made for it, and go with it.
    pub owns_indexes: bool,
}

/// The elements that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleOf {
    /// Nodes with a label.
    Nodes(LabelId),
    /// Relationships of a type.
    Rels(TypeId),
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Elements are found by the keys.
    Index,
    /// No two elements have the same values.
    Unique,
    /// Each element has the properties.
    Exists,
    /// Both.
    Key,
    /// What properties there are, are of a type, as a query writes it.
    Typed(Arc<str>),
}

impl RuleKind {
    /// Whether each element must have the properties.
    pub fn needs_values(&self) -> bool {
        matches!(self, Self::Exists | Self::Key)
    }

    /// Whether values must differ.
    pub fn needs_difference(&self) -> bool {
        matches!(self, Self::Unique | Self::Key)
    }
}

impl Rule {
    /// The keys by which a property index helps.
    pub fn indexed_keys(&self) -> &[KeyId] {
        match self.kind {
            RuleKind::Index => &self.keys,
            _ if self.kind.needs_difference() => &self.keys[..self.keys.len().min(1)],
            _ => &[],
        }
    }
}
