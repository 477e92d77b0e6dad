//! What a transaction changed, all in all: from the changes that would undo it and the graph as it is now. What was made
//! and taken away again is not told; of a property set twice the last value is.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::graph::{Change, GraphView, IndexKey, KeyId, LabelId, NameTable, PropertyGraph};
use crate::value::{NodeId, RelId};

/// What became of an element.
#[derive(Debug)]
enum Fate {
    Created,
    Deleted,
    /// Labels and keys that were touched.
    Changed(BTreeSet<LabelId>, BTreeSet<KeyId>),
}

/// What a transaction touched.
#[derive(Debug, Default)]
struct Touched {
    nodes: FxHashMap<u32, Fate>,
    rels: FxHashMap<u32, Fate>,
    indexes: BTreeSet<IndexKey>,
    aliases: BTreeSet<(u8, Arc<str>)>,
    rules: BTreeSet<Arc<str>>,
}

/// Hands on the changes that lead from the graph before a transaction to the graph after it.
pub(super) fn net_changes(graph: &PropertyGraph, inverses: &[Change], mut take: impl FnMut(&Change)) {
    let nodes = FxHashMap::with_capacity_and_hasher(inverses.len().min(1 << 20), FxBuildHasher);
    let mut touched = Touched { nodes, ..Touched::default() };
    inverses.iter().for_each(|inverse| touched.note(inverse));
    let (nodes, rels) = (sorted(touched.nodes), sorted(touched.rels));
    for (id, _) in rels.iter().filter(|(_, fate)| matches!(fate, Fate::Deleted)) {
        take(&Change::DeleteRelationship { id: RelId(*id) });
    }
    for (id, fate) in &nodes {
        node_changes(graph, NodeId(*id), fate, &mut take);
    }
    for (id, fate) in &rels {
        rel_changes(graph, RelId(*id), fate, &mut take);
    }
    let indexes = graph.indexes();
    for index in touched.indexes {
        let is_there = indexes.binary_search(&index).is_ok();
        take(&if is_there { Change::CreateIndex(index) } else { Change::DropIndex(index) });
    }
    let rules = graph.rules();
    for name in touched.rules {
        let rule = rules.iter().find(|rule| rule.name == name).cloned();
        take(&rule.map_or_else(|| Change::DropRule(name), Change::AddRule));
    }
    for (table, alias) in touched.aliases {
        let table = TABLES[usize::from(table)];
        take(&match graph.vocabulary().aliases(table).get(&alias).cloned() {
            Some(name) => Change::AddAlias { table, alias, name },
            None => Change::RemoveAlias { table, alias },
        });
    }
}

/// The tables of names by the numbers they have in files.
pub(super) const TABLES: [NameTable; 3] = [NameTable::Label, NameTable::Type, NameTable::Key];

/// The number that a table of names has in files.
pub(super) fn table_number(table: NameTable) -> u8 {
    match table {
        NameTable::Label => 0,
        NameTable::Type => 1,
        NameTable::Key => 2,
    }
}

fn sorted(fates: FxHashMap<u32, Fate>) -> Vec<(u32, Fate)> {
    let mut fates: Vec<_> = fates.into_iter().collect();
    fates.sort_unstable_by_key(|(id, _)| *id);
    fates
}

impl Touched {
    fn note(&mut self, inverse: &Change) {
        match inverse {
            Change::DeleteNode { id } => made(&mut self.nodes, id.0),
            Change::CreateNode { id, .. } => gone(&mut self.nodes, id.0),
            Change::DeleteRelationship { id } => made(&mut self.rels, id.0),
            Change::CreateRelationship { id, .. } => gone(&mut self.rels, id.0),
            Change::AddLabel { node, label } | Change::RemoveLabel { node, label } => {
                if let Fate::Changed(labels, _) = changed(&mut self.nodes, node.0) {
                    labels.insert(*label);
                }
            }
            Change::SetNodeProperty { node, key, .. } => {
                if let Fate::Changed(_, keys) = changed(&mut self.nodes, node.0) {
                    keys.insert(*key);
                }
            }
            Change::SetRelProperty { rel, key, .. } => {
                if let Fate::Changed(_, keys) = changed(&mut self.rels, rel.0) {
                    keys.insert(*key);
                }
            }
            Change::CreateIndex(index) | Change::DropIndex(index) => drop(self.indexes.insert(*index)),
            Change::AddRule(rule) => drop(self.rules.insert(rule.name.clone())),
            Change::DropRule(name) => drop(self.rules.insert(name.clone())),
            Change::AddAlias { table, alias, .. } | Change::RemoveAlias { table, alias } => {
                self.aliases.insert((table_number(*table), alias.clone()));
            }
        }
    }
}

fn made(fates: &mut FxHashMap<u32, Fate>, id: u32) {
    fates.insert(id, Fate::Created);
}

fn gone(fates: &mut FxHashMap<u32, Fate>, id: u32) {
    if matches!(fates.get(&id), Some(Fate::Created)) {
        fates.remove(&id);
    } else {
        fates.insert(id, Fate::Deleted);
    }
}

fn changed(fates: &mut FxHashMap<u32, Fate>, id: u32) -> &mut Fate {
    fates.entry(id).or_insert_with(|| Fate::Changed(BTreeSet::new(), BTreeSet::new()))
}

fn node_changes(graph: &PropertyGraph, id: NodeId, fate: &Fate, take: &mut impl FnMut(&Change)) {
    match fate {
        Fate::Created => {
            let (labels, properties) = (graph.labels(id).to_vec(), graph.node_properties(id));
            take(&Change::CreateNode { id, labels, properties });
        }
        Fate::Deleted => take(&Change::DeleteNode { id }),
        Fate::Changed(labels, keys) => {
            for &label in labels {
                let has_label = graph.has_label(id, label);
                take(&if has_label {
                    Change::AddLabel { node: id, label }
                } else {
                    Change::RemoveLabel { node: id, label }
                });
            }
            for &key in keys {
                take(&Change::SetNodeProperty { node: id, key, value: graph.node_property(id, key) });
            }
        }
    }
}

fn rel_changes(graph: &PropertyGraph, id: RelId, fate: &Fate, take: &mut impl FnMut(&Change)) {
    match fate {
        Fate::Created => {
            let ends = graph.rel_ends(id);
            let (rel_type, start, end) = (ends.rel_type, ends.start, ends.end);
            let properties = graph.rel_properties(id);
            take(&Change::CreateRelationship { id, rel_type, start, end, properties });
        }
        // Told before the nodes.
        Fate::Deleted => {}
        Fate::Changed(_, keys) => {
            for &key in keys {
                take(&Change::SetRelProperty { rel: id, key, value: graph.rel_property(id, key) });
            }
        }
    }
}
