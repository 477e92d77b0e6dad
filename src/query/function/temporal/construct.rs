//! The constructors `date`, `localtime`, `time`, `localdatetime`, `datetime` and `duration`.

use super::super::registry::FunctionContext;
use super::super::{EvalError, argument::mismatch};
use super::clock;
use super::fields::{Allowed, Fields, wrong_component};
use super::parts::{Kind, Parts};
use crate::value::temporal::{
    Date, DateTime, Decimal, Duration, DurationParts, LocalDateTime, LocalTime, Time, Zone,
};
use crate::value::{MapValue, Value};

/// An instant of a type from nothing (now), a text, a map of components, or another instant.
pub(super) fn instant(
    kind: Kind,
    context: &FunctionContext<'_>,
    arguments: &[Value],
) -> Result<Value, EvalError> {
    match arguments {
        [] => clock::now(kind, context, Zone::UTC),
        [Value::String(text)] => parse(kind, text),
        [Value::Map(map)] => from_map(kind, context, map),
        [value] => match Parts::of(value) {
            Some(parts) if parts.date.is_some() || !kind.has_date() => parts.build(kind),
            _ => mismatch(kind.name(), arguments),
        },
        _ => mismatch(kind.name(), arguments),
    }
}

fn parse(kind: Kind, text: &str) -> Result<Value, EvalError> {
    Ok(match kind {
        Kind::Date => Value::Date(Date::parse(text)?),
        Kind::LocalTime => Value::LocalTime(LocalTime::parse(text)?),
        Kind::Time => Value::Time(Time::parse(text)?),
        Kind::LocalDateTime => Value::LocalDateTime(LocalDateTime::parse(text)?),
        Kind::DateTime => DateTime::parse(text, &Zone::UTC)?.into(),
    })
}

fn from_map(kind: Kind, context: &FunctionContext<'_>, map: &MapValue) -> Result<Value, EvalError> {
    let allowed = Allowed {
        date: kind.has_date(),
        time: kind.has_time(),
        // Every type takes a zone when it stands alone: the time now, there.
        zone: true,
        epoch: kind == Kind::DateTime,
    };
    let fields = Fields::new(kind.name(), map, allowed)?;
    if fields.has_null() {
        return Ok(Value::Null);
    }
    let zone = fields.zone()?;
    if !fields.has_other_than(&["timezone"]) {
        return match zone {
            Some(zone) => clock::now(kind, context, zone),
            None => Err(EvalError::argument(
                "InvalidArgumentValue",
                format!("`{}` got no component", kind.name()),
            )),
        };
    }
    if let Some(instant) = from_epoch_fields(&fields)? {
        return Ok(instant.in_zone(zone.unwrap_or(Zone::UTC))?.into());
    }
    let base = base(&fields)?;
    let mut parts = Parts { date: None, time: None, zone: base.zone };
    if kind.has_date() {
        parts.date = Some(fields.date(base.date)?);
    }
    if kind.has_time() {
        parts.time = Some(fields.time(base.time)?);
    }
    match zone {
        Some(zone) if kind.has_zone() => in_zone(kind, context, &parts, zone),
        _ => parts.build(kind),
    }
}

/// What the values under `date`, `time` and `datetime` give: the date of one, time and zone of the other.
fn base(fields: &Fields<'_>) -> Result<Parts, EvalError> {
    let parts = |name: &str| match fields.value(name) {
        None => Ok(None),
        Some(value) => Parts::of(value).map(Some).ok_or_else(|| wrong_component(name, "an instant", value)),
    };
    let both = parts("datetime")?.unwrap_or_default();
    let (date, time) = (parts("date")?.unwrap_or_default(), parts("time")?);
    let given_time = time.is_some();
    let time = time.unwrap_or_default();
    Ok(Parts {
        date: date.date.or(both.date),
        time: time.time.or(both.time),
        zone: if given_time { time.zone } else { both.zone },
    })
}

/// Puts the parts together in a zone the user names: an instant that had a zone keeps its place on the line of
/// instants, any other is taken as local time there.
fn in_zone(kind: Kind, context: &FunctionContext<'_>, parts: &Parts, zone: Zone) -> Result<Value, EvalError> {
    if kind == Kind::DateTime {
        if parts.zone.is_none() {
            let local = Parts { zone: None, ..parts.clone() };
            return match local.build(Kind::LocalDateTime)? {
                Value::LocalDateTime(local) => Ok(DateTime::from_local(local, zone)?.into()),
                other => Ok(other),
            };
        }
        return match parts.build(kind)? {
            Value::DateTime(moment) => Ok(moment.in_zone(zone)?.into()),
            other => Ok(other),
        };
    }
    let offset = clock::offset_now(context, &zone)?;
    match (parts.build(kind)?, &parts.zone) {
        (Value::Time(time), Some(_)) => Ok(Value::Time(time.at_offset(offset)?)),
        (Value::Time(time), None) => Ok(Value::Time(Time::new(time.local(), offset)?)),
        (other, _) => Ok(other),
    }
}

fn from_epoch_fields(fields: &Fields<'_>) -> Result<Option<DateTime>, EvalError> {
    let nanosecond = i128::from(fields.integer("nanosecond")?.unwrap_or(0));
    let nanos = match (fields.integer("epochSeconds")?, fields.integer("epochMillis")?) {
        (Some(seconds), _) => i128::from(seconds) * 1_000_000_000 + nanosecond,
        (None, Some(milliseconds)) => i128::from(milliseconds) * 1_000_000 + nanosecond,
        (None, None) => return Ok(None),
    };
    Ok(Some(DateTime::from_utc(LocalDateTime::from_epoch_nanos(nanos)?, Zone::UTC)?))
}

/// `datetime.fromepoch(seconds, nanoseconds)`
pub(super) fn from_epoch(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Integer(seconds), Value::Integer(nanos)] => {
            let total = i128::from(*seconds) * 1_000_000_000 + i128::from(*nanos);
            Ok(DateTime::from_utc(LocalDateTime::from_epoch_nanos(total)?, Zone::UTC)?.into())
        }
        _ => mismatch("datetime.fromepoch", arguments),
    }
}

/// `datetime.fromepochmillis(milliseconds)`
pub(super) fn from_epoch_millis(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Integer(milliseconds)] => {
            let total = i128::from(*milliseconds) * 1_000_000;
            Ok(DateTime::from_utc(LocalDateTime::from_epoch_nanos(total)?, Zone::UTC)?.into())
        }
        _ => mismatch("datetime.fromepochmillis", arguments),
    }
}

/// `duration(text)`, `duration({days: 1.5})`, `duration(duration)`
pub(super) fn duration(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::String(text)] => Ok(Duration::parse(text)?.into()),
        [duration @ Value::Duration(_)] => Ok(duration.clone()),
        [Value::Map(map)] => duration_from_map(map),
        _ => mismatch("duration", arguments),
    }
}

fn duration_from_map(map: &MapValue) -> Result<Value, EvalError> {
    let mut parts = DurationParts::default();
    for (key, value) in map {
        let slot = match &**key {
            "years" => &mut parts.years,
            "quarters" => &mut parts.quarters,
            "months" => &mut parts.months,
            "weeks" => &mut parts.weeks,
            "days" => &mut parts.days,
            "hours" => &mut parts.hours,
            "minutes" => &mut parts.minutes,
            "seconds" => &mut parts.seconds,
            "milliseconds" => &mut parts.milliseconds,
            "microseconds" => &mut parts.microseconds,
            "nanoseconds" => &mut parts.nanoseconds,
            _ => {
                let message = format!("`duration` knows no component `{key}`");
                return Err(EvalError::argument("InvalidArgumentValue", message));
            }
        };
        *slot = match value {
            Value::Null => return Ok(Value::Null),
            Value::Integer(number) => Decimal::from_integer(*number),
            Value::Float(number) => Decimal::from_float(*number)?,
            other => return Err(wrong_component(key, "a number", other)),
        };
    }
    Ok(Duration::from_parts(&parts)?.into())
}
