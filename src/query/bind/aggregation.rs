//! Aggregates inside projections: which expressions have them, and what may stand beside them.
//!
//! In `RETURN a.x, a.x + count(*)` the first item is a grouping key; the second is computed after grouping, from the
//! aggregate and from keys that are variables or properties of variables. Anything else beside an aggregate is
//! ambiguous (TCK `Return6`, `With6`).

use super::statement::Binder;
use super::{AggregateCall, Expr, Slot, Type};
use crate::query::QueryError;
use crate::query::ast::{self, AccessKind, ExprKind};
use crate::query::function::find_aggregate;
use crate::source::Span;

/// What is known while an expression with aggregates is bound.
#[derive(Debug, Default)]
pub(super) struct Grouping {
    /// Texts of the grouping keys (blanks left out) with their slots.
    pub(super) keys: Vec<GroupingKey>,
    /// The aggregates found.
    pub(super) aggregates: Vec<(Slot, AggregateCall)>,
    /// Texts of aggregates already extracted.
    pub(super) texts: Vec<(String, Slot)>,
    /// In `ORDER BY` no new aggregate may be made: only those projected are there.
    pub(super) is_closed: bool,
}

/// A grouping key.
#[derive(Clone, Debug)]
pub(super) struct GroupingKey {
    pub(super) text: String,
    /// The name it goes on under.
    pub(super) name: std::sync::Arc<str>,
    pub(super) slot: Slot,
    pub(super) ty: Type,
    /// A variable or a property of one: may stand beside an aggregate.
    pub(super) is_simple: bool,
}

impl Binder<'_> {
    /// The source text of an expression without blanks: two expressions with the same are the same.
    pub(super) fn text_of(&self, span: Span) -> String {
        span.of(self.text).chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// Binds an aggregate call: its arguments see the rows before grouping.
    pub(super) fn bind_aggregate(
        &mut self,
        name: &str,
        call: Option<&ast::FunctionCall>,
        span: Span,
    ) -> Result<(Expr, Type), QueryError> {
        let Some(aggregate) = find_aggregate(name) else {
            return Err(QueryError::syntax("UnknownFunction", format!("unknown aggregate `{name}`")).at(span));
        };
        let text = self.text_of(span);
        let Some(mut grouping) = self.grouping.take() else {
            return Err(QueryError::syntax(
                "InvalidAggregation",
                format!("`{name}` is an aggregate and can stand only in `WITH` and `RETURN`"),
            )
            .at(span));
        };
        if let Some((_, slot)) = grouping.texts.iter().find(|(known, _)| *known == text) {
            let slot = *slot;
            self.grouping = Some(grouping);
            return Ok((Expr::Slot(slot), Type::Any));
        }
        if self.depth > 0 {
            return Err(QueryError::syntax(
                "InvalidAggregation",
                "an aggregate cannot stand inside a list comprehension",
            )
            .at(span));
        }
        let mut arguments = Vec::new();
        for argument in call.map(|call| &call.arguments[..]).unwrap_or_default() {
            if let Some(inner) = first_aggregate(argument) {
                return Err(QueryError::syntax(
                    "NestedAggregation",
                    "an aggregate cannot stand inside another",
                )
                .at(inner));
            }
            if let Some(random) = first(argument, &is_random) {
                let message =
                    format!("`{name}` cannot take a random value: each run would give another result");
                return Err(QueryError::syntax("NonConstantExpression", message)
                    .at(random)
                    .with_hint("give it a name with `WITH` first"));
            }
            arguments.push(self.bind_expr(argument)?.0);
        }
        if call.is_some() && arguments.len() != aggregate.n_arguments {
            return Err(QueryError::syntax(
                "InvalidNumberOfArguments",
                format!(
                    "`{}` takes {} argument(s), {} given",
                    aggregate.name,
                    aggregate.n_arguments,
                    arguments.len()
                ),
            )
            .at(span)
            .with_hint(aggregate.signature));
        }
        let slot = self.new_slot("", Type::Any);
        let distinct = call.is_some_and(|call| call.distinct);
        grouping.aggregates.push((slot, AggregateCall { aggregate, arguments, distinct, span }));
        grouping.texts.push((text, slot));
        self.grouping = Some(grouping);
        let ty = match aggregate.name {
            "count" => Type::Integer,
            "collect" => Type::list(Type::Any),
            _ => Type::Any,
        };
        Ok((Expr::Slot(slot), ty))
    }

    /// While aggregates are bound: the key an expression stands for, if any, or the refusal of a variable that is
    /// neither a key nor constant.
    pub(super) fn bind_grouped(&mut self, expr: &ast::Expr) -> Option<Result<(Expr, Type), QueryError>> {
        let grouping = self.grouping.as_ref()?;
        let text = self.text_of(expr.span);
        if grouping.keys.iter().any(|key| key.text == text) {
            return Some(self.bind_grouping_key(expr.span));
        }
        if grouping.is_closed
            && let Some((_, slot)) = grouping.texts.iter().find(|(known, _)| *known == text)
        {
            return Some(Ok((Expr::Slot(*slot), Type::Any)));
        }
        let ExprKind::Variable(name) = &expr.kind else { return None };
        if let Some(key) = grouping.keys.iter().find(|key| grouping.is_closed && key.name == *name) {
            return Some(Ok((Expr::Slot(key.slot), key.ty.clone())));
        }
        match self.scope.find(name) {
            Some(variable) if matches!(variable.place, super::scope::Place::Local(_)) => None,
            Some(_) if !grouping.is_closed => Some(Err(ambiguous(expr.span))),
            _ => Some(Err(self.undefined(name, expr.span))),
        }
    }
}

impl Binder<'_> {
    /// The grouping key that is written at `span`.
    pub(super) fn bind_grouping_key(&self, span: Span) -> Result<(Expr, Type), QueryError> {
        let text = self.text_of(span);
        let keys = self.grouping.iter().flat_map(|grouping| &grouping.keys);
        match keys.into_iter().find(|key| key.text == text) {
            Some(key) if key.is_simple => Ok((Expr::Slot(key.slot), key.ty.clone())),
            _ => Err(ambiguous(span)),
        }
    }

    /// How many parts of a chain that begins at `start` are a grouping key taken together, while an expression with
    /// aggregates is bound; `ends` says where each part ends. In `a.x + a.y + count(*)` grouped by `a.x + a.y` the
    /// first two are.
    pub(super) fn grouped_parts(&self, start: usize, ends: impl Iterator<Item = usize>) -> Option<usize> {
        let grouping = self.grouping.as_ref().filter(|grouping| !grouping.keys.is_empty())?;
        let (mut text, mut at, mut found) = (String::new(), start, None);
        let longest = grouping.keys.iter().map(|key| key.text.len()).max().unwrap_or(0);
        for (part, end) in ends.enumerate() {
            text.extend(self.text[at..end].chars().filter(|c| !c.is_whitespace()));
            at = end;
            if text.len() > longest {
                break;
            }
            if grouping.keys.iter().any(|key| key.text == text) {
                found = Some(part + 1);
            }
        }
        found
    }
}

pub(super) fn ambiguous(span: Span) -> QueryError {
    QueryError::syntax(
        "AmbiguousAggregationExpression",
        "beside an aggregate only constants and grouping keys may stand",
    )
    .at(span)
    .with_hint("compute it in a `WITH` before, and group by its name")
}

/// Whether an expression has an aggregate of its own.
pub(super) fn has_aggregate(expr: &ast::Expr) -> bool {
    first_aggregate(expr).is_some()
}

/// Where an expression's first aggregate stands; those inside subqueries are their own.
pub(super) fn first_aggregate(expr: &ast::Expr) -> Option<Span> {
    first(expr, &|kind| match kind {
        ExprKind::CountStar => true,
        ExprKind::Function(call) => is_aggregate(call),
        _ => false,
    })
}

/// Whether an expression calls a function that gives something else each time.
fn is_random(kind: &ExprKind) -> bool {
    let ExprKind::Function(call) = kind else { return false };
    matches!(&call.name[..], [name] if ["rand", "randomUUID"].iter().any(|random| name.text.eq_ignore_ascii_case(random)))
}

/// Where the first expression inside this one, or this one itself, fulfils a condition.
fn first(expr: &ast::Expr, fulfils: &dyn Fn(&ExprKind) -> bool) -> Option<Span> {
    let mut stack = vec![expr];
    while let Some(expr) = stack.pop() {
        if fulfils(&expr.kind) {
            return Some(expr.span);
        }
        children(expr, &mut stack);
    }
    None
}

pub(super) fn is_aggregate(call: &ast::FunctionCall) -> bool {
    matches!(&call.name[..], [name] if find_aggregate(&name.text).is_some())
}

pub(super) fn children<'e>(expr: &'e ast::Expr, out: &mut Vec<&'e ast::Expr>) {
    match &expr.kind {
        ExprKind::Tests(a, tests) => {
            out.extend(tests.iter().filter_map(|test| test.operand()));
            out.push(a);
        }
        ExprKind::Chain(a, rest) => {
            out.extend(rest.iter().map(|(_, b)| b));
            out.push(a);
        }
        ExprKind::Unary(_, a) | ExprKind::HasLabels(a, _) | ExprKind::HasLabelExpr(a, _) => out.push(a),
        ExprKind::MapProjection { items, .. } => out.extend(items.iter().filter_map(|item| match item {
            ast::MapItem::Entry(_, value) => Some(value),
            _ => None,
        })),
        ExprKind::Comparison(a, rest) => {
            out.extend(rest.iter().map(|(_, b)| b));
            out.push(a);
        }
        ExprKind::Access(a, steps) => {
            for step in steps {
                match &step.kind {
                    AccessKind::Property(_) => {}
                    AccessKind::Index(index) => out.push(index),
                    AccessKind::Slice(from, to) => out.extend([from, to].into_iter().flatten()),
                }
            }
            out.push(a);
        }
        ExprKind::List(items) => out.extend(items),
        ExprKind::Map(entries) => out.extend(entries.iter().map(|(_, value)| value)),
        ExprKind::Function(call) => out.extend(&call.arguments),
        ExprKind::Case { subject, alternatives, default } => {
            out.extend([subject, default].into_iter().flatten().map(|part| &**part));
            for (when, then) in alternatives {
                out.extend([when, then]);
            }
        }
        ExprKind::ListComprehension { list, filter, map, .. } => {
            out.push(list);
            out.extend([filter, map].into_iter().flatten().map(|part| &**part));
        }
        ExprKind::Quantifier { list, filter, .. } => {
            out.push(list);
            out.extend(filter.as_deref());
        }
        ExprKind::Reduce { init, list, step, test, .. } => {
            out.extend([&**init, &**list, &**step]);
            out.extend(test.as_deref());
        }
        ExprKind::Literal(_)
        | ExprKind::Variable(_)
        | ExprKind::Parameter(_)
        | ExprKind::CountStar
        | ExprKind::PatternComprehension { .. }
        | ExprKind::PatternPredicate(_)
        | ExprKind::Subquery(..) => {}
    }
}
