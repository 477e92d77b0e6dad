//! Clauses that only read and hand on: `MATCH`, `UNWIND`, `WITH`, and the way to the others.

use std::sync::Arc;

use super::scope::{LINE, Slot};
use super::statement::Binder;
use super::{BoundClause, BoundMatch, Expr, MatchPattern, SchemaAction, SchemaChange, SchemaTarget, Type};
use crate::query::QueryError;
use crate::query::ast::{self, ClauseKind};
use crate::query::function::LOAD_CSV;

impl Binder<'_> {
    pub(super) fn bind_clause(
        &mut self,
        clause: &ast::Clause,
        out: &mut Vec<BoundClause>,
    ) -> Result<(), QueryError> {
        self.tables.writes |= matches!(
            clause.kind,
            ClauseKind::Create(_)
                | ClauseKind::Merge(_)
                | ClauseKind::Set(_)
                | ClauseKind::Remove(_)
                | ClauseKind::Delete { .. }
        );
        let bound = match &clause.kind {
            ClauseKind::Match(clause) => BoundClause::Match(self.bind_match(clause)?),
            ClauseKind::Unwind { list, alias, position } => {
                self.bind_unwind(list, alias, position.as_ref())?
            }
            ClauseKind::With(with) => BoundClause::Project(Box::new(self.bind_with(with)?)),
            ClauseKind::Return(projection) => {
                BoundClause::Project(Box::new(self.bind_return(projection, clause.span)?.0))
            }
            ClauseKind::Create(pattern) => BoundClause::Create(self.bind_create(pattern)?),
            ClauseKind::Merge(merge) => BoundClause::Merge(Box::new(self.bind_merge(merge, clause.span)?)),
            ClauseKind::Set(items) => BoundClause::Set(self.bind_set(items)?),
            ClauseKind::Remove(items) => BoundClause::Set(self.bind_remove(items)?),
            ClauseKind::Delete { detach, targets } => {
                BoundClause::Delete { detach: *detach, targets: self.bind_delete(targets)? }
            }
            ClauseKind::Call(call) => BoundClause::Call(self.bind_call(call, clause.span)?),
            ClauseKind::Subquery(call) => self.bind_call_subquery(call, clause.span)?,
            ClauseKind::Finish => return Ok(()),
            ClauseKind::Schema(command) => {
                self.tables.writes = true;
                let action = self.bind_schema(&command.action);
                BoundClause::Schema(SchemaChange { action, lenient: command.lenient, span: clause.span })
            }
        };
        out.push(bound);
        Ok(())
    }

    fn bind_schema(&mut self, action: &ast::SchemaAction) -> SchemaAction {
        let names = &mut self.tables.names;
        match action {
            ast::SchemaAction::Create { name, of, keys, kind } => SchemaAction::Create {
                name: name.as_ref().map(|name| name.text.clone()),
                of: match of {
                    ast::SchemaTarget::Nodes(label) => SchemaTarget::Nodes(names.label(&label.text, true)),
                    ast::SchemaTarget::Rels(rel_type) => {
                        SchemaTarget::Rels(names.rel_type(&rel_type.text, true))
                    }
                },
                keys: keys.iter().map(|key| names.key(&key.text, true)).collect(),
                kind: kind.clone(),
            },
            ast::SchemaAction::Lookup => SchemaAction::Nothing,
            ast::SchemaAction::Drop { name, constraint } => {
                SchemaAction::Drop { name: name.text.clone(), constraint: *constraint }
            }
            ast::SchemaAction::DropOn { label, keys } => SchemaAction::DropOn {
                label: names.label(&label.text, false),
                keys: keys.iter().map(|key| names.key(&key.text, false)).collect(),
            },
        }
    }

    fn bind_match(&mut self, clause: &ast::Match) -> Result<BoundMatch, QueryError> {
        let mut pattern = self.bind_pattern(&clause.pattern, clause.repeatable)?;
        if let Some(filter) = &clause.filter {
            self.bind_filter(filter, &mut pattern)?;
        }
        Ok(BoundMatch { optional: clause.optional, pattern })
    }

    /// Adds the conjuncts of a `WHERE` to a pattern's conditions.
    pub(super) fn bind_filter(
        &mut self,
        filter: &ast::Expr,
        pattern: &mut MatchPattern,
    ) -> Result<(), QueryError> {
        match self.bind_predicate(filter)? {
            Expr::And(terms) => pattern.predicates.extend(terms),
            other => pattern.predicates.push(other),
        }
        Ok(())
    }

    fn bind_unwind(
        &mut self,
        list: &ast::Expr,
        alias: &ast::Name,
        position: Option<&ast::Position>,
    ) -> Result<BoundClause, QueryError> {
        let (bound, ty) = self.bind_plain(list)?;
        self.check_new(alias)?;
        let element = match ty {
            Type::List(element) => *element,
            _ => Type::Any,
        };
        let slot = self.declare(alias, element);
        let position = match position {
            Some(position) => {
                self.check_new(&position.name)?;
                Some((self.declare(&position.name, Type::Integer), position.first))
            }
            None => self.line_of(list, alias),
        };
        Ok(BoundClause::Unwind { list: bound, slot, position })
    }

    /// Where the number of a row goes and what the first is, when rows are those of a table: for `linenumber()` and `file()`.
    fn line_of(&mut self, list: &ast::Expr, alias: &ast::Name) -> Option<(Slot, i64)> {
        let ast::ExprKind::Function(call) = &list.kind else { return None };
        let is_table = matches!(&call.name[..], [name] if name.text.eq_ignore_ascii_case(LOAD_CSV));
        let url = call.arguments.first().filter(|_| is_table)?;
        self.scope.table = Some(Arc::new(url.clone()));
        let has_head = matches!(
            call.arguments.get(1).map(|argument| &argument.kind),
            Some(ast::ExprKind::Literal(ast::Literal::Boolean(true)))
        );
        self.scope.variables.retain(|variable| &*variable.name != LINE);
        let name = ast::Name { text: LINE.into(), span: alias.span };
        Some((self.declare(&name, Type::Integer), 1 + i64::from(has_head)))
    }

    /// Refuses a name that stands for something already.
    pub(super) fn check_new(&self, name: &ast::Name) -> Result<(), QueryError> {
        match self.scope.find(&name.text) {
            Some(first) => Err(self.already_bound(&name.text, name.span, first.span)),
            None => Ok(()),
        }
    }
}
