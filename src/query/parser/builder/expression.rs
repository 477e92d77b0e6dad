//! Operators: the levels of precedence, from loosest to tightest.

use super::literal;
use super::state::{Builder, Built, Pair, expect, incomplete, name, parts, span_of};
use crate::query::QueryError;
use crate::query::ast::{BinaryOp, ComparisonOp, Expr, ExprKind, UnaryOp};
use crate::query::parser::grammar::Rule;
use crate::query::parser::words::is_level;
use crate::source::Span;

/// Where an expression stands: a pattern can be a condition, it cannot be a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Condition,
    Value,
}

impl<'t> Builder<'t> {
    /// A value.
    pub(super) fn value(&mut self, pair: Pair<'t>) -> Built<Expr> {
        self.expression(pair, Place::Value)
    }

    /// The same, boxed.
    pub(super) fn boxed(&mut self, pair: Pair<'t>) -> Built<Box<Expr>> {
        self.value(pair).map(Box::new)
    }

    /// The condition of a `where_clause`.
    pub(super) fn condition(&mut self, pair: Pair<'t>) -> Built<Expr> {
        self.expression(expect(&mut parts(pair))?, Place::Condition)
    }

    /// An expression from its loosest level down to the first level that has an operator.
    pub(super) fn expression(&mut self, pair: Pair<'t>, place: Place) -> Built<Expr> {
        let mut pair = pair;
        loop {
            let rule = pair.as_rule();
            if !is_level(rule) {
                return self.atom(pair, place);
            }
            let span = span_of(&pair);
            let mut inner = pair.into_inner();
            let first = inner.next().ok_or_else(incomplete)?;
            let n_more = inner.len();
            if n_more == 0 {
                pair = first;
                continue;
            }
            return match rule {
                Rule::or_expression => self.balanced(BinaryOp::Or, first, inner, place),
                Rule::xor_expression => self.balanced(BinaryOp::Xor, first, inner, place),
                Rule::and_expression => self.balanced(BinaryOp::And, first, inner, place),
                Rule::not_expression | Rule::unary_add_or_subtract_expression => {
                    self.deeper(n_more, span, |builder| builder.unary(first, inner, place))
                }
                Rule::comparison_expression => {
                    self.deeper(1, span, |builder| builder.comparison(first, inner))
                }
                Rule::string_list_null_predicate_expression => {
                    self.deeper(n_more, span, |builder| builder.predicates(first, inner))
                }
                Rule::non_arithmetic_operator_expression => {
                    self.deeper(n_more, span, |builder| builder.postfixes(first, inner))
                }
                _ => self.deeper(n_more / 2, span, |builder| builder.left_chain(first, inner)),
            };
        }
    }

    /// Operands of an operator whose grouping makes no difference, as a tree of least depth.
    fn balanced(
        &mut self,
        op: BinaryOp,
        first: Pair<'t>,
        rest: impl Iterator<Item = Pair<'t>>,
        place: Place,
    ) -> Built<Expr> {
        let span = span_of(&first);
        let mut operands = Vec::new();
        // Balanced, 2^16 operands are 16 levels: a flat allowance is close enough.
        self.deeper(8, span, |builder| {
            operands.push(builder.expression(first, place)?);
            for pair in rest.filter(|pair| is_level(pair.as_rule())) {
                operands.push(builder.expression(pair, place)?);
            }
            Ok(())
        })?;
        while operands.len() > 1 {
            let mut halved = Vec::with_capacity(operands.len().div_ceil(2));
            let mut pairs = operands.into_iter();
            while let Some(left) = pairs.next() {
                halved.push(match pairs.next() {
                    Some(right) => binary(op, left, right),
                    None => left,
                });
            }
            operands = halved;
        }
        operands.pop().ok_or_else(incomplete)
    }

    /// `a op b op c`, from the left.
    fn left_chain(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>) -> Built<Expr> {
        let mut left = self.value(first)?;
        let mut op = BinaryOp::Power;
        for pair in rest {
            match pair.as_rule() {
                Rule::add_operator | Rule::multiply_operator | Rule::power_operator => {
                    op = arithmetic(pair.as_str());
                }
                _ => left = binary(op, left, self.value(pair)?),
            }
        }
        Ok(left)
    }

    /// Signs or `NOT`s and what they stand before.
    fn unary(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>, place: Place) -> Built<Expr> {
        let mut chain: Vec<Pair<'t>> = std::iter::once(first).chain(rest).collect();
        let operand = chain.pop().ok_or_else(incomplete)?;
        let is_negated = chain.last().is_some_and(|sign| sign.as_str() == "-");
        let mut expr = match lone_integer(&operand) {
            Some(pair) if is_negated => {
                Expr { kind: ExprKind::Literal(literal::literal(&pair, true)?), span: span_of(&pair) }
            }
            _ => self.expression(operand, place)?,
        };
        for pair in chain.into_iter().rev() {
            let op = match pair.as_str() {
                "-" => UnaryOp::Negate,
                "+" => UnaryOp::Plus,
                _ => UnaryOp::Not,
            };
            let span = Span::new(pair.as_span().start(), expr.span.end);
            expr = Expr { kind: ExprKind::Unary(op, Box::new(expr)), span };
        }
        Ok(expr)
    }

    fn comparison(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>) -> Built<Expr> {
        let first = self.boxed(first)?;
        let mut pairs: Vec<(ComparisonOp, Expr)> = Vec::new();
        let mut op = ComparisonOp::Equal;
        for pair in rest {
            match pair.as_rule() {
                Rule::comparison_operator => op = comparison(pair.as_str()),
                _ => pairs.push((op, self.value(pair)?)),
            }
        }
        let end = pairs.last().map_or(first.span.end, |(_, last)| last.span.end);
        let span = Span::new(first.span.start, end);
        Ok(Expr { kind: ExprKind::Comparison(first, pairs), span })
    }

    /// `STARTS WITH`, `IN`, `IS NULL` and their kin, from the left.
    fn predicates(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>) -> Built<Expr> {
        let mut left = self.value(first)?;
        for pair in rest {
            let span = Span::new(left.span.start, pair.as_span().end());
            left = match pair.as_rule() {
                Rule::null_predicate => {
                    let negated = super::state::has(&pair, Rule::NOT);
                    Expr { kind: ExprKind::IsNull { expr: Box::new(left), negated }, span }
                }
                Rule::list_predicate => binary(BinaryOp::In, left, self.value(expect(&mut parts(pair))?)?),
                _ => {
                    let mut inner = pair.into_inner();
                    let op = match inner.next().ok_or_else(incomplete)?.as_rule() {
                        Rule::starts_with => BinaryOp::StartsWith,
                        Rule::ends_with => BinaryOp::EndsWith,
                        Rule::regex_match => BinaryOp::RegexMatch,
                        _ => BinaryOp::Contains,
                    };
                    binary(op, left, self.value(expect(&mut inner)?)?)
                }
            };
        }
        Ok(left)
    }

    /// `a.key`, `a[i]`, `a[i..j]`, `a:Label`, from the left.
    pub(super) fn postfixes(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>) -> Built<Expr> {
        let mut base = self.atom(first, Place::Value)?;
        for pair in rest {
            let mut span = Span::new(base.span.start, pair.as_span().end());
            let kind = match pair.as_rule() {
                Rule::property_lookup => {
                    let key = name(&expect(&mut parts(pair))?);
                    ExprKind::Property(Box::new(base), key)
                }
                Rule::list_operator => self.list_operator(base, pair)?,
                _ => {
                    let labels: Vec<_> = parts(pair).map(|label| name(&label)).collect();
                    span.end = labels.last().map_or(span.end, |label| label.span.end);
                    ExprKind::HasLabels(Box::new(base), labels)
                }
            };
            base = Expr { kind, span };
        }
        Ok(base)
    }

    fn list_operator(&mut self, base: Expr, pair: Pair<'t>) -> Built<ExprKind> {
        let base = Box::new(base);
        let (mut before, mut after, mut is_slice) = (None, None, false);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::dots => is_slice = true,
                Rule::open_bracket | Rule::close_bracket => {}
                _ if is_slice => after = Some(self.boxed(part)?),
                _ => before = Some(self.boxed(part)?),
            }
        }
        match before {
            Some(index) if !is_slice => Ok(ExprKind::Index(base, index)),
            before => Ok(ExprKind::Slice(base, before, after)),
        }
    }

    /// The error for a pattern where a value is wanted.
    pub(super) fn pattern_as_value(span: Span) -> QueryError {
        QueryError::syntax("UnexpectedSyntax", "a pattern is a condition, it has no value of its own")
            .with_label(span, "patterns stand in `WHERE`, in `exists(…)` and in comprehensions")
            .with_hint(
                "`[p = (a)-->(b) | p]` lists what matches, `exists((a)-->(b))` tells whether anything does",
            )
    }
}

/// The integer literal that an operand consists of, when it is nothing else.
fn lone_integer<'t>(operand: &Pair<'t>) -> Option<Pair<'t>> {
    let mut inner = operand.clone().into_inner();
    let first = inner.next()?;
    (inner.next().is_none() && first.as_rule() == Rule::integer_literal).then_some(first)
}

fn binary(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    let span = left.span.join(right.span);
    Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), span }
}

fn arithmetic(sign: &str) -> BinaryOp {
    match sign {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Modulo,
        _ => BinaryOp::Power,
    }
}

fn comparison(sign: &str) -> ComparisonOp {
    match sign {
        "<>" => ComparisonOp::NotEqual,
        "<" => ComparisonOp::Less,
        "<=" => ComparisonOp::LessOrEqual,
        ">" => ComparisonOp::Greater,
        ">=" => ComparisonOp::GreaterOrEqual,
        _ => ComparisonOp::Equal,
    }
}
