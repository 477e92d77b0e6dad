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
//! Behind the last frame lies room for more, zeros that are on the disk already: a commit then changes bytes of the file and
//! nothing else, and its sync waits for one write. Zeros are no frame. A writer that leaves gives the room back; one that
//! was killed leaves it, and the next one takes it away with a torn end.
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

pub(super) use frame::{FRAME_HEAD, Frame};
pub(super) use header::{Header, Identity, LOG_START};
pub(super) use record::{Payload, Position, skips_far};
pub(super) use replay::{Tail, read_frames};
