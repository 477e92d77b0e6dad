//! Times of day, with and without an offset.

use std::cmp::Ordering;

use super::date::check;
use super::zone::MAX_OFFSET;
use super::{NANOS_PER_DAY, NANOS_PER_SECOND};
use crate::value::ValueError;

/// A time of day without zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTime {
    nano_of_day: i64,
}

impl LocalTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { nano_of_day: 0 };

    /// The time so many nanoseconds after midnight.
    pub fn from_nano_of_day(nano_of_day: i64) -> Result<Self, ValueError> {
        check("nanosecond of the day", nano_of_day, 0, NANOS_PER_DAY - 1)?;
        Ok(Self { nano_of_day })
    }

    /// The time of an hour, a minute, a second and a nanosecond of the second.
    pub fn from_hms(hour: i64, minute: i64, second: i64, nanosecond: i64) -> Result<Self, ValueError> {
        check("hour", hour, 0, 23)?;
        check("minute", minute, 0, 59)?;
        check("second", second, 0, 59)?;
        check("nanosecond", nanosecond, 0, NANOS_PER_SECOND - 1)?;
        Ok(Self { nano_of_day: (hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + nanosecond })
    }

    /// Nanoseconds since midnight.
    pub fn nano_of_day(self) -> i64 {
        self.nano_of_day
    }

    /// Hour, 0 to 23.
    pub fn hour(self) -> i64 {
        self.nano_of_day / (3600 * NANOS_PER_SECOND)
    }

    /// Minute of the hour.
    pub fn minute(self) -> i64 {
        self.nano_of_day / (60 * NANOS_PER_SECOND) % 60
    }

    /// Second of the minute.
    pub fn second(self) -> i64 {
        self.nano_of_day / NANOS_PER_SECOND % 60
    }

    /// Nanosecond of the second.
    pub fn nanosecond(self) -> i64 {
        self.nano_of_day % NANOS_PER_SECOND
    }

    /// The time so many nanoseconds later, past midnight from the start.
    #[must_use]
    pub fn wrapping_plus(self, nanos: i128) -> Self {
        let sum = (i128::from(self.nano_of_day) + nanos).rem_euclid(i128::from(NANOS_PER_DAY));
        Self { nano_of_day: i64::try_from(sum).expect("a remainder of a day fits") }
    }
}

/// A time of day with an offset from UTC. Equal times have equal offsets; the order is that of the instants on one
/// day, then of the offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    local: LocalTime,
    offset: i32,
}

impl Time {
    /// A time at an offset of so many seconds east of UTC, 18 hours at most.
    pub fn new(local: LocalTime, offset: i32) -> Result<Self, ValueError> {
        check("offset in seconds", i64::from(offset), -MAX_OFFSET, MAX_OFFSET)?;
        Ok(Self { local, offset })
    }

    /// The time as the clock there shows it.
    pub fn local(self) -> LocalTime {
        self.local
    }

    /// Seconds east of UTC.
    pub fn offset(self) -> i32 {
        self.offset
    }

    /// Nanoseconds since midnight in UTC; may lie outside one day.
    pub fn utc_nanos(self) -> i64 {
        self.local.nano_of_day - i64::from(self.offset) * NANOS_PER_SECOND
    }

    /// The same instant at another offset.
    pub fn at_offset(self, offset: i32) -> Result<Self, ValueError> {
        let shift = i128::from(offset - self.offset) * i128::from(NANOS_PER_SECOND);
        Self::new(self.local.wrapping_plus(shift), offset)
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.utc_nanos(), self.offset).cmp(&(other.utc_nanos(), other.offset))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
