//! Operators: the levels of precedence, from loosest to tightest. The recogniser hands over operands and operators side by side;
//! here each operator takes the operands that bind to it.

use std::iter::Peekable;

use pest::iterators::Pairs;

use super::literal;
use super::state::{Builder, Built, Pair, expect, has, incomplete, name, parts, span_of};
use super::value_type::value_type;
use crate::query::QueryError;
use crate::query::ast::{
    Access, AccessKind, BinaryOp, ComparisonOp, Expr, ExprKind, LabelExpr, Level, Test, TestKind, UnaryOp,
    english,
};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

/// Where an expression stands: a pattern can be a condition, it cannot be a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Condition,
    Value,
}

/// What stands between operands, or behind one.
#[derive(Clone, Copy)]
pub(super) enum Operator {
    Chain(BinaryOp),
    Comparison(ComparisonOp),
    Text(BinaryOp),
    In,
    IsTest,
}

impl Operator {
    /// The operator that a pair is; none for operands and what belongs to them.
    fn of(pair: &Pair<'_>) -> Option<Self> {
        match pair.as_rule() {
            Rule::operator => Some(Self::written(pair.as_str())),
            Rule::is_predicate => Some(Self::IsTest),
            _ => None,
        }
    }

    /// The operator at the start of a text that the recogniser took for one.
    pub(super) fn written(text: &str) -> Self {
        match text.as_bytes() {
            [b'=', b'~', ..] => Self::Text(BinaryOp::RegexMatch),
            [b'=', ..] => Self::Comparison(ComparisonOp::Equal),
            [b'!', ..] => Self::Comparison(ComparisonOp::NotEqual),
            [b'|', ..] => Self::Chain(BinaryOp::Concatenate),
            [b'<', b'>', ..] => Self::Comparison(ComparisonOp::NotEqual),
            [b'<', b'=', ..] => Self::Comparison(ComparisonOp::LessOrEqual),
            [b'<', ..] => Self::Comparison(ComparisonOp::Less),
            [b'>', b'=', ..] => Self::Comparison(ComparisonOp::GreaterOrEqual),
            [b'>', ..] => Self::Comparison(ComparisonOp::Greater),
            [b'+', ..] => Self::Chain(BinaryOp::Add),
            [b'-', ..] => Self::Chain(BinaryOp::Subtract),
            [b'*', ..] => Self::Chain(BinaryOp::Multiply),
            [b'/', ..] => Self::Chain(BinaryOp::Divide),
            [b'%', ..] => Self::Chain(BinaryOp::Modulo),
            [b'^', ..] => Self::Chain(BinaryOp::Power),
            _ => Self::worded(text),
        }
    }

    /// The operator that begins with a word, in either language.
    fn worded(text: &str) -> Self {
        let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        match english(word) {
            Some("AND") => Self::Chain(BinaryOp::And),
            Some("XOR") => Self::Chain(BinaryOp::Xor),
            Some("OR") => Self::Chain(BinaryOp::Or),
            Some("IN") => Self::In,
            Some("STARTS") => Self::Text(BinaryOp::StartsWith),
            Some("ENDS") => Self::Text(BinaryOp::EndsWith),
            _ => Self::Text(BinaryOp::Contains),
        }
    }

    fn level(self) -> Level {
        match self {
            Self::Chain(op) | Self::Text(op) => Level::of_operator(op),
            Self::Comparison(_) => Level::Comparison,
            Self::In | Self::IsTest => Level::Predicate,
        }
    }
}

/// Operands and operators of one expression, not yet taken.
type Terms<'t> = Peekable<Pairs<'t, Rule>>;

/// The operator that comes next, where one does that binds at least as tightly as `loosest`.
fn next_operator(terms: &mut Terms<'_>, loosest: Level) -> Option<Operator> {
    let operator = Operator::of(terms.peek()?)?;
    (operator.level() >= loosest).then_some(operator)
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

    /// A condition that stands alone.
    pub(super) fn condition_of(&mut self, pair: Pair<'t>) -> Built<Expr> {
        self.expression(pair, Place::Condition)
    }

    /// Any expression.
    pub(super) fn expression(&mut self, pair: Pair<'t>, place: Place) -> Built<Expr> {
        if pair.as_rule() != Rule::operators {
            return self.atom(pair, place);
        }
        let span = span_of(&pair);
        let mut terms = pair.into_inner();
        if terms.len() == 1 {
            return self.atom(terms.next().ok_or_else(incomplete)?, place);
        }
        let n_levels = n_levels(terms.clone());
        self.deeper(n_levels, span, |builder| builder.climb(&mut terms.peekable(), Level::Or, place))
    }

    /// An operand and all operators behind it that bind at least as tightly as `loosest`.
    fn climb(&mut self, terms: &mut Terms<'t>, loosest: Level, place: Place) -> Built<Expr> {
        let mut left = self.operand(terms, place)?;
        while let Some(operator) = next_operator(terms, loosest) {
            let level = operator.level();
            left = match level {
                Level::Comparison => self.comparison(left, terms)?,
                Level::Predicate => self.tests(left, terms)?,
                _ => self.chain_of(left, level, terms, place)?,
            };
        }
        Ok(left)
    }

    /// `NOT`s or signs, what they stand before, and what is looked up in it.
    fn operand(&mut self, terms: &mut Terms<'t>, place: Place) -> Built<Expr> {
        let first = terms.next().ok_or_else(incomplete)?;
        match first.as_rule() {
            Rule::NOT | Rule::sign => self.unary(first, terms, place),
            _ => {
                // A pattern is no operand of what computes a value.
                let is_value = match terms.peek() {
                    Some(next) => {
                        Operator::of(next).is_none_or(|operator| operator.level() >= Level::Comparison)
                    }
                    None => false,
                };
                let base = self.atom(first, if is_value { Place::Value } else { place })?;
                self.postfixes(base, terms)
            }
        }
    }

    /// Signs or `NOT`s of one kind and what they stand before.
    fn unary(&mut self, first: Pair<'t>, terms: &mut Terms<'t>, place: Place) -> Built<Expr> {
        let (rule, start) = (first.as_rule(), first.as_span().start());
        let mut chain = vec![unary_operator(&first)];
        while let Some(sign) = terms.next_if(|pair| pair.as_rule() == rule) {
            chain.push(unary_operator(&sign));
        }
        let operand = if rule == Rule::NOT {
            self.climb(terms, Level::Comparison, place)?
        } else if chain.last() == Some(&UnaryOp::Negate) && is_lone_integer(terms) {
            let pair = terms.next().ok_or_else(incomplete)?;
            Expr { kind: ExprKind::Literal(literal::literal(&pair, true)?), span: span_of(&pair) }
        } else {
            self.operand(terms, Place::Value)?
        };
        let span = Span::new(start, operand.span.end);
        Ok(Expr { kind: ExprKind::Unary(chain, Box::new(operand)), span })
    }

    /// `a op b op c` of one level, from the left.
    fn chain_of(&mut self, first: Expr, level: Level, terms: &mut Terms<'t>, place: Place) -> Built<Expr> {
        let mut span = first.span;
        let mut operands = Vec::new();
        while let Some(Operator::Chain(op)) = next_operator(terms, level)
            && Operator::Chain(op).level() == level
        {
            terms.next();
            let operand = self.climb(terms, level.tighter(), place)?;
            span.end = operand.span.end;
            operands.push((op, operand));
        }
        Ok(Expr { kind: ExprKind::Chain(Box::new(first), operands), span })
    }

    /// `a < b <= c`.
    fn comparison(&mut self, first: Expr, terms: &mut Terms<'t>) -> Built<Expr> {
        let mut span = first.span;
        let mut pairs = Vec::new();
        while let Some(Operator::Comparison(op)) = next_operator(terms, Level::Comparison) {
            terms.next();
            let operand = self.climb(terms, Level::Comparison.tighter(), Place::Value)?;
            span.end = operand.span.end;
            pairs.push((op, operand));
        }
        Ok(Expr { kind: ExprKind::Comparison(Box::new(first), pairs), span })
    }

    /// `STARTS WITH`, `IN`, `IS NULL` and their kin, one after the other.
    fn tests(&mut self, base: Expr, terms: &mut Terms<'t>) -> Built<Expr> {
        let level = Level::Predicate;
        let mut span = base.span;
        let mut tests = Vec::new();
        while let Some(operator) = next_operator(terms, level).filter(|operator| operator.level() == level) {
            let pair = terms.next().ok_or_else(incomplete)?;
            let kind = match operator {
                Operator::In => TestKind::In(self.climb(terms, level.tighter(), Place::Value)?),
                Operator::Text(op) => TestKind::Text(op, self.climb(terms, level.tighter(), Place::Value)?),
                _ => is_test(pair.clone())?,
            };
            span.end = match &kind {
                TestKind::In(operand) | TestKind::Text(_, operand) => operand.span.end,
                TestKind::IsNull { .. } | TestKind::IsType { .. } | TestKind::IsNormalized { .. } => {
                    self.trimmed(&pair).end
                }
            };
            tests.push(Test { kind, span });
        }
        Ok(Expr { kind: ExprKind::Tests(Box::new(base), tests), span })
    }

    /// `a.key`, `a[i]`, `a[i..j]`, and labels behind them.
    pub(super) fn postfixes(&mut self, base: Expr, terms: &mut Terms<'t>) -> Built<Expr> {
        let start = base.span.start;
        let (mut steps, mut base) = (Vec::new(), base);
        while let Some(pair) =
            terms.next_if(|pair| matches!(pair.as_rule(), Rule::property_lookup | Rule::list_operator))
        {
            let span = span_of(&pair);
            let kind = match pair.as_rule() {
                Rule::property_lookup => AccessKind::Property(name(&expect(&mut parts(pair))?)),
                _ => self.list_operator(pair)?,
            };
            steps.push(Access { kind, span });
        }
        if let Some(last) = steps.last() {
            let span = Span::new(start, last.span.end);
            base = Expr { kind: ExprKind::Access(Box::new(base), steps), span };
        }
        if let Some(pair) = terms.next_if(|pair| pair.as_rule() == Rule::label_predicate) {
            let span = Span::new(start, self.trimmed(&pair).end);
            let is_negated = has(&pair, Rule::NOT);
            let kind = match self.label_expression(pair)? {
                labels if is_negated => {
                    ExprKind::HasLabelExpr(Box::new(base), LabelExpr::Not(Box::new(labels)))
                }
                LabelExpr::Name(name) => ExprKind::HasLabels(Box::new(base), vec![name]),
                LabelExpr::And(parts) if parts.iter().all(|part| matches!(part, LabelExpr::Name(_))) => {
                    let names = parts.into_iter().filter_map(|part| match part {
                        LabelExpr::Name(name) => Some(name),
                        _ => None,
                    });
                    ExprKind::HasLabels(Box::new(base), names.collect())
                }
                other => ExprKind::HasLabelExpr(Box::new(base), other),
            };
            base = Expr { kind, span };
        }
        Ok(base)
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

/// How deep the tree of an expression is, but for what stands in brackets: each level of operators counts once.
fn n_levels(terms: Pairs<'_, Rule>) -> usize {
    let mut levels = 0_u32;
    for pair in terms {
        levels |= match (pair.as_rule(), Operator::of(&pair)) {
            (_, Some(operator)) => 1 << operator.level() as u32,
            (Rule::NOT, _) => 1 << Level::Not as u32,
            (Rule::sign, _) => 1 << Level::Unary as u32,
            (Rule::property_lookup | Rule::list_operator, _) => 1 << 16,
            (Rule::label_predicate, _) => 1 << 17,
            _ => 0,
        };
    }
    levels.count_ones() as usize
}

/// Whether the operand that comes next is an integer literal and nothing else.
fn is_lone_integer(terms: &Terms<'_>) -> bool {
    let mut ahead = terms.clone();
    let is_integer = ahead.next().is_some_and(|pair| pair.as_rule() == Rule::integer_literal);
    let has_more = |pair: Pair<'_>| {
        matches!(pair.as_rule(), Rule::property_lookup | Rule::list_operator | Rule::label_predicate)
    };
    is_integer && !ahead.next().is_some_and(has_more)
}

/// `IS NULL`, `IS :: TYPE` and their opposites.
pub(super) fn is_test(pair: Pair<'_>) -> Built<TestKind> {
    let negated = has(&pair, Rule::NOT) || pair.as_str().starts_with("非空");
    if has(&pair, Rule::NORMALIZED) {
        let form = pair.into_inner().find(|part| part.as_rule() == Rule::normal_form);
        let form = form.and_then(|form| normal_form(form.as_str().trim_end()));
        return Ok(TestKind::IsNormalized { form: form.unwrap_or("NFC"), negated });
    }
    match pair.into_inner().find(|part| part.as_rule() == Rule::value_type) {
        Some(ty) => Ok(TestKind::IsType { ty: value_type(ty)?, negated }),
        None => Ok(TestKind::IsNull { negated }),
    }
}

/// One of Unicode's normal forms, by its name in any case.
pub(super) fn normal_form(word: &str) -> Option<&'static str> {
    ["NFC", "NFD", "NFKC", "NFKD"].into_iter().find(|form| word.eq_ignore_ascii_case(form))
}

fn unary_operator(pair: &Pair<'_>) -> UnaryOp {
    match pair.as_str().as_bytes() {
        [b'-', ..] => UnaryOp::Negate,
        [b'+', ..] => UnaryOp::Plus,
        _ => UnaryOp::Not,
    }
}
