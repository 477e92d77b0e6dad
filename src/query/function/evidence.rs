//! Where does it say so: the places in the documents behind a node or relationship of a built graph.
//!
//! A built graph keeps places as parallel lists (`evidence_doc`, `evidence_start`, …), one entry for each place, since
//! a property cannot hold maps; `evidence` puts them together and adds what the graph knows of the document.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::graph::{GraphView, IndexKey};
use crate::value::{MapValue, Value};

pub(super) const FUNCTIONS: &[Function] = &[Function::new(
    "evidence",
    "evidence(node_or_relationship) :: LIST<MAP>",
    &[ArgumentType::Element],
    evidence,
)];

/// Entry of a place and the property that holds its list.
const LISTS: [(&str, &str); 7] = [
    ("document", "evidence_doc"),
    ("section", "evidence_section"),
    ("start", "evidence_start"),
    ("end", "evidence_end"),
    ("quote", "evidence_quote"),
    ("rule", "evidence_rule"),
    ("confidence", "evidence_confidence"),
];

/// What a place tells of its document.
const OF_DOCUMENT: [&str; 3] = ["title", "year", "path"];

/// Places as maps; an empty list for what no document tells.
fn evidence(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let graph = context.graph;
    let property = |name: &str| {
        let key = graph.vocabulary().key(name);
        match (&arguments[0], key) {
            (Value::Node(node), Some(key)) => graph.node_property(*node, key),
            (Value::Relationship(rel), Some(key)) => graph.rel_property(*rel, key),
            _ => Value::Null,
        }
    };
    match &arguments[0] {
        Value::Node(node) if !graph.has_node(*node) => return Err(EvalError::deleted()),
        Value::Relationship(rel) if !graph.has_rel(*rel) => return Err(EvalError::deleted()),
        Value::Node(_) | Value::Relationship(_) => {}
        _ => return mismatch("evidence", arguments),
    }
    let mut places: Vec<MapValue> = Vec::new();
    for (entry, list) in LISTS {
        let Value::List(items) = property(list) else { continue };
        places.resize_with(places.len().max(items.len()), MapValue::new);
        for (place, item) in places.iter_mut().zip(items.iter()) {
            place.insert(entry.into(), item.clone());
        }
    }
    places.iter_mut().for_each(|place| add_document(graph, place));
    Ok(Value::list(places.into_iter().map(Value::map).collect()))
}

/// Adds title, year and path of the document that a place names.
fn add_document(graph: &dyn GraphView, place: &mut MapValue) {
    let names = graph.vocabulary();
    let (Some(label), Some(key)) = (names.label("Document"), names.key("doc")) else { return };
    let Some(doc) = place.get("document") else { return };
    let found = graph.find_nodes(IndexKey { label, key }, doc).unwrap_or_default();
    let Some(&document) = found.first() else { return };
    for entry in OF_DOCUMENT {
        let value = names.key(entry).map(|key| graph.node_property(document, key)).unwrap_or_default();
        if !value.is_null() {
            place.insert(entry.into(), value);
        }
    }
}
