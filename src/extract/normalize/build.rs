//! The whole way from facts to a graph.

use super::corpus::{Report, by_document};
use super::entity::Names;
use super::measure::Figure;
use super::merged::{Kind, Merged, NodeRef};
use super::place::PlaceMaker;
use super::region::Setting;
use super::{ancestry, answer, entity, measure, relation, subclass, write};
use crate::extract::fact::DocumentKind;
use crate::extract::{Fact, Lexicon};
use crate::graph::{GraphError, PropertyGraph};
use crate::value::Value;

/// The graph of all facts of all documents. A document's facts follow the document in `facts`; the order of documents
/// does not matter. The lexicon gives canonical names, units and the gazetteer.
pub fn build(facts: Vec<Fact>, lexicon: &Lexicon) -> Result<PropertyGraph, GraphError> {
    let (mut merged, mut maker) = (Merged::default(), PlaceMaker::default());
    let mut figures = Vec::new();
    for report in by_document(facts) {
        figures.extend(merge_report(&report, &mut maker, &mut merged, lexicon));
    }
    ancestry::join(&mut maker, &mut merged, lexicon);
    subclass::join(&mut maker, &mut merged, lexicon);
    answer::merge(&figures, &mut merged, lexicon);
    let mut graph = PropertyGraph::new();
    write::write(&merged, &mut graph, lexicon)?;
    graph.pack();
    Ok(graph)
}

fn merge_report(
    report: &Report,
    maker: &mut PlaceMaker,
    merged: &mut Merged,
    lexicon: &Lexicon,
) -> Vec<Figure> {
    let document = document_node(report, merged);
    let setting = Setting::of(report, lexicon);
    let mut names = Names::new(report, &setting, lexicon);
    ancestry::merge(report, &setting, maker, merged, lexicon);
    entity::merge(report, document, &mut names, maker, merged);
    relation::merge(report, &mut names, maker, merged);
    measure::merge(report, &mut names, maker, merged, lexicon)
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
