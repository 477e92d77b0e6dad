//! Reads the frames of a log up to the last whole one, and tells a torn end from a damaged middle.

use super::{Frame, Identity};

/// Frames behind a broken one that are tried: bytes made for it could ask for any number of checksums.
const MOST_TRIED: usize = 64;

/// How the frames end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storage) enum Tail {
    /// With the last whole frame, or with one that was never acknowledged. `end` is where the next one goes.
    Open {
        /// Bytes of whole frames.
        end: usize,
        /// Number of the last whole frame.
        number: u64,
    },
    /// A frame that had reached the disk cannot be read.
    Altered {
        /// Where it begins.
        at: usize,
    },
}

/// Hands each whole frame on, in order, beginning after frame `number`. `base` is where `bytes` begin in the log.
pub(in crate::storage) fn read_frames<E>(
    bytes: &[u8],
    base: u64,
    identity: Identity,
    mut number: u64,
    mut take: impl FnMut(&Frame<'_>) -> Result<(), E>,
) -> Result<Tail, E> {
    let mut end = 0;
    while let Some(frame) = Frame::read(&bytes[end..], identity).filter(|frame| frame.number == number + 1) {
        take(&frame)?;
        number += 1;
        end += frame.len();
    }
    let altered = later_frame(&bytes[end..], identity, number, base + end as u64);
    Ok(if altered { Tail::Altered { at: end } } else { Tail::Open { end, number } })
}

/// Whether a later frame tells that the log had reached the disk beyond `broken`.
fn later_frame(mut rest: &[u8], identity: Identity, number: u64, broken: u64) -> bool {
    let mut n_tried = 0;
    while let Some(at) = Frame::next_mark(rest).filter(|_| n_tried < MOST_TRIED) {
        rest = &rest[at..];
        let is_later = |frame: &Frame<'_>| frame.number > number && frame.synced > broken;
        if Frame::unchecked(rest).as_ref().is_some_and(is_later) {
            n_tried += 1;
            if Frame::read(rest, identity).is_some() {
                return true;
            }
        }
    }
    false
}
