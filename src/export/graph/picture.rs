//! What pictures of a graph show, whatever draws them: lines of captions, weights, what hovering tells, the legend.

use std::collections::{BTreeMap, BTreeSet};

use super::caption::{caption, chinese, figures_of};
use super::evidence::places;
use super::part::{Part, cell};
use super::selection::Selection;
use super::style::{NodeStyle, label_order, node_style};
use crate::export::wrap::{width, wrap};
use crate::graph::{GraphView, LabelId, NameTable, TypeId};
use crate::value::{NodeId, RelId, Value};

/// Fonts that have Chinese characters, on the systems where they come from.
pub(super) const FONTS: &str =
    "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif";

/// Up to so many relationships carry the name of their type; more leave it to the legend.
const MOST_NAMED: usize = 45;

/// From so many relationships on, each is drawn thin and translucent, or they bury the nodes.
const LEAST_FAINT: usize = 300;

/// Cells of one line of a caption (two for a Chinese character), and its lines.
const LINE_WIDTH: usize = 18;
const MOST_LINES: usize = 3;

/// The selected part of a graph as a picture.
pub(super) struct Picture<'g> {
    pub(super) graph: &'g dyn GraphView,
    pub(super) selection: &'g Selection,
    /// Relationships at each node within the picture.
    degrees: BTreeMap<NodeId, usize>,
}

/// How a node stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Plain,
    /// Eight relationships and more.
    Hub,
    /// Sixteen and more.
    GreatHub,
}

impl<'g> Picture<'g> {
    pub(super) fn new(graph: &'g dyn GraphView, selection: &'g Selection) -> Self {
        let mut degrees = BTreeMap::new();
        for &rel in &selection.rels {
            let ends = graph.rel_ends(rel);
            *degrees.entry(ends.start).or_default() += 1;
            *degrees.entry(ends.end).or_default() += 1;
        }
        Self { graph, selection, degrees }
    }

    /// For each node with the label, the nodes that are related to it and to no other of the label, itself first.
    pub(super) fn clusters(&self, label: LabelId) -> BTreeMap<NodeId, Vec<NodeId>> {
        let is_centre = |node: NodeId| self.graph.has_label(node, label);
        let mut centres: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
        for &rel in &self.selection.rels {
            let ends = self.graph.rel_ends(rel);
            for (one, other) in [(ends.start, ends.end), (ends.end, ends.start)] {
                if is_centre(one) && !is_centre(other) {
                    centres.entry(other).or_default().insert(one);
                }
            }
        }
        let mut clusters: BTreeMap<NodeId, Vec<NodeId>> = self
            .selection
            .nodes
            .iter()
            .filter(|node| is_centre(**node))
            .map(|&node| (node, vec![node]))
            .collect();
        for (node, centres) in centres {
            if let [centre] = centres.iter().collect::<Vec<_>>()[..] {
                clusters.entry(*centre).or_default().push(node);
            }
        }
        clusters.retain(|_, nodes| nodes.len() > 1);
        clusters
    }

    /// The lines of a node's caption; a region whose figures are not in the picture tells how many there are.
    pub(super) fn lines(&self, node: NodeId) -> Vec<String> {
        let full = caption(self.graph, node);
        let mut lines: Vec<String> = full.split('\n').flat_map(balanced).collect();
        if self.selection.n_background > 0 {
            lines.extend(figures_of(self.graph, node));
        }
        lines
    }

    /// Hubs are larger, so that the eye finds them.
    pub(super) fn weight(&self, node: NodeId) -> Weight {
        match self.degrees.get(&node).copied().unwrap_or(0) {
            0..=7 => Weight::Plain,
            8..=15 => Weight::Hub,
            _ => Weight::GreatHub,
        }
    }

    /// What hovering over a node tells: its caption, and the first sentence that it stands on.
    pub(super) fn node_tooltip(&self, node: NodeId) -> String {
        let evidence = first_sentence(self.part().of_node(node));
        format!("{}{evidence}", caption(self.graph, node))
    }

    /// What hovering over a relationship tells.
    pub(super) fn rel_tooltip(&self, rel: RelId) -> String {
        let ends = self.graph.rel_ends(rel);
        let [start, end] = [ends.start, ends.end].map(|node| caption(self.graph, node).replace('\n', " "));
        let evidence = first_sentence(self.part().of_rel(rel));
        format!("{start} —{}→ {end}{evidence}", self.type_title(ends.rel_type))
    }

    /// How thick a relationship is drawn: the more sentences it stands on, the thicker.
    pub(super) fn thickness(&self, rel: RelId) -> f64 {
        let n_sentences = places(&self.part().of_rel(rel)).count();
        match n_sentences {
            0 | 1 => 0.9,
            2 => 1.3,
            3..=5 => 1.8,
            _ => 2.4,
        }
    }

    fn part(&self) -> Part<'g> {
        Part::new(self.graph, self.selection)
    }

    /// What stands at a relationship: its type, and whether a promise was kept; nothing where there are too many.
    pub(super) fn rel_label(&self, rel: RelId) -> Option<String> {
        let verdict = self.is_kept(rel).map_or("", |kept| if kept { " ✓" } else { " ✗" });
        let name = self.type_title(self.graph.rel_ends(rel).rel_type);
        (self.selection.rels.len() <= MOST_NAMED).then(|| format!("{name}{verdict}"))
    }

    /// Whether relationships are drawn thin and translucent.
    pub(super) fn is_faint(&self) -> bool {
        self.selection.rels.len() >= LEAST_FAINT
    }

    /// Whether a target's outcome kept the promise.
    pub(super) fn is_kept(&self, rel: RelId) -> Option<bool> {
        let key = self.graph.vocabulary().key("met")?;
        match self.graph.rel_property(rel, key) {
            Value::Boolean(kept) => Some(kept),
            _ => None,
        }
    }

    /// A type's name, in Chinese when the graph has one.
    fn type_title(&self, rel_type: TypeId) -> String {
        let name = self.graph.vocabulary().type_name(rel_type);
        chinese(self.graph, NameTable::Type, name).unwrap_or(name).to_owned()
    }

    /// A label's or a type's name, with the Chinese one behind it when the graph has one.
    pub(super) fn both_names(&self, table: NameTable, name: &str) -> String {
        let chinese = chinese(self.graph, table, name);
        chinese.map_or_else(|| name.to_owned(), |chinese| format!("{name} {chinese}"))
    }

    /// Labels by which nodes of the picture are dressed, in the ontology's order.
    pub(super) fn labels(&self) -> Vec<(LabelId, NodeStyle)> {
        let mut labels: BTreeMap<LabelId, NodeStyle> = BTreeMap::new();
        for &node in &self.selection.nodes {
            if let (Some(label), style) = node_style(self.graph, node) {
                labels.insert(label, style);
            }
        }
        let mut labels: Vec<(LabelId, NodeStyle)> = labels.into_iter().collect();
        labels.sort_by_key(|(label, _)| label_order(self.graph.vocabulary().label_name(*label)));
        labels
    }

    /// Nodes that are dressed by the same label, in the ontology's order, where there are several and no relationship
    /// joins two of them: a region and what it is part of do not stand side by side.
    pub(super) fn ranks(&self) -> Vec<Vec<NodeId>> {
        let label_of = |node: NodeId| node_style(self.graph, node).0;
        let mut ranks: BTreeMap<LabelId, Vec<NodeId>> = BTreeMap::new();
        for &node in &self.selection.nodes {
            if let Some(label) = label_of(node) {
                ranks.entry(label).or_default().push(node);
            }
        }
        for &rel in &self.selection.rels {
            let ends = self.graph.rel_ends(rel);
            if let Some(label) = label_of(ends.start).filter(|label| label_of(ends.end) == Some(*label)) {
                ranks.remove(&label);
            }
        }
        let mut ranks: Vec<(LabelId, Vec<NodeId>)> =
            ranks.into_iter().filter(|(_, nodes)| nodes.len() > 1).collect();
        ranks.sort_by_key(|(label, _)| label_order(self.graph.vocabulary().label_name(*label)));
        ranks.into_iter().map(|(_, nodes)| nodes).collect()
    }

    /// Types of the picture's relationships.
    pub(super) fn types(&self) -> BTreeSet<TypeId> {
        self.selection.rels.iter().map(|&rel| self.graph.rel_ends(rel).rel_type).collect()
    }
}

/// The first sentence of some evidence and its document, on a line of its own.
fn first_sentence(properties: Vec<(&str, Value)>) -> String {
    let Some(place) = places(&properties).next() else { return String::new() };
    format!("\n“{}” ({})", cell(&place.part("quote")), cell(&place.part("doc")))
}

/// A caption in lines of about equal length: a last line of one character looks torn off.
fn balanced(text: &str) -> Vec<String> {
    let total = width(text);
    let lines = total.div_ceil(LINE_WIDTH).max(1);
    let line_width = total.div_ceil(lines).next_multiple_of(2);
    wrap(text, if lines > MOST_LINES { LINE_WIDTH } else { line_width }, MOST_LINES)
}
