//! Policies of a list that have one head between them: 实施耕地提质、水系连通等行动, 执行现场勘验、样品留存制度.
//!
//! The verb that carries them out opens the list. Behind the list stands a mark, with or without what they are called
//! together and how many they are (等“惠农”六大提升行动), or the head itself; then each member must be a doing.

use std::ops::Range;

use super::candidate::Candidate;
use super::named::ends_phrase;
use super::policy::{is_work, stands_alone};
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;

/// Kinds of heads that a list may have one of.
const SHARED: [&str; 5] = ["action", "plan", "reform", "pilot", "system"];

/// Characters of a member.
const MEMBER: std::ops::RangeInclusive<usize> = 4..=16;

/// How many tokens may stand between the mark and the head, and characters of the noun before the head.
const REACH: usize = 8;
const LONGEST_NOUN: usize = 4;

/// Proposes the members with the head that they share.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds_kind(TokenKind::Pause) {
        return;
    }
    for (token, found) in &scene.heads {
        let is_shared = found.head.label == EntityLabel::Policy && SHARED.contains(&found.head.kind.as_ref())
            || is_work(found, scene);
        let is_whole = || stands_alone(scene, token + 1) || scene.has(token + 1, Role::Programme);
        if !is_shared || !ends_phrase(scene, *token, found) || !is_whole() {
            continue;
        }
        match mark_before(scene, found.token) {
            Some(mark) => closed(scene, mark, *token, found, out),
            None => open(scene, *token, found, out),
        }
    }
}

/// The mark of a list a few words before its head.
fn mark_before(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let goes_on = |at: &usize| {
        !matches!(
            scene.kind(*at),
            TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Take | WordClass::Conjunction)
        )
    };
    let mut before = (head.saturating_sub(REACH)..head).rev().take_while(goes_on);
    before.find(|&at| scene.has(at, Role::ListMark))
}

/// 土壤改良、虫害防治 of 实施土壤改良、虫害防治等行动.
fn closed(scene: &Scene<'_>, mark: usize, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    // 等重点领域改革: of fields.
    let is_of_kind = (mark + 1..found.token).any(|at| scene.has_end(at, Role::NoReform));
    let start = noun_start(scene, mark + 1..found.token);
    let noun = scene.slice(start..token + 1);
    let front = scene.slice(start..found.token.max(start)).chars().count();
    // 产权保护、市场准入等基础制度: of a kind.
    let is_system = found.head.kind.as_ref() == "system" && front > 0;
    if is_of_kind
        || is_work(found, scene)
        || is_system
        || matches!(found.word, "改革" | "政策" | "政策措施")
        || front > LONGEST_NOUN
    {
        return;
    }
    let Some(members) = members(scene, mark) else { return };
    // 新材料、新能源等行动: trades.
    let is_trade = |member: &Range<usize>| {
        let known = scene.vocabulary().names.get(scene.slice(member.clone()));
        known.is_some_and(|known| known.label != EntityLabel::Policy)
    };
    if members.iter().all(is_trade) {
        return;
    }
    out.extend(
        members
            .into_iter()
            .filter(|member| is_fit(scene, member))
            .map(|member| candidate(scene, member, noun, found)),
    );
}

/// Behind what the members are called together, their count and what praises them.
fn noun_start(scene: &Scene<'_>, between: Range<usize>) -> usize {
    let is_front = |at: &usize| {
        let token = &scene.tokens[*at];
        matches!(
            token.kind,
            TokenKind::Number
                | TokenKind::Measure
                | TokenKind::QuoteOpen
                | TokenKind::QuoteClose
                | TokenKind::Word(WordClass::Lead)
        ) || token.is_hollow
            || scene.has(*at, Role::ListCount)
            || scene.has(*at, Role::ListMany)
    };
    let last = between.clone().rev().find(is_front);
    last.map_or(between.start, |last| last + 1)
}

/// 现场勘验 of 执行现场勘验、样品留存制度, and the last one whole.
fn open(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    if found.start != scene.tokens[found.token].span.start {
        return;
    }
    let Some(members) = members(scene, found.token) else { return };
    let is_verb = |at: usize| {
        matches!(scene.kind(at), TokenKind::Word(WordClass::Verb | WordClass::Soft))
            || scene.tokens[at].is(WordClass::Hard) && scene.has(at, Role::InnerVerb)
    };
    // 人才安居、素质提升 before 工程: at no place, and no works.
    let is_site = |member: &Range<usize>| {
        is_work(found, scene)
            && (scene.has_proper(member.clone()) || member.clone().any(|at| scene.has(at, Role::Building)))
    };
    let is_doing =
        |member: &Range<usize>| is_fit(scene, member) && is_verb(member.end - 1) && !is_site(member);
    let Some((last, others)) = members.split_last() else { return };
    if others.is_empty() || !members.iter().all(is_doing) {
        return;
    }
    out.extend(others.iter().map(|member| candidate(scene, member.clone(), found.word, found)));
    let mut whole = candidate(scene, last.start..token + 1, "", found);
    whole.alias(scene.slice(last.clone()));
    out.push(whole);
}

/// The members that end before `end`, behind the verb that carries them out; none where there is but one.
fn members(scene: &Scene<'_>, end: usize) -> Option<Vec<Range<usize>>> {
    let clause = scene.clause(end).start;
    let verb = (clause..end).rev().find(|&at| {
        scene.carries_out(at) || scene.tokens[at].is(WordClass::Hard) && scene.has_end(at, Role::Founding)
    })?;
    let mut start = verb + 1 + usize::from(scene.has(verb + 1, Role::AfterVerb));
    let mut members = Vec::new();
    for at in verb + 1..end {
        if scene.kind(at) == TokenKind::Pause {
            members.push(start..at);
            start = at + 1;
        }
    }
    members.push(start..end);
    (members.len() > 1 && members.iter().all(|member| !member.is_empty())).then_some(members)
}

/// Whether a member may be a name before its head: words of its own, no head, no place.
fn is_fit(scene: &Scene<'_>, member: &Range<usize>) -> bool {
    let text = scene.slice(member.clone());
    let is_word = |at: usize| {
        matches!(scene.kind(at), TokenKind::Word(class) if !matches!(class, WordClass::Take | WordClass::Conjunction))
            && scene.word(at) != "的"
            && !scene.has(at, Role::ListMark)
    };
    MEMBER.contains(&text.chars().count())
        && member.clone().all(is_word)
        && scene.solid_characters(member.clone()) >= 2
        && scene.head_ending(member.end - 1).is_none_or(|head| is_doing(scene, &head))
        && !scene.lexicon.lists[Role::Zone].ends(text)
        && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none()
}

/// Whether a member's last word is no head of a policy or a carrier; 宅基地 ends with one and is none.
fn is_doing(scene: &Scene<'_>, head: &FoundHead<'_>) -> bool {
    match head.head.label {
        EntityLabel::Policy => false,
        EntityLabel::Platform => head.start > scene.tokens[head.token].span.start,
        _ => true,
    }
}

fn candidate(scene: &Scene<'_>, member: Range<usize>, noun: &str, found: &FoundHead<'_>) -> Candidate {
    let span = scene.span(member);
    let text = span.of(scene.text);
    let mut candidate = Candidate::new(EntityLabel::Policy, span, text, "policy.shared", 0.92);
    if !noun.is_empty() {
        candidate.name.push_str(noun);
        candidate.alias(text);
        candidate.alias(&format!("{text}{}", found.word));
    }
    candidate.kind = found.head.kind.to_string();
    candidate
}
