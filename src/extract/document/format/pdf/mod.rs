//! PDFs: the crate `unpdf` opens the file and tells what each code of a font means; which characters make a line, a
//! column, a paragraph is told here, for its own layout drops numbers that it takes for page numbers.
//!
//! A file is refused where anything had to be guessed or left out: a font whose codes tell no character, a page of
//! pictures, a damaged page tree. A wrong or missing digit is worse than no document.
//!
//! ```text
//! bytes -> read (pages, limits, refusals) -> content (a page's operators -> runs with places) -> line (runs -> lines)
//!       -> paragraph (lines of all pages -> running heads away, wraps undone)
//! ```

mod content;
mod line;
mod matrix;
mod nesting;
mod paragraph;
mod read;

pub(super) use read::text;
