//! Comparisons of stored numbers and truth values with one value: made where the values lie, so that no column is copied
//! and no row is asked twice.

use super::batch::Batch;
use super::condition::keep_rows;
use super::context::Context;
use super::formula::{Source, ids_with};
use crate::graph::{ColumnView, Dense};
use crate::query::ast::ComparisonOp;
use crate::value::Value;

/// Leaves those of `rows` for whose property the comparison with a value holds. False, with all rows left, when it is not
/// numbers or truth values of one type that are compared.
pub(super) fn retain(
    context: &Context<'_>,
    (source, op, operand): (Source, ComparisonOp, &Value),
    batch: &Batch,
    rows: &mut Vec<u32>,
) -> bool {
    let Source::Property(slot, key) = source else { return false };
    // A deleted element must be told, whatever its property was.
    let elements = if context.has_deleted.get() { None } else { ids_with(context, batch.column(slot), key) };
    let (Some((ids, is_nodes)), Some(key)) = (elements, context.key(key)) else { return false };
    let view = context.view();
    let column = if is_nodes { view.node_column(key) } else { view.rel_column(key) };
    match (column, operand) {
        (Some(ColumnView::Integers(dense)), Value::Integer(operand)) => keep(op, dense, *operand, ids, rows),
        (Some(ColumnView::Floats(dense)), Value::Float(operand)) => keep(op, dense, *operand, ids, rows),
        (Some(ColumnView::Booleans(dense)), Value::Boolean(operand)) => keep(op, dense, *operand, ids, rows),
        _ => return false,
    }
    true
}

/// Floats compare by IEEE 754: NaN is neither less nor greater, and differs from itself.
fn keep<T: Copy + PartialOrd>(
    op: ComparisonOp,
    dense: Dense<'_, T>,
    operand: T,
    ids: &[u32],
    rows: &mut Vec<u32>,
) {
    match op {
        ComparisonOp::Equal => keep_those(dense, ids, rows, |value| value == operand),
        ComparisonOp::NotEqual => keep_those(dense, ids, rows, |value| value != operand),
        ComparisonOp::Less => keep_those(dense, ids, rows, |value| value < operand),
        ComparisonOp::LessOrEqual => keep_those(dense, ids, rows, |value| value <= operand),
        ComparisonOp::Greater => keep_those(dense, ids, rows, |value| value > operand),
        ComparisonOp::GreaterOrEqual => keep_those(dense, ids, rows, |value| value >= operand),
    }
}

fn keep_those<T: Copy>(dense: Dense<'_, T>, ids: &[u32], rows: &mut Vec<u32>, holds: impl Fn(T) -> bool) {
    // An id that stands for null has no value.
    keep_rows(rows, |_, row| dense.get(ids[row as usize]).is_some_and(&holds));
}
