//! Named things of one document, into the merged graph.

use std::collections::BTreeMap;

use super::corpus::Report;
use super::merged::{Kind, Merged, Node, NodeRef};
use super::place::{Place, PlaceMaker};
use super::region::{RegionName, Setting, region};
use crate::extract::Lexicon;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::lexicon::KnownName;
use crate::value::Value;

/// Stages of a project, in the order they are passed through.
const STAGES: [&str; 6] = ["planned", "signed", "started", "building", "completed", "operating"];

/// What a document's names lead to.
pub(super) struct Names<'r> {
    setting: &'r Setting,
    lexicon: &'r Lexicon,
    /// Region that has a project, by the project's name.
    project_regions: BTreeMap<&'r str, &'r str>,
    known: BTreeMap<(EntityLabel, String), NodeRef>,
}

impl<'r> Names<'r> {
    /// The names of a report, none known yet.
    pub(super) fn new(report: &'r Report, setting: &'r Setting, lexicon: &'r Lexicon) -> Self {
        let has_project = report.relations.iter().filter(|it| it.relation_type == RelationType::HasProject);
        let project_regions = has_project.map(|it| (it.tail.as_str(), it.head.as_str())).collect();
        Self { setting, lexicon, project_regions, known: BTreeMap::new() }
    }

    /// The node of an entity by label and name or alias; made from the name alone when the document does not list it.
    pub(super) fn node(&mut self, merged: &mut Merged, label: EntityLabel, name: &str) -> NodeRef {
        if let Some(&node) = self.known.get(&(label, name.to_owned())) {
            return node;
        }
        let node = match label {
            EntityLabel::Region => region_node(merged, &region(name, self.setting, self.lexicon), name),
            _ => {
                let canonical = self.canonical(label, name);
                let node = merged.node(Kind::Entity(label), &self.key(label, name, &canonical));
                note_name(merged, node, &canonical, name);
                if label == EntityLabel::Industry {
                    classify(merged.get_mut(node), self.lexicon);
                }
                node
            }
        };
        self.known.insert((label, name.to_owned()), node);
        node
    }

    /// The node of a name or alias that is known already.
    pub(super) fn find(&self, label: EntityLabel, name: &str) -> Option<NodeRef> {
        self.known.get(&(label, name.to_owned())).copied()
    }

    /// The node of a region's name.
    pub(super) fn region(&mut self, merged: &mut Merged, name: &str) -> NodeRef {
        self.node(merged, EntityLabel::Region, name)
    }

    /// The name that an entity goes by in all documents: that of the lexicon where it knows the thing.
    fn canonical(&self, label: EntityLabel, name: &str) -> String {
        known_name(label, name, self.lexicon).map_or(name, |known| &known.name).to_owned()
    }

    /// The canonical key: a project is known by its name and the region that has it.
    fn key(&self, label: EntityLabel, name: &str, canonical: &str) -> String {
        if label != EntityLabel::Project {
            return canonical.to_owned();
        }
        let told = self.project_regions.get(name).map(|name| region(name, self.setting, self.lexicon));
        match told.as_ref().or(self.setting.own()) {
            Some(region) => format!("{canonical}@{}", region.key),
            None => canonical.to_owned(),
        }
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

/// What the lexicon knows by a name.
pub(super) fn known_name<'l>(label: EntityLabel, name: &str, lexicon: &'l Lexicon) -> Option<&'l KnownName> {
    lexicon.vocabulary.names.get(name).filter(|known| known.label == label)
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
            names.known.entry((entity.label, alias.clone())).or_insert(node);
            if merged.get(node).name() != alias {
                merged.get_mut(node).aliases.insert(alias.clone());
            }
        }
        let places = maker.places(&report.id, &entity.evidence, &entity.more);
        describe(merged, node, entity, &places);
        merged.tell("MENTIONED_IN", node, document, &places);
        let count = i64::try_from(entity.count.max(1)).unwrap_or(i64::MAX);
        let mentioned = &mut merged.rel("MENTIONED_IN", node, document).properties;
        // Two forms of one name (无锡, 无锡市) are two facts.
        let before = match mentioned.get("count") {
            Some(Value::Integer(before)) => *before,
            _ => 0,
        };
        mentioned.insert("count", Value::Integer(before.saturating_add(count)));
    }
}

fn describe(merged: &mut Merged, node: NodeRef, entity: &EntityFact, places: &[Place]) {
    let node = merged.get_mut(node);
    places.iter().for_each(|place| node.places.add(place.clone()));
    if let Some(kind) = &entity.kind {
        node.set("kind", kind.as_str());
    }
    let rank = |stage: &str| STAGES.iter().position(|known| *known == stage);
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
