//! Rows in columns.

use crate::query::bind::{Slot, Type};
use crate::value::{NodeId, RelId, Value};

/// Rows in one batch, about: an operator may give more when one row leads to many.
pub(super) const BATCH_ROWS: usize = 1024;

/// The number that stands for null in a column of ids. Ids end below it.
const NULL_ID: u32 = u32::MAX;

/// The values of one slot.
#[derive(Clone, Debug, Default)]
pub(super) enum Column {
    /// Nobody above needs it, or it is not filled yet.
    #[default]
    Absent,
    /// Nodes by id.
    Nodes(Vec<u32>),
    /// Relationships by id.
    Rels(Vec<u32>),
    /// Anything.
    Values(Vec<Value>),
}

impl Column {
    /// An empty column for values of a type.
    pub(super) fn of(ty: &Type, capacity: usize) -> Self {
        match ty {
            Type::Node => Self::Nodes(Vec::with_capacity(capacity)),
            Type::Relationship => Self::Rels(Vec::with_capacity(capacity)),
            _ => Self::Values(Vec::with_capacity(capacity)),
        }
    }

    pub(super) fn value(&self, row: usize) -> Value {
        match self {
            Self::Absent => Value::Null,
            Self::Nodes(ids) => node_of(ids[row]).map_or(Value::Null, Value::Node),
            Self::Rels(ids) => rel_of(ids[row]).map_or(Value::Null, Value::Relationship),
            Self::Values(values) => values[row].clone(),
        }
    }

    /// The node at a row, none when it is null or no node.
    pub(super) fn node(&self, row: usize) -> Option<NodeId> {
        match self {
            Self::Nodes(ids) => node_of(ids[row]),
            Self::Values(values) => match values[row] {
                Value::Node(id) => Some(id),
                _ => None,
            },
            Self::Absent | Self::Rels(_) => None,
        }
    }

    /// The relationship at a row, none when it is null or none.
    pub(super) fn rel(&self, row: usize) -> Option<RelId> {
        match self {
            Self::Rels(ids) => rel_of(ids[row]),
            Self::Values(values) => match values[row] {
                Value::Relationship(id) => Some(id),
                _ => None,
            },
            Self::Absent | Self::Nodes(_) => None,
        }
    }

    /// Appends a value; a column of ids that meets another kind of value becomes one of values.
    pub(super) fn push(&mut self, value: Value) {
        match (&mut *self, value) {
            (Self::Absent, value) => *self = Self::Values(vec![value]),
            (Self::Nodes(ids), Value::Node(id)) => ids.push(id.0),
            (Self::Rels(ids), Value::Relationship(id)) => ids.push(id.0),
            (Self::Nodes(ids) | Self::Rels(ids), Value::Null) => ids.push(NULL_ID),
            (Self::Values(values), value) => values.push(value),
            (Self::Nodes(_) | Self::Rels(_), value) => {
                let mut values = self.to_values();
                values.push(value);
                *self = Self::Values(values);
            }
        }
    }

    /// Appends rows of another column.
    pub(super) fn push_rows(&mut self, other: &Self, rows: &[u32]) {
        match (&mut *self, other) {
            (_, Self::Absent) => {}
            (Self::Nodes(to), Self::Nodes(from)) | (Self::Rels(to), Self::Rels(from)) => {
                to.extend(rows.iter().map(|&row| from[row as usize]));
            }
            (Self::Values(to), Self::Values(from)) => {
                to.extend(rows.iter().map(|&row| from[row as usize].clone()));
            }
            (Self::Absent, _) => *self = other.gather(rows),
            _ => rows.iter().for_each(|&row| self.push(other.value(row as usize))),
        }
    }

    /// The column's values at some rows.
    pub(super) fn gather(&self, rows: &[u32]) -> Self {
        match self {
            Self::Absent => Self::Absent,
            Self::Nodes(ids) => Self::Nodes(rows.iter().map(|&row| ids[row as usize]).collect()),
            Self::Rels(ids) => Self::Rels(rows.iter().map(|&row| ids[row as usize]).collect()),
            Self::Values(values) => {
                Self::Values(rows.iter().map(|&row| values[row as usize].clone()).collect())
            }
        }
    }

    fn to_values(&self) -> Vec<Value> {
        let ids = match self {
            Self::Nodes(ids) | Self::Rels(ids) => ids.len(),
            Self::Values(values) => values.len(),
            Self::Absent => 0,
        };
        (0..ids).map(|row| self.value(row)).collect()
    }
}

fn node_of(id: u32) -> Option<NodeId> {
    (id != NULL_ID).then_some(NodeId(id))
}

fn rel_of(id: u32) -> Option<RelId> {
    (id != NULL_ID).then_some(RelId(id))
}

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
