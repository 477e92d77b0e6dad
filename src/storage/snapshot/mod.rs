//! The bytes of a graph's file, format version 1. Integers are little endian; a count is a LEB128 varint.
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
//!
//! Nodes and relationships stand in the order of their ids and are known by their rank, so that gaps which deletions
//! left close when a graph is saved and opened. Equal graphs give equal bytes. Everything in a file is checked
//! before it is believed: each byte is under a checksum, each count is held against the bytes that are left, each
//! number against its table.

mod damage;
mod decode;
mod encode;
mod header;
#[cfg(test)]
mod law_tests;
mod reader;
mod section;
mod writer;

pub use damage::Damage;
pub use decode::decode;
pub(super) use decode::decode_noting;
pub use encode::encode;
pub(super) use encode::encode_pieces;
pub(super) use header::{HEADER, START, check_start, section_lengths};
pub(super) use reader::Reader;
pub use section::Meta;
pub(super) use writer::{Strings, put_count, put_text, put_value};
