//! Rows of two plans whose keys are equal: a table of the one side's rows, in which each row of the other is looked up.
//!
//! ```text
//! rows     the rows held, one after the other
//! keys     key -> its number
//! order    the rows of each key's number, one after the other; begins[number] tells where they begin
//! ```
//!
//! Keys are equal as `=` has it: what does not equal itself (null, NaN, and what holds one) joins nothing; of other
//! values equality is what groups them.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::key_table::{KeyTable, UNKNOWN};
use super::operator_trait::{Input, Operator};
use super::steps::taken;
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::query::exec::formula::{Formula, all_rows};
use crate::value::equality;

/// A table that is made when it is first asked for.
pub(super) type Shelf = Rc<RefCell<Option<Rc<Table>>>>;

/// Tables that outlive their operators, by their plans' keys: of operators that are built anew for more rows of the
/// same kind, while nothing is written.
#[derive(Clone, Debug, Default)]
pub(in crate::query::exec) struct Tables {
    shelves: Rc<RefCell<FxHashMap<usize, Shelf>>>,
}

impl Tables {
    /// Where the table of a plan stands.
    pub(super) fn shelf(&self, plan: usize) -> Shelf {
        self.shelves.borrow_mut().entry(plan).or_default().clone()
    }
}

/// One of the two plans.
pub(super) struct Side<'p> {
    pub(super) input: Input<'p>,
    pub(super) keys: Vec<Formula<'p>>,
    /// What goes on from its rows.
    pub(super) keep: Vec<Slot>,
    /// Relationships that must not be the same as the other side's in their place.
    pub(super) apart: Vec<Slot>,
}

impl<'p> Side<'p> {
    pub(super) fn new(
        input: Input<'p>,
        keys: impl Iterator<Item = &'p Expr>,
        keep: Vec<Slot>,
        apart: Vec<Slot>,
    ) -> Self {
        Self { input, keys: keys.map(Formula::new).collect(), keep, apart }
    }

    /// The rows of a batch whose keys can be equal to something, with their keys.
    fn keyed(&mut self, context: &Context<'_>, batch: &Batch) -> Result<(Vec<u32>, Vec<Column>), QueryError> {
        let all = all_rows(batch);
        let formulas = self.keys.iter_mut();
        let columns: Result<Vec<Column>, QueryError> =
            formulas.map(|formula| formula.column(context, batch, &all)).collect();
        let columns = columns?;
        let rows: Vec<u32> = all
            .into_iter()
            .filter(|row| columns.iter().all(|column| equals_itself(column, *row as usize)))
            .collect();
        if rows.len() == batch.len {
            return Ok((rows, columns));
        }
        let columns = columns.iter().map(|column| column.gather(&rows)).collect();
        Ok((rows, columns))
    }
}

fn equals_itself(column: &Column, row: usize) -> bool {
    match column {
        Column::Floats(plain) => plain.get(row).is_some_and(|value| !value.is_nan()),
        Column::Values(values) => equality(&values[row], &values[row]) == Some(true),
        _ => !column.is_null(row),
    }
}

/// Rows by their keys.
#[derive(Debug)]
pub(super) struct Table {
    rows: Batch,
    keys: RefCell<KeyTable>,
    begins: Vec<u32>,
    order: Vec<u32>,
}

impl Table {
    fn make(context: &Context<'_>, side: &mut Side<'_>) -> Result<Self, QueryError> {
        let mut rows = Batch::empty(context.slots(), 0);
        let mut keys = KeyTable::new(side.keys.len());
        let mut numbers = Vec::new();
        // Each once: a relationship may have to differ from several of the other side.
        let mut kept = side.keep.clone();
        for slot in &side.apart {
            if !kept.contains(slot) {
                kept.push(*slot);
            }
        }
        while let Some(batch) = side.input.next(context)? {
            context.check_interrupt()?;
            let (joinable, columns) = side.keyed(context, &batch)?;
            context.hold(joinable.len() * (kept.len() + columns.len()))?;
            keys.find(&columns, joinable.len(), &mut numbers);
            rows.append(&batch, &joinable, &kept);
        }
        let mut begins = vec![0_u32; keys.len() + 1];
        numbers.iter().for_each(|number| begins[*number as usize + 1] += 1);
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        let mut order = vec![0_u32; numbers.len()];
        for (row, number) in (0..).zip(&numbers) {
            let place = &mut next[*number as usize];
            order[*place as usize] = row;
            *place += 1;
        }
        Ok(Self { rows, keys: RefCell::new(keys), begins, order })
    }

    /// The places of a key's rows in the order.
    fn places(&self, number: u32) -> Range<usize> {
        match number {
            UNKNOWN => 0..0,
            number => self.begins[number as usize] as usize..self.begins[number as usize + 1] as usize,
        }
    }
}

/// The join.
pub(super) struct HashJoin<'p> {
    /// The side whose rows are held.
    held: Side<'p>,
    /// The side whose rows are looked up.
    probe: Side<'p>,
    /// Whether the held side comes first: rows that it writes or reads are there before the other's.
    holds_input: bool,
    shelf: Shelf,
    current: Option<Current>,
}

/// Rows that are looked up.
struct Current {
    batch: Batch,
    /// Those with a key, and the numbers of their keys.
    rows: Vec<u32>,
    numbers: Vec<u32>,
    /// The next of them, and the next place of its key's rows.
    at: usize,
    place: usize,
}

impl<'p> HashJoin<'p> {
    pub(super) fn new(held: Side<'p>, probe: Side<'p>, holds_input: bool, shelf: Shelf) -> Self {
        Self { held, probe, holds_input, shelf, current: None }
    }

    fn table(&mut self, context: &Context<'_>) -> Result<Rc<Table>, QueryError> {
        let mut shelf = self.shelf.borrow_mut();
        if let Some(table) = &*shelf {
            return Ok(table.clone());
        }
        let table = Rc::new(Table::make(context, &mut self.held)?);
        Ok(shelf.insert(table).clone())
    }

    /// The next rows to look up. The input runs before the other side, for it may write what that reads.
    fn next_rows(&mut self, context: &Context<'_>) -> Result<Option<(Rc<Table>, Current)>, QueryError> {
        if self.holds_input && self.table(context)?.order.is_empty() {
            return Ok(None);
        }
        let Some(batch) = self.probe.input.next(context)? else { return Ok(None) };
        context.check_interrupt()?;
        let table = self.table(context)?;
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        if !table.order.is_empty() {
            let columns;
            (rows, columns) = self.probe.keyed(context, &batch)?;
            table.keys.borrow_mut().look_up(&columns, rows.len(), &mut numbers);
        }
        Ok(Some((table, Current { batch, rows, numbers, at: 0, place: 0 })))
    }

    /// Whether two rows share no relationship that they must not.
    fn is_apart(&self, (batch, row): (&Batch, u32), (held, held_row): (&Batch, u32)) -> bool {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        self.probe.apart.iter().zip(&self.held.apart).all(|(one, other)| {
            let rels = (batch.column(*one), held.column(*other));
            if let (Column::Rels(ones), Column::Rels(others)) = rels {
                return ones[row as usize] != others[held_row as usize];
            }
            taken(batch, &[*one], row as usize, &mut here);
            taken(held, &[*other], held_row as usize, &mut there);
            here.iter().all(|rel| !there.contains(rel))
        })
    }

    /// Pairs of rows, up to a full batch.
    fn pairs(&self, table: &Table, current: &mut Current) -> Batch {
        let (mut rows, mut held_rows) = (Vec::new(), Vec::new());
        while let (Some(&row), Some(&number)) =
            (current.rows.get(current.at), current.numbers.get(current.at))
        {
            let places = table.places(number);
            let from = places.start + current.place;
            let to = places.end.min(from + (BATCH_ROWS - rows.len()));
            for &held_row in &table.order[from..to] {
                if self.is_apart((&current.batch, row), (&table.rows, held_row)) {
                    rows.push(row);
                    held_rows.push(held_row);
                }
            }
            if to < places.end {
                current.place = to - places.start;
                break;
            }
            (current.at, current.place) = (current.at + 1, 0);
        }
        let mut out = current.batch.gather(&rows, &self.probe.keep);
        for &slot in &self.held.keep {
            out.set(slot, table.rows.column(slot).gather(&held_rows));
        }
        out
    }
}

impl Operator for HashJoin<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            let (table, mut current) = match self.current.take() {
                Some(current) => (self.table(context)?, current),
                None => match self.next_rows(context)? {
                    Some(rows) => rows,
                    None => return Ok(None),
                },
            };
            let out = self.pairs(&table, &mut current);
            if current.at < current.rows.len() {
                self.current = Some(current);
            }
            if out.len > 0 {
                return Ok(Some(out));
            }
            context.check_interrupt()?;
        }
    }
}
