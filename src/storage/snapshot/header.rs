//! The header: what the file is, how long it is, where its sections lie and what their checksums are.

use std::ops::Range;

use super::Damage;
use super::section::Section;

/// First bytes of every graph file; not ASCII alone, so that a transfer as text is noticed.
const MAGIC: &[u8; 8] = "TUZHI图".as_bytes().first_chunk().expect("eight bytes");
/// The format that is written, and the highest that is read.
const VERSION: u32 = 1;
const FIXED: usize = 24;
/// Bytes at the beginning of a file that tell whether it is a graph.
pub(in crate::storage) const START: u64 = 64;
const ENTRY: usize = 24;
/// Bytes of the header, which holds the checksums of all sections.
pub(in crate::storage) const HEADER: usize = FIXED + Section::ALL.len() * ENTRY + 4;

/// The header of a file that has these sections, in the order of [`Section::ALL`].
pub(super) fn header_of(sections: &[Vec<u8>; Section::ALL.len()]) -> Vec<u8> {
    let length = HEADER + sections.iter().map(Vec::len).sum::<usize>();
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&(Section::ALL.len() as u32).to_le_bytes());
    header.extend_from_slice(&(length as u64).to_le_bytes());
    let mut offset = HEADER;
    for (section, bytes) in Section::ALL.iter().zip(sections) {
        header.extend_from_slice(&section.kind().to_le_bytes());
        header.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        header.extend_from_slice(&(offset as u64).to_le_bytes());
        header.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        offset += bytes.len();
    }
    header.extend_from_slice(&crc32fast::hash(&header).to_le_bytes());
    header
}

/// Joins the sections to a file.
#[cfg(test)]
pub(super) fn assemble(sections: &[Vec<u8>; Section::ALL.len()]) -> Vec<u8> {
    [header_of(sections), sections.concat()].concat()
}

/// The sections of a file, in the order of [`Section::ALL`].
pub(super) type Parts<'b> = [&'b [u8]; Section::ALL.len()];

/// Checks a file from magic to checksums and gives its sections.
#[cfg(test)]
pub(super) fn take_apart(file: &[u8]) -> Result<Parts<'_>, Damage> {
    look_at_parts(file, &mut Err)
}

/// The same; what is wrong is handed to `note`, which says whether to go on with what is there.
pub(super) fn look_at_parts<'b>(
    file: &'b [u8],
    note: &mut dyn FnMut(Damage) -> Result<(), Damage>,
) -> Result<Parts<'b>, Damage> {
    check_start(file)?;
    let header = file.get(..HEADER).ok_or_else(|| torn(HEADER as u64, file))?;
    if crc32fast::hash(&header[..HEADER - 4]) != u32_at(header, HEADER - 4) {
        note(Damage::Header)?;
    }
    let length = u64_at(header, 16);
    if length != file.len() as u64 {
        note(torn(length, file))?;
    }
    let mut sections = [&[][..]; Section::ALL.len()];
    let mut end = HEADER;
    for (number, section) in Section::ALL.iter().enumerate() {
        let Some(range) = entry(header, number, *section, end) else {
            note(Damage::Header)?;
            continue;
        };
        // Of a torn file the beginning of a section may be there.
        let there = range.start.min(file.len())..range.end.min(file.len());
        let bytes = &file[there.clone()];
        if there != range {
            note(torn(length, file))?;
        } else if crc32fast::hash(bytes) != u32_at(header, FIXED + number * ENTRY + 4) {
            note(Damage::Checksum { section: section.name() })?;
        }
        sections[number] = bytes;
        end = range.end;
    }
    if end != file.len() {
        note(Damage::Header)?;
    }
    Ok(sections)
}

/// Name and length of each section, as the header has them.
pub(in crate::storage) fn section_lengths(file: &[u8]) -> Vec<(&'static str, u64)> {
    let length =
        |number: usize| file.get(..HEADER).map_or(0, |file| u64_at(file, FIXED + number * ENTRY + 16));
    Section::ALL.iter().enumerate().map(|(number, section)| (section.name(), length(number))).collect()
}

/// Magic, version and number of sections, which say whether the rest of the file can be understood.
pub(in crate::storage) fn check_start(file: &[u8]) -> Result<(), Damage> {
    if file.is_empty() {
        return Err(Damage::Empty);
    }
    if !MAGIC.starts_with(&file[..file.len().min(MAGIC.len())]) {
        return Err(Damage::NotAGraph);
    }
    if file.len() < FIXED {
        return Err(torn(HEADER as u64, file));
    }
    match u32_at(file, 8) {
        VERSION => {}
        0 => return Err(Damage::Header),
        found => return Err(Damage::Newer { found, known: VERSION }),
    }
    if u32_at(file, 12) as usize == Section::ALL.len() { Ok(()) } else { Err(Damage::Header) }
}

/// Where a section lies, when its entry is the expected one and begins where the section before it ends.
fn entry(header: &[u8], number: usize, section: Section, begin: usize) -> Option<Range<usize>> {
    let at = FIXED + number * ENTRY;
    let offset = usize::try_from(u64_at(header, at + 8)).ok()?;
    let length = usize::try_from(u64_at(header, at + 16)).ok()?;
    let fits = u32_at(header, at) == section.kind() && offset == begin;
    fits.then_some(offset..offset.checked_add(length)?)
}

fn torn(expected: u64, file: &[u8]) -> Damage {
    Damage::Torn { expected, found: file.len() as u64 }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().copied().map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().copied().map_or(0, u64::from_le_bytes)
}
