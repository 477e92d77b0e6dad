//! Which facts are of which document, and in what order documents are merged: one of their own, whatever the order
//! they come in.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::Fact;
use crate::extract::fact::{DocumentFact, EntityFact, MeasureFact, RelationFact};

/// One document and what it says.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    /// What evidence calls the document: `document.doc`, with a piece of the hash when two documents share it.
    pub(super) id: String,
    pub(super) document: DocumentFact,
    pub(super) entities: Vec<EntityFact>,
    pub(super) measures: Vec<MeasureFact>,
    pub(super) relations: Vec<RelationFact>,
}

impl Report {
    /// A document with its facts; what is told twice counts once.
    pub(super) fn new(group: &Group, facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut report = Self { id: group.id.clone(), document: group.document.clone(), ..Self::default() };
        for fact in facts {
            match fact {
                Fact::Document(_) => {}
                Fact::Entity(entity) => report.entities.push(entity),
                Fact::Measure(measure) => report.measures.push(measure),
                Fact::Relation(relation) => report.relations.push(relation),
            }
        }
        report.drop_repeats();
        report
    }

    /// Drops entities told twice, whose counts would add up; other repeats merge by themselves.
    fn drop_repeats(&mut self) {
        let mut seen = BTreeSet::new();
        self.entities.retain(|entity| {
            let place = (entity.evidence.start, entity.evidence.end);
            seen.insert((entity.label, entity.name.clone(), place))
        });
    }
}

/// Facts in batches of one document each, in the order of their first facts. A fact belongs to the last document of its
/// name before it.
pub fn batches(facts: Vec<Fact>) -> Vec<Vec<Fact>> {
    let mut batches: Vec<Vec<Fact>> = Vec::new();
    let mut last_of: BTreeMap<String, usize> = BTreeMap::new();
    for fact in facts {
        let name = document_of(&fact);
        let at = match last_of.get(name) {
            Some(&at) if !matches!(fact, Fact::Document(_)) => at,
            _ => {
                last_of.insert(name.to_owned(), batches.len());
                batches.push(Vec::new());
                batches.len() - 1
            }
        };
        batches[at].push(fact);
    }
    batches
}

/// One document and the batches that tell of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) document: DocumentFact,
    /// Numbers of batches.
    pub(super) batches: Vec<usize>,
}

/// The documents of batches, ordered by name and content. The same content under two paths is one document, and goes by
/// the first of them. A batch that does not tell its document (another extractor's) goes with the one document of its
/// name; when there is none, or more than one, it makes a document with a name alone.
pub(super) fn group(batches: &[DocumentFact]) -> Vec<Group> {
    let mut groups: BTreeMap<(&str, &str), Group> = BTreeMap::new();
    let mut hashes_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (number, document) in batches.iter().enumerate().filter(|(_, document)| is_told(document)) {
        hashes_of.entry(&document.doc).or_default().insert(&document.sha256);
        let group = groups.entry(("", &document.sha256)).or_default();
        if group.batches.is_empty() || document.path < group.document.path {
            group.document = document.clone();
        }
        group.batches.push(number);
    }
    for (number, document) in batches.iter().enumerate().filter(|(_, document)| !is_told(document)) {
        let key = match hashes_of.get(&*document.doc) {
            Some(hashes) if hashes.len() == 1 => ("", hashes.first().copied().unwrap_or_default()),
            _ => (&*document.doc, ""),
        };
        let group = groups.entry(key).or_default();
        if group.batches.is_empty() {
            group.document = document.clone();
        }
        group.batches.push(number);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|one, other| order_of(one).cmp(&order_of(other)));
    name_apart(&mut groups);
    groups
}

/// What a batch tells of its document: all of it, or what its facts call it.
pub(super) fn document_told(facts: &[Fact]) -> DocumentFact {
    match facts.first() {
        Some(Fact::Document(document)) => document.clone(),
        Some(other) => DocumentFact { doc: document_of(other).to_owned(), ..DocumentFact::default() },
        None => DocumentFact::default(),
    }
}

fn is_told(document: &DocumentFact) -> bool {
    !document.sha256.is_empty()
}

fn order_of(group: &Group) -> (&str, &str) {
    (&group.document.doc, &group.document.sha256)
}

fn document_of(fact: &Fact) -> &str {
    match fact {
        Fact::Document(document) => &document.doc,
        Fact::Entity(entity) => &entity.evidence.doc,
        Fact::Measure(measure) => &measure.evidence.doc,
        Fact::Relation(relation) => &relation.evidence.doc,
    }
}

/// Two files of one name in different folders are two documents.
fn name_apart(groups: &mut [Group]) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups.iter() {
        *uses.entry(group.document.doc.clone()).or_default() += 1;
    }
    for group in groups {
        let name = &group.document.doc;
        let hash = group.document.sha256.get(..8).unwrap_or_default();
        group.id = if uses[name] > 1 && !hash.is_empty() { format!("{name}#{hash}") } else { name.clone() };
    }
}
