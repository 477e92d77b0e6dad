//! Dates with times, with and without a zone.

use std::cmp::Ordering;

use super::date::too_far;
use super::{Date, Duration, LocalTime, NANOS_PER_DAY, NANOS_PER_SECOND, Time, Zone};
use crate::value::ValueError;

/// A date and a time without zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalDateTime {
    date: Date,
    time: LocalTime,
}

impl LocalDateTime {
    /// A time on a date.
    pub fn new(date: Date, time: LocalTime) -> Self {
        Self { date, time }
    }

    /// So many nanoseconds after 1970-01-01T00:00.
    pub fn from_epoch_nanos(nanos: i128) -> Result<Self, ValueError> {
        let day = i128::from(NANOS_PER_DAY);
        let days = i64::try_from(nanos.div_euclid(day)).map_err(|_| too_far("date"))?;
        let time = LocalTime::MIDNIGHT.wrapping_plus(nanos.rem_euclid(day));
        Ok(Self { date: Date::from_epoch_day(days)?, time })
    }

    /// Nanoseconds since 1970-01-01T00:00.
    pub fn epoch_nanos(self) -> i128 {
        i128::from(self.date.epoch_day()) * i128::from(NANOS_PER_DAY) + i128::from(self.time.nano_of_day())
    }

    /// The date.
    pub fn date(self) -> Date {
        self.date
    }

    /// The time.
    pub fn time(self) -> LocalTime {
        self.time
    }

    /// The time so many nanoseconds later.
    pub fn plus_nanos(self, nanos: i128) -> Result<Self, ValueError> {
        Self::from_epoch_nanos(self.epoch_nanos() + nanos)
    }

    /// The time later by the months and days of a duration, not its seconds.
    pub(super) fn plus_date_part(self, duration: &Duration) -> Result<Self, ValueError> {
        let date = self.date.plus_months(duration.months())?.plus_days(duration.days())?;
        Ok(Self { date, time: self.time })
    }
}

/// A date and a time in a zone. Equal values have equal zones; the order is that of the instants, then of the zones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    local: LocalDateTime,
    offset: i32,
    zone: Zone,
}

impl DateTime {
    /// A local time in a zone. A time that falls into a gap moves forward by the gap; one that comes twice is the
    /// first.
    pub fn from_local(local: LocalDateTime, zone: Zone) -> Result<Self, ValueError> {
        let offset = zone.offset_at_local(local)?;
        let utc = local.plus_nanos(-offset_nanos(offset))?;
        Self::from_utc(utc, zone)
    }

    /// A local time in a zone at an offset, which must be one that the zone has then: it tells apart the two times
    /// of an hour that comes twice.
    pub fn from_local_with_offset(local: LocalDateTime, offset: i32, zone: Zone) -> Result<Self, ValueError> {
        let found = Self::from_utc(local.plus_nanos(-offset_nanos(offset))?, zone)?;
        if found.offset == offset {
            Ok(found)
        } else {
            Err(ValueError::invalid("the offset does not fit the time zone at that time"))
        }
    }

    /// An instant, given as date and time in UTC, in a zone.
    pub fn from_utc(utc: LocalDateTime, zone: Zone) -> Result<Self, ValueError> {
        let offset = zone.offset_at_instant(utc)?;
        Ok(Self { local: utc.plus_nanos(offset_nanos(offset))?, offset, zone })
    }

    /// The time as calendar and clock there show it.
    pub fn local(&self) -> LocalDateTime {
        self.local
    }

    /// Seconds east of UTC.
    pub fn offset(&self) -> i32 {
        self.offset
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Nanoseconds since 1970-01-01T00:00Z.
    pub fn epoch_nanos(&self) -> i128 {
        self.local.epoch_nanos() - offset_nanos(self.offset)
    }

    /// The same instant in another zone.
    pub fn in_zone(&self, zone: Zone) -> Result<Self, ValueError> {
        Self::from_utc(LocalDateTime::from_epoch_nanos(self.epoch_nanos())?, zone)
    }

    /// The time of day with its offset.
    pub fn time(&self) -> Result<Time, ValueError> {
        Time::new(self.local.time, self.offset)
    }

    /// The time so many nanoseconds later, counted on the line of instants.
    pub fn plus_nanos(&self, nanos: i128) -> Result<Self, ValueError> {
        Self::from_utc(LocalDateTime::from_epoch_nanos(self.epoch_nanos() + nanos)?, self.zone.clone())
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.epoch_nanos(), self.offset, &self.zone).cmp(&(other.epoch_nanos(), other.offset, &other.zone))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn offset_nanos(offset: i32) -> i128 {
    i128::from(offset) * i128::from(NANOS_PER_SECOND)
}
