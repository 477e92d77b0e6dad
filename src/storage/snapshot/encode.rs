//! From a graph to the bytes of its file. Parts that are as the graph's own file holds them are taken from there as they are.

use std::any::Any;
use std::borrow::Cow;
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

/// A piece of a file that is written.
#[derive(Debug)]
pub(in crate::storage) enum Piece {
    /// Bytes.
    Made(Vec<u8>),
    /// A section of the file that the graph came from.
    Kept(SnapshotFile, Part),
}

impl Piece {
    /// The bytes.
    pub(in crate::storage) fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::Made(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Kept(file, part) => match file.part(*part) {
                Ok(bytes) => Ok(Cow::Owned(bytes)),
                Err(PartFault::Read(error)) => Err(error),
                Err(PartFault::Damage(damage)) => Err(io::Error::new(io::ErrorKind::InvalidData, damage)),
            },
        }
    }

    /// Checksum and length, which of a kept section are known without a look at it.
    fn summary(&self) -> (u32, u64) {
        match self {
            Self::Made(bytes) => (crc32fast::hash(bytes), bytes.len() as u64),
            Self::Kept(file, part) => {
                let entry = file.directory().find(Section::Of(*part));
                entry.map_or((0, 0), |entry| (entry.crc, entry.length))
            }
        }
    }
}

/// The bytes of a graph's file. Of a graph whose own file turns out to be damaged ([`PropertyGraph::fault`]) they are not
/// the graph.
pub fn encode(graph: &PropertyGraph, meta: &Meta) -> Vec<u8> {
    let (header, pieces) = encode_sections(graph, meta, false);
    let mut file = header;
    for piece in pieces {
        if let Piece::Made(bytes) = piece {
            file.extend(bytes);
        }
    }
    file
}

/// The same in pieces, the header first, so that a large file need not be held twice, nor read to be written again.
pub(in crate::storage) fn encode_pieces(graph: &PropertyGraph, meta: &Meta) -> (Vec<u8>, Vec<Piece>) {
    encode_sections(graph, meta, true)
}

fn encode_sections(graph: &PropertyGraph, meta: &Meta, keeps: bool) -> (Vec<u8>, Vec<Piece>) {
    let file = graph.parts().and_then(|parts| (&**parts as &dyn Any).downcast_ref::<SnapshotFile>());
    let (outline, label_sets) = graph.to_outline();
    let encoder = Encoder {
        graph,
        // Ranks that close gaps stand in all sections.
        file: file.filter(|_| keeps && !Ranks::has_gaps(graph)),
        ranks: Ranks::of(graph),
        outline: &outline,
        label_sets: &label_sets,
    };
    let made = |put: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        put(&mut out);
        out.shrink_to_fit();
        Piece::Made(out)
    };
    let mut sections = vec![
        (Section::Outline, made(&|out| put_outline(out, &outline, hash_fingerprint()))),
        (Section::Names, made(&|out| put_names(out, &outline.vocabulary))),
        (Section::Notes, made(&|out| put_notes(out, meta))),
    ];
    sections.extend(parts_of(&outline).map(|part| (Section::Of(part), encoder.piece(part))));
    let summaries = sections.iter().map(|(section, piece)| {
        let (crc, length) = piece.summary();
        (*section, crc, length)
    });
    let header = Directory::of(summaries).bytes();
    (header, sections.into_iter().map(|(_, piece)| piece).collect())
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
    fn piece(&self, part: Part) -> Piece {
        match self.file {
            Some(file) if self.graph.is_of_file(part) && file.fits(part, self.outline.n_nodes) => {
                Piece::Kept(file.clone(), part)
            }
            _ => Piece::Made(self.bytes(part)),
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
        // All sections lie beside the graph until they are written.
        out.shrink_to_fit();
        out
    }
}
