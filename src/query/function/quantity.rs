//! Figures with units: made, converted, taken apart, and read of the measures of a built graph.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::graph::GraphView;
use crate::value::arithmetic::as_float;
use crate::value::quantity::{Quantity, Unit};
use crate::value::{NodeId, Value};

use ArgumentType::{Any, String as Text};

/// The property under which a measure offers its figure.
pub const QUANTITY_KEY: &str = "quantity";

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "quantity",
        "quantity(text_or_number_or_measure, unit?) :: QUANTITY",
        &[Any, Text],
        quantity,
    )
    .requires(1),
    Function::new("toUnit", "toUnit(quantity, unit) :: QUANTITY", &[Any, Text], to_unit),
];

/// `quantity('3.8亿美元')`, `quantity(3.8, '亿美元')`, `quantity(m)` of a measure.
fn quantity(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [found @ Value::Quantity(_)] => Ok(found.clone()),
        [Value::String(text)] => Ok(Quantity::parse(text)?.into()),
        [Value::Node(node)] => Ok(measured(context.graph, *node)),
        [number, Value::String(unit)] => match as_float(number) {
            Some(number) => Ok(Quantity::new(number, known(unit)?)?.into()),
            None => mismatch("quantity", arguments),
        },
        _ => mismatch("quantity", arguments),
    }
}

/// `toUnit(100亿元, '万元')`.
fn to_unit(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Quantity(quantity), Value::String(unit)] => Ok(quantity.to_unit(known(unit)?)?.into()),
        _ => mismatch("toUnit", arguments),
    }
}

fn known(unit: &str) -> Result<Unit, EvalError> {
    Unit::named(&unit.trim().replace('％', "%")).ok_or_else(|| Unit::unknown(unit).into())
}

/// A component of a quantity by name.
pub fn quantity_component(quantity: &Quantity, name: &str) -> Result<Value, EvalError> {
    Ok(match name {
        "value" => Value::Float(quantity.amount()),
        "unit" => Value::String(quantity.unit().name().clone()),
        "baseValue" => Value::Float(quantity.in_base()),
        "baseUnit" => Value::String(quantity.unit().base().clone()),
        "dimension" => Value::String(quantity.unit().dimension().clone()),
        _ => {
            let message = format!(
                "a quantity has no component `{name}`; it has `value`, `unit`, `baseValue`, `baseUnit` and `dimension`"
            );
            return Err(EvalError::argument("InvalidArgumentValue", message));
        }
    })
}

/// The figure of a measure, in the unit of its text; null where a node tells no value and unit.
pub fn measured(graph: &dyn GraphView, node: NodeId) -> Value {
    let names = graph.vocabulary();
    let property = |name: &str| names.key(name).map_or(Value::Null, |key| graph.node_property(node, key));
    // A place in a ranking counts nothing.
    let is_rank = matches!(property("type"), Value::String(kind) if &*kind == "rank");
    let is_measure = names.label("Measure").is_some_and(|label| graph.has_label(node, label));
    let (value, Value::String(unit)) = (property("value"), property("unit")) else { return Value::Null };
    let Some(value) = as_float(&value).filter(|_| is_measure && !is_rank && !unit.is_empty()) else {
        return Value::Null;
    };
    let text = match property("text") {
        Value::String(text) => text,
        _ => "".into(),
    };
    Quantity::of_text(value, &unit, &text).map_or(Value::Null, Value::from)
}
