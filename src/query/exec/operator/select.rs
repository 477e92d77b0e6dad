//! Paths of which some are kept: `SHORTEST 2`, `ANY`, `ACYCLIC`.
//!
//! For each row all paths that the pattern finds, those that meet a node twice left out where the mode says so; then, of
//! the paths between the same two nodes, as many as are asked for.

use rustc_hash::FxHashMap;

use super::operator_trait::{Input, Operator};
use super::path_count::counted;
use crate::query::QueryError;
use crate::query::ast::{PathMode, Selector};
use crate::query::bind::{SelectStep, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::{NodeId, Path, Value};

/// The selection.
pub(super) struct Select<'p> {
    input: Input<'p>,
    step: &'p SelectStep,
    keep: Vec<Slot>,
}

impl<'p> Select<'p> {
    pub(super) fn new(input: Input<'p>, step: &'p SelectStep, keep: Vec<Slot>) -> Self {
        Self { input, step, keep }
    }

    /// The rows of the pattern whose paths are kept.
    fn rows(&self, context: &Context<'_>, row: Row<'_>) -> Result<Vec<Vec<Value>>, QueryError> {
        let rows = context.seeded_rows(self.step.number, row, &[])?;
        let Some(at) = self.step.columns.iter().position(|slot| *slot == self.step.path) else {
            return Ok(rows);
        };
        let mode = self.step.mode;
        let mut found: Vec<(Vec<Value>, usize, (NodeId, NodeId))> = Vec::new();
        for row in rows {
            let Value::Path(path) = &row[at] else { continue };
            let (Some(first), Some(last)) = (path.nodes.first(), path.nodes.last()) else { continue };
            if keeps(path, mode) {
                let (length, ends) = (path.rels.len(), (*first, *last));
                found.push((row, length, ends));
            }
        }
        let selector = counted(context, &self.step.selector)?;
        if matches!(selector, Selector::Shortest(_) | Selector::Groups(_)) {
            found.sort_by_key(|(_, length, _)| *length);
        }
        // For each two ends: how many are kept, and how many lengths they have, with the last of these.
        let mut seen: FxHashMap<(NodeId, NodeId), (u64, u64, usize)> = FxHashMap::default();
        found.retain(|(_, length, ends)| {
            let (paths, lengths, last) = seen.entry(*ends).or_insert((0, 0, usize::MAX));
            *paths += 1;
            if *last != *length {
                (*lengths, *last) = (*lengths + 1, *length);
            }
            match selector {
                Selector::All => true,
                Selector::Any(count) | Selector::Shortest(count) => *paths <= count,
                Selector::Groups(count) => *lengths <= count,
            }
        });
        Ok(found.into_iter().map(|(row, ..)| row).collect())
    }
}

impl Operator for Select<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let slots = &context.plan.tables.slots;
        let mut columns: Vec<Column> =
            self.step.columns.iter().map(|slot| Column::of(&slots[slot.index()].ty, batch.len)).collect();
        let mut rows = Vec::new();
        for index in 0..batch.len {
            context.check_interrupt()?;
            for row in self.rows(context, Row { batch: &batch, index })? {
                rows.push(u32::try_from(index).unwrap_or(u32::MAX));
                columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        for (slot, column) in self.step.columns.iter().zip(columns) {
            out.set(*slot, column);
        }
        Ok(Some(out))
    }
}

/// Whether a path meets no node twice, where the mode asks for that.
fn keeps(path: &Path, mode: Option<PathMode>) -> bool {
    let nodes = match mode {
        None | Some(PathMode::Walk | PathMode::Trail) => return true,
        Some(PathMode::Simple) if path.nodes.len() > 1 && path.nodes.first() == path.nodes.last() => {
            &path.nodes[1..]
        }
        Some(PathMode::Simple | PathMode::Acyclic) => &path.nodes[..],
    };
    let mut sorted = nodes.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1])
}
