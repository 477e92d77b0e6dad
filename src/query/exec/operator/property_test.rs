//! Conditions that compare a property of a node with a value that is the same for all rows: tested for a whole column,
//! without a copy of any value.

use crate::query::QueryError;
use crate::query::ast::{BinaryOp, ComparisonOp};
use crate::query::bind::{Expr, KeyRef, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::query::exec::eval::compare;
use crate::value::{NodeId, Value};

/// `slot.key OP operand`
pub(super) struct PropertyTest<'p> {
    slot: Slot,
    key: KeyRef,
    op: TestOp,
    operand: &'p Expr,
}

/// How the property is tested.
#[derive(Clone, Copy)]
enum TestOp {
    Compare(ComparisonOp),
    /// The operand stands on the left.
    Reversed(ComparisonOp),
    StartsWith,
    EndsWith,
    Contains,
}

impl TestOp {
    fn holds(self, value: &Value, operand: &Value) -> bool {
        match self {
            Self::Compare(op) => compare(op, value, operand) == Some(true),
            Self::Reversed(op) => compare(op, operand, value) == Some(true),
            Self::StartsWith | Self::EndsWith | Self::Contains => {
                let (Value::String(text), Value::String(part)) = (value, operand) else { return false };
                match self {
                    Self::StartsWith => text.starts_with(&**part),
                    Self::EndsWith => text.ends_with(&**part),
                    _ => text.contains(&**part),
                }
            }
        }
    }
}

impl<'p> PropertyTest<'p> {
    /// The test that a condition is, if it is one.
    pub(super) fn of(predicate: &'p Expr) -> Option<Self> {
        let (left, right, op, reversed) = match predicate {
            Expr::Compare { op, left, right } => (left, right, TestOp::Compare(*op), TestOp::Reversed(*op)),
            Expr::Text { op, left, right, .. } => {
                let op = match op {
                    BinaryOp::StartsWith => TestOp::StartsWith,
                    BinaryOp::EndsWith => TestOp::EndsWith,
                    BinaryOp::Contains => TestOp::Contains,
                    _ => return None,
                };
                return Self::with(left, op, right);
            }
            _ => return None,
        };
        Self::with(left, op, right).or_else(|| Self::with(right, reversed, left))
    }

    fn with(property: &'p Expr, op: TestOp, operand: &'p Expr) -> Option<Self> {
        let Expr::Property { base, key, .. } = property else { return None };
        let (Expr::Slot(slot), Expr::Constant(_) | Expr::Parameter(_)) = (&**base, operand) else {
            return None;
        };
        Some(Self { slot: *slot, key: *key, op, operand })
    }

    /// Leaves those of `rows` for which the test holds; false when the column must be tested row by row.
    pub(super) fn retain(
        &self,
        context: &Context<'_>,
        batch: &Batch,
        rows: &mut Vec<u32>,
    ) -> Result<bool, QueryError> {
        let Column::Nodes(ids) = batch.column(self.slot) else { return Ok(false) };
        // A deleted node must be told, whatever its property was.
        if context.has_deleted.get() {
            return Ok(false);
        }
        let Some(key) = context.key(self.key) else {
            // Nothing has the property, and no test holds for null.
            rows.clear();
            return Ok(true);
        };
        let operand = context.eval(self.operand, Row { batch, index: 0 })?;
        let mut kept = Vec::with_capacity(rows.len());
        // The id that stands for null is beyond all nodes: its property is null.
        let mut nodes = rows.iter().map(|&row| NodeId(ids[row as usize]));
        let mut at = 0;
        context.view().visit_node_property(&mut nodes, key, &mut |value| {
            if self.op.holds(value, &operand) {
                kept.push(rows[at]);
            }
            at += 1;
        });
        *rows = kept;
        Ok(true)
    }
}
