//! Schools and halls as bodies: the one that builds its new site (市二中新校区), and the one that wins a rank (县图书馆晋升国家一级馆).
//! Elsewhere a school or a library is a building, and so a project.

use super::candidate::Candidate;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Shortest name of a body, in characters.
const SHORTEST: usize = 3;

/// Proposes the schools that the names of projects begin with.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let bodies: Vec<Candidate> = scene
        .heads
        .iter()
        .filter(|(_, found)| found.head.kind.as_ref() == "school")
        .filter(|(_, found)| scene.lexicon.lists[Role::SchoolBody].contains(found.word))
        .filter_map(|(token, found)| school_of(scene, *token, found, out))
        .collect();
    out.extend(bodies);
}

/// The school whose head ends with `token`, where a project begins with its name and goes on with what is built for it.
fn school_of(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, out: &[Candidate]) -> Option<Candidate> {
    let work = scene.head_beginning(token + 1)?;
    let is_work = work.head.label == EntityLabel::Project
        && matches!(&*work.head.kind, "renovation" | "building" | "phase" | "school" | "works");
    let end = scene.tokens[token].span.end;
    let is_it = |found: &&Candidate| {
        found.label == EntityLabel::Project && found.span.start < end && found.span.end > end
    };
    let project = out.iter().filter(|_| is_work).find(is_it)?;
    let span = Span::new(project.span.start, end);
    let name = span.of(scene.text);
    let is_told = name.len() > found.word.len();
    let is_fit = is_told && name.chars().count() >= SHORTEST && project.name.starts_with(name);
    let mut school = Candidate::new(EntityLabel::Organization, span, name, "organization.school", 0.7);
    school.kind = "university".to_owned();
    school.may_nest = true;
    is_fit.then_some(school)
}

/// 市二中, 县图书馆: one word, with the level of the report's own body at its front.
pub(super) fn is_own(scene: &Scene<'_>, found: &FoundHead<'_>) -> bool {
    let start = scene.tokens[found.token].span.start;
    start < found.start && scene.lexicon.lists[Role::OwnBody].contains(&scene.text[start..found.start])
}

/// Whether a school or a hall is what wins a rank or becomes something, told by the verb at `next` and what stands behind it.
pub(super) fn acts(scene: &Scene<'_>, next: usize, found: &FoundHead<'_>) -> bool {
    let is_body = match found.head.kind.as_ref() {
        "school" => scene.lexicon.lists[Role::SchoolBody].contains(found.word),
        "culture" => scene.lexicon.lists[Role::HallBody].contains(found.word),
        _ => false,
    };
    let is_verb = || {
        next < scene.tokens.len()
            && (scene.has_end(next, Role::TitleWon) || scene.has_end(next, Role::Won))
            && matches!(
                scene.kind(next),
                TokenKind::Word(WordClass::Hard | WordClass::Take | WordClass::Verb)
            )
    };
    is_body && is_verb() && !matches!(scene.kind(next + 1), TokenKind::Stop | TokenKind::Pause)
}
