//! Points: made, taken apart, and how far they are from each other.

use super::EvalError;
use super::argument::mismatch;
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::graph::GraphView;
use crate::value::arithmetic::as_float;
use crate::value::{Crs, MapValue, NodeId, Point, Value};

use ArgumentType::{Any, MapOrElement};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("point", "point(map_or_node) :: POINT", &[MapOrElement], point),
    Function::new("point.distance", "point.distance(a, b) :: FLOAT", &[Any, Any], distance),
    Function::new("distance", "distance(a, b) :: FLOAT", &[Any, Any], distance),
    Function::new(
        "point.withinBBox",
        "point.withinBBox(point, low, high) :: BOOLEAN",
        &[Any, Any, Any],
        within_box,
    ),
];

/// `point({x: 1, y: 2})`, `point({longitude: 120.3, latitude: 31.5})`; null when a coordinate is.
fn point(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [found @ Value::Point(_)] => Ok(found.clone()),
        [Value::Map(entries)] => made(|key| entries.get(key).cloned()),
        [Value::Node(node)] => {
            let entries = properties(context.graph, *node);
            made(|key| entries.get(key).cloned())
        }
        _ => mismatch("point", arguments),
    }
}

fn properties(graph: &dyn GraphView, node: NodeId) -> MapValue {
    let names = graph.vocabulary();
    let properties = graph.node_properties(node).into_iter();
    properties.map(|(key, value)| (names.key_name(key).clone(), value)).collect()
}

fn made(entry: impl Fn(&str) -> Option<Value>) -> Result<Value, EvalError> {
    let is_degrees = entry("latitude").is_some() || entry("longitude").is_some();
    let names = if is_degrees { ["longitude", "latitude", "height"] } else { ["x", "y", "z"] };
    let third = entry(names[2]).or_else(|| entry("z"));
    let given = [entry(names[0]), entry(names[1]), third];
    if given.iter().flatten().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let mut coordinates = [0.0; 3];
    for ((coordinate, value), name) in coordinates.iter_mut().zip(&given).zip(names) {
        match value {
            Some(value) => {
                *coordinate = as_float(value).ok_or_else(|| {
                    invalid(format!("`{name}` of a point is a number, found {}", value.type_name()))
                })?;
            }
            None if name == names[2] => {}
            None => return Err(invalid(format!("a point needs `{}` and `{}`", names[0], names[1]))),
        }
    }
    let has_third = given[2].is_some();
    let crs = match (entry("crs"), entry("srid")) {
        (Some(Value::String(name)), _) => Some(Crs::named(&name).ok_or_else(|| unknown_crs(&name))?),
        (_, Some(Value::Integer(srid))) => {
            Some(Crs::numbered(srid).ok_or_else(|| unknown_crs(&srid.to_string()))?)
        }
        _ => None,
    };
    let crs = crs.unwrap_or(Crs::of(is_degrees, has_third));
    if crs.has_third() != has_third || (is_degrees && !crs.is_geographic()) {
        return Err(invalid(format!("the coordinates are not those of `{}`", crs.name())));
    }
    Ok(Point::new(crs, coordinates)?.into())
}

fn unknown_crs(name: &str) -> EvalError {
    invalid(format!(
        "`{name}` is no system of coordinates, expected wgs-84, wgs-84-3d, cartesian or cartesian-3d"
    ))
}

fn invalid(message: String) -> EvalError {
    EvalError::argument("InvalidArgumentValue", message)
}

/// Null for points of two systems.
fn distance(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Point(a), Value::Point(b)] => Ok(a.distance(b).map_or(Value::Null, Value::Float)),
        // What is no point is nowhere.
        _ => Ok(Value::Null),
    }
}

fn within_box(_: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    match arguments {
        [Value::Point(at), Value::Point(low), Value::Point(high)] => {
            Ok(at.is_within(low, high).map_or(Value::Null, Value::Boolean))
        }
        _ => Ok(Value::Null),
    }
}

/// A component of a point by name.
pub fn point_component(point: &Point, name: &str) -> Result<Value, EvalError> {
    let crs = point.crs();
    let coordinate =
        |at: usize| Ok(point.coordinates().get(at).map_or(Value::Null, |number| Value::Float(*number)));
    match name {
        "x" => coordinate(0),
        "y" => coordinate(1),
        "z" if crs.has_third() => coordinate(2),
        "longitude" if crs.is_geographic() => coordinate(0),
        "latitude" if crs.is_geographic() => coordinate(1),
        "height" if crs == Crs::Wgs84Space => coordinate(2),
        "crs" => Ok(Value::from(crs.name())),
        "srid" => Ok(Value::Integer(crs.srid())),
        _ => Err(invalid(format!("a point of `{}` has no `{name}`", crs.name()))),
    }
}
