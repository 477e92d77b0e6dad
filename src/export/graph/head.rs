//! What a graph knows besides nodes and relationships, as lines of the text form: other names, indexes, constraints.

use serde_json::{Value as Json, json};

use crate::graph::{GraphView, NameTable, Rule, RuleKind, RuleOf};

/// The lines, sorted: aliases by what they are names of, indexes by label and key, rules by name.
pub(super) fn head_lines(graph: &dyn GraphView) -> Vec<Json> {
    let vocabulary = graph.vocabulary();
    let mut lines = Vec::new();
    for (table, of) in [(NameTable::Label, "label"), (NameTable::Type, "type"), (NameTable::Key, "key")] {
        let aliases = vocabulary.aliases(table).iter();
        lines.extend(aliases.map(|(alias, name)| json!({ "alias": &**alias, "of": of, "name": &**name })));
    }
    let name = |index: &crate::graph::IndexKey| {
        (vocabulary.label_name(index.label).clone(), vocabulary.key_name(index.key).clone())
    };
    let mut indexes: Vec<_> = graph.indexes().iter().map(name).collect();
    indexes.sort();
    lines.extend(indexes.iter().map(|(label, key)| json!({ "index": &**label, "key": &**key })));
    lines.extend(graph.rules().iter().map(|rule| rule_line(graph, rule)));
    lines
}

fn rule_line(graph: &dyn GraphView, rule: &Rule) -> Json {
    let vocabulary = graph.vocabulary();
    let (of, name) = match rule.of {
        RuleOf::Nodes(label) => ("label", vocabulary.label_name(label)),
        RuleOf::Rels(rel_type) => ("type", vocabulary.type_name(rel_type)),
    };
    let keys: Vec<&str> = rule.keys.iter().map(|key| &**vocabulary.key_name(*key)).collect();
    let says = match &rule.kind {
        RuleKind::Index => "index",
        RuleKind::Unique => "unique",
        RuleKind::Exists => "exists",
        RuleKind::Key => "key",
        RuleKind::Typed(value_type) => &**value_type,
    };
    json!({
        "rule": &*rule.name,
        "of": of,
        "name": &**name,
        "keys": keys,
        "says": says,
        "owns_indexes": rule.owns_indexes,
    })
}
