//! A document: decoded and folded text that maps back to the file's bytes, who speaks and of which year, sections
//! and sentences. Knows text and places, nothing of entities and figures.
//!
//! ```text
//! bytes -> format (pages, docx, pdf; archives and tables give several) -> decode (encoding) -> fold (characters) -> layout (furniture, wraps, paragraphs)
//!       -> identity (who, when, what kind) -> section -> sentence (repeats merged)
//! ```
//!
//! The form of the folded text is fixed: ASCII for `,;:()!?%~+-./&`, digits and letters, whatever width the file has;
//! `。、“”‘’《》【】·——…` stay; simplified characters; no blanks but one between two ASCII words; one `\n` between paragraphs.

mod claim;
mod decode;
mod error;
mod fold;
mod format;
mod furniture;
mod identity;
#[cfg(test)]
mod identity_cases;
mod layout;
mod letters;
mod model;
mod numerals;
mod offsets;
mod period;
mod region;
mod residue;
mod section;
mod sentence;
mod title;
mod town;
mod year;
mod zone;

pub(crate) use claim::doubts;
pub use decode::{Decoded, decode_text};
pub use error::ReadError;
pub use fold::fold_text;
pub use format::{Part, line_starts, parts, spanned};
pub use identity::Identity;
pub(crate) use letters::{Letters, letters};
pub use model::{Document, FoldedText, sha256};
pub use section::{Period, Section};
pub use sentence::Sentence;
pub(crate) use zone::{full_name as zone_in_full, of_place as zone_of};
