//! Types as a query writes them, in `x IS :: LIST<INTEGER>`.

use std::fmt::{Display, Formatter, Result};

/// Alternatives, one of which a value must be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueType {
    /// The alternatives, at least one.
    pub alternatives: Vec<OneType>,
}

/// One type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneType {
    /// Which.
    pub kind: TypeKind,
    /// Whether null is left out.
    pub not_null: bool,
}

/// The types.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TypeKind {
    Nothing,
    Null,
    Boolean,
    String,
    Integer,
    Float,
    Date,
    LocalTime,
    ZonedTime,
    LocalDateTime,
    ZonedDateTime,
    Duration,
    Quantity,
    Point,
    Node,
    Relationship,
    Map,
    Path,
    Property,
    Any,
    List(Box<ValueType>),
}

impl TypeKind {
    /// The type that a name in capitals stands for; lists, which hold something, apart.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "NOTHING" => Self::Nothing,
            "NULL" => Self::Null,
            "BOOLEAN" | "BOOL" => Self::Boolean,
            "STRING" | "VARCHAR" => Self::String,
            "INTEGER" | "INT" | "SIGNED INTEGER" | "INTEGER64" | "INT64" | "INTEGER32" | "INT32"
            | "INTEGER16" | "INT16" | "INTEGER8" | "INT8" => Self::Integer,
            "FLOAT" | "FLOAT64" | "FLOAT32" => Self::Float,
            "DATE" => Self::Date,
            "LOCAL TIME" | "TIME WITHOUT TIMEZONE" | "TIME WITHOUT TIME ZONE" => Self::LocalTime,
            "ZONED TIME" | "TIME" | "TIME WITH TIMEZONE" | "TIME WITH TIME ZONE" => Self::ZonedTime,
            "LOCAL DATETIME" | "TIMESTAMP WITHOUT TIMEZONE" | "TIMESTAMP WITHOUT TIME ZONE" => {
                Self::LocalDateTime
            }
            "ZONED DATETIME" | "TIMESTAMP" | "TIMESTAMP WITH TIMEZONE" | "TIMESTAMP WITH TIME ZONE" => {
                Self::ZonedDateTime
            }
            "DURATION" => Self::Duration,
            "QUANTITY" => Self::Quantity,
            "POINT" => Self::Point,
            "NODE" | "VERTEX" | "ANY NODE" | "ANY VERTEX" => Self::Node,
            "RELATIONSHIP" | "EDGE" | "ANY RELATIONSHIP" | "ANY EDGE" => Self::Relationship,
            "MAP" | "ANY MAP" => Self::Map,
            "PATH" => Self::Path,
            "PROPERTY VALUE" | "ANY PROPERTY VALUE" => Self::Property,
            "ANY" | "ANY VALUE" => Self::Any,
            _ => return None,
        })
    }
}

impl ValueType {
    /// Reads what [`Display`] writes.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut alternatives = Vec::new();
        for part in top_level(text) {
            let part = part.trim();
            let (part, not_null) = match part.strip_suffix(" NOT NULL") {
                Some(part) => (part, true),
                None => (part, false),
            };
            let element = part.strip_prefix("LIST<").and_then(|rest| rest.strip_suffix('>'));
            let kind = match element {
                Some(element) => TypeKind::List(Box::new(Self::from_text(element)?)),
                None => TypeKind::named(part)?,
            };
            alternatives.push(OneType { kind, not_null });
        }
        Some(Self { alternatives })
    }
}

/// The parts between the bars that stand in no angle brackets.
fn top_level(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

impl Display for ValueType {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (at, one) in self.alternatives.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { " | " })?;
            match &one.kind {
                TypeKind::List(element) => write!(f, "LIST<{element}>")?,
                kind => f.write_str(name(kind))?,
            }
            f.write_str(if one.not_null { " NOT NULL" } else { "" })?;
        }
        Ok(())
    }
}

fn name(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Nothing => "NOTHING",
        TypeKind::Null => "NULL",
        TypeKind::Boolean => "BOOLEAN",
        TypeKind::String => "STRING",
        TypeKind::Integer => "INTEGER",
        TypeKind::Float => "FLOAT",
        TypeKind::Date => "DATE",
        TypeKind::LocalTime => "LOCAL TIME",
        TypeKind::ZonedTime => "ZONED TIME",
        TypeKind::LocalDateTime => "LOCAL DATETIME",
        TypeKind::ZonedDateTime => "ZONED DATETIME",
        TypeKind::Duration => "DURATION",
        TypeKind::Quantity => "QUANTITY",
        TypeKind::Point => "POINT",
        TypeKind::Node => "NODE",
        TypeKind::Relationship => "RELATIONSHIP",
        TypeKind::Map => "MAP",
        TypeKind::Path => "PATH",
        TypeKind::Property => "PROPERTY VALUE",
        TypeKind::Any | TypeKind::List(_) => "ANY",
    }
}
