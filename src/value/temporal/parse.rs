//! Reads ISO 8601 texts in the forms openCypher allows: extended and basic, calendar, week, quarter and ordinal dates,
//! cut-off dates and times, offsets with or without a zone's name in brackets.

use super::{Date, DateTime, Decimal, Duration, DurationParts, LocalDateTime, LocalTime, Time, Zone};
use crate::value::ValueError;

impl Date {
    /// Reads `2015-07-21`, `20150721`, `2015-07`, `2015-W30-2`, `2015-Q3-21`, `2015-202`, `2015` and their kin.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        whole(text, "date", date)
    }
}

impl LocalTime {
    /// Reads `21:40:32.142`, `214032`, `21:40`, `21`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        whole(text, "local time", local_time)
    }
}

impl Time {
    /// Reads a local time with an offset (`Z`, `+01:00`); without one it is UTC.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        whole(text, "time", |reader| {
            let local = local_time(reader)?;
            let offset = if reader.rest.is_empty() { 0 } else { offset(reader)? };
            Self::new(local, offset).ok()
        })
    }
}

impl LocalDateTime {
    /// Reads a date, alone or with `T` and a local time.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        whole(text, "local date time", local_date_time)
    }
}

impl DateTime {
    /// Reads a local date and time with an offset, a zone's name in brackets, or both; with neither it is in
    /// `default`.
    pub fn parse(text: &str, default: &Zone) -> Result<Self, ValueError> {
        let mut reader = Reader { rest: text };
        let wrong = || malformed(text, "date time");
        let local = local_date_time(&mut reader).ok_or_else(wrong)?;
        let found = match reader.rest.chars().next() {
            None | Some('[') => None,
            Some(_) => Some(offset(&mut reader).ok_or_else(wrong)?),
        };
        let name = match reader.rest.strip_prefix('[') {
            Some(rest) => Some(Zone::named(rest.strip_suffix(']').ok_or_else(wrong)?)?),
            None if reader.rest.is_empty() => None,
            None => return Err(wrong()),
        };
        match (found, name) {
            (Some(offset), Some(zone)) => Self::from_local_with_offset(local, offset, zone),
            (Some(offset), None) => Self::from_local(local, Zone::Offset(offset)),
            (None, Some(zone)) => Self::from_local(local, zone),
            (None, None) => Self::from_local(local, default.clone()),
        }
    }
}

/// Reads an offset or a zone's name.
pub(super) fn zone(text: &str) -> Result<Zone, ValueError> {
    if text.starts_with(['+', '-', '\u{2212}']) || text.eq_ignore_ascii_case("z") {
        whole(text, "time zone", offset).map(Zone::Offset)
    } else {
        Zone::named(text)
    }
}

/// Reads a duration in either form.
pub(super) fn duration(text: &str) -> Result<Duration, ValueError> {
    let wrong = || malformed(text, "duration");
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let body = unsigned.strip_prefix(['P', 'p']).ok_or_else(wrong)?;
    let parts = match unit_parts(body) {
        Some(parts) => parts,
        None => date_parts(body).ok_or_else(wrong)?,
    };
    let duration = Duration::from_parts(&parts)?;
    if negative { duration.negated() } else { Ok(duration) }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Takes a character when it comes next.
    fn take(&mut self, expected: char) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// How many ASCII digits come next.
    fn n_digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Takes exactly so many digits.
    fn number(&mut self, n: usize) -> Option<i64> {
        if self.n_digits() < n {
            return None;
        }
        let (digits, rest) = self.rest.split_at(n);
        self.rest = rest;
        digits.parse().ok()
    }
}

fn whole<'t, T>(
    text: &'t str,
    what: &str,
    read: impl FnOnce(&mut Reader<'t>) -> Option<T>,
) -> Result<T, ValueError> {
    let mut reader = Reader { rest: text };
    read(&mut reader).filter(|_| reader.rest.is_empty()).ok_or_else(|| malformed(text, what))
}

fn malformed(text: &str, what: &str) -> ValueError {
    ValueError::invalid(format!("`{text}` is not a {what}"))
}

fn date(reader: &mut Reader<'_>) -> Option<Date> {
    let negative = reader.take('-');
    let signed = negative || reader.take('+');
    // With a sign the year may have up to nine digits, and only a hyphen tells where it ends.
    let n = if signed { reader.n_digits() } else { 4 };
    if !(4..=9).contains(&n) {
        return None;
    }
    let year = reader.number(n)? * if negative { -1 } else { 1 };
    let extended = reader.take('-');
    if reader.take('W') {
        return week_date(reader, year, extended);
    }
    if reader.take('Q') {
        let quarter = reader.number(1)?;
        let has_day = if extended { reader.take('-') } else { reader.n_digits() > 0 };
        let day = if has_day { reader.number(2)? } else { 1 };
        return Date::from_quarter(year, quarter, day).ok();
    }
    match (extended, reader.n_digits()) {
        (false, 0) => Date::from_ymd(year, 1, 1).ok(),
        (_, 3) => Date::from_ordinal(year, reader.number(3)?).ok(),
        (_, 2) => {
            let month = reader.number(2)?;
            let day = if extended && reader.take('-') { reader.number(2)? } else { 1 };
            Date::from_ymd(year, month, day).ok()
        }
        (false, 4) => Date::from_ymd(year, reader.number(2)?, reader.number(2)?).ok(),
        _ => None,
    }
}

fn week_date(reader: &mut Reader<'_>, year: i64, extended: bool) -> Option<Date> {
    let week = reader.number(2)?;
    let has_day = if extended { reader.take('-') } else { reader.n_digits() > 0 };
    let day = if has_day { reader.number(1)? } else { 1 };
    Date::from_week(year, week, day).ok()
}

fn local_time(reader: &mut Reader<'_>) -> Option<LocalTime> {
    let hour = reader.number(2)?;
    let extended = reader.rest.starts_with(':');
    let next = |reader: &mut Reader<'_>| {
        let more = if extended { reader.take(':') } else { reader.n_digits() > 0 };
        if more { reader.number(2).map(Some) } else { Some(None) }
    };
    let minute = next(reader)?;
    let second = if minute.is_some() { next(reader)? } else { None };
    let nanos =
        if second.is_some() && (reader.take('.') || reader.take(',')) { fraction(reader)? } else { 0 };
    LocalTime::from_hms(hour, minute.unwrap_or(0), second.unwrap_or(0), nanos).ok()
}

/// Digits after a decimal point as nanoseconds; those past the ninth are cut.
fn fraction(reader: &mut Reader<'_>) -> Option<i64> {
    let n = reader.n_digits();
    if n == 0 {
        return None;
    }
    let (digits, rest) = reader.rest.split_at(n);
    reader.rest = rest;
    format!("{:0<9}", &digits[..n.min(9)]).parse().ok()
}

fn offset(reader: &mut Reader<'_>) -> Option<i32> {
    if reader.take('Z') || reader.take('z') {
        return Some(0);
    }
    let negative = reader.take('-') || reader.take('\u{2212}');
    if !negative && !reader.take('+') {
        return None;
    }
    let hours = reader.number(2)?;
    let next = |reader: &mut Reader<'_>| {
        if reader.take(':') || reader.n_digits() > 0 { reader.number(2) } else { Some(0) }
    };
    let minutes = next(reader)?;
    let seconds = next(reader)?;
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let total = hours * 3600 + minutes * 60 + seconds;
    match Zone::offset(if negative { -total } else { total }) {
        Ok(Zone::Offset(offset)) => Some(offset),
        _ => None,
    }
}

fn local_date_time(reader: &mut Reader<'_>) -> Option<LocalDateTime> {
    let date = date(reader)?;
    let time = if reader.take('T') || reader.take('t') { local_time(reader)? } else { LocalTime::MIDNIGHT };
    Some(LocalDateTime::new(date, time))
}

/// `1Y2M3W4DT5H6M7.8S`: each unit at most once, in this order.
fn unit_parts(body: &str) -> Option<DurationParts> {
    let mut parts = DurationParts::default();
    let (date_units, clock_units) = match body.split_once(['T', 't']) {
        Some((date, clock)) if !clock.is_empty() => (date, clock),
        Some(_) => return None,
        None => (body, ""),
    };
    if date_units.is_empty() && clock_units.is_empty() {
        return None;
    }
    let (years, months, weeks, days) =
        (&mut parts.years, &mut parts.months, &mut parts.weeks, &mut parts.days);
    read_units(date_units, [('Y', years), ('M', months), ('W', weeks), ('D', days)])?;
    let (hours, minutes, seconds) = (&mut parts.hours, &mut parts.minutes, &mut parts.seconds);
    read_units(clock_units, [('H', hours), ('M', minutes), ('S', seconds)])?;
    Some(parts)
}

fn read_units<const N: usize>(mut text: &str, units: [(char, &mut Decimal); N]) -> Option<()> {
    for (unit, slot) in units {
        let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        if text[end..].starts_with([unit, unit.to_ascii_lowercase()]) {
            *slot = Decimal::parse(&text[..end]).ok()?;
            text = &text[end + 1..];
        }
    }
    text.is_empty().then_some(())
}

/// `2012-02-02T14:37:21.545`: the components of a date and a time taken as amounts, so a month may be 0.
fn date_parts(body: &str) -> Option<DurationParts> {
    let (date, clock) = body.split_once(['T', 't']).unwrap_or((body, ""));
    let integer = |number: Option<i64>| number.map(Decimal::from_integer);
    let mut parts = DurationParts::default();
    let mut reader = Reader { rest: date };
    parts.years = integer(reader.number(4))?;
    let extended = reader.take('-');
    parts.months = integer(reader.number(2))?;
    if extended && !reader.take('-') {
        return None;
    }
    parts.days = integer(reader.number(2))?;
    if !reader.rest.is_empty() {
        return None;
    }
    if !clock.is_empty() {
        let time = LocalTime::parse(clock).ok()?;
        parts.hours = Decimal::from_integer(time.hour());
        parts.minutes = Decimal::from_integer(time.minute());
        parts.seconds = Decimal::from_integer(time.second());
        parts.nanoseconds = Decimal::from_integer(time.nanosecond());
    }
    Some(parts)
}
