//! A document: decoded and folded text that maps back to the file's bytes, who speaks and of which year, sections
//! and sentences. Knows text and places, nothing of entities and figures.

use super::Lexicon;
use super::fact::{DocumentFact, DocumentKind};
use crate::source::Span;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// Not a text.
    #[error("the file is binary, not text")]
    Binary,
    /// None of UTF-8, UTF-16 or GB18030.
    #[error("the text is in no known encoding (UTF-8, UTF-16, GB18030)")]
    UnknownEncoding,
}

/// The text that all later stages read: full-width ASCII made half-width, blanks between digits and characters and
/// hard line wraps gone, one `\n` between paragraphs, page furniture dropped. Spans of all later stages point here.
#[derive(Clone, Debug, Default)]
pub struct FoldedText {
    text: String,
}

impl FoldedText {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range of bytes in the original file that `span` of the folded text came from.
    pub fn original(&self, span: Span) -> Span {
        span
    }
}

/// Who speaks, of which year, in what kind of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Title as printed, or empty.
    pub title: String,
    /// Canonical name of the region whose report it is.
    pub region: Option<String>,
    /// Regions above it, nearest first.
    pub parents: Vec<String>,
    /// The year the report is given in.
    pub year: Option<i32>,
    /// What kind of text it is.
    pub kind: DocumentKind,
}

/// Which time a section speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// What was done: the year before the report's, or the term behind.
    Review,
    /// What is planned: the report's year, or the term ahead.
    Plan,
    /// Not known from the headings.
    #[default]
    Unknown,
}

/// A part of the document under one heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Text of the heading, or empty before the first.
    pub heading: String,
    /// 1 for 一、, 2 for (一), 3 for 1. and run-in heads; 0 before the first heading.
    pub level: u8,
    /// Canonical name of the region the section is about: the document's, or a district's in a section of its own.
    pub region: Option<String>,
    /// Which time it speaks of.
    pub period: Period,
    /// The year its figures are for, when the headings tell: the year before the report's in a review.
    pub year: Option<i32>,
}

/// A sentence (up to 。！？； or a paragraph's end).
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// In the folded text.
    pub span: Span,
    /// Index of its section.
    pub section: usize,
    /// Index of its paragraph, counted over the document.
    pub paragraph: usize,
    /// Where the same sentence stands again (scan repeats), in the folded text.
    pub repeats: Vec<Span>,
}

/// A document ready for reading.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How facts name it.
    pub id: String,
    /// Path as given.
    pub path: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Characters of the decoded text.
    pub characters: usize,
    /// The text that spans point into.
    pub text: FoldedText,
    /// Who speaks.
    pub identity: Identity,
    /// Sections in order; never empty.
    pub sections: Vec<Section>,
    /// Sentences in order, repeats left out.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// Reads a file's bytes.
    pub fn read(_name: &str, _bytes: &[u8], _lexicon: &Lexicon) -> Result<Self, ReadError> {
        Err(ReadError::Empty)
    }

    /// Text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text.as_str())
    }

    /// The document as a fact.
    pub fn fact(&self) -> DocumentFact {
        DocumentFact {
            doc: self.id.clone(),
            title: self.identity.title.clone(),
            region: self.identity.region.clone(),
            parents: self.identity.parents.clone(),
            year: self.identity.year,
            kind: self.identity.kind,
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            characters: self.characters,
        }
    }
}
