//! The list of merges as a file: read before a build, written after it, never lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::extract::{Account, MergeList, MergeWarning};

/// The file and what it held.
#[derive(Debug)]
pub(super) struct MergesFile {
    path: PathBuf,
    text: Option<String>,
}

impl MergesFile {
    /// Reads the list at `path`, or beside the graph when none is named; one that is missing is empty.
    pub(super) fn read(
        path: Option<&Path>,
        graph: &Path,
        terminal: &Terminal,
    ) -> Result<(Self, MergeList), Failure> {
        let path = path.map_or_else(|| super::kept::beside(graph, "merges.tsv"), Path::to_owned);
        let text = match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::read(&path, &error)),
        };
        let (list, warnings) = MergeList::parse(text.as_deref().unwrap_or_default());
        if list.is_empty() && !warnings.is_empty() {
            let message = format!("`{}` is no list of merges: {}", path.display(), warnings[0].message);
            return Err(Failure::with_hint(
                message,
                "a build writes one beside its graph: NAME.tuzhi.merges.tsv",
            ));
        }
        let file = Self { path, text };
        file.tell(&warnings, terminal);
        Ok((file, list))
    }

    /// Writes the list as a build leaves it, whole or not at all; one that has nothing to say is not made.
    pub(super) fn write(&self, account: &Account) -> Result<(), Failure> {
        let is_same = self.text.as_deref() == Some(&account.merge_list);
        if is_same || self.text.is_none() && account.merges.is_empty() {
            return Ok(());
        }
        let new = super::kept::beside(&self.path, "new");
        let written = fs::write(&new, &account.merge_list).and_then(|()| fs::rename(&new, &self.path));
        written.map_err(|error| Failure::write(&self.path, &error))
    }

    /// Tells what is wrong with lines.
    pub(super) fn tell(&self, warnings: &[MergeWarning], terminal: &Terminal) {
        for warning in warnings {
            let place = format!("`{}` line {}", self.path.display(), warning.line);
            terminal.tell(&Diagnostic::warning(format!("{place}: {}", warning.message)), None);
        }
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
