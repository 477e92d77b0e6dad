//! One document from bytes to facts.

use super::{Document, Fact, Lexicon, measure, mention, relation};
use crate::diagnostic::Diagnostic;

/// What one document gave.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Facts in the order of the text: the document, its entities, measures, relations.
    pub facts: Vec<Fact>,
    /// What a person should know: the file could not be read, is no report, holds nothing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one document. `name` is what to call it (its path as the user gave it); it never decides what the text means.
pub fn extract(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Extraction {
    let document = match Document::read(name, bytes, lexicon) {
        Ok(document) => document,
        Err(error) => {
            return Extraction { facts: Vec::new(), diagnostics: vec![Diagnostic::error(error.to_string())] };
        }
    };
    let mentions = mention::read(&document, lexicon);
    let relations = relation::read(&document, &mentions, lexicon);
    let measures = measure::read(&document, &mentions, lexicon);
    let mut facts = vec![Fact::Document(document.fact())];
    facts.extend(mentions.entities.into_iter().map(Fact::Entity));
    facts.extend(measures.into_iter().map(Fact::Measure));
    facts.extend(relations.into_iter().map(Fact::Relation));
    Extraction { facts, diagnostics: Vec::new() }
}
