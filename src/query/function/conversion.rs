//! Conversions between scalar types. A text that does not spell the type gives null; a type that cannot be converted
//! is an error, or null in the `…OrNull` forms.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function};
use crate::value::Value;

use ArgumentType::{Any, List};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("toBoolean", "toBoolean(value) :: BOOLEAN", &[Any], |_, a| {
        convert("toBoolean", a, to_boolean)
    }),
    Function::new("toBooleanList", "toBooleanList(list) :: LIST<BOOLEAN>", &[List], |_, a| {
        convert_list("toBooleanList", a, to_boolean)
    }),
    Function::new("toBooleanOrNull", "toBooleanOrNull(value) :: BOOLEAN", &[Any], |_, a| {
        or_null(a, to_boolean)
    }),
    Function::new("toFloat", "toFloat(value) :: FLOAT", &[Any], |_, a| convert("toFloat", a, to_float)),
    Function::new("toFloatList", "toFloatList(list) :: LIST<FLOAT>", &[List], |_, a| {
        convert_list("toFloatList", a, to_float)
    }),
    Function::new("toFloatOrNull", "toFloatOrNull(value) :: FLOAT", &[Any], |_, a| or_null(a, to_float)),
    Function::new("toInteger", "toInteger(value) :: INTEGER", &[Any], |_, a| {
        convert("toInteger", a, to_integer)
    }),
    Function::new("toIntegerList", "toIntegerList(list) :: LIST<INTEGER>", &[List], |_, a| {
        convert_list("toIntegerList", a, to_integer)
    }),
    Function::new("toIntegerOrNull", "toIntegerOrNull(value) :: INTEGER", &[Any], |_, a| {
        or_null(a, to_integer)
    }),
    Function::new("toString", "toString(value) :: STRING", &[Any], |_, a| convert("toString", a, to_text)),
    Function::new("toStringList", "toStringList(list) :: LIST<STRING>", &[List], |_, a| {
        convert_list("toStringList", a, to_text)
    }),
    Function::new("toStringOrNull", "toStringOrNull(value) :: STRING", &[Any], |_, a| or_null(a, to_text)),
];

/// A conversion: none when the type cannot be converted, null when the value does not spell one.
type Conversion = fn(&Value) -> Option<Value>;

fn convert(name: &str, arguments: &[Value], conversion: Conversion) -> Result<Value, EvalError> {
    match arguments {
        [value] => conversion(value).map_or_else(|| mismatch(name, arguments), Ok),
        _ => mismatch(name, arguments),
    }
}

fn or_null(arguments: &[Value], conversion: Conversion) -> Result<Value, EvalError> {
    Ok(arguments.first().and_then(conversion).unwrap_or_default())
}

fn convert_list(name: &str, arguments: &[Value], conversion: Conversion) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => {
            Ok(Value::list(items.iter().map(|item| conversion(item).unwrap_or_default()).collect()))
        }
        _ => mismatch(name, arguments),
    }
}

fn to_boolean(value: &Value) -> Option<Value> {
    match value {
        Value::Boolean(_) => Some(value.clone()),
        Value::Integer(number) => Some(Value::Boolean(*number != 0)),
        Value::String(text) => Some(match text.trim().to_ascii_lowercase().as_str() {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => Value::Null,
        }),
        _ => None,
    }
}

fn to_integer(value: &Value) -> Option<Value> {
    match value {
        Value::Integer(_) => Some(value.clone()),
        Value::Float(number) => Some(truncated(*number)),
        Value::String(text) => {
            let text = text.trim();
            Some(match text.parse::<i64>() {
                Ok(number) => Value::Integer(number),
                Err(_) => parse_float(text).map(truncated).unwrap_or_default(),
            })
        }
        _ => None,
    }
}

fn to_float(value: &Value) -> Option<Value> {
    match value {
        Value::Float(_) => Some(value.clone()),
        Value::Integer(_) => crate::value::arithmetic::as_float(value).map(Value::Float),
        Value::String(text) => Some(parse_float(text.trim()).map(Value::Float).unwrap_or_default()),
        _ => None,
    }
}

fn to_text(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Null
        | Value::List(_)
        | Value::Map(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_) => None,
        _ => Some(Value::from(value.to_text())),
    }
}

/// The integer toward zero; null when the float has none.
fn truncated(number: f64) -> Value {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) { Value::Integer(number as i64) } else { Value::Null }
}

/// A number as one writes it; words such as `nan` and `inf` are no numbers here.
fn parse_float(text: &str) -> Option<f64> {
    let numeric = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if numeric { text.parse().ok() } else { None }
}
