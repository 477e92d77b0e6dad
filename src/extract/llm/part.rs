//! Pieces of a document that are short enough for one question.

use std::ops::Range;

use crate::extract::Document;
use crate::extract::document::Section;

/// Characters of a part: more facts than stand in so many make answers that are cut off.
const MOST_CHARACTERS: usize = 1500;

/// Sentences that stand together, of one time and one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which sentences of the document.
    pub sentences: Range<usize>,
}

/// The document in parts. A longer sentence is a part of its own.
pub fn parts(document: &Document) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut characters = 0;
    for (at, sentence) in document.sentences.iter().enumerate() {
        let length = document.slice(sentence.span).chars().count();
        let fits = parts.last().is_some_and(|part| {
            let first = &document.sentences[part.sentences.start];
            characters + length <= MOST_CHARACTERS
                && is_one_setting(document, first.section, sentence.section)
        });
        match parts.last_mut().filter(|_| fits) {
            Some(part) => {
                part.sentences.end = at + 1;
                characters += length;
            }
            None => {
                parts.push(Part { sentences: at..at + 1 });
                characters = length;
            }
        }
    }
    parts
}

/// Whether two sections speak of one time and one region.
fn is_one_setting(document: &Document, one: usize, other: usize) -> bool {
    let setting = |at: usize| {
        document.sections.get(at).map(|Section { region, period, year, .. }| (region, period, year))
    };
    one == other || setting(one) == setting(other)
}
