//! Functions on texts. Characters are Unicode scalar values, never bytes.

use super::EvalError;
use super::argument::{check_length, count, mismatch};
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::value::Value;

use ArgumentType::{Any, Integer, String as Text};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("btrim", "btrim(text, characters?) :: STRING", &[Text, Text], btrim).requires(1),
    Function::new("char_length", "char_length(text) :: INTEGER", &[Text], char_length),
    Function::new("character_length", "character_length(text) :: INTEGER", &[Text], char_length),
    Function::new("left", "left(text, length) :: STRING", &[Text, Integer], left),
    Function::new("lower", "lower(text) :: STRING", &[Text], to_lower),
    Function::new("ltrim", "ltrim(text, characters?) :: STRING", &[Text, Text], ltrim).requires(1),
    Function::new(
        "replace",
        "replace(text, search, replacement, limit?) :: STRING",
        &[Text, Text, Text, Integer],
        replace,
    )
    .requires(3),
    Function::new("right", "right(text, length) :: STRING", &[Text, Integer], right),
    Function::new("rtrim", "rtrim(text, characters?) :: STRING", &[Text, Text], rtrim).requires(1),
    Function::new("split", "split(text, delimiter) :: LIST<STRING>", &[Text, Any], split),
    Function::new(
        "substring",
        "substring(text, start, length?) :: STRING",
        &[Text, Integer, Integer],
        substring,
    )
    .requires(2),
    Function::new("toLower", "toLower(text) :: STRING", &[Text], to_lower),
    Function::new("toUpper", "toUpper(text) :: STRING", &[Text], to_upper),
    Function::new("trim", "trim(text, characters?) :: STRING", &[Text, Text], btrim).requires(1),
    Function::new("upper", "upper(text) :: STRING", &[Text], to_upper),
];

fn char_length(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(length(text.chars().count())),
        _ => mismatch("char_length", arguments),
    }
}

/// A number of characters or elements as a value.
pub(super) fn length(n: usize) -> Value {
    Value::Integer(i64::try_from(n).expect("no collection has 2^63 elements"))
}

fn to_lower(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(text.to_lowercase())),
        _ => mismatch("toLower", arguments),
    }
}

fn to_upper(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(text.to_uppercase())),
        _ => mismatch("toUpper", arguments),
    }
}

fn left(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text), Value::Integer(n)] => {
            Ok(Value::from(&text[..byte_at(text, count("left", "length", *n)?)]))
        }
        _ => mismatch("left", arguments),
    }
}

fn right(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text), Value::Integer(n)] => {
            let skipped = text.chars().count().saturating_sub(count("right", "length", *n)?);
            Ok(Value::from(&text[byte_at(text, skipped)..]))
        }
        _ => mismatch("right", arguments),
    }
}

fn substring(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let (text, start, n) = match arguments {
        [Value::String(text), Value::Integer(start)] => (text, *start, None),
        [Value::String(text), Value::Integer(start), Value::Integer(n)] => (text, *start, Some(*n)),
        _ => return mismatch("substring", arguments),
    };
    let tail = &text[byte_at(text, count("substring", "start", start)?)..];
    Ok(match n {
        Some(n) => Value::from(&tail[..byte_at(tail, count("substring", "length", n)?)]),
        None => Value::from(tail),
    })
}

/// Where a character begins; past the last it is the end.
fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

fn btrim(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(text.trim())),
        [Value::String(text), Value::String(set)] => Ok(Value::from(text.trim_matches(|c| set.contains(c)))),
        _ => mismatch("trim", arguments),
    }
}

fn ltrim(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(text.trim_start())),
        [Value::String(text), Value::String(set)] => {
            Ok(Value::from(text.trim_start_matches(|c| set.contains(c))))
        }
        _ => mismatch("ltrim", arguments),
    }
}

fn rtrim(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Value::from(text.trim_end())),
        [Value::String(text), Value::String(set)] => {
            Ok(Value::from(text.trim_end_matches(|c| set.contains(c))))
        }
        _ => mismatch("rtrim", arguments),
    }
}

fn replace(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text), Value::String(search), Value::String(replacement)] => {
            let hits = text.matches(&**search).count();
            check_length("replace", text.len().saturating_add(hits.saturating_mul(replacement.len())))?;
            Ok(Value::from(text.replace(&**search, replacement)))
        }
        [Value::String(text), Value::String(search), Value::String(replacement), Value::Integer(limit)] => {
            let limit = count("replace", "limit", *limit)?;
            let hits = text.matches(&**search).take(limit).count();
            check_length("replace", text.len().saturating_add(hits.saturating_mul(replacement.len())))?;
            Ok(Value::from(text.replacen(&**search, replacement, limit)))
        }
        _ => mismatch("replace", arguments),
    }
}

/// Splits at each delimiter, or at any of a list of them; an empty delimiter splits into characters.
fn split(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text), Value::String(delimiter)] => Ok(split_at_any(text, &[delimiter])),
        [Value::String(text), Value::List(delimiters)] => {
            let mut texts: Vec<&str> = Vec::with_capacity(delimiters.len());
            for delimiter in delimiters.iter() {
                match delimiter {
                    Value::String(delimiter) => texts.push(delimiter),
                    other => return mismatch("split", &[arguments[0].clone(), other.clone()]),
                }
            }
            Ok(split_at_any(text, &texts))
        }
        _ => mismatch("split", arguments),
    }
}

fn split_at_any(text: &str, delimiters: &[&str]) -> Value {
    let mut parts = Vec::new();
    let mut part_start = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let longest = delimiters.iter().filter(|d| text[at..].starts_with(**d)).map(|d| d.len()).max();
        match longest {
            None => at += c.len_utf8(),
            Some(0) => {
                at += c.len_utf8();
                parts.push(Value::from(&text[part_start..at]));
                part_start = at;
            }
            Some(n) => {
                parts.push(Value::from(&text[part_start..at]));
                at += n;
                part_start = at;
            }
        }
    }
    let split_to_the_end = part_start == text.len() && !parts.is_empty() && delimiters.contains(&"");
    if !split_to_the_end {
        parts.push(Value::from(&text[part_start..]));
    }
    Value::list(parts)
}
