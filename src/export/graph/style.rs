//! Colours and shapes by label and by type. The hues are those of Okabe and Ito, which people who see few colours can
//! still tell apart; shapes tell labels apart without any colour.

use crate::graph::{GraphView, LabelId, TypeId};
use crate::value::NodeId;

/// How nodes of one label look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeStyle {
    pub(super) shape: &'static str,
    pub(super) border: &'static str,
    pub(super) fill: &'static str,
    /// Graphviz's `style`.
    pub(super) style: &'static str,
}

const fn node(
    shape: &'static str,
    border: &'static str,
    fill: &'static str,
    style: &'static str,
) -> NodeStyle {
    NodeStyle { shape, border, fill, style }
}

const ORANGE: &str = "#E69F00";
const GREEN: &str = "#009E73";
const BLUE: &str = "#0072B2";
const PINK: &str = "#CC79A7";
const SKY: &str = "#56B4E9";
const YELLOW: &str = "#B8A800";
const VERMILION: &str = "#D55E00";
const GREY: &str = "#777777";

/// The ontology's labels; of several labels of one node the first here counts.
const LABELS: &[(&str, NodeStyle)] = &[
    ("Region", node("box", ORANGE, "#FDE7B8", "filled")),
    ("Industry", node("ellipse", GREEN, "#CDEBDD", "filled")),
    ("Project", node("box", BLUE, "#CFE3F3", "filled,rounded")),
    ("Organization", node("hexagon", PINK, "#F6E3EE", "filled")),
    ("Platform", node("tab", SKY, "#E0F2FC", "filled")),
    ("Policy", node("note", YELLOW, "#FBF6C4", "filled")),
    ("Event", node("octagon", VERMILION, "#F9DDCB", "filled")),
    ("Indicator", node("cds", GREY, "#EEEEEE", "filled")),
    ("Target", node("box", BLUE, "#FFFFFF", "filled,dashed")),
    ("Observation", node("box", GREEN, "#FFFFFF", "filled")),
    ("Document", node("folder", GREY, "#F7F7F7", "filled")),
];

/// For labels that the ontology does not have, by their number.
const OTHERS: &[NodeStyle] = &[
    node("ellipse", BLUE, "#CFE3F3", "filled"),
    node("box", ORANGE, "#FDE7B8", "filled,rounded"),
    node("hexagon", GREEN, "#CDEBDD", "filled"),
    node("tab", PINK, "#F6E3EE", "filled"),
    node("note", YELLOW, "#FBF6C4", "filled"),
    node("octagon", VERMILION, "#F9DDCB", "filled"),
    node("folder", SKY, "#E0F2FC", "filled"),
];

const TYPES: &[(&str, &str)] = &[
    ("PART_OF", ORANGE),
    ("DEVELOPS", GREEN),
    ("HAS_PROJECT", BLUE),
    ("IN_INDUSTRY", GREEN),
    ("UNDERTAKES", PINK),
    ("BUILDS", SKY),
    ("COOPERATES_WITH", PINK),
    ("IMPLEMENTS", YELLOW),
    ("HOSTS", VERMILION),
    ("SETS", BLUE),
    ("REPORTS", GREEN),
    ("ANSWERED_BY", VERMILION),
];

/// The label by which a node is dressed, and its style; a node without labels is an ellipse.
pub(super) fn node_style(graph: &dyn GraphView, node: NodeId) -> (Option<LabelId>, NodeStyle) {
    let labels = graph.labels(node);
    for (name, style) in LABELS {
        if let Some(&label) = labels.iter().find(|label| **graph.vocabulary().label_name(**label) == **name) {
            return (Some(label), *style);
        }
    }
    match labels.first() {
        Some(&label) => (Some(label), label_style(graph, label)),
        None => (None, OTHERS[0]),
    }
}

/// How nodes that are dressed by a label look.
pub(super) fn label_style(graph: &dyn GraphView, label: LabelId) -> NodeStyle {
    let name = graph.vocabulary().label_name(label);
    let own = LABELS.iter().find(|(known, _)| **known == **name);
    own.map_or(OTHERS[label.index() % OTHERS.len()], |(_, style)| *style)
}

/// Where the ontology lists a label; labels of other graphs come after.
pub(super) fn label_order(name: &str) -> usize {
    LABELS.iter().position(|(label, _)| *label == name).unwrap_or(LABELS.len())
}

/// The colour of a relationship type.
pub(super) fn type_colour(graph: &dyn GraphView, rel_type: TypeId) -> &'static str {
    let name = graph.vocabulary().type_name(rel_type);
    TYPES.iter().find(|(known, _)| **known == **name).map_or(GREY, |(_, colour)| colour)
}
