//! Tables with the headers of `neo4j-admin`: one of nodes for each set of labels, one of relationships for each type.
//!
//! What `tuzhi import` reads. Where a list of a column cannot be written between `;` (a text with a `;`, lists in a list,
//! nothing but one empty text), the column is one of JSON texts.

use std::collections::BTreeMap;
use std::io;

use super::part::{Part, cell};
use super::selection::Selection;
use crate::graph::{GraphView, LabelId, TypeId};
use crate::value::{NodeId, RelId, Value};

/// One table: what its file is called, and for `tuzhi import` and `neo4j-admin` the option that takes it.
pub struct Table {
    /// `nodes-Region.csv`
    pub file: String,
    /// `--nodes` or `--relationships`
    pub option: &'static str,
    /// The header and the rows.
    pub text: Vec<u8>,
}

/// The tables of the selected part, nodes first.
pub fn graph_tables(graph: &dyn GraphView, selection: &Selection) -> io::Result<Vec<Table>> {
    let mut by_labels: BTreeMap<Vec<LabelId>, Vec<NodeId>> = BTreeMap::new();
    for &node in &selection.nodes {
        let mut labels = graph.labels(node).to_vec();
        labels.sort();
        by_labels.entry(labels).or_default().push(node);
    }
    let mut by_type: BTreeMap<TypeId, Vec<RelId>> = BTreeMap::new();
    for &rel in &selection.rels {
        by_type.entry(graph.rel_ends(rel).rel_type).or_default().push(rel);
    }
    let mut names = Names::default();
    let mut tables = Vec::new();
    for (labels, nodes) in by_labels {
        let labels: Vec<&str> = labels.iter().map(|&label| &**graph.vocabulary().label_name(label)).collect();
        let group = Selection { nodes, ..Selection::default() };
        let file = names.of("nodes", &labels.join("-"));
        tables.push(Table { file, option: "--nodes", text: nodes_table(Part::new(graph, &group))? });
    }
    for (rel_type, rels) in by_type {
        let group = Selection { rels, ..Selection::default() };
        let file = names.of("relationships", graph.vocabulary().type_name(rel_type));
        let text = rels_table(Part::new(graph, &group))?;
        tables.push(Table { file, option: "--relationships", text });
    }
    Ok(tables)
}

/// Names of files that no system refuses, each once.
#[derive(Default)]
struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    fn of(&mut self, kind: &str, name: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let name: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).take(60).collect();
        let name = if name.is_empty() { kind.to_owned() } else { format!("{kind}-{name}") };
        // Some systems take two names that differ in case for one.
        let n_before = self.taken.entry(name.to_lowercase()).or_default();
        *n_before += 1;
        if *n_before > 1 { format!("{name}-{n_before}.csv") } else { format!("{name}.csv") }
    }
}

fn nodes_table(part: Part<'_>) -> io::Result<Vec<u8>> {
    let rows: Vec<_> = part.nodes().collect();
    let columns = typed(rows.iter().flat_map(|row| &row.properties));
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = columns.iter().map(Typed::header);
    table.write_record(std::iter::once(":ID".to_owned()).chain(header).chain([":LABEL".to_owned()]))?;
    for row in &rows {
        let fields = fields(&columns, &row.properties);
        table.write_record(
            std::iter::once(row.id.0.to_string()).chain(fields).chain([row.labels.join(";")]),
        )?;
    }
    finish(table)
}

fn rels_table(part: Part<'_>) -> io::Result<Vec<u8>> {
    let rows: Vec<_> = part.rels().collect();
    let columns = typed(rows.iter().flat_map(|row| &row.properties));
    let mut table = csv::Writer::from_writer(Vec::new());
    let ends = [":START_ID", ":END_ID"].map(str::to_owned);
    let header = columns.iter().map(Typed::header);
    table.write_record(ends.into_iter().chain(header).chain([":TYPE".to_owned()]))?;
    for row in &rows {
        let ends = [row.start, row.end].map(|node| node.0.to_string());
        let fields = fields(&columns, &row.properties);
        table.write_record(ends.into_iter().chain(fields).chain([row.rel_type.to_owned()]))?;
    }
    finish(table)
}

fn finish(table: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// A column and what its fields are, in `neo4j-admin`'s words.
struct Typed<'p> {
    name: &'p str,
    kind: &'static str,
    is_list: bool,
}

impl Typed<'_> {
    fn header(&self) -> String {
        format!("{}:{}{}", self.name, self.kind, if self.is_list { "[]" } else { "" })
    }
}

fn typed<'p>(properties: impl Iterator<Item = &'p (&'p str, Value)>) -> Vec<Typed<'p>> {
    let mut columns: BTreeMap<&str, (&'static str, bool)> = BTreeMap::new();
    for (name, value) in properties {
        let told = match value {
            Value::List(items) => (list_kind(items).unwrap_or("string"), list_kind(items).is_some()),
            other => (kind(other), false),
        };
        columns.entry(name).and_modify(|known| *known = widened(*known, told)).or_insert(told);
    }
    columns.into_iter().map(|(name, (kind, is_list))| Typed { name, kind, is_list }).collect()
}

fn widened(one: (&'static str, bool), other: (&'static str, bool)) -> (&'static str, bool) {
    match (one, other) {
        _ if one == other => one,
        (("long" | "double", a), ("long" | "double", b)) if a == b => ("double", a),
        _ => ("string", false),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Boolean(_) => "boolean",
        Value::Integer(_) => "long",
        Value::Float(_) => "double",
        Value::Date(_) => "date",
        Value::LocalTime(_) => "localtime",
        Value::Time(_) => "time",
        Value::LocalDateTime(_) => "localdatetime",
        Value::DateTime(_) => "datetime",
        Value::Duration(_) => "duration",
        Value::Quantity(_) => "quantity",
        _ => "string",
    }
}

/// What all items of a list are; none where the format cannot write them between `;`.
fn list_kind(items: &[Value]) -> Option<&'static str> {
    let first = kind(items.first()?);
    let is_fit = |item: &Value| match item {
        Value::String(text) => !text.contains(';'),
        Value::List(_) | Value::Map(_) | Value::Null => false,
        _ => true,
    };
    let is_empty = matches!(items, [Value::String(text)] if text.is_empty());
    (!is_empty && items.iter().all(|item| kind(item) == first && is_fit(item))).then_some(first)
}

fn fields<'r>(
    columns: &'r [Typed<'_>],
    properties: &'r [(&str, Value)],
) -> impl Iterator<Item = String> + 'r {
    columns.iter().map(move |column| {
        let found = properties.binary_search_by_key(&column.name, |(name, _)| name);
        match found.map(|at| &properties[at].1) {
            Err(_) => String::new(),
            Ok(Value::List(items)) if column.is_list => items.iter().map(cell).collect::<Vec<_>>().join(";"),
            Ok(value) => cell(value),
        }
    })
}
