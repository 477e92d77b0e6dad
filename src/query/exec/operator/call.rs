//! Rows of procedures.

use super::operator_trait::{Input, Operator};
use crate::graph::NameTable;
use crate::query::bind::{BoundCall, ProcedureSource, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::{Context, eval_error};
use crate::query::procedure::{NativeProcedure, ProcedureContext};
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
    fn rows(&self, context: &Context<'_>, arguments: &[Value]) -> Result<Vec<Vec<Value>>, QueryError> {
        let names = |table: NameTable| {
            let view = context.view();
            let mut names = view.vocabulary().names(table).to_vec();
            names.sort_unstable();
            names.into_iter().map(|name| vec![Value::String(name)]).collect()
        };
        Ok(match &self.call.procedure.source {
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
            ProcedureSource::Native(native) => return self.native_rows(context, native, arguments),
        })
    }

    fn native_rows(
        &self,
        context: &Context<'_>,
        native: &NativeProcedure,
        arguments: &[Value],
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        let is_stopped = || context.check_interrupt().is_err();
        let found = context.with_functions(|functions| {
            (native.call)(&ProcedureContext { functions, is_stopped: &is_stopped }, arguments)
        });
        // What stopped the work says so better than the work does.
        context.check_interrupt()?;
        let rows = found.map_err(|error| eval_error(error, self.call.span))?;
        context.hold(rows.len().saturating_mul(native.outputs.len()))?;
        Ok(rows)
    }
}

impl Operator for Call<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        context.check_interrupt()?;
        let mut rows = Vec::new();
        let mut columns: Vec<(Slot, Column)> =
            self.call.yields.iter().map(|(_, slot)| (*slot, Column::Values(Vec::new()))).collect();
        for index in 0..batch.len {
            let row = Row { batch: &batch, index };
            let arguments: Result<Vec<Value>, QueryError> =
                self.call.arguments.iter().map(|argument| context.eval(argument, row)).collect();
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            if self.call.keeps_row {
                rows.push(number);
                continue;
            }
            let found = self.rows(context, &arguments?)?;
            let nulls = (self.call.optional && found.is_empty()).then(Vec::new);
            for mut outputs in found.into_iter().chain(nulls) {
                rows.push(number);
                for ((output, _), (_, column)) in self.call.yields.iter().zip(&mut columns) {
                    column.push(outputs.get_mut(*output).map(std::mem::take).unwrap_or_default());
                }
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        for (slot, column) in columns {
            out.set(slot, column);
        }
        Ok(Some(out))
    }
}
