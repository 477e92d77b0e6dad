//! Policies without a head of their own: those that the lexicon knows by name, programmes (传统产业焕新工程) and
//! numbered lists of measures (集成电路高质量发展36条措施).

use std::ops::Range;

use super::border::left_border;
use super::candidate::Candidate;
use super::named::{ends_phrase, governing_verb};
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;

/// Proposes policies.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    known(scene, out);
    for (token, found) in &scene.heads {
        let is_work =
            found.head.label == EntityLabel::Project && scene.lexicon.lists[Role::Work].contains(found.word);
        if is_work && found.token > 0 && ends_phrase(scene, *token, found) {
            out.extend(programme(scene, found.token, *token));
        }
    }
    for token in 1..scene.tokens.len() {
        if scene.kind(token) == TokenKind::Number {
            out.extend(numbered(scene, token));
        }
    }
}

fn known(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for &(span, known) in &scene.names {
        if known.label != EntityLabel::Policy || !known.bare {
            continue;
        }
        let mut candidate = Candidate::new(EntityLabel::Policy, span, &known.name, "policy.known", 0.8);
        candidate.alias(span.of(scene.text));
        candidate.kind = known.kind.to_string();
        out.push(candidate);
    }
}

/// 工程 behind a doing that is carried out and at no place: 实施新兴产业跨越工程, not 建设锡澄运河工程.
fn programme(scene: &Scene<'_>, head: usize, last: usize) -> Option<Candidate> {
    let border = left_border(scene, head);
    let before = border.start..head;
    let is_doing = head > before.start
        && matches!(scene.kind(head - 1), TokenKind::Word(WordClass::Verb | WordClass::Soft))
        && !scene.lexicon.lists[Role::Building].contains(scene.word(head - 1));
    let is_carried_out = governing_verb(scene, border.start)
        .is_some_and(|verb| scene.lexicon.lists[Role::CarryOut].ends(scene.word(verb)));
    let length = scene.slice(before.clone()).chars().count();
    if border.is_counted
        || !is_doing
        || !is_carried_out
        || !(4..=16).contains(&length)
        || scene.has_proper(before)
        || scene.solid_characters(border.start..head) < 4
    {
        return None;
    }
    let name = scene.slice(border.start..last + 1);
    let span = scene.span(border.start..last + 1);
    let mut candidate = Candidate::new(EntityLabel::Policy, span, name, "policy.programme", 0.7);
    candidate.kind = "programme".to_owned();
    Some(candidate)
}

/// A numbered list of measures, with what they are for before it; the number may stand in quotation marks.
fn numbered(scene: &Scene<'_>, number: usize) -> Option<Candidate> {
    let lists = &scene.lexicon.lists;
    let counter = if number + 1 < scene.tokens.len() { scene.word(number + 1) } else { "" };
    let is_article = counter == "条";
    if !is_article && counter != "项" {
        return None;
    }
    let noun = measures_behind(scene, number + 2);
    let is_quoted = scene.kind(number - 1) == TokenKind::QuoteOpen;
    let end = match &noun {
        Some(noun) => noun.end,
        None if is_article => number + 2,
        None => return None,
    };
    let closes = is_quoted && scene.kind(end) == TokenKind::QuoteClose;
    let head = if is_quoted { number - 1 } else { number };
    let end = end + usize::from(closes);
    let end = end + measures_behind(scene, end).filter(|_| noun.is_none()).map_or(0, |noun| noun.len());
    let start = with_purpose(scene, left_border(scene, head).start);
    let verb = governing_verb(scene, start)?;
    let is_issued = lists[Role::Issue].ends(scene.word(verb)) || lists[Role::CarryOut].ends(scene.word(verb));
    let before = start..head;
    if !is_issued || is_quoted != closes || scene.solid_characters(before.clone()) < 4 {
        return None;
    }
    let is_clean = scene.tokens[before].iter().all(|token| {
        matches!(token.kind, TokenKind::Word(class) if class != WordClass::Take)
            || token.kind == TokenKind::Latin
    });
    if !is_clean || scene.slice(start..end).chars().count() > 32 {
        return None;
    }
    let mut candidate = Candidate::new(
        EntityLabel::Policy,
        scene.span(start..end),
        scene.slice(start..end),
        "policy.numbered",
        0.75,
    );
    candidate.kind = "plan".to_owned();
    Some(candidate)
}

/// 措施, 政策措施 at token `at`.
fn measures_behind(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let is_noun = |token: &usize| {
        *token < scene.tokens.len() && scene.lexicon.lists[Role::Measures].contains(scene.word(*token))
    };
    let end = at + (at..at + 2).take_while(is_noun).count();
    (end > at).then_some(at..end)
}

/// Where the name of a document begins that tells its purpose by a verb: 支持 in 出台支持企业发展意见.
pub(super) fn with_purpose(scene: &Scene<'_>, start: usize) -> usize {
    let purpose =
        start.checked_sub(1).filter(|&verb| scene.lexicon.lists[Role::Purpose].contains(scene.word(verb)));
    let is_issued = |verb: usize| {
        governing_verb(scene, verb)
            .is_some_and(|issue| scene.lexicon.lists[Role::Issue].ends(scene.word(issue)))
    };
    purpose.filter(|&verb| is_issued(verb)).unwrap_or(start)
}
