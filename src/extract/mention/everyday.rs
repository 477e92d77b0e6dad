//! Places near the report's own that are called by everyday words (公安, 安顺, 和平) or by one character and their level
//! (岷县): they are meant beside other places, and where the segmenter takes the word for a name and nothing goes on
//! behind it.

use std::ops::Range;

use super::candidate::Candidate;
use super::local;
use super::region::{is_neighbour, level_of};
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{PlaceLevel, Role};

/// Proposes them, beside the regions in `out`.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let found = local::hits(scene, scene.everyday);
    if found.is_empty() {
        return;
    }
    let mut is_listed: Vec<bool> =
        found.iter().map(|(range, _)| is_beside_place(scene, range, out)).collect();
    let is_alone: Vec<bool> = found.iter().map(|(range, full)| is_told(scene, range, full)).collect();
    // Each makes the next of its list one, in either direction.
    let pairs: Vec<usize> =
        (1..found.len()).filter(|&at| local::adjoins(scene, &found[at - 1].0, &found[at].0)).collect();
    let is_sure = |is_listed: &[bool], at: usize| is_listed[at] || is_alone[at];
    for &at in &pairs {
        is_listed[at] |= is_sure(&is_listed, at - 1) || tell_together(scene, &found[at - 1].0, &found[at].0);
    }
    for &at in pairs.iter().rev() {
        is_listed[at - 1] |= is_sure(&is_listed, at);
    }
    for (at, (range, full)) in found.into_iter().enumerate() {
        if !is_sure(&is_listed, at) {
            continue;
        }
        let Some(id) = scene.lexicon.places.find(full, &scene.document.identity.scope) else { continue };
        let confidence = if is_listed[at] { 0.9 } else { 0.8 };
        let span = scene.span(range);
        let mut candidate = Candidate::new(EntityLabel::Region, span, full, "region.everyday", confidence);
        candidate.alias(span.of(scene.text));
        candidate.kind = level_of(scene, id).to_owned();
        candidate.may_nest = true;
        out.push(candidate);
    }
}

/// Whether a place that is known by its name stands beside it in a list: 公安 in 松滋、公安.
fn is_beside_place(scene: &Scene<'_>, range: &Range<usize>, out: &[Candidate]) -> bool {
    out.iter().any(|other| {
        let tokens = scene.token_at(other.span.start)..scene.token_at(other.span.end - 1) + 1;
        other.label == EntityLabel::Region
            && (local::adjoins(scene, &tokens, range) || local::adjoins(scene, range, &tokens))
    })
}

/// Whether two such words beside each other are places: names to the segmenter, or helped by the speaker (支持开化、常山).
fn tell_together(scene: &Scene<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let is_proper = |range: &Range<usize>| scene.has_proper(range.clone());
    let is_helped = left.start > 0 && scene.has(left.start - 1, Role::Actor);
    is_helped || is_proper(left) && is_proper(right)
}

/// Whether it is told without a list: by the segmenter where it is near, or as a prefecture that something is done for
/// (支持白银建设…). 西湖 and 泰山 are a lake and a mountain, and what is far off is not meant.
fn is_told(scene: &Scene<'_>, range: &Range<usize>, full: &str) -> bool {
    let places = &scene.lexicon.places;
    let Some(id) = places.find(full, &scene.document.identity.scope) else { return false };
    let is_prefecture = places.get(id).level == PlaceLevel::Prefecture;
    let form = scene.slice(range.clone());
    let is_land = scene.lexicon.lists[Role::LandName].ends(form) && form != full;
    let is_near = !is_land && (is_prefecture || form == full || is_neighbour(scene, id));
    let is_helped = is_prefecture && range.start > 0 && scene.has(range.start - 1, Role::Actor);
    is_near && local::stands_alone(scene, range) || is_helped && !local::is_front(scene, range.end)
}
