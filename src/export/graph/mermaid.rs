//! Mermaid's flow charts (mermaid.js.org), for pages in Markdown.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::part::Part;
use super::selection::Selection;
use super::style::{NodeStyle, node_style};
use crate::graph::{GraphView, LabelId};
use crate::value::NodeId;

/// Longest caption, in characters.
const LONGEST: usize = 40;

/// Writes the selected part as a flow chart.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    writeln!(out, "flowchart LR")?;
    let mut classes: BTreeMap<LabelId, (NodeStyle, Vec<NodeId>)> = BTreeMap::new();
    for node in part.nodes() {
        writeln!(out, "  n{}[\"{}\"]", node.id.0, escaped(&node.caption))?;
        if let (Some(label), style) = node_style(graph, node.id) {
            classes.entry(label).or_insert((style, Vec::new())).1.push(node.id);
        }
    }
    for rel in part.rels() {
        writeln!(out, "  n{} -->|\"{}\"| n{}", rel.start.0, escaped(rel.rel_type), rel.end.0)?;
    }
    for (label, (style, nodes)) in classes {
        let class = format!("label{}", label.index());
        writeln!(out, "  classDef {class} fill:{},stroke:{},color:#222", style.fill, style.border)?;
        let nodes: Vec<String> = nodes.iter().map(|node| format!("n{}", node.0)).collect();
        writeln!(out, "  class {} {class}", nodes.join(","))?;
    }
    Ok(())
}

/// A text between quotes: what has a meaning there by its entity.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(LONGEST) {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
