//! Streets of everyday words that are built, widened or opened: 改造人民路、建设路, 打通迎宾大道等断头路.
//!
//! Their words say nothing that other nouns do not; that they stand alone behind a verb of building, or in a list of such, does.

use super::candidate::Candidate;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;

/// Characters of a street's name before its last word.
const STEM: std::ops::RangeInclusive<usize> = 2..=4;

/// Proposes the streets that no other rule has read.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    for (token, found) in &scene.heads {
        let is_street = found.head.label == EntityLabel::Project
            && found.head.kind.as_ref() == "transport"
            && lists[Role::Street].contains(found.word);
        if is_street {
            let street = street(scene, *token, found);
            let is_free = |street: &Candidate| !out.iter().any(|other| other.span.overlaps(street.span));
            out.extend(street.filter(is_free));
        }
    }
}

fn street(scene: &Scene<'_>, last: usize, found: &FoundHead<'_>) -> Option<Candidate> {
    let lists = &scene.lexicon.lists;
    let start = start(scene, found.token)?;
    let range = start..last + 1;
    let name = scene.slice(range.clone());
    let stem = name.strip_suffix(found.word)?;
    let is_road = STEM.contains(&stem.chars().count())
        && !lists[Role::NoStreet].ends(stem)
        && range
            .clone()
            .all(|at| matches!(scene.kind(at), TokenKind::Word(class) if class != WordClass::Lead))
        && scene.has_building(last)
        && ends(scene, last + 1);
    let mut candidate = Candidate::new(EntityLabel::Project, scene.span(range), name, "project.street", 0.6);
    candidate.kind = found.head.kind.to_string();
    is_road.then_some(candidate)
}

/// Where a name begins that stands alone: behind a mark, 和, or the verb that builds.
fn start(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let clause = scene.clause(head).start;
    let opens = |at: usize| match scene.kind(at) {
        TokenKind::Pause | TokenKind::Stop => true,
        TokenKind::Word(WordClass::Conjunction | WordClass::Take | WordClass::Hard) => true,
        TokenKind::Word(_) => {
            at < head && (scene.has_end(at, Role::Build) || scene.tokens[at].trigger.is_some())
        }
        _ => false,
    };
    // 建设 in 建设路 is the street's own word, behind another mark.
    let is_own = |at: usize| at + 1 == head && at > clause && opens(at - 1);
    let before = (clause..head).rev().find(|&at| opens(at) && !is_own(at))?;
    (before < head).then_some(before + 1)
}

/// Whether the street is all that its place in the list names.
fn ends(scene: &Scene<'_>, next: usize) -> bool {
    let is_mark = matches!(
        scene.kind(next),
        TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)
    );
    is_mark
        || next < scene.tokens.len()
            && (scene.has(next, Role::ListMark) || scene.tokens[next].trigger.is_some())
}
