//! The names a graph knows, for completion and "did you mean".

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use crate::diagnostic::nearest;
use crate::graph::{GraphView, NameTable};
use crate::query::function;
use crate::value::{NodeId, Value};

/// Names of entities are read from at most so many nodes: the shell must be ready at once.
const MAX_NODES: usize = 300_000;

/// Keys whose text values are names of entities.
const NAME_KEYS: [&str; 3] = ["name", "full_name", "title"];

static FUNCTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let all = function::names().chain(function::aggregate_names()).chain(["exists"]);
    all.collect::<BTreeSet<_>>().into_iter().collect()
});

/// Names of functions, sorted.
pub(super) fn functions() -> &'static [&'static str] {
    &FUNCTIONS
}

/// Sorted names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) labels: Vec<Arc<str>>,
    pub(super) types: Vec<Arc<str>>,
    pub(super) keys: Vec<Arc<str>>,
    /// Their reading walks over the nodes: done when they are asked for, not after each write.
    pub(super) entities: Arc<Vec<Arc<str>>>,
    /// Whether the graph holds nothing.
    pub(super) is_empty: bool,
}

impl Names {
    /// The names of a graph as it is now, aliases included; those of its entities are handed in.
    pub(super) fn of(graph: &dyn GraphView, entities: Arc<Vec<Arc<str>>>) -> Self {
        let all = |table| {
            let vocabulary = graph.vocabulary();
            let names = vocabulary.names(table).iter().chain(vocabulary.aliases(table).keys());
            names.cloned().collect::<BTreeSet<_>>().into_iter().collect()
        };
        Self {
            labels: all(NameTable::Label),
            types: all(NameTable::Type),
            keys: all(NameTable::Key),
            entities,
            is_empty: graph.n_nodes() == 0,
        }
    }

    /// Whether an entity is called so.
    pub(super) fn has_entity(&self, name: &str) -> bool {
        self.entities.binary_search_by(|entity| (**entity).cmp(name)).is_ok()
    }

    /// The entity that was meant by `name`: one of nearly that name, or the shortest one that has it in its own.
    pub(super) fn near_entity(&self, name: &str) -> Option<&str> {
        let entities = || self.entities.iter().map(|entity| &**entity);
        let holding = || entities().filter(|entity| entity.contains(name)).min_by_key(|entity| entity.len());
        nearest(name, entities()).or_else(holding)
    }
}

/// Names of a graph's entities, sorted.
pub(super) fn entities(graph: &dyn GraphView) -> Vec<Arc<str>> {
    let keys: Vec<_> = NAME_KEYS.iter().filter_map(|key| graph.vocabulary().key(key)).collect();
    let mut nodes = Vec::new();
    graph.scan_nodes(None, NodeId(0), MAX_NODES, &mut nodes);
    let mut names = BTreeSet::new();
    for node in nodes {
        for &key in &keys {
            if let Value::String(name) = graph.node_property(node, key) {
                names.insert(name);
            }
        }
    }
    names.into_iter().collect()
}
