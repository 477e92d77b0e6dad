//! Patterns.

use super::atom::path_name;
use super::expression::Place;
use super::literal;
use super::state::{Builder, Built, Pair, expect, has, incomplete, parts, span_of, variable_name};
use crate::query::QueryError;
use crate::query::ast::{
    ArrowDirection, Expr, NodePattern, PathLength, Pattern, PatternChain, PatternPart, RelPattern, Shortest,
};
use crate::query::parser::grammar::Rule;

/// What may say the properties of a pattern's element. Only what is to be created can take a parameter: what is looked
/// for must be known when the plan is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Properties {
    Map,
    MapOrParameter,
}

impl<'t> Builder<'t> {
    /// A pattern to look for.
    pub(super) fn match_pattern(&mut self, pair: Pair<'t>) -> Built<Pattern> {
        parts(pair).map(|part| self.pattern_part(part, Properties::Map)).collect()
    }

    /// A pattern to create.
    pub(super) fn create_pattern(&mut self, pair: Pair<'t>) -> Built<Pattern> {
        parts(pair).map(|part| self.pattern_part(part, Properties::MapOrParameter)).collect()
    }

    /// `[name =] element`.
    pub(super) fn pattern_part(&mut self, pair: Pair<'t>, properties: Properties) -> Built<PatternPart> {
        let (mut path, mut shortest) = (None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::path_name => path = Some(path_name(part)?),
                Rule::shortest_path => {
                    let mut inner = parts(part);
                    let is_single = expect(&mut inner)?.as_str().eq_ignore_ascii_case("shortestPath");
                    shortest = Some(if is_single { Shortest::Single } else { Shortest::All });
                    let chain = self.chain(expect(&mut inner)?, properties)?;
                    return Ok(PatternPart { path, shortest, chain });
                }
                _ => return Ok(PatternPart { path, shortest, chain: self.chain(part, properties)? }),
            }
        }
        Err(incomplete())
    }

    /// A chain to look for.
    pub(super) fn pattern_chain(&mut self, pair: Pair<'t>) -> Built<PatternChain> {
        self.chain(pair, Properties::Map)
    }

    fn chain(&mut self, pair: Pair<'t>, properties: Properties) -> Built<PatternChain> {
        let mut parts = parts(pair);
        let start = self.node(expect(&mut parts)?, properties)?;
        self.steps(start, parts, properties)
    }

    /// A chain whose first node was read as a map in parentheses.
    pub(super) fn chain_from(
        &mut self,
        properties: Expr,
        parts: impl Iterator<Item = Pair<'t>>,
    ) -> Built<PatternChain> {
        let span = properties.span;
        let start = NodePattern { properties: Some(properties), ..NodePattern::new(span) };
        self.steps(start, parts, Properties::Map)
    }

    fn steps(
        &mut self,
        start: NodePattern,
        mut parts: impl Iterator<Item = Pair<'t>>,
        properties: Properties,
    ) -> Built<PatternChain> {
        let mut span = start.span;
        let mut steps = Vec::new();
        while let Some(rel) = parts.next() {
            let rel = self.relationship(rel, properties)?;
            let node = self.node(expect(&mut parts)?, properties)?;
            span.end = node.span.end;
            steps.push((rel, node));
        }
        Ok(PatternChain { start, steps, span })
    }

    fn node(&mut self, pair: Pair<'t>, allowed: Properties) -> Built<NodePattern> {
        let span = span_of(&pair);
        let mut node = NodePattern::new(span);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::label_expression => {
                    let labels = self.labels(part)?;
                    (node.labels, node.label_exprs) = (labels.names, labels.others);
                }
                Rule::map_literal | Rule::parameter => {
                    node.properties = Some(self.properties(part, allowed)?);
                }
                Rule::where_clause => node.filter = Some(self.condition(part)?),
                _ => node.variable = Some(variable_name(&part)?),
            }
        }
        Ok(node)
    }

    fn relationship(&mut self, pair: Pair<'t>, allowed: Properties) -> Built<RelPattern> {
        let span = span_of(&pair);
        let direction = match (has(&pair, Rule::left_arrow), has(&pair, Rule::right_arrow)) {
            (true, false) => ArrowDirection::Left,
            (false, true) => ArrowDirection::Right,
            _ => ArrowDirection::Either,
        };
        let mut rel = RelPattern {
            variable: None,
            types: Vec::new(),
            type_expr: None,
            length: None,
            properties: None,
            filter: None,
            direction,
            span,
        };
        let mut detail = None;
        for part in parts(pair) {
            match part.as_rule() {
                Rule::relationship_detail => detail = Some(part),
                Rule::path_quantifier => rel.length = Some(quantifier(part)?),
                _ => {}
            }
        }
        let Some(detail) = detail else { return Ok(rel) };
        for part in parts(detail) {
            match part.as_rule() {
                Rule::label_expression => match self.types(part)? {
                    Ok(types) => rel.types = types,
                    Err(types) => rel.type_expr = Some(types),
                },
                Rule::where_clause => rel.filter = Some(self.condition(part)?),
                Rule::path_length => rel.length = Some(path_length(part)?),
                Rule::map_literal | Rule::parameter => {
                    rel.properties = Some(self.properties(part, allowed)?);
                }
                _ => rel.variable = Some(variable_name(&part)?),
            }
        }
        Ok(rel)
    }

    fn properties(&mut self, pair: Pair<'t>, allowed: Properties) -> Built<Expr> {
        if pair.as_rule() == Rule::parameter && allowed == Properties::Map {
            let parameter = pair.as_str();
            return Err(QueryError::syntax(
                "InvalidParameterUse",
                format!("the parameter `{parameter}` cannot stand for all properties of a pattern"),
            )
            .with_label(span_of(&pair), "expected a map `{key: value}` here")
            .with_hint(format!("name the keys: `{{key: {parameter}.key}}`")));
        }
        self.atom(pair, Place::Value)
    }
}

/// `+`, `*`, `{2}`, `{1,3}`, `{,3}`.
fn quantifier(pair: Pair<'_>) -> Built<PathLength> {
    let (mut bounds, mut is_range) = ([None, None], false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::plus => return Ok(PathLength { min: Some(1), max: None }),
            Rule::star => return Ok(PathLength { min: Some(0), max: None }),
            Rule::comma => is_range = true,
            Rule::integer_literal => {
                bounds[usize::from(is_range)] = Some(literal::integer(part.as_str(), span_of(&part), false)?);
            }
            _ => {}
        }
    }
    let [min, max] = bounds;
    Ok(PathLength { min: min.or(Some(0)), max: if is_range { max } else { min } })
}

/// `*`, `*2`, `*1..`, `*..3`, `*1..3`.
fn path_length(pair: Pair<'_>) -> Built<PathLength> {
    let (mut min, mut max, mut is_range) = (None, None, false);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::dots => is_range = true,
            Rule::integer_literal => {
                let value = Some(literal::integer(part.as_str(), span_of(&part), false)?);
                if is_range {
                    max = value;
                } else {
                    min = value;
                }
            }
            _ => {}
        }
    }
    Ok(PathLength { min, max: if is_range { max } else { min } })
}
