//! Canonical texts of temporal values: the shortest ISO 8601 form that keeps hours and minutes.

use std::fmt::{Display, Formatter, Result};

use super::{Date, DateTime, Duration, LocalDateTime, LocalTime, NANOS_PER_SECOND, Time, Zone};

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (year, month, day) = self.ymd();
        match year {
            0..=9999 => write!(f, "{year:04}")?,
            10_000.. => write!(f, "+{year}")?,
            _ => write!(f, "-{:04}", -year)?,
        }
        write!(f, "-{month:02}-{day:02}")
    }
}

impl Display for LocalTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        if self.second() != 0 || self.nanosecond() != 0 {
            write!(f, ":{:02}", self.second())?;
        }
        write_fraction(f, self.nanosecond())
    }
}

impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.local())?;
        write_offset(f, self.offset())
    }
}

impl Display for LocalDateTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}T{}", self.date(), self.time())
    }
}

impl Display for DateTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.local())?;
        write_offset(f, self.offset())?;
        match self.zone() {
            Zone::Offset(_) => Ok(()),
            Zone::Named(name) => write!(f, "[{name}]"),
        }
    }
}

impl Display for Zone {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Offset(offset) => write_offset(f, *offset),
            Self::Named(name) => f.write_str(name),
        }
    }
}

impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if *self == Self::ZERO {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        for (amount, unit) in [(self.months() / 12, "Y"), (self.months() % 12, "M"), (self.days(), "D")] {
            if amount != 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        write_clock(f, self.clock_nanos())
    }
}

/// Hours, minutes and seconds of one sign; nothing when there are none.
fn write_clock(f: &mut Formatter<'_>, nanos: i128) -> Result {
    if nanos == 0 {
        return Ok(());
    }
    f.write_str("T")?;
    let per_second = i128::from(NANOS_PER_SECOND);
    let seconds = nanos / per_second;
    let fraction = i64::try_from((nanos % per_second).abs()).expect("nanoseconds of a second fit");
    for (amount, unit) in [(seconds / 3600, "H"), (seconds / 60 % 60, "M")] {
        if amount != 0 {
            write!(f, "{amount}{unit}")?;
        }
    }
    let rest = seconds % 60;
    if rest == 0 && fraction == 0 {
        return Ok(());
    }
    // The sign of a whole part of zero would be lost.
    let sign = if nanos < 0 { "-" } else { "" };
    write!(f, "{sign}{}", rest.abs())?;
    write_fraction(f, fraction)?;
    f.write_str("S")
}

fn write_fraction(f: &mut Formatter<'_>, nanos: i64) -> Result {
    if nanos == 0 {
        return Ok(());
    }
    let digits = format!("{nanos:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

fn write_offset(f: &mut Formatter<'_>, offset: i32) -> Result {
    if offset == 0 {
        return f.write_str("Z");
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let seconds = offset.abs();
    write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
    match seconds % 60 {
        0 => Ok(()),
        rest => write!(f, ":{rest:02}"),
    }
}
