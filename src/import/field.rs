//! Fields of a table to values.

use crate::value::temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time, Zone};
use crate::value::{Quantity, Value};

/// What a column's fields are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the values")]
pub enum FieldType {
    String,
    Integer,
    Float,
    Boolean,
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
    Duration,
    Quantity,
}

/// The names of the types, for messages.
pub(super) const NAMES: &str = "string, char, int, long, short, byte, float, double, boolean, date, localtime, \
                                time, localdatetime, datetime, duration, quantity, and any of them with []";

impl FieldType {
    /// The type of a name, as `neo4j-admin` writes it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "" | "string" | "char" => Self::String,
            "int" | "long" | "short" | "byte" | "integer" => Self::Integer,
            "float" | "double" => Self::Float,
            "boolean" | "bool" => Self::Boolean,
            "date" => Self::Date,
            "localtime" => Self::LocalTime,
            "time" => Self::Time,
            "localdatetime" => Self::LocalDateTime,
            "datetime" => Self::DateTime,
            "duration" => Self::Duration,
            "quantity" => Self::Quantity,
            _ => return None,
        })
    }

    /// The value of a field, or why it has none.
    pub(super) fn value(self, text: &str) -> Result<Value, String> {
        let fault = |what: &str| format!("`{text}` is not {what}");
        let trimmed = text.trim();
        Ok(match self {
            Self::String => Value::from(text),
            Self::Integer => Value::Integer(trimmed.parse().map_err(|_| fault("an integer"))?),
            Self::Float => Value::Float(trimmed.parse().map_err(|_| fault("a number"))?),
            Self::Boolean if trimmed.eq_ignore_ascii_case("true") => Value::Boolean(true),
            Self::Boolean if trimmed.eq_ignore_ascii_case("false") => Value::Boolean(false),
            Self::Boolean => return Err(fault("`true` or `false`")),
            Self::Date => Value::Date(Date::parse(trimmed).map_err(|_| fault("a date"))?),
            Self::LocalTime => {
                Value::LocalTime(LocalTime::parse(trimmed).map_err(|_| fault("a time of day"))?)
            }
            Self::Time => Value::Time(Time::parse(trimmed).map_err(|_| fault("a time with an offset"))?),
            Self::LocalDateTime => {
                Value::LocalDateTime(LocalDateTime::parse(trimmed).map_err(|_| fault("a date and time"))?)
            }
            Self::DateTime => {
                let parsed = DateTime::parse(trimmed, &Zone::UTC);
                Value::from(parsed.map_err(|_| fault("a date and time in a zone"))?)
            }
            Self::Duration => Value::from(Duration::parse(trimmed).map_err(|_| fault("a duration"))?),
            Self::Quantity => Value::from(Quantity::parse(trimmed).map_err(|error| error.message)?),
        })
    }
}
