//! Walks.

use super::literal;
use super::state::{Builder, Built, Pair, expect, has, incomplete, name, parts, span_of};
use crate::query::ast::{
    ArrowDirection, Literal, Name, PlaceName, Walk, WalkFilter, WalkPlace, WalkStep, WalkTail,
};
use crate::query::parser::grammar::Rule;

impl<'t> Builder<'t> {
    /// The tree of a `walk_statement` or a `walk_prefix`.
    pub(in crate::query::parser) fn walk_statement(&mut self, pair: Pair<'t>) -> Built<Walk> {
        let mut walk = None;
        let mut tail = Vec::new();
        for part in parts(pair) {
            match part.as_rule() {
                Rule::walk => walk = Some(self.walk(part)?),
                _ => tail.push(self.walk_tail(expect(&mut parts(part))?)?),
            }
        }
        walk.map(|walk| Walk { tail, ..walk }).ok_or_else(incomplete)
    }

    fn walk(&mut self, pair: Pair<'t>) -> Built<Walk> {
        let mut parts = parts(pair);
        let start = self.walk_place(expect(&mut parts)?)?;
        let mut steps = Vec::new();
        while let Some(step) = parts.next() {
            steps.push((self.walk_step(step)?, self.walk_place(expect(&mut parts)?)?));
        }
        Ok(Walk { start, steps, tail: Vec::new() })
    }

    fn walk_place(&mut self, pair: Pair<'t>) -> Built<WalkPlace> {
        let span = self.trimmed(&pair);
        let is_any = has(&pair, Rule::any_place);
        let (mut word, mut filters) = (None, Vec::new());
        for part in parts(pair) {
            match part.as_rule() {
                Rule::any_place => {}
                Rule::walk_filters => filters = self.walk_filters(part)?,
                Rule::string => word = Some(Name { text: text_of(&part)?, span: span_of(&part) }),
                _ => word = Some(name(&part)),
            }
        }
        let what = match (is_any, word) {
            (true, None) => PlaceName::Any,
            (true, Some(word)) => PlaceName::AnyOf(word),
            (false, word) => PlaceName::Word(word.ok_or_else(incomplete)?),
        };
        Ok(WalkPlace { what, filters, span })
    }

    fn walk_filters(&mut self, pair: Pair<'t>) -> Built<Vec<WalkFilter>> {
        parts(pair).map(|part| self.walk_filter(part)).collect()
    }

    fn walk_filter(&mut self, pair: Pair<'t>) -> Built<WalkFilter> {
        let mut parts = parts(pair.clone());
        let key = name(&expect(&mut parts)?);
        let written = expect(&mut parts)?;
        let operator = match written.as_str().trim_end() {
            "<>" | "!=" => "<>",
            "<=" => "<=",
            ">=" => ">=",
            "<" => "<",
            ">" => ">",
            "~" => "CONTAINS",
            _ => "=",
        };
        let value = expect(&mut parts)?;
        let between = &self.text[written.as_span().end()..value.as_span().start()];
        let negated = between.trim() == "-";
        let value = match value.as_rule() {
            // A word without quotes is a text.
            Rule::word | Rule::quoted_name => Literal::String(name(&value).text),
            _ => literal::literal(&value, negated)?,
        };
        Ok(WalkFilter { key, operator, value, negated })
    }

    fn walk_step(&mut self, pair: Pair<'t>) -> Built<WalkStep> {
        let span = self.trimmed(&pair);
        let is_left = has(&pair, Rule::left_arrow);
        let is_right = has(&pair, Rule::walk_right);
        let mut step = WalkStep {
            direction: ArrowDirection::Either,
            types: Vec::new(),
            length: None,
            filters: Vec::new(),
            span,
        };
        let mut is_reversed = false;
        for part in parts(pair).filter(|part| part.as_rule() == Rule::walk_detail) {
            for part in part.into_inner() {
                match part.as_rule() {
                    Rule::caret => is_reversed = true,
                    Rule::word | Rule::quoted_name => step.types.push(name(&part)),
                    Rule::path_length => step.length = Some(super::pattern::path_length(part)?),
                    Rule::walk_filters => step.filters = self.walk_filters(part)?,
                    _ => {}
                }
            }
        }
        step.direction = match (is_left, is_right, is_reversed) {
            (true, false, false) | (false, true, true) => ArrowDirection::Left,
            (true, false, true) | (false, true, false) => ArrowDirection::Right,
            _ => ArrowDirection::Either,
        };
        Ok(step)
    }

    fn walk_tail(&mut self, pair: Pair<'t>) -> Built<WalkTail> {
        let is_down = has(&pair, Rule::DESCENDING);
        let rule = pair.as_rule();
        let mut inner = parts(pair);
        Ok(match rule {
            Rule::walk_count => WalkTail::Count(inner.next().map(|part| name(&part))),
            Rule::walk_sort => WalkTail::Sort(name(&expect(&mut inner)?), is_down),
            Rule::skip => WalkTail::Skip(self.value(expect(&mut inner)?)?.to_string()),
            _ => WalkTail::Limit(self.value(expect(&mut inner)?)?.to_string()),
        })
    }
}

fn text_of(pair: &Pair<'_>) -> Built<std::sync::Arc<str>> {
    match literal::literal(pair, false)? {
        Literal::String(text) => Ok(text),
        _ => Err(incomplete()),
    }
}
