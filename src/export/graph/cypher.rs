//! A graph as a script of openCypher statements that makes it again, in this engine or in others.
//!
//! Nodes are made first, with a label and a number of the script's own by which the relationships find their ends; the
//! last statements take both away. Rows come in batches, since engines plan each statement anew.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::part::{NodeRow, Part, RelRow};
use super::selection::Selection;
use crate::export::value_text::write_name;
use crate::graph::GraphView;
use crate::value::{Value, float_text, quoted};

/// The label, the property and the index that only the script needs. The label stands last, since some engines keep a
/// node under its first one.
const MARK: &str = "_Imported";
const NUMBER: &str = "_number";
const INDEX: &str = "_imported";

/// Rows of one statement.
const BATCH: usize = 500;

/// Writes the selected part as a script.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    writeln!(out, "CREATE INDEX {INDEX} IF NOT EXISTS FOR (n:{MARK}) ON (n.{NUMBER});\n")?;
    let mut nodes: Vec<(String, String)> = part.nodes().map(node).collect();
    // Labels cannot be a parameter: nodes of the same labels share a statement.
    nodes.sort_by(|one, other| one.0.cmp(&other.0));
    for same in nodes.chunk_by(|one, other| one.0 == other.0) {
        for rows in same.chunks(BATCH) {
            writeln!(out, "UNWIND [")?;
            write_rows(out, rows)?;
            writeln!(out, "] AS row\nCREATE (n{}:{MARK})\nSET n = row.p, n.{NUMBER} = row.n;\n", same[0].0)?;
        }
    }
    let mut rels: Vec<(String, String)> = part.rels().map(rel).collect();
    rels.sort_by(|one, other| one.0.cmp(&other.0));
    for same in rels.chunk_by(|one, other| one.0 == other.0) {
        for rows in same.chunks(BATCH) {
            writeln!(out, "UNWIND [")?;
            write_rows(out, rows)?;
            writeln!(
                out,
                "] AS row\nMATCH (a:{MARK} {{{NUMBER}: row.a}})\nMATCH (b:{MARK} {{{NUMBER}: row.b}})\n\
                 CREATE (a)-[r:{}]->(b)\nSET r = row.p;\n",
                same[0].0
            )?;
        }
    }
    writeln!(out, "MATCH (n:{MARK}) REMOVE n:{MARK}, n.{NUMBER};\n")?;
    writeln!(out, "DROP INDEX {INDEX} IF EXISTS;")
}

fn write_rows(out: &mut dyn Write, rows: &[(String, String)]) -> io::Result<()> {
    for (at, (_, row)) in rows.iter().enumerate() {
        writeln!(out, "  {row}{}", if at + 1 < rows.len() { "," } else { "" })?;
    }
    Ok(())
}

/// The labels as they stand in a pattern, and the node's row.
fn node(row: NodeRow<'_>) -> (String, String) {
    let mut labels = String::new();
    let mut names = row.labels;
    names.sort_unstable();
    for label in names {
        labels.push(':');
        write_name(&mut labels, label);
    }
    (labels, format!("{{n: {}, p: {}}}", row.id.0, map(&row.properties)))
}

fn rel(row: RelRow<'_>) -> (String, String) {
    let mut rel_type = String::new();
    write_name(&mut rel_type, row.rel_type);
    (rel_type, format!("{{a: {}, b: {}, p: {}}}", row.start.0, row.end.0, map(&row.properties)))
}

fn map(properties: &[(&str, Value)]) -> String {
    let mut out = String::from("{");
    for (at, (name, value)) in properties.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write_name(&mut out, name);
        out.push_str(": ");
        write_literal(&mut out, value);
    }
    out.push('}');
    out
}

/// A value that a property can hold, as an expression.
fn write_literal(out: &mut String, value: &Value) {
    let mut call = |function: &str| {
        let _ = write!(out, "{function}({})", quoted(&value.to_text()));
    };
    match value {
        Value::Date(_) => call("date"),
        Value::LocalTime(_) => call("localtime"),
        Value::Time(_) => call("time"),
        Value::LocalDateTime(_) => call("localdatetime"),
        Value::DateTime(_) => call("datetime"),
        Value::Duration(_) => call("duration"),
        Value::Quantity(_) => call("quantity"),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_literal(out, item);
            }
            out.push(']');
        }
        Value::Float(number) if number.is_nan() => out.push_str("(0.0 / 0.0)"),
        Value::Float(number) if number.is_infinite() => {
            out.push_str(if *number > 0.0 { "(1.0 / 0.0)" } else { "(-1.0 / 0.0)" });
        }
        Value::Float(number) => out.push_str(&float_text(*number)),
        other => out.push_str(&other.to_text()),
    }
}
