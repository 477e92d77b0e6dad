//! One pass over a text that stops where a time expression can begin.

use super::moment::{Moment, Time, Year};
use super::parts::{self, Part};
use crate::extract::lexicon::{Lexicon, WordRole};
use crate::extract::quantity::is_part_of_number;
use crate::source::Span;

/// A time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub time: Time,
}

/// All time expressions of `text`, in order.
pub fn read(text: &str, lexicon: &Lexicon) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let (mut next, mut barren) = (0, 0);
    for (at, c) in text.char_indices() {
        if at < next {
            continue;
        }
        let hit = match begin_of(c) {
            None => continue,
            Some(Begin::Quotation) => plan(text, at, lexicon),
            Some(Begin::Word) => {
                past(text, at).or_else(|| decade(text, at)).or_else(|| period(text, at, lexicon))
            }
            Some(Begin::Number) => {
                if at >= barren {
                    barren = barren_to(text, at);
                }
                if at < barren { plan(text, at, lexicon) } else { numbered(text, at, lexicon) }
            }
        };
        if let Some((time, end)) = hit {
            found.push(TimeExpression { span: Span::new(at, end), time });
            next = end;
        } else if c.is_ascii_digit() {
            // The rest of a number begins no date.
            next = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        }
    }
    found
}

/// What a time expression begins with.
#[derive(Clone, Copy)]
enum Begin {
    Number,
    /// 去 of 去年, 近 of 近三年.
    Word,
    Quotation,
}

fn begin_of(c: char) -> Option<Begin> {
    Some(match c {
        '0'..='9'
        | '零'
        | '〇'
        | '一'
        | '二'
        | '两'
        | '三'
        | '四'
        | '五'
        | '六'
        | '七'
        | '八'
        | '九'
        | '十' => Begin::Number,
        '近' | '过' | '去' | '上' | '本' | '今' | '明' | '后' | '前' => Begin::Word,
        '“' => Begin::Quotation,
        _ => return None,
    })
}

/// The end of the number at `at` when nothing in it or behind it can make it or its end a time, else `at`: most numbers of
/// a report are no times, and are not to be read as one kind of time after the other.
fn barren_to(text: &str, at: usize) -> usize {
    let (mut end, mut n_points) = (at, 0);
    for c in text[at..].chars() {
        match c {
            // A year, a month, a number of days, a century; a date in digits alone, a stretch of years.
            '年' | '月' | '个' | '天' | '世' | '/' | '-' | '—' | '~' | '至' => return at,
            '.' => n_points += 1,
            _ if is_part_of_number(c) => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    if n_points > 1 { at } else { end }
}

/// The time that begins with the number at `at`.
fn numbered(text: &str, at: usize, lexicon: &Lexicon) -> Option<Part<Time>> {
    past(text, at)
        .or_else(|| decade(text, at))
        .or_else(|| plan(text, at, lexicon))
        .or_else(|| period(text, at, lexicon))
        .or_else(|| length(text, at))
}

/// `近三年`, `过去十年`, `五年来`.
fn past(text: &str, at: usize) -> Option<Part<Time>> {
    let rest = ["过去", "最近", "近"].iter().find_map(|word| text[at..].strip_prefix(word));
    let start = rest.map_or(at, |rest| text.len() - rest.len());
    let (n, end) = parts::number(text, start)?;
    let after = text[end..].strip_prefix('年')?;
    let since = after.strip_prefix("以来").or_else(|| after.strip_prefix('来'));
    let end = text.len() - since.unwrap_or(after).len();
    ((rest.is_some() || since.is_some()) && (1..=100).contains(&n)).then_some((Time::Past(f64::from(n)), end))
}

/// `上世纪90年代`, `十九世纪七十年代`, `本世纪20年代`.
fn decade(text: &str, at: usize) -> Option<Part<Time>> {
    let (century, start) = match ["上世纪", "本世纪"].iter().find(|word| text[at..].starts_with(**word))
    {
        Some(word) => (if *word == "上世纪" { 1900 } else { 2000 }, at + word.len()),
        None => {
            let (number, end) = parts::number(text, at)?;
            let rest = text[end..].strip_prefix("世纪")?;
            ((number as i32 - 1) * 100, text.len() - rest.len())
        }
    };
    let (tens, end) = parts::number(text, start).filter(|(tens, _)| tens % 10 == 0 && *tens < 100)?;
    let rest = text[end..].strip_prefix("年代")?;
    let first = century + tens as i32;
    Some((Time::Between(Moment::year(first), Moment::year(first + 9)), text.len() - rest.len()))
}

/// `“十四五”期间`.
fn plan(text: &str, at: usize, lexicon: &Lexicon) -> Option<Part<Time>> {
    let inner = text[at..].strip_prefix('“').unwrap_or(&text[at..]);
    let (name, last) = lexicon.five_year_plans.start_of(inner)?;
    let rest = inner[name.len()..].trim_start_matches('”');
    let part = lexicon.measure_words[WordRole::PlanPart].start_of(rest)?;
    let (first, last) = (Moment::year(last - 4), Moment::year(last));
    let time = if part.contains('末') { Time::At(last) } else { Time::Between(first, last) };
    Some((time, text.len() - rest.len() + part.len()))
}

/// A moment, or two with a dash between.
fn period(text: &str, at: usize, lexicon: &Lexicon) -> Option<Part<Time>> {
    let (first, end) = moment(text, at).or_else(|| open_year(text, at))?;
    if let Some((from, to, end)) = part_of_year(text, end, lexicon).filter(|_| first.month.is_none()) {
        let at_month = |month| Moment { month: Some(month), ..first };
        return Some((Time::Between(at_month(from), at_month(to)), end));
    }
    let dash = ["——", "—", "-", "~", "到", "至"].iter().find(|dash| text[end..].starts_with(**dash));
    if let Some(dash) = dash
        && let Some((last, to)) = moment(text, end + dash.len()).or_else(|| day_only(text, end + dash.len()))
    {
        let last = last.or(first);
        let first = Moment { year: first.year.or(last.year.filter(|_| first.month.is_none())), ..first };
        return Some((Time::Between(first, last), to));
    }
    // 2017-|2025年 alone is no year.
    (first != Moment::default() && !is_open(text, at, end)).then_some((Time::At(first), end))
}

/// The first year of 2017-2025年.
fn open_year(text: &str, at: usize) -> Option<Part<Moment>> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let year: i32 = text[at..at + digits].parse().ok().filter(|_| digits == 4)?;
    let dashed = text[at + 4..].starts_with(['-', '—', '~', '至']);
    ((1000..2200).contains(&year) && dashed).then_some((Moment::year(year), at + 4))
}

fn is_open(text: &str, at: usize, end: usize) -> bool {
    end == at + 4 && text[at..end].bytes().all(|byte| byte.is_ascii_digit())
}

/// Quarters, half-years and months of a year that ends at `at`: 上半年, 一季度, 1-6月.
fn part_of_year(text: &str, at: usize, lexicon: &Lexicon) -> Option<(u32, u32, usize)> {
    if let Some((word, from, to)) = lexicon.year_parts.start_of(&text[at..]) {
        return Some((from, to, at + word.len()));
    }
    let (from, end) = parts::number(text, at).filter(|(from, _)| (1..=12).contains(from))?;
    let rest = text[end..].strip_prefix(['-', '—', '至', '~'])?;
    let (to, end) = parts::month(text, text.len() - rest.len())?;
    (from < to).then_some((from, to, end))
}

/// Year, month and day, as many as are said.
fn moment(text: &str, at: usize) -> Option<Part<Moment>> {
    if let Some(numeric) = parts::numeric(text, at) {
        return Some(numeric);
    }
    let year = parts::year(text, at);
    let after = year.map_or(at, |(_, end)| end);
    let month = parts::month(text, after);
    if year.is_none() && (month.is_none() || text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '个'))
    {
        return None;
    }
    let after_month = month.map_or(after, |(_, end)| end);
    let day = month.and_then(|_| parts::day(text, after_month, true));
    let end = day.map_or(after_month, |(_, end)| end);
    let part = |part: Option<Part<u32>>| part.map(|(value, _)| value);
    Some((Moment { year: year.map(|(year, _)| year), month: part(month), day: part(day) }, end))
}

/// A day of the month before the dash: 1月10日至|12日.
fn day_only(text: &str, at: usize) -> Option<Part<Moment>> {
    let (day, end) = parts::day(text, at, false)?;
    Some((Moment { day: Some(day), ..Moment::default() }, end))
}

/// `两年`, `三年半`, `8个月`, `3天`.
fn length(text: &str, at: usize) -> Option<Part<Time>> {
    let (n, end) = parts::number(text, at)?;
    let n = f64::from(n);
    if text[..at].ends_with('第') {
        return None;
    }
    if let Some(rest) = text[end..].strip_prefix('年') {
        let half = rest.strip_prefix('半');
        let years = n + if half.is_some() { 0.5 } else { 0.0 };
        let barred = rest.starts_with(['代', '级']) || n > 200.0;
        return (!barred).then_some((
            Time::Length { years, months: 0.0, days: 0.0 },
            text.len() - half.unwrap_or(rest).len(),
        ));
    }
    let months = text[end..].strip_prefix("个月");
    let days = text[end..].strip_prefix('天');
    let rest = months.or(days)?;
    let (months, days) = if months.is_some() { (n, 0.0) } else { (0.0, n) };
    Some((Time::Length { years: 0.0, months, days }, text.len() - rest.len()))
}

/// The years that `text` names, each with where it begins; relative ones as they stand.
pub(in crate::extract) fn years(text: &str, lexicon: &Lexicon) -> Vec<(Span, Year)> {
    let named = |found: &TimeExpression| Some((found.span, found.time.end()?.year?));
    read(text, lexicon).iter().filter_map(named).collect()
}
