//! Text to [`ast::Statement`], by the grammar under `grammar/`. Pest's types are seen here and nowhere else.

use super::QueryError;
use super::ast;

/// Parses one statement (a trailing `;` or `；` is allowed).
pub fn parse(_text: &str) -> Result<ast::Statement, QueryError> {
    Err(QueryError::syntax("UnexpectedSyntax", "the parser is not there yet"))
}
