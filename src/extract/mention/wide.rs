//! Areas over several divisions that no table has, told by the places they are called after: 长春现代化都市圈,
//! 佛山肇庆经济圈.

use std::ops::Range;

use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::Role;
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Most tokens of a place's name.
const LONGEST_PLACE: usize = 3;

/// Proposes them.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let end = scene.document.sentences[scene.sentence].span.end;
    for head in 1..scene.tokens.len() {
        if !may_open(scene, head) {
            continue;
        }
        let behind = &scene.text[scene.tokens[head].span.start..end];
        for (role, least) in [(Role::WideArea, 1), (Role::JoinedArea, 2)] {
            if let Some(word) = scene.lexicon.lists[role].start_of(behind) {
                out.extend(area(scene, head, word.len(), least));
            }
        }
    }
}

/// Whether such a word may begin with `token`.
fn may_open(scene: &Scene<'_>, token: usize) -> bool {
    let first = scene.word(token).chars().next();
    let lists = &scene.lexicon.lists;
    first.is_some_and(|first| {
        lists[Role::WideArea].may_begin_with(first) || lists[Role::JoinedArea].may_begin_with(first)
    })
}

/// The area whose name ends with the `len` bytes from `head` on, called after at least that many places.
fn area(scene: &Scene<'_>, head: usize, len: usize, least: usize) -> Option<Candidate> {
    let mut start = head - usize::from(scene.has(head - 1, Role::AreaKind));
    let mut n_places = 0;
    while let Some(place) = place_before(scene, start) {
        start = place.start - usize::from(place.start > 0 && scene.kind(place.start - 1) == TokenKind::Joint);
        n_places += 1;
    }
    if n_places < least || scene.kind(start) == TokenKind::Joint {
        return None;
    }
    let span = Span::new(scene.tokens[start].span.start, scene.tokens[head].span.start + len);
    let mut candidate = Candidate::new(EntityLabel::Region, span, span.of(scene.text), "region.wide", 0.85);
    candidate.kind = "area".to_owned();
    candidate.may_nest = true;
    Some(candidate)
}

/// The place or the area whose name ends right before `token`, in full or in short.
fn place_before(scene: &Scene<'_>, token: usize) -> Option<Range<usize>> {
    let is_place = |tokens: &Range<usize>| {
        let name = scene.slice(tokens.clone());
        let known = || scene.vocabulary().names.get(name);
        scene.place_from(tokens.start).is_some_and(|(_, next)| next == tokens.end)
            || scene.everyday.get(name).is_some()
            || known().is_some_and(|known| known.label == EntityLabel::Region)
    };
    let starts = (token.saturating_sub(LONGEST_PLACE)..token).map(|start| start..token);
    starts.into_iter().find(is_place)
}
