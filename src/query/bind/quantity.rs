//! What is known before execution of figures with units: unlike ones are neither compared nor added, and the error
//! shows both.

use std::sync::Arc;

use super::Type;
use crate::query::QueryError;
use crate::query::ast::BinaryOp;
use crate::source::Span;

/// Dimensions of shares and of differences between shares.
const SHARE: &str = "percent";
const POINTS: &str = "points";

/// An operand, as far as it is known.
type Operand<'t> = (&'t Type, Span);

/// Refuses to compare a quantity with one of another dimension or with what is none.
pub(super) fn check_comparison(left: Operand<'_>, right: Operand<'_>) -> Result<(), QueryError> {
    let is_unlike = match (left.0, right.0) {
        (Type::Quantity(a), Type::Quantity(b)) => a != b,
        (Type::Quantity(_), other) | (other, Type::Quantity(_)) => is_known(other),
        _ => false,
    };
    if is_unlike { Err(unlike("compared", left, right)) } else { Ok(()) }
}

/// The type of `left op right` where one of them is a quantity; none where the rules of numbers apply.
pub(super) fn arithmetic(
    op: BinaryOp,
    left: Operand<'_>,
    right: Operand<'_>,
) -> Result<Option<Type>, QueryError> {
    use BinaryOp::{Add, Divide, Multiply, Subtract};
    use Type::{Any, Float, Integer, Null, Quantity};
    let verb = match op {
        Add => "added",
        Subtract => "subtracted",
        Multiply => "multiplied",
        Divide => "divided",
        _ => "taken so",
    };
    Ok(Some(match (op, left.0, right.0) {
        (_, Any | Null, Quantity(_)) | (_, Quantity(_), Any | Null) => Any,
        // Text and lists take anything by `+`.
        (Add, Quantity(_), Type::String | Type::List(_))
        | (Add, Type::String | Type::List(_), Quantity(_)) => Any,
        (Add | Subtract, Quantity(a), Quantity(b)) if a == b => Quantity(a.clone()),
        (Add | Subtract, Quantity(a), Quantity(b)) if is(a, SHARE) && is(b, POINTS) => Quantity(a.clone()),
        (Add, Quantity(a), Quantity(b)) if is(a, POINTS) && is(b, SHARE) => Quantity(b.clone()),
        (Multiply, Quantity(a), Quantity(b)) if is(b, SHARE) => Quantity(a.clone()),
        (Multiply, Quantity(a), Quantity(b)) if is(a, SHARE) => Quantity(b.clone()),
        (Divide, Quantity(a), Quantity(b)) if a == b => Float,
        (Multiply | Divide, Quantity(a), Integer | Float) => Quantity(a.clone()),
        (Multiply, Integer | Float, Quantity(b)) => Quantity(b.clone()),
        (_, Quantity(_), _) | (_, _, Quantity(_)) => return Err(unlike(verb, left, right)),
        _ => return Ok(None),
    }))
}

fn is(dimension: &Arc<str>, name: &str) -> bool {
    **dimension == *name
}

fn is_known(ty: &Type) -> bool {
    !matches!(ty, Type::Any | Type::Null | Type::Quantity(_))
}

fn unlike(verb: &str, left: Operand<'_>, right: Operand<'_>) -> QueryError {
    let message = format!("{} and {} cannot be {verb}", kind_of(left.0), kind_of(right.0));
    let error = QueryError::syntax("InvalidArgumentType", message)
        .with_label(left.1, kind_of(left.0))
        .with_label(right.1, kind_of(right.0));
    let parts = [left.0, right.0].map(|ty| matches!(ty, Type::Quantity(d) if is(d, SHARE) || is(d, POINTS)));
    let numbers = [left.0, right.0].iter().any(|ty| matches!(ty, Type::Integer | Type::Float));
    match (parts, numbers) {
        ([true, true], _) => {
            error.with_hint("`toUnit(x, '个百分点')` says that a difference of shares is meant")
        }
        (_, true) => {
            error.with_hint("`x.value` is a quantity's number; a number gets a unit by `quantity(x, '元')`")
        }
        _ => error,
    }
}

/// What a type is, in words.
fn kind_of(ty: &Type) -> String {
    let Type::Quantity(dimension) = ty else { return ty.name().to_owned() };
    let name = match &**dimension {
        "money" => "an amount of 元",
        "money_usd" => "an amount of 美元",
        SHARE => "a share (%)",
        POINTS => "a difference of shares (个百分点)",
        "area" => "an area",
        "length" => "a length",
        "mass" => "a mass",
        "energy" => "an amount of energy",
        "person" => "a number of people",
        other => {
            return other
                .split_once(' ')
                .map_or_else(|| format!("a quantity ({other})"), |(_, word)| format!("a number of {word}"));
        }
    };
    name.to_owned()
}
