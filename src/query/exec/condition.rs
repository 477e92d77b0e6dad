//! Conditions over all rows of a batch at once, in three-valued logic. A part is asked only on rows that the parts
//! before it leave open, so that it fails where it would fail row by row.

use std::cmp::Ordering;

use super::batch::{Batch, Column, Row};
use super::column::Plain;
use super::context::Context;
use super::eval::compare;
use super::formula::{ByText, Formula, Source, all_rows, is_text};
use super::numbers;
use crate::graph::LabelId;
use crate::query::QueryError;
use crate::query::ast::{BinaryOp, ComparisonOp};
use crate::query::bind::{Expr, LabelRef, Slot};
use crate::value::{NodeId, Value};

/// The truth of a condition on one row.
type Truth = Option<bool>;

/// A condition to be tested on batches of rows.
#[derive(Debug)]
pub(super) struct Condition<'p> {
    expr: &'p Expr,
    shape: Shape<'p>,
    /// What is known of each text, where the condition asks of one text alone.
    by_text: Option<(Source, ByText<Truth>)>,
}

#[derive(Debug)]
enum Shape<'p> {
    All(Vec<Condition<'p>>),
    Any(Vec<Condition<'p>>),
    Not(Box<Condition<'p>>),
    Labels(Slot, &'p [LabelRef]),
    Compare(ComparisonOp, Formula<'p>, Operand<'p>),
    IsNull(Formula<'p>, bool),
    /// A truth value as it is stored.
    Stored(Formula<'p>),
    Other,
}

#[derive(Debug)]
enum Operand<'p> {
    /// The same for all rows.
    Fixed(&'p Expr),
    Varying(Formula<'p>),
}

impl<'p> Condition<'p> {
    pub(super) fn new(expr: &'p Expr) -> Self {
        let shape = match expr {
            Expr::And(terms) => Shape::All(terms.iter().map(Self::new).collect()),
            Expr::Or(terms) => Shape::Any(terms.iter().map(Self::new).collect()),
            Expr::Not(operand) => Shape::Not(Box::new(Self::new(operand))),
            Expr::HasLabels { base, labels } => match **base {
                Expr::Slot(slot) => Shape::Labels(slot, labels),
                _ => Shape::Other,
            },
            Expr::Compare { op, left, right } if is_fixed(right) => {
                Shape::Compare(*op, Formula::new(left), Operand::Fixed(right))
            }
            Expr::Compare { op, left, right } if is_fixed(left) => {
                Shape::Compare(mirrored(*op), Formula::new(right), Operand::Fixed(left))
            }
            Expr::Compare { op, left, right } => {
                Shape::Compare(*op, Formula::new(left), Operand::Varying(Formula::new(right)))
            }
            Expr::IsNull { operand, negated } => Shape::IsNull(Formula::new(operand), *negated),
            Expr::Property { .. } => Shape::Stored(Formula::new(expr)),
            _ => Shape::Other,
        };
        let by_text = match shape {
            Shape::All(_) | Shape::Any(_) | Shape::Labels(..) | Shape::Stored(_) => None,
            _ => Source::of(expr).map(|source| (source, ByText::default())),
        };
        Self { expr, shape, by_text }
    }

    /// Leaves those of `rows` on which the condition holds.
    pub(super) fn retain(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        rows: &mut Vec<u32>,
    ) -> Result<(), QueryError> {
        // One term after the other: what the first leaves out is not looked at again.
        if let Shape::All(terms) = &mut self.shape {
            return terms.iter_mut().try_for_each(|term| term.retain(context, batch, rows));
        }
        if rows.is_empty() {
            return Ok(());
        }
        if let Shape::Compare(op, left, Operand::Fixed(operand)) = &self.shape
            && let Some(source) = left.source()
        {
            let operand = context.eval(operand, Row { batch, index: 0 })?;
            if numbers::retain(context, (source, *op, &operand), batch, rows) {
                return Ok(());
            }
        }
        let truths = self.truths(context, batch, rows)?;
        keep_rows(rows, |at, _| truths[at] == Some(true));
        Ok(())
    }

    fn truths(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        rows: &[u32],
    ) -> Result<Vec<Truth>, QueryError> {
        if let Some((source, known)) = &mut self.by_text
            && is_text(context, *source, batch)
        {
            return by_text(context, self.expr, (*source, known), batch, rows);
        }
        match &mut self.shape {
            Shape::All(terms) => combine(terms, false, context, batch, rows),
            Shape::Any(terms) => combine(terms, true, context, batch, rows),
            Shape::Not(operand) => {
                let truths = operand.truths(context, batch, rows)?;
                Ok(truths.into_iter().map(|truth| truth.map(|truth| !truth)).collect())
            }
            Shape::Labels(slot, labels) => match batch.column(*slot) {
                Column::Nodes(ids) if !context.has_deleted.get() => {
                    Ok(labelled(context, labels, rows.iter().map(|&row| ids[row as usize])))
                }
                _ => one_by_one(context, self.expr, batch, rows),
            },
            Shape::Compare(op, left, operand) => {
                let left = left.column(context, batch, rows)?;
                match operand {
                    Operand::Fixed(operand) => {
                        let operand = context.eval(operand, Row { batch, index: 0 })?;
                        let truths = compare_fixed(*op, &left, &operand, rows.len());
                        if let Value::Quantity(_) = operand {
                            let unknown = truths.iter().enumerate().filter(|(_, truth)| truth.is_none());
                            unknown.for_each(|(row, _)| context.note_unlike(*op, &left.value(row), &operand));
                        }
                        Ok(truths)
                    }
                    Operand::Varying(right) => {
                        let right = right.column(context, batch, rows)?;
                        let truths = compare_columns(*op, &left, &right, rows.len());
                        if let (Column::Values(left), Column::Values(right)) = (&left, &right) {
                            let pairs = left.iter().zip(right).zip(&truths);
                            let unknown = pairs.filter(|(_, truth)| truth.is_none());
                            unknown.for_each(|((left, right), _)| context.note_unlike(*op, left, right));
                        }
                        Ok(truths)
                    }
                }
            }
            Shape::IsNull(operand, negated) => {
                let column = operand.column(context, batch, rows)?;
                Ok((0..rows.len()).map(|row| Some(column.is_null(row) != *negated)).collect())
            }
            Shape::Stored(formula) => match formula.column(context, batch, rows)? {
                Column::Booleans(plain) => Ok((0..rows.len()).map(|row| plain.get(row)).collect()),
                _ => one_by_one(context, self.expr, batch, rows),
            },
            Shape::Other => one_by_one(context, self.expr, batch, rows),
        }
    }
}

/// Leaves those rows of a batch on which all conditions hold.
pub(super) fn rows_that_hold(
    context: &Context<'_>,
    conditions: &mut [Condition<'_>],
    batch: &Batch,
) -> Result<Vec<u32>, QueryError> {
    let mut rows = all_rows(batch);
    for condition in conditions {
        condition.retain(context, batch, &mut rows)?;
    }
    Ok(rows)
}

/// Leaves those of `rows` that fit, asked with the place of each: without a branch for each, as any of them may fit.
pub(super) fn keep_rows(rows: &mut Vec<u32>, fits: impl Fn(usize, u32) -> bool) {
    let mut n_kept = 0;
    for at in 0..rows.len() {
        let row = rows[at];
        rows[n_kept] = row;
        n_kept += usize::from(fits(at, row));
    }
    rows.truncate(n_kept);
}

fn is_fixed(expr: &Expr) -> bool {
    matches!(expr, Expr::Constant(_) | Expr::Parameter(_))
}

/// The comparison with its sides exchanged.
fn mirrored(op: ComparisonOp) -> ComparisonOp {
    match op {
        ComparisonOp::Less => ComparisonOp::Greater,
        ComparisonOp::LessOrEqual => ComparisonOp::GreaterOrEqual,
        ComparisonOp::Greater => ComparisonOp::Less,
        ComparisonOp::GreaterOrEqual => ComparisonOp::LessOrEqual,
        ComparisonOp::Equal | ComparisonOp::NotEqual => op,
    }
}

fn one_by_one(
    context: &Context<'_>,
    expr: &Expr,
    batch: &Batch,
    rows: &[u32],
) -> Result<Vec<Truth>, QueryError> {
    rows.iter().map(|&row| context.truth(expr, Row { batch, index: row as usize })).collect()
}

/// Terms of a conjunction or a disjunction: one of truth `decisive` settles it.
fn combine(
    terms: &mut [Condition<'_>],
    decisive: bool,
    context: &Context<'_>,
    batch: &Batch,
    rows: &[u32],
) -> Result<Vec<Truth>, QueryError> {
    let mut result = vec![Some(!decisive); rows.len()];
    // Places in `rows` that no term has settled.
    let mut open: Vec<usize> = (0..rows.len()).collect();
    for term in terms {
        let asked: Vec<u32> = open.iter().map(|&at| rows[at]).collect();
        let mut truths = term.truths(context, batch, &asked)?.into_iter();
        open.retain(|&at| match truths.next().flatten() {
            Some(truth) if truth == decisive => {
                result[at] = Some(decisive);
                false
            }
            Some(_) => true,
            None => {
                result[at] = None;
                true
            }
        });
    }
    Ok(result)
}

fn labelled(context: &Context<'_>, labels: &[LabelRef], ids: impl Iterator<Item = u32>) -> Vec<Truth> {
    let view = context.view();
    let known: Option<Vec<LabelId>> = labels.iter().map(|label| context.label(*label)).collect();
    ids.map(|id| {
        (id != super::column::NULL_ID).then(|| {
            known.iter().flatten().all(|label| view.has_label(NodeId(id), *label)) && known.is_some()
        })
    })
    .collect()
}

/// A condition on one text: asked once for each text. A search for a part is made over all texts at once.
fn by_text(
    context: &Context<'_>,
    expr: &Expr,
    (source, known): (Source, &mut ByText<Truth>),
    batch: &Batch,
    rows: &[u32],
) -> Result<Vec<Truth>, QueryError> {
    let Some(Column::Texts(codes, pool)) = source.column(context, batch, rows) else {
        return one_by_one(context, expr, batch, rows);
    };
    let known = known.known(&pool);
    if let Expr::Text { op: BinaryOp::Contains, left, right, .. } = expr
        && Source::plain(left).is_some()
        && is_fixed(right)
        && known.first().is_some_and(Option::is_none)
        && rows.len() * 4 >= super::batch::BATCH_ROWS
        && let Value::String(part) = context.eval(right, Row { batch, index: 0 })?
    {
        *known = texts_with(&pool, &part);
    }
    let mut null = None;
    let mut truths = Vec::with_capacity(rows.len());
    for (&row, &code) in rows.iter().zip(&codes) {
        let entry = known.get_mut(code as usize).unwrap_or(&mut null);
        truths.push(match entry {
            Some(truth) => *truth,
            None => *entry.insert(context.truth(expr, Row { batch, index: row as usize })?),
        });
    }
    Ok(truths)
}

/// Which texts of a pool contain `part`.
fn texts_with(pool: &crate::graph::TextPool, part: &str) -> Vec<Option<Truth>> {
    let (bytes, ends) = pool.all();
    if part.is_empty() {
        return vec![Some(Some(true)); ends.len()];
    }
    let mut found = vec![Some(Some(false)); ends.len()];
    let mut at = 0;
    let mut from = 0;
    // After a hit the search goes on behind the end of its text.
    let finder = memchr::memmem::Finder::new(part);
    while let Some(hit) = bytes.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
        let hit = from + hit;
        at += ends[at..].partition_point(|end| *end <= hit);
        let Some(&end) = ends.get(at) else { break };
        if hit + part.len() <= end {
            found[at] = Some(Some(true));
            from = end;
        } else {
            from = hit + 1;
        }
    }
    found
}

fn compare_fixed(op: ComparisonOp, left: &Column, operand: &Value, n_rows: usize) -> Vec<Truth> {
    match (left, operand) {
        (Column::Integers(plain), Value::Integer(operand)) => compare_plain(op, plain, *operand),
        (Column::Floats(plain), Value::Float(operand)) => compare_floats(op, plain, *operand),
        (Column::Booleans(plain), Value::Boolean(operand)) => compare_plain(op, plain, *operand),
        (Column::Values(values), _) => values.iter().map(|value| compare(op, value, operand)).collect(),
        _ => (0..n_rows).map(|row| compare(op, &left.value(row), operand)).collect(),
    }
}

fn compare_plain<T: Copy + Default + Ord>(op: ComparisonOp, plain: &Plain<T>, operand: T) -> Vec<Truth> {
    let values = plain.values.iter();
    let mut truths: Vec<Truth> = match op {
        ComparisonOp::Equal => values.map(|value| Some(*value == operand)).collect(),
        ComparisonOp::NotEqual => values.map(|value| Some(*value != operand)).collect(),
        ComparisonOp::Less => values.map(|value| Some(*value < operand)).collect(),
        ComparisonOp::LessOrEqual => values.map(|value| Some(*value <= operand)).collect(),
        ComparisonOp::Greater => values.map(|value| Some(*value > operand)).collect(),
        ComparisonOp::GreaterOrEqual => values.map(|value| Some(*value >= operand)).collect(),
    };
    for (truth, null) in truths.iter_mut().zip(&plain.nulls) {
        if *null {
            *truth = None;
        }
    }
    truths
}

/// Floats, by IEEE 754: NaN is neither less nor greater, and differs from itself.
fn compare_floats(op: ComparisonOp, plain: &Plain<f64>, operand: f64) -> Vec<Truth> {
    let holds = |value: f64| match op {
        ComparisonOp::Equal => value == operand,
        ComparisonOp::NotEqual => value != operand,
        ComparisonOp::Less => value < operand,
        ComparisonOp::LessOrEqual => value <= operand,
        ComparisonOp::Greater => value > operand,
        ComparisonOp::GreaterOrEqual => value >= operand,
    };
    (0..plain.values.len()).map(|row| plain.get(row).map(holds)).collect()
}

fn compare_columns(op: ComparisonOp, left: &Column, right: &Column, n_rows: usize) -> Vec<Truth> {
    let holds = |order: Ordering| match op {
        ComparisonOp::Equal => order.is_eq(),
        ComparisonOp::NotEqual => order.is_ne(),
        ComparisonOp::Less => order.is_lt(),
        ComparisonOp::LessOrEqual => order.is_le(),
        ComparisonOp::Greater => order.is_gt(),
        ComparisonOp::GreaterOrEqual => order.is_ge(),
    };
    match (left, right) {
        (Column::Integers(left), Column::Integers(right)) => {
            (0..n_rows).map(|row| Some(holds(left.get(row)?.cmp(&right.get(row)?)))).collect()
        }
        (Column::Nodes(left), Column::Nodes(right)) | (Column::Rels(left), Column::Rels(right))
            if matches!(op, ComparisonOp::Equal | ComparisonOp::NotEqual) =>
        {
            let is_known = |id: u32| id != super::column::NULL_ID;
            let pairs = left.iter().zip(right);
            pairs.map(|(a, b)| (is_known(*a) && is_known(*b)).then(|| holds(a.cmp(b)))).collect()
        }
        _ => (0..n_rows).map(|row| compare(op, &left.value(row), &right.value(row))).collect(),
    }
}
