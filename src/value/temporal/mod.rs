//! openCypher's temporal values: [`Date`], [`LocalTime`], [`Time`], [`LocalDateTime`], [`DateTime`], [`Duration`].
//!
//! The calendar is the proleptic Gregorian one, for years -999999999 to 999999999 (openCypher's range, wider than
//! that of the usual date libraries, hence computed here). Only the rules of named time zones come from outside, and
//! only `zone` knows them. Texts in are ISO 8601 as openCypher narrows it; texts out are the canonical forms.

mod between;
mod calendar;
mod date;
mod date_time;
mod decimal;
mod display;
mod duration;
mod parse;
#[cfg(test)]
mod tests;
mod time;
mod zone;

pub use between::{Moment, between, in_days, in_months, in_seconds};
pub use calendar::{MAX_YEAR, MIN_YEAR, NANOS_PER_DAY, NANOS_PER_SECOND};
pub use date::Date;
pub use date_time::{DateTime, LocalDateTime};
pub use decimal::Decimal;
pub use duration::{Duration, DurationParts};
pub use time::{LocalTime, Time};
pub use zone::Zone;
