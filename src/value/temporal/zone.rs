//! Time zones: fixed offsets and named zones. The one place that asks the time zone database.

use std::sync::{Arc, LazyLock};

use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use super::date::check;
use super::{LocalDateTime, NANOS_PER_SECOND};
use crate::value::ValueError;

/// Greatest offset in seconds, 18 hours.
pub(super) const MAX_OFFSET: i64 = 18 * 3600;

/// A fixed offset or a zone with rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Seconds east of UTC.
    Offset(i32),
    /// A name of the time zone database: `Europe/Stockholm`.
    Named(Arc<str>),
}

impl Zone {
    /// UTC.
    pub const UTC: Self = Self::Offset(0);

    /// A fixed offset, 18 hours at most.
    pub fn offset(seconds: i64) -> Result<Self, ValueError> {
        check("offset in seconds", seconds, -MAX_OFFSET, MAX_OFFSET)?;
        Ok(Self::Offset(i32::try_from(seconds).expect("18 hours fit")))
    }

    /// A named zone, in the spelling of the database.
    pub fn named(name: &str) -> Result<Self, ValueError> {
        let zone = lookup(name)?;
        Ok(Self::Named(zone.iana_name().unwrap_or(name).into()))
    }

    /// A zone as openCypher writes it: `Z`, `+01:00`, `Europe/Stockholm`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        super::parse::zone(text)
    }

    /// The offset that holds at a local time. A time in a gap takes the offset before the gap and so moves forward;
    /// a time that comes twice takes the first.
    pub(super) fn offset_at_local(&self, local: LocalDateTime) -> Result<i32, ValueError> {
        let name = match self {
            Self::Offset(offset) => return Ok(*offset),
            Self::Named(name) => name,
        };
        let offset = match lookup(name)?.to_ambiguous_timestamp(civil_time(local)?).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        Ok(offset.seconds())
    }

    /// The offset that holds at an instant, given as the date and time in UTC.
    pub(super) fn offset_at_instant(&self, utc: LocalDateTime) -> Result<i32, ValueError> {
        let name = match self {
            Self::Offset(offset) => return Ok(*offset),
            Self::Named(name) => name,
        };
        let timestamp = TimeZone::UTC
            .to_timestamp(civil_time(utc)?)
            .map_err(|_| ValueError::overflow("a time leaves the range of its zone"))?;
        Ok(lookup(name)?.to_offset(timestamp).seconds())
    }
}

/// The rules that come with the program, not those of the machine: answers must not differ from one to another.
static RULES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

fn lookup(name: &str) -> Result<TimeZone, ValueError> {
    RULES.get(name).map_err(|_| ValueError::invalid(format!("unknown time zone `{name}`")))
}

/// The same local time for the database, whose years end at 9999. Rules and weekdays repeat every 400 years, so a
/// year beyond is asked about in the last (or first) 400 it knows.
fn civil_time(local: LocalDateTime) -> Result<civil::DateTime, ValueError> {
    let (year, month, day) = local.date().ymd();
    let year = match year {
        9_998.. => 9_200 + year.rem_euclid(400),
        ..=-9_998 => -9_200 + year.rem_euclid(400),
        _ => year,
    };
    let time = local.time();
    let narrow = |value: i64| i8::try_from(value).expect("a component of a time is small");
    civil::DateTime::new(
        i16::try_from(year).expect("the year is folded into four digits"),
        narrow(month),
        narrow(day),
        narrow(time.hour()),
        narrow(time.minute()),
        narrow(time.second()),
        i32::try_from(time.nano_of_day() % NANOS_PER_SECOND).expect("nanoseconds of a second fit"),
    )
    .map_err(|_| ValueError::overflow("a time leaves the range of its zone"))
}
