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
pub(super) struct NodeRef(u32);

impl NodeRef {
    /// No node comes before this one.
    pub(super) const FIRST: Self = Self(0);

    /// Its number among all.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node of the merged graph.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Canonical key; with the label it is what the node is known by.
    pub(super) key: Arc<str>,
    pub(super) properties: Properties,
    pub(super) aliases: BTreeSet<String>,
    pub(super) places: Places,
    /// Of a region: the place of the gazetteer that it lies in.
    pub(super) within: Option<PlaceId>,
}

impl Node {
    /// Sets a property that has no value yet.
    pub(super) fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        self.properties.set(key, || value.into());
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
    pub(super) properties: Properties,
    pub(super) places: Places,
    /// Of `MENTIONED_IN`, the most frequent type: how often. Of others it is 0 and no property.
    pub(super) count: i64,
}

/// Properties by key, in the order of keys. A graph has many elements with few properties each: no room is kept free.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties(Vec<(&'static str, Value)>);

impl Properties {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Sets a value in the place of what is there.
    pub(super) fn insert(&mut self, key: &'static str, value: Value) {
        match self.place(key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.insert_at(at, key, value),
        }
    }

    /// Sets a value where there is none.
    pub(super) fn set(&mut self, key: &'static str, value: impl FnOnce() -> Value) {
        if let Err(at) = self.place(key) {
            self.insert_at(at, key, value());
        }
    }

    fn insert_at(&mut self, at: usize, key: &'static str, value: Value) {
        self.0.reserve_exact(1);
        self.0.insert(at, (key, value));
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, |(key, _)| key)
    }
}

impl IntoIterator for Properties {
    type Item = (&'static str, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
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
        let node = NodeRef(u32::try_from(self.nodes.len()).expect("a node takes more room than its number"));
        let key: Arc<str> = key.into();
        by_key.insert(key.clone(), node);
        let (properties, aliases, places) = (Properties::default(), BTreeSet::new(), Places::default());
        self.nodes.push(Node { kind, key, properties, aliases, places, within: None });
        node
    }

    /// The node of a canonical key, when there is one.
    pub(super) fn find(&self, kind: Kind, key: &str) -> Option<NodeRef> {
        self.by_key.get(&kind)?.get(key).copied()
    }

    /// A node.
    pub(super) fn get(&self, node: NodeRef) -> &Node {
        &self.nodes[node.index()]
    }

    /// A node, to be changed.
    pub(super) fn get_mut(&mut self, node: NodeRef) -> &mut Node {
        &mut self.nodes[node.index()]
    }

    /// The relationship of a type between two nodes, made when it is new.
    pub(super) fn rel(&mut self, rel_type: &'static str, start: NodeRef, end: NodeRef) -> &mut Rel {
        self.rels.entry((rel_type, start, end)).or_default()
    }

    /// The same with the places that tell it.
    pub(super) fn tell(
        &mut self,
        rel_type: &'static str,
        start: NodeRef,
        end: NodeRef,
        places: &[Arc<Place>],
    ) {
        let rel = self.rel(rel_type, start, end);
        places.iter().for_each(|place| rel.places.add(place.clone()));
    }

    /// Nodes in the order of kind and key.
    pub(super) fn sorted_nodes(&self) -> Vec<NodeRef> {
        let mut order: Vec<NodeRef> = (0..).map(NodeRef).take(self.nodes.len()).collect();
        order.sort_by_key(|&node| (self.get(node).kind, &self.get(node).key));
        order
    }

    /// Relationships with type and ends, in no order that means anything.
    pub(super) fn rels(&self) -> impl Iterator<Item = (RelEnds, &Rel)> {
        self.rels.iter().map(|(ends, rel)| (*ends, rel))
    }

    /// Nodes in the order of kind and key, and relationships; nobody finds nodes by key any more.
    pub(super) fn into_parts(self) -> (Vec<(NodeRef, Node)>, BTreeMap<RelEnds, Rel>) {
        drop(self.by_key);
        let mut nodes: Vec<_> = (0..).map(NodeRef).zip(self.nodes).collect();
        nodes.sort_unstable_by(|(_, one), (_, other)| (one.kind, &one.key).cmp(&(other.kind, &other.key)));
        (nodes, self.rels)
    }
}
