//! Functions on lists in the namespace `coll`.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use super::string::length;
use crate::value::{Grouped, Value, equality, orderability};

use ArgumentType::{Any, Integer, List};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("coll.distinct", "coll.distinct(list) :: LIST<ANY>", &[List], distinct),
    Function::new("coll.flatten", "coll.flatten(list, depth?) :: LIST<ANY>", &[List, Integer], flatten)
        .requires(1),
    Function::new("coll.indexOf", "coll.indexOf(list, value) :: INTEGER", &[List, Any], index_of),
    Function::new(
        "coll.insert",
        "coll.insert(list, index, value) :: LIST<ANY>",
        &[List, Integer, Any],
        insert,
    ),
    Function::new("coll.max", "coll.max(list) :: ANY", &[List], |_, a| extreme("coll.max", a, true)),
    Function::new("coll.min", "coll.min(list) :: ANY", &[List], |_, a| extreme("coll.min", a, false)),
    Function::new("coll.remove", "coll.remove(list, index) :: LIST<ANY>", &[List, Integer], remove),
    Function::new("coll.sort", "coll.sort(list) :: LIST<ANY>", &[List], sort),
];

fn distinct(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let [Value::List(items)] = arguments else { return mismatch("coll.distinct", arguments) };
    let mut seen = rustc_hash::FxHashSet::default();
    Ok(Value::list(items.iter().filter(|item| seen.insert(Grouped((*item).clone()))).cloned().collect()))
}

fn flatten(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let (items, depth) = match arguments {
        [Value::List(items)] => (items, 1),
        [Value::List(items), Value::Integer(depth)] => (items, *depth),
        _ => return mismatch("coll.flatten", arguments),
    };
    let mut flat = items.to_vec();
    for _ in 0..depth {
        if !flat.iter().any(|item| matches!(item, Value::List(_))) {
            break;
        }
        let inner = flat.into_iter().flat_map(|item| match item {
            Value::List(items) => items.to_vec(),
            other => vec![other],
        });
        flat = inner.collect();
    }
    Ok(Value::list(flat))
}

fn index_of(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::List(items), value] if !value.is_null() => {
            let at = items.iter().position(|item| equality(item, value) == Some(true));
            Ok(at.map_or(Value::Integer(-1), length))
        }
        _ => mismatch("coll.indexOf", arguments),
    }
}

fn insert(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let [Value::List(items), Value::Integer(at), value] = arguments else {
        return mismatch("coll.insert", arguments);
    };
    let at = place("coll.insert", *at, items.len() + 1)?;
    let mut items = items.to_vec();
    items.insert(at, value.clone());
    Ok(Value::list(items))
}

fn remove(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let [Value::List(items), Value::Integer(at)] = arguments else {
        return mismatch("coll.remove", arguments);
    };
    let at = place("coll.remove", *at, items.len())?;
    let mut items = items.to_vec();
    items.remove(at);
    Ok(Value::list(items))
}

/// A place below `end`.
fn place(function: &str, at: i64, end: usize) -> Result<usize, EvalError> {
    usize::try_from(at).ok().filter(|at| *at < end).ok_or_else(|| {
        EvalError::out_of_range(format!("`{function}` got the index {at} in a list of {} places", end))
    })
}

fn extreme(function: &str, arguments: &[Value], is_max: bool) -> Result<Value, EvalError> {
    let [Value::List(items)] = arguments else { return mismatch(function, arguments) };
    let items = items.iter().filter(|item| !item.is_null());
    let found = if is_max {
        items.max_by(|a, b| orderability(a, b))
    } else {
        items.min_by(|a, b| orderability(a, b))
    };
    Ok(found.cloned().unwrap_or_default())
}

fn sort(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let [Value::List(items)] = arguments else { return mismatch("coll.sort", arguments) };
    let mut items = items.to_vec();
    items.sort_by(orderability);
    Ok(Value::list(items))
}
