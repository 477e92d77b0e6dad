//! From the bytes of a file to the graph.

use std::sync::Arc;

use super::super::reader::Reader;
use super::super::{Damage, Meta};
use super::header::look_at_parts;
use super::section::Section;
use crate::graph::{
    Change, GraphError, GraphStore, GraphView, IndexKey, KeyId, LabelId, NameTable, PropertyGraph, TypeId,
};
use crate::value::{NodeId, Value};

/// Takes a damage, and says whether to go on with what is there.
pub(in crate::storage::snapshot) type Note<'n> = dyn FnMut(Damage) -> Result<(), Damage> + 'n;

/// The graph and the notes of a file; what is wrong is handed to `note`. Going on, each part is read as far as it makes sense.
pub(in crate::storage::snapshot) fn decode_noting(
    file: &[u8],
    note: &mut Note<'_>,
) -> Result<(PropertyGraph, Meta), Damage> {
    let parts = look_at_parts(file, note)?;
    let reader = |section: Section| Reader::new(section.name(), parts[section as usize]);
    let mut meta = Meta::new();
    decode_meta(&mut meta, reader(Section::Meta)).or_else(&mut *note)?;
    let mut graph = PropertyGraph::new();
    decode_vocabulary(&mut graph, reader(Section::Vocabulary)).or_else(&mut *note)?;
    let mut strings = Vec::new();
    decode_strings(&mut strings, reader(Section::Strings)).or_else(&mut *note)?;
    let rows = Rows { reader: reader(Section::NodeProperties), strings: &strings, is_lost: false };
    decode_nodes(&mut graph, reader(Section::Nodes), rows, note).or_else(&mut *note)?;
    let rows = Rows { reader: reader(Section::RelProperties), strings: &strings, is_lost: false };
    decode_rels(&mut graph, reader(Section::Rels), rows, note).or_else(&mut *note)?;
    decode_indexes(&mut graph, reader(Section::Indexes)).or_else(&mut *note)?;
    graph.pack();
    Ok((graph, meta))
}

/// The properties of one kind of element, row by row.
struct Rows<'b, 's> {
    reader: Reader<'b>,
    strings: &'s [Arc<str>],
    /// Whether the rows could not be followed to the end.
    is_lost: bool,
}

impl Rows<'_, '_> {
    /// The next row; nothing once the rows are lost.
    fn next(&mut self, n_keys: usize, note: &mut Note<'_>) -> Result<Vec<(KeyId, Value)>, Damage> {
        if self.is_lost {
            return Ok(Vec::new());
        }
        self.read(n_keys).or_else(|damage| {
            self.is_lost = true;
            note(damage).map(|()| Vec::new())
        })
    }

    fn finish(self) -> Result<(), Damage> {
        if self.is_lost { Ok(()) } else { self.reader.finish() }
    }

    fn read(&mut self, n_keys: usize) -> Result<Vec<(KeyId, Value)>, Damage> {
        let count = self.reader.count()?;
        let mut row = Vec::with_capacity(count.min(n_keys));
        for _ in 0..count {
            let key = self.reader.number(n_keys)?;
            row.push((KeyId(key as u32), self.reader.value(self.strings)?));
        }
        Ok(row)
    }
}

fn decode_meta(meta: &mut Meta, mut reader: Reader<'_>) -> Result<(), Damage> {
    for _ in 0..reader.count()? {
        let key = reader.text()?.to_owned();
        meta.insert(key, reader.text()?.to_owned());
    }
    reader.finish()
}

fn decode_vocabulary(graph: &mut PropertyGraph, mut reader: Reader<'_>) -> Result<(), Damage> {
    for table in [NameTable::Label, NameTable::Type, NameTable::Key] {
        for number in 0..reader.count()? {
            let name = reader.text()?;
            let given = match table {
                NameTable::Label => graph.intern_label(name).index(),
                NameTable::Type => graph.intern_type(name).index(),
                NameTable::Key => graph.intern_key(name).index(),
            };
            if given != number {
                return Err(reader.damage(format!("holds `{name}` twice")));
            }
        }
        for _ in 0..reader.count()? {
            let (alias, name) = (reader.text()?.into(), reader.text()?.into());
            let added = graph.apply(Change::AddAlias { table, alias, name });
            added.map_err(|error| refused(&reader, &error))?;
        }
    }
    reader.finish()
}

fn decode_strings(strings: &mut Vec<Arc<str>>, mut reader: Reader<'_>) -> Result<(), Damage> {
    for _ in 0..reader.count()? {
        strings.push(reader.text()?.into());
    }
    reader.finish()
}

fn decode_nodes(
    graph: &mut PropertyGraph,
    mut reader: Reader<'_>,
    mut rows: Rows<'_, '_>,
    note: &mut Note<'_>,
) -> Result<(), Damage> {
    let n_labels = graph.vocabulary().names(NameTable::Label).len();
    let n_keys = graph.vocabulary().names(NameTable::Key).len();
    let n_nodes = reader.count()?;
    let mut sets: Vec<Vec<LabelId>> = Vec::new();
    for _ in 0..reader.count()? {
        let count = reader.count()?;
        let labels = (0..count).map(|_| reader.number(n_labels).map(|label| LabelId(label as u32)));
        sets.push(labels.collect::<Result<_, _>>()?);
    }
    for set in reader.column(n_nodes, sets.len())? {
        let id = graph.new_node_id().map_err(|error| refused(&reader, &error))?;
        let (labels, properties) = (sets[set as usize].clone(), rows.next(n_keys, note)?);
        let created = graph.apply(Change::CreateNode { id, labels, properties });
        created.map_err(|error| refused(&reader, &error))?;
    }
    rows.finish().or_else(&mut *note)?;
    reader.finish()
}

fn decode_rels(
    graph: &mut PropertyGraph,
    mut reader: Reader<'_>,
    mut rows: Rows<'_, '_>,
    note: &mut Note<'_>,
) -> Result<(), Damage> {
    let n_types = graph.vocabulary().names(NameTable::Type).len();
    let n_keys = graph.vocabulary().names(NameTable::Key).len();
    let n_rels = reader.count()?;
    let starts = reader.column(n_rels, usize::MAX)?;
    let ends = reader.column(n_rels, usize::MAX)?;
    let types = reader.column(n_rels, n_types)?;
    for ((start, end), rel_type) in starts.into_iter().zip(ends).zip(types) {
        let id = graph.new_rel_id().map_err(|error| refused(&reader, &error))?;
        let (start, end, rel_type) = (NodeId(start), NodeId(end), TypeId(rel_type));
        let properties = rows.next(n_keys, note)?;
        let created = graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties });
        created.map(drop).map_err(|error| refused(&reader, &error)).or_else(&mut *note)?;
    }
    rows.finish().or_else(&mut *note)?;
    reader.finish()
}

fn decode_indexes(graph: &mut PropertyGraph, mut reader: Reader<'_>) -> Result<(), Damage> {
    let n_labels = graph.vocabulary().names(NameTable::Label).len();
    let n_keys = graph.vocabulary().names(NameTable::Key).len();
    for _ in 0..reader.count()? {
        let label = LabelId(reader.number(n_labels)? as u32);
        let key = KeyId(reader.number(n_keys)? as u32);
        let created = graph.apply(Change::CreateIndex(IndexKey { label, key }));
        created.map_err(|error| refused(&reader, &error))?;
    }
    reader.finish()
}

fn refused(reader: &Reader<'_>, error: &GraphError) -> Damage {
    reader.damage(format!("cannot be carried out: {error}"))
}
