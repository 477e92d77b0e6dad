//! Values from JSON: parameters of the line protocol and of `-P`. The encoding is the one that `export` writes.

use serde_json::{Map, Value as Json};

use crate::value::{MapValue, Value};

/// A value from JSON; `{"$float": "NaN"}` and `{"$map": {…}}` are understood, other `$` keys are refused.
pub(super) fn from_json(json: &Json) -> Result<Value, String> {
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
        (Some((key, _)), None) if key.starts_with('$') => {
            Err(format!("`{key}` is no encoding of a parameter; a map with such a key goes into `$map`"))
        }
        _ => map_value(entries),
    }
}

fn map_value(entries: &Map<String, Json>) -> Result<Value, String> {
    let entries = entries.iter().map(|(key, value)| Ok((key.as_str().into(), from_json(value)?)));
    Ok(Value::map(entries.collect::<Result<MapValue, String>>()?))
}
