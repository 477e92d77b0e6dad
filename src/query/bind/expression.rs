//! Expressions: names to slots, types as far as they are known, chains flattened.

use super::scope::{Place, Variable};
use super::statement::{Binder, type_error};
use super::{Expr, Type};
use crate::query::ast::{self, BinaryOp, ExprKind, Literal, Name, UnaryOp};
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::value::{MapValue, Value};

/// How deep expressions may be nested: deeper ones would need more stack than a thread has.
const MAX_NESTING: usize = 400;

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
        if self.nesting >= MAX_NESTING {
            return Err(QueryError::new(
                ErrorClass::SyntaxError,
                ErrorPhase::CompileTime,
                "NestingTooDeep",
                format!("expressions can be nested {MAX_NESTING} deep, this one is deeper"),
            )
            .at(expr.span));
        }
        if let Some(grouped) = self.bind_grouped(expr) {
            return grouped;
        }
        self.nesting += 1;
        let bound = self.bind_kind(expr);
        self.nesting -= 1;
        bound
    }

    fn bind_kind(&mut self, expr: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Literal(literal) => constant(literal, span),
            ExprKind::Variable(name) => self.resolve(name, span),
            ExprKind::Parameter(name) => Ok((self.parameter(name, span), Type::Any)),
            ExprKind::Property(base, key) => self.bind_property(base, key, span),
            ExprKind::Binary(op, ..) => self.bind_binary(*op, expr),
            ExprKind::Unary(op, operand) => self.bind_unary(*op, operand, span),
            ExprKind::Comparison(first, rest) => self.bind_comparison(first, rest),
            ExprKind::IsNull { expr, negated } => {
                let operand = Box::new(self.bind_expr(expr)?.0);
                Ok((Expr::IsNull { operand, negated: *negated }, Type::Boolean))
            }
            ExprKind::HasLabels(base, labels) => self.bind_has_labels(base, labels),
            ExprKind::Index(base, index) => self.bind_index(base, index, span),
            ExprKind::Slice(base, from, to) => self.bind_slice(base, from.as_deref(), to.as_deref(), span),
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
            ExprKind::Reduce { accumulator, init, variable, list, step } => {
                self.bind_reduce((accumulator, init), (variable, list), step, span)
            }
            ExprKind::PatternComprehension { path, chain, filter, map } => {
                self.bind_pattern_comprehension(path.as_ref(), chain, filter.as_deref(), map)
            }
            ExprKind::PatternPredicate(chain) => self.bind_pattern_predicate(chain),
            ExprKind::Exists(subquery) => self.bind_exists(subquery),
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

    fn bind_property(
        &mut self,
        base: &ast::Expr,
        key: &Name,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let (bound, ty) = self.bind_expr(base)?;
        match ty {
            Type::Path => return Err(invalid_type("a path has no properties", span)),
            Type::Boolean | Type::Integer | Type::Float | Type::String | Type::List(_) => {
                return Err(type_error(
                    "InvalidArgumentType",
                    format!(
                        "{} has no properties, `.{}` needs a node, a relationship or a map",
                        ty.name(),
                        key.text
                    ),
                    span,
                ));
            }
            _ => {}
        }
        let key = self.tables.names.key(&key.text, false);
        Ok((Expr::Property { base: Box::new(bound), key, span }, Type::Any))
    }

    fn bind_has_labels(&mut self, base: &ast::Expr, labels: &[Name]) -> Result<(Expr, Type), QueryError> {
        let (bound, ty) = self.bind_expr(base)?;
        if !ty.may_be(&Type::Node) && ty != Type::Relationship {
            return Err(invalid_type(
                format!("labels are tested on a node or a relationship, found {}", ty.name()),
                base.span,
            ));
        }
        let labels = labels.iter().map(|label| self.tables.names.label(&label.text, false)).collect();
        Ok((Expr::HasLabels { base: Box::new(bound), labels }, Type::Boolean))
    }

    fn bind_index(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let (base, ty) = self.bind_expr(base)?;
        let index = Box::new(self.bind_expr(index)?.0);
        let element = match ty {
            Type::List(element) => *element,
            _ => Type::Any,
        };
        Ok((Expr::Index { base: Box::new(base), index, span }, element))
    }

    fn bind_slice(
        &mut self,
        base: &ast::Expr,
        from: Option<&ast::Expr>,
        to: Option<&ast::Expr>,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let (base, ty) = self.bind_expr(base)?;
        let mut bound = |part: Option<&ast::Expr>| {
            part.map(|part| self.bind_expr(part).map(|(bound, _)| Box::new(bound))).transpose()
        };
        let (from, to) = (bound(from)?, bound(to)?);
        Ok((Expr::Slice { base: Box::new(base), from, to, span }, ty))
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

    /// Two-sided operators. A left-leaning chain is walked, not recursed: it may be thousands of terms long.
    fn bind_binary(&mut self, op: BinaryOp, expr: &ast::Expr) -> Result<(Expr, Type), QueryError> {
        let family = family(op);
        let mut rest = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary(op, left, right) = &first.kind {
            let is_part = rest.is_empty() || (family != Family::Single && !self.is_grouping_key(first.span));
            if self::family(*op) != family || !is_part {
                break;
            }
            rest.push((*op, &**right));
            first = left;
        }
        rest.reverse();
        match family {
            Family::Logic(_) => self.bind_logic(op, first, &rest),
            Family::Arithmetic(_) => self.bind_arithmetic(first, &rest, expr.span),
            Family::Single => {
                let (left, left_type) = self.bind_expr(first)?;
                let (right, right_type) = self.bind_expr(rest[0].1)?;
                let (left, right) = (Box::new(left), Box::new(right));
                let span = expr.span;
                if op == BinaryOp::In {
                    self.need(&right_type, &Type::list(Type::Any), "the right side of `IN`", rest[0].1.span)?;
                    let _ = left_type;
                    return Ok((Expr::In { item: left, list: right, span }, Type::Boolean));
                }
                Ok((Expr::Text { op, left, right, span }, Type::Boolean))
            }
        }
    }

    fn bind_logic(
        &mut self,
        op: BinaryOp,
        first: &ast::Expr,
        rest: &[(BinaryOp, &ast::Expr)],
    ) -> Result<(Expr, Type), QueryError> {
        let mut terms = Vec::with_capacity(rest.len() + 1);
        for term in std::iter::once(first).chain(rest.iter().map(|(_, term)| *term)) {
            let (bound, ty) = self.bind_expr(term)?;
            self.need(&ty, &Type::Boolean, "each side of `AND`, `OR` and `XOR`", term.span)?;
            match bound {
                Expr::And(inner) if op == BinaryOp::And => terms.extend(inner),
                bound => terms.push(bound),
            }
        }
        let bound = match op {
            BinaryOp::And => Expr::And(terms),
            BinaryOp::Or => Expr::Or(terms),
            _ => Expr::Xor(terms),
        };
        Ok((bound, Type::Boolean))
    }

    fn bind_arithmetic(
        &mut self,
        first: &ast::Expr,
        rest: &[(BinaryOp, &ast::Expr)],
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let (start, mut ty) = self.bind_expr(first)?;
        let mut chain = Vec::with_capacity(rest.len());
        let mut left_span = first.span;
        for (op, operand) in rest {
            let (bound, operand_type) = self.bind_expr(operand)?;
            for (ty, span) in [(&ty, left_span), (&operand_type, operand.span)] {
                let fits = match ty {
                    Type::Any | Type::Null | Type::Integer | Type::Float => true,
                    Type::String | Type::List(_) => *op == BinaryOp::Add,
                    // A list takes any element by `+`.
                    _ => *op == BinaryOp::Add,
                };
                if !fits {
                    return Err(invalid_type(format!("arithmetic needs numbers, found {}", ty.name()), span));
                }
            }
            ty = arithmetic_type(*op, ty, operand_type);
            left_span = left_span.join(operand.span);
            chain.push((*op, bound));
        }
        Ok((Expr::Arithmetic { first: Box::new(start), rest: chain, span }, ty))
    }

    fn bind_unary(
        &mut self,
        op: UnaryOp,
        operand: &ast::Expr,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        if let (UnaryOp::Negate, ExprKind::Literal(Literal::Integer(number))) = (op, &operand.kind) {
            let value = 0i64.checked_sub_unsigned(*number).ok_or_else(|| overflow(span))?;
            return Ok((Expr::Constant(Value::Integer(value)), Type::Integer));
        }
        let (bound, ty) = self.bind_expr(operand)?;
        if op == UnaryOp::Not {
            self.need(&ty, &Type::Boolean, "what `NOT` turns round", operand.span)?;
            return Ok((Expr::Not(Box::new(bound)), Type::Boolean));
        }
        if !matches!(ty, Type::Any | Type::Null | Type::Integer | Type::Float) {
            return Err(invalid_type(format!("a sign needs a number, found {}", ty.name()), operand.span));
        }
        match (op, bound) {
            (UnaryOp::Plus, bound) => Ok((bound, ty)),
            (_, Expr::Constant(Value::Float(number))) => {
                Ok((Expr::Constant(Value::Float(-number)), Type::Float))
            }
            (_, bound) => Ok((Expr::Negate { operand: Box::new(bound), span }, ty)),
        }
    }

    /// `a < b <= c`: each neighbouring pair holds.
    fn bind_comparison(
        &mut self,
        first: &ast::Expr,
        rest: &[(ast::ComparisonOp, ast::Expr)],
    ) -> Result<(Expr, Type), QueryError> {
        let mut left = self.bind_expr(first)?.0;
        let mut pairs = Vec::with_capacity(rest.len());
        for (op, operand) in rest {
            let right = self.bind_expr(operand)?.0;
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
        step: &ast::Expr,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let init = Box::new(self.bind_expr(init)?.0);
        let (list, element) = self.bind_source_list(list)?;
        let list = Box::new(list);
        let step = self.with_local(accumulator, Type::Any, |binder| {
            binder.with_local(variable, element, |binder| binder.bind_expr(step))
        })?;
        Ok((Expr::Reduce { init, list, step: Box::new(step.0), span }, Type::Any))
    }
}

pub(super) fn invalid_type(message: impl Into<String>, span: Span) -> QueryError {
    QueryError::syntax("InvalidArgumentType", message).at(span)
}

fn overflow(span: Span) -> QueryError {
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

/// Operators that chain with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Logic(u8),
    Arithmetic(u8),
    Single,
}

fn family(op: BinaryOp) -> Family {
    match op {
        BinaryOp::Or => Family::Logic(0),
        BinaryOp::Xor => Family::Logic(1),
        BinaryOp::And => Family::Logic(2),
        BinaryOp::Add | BinaryOp::Subtract => Family::Arithmetic(0),
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => Family::Arithmetic(1),
        BinaryOp::Power => Family::Arithmetic(2),
        BinaryOp::StartsWith
        | BinaryOp::EndsWith
        | BinaryOp::Contains
        | BinaryOp::RegexMatch
        | BinaryOp::In => Family::Single,
    }
}

fn arithmetic_type(op: BinaryOp, left: Type, right: Type) -> Type {
    match (op, left, right) {
        (BinaryOp::Power, Type::Integer | Type::Float, Type::Integer | Type::Float) => Type::Float,
        (_, Type::Integer, Type::Integer) => Type::Integer,
        (_, Type::Float, Type::Integer | Type::Float) | (_, Type::Integer, Type::Float) => Type::Float,
        (BinaryOp::Add, Type::String, Type::String) => Type::String,
        (BinaryOp::Add, Type::List(a), Type::List(b)) => Type::list(a.join(*b)),
        _ => Type::Any,
    }
}
