//! What can go wrong between a graph and its file.

use std::io;
use std::path::PathBuf;

use super::snapshot::Damage;

/// Why a graph could not be opened or saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written; what was there before is still there.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another process writes to the graph.
    #[error("cannot write `{}`: {} writes to it", path.display(), holder_name(holder))]
    Busy {
        /// The file.
        path: PathBuf,
        /// Who it is, as it calls itself.
        holder: String,
    },
    /// A write failed in such a way that it is not known what of it is on the disk.
    #[error("cannot write `{}`, and it is not known whether the last change was kept: {source}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// After a failed write nothing more is written until the file is opened anew.
    #[error("cannot write `{}`: an earlier write failed", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
    },
    /// The log beside a graph goes on from another graph.
    #[error("`{}` is not the log of `{}`, but of another state of it", log.display(), path.display())]
    OtherLog {
        /// The graph's file.
        path: PathBuf,
        /// The log.
        log: PathBuf,
    },
    /// The file was read and is no whole graph.
    #[error("`{}` {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        damage: Damage,
    },
}

fn holder_name(holder: &str) -> &str {
    if holder.is_empty() { "another process" } else { holder }
}
