//! Which group a row belongs to: by the values of its keys, and faster by the node or relationship that all keys come
//! from, once there are many rows.

use super::key_table::KeyTable;
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::column::NULL_ID;
use crate::query::exec::context::Context;
use crate::query::exec::formula::{Formula, all_rows};
use crate::query::plan::{SlotSet, is_repeatable, slots_of};

/// Stands for no group.
const NONE: u32 = u32::MAX;

/// The groups, numbered in the order they were met.
pub(super) struct Groups<'p> {
    formulas: Vec<Formula<'p>>,
    keys: KeyTable,
    /// The one slot that all keys are made from, if there is one.
    source: Option<Slot>,
    /// Whether that slot is the only key.
    is_source_itself: bool,
    /// The group of each node (or relationship) in that slot, by id.
    by_id: Vec<u32>,
    /// Rows seen; few are not worth an array by id.
    n_rows: usize,
}

impl<'p> Groups<'p> {
    pub(super) fn new(keys: &'p [(Slot, Expr)]) -> Self {
        let source = source(keys);
        Self {
            formulas: keys.iter().map(|(_, key)| Formula::new(key)).collect(),
            keys: KeyTable::new(keys.len()),
            source,
            is_source_itself: source.is_some()
                && matches!(keys, [(_, Expr::Slot(slot))] if Some(*slot) == source),
            by_id: Vec::new(),
            n_rows: 0,
        }
    }

    /// Number of groups. Without keys there is one, even without rows.
    pub(super) fn len(&self) -> usize {
        if self.formulas.is_empty() { 1 } else { self.keys.len() }
    }

    /// The number of each row's group.
    pub(super) fn find(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        out: &mut Vec<u32>,
    ) -> Result<(), QueryError> {
        out.clear();
        if self.formulas.is_empty() {
            out.resize(batch.len, 0);
            return Ok(());
        }
        self.n_rows += batch.len;
        let ids = self.source.filter(|_| self.n_rows >= BATCH_ROWS).map(|slot| batch.column(slot));
        match ids {
            Some(Column::Nodes(_) | Column::Rels(_)) => self.find_by_id(context, batch, out),
            _ => self.find_by_keys(context, batch, &all_rows(batch), out),
        }
    }

    fn find_by_keys(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        rows: &[u32],
        out: &mut Vec<u32>,
    ) -> Result<(), QueryError> {
        let formulas = self.formulas.iter_mut();
        let columns: Result<Vec<Column>, QueryError> =
            formulas.map(|formula| formula.column(context, batch, rows)).collect();
        self.keys.find(&columns?, rows.len(), out);
        Ok(())
    }

    /// Looks at the keys only of ids that were not met before.
    fn find_by_id(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        out: &mut Vec<u32>,
    ) -> Result<(), QueryError> {
        let Some(column @ (Column::Nodes(ids) | Column::Rels(ids))) =
            self.source.map(|slot| batch.column(slot))
        else {
            return Ok(());
        };
        self.reach(ids);
        let mut open = Vec::new();
        for (row, &id) in (0..).zip(ids) {
            let group = if id == NULL_ID { NONE } else { self.by_id[id as usize] };
            match group {
                NONE if self.is_source_itself && id != NULL_ID => {
                    let group = self.keys.add_new(column, row as usize);
                    self.by_id[id as usize] = group;
                    out.push(group);
                }
                NONE => {
                    open.push(row);
                    out.push(NONE);
                }
                group => out.push(group),
            }
        }
        if open.is_empty() {
            return Ok(());
        }
        let mut found = Vec::with_capacity(open.len());
        self.find_by_keys(context, batch, &open, &mut found)?;
        for (row, group) in open.into_iter().zip(found) {
            out[row as usize] = group;
            if let Some(known) = self.by_id.get_mut(ids[row as usize] as usize) {
                *known = group;
            }
        }
        Ok(())
    }

    /// Makes the array by id long enough, and at first enters the groups there are.
    fn reach(&mut self, ids: &[u32]) {
        let is_first = self.by_id.is_empty();
        let most = ids.iter().copied().filter(|id| *id != NULL_ID).max().unwrap_or(0) as usize;
        if most >= self.by_id.len() {
            self.by_id.resize((most + 1).next_power_of_two(), NONE);
        }
        if !(is_first && self.is_source_itself) {
            return;
        }
        for column in self.keys.columns(0..self.keys.len()) {
            let (Column::Nodes(ids) | Column::Rels(ids)) = column else { continue };
            for (group, id) in (0..).zip(ids).filter(|(_, id)| *id != NULL_ID) {
                if id as usize >= self.by_id.len() {
                    self.by_id.resize((id as usize + 1).next_power_of_two(), NONE);
                }
                self.by_id[id as usize] = group;
            }
        }
    }

    /// Adds the groups of later rows; gives the number of each among these.
    pub(super) fn join(&mut self, other: &Self) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(other.len());
        match self.formulas.is_empty() {
            true => numbers.push(0),
            false => self.keys.find(&other.columns(0..other.len()), other.len(), &mut numbers),
        }
        numbers
    }

    /// The keys of some groups, one column for each key.
    pub(super) fn columns(&self, groups: std::ops::Range<usize>) -> Vec<Column> {
        self.keys.columns(groups)
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
