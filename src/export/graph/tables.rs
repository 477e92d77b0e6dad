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

/// What the files of tables are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFile {
    /// Text with the headers of `neo4j-admin`.
    Csv,
    /// Columns of Parquet under the same names.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TableFile {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    fn write(self, sheet: &Sheet<'_>) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv => write_csv(sheet),
            #[cfg(feature = "parquet")]
            Self::Parquet => super::parquet::write(sheet),
        }
    }
}

/// One table: what its file is called, and for `tuzhi import` and `neo4j-admin` the option that takes it.
pub struct Table {
    /// `nodes-Region.csv`
    pub file: String,
    /// `--nodes` or `--relationships`
    pub option: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// The tables of the selected part, nodes first.
pub fn graph_tables(graph: &dyn GraphView, selection: &Selection, kind: TableFile) -> io::Result<Vec<Table>> {
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
        let file = names.of("nodes", &labels.join("-"), kind.ending());
        let bytes = kind.write(&nodes_sheet(Part::new(graph, &group)))?;
        tables.push(Table { file, option: "--nodes", bytes });
    }
    for (rel_type, rels) in by_type {
        let group = Selection { rels, ..Selection::default() };
        let file = names.of("relationships", graph.vocabulary().type_name(rel_type), kind.ending());
        let bytes = kind.write(&rels_sheet(Part::new(graph, &group)))?;
        tables.push(Table { file, option: "--relationships", bytes });
    }
    Ok(tables)
}

/// Names of files that no system refuses, each once.
#[derive(Default)]
struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    fn of(&mut self, kind: &str, name: &str, ending: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let name: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).take(60).collect();
        let name = if name.is_empty() { kind.to_owned() } else { format!("{kind}-{name}") };
        // Some systems take two names that differ in case for one.
        let n_before = self.taken.entry(name.to_lowercase()).or_default();
        *n_before += 1;
        if *n_before > 1 { format!("{name}-{n_before}.{ending}") } else { format!("{name}.{ending}") }
    }
}

/// The columns of a table and its rows, a value for each column.
pub(super) struct Sheet<'g> {
    pub(super) columns: Vec<Typed<'g>>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// A column that the format itself asks for; its name is its whole header.
fn own(name: &'static str, kind: &'static str) -> Typed<'static> {
    Typed { name, kind, is_list: false }
}

fn nodes_sheet(part: Part<'_>) -> Sheet<'_> {
    let rows: Vec<_> = part.nodes().collect();
    let properties = typed(rows.iter().flat_map(|row| &row.properties));
    let values = rows.iter().map(|row| {
        let id = Value::Integer(i64::from(row.id.0));
        let labels = Value::from(row.labels.join(";"));
        std::iter::once(id).chain(in_order(&properties, &row.properties)).chain([labels]).collect()
    });
    let rows = values.collect();
    let columns =
        std::iter::once(own(":ID", "long")).chain(properties).chain([own(":LABEL", "string")]).collect();
    Sheet { columns, rows }
}

fn rels_sheet(part: Part<'_>) -> Sheet<'_> {
    let rows: Vec<_> = part.rels().collect();
    let properties = typed(rows.iter().flat_map(|row| &row.properties));
    let values = rows.iter().map(|row| {
        let ends = [row.start, row.end].map(|node| Value::Integer(i64::from(node.0)));
        let rel_type = Value::from(row.rel_type);
        ends.into_iter().chain(in_order(&properties, &row.properties)).chain([rel_type]).collect()
    });
    let rows = values.collect();
    let ends = [own(":START_ID", "long"), own(":END_ID", "long")];
    let columns = ends.into_iter().chain(properties).chain([own(":TYPE", "string")]).collect();
    Sheet { columns, rows }
}

fn in_order(columns: &[Typed<'_>], properties: &[(&str, Value)]) -> Vec<Value> {
    let find = |column: &Typed<'_>| properties.binary_search_by_key(&column.name, |(name, _)| name);
    columns.iter().map(|column| find(column).map_or(Value::Null, |at| properties[at].1.clone())).collect()
}

fn write_csv(sheet: &Sheet<'_>) -> io::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(sheet.columns.iter().map(Typed::header))?;
    for row in &sheet.rows {
        table.write_record(sheet.columns.iter().zip(row).map(|(column, value)| match value {
            Value::Null => String::new(),
            Value::List(items) if column.is_list => items.iter().map(cell).collect::<Vec<_>>().join(";"),
            value => cell(value),
        }))?;
    }
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// A column and what its fields are, in `neo4j-admin`'s words.
pub(super) struct Typed<'p> {
    /// A property's key, or with a colon before it what the format itself asks for.
    pub(super) name: &'p str,
    pub(super) kind: &'static str,
    pub(super) is_list: bool,
}

impl Typed<'_> {
    pub(super) fn header(&self) -> String {
        if self.name.starts_with(':') {
            return self.name.to_owned();
        }
        format!("{}:{}{}", self.name, self.kind, if self.is_list { "[]" } else { "" })
    }
}

fn typed<'g: 'p, 'p>(properties: impl Iterator<Item = &'p (&'g str, Value)>) -> Vec<Typed<'g>> {
    let mut columns: BTreeMap<&'g str, (&'static str, bool)> = BTreeMap::new();
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
