//! Things by the names that people write: a name, a full name, a code, another name; a region without its rank (锡山 is
//! 锡山区). What is called so twice, or not at all, is told with suggestions.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;
use crate::graph::{GraphView, LabelId};
use crate::query::function::EvalError;
use crate::query::procedure::input::wrong;
use crate::value::{NodeId, Value};

/// Suggestions told at most.
const MAX_TOLD: usize = 5;

/// What regions are called behind their names.
const RANKS: [&str; 8] = ["自治区", "自治州", "自治县", "省", "市", "区", "县", "镇"];

/// What stands under a key of a node; null where there is nothing.
pub(super) fn property(graph: &dyn GraphView, node: NodeId, key: &str) -> Value {
    graph.vocabulary().key(key).map_or(Value::Null, |key| graph.node_property(node, key))
}

/// A text property, empty where there is none.
pub(super) fn text(graph: &dyn GraphView, node: NodeId, key: &str) -> String {
    match property(graph, node, key) {
        Value::String(text) => text.to_string(),
        _ => String::new(),
    }
}

/// What a thing is called.
pub(super) fn name(graph: &dyn GraphView, node: NodeId) -> Value {
    ["name", "title", "text"]
        .iter()
        .map(|key| property(graph, node, key))
        .find(|name| !name.is_null())
        .unwrap_or_default()
}

/// The names that a node goes by, the main one first.
pub(super) fn names(graph: &dyn GraphView, node: NodeId) -> Vec<String> {
    let mut out = Vec::new();
    for key in ["name", "full_name", "title", "code", "aliases"] {
        match property(graph, node, key) {
            Value::String(text) => out.push(text.to_string()),
            Value::List(items) => out.extend(items.iter().map(Value::to_text)),
            _ => {}
        }
    }
    out
}

/// The label that tells what a node is.
pub(super) fn label(graph: &dyn GraphView, node: NodeId) -> Value {
    let labels = graph.labels(node);
    let main = labels.iter().find(|label| &**graph.vocabulary().label_name(**label) != "Measure");
    main.or(labels.first())
        .map_or(Value::Null, |label| Value::String(graph.vocabulary().label_name(*label).clone()))
}

/// All nodes of a label; none where the graph does not know it.
pub(super) fn nodes_of(graph: &dyn GraphView, label: &str) -> Vec<NodeId> {
    let mut out = Vec::new();
    if let Some(label) = graph.vocabulary().label(label) {
        graph.scan_nodes(Some(label), NodeId(0), usize::MAX, &mut out);
    }
    out
}

/// The one region of a name.
pub(super) fn region(graph: &dyn GraphView, wanted: &str) -> Result<NodeId, EvalError> {
    one(graph, "region", &nodes_of(graph, "Region"), wanted)
}

/// The one of some nodes that is called so. How well a name fits goes before how many go by it: what is called 高新区 first
/// of all goes before what has it as another name.
pub(super) fn one(
    graph: &dyn GraphView,
    what: &str,
    nodes: &[NodeId],
    wanted: &str,
) -> Result<NodeId, EvalError> {
    let wanted = wanted.trim();
    let mut best: (u8, Vec<NodeId>) = (u8::MAX, Vec::new());
    for &node in nodes {
        let fit = names(graph, node).iter().enumerate().filter_map(|(at, name)| fit(name, at, wanted)).min();
        if let Some(fit) = fit {
            if fit < best.0 {
                best = (fit, Vec::new());
            }
            if fit == best.0 {
                best.1.push(node);
            }
        }
    }
    match &best.1[..] {
        [one] => Ok(*one),
        [] => Err(unknown(graph, what, nodes, wanted)),
        several => {
            let told: BTreeSet<String> =
                several.iter().take(MAX_TOLD).map(|node| told_apart(graph, *node)).collect();
            let told: Vec<String> = told.into_iter().map(|name| format!("`{name}`")).collect();
            Err(wrong(format!(
                "several are called `{wanted}`: {}; use the full name or the code",
                told.join(", ")
            )))
        }
    }
}

/// How well a name fits; 0 is best.
fn fit(name: &str, at: usize, wanted: &str) -> Option<u8> {
    if name == wanted {
        return Some(u8::from(at > 0));
    }
    let short = RANKS.iter().find_map(|rank| name.strip_suffix(rank))?;
    (short == wanted && short.chars().count() > 1).then_some(2)
}

fn told_apart(graph: &dyn GraphView, node: NodeId) -> String {
    let full = text(graph, node, "full_name");
    if full.is_empty() { name(graph, node).to_text() } else { full }
}

fn unknown(graph: &dyn GraphView, what: &str, nodes: &[NodeId], wanted: &str) -> EvalError {
    let known: BTreeSet<String> =
        nodes.iter().flat_map(|node| names(graph, *node)).filter(|name| !name.is_empty()).collect();
    let mut near: Vec<&str> = nearest(wanted, known.iter().map(String::as_str)).into_iter().collect();
    let mut holding: Vec<&str> =
        known.iter().map(String::as_str).filter(|name| !wanted.is_empty() && name.contains(wanted)).collect();
    holding.sort_by_key(|name| name.chars().count());
    near.extend(
        holding.into_iter().filter(|name| near.first() != Some(name)).take(MAX_TOLD - 1).collect::<Vec<_>>(),
    );
    let hint = match &near[..] {
        [] => String::new(),
        near => format!(
            "; did you mean {}?",
            near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ),
    };
    wrong(format!("this graph has no {what} `{wanted}`{hint}"))
}

/// The one thing of a name, whatever it is: regions and industries before what they are part of.
pub(super) fn thing(graph: &dyn GraphView, wanted: &str) -> Result<NodeId, EvalError> {
    let is_named = |label: &LabelId| {
        !matches!(&**graph.vocabulary().label_name(*label), "Target" | "Observation" | "Measure")
    };
    let mut all = Vec::new();
    graph.scan_nodes(None, NodeId(0), usize::MAX, &mut all);
    all.retain(|node| graph.labels(*node).iter().any(is_named) || graph.labels(*node).is_empty());
    one(graph, "thing called", &all, wanted)
}
