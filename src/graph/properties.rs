//! Properties of nodes or of relationships: one [`Column`] for each key.

use super::column::{Column, ColumnView};
use super::lazy::Lazy;
use super::{KeyId, PartValues, indexed_value};
use crate::value::Value;

/// Properties of one kind of element.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    /// By key.
    columns: Vec<Lazy<Column>>,
}

impl Properties {
    /// Properties in a file.
    pub(super) fn new(columns: Vec<Lazy<Column>>) -> Self {
        Self { columns }
    }

    /// The keys that something has, ascending.
    pub(super) fn keys(&self) -> Vec<KeyId> {
        let keys = (0..).map(KeyId).zip(&self.columns);
        // A column that is what the file holds has values: it is not read to see that.
        keys.filter(|(_, column)| column.is_of_file() || column.len() > 0).map(|(key, _)| key).collect()
    }

    /// Whether the values of a key are those of the file.
    pub(super) fn is_of_file(&self, key: KeyId) -> bool {
        self.columns.get(key.index()).is_some_and(Lazy::is_of_file)
    }

    /// Reads what was not read yet.
    pub(super) fn read_all(&self) {
        self.columns.iter().for_each(Lazy::touch);
    }

    /// The values of a key at these elements, which have one.
    pub(super) fn values(&self, key: KeyId, ids: &[u32]) -> PartValues {
        let column = self.columns.get(key.index());
        column.map_or_else(|| PartValues::Mixed(Vec::new()), |column| column.part_values(ids))
    }

    /// The elements that have a key, ascending.
    pub(super) fn ids(&self, key: KeyId) -> Vec<u32> {
        self.columns.get(key.index()).map_or_else(Vec::new, |column| column.ids().collect())
    }

    /// All values of a key; none when nothing has it.
    pub(super) fn column(&self, key: KeyId) -> Option<ColumnView<'_>> {
        self.columns.get(key.index()).filter(|column| column.len() > 0).map(|column| column.view())
    }

    /// All properties of an element, ascending by key.
    pub(super) fn row(&self, id: u32) -> Vec<(KeyId, Value)> {
        let keys = (0..).map(KeyId);
        keys.zip(&self.columns).filter_map(|(key, column)| Some((key, column.get(id)?))).collect()
    }

    /// One property, when there is one.
    pub(super) fn get(&self, id: u32, key: KeyId) -> Option<Value> {
        self.columns.get(key.index())?.get(id)
    }

    /// The hash that an index lists one property under.
    pub(super) fn hash(&self, id: u32, key: KeyId) -> Option<u64> {
        let column = self.columns.get(key.index())?;
        match column.text(id) {
            Some(text) => Some(indexed_value::hash_text(text)),
            None => indexed_value::hash(&column.get(id)?),
        }
    }

    /// Whether one property is known to equal a value.
    pub(super) fn is_equal(&self, id: u32, key: KeyId, value: &Value) -> bool {
        let Some(column) = self.columns.get(key.index()) else { return false };
        match (column.text(id), value) {
            (Some(text), Value::String(wanted)) => text == &**wanted,
            _ => column.get(id).is_some_and(|stored| indexed_value::is_equal(&stored, value)),
        }
    }

    /// Sets one property (null removes it) and gives the value before.
    pub(super) fn set(&mut self, id: u32, key: KeyId, value: Value) -> Value {
        let before = self.get(id, key).unwrap_or_default();
        self.write(id, key, value);
        before
    }

    /// Gives an element without properties its row. Of equal keys the last counts; nulls are dropped.
    pub(super) fn put(&mut self, id: u32, row: Vec<(KeyId, Value)>) {
        for (key, value) in row {
            match self.columns.get_mut(key.index()) {
                Some(column) if !column.is_read() => column.later(move |column| match &value {
                    Value::Null => column.remove(id),
                    value => column.set(id, value.clone()),
                }),
                _ => self.write(id, key, value),
            }
        }
    }

    /// Takes an element's properties away and gives them.
    pub(super) fn take(&mut self, id: u32) -> Vec<(KeyId, Value)> {
        let row = self.row(id);
        row.iter().for_each(|(key, _)| self.columns[key.index()].remove(id));
        row
    }

    /// Lays all columns out anew, each in the form that suits it.
    pub(super) fn pack(&mut self) {
        // What is the file's is packed.
        self.columns.iter_mut().filter(|column| !column.is_of_file()).for_each(|column| column.pack());
    }

    fn write(&mut self, id: u32, key: KeyId, value: Value) {
        if value.is_null() {
            if let Some(column) = self.columns.get_mut(key.index()) {
                column.remove(id);
            }
            return;
        }
        if key.index() >= self.columns.len() {
            self.columns.resize(key.index() + 1, Lazy::default());
        }
        self.columns[key.index()].set(id, value);
    }
}
