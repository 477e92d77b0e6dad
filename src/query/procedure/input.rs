//! Arguments taken apart: maps of options whose keys are known, lists of texts, and errors that help.

use crate::diagnostic::nearest;
use crate::query::function::EvalError;
use crate::value::arithmetic::as_float;
use crate::value::{MapValue, Value};

/// An argument that does not fit.
pub(super) fn wrong(message: impl Into<String>) -> EvalError {
    EvalError::argument("InvalidArgumentValue", message)
}

/// `did you mean …?`, where something is near.
pub(super) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// Options by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Options(MapValue);

impl Options {
    /// The options of a map, all of which must be known.
    pub(super) fn new(map: MapValue, known: &[&str]) -> Result<Self, EvalError> {
        match map.keys().find(|key| !known.contains(&&***key)) {
            Some(key) => {
                let near = did_you_mean(key, known.iter().copied());
                Err(wrong(format!("there is no option `{key}`; there are {}{near}", known.join(", "))))
            }
            None => Ok(Self(map)),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A number from `least` on.
    pub(super) fn number(&self, name: &str, default: f64, least: f64) -> Result<f64, EvalError> {
        let Some(value) = self.get(name) else { return Ok(default) };
        let number = as_float(value).filter(|number| number.is_finite() && *number >= least);
        number.ok_or_else(|| wrong(format!("`{name}` must be a number from {least} on, found {value}")))
    }

    /// A whole number from 1 to `most`.
    pub(super) fn count(&self, name: &str, default: usize, most: usize) -> Result<usize, EvalError> {
        match self.get(name) {
            None => Ok(default),
            Some(value) => count(name, value, most),
        }
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, EvalError> {
        match self.get(name) {
            None => Ok(default),
            Some(Value::Boolean(flag)) => Ok(*flag),
            Some(other) => Err(wrong(format!("`{name}` must be true or false, found {other}"))),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, EvalError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong(format!("`{name}` must be a text, found {other}"))),
        }
    }
}

/// A whole number from 1 to `most`.
pub(super) fn count(name: &str, value: &Value, most: usize) -> Result<usize, EvalError> {
    match value {
        Value::Integer(number) => usize::try_from(*number).ok().filter(|number| (1..=most).contains(number)),
        _ => None,
    }
    .ok_or_else(|| wrong(format!("`{name}` must be a whole number from 1 to {most}, found {value}")))
}
