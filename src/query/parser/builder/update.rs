//! Clauses that write.

use super::expression::Place;
use super::pattern::Properties;
use super::state::{Builder, Built, Pair, expect, has, incomplete, parts, span_of};
use crate::query::QueryError;
use crate::query::ast::{Access, AccessKind, ClauseKind, Expr, ExprKind, Merge, Name, RemoveItem, SetItem};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

impl<'t> Builder<'t> {
    /// `CREATE`, `MERGE`, `SET`, `REMOVE`, `DELETE`.
    pub(super) fn update_clause(&mut self, pair: Pair<'t>) -> Built<ClauseKind> {
        match pair.as_rule() {
            Rule::create_clause => self.create_pattern(expect(&mut parts(pair))?).map(ClauseKind::Create),
            Rule::merge_clause => self.merge(pair).map(ClauseKind::Merge),
            Rule::set_clause => self.set_items(pair).map(ClauseKind::Set),
            Rule::remove_clause => {
                parts(pair).map(|part| self.remove_item(part)).collect::<Built<_>>().map(ClauseKind::Remove)
            }
            _ => {
                let detach = has(&pair, Rule::DETACH);
                let targets = parts(pair).map(|part| self.value(part)).collect::<Built<_>>()?;
                Ok(ClauseKind::Delete { detach, targets })
            }
        }
    }

    fn merge(&mut self, pair: Pair<'t>) -> Built<Merge> {
        let mut parts = parts(pair);
        let part = self.pattern_part(expect(&mut parts)?, Properties::Map)?;
        let (mut on_create, mut on_match) = (Vec::new(), Vec::new());
        for action in parts {
            let is_create = action.as_rule() == Rule::on_create;
            let items = self.set_items(expect(&mut super::state::parts(action))?)?;
            if is_create {
                on_create.extend(items);
            } else {
                on_match.extend(items);
            }
        }
        Ok(Merge { part, on_create, on_match })
    }

    fn set_items(&mut self, pair: Pair<'t>) -> Built<Vec<SetItem>> {
        parts(pair).map(|part| self.set_item(part)).collect()
    }

    fn set_item(&mut self, pair: Pair<'t>) -> Built<SetItem> {
        let rule = pair.as_rule();
        let mut parts = parts(pair);
        let first = expect(&mut parts)?;
        let second = expect(&mut parts)?;
        Ok(match rule {
            Rule::set_add => SetItem::Add { target: self.variable(first)?, value: self.value(second)? },
            Rule::set_replace => {
                SetItem::Replace { target: self.variable(first)?, value: self.value(second)? }
            }
            Rule::set_labels => {
                let (labels, dynamic) = self.written_labels(second)?;
                SetItem::Labels { target: self.variable(first)?, labels, dynamic }
            }
            _ => {
                let (target, key) = self.property(first)?;
                let value = self.value(second)?;
                match key {
                    Key::Name(key) => SetItem::Property { target, key, value },
                    Key::Computed(key) => SetItem::Dynamic { target, key, value },
                }
            }
        })
    }

    fn remove_item(&mut self, pair: Pair<'t>) -> Built<RemoveItem> {
        let rule = pair.as_rule();
        let mut parts = parts(pair);
        let first = expect(&mut parts)?;
        if rule == Rule::remove_labels {
            let (labels, dynamic) = self.written_labels(expect(&mut parts)?)?;
            return Ok(RemoveItem::Labels { target: self.variable(first)?, labels, dynamic });
        }
        Ok(match self.property(first)? {
            (target, Key::Name(key)) => RemoveItem::Property { target, key },
            (target, Key::Computed(key)) => RemoveItem::Dynamic { target, key },
        })
    }

    /// What has the property, and the property's key.
    fn property(&mut self, pair: Pair<'t>) -> Built<(Expr, Key)> {
        let span = self.trimmed(&pair);
        let mut inner = pair.into_inner();
        let first = inner.next().ok_or_else(incomplete)?;
        let expr = self.deeper(1, span_of(&first), |builder| {
            let base = builder.atom(first, Place::Value)?;
            builder.postfixes(base, &mut inner.peekable())
        })?;
        if let ExprKind::Access(target, mut steps) = expr.kind
            && let Some(Access { kind, .. }) = steps.pop()
            && let Some(key) = Key::of(kind)
        {
            let Some(last) = steps.last() else { return Ok((*target, key)) };
            let span = Span::new(target.span.start, last.span.end);
            return Ok((Expr { kind: ExprKind::Access(target, steps), span }, key));
        }
        Err(QueryError::syntax("UnexpectedSyntax", "only a property can be set or removed here")
            .with_label(span, "expected `variable.key`"))
    }
}

/// A property's key.
enum Key {
    Name(Name),
    Computed(Expr),
}

impl Key {
    fn of(kind: AccessKind) -> Option<Self> {
        match kind {
            AccessKind::Property(key) => Some(Self::Name(key)),
            AccessKind::Index(key) => Some(Self::Computed(key)),
            AccessKind::Slice(..) => None,
        }
    }
}
