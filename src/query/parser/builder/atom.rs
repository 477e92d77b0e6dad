//! What operators stand between: literals, names, calls, lists, maps, `CASE`, comprehensions, patterns.

use super::expression::{Place, normal_form};
use super::gql::everything;
use super::literal;
use super::state::{Builder, Built, Pair, expect, has, incomplete, name, parts, span_of, variable_name};
use crate::query::QueryError;
use crate::query::ast::{
    Access, AccessKind, Clause, ClauseKind, Expr, ExprKind, FunctionCall, Literal, MapItem, Match, Name,
    PatternPart, Projection, ProjectionItem, Quantifier, Query, Shortest, SingleQuery, Subquery, SubqueryUse,
    Test, TestKind, english, english_function,
};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

impl<'t> Builder<'t> {
    /// Any atom.
    pub(super) fn atom(&mut self, pair: Pair<'t>, place: Place) -> Built<Expr> {
        let span = span_of(&pair);
        let kind = match pair.as_rule() {
            Rule::variable => ExprKind::Variable(self.variable(pair)?.text),
            Rule::parameter => ExprKind::Parameter(parameter_name(pair)?),
            Rule::parenthesized_expression => {
                let inner = expect(&mut parts(pair))?;
                let expr = self.expression(inner, place)?;
                return Ok(Expr { span, ..expr });
            }
            Rule::braced => return self.braced(pair, place),
            Rule::pattern_predicate if place == Place::Value => return Err(Self::pattern_as_value(span)),
            Rule::pattern_predicate => {
                let chain = self.pattern_chain(pair)?;
                let span = chain.span;
                return Ok(Expr { kind: ExprKind::PatternPredicate(Box::new(chain)), span });
            }
            Rule::count_star => ExprKind::CountStar,
            Rule::list_like => self.deeper(1, span, |builder| builder.list(pair))?,
            Rule::map_literal => self.deeper(1, span, |builder| builder.map(pair))?,
            Rule::function_invocation => self.deeper(1, span, |builder| builder.call(pair))?,
            Rule::case_expression => self.deeper(1, span, |builder| builder.case(pair))?,
            Rule::pattern_comprehension => {
                self.deeper(1, span, |builder| builder.pattern_comprehension(pair))?
            }
            Rule::quantifier => self.deeper(1, span, |builder| builder.quantifier(pair))?,
            Rule::reduce => self.deeper(1, span, |builder| builder.reduce(pair))?,
            Rule::shortest_value => self.deeper(1, span, |builder| builder.shortest_value(pair))?,
            Rule::subquery_expression => self.deeper(1, span, |builder| builder.subquery(pair))?,
            Rule::map_projection => self.deeper(1, span, |builder| builder.map_projection(pair))?,
            _ => ExprKind::Literal(literal::literal(&pair, false)?),
        };
        Ok(Expr { kind, span })
    }

    /// A map in parentheses, or a pattern that begins with a node of which only properties are told.
    fn braced(&mut self, pair: Pair<'t>, place: Place) -> Built<Expr> {
        let span = self.trimmed(&pair);
        let mut parts = parts(pair);
        let head = self.atom(expect(&mut parts)?, Place::Value)?;
        let mut steps = parts.peekable();
        if steps.peek().is_none() {
            return Ok(head);
        }
        if !matches!(head.kind, ExprKind::Map(_)) {
            return Err(QueryError::syntax("UnexpectedSyntax", "unexpected arrow behind a value")
                .with_label(Span::new(head.span.end, span.end), "this reads as an arrow to a node")
                .with_hint("put a blank between a minus and the sign behind it"));
        }
        if place == Place::Value {
            return Err(Self::pattern_as_value(span));
        }
        let chain = self.chain_from(head, steps)?;
        Ok(Expr { span: chain.span, kind: ExprKind::PatternPredicate(Box::new(chain)) })
    }

    /// A list, or a comprehension whose head was read as the test `name IN list` or as a pattern.
    fn list(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let (mut items, mut filter, mut map) = (Vec::new(), None, None);
        let may_be_pattern = has(&pair, Rule::comprehension_map);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::where_clause => filter = Some(Box::new(self.condition(part)?)),
                Rule::comprehension_map => map = Some(self.boxed(expect(&mut parts(part))?)?),
                _ if may_be_pattern => items.push(self.expression(part, Place::Condition)?),
                _ => items.push(self.value(part)?),
            }
        }
        let is_comprehension = filter.is_some() || map.is_some();
        if items.len() == 1
            && let Some(head) = items.pop()
        {
            match take_head(self.text, head) {
                Ok((variable, list)) => {
                    return Ok(ExprKind::ListComprehension { variable, list: Box::new(list), filter, map });
                }
                Err(Expr { kind: ExprKind::PatternPredicate(chain), .. }) if let Some(map) = map => {
                    return Ok(ExprKind::PatternComprehension { path: None, chain, filter, map });
                }
                Err(item) if is_comprehension => {
                    let error =
                        QueryError::syntax("UnexpectedSyntax", "a comprehension begins with `name IN list`");
                    return Err(error.with_label(item.span, "expected `name IN list` here"));
                }
                Err(item) => items.push(item),
            }
        }
        Ok(ExprKind::List(items))
    }

    fn map(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let entry = |entry: Pair<'t>| {
            let mut parts = parts(entry);
            let key = name(&expect(&mut parts)?);
            Ok((key, self.value(expect(&mut parts)?)?))
        };
        parts(pair).map(entry).collect::<Built<_>>().map(ExprKind::Map)
    }

    fn call(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let distinct = has(&pair, Rule::DISTINCT);
        let is_from = has(&pair, Rule::FROM);
        let mut parts = parts(pair).peekable();
        let mut name = qualified_name(expect(&mut parts)?);
        if let [name] = &mut name[..]
            && let Some(english) = english_function(&name.text)
        {
            name.text = english.into();
        }
        let side = parts.next_if(|part| part.as_rule() == Rule::trim_side);
        if is_from {
            return self.trim(name, side, parts.collect());
        }
        // `exists((a)-->(b))` is openCypher's older way to ask for a pattern.
        let is_exists = matches!(&name[..], [name] if name.text.eq_ignore_ascii_case("exists"));
        let place = if is_exists { Place::Condition } else { Place::Value };
        let mut arguments = parts.map(|part| self.expression(part, place)).collect::<Built<Vec<_>>>()?;
        if let ([name], [_, form]) = (&name[..], &mut arguments[..])
            && name.text.eq_ignore_ascii_case("normalize")
            && let ExprKind::Variable(word) = &form.kind
            && let Some(known) = normal_form(word)
        {
            form.kind = ExprKind::Literal(Literal::String(known.into()));
        }
        Ok(ExprKind::Function(FunctionCall { name, distinct, arguments }))
    }

    /// `trim(BOTH 'x' FROM text)` is `btrim(text, 'x')`.
    fn trim(&mut self, name: Vec<Name>, side: Option<Pair<'t>>, parts: Vec<Pair<'t>>) -> Built<ExprKind> {
        let [written] = &name[..] else { return Err(incomplete()) };
        if !written.text.eq_ignore_ascii_case("trim") || parts.len() > 2 {
            return Err(QueryError::syntax("UnexpectedSyntax", "unexpected `FROM` among arguments")
                .with_label(written.span, "only `trim(… FROM text)` is written so"));
        }
        let side = side.map(|side| side.as_str().trim_end().to_lowercase());
        let function = match side.as_deref() {
            Some("leading" | "开头") => "ltrim",
            Some("trailing" | "末尾") => "rtrim",
            _ => "btrim",
        };
        let name = vec![Name { text: function.into(), span: written.span }];
        let arguments = parts.into_iter().rev().map(|part| self.value(part)).collect::<Built<_>>()?;
        Ok(ExprKind::Function(FunctionCall { name, distinct: false, arguments }))
    }

    fn case(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let alternatives = pair.clone().into_inner().filter(|part| part.as_rule() == Rule::case_alternative);
        let has_tests = |alternative: Pair<'t>| {
            parts(alternative.clone()).count() > 2 || has(&alternative, Rule::case_test)
        };
        if alternatives.into_iter().any(has_tests) {
            return self.case_of_tests(pair);
        }
        let (mut subject, mut alternatives, mut default) = (None, Vec::new(), None);
        for part in parts(pair) {
            let rule = part.as_rule();
            let mut inner = parts(part);
            let first = expect(&mut inner)?;
            match rule {
                Rule::case_subject => subject = Some(self.boxed(first)?),
                Rule::case_default => default = Some(self.boxed(first)?),
                _ => {
                    let place = if subject.is_some() { Place::Value } else { Place::Condition };
                    let when = self.expression(first, place)?;
                    alternatives.push((when, self.value(expect(&mut inner)?)?));
                }
            }
        }
        Ok(ExprKind::Case { subject, alternatives, default })
    }

    fn pattern_comprehension(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let mut parts = parts(pair).peekable();
        let path = match parts.next_if(|part| part.as_rule() == Rule::path_name) {
            Some(part) => Some(path_name(part)?),
            None => None,
        };
        let chain = Box::new(self.pattern_chain(expect(&mut parts)?)?);
        let (mut filter, mut map) = (None, None);
        for part in parts {
            if part.as_rule() == Rule::where_clause {
                filter = Some(Box::new(self.condition(part)?));
            } else {
                map = Some(self.boxed(expect(&mut super::state::parts(part))?)?);
            }
        }
        Ok(ExprKind::PatternComprehension { path, chain, filter, map: map.ok_or_else(incomplete)? })
    }

    fn quantifier(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let mut parts = parts(pair);
        let quantifier = match expect(&mut parts)?.as_str().to_ascii_lowercase().as_str() {
            "all" | "全部" => Quantifier::All,
            "any" | "任一" => Quantifier::Any,
            "none" | "无一" => Quantifier::None,
            _ => Quantifier::Single,
        };
        let variable = variable_name(&expect(&mut parts)?)?;
        let list = self.boxed(expect(&mut parts)?)?;
        let filter = parts.next().map(|part| self.condition(part)).transpose()?.map(Box::new);
        Ok(ExprKind::Quantifier { quantifier, variable, list, filter })
    }

    fn reduce(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let parts: Vec<_> = parts(pair).collect();
        let n_parts = parts.len();
        let mut parts = parts.into_iter();
        let word = expect(&mut parts)?;
        let is_test = word.as_str().eq_ignore_ascii_case("allReduce");
        if is_test != (n_parts > 6) {
            let message = if is_test {
                "`allReduce` needs a condition behind the next value"
            } else {
                "`reduce` has no condition"
            };
            return Err(QueryError::syntax("UnexpectedSyntax", message).with_label(
                span_of(&word),
                "`reduce(a = 0, x IN list | a + x)`, `allReduce(a = 0, x IN list | a + x, a < 9)`",
            ));
        }
        Ok(ExprKind::Reduce {
            accumulator: variable_name(&expect(&mut parts)?)?,
            init: self.boxed(expect(&mut parts)?)?,
            variable: variable_name(&expect(&mut parts)?)?,
            list: self.boxed(expect(&mut parts)?)?,
            step: self.boxed(expect(&mut parts)?)?,
            test: parts.next().map(|part| self.condition_of(part)).transpose()?.map(Box::new),
        })
    }

    fn map_projection(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let mut parts = parts(pair);
        let base = self.variable(expect(&mut parts)?)?;
        let mut items = Vec::new();
        for part in parts {
            let rule = part.as_rule();
            let mut inner = super::state::parts(part);
            items.push(match rule {
                Rule::map_all => MapItem::All,
                Rule::map_property => MapItem::Property(name(&expect(&mut inner)?)),
                Rule::map_variable => MapItem::Variable(self.variable(expect(&mut inner)?)?),
                _ => MapItem::Entry(name(&expect(&mut inner)?), self.value(expect(&mut inner)?)?),
            });
        }
        Ok(ExprKind::MapProjection { base, items })
    }

    /// `shortestPath(…)` as a value: the first of the paths that `MATCH` finds.
    fn shortest_value(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let span = span_of(&pair);
        let path = Name { text: "shortest path".into(), span };
        let part = PatternPart { path: Some(path.clone()), ..self.shortest_part(pair)? };
        let is_single = part.shortest == Some(Shortest::Single);
        let expr = |kind| Expr { kind, span };
        let item = ProjectionItem { expr: expr(ExprKind::Variable(path.text)), alias: None };
        let projection = Projection { all: false, items: vec![item], ..everything() };
        let found = Match { optional: false, repeatable: false, pattern: vec![part], filter: None };
        let clauses = [ClauseKind::Match(found), ClauseKind::Return(projection)];
        let clauses = clauses.into_iter().map(|kind| Clause { kind, span }).collect();
        let query = Subquery::Query(Query::of(SingleQuery { clauses, span }));
        let paths = ExprKind::Subquery(SubqueryUse::Collect, Box::new(query));
        if !is_single {
            return Ok(paths);
        }
        let first = AccessKind::Index(expr(ExprKind::Literal(Literal::Integer(0))));
        Ok(ExprKind::Access(Box::new(expr(paths)), vec![Access { kind: first, span }]))
    }

    fn subquery(&mut self, pair: Pair<'t>) -> Built<ExprKind> {
        let mut outer = parts(pair);
        let word = expect(&mut outer)?;
        let used = match english(word.as_str()) {
            Some("COUNT") => SubqueryUse::Count,
            Some("COLLECT") => SubqueryUse::Collect,
            _ => SubqueryUse::Exists,
        };
        let inner = expect(&mut outer)?;
        let subquery = if inner.as_rule() == Rule::exists_pattern {
            let mut parts = parts(inner);
            let pattern = self.match_pattern(expect(&mut parts)?)?;
            let filter = parts.next().map(|part| self.condition(part)).transpose()?;
            Subquery::Pattern { pattern, filter }
        } else {
            Subquery::Query(self.query(inner)?)
        };
        Ok(ExprKind::Subquery(used, Box::new(subquery)))
    }
}

/// Takes `name IN list` apart. `name IN a OR b` was read as `(name IN a) OR b`: the test is the leftmost part, and
/// without it what is left is the list `a OR b` as it would have been read alone.
fn take_head(text: &str, mut head: Expr) -> Result<(Name, Expr), Expr> {
    let is_bare = !text[head.span.start..].starts_with('(');
    let Some(list_start) = head_list_start(&head).filter(|_| is_bare) else { return Err(head) };
    let mut node = &mut head;
    while !is_head(node) {
        node.span.start = list_start;
        node = match &mut node.kind {
            ExprKind::Chain(left, _) | ExprKind::Comparison(left, _) => left.as_mut(),
            _ => return Err(head),
        };
    }
    let ExprKind::Tests(base, tests) = &mut node.kind else { return Err(head) };
    let ExprKind::Variable(text) = &base.kind else { return Err(head) };
    let name = Name { text: text.clone(), span: base.span };
    let TestKind::In(list) = tests.remove(0).kind else { return Err(head) };
    if tests.is_empty() {
        *node = list;
    } else {
        node.span.start = list_start;
        tests.iter_mut().for_each(|test| test.span.start = list_start);
        **base = list;
    }
    Ok((name, head))
}

/// Whether this begins with `name IN list`.
fn is_head(expr: &Expr) -> bool {
    let ExprKind::Tests(base, tests) = &expr.kind else { return false };
    matches!(base.kind, ExprKind::Variable(_))
        && matches!(tests.first(), Some(Test { kind: TestKind::In(_), .. }))
}

/// Where the list begins in an expression whose leftmost part is `name IN list`.
fn head_list_start(head: &Expr) -> Option<usize> {
    let mut node = head;
    loop {
        node = match &node.kind {
            ExprKind::Tests(_, tests) if is_head(node) => match tests.first() {
                Some(Test { kind: TestKind::In(list), .. }) => return Some(list.span.start),
                _ => return None,
            },
            ExprKind::Chain(left, _) | ExprKind::Comparison(left, _) => left,
            _ => return None,
        };
    }
}

/// `namespace.name`.
pub(super) fn qualified_name(pair: Pair<'_>) -> Vec<Name> {
    parts(pair).map(|part| name(&part)).collect()
}

/// The name in `name =`.
pub(super) fn path_name(pair: Pair<'_>) -> Built<Name> {
    variable_name(&expect(&mut parts(pair))?)
}

/// The name of a parameter, without `$`.
pub(super) fn parameter_name(pair: Pair<'_>) -> Built<std::sync::Arc<str>> {
    pair.into_inner().next().map(|part| name(&part).text).ok_or_else(incomplete)
}
