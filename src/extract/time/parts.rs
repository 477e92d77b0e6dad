//! The parts of a date: numbers in digits or Chinese numerals, years, months, days.

use super::moment::{Moment, Year};
use crate::extract::quantity::whole_at;

/// A part with the byte right behind it.
pub(super) type Part<T> = (T, usize);

/// A number of a date at `at`.
pub(super) fn number(text: &str, at: usize) -> Option<Part<u32>> {
    let found = whole_at(text, at)?;
    let plain = !found.span.of(text).contains([',', '.', '点', '万', '亿']);
    (plain && found.value.fract() == 0.0 && (0.0..10_000.0).contains(&found.value))
        .then_some((found.value as u32, found.span.end))
}

/// `2024`, `二〇二四`, `08`, `零八`, `两千`: a year's number, and whether it can only be a year.
fn year_number(text: &str, at: usize) -> Option<(i32, usize, bool)> {
    let digits = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '〇' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().position(|digit| digit == c).map(|at| at as u32 + 1),
    };
    let run: Vec<(char, u32)> =
        text[at..].chars().map_while(|c| digits(c).map(|digit| (c, digit))).take(5).collect();
    let end = at + run.iter().map(|(c, _)| c.len_utf8()).sum::<usize>();
    let value = run.iter().fold(0, |value, (_, digit)| value * 10 + *digit as i32);
    match run.len() {
        4 if (1000..2200).contains(&value) => Some((value, end, true)),
        2 => {
            let century = if value < 50 { 2000 } else { 1900 };
            Some((century + value, end, run[0].1 == 0))
        }
        _ => text[at..].strip_prefix("两千").map(|_| (2000, at + "两千".len(), true)),
    }
}

/// A year that ends in 年 at `at`; two digits only where nothing else is meant (08年, 18年10月).
pub(super) fn year(text: &str, at: usize) -> Option<Part<Year>> {
    for (word, offset) in
        [("前年", -2), ("去年", -1), ("上年", -1), ("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2)]
    {
        if text[at..].starts_with(word) {
            return Some((Year::Relative(offset), at + word.len()));
        }
    }
    let (value, end, certain) = year_number(text, at)?;
    let end = end + text[end..].strip_prefix('年').map(|_| '年'.len_utf8())?;
    let dated = || month(text, end).is_some();
    let whole = !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '第');
    (whole && (certain || dated())).then_some((Year::Number(value), end))
}

/// A month that ends in 月.
pub(super) fn month(text: &str, at: usize) -> Option<Part<u32>> {
    let (value, end) = number(text, at).filter(|(value, _)| (1..=12).contains(value))?;
    let rest = text[end..].strip_prefix('月')?;
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    Some((value, text.len() - rest.len()))
}

/// A day; 日 or 号 may be left out behind a month in Chinese numerals.
pub(super) fn day(text: &str, at: usize, bare: bool) -> Option<Part<u32>> {
    let (value, end) = number(text, at).filter(|(value, _)| (1..=31).contains(value))?;
    let rest = &text[end..];
    let marked = rest.strip_prefix(['日', '号']).map(|rest| text.len() - rest.len());
    let chinese = !text.as_bytes()[at].is_ascii_digit();
    marked.or((bare && chinese).then_some(end)).map(|end| (value, end))
}

/// `2010.01.29`, `2010/1/29`, `2010-01-29`.
pub(super) fn numeric(text: &str, at: usize) -> Option<Part<Moment>> {
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')) {
        return None;
    }
    let rest = &text[at..];
    let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || b"./-".contains(byte)).count();
    let whole = &rest[..length];
    let whole = match whole.matches('-').count() {
        // A range of two dates: 2018/1/10-2018/7/10.
        1 => whole.split('-').next()?,
        _ => whole,
    };
    let mark = whole.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<u32> = whole.split(mark).map(str::parse).collect::<Result<_, _>>().ok()?;
    let &[year, month, day] = parts.as_slice() else { return None };
    let valid = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let moment = Moment { year: Some(Year::Number(year as i32)), month: Some(month), day: Some(day) };
    valid.then_some((moment, at + whole.len()))
}
