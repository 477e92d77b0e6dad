//! Expressions over all rows of a batch at once.
//!
//! ```text
//! slot.key            read from the graph's column of that key, typed as it is there
//! f(slot.key)         where the key's values are texts: computed once for each different text
//! anything else       row by row
//! ```
//!
//! What an expression gives, and whether it fails, is the same as row by row.

use std::sync::{Arc, Weak};

use super::batch::{Batch, Column, Row};
use super::column::{NULL_ID, Plain};
use super::context::Context;
use crate::graph::{ColumnView, TextPool};
use crate::query::QueryError;
use crate::query::bind::{Expr, KeyRef, Slot, Type};
use crate::query::function::QUANTITY_KEY;
use crate::query::plan::is_repeatable;
use crate::value::{NodeId, RelId, Value};

/// What an expression is made from, when it is one slot or one property of a slot, and nothing else varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Slot(Slot),
    Property(Slot, KeyRef),
}

impl Source {
    /// The single source of an expression.
    pub(super) fn of(expr: &Expr) -> Option<Self> {
        let mut found = Found::Nothing;
        if is_repeatable(expr) {
            find(expr, &mut found);
        }
        match found {
            Found::One(source) => Some(source),
            Found::Nothing | Found::Several => None,
        }
    }

    /// The source that an expression is, as it stands.
    pub(super) fn plain(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Slot(slot) => Some(Self::Slot(*slot)),
            Expr::Property { base, key, .. } => match **base {
                Expr::Slot(slot) => Some(Self::Property(slot, *key)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Its values, none when they must be asked one by one.
    pub(super) fn column(self, context: &Context<'_>, batch: &Batch, rows: &[u32]) -> Option<Column> {
        match self {
            Self::Slot(slot) if rows.len() == batch.len => Some(batch.column(slot).clone()),
            Self::Slot(slot) => Some(batch.column(slot).gather(rows)),
            // A deleted element must be told, whatever its property was.
            Self::Property(..) if context.has_deleted.get() => None,
            Self::Property(slot, key) => property(context, batch.column(slot), key, rows, batch.len),
        }
    }
}

enum Found {
    Nothing,
    One(Source),
    Several,
}

fn find(expr: &Expr, found: &mut Found) {
    match (Source::plain(expr), &found) {
        (Some(source), Found::Nothing) => *found = Found::One(source),
        (Some(source), Found::One(known)) if *known == source => {}
        (Some(_), _) => *found = Found::Several,
        (None, _) => expr.for_each_child(&mut |child| find(child, found)),
    }
}

/// The ids of the elements in a column, and whether they are nodes, when a property of theirs is what is stored.
pub(super) fn ids_with<'b>(
    context: &Context<'_>,
    elements: &'b Column,
    key: KeyRef,
) -> Option<(&'b [u32], bool)> {
    match elements {
        // The figure of a measure may be computed of other properties.
        Column::Nodes(_) if context.key_name(key) == QUANTITY_KEY => None,
        Column::Nodes(ids) => Some((ids, true)),
        Column::Rels(ids) => Some((ids, false)),
        _ => None,
    }
}

/// A property of all elements in a column.
fn property(
    context: &Context<'_>,
    elements: &Column,
    key: KeyRef,
    rows: &[u32],
    n_rows: usize,
) -> Option<Column> {
    let (ids, is_nodes) = ids_with(context, elements, key)?;
    let some;
    let ids = match rows.len() == n_rows {
        true => ids,
        false => {
            some = rows.iter().map(|&row| ids[row as usize]).collect::<Vec<u32>>();
            &some
        }
    };
    let view = context.view();
    let key = context.key(key);
    let column = key.and_then(|key| if is_nodes { view.node_column(key) } else { view.rel_column(key) });
    let (Some(key), Some(column)) = (key, column) else {
        return Some(Column::Values(vec![Value::Null; ids.len()]));
    };
    Some(match column {
        ColumnView::Integers(dense) => Column::Integers(Plain::collect(ids, |id| dense.get(id))),
        ColumnView::Floats(dense) => Column::Floats(Plain::collect(ids, |id| dense.get(id))),
        ColumnView::Booleans(dense) => Column::Booleans(Plain::collect(ids, |id| dense.get(id))),
        ColumnView::Texts(dense, pool) => {
            let codes = ids.iter().map(|&id| dense.get(id).unwrap_or(NULL_ID));
            Column::Texts(codes.collect(), pool.clone())
        }
        ColumnView::Other => {
            let value = |&id: &u32| match (id, is_nodes) {
                (NULL_ID, _) => Value::Null,
                (_, true) => view.node_property(NodeId(id), key),
                (_, false) => view.rel_property(RelId(id), key),
            };
            Column::Values(ids.iter().map(value).collect())
        }
    })
}

/// What was computed for each text of a pool. It is no hold on the pool, which may be written to meanwhile: then it
/// is another one, and all is computed anew.
#[derive(Debug, Default)]
pub(super) struct ByText<T> {
    pool: Weak<TextPool>,
    known: Vec<Option<T>>,
}

impl<T: Clone> ByText<T> {
    /// What is known of each code of a pool.
    pub(super) fn known(&mut self, pool: &Arc<TextPool>) -> &mut Vec<Option<T>> {
        if self.pool.as_ptr() != Arc::as_ptr(pool) || self.known.len() != pool.len() {
            self.pool = Arc::downgrade(pool);
            self.known.clear();
            self.known.resize(pool.len(), None);
        }
        &mut self.known
    }
}

/// An expression to be computed for batches of rows.
#[derive(Debug)]
pub(super) struct Formula<'p> {
    expr: &'p Expr,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    /// The source itself.
    Plain(Source),
    /// Something made from one source.
    Made(Source, ByText<Value>),
    Other,
}

impl<'p> Formula<'p> {
    pub(super) fn new(expr: &'p Expr) -> Self {
        let shape = match (Source::plain(expr), Source::of(expr)) {
            (Some(source), _) => Shape::Plain(source),
            (None, Some(source)) => Shape::Made(source, ByText::default()),
            (None, None) => Shape::Other,
        };
        Self { expr, shape }
    }

    /// The source that it is, as it stands.
    pub(super) fn source(&self) -> Option<Source> {
        match self.shape {
            Shape::Plain(source) => Some(source),
            Shape::Made(..) | Shape::Other => None,
        }
    }

    /// Its values on some rows of a batch.
    pub(super) fn column(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        rows: &[u32],
    ) -> Result<Column, QueryError> {
        match &mut self.shape {
            Shape::Plain(source) => {
                if let Some(column) = source.column(context, batch, rows) {
                    return Ok(column);
                }
            }
            Shape::Made(source, by_text) => {
                if is_text(context, *source, batch)
                    && let Some(Column::Texts(codes, pool)) = source.column(context, batch, rows)
                {
                    return made(context, self.expr, by_text, (&codes, &pool), batch, rows);
                }
            }
            Shape::Other => {}
        }
        let mut column = Column::Values(Vec::with_capacity(rows.len()));
        for &row in rows {
            column.push(context.eval(self.expr, Row { batch, index: row as usize })?);
        }
        Ok(column)
    }
}

/// Whether a source has texts for values.
pub(super) fn is_text(context: &Context<'_>, source: Source, batch: &Batch) -> bool {
    let view = context.view();
    let key = |key: KeyRef| context.key(key).filter(|_| !context.has_deleted.get());
    let column = match source {
        Source::Slot(slot) => return matches!(batch.column(slot), Column::Texts(..)),
        Source::Property(slot, name) => match batch.column(slot) {
            Column::Nodes(_) => key(name).and_then(|key| view.node_column(key)),
            Column::Rels(_) => key(name).and_then(|key| view.rel_column(key)),
            _ => None,
        },
    };
    matches!(column, Some(ColumnView::Texts(..)))
}

/// Values that depend on a text alone.
fn made(
    context: &Context<'_>,
    expr: &Expr,
    by_text: &mut ByText<Value>,
    (codes, pool): (&[u32], &Arc<TextPool>),
    batch: &Batch,
    rows: &[u32],
) -> Result<Column, QueryError> {
    let known = by_text.known(pool);
    let mut null = None;
    let mut values = Vec::with_capacity(rows.len());
    for (&row, &code) in rows.iter().zip(codes) {
        let entry = known.get_mut(code as usize).unwrap_or(&mut null);
        let value = match entry {
            Some(value) => value.clone(),
            None => entry.insert(context.eval(expr, Row { batch, index: row as usize })?).clone(),
        };
        values.push(value);
    }
    Ok(Column::Values(values))
}

/// The values of an expression on all rows of a batch, as a slot's column.
pub(super) fn column_for(
    context: &Context<'_>,
    slot: Slot,
    formula: &mut Formula<'_>,
    batch: &Batch,
) -> Result<Column, QueryError> {
    let rows = all_rows(batch);
    let column = formula.column(context, batch, &rows)?;
    // Slots of nodes and relationships are walked from, so that their columns hold ids.
    let ty = context.plan.tables.slots.get(slot.index()).map(|info| &info.ty);
    let (Column::Values(values), Some(ty @ (Type::Node | Type::Relationship))) = (&column, ty) else {
        return Ok(column);
    };
    let mut ids = Column::of(ty, values.len());
    values.iter().for_each(|value| ids.push(value.clone()));
    Ok(ids)
}

/// The numbers of all rows of a batch.
pub(super) fn all_rows(batch: &Batch) -> Vec<u32> {
    (0..u32::try_from(batch.len).unwrap_or(u32::MAX)).collect()
}
