//! Reads all mentions of a document.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::gather::{Found, gather};
use super::local::Local;
use super::resolve::resolve;
use super::scene::{Scene, scenes};
use super::{
    abroad, body, carrier, company, everyday, front, industry, industry_list, industry_of_place, list, named,
    policy, policy_list, project, quoted, region, road, scheme, share, sibling, slot, town, wide,
};
use crate::extract::BATCH;
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel};
use crate::extract::lexicon::Lexicon;
use crate::source::Span;

/// Where an entity is named.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    /// Index into [`Mentions::entities`].
    pub(crate) entity: usize,
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// In the folded text.
    pub(crate) span: Span,
}

/// The entities of a document and where they are named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// Entities in the order of their first mentions.
    pub(crate) entities: Vec<EntityFact>,
    /// All mentions in the order of the text.
    pub(crate) placed: Vec<Placed>,
    /// Regions by their names and aliases.
    regions: BTreeMap<String, usize>,
}

impl Mentions {
    /// The region of this name.
    pub(crate) fn region_named(&self, name: &str) -> Option<usize> {
        self.regions.get(name).copied()
    }

    /// The mentions in a sentence.
    pub(crate) fn in_sentence(&self, sentence: usize) -> &[Placed] {
        let start = self.placed.partition_point(|placed| placed.sentence < sentence);
        let n_here = self.placed[start..].iter().take_while(|placed| placed.sentence == sentence).count();
        &self.placed[start..start + n_here]
    }
}

/// A longer stretch without a full stop is a table or damage, no prose, in bytes.
const LONGEST_SENTENCE: usize = 12_000;

/// Reads a document's mentions.
pub(crate) fn read(document: &Document, lexicon: &Lexicon) -> Mentions {
    let mut found = Vec::new();
    let local = Local::of(document, lexicon);
    let is_prose = |&sentence: &usize| document.sentences[sentence].span.len() <= LONGEST_SENTENCE;
    let prose: Vec<usize> = (0..document.sentences.len()).filter(is_prose).collect();
    for batch in prose.chunks(BATCH) {
        let scenes = scenes(document, batch, lexicon, &local);
        for (scene, candidates) in scenes.iter().zip(candidates(&scenes)) {
            let sentence = scene.sentence;
            found.extend(candidates.into_iter().map(|candidate| Found { sentence, candidate }));
        }
    }
    own_region(document, lexicon, &mut found);
    let (mut entities, placed) = gather(document, &found);
    call_own_zone(document, lexicon, &mut entities);
    let regions = regions_by_name(&entities);
    Mentions { entities, placed, regions }
}

/// The own zone is also called with the places before it, where the text writes it so: 泰州靖江经济技术开发区.
fn call_own_zone(document: &Document, lexicon: &Lexicon, entities: &mut [EntityFact]) {
    let Some(name) = &document.identity.region else { return };
    let is_own = |entity: &&mut EntityFact| entity.label == EntityLabel::Region && entity.name == *name;
    let Some(zone) = entities.iter_mut().find(is_own) else { return };
    let chain = &document.identity.scope.chain;
    if zone.kind.as_deref() != Some("zone") && chain.iter().any(|&id| lexicon.places.get(id).name == *name) {
        return;
    }
    for place in chain.iter().map(|&id| lexicon.places.get(id)) {
        for form in [&place.short, &place.name] {
            let full = format!("{form}{name}");
            let is_written = !form.is_empty() && document.text.as_str().contains(&full);
            if is_written && !zone.aliases.contains(&full) {
                zone.aliases.push(full);
            }
        }
    }
}

/// Names before aliases: a region that another's alias names keeps its own name.
fn regions_by_name(entities: &[EntityFact]) -> BTreeMap<String, usize> {
    let regions = || entities.iter().enumerate().filter(|(_, entity)| entity.label == EntityLabel::Region);
    let mut by_name = BTreeMap::new();
    for (index, region) in regions() {
        by_name.entry(region.name.clone()).or_insert(index);
    }
    for (index, region) in regions() {
        for alias in &region.aliases {
            by_name.entry(alias.clone()).or_insert(index);
        }
    }
    by_name
}

/// Adds names that a sentence holds.
type Rule = fn(&Scene<'_>, &mut Vec<Candidate>);

/// The rules in their order: a later one sees what the earlier ones found in the sentence.
const RULES: &[Rule] = &[
    region::propose,
    everyday::propose,
    wide::propose,
    town::propose,
    abroad::propose,
    quoted::propose,
    named::propose,
    carrier::museums,
    project::propose,
    list::propose,
    share::propose,
    industry::propose,
    industry_list::propose,
    industry_of_place::propose,
    policy::propose,
    policy_list::propose,
    scheme::propose,
    company::propose,
    slot::propose,
    sibling::propose,
    road::propose,
    company::builders,
    body::propose,
    front::propose,
];

/// The names in each of these sentences.
fn candidates(scenes: &[Scene<'_>]) -> Vec<Vec<Candidate>> {
    let mut found: Vec<Vec<Candidate>> = scenes.iter().map(|_| Vec::new()).collect();
    for rule in RULES {
        for (scene, found) in scenes.iter().zip(&mut found) {
            rule(scene, found);
        }
    }
    found.into_iter().map(resolve).collect()
}

/// The report's own region is an entity even where the text only says 我市.
fn own_region(document: &Document, lexicon: &Lexicon, found: &mut Vec<Found>) {
    let Some(region) = &document.identity.region else { return };
    let is_named = found
        .iter()
        .any(|found| found.candidate.label == EntityLabel::Region && found.candidate.name == *region);
    let Some(first) = document.sentences.first().filter(|_| !is_named) else { return };
    let mut candidate = Candidate::new(EntityLabel::Region, first.span, region, "region.document", 0.8);
    if let Some(place) = document.identity.place {
        candidate.alias(&lexicon.places.get(place).short);
    }
    found.insert(0, Found { sentence: 0, candidate });
}

#[cfg(test)]
mod tests {
    use super::super::scene::scenes_where;
    use super::*;

    #[test]
    fn clauses_that_are_not_cut_name_nothing() {
        let lexicon = Lexicon::builtin();
        let reports = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports"));
        let mut n_names = 0;
        for report in reports.expect("reports are shipped").flatten() {
            let bytes = std::fs::read(report.path()).expect("a report is a file");
            let Ok(document) = Document::read("report", &bytes, &lexicon) else { continue };
            let local = Local::of(&document, &lexicon);
            let sentences: Vec<usize> = (0..document.sentences.len()).collect();
            let told = candidates(&scenes(&document, &sentences, &lexicon, &local));
            let all = candidates(&scenes_where(&document, &sentences, &lexicon, &local, |_| true));
            let named = |found: &[Candidate]| -> Vec<(EntityLabel, String)> {
                found.iter().map(|found| (found.label, found.name.clone())).collect()
            };
            for (sentence, (told, all)) in document.sentences.iter().zip(told.iter().zip(&all)) {
                assert_eq!(named(told), named(all), "{}", document.slice(sentence.span));
                n_names += all.len();
            }
        }
        assert!(n_names > 100, "{n_names} names");
    }
}
