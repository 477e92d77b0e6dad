//! How alike two lists of numbers are, as vectors.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::value::Value;
use crate::value::arithmetic::as_float;

use ArgumentType::List;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "vector.similarity.cosine",
        "vector.similarity.cosine(a, b) :: FLOAT",
        &[List, List],
        cosine,
    ),
    Function::new(
        "vector.similarity.euclidean",
        "vector.similarity.euclidean(a, b) :: FLOAT",
        &[List, List],
        euclidean,
    ),
];

/// From 0, where they point in opposite directions, to 1.
fn cosine(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let Some((a, b)) = vectors(arguments)? else { return mismatch("vector.similarity.cosine", arguments) };
    let dot: f64 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
    let length = |vector: &[f64]| vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    let lengths = length(&a) * length(&b);
    if lengths == 0.0 {
        let message = "a vector of length 0 has no direction";
        return Err(EvalError::argument("InvalidArgumentValue", message));
    }
    Ok(Value::Float((1.0 + dot / lengths) / 2.0))
}

/// 1 where they are the same, the less the farther they are.
fn euclidean(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let Some((a, b)) = vectors(arguments)? else { return mismatch("vector.similarity.euclidean", arguments) };
    let square: f64 = a.iter().zip(&b).map(|(x, y)| (x - y) * (x - y)).sum();
    Ok(Value::Float(1.0 / (1.0 + square)))
}

/// Two vectors of one length.
type Pair = (Vec<f64>, Vec<f64>);

/// The two vectors, which must have as many numbers; none where the arguments are no lists.
fn vectors(arguments: &[Value]) -> Result<Option<Pair>, EvalError> {
    let [Value::List(a), Value::List(b)] = arguments else { return Ok(None) };
    let numbers = |items: &[Value]| items.iter().map(as_float).collect::<Option<Vec<f64>>>();
    match (numbers(a), numbers(b)) {
        (Some(a), Some(b)) if a.len() == b.len() && !a.is_empty() => Ok(Some((a, b))),
        _ => {
            let message = "two vectors are compared that have as many numbers, at least one";
            Err(EvalError::argument("InvalidArgumentValue", message))
        }
    }
}
