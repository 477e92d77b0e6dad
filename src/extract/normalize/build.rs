//! The whole way from facts to a graph, in two passes: what documents and names there are, then the facts of one document
//! after the other, so that the facts of all documents need not be held at once.

use super::account::{Account, FactCounts};
use super::corpus::{Group, Report, batches, document_told, group};
use super::entity::Names;
use super::meaning::{Meaning, Reader};
use super::measure::Figure;
use super::merge_list::MergeList;
use super::merged::{Kind, Merged, NodeRef};
use super::naming::Naming;
use super::place::PlaceMaker;
use super::region::Setting;
use super::settle::settle;
use super::{ancestry, answer, contradict, entity, measure, relation, subclass, write};
use crate::extract::fact::{DocumentFact, DocumentKind, EntityFact, RelationFact};
use crate::extract::{Fact, Lexicon};
use crate::graph::{GraphError, PropertyGraph};
use crate::value::Value;

/// The graph of all facts of all documents. A document's facts follow the document in `facts`; the order of documents
/// does not matter. The lexicon gives canonical names, units and the gazetteer.
pub fn build(facts: Vec<Fact>, lexicon: &Lexicon) -> Result<PropertyGraph, GraphError> {
    let mut batches = batches(facts);
    let mut survey = Survey::new(lexicon, MergeList::default());
    batches.iter().for_each(|batch| survey.note(batch));
    let mut builder = survey.builder();
    for numbers in builder.order() {
        builder.add(numbers.iter().map(|&number| std::mem::take(&mut batches[number])).collect());
    }
    Ok(builder.finish()?.graph)
}

/// The first pass: which documents there are, and which names they share.
#[derive(Clone, Debug)]
pub struct Survey<'l> {
    lexicon: &'l Lexicon,
    batches: Vec<DocumentFact>,
    naming: Naming,
}

impl<'l> Survey<'l> {
    /// Nothing seen yet; `merges` are a person's decisions on names.
    pub fn new(lexicon: &'l Lexicon, merges: MergeList) -> Self {
        Self { lexicon, batches: Vec::new(), naming: Naming::new(merges) }
    }

    /// Notes a batch: facts of one document, which comes first when it is told. Batches are numbered from 0 in the order
    /// of the calls.
    pub fn note(&mut self, batch: &[Fact]) {
        let document = document_told(batch);
        let relations: Vec<&RelationFact> = batch
            .iter()
            .filter_map(|fact| match fact {
                Fact::Relation(relation) => Some(relation),
                _ => None,
            })
            .collect();
        let setting = Setting::of(&document, relations.iter().copied(), self.lexicon);
        let reader = Reader::new(relations, &setting, self.lexicon);
        self.batches.push(document);
        for fact in batch {
            match fact {
                Fact::Entity(entity) => self.note_entity(entity, &reader),
                Fact::Measure(measure) if self.naming.has_targets() => {
                    let canonical = self.lexicon.indicators.canonical(&measure.indicator);
                    let name = canonical.map_or(&measure.indicator, |known| &known.name).clone();
                    let handle = name.clone();
                    self.naming.note_thing(
                        "Indicator",
                        &Meaning { key: name.clone(), name, handle, ..Meaning::default() },
                    );
                }
                _ => {}
            }
        }
    }

    fn note_entity(&mut self, entity: &EntityFact, reader: &Reader<'_>) {
        if entity.aliases.is_empty() && !self.naming.has_targets() {
            return;
        }
        let meaning = reader.meaning(entity.label, &entity.name);
        self.naming.note_thing(Kind::Entity(entity.label).labels()[0], &meaning);
        for alias in entity.aliases.iter().filter(|alias| **alias != meaning.name) {
            self.naming.note_short_form(entity.label, alias, &meaning, &reader.setting.scope);
        }
    }

    /// The second pass, with all that was noted.
    pub fn builder(self) -> Builder<'l> {
        let groups = group(&self.batches);
        Builder {
            lexicon: self.lexicon,
            groups,
            naming: self.naming,
            n_added: 0,
            merged: Merged::default(),
            maker: PlaceMaker::default(),
            figures: Vec::new(),
            facts: FactCounts::default(),
        }
    }
}

/// The second pass: facts, document by document.
#[derive(Debug)]
pub struct Builder<'l> {
    lexicon: &'l Lexicon,
    groups: Vec<Group>,
    naming: Naming,
    n_added: usize,
    merged: Merged,
    maker: PlaceMaker,
    figures: Vec<Figure>,
    facts: FactCounts,
}

impl Builder<'_> {
    /// Documents in the order in which [`Builder::add`] takes them, each as the numbers of its batches.
    pub fn order(&self) -> Vec<Vec<usize>> {
        self.groups.iter().map(|group| group.batches.clone()).collect()
    }

    /// Adds the next document: all its batches, in their order.
    pub fn add(&mut self, batches: Vec<Vec<Fact>>) {
        let Some(group) = self.groups.get(self.n_added) else { return };
        self.n_added += 1;
        let report = Report::new(group, settle(batches, self.lexicon));
        self.facts.add(&report);
        let document = document_node(&report, &mut self.merged);
        let setting = Setting::of(&report.document, &report.relations, self.lexicon);
        let mut names = Names::new(&report, &setting, self.lexicon, &mut self.naming);
        let (maker, merged, lexicon) = (&mut self.maker, &mut self.merged, self.lexicon);
        ancestry::merge(&report, &mut names, maker, merged);
        entity::merge(&report, document, &mut names, maker, merged);
        relation::merge(&report, &mut names, maker, merged);
        self.figures.extend(measure::merge(&report, &mut names, maker, merged, lexicon));
    }

    /// Links what the documents say, and writes the graph.
    pub fn finish(mut self) -> Result<Built, GraphError> {
        let (merged, lexicon) = (&mut self.merged, self.lexicon);
        ancestry::join(&mut self.maker, merged, lexicon);
        subclass::join(&mut self.maker, merged, lexicon);
        answer::merge(&self.figures, merged, lexicon);
        let contradictions = contradict::merge(&self.figures, merged, lexicon);
        let mut account = Account::of(&self.figures, &contradictions, merged);
        account.documents = self.groups.into_iter().map(|group| group.document).collect();
        account.facts = self.facts;
        let (list, merges, warnings) = self.naming.finish();
        account.merge_list = list.render(&merges);
        (account.merges, account.merge_warnings) = (merges, warnings);
        // Figures and shared texts have done their work; the merged graph is given up while it is written.
        drop((self.figures, self.maker));
        let mut graph = PropertyGraph::new();
        write::write(self.merged, &mut graph, lexicon)?;
        graph.pack();
        Ok(Built { graph, account })
    }
}

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The graph.
    pub graph: PropertyGraph,
    /// What was done to make it.
    pub account: Account,
}

fn document_node(report: &Report, merged: &mut Merged) -> NodeRef {
    let fact = &report.document;
    let key = if fact.sha256.is_empty() { &fact.doc } else { &fact.sha256 };
    let node = merged.node(Kind::Document, key);
    let document = merged.get_mut(node);
    document.set("doc", report.id.as_str());
    document.set("name", if fact.title.is_empty() { report.id.as_str() } else { fact.title.as_str() });
    document.set("kind", kind_name(fact.kind));
    for (key, text) in [("title", &fact.title), ("path", &fact.path), ("sha256", &fact.sha256)] {
        if !text.is_empty() {
            document.set(key, text.as_str());
        }
    }
    if let Some(region) = &fact.region {
        document.set("region", region.as_str());
    }
    if let Some(year) = fact.year {
        document.set("year", i64::from(year));
    }
    document.set("characters", Value::Integer(i64::try_from(fact.characters).unwrap_or(i64::MAX)));
    node
}

fn kind_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::WorkReport => "work_report",
        DocumentKind::Plan => "plan",
        DocumentKind::News => "news",
        DocumentKind::Other => "other",
    }
}
