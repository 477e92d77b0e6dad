//! A graph's file with its log: opened, followed while others write, written to, folded into a new snapshot.
//!
//! ```text
//! open        snapshot + frames of its log                          (no lock: a reader is never in the way)
//! refresh     frames that others have added, or all anew when they have put a new snapshot in place
//! acquire     the lock; then no one else writes
//! commit      one frame, brought to the disk
//! checkpoint  new snapshot on the disk -> the log tells its name -> rename -> the folder on the disk -> empty log
//! ```
//!
//! Whatever ends the process or the power between two of these steps, the files are a graph with everything that was
//! acknowledged. A reader that meets a snapshot and the log of another one reads again: the snapshot was replaced in
//! between. When it was not, the log is what a checkpoint left, and its last frame says so.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Error;
use super::disk::{Access, Disk, DiskFile, Stamp};
use super::log::{
    FRAME_HEAD, Frame, Header, Identity, LOG_START, Payload, Position, Tail, read_frames, skips_far,
};
use super::place::Place;
use super::snapshot::{self, Bytes, Damage, Meta};
use crate::graph::{Change, GraphView as _, PropertyGraph, Ranks};

/// Times a reader begins anew because the file was replaced while it read.
const MOST_TRIES: usize = 64;
/// Bytes of a graph that is folded into one file whenever its writer leaves.
const SMALL: u64 = 32 << 20;
/// Of a larger one the log is folded in when it has this part of its length.
const SLIGHT: u64 = 16;
/// A log is folded in while it is written when it has this part of the graph's length, within these bounds: whoever opens
/// the graph reads all of it.
const LONG: u64 = 4;
const LEAST_LONG: u64 = 16 << 20;
const MOST_LONG: u64 = 64 << 20;
/// Bytes of room that is made at once for frames to come.
const ROOM: usize = 256 << 10;
/// Bytes of a log that are read at once by who follows it.
const BLOCK: u64 = 64 << 10;

/// The first bytes of a frame; zeros where there is none.
type Head = [u8; FRAME_HEAD];

/// When a commit is brought to the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncMode {
    /// Before it is acknowledged: it survives the loss of power.
    #[default]
    EachCommit,
    /// When [`GraphFile::sync`] is called, before any of them is acknowledged.
    Together,
    /// When the system pleases: it survives the end of the process, not the loss of power.
    Never,
}

/// A graph's file, open.
#[derive(Debug)]
pub struct GraphFile {
    disk: Arc<dyn Disk>,
    place: Place,
    mode: SyncMode,
    state: State,
    writer: Option<Writer>,
}

/// What of the files is in the graph in memory.
#[derive(Debug)]
struct State {
    identity: Identity,
    snapshot: Stamp,
    /// The log as it was when it was last looked at, and what stood where the next frame goes: times are too coarse to
    /// tell one commit from the next, and room made in advance keeps the length as it is.
    log: Option<Stamp>,
    head: Head,
    /// Where the next frame goes, and the number of the last one.
    end: u64,
    number: u64,
    names: Position,
    /// Ids of nodes and of relationships that who reads the log knows of.
    bounds: [usize; 2],
}

/// The right to write.
#[derive(Debug)]
struct Writer {
    log: Box<dyn DiskFile>,
    /// How far room was made for frames: zeros that are on the disk already, so that a commit changes bytes of the file
    /// and nothing else that a sync must wait for.
    room: u64,
    /// How far the log has reached the disk.
    synced: u64,
    /// Whether a failure left it unknown what is on the disk.
    is_broken: bool,
}

impl GraphFile {
    /// Opens a graph's file: the graph as the last commit left it, and the notes that were saved with it.
    pub fn open(disk: Arc<dyn Disk>, path: &Path) -> Result<(PropertyGraph, Meta, Self), Error> {
        let place = Place::of(&*disk, path);
        let (graph, meta, state) = load(&*disk, &place)?;
        Ok((graph, meta, Self { disk, place, mode: SyncMode::default(), state, writer: None }))
    }

    /// Chooses when commits are brought to the disk.
    pub fn set_mode(&mut self, mode: SyncMode) {
        self.mode = mode;
    }

    /// Whether a path leads to this file.
    pub fn is_at(&self, path: &Path) -> bool {
        self.disk.resolve(path) == self.place.snapshot
    }

    /// Brings the graph in memory to what others have committed meanwhile. It costs a look at the folder and at the
    /// end of the log when there is nothing new.
    pub fn refresh(&mut self, graph: &mut PropertyGraph, meta: &mut Meta) -> Result<(), Error> {
        if self.writer.is_some() || self.is_current()? || self.follow(graph).is_some() {
            return Ok(());
        }
        (*graph, *meta, self.state) = load(&*self.disk, &self.place)?;
        Ok(())
    }

    /// An error when a part of the graph could not be read from the file: then what the graph says is not to be believed.
    pub fn check_fault(&self, graph: &PropertyGraph) -> Result<(), Error> {
        self.place.fault_of(graph)
    }

    /// Reads the graph anew, as the last commit left it.
    pub fn reload(&mut self, graph: &mut PropertyGraph, meta: &mut Meta) -> Result<(), Error> {
        (*graph, *meta, self.state) = load(&*self.disk, &self.place)?;
        Ok(())
    }

    /// Whether nobody has committed anything since the graph was brought up to date.
    pub fn is_current(&self) -> Result<bool, Error> {
        if self.writer.is_some() {
            return Ok(true);
        }
        let stamp = self.disk.stamp(&self.place.snapshot).map_err(|source| self.place.read_error(source))?;
        Ok(stamp == Some(self.state.snapshot)
            && self.is_log_as_seen().map_err(|source| self.place.read_error(source))?)
    }

    fn is_log_as_seen(&self) -> std::io::Result<bool> {
        match self.disk.open(&self.place.log, Access::Read) {
            Ok(log) => {
                let is_seen = Some(log.stamp()?) == self.state.log;
                Ok(is_seen && head_of(&log.bytes(self.state.end, FRAME_HEAD as u64)?) == self.state.head)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(self.state.log.is_none()),
            Err(error) => Err(error),
        }
    }

    /// Carries out the frames that were added to the log; none when that is not all there is to do.
    fn follow(&mut self, graph: &mut PropertyGraph) -> Option<()> {
        let state = &mut self.state;
        if self.disk.stamp(&self.place.snapshot).ok()? != Some(state.snapshot)
            || Position::of(graph) != state.names
        {
            return None;
        }
        let log = self.disk.open(&self.place.log, Access::Read).ok()?;
        let stamp = log.stamp().ok()?;
        let header = || Some(Header::read(&log.bytes(0, LOG_START).ok()?, stamp.len));
        if state.number == 0 && header()? == Header::Unwritten {
            (state.log, state.head) = (Some(stamp), [0; FRAME_HEAD]);
            return Some(());
        }
        let (mut at, mut number) = (state.end, state.number);
        let mut length = BLOCK;
        let head = loop {
            let bytes = log.bytes(at, length).ok()?;
            let is_rest = (bytes.len() as u64) < length;
            let take = |frame: &Frame<'_>| Payload::apply(frame.payload, graph).map(drop);
            let tail = read_frames(&bytes, at, state.identity, number, take).ok()?;
            let Tail::Open { end, number: last } = tail else { return None };
            let head = head_of(&bytes[end..]);
            (at, number) = (at + end as u64, last);
            // Behind zeros nothing was committed; a frame that does not end here may end further on.
            if is_rest || head == [0; FRAME_HEAD] {
                break head;
            }
            length = if end == 0 { u64::MAX } else { BLOCK };
        };
        // A log that was begun anew meanwhile has another header.
        if header()? != Header::Of(state.identity) {
            return None;
        }
        (state.end, state.number, state.head) = (at, number, head);
        (state.log, state.names, state.bounds) = (Some(stamp), Position::of(graph), bounds_of(graph));
        Some(())
    }

    /// Takes the right to write, and brings the graph up to date; it is kept until the file is closed. Gives whether
    /// others had committed anything.
    pub fn acquire(&mut self, graph: &mut PropertyGraph, meta: &mut Meta) -> Result<bool, Error> {
        if let Some(writer) = &self.writer {
            let broken = || Error::Broken { path: self.place.path.clone() };
            return if writer.is_broken { Err(broken()) } else { Ok(false) };
        }
        let before = (self.state.identity, self.state.number);
        let had_log = self.disk.stamp(&self.place.log).is_ok_and(|stamp| stamp.is_some());
        let log = self.place.lock(&*self.disk)?;
        let taken = self.refresh(graph, meta).and_then(|()| self.begin(&*log));
        if taken.is_err() && !had_log {
            drop(self.disk.remove(&self.place.log));
        }
        taken?;
        let has_moved = before != (self.state.identity, self.state.number);
        self.writer = Some(Writer { log, room: self.state.end, synced: self.state.end, is_broken: false });
        Ok(has_moved)
    }

    /// Makes the log ready for the next frame: begun when it is of another state of the file, else without a torn end,
    /// which must be gone from the disk before anything takes its place.
    fn begin(&mut self, log: &dyn DiskFile) -> Result<(), Error> {
        let state = &mut self.state;
        let mut begin = || {
            let len = log.stamp()?.len;
            let header = log.bytes(0, LOG_START)?;
            if Header::read(&header, len) != Header::Of(state.identity) {
                log.set_len(0)?;
                log.write_at(&Header::bytes(state.identity, &writer_note()), 0)?;
                log.sync()?;
                self.place.sync_folder(&*self.disk)?;
                (state.end, state.number) = (LOG_START, 0);
                return Ok(());
            }
            log.write_at(&Header::bytes(state.identity, &writer_note()), 0)?;
            if len > state.end {
                log.set_len(state.end)?;
                log.sync()?;
            }
            Ok(())
        };
        begin().map_err(|source| self.place.write_error(source))
    }

    /// Commits what has been carried out in the graph; `inverses` undo it. After an error nothing of it is kept, or the
    /// error says that it is not known.
    pub fn commit(
        &mut self,
        graph: &mut PropertyGraph,
        meta: &mut Meta,
        inverses: &[Change],
    ) -> Result<(), Error> {
        let syncs = self.mode == SyncMode::EachCommit;
        if self.commit_to_log(graph, inverses, syncs)? {
            return Ok(());
        }
        self.checkpoint(graph, meta).map_err(|error| match &self.writer {
            // The new snapshot may have taken the old one's place.
            Some(writer) if writer.is_broken => {
                let source = std::io::Error::other(error.to_string());
                Error::Unknown { path: self.place.path.clone(), source }
            }
            _ => error,
        })
    }

    /// Commits a part of a statement's work, as [`Self::commit`] does, and brings it to the disk where commits are. False
    /// when that takes a new snapshot, which is not made while the statement runs.
    pub fn commit_part(&mut self, graph: &PropertyGraph, inverses: &[Change]) -> Result<bool, Error> {
        self.commit_to_log(graph, inverses, self.mode != SyncMode::Never)
    }

    /// Adds a commit to the log; false when a log cannot tell it.
    fn commit_to_log(
        &mut self,
        graph: &PropertyGraph,
        inverses: &[Change],
        syncs: bool,
    ) -> Result<bool, Error> {
        self.place.fault_of(graph)?;
        let Some(bounds) = self.bounds_after(inverses) else { return Ok(false) };
        let Some(payload) = Payload::of_changes(graph, inverses, self.state.names) else { return Ok(true) };
        self.place.fault_of(graph)?;
        self.append(&payload, syncs)?;
        (self.state.names, self.state.bounds) = (Position::of(graph), bounds);
        Ok(true)
    }

    /// Whether a commit leaves out more ids than a log may tell, and else the ids that are known after it.
    fn bounds_after(&self, inverses: &[Change]) -> Option<[usize; 2]> {
        let (mut nodes, mut rels) = (Vec::new(), Vec::new());
        let (mut gone_nodes, mut gone_rels) = (FxHashSet::default(), FxHashSet::default());
        for inverse in inverses {
            match inverse {
                Change::DeleteNode { id } => nodes.push(id.index()),
                Change::CreateNode { id, .. } => _ = gone_nodes.insert(id.index()),
                Change::DeleteRelationship { id } => rels.push(id.index()),
                Change::CreateRelationship { id, .. } => _ = gone_rels.insert(id.index()),
                _ => {}
            }
        }
        // What was made and taken away again is not told.
        nodes.retain(|id| !gone_nodes.contains(id));
        rels.retain(|id| !gone_rels.contains(id));
        let mut bounds = self.state.bounds;
        for (ids, bound) in [&mut nodes, &mut rels].into_iter().zip(&mut bounds) {
            ids.sort_unstable();
            if skips_far(ids.iter().copied(), *bound) {
                return None;
            }
            *bound = ids.last().map_or(*bound, |last| (*bound).max(last + 1));
        }
        Some(bounds)
    }

    /// Brings all commits to the disk.
    pub fn sync(&mut self) -> Result<(), Error> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if writer.synced == self.state.end {
            return Ok(());
        }
        match writer.log.sync() {
            Ok(()) => {
                writer.synced = self.state.end;
                Ok(())
            }
            Err(source) => {
                writer.is_broken = true;
                Err(self.place.write_error(source))
            }
        }
    }

    fn append(&mut self, payload: &[u8], syncs: bool) -> Result<(), Error> {
        let Self { place, state, writer, mode, .. } = self;
        let Some(writer) = writer.as_mut().filter(|writer| !writer.is_broken) else {
            return Err(Error::Broken { path: place.path.clone() });
        };
        let frame = Frame { number: state.number + 1, synced: writer.synced, payload };
        let mut bytes = frame.bytes(state.identity);
        let end = state.end + bytes.len() as u64;
        let mut room = writer.room;
        if end > room && *mode != SyncMode::Never {
            bytes.resize(bytes.len() + ROOM, 0);
            room = end + ROOM as u64;
        }
        let written = writer.log.write_at(&bytes, state.end);
        let written = written.and_then(|()| if syncs { writer.log.sync() } else { Ok(()) });
        if let Err(source) = written {
            // The frame must not come back; what was synced before it stays.
            let undone = writer.log.set_len(state.end).and_then(|()| writer.log.sync());
            writer.room = state.end;
            writer.is_broken = undone.is_err();
            return Err(match undone {
                Ok(()) => place.write_error(source),
                Err(_) => Error::Unknown { path: place.path.clone(), source },
            });
        }
        (state.end, state.number) = (end, state.number + 1);
        writer.room = room;
        if syncs {
            writer.synced = end;
        }
        Ok(())
    }

    /// Whether the log has grown so long under this writer that it is time for a checkpoint.
    pub fn is_log_long(&self) -> bool {
        self.writer.is_some()
            && self.state.end > (self.state.snapshot.len / LONG).clamp(LEAST_LONG, MOST_LONG)
    }

    /// Writes the graph as a new snapshot and empties the log. Gaps that deletions left in the ids close: the graph is
    /// then the one that the file gives. When this fails, what was committed is still there.
    pub fn checkpoint(&mut self, graph: &mut PropertyGraph, meta: &mut Meta) -> Result<(), Error> {
        self.acquire(graph, meta)?;
        self.sync()?;
        let next = Identity::of_snapshot(&self.place.prepare(&*self.disk, graph, meta)?);
        self.append(&Payload::of_replacement(next), true)?;
        self.place.put_in_place(&*self.disk).map_err(|source| self.place.write_error(source))?;
        if let Err(error) = self.begin_anew(next) {
            // The log is of the snapshot before: nothing may be added to it.
            self.writer.iter_mut().for_each(|writer| writer.is_broken = true);
            return Err(error);
        }
        if Ranks::has_gaps(graph) {
            let opened = open_snapshot(&*self.disk, &self.place);
            (*graph, *meta) = match opened {
                Ok((opened, ..)) => (opened.graph, opened.meta),
                Err(error) => {
                    // The graph in memory is not the one that commits would go on from.
                    self.writer.iter_mut().for_each(|writer| writer.is_broken = true);
                    return Err(error);
                }
            };
        }
        (self.state.names, self.state.bounds) = (Position::of(graph), bounds_of(graph));
        Ok(())
    }

    /// After the rename: the folder to the disk, then an empty log.
    fn begin_anew(&mut self, next: Identity) -> Result<(), Error> {
        let place = &self.place;
        place.sync_folder(&*self.disk).map_err(|source| place.write_error(source))?;
        let stamp = self.disk.stamp(&place.snapshot).map_err(|source| place.write_error(source))?;
        self.state.snapshot = stamp.unwrap_or_default();
        self.state.identity = next;
        let Some(mut writer) = self.writer.take() else { return Ok(()) };
        let begun = self.begin(&*writer.log);
        (writer.synced, writer.room) = (self.state.end, self.state.end);
        self.writer = Some(writer);
        begun
    }

    /// Gives the right to write back. A small graph becomes one file again; a log that holds nothing goes.
    pub fn close(mut self, graph: &mut PropertyGraph, meta: &mut Meta) -> Result<(), Error> {
        if self.writer.as_ref().is_none_or(|writer| writer.is_broken) {
            return Ok(());
        }
        self.sync()?;
        let (log, snapshot) = (self.state.end, self.state.snapshot.len);
        if log > LOG_START && (log + snapshot <= SMALL || log > snapshot / SLIGHT) {
            // Everything is in the log already: what fails here is lost to nobody.
            drop(self.checkpoint(graph, meta));
        }
        let is_whole = self.writer.as_ref().is_some_and(|writer| !writer.is_broken);
        if is_whole && self.state.end == LOG_START {
            drop(self.disk.remove(&self.place.log));
        } else if is_whole && let Some(writer) = &self.writer {
            // Room that is not used is given back.
            drop(writer.log.set_len(self.state.end));
        }
        Ok(())
    }
}

/// Who writes, for those who are turned away.
fn writer_note() -> String {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
    format!("{} (process {})", name.as_deref().unwrap_or("a program"), std::process::id())
}

fn bounds_of(graph: &PropertyGraph) -> [usize; 2] {
    [graph.node_bound(), graph.rel_bound()]
}

fn head_of(bytes: &[u8]) -> Head {
    let mut head = [0; FRAME_HEAD];
    let len = bytes.len().min(FRAME_HEAD);
    head[..len].copy_from_slice(&bytes[..len]);
    head
}

/// The log's bytes that go with a snapshot.
enum Log {
    /// Nothing was committed since. What stands where the first frame goes is another log's.
    None(Head),
    Frames(Vec<u8>),
    /// The snapshot was replaced while they were read.
    Moved,
}

fn load(disk: &dyn Disk, place: &Place) -> Result<(PropertyGraph, Meta, State), Error> {
    for _ in 0..MOST_TRIES {
        let (Opened { mut graph, meta, identity }, stamp) = open_snapshot(disk, place)?;
        let log = disk.stamp(&place.log).map_err(|source| place.read_error(source))?;
        let (frames, other) = match read_log(disk, place, identity, stamp)? {
            Log::Moved => continue,
            Log::None(head) => (Vec::new(), Some(head)),
            Log::Frames(frames) => (frames, None),
        };
        let take = |frame: &Frame<'_>| Payload::apply(frame.payload, &mut graph).map(drop);
        let tail = read_frames(&frames, LOG_START, identity, 0, take)
            .map_err(|damage| damaged_log(place, damage))?;
        let (end, number) = match tail {
            Tail::Open { end, number } => (LOG_START + end as u64, number),
            Tail::Altered { at } => {
                return Err(damaged_log(place, Damage::Frame { at: LOG_START + at as u64 }));
            }
        };
        let (names, bounds) = (Position::of(&graph), bounds_of(&graph));
        let head = other.unwrap_or_else(|| head_of(&frames[(end - LOG_START) as usize..]));
        return Ok((graph, meta, State { identity, snapshot: stamp, log, head, end, number, names, bounds }));
    }
    Err(place.read_error(std::io::Error::other("the file is replaced again and again while it is read")))
}

/// A snapshot as it was opened.
struct Opened {
    graph: PropertyGraph,
    meta: Meta,
    identity: Identity,
}

fn open_snapshot(disk: &dyn Disk, place: &Place) -> Result<(Opened, Stamp), Error> {
    let file = disk.open(&place.snapshot, Access::Read).map_err(|source| place.read_error(source))?;
    let stamp = file.stamp().map_err(|source| place.read_error(source))?;
    let opened = snapshot::open(Bytes::File(file)).map_err(|fault| place.part_error(&fault))?;
    let (graph, meta, header) = opened;
    Ok((Opened { graph, meta, identity: Identity::of_snapshot(&header) }, stamp))
}

/// The log that goes on from a snapshot.
fn read_log(disk: &dyn Disk, place: &Place, identity: Identity, snapshot: Stamp) -> Result<Log, Error> {
    let read_error = |source| Error::Read { path: place.log.clone(), source };
    let is_moved = || Ok(disk.stamp(&place.snapshot).map_err(read_error)? != Some(snapshot));
    let moved_or = |log: Log| Ok(if is_moved()? { Log::Moved } else { log });
    let file = match disk.open(&place.log, Access::Read) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return moved_or(Log::None([0; FRAME_HEAD]));
        }
        Err(error) => return Err(read_error(error)),
    };
    let header = || {
        let len = file.stamp().map_err(read_error)?.len;
        Ok((Header::read(&file.bytes(0, LOG_START).map_err(read_error)?, len), len))
    };
    let (found, len) = header()?;
    let frames = file.bytes(LOG_START, len.saturating_sub(LOG_START)).map_err(read_error)?;
    // A checkpoint empties the log and begins it anew: what was read in between is of neither.
    let (header_now, len_now) = header()?;
    if header_now != found || len_now < len {
        return Ok(Log::Moved);
    }
    match found {
        Header::Of(own) if own == identity => Ok(Log::Frames(frames)),
        Header::Unwritten => moved_or(Log::None([0; FRAME_HEAD])),
        _ if is_moved()? => Ok(Log::Moved),
        Header::Of(other) if is_left_over(&frames, other, identity) => Ok(Log::None(head_of(&frames))),
        Header::Of(_) => Err(Error::OtherLog { path: place.path.clone(), log: place.log.clone() }),
        Header::Newer(found) => Err(damaged_log(place, Damage::Newer { found, known: 1 })),
        Header::Foreign => Err(damaged_log(place, Damage::Header)),
    }
}

/// Whether a log of another state of the file holds nothing, or ends with the word that this state takes its place.
fn is_left_over(frames: &[u8], other: Identity, identity: Identity) -> bool {
    let mut last = None;
    let read = read_frames(frames, LOG_START, other, 0, |frame| {
        last = Some(Payload::replacement(frame.payload));
        Ok::<(), std::convert::Infallible>(())
    });
    matches!(read, Ok(Tail::Open { .. })) && last.is_none_or(|last| last == Some(identity))
}

fn damaged_log(place: &Place, damage: Damage) -> Error {
    Error::Damaged { path: place.log.clone(), damage }
}
