//! What can be saved of a file with broken sections: all elements, with what the whole sections say of them.

use super::file::SnapshotFile;
use crate::graph::{
    Change, ColumnPart, GraphStore as _, KeyId, NameTable, Outline, Parts as _, PropertyGraph, TypeId,
};
use crate::value::Value;

/// The graph of the sections that are whole. Nothing that is put together here is refused but what was senseless
/// already; it is then left out.
pub(super) fn salvage(file: &SnapshotFile) -> PropertyGraph {
    let outline = file.outline();
    let mut graph = PropertyGraph::new();
    take_names(&mut graph, outline);
    let sets = file.label_sets().unwrap_or_else(|_| vec![0; outline.n_nodes as usize]);
    let columns = outline.node_keys.iter().filter_map(|key| Some((*key, file.node_column(*key).ok()?)));
    let mut rows = rows_of(columns, outline.n_nodes);
    for (set, properties) in sets.into_iter().zip(&mut rows) {
        let Ok(id) = graph.new_node_id() else { break };
        let labels = outline.label_sets[set as usize].clone();
        drop(graph.apply(Change::CreateNode { id, labels, properties: std::mem::take(properties) }));
    }
    let mut rels = Vec::new();
    for rel_type in (0..).map(TypeId).take(outline.types.len()) {
        let part = file.relationships(rel_type).unwrap_or_default();
        rels.extend(part.iter().map(|(id, start, end)| (id, rel_type, start, end)));
    }
    rels.sort_unstable();
    rels.dedup_by_key(|(id, ..)| *id);
    let columns = outline.rel_keys.iter().filter_map(|key| Some((*key, file.rel_column(*key).ok()?)));
    let mut rows = rows_of(columns, outline.n_rels);
    for (old, rel_type, start, end) in rels {
        let Ok(id) = graph.new_rel_id() else { break };
        let properties = std::mem::take(&mut rows[old as usize]);
        drop(graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties }));
    }
    for index in &outline.indexes {
        drop(graph.apply(Change::CreateIndex(*index)));
    }
    for rule in &outline.rules {
        drop(graph.apply(Change::AddRule(rule.clone())));
    }
    graph.pack();
    graph
}

fn take_names(graph: &mut PropertyGraph, outline: &Outline) {
    let names = &outline.vocabulary;
    for name in names.names(NameTable::Label) {
        graph.intern_label(name);
    }
    for name in names.names(NameTable::Type) {
        graph.intern_type(name);
    }
    for name in names.names(NameTable::Key) {
        graph.intern_key(name);
    }
    for table in [NameTable::Label, NameTable::Type, NameTable::Key] {
        for (alias, name) in names.aliases(table) {
            drop(graph.apply(Change::AddAlias { table, alias: alias.clone(), name: name.clone() }));
        }
    }
}

fn rows_of(columns: impl Iterator<Item = (KeyId, ColumnPart)>, n_rows: u32) -> Vec<Vec<(KeyId, Value)>> {
    let mut rows = vec![Vec::new(); n_rows as usize];
    for (key, column) in columns {
        for (at, id) in column.ids.iter().enumerate() {
            rows[id as usize].push((key, column.values.value(at)));
        }
    }
    rows
}
