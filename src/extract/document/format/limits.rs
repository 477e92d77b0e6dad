//! How much a file may unpack to. Chosen so that any real report fits many times over and a hostile file stops early.

use super::super::ReadError;

/// Bytes of one member of an archive, unpacked.
pub(super) const MAX_MEMBER: u64 = 256 << 20;

/// Bytes of all members of an archive and of the archives in it, unpacked.
const MAX_UNPACKED: u64 = 1 << 30;

/// How many times its size a member may unpack to; running text packs to a third, the XML around it to a thirtieth.
const MAX_RATIO: u64 = 250;

/// Bytes up to which the ratio is not looked at: small members may be all blanks.
const FREE_RATIO: u64 = 4 << 20;

/// Members of an archive.
pub(super) const MAX_MEMBERS: usize = 20_000;

/// Archives in archives.
pub(super) const MAX_DEPTH: usize = 4;

/// Pages of a PDF.
pub(super) const MAX_PAGES: usize = 5_000;

/// Rows of a table.
pub(super) const MAX_ROWS: usize = 200_000;

/// Columns of a table.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// Elements of a docx or xlsx inside one another.
pub(super) const MAX_NESTING: usize = 256;

/// What one file may still unpack to, its archives in archives included.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    left: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MAX_UNPACKED }
    }
}

impl Budget {
    /// The most bytes that a member of `packed` bytes may unpack to now.
    pub(super) fn most(&self, packed: u64) -> u64 {
        let by_ratio = packed.saturating_mul(MAX_RATIO).max(FREE_RATIO);
        by_ratio.min(MAX_MEMBER).min(self.left)
    }

    /// Takes what was unpacked.
    pub(super) fn take(&mut self, bytes: u64) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(bytes).ok_or(ReadError::Unpacked { most: MAX_UNPACKED })?;
        Ok(())
    }
}
