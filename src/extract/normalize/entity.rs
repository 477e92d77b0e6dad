//! Named things of one document, into the merged graph.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corpus::Report;
use super::meaning::{Meaning, Reader, known_name};
use super::merged::{Kind, Merged, Node, NodeRef};
use super::naming::Naming;
use super::place::{Place, PlaceMaker};
use super::region::{RegionName, Setting};
use crate::extract::Lexicon;
use crate::extract::fact::{EntityFact, EntityLabel, PROJECT_STAGES};
use crate::extract::lexicon::Indicator;
use crate::value::Value;

/// What a document's names lead to.
pub(super) struct Names<'r> {
    /// What evidence calls the document.
    doc: &'r str,
    reader: Reader<'r>,
    naming: &'r mut Naming,
    /// Names that the document lists.
    listed: BTreeSet<(EntityLabel, &'r str)>,
    known: BTreeMap<(EntityLabel, String), NodeRef>,
    /// What the list of merges calls a thing.
    handles: BTreeMap<NodeRef, String>,
}

impl<'r> Names<'r> {
    /// The names of a report, none known yet.
    pub(super) fn new(
        report: &'r Report,
        setting: &'r Setting,
        lexicon: &'r Lexicon,
        naming: &'r mut Naming,
    ) -> Self {
        let reader = Reader::new(&report.relations, setting, lexicon);
        let listed = report.entities.iter().map(|entity| (entity.label, entity.name.as_str())).collect();
        let (known, handles) = (BTreeMap::new(), BTreeMap::new());
        Self { doc: &report.id, reader, naming, listed, known, handles }
    }

    /// The node of an entity by label and name or alias; made from the name alone when the document does not list it.
    pub(super) fn node(&mut self, merged: &mut Merged, label: EntityLabel, name: &str) -> NodeRef {
        if let Some(&node) = self.known.get(&(label, name.to_owned())) {
            return node;
        }
        let meaning = self.meaning(label, name);
        let node = match &meaning.region {
            Some(region) => region_node(merged, region, name),
            None => {
                let node = merged.node(Kind::Entity(label), &meaning.key);
                note_name(merged, node, &meaning.name, name);
                if label == EntityLabel::Industry {
                    classify(merged.get_mut(node), self.reader.lexicon);
                }
                node
            }
        };
        self.known.insert((label, name.to_owned()), node);
        self.handles.entry(node).or_insert(meaning.handle);
        node
    }

    /// What a name means, in its document, by other documents, by the person's decisions.
    fn meaning(&mut self, label: EntityLabel, name: &str) -> Meaning {
        let tag = Kind::Entity(label).labels()[0];
        let mut meaning = self.reader.meaning(label, name);
        if meaning.rule.is_none() {
            let defined = self.naming.elsewhere(label, name, &self.reader.setting.scope, self.reader.lexicon);
            // A document that lists both, and does not say that they are one, speaks of two.
            let is_other = |defined: &&Meaning| !self.listed.contains(&(label, defined.name.as_str()));
            if let Some(defined) = defined.filter(is_other) {
                meaning = Meaning { rule: Some("alias-elsewhere"), ..defined.clone() };
            }
        }
        if meaning.rule.is_some()
            && self.naming.is_split(tag, name, [&meaning.handle, &meaning.name], self.doc)
        {
            meaning = self.reader.apart(label, name);
        }
        if let Some(joined) = self.naming.joined(tag, name, &meaning, self.doc) {
            return joined;
        }
        if let Some(rule) = meaning.rule {
            self.naming.note_merge(tag, &meaning.handle, name, rule, self.doc);
        }
        meaning
    }

    /// Gives an entity another of its document's names, unless the person keeps that apart.
    fn alias(&mut self, merged: &mut Merged, label: EntityLabel, node: NodeRef, alias: &str) {
        let tag = Kind::Entity(label).labels()[0];
        let handle = self.handles.get(&node).cloned().unwrap_or_default();
        let name = merged.get(node).name().to_owned();
        if name == alias {
            self.known.entry((label, alias.to_owned())).or_insert(node);
            return;
        }
        if self.naming.is_split(tag, alias, [&handle, &name], self.doc) {
            return;
        }
        self.known.entry((label, alias.to_owned())).or_insert(node);
        merged.get_mut(node).aliases.insert(alias.to_owned());
        let own = self.reader.meaning(label, alias);
        let rule = own.rule.filter(|_| own.handle == handle).unwrap_or("alias");
        self.naming.note_merge(tag, &handle, alias, rule, self.doc);
    }

    /// The canonical name of an indicator that a figure is written under, with how it is another name of it.
    pub(super) fn indicator<'l>(
        &mut self,
        written: &[&str],
        lexicon: &'l Lexicon,
    ) -> (String, Option<&'l Indicator>) {
        let known = written.iter().find_map(|form| {
            let known = lexicon.indicators.canonical(form)?;
            let is_apart = known.name != *form
                && self.naming.is_split("Indicator", form, [&known.name, &known.name], self.doc);
            (!is_apart).then_some(known)
        });
        let first = written.first().copied().unwrap_or_default();
        let name = known.map_or(first, |known| &known.name).to_owned();
        let meaning = Meaning { key: name.clone(), handle: name.clone(), name, rule: None, region: None };
        if let Some(joined) = self.naming.joined("Indicator", first, &meaning, self.doc) {
            let known = lexicon.indicators.canonical(&joined.name);
            return (joined.name, known);
        }
        if known.is_some() && meaning.name != first {
            self.naming.note_merge("Indicator", &meaning.name, first, "synonym", self.doc);
        }
        (meaning.name, known)
    }

    /// The node of a name or alias that is known already.
    pub(super) fn find(&self, label: EntityLabel, name: &str) -> Option<NodeRef> {
        self.known.get(&(label, name.to_owned())).copied()
    }

    /// The node of a region's name.
    pub(super) fn region(&mut self, merged: &mut Merged, name: &str) -> NodeRef {
        self.node(merged, EntityLabel::Region, name)
    }
}

/// The node of a region, with another way to write it.
pub(super) fn region_node(merged: &mut Merged, region: &RegionName, written: &str) -> NodeRef {
    let node = merged.node(Kind::Entity(EntityLabel::Region), &region.key);
    note_name(merged, node, &region.name, written);
    let found = merged.get_mut(node);
    found.set("full_name", region.full_name.as_str());
    found.set("level", region.level.as_str());
    if region.place.is_some() {
        found.set("code", region.key.as_str());
    }
    found.within = found.within.or(region.within);
    node
}

/// Category of an industry and its class of GB/T 4754.
fn classify(industry: &mut Node, lexicon: &Lexicon) {
    let Some(known) = known_name(EntityLabel::Industry, industry.name(), lexicon) else { return };
    for (key, value) in [("category", &known.kind), ("code", &known.codes)] {
        if !value.is_empty() {
            industry.set(key, &**value);
        }
    }
}

fn note_name(merged: &mut Merged, node: NodeRef, canonical: &str, written: &str) {
    let node = merged.get_mut(node);
    node.set("name", canonical);
    if node.name() != written {
        node.aliases.insert(written.to_owned());
    }
}

/// Enters the entities of a report.
pub(super) fn merge(
    report: &Report,
    document: NodeRef,
    names: &mut Names<'_>,
    maker: &mut PlaceMaker,
    merged: &mut Merged,
) {
    for entity in &report.entities {
        let node = names.node(merged, entity.label, &entity.name);
        for alias in &entity.aliases {
            names.alias(merged, entity.label, node, alias);
        }
        let places = maker.places(&report.id, &entity.evidence, &entity.more);
        describe(merged, node, entity, &places);
        merged.tell("MENTIONED_IN", node, document, &places);
        let count = i64::try_from(entity.count.max(1)).unwrap_or(i64::MAX);
        // Two forms of one name (无锡, 无锡市) are two facts.
        let mentioned = merged.rel("MENTIONED_IN", node, document);
        mentioned.count = mentioned.count.saturating_add(count);
    }
}

fn describe(merged: &mut Merged, node: NodeRef, entity: &EntityFact, places: &[Arc<Place>]) {
    let node = merged.get_mut(node);
    places.iter().for_each(|place| node.places.add(place.clone()));
    if let Some(kind) = &entity.kind {
        node.set("kind", kind.as_str());
    }
    let rank = |stage: &str| PROJECT_STAGES.iter().position(|known| *known == stage);
    if let Some(stage) = &entity.stage {
        let before = match node.properties.get("stage") {
            Some(Value::String(before)) => rank(before),
            _ => None,
        };
        if before.is_none() || rank(stage) > before {
            node.properties.insert("stage", Value::from(stage.as_str()));
        }
    }
}
