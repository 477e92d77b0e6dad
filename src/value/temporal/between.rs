//! The duration between two temporal instants.
//!
//! What one side lacks it takes from the other: its date when only one has a date, its zone when only one has a zone.
//! When both have a zone, the calendar of the first is used.

use super::{Date, DateTime, Duration, LocalDateTime, LocalTime, NANOS_PER_DAY, Zone};
use crate::value::ValueError;

/// A temporal instant taken apart: what it has of date, time and zone.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Its date.
    pub date: Option<Date>,
    /// Its time; a date alone means midnight.
    pub time: LocalTime,
    /// Its zone, with the offset that holds.
    pub zone: Option<(Zone, i32)>,
}

/// Months, days and seconds between two instants; seconds alone when one has no date.
pub fn between(from: &Moment, to: &Moment) -> Result<Duration, ValueError> {
    let span = Span::new(from, to)?;
    if !span.dated {
        return Duration::new(0, 0, span.nanos());
    }
    let months = span.months();
    let after_months = span.from.date().plus_months(months)?;
    let days = whole_days(LocalDateTime::new(after_months, span.from.time()), span.to);
    let start = LocalDateTime::new(after_months.plus_days(days)?, span.from.time());
    Duration::new(months, days, span.instant_nanos(span.to)? - span.instant_nanos(start)?)
}

/// Whole months between two instants; none when one has no date.
pub fn in_months(from: &Moment, to: &Moment) -> Result<Duration, ValueError> {
    let span = Span::new(from, to)?;
    Duration::new(if span.dated { span.months() } else { 0 }, 0, 0)
}

/// Whole days between two instants; none when one has no date.
pub fn in_days(from: &Moment, to: &Moment) -> Result<Duration, ValueError> {
    let span = Span::new(from, to)?;
    Duration::new(0, if span.dated { whole_days(span.from, span.to) } else { 0 }, 0)
}

/// Seconds between two instants.
pub fn in_seconds(from: &Moment, to: &Moment) -> Result<Duration, ValueError> {
    Duration::new(0, 0, Span::new(from, to)?.nanos())
}

/// Two instants on one calendar.
struct Span {
    from: LocalDateTime,
    to: LocalDateTime,
    from_nanos: i128,
    to_nanos: i128,
    zone: Option<Zone>,
    /// Whether both had a date of their own.
    dated: bool,
}

impl Span {
    fn new(from: &Moment, to: &Moment) -> Result<Self, ValueError> {
        let epoch = Date::from_epoch_day(0)?;
        let date_of = |own: &Moment, other: &Moment| own.date.or(other.date).unwrap_or(epoch);
        let from_local = LocalDateTime::new(date_of(from, to), from.time);
        let to_local = LocalDateTime::new(date_of(to, from), to.time);
        let dated = from.date.is_some() && to.date.is_some();
        let Some((zone, _)) = from.zone.as_ref().or(to.zone.as_ref()) else {
            let (from_nanos, to_nanos) = (from_local.epoch_nanos(), to_local.epoch_nanos());
            return Ok(Self { from: from_local, to: to_local, from_nanos, to_nanos, zone: None, dated });
        };
        let from = place(from, from_local, zone)?;
        let to = place(to, to_local, zone)?;
        Ok(Self {
            from: from.local(),
            to: to.local(),
            from_nanos: from.epoch_nanos(),
            to_nanos: to.epoch_nanos(),
            zone: Some(zone.clone()),
            dated,
        })
    }

    fn nanos(&self) -> i128 {
        self.to_nanos - self.from_nanos
    }

    /// Whole months, toward zero. As in ISO calendars, days are compared by their number: from January 31st to
    /// February 28th there is no month.
    fn months(&self) -> i64 {
        let split = |moment: LocalDateTime| {
            let (year, month, day) = moment.date().ymd();
            (year * 12 + month, (day, moment.time()))
        };
        let ((from_month, from_rest), (to_month, to_rest)) = (split(self.from), split(self.to));
        let months = to_month - from_month;
        match months {
            1.. if to_rest < from_rest => months - 1,
            ..=-1 if to_rest > from_rest => months + 1,
            _ => months,
        }
    }

    /// Nanoseconds on the line of instants for a local time on the span's calendar.
    fn instant_nanos(&self, local: LocalDateTime) -> Result<i128, ValueError> {
        if local == self.to {
            return Ok(self.to_nanos);
        }
        if local == self.from {
            return Ok(self.from_nanos);
        }
        match &self.zone {
            Some(zone) => Ok(DateTime::from_local(local, zone.clone())?.epoch_nanos()),
            None => Ok(local.epoch_nanos()),
        }
    }
}

/// An instant in a zone: its own moved there, or its local time taken as a time there.
fn place(moment: &Moment, local: LocalDateTime, zone: &Zone) -> Result<DateTime, ValueError> {
    match &moment.zone {
        Some((own, offset)) => DateTime::from_local_with_offset(local, *offset, own.clone())
            .or_else(|_| DateTime::from_local(local, own.clone()))?
            .in_zone(zone.clone()),
        None => DateTime::from_local(local, zone.clone()),
    }
}

fn whole_days(from: LocalDateTime, to: LocalDateTime) -> i64 {
    let days = (to.epoch_nanos() - from.epoch_nanos()) / i128::from(NANOS_PER_DAY);
    i64::try_from(days).expect("days between two dates fit")
}
