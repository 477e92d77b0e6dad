//! The two traits.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To be read; it must be there.
    Read,
    /// To be read and written; made when it is not there.
    Write,
    /// To be written anew; emptied when it is there.
    Fresh,
}

/// What tells one state of a file from another without reading it: which file it is, its length, its last change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Which file of the system a name leads to.
    pub file: (u64, u64),
    /// Bytes.
    pub len: u64,
    /// Nanoseconds of its last change.
    pub changed: u128,
}

/// Files by name.
pub trait Disk: Debug + Send + Sync {
    /// Opens a file.
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>>;
    /// Gives a file another's name, in the place of what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file's name away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Brings the names of a folder to the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// The state of a file; none when there is none.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>>;
    /// Where a link leads; the path itself when it is none.
    fn resolve(&self, path: &Path) -> PathBuf;
}

/// An open file.
pub trait DiskFile: Debug + Send + Sync {
    /// Reads from a place; gives fewer bytes than asked for only at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// Writes all bytes to a place.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    /// Cuts the file off, or makes it longer.
    fn set_len(&self, len: u64) -> io::Result<()>;
    /// Brings what was written to the disk.
    fn sync(&self) -> io::Result<()>;
    /// Takes the file for this process alone, until it is closed; false when another has it.
    fn try_lock(&self) -> io::Result<bool>;
    /// The state of the file.
    fn stamp(&self) -> io::Result<Stamp>;
}

impl dyn DiskFile + '_ {
    /// Up to `len` bytes from a place; fewer at the end. No room is made for bytes that are not there.
    pub(crate) fn bytes(&self, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        let there = self.stamp()?.len.saturating_sub(offset).min(len);
        let mut bytes = vec![0; usize::try_from(there).map_err(io::Error::other)?];
        let read = self.read_at(&mut bytes, offset)?;
        bytes.truncate(read);
        Ok(bytes)
    }
}
