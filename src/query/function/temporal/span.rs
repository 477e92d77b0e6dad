//! `duration.between` and its kin.

use super::super::{EvalError, argument::mismatch};
use super::parts::Parts;
use crate::value::temporal::{Duration, Moment};
use crate::value::{Value, ValueError};

/// Applies one of the measures of `value::temporal` to two instants.
pub(super) fn span(
    name: &str,
    measure: fn(&Moment, &Moment) -> Result<Duration, ValueError>,
    arguments: &[Value],
) -> Result<Value, EvalError> {
    match arguments {
        [from, to] => match (Parts::of(from), Parts::of(to)) {
            (Some(from), Some(to)) => Ok(measure(&from.moment(), &to.moment())?.into()),
            _ => mismatch(name, arguments),
        },
        _ => mismatch(name, arguments),
    }
}
