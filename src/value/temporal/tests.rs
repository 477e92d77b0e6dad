//! Unit tests of the temporal types, mostly texts in and texts out.

use super::*;

fn duration(text: &str) -> Duration {
    Duration::parse(text).expect("a duration")
}

fn moment(text: &str) -> Moment {
    if let Ok(date) = Date::parse(text) {
        return Moment { date: Some(date), time: LocalTime::MIDNIGHT, zone: None };
    }
    if let Ok(time) = LocalTime::parse(text) {
        return Moment { date: None, time, zone: None };
    }
    if let Ok(time) = Time::parse(text) {
        return Moment {
            date: None,
            time: time.local(),
            zone: Some((Zone::Offset(time.offset()), time.offset())),
        };
    }
    if let Ok(local) = LocalDateTime::parse(text) {
        return Moment { date: Some(local.date()), time: local.time(), zone: None };
    }
    let full = DateTime::parse(text, &Zone::UTC).expect("a date time");
    let (local, zone) = (full.local(), Some((full.zone().clone(), full.offset())));
    Moment { date: Some(local.date()), time: local.time(), zone }
}

#[test]
fn dates_are_read_in_every_form() {
    for text in ["2015-07-21", "20150721", "2015-W30-2", "2015W302", "2015-202", "2015202", "2015-Q3-21"] {
        assert_eq!(Date::parse(text).expect(text).to_string(), "2015-07-21", "{text}");
    }
    for (text, expected) in [
        ("2015", "2015-01-01"),
        ("201507", "2015-07-01"),
        ("-0001-02-03", "-0001-02-03"),
        ("+999999999-12-31", "+999999999-12-31"),
        ("2015-W30", "2015-07-20"),
    ] {
        assert_eq!(Date::parse(text).expect(text).to_string(), expected);
    }
    for text in ["", "2015-13-01", "2015-02-29", "2015-W54", "20151", "2015-7-1", "年", "2015-07-21x"] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
}

#[test]
fn every_day_of_four_centuries_survives_each_calendar() {
    for day in -146_097..=146_097 {
        let date = Date::from_epoch_day(day).expect("in range");
        let (year, month, day_of_month) = date.ymd();
        assert_eq!(Date::from_ymd(year, month, day_of_month), Ok(date));
        assert_eq!(Date::from_week(date.week_year(), date.week(), date.day_of_week()), Ok(date));
        assert_eq!(Date::from_ordinal(year, date.ordinal_day()), Ok(date));
        assert_eq!(Date::from_quarter(year, date.quarter(), date.day_of_quarter()), Ok(date));
    }
}

#[test]
fn durations_are_written_in_canonical_form() {
    for (text, expected) in [
        ("P14DT16H12M", "P14DT16H12M"),
        ("P5M1.5D", "P5M1DT12H"),
        ("P0.75M", "P22DT19H51M49.5S"),
        ("PT0.75M", "PT45S"),
        ("P2.5W", "P17DT12H"),
        ("P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"),
        ("P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"),
        ("PT-0.001S", "PT-0.001S"),
        ("PT-1M-0.001S", "PT-1M-0.001S"),
        ("P0D", "PT0S"),
    ] {
        assert_eq!(duration(text).to_string(), expected, "{text}");
    }
    for text in ["", "P", "PT", "1D", "P1", "P1D1Y", "PT1H1H", "P1年"] {
        assert!(Duration::parse(text).is_err(), "{text}");
    }
}

#[test]
fn fractions_of_a_scaled_duration_flow_down() {
    let whole = duration("P12Y5M14DT16H13M10.000000001S");
    assert_eq!(whole.divided(2.0).expect("fits").to_string(), "P6Y2M22DT13H21M8S");
    assert_eq!(whole.times(2.0).expect("fits").to_string(), "P24Y10M28DT32H26M20.000000002S");
    assert!(whole.divided(0.0).is_err());
}

#[test]
fn zones_follow_their_rules() {
    let read = |text: &str| DateTime::parse(text, &Zone::UTC).expect("a date time").to_string();
    assert_eq!(read("2017-07-01T12:00[Europe/Stockholm]"), "2017-07-01T12:00+02:00[Europe/Stockholm]");
    assert_eq!(read("2017-03-26T02:30[Europe/Stockholm]"), "2017-03-26T03:30+02:00[Europe/Stockholm]");
    assert_eq!(read("2017-10-29T02:30+01:00[Europe/Stockholm]"), "2017-10-29T02:30+01:00[Europe/Stockholm]");
    assert_eq!(read("+12017-07-01T12:00[Europe/Stockholm]"), "+12017-07-01T12:00+02:00[Europe/Stockholm]");
    assert_eq!(
        read("1818-07-21T21:40:32.142[Europe/Stockholm]"),
        "1818-07-21T21:40:32.142+00:53:28[Europe/Stockholm]"
    );
    assert!(DateTime::parse("2017-07-01T12:00+05:00[Europe/Stockholm]", &Zone::UTC).is_err());
    assert!(DateTime::parse("2017-07-01T12:00[Nowhere/City]", &Zone::UTC).is_err());
}

#[test]
fn between_takes_what_is_missing_from_the_other_side() {
    let between = |a: &str, b: &str| between(&moment(a), &moment(b)).expect("in range").to_string();
    assert_eq!(between("1984-10-11", "2016-07-21T21:45:22.142"), "P31Y9M10DT21H45M22.142S");
    assert_eq!(between("14:30", "2015-06-24"), "PT-14H-30M");
    assert_eq!(between("14:30Z", "16:30+01:00"), "PT1H");
    assert_eq!(between("2015-07-21T21:40:32.142", "2015-06-24"), "P-27DT-21H-40M-32.142S");
    assert_eq!(
        between("2017-10-28T23:00+02:00[Europe/Stockholm]", "2017-10-29T04:00+01:00[Europe/Stockholm]"),
        "PT6H"
    );
    assert_eq!(between("-999999999-01-01", "+999999999-12-31"), "P1999999998Y11M30D");
}
