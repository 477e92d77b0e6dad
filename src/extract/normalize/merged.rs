//! The merged graph before it is written: nodes by label and canonical key, relationships by type and ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::place::{Place, Places};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::PlaceId;
use crate::value::Value;

/// What a node is. The order is the order of ids in a built graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Document,
    Entity(EntityLabel),
    Indicator,
    Target,
    Observation,
}

impl Kind {
    /// All kinds.
    pub(super) const ALL: [Self; 11] = [
        Self::Document,
        Self::Entity(EntityLabel::Region),
        Self::Entity(EntityLabel::Industry),
        Self::Entity(EntityLabel::Project),
        Self::Entity(EntityLabel::Organization),
        Self::Entity(EntityLabel::Platform),
        Self::Entity(EntityLabel::Policy),
        Self::Entity(EntityLabel::Event),
        Self::Indicator,
        Self::Target,
        Self::Observation,
    ];

    /// Labels of its nodes, the one that tells it first.
    pub(super) fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Document => &["Document"],
            Self::Entity(EntityLabel::Region) => &["Region"],
            Self::Entity(EntityLabel::Industry) => &["Industry"],
            Self::Entity(EntityLabel::Project) => &["Project"],
            Self::Entity(EntityLabel::Organization) => &["Organization"],
            Self::Entity(EntityLabel::Platform) => &["Platform"],
            Self::Entity(EntityLabel::Policy) => &["Policy"],
            Self::Entity(EntityLabel::Event) => &["Event"],
            Self::Indicator => &["Indicator"],
            Self::Target => &["Target", "Measure"],
            Self::Observation => &["Observation", "Measure"],
        }
    }
}

/// A node's place in [`Merged`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeRef(usize);

impl NodeRef {
    /// No node comes before this one.
    pub(super) const FIRST: Self = Self(0);
}

/// A node of the merged graph.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Canonical key; with the label it is what the node is known by.
    pub(super) key: Arc<str>,
    pub(super) properties: BTreeMap<&'static str, Value>,
    pub(super) aliases: BTreeSet<String>,
    pub(super) places: Places,
    /// Of a region: the place of the gazetteer that it lies in.
    pub(super) within: Option<PlaceId>,
}

impl Node {
    /// Sets a property that has no value yet.
    pub(super) fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        self.properties.entry(key).or_insert_with(|| value.into());
    }

    /// The merge key: 128 bits of a hash over label and canonical key, the same in every run and on every machine.
    pub(super) fn merge_key(&self) -> String {
        let text = format!("{}\n{}", self.kind.labels()[0], self.key);
        Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Its name, empty when it has none.
    pub(super) fn name(&self) -> &str {
        match self.properties.get("name") {
            Some(Value::String(name)) => name,
            _ => "",
        }
    }
}

/// A relationship of the merged graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Rel {
    pub(super) properties: BTreeMap<&'static str, Value>,
    pub(super) places: Places,
}

/// Type, start and end of a relationship.
pub(super) type RelEnds = (&'static str, NodeRef, NodeRef);

/// The merged graph.
#[derive(Debug, Default)]
pub(super) struct Merged {
    nodes: Vec<Node>,
    by_key: BTreeMap<Kind, FxHashMap<Arc<str>, NodeRef>>,
    rels: BTreeMap<RelEnds, Rel>,
}

impl Merged {
    /// The node of a canonical key, made when it is new.
    pub(super) fn node(&mut self, kind: Kind, key: &str) -> NodeRef {
        let by_key = self.by_key.entry(kind).or_default();
        if let Some(&node) = by_key.get(key) {
            return node;
        }
        let (key, node): (Arc<str>, _) = (key.into(), NodeRef(self.nodes.len()));
        by_key.insert(key.clone(), node);
        let (properties, aliases, places) = (BTreeMap::new(), BTreeSet::new(), Places::default());
        self.nodes.push(Node { kind, key, properties, aliases, places, within: None });
        node
    }

    /// The node of a canonical key, when there is one.
    pub(super) fn find(&self, kind: Kind, key: &str) -> Option<NodeRef> {
        self.by_key.get(&kind)?.get(key).copied()
    }

    /// A node.
    pub(super) fn get(&self, node: NodeRef) -> &Node {
        &self.nodes[node.0]
    }

    /// A node, to be changed.
    pub(super) fn get_mut(&mut self, node: NodeRef) -> &mut Node {
        &mut self.nodes[node.0]
    }

    /// The relationship of a type between two nodes, made when it is new.
    pub(super) fn rel(&mut self, rel_type: &'static str, start: NodeRef, end: NodeRef) -> &mut Rel {
        self.rels.entry((rel_type, start, end)).or_default()
    }

    /// The same with the places that tell it.
    pub(super) fn tell(&mut self, rel_type: &'static str, start: NodeRef, end: NodeRef, places: &[Place]) {
        let rel = self.rel(rel_type, start, end);
        places.iter().for_each(|place| rel.places.add(place.clone()));
    }

    /// Nodes in the order of kind and key.
    pub(super) fn sorted_nodes(&self) -> Vec<NodeRef> {
        let mut order: Vec<NodeRef> = (0..self.nodes.len()).map(NodeRef).collect();
        order.sort_by_key(|&node| (self.get(node).kind, &self.get(node).key));
        order
    }

    /// Relationships with type and ends, in no order that means anything.
    pub(super) fn rels(&self) -> impl Iterator<Item = (RelEnds, &Rel)> {
        self.rels.iter().map(|(ends, rel)| (*ends, rel))
    }

    /// All relationships, given up.
    pub(super) fn into_rels(self) -> BTreeMap<RelEnds, Rel> {
        self.rels
    }
}
