//! Statements and queries.

use super::state::{Builder, Built, Pair, expect, parts};
use crate::query::ast::{Mode, Query, SingleQuery, Statement, Union};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

impl<'t> Builder<'t> {
    /// The tree of a `statement` pair.
    pub(in crate::query::parser) fn statement(&mut self, pair: Pair<'t>) -> Built<Statement> {
        let mut mode = Mode::Run;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::EXPLAIN => mode = Mode::Explain,
                Rule::PROFILE => mode = Mode::Profile,
                Rule::query => {
                    let query = self.query(part)?;
                    let end = query.unions.last().map_or(query.first.span, |union| union.query.span).end;
                    let span = Span::new(query.first.span.start, end);
                    return Ok(Statement { mode, query, span, depth: self.deepest(), folded: None });
                }
                _ => {}
            }
        }
        Err(super::state::incomplete())
    }

    /// Single queries and their unions.
    pub(super) fn query(&mut self, pair: Pair<'t>) -> Built<Query> {
        let mut parts = parts(pair);
        let first = self.single_query(expect(&mut parts)?)?;
        let mut query = Query { first, unions: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::next => query = self.next(query, part)?,
                _ => query.unions.push(self.union(part)?),
            }
        }
        Ok(query)
    }

    pub(super) fn union(&mut self, pair: Pair<'t>) -> Built<Union> {
        let (mut all, mut span) = (false, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::UNION => span = Some(self.trimmed(&part)),
                Rule::ALL => all = true,
                Rule::DISTINCT => {}
                _ => {
                    let query = self.single_query(part)?;
                    return Ok(Union { all, span: span.unwrap_or(query.span), query });
                }
            }
        }
        Err(super::state::incomplete())
    }

    pub(super) fn single_query(&mut self, pair: Pair<'t>) -> Built<SingleQuery> {
        let span = self.trimmed(&pair);
        let clauses = parts(pair).map(|part| self.clause(part)).collect::<Built<_>>()?;
        Ok(SingleQuery { clauses, span })
    }
}
