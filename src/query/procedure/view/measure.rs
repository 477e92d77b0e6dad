//! Figures as the views show them: what they are of, and how they are written.

use super::lookup::{name, property, text};
use crate::graph::{Direction, GraphView};
use crate::query::function::measured;
use crate::value::{NodeId, Value};

/// A figure of a region.
pub(super) struct Figure {
    pub(super) node: NodeId,
    pub(super) indicator: Value,
    pub(super) subject: Value,
    pub(super) kind: Value,
    pub(super) year: Value,
}

/// The nodes at the ends of a node's relationships of a type.
pub(super) fn ends(graph: &dyn GraphView, node: NodeId, direction: Direction, rel_type: &str) -> Vec<NodeId> {
    let Some(rel_type) = graph.vocabulary().rel_type(rel_type) else { return Vec::new() };
    graph.steps(node, direction, rel_type).iter().map(|step| step.node).collect()
}

/// The figures that a region sets (`SETS`) or reports (`REPORTS`).
pub(super) fn figures(graph: &dyn GraphView, region: NodeId, says: &str) -> Vec<Figure> {
    ends(graph, region, Direction::Outgoing, says).into_iter().map(|node| figure(graph, node)).collect()
}

fn figure(graph: &dyn GraphView, node: NodeId) -> Figure {
    let of = ends(graph, node, Direction::Outgoing, "OF_INDICATOR");
    Figure {
        node,
        indicator: of.first().map(|indicator| name(graph, *indicator)).unwrap_or_default(),
        subject: property(graph, node, "subject"),
        kind: property(graph, node, "type"),
        year: property(graph, node, "year"),
    }
}

/// What a list calls a thing; a figure by whose it is and what it measures: 锡山区 地区生产总值 2024: 6%.
pub(super) fn listed(graph: &dyn GraphView, node: NodeId) -> Value {
    let Some(&indicator) = ends(graph, node, Direction::Outgoing, "OF_INDICATOR").first() else {
        return name(graph, node);
    };
    let owner =
        ["SETS", "REPORTS"].iter().flat_map(|says| ends(graph, node, Direction::Incoming, says)).next();
    let owner = owner.map(|region| format!("{} ", name(graph, region).to_text())).unwrap_or_default();
    let year = match property(graph, node, "year") {
        Value::Null => String::new(),
        year => format!(" {}", year.to_text()),
    };
    let indicator = name(graph, indicator).to_text();
    Value::from(format!("{owner}{indicator}{year}: {}", written(graph, node).to_text()))
}

/// A figure as it is written, with what is meant by it: ≥3.8亿美元, ≈6%.
pub(super) fn written(graph: &dyn GraphView, node: NodeId) -> Value {
    let sign = match text(graph, node, "op").as_str() {
        ">=" => "≥",
        "<=" => "≤",
        "~" => "≈",
        _ => "",
    };
    Value::from(format!("{sign}{}", text(graph, node, "text")))
}

/// A figure with its unit.
pub(super) fn quantity(graph: &dyn GraphView, node: NodeId) -> Value {
    measured(graph, node)
}
