//! The time now. `transaction`, `statement` and `realtime` all give the start of the statement, which is its own
//! transaction: a run can then be repeated.

use super::super::registry::FunctionContext;
use super::super::{EvalError, argument::mismatch};
use super::parts::{Kind, Parts};
use crate::value::Value;
use crate::value::temporal::{DateTime, LocalDateTime, Zone};

/// The time now in a zone, as some type.
pub(super) fn now(kind: Kind, context: &FunctionContext<'_>, zone: Zone) -> Result<Value, EvalError> {
    let utc = LocalDateTime::from_epoch_nanos(context.now_ns)?;
    Parts::of_date_time(&DateTime::from_utc(utc, zone)?).build(kind)
}

/// The offset a zone has now, for times of day, which have no date to ask for.
pub(super) fn offset_now(context: &FunctionContext<'_>, zone: &Zone) -> Result<i32, EvalError> {
    let utc = LocalDateTime::from_epoch_nanos(context.now_ns)?;
    Ok(DateTime::from_utc(utc, zone.clone())?.offset())
}

/// `date.transaction(timezone?)` and its kin.
pub(super) fn clock(
    kind: Kind,
    context: &FunctionContext<'_>,
    arguments: &[Value],
) -> Result<Value, EvalError> {
    match arguments {
        [] => now(kind, context, Zone::UTC),
        [Value::String(zone)] => now(kind, context, Zone::parse(zone)?),
        _ => mismatch(kind.name(), arguments),
    }
}
