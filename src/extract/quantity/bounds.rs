//! What comparators say of numbers without units: `大于20且小于等于35`, `1000以上,1500以下`, `10000与20000之间`, `500多亿`.

use super::whole::{self, WholeNumber};
use crate::extract::fact::Comparator;
use crate::extract::lexicon::{Lexicon, Side, WordRole};
use crate::source::Span;

/// An interval that a text says a number lies in; whether an end itself belongs to it is left open, as reports do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The numbers with their comparators.
    pub span: Span,
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl Bounds {
    /// Two one-sided intervals that together make one.
    fn joined(&self, next: &Self) -> Option<Self> {
        let (low, high) = match (self.low, self.high, next.low, next.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
            _ => return None,
        };
        let span = Span::new(self.span.start, next.span.end);
        (low < high).then_some(Self { span, low: Some(low), high: Some(high) })
    }
}

/// All bounded numbers of `text`, in order; numbers that nothing bounds are left out.
pub fn bounds(text: &str, lexicon: &Lexicon) -> Vec<Bounds> {
    let numbers = whole::read_all(text, &lexicon.measure_words);
    let mut found: Vec<Bounds> = Vec::new();
    let mut at = 0;
    while let Some(number) = numbers.get(at) {
        at += 1;
        if let Some(next) = numbers.get(at)
            && let Some(range) = range(text, *number, *next)
        {
            found.push(range);
            at += 1;
            continue;
        }
        let Some(one) = one_sided(text, *number, lexicon) else { continue };
        let last = found
            .last()
            .filter(|last| links(&text[last.span.end..one.span.start.max(last.span.end)], lexicon));
        match last.and_then(|last| last.joined(&one)) {
            Some(both) => {
                found.pop();
                found.push(both);
            }
            None => found.push(one),
        }
    }
    found
}

/// Whether nothing but a joining word stands in `between`.
pub(super) fn links(between: &str, lexicon: &Lexicon) -> bool {
    let between = between.trim_matches([',', ' ', '、']);
    between.is_empty() || lexicon.measure_words[WordRole::BoundLink].contains(between)
}

/// `20-100`, `10000与20000之间`.
fn range(text: &str, low: WholeNumber, high: WholeNumber) -> Option<Bounds> {
    let between = text.get(low.span.end..high.span.start)?;
    let rest = &text[high.span.end..];
    // The dash may have been taken for the second number's sign.
    let dashed =
        matches!(between, "-" | "~" | "—" | "——" | "至" | "到") || between.is_empty() && high.value < 0.0;
    let inside = rest.starts_with("之间") || rest.starts_with('间');
    let paired = inside && matches!(between, "与" | "和" | "至" | "到");
    let high_value = if between.is_empty() { -high.value } else { high.value };
    let span = Span::new(low.span.start, high.span.end);
    ((dashed || paired) && low.value < high_value).then_some(Bounds {
        span,
        low: Some(low.value),
        high: Some(high_value),
    })
}

/// The number with the comparator at one of its sides.
fn one_sided(text: &str, number: WholeNumber, lexicon: &Lexicon) -> Option<Bounds> {
    let Span { start, end } = number.span;
    let words = &lexicon.measure_words;
    let lead = &text[..start];
    // 超过了1000, 至少有10.
    let filler = words[WordRole::BoundFiller].end_of(lead).map_or(0, str::len);
    let rest = &lead[..lead.len() - filler];
    let before = lexicon.units.comparator(rest, Side::Before).map(|(op, length)| (op, length + filler));
    let before = before.or_else(|| lexicon.units.comparator(lead, Side::Before));
    let after = lexicon.units.comparator(&text[end..], Side::After);
    // 比三十大.
    let compared = if rest.ends_with('比') { compared(&text[end..]) } else { None };
    let vague = number.span.of(text).contains(['余', '多', '几']).then_some(Comparator::AtLeast);
    let op = compared.or(before.map(|hit| hit.0)).or(after.map(|hit| hit.0)).or(vague)?;
    let start = start - before.map_or(if compared.is_some() { '比'.len_utf8() } else { 0 }, |hit| hit.1);
    let end = end + after.map_or(if compared.is_some() { '大'.len_utf8() } else { 0 }, |hit| hit.1);
    let (low, high) = match op {
        Comparator::AtLeast => (Some(number.value), None),
        Comparator::AtMost => (None, Some(number.value)),
        Comparator::Equal => (Some(number.value), Some(number.value)),
        Comparator::About => return None,
    };
    Some(Bounds { span: Span::new(start, end), low, high })
}

/// 大 and 小 behind `比 …`.
fn compared(rest: &str) -> Option<Comparator> {
    match rest.chars().next()? {
        '大' | '多' | '高' => Some(Comparator::AtLeast),
        '小' | '少' | '低' => Some(Comparator::AtMost),
        _ => None,
    }
}
