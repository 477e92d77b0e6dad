//! Which group a row belongs to: by the values of its keys, and faster by the node or relationship that all keys come
//! from, once there are many rows.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Column, Row};
use crate::query::exec::context::Context;
use crate::query::plan::{SlotSet, is_repeatable, slots_of};
use crate::value::{Grouped, Value};

/// Stands for no group.
const NONE: u32 = u32::MAX;

/// The groups, numbered in the order they were met.
pub(super) struct Groups {
    n_keys: usize,
    len: usize,
    /// The keys of each group, one after another.
    keys: Vec<Grouped>,
    /// The last group whose keys have a hash.
    by_hash: FxHashMap<u64, u32>,
    /// For each group another one of the same hash.
    same_hash: Vec<u32>,
    /// The one slot that all keys are made from, if there is one.
    source: Option<Slot>,
    /// The group of each node (or relationship) in that slot, by id.
    by_id: Vec<u32>,
    /// Rows seen; few are not worth an array by id.
    n_rows: usize,
    /// The keys of the row at work.
    row: Vec<Grouped>,
}

impl Groups {
    pub(super) fn new(keys: &[(Slot, Expr)]) -> Self {
        Self {
            n_keys: keys.len(),
            len: usize::from(keys.is_empty()),
            keys: Vec::new(),
            by_hash: FxHashMap::default(),
            same_hash: Vec::new(),
            source: source(keys),
            by_id: Vec::new(),
            n_rows: 0,
            row: Vec::with_capacity(keys.len()),
        }
    }

    /// Number of groups. Without keys there is one, even without rows.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of a row's group, and whether it is new.
    #[inline]
    pub(super) fn find(
        &mut self,
        context: &Context<'_>,
        row: Row<'_>,
        keys: &[(Slot, Expr)],
    ) -> Result<(usize, bool), QueryError> {
        if self.n_keys == 0 {
            return Ok((0, false));
        }
        self.n_rows += 1;
        let id = self.id(row);
        if let Some(&group) = id.and_then(|id| self.by_id.get(id))
            && group != NONE
        {
            return Ok((group as usize, false));
        }
        self.row.clear();
        for (_, key) in keys {
            self.row.push(Grouped(context.eval(key, row)?));
        }
        let (group, is_new) = self.find_keys();
        if let Some(id) = id {
            if id >= self.by_id.len() {
                self.by_id.resize((id + 1).next_power_of_two(), NONE);
            }
            self.by_id[id] = group;
        }
        Ok((group as usize, is_new))
    }

    /// The id in the slot that the keys come from, when there are rows enough.
    fn id(&self, row: Row<'_>) -> Option<usize> {
        let slot = self.source.filter(|_| self.n_rows > BATCH_ROWS)?;
        let id = match row.batch.column(slot) {
            Column::Nodes(ids) | Column::Rels(ids) => ids[row.index],
            _ => return None,
        };
        // The id that stands for null.
        (id != u32::MAX).then_some(id as usize)
    }

    /// The group of the keys in `row`, made when it is new.
    fn find_keys(&mut self) -> (u32, bool) {
        let mut hasher = FxHasher::default();
        self.row.iter().for_each(|key| key.hash(&mut hasher));
        let entry = self.by_hash.entry(hasher.finish());
        let last = match &entry {
            std::collections::hash_map::Entry::Occupied(known) => *known.get(),
            std::collections::hash_map::Entry::Vacant(_) => NONE,
        };
        let mut at = last;
        while at != NONE {
            let from = at as usize * self.n_keys;
            if self.keys[from..from + self.n_keys] == self.row[..] {
                return (at, false);
            }
            at = self.same_hash[at as usize];
        }
        let group = u32::try_from(self.len).unwrap_or(NONE);
        entry.insert_entry(group);
        self.same_hash.push(last);
        self.keys.append(&mut self.row);
        self.len += 1;
        (group, true)
    }

    /// Takes out the keys of a group.
    pub(super) fn take_keys(&mut self, group: usize) -> impl Iterator<Item = Value> + '_ {
        let from = group * self.n_keys;
        self.keys[from..from + self.n_keys].iter_mut().map(|key| std::mem::take(&mut key.0))
    }
}

/// The slot that all keys read and no other, when they give the same for the same node or relationship.
fn source(keys: &[(Slot, Expr)]) -> Option<Slot> {
    let mut read = SlotSet::default();
    keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
    let mut slots = read.iter();
    let slot = slots.next()?;
    (slots.next().is_none() && keys.iter().all(|(_, key)| is_repeatable(key))).then_some(slot)
}
