//! Keys by number: which rows have equal keys. Keys whose columns are ids, integers, truth values or texts of one pool
//! are held as words and compared as such; others as values.
//!
//! ```text
//! words   [ key key (nulls) | key key (nulls) | ... ]     a row of words for each number
//! table   hash of a row -> its number
//! ```

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::graph::TextPool;
use crate::query::exec::column::{Column, NULL_ID, Plain};
use crate::value::Grouped;

/// Stands for a key that has no number.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Words below this are small.
const DIRECT_WORDS: u64 = 1 << 20;

/// Rows at a time from which on an array by word pays.
const ROWS_FOR_DIRECT: usize = 512;

/// What the words of one key mean.
#[derive(Clone, Debug)]
enum Kind {
    Nodes,
    Rels,
    Integers,
    Booleans,
    Texts(Arc<TextPool>),
}

impl Kind {
    fn of(column: &Column) -> Option<Self> {
        Some(match column {
            Column::Nodes(_) => Self::Nodes,
            Column::Rels(_) => Self::Rels,
            Column::Integers(_) => Self::Integers,
            Column::Booleans(_) => Self::Booleans,
            Column::Texts(_, pool) => Self::Texts(pool.clone()),
            Column::Absent | Column::Floats(_) | Column::Values(_) => return None,
        })
    }

    fn fits(&self, column: &Column) -> bool {
        match (self, column) {
            (Self::Texts(pool), Column::Texts(_, other)) => Arc::ptr_eq(pool, other),
            (Self::Nodes, Column::Nodes(_))
            | (Self::Rels, Column::Rels(_))
            | (Self::Integers, Column::Integers(_))
            | (Self::Booleans, Column::Booleans(_)) => true,
            _ => false,
        }
    }
}

/// How keys are held.
#[derive(Debug)]
enum Form {
    /// No key was seen yet.
    Open,
    Words {
        kinds: Vec<Kind>,
        words: Vec<u64>,
    },
    Values(Vec<Grouped>),
}

/// Different keys, numbered in the order they were met.
#[derive(Debug)]
pub(super) struct KeyTable {
    n_keys: usize,
    len: usize,
    form: Form,
    table: HashTable<u32>,
    /// For one key whose words are small: one more than the number that first had each word. A word that no number
    /// has makes a row new without a look into the table.
    direct: Option<(usize, Vec<u32>)>,
}

impl KeyTable {
    pub(super) fn new(n_keys: usize) -> Self {
        Self { n_keys, len: 0, form: Form::Open, table: HashTable::new(), direct: None }
    }

    /// How many different keys there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Appends the number of each row's key to `out`; numbers from the `len` before on are new.
    pub(super) fn find(&mut self, columns: &[Column], n_rows: usize, out: &mut Vec<u32>) {
        if self.len == 0 && n_rows >= ROWS_FOR_DIRECT {
            let is_number = |column: &Column| matches!(column, Column::Integers(_));
            let key = columns.iter().position(is_number).or_else(|| columns.iter().position(is_compact));
            self.direct = key.map(|key| (key, Vec::new()));
        }
        self.choose_form(columns);
        let Self { n_keys, len, form, table, direct } = self;
        match form {
            Form::Open => {}
            Form::Words { kinds, words } => {
                let rows = encode(kinds, columns, n_rows);
                let width = width(kinds);
                for row in rows.chunks_exact(width) {
                    let at = |number: u32| number as usize * width..(number as usize + 1) * width;
                    if let Some((key, first)) = direct
                        && row[*key] < DIRECT_WORDS
                    {
                        let word = row[*key] as usize;
                        if word >= first.len() {
                            first.resize((word + 1).next_power_of_two(), 0);
                        }
                        let number = match first[word].checked_sub(1) {
                            Some(number) if words[at(number)] == *row => Some(number),
                            Some(_) => None,
                            None => {
                                let number = u32::try_from(*len).unwrap_or(u32::MAX);
                                first[word] = number.saturating_add(1);
                                words.extend_from_slice(row);
                                *len += 1;
                                Some(number)
                            }
                        };
                        if let Some(number) = number {
                            out.push(number);
                            continue;
                        }
                    }
                    let entry = table.entry(
                        hash_words(row),
                        |number| words[at(*number)] == *row,
                        |number| hash_words(&words[at(*number)]),
                    );
                    out.push(match entry {
                        hashbrown::hash_table::Entry::Occupied(known) => *known.get(),
                        hashbrown::hash_table::Entry::Vacant(free) => {
                            let number = u32::try_from(*len).unwrap_or(u32::MAX);
                            free.insert(number);
                            words.extend_from_slice(row);
                            *len += 1;
                            number
                        }
                    });
                }
            }
            Form::Values(values) => {
                let mut row = Vec::with_capacity(*n_keys);
                for index in 0..n_rows {
                    row.clear();
                    row.extend(columns.iter().map(|column| Grouped(column.value(index))));
                    let at = |number: u32| number as usize * *n_keys..(number as usize + 1) * *n_keys;
                    let entry = table.entry(
                        hash_values(&row),
                        |number| values[at(*number)] == *row,
                        |number| hash_values(&values[at(*number)]),
                    );
                    out.push(match entry {
                        hashbrown::hash_table::Entry::Occupied(known) => *known.get(),
                        hashbrown::hash_table::Entry::Vacant(free) => {
                            let number = u32::try_from(*len).unwrap_or(u32::MAX);
                            free.insert(number);
                            values.append(&mut row);
                            *len += 1;
                            number
                        }
                    });
                }
            }
        }
    }

    /// Appends the number of each row's key to `out`, or [`UNKNOWN`].
    pub(super) fn look_up(&mut self, columns: &[Column], n_rows: usize, out: &mut Vec<u32>) {
        self.choose_form(columns);
        let Self { n_keys, form, table, direct, .. } = self;
        let known = |found: Option<&u32>| found.copied().unwrap_or(UNKNOWN);
        match form {
            Form::Open => out.resize(out.len() + n_rows, UNKNOWN),
            Form::Words { kinds, words } => {
                let width = width(kinds);
                let at = |number: u32| number as usize * width..(number as usize + 1) * width;
                for row in encode(kinds, columns, n_rows).chunks_exact(width) {
                    // A small word leads to the number that first had it; others are in the table.
                    let first = direct.as_ref().filter(|(key, _)| row[*key] < DIRECT_WORDS);
                    let first = first.map(|(key, first)| {
                        first.get(row[*key] as usize).and_then(|first| first.checked_sub(1))
                    });
                    out.push(match first {
                        Some(None) => UNKNOWN,
                        Some(Some(number)) if words[at(number)] == *row => number,
                        _ => known(table.find(hash_words(row), |number| words[at(*number)] == *row)),
                    });
                }
            }
            Form::Values(values) => {
                let mut row = Vec::with_capacity(*n_keys);
                for index in 0..n_rows {
                    row.clear();
                    row.extend(columns.iter().map(|column| Grouped(column.value(index))));
                    let at = |number: u32| number as usize * *n_keys..(number as usize + 1) * *n_keys;
                    out.push(known(table.find(hash_values(&row), |number| values[at(*number)] == *row)));
                }
            }
        }
    }

    /// Numbers keys that the caller knows to be new, without an entry in the table: it will not ask for them again.
    pub(super) fn add_new(&mut self, ids: &Column, row: usize) -> u32 {
        self.choose_form(std::slice::from_ref(ids));
        let number = u32::try_from(self.len).unwrap_or(u32::MAX);
        match (&mut self.form, ids) {
            (Form::Words { words, .. }, Column::Nodes(ids) | Column::Rels(ids)) => {
                words.push(u64::from(ids[row]));
            }
            (Form::Values(values), ids) => values.push(Grouped(ids.value(row))),
            (Form::Open | Form::Words { .. }, _) => return number,
        }
        self.len += 1;
        number
    }

    /// Some keys as columns, one for each key.
    pub(super) fn columns(&self, numbers: std::ops::Range<usize>) -> Vec<Column> {
        (0..self.n_keys).map(|key| self.column(key, numbers.clone())).collect()
    }

    fn column(&self, key: usize, numbers: std::ops::Range<usize>) -> Column {
        match &self.form {
            Form::Open => Column::Absent,
            Form::Values(values) => {
                let row = |number: usize| values[number * self.n_keys + key].0.clone();
                Column::Values(numbers.map(row).collect())
            }
            Form::Words { kinds, words } => {
                let width = width(kinds);
                let word = |number: usize| words[number * width + key];
                let ids = || numbers.clone().map(|number| word(number) as u32).collect();
                match &kinds[key] {
                    Kind::Nodes => Column::Nodes(ids()),
                    Kind::Rels => Column::Rels(ids()),
                    Kind::Texts(pool) => Column::Texts(ids(), pool.clone()),
                    Kind::Booleans => {
                        let values = numbers.map(|number| word(number) as u32);
                        let values: Vec<u32> = values.collect();
                        Column::Booleans(Plain::collect(&values, |word| {
                            (word != NULL_ID).then_some(word == 1)
                        }))
                    }
                    Kind::Integers => {
                        let mut plain = Plain::default();
                        for number in numbers {
                            match words[(number + 1) * width - 1] >> (key % 64) & 1 {
                                0 => plain.push_value(word(number).cast_signed()),
                                _ => plain.push_null(),
                            }
                        }
                        Column::Integers(plain)
                    }
                }
            }
        }
    }

    /// Words as long as all columns are what they were at first.
    fn choose_form(&mut self, columns: &[Column]) {
        match &self.form {
            Form::Open => {
                let kinds: Option<Vec<Kind>> = columns.iter().map(Kind::of).collect();
                // One word says which keys of a row are null.
                self.form = match kinds.filter(|kinds| kinds.len() <= 64) {
                    Some(kinds) => Form::Words { kinds, words: Vec::new() },
                    None => Form::Values(Vec::new()),
                };
            }
            Form::Words { kinds, .. } => {
                if !kinds.iter().zip(columns).all(|(kind, column)| kind.fits(column)) {
                    self.turn_to_values();
                }
            }
            Form::Values(_) => {}
        }
    }

    fn turn_to_values(&mut self) {
        self.direct = None;
        let columns = self.columns(0..self.len);
        let rows = 0..self.len;
        let values: Vec<Grouped> =
            rows.flat_map(|row| columns.iter().map(move |column| Grouped(column.value(row)))).collect();
        self.table.clear();
        let hash = |number: &u32| {
            let from = *number as usize * self.n_keys;
            hash_values(&values[from..from + self.n_keys])
        };
        for number in 0..u32::try_from(self.len).unwrap_or(u32::MAX) {
            self.table.insert_unique(hash(&number), number, hash);
        }
        self.form = Form::Values(values);
    }
}

/// Whether the words of a column may be small.
fn is_compact(column: &Column) -> bool {
    matches!(column, Column::Texts(..) | Column::Nodes(_) | Column::Rels(_))
}

/// Words of a row: one for each key, and one for which are null when some are integers.
fn width(kinds: &[Kind]) -> usize {
    kinds.len() + usize::from(kinds.iter().any(|kind| matches!(kind, Kind::Integers)))
}

fn encode(kinds: &[Kind], columns: &[Column], n_rows: usize) -> Vec<u64> {
    let width = width(kinds);
    let mut rows = vec![0; n_rows * width];
    for (key, column) in columns.iter().enumerate() {
        let words = rows.chunks_exact_mut(width);
        match column {
            Column::Nodes(ids) | Column::Rels(ids) | Column::Texts(ids, _) => {
                words.zip(ids).for_each(|(row, id)| row[key] = u64::from(*id));
            }
            Column::Booleans(plain) => {
                let truth = |at| plain.get(at).map_or(u64::from(NULL_ID), u64::from);
                words.enumerate().for_each(|(at, row)| row[key] = truth(at));
            }
            Column::Integers(plain) => {
                let is_null = |at: usize| plain.nulls.get(at).is_some_and(|null| *null);
                for (at, (row, value)) in words.zip(&plain.values).enumerate() {
                    let null = is_null(at);
                    row[key] = if null { 0 } else { value.cast_unsigned() };
                    row[width - 1] |= u64::from(null) << key;
                }
            }
            Column::Absent | Column::Floats(_) | Column::Values(_) => {}
        }
    }
    rows
}

/// Multiplies into twice the width and folds: all bits of the result depend on all bits of the words.
#[inline]
fn hash_words(row: &[u64]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for word in row {
        let product = u128::from(state ^ word) * 0xa076_1d64_78bd_642f_u128;
        state = (product >> 64) as u64 ^ product as u64;
    }
    state
}

fn hash_values(row: &[Grouped]) -> u64 {
    let mut hasher = FxHasher::default();
    row.iter().for_each(|key| key.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::KeyTable;
    use crate::query::exec::column::{Column, Plain};
    use crate::value::Value;

    fn find(table: &mut KeyTable, columns: &[Column], n_rows: usize) -> Vec<u32> {
        let mut out = Vec::new();
        table.find(columns, n_rows, &mut out);
        out
    }

    #[test]
    fn keys_stay_the_same_when_a_column_of_another_form_comes() {
        let mut table = KeyTable::new(2);
        let mut integers = Plain::new(vec![1, 2, 1]);
        integers.push_null();
        integers.push_null();
        let nodes = Column::Nodes(vec![7, 7, 7, 7, u32::MAX]);
        assert_eq!(find(&mut table, &[Column::Integers(integers), nodes], 5), [0, 1, 0, 2, 3]);
        // 1.0 groups with 1, null with null.
        let values = Column::Values(vec![Value::Float(1.0), Value::Null, Value::from("x")]);
        assert_eq!(find(&mut table, &[values, Column::Nodes(vec![7, 7, 7])], 3), [0, 2, 4]);
        assert_eq!(table.len(), 5);
    }
}
