//! Queries in braces, and `WHEN … THEN … ELSE …` between queries.

use super::state::{Builder, Built, Pair, expect, incomplete, parts};
use crate::query::ast::{
    CallSubquery, Clause, ClauseKind, Expr, ExprKind, Projection, ProjectionItem, Query, SingleQuery,
    SubqueryScope, Union,
};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

use super::gql::{everything, with_names};

impl<'t> Builder<'t> {
    /// The parts of a query: single queries and unions, or conditional branches.
    pub(super) fn query_parts(&mut self, parts: impl Iterator<Item = Pair<'t>>) -> Built<Query> {
        let mut query: Option<Query> = None;
        for part in parts {
            match (part.as_rule(), &mut query) {
                (Rule::union, Some(query)) => query.unions.push(self.union(part)?),
                (Rule::when_branch | Rule::else_branch, _) => self.branch(part, &mut query)?,
                _ => query = Some(self.braced_query(part)?),
            }
        }
        query.ok_or_else(incomplete)
    }

    fn branch(&mut self, pair: Pair<'t>, query: &mut Option<Query>) -> Built<()> {
        let span = self.trimmed(&pair);
        let is_when = pair.as_rule() == Rule::when_branch;
        let mut parts = parts(pair);
        let condition = match is_when {
            true => Some(self.condition_of(expect(&mut parts)?)?),
            false => None,
        };
        let part = self.single_query(expect(&mut parts)?)?;
        match query {
            None => *query = Some(Query { conditions: vec![condition], ..Query::of(part) }),
            Some(query) => {
                query.unions.push(Union { all: true, query: part, span });
                query.conditions.push(condition);
            }
        }
        Ok(())
    }

    /// A `single_query`, whose braces may hold more than one.
    fn braced_query(&mut self, pair: Pair<'t>) -> Built<Query> {
        let span = self.trimmed(&pair);
        let mut inner = parts(pair.clone());
        match inner.next() {
            Some(part) if part.as_rule() == Rule::query => {
                self.deeper(1, span, |builder| builder.query(part))
            }
            _ => self.single_query(pair).map(Query::of),
        }
    }

    /// Several queries as one that calls them.
    pub(super) fn as_single(query: Query, span: Span) -> SingleQuery {
        if query.unions.is_empty() && query.conditions.is_empty() {
            return query.first;
        }
        let query = with_names(query);
        let returned = query.parts().next().and_then(|part| match part.clauses.last() {
            Some(Clause { kind: ClauseKind::Return(projection), .. }) => Some(projection),
            _ => None,
        });
        let handed_on = returned.map(|projection| match projection.all {
            true => everything(),
            false => Projection { all: false, items: names(projection), ..everything() },
        });
        let call =
            CallSubquery { optional: false, scope: Some(SubqueryScope::All), query, transactions: None };
        let mut clauses = vec![Clause { kind: ClauseKind::Subquery(call), span }];
        clauses.extend(handed_on.map(|projection| Clause { kind: ClauseKind::Return(projection), span }));
        SingleQuery { clauses, span }
    }
}

/// The columns of a projection by their names.
fn names(projection: &Projection) -> Vec<ProjectionItem> {
    let aliases = projection.items.iter().filter_map(|item| item.alias.as_ref());
    let item = |alias: &crate::query::ast::Name| ProjectionItem {
        expr: Expr { kind: ExprKind::Variable(alias.text.clone()), span: alias.span },
        alias: Some(alias.clone()),
    };
    aliases.map(item).collect()
}
