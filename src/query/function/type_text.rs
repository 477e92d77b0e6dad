//! The type of a value as `IS ::` takes it: `LIST<INTEGER NOT NULL> NOT NULL`.

use std::collections::BTreeSet;

use crate::value::Value;

/// Order in which the types of a list's elements are told.
const ORDER: [&str; 17] = [
    "BOOLEAN",
    "STRING",
    "INTEGER",
    "FLOAT",
    "DATE",
    "LOCAL TIME",
    "ZONED TIME",
    "LOCAL DATETIME",
    "ZONED DATETIME",
    "DURATION",
    "POINT",
    "NODE",
    "RELATIONSHIP",
    "MAP",
    "LIST",
    "PATH",
    "ANY",
];

/// Elements of different types of lists are told one by one up to so many.
const MAX_ALTERNATIVES: usize = 8;

/// The type of a value, which for null is `NULL`.
pub(super) fn type_text(value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        other => format!("{} NOT NULL", nullable(other)),
    }
}

/// The type without what says that null is left out.
fn nullable(value: &Value) -> String {
    let Value::List(items) = value else { return value.type_name().into() };
    let suffix = if items.iter().any(Value::is_null) { "" } else { " NOT NULL" };
    let types: BTreeSet<(usize, String)> =
        items.iter().filter(|item| !item.is_null()).map(|item| (rank(item), nullable(item))).collect();
    if types.is_empty() {
        return if items.is_empty() { "LIST<NOTHING>" } else { "LIST<NULL>" }.into();
    }
    if types.len() > MAX_ALTERNATIVES {
        return format!("LIST<ANY{suffix}>");
    }
    let types: Vec<String> = types.into_iter().map(|(_, ty)| format!("{ty}{suffix}")).collect();
    format!("LIST<{}>", types.join(" | "))
}

fn rank(value: &Value) -> usize {
    ORDER.iter().position(|name| *name == value.type_name()).unwrap_or(ORDER.len())
}
