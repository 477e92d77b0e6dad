//! A table turned: one row for each value of a column, one column for each value of another, cells from a third.

use std::sync::Arc;

use super::ResultTable;
use crate::value::arithmetic::{add, divide};
use crate::value::{Value, equivalence, orderability};

/// Columns that a turned table may have: a wider one is a mistake.
pub const MAX_PIVOT_COLUMNS: usize = 200;

/// What stands in a cell for which there are several values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    /// The value that all agree on, else a list of those that differ.
    #[default]
    Each,
    /// The first.
    First,
    /// Their sum.
    Sum,
    /// Their mean.
    Avg,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their number.
    Count,
}

impl Together {
    /// All of them by name.
    pub const ALL: [(&'static str, Self); 7] = [
        ("each", Self::Each),
        ("first", Self::First),
        ("sum", Self::Sum),
        ("avg", Self::Avg),
        ("min", Self::Min),
        ("max", Self::Max),
        ("count", Self::Count),
    ];

    fn of(self, values: Vec<Value>) -> Value {
        let n_values = values.len();
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return Value::Null };
        let total = |first, values: std::vec::IntoIter<Value>| {
            values.fold(first, |sum, value| add(&sum, &value).unwrap_or(Value::Null))
        };
        match self {
            Self::Count => integer(n_values),
            Self::First => first,
            Self::Min => values.fold(
                first,
                |least, value| {
                    if orderability(&value, &least).is_lt() { value } else { least }
                },
            ),
            Self::Max => values.fold(
                first,
                |most, value| {
                    if orderability(&value, &most).is_gt() { value } else { most }
                },
            ),
            Self::Sum => total(first, values),
            Self::Avg => {
                let sum = total(add(&first, &Value::Float(0.0)).unwrap_or(Value::Null), values);
                divide(&sum, &integer(n_values)).unwrap_or(Value::Null)
            }
            Self::Each => {
                let mut distinct = vec![first];
                for value in values {
                    if !distinct.iter().any(|other| equivalence(other, &value)) {
                        distinct.push(value);
                    }
                }
                match distinct.len() {
                    1 => distinct.swap_remove(0),
                    _ => Value::list(distinct),
                }
            }
        }
    }
}

fn integer(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

impl ResultTable {
    /// The table with a row for each value of the column `row` (in the order in which they come), a column for each
    /// value of `column` (ascending) and the values of `value` where they meet. Nulls do not count as values.
    ///
    /// ```
    /// use tuzhi::{result::{ResultTable, Together}, value::Value};
    /// let row = |region: &str, year, value| vec![Value::from(region), Value::Integer(year), Value::Integer(value)];
    /// let table = ResultTable {
    ///     columns: vec!["region".into(), "year".into(), "value".into()],
    ///     rows: vec![row("无锡市", 2024, 2), row("无锡市", 2023, 1), row("苏州市", 2024, 5)],
    ///     ..ResultTable::default()
    /// };
    /// let turned = table.pivot("region", "year", "value", Together::Each)?;
    /// assert_eq!(turned.columns.iter().map(|name| &**name).collect::<Vec<_>>(), ["region", "2023", "2024"]);
    /// let cells: Vec<String> = turned.rows[1].iter().map(Value::to_text).collect();
    /// assert_eq!(cells, ["苏州市", "null", "5"]);
    /// # Ok::<(), String>(())
    /// ```
    pub fn pivot(&self, row: &str, column: &str, value: &str, together: Together) -> Result<Self, String> {
        let place = |name: &str| {
            self.columns.iter().position(|column| **column == *name).ok_or_else(|| {
                let names: Vec<String> = self.columns.iter().map(|column| format!("`{column}`")).collect();
                format!("the result has no column `{name}`; there are {}", names.join(", "))
            })
        };
        let (row, column, value) = (place(row)?, place(column)?, place(value)?);
        let heads = distinct(self.rows.iter().map(|cells| &cells[row]));
        let mut across = distinct(self.rows.iter().map(|cells| &cells[column]));
        across.sort_by(|left, right| orderability(left, right));
        if across.len() > MAX_PIVOT_COLUMNS {
            return Err(format!("{} columns are more than {MAX_PIVOT_COLUMNS}", across.len()));
        }
        let mut cells = vec![vec![Vec::new(); across.len()]; heads.len()];
        let find =
            |values: &[&Value], value: &Value| values.iter().position(|other| equivalence(other, value));
        for source in self.rows.iter().filter(|source| !source[value].is_null()) {
            if let (Some(down), Some(right)) = (find(&heads, &source[row]), find(&across, &source[column])) {
                cells[down][right].push(source[value].clone());
            }
        }
        let rows = heads.iter().zip(cells).map(|(head, cells)| {
            let cells = cells.into_iter().map(|values| together.of(values));
            std::iter::once((*head).clone()).chain(cells).collect()
        });
        let names = across.iter().map(|value| Arc::from(value.to_text()));
        Ok(Self {
            columns: std::iter::once(self.columns[row].clone()).chain(names).collect(),
            rows: rows.collect(),
            elements: self.elements.clone(),
            ..Self::default()
        })
    }
}

/// The values that differ, in their order; nulls aside.
fn distinct<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<&'v Value> {
    let mut found: Vec<&Value> = Vec::new();
    for value in values.filter(|value| !value.is_null()) {
        if !found.iter().any(|other| equivalence(other, value)) {
            found.push(value);
        }
    }
    found
}
