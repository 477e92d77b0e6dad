//! Years, months, days and periods.

use tuzhi::extract::time::{self, Moment, Time, Year};
use tuzhi::extract::{Lexicon, document::fold_text};

use super::specs::{cases, judge};

/// A time in the cases' own notation, years resolved against the case's reference year.
fn timex(time: Time, now: i32) -> String {
    let shown = |moment: Moment| {
        let year = moment.year.map(|year| Year::Number(year.resolved(now)));
        Moment { year, ..moment }.to_string()
    };
    match time {
        Time::At(moment) => shown(moment),
        Time::Between(first, last) => format!("({},{})", shown(first), shown(last)),
        Time::Past(years) => format!("past {years}"),
        Time::Length { years, months, days } => {
            let part = |n: f64, unit| if n > 0.0 { format!("{n}{unit}") } else { String::new() };
            format!("P{}{}{}", part(years, "Y"), part(months, "M"), part(days, "D"))
        }
    }
}

/// The same from a case's Timex: ranges without their length; decades and runs of years by their years.
fn wanted(timex: &str) -> String {
    let Some(inner) = timex.strip_prefix('(').and_then(|timex| timex.strip_suffix(')')) else {
        return timex.to_owned();
    };
    let parts: Vec<&str> = inner.split(',').collect();
    let &[first, last, length] = parts.as_slice() else { return timex.to_owned() };
    let day_of_year = |date: &str| date.get(4..).unwrap_or_default().to_owned();
    let years = length.strip_prefix('P').and_then(|length| length.strip_suffix('Y'));
    match years {
        Some(years) if day_of_year(first) != "-01-01" => format!("past {years}"),
        // Ends of years are exclusive in the cases.
        Some("10") => format!("({},{:04})", &first[..4], last[..4].parse::<i32>().unwrap_or(0) - 1),
        Some(_) => format!("({},{})", &first[..4], &last[..4]),
        None => format!("({first},{last})"),
    }
}

/// Cases of a file whose time expressions are not those wanted.
fn times(name: &str, least: f64) {
    let Some(cases) = cases(name) else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for case in &cases {
        let now = case.reference.get(..4).and_then(|year| year.parse().ok()).unwrap_or(2017);
        let wanted: Vec<String> = case
            .results
            .iter()
            .filter_map(|result| Some(wanted(result["Value"]["Timex"].as_str()?)))
            .collect();
        let found = time::read(&fold_text(&case.input, &lexicon), &lexicon);
        let found: Vec<String> = found.iter().map(|found| timex(found.time, now)).collect();
        if found != wanted {
            wrong.push(format!("  {}: {found:?}, not {wanted:?}", case.input));
        }
    }
    judge(name, cases.len(), &wrong, least);
}

#[test]
fn dates() {
    times("DateTime/DateParser", 95.0);
}

#[test]
fn periods() {
    times("DateTime/DatePeriodParser", 95.0);
}

#[test]
fn durations() {
    times("DateTime/DurationParser", 95.0);
}
