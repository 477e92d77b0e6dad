//! What the builder carries along, and the small steps that all constructs share.

use std::sync::Arc;

use pest::iterators::Pair as PestPair;

use crate::query::QueryError;
use crate::query::ast::Name;
use crate::query::ast::is_reserved;
use crate::query::parser::grammar::Rule;
use crate::query::parser::nesting::too_deep;
use crate::query::parser::words::is_token;
use crate::source::Span;

/// How deep the tree of an expression may be. Chains (`a + b + c`, `a.b.c`, `NOT NOT a`, `a IN b IN c`) are flat, however
/// long; what nests are brackets, and in each of them the levels of operators.
pub const MAX_DEPTH: usize = 600;

pub(super) type Pair<'t> = PestPair<'t, Rule>;
pub(super) type Built<T> = Result<T, QueryError>;

/// Builds the tree of one statement.
pub(in crate::query::parser) struct Builder<'t> {
    pub(super) text: &'t str,
    depth: usize,
    deepest: usize,
}

impl<'t> Builder<'t> {
    /// A builder for the pairs of `text`.
    pub(in crate::query::parser) fn new(text: &'t str) -> Self {
        Self { text, depth: 0, deepest: 0 }
    }

    /// Builds what lies `levels` deeper in the tree.
    pub(super) fn deeper<T>(
        &mut self,
        levels: usize,
        span: Span,
        build: impl FnOnce(&mut Self) -> Built<T>,
    ) -> Built<T> {
        self.depth += levels;
        self.deepest = self.deepest.max(self.depth);
        if self.depth > MAX_DEPTH {
            return Err(too_deep(span, MAX_DEPTH));
        }
        let built = build(self);
        self.depth -= levels;
        built
    }

    /// How deep the trees built so far are.
    pub(super) fn deepest(&self) -> usize {
        self.deepest
    }

    /// The place of a pair, without the blanks that its rule took at the end.
    pub(super) fn trimmed(&self, pair: &Pair<'t>) -> Span {
        let span = span_of(pair);
        let text = span.of(self.text).trim_end_matches(crate::query::parser::scan::is_blank);
        Span::new(span.start, span.start + text.len())
    }

    /// The variable that a `variable` pair names.
    pub(super) fn variable(&self, pair: Pair<'t>) -> Built<Name> {
        let inner = pair.into_inner().next().ok_or_else(incomplete)?;
        variable_name(&inner)
    }
}

/// The place of a pair.
pub(super) fn span_of(pair: &Pair<'_>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// The pairs inside, keywords and signs left out.
pub(super) fn parts(pair: Pair<'_>) -> impl Iterator<Item = Pair<'_>> {
    pair.into_inner().filter(|part| !is_token(part.as_rule()))
}

/// Whether a keyword or sign stands directly inside.
pub(super) fn has(pair: &Pair<'_>, rule: Rule) -> bool {
    pair.clone().into_inner().any(|part| part.as_rule() == rule)
}

/// The next part, which the grammar promises.
pub(super) fn expect<'t>(parts: &mut impl Iterator<Item = Pair<'t>>) -> Built<Pair<'t>> {
    parts.next().ok_or_else(incomplete)
}

/// A name of anything: a key, a label, a type, a function.
pub(super) fn name(pair: &Pair<'_>) -> Name {
    let written = pair.as_str();
    let text: Arc<str> = match pair.as_rule() {
        Rule::quoted_name => written[1..written.len() - 1].replace("``", "`").into(),
        _ => written.into(),
    };
    Name { text, span: span_of(pair) }
}

/// A name of a variable, which no keyword can be.
pub(super) fn variable_name(pair: &Pair<'_>) -> Built<Name> {
    if pair.as_rule() == Rule::word && is_reserved(pair.as_str()) {
        let word = pair.as_str();
        return Err(QueryError::syntax("UnexpectedSyntax", format!("unexpected keyword `{word}`"))
            .with_label(span_of(pair), "expected a value or a name here")
            .with_hint(format!("a name that is a keyword is written in backticks: `` `{word}` ``")));
    }
    Ok(name(pair))
}

/// For pairs that do not hold what the grammar says they hold; a wrong grammar is the only way here.
pub(super) fn incomplete() -> QueryError {
    QueryError::syntax("UnexpectedSyntax", "the statement is incomplete")
}
