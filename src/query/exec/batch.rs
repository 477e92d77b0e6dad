//! Rows in columns.

pub(super) use super::column::Column;
use crate::query::bind::Slot;
use crate::value::Value;

/// Rows in one batch, about: an operator may give more when one row leads to many.
pub(super) const BATCH_ROWS: usize = 1024;

/// Some rows, one column for each slot of the statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    pub(super) len: usize,
    columns: Vec<Column>,
}

impl Batch {
    /// Rows without values. One more column than slots: [`Batch::origin`].
    pub(super) fn empty(n_slots: usize, len: usize) -> Self {
        Self { len, columns: vec![Column::Absent; n_slots + 1] }
    }

    pub(super) fn column(&self, slot: Slot) -> &Column {
        &self.columns[slot.index()]
    }

    pub(super) fn set(&mut self, slot: Slot, column: Column) {
        self.columns[slot.index()] = column;
    }

    pub(super) fn column_mut(&mut self, slot: Slot) -> &mut Column {
        &mut self.columns[slot.index()]
    }

    pub(super) fn value(&self, slot: Slot, row: usize) -> Value {
        self.columns[slot.index()].value(row)
    }

    /// A batch of some of the rows (each as often as it is named), with only the slots in `keep`.
    pub(super) fn gather(&self, rows: &[u32], keep: &[Slot]) -> Self {
        let mut batch = Self { len: rows.len(), columns: vec![Column::Absent; self.columns.len()] };
        for &slot in keep {
            batch.columns[slot.index()] = self.columns[slot.index()].gather(rows);
        }
        batch
    }

    /// A batch of some of the rows with all slots.
    pub(super) fn gather_all(&self, rows: &[u32]) -> Self {
        Self { len: rows.len(), columns: self.columns.iter().map(|column| column.gather(rows)).collect() }
    }

    /// Appends some rows of another batch, with only the slots in `keep`.
    pub(super) fn append(&mut self, other: &Self, rows: &[u32], keep: &[Slot]) {
        for &slot in keep {
            self.columns[slot.index()].push_rows(&other.columns[slot.index()], rows);
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
            columns[slot.index()] = std::mem::take(&mut self.columns[slot.index()]);
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
