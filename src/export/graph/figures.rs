//! Targets and observations with what they measure, whose they are and whether a target was met.

use super::caption::{caption, owner};
use super::selection::Selection;
use crate::graph::{Direction, GraphView, KeyId};
use crate::value::{NodeId, Value};

/// One target or observation.
pub(super) struct Figure {
    pub(super) region: String,
    pub(super) indicator: String,
    pub(super) is_target: bool,
    /// `level`, `growth`, `share` …
    pub(super) kind: String,
    pub(super) year: Option<i64>,
    /// In the unit beside it, when the figure is a number.
    pub(super) value: Option<f64>,
    pub(super) unit: String,
    /// `=`, `>=`, `<=` or `~`
    pub(super) op: String,
    /// Whether it is a range, of which `value` is the lower end.
    pub(super) is_range: bool,
    /// As the report writes it.
    pub(super) text: String,
}

/// The figures of the selected part, in the order of their nodes.
pub(super) fn figures(graph: &dyn GraphView, selection: &Selection) -> Vec<Figure> {
    let labels = ["Target", "Observation"].map(|label| graph.vocabulary().label(label));
    let [is_target, is_outcome] =
        labels.map(|label| move |node| label.is_some_and(|label| graph.has_label(node, label)));
    let measures = selection.nodes.iter().filter(|&&node| is_target(node) || is_outcome(node));
    measures.map(|&node| figure(graph, node, is_target(node))).collect()
}

fn figure(graph: &dyn GraphView, node: NodeId, is_target: bool) -> Figure {
    let get = |key: &str| {
        let key: Option<KeyId> = graph.vocabulary().key(key);
        key.map_or(Value::Null, |key| graph.node_property(node, key))
    };
    let text = |key: &str| match get(key) {
        Value::String(text) => text.to_string(),
        _ => String::new(),
    };
    Figure {
        region: owner(graph, node).unwrap_or_default(),
        indicator: indicator(graph, node).map(|node| caption(graph, node)).unwrap_or_default(),
        is_target,
        kind: text("type"),
        year: match get("year") {
            Value::Integer(year) => Some(year),
            _ => None,
        },
        value: number(&get("value")),
        unit: text("unit"),
        op: text("op"),
        is_range: number(&get("value_max")).is_some(),
        text: text("text"),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// What a figure measures.
pub(super) fn indicator(graph: &dyn GraphView, figure: NodeId) -> Option<NodeId> {
    let rel_type = graph.vocabulary().rel_type("OF_INDICATOR")?;
    graph.steps(figure, Direction::Outgoing, rel_type).first().map(|step| step.node)
}
