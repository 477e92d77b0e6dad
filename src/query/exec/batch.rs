//! Rows in columns.

use std::ops::Range;

pub(super) use super::column::Column;
use crate::query::bind::Slot;
use crate::value::Value;

/// Rows in one batch, about: an operator may give more when one row leads to many.
pub(super) const BATCH_ROWS: usize = 1024;

/// Some rows, one column for each slot of a part of the statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    pub(super) len: usize,
    /// The first of the part's slots.
    first: usize,
    columns: Vec<Column>,
}

impl Batch {
    /// Rows without values. One more column than slots, for the numbers of rows (`operator/optional.rs`).
    pub(super) fn empty(slots: Range<usize>, len: usize) -> Self {
        Self { len, first: slots.start, columns: vec![Column::Absent; slots.len() + 1] }
    }

    pub(super) fn column(&self, slot: Slot) -> &Column {
        &self.columns[slot.index() - self.first]
    }

    pub(super) fn set(&mut self, slot: Slot, column: Column) {
        self.columns[slot.index() - self.first] = column;
    }

    pub(super) fn column_mut(&mut self, slot: Slot) -> &mut Column {
        &mut self.columns[slot.index() - self.first]
    }

    pub(super) fn value(&self, slot: Slot, row: usize) -> Value {
        self.column(slot).value(row)
    }

    /// A batch of some of the rows (each as often as it is named), with only the slots in `keep`.
    pub(super) fn gather(&self, rows: &[u32], keep: &[Slot]) -> Self {
        let mut batch = self.like(rows.len());
        for &slot in keep {
            batch.set(slot, self.column(slot).gather(rows));
        }
        batch
    }

    /// A batch of some of the rows with all slots.
    pub(super) fn gather_all(&self, rows: &[u32]) -> Self {
        let columns = self.columns.iter().map(|column| column.gather(rows)).collect();
        Self { len: rows.len(), first: self.first, columns }
    }

    /// A batch for the same slots, without values.
    fn like(&self, len: usize) -> Self {
        Self { len, first: self.first, columns: vec![Column::Absent; self.columns.len()] }
    }

    /// Appends some rows of another batch, with only the slots in `keep`.
    pub(super) fn append(&mut self, other: &Self, rows: &[u32], keep: &[Slot]) {
        for &slot in keep {
            self.column_mut(slot).push_rows(other.column(slot), rows);
        }
        self.len += rows.len();
    }

    /// Lets go of the graph's texts, so that they can be written to.
    pub(super) fn release_texts(&mut self) {
        self.columns.iter_mut().for_each(Column::release_texts);
    }

    /// Keeps only the slots in `keep`.
    pub(super) fn narrow(&mut self, keep: &[Slot]) {
        let mut columns = vec![Column::Absent; self.columns.len()];
        for &slot in keep {
            columns[slot.index() - self.first] = std::mem::take(self.column_mut(slot));
        }
        self.columns = columns;
    }
}

/// One row of a batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'b> {
    pub(super) batch: &'b Batch,
    pub(super) index: usize,
}
