//! `CASE x WHEN > 3 … WHEN IS NULL … WHEN 1, 2 …`: what is asked of one value. It becomes a `CASE` of conditions on a
//! name of its own, which `reduce` gives the value: what comes after the builder knows no third form.

use super::expression::{Operator, is_test};
use super::state::{Builder, Built, Pair, expect, incomplete, parts, span_of};
use crate::query::QueryError;
use crate::query::ast::{BinaryOp, ComparisonOp, Expr, ExprKind, Literal, Name, Test, TestKind};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

/// What the value is called: a name with a blank, which nobody gives by accident.
const SUBJECT: &str = "case subject";

impl<'t> Builder<'t> {
    /// A `case_expression` in which something else than values is compared.
    pub(super) fn case_of_tests(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let span = span_of(&pair);
        let (mut subject, mut alternatives, mut default) = (None, Vec::new(), None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::case_subject => subject = Some(self.value(expect(&mut parts(part))?)?),
                Rule::case_default => default = Some(self.boxed(expect(&mut parts(part))?)?),
                _ => {
                    let mut inner: Vec<_> = parts(part).collect();
                    let then = inner.pop().ok_or_else(incomplete)?;
                    let mut tests = inner.into_iter().map(|part| self.case_test(part));
                    let first = tests.next().ok_or_else(incomplete)??;
                    let rest = tests.map(|test| Ok((BinaryOp::Or, test?))).collect::<Built<Vec<_>>>()?;
                    let span = first.span;
                    let when = match rest.is_empty() {
                        true => first,
                        false => Expr { kind: ExprKind::Chain(Box::new(first), rest), span },
                    };
                    alternatives.push((when, self.value(then)?));
                }
            }
        }
        let Some(subject) = subject else {
            return Err(QueryError::syntax("UnexpectedSyntax", "nothing is said of what is tested")
                .with_label(span, "expected `CASE value WHEN …`"));
        };
        let name = |text: &str| Name { text: text.into(), span };
        let case = ExprKind::Case { subject: None, alternatives, default };
        Ok(ExprKind::Reduce {
            accumulator: name("case result"),
            init: Box::new(Expr { kind: ExprKind::Literal(Literal::Null), span }),
            variable: name(SUBJECT),
            list: Box::new(Expr { kind: ExprKind::List(vec![subject]), span }),
            step: Box::new(Expr { kind: case, span }),
            test: None,
        })
    }

    /// One thing that is asked of the value.
    fn case_test(&mut self, pair: Pair<'t>) -> Built<Expr> {
        let span = self.trimmed(&pair);
        let subject = Box::new(Expr { kind: ExprKind::Variable(SUBJECT.into()), span });
        if pair.as_rule() != Rule::case_test {
            let value = self.value(pair)?;
            let pairs = vec![(ComparisonOp::Equal, value)];
            return Ok(Expr { kind: ExprKind::Comparison(subject, pairs), span });
        }
        let mut inner = pair.into_inner();
        let first = inner.next().ok_or_else(incomplete)?;
        let kind = match (first.as_rule(), inner.next()) {
            (Rule::test_operator, Some(operand)) => {
                let operator = Operator::written(first.as_str());
                let operand = self.value(operand)?;
                match operator {
                    Operator::Comparison(op) => ExprKind::Comparison(subject, vec![(op, operand)]),
                    Operator::In => tested(subject, TestKind::In(operand), span),
                    Operator::Text(op) => tested(subject, TestKind::Text(op, operand), span),
                    _ => return Err(incomplete()),
                }
            }
            _ => tested(subject, is_test(first)?, span),
        };
        Ok(Expr { kind, span })
    }
}

fn tested(subject: Box<Expr>, kind: TestKind, span: Span) -> ExprKind {
    ExprKind::Tests(subject, vec![Test { kind, span }])
}
