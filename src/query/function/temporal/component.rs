//! Access to components: `d.year`, `t.offsetSeconds`, `dur.minutesOfHour`.

use super::super::EvalError;
use super::parts::Parts;
use crate::value::Value;
use crate::value::temporal::{Date, Duration, LocalTime, NANOS_PER_SECOND, Zone};

/// A component of a temporal value by name; none when the value is not temporal.
pub fn temporal_component(value: &Value, name: &str) -> Option<Result<Value, EvalError>> {
    let found = match value {
        Value::Duration(duration) => duration_component(duration, name),
        _ => instant_component(value, &Parts::of(value)?, name),
    };
    Some(found.ok_or_else(|| {
        let message = format!("{} has no component `{name}`", value.type_name());
        EvalError::argument("InvalidArgumentValue", message)
    }))
}

fn instant_component(value: &Value, parts: &Parts, name: &str) -> Option<Value> {
    let date = parts.date.and_then(|date| date_component(date, name));
    let time = || parts.time.and_then(|time| time_component(time, name));
    let zone = || parts.zone.as_ref().and_then(|(zone, offset)| zone_component(zone, *offset, name));
    date.or_else(time).map(Value::Integer).or_else(zone).or_else(|| epoch_component(value, name))
}

fn date_component(date: Date, name: &str) -> Option<i64> {
    Some(match name {
        "year" => date.year(),
        "quarter" => date.quarter(),
        "month" => date.month(),
        "week" => date.week(),
        "weekYear" => date.week_year(),
        "day" => date.day(),
        "ordinalDay" => date.ordinal_day(),
        "weekDay" | "dayOfWeek" => date.day_of_week(),
        "dayOfQuarter" => date.day_of_quarter(),
        _ => return None,
    })
}

fn time_component(time: LocalTime, name: &str) -> Option<i64> {
    Some(match name {
        "hour" => time.hour(),
        "minute" => time.minute(),
        "second" => time.second(),
        "millisecond" => time.nanosecond() / 1_000_000,
        "microsecond" => time.nanosecond() / 1_000,
        "nanosecond" => time.nanosecond(),
        _ => return None,
    })
}

fn zone_component(zone: &Zone, offset: i32, name: &str) -> Option<Value> {
    Some(match name {
        "timezone" => Value::from(zone.to_string()),
        "offset" => Value::from(Zone::Offset(offset).to_string()),
        "offsetMinutes" => Value::Integer(i64::from(offset / 60)),
        "offsetSeconds" => Value::Integer(i64::from(offset)),
        _ => return None,
    })
}

fn epoch_component(value: &Value, name: &str) -> Option<Value> {
    let Value::DateTime(moment) = value else { return None };
    let unit = match name {
        "epochSeconds" => i128::from(NANOS_PER_SECOND),
        "epochMillis" => 1_000_000,
        _ => return None,
    };
    i64::try_from(moment.epoch_nanos().div_euclid(unit)).ok().map(Value::Integer)
}

fn duration_component(duration: &Duration, name: &str) -> Option<Value> {
    let (months, days, seconds) = (duration.months(), duration.days(), duration.seconds());
    let nanos = duration.nanoseconds_of_second();
    let all_nanos = duration.clock_nanos();
    let narrow = |wide: i128| i64::try_from(wide).ok();
    Some(Value::Integer(match name {
        "years" => months / 12,
        "quarters" => months / 3,
        "months" => months,
        "weeks" => days / 7,
        "days" => days,
        "hours" => seconds / 3_600,
        "minutes" => seconds / 60,
        "seconds" => seconds,
        "milliseconds" => narrow(all_nanos.div_euclid(1_000_000))?,
        "microseconds" => narrow(all_nanos.div_euclid(1_000))?,
        "nanoseconds" => narrow(all_nanos)?,
        "quartersOfYear" => months / 3 % 4,
        "monthsOfQuarter" => months % 3,
        "monthsOfYear" => months % 12,
        "daysOfWeek" => days % 7,
        "minutesOfHour" => seconds / 60 % 60,
        "secondsOfMinute" => seconds % 60,
        "millisecondsOfSecond" => nanos / 1_000_000,
        "microsecondsOfSecond" => nanos / 1_000,
        "nanosecondsOfSecond" => nanos,
        _ => return None,
    }))
}
