//! Facts by document, in an order of their own.

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

/// Facts by document, ordered by name and content. A fact belongs to the last document of its name before it; facts of
/// a document that is not told (another extractor's) get one with a name alone. The same content under two
/// paths is one document, and what is told twice counts once.
pub(super) fn by_document(facts: Vec<Fact>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    let mut last_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_hash: BTreeMap<String, usize> = BTreeMap::new();
    for fact in facts {
        let name = document_of(&fact).to_owned();
        if let Fact::Document(document) = fact {
            let known = by_hash.get(&document.sha256).filter(|_| !document.sha256.is_empty()).copied();
            let at = known.unwrap_or(reports.len());
            last_of.insert(name, at);
            by_hash.insert(document.sha256.clone(), at);
            match reports.get_mut(at) {
                None => reports.push(Report { document, ..Report::default() }),
                Some(report) if document.path < report.document.path => report.document = document,
                Some(_) => {}
            }
            continue;
        }
        let at = *last_of.entry(name).or_insert_with_key(|name| {
            let document = DocumentFact { doc: name.clone(), ..DocumentFact::default() };
            reports.push(Report { document, ..Report::default() });
            reports.len() - 1
        });
        reports[at].add(fact);
    }
    reports.sort_by(|one, other| order_of(one).cmp(&order_of(other)));
    name_apart(&mut reports);
    reports.iter_mut().for_each(Report::drop_repeats);
    reports
}

impl Report {
    fn add(&mut self, fact: Fact) {
        match fact {
            Fact::Document(document) => self.document = document,
            Fact::Entity(entity) => self.entities.push(entity),
            Fact::Measure(measure) => self.measures.push(measure),
            Fact::Relation(relation) => self.relations.push(relation),
        }
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

fn order_of(report: &Report) -> (&str, &str) {
    (&report.document.doc, &report.document.sha256)
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
fn name_apart(reports: &mut [Report]) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for report in reports.iter() {
        *uses.entry(report.document.doc.clone()).or_default() += 1;
    }
    for report in reports {
        let name = &report.document.doc;
        let hash = report.document.sha256.get(..8).unwrap_or_default();
        report.id = if uses[name] > 1 { format!("{name}#{hash}") } else { name.clone() };
    }
}
