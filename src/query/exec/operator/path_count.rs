//! How many paths a selector keeps, when a statement runs: `SHORTEST $k` asks its parameter.

use crate::query::ast::{PathCount, Selector};
use crate::query::exec::context::Context;
use crate::query::{ErrorClass, QueryError};
use crate::value::Value;

/// The selector with its number.
pub(super) fn counted(context: &Context<'_>, selector: &Selector) -> Result<Selector<u64>, QueryError> {
    Ok(match selector {
        Selector::All => Selector::All,
        Selector::Any(count) => Selector::Any(number(context, count)?),
        Selector::Shortest(count) => Selector::Shortest(number(context, count)?),
        Selector::Groups(count) => Selector::Groups(number(context, count)?),
    })
}

fn number(context: &Context<'_>, count: &PathCount) -> Result<u64, QueryError> {
    let name = match count {
        PathCount::Number(count) => return Ok(*count),
        PathCount::Parameter(name) => name,
    };
    let known = context.plan.tables.parameters.iter().position(|(known, _)| known == name);
    let value = known.map_or(&Value::Null, |number| &context.parameters[number]);
    let error =
        |detail, message: String| Err(QueryError::runtime(ErrorClass::ArgumentError, detail, message));
    match value {
        Value::Integer(count) => match u64::try_from(*count) {
            Ok(count) if count > 0 => Ok(count),
            _ => error(
                "NegativeIntegerArgument",
                format!("at least one path must be asked for, `${name}` is {count}"),
            ),
        },
        other => error(
            "InvalidArgumentType",
            format!("a number of paths must be an integer, `${name}` is {}", other.type_name()),
        ),
    }
}
