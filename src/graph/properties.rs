//! Properties of nodes or of relationships, by id: one small array sorted by key for each element that has any.
//! Everything outside asks by id and key, so that typed columns can take the place of rows.

use super::KeyId;
use crate::value::Value;

type Row = Box<[(KeyId, Value)]>;

/// Properties of one kind of element.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    /// By id; ends at the highest id with a property.
    rows: Vec<Row>,
}

impl Properties {
    /// All properties of an element, ascending by key.
    pub(super) fn row(&self, id: usize) -> &[(KeyId, Value)] {
        self.rows.get(id).map_or(&[], |row| row)
    }

    /// One property, when there is one.
    pub(super) fn get(&self, id: usize, key: KeyId) -> Option<&Value> {
        let row = self.row(id);
        row.binary_search_by_key(&key, |(other, _)| *other).ok().map(|at| &row[at].1)
    }

    /// Sets one property (null removes it) and gives the value before.
    pub(super) fn set(&mut self, id: usize, key: KeyId, value: Value) -> Value {
        let mut row = self.take(id);
        let before = match (row.binary_search_by_key(&key, |(other, _)| *other), value) {
            (Ok(at), Value::Null) => row.remove(at).1,
            (Ok(at), value) => std::mem::replace(&mut row[at].1, value),
            (Err(_), Value::Null) => Value::Null,
            (Err(at), value) => {
                row.insert(at, (key, value));
                Value::Null
            }
        };
        self.replace(id, row);
        before
    }

    /// Puts a whole row in the place of the old one. Of equal keys the last counts; nulls are dropped.
    pub(super) fn put(&mut self, id: usize, mut row: Vec<(KeyId, Value)>) {
        row.reverse();
        row.sort_by_key(|(key, _)| *key);
        row.dedup_by_key(|(key, _)| *key);
        row.retain(|(_, value)| !value.is_null());
        self.replace(id, row);
    }

    /// Empties an element's row and gives what it held.
    pub(super) fn take(&mut self, id: usize) -> Vec<(KeyId, Value)> {
        self.rows.get_mut(id).map(std::mem::take).unwrap_or_default().into_vec()
    }

    fn replace(&mut self, id: usize, row: Vec<(KeyId, Value)>) {
        if row.is_empty() && id >= self.rows.len() {
            return;
        }
        if id >= self.rows.len() {
            self.rows.resize(id + 1, Row::default());
        }
        self.rows[id] = row.into_boxed_slice();
    }
}
