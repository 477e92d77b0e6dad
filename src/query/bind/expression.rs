//! Expressions: names to slots, types as far as they are known, chains flattened.

use super::scope::{Place, Variable};
use super::statement::Binder;
use super::{Expr, Type, quantity};
use crate::query::QueryError;
use crate::query::ast::{self, ExprKind, Literal, Name};
use crate::source::Span;
use crate::value::{MapValue, Value};

impl Binder<'_> {
    /// Binds a condition: it must be a boolean, as far as known.
    pub(super) fn bind_predicate(&mut self, expr: &ast::Expr) -> Result<Expr, QueryError> {
        let was = std::mem::replace(&mut self.patterns_allowed, true);
        let bound = self.bind_expr(expr);
        self.patterns_allowed = was;
        let (bound, ty) = bound?;
        self.need(&ty, &Type::Boolean, "a condition", expr.span)?;
        Ok(bound)
    }

    /// Binds an expression outside conditions, where a pattern cannot stand.
    pub(super) fn bind_plain(&mut self, expr: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        let was = std::mem::replace(&mut self.patterns_allowed, false);
        let bound = self.bind_expr(expr);
        self.patterns_allowed = was;
        bound
    }

    pub(super) fn bind_expr(&mut self, expr: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        match self.bind_grouped(expr) {
            Some(grouped) => grouped,
            None => self.bind_kind(expr),
        }
    }

    fn bind_kind(&mut self, expr: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Literal(literal) => constant(literal, span),
            ExprKind::Variable(name) => self.resolve(name, span),
            ExprKind::Parameter(name) => Ok((self.parameter(name, span), Type::Any)),
            ExprKind::Access(base, steps) => self.bind_access(base, steps),
            ExprKind::Chain(first, rest) => self.bind_chain(first, rest, span),
            ExprKind::Tests(base, tests) => self.bind_tests(base, tests),
            ExprKind::Unary(operators, operand) => self.bind_unary(operators, operand, span),
            ExprKind::Comparison(first, rest) => self.bind_comparison(first, rest),
            ExprKind::HasLabels(base, labels) => self.bind_has_labels(base, labels),
            ExprKind::HasLabelExpr(base, labels) => self.bind_label_expr(base, labels),
            ExprKind::List(items) => self.bind_list(items),
            ExprKind::Map(entries) => self.bind_map(entries),
            ExprKind::Function(call) => self.bind_function(call, span),
            ExprKind::CountStar => self.bind_aggregate("count", None, span),
            ExprKind::Case { subject, alternatives, default } => {
                self.bind_case(subject.as_deref(), alternatives, default.as_deref())
            }
            ExprKind::ListComprehension { variable, list, filter, map } => {
                self.bind_comprehension(variable, list, filter.as_deref(), map.as_deref(), span)
            }
            ExprKind::Quantifier { quantifier, variable, list, filter } => {
                let (list, element) = self.bind_source_list(list)?;
                let list = Box::new(list);
                let filter = self.with_local(variable, element, |binder| {
                    filter.as_ref().map(|filter| binder.bind_predicate(filter)).transpose()
                })?;
                let filter = filter.map(Box::new);
                Ok((Expr::Quantified { quantifier: *quantifier, list, filter, span }, Type::Boolean))
            }
            ExprKind::Reduce { accumulator, init, variable, list, step, test } => {
                self.bind_reduce((accumulator, init), (variable, list), (step, test.as_deref()), span)
            }
            ExprKind::PatternComprehension { path, chain, filter, map } => {
                self.bind_pattern_comprehension(path.as_ref(), chain, filter.as_deref(), map)
            }
            ExprKind::PatternPredicate(chain) => self.bind_pattern_predicate(chain),
            ExprKind::Subquery(used, subquery) => self.bind_subquery(*used, subquery, span),
            ExprKind::MapProjection { base, items } => self.bind_map_projection(base, items),
        }
    }

    /// The number of a parameter, as an expression.
    pub(super) fn parameter(&mut self, name: &std::sync::Arc<str>, span: Span) -> Expr {
        let known = self.tables.parameters.iter().position(|(parameter, _)| parameter == name);
        Expr::Parameter(known.unwrap_or_else(|| {
            self.tables.parameters.push((name.clone(), span));
            self.tables.parameters.len() - 1
        }))
    }

    /// Refuses a value that is known to be of another type.
    pub(super) fn need(&self, ty: &Type, wanted: &Type, what: &str, span: Span) -> Result<(), QueryError> {
        if ty.may_be(wanted) {
            return Ok(());
        }
        Err(invalid_type(format!("{what} must be {}, found {}", wanted.name(), ty.name()), span))
    }

    fn bind_list(&mut self, items: &[ast::Expr]) -> Result<(Expr, Type), QueryError> {
        let mut element = Type::Null;
        let mut bound = Vec::with_capacity(items.len());
        for item in items {
            let (expr, ty) = self.bind_expr(item)?;
            element = element.join(ty);
            bound.push(expr);
        }
        let element = if element == Type::Null { Type::Any } else { element };
        let expr = match constants(&bound) {
            Some(values) => Expr::Constant(Value::list(values)),
            None => Expr::List(bound),
        };
        Ok((expr, Type::list(element)))
    }

    fn bind_map(&mut self, entries: &[(Name, ast::Expr)]) -> Result<(Expr, Type), QueryError> {
        let mut bound = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            bound.push((key.text.clone(), self.bind_expr(value)?.0));
        }
        let values: Option<MapValue> = bound
            .iter()
            .map(|(key, expr)| match expr {
                Expr::Constant(value) => Some((key.clone(), value.clone())),
                _ => None,
            })
            .collect();
        let expr = match values {
            Some(values) => Expr::Constant(Value::map(values)),
            None => Expr::Map(bound),
        };
        Ok((expr, Type::Map))
    }

    /// `n {.key, .*, other: value, variable}`
    fn bind_map_projection(
        &mut self,
        base: &Name,
        items: &[ast::MapItem],
    ) -> Result<(Expr, Type), QueryError> {
        let variable =
            |name: &Name| ast::Expr { kind: ExprKind::Variable(name.text.clone()), span: name.span };
        let (bound, ty) = self.bind_expr(&variable(base))?;
        if ![Type::Node, Type::Relationship, Type::Map].iter().any(|wanted| ty.may_be(wanted)) {
            let message = format!("a map is made of a node, a relationship or a map, found {}", ty.name());
            return Err(invalid_type(message, base.span));
        }
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            let (key, value) = match item {
                ast::MapItem::All => continue,
                ast::MapItem::Property(key) => {
                    let name = self.tables.names.key(&key.text, false);
                    (key, Expr::Property { base: Box::new(bound.clone()), key: name, span: key.span })
                }
                ast::MapItem::Entry(key, value) => (key, self.bind_expr(value)?.0),
                ast::MapItem::Variable(name) => (name, self.bind_expr(&variable(name))?.0),
            };
            entries.push((key.text.clone(), value));
        }
        let all = items.contains(&ast::MapItem::All);
        Ok((Expr::MapProjection { base: Box::new(bound), all, entries }, Type::Map))
    }

    /// `a < b <= c`: each neighbouring pair holds.
    fn bind_comparison(
        &mut self,
        first: &ast::Expr,
        rest: &[(ast::ComparisonOp, ast::Expr)],
    ) -> Result<(Expr, Type), QueryError> {
        let (mut left, mut left_type) = self.bind_expr(first)?;
        let mut left_span = first.span;
        let mut pairs = Vec::with_capacity(rest.len());
        for (op, operand) in rest {
            let (right, right_type) = self.bind_expr(operand)?;
            quantity::check_comparison((&left_type, left_span), (&right_type, operand.span))?;
            (left_type, left_span) = (right_type, operand.span);
            let next = right.clone();
            pairs.push(Expr::Compare { op: *op, left: Box::new(left), right: Box::new(right) });
            left = next;
        }
        let bound = match pairs.len() {
            1 => pairs.swap_remove(0),
            _ => Expr::And(pairs),
        };
        Ok((bound, Type::Boolean))
    }

    fn bind_case(
        &mut self,
        subject: Option<&ast::Expr>,
        alternatives: &[(ast::Expr, ast::Expr)],
        default: Option<&ast::Expr>,
    ) -> Result<(Expr, Type), QueryError> {
        let subject =
            subject.map(|subject| self.bind_expr(subject)).transpose()?.map(|(bound, _)| Box::new(bound));
        let mut ty = Type::Null;
        let mut bound = Vec::with_capacity(alternatives.len());
        for (when, then) in alternatives {
            let when = match subject {
                Some(_) => self.bind_expr(when)?.0,
                None => self.bind_predicate(when)?,
            };
            let (then, then_type) = self.bind_expr(then)?;
            ty = ty.join(then_type);
            bound.push((when, then));
        }
        let default = match default {
            Some(default) => {
                let (default, default_type) = self.bind_expr(default)?;
                ty = ty.join(default_type);
                Some(Box::new(default))
            }
            None => None,
        };
        Ok((Expr::Case { subject, alternatives: bound, default }, ty))
    }

    /// A list to walk over, with its elements' type.
    fn bind_source_list(&mut self, list: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        let (bound, ty) = self.bind_expr(list)?;
        self.need(&ty, &Type::list(Type::Any), "what comes after `IN`", list.span)?;
        let element = match ty {
            Type::List(element) => *element,
            _ => Type::Any,
        };
        Ok((bound, element))
    }

    /// Runs `work` while `variable` stands on the stack.
    fn with_local<T>(
        &mut self,
        variable: &Name,
        ty: Type,
        work: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let place = Place::Local(self.depth);
        self.depth += 1;
        self.scope.push(Variable { name: variable.text.clone(), place, ty, span: variable.span });
        let result = work(self);
        self.scope.variables.pop();
        self.depth -= 1;
        result
    }

    fn bind_comprehension(
        &mut self,
        variable: &Name,
        list: &ast::Expr,
        filter: Option<&ast::Expr>,
        map: Option<&ast::Expr>,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let (list, element) = self.bind_source_list(list)?;
        let list = Box::new(list);
        let (filter, map, ty) = self.with_local(variable, element.clone(), |binder| {
            let filter = filter.map(|filter| binder.bind_predicate(filter)).transpose()?;
            let map = map.map(|map| binder.bind_expr(map)).transpose()?;
            let ty = map.as_ref().map_or(element, |(_, ty)| ty.clone());
            Ok((filter.map(Box::new), map.map(|(map, _)| Box::new(map)), ty))
        })?;
        Ok((Expr::Comprehension { list, filter, map, span }, Type::list(ty)))
    }

    fn bind_reduce(
        &mut self,
        (accumulator, init): (&Name, &ast::Expr),
        (variable, list): (&Name, &ast::Expr),
        (step, test): (&ast::Expr, Option<&ast::Expr>),
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let init = Box::new(self.bind_expr(init)?.0);
        let (list, element) = self.bind_source_list(list)?;
        let list = Box::new(list);
        let (step, test) = self.with_local(accumulator, Type::Any, |binder| {
            let step = binder.with_local(variable, element.clone(), |binder| binder.bind_expr(step))?;
            // The condition sees the next value and the element it was made with.
            let test =
                test.map(|test| binder.with_local(variable, element, |binder| binder.bind_predicate(test)));
            Ok((step.0, test.transpose()?))
        })?;
        let ty = if test.is_some() { Type::Boolean } else { Type::Any };
        Ok((Expr::Reduce { init, list, step: Box::new(step), test: test.map(Box::new), span }, ty))
    }
}

pub(super) fn invalid_type(message: impl Into<String>, span: Span) -> QueryError {
    QueryError::syntax("InvalidArgumentType", message).at(span)
}

pub(super) fn overflow(span: Span) -> QueryError {
    QueryError::syntax("IntegerOverflow", "the integer does not fit into 64 bits").at(span)
}

fn constant(literal: &Literal, span: Span) -> Result<(Expr, Type), QueryError> {
    let (value, ty) = match literal {
        Literal::Null => (Value::Null, Type::Null),
        Literal::Boolean(value) => (Value::Boolean(*value), Type::Boolean),
        Literal::Integer(number) => {
            (Value::Integer(i64::try_from(*number).map_err(|_| overflow(span))?), Type::Integer)
        }
        Literal::Float(number) => (Value::Float(*number), Type::Float),
        Literal::String(text) => (Value::String(text.clone()), Type::String),
        Literal::Quantity(quantity) => {
            (Value::Quantity(quantity.clone()), Type::Quantity(quantity.unit().dimension().clone()))
        }
    };
    Ok((Expr::Constant(value), ty))
}

fn constants(items: &[Expr]) -> Option<Vec<Value>> {
    items
        .iter()
        .map(|item| match item {
            Expr::Constant(value) => Some(value.clone()),
            _ => None,
        })
        .collect()
}
