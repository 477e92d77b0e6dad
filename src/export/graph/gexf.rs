//! GEXF 1.3 (gexf.net), Gephi's own: typed attributes, colours by label, and a year's figures in that year of the
//! timeline.

use std::io::{self, Write};

use super::part::{Column, Kind, Part, cell};
use super::selection::Selection;
use super::style::node_style;
use super::xml::Xml;
use crate::graph::GraphView;
use crate::value::Value;

/// The property that puts a node into one year of the timeline.
const YEAR: &str = "year";

/// Writes the selected part as GEXF.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    let (node_columns, rel_columns) = (part.node_columns(), part.rel_columns());
    let mut xml = Xml::new(out)?;
    let schema =
        [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    xml.open("gexf", &schema)?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "tuzhi")?;
    xml.close("meta")?;
    let has_years = node_columns.iter().any(|column| column.name == YEAR && column.kind == Kind::Integer);
    let mode = if has_years { "dynamic" } else { "static" };
    xml.open("graph", &[("defaultedgetype", "directed"), ("mode", mode), ("timeformat", "date")])?;
    attributes(&mut xml, "node", &node_columns)?;
    attributes(&mut xml, "edge", &rel_columns)?;
    xml.open("nodes", &[])?;
    for node in part.nodes() {
        let id = node.id.0.to_string();
        let years = node.properties.iter().find_map(|(name, value)| match value {
            Value::Integer(year) if *name == YEAR => {
                Some((format!("{year:04}-01-01"), format!("{year:04}-12-31")))
            }
            _ => None,
        });
        let mut head = vec![("id", &*id), ("label", &*node.caption)];
        if let Some((start, end)) = &years {
            head.extend([("start", start.as_str()), ("end", end.as_str())]);
        }
        xml.open("node", &head)?;
        let labels = node.labels.join(";");
        values(&mut xml, "labels", &labels, &node_columns, &node.properties)?;
        let [red, green, blue] = channels(node_style(graph, node.id).1.border);
        xml.empty("viz:color", &[("r", &red), ("g", &green), ("b", &blue)])?;
        xml.close("node")?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for rel in part.rels() {
        let [id, start, end] = [rel.id.0.to_string(), rel.start.0.to_string(), rel.end.0.to_string()];
        let head = [
            ("id", &*id),
            ("source", &*start),
            ("target", &*end),
            ("label", rel.rel_type),
            ("kind", rel.rel_type),
        ];
        xml.open("edge", &head)?;
        values(&mut xml, "type", rel.rel_type, &rel_columns, &rel.properties)?;
        xml.close("edge")?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.finish()
}

fn attributes(xml: &mut Xml<'_>, of: &str, columns: &[Column<'_>]) -> io::Result<()> {
    xml.open("attributes", &[("class", of)])?;
    let own = if of == "node" { "labels" } else { "type" };
    xml.empty("attribute", &[("id", own), ("title", own), ("type", "string")])?;
    for (at, column) in columns.iter().enumerate() {
        let clashes = column.name == own;
        let name = if clashes { format!("property_{}", column.name) } else { column.name.to_owned() };
        xml.empty("attribute", &[("id", &at.to_string()), ("title", &name), ("type", column.kind.name())])?;
    }
    xml.close("attributes")
}

fn values(
    xml: &mut Xml<'_>,
    own: &str,
    own_value: &str,
    columns: &[Column<'_>],
    properties: &[(&str, Value)],
) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    xml.empty("attvalue", &[("for", own), ("value", own_value)])?;
    for (name, value) in properties {
        if let Ok(at) = columns.binary_search_by_key(name, |column| column.name) {
            xml.empty("attvalue", &[("for", &at.to_string()), ("value", &cell(value))])?;
        }
    }
    xml.close("attvalues")
}

/// Red, green and blue of `#RRGGBB`, in decimal.
fn channels(colour: &str) -> [String; 3] {
    [1, 3, 5].map(|at| {
        let channel = colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        channel.unwrap_or_default().to_string()
    })
}
