//! Functions on lists, and those that take a text or a list.

use super::EvalError;
use super::argument::{check_length, mismatch};
use super::registry::{ArgumentType, Function, FunctionContext};
use super::string::length;
use crate::value::Value;

use ArgumentType::{Any, List, StringOrList};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("head", "head(list) :: ANY", &[List], head),
    Function::new("isEmpty", "isEmpty(text_list_or_map) :: BOOLEAN", &[Any], is_empty),
    Function::new("last", "last(list) :: ANY", &[List], last),
    Function::new("range", "range(start, end, step?) :: LIST<INTEGER>", &[Any, Any, Any], range).requires(2),
    Function::new("reverse", "reverse(text_or_list) :: ANY", &[StringOrList], reverse),
    Function::new("size", "size(text_or_list) :: INTEGER", &[StringOrList], size),
    Function::new("tail", "tail(list) :: LIST", &[List], tail),
];

fn size(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(length(items.len())),
        [Value::String(text)] => Ok(length(text.chars().count())),
        _ => mismatch("size", arguments),
    }
}

fn is_empty(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(Value::Boolean(items.is_empty())),
        [Value::Map(map)] => Ok(Value::Boolean(map.is_empty())),
        [Value::String(text)] => Ok(Value::Boolean(text.is_empty())),
        _ => mismatch("isEmpty", arguments),
    }
}

fn head(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(items.first().cloned().unwrap_or_default()),
        _ => mismatch("head", arguments),
    }
}

fn last(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(items.last().cloned().unwrap_or_default()),
        _ => mismatch("last", arguments),
    }
}

fn tail(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(Value::list(items.iter().skip(1).cloned().collect())),
        _ => mismatch("tail", arguments),
    }
}

fn reverse(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items)] => Ok(Value::list(items.iter().rev().cloned().collect())),
        [Value::String(text)] => Ok(Value::from(text.chars().rev().collect::<String>())),
        _ => mismatch("reverse", arguments),
    }
}

/// Integers from start to end, both included. A wrong type is an `ArgumentError` here (TCK List11 [5]).
fn range(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let (start, end, step) = match arguments {
        [Value::Integer(start), Value::Integer(end)] => (*start, *end, 1),
        [Value::Integer(start), Value::Integer(end), Value::Integer(step)] => (*start, *end, *step),
        _ if arguments.iter().any(Value::is_null) => return Ok(Value::Null),
        _ => {
            let types: Vec<&str> = arguments.iter().map(Value::type_name).collect();
            let message = format!("`range` takes integers, not ({})", types.join(", "));
            return Err(EvalError::argument("InvalidArgumentType", message));
        }
    };
    if step == 0 {
        return Err(EvalError::out_of_range("`range` got step 0"));
    }
    let distance = (i128::from(end) - i128::from(start)) / i128::from(step);
    if (i128::from(end) - i128::from(start)).signum() * i128::from(step.signum()) < 0 {
        return Ok(Value::list(Vec::new()));
    }
    check_length("range", usize::try_from(distance + 1).unwrap_or(usize::MAX))?;
    let n = i64::try_from(distance).unwrap_or(0);
    // Wrapping gives the right term even where `i * step` alone has no room.
    Ok(Value::list((0..=n).map(|i| Value::Integer(start.wrapping_add(i.wrapping_mul(step)))).collect()))
}
