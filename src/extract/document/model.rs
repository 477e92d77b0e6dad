//! The document that all later stages read.

use std::sync::Arc;

use super::super::Lexicon;
use super::super::fact::{DocumentFact, DocumentFormat, Evidence};
use super::super::lexicon::Characters;
use super::ReadError;
use super::fold::{fold, is_ideograph};
use super::format::{Text, text_of};
use super::identity::{self, Identity};
use super::layout::lay_out;
use super::offsets::Offsets;
use super::period;
use super::section::{self, Section};
use super::sentence::{self, Sentence};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The text that all later stages read, in the form that the module's page fixes. Spans of all later stages point here.
#[derive(Clone, Debug, Default)]
pub struct FoldedText {
    text: String,
    /// The text as the file has it, a page's marks left out.
    decoded: String,
    /// From this text to the one it was made from, from that to the next, the document's bytes last.
    steps: Vec<Offsets>,
}

impl FoldedText {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range of the document's bytes (see [`DocumentFormat`]) that `span` of the folded text came from.
    pub fn original(&self, span: Span) -> Span {
        self.steps.iter().fold(span, |span, step| step.original(span))
    }

    /// All of the text, before lines were joined and a page's headers, footers and repeats taken away. It cannot be
    /// quoted from.
    pub(crate) fn with_furniture(&self, characters: &Characters) -> Self {
        let folded = fold(&self.decoded, characters);
        let steps = self.steps.iter().skip(2).cloned();
        Self {
            text: folded.text,
            decoded: String::new(),
            steps: std::iter::once(folded.offsets).chain(steps).collect(),
        }
    }

    /// What the file has there, line breaks and the blanks around them left out.
    pub fn quote(&self, span: Span) -> String {
        // By way of the lines to the decoded text.
        let place = self.steps.iter().take(2).fold(span, |span, step| step.original(span));
        place.of(&self.decoded).lines().map(str::trim).collect()
    }
}

/// A document ready for reading.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How facts name it.
    pub id: Arc<str>,
    /// Path as given.
    pub path: String,
    /// What its file is.
    pub format: DocumentFormat,
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
    /// Sentences in order, repeats left out. Headings are sentences of the sections they open.
    pub sentences: Vec<Sentence>,
    /// What a person should know of it: it is no report, or not what its name says.
    pub doubts: Vec<Diagnostic>,
}

impl Document {
    /// Reads a document's bytes, whatever its format. A file of several documents is refused: see [`super::parts`].
    pub fn read(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<Self, ReadError> {
        let Text { text, steps, format } = text_of(bytes)?;
        let characters = text.chars().count();
        let folded = fold(&text, &lexicon.characters);
        if folded.text.chars().filter(|&character| is_ideograph(character)).take(2).count() < 2 {
            return Err(if characters == 0 { ReadError::Empty } else { ReadError::NoText { characters } });
        }
        let page = lay_out(&folded, &lexicon.lists);
        let identity = identity::identify(&folded.text, &page.text, lexicon);
        // A large file's lines are not kept beside the text made from them.
        drop((folded.text, folded.shapes));
        let (mut sections, mut marks) = section::divide(&page.text, &identity, lexicon);
        period::infer(&page.text, &mut sections, &mut marks, &identity, &lexicon.periods);
        let sentences = sentence::split(&page.text, &marks);
        Ok(Self {
            id: id_of(name).into(),
            path: name.to_owned(),
            format,
            sha256: sha256(bytes),
            characters,
            text: FoldedText {
                text: page.text,
                decoded: text.into_owned(),
                steps: [page.offsets, folded.offsets].into_iter().chain(steps).collect(),
            },
            identity,
            sections,
            sentences,
            doubts: Vec::new(),
        })
    }

    /// Text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text.as_str())
    }

    /// What the file has at a span of the folded text, line breaks left out: the quotation that proves a fact.
    pub fn quote(&self, span: Span) -> String {
        self.text.quote(span)
    }

    /// Evidence of what stands at `span` in a sentence, which is its quotation.
    pub(crate) fn evidence(
        &self,
        sentence: usize,
        span: Span,
        rule: &'static str,
        confidence: f32,
    ) -> Evidence {
        let whole = &self.sentences[sentence];
        let quote = match self.quoted(whole.span, span) {
            part if part == whole.span => whole.quote.get_or_init(|| self.quote(whole.span).into()).clone(),
            part => self.quote(part).into(),
        };
        self.evidence_of(whole, span, quote, rule, confidence)
    }

    /// Evidence of what stands at `span` where a sentence stands again, at `repeat`.
    pub(crate) fn evidence_again(
        &self,
        sentence: usize,
        repeat: Span,
        span: Span,
        rule: &'static str,
        confidence: f32,
    ) -> Evidence {
        let quote = self.quote(self.quoted(repeat, span)).into();
        self.evidence_of(&self.sentences[sentence], span, quote, rule, confidence)
    }

    /// The sentence, or what stands around `span` where the sentence is too long to be quoted by all its facts.
    fn quoted(&self, sentence: Span, span: Span) -> Span {
        if sentence.len() <= LONGEST_QUOTE {
            return sentence;
        }
        let text = self.text.as_str();
        let start = text.ceil_char_boundary(span.start.saturating_sub(AROUND));
        let end = text.floor_char_boundary(span.end + AROUND);
        Span::new(start.max(sentence.start), end.min(sentence.end))
    }

    fn evidence_of(
        &self,
        sentence: &Sentence,
        span: Span,
        quote: Arc<str>,
        rule: &'static str,
        confidence: f32,
    ) -> Evidence {
        let section = self.sections.get(sentence.section);
        let section = section.map(|section| section.heading.clone()).unwrap_or_default();
        let Span { start, end } = self.text.original(span);
        Evidence { doc: self.id.clone(), section, start, end, quote, rule: rule.into(), confidence }
    }

    /// The document as a fact.
    pub fn fact(&self) -> DocumentFact {
        DocumentFact {
            doc: self.id.to_string(),
            title: self.identity.title.clone(),
            region: self.identity.region.clone(),
            parents: self.identity.parents.clone(),
            year: self.identity.year,
            kind: self.identity.kind,
            format: self.format,
            path: self.path.clone(),
            sha256: self.sha256.clone(),
            characters: self.characters,
        }
    }
}

/// Longest sentence, in bytes, that is quoted whole: a longer one is a table or damage, and a quotation for each of its
/// facts would make the output grow with the square of its length.
const LONGEST_QUOTE: usize = 6_000;

/// Bytes on each side of a fact that are quoted of a longer sentence.
const AROUND: usize = 600;

/// The file name without folder and ending; of a table's row with the row's place behind it: `reports#3`.
fn id_of(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => match ending.split_once('#') {
            Some((_, row)) => format!("{stem}#{row}"),
            None => stem.to_owned(),
        },
        _ => file.to_owned(),
    }
}

/// SHA-256 of a document's bytes, hexadecimal: what tells whether it is still the same.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
