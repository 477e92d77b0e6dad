//! Clauses that read and project.

use super::atom::qualified_name;
use super::gql::everything;
use super::schema::schema;
use super::state::{Builder, Built, Pair, expect, has, name, parts};
use crate::query::ast::{
    Call, Clause, ClauseKind, EvidenceColumns, Expr, ExprKind, Match, Projection, ProjectionItem, SortItem,
    Test, TestKind, With, Yield,
};
use crate::query::parser::grammar::Rule;

impl<'t> Builder<'t> {
    /// Any clause.
    pub(super) fn clause(&mut self, pair: Pair<'t>) -> Built<Clause> {
        let span = self.trimmed(&pair);
        let kind = match pair.as_rule() {
            Rule::match_clause => self.match_clause(pair)?,
            Rule::return_clause => {
                let mut parts = parts(pair);
                let mut projection = self.projection(expect(&mut parts)?)?;
                if let Some(evidence) = parts.next() {
                    let is_all = has(&evidence, Rule::ALL);
                    projection.evidence =
                        Some(if is_all { EvidenceColumns::All } else { EvidenceColumns::First });
                    projection = self.tail(evidence, projection)?;
                }
                ClauseKind::Return(projection)
            }
            Rule::with_clause => {
                let mut parts = parts(pair);
                let projection = self.projection(expect(&mut parts)?)?;
                let filter = parts.next().map(|part| self.condition(part)).transpose()?;
                ClauseKind::With(With { projection, filter })
            }
            Rule::unwind_clause => {
                let mut parts = parts(pair);
                let list = self.value(expect(&mut parts)?)?;
                ClauseKind::Unwind { list, alias: self.variable(expect(&mut parts)?)?, position: None }
            }
            Rule::call_clause => ClauseKind::Call(self.call_clause(pair)?),
            Rule::let_clause
            | Rule::filter_clause
            | Rule::for_clause
            | Rule::order_clause
            | Rule::call_subquery
            | Rule::foreach_clause
            | Rule::finish_clause => self.gql_clause(pair)?,
            Rule::load_csv_clause => self.load_csv(pair)?,
            Rule::show_clause => self.show(pair)?,
            Rule::index_clause | Rule::constraint_clause => schema(pair)?,
            _ => self.update_clause(pair)?,
        };
        Ok(Clause { kind, span })
    }

    fn match_clause(&mut self, pair: Pair<'t>) -> Built<ClauseKind> {
        let optional = has(&pair, Rule::OPTIONAL);
        let mut parts = parts(pair).peekable();
        let mode = parts.next_if(|part| part.as_rule() == Rule::match_mode);
        let repeatable = mode.is_some_and(|mode| has(&mode, Rule::REPEATABLE));
        let pattern = self.match_pattern(expect(&mut parts)?)?;
        let filter = parts.find(|part| part.as_rule() != Rule::hint);
        let filter = filter.map(|part| self.condition(part)).transpose()?;
        Ok(ClauseKind::Match(Match { optional, repeatable, pattern, filter }))
    }

    fn projection(&mut self, pair: Pair<'t>) -> Built<Projection> {
        let (distinct, all) = (has(&pair, Rule::DISTINCT), has(&pair, Rule::star));
        self.tail(pair, Projection { distinct, all, ..everything() })
    }

    /// Items, order and limits.
    pub(super) fn tail(&mut self, pair: Pair<'t>, mut projection: Projection) -> Built<Projection> {
        for part in parts(pair) {
            match part.as_rule() {
                Rule::order_by => {
                    for item in parts(part) {
                        self.sort_items(item, &mut projection.order)?;
                    }
                }
                Rule::skip => projection.skip = Some(self.value(expect(&mut parts(part))?)?),
                Rule::limit => projection.limit = Some(self.value(expect(&mut parts(part))?)?),
                _ => projection.items.push(self.projection_item(part)?),
            }
        }
        Ok(projection)
    }

    fn projection_item(&mut self, pair: Pair<'t>) -> Built<ProjectionItem> {
        let mut parts = parts(pair);
        let expr = self.value(expect(&mut parts)?)?;
        let alias = parts.next().map(|part| self.variable(part)).transpose()?;
        Ok(ProjectionItem { expr, alias })
    }

    /// A key; with `NULLS FIRST` or `NULLS LAST` whether it is null comes before it.
    fn sort_items(&mut self, pair: Pair<'t>, order: &mut Vec<SortItem>) -> Built<()> {
        let span = self.trimmed(&pair);
        let descending = has(&pair, Rule::DESCENDING);
        let mut parts = parts(pair);
        let expr = self.value(expect(&mut parts)?)?;
        if let Some(nulls) = parts.next() {
            let test = Test { kind: TestKind::IsNull { negated: false }, span };
            let is_null = Expr { kind: ExprKind::Tests(Box::new(expr.clone()), vec![test]), span };
            order.push(SortItem { expr: is_null, descending: has(&nulls, Rule::FIRST) });
        }
        order.push(SortItem { expr, descending });
        Ok(())
    }

    fn call_clause(&mut self, pair: Pair<'t>) -> Built<Call> {
        let optional = has(&pair, Rule::OPTIONAL);
        let mut parts = parts(pair);
        let procedure = qualified_name(expect(&mut parts)?);
        let (mut arguments, mut yields) = (None, None);
        for part in parts {
            if part.as_rule() == Rule::call_arguments {
                let values = super::state::parts(part).map(|part| self.value(part));
                arguments = Some(values.collect::<Built<_>>()?);
            } else {
                yields = Some(self.yield_items(part)?);
            }
        }
        Ok(Call { optional, procedure, arguments, yields })
    }

    pub(super) fn yield_items(&mut self, pair: Pair<'t>) -> Built<Yield> {
        if has(&pair, Rule::star) {
            return Ok(Yield::All);
        }
        let (mut items, mut filter) = (Vec::new(), None);
        for part in parts(pair) {
            if part.as_rule() == Rule::where_clause {
                filter = Some(Box::new(self.condition(part)?));
            } else {
                let mut parts = parts(part);
                let field = name(&expect(&mut parts)?);
                items.push((field, parts.next().map(|part| self.variable(part)).transpose()?));
            }
        }
        Ok(Yield::Items { items, filter })
    }
}
