//! The proleptic Gregorian calendar on days counted from 1970-01-01.
//!
//! Conversions follow Howard Hinnant's "chrono-compatible low-level date algorithms": years begin in March, so that
//! the leap day is the last, and 400 years have 146097 days.

/// The least year of a date.
pub const MIN_YEAR: i64 = -999_999_999;
/// The greatest year of a date.
pub const MAX_YEAR: i64 = 999_999_999;
/// Nanoseconds of one second.
pub const NANOS_PER_SECOND: i64 = 1_000_000_000;
/// Nanoseconds of one day.
pub const NANOS_PER_DAY: i64 = 86_400 * NANOS_PER_SECOND;

const DAYS_PER_ERA: i64 = 146_097;
const DAYS_TO_EPOCH: i64 = 719_468;

/// Days from 1970-01-01 to a date; the month is 1 to 12, the day may lie outside its month.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH
}

/// Year, month and day of a count of days.
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + DAYS_TO_EPOCH;
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Whether the year has 366 days.
pub(super) fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days of a month.
pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap_year(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// ISO day of the week, Monday = 1.
pub(super) fn day_of_week(days: i64) -> i64 {
    (days + 3).rem_euclid(7) + 1
}

/// The Monday of the first ISO week of a year: the week of January 4th.
pub(super) fn first_week(week_year: i64) -> i64 {
    let january_4 = days_from_civil(week_year, 1, 4);
    january_4 - (day_of_week(january_4) - 1)
}

/// ISO year and week of a count of days.
pub(super) fn week_date(days: i64) -> (i64, i64) {
    // The Thursday of a week decides which year it belongs to.
    let thursday = days - (day_of_week(days) - 1) + 3;
    let (year, _, _) = civil_from_days(thursday);
    (year, (days - first_week(year)).div_euclid(7) + 1)
}

/// Number of ISO weeks of a year, 52 or 53.
pub(super) fn weeks_in_year(week_year: i64) -> i64 {
    (first_week(week_year + 1) - first_week(week_year)) / 7
}
