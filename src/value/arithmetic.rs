//! Arithmetic on values: `+ - * / % ^` and the sign. Null in, null out.

use super::temporal::Duration;
use super::{Quantity, Value, ValueError};

/// Longest string that an operator may build, in bytes.
const MAX_LENGTH: usize = 1 << 28;

/// Longest list that an operator may build: its elements take more room than bytes do.
const MAX_ELEMENTS: usize = 1 << 25;

/// `left + right`: numbers, strings (with numbers and temporal values written out), lists (an element is put at the
/// end or the start), temporal instants and durations, quantities of like units.
pub fn add(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_add(*b), left, "+", right),
        (Value::List(a), Value::List(b)) => concat_lists(a, b),
        (Value::List(a), _) => concat_lists(a, std::slice::from_ref(right)),
        (_, Value::List(b)) => concat_lists(std::slice::from_ref(left), b),
        (Value::String(_), _) if is_text_like(right) => concat_text(left, right),
        (_, Value::String(_)) if is_text_like(left) => concat_text(left, right),
        (Value::Duration(a), Value::Duration(b)) => Ok(a.plus(b)?.into()),
        (Value::Quantity(a), Value::Quantity(b)) => Ok(a.plus(b)?.into()),
        (Value::Duration(d), instant) | (instant, Value::Duration(d)) => {
            later(instant, d)?.ok_or_else(|| undefined(left, "+", right))
        }
        _ => floats(left, "+", right, |a, b| a + b),
    }
}

/// `left || right`: two strings or two lists.
pub fn concatenate(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(a), Value::List(b)) => concat_lists(a, b),
        (Value::String(_), Value::String(_)) => concat_text(left, right),
        _ => Err(undefined(left, "||", right)),
    }
}

/// `left - right`: numbers, durations, and instants less a duration.
pub fn subtract(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_sub(*b), left, "-", right),
        (Value::Duration(a), Value::Duration(b)) => Ok(a.plus(&b.negated()?)?.into()),
        (Value::Quantity(a), Value::Quantity(b)) => Ok(a.minus(b)?.into()),
        (instant, Value::Duration(d)) => {
            later(instant, &d.negated()?)?.ok_or_else(|| undefined(left, "-", right))
        }
        _ => floats(left, "-", right, |a, b| a - b),
    }
}

/// `left * right`: numbers, and a duration so many times.
pub fn multiply(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_mul(*b), left, "*", right),
        (Value::Duration(d), number) | (number, Value::Duration(d)) => match as_float(number) {
            Some(factor) => Ok(d.times(factor)?.into()),
            None => Err(undefined(left, "*", right)),
        },
        (Value::Quantity(a), Value::Quantity(b)) => Ok(a.times_share(b)?.into()),
        (Value::Quantity(q), number) | (number, Value::Quantity(q)) => match as_float(number) {
            Some(factor) => Ok(q.times(factor)?.into()),
            None => Err(undefined(left, "*", right)),
        },
        _ => floats(left, "*", right, |a, b| a * b),
    }
}

/// `left / right`: integers give the integer toward zero, and no integer can be divided by zero.
pub fn divide(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_), Value::Integer(0)) => Err(ValueError::division_by_zero()),
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_div(*b), left, "/", right),
        (Value::Duration(d), number) => match as_float(number) {
            Some(divisor) => Ok(d.divided(divisor)?.into()),
            None => Err(undefined(left, "/", right)),
        },
        (Value::Quantity(a), Value::Quantity(b)) if b.amount() == 0.0 => Err(by_nothing(a, b)),
        (Value::Quantity(a), Value::Quantity(b)) => Ok(Value::Float(a.ratio(b)?)),
        (Value::Quantity(q), number) => match as_float(number) {
            Some(divisor) => Ok(q.times(1.0 / divisor)?.into()),
            None => Err(undefined(left, "/", right)),
        },
        _ => floats(left, "/", right, |a, b| a / b),
    }
}

/// `left % right`, with the sign of `left`.
pub fn modulo(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_), Value::Integer(0)) => Err(ValueError::division_by_zero()),
        // The least integer modulo -1 is 0, though the quotient has no room.
        (Value::Integer(a), Value::Integer(b)) => Ok(Value::Integer(a.wrapping_rem(*b))),
        _ => floats(left, "%", right, |a, b| a % b),
    }
}

/// `left ^ right`, always a float.
pub fn power(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        _ => floats(left, "^", right, f64::powf),
    }
}

/// `-value`
pub fn negate(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(v) => match v.checked_neg() {
            Some(negated) => Ok(Value::Integer(negated)),
            None => Err(ValueError::overflow(format!("`-({v})` is out of the range of integers"))),
        },
        Value::Float(v) => Ok(Value::Float(-v)),
        Value::Duration(d) => Ok(d.negated()?.into()),
        Value::Quantity(q) => Ok(q.times(-1.0)?.into()),
        _ => Err(ValueError::wrong_type(format!("`-` is not defined for {}", value.type_name()))),
    }
}

/// `+value`
pub fn plus_sign(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null | Value::Integer(_) | Value::Float(_) | Value::Duration(_) | Value::Quantity(_) => {
            Ok(value.clone())
        }
        _ => Err(ValueError::wrong_type(format!("`+` is not defined for {}", value.type_name()))),
    }
}

/// A number as a float.
pub fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(v) => Some(*v as f64),
        Value::Float(v) => Some(*v),
        _ => None,
    }
}

fn integer(result: Option<i64>, left: &Value, operator: &str, right: &Value) -> Result<Value, ValueError> {
    result.map(Value::Integer).ok_or_else(|| {
        ValueError::overflow(format!("`{left} {operator} {right}` is out of the range of integers"))
    })
}

fn floats(
    left: &Value,
    operator: &str,
    right: &Value,
    compute: impl Fn(f64, f64) -> f64,
) -> Result<Value, ValueError> {
    match (as_float(left), as_float(right)) {
        (Some(a), Some(b)) => Ok(Value::Float(compute(a, b))),
        _ => Err(undefined(left, operator, right)),
    }
}

fn by_nothing(amount: &Quantity, nothing: &Quantity) -> ValueError {
    let mut error = ValueError::division_by_zero();
    error.message = format!("{amount} is divided by {nothing}");
    error
}

fn undefined(left: &Value, operator: &str, right: &Value) -> ValueError {
    let (left, right) = (left.type_name(), right.type_name());
    ValueError::wrong_type(format!("`{operator}` is not defined for {left} and {right}"))
}

fn is_text_like(value: &Value) -> bool {
    matches!(
        value,
        Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
            | Value::Duration(_)
            | Value::Quantity(_)
    )
}

fn concat_text(left: &Value, right: &Value) -> Result<Value, ValueError> {
    let text = match (left, right) {
        (Value::String(a), Value::String(b)) => [&**a, &**b].concat(),
        _ => left.to_text() + &right.to_text(),
    };
    check_length(text.len(), MAX_LENGTH)?;
    Ok(Value::string(text))
}

fn concat_lists(left: &[Value], right: &[Value]) -> Result<Value, ValueError> {
    check_length(left.len() + right.len(), MAX_ELEMENTS)?;
    Ok(Value::list([left, right].concat()))
}

fn check_length(length: usize, most: usize) -> Result<(), ValueError> {
    if length <= most {
        Ok(())
    } else {
        Err(ValueError::overflow(format!("a string or list would be longer than {most}")))
    }
}

/// An instant later by a duration; none when it is no instant.
fn later(instant: &Value, duration: &Duration) -> Result<Option<Value>, ValueError> {
    Ok(Some(match instant {
        Value::Date(v) => Value::Date(duration.after_date(*v)?),
        Value::LocalTime(v) => Value::LocalTime(duration.after_local_time(*v)),
        Value::Time(v) => Value::Time(duration.after_time(*v)?),
        Value::LocalDateTime(v) => Value::LocalDateTime(duration.after_local_date_time(*v)?),
        Value::DateTime(v) => duration.after_date_time(v)?.into(),
        _ => return Ok(None),
    }))
}
