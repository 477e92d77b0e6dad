//! `RETURN … WITH EVIDENCE`: columns that tell the sentence behind each row, made of the relationships that its patterns went
//! along and of what the items name. They are items like any other, so that grouping, order and limits know them.

use std::borrow::Cow;
use std::sync::Arc;

use super::Type;
use super::aggregation::{children, has_aggregate};
use super::scope::Variable;
use super::statement::Binder;
use crate::query::ast::{
    self, Access, AccessKind, ClauseKind, EvidenceColumns, ExprKind, FunctionCall, Literal, Name,
    ProjectionItem, SingleQuery,
};
use crate::source::Span;

/// The columns, which are entries of the first place.
const COLUMNS: [&str; 4] = ["sentence", "document", "section", "line"];

/// The column that holds all places.
const ALL: &str = "evidence";

/// How the names of relationships begin that have none; no query can write it.
const NAMELESS: &str = "\u{0}rel";

/// The query with a name for every relationship that its evidence is asked of: those of its patterns behind the last
/// `WITH`. Behind `RETURN *` they would be columns.
pub(super) fn with_named_rels(query: &SingleQuery) -> Cow<'_, SingleQuery> {
    let asks = query.clauses.last().is_some_and(|clause| match &clause.kind {
        ClauseKind::Return(projection) => projection.evidence.is_some() && !projection.all,
        _ => false,
    });
    if !asks {
        return Cow::Borrowed(query);
    }
    let mut query = query.clone();
    let mut n_named = 0;
    for clause in query.clauses.iter_mut().rev() {
        let parts = match &mut clause.kind {
            ClauseKind::With(_) => break,
            ClauseKind::Match(found) => &mut found.pattern,
            _ => continue,
        };
        for (rel, _) in parts.iter_mut().flat_map(|part| &mut part.chain.steps) {
            if rel.variable.is_none() && rel.group.is_none() {
                rel.variable = Some(name(&format!("{NAMELESS}{n_named}"), rel.span));
                n_named += 1;
            }
        }
    }
    Cow::Owned(query)
}

impl Binder<'_> {
    /// The projection with the columns of its evidence. With aggregates, and where repeated rows are dropped, a row tells
    /// of everything that was brought together in it.
    pub(super) fn with_evidence(
        &self,
        projection: &ast::Projection,
        columns: EvidenceColumns,
    ) -> ast::Projection {
        let is_grouped = projection.distinct || projection.items.iter().any(|item| has_aggregate(&item.expr));
        let told = self.elements_told(projection);
        let span = told.iter().map(|element| element.span).reduce(Span::join).unwrap_or_default();
        let elements = told.into_iter().map(|element| if is_grouped { collected(element) } else { element });
        // Without anything in it the list is still grouped by, when the rest is.
        let places = call("evidence", vec![expr(ExprKind::List(elements.collect()), span)], false, span);
        let mut out = ast::Projection { evidence: None, distinct: false, ..projection.clone() };
        let taken: Vec<Arc<str>> =
            out.items.iter().filter_map(|item| Some(item.alias.as_ref()?.text.clone())).collect();
        let name = |column: &str| match taken.iter().any(|taken| **taken == *column) {
            true => format!("evidence_{column}"),
            false => column.to_owned(),
        };
        match columns {
            EvidenceColumns::All => out.items.push(item(places, &name(ALL))),
            EvidenceColumns::First => {
                out.items.extend(COLUMNS.map(|column| item(entry(&places, column), &name(column))));
            }
        }
        // What drops repeated rows groups by what it returns, which the aggregates above bring about.
        out.distinct = projection.distinct && out.items.iter().all(|item| !has_aggregate(&item.expr));
        out
    }

    /// The variables of the relationships in sight, then of the nodes and paths that the items name, each once, in order.
    fn elements_told(&self, projection: &ast::Projection) -> Vec<ast::Expr> {
        let mut out: Vec<ast::Expr> = Vec::new();
        let mut add = |variable: &Variable, span: Span| {
            let is_known = out
                .iter()
                .any(|known| matches!(&known.kind, ExprKind::Variable(name) if *name == variable.name));
            if !is_known && is_element(&variable.ty) {
                out.push(expr(ExprKind::Variable(variable.name.clone()), span));
            }
        };
        let visible = self.scope.visible();
        let rels = visible.iter().filter(|variable| projection.all || is_rel(&variable.ty));
        rels.for_each(|variable| add(variable, variable.span));
        // Children are read from the last, so the stack is turned round at each step.
        let mut stack: Vec<&ast::Expr> = projection.items.iter().rev().map(|item| &item.expr).collect();
        while let Some(next) = stack.pop() {
            let name = match &next.kind {
                ExprKind::Variable(name) => Some(name),
                ExprKind::MapProjection { base, .. } => Some(&base.text),
                _ => None,
            };
            if let Some(variable) = name.and_then(|name| self.scope.find(name)) {
                add(variable, next.span);
            }
            children(next, &mut stack);
        }
        out
    }
}

fn is_rel(ty: &Type) -> bool {
    match ty {
        Type::Relationship => true,
        Type::List(element) => is_rel(element),
        _ => false,
    }
}

fn is_element(ty: &Type) -> bool {
    match ty {
        Type::Node | Type::Relationship | Type::Path => true,
        Type::List(element) => is_element(element),
        _ => false,
    }
}

fn expr(kind: ExprKind, span: Span) -> ast::Expr {
    ast::Expr { kind, span }
}

fn name(text: &str, span: Span) -> Name {
    Name { text: text.into(), span }
}

fn call(function: &str, arguments: Vec<ast::Expr>, distinct: bool, span: Span) -> ast::Expr {
    expr(ExprKind::Function(FunctionCall { name: vec![name(function, span)], distinct, arguments }), span)
}

fn collected(element: ast::Expr) -> ast::Expr {
    let span = element.span;
    call("collect", vec![element], true, span)
}

/// An entry of the first of some places.
fn entry(places: &ast::Expr, column: &str) -> ast::Expr {
    let span = places.span;
    let first = AccessKind::Index(expr(ExprKind::Literal(Literal::Integer(0)), span));
    let steps = [first, AccessKind::Property(name(column, span))].map(|kind| Access { kind, span });
    expr(ExprKind::Access(Box::new(places.clone()), steps.into()), span)
}

fn item(value: ast::Expr, column: &str) -> ProjectionItem {
    let alias = Some(name(column, value.span));
    ProjectionItem { expr: value, alias }
}
