//! Indexes and constraints as rows, for `SHOW`.

use crate::graph::{Rule, RuleKind, RuleOf, Vocabulary};
use crate::query::exec::context::Context;
use crate::value::Value;

/// Each index, by name. One that has none goes by its label and key.
pub(super) fn indexes(context: &Context<'_>) -> Vec<Vec<Value>> {
    let view = context.view();
    let (names, rules) = (view.vocabulary(), view.rules());
    let mut rows: Vec<(String, Vec<Value>)> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.kind == RuleKind::Index || rule.kind.needs_difference()) {
        let is_index = rule.kind == RuleKind::Index;
        let owner = if is_index { Value::Null } else { Value::String(rule.name.clone()) };
        rows.push((rule.name.to_string(), [about(names, rule), vec![owner]].concat()));
    }
    for index in view.indexes() {
        let is_named =
            |rule: &Rule| rule.of == RuleOf::Nodes(index.label) && rule.indexed_keys().contains(&index.key);
        if !rules.iter().any(|rule| is_named(rule)) {
            let (label, key) = (names.label_name(index.label), names.key_name(index.key));
            let one = |text: &std::sync::Arc<str>| Value::list(vec![Value::String(text.clone())]);
            let row = vec![Value::from("NODE"), one(label), one(key), Value::Null];
            rows.push((format!("{label}.{key}"), row));
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let row = |(name, rest): (String, Vec<Value>)| {
        [vec![Value::string(name), Value::from("ONLINE"), Value::from("RANGE")], rest].concat()
    };
    rows.into_iter().map(row).collect()
}

/// Each constraint, by name.
pub(super) fn constraints(context: &Context<'_>) -> Vec<Vec<Value>> {
    let view = context.view();
    let names = view.vocabulary();
    let rules = view.rules();
    let rules = rules.iter().filter(|rule| rule.kind != RuleKind::Index);
    let row = |rule: &Rule| {
        let name = Value::String(rule.name.clone());
        let owned = if rule.kind.needs_difference() { name.clone() } else { Value::Null };
        let ty = match &rule.kind {
            RuleKind::Typed(ty) => Value::String(ty.clone()),
            _ => Value::Null,
        };
        [vec![name, Value::from(kind(rule))], about(names, rule), vec![owned, ty]].concat()
    };
    rules.map(|rule| row(rule)).collect()
}

/// What a rule is of: nodes or relationships, label or type, keys.
fn about(names: &Vocabulary, rule: &Rule) -> Vec<Value> {
    let (elements, name) = match rule.of {
        RuleOf::Nodes(label) => ("NODE", names.label_name(label)),
        RuleOf::Rels(rel_type) => ("RELATIONSHIP", names.type_name(rel_type)),
    };
    let keys = rule.keys.iter().map(|key| Value::String(names.key_name(*key).clone()));
    vec![Value::from(elements), Value::list(vec![Value::String(name.clone())]), Value::list(keys.collect())]
}

/// The kind of a constraint as Neo4j calls it.
fn kind(rule: &Rule) -> &'static str {
    match (&rule.kind, rule.of) {
        (RuleKind::Index, _) => "INDEX",
        (RuleKind::Unique, RuleOf::Nodes(_)) => "UNIQUENESS",
        (RuleKind::Unique, RuleOf::Rels(_)) => "RELATIONSHIP_UNIQUENESS",
        (RuleKind::Exists, RuleOf::Nodes(_)) => "NODE_PROPERTY_EXISTENCE",
        (RuleKind::Exists, RuleOf::Rels(_)) => "RELATIONSHIP_PROPERTY_EXISTENCE",
        (RuleKind::Key, RuleOf::Nodes(_)) => "NODE_KEY",
        (RuleKind::Key, RuleOf::Rels(_)) => "RELATIONSHIP_KEY",
        (RuleKind::Typed(_), RuleOf::Nodes(_)) => "NODE_PROPERTY_TYPE",
        (RuleKind::Typed(_), RuleOf::Rels(_)) => "RELATIONSHIP_PROPERTY_TYPE",
    }
}
