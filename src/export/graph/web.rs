//! Graphs as JSON for programs that draw in a browser: Cytoscape.js, D3's nodes and links, JSON Graph Format 2.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::part::{self, NodeRow, Part, RelRow};
use super::selection::Selection;
use crate::graph::GraphView;
use crate::value::Value;

/// Cytoscape.js (js.cytoscape.org), as networkx reads it too.
pub(super) fn write_cytoscape(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
) -> io::Result<()> {
    let part = Part::new(graph, selection);
    let node = |row: NodeRow<'_>| {
        let id = format!("n{}", row.id.0);
        let own = [
            ("id", json!(id)),
            ("value", json!(id)),
            ("name", json!(row.caption)),
            ("label", json!(row.caption)),
        ];
        let own = own.into_iter().chain([("labels", json!(row.labels))]);
        json!({ "data": object(own, &row.properties) })
    };
    let edge = |row: RelRow<'_>| {
        let own = [
            ("id", json!(format!("e{}", row.id.0))),
            ("source", json!(format!("n{}", row.start.0))),
            ("target", json!(format!("n{}", row.end.0))),
            ("key", json!(row.id.0)),
            ("label", json!(row.rel_type)),
        ];
        json!({ "data": object(own, &row.properties) })
    };
    out.write_all(b"{\"data\": [], \"directed\": true, \"multigraph\": true, \"elements\": {\"nodes\": ")?;
    write_array(out, part.nodes().map(node))?;
    out.write_all(b",\n\"edges\": ")?;
    write_array(out, part.rels().map(edge))?;
    out.write_all(b"}}\n")
}

/// Nodes and links, as D3's force layout takes them and networkx's `node_link_graph` reads them.
pub(super) fn write_d3(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    let node = |row: NodeRow<'_>| {
        let own = [("id", json!(row.id.0)), ("label", json!(row.caption)), ("labels", json!(row.labels))];
        Json::Object(object(own, &row.properties))
    };
    let link = |row: RelRow<'_>| {
        let own = [
            ("source", json!(row.start.0)),
            ("target", json!(row.end.0)),
            ("key", json!(row.id.0)),
            ("type", json!(row.rel_type)),
        ];
        Json::Object(object(own, &row.properties))
    };
    out.write_all(b"{\"directed\": true, \"multigraph\": true, \"graph\": {}, \"nodes\": ")?;
    write_array(out, part.nodes().map(node))?;
    out.write_all(b",\n\"links\": ")?;
    write_array(out, part.rels().map(link))?;
    out.write_all(b"}\n")
}

/// JSON Graph Format 2 (jsongraphformat.info).
pub(super) fn write_jgf(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    out.write_all(b"{\"graph\": {\"directed\": true, \"type\": \"property graph\", \"nodes\": {")?;
    for (at, row) in part.nodes().enumerate() {
        out.write_all(if at > 0 { b",\n " } else { b"\n " })?;
        let metadata = object([("labels", json!(row.labels))], &row.properties);
        write!(out, "\"n{}\": {}", row.id.0, json!({ "label": row.caption, "metadata": metadata }))?;
    }
    out.write_all(b"},\n\"edges\": ")?;
    let edge = |row: RelRow<'_>| {
        json!({
            "id": format!("e{}", row.id.0),
            "source": format!("n{}", row.start.0),
            "target": format!("n{}", row.end.0),
            "relation": row.rel_type,
            "metadata": object([], &row.properties),
        })
    };
    write_array(out, part.rels().map(edge))?;
    out.write_all(b"}}\n")
}

/// What the format itself says, then the properties; one that bears a name of the format has `property_` before it.
fn object<'n>(
    own: impl IntoIterator<Item = (&'n str, Json)>,
    properties: &[(&str, Value)],
) -> Map<String, Json> {
    let mut object: Map<String, Json> =
        own.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    for (name, value) in properties {
        let is_own = object.contains_key(*name);
        let name = if is_own { format!("property_{name}") } else { (*name).to_owned() };
        object.insert(name, part::json(value));
    }
    object
}

fn write_array(out: &mut dyn Write, items: impl Iterator<Item = Json>) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, item) in items.enumerate() {
        out.write_all(if at > 0 { b",\n " } else { b"\n " })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"]")
}
