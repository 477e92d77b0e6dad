//! `format(instant, pattern)`: dates and times by a pattern of letters, as Java's `DateTimeFormatter` has them, in English.

use std::fmt::Write as _;

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use super::temporal::temporal_component;
use crate::value::Value;

use ArgumentType::{Any, String as Text};

pub(super) const FUNCTIONS: &[Function] =
    &[Function::new("format", "format(value, pattern?) :: STRING", &[Any, Text], format).requires(1)];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn format(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [value] if is_instant(value) => Ok(Value::from(value.to_text())),
        [value, Value::String(pattern)] if is_instant(value) => by_pattern(value, pattern).map(Value::from),
        _ => mismatch("format", arguments),
    }
}

fn is_instant(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
            | Value::Duration(_)
    )
}

fn by_pattern(value: &Value, pattern: &str) -> Result<String, EvalError> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        if letter == '\'' {
            let (text, length) = quoted(rest);
            out.push_str(&text);
            rest = &rest[length..];
            continue;
        }
        let run = rest.find(|c| c != letter).unwrap_or(rest.len());
        if letter.is_ascii_alphabetic() {
            field(value, letter, run, &mut out)?;
        } else {
            out.push_str(&rest[..run]);
        }
        rest = &rest[run..];
    }
    Ok(out)
}

/// The text between the quotes at the start of `rest`, `''` for one, and its length with them.
fn quoted(rest: &str) -> (String, usize) {
    let Some(end) = rest[1..].find('\'') else { return (rest[1..].into(), rest.len()) };
    let text = if end == 0 { "'" } else { &rest[1..=end] };
    (text.into(), end + 2)
}

/// Writes one field, whose letter stands `width` times.
fn field(value: &Value, letter: char, width: usize, out: &mut String) -> Result<(), EvalError> {
    let read = |name: &str| match temporal_component(value, name) {
        Some(Ok(Value::Integer(number))) => Ok(number),
        _ => Err(no_field(value, letter)),
    };
    let half_day = || read("hour").map(|hour| if hour < 12 { "AM" } else { "PM" });
    let number = match letter {
        'y' | 'u' if width == 2 => read("year")?.rem_euclid(100),
        'y' | 'u' => read("year")?,
        'Y' => read("weekYear")?,
        'M' | 'L' if width > 2 => return named(&MONTHS, read("month")?, width, out),
        'M' | 'L' => read("month")?,
        'E' => return named(&DAYS, read("dayOfWeek")?, width, out),
        'e' | 'c' if width > 2 => return named(&DAYS, read("dayOfWeek")?, width, out),
        'e' | 'c' => read("dayOfWeek")?,
        'd' => read("day")?,
        'D' => read("ordinalDay")?,
        'Q' | 'q' if width > 2 => {
            out.push('Q');
            read("quarter")?
        }
        'Q' | 'q' => read("quarter")?,
        'w' => read("week")?,
        'H' => read("hour")?,
        'k' => (read("hour")? + 23) % 24 + 1,
        'K' => read("hour")? % 12,
        'h' => (read("hour")? + 11) % 12 + 1,
        'm' => read("minute")?,
        's' => read("second")?,
        'S' => {
            let digits = format!("{:09}", read("nanosecond")?);
            out.push_str(&digits[..width.min(9)]);
            return Ok(());
        }
        'n' => read("nanosecond")?,
        'a' => {
            out.push_str(half_day()?);
            return Ok(());
        }
        'G' => {
            out.push_str(if read("year")? > 0 { "AD" } else { "BC" });
            return Ok(());
        }
        'X' | 'x' | 'Z' | 'V' | 'z' | 'O' => return zone(value, letter, width, out),
        _ => return Err(no_field(value, letter)),
    };
    let width = if matches!(letter, 'Q' | 'q') && width > 2 { 1 } else { width };
    write!(out, "{number:0width$}").map_err(|_| no_field(value, letter))
}

/// A name, cut to three letters unless all four or more are asked for.
fn named(names: &[&str], number: i64, width: usize, out: &mut String) -> Result<(), EvalError> {
    let name = usize::try_from(number - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default();
    out.push_str(match width {
        5 => &name[..1],
        4 => name,
        _ => &name[..3.min(name.len())],
    });
    Ok(())
}

/// An offset or the name of a zone.
fn zone(value: &Value, letter: char, width: usize, out: &mut String) -> Result<(), EvalError> {
    let text = |name: &str| match temporal_component(value, name) {
        Some(Ok(Value::String(text))) => Ok(text.to_string()),
        _ => Err(no_field(value, letter)),
    };
    let offset = text("offset")?;
    let plain = if offset == "Z" { "+00:00" } else { &offset };
    match letter {
        'V' | 'z' => out.push_str(&text("timezone")?),
        'O' => {
            out.push_str("GMT");
            out.push_str(if offset == "Z" { "" } else { plain });
        }
        'X' if offset == "Z" || plain == "+00:00" => out.push('Z'),
        'X' | 'x' if width == 1 && plain.ends_with(":00") => out.push_str(&plain[..3]),
        'X' | 'x' if width == 3 || width == 5 => out.push_str(plain),
        'Z' if width == 5 => out.push_str(plain),
        _ => out.push_str(&plain.replace(':', "")),
    }
    Ok(())
}

fn no_field(value: &Value, letter: char) -> EvalError {
    let message = format!("`{letter}` in a pattern is no field of {}", value.type_name());
    EvalError::argument("InvalidArgumentValue", message)
}
