//! Files of format version 1, which are read as a whole and not written any more. Integers are little endian; a count is
//! a LEB128 varint.
//!
//! ```text
//! header    magic `TUZHI图` (8)   version (4)   number of sections (4)   length of the file (8)
//!           per section: kind (4)  crc32 (4)  offset (8)  length (8)
//!           crc32 of the header so far (4)
//! sections  one after another without gaps, in the order of their kinds
//!
//! 1 meta            count, then key and value as texts (a text is its length and its UTF-8 bytes)
//! 2 vocabulary      for labels, types, keys: count and names; count and alias, name
//! 3 strings         count and texts: every string a property holds, once, in the order of first use
//! 4 nodes           count; sets of labels (count, then count and labels); per node the number of its set (1, 2 or 4 bytes)
//! 5 node properties per node a count, then key and value
//! 6 relationships   count; starts (4 bytes each), ends (4 bytes each), types (1, 2 or 4 bytes each)
//! 7 relationship properties
//! 8 indexes         count, then label and key
//! ```

mod decode;
mod header;
mod section;

pub(super) use decode::{Note, decode_noting};
pub(super) use header::{HEADER, section_lengths};

/// Bytes for one number below `bound`.
pub(super) fn column_width(bound: usize) -> usize {
    match bound {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        _ => 4,
    }
}
