//! The header: what the file is, how long it is, where its sections lie and what their checksums are.

use std::sync::Arc;

use super::Damage;
use super::file::{Bytes, PartFault};
use super::version_1::Note;
use crate::graph::{IndexKey, KeyId, LabelId, NameTable, Part, TypeId, Vocabulary};

/// First bytes of every graph file; not ASCII alone, so that a transfer as text is noticed.
pub(super) const MAGIC: &[u8; 8] = "TUZHI图".as_bytes().first_chunk().expect("eight bytes");
/// The format that is written, and the highest that is read.
pub const VERSION: u32 = 2;
const FIXED: usize = 24;
/// Bytes at the beginning of a file that tell whether it is a graph.
pub(super) const START: u64 = 64;
const ENTRY: usize = 32;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Outline,
    Names,
    Notes,
    Of(Part),
}

impl Section {
    /// Kind and two numbers, as the header has them.
    fn numbers(self) -> [u32; 3] {
        match self {
            Self::Outline => [1, 0, 0],
            Self::Names => [2, 0, 0],
            Self::Notes => [3, 0, 0],
            Self::Of(Part::LabelSets) => [4, 0, 0],
            Self::Of(Part::NodeColumn(key)) => [5, key.0, 0],
            Self::Of(Part::Relationships(rel_type)) => [6, rel_type.0, 0],
            Self::Of(Part::RelColumn(key)) => [7, key.0, 0],
            Self::Of(Part::Index(index)) => [8, index.label.0, index.key.0],
        }
    }

    fn of_numbers(numbers: [u32; 3]) -> Option<Self> {
        Some(match numbers {
            [1, 0, 0] => Self::Outline,
            [2, 0, 0] => Self::Names,
            [3, 0, 0] => Self::Notes,
            [4, 0, 0] => Self::Of(Part::LabelSets),
            [5, key, 0] => Self::Of(Part::NodeColumn(KeyId(key))),
            [6, rel_type, 0] => Self::Of(Part::Relationships(TypeId(rel_type))),
            [7, key, 0] => Self::Of(Part::RelColumn(KeyId(key))),
            [8, label, key] => Self::Of(Part::Index(IndexKey { label: LabelId(label), key: KeyId(key) })),
            _ => return None,
        })
    }

    /// Its name in messages; what it is of goes by its number where the names cannot be read.
    pub(super) fn name(self, names: &Vocabulary) -> Arc<str> {
        let name = |table: NameTable, number: u32| match names.names(table).get(number as usize) {
            Some(name) => name.clone(),
            None => number.to_string().into(),
        };
        match self {
            Self::Outline => "outline".into(),
            Self::Names => "names".into(),
            Self::Notes => "notes".into(),
            Self::Of(Part::LabelSets) => "labels of nodes".into(),
            Self::Of(Part::NodeColumn(key)) => {
                format!("node property `{}`", name(NameTable::Key, key.0)).into()
            }
            Self::Of(Part::Relationships(rel_type)) => {
                format!("relationships `{}`", name(NameTable::Type, rel_type.0)).into()
            }
            Self::Of(Part::RelColumn(key)) => {
                format!("relationship property `{}`", name(NameTable::Key, key.0)).into()
            }
            Self::Of(Part::Index(IndexKey { label, key })) => {
                format!("index on `{}({})`", name(NameTable::Label, label.0), name(NameTable::Key, key.0))
                    .into()
            }
        }
    }
}

/// Where a section lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) section: Section,
    pub(super) crc: u32,
    pub(super) offset: u64,
    pub(super) length: u64,
}

/// All sections of a file, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    /// Length of the file.
    pub(super) length: u64,
}

impl Directory {
    /// The directory of sections with these checksums and lengths.
    pub(super) fn of(sections: impl Iterator<Item = (Section, u32, u64)>) -> Self {
        let mut entries: Vec<Entry> =
            sections.map(|(section, crc, length)| Entry { section, crc, offset: 0, length }).collect();
        let mut offset = Self::header_length(entries.len());
        for entry in &mut entries {
            entry.offset = offset;
            offset += entry.length;
        }
        Self { entries, length: offset }
    }

    /// Bytes of the header of so many sections.
    pub(super) fn header_length(n_sections: usize) -> u64 {
        length_with(n_sections) as u64
    }

    /// The bytes of the header.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut header = Vec::with_capacity(length_with(self.entries.len()));
        header.extend_from_slice(MAGIC);
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&(self.entries.len() as u32).to_le_bytes());
        header.extend_from_slice(&self.length.to_le_bytes());
        for entry in &self.entries {
            for number in entry.section.numbers() {
                header.extend_from_slice(&number.to_le_bytes());
            }
            header.extend_from_slice(&entry.crc.to_le_bytes());
            header.extend_from_slice(&entry.offset.to_le_bytes());
            header.extend_from_slice(&entry.length.to_le_bytes());
        }
        header.extend_from_slice(&crc32fast::hash(&header).to_le_bytes());
        header
    }

    /// Reads the header of a file.
    pub(super) fn of_file(bytes: &Bytes, note: &mut Note<'_>) -> Result<(Self, Vec<u8>), PartFault> {
        let start = bytes.read(0, START)?;
        check_start(&start)?;
        let header = bytes.read(0, header_length(&start) as u64)?;
        Ok((Self::read(&header, bytes.len()?, note)?, header))
    }

    /// Reads a header, of a file of `found` bytes. What is wrong is handed to `note`, which says whether to go on.
    pub(super) fn read(header: &[u8], found: u64, note: &mut Note<'_>) -> Result<Self, Damage> {
        let n_entries = number(header, 12) as usize;
        let length = u64::from(number(header, 16)) | u64::from(number(header, 20)) << 32;
        let end = length_with(n_entries);
        let torn = || Damage::Torn { expected: length.max(end as u64), found };
        let header = header.get(..end).ok_or_else(torn)?;
        if crc32fast::hash(&header[..end - 4]) != number(header, end - 4) {
            note(Damage::Header)?;
        } else if length != found {
            note(torn())?;
        }
        let mut directory = Self { entries: Vec::with_capacity(n_entries), length };
        let mut offset = end as u64;
        for entry in header[FIXED..end - 4].chunks_exact(ENTRY) {
            let Some(entry) = Entry::read(entry).filter(|entry| directory.goes_on_with(entry, offset)) else {
                note(Damage::Header)?;
                continue;
            };
            offset = entry.offset.saturating_add(entry.length);
            directory.entries.push(entry);
        }
        if offset != length {
            note(Damage::Header)?;
        }
        Ok(directory)
    }

    /// Whether an entry may follow: sections ascend and leave no gaps.
    fn goes_on_with(&self, entry: &Entry, offset: u64) -> bool {
        entry.offset >= offset
            && entry.offset.checked_add(entry.length).is_some_and(|end| end <= self.length)
            && self.entries.last().is_none_or(|last| last.section < entry.section)
    }

    /// Where a section lies, when the file has it.
    pub(super) fn find(&self, section: Section) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&section, |entry| entry.section).ok()?;
        self.entries.get(at)
    }

    /// The parts of the graph that the file has, ascending.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        self.entries.iter().filter_map(|entry| match entry.section {
            Section::Of(part) => Some(part),
            _ => None,
        })
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let section = Section::of_numbers([number(bytes, 0), number(bytes, 4), number(bytes, 8)])?;
        let long = |at: usize| u64::from(number(bytes, at)) | u64::from(number(bytes, at + 4)) << 32;
        Some(Self { section, crc: number(bytes, 12), offset: long(16), length: long(24) })
    }
}

fn length_with(n_entries: usize) -> usize {
    FIXED + n_entries * ENTRY + 4
}

/// Bytes of the header of a file that begins with these, which were checked: the header holds the checksums of all else.
pub(in crate::storage) fn header_length(start: &[u8]) -> usize {
    match number(start, 8) {
        VERSION => length_with(number(start, 12) as usize),
        _ => super::version_1::HEADER,
    }
}

/// Magic and version, which say whether the rest of the file can be understood.
pub(super) fn check_start(start: &[u8]) -> Result<u32, Damage> {
    if start.is_empty() {
        return Err(Damage::Empty);
    }
    if !MAGIC.starts_with(&start[..start.len().min(MAGIC.len())]) {
        return Err(Damage::NotAGraph);
    }
    if start.len() < FIXED {
        return Err(Damage::Torn { expected: START, found: start.len() as u64 });
    }
    match number(start, 8) {
        0 => Err(Damage::Header),
        known @ 1..=VERSION => Ok(known),
        found => Err(Damage::Newer { found, known: VERSION }),
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().map_or(0, u32::from_le_bytes)
}
