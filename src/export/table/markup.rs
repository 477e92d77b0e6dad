//! Tables for pages and papers: HTML and LaTeX.

use std::io::{self, Write};

use super::layout::is_numeric;
use crate::export::markup::escaped;
use crate::export::value_text;
use crate::result::ResultTable;
use crate::value::Value;

/// A `table` element to be put into a page; null is an empty cell, numbers stand to the right.
pub(super) fn write_html(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    writeln!(out, "<table>\n  <thead>\n    <tr>")?;
    for name in &table.columns {
        writeln!(out, "      <th>{}</th>", html(name))?;
    }
    writeln!(out, "    </tr>\n  </thead>\n  <tbody>")?;
    let right: Vec<bool> = (0..table.columns.len()).map(|column| is_numeric(table, column)).collect();
    for row in &table.rows {
        writeln!(out, "    <tr>")?;
        for (value, &is_right) in row.iter().zip(&right) {
            let side = if is_right { " style=\"text-align: right\"" } else { "" };
            writeln!(out, "      <td{side}>{}</td>", html(&cell(value, table)))?;
        }
        writeln!(out, "    </tr>")?;
    }
    writeln!(out, "  </tbody>\n</table>")
}

/// A `tabular` environment; null is an empty cell, numbers stand to the right.
pub(super) fn write_latex(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let side = |column| if is_numeric(table, column) { 'r' } else { 'l' };
    let sides: String = (0..table.columns.len()).map(side).collect();
    writeln!(out, "\\begin{{tabular}}{{{sides}}}\n\\hline")?;
    let names: Vec<String> = table.columns.iter().map(|name| latex(name)).collect();
    writeln!(out, "{} \\\\\n\\hline", names.join(" & "))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|value| latex(&cell(value, table))).collect();
        writeln!(out, "{} \\\\", cells.join(" & "))?;
    }
    writeln!(out, "\\hline\n\\end{{tabular}}")
}

fn cell(value: &Value, table: &ResultTable) -> String {
    if value.is_null() { String::new() } else { value_text(value, &table.elements) }
}

fn html(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("<br>")
}

fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
