//! Values as a person reads them: a text is itself, everything inside a list or map is written as in a query.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::result::Elements;
use crate::value::{NodeId, Path, RelId, Value, quoted};

/// Keys of a built graph that begin so hold the places of an element's evidence.
const EVIDENCE: &str = "evidence_";

/// A value as a cell of a table: a text stands without quotes.
pub fn value_text(value: &Value, elements: &Elements) -> String {
    match value {
        Value::String(text) => text.to_string(),
        other => literal_text(other, elements),
    }
}

/// A value as it would be written in a query; nodes and relationships as patterns.
pub fn literal_text(value: &Value, elements: &Elements) -> String {
    let mut out = String::new();
    write_literal(&mut out, value, elements);
    out
}

fn write_literal(out: &mut String, value: &Value, elements: &Elements) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(flag) => push(out, format_args!("{flag}")),
        Value::Integer(number) => push(out, format_args!("{number}")),
        Value::Float(number) => write_float(out, *number),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_literal(out, item, elements);
            }
            out.push(']');
        }
        Value::Map(entries) => write_entries(out, entries.iter(), elements),
        Value::Node(id) => write_node(out, *id, elements),
        Value::Relationship(id) => write_rel(out, *id, elements),
        Value::Path(path) => write_path(out, path, elements),
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_)
        | Value::Quantity(_)
        | Value::Point(_) => push(out, format_args!("{value}")),
    }
}

fn write_float(out: &mut String, number: f64) {
    if number.is_nan() {
        out.push_str("NaN");
    } else if number.is_infinite() {
        out.push_str(if number > 0.0 { "Infinity" } else { "-Infinity" });
    } else {
        push(out, format_args!("{number:?}"));
    }
}

fn write_entries<'e>(
    out: &mut String,
    entries: impl Iterator<Item = (&'e Arc<str>, &'e Value)>,
    elements: &Elements,
) {
    out.push('{');
    for (at, (key, value)) in entries.enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write_name(out, key);
        out.push_str(": ");
        write_literal(out, value, elements);
    }
    out.push('}');
}

/// Properties of a node or relationship. The places of its evidence would drown the rest: they are only hinted at.
fn write_properties(out: &mut String, properties: &[(Arc<str>, Value)], elements: &Elements) {
    if properties.is_empty() {
        return;
    }
    let is_shown = |key: &str| !key.starts_with(EVIDENCE);
    let shown = properties.iter().filter(|(key, _)| is_shown(key)).map(|(key, value)| (key, value));
    out.push_str(if out.ends_with(['(', '[']) { "" } else { " " });
    write_entries(out, shown, elements);
    if properties.iter().any(|(key, _)| !is_shown(key)) {
        out.push('…');
    }
}

fn write_node(out: &mut String, id: NodeId, elements: &Elements) {
    let Some(node) = elements.nodes.get(&id) else { return push(out, format_args!("(#{})", id.0)) };
    out.push('(');
    for label in &node.labels {
        out.push(':');
        write_name(out, label);
    }
    write_properties(out, &node.properties, elements);
    out.push(')');
}

fn write_rel(out: &mut String, id: RelId, elements: &Elements) {
    let Some(rel) = elements.rels.get(&id) else { return push(out, format_args!("[#{}]", id.0)) };
    out.push_str("[:");
    write_name(out, &rel.rel_type);
    write_properties(out, &rel.properties, elements);
    out.push(']');
}

fn write_path(out: &mut String, path: &Path, elements: &Elements) {
    for (at, &node) in path.nodes.iter().enumerate() {
        write_node(out, node, elements);
        let Some(&rel) = path.rels.get(at) else { continue };
        let backwards = elements.rels.get(&rel).is_some_and(|record| record.start != node);
        out.push_str(if backwards { "<-" } else { "-" });
        write_rel(out, rel, elements);
        out.push_str(if backwards { "-" } else { "->" });
    }
}

/// A name as a query needs it: in backticks unless it is plain.
pub(in crate::export) fn write_name(out: &mut String, name: &str) {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_');
    if plain {
        out.push_str(name);
    } else {
        push(out, format_args!("`{}`", name.replace('`', "``")));
    }
}

/// Writing to a string cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
