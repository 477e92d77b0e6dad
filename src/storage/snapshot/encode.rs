//! From a graph to the bytes of its file. Parts that are as the graph's own file holds them are taken from there as they are.

use std::any::Any;
use std::io;

use super::Meta;
use super::column::put_column;
use super::directory::{Directory, Section};
use super::file::{PartFault, SnapshotFile};
use super::notes::put_notes;
use super::outline::{put_names, put_outline};
use super::rels::{put_index, put_rels};
use super::writer::{put_numbers, width_below};
use crate::graph::{Outline, Part, PropertyGraph, Ranks, TypeId, hash_fingerprint};

/// Where the bytes of a file go: each stretch with its place.
pub(in crate::storage) type Put<'p> = dyn FnMut(&[u8], u64) -> io::Result<()> + 'p;

/// The bytes of a graph's file. Of a graph whose own file turns out to be damaged ([`PropertyGraph::fault`]) they are not
/// the graph.
pub fn encode(graph: &PropertyGraph, meta: &Meta) -> Vec<u8> {
    let mut file = Vec::new();
    let written = write_sections(graph, meta, None, &mut |bytes, offset| {
        let range = offset as usize..offset as usize + bytes.len();
        file.resize(file.len().max(range.end), 0);
        file[range].copy_from_slice(bytes);
        Ok(())
    });
    written.expect("memory refuses nothing, and no file is read");
    file
}

/// The same, section by section, so that a large file need not be held beside its graph, nor decoded to be written
/// again. The header comes last; it is given back.
pub(in crate::storage) fn write(
    graph: &PropertyGraph,
    meta: &Meta,
    put: &mut Put<'_>,
) -> io::Result<Vec<u8>> {
    let file = graph.parts().and_then(|parts| (&**parts as &dyn Any).downcast_ref::<SnapshotFile>());
    // Ranks that close gaps stand in all sections.
    write_sections(graph, meta, file.filter(|_| !Ranks::has_gaps(graph)), put)
}

fn write_sections(
    graph: &PropertyGraph,
    meta: &Meta,
    file: Option<&SnapshotFile>,
    put: &mut Put<'_>,
) -> io::Result<Vec<u8>> {
    let (outline, label_sets) = graph.to_outline();
    let ranks = Ranks::of(graph);
    let encoder = Encoder { graph, file, ranks, outline: &outline, label_sets: &label_sets };
    let sections: Vec<Section> = [Section::Outline, Section::Names, Section::Notes]
        .into_iter()
        .chain(parts_of(&outline).map(Section::Of))
        .collect();
    let mut offset = Directory::header_length(sections.len());
    let mut summaries = Vec::with_capacity(sections.len());
    for section in sections {
        let bytes = match section {
            Section::Outline => made(|out| put_outline(out, &outline, hash_fingerprint())),
            Section::Names => made(|out| put_names(out, &outline.vocabulary)),
            Section::Notes => made(|out| put_notes(out, meta)),
            Section::Of(part) => encoder.section(part)?,
        };
        put(&bytes, offset)?;
        offset += bytes.len() as u64;
        summaries.push((section, crc32fast::hash(&bytes), bytes.len() as u64));
    }
    let header = Directory::of(summaries.into_iter()).bytes();
    put(&header, 0)?;
    Ok(header)
}

fn made(put: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out);
    out
}

/// The parts of a graph in the order of the file.
pub(super) fn parts_of(outline: &Outline) -> impl Iterator<Item = Part> + '_ {
    let labels = (outline.n_nodes > 0).then_some(Part::LabelSets);
    let types = (0..).map(TypeId).zip(&outline.types).filter(|(_, of_type)| of_type.n_rels > 0);
    (labels.into_iter())
        .chain(outline.node_keys.iter().copied().map(Part::NodeColumn))
        .chain(types.map(|(rel_type, _)| Part::Relationships(rel_type)))
        .chain(outline.rel_keys.iter().copied().map(Part::RelColumn))
        .chain(outline.indexes.iter().copied().map(Part::Index))
}

/// Makes the sections of one graph.
#[derive(Debug)]
pub(super) struct Encoder<'g> {
    pub(super) graph: &'g PropertyGraph,
    /// The file that the graph came from, when parts can be taken from there.
    pub(super) file: Option<&'g SnapshotFile>,
    pub(super) ranks: Ranks,
    pub(super) outline: &'g Outline,
    pub(super) label_sets: &'g [u32],
}

impl Encoder<'_> {
    /// The bytes of a part, from the graph's own file where they are the same.
    fn section(&self, part: Part) -> io::Result<Vec<u8>> {
        match self.file {
            Some(file) if self.graph.is_of_file(part) && file.fits(part, self.outline.n_nodes) => {
                file.part(part).map_err(|fault| match fault {
                    PartFault::Read(error) => error,
                    PartFault::Damage(damage) => io::Error::new(io::ErrorKind::InvalidData, damage),
                })
            }
            _ => Ok(self.bytes(part)),
        }
    }

    /// The bytes of a part.
    pub(super) fn bytes(&self, part: Part) -> Vec<u8> {
        let Self { graph, ranks, outline, label_sets, .. } = self;
        let mut out = Vec::new();
        match part {
            Part::LabelSets => {
                let width = width_below(outline.label_sets.len() as u64);
                put_numbers(&mut out, width, label_sets.iter().map(|set| u64::from(*set)));
            }
            Part::NodeColumn(key) => put_column(&mut out, &graph.to_node_column(key, ranks)),
            Part::RelColumn(key) => put_column(&mut out, &graph.to_rel_column(key, ranks)),
            Part::Relationships(rel_type) => {
                put_rels(&mut out, &graph.to_rel_part(rel_type, ranks), outline.n_nodes);
            }
            Part::Index(index) => put_index(&mut out, &graph.to_index_part(index, ranks), outline.n_nodes),
        }
        out
    }
}
