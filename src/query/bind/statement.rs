//! The binder itself, statements and unions.

use std::sync::Arc;

use super::evidence::with_named_rels;
use super::scope::{Place, Scope, Variable};
use super::{BoundClause, BoundQuery, BoundStatement, Expr, ProcedureCatalog, Slot, SlotInfo, Tables, Type};
use crate::diagnostic::nearest;
use crate::query::ast::{self, ClauseKind, Name};
use crate::query::folded::unfold;
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::value::Value;

/// Resolves a statement's names and finds its compile-time errors. `text` is what the spans point into: headers are
/// cut from it.
pub fn bind(
    text: &str,
    statement: &ast::Statement,
    procedures: &ProcedureCatalog,
) -> Result<BoundStatement, QueryError> {
    let folded = statement.folded.as_deref();
    bind_text(folded.map_or(text, |folded| &folded.text), statement, procedures)
        .map_err(|error| unfold(folded, error))
}

fn bind_text(
    text: &str,
    statement: &ast::Statement,
    procedures: &ProcedureCatalog,
) -> Result<BoundStatement, QueryError> {
    let mut binder = Binder {
        text,
        procedures,
        tables: Tables::default(),
        scope: Scope::default(),
        depth: 0,
        grouping: None,
        captures: Vec::new(),
        constants: Vec::new(),
        patterns_allowed: true,
    };
    let BoundParts { parts, columns, union_all, conditions } =
        binder.bind_query(&statement.query, QueryPlace::Top)?;
    let (mode, depth) = (statement.mode, statement.depth);
    let folded = statement.folded.clone();
    Ok(BoundStatement { mode, parts, union_all, conditions, columns, tables: binder.tables, depth, folded })
}

/// Where a query stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QueryPlace {
    /// A statement.
    Top,
    /// In `EXISTS { … }`: `RETURN` may be left out, nothing may be written.
    Subquery,
    /// In `CALL { … }`; with `is_importing` a `WITH` at the beginning says what is seen.
    Call {
        /// Whether it does.
        is_importing: bool,
    },
}

/// The parts of a query with the headers they share.
pub(super) struct BoundParts {
    pub(super) parts: Vec<BoundQuery>,
    pub(super) columns: Vec<Arc<str>>,
    pub(super) union_all: bool,
    /// What each part needs, where only the first that has it is run.
    pub(super) conditions: Vec<Option<Expr>>,
}

/// The state of binding one statement.
pub(super) struct Binder<'t> {
    pub(super) text: &'t str,
    pub(super) procedures: &'t ProcedureCatalog,
    pub(super) tables: Tables,
    pub(super) scope: Scope,
    /// Values that enclosing comprehensions hold on the stack.
    pub(super) depth: usize,
    /// Set while an expression with aggregates is bound.
    pub(super) grouping: Option<super::aggregation::Grouping>,
    /// What the subqueries being bound read from outside, innermost last.
    pub(super) captures: Vec<super::subquery::Capture>,
    /// Variables that a subquery sees from outside all along, whatever its `WITH`s hand on.
    pub(super) constants: Vec<Variable>,
    /// Whether a pattern may stand as a predicate here.
    pub(super) patterns_allowed: bool,
}

impl Binder<'_> {
    pub(super) fn bind_query(
        &mut self,
        query: &ast::Query,
        place: QueryPlace,
    ) -> Result<BoundParts, QueryError> {
        let outer = self.scope.clone();
        let all = query.unions.first().is_some_and(|union| union.all);
        let conditions = query
            .conditions
            .iter()
            .map(|condition| condition.as_ref().map(|condition| self.bind_predicate(condition)).transpose());
        let conditions: Vec<Option<Expr>> = conditions.collect::<Result<_, _>>()?;
        let (first, columns) = self.bind_single(&query.first, place)?;
        let mut parts = vec![first];
        for union in &query.unions {
            if union.all != all {
                return Err(QueryError::syntax(
                    "InvalidClauseComposition",
                    "`UNION` and `UNION ALL` cannot be mixed",
                )
                .at(union.span));
            }
            self.scope = outer.clone();
            let (mut part, names) = self.bind_single(&union.query, place)?;
            if names.len() != columns.len() || columns.iter().any(|column| !names.contains(column)) {
                return Err(different_columns(&columns, &names).at(union.query.span));
            }
            // Columns are joined by name: the order is the first part's.
            part.columns = columns
                .iter()
                .filter_map(|column| names.iter().position(|name| name == column))
                .map(|at| part.columns[at])
                .collect();
            parts.push(part);
        }
        let is_union = !query.unions.is_empty() && conditions.is_empty();
        if is_union && columns.is_empty() && place == QueryPlace::Top {
            return Err(QueryError::syntax(
                "InvalidClauseComposition",
                "each part of a `UNION` needs `RETURN`",
            )
            .at(query.first.span));
        }
        self.scope = outer;
        Ok(BoundParts { parts, columns, union_all: all, conditions })
    }

    fn bind_single(
        &mut self,
        query: &ast::SingleQuery,
        place: QueryPlace,
    ) -> Result<(BoundQuery, Vec<Arc<str>>), QueryError> {
        check_order(query, place)?;
        let query = &*with_named_rels(query);
        let imports = matches!(query.clauses.first(), Some(ast::Clause { kind: ClauseKind::With(_), .. }));
        if place == (QueryPlace::Call { is_importing: true }) && !imports {
            self.scope = Scope::default();
        }
        let standalone = query.clauses.len() == 1 && place == QueryPlace::Top;
        let first = self.tables.slots.len();
        let mut bound = BoundQuery { clauses: Vec::new(), columns: Vec::new(), slots: first..first };
        let mut columns = Vec::new();
        for clause in &query.clauses {
            match &clause.kind {
                ClauseKind::Return(projection) => {
                    let (clause, names) = self.bind_return(projection, clause.span)?;
                    bound.columns.clone_from(&clause.columns);
                    columns = names;
                    bound.clauses.push(BoundClause::Project(Box::new(clause)));
                }
                ClauseKind::Call(call) if standalone => {
                    let call = self.bind_standalone_call(call, clause.span)?;
                    bound.columns = call.yields.iter().map(|(_, slot)| *slot).collect();
                    columns = bound
                        .columns
                        .iter()
                        .map(|slot| self.tables.slots[slot.index()].name.clone())
                        .collect();
                    bound.clauses.push(BoundClause::Call(call));
                }
                _ => self.bind_clause(clause, &mut bound.clauses)?,
            }
        }
        bound.slots.end = self.tables.slots.len();
        Ok((bound, columns))
    }

    /// A fresh slot.
    pub(super) fn new_slot(&mut self, name: &str, ty: Type) -> Slot {
        self.tables.slots.push(SlotInfo { name: name.into(), ty });
        Slot(
            u32::try_from(self.tables.slots.len() - 1)
                .expect("a statement's text is shorter than 2^32 bytes"),
        )
    }

    /// Gives `name` a fresh slot in the scope.
    pub(super) fn declare(&mut self, name: &Name, ty: Type) -> Slot {
        let slot = self.new_slot(&name.text, ty.clone());
        self.scope.push(Variable { name: name.text.clone(), place: Place::Slot(slot), ty, span: name.span });
        slot
    }

    /// The variable that a name stands for.
    pub(super) fn resolve(&mut self, name: &str, span: Span) -> Result<(Expr, Type), QueryError> {
        match self.scope.find(name).cloned() {
            Some(variable) => Ok(self.read(&variable)),
            None => match float_named(name) {
                Some(value) => Ok((Expr::Constant(Value::Float(value)), Type::Float)),
                None => Err(self.undefined(name, span)),
            },
        }
    }

    /// The value of a variable in sight.
    pub(super) fn read(&mut self, variable: &Variable) -> (Expr, Type) {
        let expr = match variable.place {
            Place::Slot(slot) => {
                self.capture(slot);
                Expr::Slot(slot)
            }
            Place::Local(position) => Expr::Local(position),
        };
        (expr, variable.ty.clone())
    }

    pub(super) fn undefined(&self, name: &str, span: Span) -> QueryError {
        let error = QueryError::syntax("UndefinedVariable", format!("variable `{name}` is not defined"))
            .with_label(span, "not defined here");
        let names = self.scope.visible();
        match nearest(name, names.iter().map(|variable| &*variable.name)) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => match self.hint_for_name(name, span) {
                Some(hint) => error.with_hint(hint),
                None => error,
            },
        }
    }

    /// What a name that is no variable may have been meant for.
    fn hint_for_name(&self, name: &str, span: Span) -> Option<String> {
        if self.text.get(span.end..).is_some_and(|after| after.trim_start().starts_with('.')) {
            return None;
        }
        let visible = self.scope.visible();
        let owners = visible.iter().filter(|owner| matches!(owner.ty, Type::Node | Type::Relationship));
        let owner = match &owners.collect::<Vec<_>>()[..] {
            [owner] if name.chars().count() > 1 => Some(&owner.name),
            _ => None,
        };
        match (owner, name.is_ascii()) {
            (Some(owner), true) => Some(format!("a property stands behind what has it: `{owner}.{name}`")),
            (Some(owner), false) => Some(format!(
                "a text stands in quotes, `'{name}'`, a property behind what has it, `{owner}.{name}`"
            )),
            (None, false) => Some(format!("a text stands in quotes: `'{name}'`")),
            (None, true) => None,
        }
    }

    pub(super) fn already_bound(&self, name: &str, span: Span, first: Span) -> QueryError {
        QueryError::syntax("VariableAlreadyBound", format!("variable `{name}` is already bound"))
            .with_label(span, "bound again here")
            .with_label(first, "first defined here")
    }
}

/// The float that a name stands for where nothing else has it.
fn float_named(name: &str) -> Option<f64> {
    if name.eq_ignore_ascii_case("inf") || name.eq_ignore_ascii_case("infinity") {
        return Some(f64::INFINITY);
    }
    name.eq_ignore_ascii_case("nan").then_some(f64::NAN)
}

pub(super) fn type_error(detail: &'static str, message: impl Into<String>, span: Span) -> QueryError {
    QueryError::new(ErrorClass::TypeError, ErrorPhase::CompileTime, detail, message).at(span)
}

fn different_columns(first: &[Arc<str>], second: &[Arc<str>]) -> QueryError {
    let list =
        |names: &[Arc<str>]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    QueryError::syntax(
        "DifferentColumnsInUnion",
        format!("the parts of a union return different columns: {} and {}", list(first), list(second)),
    )
    .with_hint("give the columns the same names with `AS`")
}

/// Whether a clause does nothing but order rows.
fn is_order(clause: &ClauseKind) -> bool {
    let ClauseKind::With(ast::With { projection, filter: None }) = clause else { return false };
    projection.all && projection.items.is_empty() && !projection.order.is_empty()
}

/// Clauses must stand in an order that makes sense.
fn check_order(query: &ast::SingleQuery, place: QueryPlace) -> Result<(), QueryError> {
    let composition =
        |message: &str, span| Err(QueryError::syntax("InvalidClauseComposition", message).at(span));
    let mut wrote = false;
    let last = query.clauses.len().saturating_sub(1);
    for (at, clause) in query.clauses.iter().enumerate() {
        let writes = is_write(&clause.kind);
        if matches!(clause.kind, ClauseKind::Schema(_)) && (last > 0 || place != QueryPlace::Top) {
            return composition(
                "an index or a constraint is made or dropped by a statement of its own",
                clause.span,
            );
        }
        match &clause.kind {
            ClauseKind::Return(_) if at != last => {
                let next = &query.clauses[at + 1];
                if is_order(&next.kind) {
                    return composition("`ORDER BY` stands before `SKIP` and `LIMIT`", next.span);
                }
                return composition("`RETURN` must be the last clause", clause.span);
            }
            ClauseKind::Match(_) | ClauseKind::Unwind { .. } | ClauseKind::Call(_) if wrote => {
                return composition(
                    "`WITH` is needed between a clause that writes and one that reads",
                    clause.span,
                );
            }
            ClauseKind::With(_) => wrote = false,
            _ => wrote |= writes,
        }
        if writes && place == QueryPlace::Subquery {
            return composition("a subquery in an expression cannot write", clause.span);
        }
        if matches!(clause.kind, ClauseKind::Finish) && at != last {
            return composition("`FINISH` must be the last clause", clause.span);
        }
        if at == last && place != QueryPlace::Subquery {
            let ends_well = writes
                || matches!(
                    clause.kind,
                    ClauseKind::Return(_)
                        | ClauseKind::Call(_)
                        | ClauseKind::Subquery(_)
                        | ClauseKind::Finish
                        | ClauseKind::Schema(_)
                );
            if !ends_well {
                return composition("a query cannot end here", clause.span).map_err(|error: QueryError| {
                    error.with_hint("end it with `RETURN` or a clause that writes")
                });
            }
        }
    }
    Ok(())
}

fn is_write(clause: &ClauseKind) -> bool {
    if let ClauseKind::Subquery(call) = clause {
        let mut clauses = call.query.parts().flat_map(|part| &part.clauses);
        return clauses.any(|clause| is_write(&clause.kind));
    }
    matches!(
        clause,
        ClauseKind::Create(_)
            | ClauseKind::Merge(_)
            | ClauseKind::Set(_)
            | ClauseKind::Remove(_)
            | ClauseKind::Delete { .. }
    )
}
