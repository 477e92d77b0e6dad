//! A file from bytes to facts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::document::{ReadError, doubts, parts};
use super::{Document, Fact, Lexicon, measure, mention, relation};
use crate::diagnostic::{Diagnostic, Severity};

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Facts in the order of the text: the document, its entities, measures, relations; then those of the next document.
    pub facts: Vec<Fact>,
    /// What a person should know: the file could not be read, is no report, holds nothing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file: one document, or those of an archive or a table. `name` is what to call it (its path as the user gave
/// it); it never decides what the text means, but what it claims is compared with what the text says.
pub fn extract(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Extraction {
    extract_with(name, bytes, lexicon, &mut |_, _| ())
}

/// The same, and shows each document with what it gave, to be looked at or added to.
pub fn extract_with(
    name: &str,
    bytes: &[u8],
    lexicon: &Lexicon,
    look: &mut dyn FnMut(&Document, &mut Extraction),
) -> Extraction {
    let mut all = Extraction::default();
    documents(name, bytes, lexicon, &mut |place, document| {
        let one = document.and_then(|document| {
            let mut one = guarded(|| Ok(facts_of(&document, lexicon)))?;
            look(&document, &mut one);
            Ok(one)
        });
        let one = one.unwrap_or_else(|why| Extraction {
            facts: Vec::new(),
            diagnostics: vec![Diagnostic::error(why.to_string())],
        });
        match all.facts.is_empty() {
            true => all.facts = one.facts,
            false => all.facts.extend(one.facts),
        }
        all.diagnostics.extend(one.diagnostics.into_iter().map(|diagnostic| match place {
            "" => diagnostic,
            place => Diagnostic { message: format!("`{place}`: {}", diagnostic.message), ..diagnostic },
        }));
    });
    if !all.facts.is_empty() {
        // One member that cannot be read does not spoil the others.
        let errors = all.diagnostics.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.for_each(|diagnostic| diagnostic.severity = Severity::Warning);
    }
    all
}

/// Hands each document of a file to `visit`, one at a time: its place in the file (empty for the file itself), and the
/// document or why it cannot be read.
pub fn documents(
    name: &str,
    bytes: &[u8],
    lexicon: &Lexicon,
    visit: &mut dyn FnMut(&str, Result<Document, ReadError>),
) {
    parts(name, bytes, &mut |part| {
        let document = part.bytes.and_then(|bytes| guarded(|| Document::read(&part.name, &bytes, lexicon)));
        let document = document
            .map(|document| Document { doubts: doubts(&document, &part.claims, lexicon), ..document });
        let place = part.name.strip_prefix(name).unwrap_or(&part.name).trim_start_matches('/');
        visit(place, document);
    });
}

/// A report that a rule fails on must not take the others of its folder with it. What is read is left as it was, so that
/// nothing stays half done.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Failed))
}

fn facts_of(document: &Document, lexicon: &Lexicon) -> Extraction {
    let mentions = mention::read(document, lexicon);
    let relations = relation::read(document, &mentions, lexicon);
    let measures = measure::read(document, &mentions, lexicon);
    // Facts are large, and moved as seldom as can be.
    let mut facts = Vec::with_capacity(1 + mentions.entities.len() + measures.len() + relations.len());
    facts.push(Fact::Document(document.fact()));
    facts.extend(mentions.entities.into_iter().map(Fact::Entity));
    facts.extend(measures.into_iter().map(Fact::Measure));
    facts.extend(relations.into_iter().map(Fact::Relation));
    Extraction { facts, diagnostics: document.doubts.clone() }
}
