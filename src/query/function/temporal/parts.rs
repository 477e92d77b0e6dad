//! A temporal instant taken apart into what it has of date, time and zone.

use crate::value::Value;
use crate::value::temporal::{Date, DateTime, LocalDateTime, LocalTime, Moment, Time, Zone};

use super::super::EvalError;

/// What an instant has; a constructor takes from it what it needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) date: Option<Date>,
    pub(super) time: Option<LocalTime>,
    /// The zone, with the offset that holds at that instant.
    pub(super) zone: Option<(Zone, i32)>,
}

/// The types that `truncate` and the constructors make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
}

impl Kind {
    /// Name of the function that makes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::LocalTime => "localtime",
            Self::Time => "time",
            Self::LocalDateTime => "localdatetime",
            Self::DateTime => "datetime",
        }
    }

    /// Whether values of this type have a date.
    pub(super) fn has_date(self) -> bool {
        matches!(self, Self::Date | Self::LocalDateTime | Self::DateTime)
    }

    /// Whether values of this type have a time.
    pub(super) fn has_time(self) -> bool {
        self != Self::Date
    }

    /// Whether values of this type have a zone.
    pub(super) fn has_zone(self) -> bool {
        matches!(self, Self::Time | Self::DateTime)
    }
}

impl Parts {
    /// Takes an instant apart; none when the value is no instant.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let local = |local: LocalDateTime| (Some(local.date()), Some(local.time()));
        Some(match value {
            Value::Date(date) => Self { date: Some(*date), ..Self::default() },
            Value::LocalTime(time) => Self { time: Some(*time), ..Self::default() },
            Value::Time(time) => Self {
                date: None,
                time: Some(time.local()),
                zone: Some((Zone::Offset(time.offset()), time.offset())),
            },
            Value::LocalDateTime(moment) => {
                let (date, time) = local(*moment);
                Self { date, time, zone: None }
            }
            Value::DateTime(moment) => {
                let (date, time) = local(moment.local());
                Self { date, time, zone: Some((moment.zone().clone(), moment.offset())) }
            }
            _ => return None,
        })
    }

    /// The parts of an instant in a zone.
    pub(super) fn of_date_time(moment: &DateTime) -> Self {
        Self {
            date: Some(moment.local().date()),
            time: Some(moment.local().time()),
            zone: Some((moment.zone().clone(), moment.offset())),
        }
    }

    /// The same for the durations between instants.
    pub(super) fn moment(self) -> Moment {
        Moment { date: self.date, time: self.time.unwrap_or(LocalTime::MIDNIGHT), zone: self.zone }
    }

    /// Puts an instant of some type together. A missing time is midnight, a missing zone UTC, a missing date an error.
    pub(super) fn build(&self, kind: Kind) -> Result<Value, EvalError> {
        let time = self.time.unwrap_or(LocalTime::MIDNIGHT);
        let date = || {
            self.date.ok_or_else(|| {
                let message = format!("`{}` needs a date, and there is none", kind.name());
                EvalError::argument("InvalidArgumentValue", message)
            })
        };
        Ok(match kind {
            Kind::Date => Value::Date(date()?),
            Kind::LocalTime => Value::LocalTime(time),
            Kind::Time => Value::Time(Time::new(time, self.zone.as_ref().map_or(0, |(_, offset)| *offset))?),
            Kind::LocalDateTime => Value::LocalDateTime(LocalDateTime::new(date()?, time)),
            Kind::DateTime => {
                let local = LocalDateTime::new(date()?, time);
                match &self.zone {
                    None => DateTime::from_local(local, Zone::UTC)?.into(),
                    Some((zone, offset)) => DateTime::from_local_with_offset(local, *offset, zone.clone())
                        .or_else(|_| DateTime::from_local(local, zone.clone()))?
                        .into(),
                }
            }
        })
    }
}
