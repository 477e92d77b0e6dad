//! A transaction as the payload of a frame, and back into the graph.

use std::sync::Arc;

use super::Identity;
use super::net::{TABLES, net_changes, table_number};
use crate::graph::{
    Change, GraphError, GraphStore, GraphView, IndexKey, KeyId, LabelId, NameTable, PropertyGraph, TypeId,
};
use crate::storage::Damage;
use crate::storage::snapshot::{Reader, Strings, put_count, put_rule, put_text, put_value, take_rule};
use crate::value::{NodeId, RelId, Value};

const CHANGES: u8 = 0;
const REPLACED: u8 = 1;

/// How many names of each table a file and its log know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::storage) struct Position([usize; 3]);

impl Position {
    /// All names of a graph.
    pub(in crate::storage) fn of(graph: &PropertyGraph) -> Self {
        Self(TABLES.map(|table| graph.vocabulary().names(table).len()))
    }
}

/// What a frame tells: the changes of a transaction, or which file is to take this one's place.
#[derive(Debug)]
pub(in crate::storage) struct Payload;

impl Payload {
    /// The bytes of a transaction that has been carried out; none when nothing has changed. `inverses` undo it.
    pub(in crate::storage) fn of_changes(
        graph: &PropertyGraph,
        inverses: &[Change],
        known: Position,
    ) -> Option<Vec<u8>> {
        let mut strings = Strings::default();
        let (mut changes, mut count) = (Vec::new(), 0);
        net_changes(graph, inverses, |change| {
            put_change(&mut changes, &mut strings, change);
            count += 1;
        });
        if count == 0 {
            return None;
        }
        let mut out = vec![CHANGES];
        for (table, known) in TABLES.into_iter().zip(known.0) {
            let names = &graph.vocabulary().names(table)[known..];
            put_count(&mut out, names.len());
            names.iter().for_each(|name| put_text(&mut out, name));
        }
        put_count(&mut out, strings.texts.len());
        strings.texts.iter().for_each(|text| put_text(&mut out, text));
        put_count(&mut out, count);
        out.append(&mut changes);
        Some(out)
    }

    /// The bytes that tell of the file that takes this one's place.
    pub(in crate::storage) fn of_replacement(next: Identity) -> Vec<u8> {
        let mut out = vec![REPLACED];
        out.extend_from_slice(&next.0);
        out
    }

    /// The file that a payload tells of, when it tells of one.
    pub(in crate::storage) fn replacement(bytes: &[u8]) -> Option<Identity> {
        let (&kind, next) = bytes.split_first()?;
        next.try_into().ok().map(Identity).filter(|_| kind == REPLACED)
    }

    /// Reads a payload and carries out what it tells.
    pub(in crate::storage) fn apply(bytes: &[u8], graph: &mut PropertyGraph) -> Result<(), Damage> {
        let mut reader = Reader::new("committed changes", bytes);
        match reader.number(2)? as u8 {
            CHANGES => {
                take_names(&mut reader, graph)?;
                let count = reader.count()?;
                let strings =
                    (0..count).map(|_| reader.text().map(Arc::from)).collect::<Result<Vec<_>, _>>()?;
                for _ in 0..reader.count()? {
                    let change = take_change(&mut reader, &strings, graph)?;
                    reserve(graph, &change, &reader)?;
                    graph.apply(change).map_err(|error| refused(&reader, &error))?;
                }
                reader.finish()
            }
            // The file was not replaced after all, else nobody would read its log.
            _ if Self::replacement(bytes).is_some() => Ok(()),
            _ => Err(reader.damage("name no file")),
        }
    }
}

fn take_names(reader: &mut Reader<'_>, graph: &mut PropertyGraph) -> Result<(), Damage> {
    for table in TABLES {
        for _ in 0..reader.count()? {
            let (name, expected) = (reader.text()?, graph.vocabulary().names(table).len());
            let given = match table {
                NameTable::Label => graph.intern_label(name).index(),
                NameTable::Type => graph.intern_type(name).index(),
                NameTable::Key => graph.intern_key(name).index(),
            };
            if given != expected {
                return Err(reader.damage(format!("hold `{name}` twice")));
            }
        }
    }
    Ok(())
}

/// Ids that one element may leave out. Work that was undone uses ids up; a commit that would skip more of them goes into
/// a new snapshot, where gaps close, so that a few bytes of a log never ask for room for millions of elements.
const MOST_SKIPPED: usize = 1 << 20;

/// Whether elements with these ids, ascending, leave out more ids than a log may, in a graph that ends with `bound`.
pub(in crate::storage) fn skips_far(ids: impl Iterator<Item = usize>, mut bound: usize) -> bool {
    for id in ids {
        if id > bound + MOST_SKIPPED {
            return true;
        }
        bound = bound.max(id + 1);
    }
    false
}

/// Ids are handed out in order: those that were used up by work that was undone are skipped.
fn reserve(graph: &mut PropertyGraph, change: &Change, reader: &Reader<'_>) -> Result<(), Damage> {
    let (id, bound) = match change {
        Change::CreateNode { id, .. } => (id.index(), graph.node_bound()),
        Change::CreateRelationship { id, .. } => (id.index(), graph.rel_bound()),
        _ => return Ok(()),
    };
    if skips_far(std::iter::once(id), bound) {
        return Err(reader.damage(format!("make element {id} after element {bound}")));
    }
    for _ in bound..=id {
        let given = match change {
            Change::CreateNode { .. } => graph.new_node_id().map(drop),
            _ => graph.new_rel_id().map(drop),
        };
        given.map_err(|error| refused(reader, &error))?;
    }
    Ok(())
}

fn refused(reader: &Reader<'_>, error: &GraphError) -> Damage {
    reader.damage(format!("cannot be carried out: {error}"))
}

/// Kinds of changes in a file; never change one, only add.
mod tag {
    pub(super) const CREATE_NODE: usize = 0;
    pub(super) const DELETE_NODE: usize = 1;
    pub(super) const CREATE_REL: usize = 2;
    pub(super) const DELETE_REL: usize = 3;
    pub(super) const ADD_LABEL: usize = 4;
    pub(super) const REMOVE_LABEL: usize = 5;
    pub(super) const SET_NODE: usize = 6;
    pub(super) const SET_REL: usize = 7;
    pub(super) const CREATE_INDEX: usize = 8;
    pub(super) const DROP_INDEX: usize = 9;
    pub(super) const ADD_ALIAS: usize = 10;
    pub(super) const REMOVE_ALIAS: usize = 11;
    pub(super) const ADD_RULE: usize = 12;
    pub(super) const DROP_RULE: usize = 13;
    pub(super) const BOUND: usize = 14;
}

fn put_change(out: &mut Vec<u8>, strings: &mut Strings, change: &Change) {
    let mut numbers = |of: &[usize]| of.iter().for_each(|&number| put_count(out, number));
    match change {
        Change::CreateNode { id, labels, properties } => {
            numbers(&[tag::CREATE_NODE, id.index(), labels.len()]);
            labels.iter().for_each(|label| put_count(out, label.index()));
            put_properties(out, strings, properties);
        }
        Change::DeleteNode { id } => numbers(&[tag::DELETE_NODE, id.index()]),
        Change::CreateRelationship { id, rel_type, start, end, properties } => {
            numbers(&[tag::CREATE_REL, id.index(), rel_type.index(), start.index(), end.index()]);
            put_properties(out, strings, properties);
        }
        Change::DeleteRelationship { id } => numbers(&[tag::DELETE_REL, id.index()]),
        Change::AddLabel { node, label } => numbers(&[tag::ADD_LABEL, node.index(), label.index()]),
        Change::RemoveLabel { node, label } => numbers(&[tag::REMOVE_LABEL, node.index(), label.index()]),
        Change::SetNodeProperty { node, key, value } => {
            numbers(&[tag::SET_NODE, node.index(), key.index()]);
            put_value(out, strings, value);
        }
        Change::SetRelProperty { rel, key, value } => {
            numbers(&[tag::SET_REL, rel.index(), key.index()]);
            put_value(out, strings, value);
        }
        Change::CreateIndex(IndexKey { label, key }) => {
            numbers(&[tag::CREATE_INDEX, label.index(), key.index()]);
        }
        Change::DropIndex(IndexKey { label, key }) => numbers(&[tag::DROP_INDEX, label.index(), key.index()]),
        Change::AddRule(rule) => {
            numbers(&[tag::ADD_RULE]);
            put_rule(out, rule);
        }
        Change::DropRule(name) => {
            numbers(&[tag::DROP_RULE]);
            put_text(out, name);
        }
        Change::AddAlias { table, alias, name } => {
            numbers(&[tag::ADD_ALIAS, usize::from(table_number(*table))]);
            put_text(out, alias);
            put_text(out, name);
        }
        Change::RemoveAlias { table, alias } => {
            numbers(&[tag::REMOVE_ALIAS, usize::from(table_number(*table))]);
            put_text(out, alias);
        }
    }
}

fn put_properties(out: &mut Vec<u8>, strings: &mut Strings, properties: &[(KeyId, Value)]) {
    put_count(out, properties.len());
    for (key, value) in properties {
        put_count(out, key.index());
        put_value(out, strings, value);
    }
}

/// Reads a change; the numbers it names are known to the graph, but for those of elements, which the graph checks.
fn take_change(
    reader: &mut Reader<'_>,
    strings: &[Arc<str>],
    graph: &PropertyGraph,
) -> Result<Change, Damage> {
    let mut taking = Taking { reader, strings, graph };
    Ok(match taking.reader.number(tag::BOUND)? {
        tag::CREATE_NODE => Change::CreateNode {
            id: taking.node()?,
            labels: taking.labels()?,
            properties: taking.properties()?,
        },
        tag::DELETE_NODE => Change::DeleteNode { id: taking.node()? },
        tag::CREATE_REL => Change::CreateRelationship {
            id: taking.rel()?,
            rel_type: TypeId(taking.name(NameTable::Type)?),
            start: taking.node()?,
            end: taking.node()?,
            properties: taking.properties()?,
        },
        tag::DELETE_REL => Change::DeleteRelationship { id: taking.rel()? },
        tag::ADD_LABEL => Change::AddLabel { node: taking.node()?, label: taking.label()? },
        tag::REMOVE_LABEL => Change::RemoveLabel { node: taking.node()?, label: taking.label()? },
        tag::SET_NODE => {
            Change::SetNodeProperty { node: taking.node()?, key: taking.key()?, value: taking.value()? }
        }
        tag::SET_REL => {
            Change::SetRelProperty { rel: taking.rel()?, key: taking.key()?, value: taking.value()? }
        }
        tag::CREATE_INDEX => Change::CreateIndex(taking.index()?),
        tag::DROP_INDEX => Change::DropIndex(taking.index()?),
        tag::ADD_ALIAS => {
            Change::AddAlias { table: taking.table()?, alias: taking.text()?, name: taking.text()? }
        }
        tag::ADD_RULE => Change::AddRule(Arc::new(take_rule(taking.reader, graph.vocabulary())?)),
        tag::DROP_RULE => Change::DropRule(taking.text()?),
        _ => Change::RemoveAlias { table: taking.table()?, alias: taking.text()? },
    })
}

/// The parts of a change, as they are read.
struct Taking<'t, 'b> {
    reader: &'t mut Reader<'b>,
    strings: &'t [Arc<str>],
    graph: &'t PropertyGraph,
}

impl Taking<'_, '_> {
    fn id(&mut self) -> Result<u32, Damage> {
        Ok(self.reader.number(u32::MAX as usize)? as u32)
    }

    fn node(&mut self) -> Result<NodeId, Damage> {
        self.id().map(NodeId)
    }

    fn rel(&mut self) -> Result<RelId, Damage> {
        self.id().map(RelId)
    }

    fn name(&mut self, table: NameTable) -> Result<u32, Damage> {
        Ok(self.reader.number(self.graph.vocabulary().names(table).len())? as u32)
    }

    fn label(&mut self) -> Result<LabelId, Damage> {
        self.name(NameTable::Label).map(LabelId)
    }

    fn key(&mut self) -> Result<KeyId, Damage> {
        self.name(NameTable::Key).map(KeyId)
    }

    fn index(&mut self) -> Result<IndexKey, Damage> {
        Ok(IndexKey { label: self.label()?, key: self.key()? })
    }

    fn table(&mut self) -> Result<NameTable, Damage> {
        Ok(TABLES[self.reader.number(TABLES.len())?])
    }

    fn text(&mut self) -> Result<Arc<str>, Damage> {
        Ok(self.reader.text()?.into())
    }

    fn value(&mut self) -> Result<Value, Damage> {
        self.reader.value(self.strings)
    }

    fn labels(&mut self) -> Result<Vec<LabelId>, Damage> {
        let count = self.reader.count()?;
        (0..count).map(|_| self.label()).collect()
    }

    fn properties(&mut self) -> Result<Vec<(KeyId, Value)>, Damage> {
        let count = self.reader.count()?;
        (0..count).map(|_| Ok((self.key()?, self.value()?))).collect()
    }
}
