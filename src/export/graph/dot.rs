//! Graphviz's DOT. Every text is quoted and escaped; labels of nodes and relationships are never HTML. The legend
//! alone is an HTML-like table, since no other form stays in one place under every layout engine; the names in it are
//! escaped as XML.

use std::io::{self, Write};

use super::PictureOptions;
use super::caption::caption;
use super::picture::{FONTS, Picture, Weight};
use super::selection::Selection;
use super::style::{NodeStyle, node_style, type_colour};
use crate::export::markup::escaped;
use crate::graph::{GraphView, LabelId, NameTable, TypeId};
use crate::value::{NodeId, RelId};

/// How the frame of a cluster looks.
const CLUSTER: &str =
    "labeljust=l labelloc=t fontsize=15 color=\"#BBBBBB\" style=\"rounded,filled\" fillcolor=\"#FAFAFA\"";

/// Up to so many nodes are drawn in ranks from left to right; more are drawn by forces.
const MOST_RANKED: usize = 30;

/// Writes the selected part of a graph for `dot`; the layout engine is named in it.
pub(super) fn write(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    options: &PictureOptions,
) -> io::Result<()> {
    let picture = Picture::new(graph, selection);
    writeln!(out, "digraph tuzhi {{")?;
    write_head(out, &picture, options)?;
    let clusters = options.cluster.map(|label| picture.clusters(label)).unwrap_or_default();
    for (centre, nodes) in &clusters {
        let name = quoted(&caption(graph, *centre));
        writeln!(out, "  subgraph cluster_{} {{ label={name} {CLUSTER}", centre.0)?;
        nodes.iter().try_for_each(|node| writeln!(out, "    n{}", node.0))?;
        writeln!(out, "  }}")?;
    }
    for &node in &selection.nodes {
        write_node(out, &picture, node)?;
    }
    if clusters.is_empty() && selection.nodes.len() <= MOST_RANKED {
        write_ranks(out, &picture)?;
    }
    for &rel in &selection.rels {
        write_rel(out, &picture, rel)?;
    }
    writeln!(out, "}}")
}

fn write_head(out: &mut dyn Write, picture: &Picture<'_>, options: &PictureOptions) -> io::Result<()> {
    let layout = match options.cluster {
        _ if picture.selection.nodes.len() <= MOST_RANKED => "layout=dot rankdir=LR ranksep=0.9 nodesep=0.25",
        None => "layout=sfdp overlap=prism K=0.9 repulsiveforce=1.5 sep=\"+6\"",
        // Of the engines that lay out by forces, this one knows frames.
        Some(_) => "layout=fdp overlap=false K=0.6 sep=\"+6\"",
    };
    // Curves round the nodes take long to find; straight lines are drawn when there are many.
    let splines = if picture.selection.rels.len() <= 600 { "true" } else { "line" };
    writeln!(
        out,
        "  graph [charset=\"UTF-8\" {layout} splines={splines} outputorder=edgesfirst fontname={font} fontsize=12 \
         labelloc=b labeljust=l pad=0.3 label=<{legend}>]\n  node [fontname={font} fontsize=11 penwidth=1.2 \
         margin=\"0.1,0.05\"]\n  edge [fontname={font} fontsize=9 arrowsize=0.6]",
        font = quoted(FONTS),
        legend = legend(picture, &options.title),
    )
}

fn write_node(out: &mut dyn Write, picture: &Picture<'_>, node: NodeId) -> io::Result<()> {
    let (_, NodeStyle { shape, border, fill, style }) = node_style(picture.graph, node);
    let weight = match picture.weight(node) {
        Weight::Plain => "",
        Weight::Hub => " fontsize=15 penwidth=2",
        Weight::GreatHub => " fontsize=19 penwidth=2.6",
    };
    writeln!(
        out,
        "  n{} [label={} tooltip={} shape={shape} color=\"{border}\" fillcolor=\"{fill}\" style=\"{style}\"{weight}]",
        node.0,
        quoted(&picture.lines(node).join("\n")),
        quoted(&picture.node_tooltip(node)),
    )
}

/// What is of one kind stands in one column.
fn write_ranks(out: &mut dyn Write, picture: &Picture<'_>) -> io::Result<()> {
    for nodes in picture.ranks() {
        let nodes: Vec<String> = nodes.iter().map(|node| format!("n{}", node.0)).collect();
        writeln!(out, "  {{ rank=same; {} }}", nodes.join("; "))?;
    }
    Ok(())
}

fn write_rel(out: &mut dyn Write, picture: &Picture<'_>, rel: RelId) -> io::Result<()> {
    let ends = picture.graph.rel_ends(rel);
    let faint = if picture.is_faint() { "66" } else { "" };
    let colour = type_colour(picture.graph, ends.rel_type);
    let tooltip = quoted(&picture.rel_tooltip(rel));
    write!(out, "  n{} -> n{} [color=\"{colour}{faint}\" tooltip={tooltip}", ends.start.0, ends.end.0)?;
    if let Some(label) = picture.rel_label(rel) {
        // A relationship's label has a tooltip of its own.
        write!(out, " label={} labeltooltip={tooltip}", quoted(&label))?;
    }
    write!(out, " penwidth={:.1}", picture.thickness(rel))?;
    if picture.is_kept(rel) == Some(false) {
        write!(out, " style=dashed")?;
    }
    writeln!(out, "]")
}

/// A table of the labels and types in the picture, for Graphviz's HTML-like text; a table needs at least one cell.
fn legend(picture: &Picture<'_>, title: &str) -> String {
    let title =
        (!title.is_empty()).then(|| format!("<font point-size=\"18\"><b>{}</b></font>", escaped(title)));
    let rows: Vec<String> = [title, legend_of_labels(picture), legend_of_types(picture)]
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

fn legend_of_labels(picture: &Picture<'_>) -> Option<String> {
    let cell = |(label, style): (LabelId, NodeStyle)| {
        let name = picture.both_names(NameTable::Label, picture.graph.vocabulary().label_name(label));
        format!("<td bgcolor=\"{}\" color=\"{}\">{}</td>", style.fill, style.border, escaped(&name))
    };
    let cells: String = picture.labels().into_iter().map(cell).collect();
    let table = "<table border=\"0\" cellborder=\"1\" cellspacing=\"3\" cellpadding=\"3\">";
    (!cells.is_empty()).then(|| format!("{table}<tr>{cells}</tr></table>"))
}

fn legend_of_types(picture: &Picture<'_>) -> Option<String> {
    let entry = |rel_type: TypeId| {
        let name = picture.both_names(NameTable::Type, picture.graph.vocabulary().type_name(rel_type));
        format!("<font color=\"{}\">→ {}</font>", type_colour(picture.graph, rel_type), escaped(&name))
    };
    let entries: Vec<String> = picture.types().into_iter().map(entry).collect();
    (!entries.is_empty()).then(|| entries.join("   "))
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
