//! GML, the Graph Modelling Language (Himsolt 1997): 7-bit text, keys of letters and digits, everything else as
//! numeric entities, as networkx and igraph read it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::part::{Part, cell};
use super::selection::Selection;
use crate::graph::GraphView;
use crate::value::Value;

/// Keys of the format itself.
const OWN: &[&str] = &["id", "label", "labels", "source", "target", "type"];

/// Writes the selected part as GML.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let part = Part::new(graph, selection);
    writeln!(out, "Creator \"tuzhi\"\ngraph [\n  directed 1\n  multigraph 1")?;
    // Readers name nodes by their labels, which must differ.
    let mut seen = BTreeSet::new();
    for node in part.nodes() {
        let label = match seen.insert(node.caption.clone()) {
            true => node.caption,
            false => format!("{} #{}", node.caption, node.id.0),
        };
        writeln!(out, "  node [\n    id {}\n    label {}", node.id.0, quoted(&label))?;
        writeln!(out, "    labels {}", quoted(&node.labels.join(";")))?;
        write_properties(out, &node.properties)?;
        writeln!(out, "  ]")?;
    }
    for rel in part.rels() {
        writeln!(out, "  edge [\n    source {}\n    target {}", rel.start.0, rel.end.0)?;
        writeln!(out, "    key {}\n    type {}", rel.id.0, quoted(rel.rel_type))?;
        write_properties(out, &rel.properties)?;
        writeln!(out, "  ]")?;
    }
    writeln!(out, "]")
}

fn write_properties(out: &mut dyn Write, properties: &[(&str, Value)]) -> io::Result<()> {
    for (name, value) in properties {
        let key = key(name);
        match value {
            // Integers of the format have 32 bits.
            Value::Integer(number) if i32::try_from(*number).is_ok() => writeln!(out, "    {key} {number}")?,
            Value::Boolean(flag) => writeln!(out, "    {key} {}", u8::from(*flag))?,
            Value::Float(number) if number.is_finite() => writeln!(out, "    {key} {number:?}")?,
            other => writeln!(out, "    {key} {}", quoted(&cell(other)))?,
        }
    }
    Ok(())
}

/// A key of letters, digits and underscores; other characters by their numbers.
fn key(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            key.push(c);
        } else {
            let _ = write!(key, "u{:x}", u32::from(c));
        }
    }
    let is_own = OWN.contains(&name) || name == "key";
    if is_own || !key.starts_with(|first: char| first.is_ascii_alphabetic()) {
        format!("property_{key}")
    } else {
        key
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii() && !c.is_ascii_control() && c != '"' && c != '&' {
            out.push(c);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
    out.push('"');
    out
}
