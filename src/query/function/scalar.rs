//! Functions of no other family: `coalesce`, `nullIf`, `randomUUID`, `timestamp`, `valueType`.

use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use super::type_text::type_text;
use super::{EvalError, math};
use crate::value::{Value, equality};

use ArgumentType::Any;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("coalesce", "coalesce(value, …) :: ANY", &[Any], coalesce).variadic(),
    Function::new("nullIf", "nullIf(value, other) :: ANY", &[Any, Any], null_if),
    Function::new("randomUUID", "randomUUID() :: STRING", &[], random_uuid).volatile(),
    Function::new("timestamp", "timestamp() :: INTEGER", &[], timestamp),
    Function::new("valueType", "valueType(value) :: STRING", &[Any], value_type),
];

/// The first argument that is not null.
fn coalesce(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    Ok(arguments.iter().find(|value| !value.is_null()).cloned().unwrap_or_default())
}

/// Null when the two are equal, else the first.
fn null_if(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [a, b] if equality(a, b) == Some(true) => Ok(Value::Null),
        [a, _] => Ok(a.clone()),
        _ => mismatch("nullIf", arguments),
    }
}

/// A version 4 UUID from the session's random numbers.
fn random_uuid(context: &FunctionContext<'_>, _: &[Value]) -> Result<Value, EvalError> {
    let bits =
        u128::from(math::next_random(context.random)) << 64 | u128::from(math::next_random(context.random));
    let version_4 = bits & !(0xF << 76) | 0x4 << 76;
    let variant = version_4 & !(0x3 << 62) | 0x2 << 62;
    let hex = format!("{variant:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(Value::string(parts.join("-")))
}

/// Milliseconds since 1970, the same all through a statement.
fn timestamp(context: &FunctionContext<'_>, _: &[Value]) -> Result<Value, EvalError> {
    let milliseconds = context.now_ns.div_euclid(1_000_000);
    i64::try_from(milliseconds)
        .map(Value::Integer)
        .map_err(|_| EvalError::out_of_range("the clock is out of range"))
}

/// Name of the value's type; a null has one too.
fn value_type(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    Ok(Value::from(type_text(arguments.first().unwrap_or(&Value::Null))))
}
