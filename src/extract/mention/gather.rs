//! Mentions of one thing become one entity: same name, or a name that is the other's alias, and the same label.
//! The fullest form that the text has is the name; the others are aliases.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::hash_map::Entry;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::candidate::{Candidate, without_marks};
use super::read::Placed;
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel, Evidence};

/// A mention with the sentence it stands in.
pub(super) struct Found {
    pub(super) sentence: usize,
    pub(super) candidate: Candidate,
}

/// Entities in the order of their first mentions, and every mention with the index of its entity.
pub(super) fn gather(document: &Document, found: &[Found]) -> (Vec<EntityFact>, Vec<Placed>) {
    let mut groups = Groups::default();
    let group_of: Vec<usize> = found.iter().map(|found| groups.place(&found.candidate)).collect();
    let mut entities: Vec<EntityFact> = Vec::new();
    let mut index_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut placed = Vec::with_capacity(found.len());
    let mut sentence = (usize::MAX, OnceCell::new());
    for (found, group) in found.iter().zip(group_of) {
        let root = groups.root(group);
        let entity = *index_of.entry(root).or_insert_with(|| {
            entities.push(first_fact(&found.candidate, evidence(document, found)));
            entities.len() - 1
        });
        if sentence.0 != found.sentence {
            sentence = (found.sentence, OnceCell::new());
        }
        let written = || without_marks(document.slice(document.sentences[found.sentence].span));
        let fact = &mut entities[entity];
        add(fact, &found.candidate, || sentence.1.get_or_init(written));
        if fact.count > 1 && fact.evidence.start != document.text.original(found.candidate.span).start {
            fact.more.push(evidence(document, found));
        }
        placed.push(Placed { entity, sentence: found.sentence, span: found.candidate.span });
    }
    entities.iter_mut().for_each(finish);
    (entities, placed)
}

/// Mentions that share a name or an alias, by label.
#[derive(Default)]
struct Groups<'f> {
    parent: Vec<usize>,
    /// The mention that first had a form, and whether it is the name there.
    by_form: FxHashMap<(EntityLabel, &'f str), (usize, bool)>,
}

impl<'f> Groups<'f> {
    fn place(&mut self, candidate: &'f Candidate) -> usize {
        let group = self.parent.len();
        self.parent.push(group);
        let forms = std::iter::once(&candidate.name).chain(&candidate.aliases);
        for (at, form) in forms.enumerate() {
            let is_name = at == 0;
            match self.by_form.entry((candidate.label, form)) {
                Entry::Occupied(mut known) => {
                    let (other, was_name) = *known.get();
                    // 三峡 of 三峡旅游集团 and of 三峡农商行: what two bodies may be called for short makes them no one.
                    if is_name || was_name || candidate.label != EntityLabel::Organization {
                        known.insert((other, was_name || is_name));
                        self.join(other, group);
                    }
                }
                Entry::Vacant(new) => {
                    new.insert((group, is_name));
                }
            }
        }
        group
    }

    fn root(&mut self, mut group: usize) -> usize {
        while self.parent[group] != group {
            self.parent[group] = self.parent[self.parent[group]];
            group = self.parent[group];
        }
        group
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }
}

fn evidence(document: &Document, found: &Found) -> Evidence {
    let candidate = &found.candidate;
    document.evidence(found.sentence, candidate.span, candidate.rule, candidate.confidence)
}

fn first_fact(candidate: &Candidate, evidence: Evidence) -> EntityFact {
    EntityFact {
        label: candidate.label,
        name: candidate.name.clone(),
        aliases: Vec::new(),
        stage: None,
        kind: (!candidate.kind.is_empty()).then(|| candidate.kind.clone()),
        count: 0,
        evidence,
        more: Vec::new(),
    }
}

/// Adds a mention to its entity. Forms that rules made up to join mentions are no aliases: the text does not have them.
fn add<'t>(fact: &mut EntityFact, candidate: &Candidate, sentence: impl Fn() -> &'t Cow<'t, str>) {
    for form in std::iter::once(&candidate.name).chain(&candidate.aliases) {
        let is_written =
            || *form == candidate.name || memmem::find(sentence().as_bytes(), form.as_bytes()).is_some();
        if !fact.aliases.contains(form) && is_written() {
            fact.aliases.push(form.clone());
        }
    }
    if let Some(stage) = candidate.stage {
        let known = fact.stage.as_deref();
        let later = ["planned", "signed", "started", "building", "completed", "operating"];
        let rank = |name: &str| later.iter().position(|stage| *stage == name);
        if known.is_none_or(|known| rank(known) < rank(stage.name())) {
            fact.stage = Some(stage.name().to_owned());
        }
    }
    // Regions keep the gazetteer's name; of other things the longest form that is a name is the fullest.
    let is_fuller = candidate.name.chars().count() > fact.name.chars().count();
    if is_fuller && !matches!(fact.label, EntityLabel::Region | EntityLabel::Industry) {
        fact.name.clone_from(&candidate.name);
    }
    fact.count += 1;
}

fn finish(fact: &mut EntityFact) {
    let name = fact.name.clone();
    fact.aliases.retain(|alias| *alias != name);
}
