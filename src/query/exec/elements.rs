//! The graph elements that a result names, as they are at the end of the statement; deleted ones as they were.

use std::collections::BTreeMap;

use super::context::Context;
use crate::graph::GraphView;
use crate::result::{Elements, NodeRecord, RelRecord};
use crate::value::{NodeId, RelId, Value};

/// Elements that the statement deleted, as they were before.
#[derive(Debug, Default)]
pub(super) struct Deleted {
    pub(super) nodes: BTreeMap<NodeId, NodeRecord>,
    pub(super) rels: BTreeMap<RelId, RelRecord>,
}

pub(super) fn node_record(view: &dyn GraphView, node: NodeId) -> NodeRecord {
    let vocabulary = view.vocabulary();
    NodeRecord {
        labels: view.labels(node).iter().map(|label| vocabulary.label_name(*label).clone()).collect(),
        properties: view
            .node_properties(node)
            .into_iter()
            .map(|(key, value)| (vocabulary.key_name(key).clone(), value))
            .collect(),
    }
}

pub(super) fn rel_record(view: &dyn GraphView, rel: RelId) -> RelRecord {
    let vocabulary = view.vocabulary();
    let ends = view.rel_ends(rel);
    RelRecord {
        rel_type: vocabulary.type_name(ends.rel_type).clone(),
        start: ends.start,
        end: ends.end,
        properties: view
            .rel_properties(rel)
            .into_iter()
            .map(|(key, value)| (vocabulary.key_name(key).clone(), value))
            .collect(),
    }
}

/// Gathers what `rows` name.
pub(super) fn gather(context: &Context<'_>, rows: &[Vec<Value>]) -> Elements {
    let mut gatherer = Gatherer {
        view: &*context.view(),
        deleted: &context.deleted.borrow(),
        elements: Elements::default(),
    };
    rows.iter().flatten().for_each(|value| gatherer.value(value));
    gatherer.elements
}

struct Gatherer<'g> {
    view: &'g dyn GraphView,
    deleted: &'g Deleted,
    elements: Elements,
}

impl Gatherer<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Node(node) => self.node(*node),
            Value::Relationship(rel) => self.rel(*rel),
            Value::Path(path) => {
                path.nodes.iter().for_each(|node| self.node(*node));
                path.rels.iter().for_each(|rel| self.rel(*rel));
            }
            Value::List(items) => items.iter().for_each(|item| self.value(item)),
            Value::Map(entries) => entries.values().for_each(|item| self.value(item)),
            _ => {}
        }
    }

    fn node(&mut self, node: NodeId) {
        if self.elements.nodes.contains_key(&node) {
            return;
        }
        let record = match self.view.has_node(node) {
            true => node_record(self.view, node),
            false => self.deleted.nodes.get(&node).cloned().unwrap_or_default(),
        };
        self.elements.nodes.insert(node, record);
    }

    fn rel(&mut self, rel: RelId) {
        if self.elements.rels.contains_key(&rel) {
            return;
        }
        let record = match self.view.has_rel(rel) {
            true => Some(rel_record(self.view, rel)),
            false => self.deleted.rels.get(&rel).cloned(),
        };
        if let Some(record) = record {
            self.elements.rels.insert(rel, record);
        }
    }
}
