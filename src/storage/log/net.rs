//! What a transaction changed, all in all: from the changes that would undo it and the graph as it is now. What was made
//! and taken away again is not told; of a property set twice the last value is.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

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

/// What became of the nodes, or of the relationships.
#[derive(Debug, Default)]
struct Fates {
    /// Those that were made, ascending as ids are handed out, and whether they are gone again.
    made: Vec<(u32, bool)>,
    others: FxHashMap<u32, Fate>,
}

/// What a transaction touched.
#[derive(Debug, Default)]
struct Touched {
    nodes: Fates,
    rels: Fates,
    indexes: BTreeSet<IndexKey>,
    aliases: BTreeSet<(u8, Arc<str>)>,
    rules: BTreeSet<Arc<str>>,
}

/// Hands on the changes that lead from the graph before a transaction to the graph after it.
pub(super) fn net_changes(graph: &PropertyGraph, inverses: &[Change], mut take: impl FnMut(&Change)) {
    let mut touched = Touched::default();
    inverses.iter().for_each(|inverse| touched.note(inverse));
    touched.rels.for_each(|id, fate| {
        if matches!(fate, Fate::Deleted) {
            take(&Change::DeleteRelationship { id: RelId(id) });
        }
    });
    touched.nodes.for_each(|id, fate| node_changes(graph, NodeId(id), fate, &mut take));
    touched.rels.for_each(|id, fate| rel_changes(graph, RelId(id), fate, &mut take));
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

impl Fates {
    fn made(&mut self, id: u32) {
        self.others.remove(&id);
        match self.made.last() {
            Some((last, _)) if *last >= id => drop(self.others.insert(id, Fate::Created)),
            _ => self.made.push((id, false)),
        }
    }

    fn gone(&mut self, id: u32) {
        if let Some((_, is_gone)) = self.made_as(id) {
            *is_gone = true;
        } else if matches!(self.others.get(&id), Some(Fate::Created)) {
            self.others.remove(&id);
        } else {
            self.others.insert(id, Fate::Deleted);
        }
    }

    /// Notes what was touched of an element; one that was made is told whole.
    fn changed(&mut self, id: u32, note: impl FnOnce(&mut BTreeSet<LabelId>, &mut BTreeSet<KeyId>)) {
        if self.made_as(id).is_some() {
            return;
        }
        let fate = self.others.entry(id).or_insert_with(|| Fate::Changed(BTreeSet::new(), BTreeSet::new()));
        if let Fate::Changed(labels, keys) = fate {
            note(labels, keys);
        }
    }

    fn made_as(&mut self, id: u32) -> Option<&mut (u32, bool)> {
        let at = self.made.binary_search_by_key(&id, |(made, _)| *made).ok()?;
        self.made.get_mut(at)
    }

    /// Hands on the elements, ascending.
    fn for_each(&self, mut take: impl FnMut(u32, &Fate)) {
        let mut others: Vec<_> = self.others.iter().map(|(id, fate)| (*id, fate)).collect();
        others.sort_unstable_by_key(|(id, _)| *id);
        let mut others = others.into_iter().peekable();
        for (made, _) in self.made.iter().filter(|(_, is_gone)| !is_gone) {
            while let Some((id, fate)) = others.next_if(|(id, _)| id < made) {
                take(id, fate);
            }
            take(*made, &Fate::Created);
        }
        others.for_each(|(id, fate)| take(id, fate));
    }
}

impl Touched {
    fn note(&mut self, inverse: &Change) {
        match inverse {
            Change::DeleteNode { id } => self.nodes.made(id.0),
            Change::CreateNode { id, .. } => self.nodes.gone(id.0),
            Change::DeleteRelationship { id } => self.rels.made(id.0),
            Change::CreateRelationship { id, .. } => self.rels.gone(id.0),
            Change::AddLabel { node, label } | Change::RemoveLabel { node, label } => {
                self.nodes.changed(node.0, |labels, _| _ = labels.insert(*label));
            }
            Change::SetNodeProperty { node, key, .. } => {
                self.nodes.changed(node.0, |_, keys| _ = keys.insert(*key));
            }
            Change::SetRelProperty { rel, key, .. } => {
                self.rels.changed(rel.0, |_, keys| _ = keys.insert(*key));
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
