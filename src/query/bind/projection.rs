//! `WITH` and `RETURN`: items, aggregation, order, limits, and the scope that follows.

use std::collections::HashSet;
use std::sync::Arc;

use super::aggregation::{Grouping, GroupingKey, has_aggregate};
use super::scope::{Place, Scope, Variable};
use super::statement::Binder;
use super::{Expr, Projection, Slot, Type};
use crate::query::QueryError;
use crate::query::ast::{self, AccessKind, ExprKind, Literal};
use crate::source::Span;

/// One column of a projection before its expression is bound.
struct Column<'a> {
    name: Arc<str>,
    expr: Option<&'a ast::Expr>,
    /// For `*`: the variable itself.
    variable: Option<Variable>,
    span: Span,
}

impl Binder<'_> {
    pub(super) fn bind_with(&mut self, with: &ast::With) -> Result<Projection, QueryError> {
        let (mut projection, mut after, order_scope) = self.bind_projection(&with.projection)?;
        self.keep_constants(&mut projection, &mut after);
        for item in &with.projection.items {
            if item.alias.is_none() && !matches!(item.expr.kind, ExprKind::Variable(_)) {
                return Err(QueryError::syntax("NoExpressionAlias", "an expression in `WITH` needs a name")
                    .at(item.expr.span)
                    .with_hint("add `AS name`"));
            }
        }
        if let Some(filter) = &with.filter {
            self.scope = order_scope;
            projection.filter = Some(self.bind_predicate(filter)?);
        }
        self.scope = after;
        Ok(projection)
    }

    /// Hands on what a subquery sees from outside. It is the same in all rows, so it groups and tells apart nothing; only
    /// where there are aggregates without keys it is lost, for they give a row when there is none.
    fn keep_constants(&mut self, projection: &mut Projection, after: &mut Scope) {
        let has_keys = !projection.items.is_empty();
        for variable in self.constants.clone() {
            let Place::Slot(slot) = variable.place else { continue };
            if after.find(&variable.name).is_some() {
                continue;
            }
            if projection.aggregates.is_some() {
                if !has_keys {
                    continue;
                }
                self.capture(slot);
                projection.items.push((slot, Expr::Slot(slot)));
            } else if projection.distinct {
                self.capture(slot);
                projection.columns.push(slot);
            }
            after.variables.insert(0, variable);
        }
    }

    /// Binds `RETURN`; gives the headers too.
    pub(super) fn bind_return(
        &mut self,
        projection: &ast::Projection,
        span: Span,
    ) -> Result<(Projection, Vec<Arc<str>>), QueryError> {
        if projection.all && projection.items.is_empty() && self.scope.variables.is_empty() {
            return Err(QueryError::syntax(
                "NoVariablesInScope",
                "`RETURN *` needs at least one variable in scope",
            )
            .at(span));
        }
        let (projection, after, _) = self.bind_projection(projection)?;
        let names = after.variables.iter().map(|variable| variable.name.clone()).collect();
        self.scope = after;
        Ok((projection, names))
    }

    /// The projection, the scope after it, and the scope that `WHERE` sees.
    fn bind_projection(
        &mut self,
        projection: &ast::Projection,
    ) -> Result<(Projection, Scope, Scope), QueryError> {
        if let Some(columns) = projection.evidence {
            let with_evidence = self.with_evidence(projection, columns);
            return self.bind_projection(&with_evidence);
        }
        let columns = self.columns(projection)?;
        let aggregates = columns.iter().any(|column| column.expr.is_some_and(has_aggregate));
        let mut bound = Projection { distinct: projection.distinct, ..Projection::default() };
        let mut grouping = Grouping::default();
        let mut taken = HashSet::new();
        let mut types = vec![(Slot(0), Type::Any); columns.len()];
        for (column, place) in columns.iter().zip(&mut types) {
            if column.expr.is_some_and(has_aggregate) {
                continue;
            }
            *place = self.bind_column(column, &mut bound.items, &mut taken)?;
            grouping.keys.push(GroupingKey {
                text: self.text_of(column.expr.map_or(column.span, |expr| expr.span)),
                name: column.name.clone(),
                slot: place.0,
                ty: place.1.clone(),
                is_simple: column.expr.is_none_or(is_simple),
            });
            if let Some(variable) = &column.variable {
                let last = grouping.keys.len() - 1;
                grouping.keys[last].text = variable.name.to_string();
            }
        }
        if aggregates {
            for (column, place) in columns.iter().zip(&mut types) {
                if !column.expr.is_some_and(has_aggregate) {
                    continue;
                }
                self.grouping = Some(grouping);
                *place = self.bind_column(column, &mut bound.after, &mut taken)?;
                grouping = self.grouping.take().unwrap_or_default();
                if let Some(expr) = column.expr {
                    let text = self.text_of(expr.span);
                    grouping.texts.push((text, place.0));
                }
            }
            bound.aggregates = Some(std::mem::take(&mut grouping.aggregates));
            leave_kept_out(&mut bound.after);
        } else {
            leave_kept_out(&mut bound.items);
        }
        let mut after = Scope::default();
        for (column, (slot, ty)) in columns.iter().zip(types) {
            bound.columns.push(slot);
            after.push(Variable {
                name: column.name.clone(),
                place: Place::Slot(slot),
                ty,
                span: column.span,
            });
        }
        // Without grouping, what came before stays in sight of ORDER BY and WHERE, hidden by the new names.
        let mut sight = if aggregates || projection.distinct { Scope::default() } else { self.scope.clone() };
        sight.variables.extend(after.variables.iter().cloned());
        self.scope = sight.clone();
        self.bind_order(projection, grouping, aggregates, &mut bound)?;
        self.scope = Scope::default();
        bound.skip = self.bind_row_count(projection.skip.as_ref(), "SKIP")?;
        bound.limit = self.bind_row_count(projection.limit.as_ref(), "LIMIT")?;
        Ok((bound, after, sight))
    }

    fn columns<'a>(&self, projection: &'a ast::Projection) -> Result<Vec<Column<'a>>, QueryError> {
        let mut columns: Vec<Column<'a>> = Vec::new();
        if projection.all {
            columns.extend(self.scope.visible().into_iter().map(|variable| Column {
                name: variable.name.clone(),
                expr: None,
                variable: Some(variable.clone()),
                span: variable.span,
            }));
        }
        let mut names: HashSet<Arc<str>> = columns.iter().map(|column| column.name.clone()).collect();
        for item in &projection.items {
            let (name, span) = match (&item.alias, &item.expr.kind) {
                (Some(alias), _) => (alias.text.clone(), alias.span),
                (None, ExprKind::Variable(name)) => (name.clone(), item.expr.span),
                (None, _) => (item.expr.span.of(self.text).trim().into(), item.expr.span),
            };
            if !names.insert(name.clone())
                && let Some(first) = columns.iter().find(|column| column.name == name)
            {
                return Err(QueryError::syntax(
                    "ColumnNameConflict",
                    format!("two columns have the name `{name}`"),
                )
                .with_label(span, "second here")
                .with_label(first.span, "first defined here"));
            }
            columns.push(Column { name, expr: Some(&item.expr), variable: None, span });
        }
        Ok(columns)
    }

    /// The slot of a column; a plain variable keeps its own, which is `taken` once.
    fn bind_column(
        &mut self,
        column: &Column<'_>,
        items: &mut Vec<(Slot, Expr)>,
        taken: &mut HashSet<Slot>,
    ) -> Result<(Slot, Type), QueryError> {
        let (expr, ty) = match (&column.variable, column.expr) {
            (Some(variable), _) => self.read(variable),
            (None, Some(expr)) => {
                let was = std::mem::replace(&mut self.patterns_allowed, false);
                let bound = self.bind_expr(expr);
                self.patterns_allowed = was;
                bound?
            }
            (None, None) => unreachable!("a column is a variable or an expression"),
        };
        let Expr::Slot(slot) = expr else {
            let slot = self.new_slot(&column.name, ty.clone());
            items.push((slot, expr));
            return Ok((slot, ty));
        };
        if taken.insert(slot) {
            items.push((slot, expr));
        }
        Ok((slot, ty))
    }

    fn bind_order(
        &mut self,
        projection: &ast::Projection,
        mut grouping: Grouping,
        aggregates: bool,
        bound: &mut Projection,
    ) -> Result<(), QueryError> {
        grouping.is_closed = true;
        for item in &projection.order {
            let aggregated = has_aggregate(&item.expr);
            if aggregated && !aggregates {
                return Err(QueryError::syntax(
                    "InvalidAggregation",
                    "`ORDER BY` can use an aggregate only when the projection has it",
                )
                .at(item.expr.span));
            }
            let text = self.text_of(item.expr.span);
            let same = grouping
                .keys
                .iter()
                .map(|key| (&key.text, key.slot))
                .chain(grouping.texts.iter().map(|(text, slot)| (text, *slot)))
                .find(|(known, _)| **known == text);
            let key = match same {
                // A name of the projection goes before the text of an expression: it hides what was there.
                Some((_, slot)) if !matches!(item.expr.kind, ExprKind::Variable(_)) => Expr::Slot(slot),
                _ if aggregated => {
                    self.grouping = Some(std::mem::take(&mut grouping));
                    let key = self.bind_expr(&item.expr);
                    grouping = self.grouping.take().unwrap_or_default();
                    key?.0
                }
                _ => self.bind_order_key(&item.expr, &grouping, aggregates || projection.distinct)?,
            };
            bound.order.push((key, item.descending));
        }
        Ok(())
    }

    /// An order key without aggregates. After grouping, the texts of the keys stand for them.
    fn bind_order_key(
        &mut self,
        expr: &ast::Expr,
        grouping: &Grouping,
        is_closed: bool,
    ) -> Result<Expr, QueryError> {
        if !is_closed {
            return Ok(self.bind_expr(expr)?.0);
        }
        let keys = grouping.keys.iter().map(|key| GroupingKey { is_simple: true, ..key.clone() }).collect();
        let open = Grouping { keys, is_closed: true, texts: grouping.texts.clone(), ..Grouping::default() };
        let names: Vec<GroupingKey> = self
            .scope
            .visible()
            .into_iter()
            .filter_map(|variable| match variable.place {
                Place::Slot(slot) => Some(GroupingKey {
                    text: variable.name.to_string(),
                    name: variable.name.clone(),
                    slot,
                    ty: variable.ty.clone(),
                    is_simple: true,
                }),
                Place::Local(_) => None,
            })
            .collect();
        let mut open = open;
        open.keys.splice(0..0, names);
        self.grouping = Some(open);
        let bound = self.bind_expr(expr);
        self.grouping = None;
        Ok(bound?.0)
    }

    fn bind_row_count(
        &mut self,
        expr: Option<&ast::Expr>,
        clause: &str,
    ) -> Result<Option<(Expr, Span)>, QueryError> {
        let Some(expr) = expr else { return Ok(None) };
        if has_variable(expr) {
            return Err(QueryError::syntax(
                "NonConstantExpression",
                format!(
                    "`{clause}` cannot depend on a row: it needs a number, a parameter or a function of them"
                ),
            )
            .at(expr.span));
        }
        match constant_number(expr) {
            Some(number) if number < 0.0 => {
                return Err(QueryError::syntax(
                    "NegativeIntegerArgument",
                    format!("`{clause}` needs a number that is not negative"),
                )
                .at(expr.span));
            }
            _ => {}
        }
        let (bound, ty) = self.bind_expr(expr)?;
        if !ty.may_be(&Type::Integer) {
            return Err(QueryError::syntax(
                "InvalidArgumentType",
                format!("`{clause}` needs an integer, found {}", ty.name()),
            )
            .at(expr.span));
        }
        Ok(Some((bound, expr.span)))
    }
}

/// Nothing is computed for a variable that goes on as it is.
fn leave_kept_out(items: &mut Vec<(Slot, Expr)>) {
    items.retain(|(slot, expr)| !matches!(expr, Expr::Slot(same) if same == slot));
}

fn is_simple(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) | ExprKind::Literal(_) | ExprKind::Parameter(_) => true,
        ExprKind::Access(base, steps) => {
            is_simple(base) && steps.iter().all(|step| matches!(step.kind, AccessKind::Property(_)))
        }
        _ => false,
    }
}

fn constant_number(expr: &ast::Expr) -> Option<f64> {
    match &expr.kind {
        #[expect(clippy::cast_precision_loss, reason = "only the sign is asked")]
        ExprKind::Literal(Literal::Integer(number)) => Some(*number as f64),
        ExprKind::Literal(Literal::Float(number)) => Some(*number),
        ExprKind::Unary(operators, operand) if !operators.contains(&ast::UnaryOp::Not) => {
            let minuses = operators.iter().filter(|op| **op == ast::UnaryOp::Negate).count();
            constant_number(operand).map(|number| if minuses % 2 == 1 { -number } else { number })
        }
        _ => None,
    }
}

/// Whether an expression reads a variable that it does not itself introduce.
fn has_variable(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) | ExprKind::PatternPredicate(_) | ExprKind::PatternComprehension { .. } => true,
        ExprKind::Unary(_, base) => has_variable(base),
        ExprKind::Access(base, steps) => {
            let reads = |step: &ast::Access| match &step.kind {
                AccessKind::Property(_) => false,
                AccessKind::Index(index) => has_variable(index),
                AccessKind::Slice(from, to) => [from, to].into_iter().flatten().any(has_variable),
            };
            has_variable(base) || steps.iter().any(reads)
        }
        ExprKind::Tests(a, tests) => {
            has_variable(a) || tests.iter().filter_map(ast::Test::operand).any(has_variable)
        }
        ExprKind::Chain(a, rest) => has_variable(a) || rest.iter().any(|(_, b)| has_variable(b)),
        ExprKind::List(items) => items.iter().any(has_variable),
        ExprKind::Function(call) => call.arguments.iter().any(has_variable),
        _ => false,
    }
}
