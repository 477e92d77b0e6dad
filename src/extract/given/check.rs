//! Facts held to the text that they speak of.

use super::batch::GivenBatch;
use crate::extract::document::{FoldedText, Letters};
use crate::extract::fact::Evidence;
use crate::extract::{Document, Fact, Lexicon};
use crate::source::Span;

/// A document's text, ready for looking up quotations.
#[derive(Debug)]
pub struct Text<'l> {
    lexicon: &'l Lexicon,
    sha256: String,
    /// The text that facts are read from; then all of it, with headers and notes of the page.
    texts: [(FoldedText, Letters); 2],
    /// One past the last byte that a span may reach.
    end: usize,
}

impl<'l> Text<'l> {
    /// The text of a document.
    pub fn new(document: Document, lexicon: &'l Lexicon) -> Self {
        let whole = document.text.with_furniture(&lexicon.characters);
        let length = whole.as_str().len();
        let end = whole.original(Span::new(0, length)).end;
        let texts = [document.text, whole].map(|text| {
            let letters = Letters::of(text.as_str());
            (text, letters)
        });
        Self { lexicon, sha256: document.sha256, texts, end }
    }

    /// Drops the facts of a batch that the text does not bear out; gives their lines with the reason. A fact that does not
    /// say where it stands is given the place of its quotation, a figure its own.
    pub fn check(&self, batch: &mut GivenBatch) -> Vec<(usize, String)> {
        if let Some((line, Fact::Document(document))) = batch.facts.first()
            && !document.sha256.is_empty()
            && document.sha256 != self.sha256
        {
            let fault =
                (*line, format!("the facts of `{}` are of another version of the document", batch.doc));
            batch.facts.clear();
            return vec![fault];
        }
        let mut faults = Vec::new();
        batch.facts.retain_mut(|(line, fact)| {
            let (evidence, figure) = match fact {
                Fact::Document(_) => return true,
                Fact::Entity(entity) => (&mut entity.evidence, None),
                Fact::Measure(measure) => (&mut measure.evidence, Some(measure.text.as_str())),
                Fact::Relation(relation) => (&mut relation.evidence, None),
            };
            match self.place(evidence, figure) {
                Ok(()) => true,
                Err(why) => {
                    faults.push((*line, why));
                    false
                }
            }
        });
        faults
    }

    fn place(&self, evidence: &mut Evidence, figure: Option<&str>) -> Result<(), String> {
        if evidence.end > self.end {
            let Evidence { start, end, .. } = evidence;
            return Err(format!(
                "bytes {start} to {end} lie outside of the document, which has {}",
                self.end
            ));
        }
        let quote = &*evidence.quote;
        let found = self.texts.iter().find_map(|text| Some((text, text.1.find(quote, self.lexicon)?)));
        let Some(((text, letters), quoted)) = found else {
            return Err(format!("the quotation is not in the document: `{}`", shortened(quote)));
        };
        if evidence.end == 0 {
            let figure = figure.and_then(|figure| letters.find_in(quoted, figure, self.lexicon));
            let span = text.original(figure.unwrap_or(quoted));
            (evidence.start, evidence.end) = (span.start, span.end);
        }
        Ok(())
    }
}

/// The beginning of a long quotation.
fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &quote[..at]),
        None => quote.to_owned(),
    }
}
