//! Reads all relations of a document.

use std::collections::BTreeMap;

use super::subject::{in_front, is_elsewhere, own_region, place_behind, subjects_at};
use super::{industry, join, part_of, undertake};
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, Evidence, RelationFact, RelationType};
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};

/// Relations found so far, each once, with all their places.
pub(super) struct Relations<'d> {
    document: &'d Document,
    mentions: &'d Mentions,
    facts: Vec<RelationFact>,
    index: BTreeMap<(usize, RelationType, usize), usize>,
}

impl Relations<'_> {
    /// Adds a relation that stands at `place`.
    pub(super) fn add(
        &mut self,
        head: usize,
        relation: RelationType,
        tail: usize,
        place: &Placed,
        rule: &'static str,
        confidence: f32,
    ) {
        let evidence = self.document.evidence(place.sentence, place.span, rule, confidence);
        self.add_with(head, relation, tail, evidence);
    }

    /// Adds a relation that the first mention of its head shows.
    pub(super) fn add_entity(
        &mut self,
        head: usize,
        relation: RelationType,
        tail: usize,
        rule: &'static str,
        confidence: f32,
    ) {
        let shown = &self.mentions.entities[head].evidence;
        let evidence = Evidence { rule: rule.into(), confidence, ..shown.clone() };
        self.add_with(head, relation, tail, evidence);
    }

    /// What `head` is related to so far.
    pub(super) fn tails(&self, head: usize, relation: RelationType) -> impl Iterator<Item = usize> + '_ {
        let of_head = (head, relation, 0)..=(head, relation, usize::MAX);
        self.index.range(of_head).map(|(&(_, _, tail), _)| tail)
    }

    fn add_with(&mut self, head: usize, relation: RelationType, tail: usize, evidence: Evidence) {
        if head == tail {
            return;
        }
        let known = *self.index.entry((head, relation, tail)).or_insert(self.facts.len());
        if let Some(fact) = self.facts.get_mut(known) {
            if fact.evidence.start != evidence.start {
                fact.more.push(evidence);
            }
            return;
        }
        let (head, tail) = (&self.mentions.entities[head], &self.mentions.entities[tail]);
        self.facts.push(RelationFact {
            head: head.name.clone(),
            head_label: head.label,
            relation_type: relation,
            tail: tail.name.clone(),
            tail_label: tail.label,
            evidence,
            more: Vec::new(),
        });
    }
}

/// Reads a document's relations.
pub(crate) fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<RelationFact> {
    let mut relations = Relations { document, mentions, facts: Vec::new(), index: BTreeMap::new() };
    part_of::relate(document, mentions, lexicon, &mut relations);
    of_subject(document, mentions, lexicon, &mut relations);
    industry::relate(document, mentions, lexicon, &mut relations);
    undertake::relate(document, mentions, lexicon, &mut relations);
    join::relate(document, mentions, lexicon, &mut relations);
    relations.facts
}

/// What a sentence names is its subject's: industries, projects, platforms, policies, events.
fn of_subject(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    for placed in &mentions.placed {
        let (relation, rule) = match mentions.entities[placed.entity].label {
            EntityLabel::Industry => (RelationType::Develops, "develops.subject"),
            EntityLabel::Project => (RelationType::HasProject, "has_project.subject"),
            EntityLabel::Platform => (RelationType::Builds, "builds.subject"),
            EntityLabel::Policy => (RelationType::Implements, "implements.subject"),
            EntityLabel::Event => (RelationType::Hosts, "hosts.subject"),
            EntityLabel::Region | EntityLabel::Organization => continue,
        };
        let is_partner = join::partner(document, mentions, lexicon, placed).is_some();
        if is_partner || is_attended(document, mentions, lexicon, placed) {
            continue;
        }
        let mut subjects = in_front(document, mentions, lexicon, placed);
        let is_thing =
            matches!(relation, RelationType::HasProject | RelationType::Builds | RelationType::Hosts);
        if subjects.is_empty() && is_thing {
            subjects.extend(place_behind(document, mentions, lexicon, placed));
        }
        if subjects.is_empty() {
            subjects = subjects_at(document, mentions, lexicon, placed.sentence, placed.span.start);
            subjects.retain(|&subject| !is_elsewhere(document, mentions, lexicon, subject));
            if subjects.is_empty() {
                subjects.extend(own_region(document, mentions, placed.sentence));
            }
        }
        for subject in subjects {
            out.add(subject, relation, placed.entity, placed, rule, 0.7);
        }
    }
}

/// Most characters behind an event that tell what was won at it.
const WON_WITHIN: usize = 24;

/// Whether the clause tells what was won at an event: 在全运会上获3枚金牌, 在全运会、亚运会等赛事中成绩优异.
fn wins_there(document: &Document, lexicon: &Lexicon, placed: &Placed) -> bool {
    let sentence = document.sentences[placed.sentence].span;
    let behind = &document.text.as_str()[placed.span.end..sentence.end];
    let clause = &behind[..behind.find([',', ';', '。']).unwrap_or(behind.len())];
    let end = clause.char_indices().nth(WON_WITHIN).map_or(clause.len(), |(end, _)| end);
    lexicon.lists[Role::Medal].is_in(&clause[..end])
}

/// Whether an event is another's: 参加进博会, 获得全国青年技能大赛金牌, 在全运会上获3枚金牌.
fn is_attended(document: &Document, mentions: &Mentions, lexicon: &Lexicon, placed: &Placed) -> bool {
    if mentions.entities[placed.entity].label != EntityLabel::Event {
        return false;
    }
    let text = document.text.as_str();
    let sentence = document.sentences[placed.sentence].span;
    let mut start = placed.span.start;
    // 参加广交会、进博会: all of the list.
    for other in mentions.in_sentence(placed.sentence).iter().rev() {
        if other.span.end >= start {
            continue;
        }
        let is_event = mentions.entities[other.entity].label == EntityLabel::Event;
        if !is_event || !matches!(&text[other.span.end..start], "、" | "和" | "及" | "”“" | "”、“")
        {
            break;
        }
        start = other.span.start;
    }
    let before = text[sentence.start..start].trim_end_matches('“');
    lexicon.lists[Role::Attends].ends(before)
        || before.ends_with('在') && wins_there(document, lexicon, placed)
}
