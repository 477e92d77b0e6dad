//! The bytes of a graph's file, format version 2. Integers are little endian; a count is a LEB128 varint; a column of
//! numbers has 1, 2, 3, 4 or 8 bytes a number, as many as the highest asks for.
//!
//! ```text
//! header    magic `TUZHI图` (8)   version (4)   number of sections (4)   length of the file (8)
//!           per section: kind (4)  number (4)  second number (4)  crc32 (4)  offset (8)  length (8)
//!           crc32 of the header so far (4)
//! sections  one after another without gaps, ascending by kind and numbers
//!
//! 1 outline        fingerprint of the hash function (8); nodes, relationships, loops; count of sets of labels, each
//!                  a count and labels; nodes by label; per type: relationships, count and starts by set, count and ends
//! 2 names          for labels, types, keys: count and names; count and alias, name
//! 3 notes          count, then key and value as texts (a text is its length and its UTF-8 bytes)
//! 4 labels         per node the number of its set
//! 5 node property  of a key: ids, values
//! 6 relationships  of a type: ids as runs (count, then gap and length each), starts, ends
//! 7 relationship property, as 5
//! 8 index          of a label (number) and a key (second number): count, hashes (4 each, ascending), nodes
//!
//! ids      0 first, count | 1 first, length, bits | 2 count, gaps
//! values   0 integers: least, width, differences | 1 floats (8 each) | 2 bits
//!          3 texts: count, width, lengths, bytes; codes | 4 strings: count and texts; values one by one
//! ```
//!
//! The header, the outline, the names and the notes are read when a graph is opened; every other section when it is first
//! touched, and its checksum is looked at then ([`file`]). A section that did not change goes into the next file as it is.
//!
//! Nodes and relationships stand in the order of their ids and are known by their rank, so that gaps which deletions
//! left close when a graph is saved and opened. Equal graphs give equal bytes. Everything in a file is checked
//! before it is believed: each byte is under a checksum, each count is held against the bytes that are left, each
//! number against its table. Files of version 1 are read as a whole (`version_1`).

mod check;
mod column;
mod damage;
mod decode;
mod directory;
mod encode;
mod file;
#[cfg(test)]
mod law_tests;
mod notes;
mod outline;
mod reader;
mod rels;
mod rule;
mod salvage;
mod version_1;
mod writer;

pub(super) use check::inspect;
pub use damage::Damage;
pub use decode::decode;
pub use directory::VERSION;
pub(super) use directory::header_length;
pub use encode::encode;
pub(super) use encode::write;
pub(super) use file::{Bytes, PartFault, open};
pub use notes::Meta;
pub(super) use reader::Reader;
pub(super) use rule::{put_rule, take_rule};
pub(super) use writer::{Strings, put_count, put_text, put_value};
