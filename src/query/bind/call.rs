//! `CALL`: the procedure, its arguments, what it yields.

use std::sync::Arc;

use super::expression::invalid_type;
use super::statement::Binder;
use super::{BoundCall, Expr, Procedure, ProcedureField, ProcedureSource, Slot, Type};
use crate::diagnostic::nearest;
use crate::query::ast::{self, Name, Yield};
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::value::Value;

/// Outputs by number with their slots, and the condition on them.
type Yielded = (Vec<(usize, Slot)>, Option<Expr>);

impl Binder<'_> {
    /// A `CALL` that is the whole statement: its outputs are the result, arguments may come from parameters.
    pub(super) fn bind_standalone_call(
        &mut self,
        call: &ast::Call,
        span: Span,
    ) -> Result<BoundCall, QueryError> {
        let procedure = self.find_procedure(call)?;
        let arguments = match &call.arguments {
            Some(arguments) => self.bind_arguments(&procedure, arguments, span)?,
            None => {
                let argument = |binder: &mut Self, input: &ProcedureField| match input.optional {
                    true => Expr::Constant(Value::Null),
                    false => binder.parameter(&input.name, span),
                };
                procedure.inputs.iter().map(|input| argument(self, input)).collect()
            }
        };
        let (yields, filter) = match &call.yields {
            None | Some(Yield::All) => {
                let all = procedure.outputs.iter().enumerate();
                let declared = all.map(|(at, output)| {
                    let name = Name { text: output.name.clone(), span };
                    (at, self.declare(&name, type_of(output)))
                });
                (declared.collect(), None)
            }
            Some(Yield::Items { items, filter }) => self.bind_yield(&procedure, items, filter.as_deref())?,
            Some(Yield::Where(filter)) => {
                let names = procedure.outputs.iter().map(|output| Name { text: output.name.clone(), span });
                let items: Vec<_> = names.map(|name| (name, None)).collect();
                self.bind_yield(&procedure, &items, Some(filter))?
            }
        };
        let keeps_row = procedure.outputs.is_empty();
        Ok(BoundCall { optional: call.optional, procedure, arguments, yields, filter, keeps_row, span })
    }

    /// A `CALL` among other clauses.
    pub(super) fn bind_call(&mut self, call: &ast::Call, span: Span) -> Result<BoundCall, QueryError> {
        let procedure = self.find_procedure(call)?;
        let arguments = match &call.arguments {
            Some(arguments) => self.bind_arguments(&procedure, arguments, span)?,
            None if procedure.n_required() == 0 => no_arguments(&procedure),
            None => {
                return Err(QueryError::syntax(
                    "InvalidArgumentPassingMode",
                    format!(
                        "`{}` takes arguments, which must be written in a query of several clauses",
                        procedure.name
                    ),
                )
                .at(span));
            }
        };
        let (yields, filter) = match &call.yields {
            None => (Vec::new(), None),
            // `SHOW` alone is written so.
            Some(Yield::Where(filter)) => {
                let names = procedure.outputs.iter().map(|output| Name { text: output.name.clone(), span });
                let items: Vec<_> = names.map(|name| (name, None)).collect();
                self.bind_yield(&procedure, &items, Some(filter))?
            }
            Some(Yield::All) => {
                return Err(QueryError::syntax(
                    "UnexpectedSyntax",
                    "`YIELD *` can stand only in a call that is a whole statement",
                )
                .at(span));
            }
            Some(Yield::Items { items, filter }) => self.bind_yield(&procedure, items, filter.as_deref())?,
        };
        let keeps_row = procedure.outputs.is_empty();
        Ok(BoundCall { optional: call.optional, procedure, arguments, yields, filter, keeps_row, span })
    }

    fn find_procedure(&mut self, call: &ast::Call) -> Result<Arc<Procedure>, QueryError> {
        let name = call.procedure.iter().map(|part| &*part.text).collect::<Vec<_>>().join(".");
        if let Some(procedure) = self.procedures.find(&name) {
            if matches!(procedure.source, ProcedureSource::Procedures) {
                let all = self.procedures.all();
                self.tables.procedures =
                    all.map(|one| (one.name.clone(), one.signature().into(), one.help())).collect();
            }
            return Ok(procedure.clone());
        }
        let span = call.procedure.iter().map(|part| part.span).reduce(Span::join).unwrap_or_default();
        let error = QueryError::new(
            ErrorClass::ProcedureError,
            ErrorPhase::CompileTime,
            "ProcedureNotFound",
            format!("there is no procedure `{name}`"),
        )
        .at(span);
        Err(match nearest(&name, self.procedures.names()) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => error,
        })
    }

    fn bind_arguments(
        &mut self,
        procedure: &Procedure,
        arguments: &[ast::Expr],
        span: Span,
    ) -> Result<Vec<Expr>, QueryError> {
        if !(procedure.n_required()..=procedure.inputs.len()).contains(&arguments.len()) {
            let expected = match (procedure.n_required(), procedure.inputs.len()) {
                (least, most) if least == most => most.to_string(),
                (least, most) => format!("{least} to {most}"),
            };
            return Err(QueryError::syntax(
                "InvalidNumberOfArguments",
                format!("`{}` takes {expected} argument(s), {} given", procedure.name, arguments.len()),
            )
            .at(span)
            .with_hint(procedure.signature()));
        }
        let mut bound = Vec::with_capacity(arguments.len());
        for (argument, input) in arguments.iter().zip(&procedure.inputs) {
            let (expr, ty) = self.bind_plain(argument)?;
            let wanted = type_of(input);
            let widens = wanted == Type::Float && ty == Type::Integer;
            let is_number = &*input.type_name == "NUMBER" && !matches!(ty, Type::Any | Type::Null);
            let fits = if is_number { matches!(ty, Type::Integer | Type::Float) } else { ty.may_be(&wanted) };
            if !fits && !widens {
                return Err(invalid_type(
                    format!("`{}` needs {}, found {}", input.name, input.type_name, ty.name()),
                    argument.span,
                ));
            }
            bound.push(expr);
        }
        bound.resize_with(procedure.inputs.len(), || Expr::Constant(Value::Null));
        Ok(bound)
    }

    fn bind_yield(
        &mut self,
        procedure: &Procedure,
        items: &[(Name, Option<Name>)],
        filter: Option<&ast::Expr>,
    ) -> Result<Yielded, QueryError> {
        let mut yields = Vec::with_capacity(items.len());
        for (field, alias) in items {
            let Some(at) = procedure.outputs.iter().position(|output| output.name == field.text) else {
                let names = procedure.outputs.iter().map(|output| &*output.name);
                let error = QueryError::syntax(
                    "UndefinedVariable",
                    format!("`{}` yields no `{}`", procedure.name, field.text),
                )
                .at(field.span);
                return Err(match nearest(&field.text, names) {
                    Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                    None => error,
                });
            };
            let name = alias.as_ref().unwrap_or(field);
            if let Some(first) = self.scope.find(&name.text) {
                return Err(self.already_bound(&name.text, name.span, first.span));
            }
            yields.push((at, self.declare(name, type_of(&procedure.outputs[at]))));
        }
        let filter = filter.map(|filter| self.bind_predicate(filter)).transpose()?;
        Ok((yields, filter))
    }
}

/// Nulls for all arguments.
fn no_arguments(procedure: &Procedure) -> Vec<Expr> {
    procedure.inputs.iter().map(|_| Expr::Constant(Value::Null)).collect()
}

fn type_of(field: &ProcedureField) -> Type {
    match &*field.type_name {
        "STRING" => Type::String,
        "INTEGER" => Type::Integer,
        "FLOAT" => Type::Float,
        "BOOLEAN" => Type::Boolean,
        "MAP" => Type::Map,
        "NODE" => Type::Node,
        "RELATIONSHIP" => Type::Relationship,
        "PATH" => Type::Path,
        "LIST" => Type::list(Type::Any),
        _ => Type::Any,
    }
}
