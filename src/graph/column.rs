//! The values of one property key, by id of node or relationship.
//!
//! ```text
//! present   a bit for each id that has a value
//! data      [ base: v v . v v . . v ]      one array of plain numbers where all values are of one type
//! ```
//!
//! A column is typed as long as its values are of one type; else it holds values as they come. One that has few values
//! far apart is a table by id. Which of these it is follows from what is written and is never seen in an answer.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::id_set::IdSet;
use super::{ColumnPart, ListPool, PartIds, PartValues, TextPool};
use crate::value::Value;

/// Entries of an array that may lie empty however few are used.
const FREE_ROOM: usize = 1024;

/// Places up to which an array has room for as many again; a larger one keeps an eighth free, for the columns of a large
/// graph are most of its memory.
const FREE_DOUBLING: usize = 1 << 15;

/// An array that begins at some id.
#[derive(Clone, Debug, Default)]
struct Span<T> {
    base: u32,
    values: Vec<T>,
}

impl<T: Clone + Default> Span<T> {
    /// An array of the values of these ids; a table where they lie far apart.
    fn of_part(
        ids: &PartIds,
        values: Vec<T>,
        value: impl Fn(T) -> Value,
    ) -> Result<Self, FxHashMap<u32, Value>> {
        let listed = match ids {
            PartIds::Run(run) => return Ok(Self { base: run.start, values }),
            PartIds::Listed(listed) => listed,
        };
        let (base, last) = (listed.first().copied().unwrap_or(0), listed.last().copied().unwrap_or(0));
        let range = (last - base) as usize + 1;
        if range > 4 * values.len() + FREE_ROOM {
            return Err(listed.iter().copied().zip(values.into_iter().map(value)).collect());
        }
        let mut span = vec![T::default(); range];
        listed.iter().zip(values).for_each(|(id, value)| span[(id - base) as usize] = value);
        Ok(Self { base, values: span })
    }

    fn at(base: u32) -> Self {
        Self { base, values: Vec::new() }
    }

    fn get(&self, id: u32) -> Option<&T> {
        self.values.get(id.checked_sub(self.base)? as usize)
    }

    /// Length of the array once it holds `id`.
    fn reach(&self, id: u32) -> usize {
        let end = self.base as usize + self.values.len();
        if self.values.is_empty() { 1 } else { end.max(id as usize + 1) - self.base.min(id) as usize }
    }

    /// The place of `id`, which must be within reach.
    fn place(&mut self, id: u32) -> &mut T {
        if self.values.is_empty() {
            self.base = id;
        }
        if id < self.base {
            // Room for as many again, so that a column filled downwards is moved a few times only.
            let room = (self.values.len() as u32).min(id);
            let before = (self.base - (id - room)) as usize;
            self.values.splice(0..0, std::iter::repeat_n(T::default(), before));
            self.base = id - room;
        }
        let at = (id - self.base) as usize;
        if at >= self.values.len() {
            if at >= self.values.capacity() {
                let room = if at < FREE_DOUBLING { at } else { at / 8 };
                self.values.reserve_exact(at + 1 - self.values.len() + room);
            }
            self.values.resize(at + 1, T::default());
        }
        &mut self.values[at]
    }
}

/// The values, by what they are.
#[derive(Clone, Debug)]
enum Data {
    Integers(Span<i64>),
    Floats(Span<f64>),
    Booleans(Span<bool>),
    Texts(Span<u32>, Arc<TextPool>),
    Lists(Span<u32>, Arc<ListPool>),
    Mixed(Span<Value>),
    Sparse(FxHashMap<u32, Value>),
}

/// Values of one type in an array, for those ids that have one.
#[derive(Clone, Copy, Debug)]
pub struct Dense<'g, T> {
    base: u32,
    values: &'g [T],
    /// None when every place of the array has a value.
    present: Option<&'g IdSet>,
}

impl<'g, T: Copy> Dense<'g, T> {
    /// The value of an id, none when it has none (any id may be asked).
    #[inline]
    pub fn get(&self, id: u32) -> Option<T> {
        let value = *self.values.get(id.wrapping_sub(self.base) as usize)?;
        match self.present {
            Some(present) if !present.contains(id) => None,
            _ => Some(value),
        }
    }

    /// The array from its first id on, when every place has a value.
    pub fn full(&self) -> Option<(u32, &'g [T])> {
        self.present.is_none().then_some((self.base, self.values))
    }
}

/// A column, to be read many values at a time.
#[derive(Clone, Copy, Debug)]
pub enum ColumnView<'g> {
    /// Integers.
    Integers(Dense<'g, i64>),
    /// Floats.
    Floats(Dense<'g, f64>),
    /// Truth values.
    Booleans(Dense<'g, bool>),
    /// Texts by code.
    Texts(Dense<'g, u32>, &'g Arc<TextPool>),
    /// Values of several types, or few: to be asked one by one.
    Other,
}

/// Values of one key.
#[derive(Clone, Debug)]
pub(super) struct Column {
    present: IdSet,
    data: Data,
}

impl Default for Column {
    fn default() -> Self {
        Self { present: IdSet::default(), data: Data::Sparse(FxHashMap::default()) }
    }
}

impl Column {
    /// A column as a file holds it.
    pub(super) fn of_part(part: ColumnPart) -> Self {
        let mut present = IdSet::default();
        for id in part.ids.iter() {
            present.insert(id);
        }
        let ids = &part.ids;
        let data = match part.values {
            PartValues::Integers(values) => {
                Span::of_part(ids, values, Value::Integer).map_or_else(Data::Sparse, Data::Integers)
            }
            PartValues::Floats(values) => {
                Span::of_part(ids, values, Value::Float).map_or_else(Data::Sparse, Data::Floats)
            }
            PartValues::Booleans(values) => {
                Span::of_part(ids, values, Value::Boolean).map_or_else(Data::Sparse, Data::Booleans)
            }
            PartValues::Texts(codes, pool) => {
                let span = Span::of_part(ids, codes, |code| Value::from(pool.text(code)));
                span.map_or_else(Data::Sparse, |span| Data::Texts(span, Arc::new(pool)))
            }
            PartValues::Lists(codes, pool) => {
                let span = Span::of_part(ids, codes, |code| pool.value(code));
                span.map_or_else(Data::Sparse, |span| Data::Lists(span, pool))
            }
            PartValues::Mixed(values) => {
                Span::of_part(ids, values, |value| value).map_or_else(Data::Sparse, Data::Mixed)
            }
        };
        Self { present, data }
    }

    /// The ids that have a value, ascending.
    pub(super) fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.present.iter()
    }

    /// The values of these ids, which have one.
    pub(super) fn part_values(&self, ids: &[u32]) -> PartValues {
        fn gathered<T: Copy + Default>(span: &Span<T>, ids: &[u32]) -> Vec<T> {
            ids.iter().map(|id| span.get(*id).copied().unwrap_or_default()).collect()
        }
        match &self.data {
            Data::Integers(span) => PartValues::Integers(gathered(span, ids)),
            Data::Floats(span) => PartValues::Floats(gathered(span, ids)),
            Data::Booleans(span) => PartValues::Booleans(gathered(span, ids)),
            Data::Texts(span, pool) => {
                PartValues::texts(gathered(span, ids).into_iter(), |code| pool.text(code))
            }
            Data::Lists(span, pool) => PartValues::Lists(gathered(span, ids), pool.clone()),
            Data::Mixed(_) | Data::Sparse(_) => {
                PartValues::of(ids.iter().filter_map(|id| self.get(*id)).collect())
            }
        }
    }

    /// Number of values.
    pub(super) fn len(&self) -> usize {
        self.present.len()
    }

    /// The value of an id.
    pub(super) fn get(&self, id: u32) -> Option<Value> {
        if !self.present.contains(id) {
            return None;
        }
        match &self.data {
            Data::Integers(span) => span.get(id).copied().map(Value::Integer),
            Data::Floats(span) => span.get(id).copied().map(Value::Float),
            Data::Booleans(span) => span.get(id).copied().map(Value::Boolean),
            Data::Texts(span, pool) => span.get(id).map(|code| Value::from(pool.text(*code))),
            Data::Lists(span, pool) => span.get(id).map(|code| pool.value(*code)),
            Data::Mixed(span) => span.get(id).cloned(),
            Data::Sparse(values) => values.get(&id).cloned(),
        }
    }

    /// The text of an id, without a copy, when the column holds texts.
    pub(super) fn text(&self, id: u32) -> Option<&str> {
        match &self.data {
            Data::Texts(span, pool) if self.present.contains(id) => span.get(id).map(|code| pool.text(*code)),
            _ => None,
        }
    }

    pub(super) fn view(&self) -> ColumnView<'_> {
        match &self.data {
            Data::Integers(span) => ColumnView::Integers(self.dense(span)),
            Data::Floats(span) => ColumnView::Floats(self.dense(span)),
            Data::Booleans(span) => ColumnView::Booleans(self.dense(span)),
            Data::Texts(span, pool) => ColumnView::Texts(self.dense(span), pool),
            Data::Lists(..) | Data::Mixed(_) | Data::Sparse(_) => ColumnView::Other,
        }
    }

    fn dense<'g, T>(&'g self, span: &'g Span<T>) -> Dense<'g, T> {
        let is_full = self.present.len() == span.values.len();
        Dense { base: span.base, values: &span.values, present: (!is_full).then_some(&self.present) }
    }

    /// Sets the value of an id; it must not be null. What the id had before is forgotten.
    pub(super) fn set(&mut self, id: u32, value: Value) {
        let is_new = self.present.insert(id);
        if is_new {
            self.make_room(id, &value);
        }
        match (&mut self.data, &value) {
            (Data::Integers(span), Value::Integer(value)) => *span.place(id) = *value,
            (Data::Floats(span), Value::Float(value)) => *span.place(id) = *value,
            (Data::Booleans(span), Value::Boolean(value)) => *span.place(id) = *value,
            (Data::Texts(span, pool), Value::String(text)) => {
                *span.place(id) = Arc::make_mut(pool).intern(text);
                if pool.len() > 2 * self.present.len() + FREE_ROOM {
                    self.forget_unused_texts();
                }
            }
            (Data::Lists(span, pool), Value::List(items)) if pool.fits(items) => {
                *span.place(id) = Arc::make_mut(pool).intern(items);
                if pool.len() > 2 * self.present.len() + FREE_ROOM {
                    self.forget_unused_lists();
                }
            }
            (Data::Mixed(span), _) => *span.place(id) = value,
            (Data::Sparse(values), _) => {
                values.insert(id, value);
            }
            (
                Data::Integers(_) | Data::Floats(_) | Data::Booleans(_) | Data::Texts(..) | Data::Lists(..),
                _,
            ) => {
                self.data = self.as_mixed(id);
                self.set(id, value);
            }
        }
    }

    /// Takes the value of an id away.
    pub(super) fn remove(&mut self, id: u32) {
        if !self.present.remove(id) {
            return;
        }
        match &mut self.data {
            Data::Mixed(span) => *span.place(id) = Value::Null,
            Data::Sparse(values) => {
                values.remove(&id);
            }
            Data::Integers(_) | Data::Floats(_) | Data::Booleans(_) | Data::Texts(..) | Data::Lists(..) => {}
        }
    }

    /// Chooses the form that suits the values there are, and gives back unused room.
    pub(super) fn pack(&mut self) {
        if let Data::Mixed(_) | Data::Sparse(_) = self.data {
            let before = std::mem::take(self);
            let ids = before.present.iter();
            ids.for_each(|id| before.get(id).into_iter().for_each(|value| self.set(id, value)));
        }
        self.present.shrink();
        match &mut self.data {
            Data::Integers(span) => span.values.shrink_to_fit(),
            Data::Floats(span) => span.values.shrink_to_fit(),
            Data::Booleans(span) => span.values.shrink_to_fit(),
            Data::Texts(span, pool) => {
                span.values.shrink_to_fit();
                Arc::make_mut(pool).shrink();
            }
            Data::Lists(span, pool) => {
                span.values.shrink_to_fit();
                Arc::make_mut(pool).shrink();
            }
            Data::Mixed(span) => span.values.shrink_to_fit(),
            Data::Sparse(values) => values.shrink_to_fit(),
        }
    }

    /// Gives the data the form in which it can hold a first value for `id`.
    fn make_room(&mut self, id: u32, value: &Value) {
        let n = self.present.len();
        if n == 1 {
            self.data = Data::fitting(value, id);
            return;
        }
        let reach = match &self.data {
            Data::Integers(span) => span.reach(id),
            Data::Floats(span) => span.reach(id),
            Data::Booleans(span) => span.reach(id),
            Data::Texts(span, _) | Data::Lists(span, _) => span.reach(id),
            Data::Mixed(span) => span.reach(id),
            Data::Sparse(_) => {
                // Asked so seldom that it costs nothing; an array of twice the values is dense enough.
                if n.is_power_of_two() && self.range() <= 2 * n + FREE_ROOM {
                    self.data = self.as_dense(id, value);
                }
                return;
            }
        };
        if reach > 4 * n + FREE_ROOM {
            self.data = Data::Sparse(self.others(id).collect());
        }
    }

    /// Ids and values, but for `id`, which may have none yet.
    fn others(&self, id: u32) -> impl Iterator<Item = (u32, Value)> + '_ {
        let others = self.present.iter().filter(move |other| *other != id);
        others.filter_map(|other| self.get(other).map(|value| (other, value)))
    }

    /// How many ids lie between the first and the last value.
    fn range(&self) -> usize {
        let first = self.present.next(0).map_or(0, |first| first as usize);
        self.present.bound().saturating_sub(first)
    }

    fn as_mixed(&self, id: u32) -> Data {
        let mut span = Span::at(id);
        self.others(id).for_each(|(other, value)| *span.place(other) = value);
        Data::Mixed(span)
    }

    /// An array of the values there are, typed when they are of one type, `value` among them.
    fn as_dense(&self, id: u32, value: &Value) -> Data {
        let mut column = Self { present: IdSet::default(), data: Data::fitting(value, id) };
        for (other, value) in self.others(id) {
            column.present.insert(other);
            match (&mut column.data, &value) {
                (Data::Integers(span), Value::Integer(value)) => *span.place(other) = *value,
                (Data::Floats(span), Value::Float(value)) => *span.place(other) = *value,
                (Data::Booleans(span), Value::Boolean(value)) => *span.place(other) = *value,
                (Data::Texts(span, pool), Value::String(text)) => {
                    *span.place(other) = Arc::make_mut(pool).intern(text);
                }
                (Data::Lists(span, pool), Value::List(items)) if pool.fits(items) => {
                    *span.place(other) = Arc::make_mut(pool).intern(items);
                }
                (Data::Mixed(span), _) => *span.place(other) = value,
                _ => return self.as_mixed(id),
            }
        }
        column.data
    }

    /// A new pool with the texts in use alone.
    fn forget_unused_texts(&mut self) {
        let Data::Texts(span, pool) = &mut self.data else { return };
        let mut used = TextPool::default();
        for (id, code) in (span.base..).zip(&mut span.values) {
            if self.present.contains(id) {
                *code = used.intern(pool.text(*code));
            }
        }
        *pool = Arc::new(used);
    }

    /// A new pool with the lists in use alone.
    fn forget_unused_lists(&mut self) {
        let Data::Lists(span, pool) = &mut self.data else { return };
        let mut used = ListPool::default();
        for (id, code) in (span.base..).zip(&mut span.values) {
            if self.present.contains(id) {
                *code = used.intern_from(pool, *code);
            }
        }
        *pool = Arc::new(used);
    }
}

impl Data {
    /// An empty array for values like this one.
    fn fitting(value: &Value, id: u32) -> Self {
        match value {
            Value::Integer(_) => Self::Integers(Span::at(id)),
            Value::Float(_) => Self::Floats(Span::at(id)),
            Value::Boolean(_) => Self::Booleans(Span::at(id)),
            Value::String(_) => Self::Texts(Span::at(id), Arc::default()),
            Value::List(items) if ListPool::can_hold(items) => Self::Lists(Span::at(id), Arc::default()),
            _ => Self::Mixed(Span::at(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Column, ColumnView};
    use crate::value::Value;

    #[test]
    fn a_column_holds_what_a_plain_map_holds() {
        // Ids near and far, values of one type and of several, removals: every form is entered and left.
        for (far, kinds) in [(1, 1), (1, 6), (1000, 1), (1000, 6), (40, 2)] {
            let (mut column, mut plain) = (Column::default(), BTreeMap::new());
            let mut random: u64 = 88_172_645_463_325_252;
            for round in 0..6000 {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                let id = (random % 700 * far) as u32;
                let value = match random >> 32 & 0xff {
                    0..40 => Value::Null,
                    other => match other % kinds {
                        0 => Value::from(format!("文{}", random >> 40)),
                        1 => Value::Float(1.5),
                        2 => Value::Boolean(true),
                        3 => Value::list(vec![Value::from(format!("文{}", random >> 56)), Value::from("")]),
                        4 => Value::list(Vec::new()),
                        _ => Value::Integer(3),
                    },
                };
                if value.is_null() {
                    column.remove(id);
                    plain.remove(&id);
                } else {
                    column.set(id, value.clone());
                    plain.insert(id, value);
                }
                if round == 4000 {
                    column.pack();
                }
            }
            assert_eq!(column.len(), plain.len());
            for id in 0..700 * far as u32 {
                assert_eq!(format!("{:?}", column.get(id)), format!("{:?}", plain.get(&id)), "{far} {kinds}");
            }
        }
    }

    #[test]
    fn values_of_one_type_are_read_as_an_array() {
        let mut column = Column::default();
        (10..20).for_each(|id| column.set(id, Value::Integer(i64::from(id))));
        let ColumnView::Integers(dense) = column.view() else { panic!("integers are typed") };
        assert_eq!((dense.get(9), dense.get(10), dense.get(u32::MAX)), (None, Some(10), None));
        assert!(dense.full().is_some());
        column.remove(15);
        let ColumnView::Integers(dense) = column.view() else { panic!("still typed") };
        assert_eq!((dense.get(15), dense.get(16), dense.full()), (None, Some(16), None));
    }
}
