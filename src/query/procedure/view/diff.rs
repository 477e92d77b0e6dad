//! Two documents against each other: targets that are new, dropped or changed, policies and projects that are new or
//! dropped.

use std::collections::BTreeMap;

use super::lookup::{name, names, nodes_of, one, property, text};
use super::measure::{ends, quantity, written};
use super::place::{cells, documents, first_in};
use crate::graph::{Direction, GraphView};
use crate::query::function::EvalError;
use crate::query::procedure::input::wrong;
use crate::query::procedure::native::{ProcedureContext, Rows};
use crate::value::{NodeId, Value};

pub(super) const OUTPUTS: &[(&str, &str)] = &[
    ("change", "STRING"),
    ("what", "STRING"),
    ("name", "STRING"),
    ("before", "STRING"),
    ("after", "STRING"),
    ("sentence_before", "STRING"),
    ("sentence_after", "STRING"),
    ("node_before", "NODE"),
    ("node_after", "NODE"),
];

/// `tuzhi.diff(before, after)`
pub(super) fn diff(context: &ProcedureContext<'_>, arguments: &[Value]) -> Rows {
    let graph = context.functions.graph;
    let [before, after] = [document(graph, &arguments[0])?, document(graph, &arguments[1])?];
    let mut rows = Vec::new();
    for what in ["Target", "Policy", "Project"] {
        let [old, new] = [told_in(context, what, &before)?, told_in(context, what, &after)?];
        let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
        for key in keys {
            context.check()?;
            rows.extend(row(context, what, key, (old.get(key), &before), (new.get(key), &after))?);
        }
    }
    let order =
        |row: &Vec<Value>| ["changed", "new", "dropped"].iter().position(|word| row[0].to_text() == **word);
    let kind =
        |row: &Vec<Value>| ["Target", "Policy", "Project"].iter().position(|word| row[1].to_text() == **word);
    rows.sort_by_key(|row| (kind(row), order(row), row[2].to_text()));
    Ok(rows.into())
}

/// One difference; none where both tell the same.
fn row(
    context: &ProcedureContext<'_>,
    what: &str,
    key: &str,
    (old, before): (Option<&Vec<NodeId>>, &str),
    (new, after): (Option<&Vec<NodeId>>, &str),
) -> Result<Option<Vec<Value>>, EvalError> {
    let graph = context.functions.graph;
    let change = match (old, new) {
        (None, _) => "new",
        (_, None) => "dropped",
        (Some(old), Some(new)) if what == "Target" && figures(graph, old) != figures(graph, new) => "changed",
        _ => return Ok(None),
    };
    let shown = |nodes: Option<&Vec<NodeId>>| match nodes {
        Some(nodes) if what == "Target" => {
            let all: Vec<String> = nodes.iter().map(|node| written(graph, *node).to_text()).collect();
            Value::from(all.join("、"))
        }
        Some(nodes) => nodes.first().map(|node| state(graph, *node)).unwrap_or_default(),
        None => Value::Null,
    };
    let sentence = |nodes: Option<&Vec<NodeId>>, doc: &str| match nodes.and_then(|nodes| nodes.first()) {
        Some(node) => Ok(cells(&first_in(context.functions, &Value::Node(*node), doc)?)[0].clone()),
        None => Ok::<_, EvalError>(Value::Null),
    };
    let node = |nodes: Option<&Vec<NodeId>>| {
        nodes.and_then(|nodes| nodes.first()).map_or(Value::Null, |node| Value::Node(*node))
    };
    Ok(Some(vec![
        Value::from(change),
        Value::from(what),
        Value::from(key),
        shown(old),
        shown(new),
        sentence(old, before)?,
        sentence(new, after)?,
        node(old),
        node(new),
    ]))
}

/// How far a project is; else the name.
fn state(graph: &dyn GraphView, node: NodeId) -> Value {
    let stage = property(graph, node, "stage");
    if stage.is_null() { name(graph, node) } else { stage }
}

/// The figures of a topic, to be held against those of another document.
fn figures(graph: &dyn GraphView, nodes: &[NodeId]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        nodes.iter().map(|node| (text(graph, *node, "op"), quantity(graph, *node).to_text())).collect();
    all.sort();
    all
}

/// The nodes of a label that a document tells of, by what makes them the same thing in another one.
fn told_in(
    context: &ProcedureContext<'_>,
    label: &str,
    doc: &str,
) -> Result<BTreeMap<String, Vec<NodeId>>, EvalError> {
    let graph = context.functions.graph;
    let mut out: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
    for (at, node) in nodes_of(graph, label).into_iter().enumerate() {
        if at % 1024 == 0 {
            context.check()?;
        }
        let is_told = match property(graph, node, "evidence_doc") {
            Value::List(docs) => {
                docs.iter().any(|found| matches!(found, Value::String(found) if **found == *doc))
            }
            _ => false,
        };
        if is_told {
            let key = if label == "Target" { topic(graph, node) } else { name(graph, node).to_text() };
            out.entry(key).or_default().push(node);
        }
    }
    Ok(out)
}

/// What a target is about, whatever its year: documents of two years promise for two years.
fn topic(graph: &dyn GraphView, target: NodeId) -> String {
    let named = |direction, rel_type| {
        ends(graph, target, direction, rel_type)
            .first()
            .map(|node| name(graph, *node).to_text())
            .unwrap_or_default()
    };
    let parts = [
        named(Direction::Incoming, "SETS"),
        text(graph, target, "subject"),
        named(Direction::Outgoing, "OF_INDICATOR"),
        text(graph, target, "type"),
        text(graph, target, "span"),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The document that is meant, as evidence names it: by its name there, its title, its file, or region and year
/// (无锡市 2024).
fn document(graph: &dyn GraphView, value: &Value) -> Result<String, EvalError> {
    let Value::String(wanted) = value else {
        return Err(wrong(format!("a document is named by a text, found {}", value.type_name())));
    };
    let wanted = wanted.trim();
    let all = documents(graph);
    if let Some((_, doc)) = all.iter().find(|(_, doc)| doc == wanted) {
        return Ok(doc.clone());
    }
    let fits = |node: NodeId| {
        let path = text(graph, node, "path");
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let (region, year) = (text(graph, node, "region"), property(graph, node, "year").to_text());
        file == wanted
            || path == wanted
            || wanted.replace(' ', "") == format!("{region}{year}")
            || wanted.replace(' ', "") == format!("{year}{region}")
    };
    let fitting: Vec<&String> = all.iter().filter(|(node, _)| fits(*node)).map(|(_, doc)| doc).collect();
    match &fitting[..] {
        [doc] => Ok((*doc).clone()),
        [] => {
            let nodes: Vec<NodeId> = all.iter().map(|(node, _)| *node).collect();
            match one(graph, "document", &nodes, wanted) {
                Ok(node) => Ok(text(graph, node, "doc")),
                Err(mut error) => {
                    let known = all
                        .iter()
                        .flat_map(|(node, doc)| names(graph, *node).into_iter().chain([doc.clone()]));
                    let known: Vec<String> = known.collect();
                    if let Some(near) = crate::diagnostic::nearest(wanted, known.iter().map(String::as_str))
                        && !error.message.contains("did you mean")
                    {
                        error.message.push_str(&format!("; did you mean `{near}`?"));
                    }
                    Err(error)
                }
            }
        }
        several => {
            let told: Vec<String> = several.iter().take(5).map(|doc| format!("`{doc}`")).collect();
            Err(wrong(format!("several documents are called `{wanted}`: {}", told.join(", "))))
        }
    }
}
