//! `value IS :: TYPE`.

use crate::query::ast::{OneType, TypeKind, ValueType};
use crate::value::Value;

/// Whether a value is of a type. Null is of every type that does not leave it out.
pub(super) fn is_of_type(value: &Value, ty: &ValueType) -> bool {
    ty.alternatives.iter().any(|one| is_of_one(value, one))
}

fn is_of_one(value: &Value, one: &OneType) -> bool {
    if value.is_null() {
        return !one.not_null && one.kind != TypeKind::Nothing;
    }
    match &one.kind {
        TypeKind::Nothing | TypeKind::Null => false,
        TypeKind::Any => true,
        TypeKind::Boolean => matches!(value, Value::Boolean(_)),
        TypeKind::String => matches!(value, Value::String(_)),
        TypeKind::Integer => matches!(value, Value::Integer(_)),
        TypeKind::Float => matches!(value, Value::Float(_)),
        TypeKind::Date => matches!(value, Value::Date(_)),
        TypeKind::LocalTime => matches!(value, Value::LocalTime(_)),
        TypeKind::ZonedTime => matches!(value, Value::Time(_)),
        TypeKind::LocalDateTime => matches!(value, Value::LocalDateTime(_)),
        TypeKind::ZonedDateTime => matches!(value, Value::DateTime(_)),
        TypeKind::Duration => matches!(value, Value::Duration(_)),
        TypeKind::Quantity => matches!(value, Value::Quantity(_)),
        TypeKind::Point => matches!(value, Value::Point(_)),
        TypeKind::Node => matches!(value, Value::Node(_)),
        TypeKind::Relationship => matches!(value, Value::Relationship(_)),
        TypeKind::Map => matches!(value, Value::Map(_)),
        TypeKind::Path => matches!(value, Value::Path(_)),
        TypeKind::Property => match value {
            Value::List(items) => items.iter().all(is_stored),
            other => is_stored(other),
        },
        TypeKind::List(element) => match value {
            Value::List(items) => items.iter().all(|item| is_of_type(item, element)),
            _ => false,
        },
    }
}

fn is_stored(value: &Value) -> bool {
    !matches!(
        value,
        Value::Null
            | Value::List(_)
            | Value::Map(_)
            | Value::Node(_)
            | Value::Relationship(_)
            | Value::Path(_)
    )
}
