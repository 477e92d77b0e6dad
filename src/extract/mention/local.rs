//! Names that are read near their place only: the towns of the report's own county, and the places around it that are
//! called by everyday words.

use std::ops::Range;

use super::scene::Scene;
use crate::extract::document::Document;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Lexicon, LocalForms, Role, WordClass};
use crate::extract::token::TokenKind;

/// Those of one document.
pub(super) struct Local {
    pub(super) towns: LocalForms,
    pub(super) places: LocalForms,
}

impl Local {
    /// The towns of the county that the document is about, or of the prefecture that has no counties, and the places.
    pub(super) fn of(document: &Document, lexicon: &Lexicon) -> Self {
        let scope = &document.identity.scope;
        let first = scope.chain.first().map(|&id| lexicon.places.get(id));
        let nations = &lexicon.lists[Role::Nation];
        let towns = first.map(|place| lexicon.vocabulary.towns.forms(place.code, nations));
        Self { towns: towns.unwrap_or_default(), places: lexicon.places.everyday_forms(scope) }
    }

    /// Whether one stands in `text`.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.towns.stand_in(text) || self.places.stand_in(text)
    }
}

/// Most tokens of such a name.
const LONGEST: usize = 5;

/// The tokens of each name of `forms` in the sentence, with its full name; of two that begin together the longer.
pub(super) fn hits<'d>(scene: &Scene<'_>, forms: &'d LocalForms) -> Vec<(Range<usize>, &'d str)> {
    let mut found = Vec::new();
    let mut token = 0;
    while !forms.is_empty() && token < scene.tokens.len() {
        let reach = match forms.may_open(scene.word(token)) {
            true => scene.tokens.len().min(token + LONGEST),
            false => token,
        };
        let hit = (token + 1..=reach).rev().find_map(|end| {
            let full = forms.get(scene.slice(token..end))?;
            Some((token..end, full))
        });
        token = hit.as_ref().map_or(token + 1, |(range, _)| range.end);
        found.extend(hit);
    }
    found
}

/// Whether two ranges of tokens are neighbours in a list.
pub(super) fn adjoins(scene: &Scene<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    right.start == left.end + 1
        && (scene.kind(left.end) == TokenKind::Pause || scene.tokens[left.end].is(WordClass::Conjunction))
}

/// Whether the words by themselves tell that a place is meant: a name to the segmenter, and not the front of another
/// (龙泉大峡谷).
pub(super) fn stands_alone(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let is_proper = scene.tokens[range.clone()].iter().all(|token| token.is_proper);
    is_proper && !is_front(scene, range.end) && !opens_name(scene, range.end)
}

/// Whether a noun at `next` goes on what stands before.
pub(super) fn is_front(scene: &Scene<'_>, next: usize) -> bool {
    let next = scene.tokens.get(next);
    next.is_some_and(|next| next.is(WordClass::Plain) && !next.is_generic && !next.is_body)
}

/// Whether the words from `next` on are the rest of a thing's name: 国家森林公园 behind 兰亭.
fn opens_name(scene: &Scene<'_>, next: usize) -> bool {
    let is_word = |&at: &usize| {
        matches!(scene.kind(at), TokenKind::Word(WordClass::Plain | WordClass::Soft))
            || scene.has(at, Role::NameRank)
    };
    (next..scene.tokens.len().min(next + 3)).take_while(is_word).any(|at| {
        scene.head_ending(at).is_some_and(|head| {
            matches!(head.head.label, EntityLabel::Project | EntityLabel::Platform | EntityLabel::Event)
                && head.word.chars().count() > 1
        })
    })
}
