//! A planned statement from beginning to end: parameters, operators, rows, elements; rolled back when it fails.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustc_hash::FxHashSet;

use super::batch::Batch;
use super::context::Context;
use super::elements;
use super::limits::Limits;
use super::operator::build;
use super::profile::Profile;
use super::undo::Undo;
use crate::graph::{Change, GraphStore};
use crate::query::ast::Mode;
use crate::query::folded::unfold;
use crate::query::function::Files;
use crate::query::plan::{PartPlan, QueryPlan, SlotSet};
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::result::ResultTable;
use crate::value::{Grouped, Value};

/// What a statement takes from outside, so that a run can be repeated.
pub struct Environment<'e> {
    /// Parameters by name.
    pub parameters: &'e BTreeMap<Arc<str>, Value>,
    /// Set to stop the statement.
    pub interrupt: &'e AtomicBool,
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub now_ns: i128,
    /// State of the random number generator.
    pub random: &'e Cell<u64>,
    /// What reads the files that a statement names.
    pub files: Files,
    /// Whether `PROFILE` measures time.
    pub is_timed: bool,
    /// How much the statement may take.
    pub limits: Limits,
    /// Threads that it may use.
    pub n_threads: usize,
    /// What brings the batches of a statement that has several transactions to the disk; none where they are kept in
    /// memory alone.
    pub commit: Option<Commit<'e>>,
}

/// Commits what has been carried out in a graph and what the changes undo. False when it cannot be told before the
/// statement ends; an error says why it could not be written, and then nothing of it was.
pub type Commit<'e> = &'e dyn Fn(&dyn GraphStore, &[Change]) -> Result<bool, String>;

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The result.
    pub table: ResultTable,
    /// With `PROFILE`, what each operator gave and took.
    pub profile: Profile,
    /// What undoes the statement, from the last to the first.
    pub inverses: Vec<Change>,
    /// Why the statement ended early, where a part of it has taken effect for good.
    pub error: Option<QueryError>,
}

/// Runs a statement: it takes effect whole or not at all.
pub fn execute(
    plan: &QueryPlan,
    store: &mut dyn GraphStore,
    environment: &Environment<'_>,
) -> Result<Outcome, QueryError> {
    let unfolded = |error| unfold(plan.folded.as_deref(), error);
    let outcome = run(plan, store, environment).map_err(unfolded)?;
    Ok(Outcome { error: outcome.error.map(unfolded), ..outcome })
}

fn run(
    plan: &QueryPlan,
    store: &mut dyn GraphStore,
    environment: &Environment<'_>,
) -> Result<Outcome, QueryError> {
    let parameters = parameters(plan, environment.parameters)?;
    let mut context = Context::new(plan, store, parameters, environment);
    if plan.mode == Mode::Profile {
        context.profile = Some(Profile::new(environment.is_timed));
    }
    let rows = rows(&context).and_then(|rows| context.check_rules().map(|()| rows));
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => {
            context.roll_back()?;
            let Undo { inverses, .. } = context.undo.take();
            if inverses.is_empty() {
                return Err(error);
            }
            // Batches of rows that had their own transactions stay.
            return Ok(Outcome { error: Some(error), inverses, ..Outcome::default() });
        }
    };
    let elements = elements::gather(&context, &rows);
    let Undo { inverses, summary, .. } = context.undo.take();
    let profile = context.profile.take().unwrap_or_default();
    let table =
        ResultTable { columns: plan.columns.clone(), rows, elements, summary, notes: context.notes() };
    Ok(Outcome { table, profile, inverses, error: None })
}

/// The statement's parameters by number.
fn parameters(plan: &QueryPlan, given: &BTreeMap<Arc<str>, Value>) -> Result<Vec<Value>, QueryError> {
    plan.tables
        .parameters
        .iter()
        .map(|(name, span)| {
            given.get(name).cloned().ok_or_else(|| {
                QueryError::new(
                    ErrorClass::ParameterMissing,
                    ErrorPhase::CompileTime,
                    "MissingParameter",
                    format!("parameter `${name}` is not given"),
                )
                .at(*span)
            })
        })
        .collect()
}

fn rows(context: &Context<'_>) -> Result<Vec<Vec<Value>>, QueryError> {
    let plan = context.plan;
    let mut rows = Vec::new();
    let argument = Batch::empty(context.slots(), 1);
    let chosen = context.chosen_parts(plan.parts.len(), &plan.conditions, &argument)?;
    for part in &plan.parts[chosen] {
        run_part(context, part, &mut rows)?;
    }
    if plan.parts.len() > 1 && !plan.union_all {
        let mut seen: FxHashSet<Vec<Grouped>> = FxHashSet::default();
        rows.retain(|row: &Vec<Value>| seen.insert(row.iter().cloned().map(Grouped).collect()));
    }
    Ok(rows)
}

fn run_part(context: &Context<'_>, part: &PartPlan, rows: &mut Vec<Vec<Value>>) -> Result<(), QueryError> {
    let needed: SlotSet = part.columns.iter().copied().collect();
    context.begin_part(part);
    let argument = Batch::empty(context.slots(), 1);
    let mut operator = build(context, &part.plan, &needed, &argument);
    while let Some(batch) = operator.next(context)? {
        context.check_interrupt()?;
        if part.columns.is_empty() {
            continue;
        }
        context.hold(batch.len * part.columns.len())?;
        rows.extend(
            (0..batch.len).map(|row| part.columns.iter().map(|slot| batch.value(*slot, row)).collect()),
        );
    }
    Ok(())
}
