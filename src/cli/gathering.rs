//! What a build has gathered before it links: which documents there are, and where the facts of each are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::failure::Failure;
use super::kept::{KeptFacts, Key};
use super::reading::Reading;
use crate::extract::{Built, Fact, Survey, batches};

/// Documents and facts so far.
#[derive(Debug)]
pub(super) struct Gathering<'l> {
    survey: Survey<'l>,
    /// Where the facts of each batch of the survey are kept.
    keys: Vec<Key>,
    /// Whether a document tells anything.
    is_empty: bool,
    /// Input files that hold a document of a name.
    files: BTreeMap<String, BTreeSet<String>>,
}

impl<'l> Gathering<'l> {
    /// Nothing so far.
    pub(super) fn new(survey: Survey<'l>) -> Self {
        Self { survey, keys: Vec::new(), is_empty: true, files: BTreeMap::new() }
    }

    /// Adds the documents of a file that was read.
    pub(super) fn add(&mut self, reading: Reading) {
        for (batch, key) in batches(reading.extraction.facts).into_iter().zip(reading.keys) {
            if let Some(Fact::Document(document)) = batch.first() {
                self.files.entry(document.doc.clone()).or_default().insert(reading.name.clone());
            }
            self.note(&batch, key);
        }
    }

    /// Adds facts of one document, kept under a key.
    pub(super) fn note(&mut self, facts: &[Fact], key: Key) {
        self.is_empty &= facts.iter().all(|fact| matches!(fact, Fact::Document(_)));
        self.survey.note(facts);
        self.keys.push(key);
    }

    /// Whether no document tells anything.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Batches of facts: documents, as long as no facts were given for them.
    pub(super) fn n_documents(&self) -> usize {
        self.keys.len()
    }

    /// Input files that hold a document of a name.
    pub(super) fn files_of(&self, doc: &str) -> Option<&BTreeSet<String>> {
        self.files.get(doc)
    }

    /// The graph of all documents, whose facts are taken from where they are kept one document at a time.
    pub(super) fn link(self, kept: &KeptFacts) -> Result<Built, Failure> {
        let mut builder = self.survey.builder();
        for numbers in builder.order() {
            let batches = numbers.into_iter().map(|number| Ok(kept.read(&self.keys[number])?.facts));
            builder.add(batches.collect::<Result<_, Failure>>()?);
        }
        builder.finish().map_err(|error| Failure::new(format!("cannot build the graph: {error}")))
    }
}
