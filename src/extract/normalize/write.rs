//! The merged graph as changes of a store. Ids follow the order of labels and keys, so that the same facts give the
//! same graph.

use std::cmp::Reverse;

use super::merged::{Kind, Merged, Node, NodeRef};
use crate::extract::Lexicon;
use crate::graph::{Change, GraphError, GraphStore, IndexKey, KeyId, LabelId};
use crate::value::{NodeId, Value};

/// Writes everything: names and their aliases, nodes, relationships, indexes. What is written is given up at once, so
/// that the graph is not held twice.
pub(super) fn write(merged: Merged, store: &mut dyn GraphStore, lexicon: &Lexicon) -> Result<(), GraphError> {
    for alias in &lexicon.ontology.aliases {
        let (table, name) = (alias.table, alias.name.as_str().into());
        store.apply(Change::AddAlias { table, alias: alias.alias.as_str().into(), name })?;
    }
    // The label that tells what a node is comes before the one it shares with others.
    for kind in Kind::ALL {
        store.intern_label(kind.labels()[0]);
    }
    let (nodes, rels) = merged.into_parts();
    let mut ids = vec![NodeId(0); nodes.len()];
    for (node, content) in nodes {
        ids[node.index()] = write_node(content, store)?;
    }
    let id = |node: NodeRef| ids[node.index()];
    let rels = rels.into_iter().map(|((rel_type, start, end), rel)| (rel_type, id(start), id(end), rel));
    let mut rels: Vec<_> = rels.collect();
    // The last comes first: what is written is taken from the end, and its room given back now and then.
    rels.sort_unstable_by_key(|&(rel_type, start, end, _)| Reverse((rel_type, start, end)));
    while let Some((rel_type, start, end, rel)) = rels.pop() {
        if rels.len() < rels.capacity() / 2 {
            rels.shrink_to_fit();
        }
        let places = rel.places.properties();
        let count = (rel.count > 0).then_some(("count", Value::Integer(rel.count)));
        let properties = intern(count.into_iter().chain(rel.properties).chain(places), store);
        let (id, rel_type) = (store.new_rel_id()?, store.intern_type(rel_type));
        store.apply(Change::CreateRelationship { id, rel_type, start, end, properties })?;
    }
    write_indexes(store)
}

fn write_node(node: Node, store: &mut dyn GraphStore) -> Result<NodeId, GraphError> {
    let labels: Vec<LabelId> = node.kind.labels().iter().map(|label| store.intern_label(label)).collect();
    let aliases = node.aliases.iter().filter(|alias| *alias != node.name());
    let aliases: Vec<Value> = aliases.map(|alias| alias.as_str().into()).collect();
    let key = Value::from(node.merge_key());
    let mut own = node.properties;
    own.insert("key", key);
    if !aliases.is_empty() {
        own.insert("aliases", Value::list(aliases));
    }
    let properties = intern(own.into_iter().chain(node.places.properties()), store);
    let id = store.new_node_id()?;
    store.apply(Change::CreateNode { id, labels, properties })?;
    Ok(id)
}

fn intern(
    properties: impl Iterator<Item = (&'static str, Value)>,
    store: &mut dyn GraphStore,
) -> Vec<(KeyId, Value)> {
    properties.map(|(key, value)| (store.intern_key(key), value)).collect()
}

/// Every label can be looked up by merge key and, but for measures, by name; documents also by what evidence calls them.
fn write_indexes(store: &mut dyn GraphStore) -> Result<(), GraphError> {
    let [key, name, doc] = ["key", "name", "doc"].map(|key| store.intern_key(key));
    for kind in Kind::ALL {
        let label = store.intern_label(kind.labels()[0]);
        store.apply(Change::CreateIndex(IndexKey { label, key }))?;
        if !matches!(kind, Kind::Target | Kind::Observation) {
            store.apply(Change::CreateIndex(IndexKey { label, key: name }))?;
        }
        if kind == Kind::Document {
            store.apply(Change::CreateIndex(IndexKey { label, key: doc }))?;
        }
    }
    Ok(())
}
