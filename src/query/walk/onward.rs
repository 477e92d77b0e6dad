//! What leads on from where a walk has come: relationships behind a place, places behind an arrow, with their numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Place, place_of, type_of};
use crate::graph::{Direction, GraphView, NameTable, TypeId};
use crate::query::ast::{ArrowDirection, PlaceName, Walk, WalkPlace, WalkStep};
use crate::query::parser::parse_walk_prefix;
use crate::value::{NodeId, Value};

/// Nodes followed on the way: more are not counted.
const MOST_NODES: usize = 100_000;

/// Names offered behind an arrow.
const MOST_NAMES: usize = 20;

/// One way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward {
    /// What may be written: `发展-> `, or a label or a name.
    pub text: String,
    /// To how many places it leads, or how many there are of it.
    pub count: usize,
}

/// What may be written behind `text`, the most frequent first: behind `江阴市 -` the relationships of 江阴市, behind
/// `江阴市 -发展-> ` the kinds and names of what it develops. A word that is begun narrows what is offered.
pub fn onward(text: &str, graph: &dyn GraphView) -> Vec<Onward> {
    onward_by(text, graph, &|name, begun| name.starts_with(begun))
}

/// The same, where `fits` says whether a name can be meant by a word that is begun.
pub fn onward_by(text: &str, graph: &dyn GraphView, fits: &dyn Fn(&str, &str) -> bool) -> Vec<Onward> {
    let begun_at = text
        .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (before, begun) = text.split_at(begun_at);
    let before = before.trim_end();
    let is_meant = |name: &str| fits(name, begun);
    let found = if before.ends_with(['>', '＞']) || is_closed_arrow(before) {
        places_behind(before, graph, &is_meant)
    } else if let Some(place) = before.strip_suffix(['-', '－']) {
        let (place, is_left) = match place.trim_end().strip_suffix(['<', '＜']) {
            Some(place) => (place, true),
            None => (place, false),
        };
        types_behind(place, is_left, graph)
    } else {
        None
    };
    let mut found = found.unwrap_or_default();
    found.retain(|way| is_meant(way.text.trim_start_matches('^')));
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found
}

/// Whether a text ends with `<-…-` or `-…-`.
fn is_closed_arrow(before: &str) -> bool {
    before.ends_with('-') && parse_walk_prefix(&format!("{before} ?")).is_ok()
}

/// The relationships of where a walk has come, in the direction of the arrow that is begun.
fn types_behind(walk: &str, is_left: bool, graph: &dyn GraphView) -> Option<Vec<Onward>> {
    let walk = parse_walk_prefix(walk).ok()?;
    let nodes = ends(&walk, graph)?;
    let mut counts: BTreeMap<(TypeId, bool), usize> = BTreeMap::new();
    let mut types = Vec::new();
    for node in nodes {
        for direction in [Direction::Outgoing, Direction::Incoming] {
            types.clear();
            graph.step_types(node, direction, &mut types);
            for &rel_type in &types {
                let is_incoming = direction == Direction::Incoming;
                *counts.entry((rel_type, is_incoming)).or_default() +=
                    graph.degree(node, direction, Some(rel_type));
            }
        }
    }
    let names = graph.vocabulary();
    let ways = counts.into_iter().filter(|((_, is_incoming), _)| !is_left || *is_incoming);
    Some(
        ways.map(|((rel_type, is_incoming), count)| {
            let name = alias(graph, NameTable::Type, names.type_name(rel_type));
            let text = match (is_left, is_incoming) {
                (true, _) => format!("{name}- "),
                (false, false) => format!("{name}-> "),
                (false, true) => format!("^{name}-> "),
            };
            Onward { text, count }
        })
        .collect(),
    )
}

/// Labels and names of what the last arrow leads to.
fn places_behind(
    before: &str,
    graph: &dyn GraphView,
    is_meant: &dyn Fn(&str) -> bool,
) -> Option<Vec<Onward>> {
    let walk = parse_walk_prefix(&format!("{before} ?")).ok()?;
    let nodes = ends(&walk, graph)?;
    let names = graph.vocabulary();
    let name_key = names.key("name");
    let (mut labels, mut things): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    for node in nodes {
        for label in graph.labels(node) {
            *labels.entry(alias(graph, NameTable::Label, names.label_name(*label))).or_default() += 1;
        }
        if let Some(Value::String(name)) = name_key.map(|key| graph.node_property(node, key)) {
            *things.entry(name.to_string()).or_default() += 1;
        }
    }
    let things = things.into_iter().filter(|(name, _)| is_meant(name)).take(MOST_NAMES);
    Some(labels.into_iter().chain(things).map(|(text, count)| Onward { text, count }).collect())
}

/// The Chinese name where there is one.
fn alias(graph: &dyn GraphView, table: NameTable, name: &str) -> String {
    let aliases = graph.vocabulary().aliases(table);
    let alias = aliases.iter().find(|(_, canonical)| ***canonical == *name).map(|(alias, _)| alias);
    alias.map_or_else(|| name.to_owned(), ToString::to_string)
}

/// Where a walk ends; filters are left out of account.
fn ends(walk: &Walk, graph: &dyn GraphView) -> Option<BTreeSet<NodeId>> {
    let mut nodes = start(&walk.start, graph)?;
    for (step, place) in &walk.steps {
        let least = step.length.map_or(1, |length| length.min.unwrap_or(1));
        let most = step.length.map_or(1, |length| length.max.unwrap_or(4)).min(8);
        let mut reached = if least == 0 { nodes.clone() } else { BTreeSet::new() };
        for round in 1..=most {
            nodes = follow(&nodes, step, graph)?;
            if round >= least {
                reached.extend(&nodes);
            }
        }
        nodes = kept(reached, place, graph)?;
    }
    Some(nodes)
}

fn start(place: &WalkPlace, graph: &dyn GraphView) -> Option<BTreeSet<NodeId>> {
    let label = match &place.what {
        PlaceName::Any => None,
        PlaceName::AnyOf(word) => graph.vocabulary().label(&word.text),
        PlaceName::Word(word) => match place_of(graph, word).ok()? {
            Place::Labelled(label) => Some(label),
            Place::Named(nodes) => return Some(nodes.into_iter().collect()),
        },
    };
    let mut nodes = Vec::new();
    graph.scan_nodes(label, NodeId(0), MOST_NODES, &mut nodes);
    Some(nodes.into_iter().collect())
}

fn kept(nodes: BTreeSet<NodeId>, place: &WalkPlace, graph: &dyn GraphView) -> Option<BTreeSet<NodeId>> {
    let label = match &place.what {
        PlaceName::Any => return Some(nodes),
        PlaceName::AnyOf(word) => match graph.vocabulary().label(&word.text) {
            Some(label) => label,
            None => return Some(nodes),
        },
        PlaceName::Word(word) => match place_of(graph, word).ok()? {
            Place::Labelled(label) => label,
            Place::Named(named) => {
                return Some(named.into_iter().filter(|node| nodes.contains(node)).collect());
            }
        },
    };
    Some(nodes.into_iter().filter(|node| graph.has_label(*node, label)).collect())
}

fn follow(nodes: &BTreeSet<NodeId>, step: &WalkStep, graph: &dyn GraphView) -> Option<BTreeSet<NodeId>> {
    let wanted: Option<Vec<TypeId>> = match &step.types[..] {
        [] => None,
        types => Some(types.iter().map(|word| type_of(graph, word).ok()).collect::<Option<_>>()?),
    };
    let directions: &[Direction] = match step.direction {
        ArrowDirection::Right => &[Direction::Outgoing],
        ArrowDirection::Left => &[Direction::Incoming],
        ArrowDirection::Either => &[Direction::Outgoing, Direction::Incoming],
    };
    let (mut reached, mut types) = (BTreeSet::new(), Vec::new());
    for &node in nodes {
        for &direction in directions {
            types.clear();
            graph.step_types(node, direction, &mut types);
            for &rel_type in &types {
                if wanted.as_ref().is_none_or(|wanted| wanted.contains(&rel_type)) {
                    reached.extend(graph.steps(node, direction, rel_type).iter().map(|step| step.node));
                }
            }
            if reached.len() > MOST_NODES {
                return Some(reached);
            }
        }
    }
    Some(reached)
}
