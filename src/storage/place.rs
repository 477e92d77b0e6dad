//! The names of a graph's files, and the two things that are done with them: taking them for this process alone, and
//! putting a new snapshot in the place of the old one.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use super::disk::{Access, Disk, DiskFile};
use super::log::{Header, LOG_START};
use super::snapshot::{self, Meta, PartFault};
use crate::graph::PropertyGraph;

/// Where the files of a graph are.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// As the user names it.
    pub(super) path: PathBuf,
    /// Where that leads: a link stays a link, the file it leads to is replaced.
    pub(super) snapshot: PathBuf,
    /// The log beside it.
    pub(super) log: PathBuf,
    /// A snapshot that is being written.
    fresh: PathBuf,
}

impl Place {
    pub(super) fn of(disk: &dyn Disk, path: &Path) -> Self {
        let snapshot = disk.resolve(path);
        let beside = |ending: &str| {
            let mut name = OsString::from(&snapshot);
            name.push(ending);
            PathBuf::from(name)
        };
        Self { path: path.to_owned(), log: beside(".log"), fresh: beside(".new"), snapshot }
    }

    pub(super) fn read_error(&self, source: io::Error) -> Error {
        Error::Read { path: self.path.clone(), source }
    }

    /// The error of a part of the graph's file.
    pub(super) fn part_error(&self, fault: &PartFault) -> Error {
        let path = self.path.clone();
        match fault {
            PartFault::Damage(damage) => Error::Damaged { path, damage: damage.clone() },
            PartFault::Read(error) => {
                Error::Read { path, source: io::Error::new(error.kind(), error.to_string()) }
            }
        }
    }

    /// What went wrong when a part of the graph was read from its file.
    pub(super) fn fault_of(&self, graph: &PropertyGraph) -> Result<(), Error> {
        let Some(error) = graph.fault() else { return Ok(()) };
        Err(match error.downcast_ref::<PartFault>() {
            Some(fault) => self.part_error(fault),
            None => self.read_error(io::Error::other(error.to_string())),
        })
    }

    pub(super) fn write_error(&self, source: io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }

    /// Takes the graph for this process to write, until the file is closed. The lock lies on the log, which no rename
    /// replaces.
    pub(super) fn lock(&self, disk: &dyn Disk) -> Result<Box<dyn DiskFile>, Error> {
        loop {
            let file = disk.open(&self.log, Access::Write).map_err(|source| self.write_error(source))?;
            if !file.try_lock().map_err(|source| self.write_error(source))? {
                let header = file.bytes(0, LOG_START).unwrap_or_default();
                return Err(Error::Busy { path: self.path.clone(), holder: Header::writer(&header) });
            }
            // Who had it before may have taken the name away from the file that was opened.
            let named = disk.stamp(&self.log).map_err(|source| self.write_error(source))?;
            let own = file.stamp().map_err(|source| self.write_error(source))?;
            if named.is_some_and(|named| named.file == own.file) {
                return Ok(file);
            }
        }
    }

    /// Writes a graph's snapshot beside the old one and brings it to the disk; gives its header.
    pub(super) fn prepare(
        &self,
        disk: &dyn Disk,
        graph: &PropertyGraph,
        meta: &Meta,
    ) -> Result<Vec<u8>, Error> {
        let write = || {
            let broken = |source| self.write_error(source);
            let file = disk.open(&self.fresh, Access::Fresh).map_err(broken)?;
            let header = snapshot::write(graph, meta, &mut |bytes, offset| file.write_at(bytes, offset));
            // Where the graph's own file could not be read it was written as if there were nothing.
            self.fault_of(graph)?;
            let header = header.map_err(broken)?;
            file.sync().map_err(broken)?;
            Ok(header)
        };
        write().inspect_err(|_| self.give_up(disk))
    }

    /// Gives the prepared snapshot the graph's name. When the name is given, but perhaps not on the disk, the outer
    /// result is an error and the inner one none.
    pub(super) fn put_in_place(&self, disk: &dyn Disk) -> io::Result<()> {
        disk.rename(&self.fresh, &self.snapshot).inspect_err(|_| self.give_up(disk))
    }

    /// Brings the names of the folder to the disk.
    pub(super) fn sync_folder(&self, disk: &dyn Disk) -> io::Result<()> {
        let folder = self.snapshot.parent().filter(|folder| !folder.as_os_str().is_empty());
        disk.sync_folder(folder.unwrap_or(Path::new(".")))
    }

    /// The first error is the one to tell; what is left over is only untidy.
    fn give_up(&self, disk: &dyn Disk) {
        drop(disk.remove(&self.fresh));
    }
}
