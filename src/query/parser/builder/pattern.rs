//! Patterns.

use super::atom::{parameter_name, path_name};
use super::expression::Place;
use super::literal;
use super::state::{Builder, Built, Pair, expect, has, incomplete, parts, span_of, variable_name};
use crate::query::QueryError;
use crate::query::ast::{
    ArrowDirection, BinaryOp, Expr, ExprKind, NodePattern, PathCount, PathGroup, PathLength, PathMode,
    Pattern, PatternChain, PatternPart, RelPattern, Selector, Shortest,
};
use crate::query::parser::grammar::Rule;
use crate::source::Span;

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
        let (mut path, mut prefix) = (None, (None, None));
        for part in parts(pair) {
            match part.as_rule() {
                Rule::path_name => path = Some(path_name(part)?),
                Rule::path_prefix => prefix = path_prefix(part)?,
                Rule::shortest_path => {
                    return Ok(PatternPart { path, ..self.shortest_part(part)? });
                }
                _ => {
                    let (selector, mode) = prefix;
                    let chain = self.chain(part, properties)?;
                    return Ok(PatternPart { path, shortest: None, selector, mode, chain });
                }
            }
        }
        Err(incomplete())
    }

    /// `shortestPath(…)`, `allShortestPaths(…)`
    pub(super) fn shortest_part(&mut self, pair: Pair<'t>) -> Built<PatternPart> {
        let mut inner = parts(pair);
        let is_single = expect(&mut inner)?.as_str().eq_ignore_ascii_case("shortestPath");
        let shortest = Some(if is_single { Shortest::Single } else { Shortest::All });
        let chain = self.chain(expect(&mut inner)?, Properties::Map)?;
        Ok(PatternPart { path: None, shortest, selector: None, mode: None, chain })
    }

    /// A chain to look for.
    pub(super) fn pattern_chain(&mut self, pair: Pair<'t>) -> Built<PatternChain> {
        self.chain(pair, Properties::Map)
    }

    fn chain(&mut self, pair: Pair<'t>, properties: Properties) -> Built<PatternChain> {
        let span = self.trimmed(&pair);
        let mut made = Chain { chain: None, is_open: false };
        let mut parts = parts(pair);
        while let Some(part) = parts.next() {
            let at = span_of(&part);
            match part.as_rule() {
                Rule::quantified_path => self.repeated(part, properties, &mut made)?,
                Rule::relationship_pattern => {
                    let rel = self.relationship(part, properties)?;
                    made.step(rel, self.node(expect(&mut parts)?, properties)?);
                }
                _ => made.node(self.node(part, properties)?, at)?,
            }
        }
        let mut chain = made.chain.ok_or_else(incomplete)?;
        chain.span = span;
        Ok(chain)
    }

    /// A path in parentheses: a step of its own when it has a quantifier, else as if there were none.
    fn repeated(&mut self, pair: Pair<'t>, properties: Properties, made: &mut Chain) -> Built<()> {
        let span = self.trimmed(&pair);
        let (mut chain, mut filter, mut length) = (None, None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::pattern_chain => {
                    chain = Some(self.deeper(1, span, |builder| builder.chain(part, properties))?)
                }
                Rule::where_clause => filter = Some(self.condition(part)?),
                Rule::path_quantifier => length = Some(quantifier(part)?),
                _ => {
                    return Err(QueryError::syntax(
                        "UnexpectedSyntax",
                        "a path in parentheses has no name of its own",
                    )
                    .with_label(span_of(&part), "name the whole path"));
                }
            }
        }
        let chain = chain.ok_or_else(incomplete)?;
        if length.is_none() {
            return made.append(chain, filter, span);
        }
        let group = Some(Box::new(PathGroup { chain, filter }));
        made.begin(span);
        made.step(
            RelPattern { group, length, ..RelPattern::new(ArrowDirection::Right, span) },
            NodePattern::new(Span::new(span.end, span.end)),
        );
        made.is_open = true;
        Ok(())
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
        let mut rel = RelPattern::new(direction, span);
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

/// A chain while its parts come in.
struct Chain {
    chain: Option<PatternChain>,
    /// Whether it ends with a node that nobody wrote, which the next one takes the place of.
    is_open: bool,
}

impl Chain {
    /// Makes sure that there is a node to step from.
    fn begin(&mut self, span: Span) {
        self.chain.get_or_insert_with(|| {
            let start = NodePattern::new(Span::new(span.start, span.start));
            PatternChain { start, steps: Vec::new(), span }
        });
    }

    fn step(&mut self, rel: RelPattern, node: NodePattern) {
        if let Some(chain) = &mut self.chain {
            chain.steps.push((rel, node));
        }
        self.is_open = false;
    }

    fn node(&mut self, node: NodePattern, span: Span) -> Built<()> {
        let Some(chain) = &mut self.chain else {
            self.chain = Some(PatternChain { span: node.span, start: node, steps: Vec::new() });
            return Ok(());
        };
        match chain.steps.last_mut() {
            Some((_, end)) if self.is_open => *end = node,
            _ => {
                return Err(QueryError::syntax(
                    "UnexpectedSyntax",
                    "two nodes follow each other without an arrow",
                )
                .with_label(span, "expected a relationship `-[…]->` before it"));
            }
        }
        self.is_open = false;
        Ok(())
    }

    /// The parts of a path in parentheses without a quantifier.
    fn append(&mut self, mut chain: PatternChain, filter: Option<Expr>, span: Span) -> Built<()> {
        if let Some(filter) = filter {
            let node = &mut chain.start;
            node.filter = Some(match node.filter.take() {
                None => filter,
                Some(first) => {
                    let span = first.span;
                    Expr { kind: ExprKind::Chain(Box::new(first), vec![(BinaryOp::And, filter)]), span }
                }
            });
        }
        self.node(chain.start, span)?;
        chain.steps.into_iter().for_each(|(rel, node)| self.step(rel, node));
        Ok(())
    }
}

/// `SHORTEST 2 PATH GROUPS`, `ANY`, `ALL SHORTEST TRAIL` …
fn path_prefix(pair: Pair<'_>) -> Built<(Option<Selector>, Option<PathMode>)> {
    let is_groups = pair.clone().into_inner().any(|part| part.as_rule() == Rule::path_groups);
    let (mut selector, mut mode) = (None, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::path_selector => selector = Some(path_selector(part, is_groups)?),
            Rule::path_mode => {
                mode = part.into_inner().next().map(|word| match word.as_rule() {
                    Rule::WALK => PathMode::Walk,
                    Rule::ACYCLIC => PathMode::Acyclic,
                    Rule::SIMPLE => PathMode::Simple,
                    _ => PathMode::Trail,
                });
            }
            _ => {}
        }
    }
    Ok((selector, mode))
}

fn path_selector(pair: Pair<'_>, is_groups: bool) -> Built<Selector> {
    let span = span_of(&pair);
    let (all, shortest) = (has(&pair, Rule::ALL), has(&pair, Rule::SHORTEST));
    let number =
        pair.into_inner().find(|part| matches!(part.as_rule(), Rule::integer_literal | Rule::parameter));
    let count = match number {
        Some(part) if part.as_rule() == Rule::parameter => PathCount::Parameter(parameter_name(part)?),
        Some(part) => PathCount::Number(literal::integer(part.as_str(), span_of(&part), false)?),
        None => PathCount::Number(1),
    };
    if count == PathCount::Number(0) {
        return Err(QueryError::syntax("NegativeIntegerArgument", "at least one path must be asked for")
            .with_label(span, "expected a number above 0"));
    }
    Ok(match (all, shortest) {
        (true, true) => Selector::Groups(PathCount::Number(1)),
        (true, false) => Selector::All,
        (false, true) if is_groups => Selector::Groups(count),
        (false, true) => Selector::Shortest(count),
        (false, false) => Selector::Any(count),
    })
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
pub(super) fn path_length(pair: Pair<'_>) -> Built<PathLength> {
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
