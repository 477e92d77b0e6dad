//! Numbers: digits with separators and decimals, Chinese numerals, and the magnitudes (万, 亿) that belong to the unit.

use super::whole;

/// A number as it stands before its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value without the magnitude that follows (3.8 of 3.8亿).
    pub value: f64,
    /// One past its last byte.
    pub end: usize,
    /// Written in Chinese numerals.
    pub chinese: bool,
}

/// Magnitudes that may stand between a number and its unit, the shorter of two with one beginning first.
pub(super) const MAGNITUDES: &[(&str, f64)] = &[
    ("", 1.0),
    ("十", 1e1),
    ("百", 1e2),
    ("千", 1e3),
    ("万", 1e4),
    ("亿", 1e8),
    ("十万", 1e5),
    ("百万", 1e6),
    ("千万", 1e7),
    ("十亿", 1e9),
    ("百亿", 1e10),
    ("千亿", 1e11),
    ("万亿", 1e12),
];

/// Reads the number that begins at byte `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    match text.as_bytes().get(at)? {
        b'0'..=b'9' => read_digits(text, at),
        byte if *byte >= 0xe0 => read_chinese(text, at),
        _ => None,
    }
}

/// `1,234.5`: groups of three after a comma belong to the number, a full stop needs a digit behind it.
fn read_digits(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut end = at + count_digits(bytes, at);
    if end - at <= 3 {
        while bytes.get(end) == Some(&b',') && count_digits(bytes, end + 1) == 3 {
            end += 4;
        }
    }
    let integer_end = end;
    if bytes.get(end) == Some(&b'.') && count_digits(bytes, end + 1) > 0 {
        end += 1 + count_digits(bytes, end + 1);
    }
    // A number of more than 15 digits is an identifier.
    if integer_end - at > 15 {
        return None;
    }
    let written = &text[at..end];
    let value = match written.contains(',') {
        true => written.replace(',', "").parse(),
        false => written.parse(),
    };
    let value = value.ok()?;
    Some(Number { value, end, chinese: false })
}

/// Number of ASCII digits from `at` on.
pub(super) fn count_digits(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// `三十五`, `两千`, `百`; the magnitudes 万 and 亿 at the end are left for the unit. Digits without a place
/// (`三四`) are a vague number or a name and refused.
fn read_chinese(text: &str, at: usize) -> Option<Number> {
    let is_part = |c: char| numeral(c).is_some() || matches!(c, '万' | '亿');
    let run = text[at..].char_indices().take(12).take_while(|&(_, c)| is_part(c));
    let last = run.filter(|(_, c)| !matches!(c, '万' | '亿')).last()?;
    let end = at + last.0 + last.1.len_utf8();
    let value = chinese_value(text[at..end].chars())?;
    // 四点五个百分点.
    let (decimals, length) = text[end..].strip_prefix('点').map_or((0.0, 0), whole::decimals_of);
    if length > 0 {
        let value = ((value + decimals) * 1e9).round() / 1e9;
        return Some(Number { value, end: end + '点'.len_utf8() + length, chinese: true });
    }
    Some(Number { value, end, chinese: true })
}

/// End of the numerals that `text` has from `at` on.
pub(super) fn end_of_numerals(text: &str, at: usize) -> usize {
    let run = text[at..].chars().take_while(|c| numeral(*c).is_some());
    at + run.map(char::len_utf8).sum::<usize>()
}

/// A digit (below 10) or a place (10, 100, 1000).
pub(super) fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Value of a whole numeral; `None` when its digits do not fit together.
pub(super) fn chinese_value(chars: impl Iterator<Item = char>) -> Option<f64> {
    let (mut total, mut section, mut digit) = (0.0_f64, 0.0_f64, None::<u32>);
    for c in chars {
        match (c, numeral(c)) {
            ('万' | '亿', _) => {
                let place = if c == '万' { 1e4 } else { 1e8 };
                section += f64::from(digit.take().unwrap_or(0));
                total = (total + section) * place;
                section = 0.0;
            }
            (_, Some(place)) if place >= 10 => {
                section += f64::from(digit.take().unwrap_or(1)) * f64::from(place)
            }
            (_, Some(0)) => {}
            (_, Some(value)) if digit.is_none() => digit = Some(value),
            _ => return None,
        }
    }
    let value = total + section + f64::from(digit.unwrap_or(0));
    (value > 0.0).then_some(value)
}

/// `百分之三十五点五`, `千分之一`, `三分之一`, `1/3`, `占…一半`: a part of a whole, in percent.
pub(super) fn read_fraction(text: &str, at: usize) -> Option<Number> {
    if let Some(rest) = text[at..].strip_prefix("一半") {
        // 产量占全区的一半以上.
        let clause = text[..at].rsplit([',', '。', ';']).next().unwrap_or_default();
        let end = text.len() - rest.len();
        let alone = at == 0 && rest.is_empty();
        let halved = ["减少", "下降", "压减", "精简", "降低"].iter().any(|verb| clause.ends_with(verb));
        return (alone || halved || clause.contains('占')).then_some(Number {
            value: 50.0,
            end,
            chinese: true,
        });
    }
    let first = whole::plain(text, at).or_else(|| whole::great(text, at))?;
    let rest = &text[first.span.end..];
    let (whole, part) = if let Some(rest) = rest.strip_prefix("分之") {
        (first, whole::plain(text, text.len() - rest.len())?)
    } else {
        (whole::plain(text, text.len() - rest.strip_prefix('/')?.len())?, first)
    };
    let end = part.span.end.max(whole.span.end);
    let joined = |c: char| c.is_ascii_alphanumeric() || numeral(c).is_some() || "/.-年月日".contains(c);
    if text[end..].starts_with(joined) || text[..at].ends_with(joined) || whole.value < 2.0 {
        return None;
    }
    // A small whole makes a proper fraction; a greater one is a power of ten.
    let power = whole.value >= 100.0 && whole.value.log10().fract() == 0.0;
    let proper = whole.value <= 10.0 && part.value < whole.value && part.value > 0.0;
    let percent = part.value / whole.value * 100.0;
    let value = if power { (percent * 1e12).round() / 1e12 } else { (percent * 1e4).round() / 1e4 };
    (power && text[at..end].contains('之') || proper).then_some(Number { value, end, chinese: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_their_value() {
        for (text, value) in
            [("三十五", 35.0), ("两千", 2000.0), ("一万二千", 12000.0), ("十", 10.0), ("一百零五", 105.0)]
        {
            assert_eq!(chinese_value(text.chars()), Some(value), "{text}");
        }
        assert_eq!(chinese_value("三四".chars()), None);
    }

    #[test]
    fn digits_take_groups_and_decimals() {
        assert_eq!(read("1,234.5亿", 0).map(|n| (n.value, n.end)), Some((1234.5, 7)));
        assert_eq!(read("3.2.1", 0).map(|n| n.end), Some(3));
        for (text, value) in [("百分之五点五", 5.5), ("千分之一", 0.1), ("三分之一", 33.3333), ("1/4", 25.0)]
        {
            assert_eq!(read_fraction(text, 0).map(|n| n.value), Some(value), "{text}");
        }
        for text in ["百分之二三十", "1/3/2", "五百分之二", "2/1"] {
            assert_eq!(read_fraction(text, 0), None, "{text}");
        }
    }
}
