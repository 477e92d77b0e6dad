//! Writing a whole graph to a file, in the place of what is there: a new file is written beside the old one, brought to
//! the disk, and takes the old one's name. Whoever opens the file sees the graph before or the graph after.

use std::io;
use std::path::Path;

use super::Error;
use super::disk::{Disk, DiskFile, SystemDisk};
use super::log::{Frame, Header, Identity, LOG_START, Payload, Tail, read_frames};
use super::place::Place;
use super::snapshot::Meta;
use crate::graph::PropertyGraph;

/// Writes a graph to `path`, in the place of what is there. Refused while another process writes to that graph.
pub fn save(graph: &PropertyGraph, meta: &Meta, path: &Path) -> Result<(), Error> {
    save_on(&SystemDisk, graph, meta, path)
}

/// The same on any disk.
pub(crate) fn save_on(disk: &dyn Disk, graph: &PropertyGraph, meta: &Meta, path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        let source = io::Error::new(io::ErrorKind::IsADirectory, "it is a folder");
        return Err(Error::Write { path: path.to_owned(), source });
    }
    let place = Place::of(disk, path);
    let had_log = disk.stamp(&place.log).is_ok_and(|stamp| stamp.is_some());
    let log = place.lock(disk)?;
    let saved = replace(disk, &place, &*log, graph, meta);
    if saved.is_ok() || !had_log {
        // It holds nothing that counts any more; an error only leaves it lying there.
        drop(disk.remove(&place.log));
    }
    saved
}

fn replace(
    disk: &dyn Disk,
    place: &Place,
    log: &dyn DiskFile,
    graph: &PropertyGraph,
    meta: &Meta,
) -> Result<(), Error> {
    let next = Identity::of_snapshot(&place.prepare(disk, graph, meta)?);
    let put_in_place = || {
        tell_replacement(log, next)?;
        place.put_in_place(disk)?;
        place.sync_folder(disk)
    };
    put_in_place().map_err(|source| place.write_error(source))
}

/// Until the new file has its name the log still belongs to the old one; afterwards it must be known as left over.
fn tell_replacement(log: &dyn DiskFile, next: Identity) -> io::Result<()> {
    let len = log.stamp()?.len;
    let frames = log.bytes(LOG_START, len.saturating_sub(LOG_START))?;
    let Header::Of(identity) = Header::read(&log.bytes(0, LOG_START)?, len) else {
        // No log, or none that anybody can read: the graph that it was of is given up.
        return log.set_len(0).and_then(|()| log.sync());
    };
    let tail = read_frames(&frames, LOG_START, identity, 0, |_| Ok::<(), std::convert::Infallible>(()));
    match tail {
        Ok(Tail::Open { number: 0, .. }) => Ok(()),
        Ok(Tail::Open { end, number }) => {
            let end = LOG_START + end as u64;
            log.set_len(end)?;
            let payload = Payload::of_replacement(next);
            let frame = Frame { number: number + 1, synced: end, payload: &payload };
            log.write_at(&frame.bytes(identity), end)?;
            log.sync()
        }
        _ => log.set_len(0).and_then(|()| log.sync()),
    }
}
