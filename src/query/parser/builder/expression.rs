//! Operators: the levels of precedence, from loosest to tightest.

use super::literal;
use super::state::{Builder, Built, Pair, expect, incomplete, name, parts, span_of};
use crate::query::QueryError;
use crate::query::ast::{Access, AccessKind, BinaryOp, ComparisonOp, Expr, ExprKind, UnaryOp};
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
                Rule::or_expression | Rule::xor_expression | Rule::and_expression => {
                    self.deeper(1, span, |builder| builder.chain_of(first, inner, place))
                }
                Rule::not_expression | Rule::unary_add_or_subtract_expression => {
                    self.deeper(1, span, |builder| builder.unary(first, inner, place))
                }
                Rule::comparison_expression => {
                    self.deeper(1, span, |builder| builder.comparison(first, inner))
                }
                Rule::string_list_null_predicate_expression => {
                    self.deeper(n_more, span, |builder| builder.predicates(first, inner))
                }
                Rule::non_arithmetic_operator_expression => {
                    self.deeper(2, span, |builder| builder.postfixes(first, inner))
                }
                _ => self.deeper(1, span, |builder| builder.chain_of(first, inner, Place::Value)),
            };
        }
    }

    /// `a op b op c`, from the left.
    fn chain_of(
        &mut self,
        first: Pair<'t>,
        rest: impl Iterator<Item = Pair<'t>>,
        place: Place,
    ) -> Built<Expr> {
        let first = Box::new(self.expression(first, place)?);
        let mut operands = Vec::new();
        let mut op = BinaryOp::Or;
        for pair in rest {
            match operator(&pair) {
                Some(found) => op = found,
                None => operands.push((op, self.expression(pair, place)?)),
            }
        }
        let end = operands.last().map_or(first.span.end, |(_, last)| last.span.end);
        let span = Span::new(first.span.start, end);
        Ok(Expr { kind: ExprKind::Chain(first, operands), span })
    }

    /// Signs or `NOT`s and what they stand before.
    fn unary(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>, place: Place) -> Built<Expr> {
        let mut chain: Vec<Pair<'t>> = std::iter::once(first).chain(rest).collect();
        let operand = chain.pop().ok_or_else(incomplete)?;
        let is_negated = chain.last().is_some_and(|sign| sign.as_str() == "-");
        let operand = match lone_integer(&operand) {
            Some(pair) if is_negated => {
                Expr { kind: ExprKind::Literal(literal::literal(&pair, true)?), span: span_of(&pair) }
            }
            _ => self.expression(operand, place)?,
        };
        let start = chain.first().map_or(operand.span.start, |pair| pair.as_span().start());
        let span = Span::new(start, operand.span.end);
        let operators = chain.into_iter().map(|pair| match pair.as_str() {
            "-" => UnaryOp::Negate,
            "+" => UnaryOp::Plus,
            _ => UnaryOp::Not,
        });
        Ok(Expr { kind: ExprKind::Unary(operators.collect(), Box::new(operand)), span })
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

    /// `a.key`, `a[i]`, `a[i..j]`, and labels behind them.
    pub(super) fn postfixes(&mut self, first: Pair<'t>, rest: impl Iterator<Item = Pair<'t>>) -> Built<Expr> {
        let base = self.atom(first, Place::Value)?;
        let (mut steps, mut labels) = (Vec::new(), Vec::new());
        for pair in rest {
            let span = span_of(&pair);
            let kind = match pair.as_rule() {
                Rule::property_lookup => AccessKind::Property(name(&expect(&mut parts(pair))?)),
                Rule::list_operator => self.list_operator(pair)?,
                _ => {
                    labels = parts(pair).map(|label| name(&label)).collect();
                    continue;
                }
            };
            steps.push(Access { kind, span });
        }
        let base = match steps.last() {
            None => base,
            Some(last) => {
                let span = Span::new(base.span.start, last.span.end);
                Expr { kind: ExprKind::Access(Box::new(base), steps), span }
            }
        };
        Ok(match labels.last() {
            None => base,
            Some(last) => {
                let span = Span::new(base.span.start, last.span.end);
                Expr { kind: ExprKind::HasLabels(Box::new(base), labels), span }
            }
        })
    }

    fn list_operator(&mut self, pair: Pair<'t>) -> Built<AccessKind> {
        let (mut before, mut after, mut is_slice) = (None, None, false);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::dots => is_slice = true,
                Rule::open_bracket | Rule::close_bracket => {}
                _ if is_slice => after = Some(self.value(part)?),
                _ => before = Some(self.value(part)?),
            }
        }
        match before {
            Some(index) if !is_slice => Ok(AccessKind::Index(index)),
            before => Ok(AccessKind::Slice(before, after)),
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

/// The operator that stands between the operands of a chain; none for an operand.
fn operator(pair: &Pair<'_>) -> Option<BinaryOp> {
    Some(match pair.as_rule() {
        Rule::OR => BinaryOp::Or,
        Rule::XOR => BinaryOp::Xor,
        Rule::AND => BinaryOp::And,
        Rule::power_operator => BinaryOp::Power,
        Rule::add_operator if pair.as_str() == "+" => BinaryOp::Add,
        Rule::add_operator => BinaryOp::Subtract,
        Rule::multiply_operator => match pair.as_str() {
            "*" => BinaryOp::Multiply,
            "/" => BinaryOp::Divide,
            _ => BinaryOp::Modulo,
        },
        _ => return None,
    })
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
