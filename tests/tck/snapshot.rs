//! The whole graph as sets, so that the difference of two moments gives the side effects of a query.

use std::collections::{BTreeMap, BTreeSet};

use tuzhi::graph::{GraphView, KeyId};
use tuzhi::value::{NodeId, RelId, Value};

/// What the kit counts.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    nodes: BTreeSet<String>,
    relationships: BTreeSet<String>,
    labels: BTreeSet<String>,
    /// Element, key and value, so that a changed property is one lost and one gained.
    properties: BTreeSet<String>,
}

impl Snapshot {
    /// Everything in a graph.
    pub(crate) fn of(graph: &dyn GraphView) -> Self {
        let mut snapshot = Self::default();
        let mut nodes = Vec::new();
        graph.scan_nodes(None, NodeId(0), usize::MAX, &mut nodes);
        for node in nodes {
            let name = format!("n{}", node.0);
            for label in graph.labels(node) {
                snapshot.labels.insert(graph.vocabulary().label_name(*label).to_string());
            }
            snapshot.add_properties(graph, &name, graph.node_properties(node));
            snapshot.nodes.insert(name);
        }
        let mut rels = Vec::new();
        graph.scan_rels(None, RelId(0), usize::MAX, &mut rels);
        for rel in rels {
            let name = format!("r{}", rel.0);
            snapshot.add_properties(graph, &name, graph.rel_properties(rel));
            snapshot.relationships.insert(name);
        }
        snapshot
    }

    fn add_properties(&mut self, graph: &dyn GraphView, element: &str, properties: Vec<(KeyId, Value)>) {
        for (key, value) in properties {
            let key = graph.vocabulary().key_name(key);
            self.properties.insert(format!("{element} {key} {} {value}", value.type_name()));
        }
    }

    /// What was gained and lost since, under the kit's names; what is zero is left out.
    pub(crate) fn difference(&self, after: &Self) -> BTreeMap<String, usize> {
        let pairs = [
            ("nodes", &self.nodes, &after.nodes),
            ("relationships", &self.relationships, &after.relationships),
            ("labels", &self.labels, &after.labels),
            ("properties", &self.properties, &after.properties),
        ];
        let mut effects = BTreeMap::new();
        for (name, before, after) in pairs {
            for (sign, n) in
                [('+', after.difference(before).count()), ('-', before.difference(after).count())]
            {
                if n > 0 {
                    effects.insert(format!("{sign}{name}"), n);
                }
            }
        }
        effects
    }
}
