//! Numbers with a fraction, exact: the amounts of a duration's components.

use crate::value::ValueError;

/// A decimal number with up to 15 digits after the point; more are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    scaled: i128,
}

const DIGITS: usize = 15;
const SCALE: i128 = 10_i128.pow(15);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { scaled: 0 };

    /// A whole number.
    pub fn from_integer(value: i64) -> Self {
        Self { scaled: i128::from(value) * SCALE }
    }

    /// A float, by its shortest decimal form, so that 2.3 is 2.3.
    pub fn from_float(value: f64) -> Result<Self, ValueError> {
        Self::parse(&format!("{value}"))
    }

    /// Reads digits with an optional sign and fraction.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let wrong = || ValueError::invalid(format!("`{text}` is not a number a duration can have"));
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 19 || !all_digits(whole) || !all_digits(fraction) {
            return Err(wrong());
        }
        let fraction = &fraction[..fraction.len().min(DIGITS)];
        let padded = format!("{fraction:0<DIGITS$}");
        let whole: i128 = whole.parse().map_err(|_| wrong())?;
        let fraction: i128 = padded.parse().map_err(|_| wrong())?;
        let scaled = whole * SCALE + fraction;
        Ok(Self { scaled: if negative { -scaled } else { scaled } })
    }

    /// This many units of `size`, cut to a whole number.
    pub(super) fn times(self, size: i64) -> i128 {
        let size = i128::from(size);
        self.scaled / SCALE * size + self.scaled % SCALE * size / SCALE
    }

    /// The sum of this many units of `size` and of what is in `other`.
    pub(super) fn times_plus(self, size: i64, other: Self) -> Self {
        Self { scaled: self.scaled * i128::from(size) + other.scaled }
    }

    /// The whole part, toward zero, and the rest.
    pub(super) fn split(self) -> (i128, Self) {
        (self.scaled / SCALE, Self { scaled: self.scaled % SCALE })
    }
}
