//! Texts of values as openCypher writes them. Graph elements are known by id only, so they show as ids; whoever has
//! the graph or a result's elements draws them better.

use std::fmt::{Display, Formatter, Result, Write as _};

use super::{Path, Value};

impl Display for Value {
    /// The literal form: strings in quotes, floats with a point, lists and maps in brackets.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(v) => write!(f, "{v}"),
            Self::Integer(v) => write!(f, "{v}"),
            Self::Float(v) => f.write_str(&float_text(*v)),
            Self::String(v) => f.write_str(&quoted(v)),
            Self::List(items) => {
                f.write_char('[')?;
                for (i, item) in items.iter().enumerate() {
                    let comma = if i == 0 { "" } else { ", " };
                    write!(f, "{comma}{item}")?;
                }
                f.write_char(']')
            }
            Self::Map(map) => {
                f.write_char('{')?;
                for (i, (key, item)) in map.iter().enumerate() {
                    let comma = if i == 0 { "" } else { ", " };
                    write!(f, "{comma}{key}: {item}")?;
                }
                f.write_char('}')
            }
            Self::Node(id) => write!(f, "(#{})", id.0),
            Self::Relationship(id) => write!(f, "[#{}]", id.0),
            Self::Path(path) => write_path(f, path),
            Self::Date(v) => write!(f, "{v}"),
            Self::LocalTime(v) => write!(f, "{v}"),
            Self::Time(v) => write!(f, "{v}"),
            Self::LocalDateTime(v) => write!(f, "{v}"),
            Self::DateTime(v) => write!(f, "{v}"),
            Self::Duration(v) => write!(f, "{v}"),
            Self::Quantity(v) => write!(f, "{v}"),
            Self::Point(v) => write!(f, "{v}"),
        }
    }
}

impl Value {
    /// The text `toString` gives: a string is itself, without quotes.
    pub fn to_text(&self) -> String {
        match self {
            Self::String(text) => text.to_string(),
            _ => self.to_string(),
        }
    }
}

fn write_path(f: &mut Formatter<'_>, path: &Path) -> Result {
    f.write_char('<')?;
    for (i, node) in path.nodes.iter().enumerate() {
        if i > 0 {
            write!(f, "-[#{}]-", path.rels[i - 1].0)?;
        }
        write!(f, "(#{})", node.0)?;
    }
    f.write_char('>')
}

/// A float with a point or an exponent, so that it reads as a float again: `1.0`, `1.5e300`, `NaN`, `Infinity`.
pub fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-3..1e7).contains(&magnitude) {
        let text = format!("{value:E}");
        let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
        let point = if mantissa.contains('.') { "" } else { ".0" };
        return format!("{mantissa}{point}E{exponent}");
    }
    let text = value.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// A string in single quotes, with what must be escaped escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => out.push(c),
        }
    }
    out.push('\'');
    out
}
