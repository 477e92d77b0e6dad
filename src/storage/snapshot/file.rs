//! A graph's file, open: each part is read, and held against its checksum, when it is asked for.

use std::io;
use std::sync::Arc;

use super::column::take_column;
use super::directory::{Directory, Entry, START, Section, check_start};
use super::notes::take_notes;
use super::outline::{take_names, take_outline};
use super::reader::Reader;
use super::rels::{take_index, take_rels};
use super::version_1::{self, Note};
use super::writer::width_below;
use super::{Damage, Meta};
use crate::graph::{
    ColumnPart, IndexKey, IndexPart, KeyId, NameTable, Outline, Part, PartError, Parts, PropertyGraph,
    RelPart, TypeId, hash_fingerprint,
};
use crate::storage::disk::DiskFile;

/// Where bytes are read from.
#[derive(Debug)]
pub(in crate::storage) enum Bytes {
    /// A file, which may be replaced meanwhile: it stays the one that was opened.
    File(Box<dyn DiskFile>),
    /// Bytes in memory.
    Memory(Vec<u8>),
}

/// Why a part could not be read.
#[derive(Debug, thiserror::Error)]
pub(in crate::storage) enum PartFault {
    /// The bytes are not those that were written.
    #[error(transparent)]
    Damage(#[from] Damage),
    /// They cannot be read.
    #[error(transparent)]
    Read(#[from] io::Error),
}

impl Bytes {
    pub(super) fn len(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.stamp()?.len),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// Up to `len` bytes from a place; fewer at the end.
    pub(super) fn read(&self, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::File(file) => file.bytes(offset, len),
            Self::Memory(bytes) => {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes[place(offset)..place(offset.saturating_add(len))].to_vec())
            }
        }
    }
}

/// A file with its sections. Clones are the same file.
#[derive(Clone, Debug)]
pub(in crate::storage) struct SnapshotFile(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    bytes: Bytes,
    directory: Directory,
    outline: Outline,
    /// Whether its indexes hold the hashes that this program makes.
    has_own_hashes: bool,
}

/// Opens a graph: its names, counts and notes are read; the rest when it is asked for. Gives the first bytes too, which
/// hold the checksums of all else.
pub(in crate::storage) fn open(bytes: Bytes) -> Result<(PropertyGraph, Meta, Vec<u8>), PartFault> {
    let start = bytes.read(0, START)?;
    if check_start(&start)? == 1 {
        let mut file = bytes.read(0, u64::MAX)?;
        let (graph, meta) = version_1::decode_noting(&file, &mut Err)?;
        file.truncate(version_1::HEADER);
        return Ok((graph, meta, file));
    }
    let (directory, header) = Directory::of_file(&bytes, &mut Err)?;
    let (file, meta) = SnapshotFile::open(bytes, directory, &mut Err)?;
    Ok((file.graph(), meta, header))
}

impl SnapshotFile {
    /// Reads the names, the outline and the notes.
    pub(super) fn open(
        bytes: Bytes,
        directory: Directory,
        note: &mut Note<'_>,
    ) -> Result<(Self, Meta), PartFault> {
        let nameless =
            Self(Arc::new(Inner { bytes, directory, outline: Outline::default(), has_own_hashes: false }));
        let read = |section: Section, name: &'static str| nameless.section(section, name);
        let names = take_names(Reader::new("names", &read(Section::Names, "names")?))?;
        let (mut outline, fingerprint) =
            take_outline(Reader::new("outline", &read(Section::Outline, "outline")?), names)?;
        let notes = read(Section::Notes, "notes");
        let notes = notes.and_then(|notes| Ok(take_notes(Reader::new("notes", &notes))?));
        let meta = match notes {
            Err(PartFault::Damage(damage)) => note(damage).map(|()| Meta::new())?,
            read => read?,
        };
        let Inner { bytes, mut directory, .. } = Arc::into_inner(nameless.0).expect("nobody else has it yet");
        list_parts(&mut directory, &mut outline, note)?;
        let has_own_hashes = fingerprint == hash_fingerprint();
        Ok((Self(Arc::new(Inner { bytes, directory, outline, has_own_hashes })), meta))
    }

    /// The graph over this file.
    pub(super) fn graph(&self) -> PropertyGraph {
        PropertyGraph::from_parts(self.0.outline.clone(), Arc::new(self.clone()))
    }

    pub(super) fn directory(&self) -> &Directory {
        &self.0.directory
    }

    pub(super) fn outline(&self) -> &Outline {
        &self.0.outline
    }

    pub(super) fn has_own_hashes(&self) -> bool {
        self.0.has_own_hashes
    }

    /// Whether a part of this file can stand in another one with so many nodes as it is.
    pub(super) fn fits(&self, part: Part, n_nodes: u32) -> bool {
        let has_same_width =
            width_below(u64::from(n_nodes)) == width_below(u64::from(self.0.outline.n_nodes));
        match part {
            Part::Relationships(_) => has_same_width,
            Part::Index(_) => has_same_width && self.0.has_own_hashes,
            Part::LabelSets | Part::NodeColumn(_) | Part::RelColumn(_) => true,
        }
    }

    /// The bytes of a part, held against their checksum.
    pub(super) fn part(&self, part: Part) -> Result<Vec<u8>, PartFault> {
        self.section(Section::Of(part), &Section::Of(part).name(&self.0.outline.vocabulary))
    }

    fn section(&self, section: Section, name: &str) -> Result<Vec<u8>, PartFault> {
        let Inner { bytes, directory, .. } = &*self.0;
        let missing = || Damage::Content { section: name.into(), problem: "is missing".to_owned() };
        let entry = directory.find(section).ok_or_else(missing)?;
        let read = bytes.read(entry.offset, entry.length)?;
        if (read.len() as u64) < entry.length {
            return Err(Damage::Torn { expected: directory.length, found: bytes.len()? }.into());
        }
        if crc32fast::hash(&read) != entry.crc {
            return Err(Damage::Checksum { section: name.into() }.into());
        }
        Ok(read)
    }

    fn take<T>(
        &self,
        part: Part,
        take: impl FnOnce(Reader<'_>) -> Result<T, Damage>,
    ) -> Result<T, PartError> {
        let name = Section::Of(part).name(&self.0.outline.vocabulary);
        let read = self.section(Section::Of(part), &name);
        let taken = read.and_then(|bytes| Ok(take(Reader::new(&name, &bytes))?));
        taken.map_err(|fault| Arc::new(fault) as PartError)
    }
}

impl Parts for SnapshotFile {
    fn label_sets(&self) -> Result<Vec<u32>, PartError> {
        let Outline { n_nodes, label_sets, .. } = &self.0.outline;
        if *n_nodes == 0 {
            return Ok(Vec::new());
        }
        self.take(Part::LabelSets, |mut reader| {
            let n_sets = label_sets.len() as u32;
            let sets = reader.numbers(*n_nodes as usize, width_below(u64::from(n_sets)), n_sets)?;
            reader.finish()?;
            Ok(sets)
        })
    }

    fn relationships(&self, rel_type: TypeId) -> Result<RelPart, PartError> {
        let Outline { n_nodes, n_rels, types, .. } = &self.0.outline;
        let expected = types.get(rel_type.index()).map_or(0, |of_type| of_type.n_rels);
        if expected == 0 {
            return Ok(RelPart::default());
        }
        self.take(Part::Relationships(rel_type), |reader| take_rels(reader, expected, *n_nodes, *n_rels))
    }

    fn node_column(&self, key: KeyId) -> Result<ColumnPart, PartError> {
        self.take(Part::NodeColumn(key), |reader| take_column(reader, self.0.outline.n_nodes))
    }

    fn rel_column(&self, key: KeyId) -> Result<ColumnPart, PartError> {
        self.take(Part::RelColumn(key), |reader| take_column(reader, self.0.outline.n_rels))
    }

    fn index(&self, index: IndexKey) -> Result<Option<IndexPart>, PartError> {
        if !self.0.has_own_hashes {
            return Ok(None);
        }
        self.take(Part::Index(index), |reader| take_index(reader, self.0.outline.n_nodes)).map(Some)
    }
}

/// Enters into the outline what the directory tells: which keys, types and indexes there are.
fn list_parts(directory: &mut Directory, outline: &mut Outline, note: &mut Note<'_>) -> Result<(), Damage> {
    let n_names = |table: NameTable| outline.vocabulary.names(table).len();
    let [n_labels, n_types, n_keys] = [NameTable::Label, NameTable::Type, NameTable::Key].map(n_names);
    // So that counts can ask for no more memory than the file has bytes.
    let length = |part: Part| directory.find(Section::Of(part)).map_or(0, |entry| entry.length);
    let has_nodes = length(Part::LabelSets) >= u64::from(outline.n_nodes);
    let has_rels = (0..)
        .map(TypeId)
        .zip(&outline.types)
        .all(|(rel_type, of_type)| length(Part::Relationships(rel_type)) >= 2 * u64::from(of_type.n_rels));
    if !has_nodes || !has_rels {
        return Err(Damage::Content {
            section: "outline".into(),
            problem: "counts what is not there".to_owned(),
        });
    }
    let is_known = |entry: &Entry| match entry.section {
        Section::Outline | Section::Names | Section::Notes => true,
        Section::Of(Part::LabelSets) => outline.n_nodes > 0,
        Section::Of(Part::NodeColumn(key) | Part::RelColumn(key)) => key.index() < n_keys,
        Section::Of(Part::Relationships(rel_type)) => {
            rel_type.index() < n_types && outline.types[rel_type.index()].n_rels > 0
        }
        Section::Of(Part::Index(index)) => index.label.index() < n_labels && index.key.index() < n_keys,
    };
    let n_entries = directory.entries.len();
    directory.entries.retain(is_known);
    if directory.entries.len() < n_entries {
        note(Damage::Header)?;
    }
    for part in directory.parts() {
        match part {
            Part::NodeColumn(key) => outline.node_keys.push(key),
            Part::RelColumn(key) => outline.rel_keys.push(key),
            Part::Index(index) => outline.indexes.push(index),
            Part::LabelSets | Part::Relationships(_) => {}
        }
    }
    Ok(())
}
