//! Values from JSON: parameters of the line protocol and of `-P`, properties of a graph's text form. The encoding is the
//! one that exact exports write: `{"$date": "2024-01-01"}`, `{"$float": "NaN"}`, `{"$map": {…}}`,
//! `{"$quantity": "3.8亿美元"}`.

use serde_json::{Map, Value as Json};

use super::temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time, Zone};
use super::{MapValue, Point, Quantity, Value};

/// A value from JSON, or why it is none; an object with a `$` key that is no encoding is refused.
pub fn from_json(json: &Json) -> Result<Value, String> {
    match json {
        Json::Null => Ok(Value::Null),
        Json::Bool(flag) => Ok(Value::Boolean(*flag)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Ok(Value::Integer(integer)),
            (None, Some(float)) if !number.is_u64() => Ok(Value::Float(float)),
            _ => Err(format!("`{number}` is no 64-bit integer")),
        },
        Json::String(text) => Ok(Value::string(text.as_str())),
        Json::Array(items) => Ok(Value::list(items.iter().map(from_json).collect::<Result<_, _>>()?)),
        Json::Object(entries) => from_object(entries),
    }
}

fn from_object(entries: &Map<String, Json>) -> Result<Value, String> {
    let mut pairs = entries.iter();
    match (pairs.next(), pairs.next()) {
        (Some((key, Json::Object(inner))), None) if key == "$map" => map_value(inner),
        (Some((key, Json::String(name))), None) if key == "$float" => match name.as_str() {
            "NaN" => Ok(Value::Float(f64::NAN)),
            "Infinity" => Ok(Value::Float(f64::INFINITY)),
            "-Infinity" => Ok(Value::Float(f64::NEG_INFINITY)),
            _ => Err(format!("`{name}` is no float; NaN, Infinity and -Infinity are written so")),
        },
        (Some((key, Json::String(text))), None) if TEMPORAL.contains(&key.as_str()) => {
            temporal(key, text).ok_or_else(|| format!("`{text}` is no `{key}`"))
        }
        (Some((key, Json::String(text))), None) if key == "$point" => {
            Point::parse(text).map(Value::from).map_err(|error| error.message)
        }
        (Some((key, Json::String(text))), _) if key == "$quantity" => {
            Quantity::parse(text).map(Value::from).map_err(|error| error.message)
        }
        (Some((key, _)), None) if key.starts_with('$') => {
            Err(format!("`{key}` is no encoding of a value; a map with such a key goes into `$map`"))
        }
        _ => map_value(entries),
    }
}

fn map_value(entries: &Map<String, Json>) -> Result<Value, String> {
    let entries = entries.iter().map(|(key, value)| Ok((key.as_str().into(), from_json(value)?)));
    Ok(Value::map(entries.collect::<Result<MapValue, String>>()?))
}

/// Keys of moments and spans of time.
const TEMPORAL: &[&str] = &["$date", "$localtime", "$time", "$localdatetime", "$datetime", "$duration"];

fn temporal(key: &str, text: &str) -> Option<Value> {
    Some(match key {
        "$date" => Value::Date(Date::parse(text).ok()?),
        "$localtime" => Value::LocalTime(LocalTime::parse(text).ok()?),
        "$time" => Value::Time(Time::parse(text).ok()?),
        "$localdatetime" => Value::LocalDateTime(LocalDateTime::parse(text).ok()?),
        "$datetime" => Value::from(DateTime::parse(text, &Zone::UTC).ok()?),
        _ => Value::from(Duration::parse(text).ok()?),
    })
}
