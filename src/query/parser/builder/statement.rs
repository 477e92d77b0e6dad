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
        let (body, next): (Vec<_>, Vec<_>) = parts(pair).partition(|part| part.as_rule() != Rule::next);
        let mut query = self.query_parts(body.into_iter())?;
        for part in next {
            query = self.next(query, part)?;
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
        let is_braced = pair.clone().into_inner().nth(1).is_some_and(|part| part.as_rule() == Rule::query);
        if is_braced {
            let inner = expect(&mut parts(pair))?;
            return Ok(Self::as_single(self.deeper(1, span, |builder| builder.query(inner))?, span));
        }
        let clauses = parts(pair)
            .filter(|part| part.as_rule() != Rule::use_clause)
            .map(|part| self.clause(part))
            .collect::<Built<_>>()?;
        Ok(SingleQuery { clauses, span })
    }
}
