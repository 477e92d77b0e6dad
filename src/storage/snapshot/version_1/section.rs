//! The sections of a file, by number.

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Meta,
    Vocabulary,
    Strings,
    Nodes,
    NodeProperties,
    Rels,
    RelProperties,
    Indexes,
}

impl Section {
    /// All sections in the order of the file.
    pub(super) const ALL: [Self; 8] = [
        Self::Meta,
        Self::Vocabulary,
        Self::Strings,
        Self::Nodes,
        Self::NodeProperties,
        Self::Rels,
        Self::RelProperties,
        Self::Indexes,
    ];

    /// Its number in the file.
    pub(super) fn kind(self) -> u32 {
        self as u32 + 1
    }

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Meta => "notes",
            Self::Vocabulary => "names",
            Self::Strings => "texts",
            Self::Nodes => "nodes",
            Self::NodeProperties => "node properties",
            Self::Rels => "relationships",
            Self::RelProperties => "relationship properties",
            Self::Indexes => "indexes",
        }
    }
}
