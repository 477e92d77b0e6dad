//! A calendar date.

use super::calendar::{
    MAX_YEAR, MIN_YEAR, civil_from_days, day_of_week, days_from_civil, days_in_month, first_week,
    is_leap_year, week_date, weeks_in_year,
};
use crate::value::ValueError;

/// A date without time and zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    epoch_day: i64,
}

impl Date {
    /// The date so many days after 1970-01-01.
    pub fn from_epoch_day(epoch_day: i64) -> Result<Self, ValueError> {
        let least = days_from_civil(MIN_YEAR, 1, 1);
        let greatest = days_from_civil(MAX_YEAR, 12, 31);
        if (least..=greatest).contains(&epoch_day) {
            Ok(Self { epoch_day })
        } else {
            Err(ValueError::overflow(format!("a date lies outside the years {MIN_YEAR} to {MAX_YEAR}")))
        }
    }

    /// The date of a year, a month (1 to 12) and a day of it.
    pub fn from_ymd(year: i64, month: i64, day: i64) -> Result<Self, ValueError> {
        check_year(year)?;
        check("month", month, 1, 12)?;
        check("day", day, 1, days_in_month(year, month))?;
        Self::from_epoch_day(days_from_civil(year, month, day))
    }

    /// The date of an ISO week (1 to 53) and its day (Monday = 1).
    pub fn from_week(week_year: i64, week: i64, day: i64) -> Result<Self, ValueError> {
        check_year(week_year)?;
        check("week", week, 1, weeks_in_year(week_year))?;
        check("dayOfWeek", day, 1, 7)?;
        Self::from_epoch_day(first_week(week_year) + (week - 1) * 7 + day - 1)
    }

    /// The date of a day of the year (1 to 366).
    pub fn from_ordinal(year: i64, day: i64) -> Result<Self, ValueError> {
        check_year(year)?;
        check("ordinalDay", day, 1, 365 + i64::from(is_leap_year(year)))?;
        Self::from_epoch_day(days_from_civil(year, 1, 1) + day - 1)
    }

    /// The date of a quarter (1 to 4) and a day of it.
    pub fn from_quarter(year: i64, quarter: i64, day: i64) -> Result<Self, ValueError> {
        check_year(year)?;
        check("quarter", quarter, 1, 4)?;
        let first = days_from_civil(year, quarter * 3 - 2, 1);
        let last = days_from_civil(year, quarter * 3, days_in_month(year, quarter * 3));
        check("dayOfQuarter", day, 1, last - first + 1)?;
        Self::from_epoch_day(first + day - 1)
    }

    /// Days since 1970-01-01.
    pub fn epoch_day(self) -> i64 {
        self.epoch_day
    }

    /// Year, month and day.
    pub fn ymd(self) -> (i64, i64, i64) {
        civil_from_days(self.epoch_day)
    }

    /// Year.
    pub fn year(self) -> i64 {
        self.ymd().0
    }

    /// Month, January = 1.
    pub fn month(self) -> i64 {
        self.ymd().1
    }

    /// Day of the month.
    pub fn day(self) -> i64 {
        self.ymd().2
    }

    /// Quarter, 1 to 4.
    pub fn quarter(self) -> i64 {
        (self.month() - 1) / 3 + 1
    }

    /// Day of the quarter.
    pub fn day_of_quarter(self) -> i64 {
        self.epoch_day - days_from_civil(self.year(), self.quarter() * 3 - 2, 1) + 1
    }

    /// Day of the year.
    pub fn ordinal_day(self) -> i64 {
        self.epoch_day - days_from_civil(self.year(), 1, 1) + 1
    }

    /// ISO day of the week, Monday = 1.
    pub fn day_of_week(self) -> i64 {
        day_of_week(self.epoch_day)
    }

    /// ISO week.
    pub fn week(self) -> i64 {
        week_date(self.epoch_day).1
    }

    /// Year the ISO week belongs to.
    pub fn week_year(self) -> i64 {
        week_date(self.epoch_day).0
    }

    /// The date so many months later; a day past the month's end becomes its last.
    pub fn plus_months(self, months: i64) -> Result<Self, ValueError> {
        if months == 0 {
            return Ok(self);
        }
        let (year, month, day) = self.ymd();
        let total = (year * 12 + month - 1).checked_add(months).ok_or_else(|| too_far("date"))?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(too_far("date"));
        }
        Self::from_ymd(year, month, day.min(days_in_month(year, month)))
    }

    /// The date so many days later.
    pub fn plus_days(self, days: i64) -> Result<Self, ValueError> {
        Self::from_epoch_day(self.epoch_day.checked_add(days).ok_or_else(|| too_far("date"))?)
    }
}

/// The error of arithmetic that leaves the range.
pub(super) fn too_far(what: &str) -> ValueError {
    ValueError::overflow(format!("a {what} leaves its range"))
}

/// Checks a component against its range.
pub(super) fn check(name: &str, value: i64, least: i64, greatest: i64) -> Result<(), ValueError> {
    if (least..=greatest).contains(&value) {
        Ok(())
    } else {
        Err(ValueError::invalid(format!("`{name}` is {value}, expected {least} to {greatest}")))
    }
}

fn check_year(year: i64) -> Result<(), ValueError> {
    check("year", year, MIN_YEAR, MAX_YEAR)
}
