//! Names that fit a place by how the graph hangs together: only types that lead from the pattern's node, only labels at
//! their ends, only keys that the element has. Where nothing is known, or nothing fits, all names are offered.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::Names;
use super::outline::Edge;
use super::surroundings::{Step, Surroundings, Thing};
use crate::graph::NameTable;

/// Labels for the node that begins.
pub(super) fn fitting_labels<'n>(names: &'n Names, place: &Surroundings) -> Vec<&'n Arc<str>> {
    let (Some(labels), Some(step)) = (place.node(), place.step()) else {
        return names.labels.iter().collect();
    };
    let edges = edges(names, labels, step);
    let ends: BTreeSet<&str> = edges.into_iter().map(|(_, other)| other).collect();
    fitting(names, &names.labels, NameTable::Label, &ends)
}

/// Relationship types for the brackets that are open.
pub(super) fn fitting_types<'n>(names: &'n Names, place: &Surroundings) -> Vec<&'n Arc<str>> {
    let labels = place.node().unwrap_or_default();
    let step = Step { is_incoming: place.step().is_some_and(|step| step.is_incoming), ..Step::default() };
    let types = edges(names, labels, &step).into_iter().map(|(edge, _)| &*edge.rel_type).collect();
    fitting(names, &names.types, NameTable::Type, &types)
}

/// Keys of the element whose property is asked for.
pub(super) fn fitting_keys<'n>(names: &'n Names, place: &Surroundings) -> Vec<&'n Arc<str>> {
    let outline = &names.data.outline;
    let (keys, table, of) = match place.owner() {
        Some(Thing::Node(labels)) => (&outline.label_keys, NameTable::Label, labels),
        Some(Thing::Rel(types)) => (&outline.type_keys, NameTable::Type, types),
        None => return names.keys.iter().collect(),
    };
    let known = of.iter().filter_map(|name| keys.get(names.canonical(table, name)));
    let known: BTreeSet<&str> = known.flatten().map(|key| &**key).collect();
    fitting(names, &names.keys, NameTable::Key, &known)
}

/// Edges that a step from a node with these labels may be, each with the label at its other end.
fn edges<'n>(names: &'n Names, labels: &[String], step: &Step) -> Vec<(&'n Edge, &'n str)> {
    let canonical = |table, of: &[String]| -> Vec<String> {
        of.iter().map(|name| names.canonical(table, name).to_owned()).collect()
    };
    let (labels, types) = (canonical(NameTable::Label, labels), canonical(NameTable::Type, &step.types));
    let is_one =
        |wanted: &[String], name: &str| wanted.is_empty() || wanted.iter().any(|other| other == name);
    let mut found = Vec::new();
    for edge in names.data.outline.edges.keys().filter(|edge| is_one(&types, &edge.rel_type)) {
        if !step.is_incoming && is_one(&labels, &edge.from) {
            found.push((edge, &*edge.to));
        }
        if !step.is_outgoing && is_one(&labels, &edge.to) {
            found.push((edge, &*edge.from));
        }
    }
    found
}

/// The names, and their aliases, that are among those that fit; all when none is.
fn fitting<'n>(
    names: &'n Names,
    all: &'n [Arc<str>],
    table: NameTable,
    fit: &BTreeSet<&str>,
) -> Vec<&'n Arc<str>> {
    let found: Vec<&Arc<str>> =
        all.iter().filter(|name| fit.contains(names.canonical(table, name))).collect();
    if found.is_empty() { all.iter().collect() } else { found }
}
