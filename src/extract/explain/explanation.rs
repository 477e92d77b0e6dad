//! The sentences of a document with their facts.

use std::sync::Arc;

use super::statement::statement;
use crate::extract::fact::{DocumentFact, Evidence};
use crate::extract::{Document, Fact, Lexicon, documents};

/// A document's sentences, each with what it gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The document.
    pub document: DocumentFact,
    /// Sentences in the order of the text.
    pub sentences: Vec<ExplainedSentence>,
    /// Facts that stand in no sentence.
    pub elsewhere: Vec<Explained>,
}

/// A sentence with what it gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExplainedSentence {
    /// Heading of its section, or empty.
    pub section: Arc<str>,
    /// The sentence as the file has it.
    pub text: String,
    /// Facts in the order of entities, measures, relations.
    pub facts: Vec<Explained>,
}

/// One fact at one of its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// What it says, in one line.
    pub statement: String,
    /// Id of the rule that made it here.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// Whether the fact was made by an earlier place already.
    pub is_again: bool,
}

/// Lays the facts of a file beside the sentences of its documents. A document without facts is left out.
pub fn explain(name: &str, bytes: &[u8], facts: &[Fact], lexicon: &Lexicon) -> Vec<Explanation> {
    let mut groups: Vec<&[Fact]> = facts.chunk_by(|_, next| !matches!(next, Fact::Document(_))).collect();
    let mut explanations = Vec::new();
    documents(name, bytes, lexicon, &mut |_, document| {
        let Ok(document) = document else { return };
        let own = groups.iter().position(|group| {
            matches!(group.first(), Some(Fact::Document(fact))
                if *fact.doc == *document.id && fact.sha256 == document.sha256)
        });
        explanations.extend(own.map(|own| of_document(&document, groups.remove(own))));
    });
    explanations
}

fn of_document(document: &Document, facts: &[Fact]) -> Explanation {
    let sentences = document.sentences.iter().map(|sentence| ExplainedSentence {
        section: document.sections.get(sentence.section).map(|it| it.heading.clone()).unwrap_or_default(),
        text: document.quote(sentence.span),
        facts: Vec::new(),
    });
    let mut explanation =
        Explanation { document: document.fact(), sentences: sentences.collect(), elsewhere: Vec::new() };
    let places = Places::of(document);
    for fact in facts {
        let Some((first, more)) = evidence(fact) else { continue };
        let statement = statement(fact);
        for (at, place) in std::iter::once(first).chain(more).enumerate() {
            let explained = Explained {
                statement: statement.clone(),
                rule: place.rule.to_string(),
                confidence: place.confidence,
                is_again: at > 0,
            };
            let list = match places.sentence(place.start) {
                Some(sentence) => &mut explanation.sentences[sentence].facts,
                None => &mut explanation.elsewhere,
            };
            // A name that stands twice in one sentence is told once.
            if !list.iter().any(|other| other.statement == explained.statement) {
                list.push(explained);
            }
        }
    }
    explanation
}

fn evidence(fact: &Fact) -> Option<(&Evidence, &[Evidence])> {
    match fact {
        Fact::Document(_) => None,
        Fact::Entity(entity) => Some((&entity.evidence, &entity.more)),
        Fact::Measure(measure) => Some((&measure.evidence, &measure.more)),
        Fact::Relation(relation) => Some((&relation.evidence, &relation.more)),
    }
}

/// Where sentences and their repeats stand in the file.
struct Places {
    /// First byte, one past the last byte, number of the sentence; in the order of the file.
    spans: Vec<(usize, usize, usize)>,
}

impl Places {
    fn of(document: &Document) -> Self {
        let mut spans = Vec::new();
        for (at, sentence) in document.sentences.iter().enumerate() {
            for span in std::iter::once(&sentence.span).chain(&sentence.repeats) {
                let place = document.text.original(*span);
                spans.push((place.start, place.end, at));
            }
        }
        spans.sort_unstable();
        Self { spans }
    }

    /// The sentence that holds a byte of the file.
    fn sentence(&self, byte: usize) -> Option<usize> {
        let after = self.spans.partition_point(|&(start, _, _)| start <= byte);
        let (_, end, sentence) = *self.spans.get(after.checked_sub(1)?)?;
        (byte < end).then_some(sentence)
    }
}
