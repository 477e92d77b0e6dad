//! Functions on numbers: sign, rounding, roots, logarithms, random numbers.

use std::cell::Cell;

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use super::rounding::{Mode, round_to};
use crate::value::Value;
use crate::value::arithmetic::as_float;

use ArgumentType::{Integer, Number, String as Text};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("abs", "abs(number) :: NUMBER", &[Number], abs),
    Function::new("ceil", "ceil(number) :: FLOAT", &[Number], |_, a| whole("ceil", a, f64::ceil)),
    Function::new("ceiling", "ceiling(number) :: FLOAT", &[Number], |_, a| whole("ceiling", a, f64::ceil)),
    Function::new("e", "e() :: FLOAT", &[], |_, _| Ok(Value::Float(std::f64::consts::E))),
    Function::new("exp", "exp(number) :: FLOAT", &[Number], |_, a| float("exp", a, f64::exp)),
    Function::new("floor", "floor(number) :: FLOAT", &[Number], |_, a| whole("floor", a, f64::floor)),
    Function::new("isNaN", "isNaN(number) :: BOOLEAN", &[Number], is_nan),
    Function::new("ln", "ln(number) :: FLOAT", &[Number], |_, a| float("ln", a, f64::ln)),
    Function::new("log", "log(number) :: FLOAT", &[Number], |_, a| float("log", a, f64::ln)),
    Function::new("log10", "log10(number) :: FLOAT", &[Number], |_, a| float("log10", a, f64::log10)),
    Function::new("power", "power(base, exponent) :: FLOAT", &[Number, Number], power),
    Function::new("rand", "rand() :: FLOAT", &[], rand).volatile(),
    Function::new("round", "round(number, precision?, mode?) :: FLOAT", &[Number, Integer, Text], round)
        .requires(1),
    Function::new("sign", "sign(number) :: INTEGER", &[Number], sign),
    Function::new("sqrt", "sqrt(number) :: FLOAT", &[Number], |_, a| float("sqrt", a, f64::sqrt)),
];

/// Applies a function of floats to one number.
pub(super) fn float(name: &str, arguments: &[Value], compute: fn(f64) -> f64) -> Result<Value, EvalError> {
    match arguments {
        [number] => match as_float(number) {
            Some(number) => Ok(Value::Float(compute(number))),
            None => mismatch(name, arguments),
        },
        _ => mismatch(name, arguments),
    }
}

fn abs(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Integer(number)] => number.checked_abs().map(Value::Integer).ok_or_else(|| {
            EvalError::out_of_range(format!("`abs({number})` is out of the range of integers"))
        }),
        [Value::Float(number)] => Ok(Value::Float(number.abs())),
        [Value::Quantity(quantity)] => Ok(quantity.times(quantity.amount().signum())?.into()),
        _ => mismatch("abs", arguments),
    }
}

fn sign(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Integer(number)] => Ok(Value::Integer(number.signum())),
        [Value::Float(number)] => Ok(Value::Integer(signum(*number))),
        [Value::Quantity(figure)] => Ok(Value::Integer(signum(figure.amount()))),
        _ => mismatch("sign", arguments),
    }
}

fn signum(number: f64) -> i64 {
    i64::from(number > 0.0) - i64::from(number < 0.0)
}

fn is_nan(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Integer(_)] => Ok(Value::Boolean(false)),
        [Value::Float(number)] => Ok(Value::Boolean(number.is_nan())),
        _ => mismatch("isNaN", arguments),
    }
}

fn power(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [base, exponent] => match (as_float(base), as_float(exponent)) {
            (Some(base), Some(exponent)) => Ok(Value::Float(base.powf(exponent))),
            _ => mismatch("power", arguments),
        },
        _ => mismatch("power", arguments),
    }
}

/// Without a precision a half goes up; with one it goes away from zero, unless a mode says otherwise. A figure is rounded
/// in its unit.
fn round(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    let number = match arguments.first() {
        Some(Value::Quantity(figure)) => Some(figure.amount()),
        Some(number) => as_float(number),
        None => None,
    };
    let Some(number) = number else { return mismatch("round", arguments) };
    let rounded = match arguments {
        [_] => (number + 0.5).floor(),
        [_, Value::Integer(precision)] => round_to(number, *precision, Mode::HalfUp),
        [_, Value::Integer(precision), Value::String(mode)] => {
            round_to(number, *precision, Mode::parse(mode)?)
        }
        _ => return mismatch("round", arguments),
    };
    match arguments.first() {
        Some(Value::Quantity(figure)) => Ok(figure.with_amount(rounded)?.into()),
        _ => Ok(Value::Float(rounded)),
    }
}

/// Rounds to a whole number; a figure in its unit.
fn whole(name: &str, arguments: &[Value], round: fn(f64) -> f64) -> Result<Value, EvalError> {
    match arguments {
        [Value::Quantity(figure)] => Ok(figure.with_amount(round(figure.amount()))?.into()),
        _ => float(name, arguments, round),
    }
}

/// A random number from 0 to below 1.
fn rand(context: &FunctionContext<'_>, _: &[Value]) -> Result<Value, EvalError> {
    let bits = next_random(context.random) >> 11;
    Ok(Value::Float(bits as f64 / (1_u64 << 53) as f64))
}

/// The next number of the generator (splitmix64).
pub(super) fn next_random(state: &Cell<u64>) -> u64 {
    state.set(state.get().wrapping_add(0x9E37_79B9_7F4A_7C15));
    let mut bits = state.get();
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
