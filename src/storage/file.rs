//! A graph's file on disk. A save writes a new file beside the old one, brings it to the disk, and takes the old one's
//! name: whoever opens the file sees the graph before or the graph after, whatever happens in between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::Error;
use super::snapshot::{self, Meta};
use crate::graph::PropertyGraph;

/// Writes a graph to `path`, in the place of what is there.
pub fn save(graph: &PropertyGraph, meta: &Meta, path: &Path) -> Result<(), Error> {
    // A link stays a link: the file it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let bytes = snapshot::encode(graph, meta);
    replace(&target, &bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Reads the graph and the notes that were saved with it.
pub fn open(path: &Path) -> Result<(PropertyGraph, Meta), Error> {
    let broken = |source| Error::Read { path: path.to_owned(), source };
    let damaged = |damage| Error::Damaged { path: path.to_owned(), damage };
    let mut file = File::open(path).map_err(broken)?;
    // Another file may be of any size: its first bytes are enough to refuse it.
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(snapshot::START).read_to_end(&mut bytes).map_err(broken)?;
    snapshot::check_start(&bytes).map_err(damaged)?;
    file.read_to_end(&mut bytes).map_err(broken)?;
    snapshot::decode(&bytes).map_err(damaged)
}

fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if target.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let name =
        target.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no file name"))?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = name.to_owned();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = folder.join(temporary);
    let written = write_synced(&temporary, bytes).and_then(|()| fs::rename(&temporary, target));
    if written.is_err() {
        // The first error is the one to tell; the left-over is only untidy.
        drop(fs::remove_file(&temporary));
    }
    written?;
    sync_folder(folder)
}

fn write_synced(path: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Brings the new name to the disk. Only Unix can open a folder for that; elsewhere the system sees to it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
