//! The different lists of one property key, each once, by number: a column of lists holds four bytes a value, and a
//! list is no tree of values but a stretch of one array.
//!
//! ```text
//! items   [ 3 7 | 3 | 5 5 5 ]     whole numbers, bits of floats, or codes of texts
//! ends      2     3   6           where each list ends
//! ```

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::TextPool;
use crate::value::Value;

/// What the items of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// There is no item yet.
    #[default]
    Nothing,
    Integers,
    Floats,
    Texts,
}

impl Kind {
    /// Of items that are all of one kind.
    fn of(items: &[Value]) -> Option<Self> {
        let kind = match items.first() {
            None => return Some(Self::Nothing),
            Some(Value::Integer(_)) => Self::Integers,
            Some(Value::Float(_)) => Self::Floats,
            Some(Value::String(_)) => Self::Texts,
            Some(_) => return None,
        };
        let is_of_kind = |item: &Value| {
            matches!(
                (kind, item),
                (Self::Integers, Value::Integer(_))
                    | (Self::Floats, Value::Float(_))
                    | (Self::Texts, Value::String(_))
            )
        };
        items.iter().all(is_of_kind).then_some(kind)
    }
}

/// Lists by code. Codes are given in order and mean the same as long as the pool lives.
#[derive(Clone, Debug, Default)]
pub struct ListPool {
    kind: Kind,
    /// All items, one list after another.
    items: Vec<u64>,
    /// Where each list ends.
    ends: Vec<usize>,
    /// What items that are texts are codes of.
    texts: TextPool,
    /// Codes by the hash of their items.
    codes: HashTable<u32>,
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ListItem {
    /// A whole number.
    Integer(i64),
    /// A float.
    Float(f64),
    /// The text of this code in [`ListPool::texts`].
    Text(u32),
}

impl ListPool {
    /// Whether a pool can hold this list.
    pub(super) fn can_hold(items: &[Value]) -> bool {
        Kind::of(items).is_some()
    }

    /// Whether this pool can: its items are of the kind of those it has.
    pub(super) fn fits(&self, items: &[Value]) -> bool {
        let kind = Kind::of(items);
        kind.is_some_and(|kind| kind == self.kind || kind == Kind::Nothing || self.kind == Kind::Nothing)
    }

    /// Number of lists.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The texts that items are codes of.
    pub fn texts(&self) -> &TextPool {
        &self.texts
    }

    /// The items of a list; none for a code that was never given.
    pub fn items(&self, code: u32) -> impl ExactSizeIterator<Item = ListItem> + '_ {
        self.items[stretch(&self.ends, code)].iter().map(|&item| match self.kind {
            Kind::Floats => ListItem::Float(f64::from_bits(item)),
            Kind::Texts => ListItem::Text(item as u32),
            Kind::Integers | Kind::Nothing => ListItem::Integer(item as i64),
        })
    }

    /// A list as a value.
    pub fn value(&self, code: u32) -> Value {
        let items = self.items(code).map(|item| match item {
            ListItem::Integer(number) => Value::Integer(number),
            ListItem::Float(number) => Value::Float(number),
            ListItem::Text(text) => Value::from(self.texts.text(text)),
        });
        Value::list(items.collect())
    }

    /// The code of a list that fits, given when it is new.
    pub(super) fn intern(&mut self, list: &[Value]) -> u32 {
        debug_assert!(self.fits(list), "the caller asked");
        if let Some(kind) = Kind::of(list).filter(|kind| *kind != Kind::Nothing) {
            self.kind = kind;
        }
        // It is put behind the others to be looked for, and stays there when it is new.
        let start = self.items.len();
        let texts = &mut self.texts;
        self.items.extend(list.iter().map(|item| match item {
            Value::Integer(number) => *number as u64,
            Value::Float(number) => number.to_bits(),
            Value::String(text) => u64::from(texts.intern(text)),
            other => unreachable!("{other:?} does not fit"),
        }));
        let Self { items, ends, codes, .. } = self;
        let hash = FxBuildHasher.hash_one(&items[start..]);
        let known = codes.find(hash, |code| items[stretch(ends, *code)] == items[start..]);
        if let Some(&code) = known {
            items.truncate(start);
            return code;
        }
        let code = u32::try_from(ends.len()).expect("a column has fewer lists than there are ids");
        ends.push(items.len());
        codes.insert_unique(hash, code, |code| FxBuildHasher.hash_one(&items[stretch(ends, *code)]));
        code
    }

    /// The code of a list of another pool of the same kind.
    pub(super) fn intern_from(&mut self, other: &Self, code: u32) -> u32 {
        match other.value(code) {
            Value::List(items) => self.intern(&items),
            _ => unreachable!("a pool holds lists"),
        }
    }

    /// Gives back the room that is not used.
    pub(super) fn shrink(&mut self) {
        let Self { items, ends, texts, codes, .. } = self;
        items.shrink_to_fit();
        ends.shrink_to_fit();
        texts.shrink();
        codes.shrink_to_fit(|code| FxBuildHasher.hash_one(&items[stretch(ends, *code)]));
    }
}

/// Where the items of a list stand.
fn stretch(ends: &[usize], code: u32) -> Range<usize> {
    let at = code as usize;
    let from = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(at).map_or(0..0, |&end| from..end)
}

#[cfg(test)]
mod tests {
    use super::ListPool;
    use crate::value::Value;

    #[test]
    fn equal_lists_share_a_code() {
        let texts = |texts: &[&str]| texts.iter().map(|text| Value::from(*text)).collect::<Vec<_>>();
        let lists = [texts(&["甲", "乙"]), texts(&[]), texts(&["甲"]), texts(&["甲", "乙"]), texts(&[])];
        let mut pool = ListPool::default();
        let codes: Vec<u32> = lists.iter().map(|list| pool.intern(list)).collect();
        assert_eq!(codes, [0, 1, 2, 0, 1]);
        pool.shrink();
        for (list, code) in lists.iter().zip(codes) {
            assert_eq!(format!("{:?}", pool.value(code)), format!("{:?}", Value::list(list.clone())));
        }
        assert!(pool.fits(&[]) && !pool.fits(&[Value::Integer(1)]));
        assert!(!ListPool::can_hold(&[Value::Integer(1), Value::Float(1.0)]));
    }

    #[test]
    fn floats_are_told_apart_by_their_bits() {
        let mut pool = ListPool::default();
        let codes = [0.0, -0.0, 1.5, 0.0].map(|number| pool.intern(&[Value::Float(number)]));
        assert_eq!(codes, [0, 1, 2, 0]);
    }
}
