//! What a time expression says.

use std::fmt;

/// A year by number, or relative to the year the text speaks from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// 2024年.
    Number(i32),
    /// 去年 is -1, 今年 0, 明年 1.
    Relative(i32),
}

impl Year {
    /// The year's number when the text speaks from `now`.
    pub fn resolved(self, now: i32) -> i32 {
        match self {
            Self::Number(year) => year,
            Self::Relative(offset) => now + offset,
        }
    }
}

/// A year, month or day; parts that are not said are left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: Option<Year>,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day, 1 to 31.
    pub day: Option<u32>,
}

impl Moment {
    /// A whole year.
    pub fn year(year: i32) -> Self {
        Self { year: Some(Year::Number(year)), month: None, day: None }
    }

    /// What this moment leaves open, taken from `other`: 6月1日-|30日.
    pub(super) fn or(self, other: Self) -> Self {
        let month = self.month.or(other.month.filter(|_| self.day.is_some()));
        Self { year: self.year.or(other.year.filter(|_| month.is_some())), month, day: self.day }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(Year::Number(year)) => write!(f, "{year:04}")?,
            Some(Year::Relative(offset)) => write!(f, "now{offset:+}")?,
            None => write!(f, "XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A point or stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Time {
    /// A year, month or day.
    At(Moment),
    /// From one to another, both included: 2023年1-6月.
    Between(Moment, Moment),
    /// So many years up to now: 近三年.
    Past(f64),
    /// A length of years, months and days: 两年, 三年半.
    Length {
        /// Years.
        years: f64,
        /// Months.
        months: f64,
        /// Days.
        days: f64,
    },
}

impl Time {
    /// The last moment that it names.
    pub fn end(&self) -> Option<Moment> {
        match self {
            Self::At(moment) | Self::Between(_, moment) => Some(*moment),
            Self::Past(_) | Self::Length { .. } => None,
        }
    }
}
