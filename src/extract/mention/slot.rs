//! Places in a sentence that only a thing of one kind fills: whom one signs with is a body, what 80亿元 are put into is a
//! project, and so is what breaks ground.
//!
//! The slot types names that no head tells. What fills it must look like a name: its first word is a proper one, and no
//! place, industry or person.

use std::ops::Range;

use super::candidate::Candidate;
use super::list::members;
use super::scene::Scene;
use super::sibling::is_place_somewhere;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;

/// How far behind a partner the verb of joint work may stand, in tokens.
const PARTNER_REACH: usize = 24;

/// How far before the verb of going public the board may be told, in tokens.
const LISTED_REACH: usize = 6;

/// Proposes what fills the slots.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let has_money = scene.holds(Role::Invested);
    let is_held = [Role::With, Role::Rises, Role::Brought, Role::By, Role::Listing]
        .into_iter()
        .any(|role| scene.holds(role));
    if !has_money && !is_held {
        return;
    }
    for token in 0..scene.tokens.len() {
        if scene.has(token, Role::With) {
            partners(scene, token, out);
        }
        if scene.has(token, Role::Listing) {
            listed(scene, token, out);
        }
        if scene.has(token, Role::Brought) {
            brought(scene, token, out);
        }
        if scene.has(token, Role::By) {
            builders(scene, token, out);
        }
        if has_money
            && token > 0
            && scene.has(token, Role::Invested)
            && scene.kind(token + 1) == TokenKind::Number
        {
            out.extend(opening_firm(scene, token));
        }
        if has_money && scene.word(token) == "的" && follows_money(scene, token) {
            out.extend(invested(scene, token + 1));
        }
        if scene.has(token, Role::Rises) {
            risen(scene, token, out);
        }
    }
}

/// 与首农、大北农合作: the members before a verb of joint work.
fn partners(scene: &Scene<'_>, with: usize, out: &mut Vec<Candidate>) {
    let end = scene.tokens.len().min(with + PARTNER_REACH);
    let is_open = |token: &usize| scene.kind(*token) != TokenKind::Stop;
    let verb = (with + 1..end).take_while(is_open).find(|&at| scene.has(at, Role::JoinVerb));
    let Some(verb) = verb else { return };
    out.extend(opening_firm(scene, with));
    let mut last = verb;
    while last > with + 1 && scene.has(last - 1, Role::ListMark) {
        last -= 1;
    }
    for member in members(scene, last) {
        let is_pure =
            scene.tokens[member.clone()].iter().all(|token| token.is_proper || token.roles.has(Role::Firm));
        let is_bare = scene.head_ending(member.end - 1).is_none()
            && !scene.is_place_at(scene.tokens[member.start].span.start)
            && !is_place_somewhere(scene, scene.word(member.end - 1));
        // 同各国人民的友谊与合作
        let is_quality = member.start > 0 && scene.word(member.start - 1) == "的";
        if member.start > with && !is_quality && is_pure && is_bare && is_name(scene, &member) {
            let text = scene.slice(member.clone());
            let span = scene.span(member);
            let mut candidate =
                Candidate::new(EntityLabel::Organization, span, text, "organization.partner", 0.6);
            candidate.kind = "company".to_owned();
            out.push(candidate);
        }
    }
}

/// 水城建材 in 水城建材与海螺集团合作, 宏达电子 in 宏达电子投资12亿元建设…: a firm that alone stands before `end` in its clause.
fn opening_firm(scene: &Scene<'_>, end: usize) -> Option<Candidate> {
    let start = scene.clause(end).start;
    let [name] = &members(scene, end)[..] else { return None };
    let is_alone = name.start == start && name.end == end;
    if !is_alone || scene.head_ending(end - 1).is_some() {
        return None;
    }
    let text = scene.slice(name.clone());
    let firm = scene.lexicon.lists[Role::Firm].end_of(text)?;
    let core = text.len() - firm.len();
    let is_fit = (4..=8).contains(&text.chars().count())
        && core >= 6
        && !scene.tokens[start].is_generic
        && scene.tokens[name.clone()]
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Word(WordClass::Plain | WordClass::Soft)))
        && scene.vocabulary().names.get(text).is_none_or(|known| known.label == EntityLabel::Organization);
    let mut candidate = Candidate::new(
        EntityLabel::Organization,
        scene.span(name.clone()),
        text,
        "organization.opening",
        0.6,
    );
    candidate.kind = "company".to_owned();
    is_fit.then_some(candidate)
}

/// 引进浙江正泰、江苏新誉: short names behind a verb of bringing in, a province or a town before each.
fn brought(scene: &Scene<'_>, verb: usize, out: &mut Vec<Candidate>) {
    let is_inside = |&at: &usize| {
        let kind = scene.kind(at);
        matches!(kind, TokenKind::Pause | TokenKind::Word(WordClass::Plain | WordClass::Conjunction))
    };
    let end = (verb + 1..scene.tokens.len()).take_while(is_inside).last().map_or(verb + 1, |last| last + 1);
    let goes_on = matches!(scene.kind(end), TokenKind::Word(WordClass::Soft));
    for member in members(scene, end) {
        let start = scene.tokens[member.start].span.start;
        let place = scene.lexicon.places.longest_at(scene.text, start).map_or(0, |place| place.len);
        let own = scene.token_at(start + place)..member.end;
        let is_pure = own.clone().all(|at| scene.tokens[at].is_proper || scene.has(at, Role::Firm));
        let length = scene.slice(own.clone()).chars().count();
        let is_bare = scene.head_ending(member.end - 1).is_none()
            && !is_place_somewhere(scene, scene.word(member.end - 1));
        let is_last = goes_on && member.end == end;
        if place > 0 && (2..=6).contains(&length) && is_pure && is_bare && !is_last && is_name(scene, &member)
        {
            let text = scene.slice(member.clone());
            let span = scene.span(member);
            let mut candidate =
                Candidate::new(EntityLabel::Organization, span, text, "organization.brought", 0.6);
            candidate.kind = "company".to_owned();
            out.push(candidate);
        }
    }
}

/// 由浙江广厦施工的…, 由中核集团、国网新源投资建设: who stands between 由 and a verb of building.
fn builders(scene: &Scene<'_>, by: usize, out: &mut Vec<Candidate>) {
    let end = scene.tokens.len().min(by + PARTNER_REACH);
    let is_open = |token: &usize| scene.kind(*token) != TokenKind::Stop;
    let is_verb = |token: &usize| scene.lexicon.lists[Role::Undertaking].contains(scene.word(*token));
    let Some(verb) = (by + 1..end).take_while(is_open).find(is_verb) else { return };
    for member in members(scene, verb).into_iter().filter(|member| member.start > by) {
        let start = scene.tokens[member.start].span.start;
        let place = scene.lexicon.places.longest_at(scene.text, start).map_or(0, |place| place.len);
        let own = scene.token_at(start + place)..member.end;
        let is_part = |at: usize| {
            let token = &scene.tokens[at];
            token.is_proper || token.roles.has(Role::Firm) || place > 0 && !token.is_generic
        };
        let is_pure = own.clone().all(is_part) && scene.slice(own.clone()).chars().count() > 1;
        let is_bare = scene.head_ending(member.end - 1).is_none();
        if !own.is_empty() && is_pure && is_bare && is_name(scene, &member) {
            let (text, span) = (scene.slice(member.clone()), scene.span(member));
            let mut candidate =
                Candidate::new(EntityLabel::Organization, span, text, "organization.builder", 0.6);
            candidate.kind = "company".to_owned();
            out.push(candidate);
        }
    }
}

/// 支持甲生物、乙股份在科创板上市: who goes public is a firm.
fn listed(scene: &Scene<'_>, verb: usize, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let clause = scene.clause(verb).start;
    let at_board = (clause.max(verb.saturating_sub(LISTED_REACH))..verb)
        .rev()
        .find(|&at| lists[Role::ListedAt].contains(scene.word(at)));
    let mut last = at_board.unwrap_or(verb);
    while last > clause && scene.has(last - 1, Role::FirmAdverb) {
        last -= 1;
    }
    for member in members(scene, last) {
        let text = scene.slice(member.clone());
        let core = lists[Role::Firm].end_of(text).map_or(0, |end| text.len() - end.len());
        let is_worded = core >= 6
            && !scene.tokens[member.start].is_generic
            && !lists[Role::NoProduct].contains(scene.word(member.start));
        let is_pure = || {
            scene.tokens[member.clone()].iter().all(|token| token.is_proper || token.roles.has(Role::Firm))
        };
        let is_noun =
            |at: usize| matches!(scene.kind(at), TokenKind::Word(WordClass::Plain | WordClass::Soft));
        let is_fit = (is_worded || is_pure() && is_name(scene, &member))
            && (3..=8).contains(&text.chars().count())
            && member.clone().all(is_noun)
            && scene.head_ending(member.end - 1).is_none()
            && scene
                .vocabulary()
                .names
                .get(text)
                .is_none_or(|known| known.label == EntityLabel::Organization);
        if is_fit {
            let span = scene.span(member);
            let mut firm = Candidate::new(EntityLabel::Organization, span, text, "organization.listed", 0.6);
            firm.kind = "company".to_owned();
            out.push(firm);
        }
    }
}

/// Whether a sum that is invested stands before 的: 投资80亿元的.
fn follows_money(scene: &Scene<'_>, of: usize) -> bool {
    let reach = of.saturating_sub(8)..of;
    let is_sum = of > 0 && scene.lexicon.lists[Role::Money].ends(scene.word(of - 1));
    is_sum && reach.rev().any(|at| scene.has(at, Role::Invested))
}

/// The name that begins at `start`, behind the sum.
fn invested(scene: &Scene<'_>, start: usize) -> Option<Candidate> {
    let is_part = |&at: &usize| {
        matches!(
            scene.kind(at),
            TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Latin | TokenKind::Number
        )
    };
    let end = (start..scene.tokens.len()).take_while(is_part).last()? + 1;
    let name = start..end;
    let head = scene.head_ending(end - 1);
    let is_thing = head.is_some_and(|head| {
        matches!(head.head.label, EntityLabel::Platform | EntityLabel::Project) && head.token > start
    });
    let is_long = scene.slice(name.clone()).chars().count() > 3;
    let is_fit =
        (is_thing || is_long && is_name(scene, &name)) && scene.specific_characters(name.clone()) >= 2;
    let is_counted = (start..end).any(|at| scene.kind(at) == TokenKind::Number);
    (is_fit && !is_counted).then(|| project(scene, name, "project.invested"))
}

/// What stands before 开工, 投产 at its clause's start.
fn risen(scene: &Scene<'_>, verb: usize, out: &mut Vec<Candidate>) {
    let clause = scene.clause(verb);
    let mut last = verb;
    while last > clause.start && scene.has(last - 1, Role::FirmAdverb) {
        last -= 1;
    }
    for member in members(scene, last) {
        let opens = member.start == clause.start
            || matches!(
                scene.kind(member.start - 1),
                TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)
            );
        let is_bare = scene.head_ending(member.end - 1).is_none() && member.len() > 1;
        if opens && is_bare && is_name(scene, &member) {
            out.push(project(scene, member, "project.risen"));
        }
    }
}

fn project(scene: &Scene<'_>, name: Range<usize>, rule: &'static str) -> Candidate {
    let text = scene.slice(name.clone());
    let mut candidate = Candidate::new(EntityLabel::Project, scene.span(name), text, rule, 0.9);
    candidate.alias(&format!("{text}项目"));
    candidate.kind = "project".to_owned();
    candidate
}

/// A name of nouns whose first word is proper: no place, industry, town or person of rank.
fn is_name(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let lists = &scene.lexicon.lists;
    let text = scene.slice(name.clone());
    let is_noun = |token: usize| {
        matches!(scene.kind(token), TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Latin)
    };
    let known = scene.vocabulary().names.get(text);
    let is_body = known.is_some_and(|known| known.label == EntityLabel::Organization);
    !name.is_empty()
        && (2..=14).contains(&text.chars().count())
        && name.clone().all(is_noun)
        && (is_body || known.is_none() && scene.tokens[name.start].is_proper)
        && !lists[Role::Landscape].ends(text)
        && !lists[Role::Hall].ends(text)
        && !lists[Role::Zone].ends(text)
        && !lists[Role::PersonTitle].ends(text)
        && (is_body || !is_all_places(scene, name))
}

/// 京津, 长三角: names made of places alone.
fn is_all_places(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    name.clone().all(|token| scene.is_place_at(scene.tokens[token].span.start))
        || scene.lexicon.places.longest_at(scene.text, scene.tokens[name.start].span.start).is_some_and(
            |place| scene.tokens[name.start].span.start + place.len >= scene.tokens[name.end - 1].span.end,
        )
}
