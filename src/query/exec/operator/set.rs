//! Sets and removes properties and labels.

use super::operator_trait::{Input, Operator, drain};
use crate::graph::Change;
use crate::query::QueryError;
use crate::query::bind::SetItem;
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::{Context, type_error};
use crate::source::Span;
use crate::value::{MapValue, Value};

/// The writer.
pub(super) struct Set<'p> {
    input: Input<'p>,
    items: &'p [SetItem],
    rows: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> Set<'p> {
    pub(super) fn new(input: Input<'p>, items: &'p [SetItem]) -> Self {
        Self { input, items, rows: None }
    }
}

impl Operator for Set<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if self.rows.is_none() {
            let batches = drain(&mut self.input, context)?;
            for batch in &batches {
                context.check_interrupt()?;
                for index in 0..batch.len {
                    set(context, self.items, Row { batch, index })?;
                }
            }
            self.rows = Some(batches.into_iter());
        }
        Ok(self.rows.as_mut().and_then(Iterator::next))
    }
}

/// Carries out the items for one row, one after another.
pub(super) fn set(context: &Context<'_>, items: &[SetItem], row: Row<'_>) -> Result<(), QueryError> {
    for item in items {
        match item {
            SetItem::Property { target, key, value, span } => {
                let target = context.eval(target, row)?;
                let value = context.eval(value, row)?;
                let key = match context.key(*key) {
                    Some(key) => key,
                    // Only `REMOVE` may name a key that the graph does not know: there is nothing to remove.
                    None => continue,
                };
                write(context, &target, key, value, *span)?;
            }
            SetItem::Map { target, value, keep, span } => {
                let target = context.eval(target, row)?;
                let value = context.eval(value, row)?;
                set_map(context, &target, &value, *keep, *span)?;
            }
            SetItem::Dynamic { target, key, value, span } => {
                let target = context.eval(target, row)?;
                let value = context.eval(value, row)?;
                match context.eval(key, row)? {
                    Value::String(name) => {
                        let key = context.intern_key(&name);
                        write(context, &target, key, value, *span)?;
                    }
                    other => {
                        let message = format!("a key is a string, found {}", other.type_name());
                        return Err(type_error("InvalidArgumentType", message, *span));
                    }
                }
            }
            SetItem::Labels { target, labels, dynamic, remove, span } => {
                let node = match context.eval(target, row)? {
                    Value::Null => continue,
                    Value::Node(node) => node,
                    other => return Err(not_writable(&other, *span)),
                };
                context.check_node(node, *span)?;
                let named = context.written_labels(dynamic, row)?;
                for label in labels.iter().filter_map(|label| context.label(*label)).chain(named) {
                    context.apply(match remove {
                        true => Change::RemoveLabel { node, label },
                        false => Change::AddLabel { node, label },
                    })?;
                }
            }
        }
    }
    Ok(())
}

fn write(
    context: &Context<'_>,
    target: &Value,
    key: crate::graph::KeyId,
    value: Value,
    span: Span,
) -> Result<(), QueryError> {
    match target {
        Value::Null => Ok(()),
        Value::Node(node) => {
            context.check_node(*node, span)?;
            context.apply(Change::SetNodeProperty { node: *node, key, value })
        }
        Value::Relationship(rel) => {
            context.check_rel(*rel, span)?;
            context.apply(Change::SetRelProperty { rel: *rel, key, value })
        }
        other => Err(not_writable(other, span)),
    }
    .map_err(|error| error.at(span))
}

fn not_writable(value: &Value, span: Span) -> QueryError {
    type_error(
        "InvalidArgumentType",
        format!("only nodes and relationships can be written, found {}", value.type_name()),
        span,
    )
}

/// `target = value` and `target += value`.
fn set_map(
    context: &Context<'_>,
    target: &Value,
    value: &Value,
    keep: bool,
    span: Span,
) -> Result<(), QueryError> {
    if target.is_null() {
        return Ok(());
    }
    let entries = entries(context, value, span)?;
    if !keep {
        for name in context.properties_of(target).keys().filter(|name| !entries.contains_key(*name)) {
            let key = context.intern_key(name);
            write(context, target, key, Value::Null, span)?;
        }
    }
    for (name, value) in entries {
        let key = context.intern_key(&name);
        write(context, target, key, value, span)?;
    }
    Ok(())
}

fn entries(context: &Context<'_>, value: &Value, span: Span) -> Result<MapValue, QueryError> {
    match value {
        Value::Map(entries) => Ok(MapValue::clone(entries)),
        Value::Null => Ok(MapValue::new()),
        Value::Node(_) | Value::Relationship(_) => Ok(context.properties_of(value)),
        other => Err(type_error(
            "InvalidArgumentType",
            format!("properties are set from a map, found {}", other.type_name()),
            span,
        )),
    }
}
