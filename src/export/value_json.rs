//! Values as JSON: exactly, as the line protocol has them, or plainly, as `jq` and a table reader like them.

use serde_json::{Map, Number, Value as Json, json};

use crate::result::Elements;
use crate::value::{NodeId, Path, RelId, Value};

/// How much of a value's type the JSON must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonStyle {
    /// Every type can be told: `{"$node": …}`, `{"$date": "2024-01-01"}`, `{"$float": "NaN"}`.
    Exact,
    /// Nodes and relationships are plain objects, moments of time are texts, `NaN` is the text `NaN`.
    Plain,
}

/// A value as JSON. Whole floats keep their fraction (`42.0`), integers have none.
pub fn value_json(value: &Value, elements: &Elements, style: JsonStyle) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(flag) => Json::Bool(*flag),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => float_json(*number, style),
        Value::String(text) => Json::from(&**text),
        Value::List(items) => items.iter().map(|item| value_json(item, elements, style)).collect(),
        Value::Map(entries) => {
            let object: Map<String, Json> = entries
                .iter()
                .map(|(key, value)| (key.to_string(), value_json(value, elements, style)))
                .collect();
            let ambiguous = entries.keys().any(|key| key.starts_with('$'));
            wrap_if(style == JsonStyle::Exact && ambiguous, "$map", Json::Object(object))
        }
        Value::Node(id) => wrap_if(style == JsonStyle::Exact, "$node", node_json(*id, elements, style)),
        Value::Relationship(id) => wrap_if(style == JsonStyle::Exact, "$rel", rel_json(*id, elements, style)),
        Value::Path(path) => wrap_if(style == JsonStyle::Exact, "$path", path_json(path, elements, style)),
        Value::Date(_) => temporal_json(value, "$date", style),
        Value::LocalTime(_) => temporal_json(value, "$localtime", style),
        Value::Time(_) => temporal_json(value, "$time", style),
        Value::LocalDateTime(_) => temporal_json(value, "$localdatetime", style),
        Value::DateTime(_) => temporal_json(value, "$datetime", style),
        Value::Duration(_) => temporal_json(value, "$duration", style),
        Value::Quantity(_) => temporal_json(value, "$quantity", style),
        Value::Point(_) => temporal_json(value, "$point", style),
    }
}

/// A node as an object of `id`, `labels` and `properties`.
pub fn node_json(id: NodeId, elements: &Elements, style: JsonStyle) -> Json {
    let Some(node) = elements.nodes.get(&id) else { return json!({ "id": id.0 }) };
    let labels: Vec<&str> = node.labels.iter().map(|label| &**label).collect();
    let properties = node.properties.iter().map(|(key, value)| (key, value));
    json!({ "id": id.0, "labels": labels, "properties": properties_json(properties, elements, style) })
}

/// A relationship as an object of `id`, `type`, `start`, `end` and `properties`.
pub fn rel_json(id: RelId, elements: &Elements, style: JsonStyle) -> Json {
    let Some(rel) = elements.rels.get(&id) else { return json!({ "id": id.0 }) };
    let properties = rel.properties.iter().map(|(key, value)| (key, value));
    json!({
        "id": id.0,
        "type": &*rel.rel_type,
        "start": rel.start.0,
        "end": rel.end.0,
        "properties": properties_json(properties, elements, style),
    })
}

fn properties_json<'p>(
    properties: impl Iterator<Item = (&'p std::sync::Arc<str>, &'p Value)>,
    elements: &Elements,
    style: JsonStyle,
) -> Map<String, Json> {
    properties.map(|(key, value)| (key.to_string(), value_json(value, elements, style))).collect()
}

fn path_json(path: &Path, elements: &Elements, style: JsonStyle) -> Json {
    let mut walk = Vec::with_capacity(path.nodes.len() + path.rels.len());
    for (at, &node) in path.nodes.iter().enumerate() {
        walk.push(value_json(&Value::Node(node), elements, style));
        if let Some(&rel) = path.rels.get(at) {
            walk.push(value_json(&Value::Relationship(rel), elements, style));
        }
    }
    Json::Array(walk)
}

fn float_json(number: f64, style: JsonStyle) -> Json {
    if let Some(finite) = Number::from_f64(number) {
        return Json::Number(finite);
    }
    let name = match number {
        number if number.is_nan() => "NaN",
        number if number > 0.0 => "Infinity",
        _ => "-Infinity",
    };
    wrap_if(style == JsonStyle::Exact, "$float", Json::from(name))
}

fn temporal_json(value: &Value, key: &str, style: JsonStyle) -> Json {
    wrap_if(style == JsonStyle::Exact, key, Json::from(value.to_text()))
}

fn wrap_if(wrapped: bool, key: &str, value: Json) -> Json {
    if wrapped { json!({ key: value }) } else { value }
}
