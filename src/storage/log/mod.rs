//! The log beside a graph's file: what was committed since the file was written, one frame a transaction.
//!
//! ```text
//! header   magic `TUZHI志` (8)   version (4)   crc32 of magic, version and identity (4)
//!          identity of the graph's file (16)   who writes: a text, zeros after it (96)
//! frame    mark (4)   crc32 of all that follows and of the identity (4)
//!          length of the payload (8)   number of the frame (8)   synced (8)   payload
//! payload  new labels, types, keys: count and names each; count and texts of the strings; count and changes
//! ```
//!
//! A frame is a commit: whole, or it did not happen. All numbers are little-endian or, in payloads, as in a snapshot.
//! The identity is a hash of the header of the graph's file, which holds the checksums of all its sections: a log is of
//! one state of one file. Before a file is replaced a last frame without changes tells the identity of the next one.
//!
//! `synced` is how far the log had reached the disk when the frame was written. A frame that is broken and lies below
//! what a later one tells as synced was altered; one at the end was cut off by a crash, and had not been acknowledged.

mod frame;
mod header;
mod net;
mod record;
mod replay;

pub(super) use frame::Frame;
pub(super) use header::{Header, Identity, LOG_START};
pub(super) use record::{Payload, Position};
pub(super) use replay::{Tail, read_frames};
