//! GraphML (graphml.graphdrawing.org), with typed keys: read by networkx, Gephi, yEd and igraph.
//!
//! Each element carries its properties under their own names; a node also `label` (what a reader calls it) and
//! `labels`, a relationship its `type`. A property that bears one of these names stands with `property_` before it.

use std::io::{self, Write};

use super::part::{Column, Part, cell};
use super::selection::Selection;
use super::xml::Xml;
use crate::graph::GraphView;
use crate::value::Value;

/// Names that the format itself gives.
const NODE_NAMES: &[&str] = &["label", "labels"];
const REL_NAMES: &[&str] = &["type"];

/// Writes the selected part as GraphML.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    let (node_columns, rel_columns) = (part.node_columns(), part.rel_columns());
    let mut xml = Xml::new(out)?;
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    keys(&mut xml, "node", NODE_NAMES, &node_columns)?;
    keys(&mut xml, "edge", REL_NAMES, &rel_columns)?;
    xml.open("graph", &[("id", "G"), ("edgedefault", "directed")])?;
    for node in part.nodes() {
        xml.open("node", &[("id", &format!("n{}", node.id.0))])?;
        xml.text("data", &[("key", "node_label")], &node.caption)?;
        xml.text("data", &[("key", "node_labels")], &node.labels.join(";"))?;
        data(&mut xml, "node", &node_columns, &node.properties)?;
        xml.close("node")?;
    }
    for rel in part.rels() {
        let (start, end) = (format!("n{}", rel.start.0), format!("n{}", rel.end.0));
        xml.open("edge", &[("id", &format!("e{}", rel.id.0)), ("source", &start), ("target", &end)])?;
        xml.text("data", &[("key", "edge_type")], rel.rel_type)?;
        data(&mut xml, "edge", &rel_columns, &rel.properties)?;
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.finish()
}

fn keys(xml: &mut Xml<'_>, of: &str, own: &[&str], columns: &[Column<'_>]) -> io::Result<()> {
    let mut key = |id: &str, name: &str, kind: &str| {
        xml.empty("key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)])
    };
    for name in own {
        key(&format!("{of}_{name}"), name, "string")?;
    }
    for (at, column) in columns.iter().enumerate() {
        let clashes = own.contains(&column.name);
        let name = if clashes { format!("property_{}", column.name) } else { column.name.to_owned() };
        key(&format!("{of}{at}"), &name, column.kind.name())?;
    }
    Ok(())
}

fn data(xml: &mut Xml<'_>, of: &str, columns: &[Column<'_>], properties: &[(&str, Value)]) -> io::Result<()> {
    for (name, value) in properties {
        if let Ok(at) = columns.binary_search_by_key(name, |column| column.name) {
            xml.text("data", &[("key", &format!("{of}{at}"))], &cell(value))?;
        }
    }
    Ok(())
}
