//! The rows of the function table for this family.

use super::super::registry::{ArgumentType, Function};
use super::clock::clock;
use super::construct::{duration, from_epoch, from_epoch_millis, instant};
use super::parts::Kind;
use super::span::span;
use super::truncate::truncate;
use crate::value::temporal;

use ArgumentType::{Any, Integer, Map, String as Text};

/// All temporal functions.
pub(in super::super) const FUNCTIONS: &[Function] = &[
    Function::new("date", "date(text_map_or_instant?) :: DATE", &[Any], |c, a| instant(Kind::Date, c, a))
        .requires(0),
    Function::new("date.realtime", "date.realtime(timezone?) :: DATE", &[Text], |c, a| {
        clock(Kind::Date, c, a)
    })
    .requires(0),
    Function::new("date.statement", "date.statement(timezone?) :: DATE", &[Text], |c, a| {
        clock(Kind::Date, c, a)
    })
    .requires(0),
    Function::new("date.transaction", "date.transaction(timezone?) :: DATE", &[Text], |c, a| {
        clock(Kind::Date, c, a)
    })
    .requires(0),
    Function::new(
        "date.truncate",
        "date.truncate(unit, instant?, components?) :: DATE",
        &[Text, Any, Map],
        |c, a| truncate(Kind::Date, c, a),
    )
    .requires(1),
    Function::new("datetime", "datetime(text_map_or_instant?) :: ZONED DATETIME", &[Any], |c, a| {
        instant(Kind::DateTime, c, a)
    })
    .requires(0),
    Function::new(
        "datetime.fromepoch",
        "datetime.fromepoch(seconds, nanoseconds) :: ZONED DATETIME",
        &[Integer, Integer],
        from_epoch,
    ),
    Function::new(
        "datetime.fromepochmillis",
        "datetime.fromepochmillis(milliseconds) :: ZONED DATETIME",
        &[Integer],
        from_epoch_millis,
    ),
    Function::new("datetime.realtime", "datetime.realtime(timezone?) :: ZONED DATETIME", &[Text], |c, a| {
        clock(Kind::DateTime, c, a)
    })
    .requires(0),
    Function::new(
        "datetime.statement",
        "datetime.statement(timezone?) :: ZONED DATETIME",
        &[Text],
        |c, a| clock(Kind::DateTime, c, a),
    )
    .requires(0),
    Function::new(
        "datetime.transaction",
        "datetime.transaction(timezone?) :: ZONED DATETIME",
        &[Text],
        |c, a| clock(Kind::DateTime, c, a),
    )
    .requires(0),
    Function::new(
        "datetime.truncate",
        "datetime.truncate(unit, instant?, components?) :: ZONED DATETIME",
        &[Text, Any, Map],
        |c, a| truncate(Kind::DateTime, c, a),
    )
    .requires(1),
    Function::new(
        "localdatetime",
        "localdatetime(text_map_or_instant?) :: LOCAL DATETIME",
        &[Any],
        |c, a| instant(Kind::LocalDateTime, c, a),
    )
    .requires(0),
    Function::new(
        "localdatetime.realtime",
        "localdatetime.realtime(timezone?) :: LOCAL DATETIME",
        &[Text],
        |c, a| clock(Kind::LocalDateTime, c, a),
    )
    .requires(0),
    Function::new(
        "localdatetime.statement",
        "localdatetime.statement(timezone?) :: LOCAL DATETIME",
        &[Text],
        |c, a| clock(Kind::LocalDateTime, c, a),
    )
    .requires(0),
    Function::new(
        "localdatetime.transaction",
        "localdatetime.transaction(timezone?) :: LOCAL DATETIME",
        &[Text],
        |c, a| clock(Kind::LocalDateTime, c, a),
    )
    .requires(0),
    Function::new(
        "localdatetime.truncate",
        "localdatetime.truncate(unit, instant?, components?) :: LOCAL DATETIME",
        &[Text, Any, Map],
        |c, a| truncate(Kind::LocalDateTime, c, a),
    )
    .requires(1),
    Function::new("localtime", "localtime(text_map_or_instant?) :: LOCAL TIME", &[Any], |c, a| {
        instant(Kind::LocalTime, c, a)
    })
    .requires(0),
    Function::new("localtime.realtime", "localtime.realtime(timezone?) :: LOCAL TIME", &[Text], |c, a| {
        clock(Kind::LocalTime, c, a)
    })
    .requires(0),
    Function::new("localtime.statement", "localtime.statement(timezone?) :: LOCAL TIME", &[Text], |c, a| {
        clock(Kind::LocalTime, c, a)
    })
    .requires(0),
    Function::new(
        "localtime.transaction",
        "localtime.transaction(timezone?) :: LOCAL TIME",
        &[Text],
        |c, a| clock(Kind::LocalTime, c, a),
    )
    .requires(0),
    Function::new(
        "localtime.truncate",
        "localtime.truncate(unit, instant?, components?) :: LOCAL TIME",
        &[Text, Any, Map],
        |c, a| truncate(Kind::LocalTime, c, a),
    )
    .requires(1),
    Function::new("time", "time(text_map_or_instant?) :: ZONED TIME", &[Any], |c, a| {
        instant(Kind::Time, c, a)
    })
    .requires(0),
    Function::new("time.realtime", "time.realtime(timezone?) :: ZONED TIME", &[Text], |c, a| {
        clock(Kind::Time, c, a)
    })
    .requires(0),
    Function::new("time.statement", "time.statement(timezone?) :: ZONED TIME", &[Text], |c, a| {
        clock(Kind::Time, c, a)
    })
    .requires(0),
    Function::new("time.transaction", "time.transaction(timezone?) :: ZONED TIME", &[Text], |c, a| {
        clock(Kind::Time, c, a)
    })
    .requires(0),
    Function::new(
        "time.truncate",
        "time.truncate(unit, instant?, components?) :: ZONED TIME",
        &[Text, Any, Map],
        |c, a| truncate(Kind::Time, c, a),
    )
    .requires(1),
    Function::new("duration", "duration(text_or_map) :: DURATION", &[Any], duration),
    Function::new("duration.between", "duration.between(from, to) :: DURATION", &[Any, Any], |_, a| {
        span("duration.between", temporal::between, a)
    }),
    Function::new("duration.inDays", "duration.inDays(from, to) :: DURATION", &[Any, Any], |_, a| {
        span("duration.inDays", temporal::in_days, a)
    }),
    Function::new("duration.inMonths", "duration.inMonths(from, to) :: DURATION", &[Any, Any], |_, a| {
        span("duration.inMonths", temporal::in_months, a)
    }),
    Function::new("duration.inSeconds", "duration.inSeconds(from, to) :: DURATION", &[Any, Any], |_, a| {
        span("duration.inSeconds", temporal::in_seconds, a)
    }),
];
