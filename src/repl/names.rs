//! The names a graph knows, for completion and "did you mean".

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::outline::Outline;
use super::pinyin::{is_pinyin, reach, usual_reach};
use super::surroundings::Thing;
use crate::diagnostic::nearest;
use crate::graph::{GraphView, NameTable, Vocabulary};
use crate::query::function;
use crate::value::{NodeId, Value};

/// Names of entities are read from at most so many nodes: the shell must be ready at once.
const MAX_NODES: usize = 300_000;

/// Keys whose text values are names of entities.
const NAME_KEYS: [&str; 3] = ["name", "full_name", "title"];

/// What is missing of a place's name when it is written short: 广东 for 广东省, 阿坝 for 阿坝州.
const MOST_MISSING: usize = 3;

static FUNCTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let all = function::names().chain(function::aggregate_names()).chain(["exists"]);
    all.collect::<BTreeSet<_>>().into_iter().collect()
});

/// Names of functions, sorted.
pub(super) fn functions() -> &'static [&'static str] {
    &FUNCTIONS
}

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entity {
    pub(super) name: Arc<str>,
    /// Its first label, by the alias where there is one.
    pub(super) label: Option<Arc<str>>,
}

/// Sorted names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) labels: Vec<Arc<str>>,
    pub(super) types: Vec<Arc<str>>,
    pub(super) keys: Vec<Arc<str>>,
    /// Their reading walks over the nodes: done when they are asked for, not after each write.
    pub(super) data: Arc<Data>,
    /// What the names stand for.
    vocabulary: Arc<Vocabulary>,
    /// Whether the graph holds nothing.
    pub(super) is_empty: bool,
}

/// What is read from the elements of a graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    /// Sorted by name.
    pub(super) entities: Vec<Entity>,
    pub(super) outline: Outline,
}

impl Data {
    /// Names of a graph's entities, and how its labels hang together.
    pub(super) fn of(graph: &dyn GraphView) -> Self {
        Self { entities: entities(graph), outline: Outline::sample(graph) }
    }

    /// The names alone.
    pub(super) fn of_entities(graph: &dyn GraphView) -> Self {
        Self { entities: entities(graph), outline: Outline::default() }
    }
}

impl Names {
    /// The names of a graph as it is now, aliases included; what was read from its elements is handed in.
    pub(super) fn of(graph: &dyn GraphView, data: Arc<Data>) -> Self {
        let vocabulary = graph.vocabulary();
        let all = |table| {
            let names = vocabulary.names(table).iter().chain(vocabulary.aliases(table).keys());
            names.cloned().collect::<BTreeSet<_>>().into_iter().collect()
        };
        Self {
            labels: all(NameTable::Label),
            types: all(NameTable::Type),
            keys: all(NameTable::Key),
            data,
            vocabulary: Arc::new(vocabulary.clone()),
            is_empty: graph.n_nodes() == 0,
        }
    }

    /// The name that an alias stands for; any other name stands for itself.
    pub(super) fn canonical<'n>(&'n self, table: NameTable, name: &'n str) -> &'n str {
        self.vocabulary.aliases(table).get(name).map_or(name, |name| name)
    }

    /// Whether an entity is called so.
    pub(super) fn has_entity(&self, name: &str) -> bool {
        self.data.entities.binary_search_by(|entity| (*entity.name).cmp(name)).is_ok()
    }

    /// Entities whose name begins with `prefix`: they are sorted, so they stand in a row.
    pub(super) fn entities_from<'n, 'p>(
        &'n self,
        prefix: &'p str,
    ) -> impl Iterator<Item = &'n Entity> + use<'n, 'p> {
        let entities = &self.data.entities;
        let first = entities.partition_point(|entity| *entity.name < *prefix);
        entities[first..].iter().take_while(move |entity| entity.name.starts_with(prefix))
    }

    /// Whether an entity has one of the labels that are known of an element; so has any where none is known.
    pub(super) fn is_labelled(&self, entity: &Entity, thing: &Thing) -> bool {
        let Thing::Node(labels) = thing else { return true };
        let canonical = |label| self.canonical(NameTable::Label, label);
        let own = entity.label.as_ref().map(|label| canonical(label));
        labels.is_empty() || labels.iter().any(|label| own == Some(canonical(label)))
    }

    /// Entities that are meant by pinyin, those first of whose name least is missing; where nothing is missing of some
    /// but what a place is (市, 区), these alone. Rare readings count where no usual one fits.
    pub(super) fn entities_by_pinyin(
        &self,
        word: &str,
        is_wanted: &dyn Fn(&&Entity) -> bool,
    ) -> Vec<&Entity> {
        if !is_pinyin(word) {
            return Vec::new();
        }
        let mut found: Vec<(bool, usize, &Entity)> = Vec::new();
        for entity in self.data.entities.iter().filter(is_wanted) {
            if let Some(reached) = reach(&entity.name, word) {
                // 重庆 is read by a rare reading of its first character.
                let is_usual = is_place(&entity.name) || usual_reach(&entity.name, word).is_some();
                found.push((!is_usual, n_missing(&entity.name, reached), entity));
            }
        }
        found.sort_by_key(|(is_rare, missing, _)| (*is_rare, *missing));
        if found.first().is_some_and(|(_, missing, _)| *missing == 0) {
            let best = found[0].0;
            found.retain(|(is_rare, missing, _)| *is_rare == best && *missing == 0);
        }
        found.into_iter().map(|(.., entity)| entity).collect()
    }

    /// The entity that was meant by `name`: the one of which it is a short form, one of nearly that name, or the
    /// shortest one that has it in its own.
    pub(super) fn near_entity(&self, name: &str) -> Option<&Entity> {
        let n_characters = name.chars().count();
        let missing = |entity: &&Entity| entity.name.chars().count() - n_characters;
        let short =
            self.entities_from(name).filter(|entity| missing(entity) <= MOST_MISSING).min_by_key(missing);
        let near = || {
            let near = nearest(name, self.data.entities.iter().map(|entity| &*entity.name))?;
            self.entities_from(near).next()
        };
        let holding = || {
            let entities = self.data.entities.iter().filter(|entity| entity.name.contains(name));
            entities.min_by_key(|entity| entity.name.len())
        };
        short.or_else(near).or_else(holding)
    }
}

/// Characters of a name behind those that were reached; what says of a place that it is one is no loss.
fn n_missing(name: &str, reached: usize) -> usize {
    let n_rest = name.chars().count() - reached;
    if reached > 1 && n_rest == 1 && is_place(name) { 0 } else { n_rest }
}

/// Whether a name says that it is a place's.
fn is_place(name: &str) -> bool {
    name.ends_with(['省', '市', '区', '县', '州'])
}

fn entities(graph: &dyn GraphView) -> Vec<Entity> {
    let vocabulary = graph.vocabulary();
    let keys: Vec<_> = NAME_KEYS.iter().filter_map(|key| vocabulary.key(key)).collect();
    let mut nodes = Vec::new();
    graph.scan_nodes(None, NodeId(0), MAX_NODES, &mut nodes);
    let mut names = BTreeSet::new();
    for node in nodes {
        for &key in &keys {
            if let Value::String(name) = graph.node_property(node, key) {
                let label = graph.labels(node).first().map(|&label| shown_label(vocabulary, label));
                names.insert(Entity { name, label });
            }
        }
    }
    let mut entities: Vec<Entity> = names.into_iter().collect();
    entities.dedup_by(|later, first| later.name == first.name);
    entities
}

/// A label by its alias where it has one.
fn shown_label(vocabulary: &Vocabulary, label: crate::graph::LabelId) -> Arc<str> {
    let name = vocabulary.label_name(label);
    let alias = vocabulary.aliases(NameTable::Label).iter().find(|(_, canonical)| *canonical == name);
    alias.map_or_else(|| name.clone(), |(alias, _)| alias.clone())
}
