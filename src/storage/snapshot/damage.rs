//! What is wrong with the bytes of a graph's file.

use std::sync::Arc;

/// Why bytes are not a graph. Each text goes on after the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// No bytes.
    #[error("is empty, not a graph")]
    Empty,
    /// Other bytes than a graph begins with.
    #[error("is not a graph file of tuzhi (it does not begin with `TUZHI图`)")]
    NotAGraph,
    /// From a later program.
    #[error("has format version {found}, and this program reads up to {known}: open it with a newer tuzhi")]
    Newer {
        /// Version of the file.
        found: u32,
        /// Highest version that is understood.
        known: u32,
    },
    /// Shorter or longer than it says.
    #[error("is torn: it should have {expected} bytes and has {found}")]
    Torn {
        /// Bytes it should have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// The header's checksum is wrong, or its table makes no sense.
    #[error("is damaged: its header was altered")]
    Header,
    /// A section's checksum is wrong.
    #[error("is damaged: the section of {section} was altered (wrong checksum)")]
    Checksum {
        /// The section.
        section: Arc<str>,
    },
    /// The bytes of a section are as they were written, and yet make no sense.
    #[error("is damaged: the section of {section} {problem}")]
    Content {
        /// The section.
        section: Arc<str>,
        /// What does not fit.
        problem: String,
    },
    /// A commit in the log was altered after it had reached the disk.
    #[error("is damaged: the commit at byte {at} was altered, and others follow it")]
    Frame {
        /// Where it begins.
        at: u64,
    },
    /// The log does not begin as one.
    #[error("is damaged: the header of its log was altered")]
    LogHeader,
}

impl Damage {
    /// The section that it is in, when it is in one.
    pub(in crate::storage) fn section(&self) -> Option<&str> {
        match self {
            Self::Checksum { section } | Self::Content { section, .. } => Some(section),
            _ => None,
        }
    }
}
