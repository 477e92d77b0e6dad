//! A walk over all of a graph's files: what is whole, what is broken, what can be saved of it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::Error;
use super::disk::{Access, Disk, DiskFile};
use super::log::{Header, Identity, LOG_START, Payload, Tail, read_frames};
use super::place::Place;
use super::snapshot::{Bytes, Damage, Meta, PartFault, inspect};
use crate::graph::PropertyGraph;

/// Damages that are told one by one; a table of numbers gone wrong would fill pages.
const MOST_TOLD: usize = 100;
/// Times a file is walked over again because it is being written to.
const MOST_TRIES: usize = 8;

/// A part of a graph's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it holds.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Whether it is as it was written.
    pub is_whole: bool,
}

/// What a walk over the files found.
#[derive(Debug)]
pub struct Checkup {
    /// The parts in the order of the files.
    pub parts: Vec<Part>,
    /// What is wrong, each as the rest of a sentence about the file.
    pub damages: Vec<String>,
    /// Damages beyond those.
    pub n_more: usize,
    /// What can be read, and the notes that go with it; all of it when nothing is wrong.
    pub graph: PropertyGraph,
    /// Notes by key.
    pub meta: Meta,
}

impl Checkup {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.damages.is_empty()
    }

    fn note(&mut self, damage: &Damage) {
        let text = damage.to_string();
        if self.damages.contains(&text) {
            return;
        }
        if self.damages.len() < MOST_TOLD { self.damages.push(text) } else { self.n_more += 1 }
    }
}

/// Walks over a graph's file and its log. An error means that it cannot be read at all, or is no graph.
pub fn check(disk: &dyn Disk, path: &Path) -> Result<Checkup, Error> {
    let place = Place::of(disk, path);
    let stamps = || [&place.snapshot, &place.log].map(|path| disk.stamp(path).ok().flatten());
    for _ in 0..MOST_TRIES {
        let before = stamps();
        let checkup = walk(disk, &place);
        // What a writer changes meanwhile is not damage.
        if checkup.as_ref().is_ok_and(Checkup::is_whole) || stamps() == before {
            return checkup;
        }
    }
    walk(disk, &place)
}

fn walk(disk: &dyn Disk, place: &Place) -> Result<Checkup, Error> {
    let file = disk.open(&place.snapshot, Access::Read).map_err(|source| place.read_error(source))?;
    let (mut checkup, identity) = check_snapshot(file).map_err(|fault| place.part_error(&fault))?;
    match disk.open(&place.log, Access::Read) {
        Ok(log) => check_log(&*log, identity, &mut checkup),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
    .map_err(|source| Error::Read { path: place.log.clone(), source })?;
    Ok(checkup)
}

fn check_snapshot(file: Box<dyn DiskFile>) -> Result<(Checkup, Identity), PartFault> {
    let mut damages = Vec::new();
    let inspected = inspect(Bytes::File(file), &mut |damage| {
        damages.push(damage);
        Ok(())
    })?;
    let part =
        |(name, bytes, is_whole): (Arc<str>, u64, bool)| Part { name: name.to_string(), bytes, is_whole };
    let parts = inspected.sections.into_iter().map(part).collect();
    let (graph, meta) = (inspected.graph, inspected.meta);
    let mut checkup = Checkup { parts, damages: Vec::new(), n_more: 0, graph, meta };
    damages.iter().for_each(|damage| checkup.note(damage));
    Ok((checkup, Identity::of_snapshot(&inspected.header)))
}

fn check_log(log: &dyn DiskFile, identity: Identity, checkup: &mut Checkup) -> io::Result<()> {
    let len = log.stamp()?.len;
    let frames = log.bytes(LOG_START, len.saturating_sub(LOG_START))?;
    let mut damage = None;
    match Header::read(&log.bytes(0, LOG_START)?, len) {
        Header::Of(own) if own == identity => {
            let graph = &mut checkup.graph;
            match read_frames(&frames, LOG_START, identity, 0, |frame| Payload::apply(frame.payload, graph)) {
                Ok(Tail::Open { .. }) => {}
                Ok(Tail::Altered { at }) => damage = Some(Damage::Frame { at: LOG_START + at as u64 }),
                Err(found) => damage = Some(found),
            }
        }
        Header::Foreign => damage = Some(Damage::LogHeader),
        // Begun and not used, or left over from a checkpoint: the next writer begins it anew.
        Header::Unwritten | Header::Of(_) | Header::Newer(_) => {}
    }
    checkup.parts.push(Part { name: "log".to_owned(), bytes: len, is_whole: damage.is_none() });
    damage.iter().for_each(|damage| checkup.note(damage));
    Ok(())
}
