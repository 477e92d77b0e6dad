//! From text to tree in three steps: limits, recogniser, builder.

use std::sync::Arc;

use pest::Parser as _;

use super::builder::Builder;
use super::fold::fold;
use super::grammar::{Grammar, Rule};
use super::nesting::check_nesting;
use super::syntax_error::syntax_error;
use crate::query::QueryError;
use crate::query::ast::Statement;

/// Deepest nesting that any thread's stack holds; what nests deeper gets a stack of its own.
const SHALLOW: usize = 8;

/// Stack for one level of nesting: about a dozen rules of the grammar, each a few calls deep.
const STACK_PER_LEVEL: usize = 96 * 1024;

/// Parses one statement (a trailing `;` or `；` is allowed). Full-width signs are read as their ASCII twins; the spans of the
/// tree then point into [`Statement::folded`].
///
/// ```
/// let statement = tuzhi::query::parser::parse("MATCH (区:Region) RETURN 区.name LIMIT 3")?;
/// assert_eq!(statement.query.first.clauses.len(), 2);
/// # Ok::<(), tuzhi::query::QueryError>(())
/// ```
pub fn parse(text: &str) -> Result<Statement, QueryError> {
    let Some(folded) = fold(text) else { return parse_plain(text) };
    match parse_plain(&folded.text) {
        Ok(statement) => Ok(Statement { folded: Some(Arc::new(folded)), ..statement }),
        Err(error) => Err(folded.unfold(error)),
    }
}

/// Parses text without full-width signs.
fn parse_plain(text: &str) -> Result<Statement, QueryError> {
    let depth = check_nesting(text)?;
    with_stack(depth, || recognise_and_build(text))
}

/// Does `work`, which recurses as deep as brackets nest, where there is room for it.
pub(super) fn with_stack<T>(depth: usize, work: impl FnOnce() -> T) -> T {
    if depth <= SHALLOW {
        return work();
    }
    stacker::maybe_grow((depth + 2) * STACK_PER_LEVEL, (depth + 8) * STACK_PER_LEVEL, work)
}

fn recognise_and_build(text: &str) -> Result<Statement, QueryError> {
    let mut pairs = Grammar::parse(Rule::statement, text).map_err(|error| syntax_error(text, &error))?;
    let pair = pairs.next().ok_or_else(|| QueryError::syntax("UnexpectedSyntax", "there is no statement"))?;
    Builder::new(text).statement(pair)
}
