//! The beginning of a log: which file it belongs to, and who writes it.

use sha2::{Digest as _, Sha256};

use crate::storage::snapshot::header_length;

const MAGIC: &[u8; 8] = "TUZHI志".as_bytes().first_chunk().expect("eight bytes");
const VERSION: u32 = 1;
const WRITER: usize = 32;
/// Where frames begin.
pub(in crate::storage) const LOG_START: u64 = 128;

/// Which state of a graph's file a log goes on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storage) struct Identity(pub(in crate::storage) [u8; 16]);

impl Identity {
    /// Of a file, by its first bytes.
    pub(in crate::storage) fn of_snapshot(file: &[u8]) -> Self {
        let digest = Sha256::digest(&file[..file.len().min(header_length(file))]);
        Self(digest.first_chunk().copied().expect("a digest has 32 bytes"))
    }
}

/// What the beginning of a log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storage) enum Header {
    /// It was never finished; no frame can follow.
    Unwritten,
    /// The log of a file.
    Of(Identity),
    /// A log of a later program.
    Newer(u32),
    /// Other bytes.
    Foreign,
}

impl Header {
    /// Reads a log's first bytes, of a file of `len` bytes.
    pub(in crate::storage) fn read(bytes: &[u8], len: u64) -> Self {
        let Some(header) = bytes.first_chunk::<WRITER>() else { return Self::short(len) };
        let number = |at: usize| header[at..].first_chunk().copied().map_or(0, u32::from_le_bytes);
        let is_whole = header.starts_with(MAGIC) && number(12) == checksum(header);
        match (is_whole, number(8)) {
            (true, VERSION) => Self::Of(Identity(header[16..].first_chunk().copied().unwrap_or_default())),
            (true, newer) => Self::Newer(newer),
            _ => Self::short(len),
        }
    }

    /// Nobody commits before the header is on the disk, so what has no frame was being made.
    fn short(len: u64) -> Self {
        if len <= LOG_START { Self::Unwritten } else { Self::Foreign }
    }

    /// The beginning of a log, with a note of who writes it.
    pub(in crate::storage) fn bytes(identity: Identity, writer: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LOG_START as usize);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&identity.0);
        let sum = checksum(bytes.first_chunk().expect("just written"));
        bytes[12..16].copy_from_slice(&sum.to_le_bytes());
        let room = LOG_START as usize - WRITER;
        bytes.extend_from_slice(&writer.as_bytes()[..writer.floor_char_boundary(room)]);
        bytes.resize(LOG_START as usize, 0);
        bytes
    }

    /// Who wrote the first bytes of a log.
    pub(in crate::storage) fn writer(bytes: &[u8]) -> String {
        let note = bytes.get(WRITER..(LOG_START as usize).min(bytes.len())).unwrap_or_default();
        let note = note.split(|byte| *byte == 0).next().unwrap_or_default();
        String::from_utf8_lossy(note).into_owned()
    }
}

fn checksum(header: &[u8; WRITER]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&header[..12]);
    hasher.update(&header[16..]);
    hasher.finalize()
}
