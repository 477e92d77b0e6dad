//! The sentence and the document behind a row.

use super::lookup::{nodes_of, text};
use crate::graph::GraphView;
use crate::query::function::{EvalError, FunctionContext, evidence_of};
use crate::value::{MapValue, Value};

/// The first place of a node or relationship, as a map; empty where no document tells.
pub(super) fn first(context: &FunctionContext<'_>, element: &Value) -> Result<MapValue, EvalError> {
    let places = evidence_of(context, std::slice::from_ref(element))?;
    Ok(places.into_iter().next().unwrap_or_default())
}

/// The first place in a document, where there is one, else the first of all.
pub(super) fn first_in(
    context: &FunctionContext<'_>,
    element: &Value,
    document: &str,
) -> Result<MapValue, EvalError> {
    let mut places = evidence_of(context, std::slice::from_ref(element))?;
    let is_of = |place: &MapValue| matches!(place.get("document"), Some(Value::String(found)) if **found == *document);
    let at = places.iter().position(is_of).unwrap_or(0);
    Ok(if places.is_empty() { MapValue::new() } else { places.swap_remove(at) })
}

/// The sentence and the document of a place.
pub(super) fn cells(place: &MapValue) -> [Value; 2] {
    let title = place.get("title").map(Value::to_text).filter(|title| !title.is_empty());
    let year = place.get("year").filter(|year| !year.is_null()).map(Value::to_text);
    // Reports of two years may have one title.
    let document = match (title, year) {
        (Some(title), Some(year)) if !title.contains(&year) => Value::from(format!("{title} {year}")),
        (Some(title), _) => Value::from(title),
        (None, _) => place.get("document").cloned().unwrap_or_default(),
    };
    [place.get("sentence").cloned().unwrap_or_default(), document]
}

/// The ids by which evidence names documents, with their titles.
pub(super) fn documents(graph: &dyn GraphView) -> Vec<(crate::value::NodeId, String)> {
    nodes_of(graph, "Document").into_iter().map(|node| (node, text(graph, node, "doc"))).collect()
}
