//! A frame: a payload under a checksum.

use super::Identity;

const MARK: [u8; 4] = [0xe5, 0xbf, 0x97, 0x0a];
/// Bytes before the payload.
pub(in crate::storage) const FRAME_HEAD: usize = 32;

/// A frame as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::storage) struct Frame<'b> {
    /// Its number, from 1.
    pub(in crate::storage) number: u64,
    /// How far the log had reached the disk before.
    pub(in crate::storage) synced: u64,
    pub(in crate::storage) payload: &'b [u8],
}

impl<'b> Frame<'b> {
    /// The frame at the beginning of `bytes`; none when there is no whole one.
    pub(in crate::storage) fn read(bytes: &'b [u8], identity: Identity) -> Option<Self> {
        let frame = Self::unchecked(bytes)?;
        let sum = bytes[4..].first_chunk().copied().map_or(0, u32::from_le_bytes);
        (sum == checksum(&bytes[8..FRAME_HEAD], frame.payload, identity)).then_some(frame)
    }

    /// The same without a look at the checksum.
    pub(in crate::storage) fn unchecked(bytes: &'b [u8]) -> Option<Self> {
        let head = bytes.first_chunk::<FRAME_HEAD>()?;
        let number = |at: usize| head[at..].first_chunk().copied().map_or(0, u64::from_le_bytes);
        let length = usize::try_from(number(8)).ok().filter(|_| head.starts_with(&MARK))?;
        let payload = bytes[FRAME_HEAD..].get(..length)?;
        Some(Self { number: number(16), synced: number(24), payload })
    }

    /// Bytes it takes.
    pub(in crate::storage) fn len(&self) -> usize {
        FRAME_HEAD + self.payload.len()
    }

    /// The bytes of the frame.
    pub(in crate::storage) fn bytes(&self, identity: Identity) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len());
        bytes.extend_from_slice(&MARK);
        bytes.extend_from_slice(&[0; 4]);
        for number in [self.payload.len() as u64, self.number, self.synced] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        let sum = checksum(&bytes[8..], self.payload, identity);
        bytes[4..8].copy_from_slice(&sum.to_le_bytes());
        bytes.extend_from_slice(self.payload);
        bytes
    }

    /// Where the next frame may begin in bytes that hold no whole one at their beginning.
    pub(in crate::storage) fn next_mark(bytes: &[u8]) -> Option<usize> {
        memchr::memmem::find(bytes.get(1..)?, &MARK).map(|at| at + 1)
    }
}

fn checksum(head: &[u8], payload: &[u8], identity: Identity) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&identity.0);
    hasher.update(head);
    hasher.update(payload);
    hasher.finalize()
}
