//! The values of one slot over the rows of a batch: ids, plain numbers or codes of texts where their type is known,
//! else values as they come. What a column holds never depends on its form.

use std::sync::Arc;

use crate::graph::TextPool;
use crate::query::bind::Type;
use crate::value::{NodeId, RelId, Value};

/// The number that stands for null in a column of ids or codes. Both end below it.
pub(super) const NULL_ID: u32 = u32::MAX;

/// Plain values, some of which may be null.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain<T> {
    pub(super) values: Vec<T>,
    /// Which are null; empty when none is.
    pub(super) nulls: Vec<bool>,
}

impl<T: Copy + Default> Plain<T> {
    /// Values of which none is null.
    pub(super) fn new(values: Vec<T>) -> Self {
        Self { values, nulls: Vec::new() }
    }

    /// What `get` gives for each id.
    pub(super) fn collect(ids: &[u32], get: impl Fn(u32) -> Option<T>) -> Self {
        let mut n_nulls = 0;
        let value = |&id: &u32| match get(id) {
            Some(value) => value,
            None => {
                n_nulls += 1;
                T::default()
            }
        };
        let values = ids.iter().map(value).collect();
        let nulls = match n_nulls {
            0 => Vec::new(),
            _ => ids.iter().map(|&id| get(id).is_none()).collect(),
        };
        Self { values, nulls }
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<T> {
        (!self.nulls.get(row).is_some_and(|null| *null)).then(|| self.values[row])
    }

    #[inline]
    pub(super) fn push_value(&mut self, value: T) {
        self.values.push(value);
        if !self.nulls.is_empty() {
            self.nulls.push(false);
        }
    }

    pub(super) fn push_null(&mut self) {
        self.nulls.resize(self.values.len(), false);
        self.values.push(T::default());
        self.nulls.push(true);
    }

    fn gather(&self, rows: &[u32]) -> Self {
        let nulls = match self.nulls.is_empty() {
            true => Vec::new(),
            false => rows.iter().map(|&row| self.nulls[row as usize]).collect(),
        };
        Self { values: rows.iter().map(|&row| self.values[row as usize]).collect(), nulls }
    }

    fn append(&mut self, other: &Self, rows: &[u32]) {
        if other.nulls.is_empty() && self.nulls.is_empty() {
            self.values.extend(rows.iter().map(|&row| other.values[row as usize]));
            return;
        }
        for &row in rows {
            match other.get(row as usize) {
                Some(value) => self.push_value(value),
                None => self.push_null(),
            }
        }
    }
}

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
    /// Integers.
    Integers(Plain<i64>),
    /// Floats.
    Floats(Plain<f64>),
    /// Truth values.
    Booleans(Plain<bool>),
    /// Texts by their codes in a pool.
    Texts(Vec<u32>, Arc<TextPool>),
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
            Self::Integers(plain) => plain.get(row).map_or(Value::Null, Value::Integer),
            Self::Floats(plain) => plain.get(row).map_or(Value::Null, Value::Float),
            Self::Booleans(plain) => plain.get(row).map_or(Value::Null, Value::Boolean),
            Self::Texts(codes, _) if codes[row] == NULL_ID => Value::Null,
            Self::Texts(codes, pool) => Value::from(pool.text(codes[row])),
            Self::Values(values) => values[row].clone(),
        }
    }

    #[inline]
    pub(super) fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Absent => true,
            Self::Nodes(ids) | Self::Rels(ids) | Self::Texts(ids, _) => ids[row] == NULL_ID,
            Self::Integers(plain) => plain.get(row).is_none(),
            Self::Floats(plain) => plain.get(row).is_none(),
            Self::Booleans(plain) => plain.get(row).is_none(),
            Self::Values(values) => values[row].is_null(),
        }
    }

    /// The node at a row, none when it is null or no node.
    #[inline]
    pub(super) fn node(&self, row: usize) -> Option<NodeId> {
        match self {
            Self::Nodes(ids) => node_of(ids[row]),
            Self::Values(values) => match values[row] {
                Value::Node(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// The relationship at a row, none when it is null or none.
    #[inline]
    pub(super) fn rel(&self, row: usize) -> Option<RelId> {
        match self {
            Self::Rels(ids) => rel_of(ids[row]),
            Self::Values(values) => match values[row] {
                Value::Relationship(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Appends a value; a typed column that meets another kind of value becomes one of values.
    pub(super) fn push(&mut self, value: Value) {
        match (&mut *self, value) {
            (Self::Absent, value) => *self = Self::Values(vec![value]),
            (Self::Nodes(ids), Value::Node(id)) => ids.push(id.0),
            (Self::Rels(ids), Value::Relationship(id)) => ids.push(id.0),
            (Self::Integers(plain), Value::Integer(value)) => plain.push_value(value),
            (Self::Floats(plain), Value::Float(value)) => plain.push_value(value),
            (Self::Booleans(plain), Value::Boolean(value)) => plain.push_value(value),
            (Self::Nodes(ids) | Self::Rels(ids) | Self::Texts(ids, _), Value::Null) => ids.push(NULL_ID),
            (Self::Integers(plain), Value::Null) => plain.push_null(),
            (Self::Floats(plain), Value::Null) => plain.push_null(),
            (Self::Booleans(plain), Value::Null) => plain.push_null(),
            (Self::Values(values), value) => values.push(value),
            (_, value) => {
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
            (Self::Texts(to, pool), Self::Texts(from, other)) if Arc::ptr_eq(pool, other) => {
                to.extend(rows.iter().map(|&row| from[row as usize]));
            }
            (Self::Integers(to), Self::Integers(from)) => to.append(from, rows),
            (Self::Floats(to), Self::Floats(from)) => to.append(from, rows),
            (Self::Booleans(to), Self::Booleans(from)) => to.append(from, rows),
            (Self::Values(to), Self::Values(from)) => {
                to.extend(rows.iter().map(|&row| from[row as usize].clone()));
            }
            (Self::Absent, _) => *self = other.gather(rows),
            _ => rows.iter().for_each(|&row| self.push(other.value(row as usize))),
        }
    }

    /// Appends all rows of another column.
    pub(super) fn push_all(&mut self, other: &Self) {
        let rows: Vec<u32> = (0..u32::try_from(other.len()).unwrap_or(u32::MAX)).collect();
        self.push_rows(other, &rows);
    }

    /// The column's values at some rows.
    pub(super) fn gather(&self, rows: &[u32]) -> Self {
        let ids = |ids: &[u32]| rows.iter().map(|&row| ids[row as usize]).collect();
        match self {
            Self::Absent => Self::Absent,
            Self::Nodes(nodes) => Self::Nodes(ids(nodes)),
            Self::Rels(rels) => Self::Rels(ids(rels)),
            Self::Integers(plain) => Self::Integers(plain.gather(rows)),
            Self::Floats(plain) => Self::Floats(plain.gather(rows)),
            Self::Booleans(plain) => Self::Booleans(plain.gather(rows)),
            Self::Texts(codes, pool) => Self::Texts(ids(codes), pool.clone()),
            Self::Values(values) => {
                Self::Values(rows.iter().map(|&row| values[row as usize].clone()).collect())
            }
        }
    }

    /// The same without a hold on the graph's texts, so that they can be written to.
    pub(super) fn release_texts(&mut self) {
        if let Self::Texts(..) = self {
            *self = Self::Values(self.to_values());
        }
    }

    fn to_values(&self) -> Vec<Value> {
        (0..self.len()).map(|row| self.value(row)).collect()
    }

    fn len(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Nodes(ids) | Self::Rels(ids) | Self::Texts(ids, _) => ids.len(),
            Self::Integers(plain) => plain.values.len(),
            Self::Floats(plain) => plain.values.len(),
            Self::Booleans(plain) => plain.values.len(),
            Self::Values(values) => values.len(),
        }
    }
}

fn node_of(id: u32) -> Option<NodeId> {
    (id != NULL_ID).then_some(NodeId(id))
}

fn rel_of(id: u32) -> Option<RelId> {
    (id != NULL_ID).then_some(RelId(id))
}
