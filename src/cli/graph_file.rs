//! Graph files as subcommands open and save them.

use std::path::Path;

use super::failure::Failure;
use super::files;
use crate::database::{Database, Error};
use crate::diagnostic::Diagnostic;
use crate::storage;

/// Opens a graph file.
pub(super) fn open(path: &Path) -> Result<Database, Failure> {
    if path.is_dir() {
        let message = format!("`{}` is a folder, not a graph file", path.display());
        let hint = format!("make one of the reports in it: tuzhi build {} -o NAME.tuzhi", path.display());
        return Err(Failure::with_hint(message, hint));
    }
    let mut database = Database::open(path).map_err(|error| failure(&error))?;
    database.set_files(files::FILES);
    Ok(database)
}

/// A graph in memory alone.
pub(super) fn empty() -> Database {
    let mut database = Database::default();
    database.set_files(files::FILES);
    database
}

/// Opens a graph file and reads all of it, for what looks at the whole graph.
pub(super) fn open_whole(path: &Path) -> Result<Database, Failure> {
    let mut database = open(path)?;
    database.read_all().map_err(|error| failure(&error))?;
    Ok(database)
}

/// Writes a graph file in the place of what is there, whole or not at all.
pub(super) fn save(database: &mut Database, path: &Path) -> Result<(), Failure> {
    database.save(path).map_err(|error| failure(&error))
}

/// Ends the work on a graph file: what was written is on the disk.
pub(super) fn close(database: Database) -> Result<(), Failure> {
    database.close().map_err(|error| failure(&error))
}

/// Refuses an output path that could not be written after long work.
pub(super) fn check_writable(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(Failure::new(format!("cannot write `{}`: it is a folder", path.display())));
    }
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => {
            Err(Failure::new(format!("cannot write `{}`: no folder `{}`", path.display(), folder.display())))
        }
        _ => Ok(()),
    }
}

/// An error of a graph file, with what can be done about it.
pub(super) fn failure(error: &Error) -> Failure {
    match error {
        Error::Storage(storage::Error::Read { path, source }) => Failure::read(path, source),
        Error::Storage(storage::Error::Write { path, source }) => Failure::write(path, source),
        Error::Storage(storage::Error::Busy { .. }) => {
            Failure::with_hint(error.to_string(), "read it meanwhile, or end that program first")
        }
        Error::Storage(storage::Error::OtherLog { log, .. }) => {
            let hint = format!("put the file back that goes with it, or move `{}` away", log.display());
            Failure::with_hint(error.to_string(), hint)
        }
        Error::Storage(storage::Error::Damaged { .. }) => Diagnostic::error(error.to_string())
            .with_hint("a graph file is made by: tuzhi build REPORTS -o NAME.tuzhi")
            .into(),
        other => Failure::new(other.to_string()),
    }
}
