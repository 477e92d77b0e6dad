//! Rows of procedures.

use super::operator_trait::{Input, Operator};
use crate::graph::NameTable;
use crate::query::bind::{BoundCall, ProcedureSource, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::column::Plain;
use crate::query::exec::context::{Context, eval_error};
use crate::query::procedure::{Found, FoundColumn, NativeProcedure, ProcedureContext};
use crate::query::{QueryError, function};
use crate::value::{Value, equivalence};

/// The call.
pub(super) struct Call<'p> {
    input: Input<'p>,
    call: &'p BoundCall,
    keep: Vec<Slot>,
}

impl<'p> Call<'p> {
    pub(super) fn new(input: Input<'p>, call: &'p BoundCall, keep: Vec<Slot>) -> Self {
        Self { input, call, keep }
    }

    /// The outputs of the procedure for some arguments.
    fn found(&self, context: &Context<'_>, arguments: &[Value]) -> Result<Found, QueryError> {
        let names = |table: NameTable| -> Vec<Vec<Value>> {
            let view = context.view();
            let mut names = view.vocabulary().names(table).to_vec();
            names.sort_unstable();
            names.into_iter().map(|name| vec![Value::String(name)]).collect()
        };
        let rows: Vec<Vec<Value>> = match &self.call.procedure.source {
            ProcedureSource::Labels => names(NameTable::Label),
            ProcedureSource::RelationshipTypes => names(NameTable::Type),
            ProcedureSource::PropertyKeys => names(NameTable::Key),
            ProcedureSource::Indexes => super::shown::indexes(context),
            ProcedureSource::Constraints => super::shown::constraints(context),
            ProcedureSource::Functions => function::all()
                .map(|(name, signature)| vec![Value::from(name), Value::from(signature)])
                .collect(),
            ProcedureSource::Procedures => context
                .procedures()
                .iter()
                .map(|(name, signature, help)| {
                    vec![Value::String(name.clone()), Value::String(signature.clone()), Value::from(*help)]
                })
                .collect(),
            ProcedureSource::Components => vec![vec![
                Value::from("Tuzhi"),
                Value::list(vec![Value::from(env!("CARGO_PKG_VERSION"))]),
                Value::from("community"),
            ]],
            ProcedureSource::Table(table) => table
                .iter()
                .filter(|row| {
                    row.len() >= arguments.len() && row.iter().zip(arguments).all(|(a, b)| equivalence(a, b))
                })
                .map(|row| row[arguments.len()..].to_vec())
                .collect(),
            ProcedureSource::Native(native) => return self.found_by(context, native, arguments),
        };
        Ok(rows.into())
    }

    fn found_by(
        &self,
        context: &Context<'_>,
        native: &NativeProcedure,
        arguments: &[Value],
    ) -> Result<Found, QueryError> {
        let is_stopped = || context.check_interrupt().is_err();
        let found = context.with_functions(|functions| {
            (native.call)(&ProcedureContext { functions, is_stopped: &is_stopped }, arguments)
        });
        // What stopped the work says so better than the work does.
        context.check_interrupt()?;
        let found = found.map_err(|error| eval_error(error, self.call.span))?;
        context.hold(found.n_rows().saturating_mul(native.outputs.len()))?;
        Ok(found)
    }

    /// Appends what is yielded of what was found.
    fn add(&self, found: Found, columns: &mut [(Slot, Column)]) {
        let yields = self.call.yields.iter().map(|(output, _)| *output).zip(columns);
        match found {
            Found::Columns(found) => {
                for (output, (_, column)) in yields {
                    found.get(output).into_iter().for_each(|found| add_column(found, column));
                }
            }
            // A value may be yielded under two names.
            Found::Rows(rows) => {
                for (output, (_, column)) in yields {
                    rows.iter().for_each(|row| column.push(row.get(output).cloned().unwrap_or_default()));
                }
            }
        }
    }
}

impl Operator for Call<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        context.check_interrupt()?;
        let mut rows = Vec::new();
        let mut columns: Vec<(Slot, Column)> =
            self.call.yields.iter().map(|(_, slot)| (*slot, Column::Absent)).collect();
        for index in 0..batch.len {
            let row = Row { batch: &batch, index };
            let arguments: Result<Vec<Value>, QueryError> =
                self.call.arguments.iter().map(|argument| context.eval(argument, row)).collect();
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            if self.call.keeps_row {
                rows.push(number);
                continue;
            }
            let mut found = self.found(context, &arguments?)?;
            if self.call.optional && found.n_rows() == 0 {
                found = vec![Vec::new()].into();
            }
            rows.extend(std::iter::repeat_n(number, found.n_rows()));
            self.add(found, &mut columns);
        }
        let mut out = batch.gather(&rows, &self.keep);
        for (slot, column) in columns {
            out.set(slot, column);
        }
        Ok(Some(out))
    }
}

fn add_column(found: &FoundColumn, column: &mut Column) {
    let found = match found {
        FoundColumn::Nodes(nodes) => Column::Nodes(nodes.iter().map(|node| node.0).collect()),
        FoundColumn::Integers(numbers) => Column::Integers(Plain::new(numbers.clone())),
        FoundColumn::Floats(numbers) => Column::Floats(Plain::new(numbers.clone())),
    };
    match column {
        Column::Absent => *column = found,
        column => column.push_all(&found),
    }
}
