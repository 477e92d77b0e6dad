//! Writing to the store: each [`Change`] is checked, carried out, entered into every index, and answered with the
//! change that undoes it. A change that is refused leaves no trace.

use std::sync::Arc;

use super::adjacency::TypeAdjacency;
use super::hash_index::HashIndex;
use super::indexed_value;
use super::label_sets::LabelSetId;
use super::lazy::Lazy;
use super::members::Members;
use super::{
    Change, Direction, GraphError, GraphStore, GraphView, IndexKey, KeyId, LabelId, NameTable, PropertyGraph,
    RelEnds, TypeId,
};
use crate::value::{NodeId, RelId, Value};

/// How deep lists may lie in each other in a property.
pub const MAX_LIST_NESTING: usize = 256;

type Undo = Result<Option<Change>, GraphError>;

impl GraphStore for PropertyGraph {
    fn in_memory(&self) -> Option<&PropertyGraph> {
        Some(self)
    }

    fn intern_label(&mut self, name: &str) -> LabelId {
        self.vocabulary.intern_label(name)
    }

    fn intern_type(&mut self, name: &str) -> TypeId {
        self.vocabulary.intern_type(name)
    }

    fn intern_key(&mut self, name: &str) -> KeyId {
        self.vocabulary.intern_key(name)
    }

    fn new_node_id(&mut self) -> Result<NodeId, GraphError> {
        // The highest index is petgraph's mark for "none".
        let after = self.next_node.checked_add(1).ok_or(GraphError::IdsExhausted)?;
        Ok(NodeId(std::mem::replace(&mut self.next_node, after)))
    }

    fn new_rel_id(&mut self) -> Result<RelId, GraphError> {
        let after = self.next_rel.checked_add(1).ok_or(GraphError::IdsExhausted)?;
        Ok(RelId(std::mem::replace(&mut self.next_rel, after)))
    }

    fn apply(&mut self, change: Change) -> Undo {
        match change {
            Change::CreateNode { id, labels, properties } => self.create_node(id, &labels, properties),
            Change::DeleteNode { id } => self.delete_node(id),
            Change::CreateRelationship { id, rel_type, start, end, properties } => {
                self.create_rel(id, rel_type, start, end, properties)
            }
            Change::DeleteRelationship { id } => self.delete_rel(id),
            Change::AddLabel { node, label } => self.add_label(node, label),
            Change::RemoveLabel { node, label } => self.remove_label(node, label),
            Change::SetNodeProperty { node, key, value } => self.set_node_property(node, key, value),
            Change::SetRelProperty { rel, key, value } => self.set_rel_property(rel, key, value),
            Change::CreateIndex(index) => Ok(self.create_index(index)),
            Change::DropIndex(index) => Ok(self.indexes.remove(&index).map(|_| Change::CreateIndex(index))),
            Change::AddRule(rule) => {
                let name = rule.name.clone();
                let before = self.rules.insert(name.clone(), rule);
                Ok(Some(before.map_or(Change::DropRule(name), Change::AddRule)))
            }
            Change::DropRule(name) => Ok(self.rules.remove(&name).map(Change::AddRule)),
            Change::AddAlias { table, alias, name } => self.add_alias(table, alias, &name),
            Change::RemoveAlias { table, alias } => {
                let name = self.vocabulary.remove_alias(table, &alias);
                Ok(name.map(|name| Change::AddAlias { table, alias, name }))
            }
        }
    }
}

impl PropertyGraph {
    fn create_node(&mut self, id: NodeId, labels: &[LabelId], properties: Vec<(KeyId, Value)>) -> Undo {
        if id.0 >= self.next_node || self.has_node(id) {
            return Err(GraphError::IdNotFree(u64::from(id.0)));
        }
        storable(&properties)?;
        let set = self.label_sets.intern(labels);
        self.node_labels.later(move |sets| *entry(sets, id.index()) = set);
        self.nodes.add(id.0);
        let labels = self.label_sets.labels(set);
        for label in labels {
            entry(&mut self.by_label, label.index()).add(id.0);
        }
        for (key, index) in self.indexes.iter_mut().filter(|(key, _)| labels.contains(&key.label)) {
            let value = properties.iter().rev().find(|(other, _)| *other == key.key);
            if let Some(hash) = value.and_then(|(_, value)| indexed_value::hash(value)) {
                index.later(move |index| index.insert(hash, id));
            }
        }
        self.node_rows.put(id.0, properties);
        Ok(Some(Change::DeleteNode { id }))
    }

    fn delete_node(&mut self, id: NodeId) -> Undo {
        self.check_node(id)?;
        if self.degree(id, Direction::Outgoing, None) + self.degree(id, Direction::Incoming, None) > 0 {
            return Err(GraphError::NodeHasRelationships(id));
        }
        self.withdraw_node(id);
        let labels = self.labels(id).to_vec();
        for label in &labels {
            self.by_label[label.index()].remove(id.0);
        }
        self.node_labels[id.index()] = LabelSetId::default();
        self.nodes.remove(id.0);
        let properties = self.node_rows.take(id.0);
        Ok(Some(Change::CreateNode { id, labels, properties }))
    }

    fn create_rel(
        &mut self,
        id: RelId,
        rel_type: TypeId,
        start: NodeId,
        end: NodeId,
        properties: Vec<(KeyId, Value)>,
    ) -> Undo {
        if id.0 >= self.next_rel || self.has_rel(id) {
            return Err(GraphError::IdNotFree(u64::from(id.0)));
        }
        self.check_node(start)?;
        self.check_node(end)?;
        storable(&properties)?;
        let none = RelEnds { rel_type, start, end };
        self.ends.later(move |ends| {
            if id.index() >= ends.len() {
                ends.resize(id.index() + 1, none);
            }
            ends[id.index()] = none;
        });
        self.rels.add(id.0);
        entry(&mut self.by_type, rel_type.index()).add(id.0);
        let adjacency: &mut TypeAdjacency = entry(&mut self.adjacency, rel_type.index());
        adjacency.insert(id, (start, self.node_labels[start.index()]), (end, self.node_labels[end.index()]));
        self.rel_rows.put(id.0, properties);
        self.n_loops += usize::from(start == end);
        Ok(Some(Change::DeleteRelationship { id }))
    }

    /// Adds many relationships of one type without properties, given by start and end: the same as one change each,
    /// and faster. Gives no way back, so it is for filling a new graph. Of ends that do not exist the first is told,
    /// and nothing is added.
    pub fn add_relationships(
        &mut self,
        rel_type: TypeId,
        ends: &[(NodeId, NodeId)],
    ) -> Result<(), GraphError> {
        ends.iter()
            .try_for_each(|(start, end)| self.check_node(*start).and_then(|()| self.check_node(*end)))?;
        let first = self.next_rel;
        let n_rels = u32::try_from(ends.len()).map_err(|_| GraphError::IdsExhausted)?;
        self.next_rel = first.checked_add(n_rels).ok_or(GraphError::IdsExhausted)?;
        let filler = RelEnds { rel_type, start: NodeId(0), end: NodeId(0) };
        self.ends.resize(first as usize, filler);
        self.ends.extend(ends.iter().map(|&(start, end)| RelEnds { rel_type, start, end }));
        self.rels.add_all(first..self.next_rel);
        entry(&mut self.by_type, rel_type.index()).add_all(first..self.next_rel);
        self.n_loops += ends.iter().filter(|(start, end)| start == end).count();
        let rels: Vec<(RelId, NodeId, NodeId)> =
            (first..).zip(ends).map(|(id, &(start, end))| (RelId(id), start, end)).collect();
        let adjacency: &mut TypeAdjacency = entry(&mut self.adjacency, rel_type.index());
        adjacency.extend(&rels, &self.node_labels);
        Ok(())
    }

    fn delete_rel(&mut self, id: RelId) -> Undo {
        self.check_rel(id)?;
        let ends = self.rel_ends(id);
        let labelled = |node: NodeId| (node, self.node_labels[node.index()]);
        self.adjacency[ends.rel_type.index()].remove(id, labelled(ends.start), labelled(ends.end));
        self.by_type[ends.rel_type.index()].remove(id.0);
        self.rels.remove(id.0);
        // A file may have told a wrong number.
        self.n_loops = self.n_loops.saturating_sub(usize::from(ends.start == ends.end));
        let properties = self.rel_rows.take(id.0);
        let (rel_type, start, end) = (ends.rel_type, ends.start, ends.end);
        Ok(Some(Change::CreateRelationship { id, rel_type, start, end, properties }))
    }

    fn add_label(&mut self, node: NodeId, label: LabelId) -> Undo {
        self.check_node(node)?;
        if !entry(&mut self.by_label, label.index()).insert(node.0) {
            return Ok(None);
        }
        let set = self.label_sets.with(self.label_set(node), label);
        self.relabel(node, set);
        for (key, index) in self.indexes.iter_mut().filter(|(key, _)| key.label == label) {
            if let Some(hash) = self.node_rows.hash(node.0, key.key) {
                index.insert(hash, node);
            }
        }
        Ok(Some(Change::RemoveLabel { node, label }))
    }

    fn remove_label(&mut self, node: NodeId, label: LabelId) -> Undo {
        self.check_node(node)?;
        if !self.by_label.get_mut(label.index()).is_some_and(|nodes: &mut Members| nodes.remove(node.0)) {
            return Ok(None);
        }
        let set = self.label_sets.without(self.label_set(node), label);
        self.relabel(node, set);
        for (key, index) in self.indexes.iter_mut().filter(|(key, _)| key.label == label) {
            if let Some(hash) = self.node_rows.hash(node.0, key.key) {
                index.remove(hash, node);
            }
        }
        Ok(Some(Change::AddLabel { node, label }))
    }

    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Undo {
        self.check_node(node)?;
        is_storable(&value)?;
        let (new, gone) = (indexed_value::hash(&value), value.is_null());
        let before = self.node_rows.set(node.0, key, value);
        let old = indexed_value::hash(&before);
        if old != new {
            for (index_key, index) in self.indexes.iter_mut().filter(|(index, _)| index.key == key) {
                if self.by_label.get(index_key.label.index()).is_some_and(|nodes| nodes.contains(node.0)) {
                    old.into_iter().for_each(|hash| index.remove(hash, node));
                    new.into_iter().for_each(|hash| index.insert(hash, node));
                }
            }
        }
        let changed = !(gone && before.is_null());
        Ok(changed.then_some(Change::SetNodeProperty { node, key, value: before }))
    }

    fn set_rel_property(&mut self, rel: RelId, key: KeyId, value: Value) -> Undo {
        self.check_rel(rel)?;
        is_storable(&value)?;
        let gone = value.is_null();
        let before = self.rel_rows.set(rel.0, key, value);
        let changed = !(gone && before.is_null());
        Ok(changed.then_some(Change::SetRelProperty { rel, key, value: before }))
    }

    fn create_index(&mut self, key: IndexKey) -> Option<Change> {
        if self.indexes.contains_key(&key) {
            return None;
        }
        self.indexes.insert(key, Lazy::from(self.new_index(key)));
        Some(Change::DropIndex(key))
    }

    /// The nodes that an index lists, from the nodes themselves.
    pub(super) fn new_index(&self, key: IndexKey) -> HashIndex {
        let nodes = self.by_label.get(key.label.index());
        let ids = nodes.into_iter().flat_map(|nodes| nodes.ids().iter());
        HashIndex::of(ids.filter_map(|id| Some((self.node_rows.hash(id, key.key)?, NodeId(id)))))
    }

    fn add_alias(&mut self, table: NameTable, alias: Arc<str>, name: &str) -> Undo {
        // An alias that is a name already would hide what goes by that name.
        if self.vocabulary.names(table).contains(&alias) {
            return Err(GraphError::AliasIsName(alias));
        }
        let before = self.vocabulary.aliases(table).get(&alias).cloned();
        self.vocabulary.add_alias(table, &alias, name);
        Ok(Some(match before {
            Some(name) => Change::AddAlias { table, alias, name },
            None => Change::RemoveAlias { table, alias },
        }))
    }

    fn relabel(&mut self, node: NodeId, set: LabelSetId) {
        let before = std::mem::replace(&mut self.node_labels[node.index()], set);
        self.adjacency.iter_mut().for_each(|adjacency| adjacency.relabel(node, before, set));
    }

    fn check_node(&self, node: NodeId) -> Result<(), GraphError> {
        if self.has_node(node) { Ok(()) } else { Err(GraphError::NoSuchNode(node)) }
    }

    fn check_rel(&self, rel: RelId) -> Result<(), GraphError> {
        if self.has_rel(rel) { Ok(()) } else { Err(GraphError::NoSuchRelationship(rel)) }
    }

    /// Takes a node out of each index that lists it.
    fn withdraw_node(&mut self, node: NodeId) {
        for (key, index) in &mut self.indexes {
            let labelled = self.by_label.get(key.label.index()).is_some_and(|nodes| nodes.contains(node.0));
            if let Some(hash) = labelled.then(|| self.node_rows.hash(node.0, key.key)).flatten() {
                index.remove(hash, node);
            }
        }
    }
}

/// The entry of a table by number, which grows to hold it.
fn entry<T: Clone + Default>(table: &mut Vec<T>, at: usize) -> &mut T {
    if at >= table.len() {
        table.resize(at + 1, T::default());
    }
    &mut table[at]
}

fn storable(properties: &[(KeyId, Value)]) -> Result<(), GraphError> {
    properties.iter().try_for_each(|(_, value)| is_storable(value))
}

/// A property holds null (which removes it), a plain value or a list of such, nested as deep as a file can hold.
fn is_storable(value: &Value) -> Result<(), GraphError> {
    is_storable_within(value, MAX_LIST_NESTING)
}

fn is_storable_within(value: &Value, nesting: usize) -> Result<(), GraphError> {
    let refused = match value {
        Value::Map(_) => "a map",
        Value::Node(_) => "a node",
        Value::Relationship(_) => "a relationship",
        Value::Path(_) => "a path",
        Value::List(_) if nesting == 0 => "lists nested deeper than 256 levels",
        Value::List(items) => return items.iter().try_for_each(|item| is_storable_within(item, nesting - 1)),
        _ => return Ok(()),
    };
    Err(GraphError::NotStorable(refused))
}
