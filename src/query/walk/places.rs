//! What a word on a walk stands for.

use crate::diagnostic::nearest;
use crate::graph::{GraphView, LabelId, NameTable, TypeId};
use crate::query::QueryError;
use crate::query::ast::Name;
use crate::value::{NodeId, Value};

/// Nodes of one name that are told by their numbers; more are told by the name alone.
const MOST_NAMED: usize = 64;

/// What a word stands for.
pub(super) enum Place {
    /// Any node with a label.
    Labelled(LabelId),
    /// Nodes of a name.
    Named(Vec<NodeId>),
}

/// What a word stands for in a graph: a label before a name.
pub(super) fn place_of(graph: &dyn GraphView, word: &Name) -> Result<Place, QueryError> {
    if let Some(label) = graph.vocabulary().label(&word.text) {
        return Ok(Place::Labelled(label));
    }
    let nodes = nodes_named(graph, &word.text);
    if nodes.is_empty() {
        return Err(unknown_place(graph, word));
    }
    Ok(Place::Named(nodes))
}

/// The nodes of a name: by the name itself, else by a full name, an alias, or the name without what says its level.
pub(super) fn nodes_named(graph: &dyn GraphView, word: &str) -> Vec<NodeId> {
    let names = graph.vocabulary();
    let [name, full, aliases] = ["name", "full_name", "aliases"].map(|key| names.key(key));
    let mut all = Vec::new();
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = graph.scan_nodes(None, start, 1 << 14, &mut all);
    }
    let value = |node: NodeId, key| match key {
        Some(key) => graph.node_property(node, key),
        None => Value::Null,
    };
    let is_word = |value: &Value| matches!(value, Value::String(text) if **text == *word);
    let exact = all.iter().copied().filter(|node| is_word(&value(*node, name)));
    let found: Vec<NodeId> = exact.take(MOST_NAMED).collect();
    if !found.is_empty() {
        return found;
    }
    let is_alias = |node: &NodeId| {
        is_word(&value(*node, full))
            || matches!(value(*node, aliases), Value::List(items) if items.iter().any(is_word))
    };
    let found: Vec<NodeId> = all.iter().copied().filter(is_alias).take(MOST_NAMED).collect();
    if !found.is_empty() {
        return found;
    }
    let is_short = |node: &NodeId| match value(*node, name) {
        Value::String(text) => ["市", "区", "县", "省", "镇", "街道"]
            .iter()
            .any(|level| text.strip_suffix(level).is_some_and(|short| short == word)),
        _ => false,
    };
    all.into_iter().filter(is_short).take(MOST_NAMED).collect()
}

/// The type of a relationship by any of its names.
pub(super) fn type_of(graph: &dyn GraphView, word: &Name) -> Result<TypeId, QueryError> {
    graph.vocabulary().rel_type(&word.text).ok_or_else(|| {
        let names = graph.vocabulary();
        let known = names.names(NameTable::Type).iter().chain(names.aliases(NameTable::Type).keys());
        let message = format!("there is no relationship `{}`", word.text);
        let error = QueryError::syntax("UnknownRelationship", message).at(word.span);
        match nearest(&word.text, known.map(|name| &**name)) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => error.with_hint("`SHOW RELATIONSHIP TYPES` lists them; `-->` takes any"),
        }
    })
}

fn unknown_place(graph: &dyn GraphView, word: &Name) -> QueryError {
    let names = graph.vocabulary();
    let known = names.names(NameTable::Label).iter().chain(names.aliases(NameTable::Label).keys());
    let message = format!("nothing is called `{}`", word.text);
    let error = QueryError::syntax("UnknownPlace", message)
        .with_label(word.span, "neither a label nor the name of a thing");
    match nearest(&word.text, known.map(|name| &**name)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None => error.with_hint(format!("`?{}` is anything, under this name", word.text)),
    }
}
