//! Procedures declared by a signature's text.

use std::sync::Arc;

use super::Error;
use crate::query::bind::{Procedure, ProcedureField, ProcedureSource};
use crate::query::{ErrorClass, QueryError};
use crate::value::Value;

/// A procedure whose rows are a table; the inputs come first in each row.
pub(super) fn table_procedure(
    signature: &str,
    columns: &[Arc<str>],
    rows: Vec<Vec<Value>>,
) -> Result<Procedure, Error> {
    let wrong = |message: String| {
        Error::from(QueryError::runtime(ErrorClass::ProcedureError, "InvalidProcedureSignature", message))
    };
    let parts = signature.split_once('(').and_then(|(name, rest)| {
        let (inputs, rest) = rest.split_once(')')?;
        let outputs =
            rest.trim().strip_prefix("::")?.trim().strip_prefix('(')?.trim_end().strip_suffix(')')?;
        Some((name.trim(), inputs, outputs))
    });
    let Some((name, inputs, outputs)) = parts else {
        return Err(wrong(format!("`{signature}` is not `name(field :: TYPE, …) :: (field :: TYPE, …)`")));
    };
    let procedure = Procedure {
        name: name.into(),
        inputs: fields(inputs),
        outputs: fields(outputs),
        source: ProcedureSource::Table(Arc::new(rows)),
    };
    let declared: Vec<&str> =
        procedure.inputs.iter().chain(&procedure.outputs).map(|field| &*field.name).collect();
    if !columns.is_empty() && declared.len() != columns.iter().filter(|column| !column.is_empty()).count() {
        return Err(wrong(format!(
            "`{name}` declares {} fields, its table has {}",
            declared.len(),
            columns.len()
        )));
    }
    Ok(procedure)
}

/// `name :: TYPE?, …`
fn fields(text: &str) -> Vec<ProcedureField> {
    text.split(',')
        .filter_map(|field| field.split_once("::"))
        .map(|(name, ty)| {
            let ty = ty.trim();
            let nullable = ty.ends_with('?');
            ProcedureField {
                name: name.trim().into(),
                type_name: ty.trim_end_matches('?').into(),
                nullable,
                optional: false,
            }
        })
        .collect()
}
