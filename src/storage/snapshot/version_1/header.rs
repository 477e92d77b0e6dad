//! The header: what the file is, how long it is, where its sections lie and what their checksums are.

use std::ops::Range;

use super::super::Damage;
use super::super::directory::check_start;
use super::decode::Note;
use super::section::Section;

/// The format.
const VERSION: u32 = 1;
const FIXED: usize = 24;
const ENTRY: usize = 24;
/// Bytes of the header, which holds the checksums of all sections.
pub(in crate::storage::snapshot) const HEADER: usize = FIXED + Section::ALL.len() * ENTRY + 4;

/// The sections of a file, in the order of [`Section::ALL`].
pub(super) type Parts<'b> = [&'b [u8]; Section::ALL.len()];

/// Checks a file from magic to checksums and gives its sections; what is wrong is handed to `note`, which says whether to go on with what is there.
pub(super) fn look_at_parts<'b>(file: &'b [u8], note: &mut Note<'_>) -> Result<Parts<'b>, Damage> {
    if check_start(file)? != VERSION
        || (file.len() >= FIXED && u32_at(file, 12) as usize != Section::ALL.len())
    {
        return Err(Damage::Header);
    }
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
            note(Damage::Checksum { section: section.name().into() })?;
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
pub(in crate::storage::snapshot) fn section_lengths(file: &[u8]) -> Vec<(&'static str, u64)> {
    let length =
        |number: usize| file.get(..HEADER).map_or(0, |file| u64_at(file, FIXED + number * ENTRY + 16));
    Section::ALL.iter().enumerate().map(|(number, section)| (section.name(), length(number))).collect()
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
