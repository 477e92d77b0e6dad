//! What functions do with arguments that do not fit.

use super::EvalError;
use crate::value::Value;

/// Longest list or string a function may build, in elements or bytes.
pub(super) const MAX_LENGTH: usize = 1 << 25;

/// The answer to arguments that no case of a function takes: null when one is null, else a type error.
pub(super) fn mismatch(function: &str, arguments: &[Value]) -> Result<Value, EvalError> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let types: Vec<&str> = arguments.iter().map(Value::type_name).collect();
    Err(EvalError::type_error(
        "InvalidArgumentValue",
        format!("`{function}` cannot take ({})", types.join(", ")),
    ))
}

/// A length or position that may not be negative.
pub(super) fn count(function: &str, name: &str, value: i64) -> Result<usize, EvalError> {
    usize::try_from(value).map_err(|_| {
        EvalError::out_of_range(format!("`{function}` got `{name}` {value}, expected 0 or more"))
    })
}

/// Checks the size of what is about to be built.
pub(super) fn check_length(function: &str, length: usize) -> Result<(), EvalError> {
    if length <= MAX_LENGTH {
        Ok(())
    } else {
        let message =
            format!("the result of `{function}` would have {length} elements, the limit is {MAX_LENGTH}");
        Err(EvalError::too_large(message))
    }
}
