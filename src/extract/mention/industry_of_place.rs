//! Industries that a list names with the place of each: 清河镇蔬菜、东山乡食用菌、柳树沟镇肉牛. Where one of them is known, what
//! stands behind the other places is an industry too.

use std::ops::Range;

use super::candidate::Candidate;
use super::list::industry;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{NameForm, PlaceLevel, Role, WordClass};
use crate::extract::token::TokenKind;

/// Most tokens of a place's name.
const LONGEST_PLACE: usize = 5;

/// Most tokens of what the place has.
const LONGEST_TRADE: usize = 4;

/// How many tokens behind the list may tell that its members are no industries.
const REACH: usize = 6;

/// Proposes the industries of such lists.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds_kind(TokenKind::Pause) {
        return;
    }
    let mut token = 0;
    let mut pause = 0;
    while token < scene.tokens.len() {
        while pause < scene.tokens.len() && (pause <= token || scene.kind(pause) != TokenKind::Pause) {
            pause += 1;
        }
        // The first member of a list ends at the next pause.
        token = token.max(pause.saturating_sub(LONGEST_PLACE + LONGEST_TRADE));
        if pause == scene.tokens.len() || !opens_member(scene, token) {
            token += 1;
            continue;
        }
        let members = list_at(scene, token);
        let Some(last) = members.last() else {
            token += 1;
            continue;
        };
        token = last.end;
        let is_known = |member: &Range<usize>| {
            let known = scene.vocabulary().names.get(scene.slice(member.clone()));
            known.is_some_and(|known| known.label == EntityLabel::Industry)
        };
        if members.len() > 1 && members.iter().any(is_known) && !is_else(scene, last.end) {
            out.extend(members.iter().filter_map(|member| town_before(scene, member.start)));
            out.extend(members.into_iter().filter_map(|member| industry(scene, member, true)));
        }
    }
}

/// Whether a member of a list may begin with `token`: behind a mark of the sentence or a word that is no part of names.
fn opens_member(scene: &Scene<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or(TokenKind::Stop, |before| scene.kind(before));
    !matches!(before, TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Number)
}

/// The industries of the list of places with theirs that begins at `start`.
fn list_at(scene: &Scene<'_>, start: usize) -> Vec<Range<usize>> {
    let mut members: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    while let Some(behind) = behind_place(scene, at) {
        let is_noun = |token: &usize| {
            matches!(
                scene.kind(*token),
                TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb)
            )
        };
        let end = (behind..scene.tokens.len()).take(LONGEST_TRADE).take_while(is_noun).last();
        let Some(end) = end.map(|last| last + 1) else { break };
        if scene.kind(end) == TokenKind::Pause {
            members.push(behind..end);
            at = end + 1;
            continue;
        }
        // The last is followed by what is said of all: the longest known name, else all its words.
        let known = (behind + 1..=end).rev().find(|&end| {
            let known = scene.vocabulary().names.get(scene.slice(behind..end));
            known.is_some_and(|known| known.label == EntityLabel::Industry)
        });
        let is_closed = || matches!(scene.kind(end), TokenKind::Stop) || scene.has(end, Role::ListMark);
        // 槟榔芋, not 槟榔: a last character goes on with the name.
        let is_last = |known: usize| {
            known + 1 == end && scene.tokens[known].n_characters == 1 && !scene.tokens[known].is_generic
        };
        let known = known.map(|known| if is_last(known) { end } else { known });
        if let Some(end) = known.or_else(|| is_closed().then_some(end)) {
            members.push(behind..end);
        }
        break;
    }
    members
}

/// The town whose short name ends before the token at `end`.
fn town_before(scene: &Scene<'_>, end: usize) -> Option<Candidate> {
    let starts = end.saturating_sub(LONGEST_PLACE)..end;
    let mut named = starts.filter_map(|start| Some((start, scene.towns.get(scene.slice(start..end))?)));
    let (start, full) = named.next()?;
    let span = scene.span(start..end);
    let mut candidate = Candidate::new(EntityLabel::Region, span, full, "region.trade", 0.8);
    candidate.alias(span.of(scene.text));
    candidate.kind = "town".to_owned();
    candidate.may_nest = true;
    Some(candidate)
}

/// The token behind the county or the town whose full name begins with `token`.
fn behind_place(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let start = scene.tokens.get(token)?.span.start;
    let ends_at = |end: usize| {
        let next = scene.token_at(end);
        (scene.tokens.get(next)?.span.start == end).then_some(next)
    };
    let place = scene.lexicon.places.longest_at(scene.text, start);
    let is_division = |id| scene.lexicon.places.get(id).level >= PlaceLevel::Prefecture;
    if let Some(place) =
        place.filter(|place| place.form == NameForm::Full && place.places.iter().any(|&id| is_division(id)))
    {
        return ends_at(start + place.len);
    }
    behind_town(scene, token)
}

/// The token behind the town whose full name begins with `token`.
pub(super) fn behind_town(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let lists = &scene.lexicon.lists;
    let reach = scene.tokens.len().min(token + LONGEST_PLACE);
    let mut ends = token + 1..=reach;
    ends.find(|&end| {
        if !lists[Role::Town].may_end_with(scene.tokens[end - 1].last) {
            return false;
        }
        let name = scene.slice(token..end);
        let is_word = matches!(scene.kind(end - 1), TokenKind::Word(_));
        let stem = lists[Role::Town].end_of(name).map_or("", |end| &name[..name.len() - end.len()]);
        is_word
            && (2..=4).contains(&stem.chars().count())
            && !lists[Role::NoTown].ends(name)
            && scene.tokens[token..end].iter().all(|token| matches!(token.kind, TokenKind::Word(_)))
            && (scene.towns.get(name).is_some() || scene.has_proper(token..end))
    })
    .or_else(|| behind_short_town(scene, token))
}

/// The token behind the short name of a town of the report's own county, where a known industry follows: 沙溪葡萄.
fn behind_short_town(scene: &Scene<'_>, token: usize) -> Option<usize> {
    if !scene.towns.may_open(scene.word(token)) {
        return None;
    }
    let reach = scene.tokens.len().min(token + LONGEST_PLACE);
    let end = (token + 1..reach).rev().find(|&end| scene.towns.get(scene.slice(token..end)).is_some())?;
    let longest = scene.tokens.len().min(end + LONGEST_TRADE);
    let is_industry = |last: usize| {
        let known = scene.vocabulary().names.get(scene.slice(end..last));
        known.is_some_and(|known| known.label == EntityLabel::Industry)
    };
    (end + 1..=longest).any(is_industry).then_some(end)
}

/// Whether what follows tells that the members are projects, carriers or firms.
fn is_else(scene: &Scene<'_>, next: usize) -> bool {
    let reach = next..scene.tokens.len().min(next + REACH);
    let is_open = |at: &usize| !matches!(scene.kind(*at), TokenKind::Stop | TokenKind::Pause);
    let others = [Role::ListProject, Role::ListCarrier, Role::ListCompany, Role::ListEvent];
    reach.take_while(is_open).any(|at| {
        others.into_iter().any(|role| scene.has(at, role))
            || scene.head_ending(at).is_some_and(|head| head.head.label != EntityLabel::Policy)
    })
}
