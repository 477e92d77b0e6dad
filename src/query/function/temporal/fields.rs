//! The components a user names in a map: `{year: 2024, week: 7}`, `{time: t, second: 0}`.
//!
//! A component that is given replaces that of the base (the value under `date`, `time` or `datetime`); one that is not
//! given comes from the base, or is the least there is. A component may be left out only if all finer ones are.

use super::super::EvalError;
use crate::value::temporal::{Date, LocalTime, Zone};
use crate::value::{MapValue, Value};

/// Keys of a date.
const DATE_KEYS: &[&str] = &[
    "year",
    "month",
    "day",
    "week",
    "dayOfWeek",
    "quarter",
    "dayOfQuarter",
    "ordinalDay",
    "date",
    "datetime",
];
/// Keys of a time.
const TIME_KEYS: &[&str] =
    &["hour", "minute", "second", "millisecond", "microsecond", "nanosecond", "time", "datetime"];
/// Keys of a zone and of an instant counted from 1970.
const ZONE_KEYS: &[&str] = &["timezone"];
const EPOCH_KEYS: &[&str] = &["epochSeconds", "epochMillis"];

/// A user's map, with every key checked.
pub(super) struct Fields<'m> {
    map: &'m MapValue,
}

/// Which keys a map may have.
#[derive(Clone, Copy)]
pub(super) struct Allowed {
    pub(super) date: bool,
    pub(super) time: bool,
    pub(super) zone: bool,
    pub(super) epoch: bool,
}

impl<'m> Fields<'m> {
    /// Checks that every key is known.
    pub(super) fn new(function: &str, map: &'m MapValue, allowed: Allowed) -> Result<Self, EvalError> {
        let groups = [
            (allowed.date, DATE_KEYS),
            (allowed.time, TIME_KEYS),
            (allowed.zone, ZONE_KEYS),
            (allowed.epoch, EPOCH_KEYS),
        ];
        for key in map.keys() {
            if !groups.iter().any(|(allowed, keys)| *allowed && keys.contains(&&**key)) {
                let message = format!("`{function}` knows no component `{key}`");
                return Err(EvalError::argument("InvalidArgumentValue", message));
            }
        }
        Ok(Self { map })
    }

    /// Whether a component is null: then so is the whole value.
    pub(super) fn has_null(&self) -> bool {
        self.map.values().any(Value::is_null)
    }

    /// Whether any component but those named is given.
    pub(super) fn has_other_than(&self, names: &[&str]) -> bool {
        self.map.keys().any(|key| !names.contains(&&**key))
    }

    /// A value by its key.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// An integer component.
    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, EvalError> {
        match self.map.get(name) {
            None => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(*number)),
            Some(other) => Err(wrong_component(name, "an integer", other)),
        }
    }

    /// The zone.
    pub(super) fn zone(&self) -> Result<Option<Zone>, EvalError> {
        match self.map.get("timezone") {
            None => Ok(None),
            Some(Value::String(name)) => Ok(Some(Zone::parse(name)?)),
            Some(other) => Err(wrong_component("timezone", "a string", other)),
        }
    }

    /// The date of the components and the base.
    pub(super) fn date(&self, base: Option<Date>) -> Result<Date, EvalError> {
        let year = self.integer("year")?;
        if let Some(date) = self.week_date(year, base)? {
            return Ok(date);
        }
        let (quarter, day_of_quarter) = (self.integer("quarter")?, self.integer("dayOfQuarter")?);
        if quarter.is_some() || day_of_quarter.is_some() {
            let year = required("year", year, base.map(Date::year))?;
            let quarter = chosen("quarter", quarter, base.map(Date::quarter), day_of_quarter.is_some())?;
            let day = day_of_quarter.or(base.map(Date::day_of_quarter)).unwrap_or(1);
            return Ok(Date::from_quarter(year, quarter, day)?);
        }
        if let Some(day) = self.integer("ordinalDay")? {
            return Ok(Date::from_ordinal(required("year", year, base.map(Date::year))?, day)?);
        }
        let (month, day) = (self.integer("month")?, self.integer("day")?);
        let year = required("year", year, base.map(Date::year))?;
        let month = chosen("month", month, base.map(Date::month), day.is_some())?;
        Ok(Date::from_ymd(year, month, day.or(base.map(Date::day)).unwrap_or(1))?)
    }

    fn week_date(&self, year: Option<i64>, base: Option<Date>) -> Result<Option<Date>, EvalError> {
        let (week, day) = (self.integer("week")?, self.integer("dayOfWeek")?);
        if week.is_none() && day.is_none() {
            return Ok(None);
        }
        let year = required("year", year, base.map(Date::week_year))?;
        let week = chosen("week", week, base.map(Date::week), day.is_some())?;
        let day = day.or(base.map(Date::day_of_week)).unwrap_or(1);
        Ok(Some(Date::from_week(year, week, day)?))
    }

    /// The time of the components and the base.
    pub(super) fn time(&self, base: Option<LocalTime>) -> Result<LocalTime, EvalError> {
        let (hour, minute) = (self.integer("hour")?, self.integer("minute")?);
        let (second, nanos) = (self.integer("second")?, self.fraction()?);
        if hour.is_none() && minute.is_none() && second.is_none() && nanos.is_none() {
            return Ok(base.unwrap_or(LocalTime::MIDNIGHT));
        }
        let finer_than_minute = second.is_some() || nanos.is_some();
        let hour = chosen("hour", hour, base.map(LocalTime::hour).or(Some(0)), minute.is_some())?;
        let minute = chosen("minute", minute, base.map(LocalTime::minute).or(Some(0)), finer_than_minute)?;
        let second = chosen("second", second, base.map(LocalTime::second).or(Some(0)), nanos.is_some())?;
        let nanos = nanos.or(base.map(LocalTime::nanosecond)).unwrap_or(0);
        Ok(LocalTime::from_hms(hour, minute, second, nanos)?)
    }

    /// Nanoseconds of the second, none when no part of them is given. A finer part counts within the next coarser one
    /// that is given.
    fn fraction(&self) -> Result<Option<i64>, EvalError> {
        let milliseconds = self.integer("millisecond")?;
        let microseconds = self.integer("microsecond")?;
        let nanoseconds = self.integer("nanosecond")?;
        if milliseconds.is_none() && microseconds.is_none() && nanoseconds.is_none() {
            return Ok(None);
        }
        let microsecond_limit = if milliseconds.is_some() { 999 } else { 999_999 };
        let nanosecond_limit = match (milliseconds, microseconds) {
            (_, Some(_)) => 999,
            (Some(_), None) => 999_999,
            (None, None) => 999_999_999,
        };
        let milliseconds = within("millisecond", milliseconds, 999)?;
        let microseconds = within("microsecond", microseconds, microsecond_limit)?;
        let nanoseconds = within("nanosecond", nanoseconds, nanosecond_limit)?;
        Ok(Some(milliseconds * 1_000_000 + microseconds * 1_000 + nanoseconds))
    }

    /// The fraction of a second to add to a truncated time.
    pub(super) fn added_fraction(&self) -> Result<i64, EvalError> {
        Ok(self.fraction()?.unwrap_or(0))
    }
}

/// The error of a component of the wrong type.
pub(super) fn wrong_component(name: &str, expected: &str, found: &Value) -> EvalError {
    let message = format!("`{name}` is {}, expected {expected}", found.type_name());
    EvalError::type_error("InvalidArgumentValue", message)
}

fn within(name: &str, value: Option<i64>, limit: i64) -> Result<i64, EvalError> {
    match value {
        None => Ok(0),
        Some(value) if (0..=limit).contains(&value) => Ok(value),
        Some(value) => Err(EvalError::argument(
            "InvalidArgumentValue",
            format!("`{name}` is {value}, expected 0 to {limit}"),
        )),
    }
}

fn required(name: &str, given: Option<i64>, base: Option<i64>) -> Result<i64, EvalError> {
    given.or(base).ok_or_else(|| missing(name))
}

/// A component that is 1 (or what `base` says) when neither it nor a finer one is given.
fn chosen(name: &str, given: Option<i64>, base: Option<i64>, finer_given: bool) -> Result<i64, EvalError> {
    match given.or(base) {
        Some(value) => Ok(value),
        None if finer_given => Err(missing(name)),
        None => Ok(1),
    }
}

fn missing(name: &str) -> EvalError {
    EvalError::argument("InvalidArgumentValue", format!("`{name}` must be given"))
}
