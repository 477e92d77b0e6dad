//! Durations: months, days and seconds are counted apart, for a month has no fixed number of days and a day in a zone
//! no fixed number of hours.

use std::cmp::Ordering;

use super::date::too_far;
use super::{Date, DateTime, Decimal, LocalDateTime, LocalTime, NANOS_PER_DAY, NANOS_PER_SECOND, Time};
use crate::value::ValueError;

/// Nanoseconds of a month of average length, a twelfth of 365.2425 days.
const NANOS_PER_MONTH: i64 = 2_629_746 * NANOS_PER_SECOND;

/// An amount of time. Equal durations are equal part by part: a day is not 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i64,
    days: i64,
    seconds: i64,
    /// 0 to 999,999,999, counted forward from `seconds`.
    nanos: i32,
}

/// The parts of a duration as a user gives them, fractions allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationParts {
    /// Years.
    pub years: Decimal,
    /// Quarters.
    pub quarters: Decimal,
    /// Months.
    pub months: Decimal,
    /// Weeks.
    pub weeks: Decimal,
    /// Days.
    pub days: Decimal,
    /// Hours.
    pub hours: Decimal,
    /// Minutes.
    pub minutes: Decimal,
    /// Seconds.
    pub seconds: Decimal,
    /// Thousandths of a second.
    pub milliseconds: Decimal,
    /// Millionths of a second.
    pub microseconds: Decimal,
    /// Billionths of a second.
    pub nanoseconds: Decimal,
}

impl Default for DurationParts {
    fn default() -> Self {
        let zero = Decimal::ZERO;
        Self {
            years: zero,
            quarters: zero,
            months: zero,
            weeks: zero,
            days: zero,
            hours: zero,
            minutes: zero,
            seconds: zero,
            milliseconds: zero,
            microseconds: zero,
            nanoseconds: zero,
        }
    }
}

impl Duration {
    /// No time.
    pub const ZERO: Self = Self { months: 0, days: 0, seconds: 0, nanos: 0 };

    /// Months, days, and nanoseconds of any size and sign.
    pub fn new(months: i64, days: i64, nanos: i128) -> Result<Self, ValueError> {
        let per_second = i128::from(NANOS_PER_SECOND);
        Ok(Self {
            months,
            days,
            seconds: i64::try_from(nanos.div_euclid(per_second)).map_err(|_| too_far("duration"))?,
            nanos: i32::try_from(nanos.rem_euclid(per_second)).expect("nanoseconds of a second fit"),
        })
    }

    /// A duration from its parts. A fraction flows down: of months into days and seconds by the average month, of
    /// days into seconds.
    pub fn from_parts(parts: &DurationParts) -> Result<Self, ValueError> {
        let (months, month_rest) =
            parts.years.times_plus(12, parts.quarters.times_plus(3, parts.months)).split();
        let days = parts.weeks.times_plus(7, parts.days);
        let day_nanos = days.times(NANOS_PER_DAY) + month_rest.times(NANOS_PER_MONTH);
        let clock_nanos = parts.hours.times(3600 * NANOS_PER_SECOND)
            + parts.minutes.times(60 * NANOS_PER_SECOND)
            + parts.seconds.times(NANOS_PER_SECOND)
            + parts.milliseconds.times(1_000_000)
            + parts.microseconds.times(1_000)
            + parts.nanoseconds.times(1);
        Self::settle(months, day_nanos, clock_nanos)
    }

    /// Parses `P1Y2M3W4DT5H6M7.8S` or `P2012-02-02T14:37:21.545`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        super::parse::duration(text)
    }

    fn settle(months: i128, day_nanos: i128, clock_nanos: i128) -> Result<Self, ValueError> {
        let far = |_| too_far("duration");
        let day = i128::from(NANOS_PER_DAY);
        let days = i64::try_from(day_nanos / day).map_err(far)?;
        Self::new(i64::try_from(months).map_err(far)?, days, day_nanos % day + clock_nanos)
    }

    /// All whole months, years included.
    pub fn months(&self) -> i64 {
        self.months
    }

    /// All days, weeks included.
    pub fn days(&self) -> i64 {
        self.days
    }

    /// All whole seconds, hours and minutes included, rounded down.
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// Nanoseconds past `seconds`.
    pub fn nanoseconds_of_second(&self) -> i64 {
        i64::from(self.nanos)
    }

    /// The clock part in nanoseconds.
    pub fn clock_nanos(&self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }

    /// The sum, part by part.
    pub fn plus(&self, other: &Self) -> Result<Self, ValueError> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or_else(|| too_far("duration"));
        Self::new(
            sum(self.months, other.months)?,
            sum(self.days, other.days)?,
            self.clock_nanos() + other.clock_nanos(),
        )
    }

    /// The same backwards.
    pub fn negated(&self) -> Result<Self, ValueError> {
        let negate = |a: i64| a.checked_neg().ok_or_else(|| too_far("duration"));
        Self::new(negate(self.months)?, negate(self.days)?, -self.clock_nanos())
    }

    /// So many times this duration; fractions flow down as in [`Duration::from_parts`].
    pub fn times(&self, factor: f64) -> Result<Self, ValueError> {
        self.scaled(|part| part * factor)
    }

    /// One part in so many of this duration; fractions flow down.
    pub fn divided(&self, divisor: f64) -> Result<Self, ValueError> {
        self.scaled(|part| part / divisor)
    }

    fn scaled(&self, scale: impl Fn(f64) -> f64) -> Result<Self, ValueError> {
        let months = scale(self.months as f64);
        let days = scale(self.days as f64);
        let seconds = scale(self.seconds as f64);
        let nanos = scale(f64::from(self.nanos));
        // 2^63; what passes this test can be cut to whole numbers without loss of range.
        let limit = 9.2e18;
        if ![months, days, seconds, nanos].iter().all(|part| part.abs() < limit) {
            return Err(too_far("duration"));
        }
        let whole_and_rest = |part: f64, size: i64| {
            (part.trunc() as i128) * i128::from(size) + (part.fract() * size as f64) as i128
        };
        let day_nanos =
            whole_and_rest(days, NANOS_PER_DAY) + (months.fract() * NANOS_PER_MONTH as f64) as i128;
        let clock_nanos = whole_and_rest(seconds, NANOS_PER_SECOND) + nanos as i128;
        Self::settle(months.trunc() as i128, day_nanos, clock_nanos)
    }

    /// A date later by this; of the seconds only whole days count.
    pub fn after_date(&self, date: Date) -> Result<Date, ValueError> {
        date.plus_months(self.months)?.plus_days(self.days)?.plus_days(self.seconds / 86_400)
    }

    /// A time of day later by this clock part, round the clock.
    pub fn after_local_time(&self, time: LocalTime) -> LocalTime {
        time.wrapping_plus(self.clock_nanos())
    }

    /// The same with an offset, which stays.
    pub fn after_time(&self, time: Time) -> Result<Time, ValueError> {
        Time::new(self.after_local_time(time.local()), time.offset())
    }

    /// A date and time later by this: months, then days, then seconds.
    pub fn after_local_date_time(&self, start: LocalDateTime) -> Result<LocalDateTime, ValueError> {
        start.plus_date_part(self)?.plus_nanos(self.clock_nanos())
    }

    /// A date and time in a zone later by this: months and days on the calendar there, seconds on the line of instants.
    pub fn after_date_time(&self, start: &DateTime) -> Result<DateTime, ValueError> {
        if self.months == 0 && self.days == 0 {
            return start.plus_nanos(self.clock_nanos());
        }
        let local = start.local().plus_date_part(self)?;
        DateTime::from_local(local, start.zone().clone())?.plus_nanos(self.clock_nanos())
    }

    /// A total order for sorting: by average length, then part by part. Durations are not comparable otherwise.
    pub fn order(&self, other: &Self) -> Ordering {
        let length = |d: &Self| {
            i128::from(d.months) * i128::from(NANOS_PER_MONTH)
                + i128::from(d.days) * i128::from(NANOS_PER_DAY)
                + d.clock_nanos()
        };
        let parts = |d: &Self| (d.months, d.days, d.seconds, d.nanos);
        length(self).cmp(&length(other)).then_with(|| parts(self).cmp(&parts(other)))
    }
}
