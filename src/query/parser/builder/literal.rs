//! Numbers and strings.

use std::borrow::Cow;

use super::state::{Built, Pair, span_of};
use crate::query::QueryError;
use crate::query::ast::Literal;
use crate::query::parser::grammar::Rule;
use crate::source::Span;
use crate::value::quantity::{Quantity, Unit};

/// The value of a literal. `negated` says that a minus stands directly before it: only then the least integer fits.
pub(super) fn literal(pair: &Pair<'_>, negated: bool) -> Built<Literal> {
    let text = pair.as_str();
    let span = span_of(pair);
    match pair.as_rule() {
        Rule::null_literal => Ok(Literal::Null),
        Rule::true_literal => Ok(Literal::Boolean(true)),
        Rule::false_literal => Ok(Literal::Boolean(false)),
        Rule::integer_literal => integer(text, span, negated).map(Literal::Integer),
        Rule::double_literal => float(text, span).map(Literal::Float),
        Rule::quantity_literal | Rule::percent_literal => quantity(text, span),
        Rule::malformed_number => Err(malformed_number(text, span)),
        _ => string(text, span).map(|text| Literal::String(text.into())),
    }
}

/// The value of an integer literal.
pub(super) fn integer(text: &str, span: Span, negated: bool) -> Built<u64> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', b'o' | b'O', ..] => (&text[2..], 8),
        _ => (text, 10),
    };
    let digits = &*without_marks(digits);
    let limit = i64::MIN.unsigned_abs() - u64::from(!negated);
    match u64::from_str_radix(digits, radix) {
        Ok(value) if value <= limit => Ok(value),
        _ => Err(QueryError::syntax(
            "IntegerOverflow",
            format!("the integer `{text}` does not fit in 64 bits"),
        )
        .with_label(span, "too large")
        .with_hint(
            "integers go from -9223372036854775808 to 9223372036854775807; with a point it is a float",
        )),
    }
}

/// The number and the unit of `3.8亿美元`. A magnitude alone makes a number: `100万` is 1000000.
fn quantity(text: &str, span: Span) -> Built<Literal> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, unit) = text.split_at(digits);
    if let Some(places) = magnitude(unit) {
        let value = float(&format!("{number}e{places}"), span)?;
        // Below 2^53 a float is exact.
        let is_whole = value.fract() == 0.0 && value < 9_007_199_254_740_992.0;
        return Ok(if is_whole { Literal::Integer(value as u64) } else { Literal::Float(value) });
    }
    let Some(known) = Unit::named(unit) else {
        return Err(match unit.starts_with(|c: char| c.is_ascii()) {
            true => malformed_number(text, span),
            false => QueryError::syntax("InvalidNumberLiteral", Unit::unknown(unit).message)
                .with_label(Span::new(span.start + digits, span.end), "not a unit"),
        });
    };
    let quantity = Quantity::new(float(number, span)?, known);
    let quantity = quantity
        .map_err(|error| QueryError::syntax("FloatingPointOverflow", error.message).with_label(span, ""))?;
    Ok(Literal::Quantity(quantity.into()))
}

/// The power of ten of a text made of magnitudes alone.
fn magnitude(text: &str) -> Option<u32> {
    let places = text.chars().map(|c| match c {
        '万' => Some(4),
        '亿' => Some(8),
        '千' => Some(3),
        '百' => Some(2),
        '十' => Some(1),
        _ => None,
    });
    places.sum::<Option<u32>>().filter(|places| *places > 0)
}

/// The digits of a number in which `_` may stand between them.
fn without_marks(digits: &str) -> Cow<'_, str> {
    if digits.contains('_') { digits.replace('_', "").into() } else { digits.into() }
}

fn float(text: &str, span: Span) -> Built<f64> {
    match without_marks(text).parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(QueryError::syntax("FloatingPointOverflow", format!("the number `{text}` is out of range"))
            .with_label(span, "floats reach up to 1.7976931348623157e308")),
    }
}

pub(in crate::query::parser) fn malformed_number(text: &str, span: Span) -> QueryError {
    QueryError::syntax("InvalidNumberLiteral", format!("`{text}` is not a number"))
        .with_label(span, "expected digits only, or `0x` and hexadecimal, or `0o` and octal digits")
}

/// The text of a string literal, escapes resolved.
fn string(written: &str, span: Span) -> Built<String> {
    let inner = &written[1..written.len() - 1];
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let start = span.start + 1 + (inner.len() - rest.len()) + at;
        let (c, length) = escape(&rest[at..], start)?;
        out.push(c);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The character that the escape at the start of `rest` stands for, and the escape's length.
fn escape(rest: &str, start: usize) -> Built<(char, usize)> {
    let letter = rest[1..].chars().next().unwrap_or('\\');
    let c = match letter {
        '\\' | '\'' | '"' | '`' => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode_escape(rest, 4, start),
        'U' => return unicode_escape(rest, 8, start),
        _ => {
            let span = Span::new(start, start + 1 + letter.len_utf8());
            return Err(QueryError::syntax(
                "UnexpectedSyntax",
                format!("unknown escape `\\{letter}` in a string"),
            )
            .with_label(span, "expected one of `\\\\ \\' \\\" \\b \\f \\n \\r \\t \\uXXXX \\UXXXXXXXX`")
            .with_hint("a backslash itself is written `\\\\`"));
        }
    };
    Ok((c, 2))
}

/// `\uXXXX` (two of them may form a surrogate pair) and `\UXXXXXXXX`.
fn unicode_escape(rest: &str, n_digits: usize, start: usize) -> Built<(char, usize)> {
    let length = 2 + n_digits;
    let code = hex(rest.get(2..length));
    if let Some(high @ 0xD800..0xDC00) = code
        && rest.get(length..length + 2) == Some("\\u")
        && let Some(low @ 0xDC00..0xE000) = hex(rest.get(length + 2..2 * length))
        && let Some(c) = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    {
        return Ok((c, 2 * length));
    }
    if let Some(c) = code.and_then(char::from_u32) {
        return Ok((c, length));
    }
    let written: String = rest.chars().take(length).collect();
    let span = Span::new(start, start + written.len());
    Err(QueryError::syntax("InvalidUnicodeLiteral", format!("`{written}` is not a character"))
        .with_label(span, format!("expected {n_digits} hexadecimal digits of a Unicode character")))
}

fn hex(digits: Option<&str>) -> Option<u32> {
    let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}
