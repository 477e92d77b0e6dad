//! `date.truncate(unit, instant, components)` and its kin: everything finer than the unit is set to its least value,
//! then the components are put in.

use super::super::registry::FunctionContext;
use super::super::{EvalError, argument::mismatch};
use super::clock;
use super::fields::{Allowed, Fields};
use super::parts::{Kind, Parts};
use crate::value::temporal::{Date, LocalTime, NANOS_PER_SECOND, Zone};
use crate::value::{MapValue, Value};

/// Truncates an instant (the time now, when none is given) into a value of some type.
pub(super) fn truncate(
    kind: Kind,
    context: &FunctionContext<'_>,
    arguments: &[Value],
) -> Result<Value, EvalError> {
    let empty = MapValue::new();
    let now;
    let (unit, instant, map) = match arguments {
        [Value::String(unit)] => {
            now = clock::now(Kind::DateTime, context, Zone::UTC)?;
            (unit, &now, &empty)
        }
        [Value::String(unit), instant] => (unit, instant, &empty),
        [Value::String(unit), instant, Value::Map(map)] => (unit, instant, &***map),
        _ => return mismatch(kind.name(), arguments),
    };
    let Some(parts) = Parts::of(instant).filter(|parts| parts.date.is_some() || !kind.has_date()) else {
        return mismatch(kind.name(), arguments);
    };
    let unit = Unit::parse(unit, kind)?;
    let allowed =
        Allowed { date: kind.has_date(), time: kind.has_time(), zone: kind.has_zone(), epoch: false };
    let fields = Fields::new(kind.name(), map, allowed)?;
    if fields.has_null() {
        return Ok(Value::Null);
    }
    fill(kind, context, &unit.apply(&parts)?, &fields)
}

fn fill(
    kind: Kind,
    context: &FunctionContext<'_>,
    truncated: &Parts,
    fields: &Fields<'_>,
) -> Result<Value, EvalError> {
    let mut parts = truncated.clone();
    if kind.has_date() {
        parts.date = Some(fields.date(truncated.date)?);
    }
    if kind.has_time() {
        // What is given of the fraction is added to what is left of it: 14.645 and 2 ns are 14.645000002.
        let base = truncated.time.unwrap_or(LocalTime::MIDNIGHT);
        let time = fields.time(Some(base))?;
        let added = fields.added_fraction()?;
        let nanos = if added > 0 { base.nanosecond() + added } else { time.nanosecond() };
        parts.time = Some(LocalTime::from_hms(time.hour(), time.minute(), time.second(), nanos)?);
    }
    if let Some(zone) = fields.zone()? {
        // The clock keeps what it shows, unlike in the constructors.
        let offset = clock::offset_now(context, &zone)?;
        parts.zone = Some((zone, offset));
    }
    parts.build(kind)
}

/// What is truncated to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// So many years.
    Years(i64),
    WeekYear,
    /// So many months.
    Months(i64),
    Week,
    /// So many nanoseconds, a part of the day.
    Nanos(i64),
}

impl Unit {
    fn parse(name: &str, kind: Kind) -> Result<Self, EvalError> {
        let unit = match name.to_ascii_lowercase().as_str() {
            "millennium" => Self::Years(1000),
            "century" => Self::Years(100),
            "decade" => Self::Years(10),
            "year" => Self::Years(1),
            "weekyear" => Self::WeekYear,
            "quarter" => Self::Months(3),
            "month" => Self::Months(1),
            "week" => Self::Week,
            "day" => Self::Nanos(86_400 * NANOS_PER_SECOND),
            "hour" => Self::Nanos(3_600 * NANOS_PER_SECOND),
            "minute" => Self::Nanos(60 * NANOS_PER_SECOND),
            "second" => Self::Nanos(NANOS_PER_SECOND),
            "millisecond" => Self::Nanos(1_000_000),
            "microsecond" => Self::Nanos(1_000),
            _ => return Err(EvalError::argument("InvalidArgumentValue", format!("unknown unit `{name}`"))),
        };
        let is_day = unit == Self::Nanos(86_400 * NANOS_PER_SECOND);
        let fits = match unit {
            Self::Nanos(_) => kind.has_time() || is_day,
            _ => kind.has_date(),
        };
        if fits {
            Ok(unit)
        } else {
            let message = format!("`{}` cannot be truncated to `{name}`", kind.name());
            Err(EvalError::argument("InvalidArgumentValue", message))
        }
    }

    fn apply(self, parts: &Parts) -> Result<Parts, EvalError> {
        let mut truncated = parts.clone();
        if let Self::Nanos(size) = self {
            let nanos = parts.time.unwrap_or(LocalTime::MIDNIGHT).nano_of_day();
            truncated.time = Some(LocalTime::from_nano_of_day(nanos - nanos % size)?);
            return Ok(truncated);
        }
        truncated.time = Some(LocalTime::MIDNIGHT);
        if let Some(date) = parts.date {
            truncated.date = Some(self.apply_to_date(date)?);
        }
        Ok(truncated)
    }

    fn apply_to_date(self, date: Date) -> Result<Date, EvalError> {
        let (year, month, _) = date.ymd();
        Ok(match self {
            Self::Years(n) => Date::from_ymd(year - year.rem_euclid(n), 1, 1)?,
            Self::WeekYear => Date::from_week(date.week_year(), 1, 1)?,
            Self::Months(n) => Date::from_ymd(year, month - (month - 1) % n, 1)?,
            Self::Week => date.plus_days(1 - date.day_of_week())?,
            Self::Nanos(_) => date,
        })
    }
}
