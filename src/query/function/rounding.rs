//! Rounding to a number of decimal digits, on the shortest decimal form of a float: 1.005 is rounded as 1.005, not as
//! the binary number a little below it.

use super::EvalError;

/// What happens to the digits that are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Away from zero.
    Up,
    /// Toward zero.
    Down,
    /// Toward plus infinity.
    Ceiling,
    /// Toward minus infinity.
    Floor,
    /// To the nearest, a half away from zero.
    HalfUp,
    /// To the nearest, a half toward zero.
    HalfDown,
    /// To the nearest, a half to the even digit.
    HalfEven,
}

impl Mode {
    /// Reads a mode's name, without regard to case.
    pub(super) fn parse(name: &str) -> Result<Self, EvalError> {
        match name.to_ascii_uppercase().as_str() {
            "UP" => Ok(Self::Up),
            "DOWN" => Ok(Self::Down),
            "CEILING" => Ok(Self::Ceiling),
            "FLOOR" => Ok(Self::Floor),
            "HALF_UP" => Ok(Self::HalfUp),
            "HALF_DOWN" => Ok(Self::HalfDown),
            "HALF_EVEN" => Ok(Self::HalfEven),
            _ => Err(EvalError::argument(
                "InvalidArgumentValue",
                format!(
                    "unknown rounding mode `{name}`, expected UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN or \
                     HALF_EVEN"
                ),
            )),
        }
    }

    fn apply(self, number: f64) -> f64 {
        match self {
            Self::Up => number.abs().ceil().copysign(number),
            Self::Down => number.trunc(),
            Self::Ceiling => number.ceil(),
            Self::Floor => number.floor(),
            Self::HalfUp => number.round(),
            Self::HalfDown => (number.abs() - 0.5).ceil().copysign(number),
            Self::HalfEven => number.round_ties_even(),
        }
    }
}

/// Rounds to so many digits after the point (before it, when negative).
pub(super) fn round_to(number: f64, precision: i64, mode: Mode) -> f64 {
    // A float has no digits beyond 10^-324 and none before 10^308.
    let precision = precision.clamp(-400, 400);
    let scaled = shift(number, precision);
    if !scaled.is_finite() {
        return number;
    }
    shift(mode.apply(scaled), -precision)
}

/// The number times a power of ten, by its decimal form.
fn shift(number: f64, digits: i64) -> f64 {
    if !number.is_finite() {
        return number;
    }
    let text = format!("{number:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse::<i64>().unwrap_or(0) + digits;
    format!("{mantissa}e{exponent}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_one_sees() {
        assert_eq!(round_to(1.005, 2, Mode::HalfUp), 1.01);
        assert_eq!(round_to(-1.55, 1, Mode::HalfUp), -1.6);
        assert_eq!(round_to(2.5, 0, Mode::HalfEven), 2.0);
        assert_eq!(round_to(2.5, 0, Mode::HalfDown), 2.0);
        assert_eq!(round_to(-2.4, 0, Mode::Up), -3.0);
        assert_eq!(round_to(1234.0, -2, Mode::HalfUp), 1200.0);
        assert_eq!(round_to(1.5e300, 400, Mode::HalfUp), 1.5e300);
        assert!(round_to(f64::NAN, 2, Mode::HalfUp).is_nan());
    }
}
