//! One self-contained HTML page: a drawing that can be walked through, tables of things and figures, and for what is
//! chosen the sentences it stands on. The page asks nothing of any server, and says so in its security policy.
//!
//! Its script reads the graph from JSON in the page (`page.js` says how it lies there): every text of the evidence once,
//! elements by their position.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::caption::chinese;
use super::evidence::{Place, is_evidence, places};
use super::part::{self, Part};
use super::selection::{Selection, is_background};
use super::style::{label_order, label_style, node_style, type_colour};
use crate::graph::{GraphView, LabelId, NameTable};
use crate::value::{NodeId, Value};

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Writes the page of the selected part.
pub(super) fn write(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    title: &str,
) -> io::Result<()> {
    for part in PAGE.split("{{").flat_map(|part| part.split_inclusive("}}")) {
        match part {
            "style}}" => out.write_all(STYLE.as_bytes())?,
            "script}}" => out.write_all(SCRIPT.as_bytes())?,
            "data}}" => write_data(&mut InScript { out: &mut *out }, graph, selection, title)?,
            text => out.write_all(text.as_bytes())?,
        }
    }
    Ok(())
}

fn write_data(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    title: &str,
) -> io::Result<()> {
    let labels = Labels::of(graph, selection);
    let types: Vec<&str> = graph.vocabulary().names(NameTable::Type).iter().map(|name| &**name).collect();
    let type_at: HashMap<&str, usize> = types.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let position: HashMap<NodeId, usize> =
        selection.nodes.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    let mut texts = Texts::default();
    let part = Part::new(graph, selection);
    let title = json!(title);
    let labels_told = labels.json(graph);
    let types_told = Json::Array(types.iter().map(|name| type_json(graph, name)).collect());
    write!(out, "{{\"title\": {title},\n\"labels\": {labels_told},\n\"types\": {types_told}")?;
    out.write_all(b",\n\"nodes\": [")?;
    for (at, row) in part.nodes().enumerate() {
        let label = node_style(graph, row.id).0.and_then(|label| labels.position(label));
        let line = json!([row.caption, label, own(&row.properties), texts.evidence(&row.properties)]);
        write_item(out, at, &line)?;
    }
    out.write_all(b"],\n\"rels\": [")?;
    let inside = |node: NodeId| position.get(&node).copied();
    let mut n_written = 0;
    for row in part.rels() {
        let (Some(start), Some(end)) = (inside(row.start), inside(row.end)) else { continue };
        let rel_type = type_at.get(row.rel_type);
        let line = json!([start, end, rel_type, own(&row.properties), texts.evidence(&row.properties)]);
        write_item(out, n_written, &line)?;
        n_written += 1;
    }
    writeln!(out, "],\n\"texts\": {}}}", json!(texts.all))
}

fn type_json(graph: &dyn GraphView, name: &str) -> Json {
    let colour = graph.vocabulary().rel_type(name).map(|rel_type| type_colour(graph, rel_type));
    json!({ "name": name, "title": chinese(graph, NameTable::Type, name).unwrap_or(name), "colour": colour })
}

fn write_item(out: &mut dyn Write, at: usize, item: &Json) -> io::Result<()> {
    out.write_all(if at > 0 { b",\n" } else { b"\n" })?;
    serde_json::to_writer(out, item)?;
    Ok(())
}

/// The properties that are the element's own.
fn own(properties: &[(&str, Value)]) -> Json {
    let own = properties.iter().filter(|(key, _)| !is_evidence(key));
    Json::Object(own.map(|(key, value)| ((*key).to_owned(), part::json(value))).collect::<Map<_, _>>())
}

/// The labels by which the part's nodes are dressed, in the ontology's order, with their number of nodes.
struct Labels {
    counts: Vec<(LabelId, usize)>,
}

impl Labels {
    fn of(graph: &dyn GraphView, selection: &Selection) -> Self {
        let mut counts: BTreeMap<LabelId, usize> = BTreeMap::new();
        for &node in &selection.nodes {
            if let Some(label) = node_style(graph, node).0 {
                *counts.entry(label).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(label, _)| label_order(graph.vocabulary().label_name(*label)));
        Self { counts }
    }

    fn position(&self, label: LabelId) -> Option<usize> {
        self.counts.iter().position(|(known, _)| *known == label)
    }

    fn json(&self, graph: &dyn GraphView) -> Json {
        let told = |&(label, count): &(LabelId, usize)| {
            let name = graph.vocabulary().label_name(label);
            let style = label_style(graph, label);
            json!({
                "name": **name,
                "title": chinese(graph, NameTable::Label, name).unwrap_or(name),
                "fill": style.fill,
                "border": style.border,
                "background": is_background(name),
                "count": count,
            })
        };
        Json::Array(self.counts.iter().map(told).collect())
    }
}

/// Texts that many places share: sentences, sections, documents.
#[derive(Default)]
struct Texts {
    all: Vec<String>,
    known: HashMap<String, usize>,
}

impl Texts {
    /// The places of evidence: sentence, document and section by their number, and the confidence.
    fn evidence(&mut self, properties: &[(&str, Value)]) -> Json {
        let place = |place: Place<'_>| {
            let [quote, doc, section] =
                ["quote", "doc", "section"].map(|name| self.number(&place.part(name)));
            json!([quote, doc, section, part::json(&place.part("confidence"))])
        };
        Json::Array(places(properties).map(place).collect())
    }

    fn number(&mut self, text: &Value) -> Option<usize> {
        let Value::String(text) = text else { return None };
        if let Some(&at) = self.known.get(&**text) {
            return Some(at);
        }
        self.all.push(text.to_string());
        self.known.insert(text.to_string(), self.all.len() - 1);
        Some(self.all.len() - 1)
    }
}

/// JSON within a `<script>`: a `<` stands only in its texts, and could end the element there.
struct InScript<'w> {
    out: &'w mut dyn Write,
}

impl Write for InScript<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut parts = bytes.split(|&byte| byte == b'<');
        self.out.write_all(parts.next().unwrap_or_default())?;
        for part in parts {
            self.out.write_all(b"\\u003c")?;
            self.out.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
