//! A disk in memory whose every step can fail, and whose power can be cut: what was not synced is then kept, lost or
//! torn as chance has it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Access, Disk, DiskFile, Stamp};

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The step fails, a write after half of its bytes; the next ones work.
    Once,
    /// Nothing works any more.
    PowerCut,
}

/// A disk in memory. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct SimulatedDisk(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    names: Names,
    /// The names that are on the disk, and what was done to them since.
    synced_names: Names,
    pending_names: Vec<NameChange>,
    files: BTreeMap<u64, Content>,
    locked: BTreeSet<u64>,
    clock: u128,
    n_steps: u64,
    fault: Option<(u64, Fault)>,
    is_dead: bool,
}

type Names = BTreeMap<PathBuf, u64>;

#[derive(Clone, Debug)]
enum NameChange {
    Link(PathBuf, u64),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf),
}

#[derive(Clone, Debug, Default)]
struct Content {
    bytes: Vec<u8>,
    synced: Vec<u8>,
    pending: Vec<Write>,
    changed: u128,
}

#[derive(Clone, Debug)]
enum Write {
    Bytes(u64, Vec<u8>),
    Length(u64),
}

impl SimulatedDisk {
    /// Lets the step of a number (from 1, counted from now) go wrong.
    pub(crate) fn fail_at(&self, step: u64, fault: Fault) {
        let mut inner = self.inner();
        inner.fault = Some((inner.n_steps + step, fault));
    }

    /// Whether the fault that was ordered has come.
    pub(crate) fn has_failed(&self) -> bool {
        let inner = self.inner();
        inner.fault.is_some_and(|(at, _)| inner.n_steps >= at)
    }

    /// The disk after the power was lost and came back: of what was not synced, chance decides.
    pub(crate) fn after_power_loss(&self, mut chance: impl FnMut(u64) -> u64) -> Self {
        let inner = self.inner();
        let mut names = inner.synced_names.clone();
        let kept = chance(inner.pending_names.len() as u64 + 1) as usize;
        inner.pending_names[..kept].iter().for_each(|change| carry_out(&mut names, change));
        let mut files = inner.files.clone();
        for content in files.values_mut() {
            let mut bytes = content.synced.clone();
            for write in &content.pending {
                match chance(4) {
                    0 => {}
                    1 => torn(&mut bytes, write),
                    _ => put(&mut bytes, write),
                }
            }
            *content = Content { synced: bytes.clone(), bytes, ..Content::default() };
        }
        let (synced_names, clock) = (names.clone(), inner.clock + 1);
        Self(Arc::new(Mutex::new(Inner { names, synced_names, files, clock, ..Inner::default() })))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn check(&self) -> io::Result<()> {
        if self.is_dead { Err(io::Error::other("the power is off")) } else { Ok(()) }
    }

    /// Counts a step that changes the disk.
    fn step(&mut self) -> io::Result<()> {
        self.check()?;
        self.n_steps += 1;
        self.clock += 1;
        match self.fault {
            Some((at, fault)) if at == self.n_steps => {
                self.is_dead = fault == Fault::PowerCut;
                Err(io::ErrorKind::StorageFull.into())
            }
            _ => Ok(()),
        }
    }

    fn change_name(&mut self, change: NameChange) {
        carry_out(&mut self.names, &change);
        self.pending_names.push(change);
    }

    fn file(&self, path: &Path) -> io::Result<u64> {
        self.check()?;
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn stamp(&self, file: u64) -> io::Result<Stamp> {
        self.check()?;
        let content = &self.files[&file];
        Ok(Stamp { file: (0, file), len: content.bytes.len() as u64, changed: content.changed })
    }

    /// Writes to a file; a fault lets half of it through.
    fn write(&mut self, file: u64, write: Write) -> io::Result<()> {
        let outcome = self.step();
        let clock = self.clock;
        let content = self.files.get_mut(&file).expect("open files stay");
        if outcome.is_err() {
            if !self.is_dead {
                torn(&mut content.bytes, &write);
                content.pending.push(half(&write));
            }
        } else {
            put(&mut content.bytes, &write);
            content.pending.push(write);
        }
        content.changed = clock;
        outcome
    }
}

fn carry_out(names: &mut Names, change: &NameChange) {
    match change {
        NameChange::Link(path, file) => drop(names.insert(path.clone(), *file)),
        NameChange::Unlink(path) => drop(names.remove(path)),
        NameChange::Rename(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, write: &Write) {
    match write {
        Write::Length(len) => bytes.resize(*len as usize, 0),
        Write::Bytes(offset, new) => {
            let (start, end) = (*offset as usize, *offset as usize + new.len());
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[start..end].copy_from_slice(new);
        }
    }
}

fn half(write: &Write) -> Write {
    match write {
        Write::Bytes(offset, new) => Write::Bytes(*offset, new[..new.len() / 2].to_vec()),
        Write::Length(len) => Write::Length(*len),
    }
}

/// Half of the bytes; a change of length happens or does not.
fn torn(bytes: &mut Vec<u8>, write: &Write) {
    if let Write::Bytes(..) = write {
        put(bytes, &half(write));
    }
}

impl Disk for SimulatedDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut inner = self.inner();
        let file = match (inner.file(path), access) {
            (Ok(file), _) => file,
            (Err(error), Access::Read) => return Err(error),
            (Err(_), _) => {
                inner.step()?;
                let file = inner.files.len() as u64 + 1;
                let content = Content { changed: inner.clock, ..Content::default() };
                inner.files.insert(file, content);
                inner.change_name(NameChange::Link(path.to_owned(), file));
                file
            }
        };
        if access == Access::Fresh {
            inner.write(file, Write::Length(0))?;
        }
        Ok(Box::new(SimulatedFile { disk: self.clone(), file, has_lock: Mutex::new(false) }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.file(from)?;
        inner.step()?;
        inner.change_name(NameChange::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.file(path)?;
        inner.step()?;
        inner.change_name(NameChange::Unlink(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.step()?;
        inner.synced_names = inner.names.clone();
        inner.pending_names.clear();
        Ok(())
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let inner = self.inner();
        inner.check()?;
        inner.names.get(path).map(|&file| inner.stamp(file)).transpose()
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }
}

#[derive(Debug)]
struct SimulatedFile {
    disk: SimulatedDisk,
    file: u64,
    has_lock: Mutex<bool>,
}

impl DiskFile for SimulatedFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let inner = self.disk.inner();
        inner.check()?;
        let bytes = &inner.files[&self.file].bytes;
        let rest = bytes.get(offset as usize..).unwrap_or_default();
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        Ok(len)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.disk.inner().write(self.file, Write::Bytes(offset, bytes.to_vec()))
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.inner().write(self.file, Write::Length(len))
    }

    fn sync(&self) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.step()?;
        let content = inner.files.get_mut(&self.file).expect("open files stay");
        content.synced = content.bytes.clone();
        content.pending.clear();
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        let mut inner = self.disk.inner();
        inner.check()?;
        let is_free = inner.locked.insert(self.file);
        *self.has_lock.lock().unwrap_or_else(PoisonError::into_inner) |= is_free;
        Ok(is_free)
    }

    fn stamp(&self) -> io::Result<Stamp> {
        self.disk.inner().stamp(self.file)
    }
}

impl Drop for SimulatedFile {
    fn drop(&mut self) {
        if *self.has_lock.lock().unwrap_or_else(PoisonError::into_inner) {
            self.disk.inner().locked.remove(&self.file);
        }
    }
}
