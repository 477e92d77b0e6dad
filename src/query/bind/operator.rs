//! Operators: logic, arithmetic, signs, `IN` and the tests of text. Chains stay flat, however long they are.

use super::expression::{invalid_type, overflow};
use super::statement::Binder;
use super::{Expr, Test, Type, quantity};
use crate::query::QueryError;
use crate::query::ast::{self, BinaryOp, ExprKind, Literal, TestKind, UnaryOp};
use crate::source::Span;
use crate::value::Value;

/// The first part of a chain, bound, with its place; and the parts that follow.
struct Chain<'e> {
    first: (Expr, Type),
    span: Span,
    rest: &'e [(BinaryOp, ast::Expr)],
}

impl Binder<'_> {
    /// Operands of one level of precedence.
    pub(super) fn bind_chain(
        &mut self,
        first: &ast::Expr,
        rest: &[(BinaryOp, ast::Expr)],
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let op = rest.first().map_or(BinaryOp::Or, |(op, _)| *op);
        let is_logic = matches!(op, BinaryOp::Or | BinaryOp::Xor | BinaryOp::And);
        let ends = rest.iter().map(|(_, operand)| operand.span.end);
        let chain = match self.grouped_parts(first.span.start, ends) {
            Some(n_parts) => {
                let span = Span::new(first.span.start, rest[n_parts - 1].1.span.end);
                Chain { first: self.bind_grouping_key(span)?, span, rest: &rest[n_parts..] }
            }
            None => Chain { first: self.bind_expr(first)?, span: first.span, rest },
        };
        if chain.rest.is_empty() {
            return Ok(chain.first);
        }
        if is_logic { self.bind_logic(op, chain) } else { self.bind_arithmetic(chain, span) }
    }

    fn bind_logic(&mut self, op: BinaryOp, chain: Chain<'_>) -> Result<(Expr, Type), QueryError> {
        let mut terms = Vec::with_capacity(chain.rest.len() + 1);
        let mut term = |binder: &Self, (bound, ty): (Expr, Type), span| {
            binder.need(&ty, &Type::Boolean, "each side of `AND`, `OR` and `XOR`", span)?;
            match bound {
                Expr::And(inner) if op == BinaryOp::And => terms.extend(inner),
                bound => terms.push(bound),
            }
            Ok::<(), QueryError>(())
        };
        term(self, chain.first, chain.span)?;
        for (_, operand) in chain.rest {
            let bound = self.bind_expr(operand)?;
            term(self, bound, operand.span)?;
        }
        let bound = match op {
            BinaryOp::And => Expr::And(terms),
            BinaryOp::Or => Expr::Or(terms),
            _ => Expr::Xor(terms),
        };
        Ok((bound, Type::Boolean))
    }

    fn bind_arithmetic(&mut self, chain: Chain<'_>, span: Span) -> Result<(Expr, Type), QueryError> {
        let (start, mut ty) = chain.first;
        let mut operands = Vec::with_capacity(chain.rest.len());
        let mut left_span = chain.span;
        for (op, operand) in chain.rest {
            let (bound, operand_type) = self.bind_expr(operand)?;
            for (ty, span) in [(&ty, left_span), (&operand_type, operand.span)] {
                // A list takes any element by `+`.
                let fits =
                    matches!(ty, Type::Any | Type::Null | Type::Integer | Type::Float | Type::Quantity(_));
                if !fits && !matches!(op, BinaryOp::Add | BinaryOp::Concatenate) {
                    return Err(invalid_type(format!("arithmetic needs numbers, found {}", ty.name()), span));
                }
            }
            ty = match quantity::arithmetic(*op, (&ty, left_span), (&operand_type, operand.span))? {
                Some(ty) => ty,
                None => arithmetic_type(*op, ty, operand_type),
            };
            left_span = left_span.join(operand.span);
            operands.push((*op, bound));
        }
        Ok((Expr::Arithmetic { first: Box::new(start), rest: operands, span }, ty))
    }

    /// `IN`, `IS NULL` and the tests of text. Only a chain's first test is an expression of its own, which passes and
    /// operators know; the others stand in a list, for a chain may be thousands of tests long.
    pub(super) fn bind_tests(
        &mut self,
        base: &ast::Expr,
        tests: &[ast::Test],
    ) -> Result<(Expr, Type), QueryError> {
        let start = base.span.start;
        let (mut bound, rest) = match self.grouped_parts(start, tests.iter().map(|test| test.span.end)) {
            Some(n_tests) => {
                let span = Span::new(start, tests[n_tests - 1].span.end);
                (self.bind_grouping_key(span)?.0, &tests[n_tests..])
            }
            None => (self.bind_expr(base)?.0, tests),
        };
        let mut further = Vec::new();
        for (at, test) in rest.iter().enumerate() {
            let kind = self.bind_test(&test.kind)?;
            if at == 0 {
                bound = kind.on(bound, test.span);
            } else {
                further.push((kind, test.span));
            }
        }
        if !further.is_empty() {
            bound = Expr::Tests { base: Box::new(bound), tests: further };
        }
        Ok((bound, Type::Boolean))
    }

    fn bind_test(&mut self, kind: &TestKind) -> Result<Test, QueryError> {
        Ok(match kind {
            TestKind::In(list) => {
                let (bound, ty) = self.bind_expr(list)?;
                self.need(&ty, &Type::list(Type::Any), "the right side of `IN`", list.span)?;
                Test::In(Box::new(bound))
            }
            TestKind::Text(op, part) => Test::Text(*op, Box::new(self.bind_expr(part)?.0)),
            TestKind::IsNull { negated } => Test::IsNull { negated: *negated },
            TestKind::IsNormalized { form, negated } => Test::IsNormalized { form, negated: *negated },
            TestKind::IsType { ty, negated } => Test::IsType { ty: ty.clone(), negated: *negated },
        })
    }

    /// Signs or `NOT`s: two of a kind that follow each other say what none says, so at most two are kept.
    pub(super) fn bind_unary(
        &mut self,
        operators: &[UnaryOp],
        operand: &ast::Expr,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let mut minuses = operators.iter().filter(|op| **op == UnaryOp::Negate).count();
        if operators.contains(&UnaryOp::Not) {
            let (mut bound, ty) = self.bind_expr(operand)?;
            self.need(&ty, &Type::Boolean, "what `NOT` turns round", operand.span)?;
            for _ in 0..at_most_two(operators.len()) {
                bound = Expr::Not(Box::new(bound));
            }
            return Ok((bound, Type::Boolean));
        }
        let (mut bound, ty) = match (operators.last(), &operand.kind) {
            // Only under a minus the least integer fits.
            (Some(UnaryOp::Negate), ExprKind::Literal(Literal::Integer(number))) => {
                minuses -= 1;
                let value = 0i64.checked_sub_unsigned(*number).ok_or_else(|| overflow(span))?;
                (Expr::Constant(Value::Integer(value)), Type::Integer)
            }
            _ => self.bind_expr(operand)?,
        };
        if !matches!(ty, Type::Any | Type::Null | Type::Integer | Type::Float | Type::Quantity(_)) {
            return Err(invalid_type(format!("a sign needs a number, found {}", ty.name()), operand.span));
        }
        for _ in 0..at_most_two(minuses) {
            bound = match bound {
                Expr::Constant(Value::Float(number)) => Expr::Constant(Value::Float(-number)),
                bound => Expr::Negate { operand: Box::new(bound), span },
            };
        }
        Ok((bound, ty))
    }
}

impl Test {
    /// The test as an expression of its own.
    fn on(self, base: Expr, span: Span) -> Expr {
        let base = Box::new(base);
        match self {
            Self::In(list) => Expr::In { item: base, list, span },
            Self::Text(op, right) => Expr::Text { op, left: base, right, span },
            Self::IsNull { negated } => Expr::IsNull { operand: base, negated },
            Self::IsType { .. } | Self::IsNormalized { .. } => {
                Expr::Tests { base, tests: vec![(self, span)] }
            }
        }
    }
}

/// So many operators that undo each other do the same as `n` of them, to the errors they make.
fn at_most_two(n: usize) -> usize {
    if n > 2 { 2 - n % 2 } else { n }
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
