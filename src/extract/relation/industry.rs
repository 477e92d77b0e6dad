//! IN_INDUSTRY: a project, an organisation or a platform whose name holds an industry that the document speaks of,
//! or that stands in a sentence about one industry (做优新材料产业,加快推进康得新集团新材料项目…).

use std::collections::BTreeMap;

use super::read::Relations;
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::lexicon::Lexicon;
use crate::extract::mention::{Mentions, Placed};

/// How far from its start a sentence may name the industry that it is about, in bytes.
const TOPIC_WITHIN: usize = 36;

/// Relates things to the industries in their names, else to the one that their sentence is about.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    let industries = by_form(mentions);
    let in_name: Vec<Option<usize>> =
        mentions.entities.iter().map(|entity| industry_in(entity, &industries, lexicon)).collect();
    for (index, industry) in in_name.iter().enumerate() {
        if let Some(industry) = *industry {
            out.add_entity(index, RelationType::InIndustry, industry, "in_industry.name", 0.75);
        }
    }
    for sentence in 0..document.sentences.len() {
        let placed = mentions.in_sentence(sentence);
        let Some(topic) = topic(document, mentions, sentence, placed) else { continue };
        for thing in placed.iter().filter(|thing| thing.span.start >= topic.span.end) {
            let is_nested =
                placed.iter().any(|other| other.span != thing.span && other.span.contains(thing.span));
            if !is_nested && may_have(&mentions.entities[thing.entity]) && in_name[thing.entity].is_none() {
                out.add(
                    thing.entity,
                    RelationType::InIndustry,
                    topic.entity,
                    thing,
                    "in_industry.topic",
                    0.6,
                );
            }
        }
    }
}

/// Industries of the document by every form of their names.
fn by_form(mentions: &Mentions) -> BTreeMap<&str, usize> {
    let mut forms = BTreeMap::new();
    for (index, entity) in mentions.entities.iter().enumerate() {
        if entity.label == EntityLabel::Industry {
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                forms.entry(form.as_str()).or_insert(index);
            }
        }
    }
    forms
}

fn may_have(entity: &EntityFact) -> bool {
    match entity.label {
        EntityLabel::Project | EntityLabel::Platform => !matches!(
            entity.kind.as_deref(),
            Some("transport" | "park" | "school" | "care" | "culture" | "fund")
        ),
        EntityLabel::Organization => entity.kind.as_deref() == Some("company"),
        _ => false,
    }
}

/// The industry in a thing's name: the longest one, itself, under the lexicon's name for it, or the wider one.
fn industry_in(entity: &EntityFact, industries: &BTreeMap<&str, usize>, lexicon: &Lexicon) -> Option<usize> {
    if !may_have(entity) {
        return None;
    }
    let hits =
        lexicon.vocabulary.names.scan(&entity.name).filter(|(_, known)| known.label == EntityLabel::Industry);
    let found = hits.filter_map(|(span, known)| {
        let form = span.of(&entity.name);
        let names = [form, &known.name, &known.parent];
        let industry = names.iter().find_map(|name| industries.get(*name))?;
        (form.chars().count() > 1).then_some((form.len(), *industry))
    });
    found.max_by_key(|&(length, _)| length).map(|(_, industry)| industry)
}

/// The industry that a sentence is about: the only one in its first clause, near its start.
fn topic<'m>(
    document: &Document,
    mentions: &Mentions,
    sentence: usize,
    placed: &'m [Placed],
) -> Option<&'m Placed> {
    let span = document.sentences[sentence].span;
    let text = document.slice(span);
    let clause = text.find([',', ':']).map_or(span.end, |at| span.start + at);
    let mut named = placed
        .iter()
        .filter(|placed| mentions.entities[placed.entity].label == EntityLabel::Industry)
        .filter(|placed| placed.span.start < clause);
    let first = named.next()?;
    let is_near = first.span.start - span.start <= TOPIC_WITHIN;
    (named.next().is_none() && is_near).then_some(first)
}
