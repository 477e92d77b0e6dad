//! What a whole is made up of, as a ratio of its parts: 三次产业结构为|21.4:43.8:34.8.
//!
//! The parts are percentages: their sum says so. The ratio as a whole is what says each of them.

use super::number;
use super::reader::Quantity;
use crate::extract::fact::Comparator;
use crate::extract::lexicon::UnitClass;
use crate::source::Span;

/// How far from 100 the sum of three rounded parts may be.
const SLACK: f64 = 0.6;

/// The three parts whose ratio begins at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<[Quantity; 3]> {
    let led = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '-' | '/'));
    if led || !text[at..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = [Span::default(); 3];
    let mut values = [0.0; 3];
    let mut from = at;
    for n in 0..parts.len() {
        let start = if n == 0 { from } else { from + text[from..].strip_prefix(':').map(|_| 1)? };
        let number = number::read(text, start).filter(|number| !number.chinese)?;
        (parts[n], values[n], from) = (Span::new(start, number.end), number.value, number.end);
    }
    let whole = (values.iter().sum::<f64>() - 100.0).abs() <= SLACK;
    let goes_on =
        text[from..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '%'));
    let part = |n: usize| Quantity {
        span: parts[n],
        outer: parts[n],
        said: Span::new(at, from),
        value: values[n],
        value_max: None,
        unit: "%".to_owned(),
        class: UnitClass::Percent,
        op: Comparator::Equal,
    };
    (whole && !goes_on).then(|| std::array::from_fn(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_whole_are_percentages() {
        let values = |text: &str| read(text, 0).map(|parts| parts.map(|part| part.value));
        assert_eq!(values("21.4:43.8:34.8,"), Some([21.4, 43.8, 34.8]));
        assert_eq!(values("8:47:45"), Some([8.0, 47.0, 45.0]));
        for text in ["10:30:45", "20:40", "20:40:40:1", "20:40:", "12:30:58.5%"] {
            assert_eq!(values(text), None, "{text}");
        }
    }
}
