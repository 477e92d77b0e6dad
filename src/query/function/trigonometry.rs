//! Angles and hyperbolic functions.

use super::EvalError;
use super::argument::mismatch;
use super::math::float;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::value::Value;
use crate::value::arithmetic::as_float;

use ArgumentType::Number;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("acos", "acos(number) :: FLOAT", &[Number], |_, a| float("acos", a, f64::acos)),
    Function::new("asin", "asin(number) :: FLOAT", &[Number], |_, a| float("asin", a, f64::asin)),
    Function::new("atan", "atan(number) :: FLOAT", &[Number], |_, a| float("atan", a, f64::atan)),
    Function::new("atan2", "atan2(y, x) :: FLOAT", &[Number, Number], atan2),
    Function::new("cos", "cos(radians) :: FLOAT", &[Number], |_, a| float("cos", a, f64::cos)),
    Function::new("cosh", "cosh(number) :: FLOAT", &[Number], |_, a| float("cosh", a, f64::cosh)),
    Function::new("cot", "cot(radians) :: FLOAT", &[Number], |_, a| float("cot", a, |x| x.tan().recip())),
    Function::new("coth", "coth(number) :: FLOAT", &[Number], |_, a| float("coth", a, |x| x.tanh().recip())),
    Function::new("degrees", "degrees(radians) :: FLOAT", &[Number], |_, a| {
        float("degrees", a, f64::to_degrees)
    }),
    Function::new("haversin", "haversin(radians) :: FLOAT", &[Number], |_, a| float("haversin", a, haversin)),
    Function::new("pi", "pi() :: FLOAT", &[], |_, _| Ok(Value::Float(std::f64::consts::PI))),
    Function::new("radians", "radians(degrees) :: FLOAT", &[Number], |_, a| {
        float("radians", a, f64::to_radians)
    }),
    Function::new("sin", "sin(radians) :: FLOAT", &[Number], |_, a| float("sin", a, f64::sin)),
    Function::new("sinh", "sinh(number) :: FLOAT", &[Number], |_, a| float("sinh", a, f64::sinh)),
    Function::new("tan", "tan(radians) :: FLOAT", &[Number], |_, a| float("tan", a, f64::tan)),
    Function::new("tanh", "tanh(number) :: FLOAT", &[Number], |_, a| float("tanh", a, f64::tanh)),
];

/// Half the versed sine, for distances on a sphere.
fn haversin(angle: f64) -> f64 {
    (angle / 2.0).sin().powi(2)
}

fn atan2(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [y, x] => match (as_float(y), as_float(x)) {
            (Some(y), Some(x)) => Ok(Value::Float(y.atan2(x))),
            _ => mismatch("atan2", arguments),
        },
        _ => mismatch("atan2", arguments),
    }
}
