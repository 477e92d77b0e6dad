//! Text to [`ast::Statement`](super::ast::Statement), by the grammar under `grammar/`. Pest's types are seen here and nowhere else.
//!
//! ```text
//! text -> fold (full-width signs) -> scan, nesting (limits) -> pest pairs -> builder -> ast::Statement
//!                                                            \-> syntax_error -> QueryError
//! ```
//!
//! The tree keeps names as written and a span for everything an error may point at; no span has blanks at its ends.
//! No input overflows the stack: brackets nest [`MAX_NESTING`] deep, expressions [`MAX_DEPTH`], both checked before
//! anything recurses that far; `OR`, `AND` and `XOR` chains, lists and clauses may be as long as they like.
//! [`scan`] reads text that need not be a statement: it serves the shell (where does a statement end, what colour has
//! a word) and the errors. Knows nothing of the graph and of what names mean.

mod advice;
mod builder;
mod evidenced;
mod fold;
mod format;
mod grammar;
mod nesting;
mod parse;
mod scan;
mod split;
mod syntax_error;
mod typed;
mod words;

pub use super::ast::{KEYWORDS, is_reserved};
pub use builder::MAX_DEPTH;
pub use evidenced::with_all_evidence;
pub use fold::twin;
pub use format::{KeywordLanguage, format};
pub use nesting::MAX_NESTING;
pub use parse::{is_walk, parse, parse_walk, parse_walk_prefix};
pub use scan::{Lexeme, LexemeKind, scan, string_closer};
pub use split::{is_complete, split_statements};
pub use typed::in_typed_words;
