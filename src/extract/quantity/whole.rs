//! Numbers written out, magnitudes and all: 25万6千, 一千两百三十四万, 两千四百五, 负四点五, 十一又十四分之一.
//!
//! The quantity reader leaves magnitudes to the unit (3.8亿 + 美元); here they are part of the number. Knows no units.

use super::number::count_digits;
use crate::extract::lexicon::{MeasureWords, WordRole};
use crate::source::Span;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WholeNumber {
    /// Where it stands, its sign included.
    pub span: Span,
    /// Its value.
    pub value: f64,
}

/// All numbers of `text`, in order.
pub(super) fn read_all(text: &str, words: &MeasureWords) -> Vec<WholeNumber> {
    let mut found = Vec::new();
    let mut next = 0;
    for (at, c) in text.char_indices() {
        if at < next {
            continue;
        }
        if let Some(word) = words[WordRole::NoNumber].start_of(&text[at..]) {
            next = at + word.len();
        } else if let Some(number) = at_sign(text, at, c) {
            next = number.span.end;
            found.push(number);
        }
    }
    found
}

/// The number at `at`, with a sign before it.
fn at_sign(text: &str, at: usize, c: char) -> Option<WholeNumber> {
    let signed = c == '负' || c == '-' && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '%');
    if !signed {
        return read(text, at);
    }
    let number = read(text, at + c.len_utf8())?;
    Some(WholeNumber { span: Span::new(at, number.span.end), value: -number.value })
}

/// The number at `at`, fractions included: 五分之一, 350又三分之一.
pub(crate) fn read(text: &str, at: usize) -> Option<WholeNumber> {
    let first = plain(text, at).filter(|number| !is_word(number.span.of(text)))?;
    let rest = &text[first.span.end..];
    if let Some(part) = rest.strip_prefix("分之").and_then(|rest| plain(text, text.len() - rest.len())) {
        let value = part.value / first.value;
        return Some(WholeNumber { span: Span::new(at, part.span.end), value });
    }
    if let Some(rest) = rest.strip_prefix('又')
        && let Some(whole) = plain(text, text.len() - rest.len())
        && let Some(part) = text[whole.span.end..].strip_prefix("分之")
        && let Some(part) = plain(text, text.len() - part.len())
    {
        let value = first.value + part.value / whole.value;
        return Some(WholeNumber { span: Span::new(at, part.span.end), value });
    }
    Some(first)
}

/// 陆地, 拾起: a formal numeral alone is a word.
fn is_word(number: &str) -> bool {
    matches!(number, "陆" | "肆" | "伍" | "拾")
}

/// What a character of a number is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    /// 三.
    Digit(f64),
    /// 十, 百, 千.
    Place(f64),
    /// 万, 亿, 兆.
    Great(f64),
    /// 零.
    Zero,
}

fn sign_of(c: char) -> Option<Sign> {
    Some(match c {
        '零' | '〇' => Sign::Zero,
        '一' | '壹' => Sign::Digit(1.0),
        '二' | '两' | '贰' => Sign::Digit(2.0),
        '三' | '叁' => Sign::Digit(3.0),
        '四' | '肆' => Sign::Digit(4.0),
        '五' | '伍' => Sign::Digit(5.0),
        '六' | '陆' => Sign::Digit(6.0),
        '七' | '柒' => Sign::Digit(7.0),
        '八' | '捌' => Sign::Digit(8.0),
        '九' | '玖' => Sign::Digit(9.0),
        '十' | '拾' => Sign::Place(1e1),
        '百' | '佰' => Sign::Place(1e2),
        '千' | '仟' => Sign::Place(1e3),
        '万' => Sign::Great(1e4),
        '亿' => Sign::Great(1e8),
        '兆' => Sign::Great(1e12),
        _ => return None,
    })
}

/// Whether [`read`] can take `c` into a number.
pub(crate) fn is_part(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, ',' | '.' | '点' | '分' | '之' | '又' | '余' | '多' | '几')
        || sign_of(c).is_some()
}

/// A number while its characters go by.
#[derive(Debug, Default)]
struct Sum {
    /// Closed by a great unit, the greatest first: (value, unit).
    closed: Vec<(f64, f64)>,
    /// Below 10,000, in places.
    section: f64,
    /// The last digit or decimal number, not yet placed.
    digit: Option<f64>,
    /// The unit right before the digit: 两千四百|五 is 50.
    unit: f64,
}

impl Sum {
    /// Takes one sign; `false` when it does not fit.
    fn take(&mut self, sign: Sign) -> bool {
        match sign {
            Sign::Zero if self.digit.is_some() => return false,
            Sign::Zero => self.unit = 0.0,
            Sign::Digit(_) if self.digit.is_some() => return false,
            Sign::Digit(digit) => self.digit = Some(digit),
            // 五十|千 is no number.
            Sign::Place(place)
                if self.digit.is_none() && (1.0..=place).contains(&self.unit) && self.section > 0.0 =>
            {
                return false;
            }
            Sign::Place(place) => {
                self.section += self.digit.take().unwrap_or(1.0) * place;
                self.unit = place;
            }
            Sign::Great(great) => return self.close(great),
        }
        true
    }

    fn close(&mut self, great: f64) -> bool {
        let mut value = self.section + self.digit.take().unwrap_or(0.0);
        (self.section, self.unit) = (0.0, great);
        if value == 0.0 {
            // 四万|亿, 万|万: the great unit is counted itself.
            let Some((last, unit)) = self.closed.last_mut() else { return false };
            (*last, *unit) = (*last * great, *unit * great);
            return true;
        }
        while let Some((above, _)) = self.closed.pop_if(|(_, unit)| *unit < great) {
            value += above;
        }
        self.closed.push((value * great, great));
        true
    }

    /// The value of all that was taken; a digit that stands right behind a unit is of the next smaller place.
    fn value(&self, chinese: bool) -> f64 {
        let scale = if chinese && self.unit > 10.0 { self.unit / 10.0 } else { 1.0 };
        let closed: f64 = self.closed.iter().map(|(value, _)| value).sum();
        closed + self.section + self.digit.unwrap_or(0.0) * scale
    }
}

/// The number at `at` without sign and fraction.
pub(super) fn plain(text: &str, at: usize) -> Option<WholeNumber> {
    let mut sum = Sum::default();
    let (mut end, mut in_digits) = (at, false);
    while let Some(c) = text[end..].chars().next() {
        if c.is_ascii_digit() {
            let Some((value, to)) = digits(text, end).filter(|_| sum.digit.is_none()) else { break };
            (sum.digit, end, in_digits) = (Some(value), to, true);
            continue;
        }
        // 500余万, 一百零几万.
        let filler = if matches!(c, '余' | '多' | '几') && end > at { c.len_utf8() } else { 0 };
        let Some(c) = text[end + filler..].chars().next() else { break };
        let Some(sign) = sign_of(c).filter(|sign| filler == 0 || matches!(sign, Sign::Great(_))) else {
            break;
        };
        if !sum.take(sign) {
            break;
        }
        (end, in_digits) = (end + filler + c.len_utf8(), false);
    }
    let mut value = sum.value(!in_digits);
    let decimals = text[end..].strip_prefix('点').map(decimals_of).filter(|(_, length)| *length > 0);
    if let Some((part, length)) = decimals.filter(|_| end > at) {
        (value, end) = (value + part, end + '点'.len_utf8() + length);
    } else if value == 0.0 && !in_digits {
        // 零售, 万: no number without a digit.
        return None;
    }
    // Decimals that do not fit a binary fraction are rounded; great numbers have none.
    let value = if value < 1e6 { (value * 1e9).round() / 1e9 } else { (value * 1e3).round() / 1e3 };
    (end > at).then_some(WholeNumber { span: Span::new(at, end), value })
}

/// `万`, `万万` alone, as in 万分之三.
pub(super) fn great(text: &str, at: usize) -> Option<WholeNumber> {
    let run: Vec<char> = text[at..].chars().take_while(|c| matches!(c, '万' | '亿')).collect();
    let value = run.iter().fold(1.0, |value, c| value * if *c == '万' { 1e4 } else { 1e8 });
    let length: usize = run.iter().map(|c| c.len_utf8()).sum();
    (length > 0).then_some(WholeNumber { span: Span::new(at, at + length), value })
}

/// `1,100.9`, `256`: value and end.
fn digits(text: &str, at: usize) -> Option<(f64, usize)> {
    let number = super::number::read(text, at)?;
    let more = count_digits(text.as_bytes(), number.end) > 0;
    (!more).then_some((number.value, number.end))
}

/// `五七九` behind 点: its value and length.
pub(super) fn decimals_of(text: &str) -> (f64, usize) {
    let (mut value, mut scale, mut length) = (0.0, 0.1, 0);
    for c in text.chars() {
        let digit = match sign_of(c) {
            Some(Sign::Digit(digit)) => digit,
            Some(Sign::Zero) => 0.0,
            _ => break,
        };
        value += digit * scale;
        scale /= 10.0;
        length += c.len_utf8();
    }
    (value, length)
}
