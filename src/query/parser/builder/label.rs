//! Labels of nodes and types of relationships: names, and what is said of them with `&`, `|`, `!`, `%` and `$(…)`.

use super::state::{Builder, Built, Pair, incomplete, name, span_of};
use crate::query::QueryError;
use crate::query::ast::{Expr, LabelExpr, Name};
use crate::query::parser::grammar::Rule;
use crate::query::parser::words::is_token;

/// What a label expression says, in the forms that later stages know.
#[derive(Default)]
pub(super) struct Labels {
    /// Names that must all be there.
    pub(super) names: Vec<Name>,
    /// What else must hold.
    pub(super) others: Vec<LabelExpr>,
}

impl<'t> Builder<'t> {
    /// Labels of which each must hold: `A:B`, `A&B&$(c)`, `A|B`.
    pub(super) fn labels(&mut self, pair: Pair<'t>) -> Built<Labels> {
        let mut labels = Labels::default();
        match self.label_expression(pair)? {
            LabelExpr::And(parts) => parts.into_iter().for_each(|part| labels.add(part)),
            one => labels.add(one),
        }
        Ok(labels)
    }

    /// Types of which one must hold; none where more than names is said.
    pub(super) fn types(&mut self, pair: Pair<'t>) -> Built<Result<Vec<Name>, LabelExpr>> {
        let types = match self.label_expression(pair)? {
            LabelExpr::Name(name) => return Ok(Ok(vec![name])),
            LabelExpr::Or(parts) => parts,
            other => return Ok(Err(other)),
        };
        if types.iter().any(|ty| !matches!(ty, LabelExpr::Name(_))) {
            return Ok(Err(LabelExpr::Or(types)));
        }
        let names = types.into_iter().filter_map(|ty| match ty {
            LabelExpr::Name(name) => Some(name),
            _ => None,
        });
        Ok(Ok(names.collect()))
    }

    /// Labels that can be given to a node: names and expressions that name some.
    pub(super) fn written_labels(&mut self, pair: Pair<'t>) -> Built<(Vec<Name>, Vec<Expr>)> {
        let span = span_of(&pair);
        let Labels { names, others } = self.labels(pair)?;
        let dynamic = others.into_iter().map(|other| match other {
            LabelExpr::Dynamic { names, any: false } => Ok(*names),
            _ => Err(QueryError::syntax("UnexpectedSyntax", "only labels themselves can be set and removed")
                .with_label(span, "expected `:Label` or `:$(…)`")),
        });
        let dynamic = dynamic.collect::<Built<_>>()?;
        Ok((names, dynamic))
    }

    /// Terms with `&` and `|` between them: `&`, and `:` as its older form, binds tighter.
    pub(super) fn label_expression(&mut self, pair: Pair<'t>) -> Built<LabelExpr> {
        let (mut any_of, mut all_of): (Vec<LabelExpr>, Vec<LabelExpr>) = (Vec::new(), Vec::new());
        let mut n_bangs = 0;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::bang => n_bangs += 1,
                Rule::label_operator if part.as_str().starts_with('|') => {
                    any_of.push(joined(std::mem::take(&mut all_of), LabelExpr::And)?);
                }
                rule if is_token(rule) || rule == Rule::label_operator => {}
                _ => {
                    let mut term = self.label_term(part)?;
                    if n_bangs % 2 == 1 {
                        term = LabelExpr::Not(Box::new(term));
                    }
                    n_bangs = 0;
                    all_of.push(term);
                }
            }
        }
        any_of.push(joined(all_of, LabelExpr::And)?);
        joined(any_of, LabelExpr::Or)
    }

    fn label_term(&mut self, pair: Pair<'t>) -> Built<LabelExpr> {
        let span = span_of(&pair);
        match pair.as_rule() {
            Rule::any_label => Ok(LabelExpr::Any),
            Rule::label_group => self.deeper(1, span, |builder| builder.label_expression(pair)),
            Rule::dynamic_label => {
                let mut any = false;
                let mut names = None;
                for part in pair.into_inner() {
                    match part.as_rule() {
                        Rule::dynamic_any => any = true,
                        Rule::dynamic_all => {}
                        rule if is_token(rule) => {}
                        _ => names = Some(self.boxed(part)?),
                    }
                }
                Ok(LabelExpr::Dynamic { names: names.ok_or_else(incomplete)?, any })
            }
            _ => Ok(LabelExpr::Name(name(&pair))),
        }
    }
}

impl Labels {
    fn add(&mut self, part: LabelExpr) {
        match part {
            LabelExpr::Name(name) => self.names.push(name),
            other => self.others.push(other),
        }
    }
}

/// One part as it is, several joined; parts that are joined the same way become one list.
fn joined(parts: Vec<LabelExpr>, join: fn(Vec<LabelExpr>) -> LabelExpr) -> Built<LabelExpr> {
    if parts.len() == 1 {
        return expect_one(parts);
    }
    let is_and = matches!(join(Vec::new()), LabelExpr::And(_));
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            LabelExpr::And(inner) if is_and => flat.extend(inner),
            LabelExpr::Or(inner) if !is_and => flat.extend(inner),
            other => flat.push(other),
        }
    }
    Ok(join(flat))
}

fn expect_one(parts: Vec<LabelExpr>) -> Built<LabelExpr> {
    parts.into_iter().next().ok_or_else(incomplete)
}
