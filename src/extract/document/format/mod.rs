//! File formats: from a file's bytes to the documents in it, and from a document's bytes to its text.
//!
//! ```text
//! bytes -> kind (told by content) -> archive: its members, a table: its rows  -> Part, a document's own bytes
//! Part  -> text, markdown, html: the text with the file's offsets | docx, pdf: the text taken out -> decode, fold, …
//! ```
//!
//! A name's ending never decides; a file that cannot be read rightly is refused with the reason, for a wrong digit is
//! worse than none. All that a file controls has a limit (see `limits`). Knows formats, nothing of what texts say.

mod delimited;
mod docx;
mod html;
mod html_lines;
mod kind;
mod limits;
mod markdown;
mod markup;
mod numbering;
mod package;
mod part;
mod pdf;
mod text;
mod workbook;
mod xml;

pub use part::{Part, parts};
pub(crate) use text::{Text, text_of};
pub use text::{line_starts, spanned};
