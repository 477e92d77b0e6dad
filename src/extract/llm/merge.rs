//! A model's findings beside the rules' facts: what a rule has told stays the rule's.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::RelationClaim;
use super::findings::{Doubt, Findings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::Fact;
use crate::extract::fact::{EntityFact, EntityLabel, Evidence, RelationFact, RelationType};

/// Names of the document's entities, and what each is.
type Known = BTreeMap<String, (String, EntityLabel)>;

impl Findings<'_> {
    /// Adds what the rules have not told to a document's facts; says how much that was and what was dropped.
    pub fn join(mut self, facts: &mut Vec<Fact>) -> Option<Diagnostic> {
        let n_before = facts.len();
        let mut known = Known::new();
        for fact in facts.iter() {
            if let Fact::Entity(entity) = fact {
                note(&mut known, entity);
            }
        }
        facts.extend(self.new_entities(&mut known).into_iter().map(Fact::Entity));
        self.join_measures(facts);
        self.join_relations(&known, facts);
        // The document first, then its entities, measures, relations, as extraction orders them.
        facts.sort_by_key(rank);
        self.account(facts.len() - n_before)
    }

    /// Entities that no rule has found, each once with all its places.
    fn new_entities(&mut self, known: &mut Known) -> Vec<EntityFact> {
        let mut new: Vec<EntityFact> = Vec::new();
        for entity in std::mem::take(&mut self.entities) {
            if let Some(same) =
                new.iter_mut().find(|same| same.label == entity.label && same.name == entity.name)
            {
                same.count += 1;
                same.more.push(entity.evidence);
                let fresh = entity.aliases.into_iter().filter(|alias| !same.aliases.contains(alias));
                let fresh: Vec<String> = fresh.collect();
                same.aliases.extend(fresh);
            } else if !known.contains_key(&entity.name) {
                note(known, &entity);
                new.push(entity);
            }
        }
        new
    }

    /// Figures that no rule has read, by their place in the file.
    fn join_measures(&mut self, facts: &mut Vec<Fact>) {
        let place = |evidence: &Evidence| (evidence.start, evidence.end);
        let mut read: Vec<(usize, usize)> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Measure(measure) => Some(place(&measure.evidence)),
                _ => None,
            })
            .collect();
        for measure in std::mem::take(&mut self.measures) {
            let (start, end) = place(&measure.evidence);
            if read.iter().all(|&(from, to)| end <= from || to <= start) {
                read.push((start, end));
                facts.push(Fact::Measure(measure));
            }
        }
    }

    fn join_relations(&mut self, known: &Known, facts: &mut Vec<Fact>) {
        let mut told: BTreeSet<(String, RelationType, String)> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Relation(it) => Some((it.head.clone(), it.relation_type, it.tail.clone())),
                _ => None,
            })
            .collect();
        for (claim, evidence) in std::mem::take(&mut self.relations) {
            match relation(&claim, evidence, known) {
                None => self.drop_claim(Doubt::End),
                Some(relation) => {
                    let triple = (relation.head.clone(), relation.relation_type, relation.tail.clone());
                    if told.insert(triple) {
                        facts.push(Fact::Relation(relation));
                    }
                }
            }
        }
    }

    /// What a person should know of the model's part.
    fn account(&self, n_new: usize) -> Option<Diagnostic> {
        let n_dropped: usize = self.dropped.values().sum();
        if n_new + n_dropped == 0 {
            return None;
        }
        let mut message = format!("the model added {n_new} facts");
        if n_dropped > 0 {
            let reasons = self.dropped.iter().map(|(doubt, count)| format!("{count} {doubt}"));
            message +=
                &format!("; {n_dropped} claims were dropped: {}", reasons.collect::<Vec<_>>().join(", "));
        }
        Some(Diagnostic { severity: Severity::Note, ..Diagnostic::error(message) })
    }
}

fn note(known: &mut Known, entity: &EntityFact) {
    for name in std::iter::once(&entity.name).chain(&entity.aliases) {
        known.entry(name.clone()).or_insert_with(|| (entity.name.clone(), entity.label));
    }
}

fn relation(claim: &RelationClaim, evidence: Evidence, known: &Known) -> Option<RelationFact> {
    let (head, head_label) = known.get(&claim.head)?.clone();
    let (tail, tail_label) = known.get(&claim.tail)?.clone();
    let [heads, tails] = claim.relation_type.ends();
    let fits = head != tail && heads.contains(&head_label) && tails.contains(&tail_label);
    let relation_type = claim.relation_type;
    let more = Vec::new();
    fits.then_some(RelationFact { head, head_label, relation_type, tail, tail_label, evidence, more })
}

fn rank(fact: &Fact) -> u8 {
    match fact {
        Fact::Document(_) => 0,
        Fact::Entity(_) => 1,
        Fact::Measure(_) => 2,
        Fact::Relation(_) => 3,
    }
}
