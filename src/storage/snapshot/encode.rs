//! From a graph to the bytes of its file.

use rustc_hash::FxHashMap;

use super::header::header_of;
use super::section::Meta;
use super::writer::{Strings, put_column, put_count, put_text, put_value};
use crate::graph::{GraphView, KeyId, LabelId, NameTable, PropertyGraph, Vocabulary};
use crate::value::{NodeId, RelId, Value};

/// The bytes of a graph's file.
pub fn encode(graph: &PropertyGraph, meta: &Meta) -> Vec<u8> {
    encode_pieces(graph, meta).concat()
}

/// The same in pieces, the header first, so that a large file need not be held twice.
pub(in crate::storage) fn encode_pieces(graph: &PropertyGraph, meta: &Meta) -> Vec<Vec<u8>> {
    let (mut nodes, mut rels) = (Vec::with_capacity(graph.n_nodes()), Vec::with_capacity(graph.n_rels()));
    graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
    graph.scan_rels(None, RelId(0), usize::MAX, &mut rels);
    let mut strings = Strings::default();
    let rows = nodes.iter().map(|&node| graph.node_properties(node));
    let node_properties = encode_rows(rows, &mut strings);
    let rows = rels.iter().map(|&rel| graph.rel_properties(rel));
    let rel_properties = encode_rows(rows, &mut strings);
    let sections = [
        encode_meta(meta),
        encode_vocabulary(graph.vocabulary()),
        encode_strings(&strings),
        encode_nodes(graph, &nodes),
        node_properties,
        encode_rels(graph, &nodes, &rels),
        rel_properties,
        encode_indexes(graph),
    ];
    std::iter::once(header_of(&sections)).chain(sections).collect()
}

fn encode_meta(meta: &Meta) -> Vec<u8> {
    let mut out = Vec::new();
    put_count(&mut out, meta.len());
    for (key, value) in meta {
        put_text(&mut out, key);
        put_text(&mut out, value);
    }
    out
}

fn encode_vocabulary(vocabulary: &Vocabulary) -> Vec<u8> {
    let mut out = Vec::new();
    for table in [NameTable::Label, NameTable::Type, NameTable::Key] {
        put_count(&mut out, vocabulary.names(table).len());
        vocabulary.names(table).iter().for_each(|name| put_text(&mut out, name));
        put_count(&mut out, vocabulary.aliases(table).len());
        for (alias, name) in vocabulary.aliases(table) {
            put_text(&mut out, alias);
            put_text(&mut out, name);
        }
    }
    out
}

fn encode_strings(strings: &Strings) -> Vec<u8> {
    let mut out = Vec::new();
    put_count(&mut out, strings.texts.len());
    strings.texts.iter().for_each(|text| put_text(&mut out, text));
    out
}

fn encode_nodes(graph: &PropertyGraph, nodes: &[NodeId]) -> Vec<u8> {
    let mut sets: Vec<&[LabelId]> = Vec::new();
    let mut numbers: FxHashMap<&[LabelId], u32> = FxHashMap::default();
    let mut column = Vec::with_capacity(nodes.len());
    for &node in nodes {
        let labels = graph.labels(node);
        column.push(*numbers.entry(labels).or_insert_with(|| {
            sets.push(labels);
            sets.len() as u32 - 1
        }));
    }
    let mut out = Vec::new();
    put_count(&mut out, nodes.len());
    put_count(&mut out, sets.len());
    for set in &sets {
        put_count(&mut out, set.len());
        set.iter().for_each(|label| put_count(&mut out, label.index()));
    }
    put_column(&mut out, sets.len(), column.into_iter());
    out
}

fn encode_rows(rows: impl Iterator<Item = Vec<(KeyId, Value)>>, strings: &mut Strings) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        put_count(&mut out, row.len());
        for (key, value) in row {
            put_count(&mut out, key.index());
            put_value(&mut out, strings, &value);
        }
    }
    out
}

fn encode_rels(graph: &PropertyGraph, nodes: &[NodeId], rels: &[RelId]) -> Vec<u8> {
    let mut ranks = vec![0; graph.node_bound()];
    for (rank, node) in (0..).zip(nodes) {
        ranks[node.index()] = rank;
    }
    let ends = || rels.iter().map(|&rel| graph.rel_ends(rel));
    let mut out = Vec::new();
    put_count(&mut out, rels.len());
    put_column(&mut out, usize::MAX, ends().map(|ends| ranks[ends.start.index()]));
    put_column(&mut out, usize::MAX, ends().map(|ends| ranks[ends.end.index()]));
    let n_types = graph.vocabulary().names(NameTable::Type).len();
    put_column(&mut out, n_types, ends().map(|ends| ends.rel_type.0));
    out
}

fn encode_indexes(graph: &PropertyGraph) -> Vec<u8> {
    let mut out = Vec::new();
    let indexes = graph.indexes();
    put_count(&mut out, indexes.len());
    for index in indexes {
        put_count(&mut out, index.label.index());
        put_count(&mut out, index.key.index());
    }
    out
}
