//! Graphviz's DOT. Every text is quoted and escaped; labels of nodes and relationships are never HTML. The legend
//! alone is an HTML-like table, since no other form stays in one place under every layout engine; the names in it are
//! escaped as XML.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use super::caption::{caption, figures_of};
use super::selection::Selection;
use super::style::{NodeStyle, label_order, node_style, type_colour};
use crate::export::wrap::{width, wrap};
use crate::graph::{GraphView, LabelId, NameTable, TypeId};
use crate::value::{NodeId, RelId, Value};

/// Fonts that have Chinese characters, on the systems where they come from.
const FONTS: &str =
    "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif";

/// Up to so many nodes are drawn in ranks from left to right; more are drawn by forces.
const MOST_RANKED: usize = 30;

/// Up to so many relationships carry the name of their type; more leave it to the legend.
const MOST_NAMED: usize = 45;

/// From so many relationships on, each is drawn thin and translucent, or they bury the nodes.
const LEAST_FAINT: usize = 300;

/// Cells of one line of a caption (two for a Chinese character), and its lines.
const LINE_WIDTH: usize = 18;
const MOST_LINES: usize = 3;

/// How to draw.
#[derive(Clone, Debug, Default)]
pub struct DotOptions {
    /// A line over the legend.
    pub title: String,
}

/// Writes the selected part of a graph for `dot`; the layout engine is named in it.
pub fn write_dot(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    options: &DotOptions,
) -> io::Result<()> {
    let picture = Picture::new(graph, selection);
    let mut text = String::from("digraph tuzhi {\n");
    picture.write_head(&mut text, options);
    for &node in &selection.nodes {
        picture.write_node(&mut text, node);
    }
    for &rel in &selection.rels {
        picture.write_rel(&mut text, rel);
    }
    text.push_str("}\n");
    out.write_all(text.as_bytes())
}

struct Picture<'g> {
    graph: &'g dyn GraphView,
    selection: &'g Selection,
    /// Relationships at each node within the picture.
    degrees: BTreeMap<NodeId, usize>,
    /// Whether regions tell the number of their figures.
    counts_figures: bool,
}

impl<'g> Picture<'g> {
    fn new(graph: &'g dyn GraphView, selection: &'g Selection) -> Self {
        let mut degrees = BTreeMap::new();
        for &rel in &selection.rels {
            let ends = graph.rel_ends(rel);
            *degrees.entry(ends.start).or_default() += 1;
            *degrees.entry(ends.end).or_default() += 1;
        }
        Self { graph, selection, degrees, counts_figures: selection.n_background > 0 }
    }

    fn write_head(&self, out: &mut String, options: &DotOptions) {
        let layout = if self.selection.nodes.len() <= MOST_RANKED {
            "layout=dot rankdir=LR ranksep=0.9 nodesep=0.25"
        } else {
            "layout=sfdp overlap=prism K=0.9 repulsiveforce=1.5 sep=\"+6\""
        };
        // Curves round the nodes take long to find; straight lines are drawn when there are many.
        let splines = if self.selection.rels.len() <= 600 { "true" } else { "line" };
        push(
            out,
            format_args!(
                "  graph [charset=\"UTF-8\" {layout} splines={splines} outputorder=edgesfirst fontname={font} fontsize=12 \
                 labelloc=b labeljust=l pad=0.3 label=<{legend}>]\n  node [fontname={font} fontsize=11 penwidth=1.2 \
                 margin=\"0.1,0.05\"]\n  edge [fontname={font} fontsize=9 arrowsize=0.6 penwidth=0.9]\n",
                font = quoted(FONTS),
                legend = self.legend(&options.title),
            ),
        );
    }

    fn write_node(&self, out: &mut String, node: NodeId) {
        let (_, NodeStyle { shape, border, fill, style }) = node_style(self.graph, node);
        let full = caption(self.graph, node);
        let mut lines: Vec<String> = full.split('\n').flat_map(balanced).collect();
        if self.counts_figures {
            lines.extend(figures_of(self.graph, node));
        }
        // Hubs are larger, so that the eye finds them.
        let hub = match self.degrees.get(&node).copied().unwrap_or(0) {
            0..=7 => "",
            8..=15 => " fontsize=15 penwidth=2",
            _ => " fontsize=19 penwidth=2.6",
        };
        push(
            out,
            format_args!(
                "  n{} [label={} tooltip={} shape={shape} color=\"{border}\" fillcolor=\"{fill}\" style=\"{style}\"{hub}]\n",
                node.0,
                quoted(&lines.join("\n")),
                quoted(&full),
            ),
        );
    }

    fn write_rel(&self, out: &mut String, rel: RelId) {
        let ends = self.graph.rel_ends(rel);
        let name = self.type_title(ends.rel_type);
        let kept = self.is_kept(rel);
        let faint = if self.selection.rels.len() >= LEAST_FAINT { "66" } else { "" };
        let colour = type_colour(self.graph, ends.rel_type);
        let mut attributes = format!("color=\"{colour}{faint}\" tooltip={}", quoted(&name));
        if self.selection.rels.len() <= MOST_NAMED {
            let verdict = kept.map_or("", |kept| if kept { " ✓" } else { " ✗" });
            push(&mut attributes, format_args!(" label={}", quoted(&format!("{name}{verdict}"))));
        }
        if kept == Some(false) {
            attributes.push_str(" style=dashed");
        }
        push(out, format_args!("  n{} -> n{} [{attributes}]\n", ends.start.0, ends.end.0));
    }

    /// Whether a target's outcome kept the promise.
    fn is_kept(&self, rel: RelId) -> Option<bool> {
        let key = self.graph.vocabulary().key("met")?;
        match self.graph.rel_property(rel, key) {
            Value::Boolean(kept) => Some(kept),
            _ => None,
        }
    }

    /// A type's name, in Chinese when the graph has one.
    fn type_title(&self, rel_type: TypeId) -> String {
        let name = self.graph.vocabulary().type_name(rel_type);
        self.alias(NameTable::Type, name).unwrap_or(name).to_owned()
    }

    fn alias(&self, table: NameTable, name: &str) -> Option<&str> {
        let aliases = self.graph.vocabulary().aliases(table);
        aliases.iter().find(|(_, canonical)| ***canonical == *name).map(|(alias, _)| &**alias)
    }

    /// A table of the labels and types in the picture, for Graphviz's HTML-like text; a table needs at least one cell.
    fn legend(&self, title: &str) -> String {
        let title =
            (!title.is_empty()).then(|| format!("<font point-size=\"18\"><b>{}</b></font>", xml(title)));
        let rows: Vec<String> = [title, self.legend_of_labels(), self.legend_of_types()]
            .into_iter()
            .flatten()
            .map(|row| format!("<tr><td align=\"left\">{row}</td></tr>"))
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        let rows = rows.concat();
        format!("<table border=\"0\" cellborder=\"0\" cellspacing=\"3\" cellpadding=\"3\">{rows}</table>")
    }

    fn legend_of_labels(&self) -> Option<String> {
        let cell = |(label, style): (LabelId, NodeStyle)| {
            let name = self.with_alias(NameTable::Label, self.graph.vocabulary().label_name(label));
            format!("<td bgcolor=\"{}\" color=\"{}\">{}</td>", style.fill, style.border, xml(&name))
        };
        let cells: String = self.labels().into_iter().map(cell).collect();
        let table = "<table border=\"0\" cellborder=\"1\" cellspacing=\"3\" cellpadding=\"3\">";
        (!cells.is_empty()).then(|| format!("{table}<tr>{cells}</tr></table>"))
    }

    fn legend_of_types(&self) -> Option<String> {
        let entry = |rel_type: TypeId| {
            let name = self.with_alias(NameTable::Type, self.graph.vocabulary().type_name(rel_type));
            format!("<font color=\"{}\">→ {}</font>", type_colour(self.graph, rel_type), xml(&name))
        };
        let entries: Vec<String> = self.types().into_iter().map(entry).collect();
        (!entries.is_empty()).then(|| entries.join("   "))
    }

    fn with_alias(&self, table: NameTable, name: &str) -> String {
        self.alias(table, name).map_or_else(|| name.to_owned(), |alias| format!("{name} {alias}"))
    }

    /// Labels by which nodes of the picture are dressed, in the ontology's order.
    fn labels(&self) -> Vec<(LabelId, NodeStyle)> {
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

    fn types(&self) -> BTreeSet<TypeId> {
        self.selection.rels.iter().map(|&rel| self.graph.rel_ends(rel).rel_type).collect()
    }
}

/// A caption in lines of about equal length: a last line of one character looks torn off.
fn balanced(text: &str) -> Vec<String> {
    let total = width(text);
    let lines = total.div_ceil(LINE_WIDTH).max(1);
    let line_width = total.div_ceil(lines).next_multiple_of(2);
    wrap(text, if lines > MOST_LINES { LINE_WIDTH } else { line_width }, MOST_LINES)
}

/// A DOT string. Graphviz reads `&lt;` as an entity even here, so the ampersand is escaped too.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text inside an HTML-like label.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML cannot hold at all.
            c if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Writing to a string cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
