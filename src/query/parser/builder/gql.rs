//! Clauses of GQL and later Cypher that say in one word what older clauses say: they become those.

use std::sync::Arc;

use super::state::{Builder, Built, Pair, expect, has, parts, span_of};
use crate::query::ast::{
    CallSubquery, Clause, ClauseKind, Name, OnError, Position, Projection, ProjectionItem, Query,
    SingleQuery, SubqueryScope, Transactions, With,
};
use crate::query::parser::grammar::Rule;

impl<'t> Builder<'t> {
    /// `LET`, `FILTER`, `FOR`, `FOREACH`, `CALL { … }`, `FINISH`, and an order or a limit of their own.
    pub(super) fn gql_clause(&mut self, pair: Pair<'t>) -> Built<ClauseKind> {
        match pair.as_rule() {
            Rule::let_clause => {
                let items = parts(pair).map(|item| self.let_item(item)).collect::<Built<_>>()?;
                Ok(all_and(Projection { items, ..everything() }))
            }
            Rule::filter_clause => {
                let filter = Some(self.condition(pair)?);
                Ok(ClauseKind::With(With { projection: everything(), filter }))
            }
            Rule::for_clause => {
                let mut parts = parts(pair);
                let alias = self.variable(expect(&mut parts)?)?;
                let list = self.value(expect(&mut parts)?)?;
                let position = parts.next().map(|part| self.position(part)).transpose()?;
                Ok(ClauseKind::Unwind { list, alias, position })
            }
            Rule::order_clause => self.tail(pair, everything()).map(all_and),
            Rule::call_subquery => self.call_subquery(pair).map(ClauseKind::Subquery),
            Rule::foreach_clause => self.foreach(pair).map(ClauseKind::Subquery),
            _ => Ok(ClauseKind::Finish),
        }
    }

    /// `WITH ORDINALITY name`, `WITH OFFSET name`
    fn position(&mut self, pair: Pair<'t>) -> Built<Position> {
        let first = i64::from(has(&pair, Rule::ORDINALITY));
        Ok(Position { name: self.variable(expect(&mut parts(pair))?)?, first })
    }

    fn let_item(&mut self, pair: Pair<'t>) -> Built<ProjectionItem> {
        let mut parts = parts(pair);
        let alias = Some(self.variable(expect(&mut parts)?)?);
        Ok(ProjectionItem { expr: self.value(expect(&mut parts)?)?, alias })
    }

    fn call_subquery(&mut self, pair: Pair<'t>) -> Built<CallSubquery> {
        let span = span_of(&pair);
        let optional = has(&pair, Rule::OPTIONAL);
        let (mut scope, mut query, mut transactions) = (None, None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::subquery_scope => scope = Some(self.subquery_scope(part)?),
                Rule::query => query = Some(self.deeper(1, span, |builder| builder.query(part))?),
                _ => transactions = Some(self.transactions(part)?),
            }
        }
        let query = query.ok_or_else(super::state::incomplete)?;
        Ok(CallSubquery { optional, scope, query, transactions })
    }

    /// `IN TRANSACTIONS …`; how many run beside each other is left to us.
    fn transactions(&mut self, pair: Pair<'t>) -> Built<Transactions> {
        let mut transactions = Transactions { rows: None, on_error: OnError::Fail, status: None };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::batch_size => transactions.rows = Some(self.value(expect(&mut parts(part))?)?),
                Rule::on_error if has(&part, Rule::CONTINUE) => transactions.on_error = OnError::Continue,
                Rule::on_error if has(&part, Rule::BREAK) => transactions.on_error = OnError::Break,
                Rule::report_status => {
                    transactions.status = Some(self.variable(expect(&mut parts(part))?)?);
                }
                _ => {}
            }
        }
        Ok(transactions)
    }

    fn subquery_scope(&mut self, pair: Pair<'t>) -> Built<SubqueryScope> {
        if has(&pair, Rule::star) {
            return Ok(SubqueryScope::All);
        }
        parts(pair).map(|name| self.variable(name)).collect::<Built<_>>().map(SubqueryScope::Names)
    }

    /// `FOREACH (x IN list | writes)` is `CALL (*) { UNWIND list AS x writes }`.
    fn foreach(&mut self, pair: Pair<'t>) -> Built<CallSubquery> {
        let span = self.trimmed(&pair);
        let mut parts = parts(pair);
        let alias = self.variable(expect(&mut parts)?)?;
        let list = self.value(expect(&mut parts)?)?;
        let mut clauses = vec![Clause { kind: ClauseKind::Unwind { list, alias, position: None }, span }];
        for part in parts {
            clauses.push(self.deeper(1, span, |builder| builder.clause(part))?);
        }
        let query = Query::of(SingleQuery { clauses, span });
        Ok(CallSubquery { optional: false, scope: Some(SubqueryScope::All), query, transactions: None })
    }

    /// `query NEXT query`: the second begins with the rows of the first.
    pub(super) fn next(&mut self, before: Query, pair: Pair<'t>) -> Built<Query> {
        let span = span_of(&pair);
        let mut query = self.query_parts(parts(pair))?;
        let before = with_names(before);
        if !query.conditions.is_empty() {
            // The conditions look at the rows, too.
            query = Query::of(Self::as_single(query, span));
        }
        for part in query.parts_mut() {
            let scope = Some(SubqueryScope::Names(Vec::new()));
            let call = CallSubquery { optional: false, scope, query: before.clone(), transactions: None };
            part.clauses.insert(0, Clause { kind: ClauseKind::Subquery(call), span });
        }
        Ok(query)
    }
}

/// What comes before `NEXT` hands on its columns under names.
pub(super) fn with_names(mut query: Query) -> Query {
    for part in query.parts_mut() {
        if let Some(Clause { kind: ClauseKind::Return(projection), .. }) = part.clauses.last_mut() {
            for item in projection.items.iter_mut().filter(|item| item.alias.is_none()) {
                let text: Arc<str> = item.expr.to_string().into();
                item.alias = Some(Name { text, span: item.expr.span });
            }
        }
    }
    query
}

/// `*`
pub(super) fn everything() -> Projection {
    Projection {
        distinct: false,
        all: true,
        items: Vec::new(),
        order: Vec::new(),
        skip: None,
        limit: None,
        evidence: None,
    }
}

fn all_and(projection: Projection) -> ClauseKind {
    ClauseKind::With(With { projection, filter: None })
}
