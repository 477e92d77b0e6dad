//! From text to tree in three steps: limits, recogniser, builder.

use pest::Parser as _;

use super::builder::Builder;
use super::grammar::{Grammar, Rule};
use super::nesting::check_nesting;
use super::syntax_error::syntax_error;
use crate::query::QueryError;
use crate::query::ast::Statement;

/// Deepest nesting that any thread's stack holds; what nests deeper gets a stack of its own.
const SHALLOW: usize = 8;

/// Stack for one level of nesting: about a dozen rules of the grammar, each a few calls deep.
const STACK_PER_LEVEL: usize = 96 * 1024;

/// Parses one statement (a trailing `;` or `；` is allowed).
///
/// ```
/// let statement = tuzhi::query::parser::parse("MATCH (区:Region) RETURN 区.name LIMIT 3")?;
/// assert_eq!(statement.query.first.clauses.len(), 2);
/// # Ok::<(), tuzhi::query::QueryError>(())
/// ```
pub fn parse(text: &str) -> Result<Statement, QueryError> {
    let depth = check_nesting(text)?;
    if depth <= SHALLOW {
        return recognise_and_build(text);
    }
    stacker::maybe_grow((depth + 2) * STACK_PER_LEVEL, (depth + 8) * STACK_PER_LEVEL, || {
        recognise_and_build(text)
    })
}

fn recognise_and_build(text: &str) -> Result<Statement, QueryError> {
    let mut pairs = Grammar::parse(Rule::statement, text).map_err(|error| syntax_error(text, &error))?;
    let pair = pairs.next().ok_or_else(|| QueryError::syntax("UnexpectedSyntax", "there is no statement"))?;
    Builder::new(text).statement(pair)
}
