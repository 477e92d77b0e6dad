//! Sets of slots, and which slots an expression reads.

use crate::query::bind::{Expr, Slot};

/// A set of slots, as bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotSet {
    words: Vec<u64>,
}

impl SlotSet {
    /// Adds a slot; tells whether it was new.
    pub fn insert(&mut self, slot: Slot) -> bool {
        let (word, bit) = (slot.index() / 64, 1 << (slot.index() % 64));
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let is_new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        is_new
    }

    /// Takes a slot out.
    pub fn remove(&mut self, slot: Slot) {
        if let Some(word) = self.words.get_mut(slot.index() / 64) {
            *word &= !(1 << (slot.index() % 64));
        }
    }

    /// Whether a slot is in the set.
    pub fn contains(&self, slot: Slot) -> bool {
        self.words.get(slot.index() / 64).is_some_and(|word| word & (1 << (slot.index() % 64)) != 0)
    }

    /// Whether every slot of this set is in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.words.iter().enumerate().all(|(at, word)| word & !other.words.get(at).copied().unwrap_or(0) == 0)
    }

    /// Whether the two share a slot.
    pub fn intersects(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// Adds all slots of `other`.
    pub fn extend(&mut self, other: &Self) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// The slots, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            (0..64u32)
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| Slot(u32::try_from(at * 64).unwrap_or(u32::MAX) + bit))
        })
    }
}

impl FromIterator<Slot> for SlotSet {
    fn from_iter<I: IntoIterator<Item = Slot>>(slots: I) -> Self {
        let mut set = Self::default();
        for slot in slots {
            set.insert(slot);
        }
        set
    }
}

/// Adds the slots that an expression reads to `out`.
pub fn slots_of(expr: &Expr, out: &mut SlotSet) {
    match expr {
        Expr::Slot(slot) => {
            out.insert(*slot);
        }
        Expr::Subquery { imports, .. } => {
            for slot in imports {
                out.insert(*slot);
            }
        }
        _ => expr.for_each_child(&mut |child| slots_of(child, out)),
    }
}

/// Whether an expression gives the same for the same values whenever it is asked.
pub fn is_repeatable(expr: &Expr) -> bool {
    match expr {
        Expr::Subquery { .. } => false,
        Expr::Call { function, .. } if !function.deterministic => false,
        _ => {
            let mut repeatable = true;
            expr.for_each_child(&mut |child| repeatable &= is_repeatable(child));
            repeatable
        }
    }
}

/// Whether an expression itself asks for what differs from time to time; subqueries are not looked into.
pub fn is_random(expr: &Expr) -> bool {
    let mut random = matches!(expr, Expr::Call { function, .. } if !function.deterministic);
    expr.for_each_child(&mut |child| random |= is_random(child));
    random
}
