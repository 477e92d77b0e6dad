//! Regions that the names of things begin with in short: 龙泉 in 龙泉抽水蓄能, in the report of the province; 长三角 in 长三角国际人才港.

use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{NameForm, PlaceLevel, Role};
use crate::source::Span;

/// Proposes the places below the report's own that projects, events and public bodies are named after.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let found: Vec<Candidate> = out.iter().filter_map(|thing| before(scene, thing)).collect();
    let areas: Vec<Candidate> = out.iter().filter_map(|thing| area(scene, thing, out)).collect();
    let firms: Vec<Candidate> = out.iter().filter_map(|thing| whole_firm(scene, thing, &found)).collect();
    out.extend(firms);
    out.extend(areas);
    for region in found {
        let is_free =
            |other: &Candidate| other.label != EntityLabel::Region || !other.span.overlaps(region.span);
        if out.iter().all(is_free) {
            out.push(region);
        }
    }
}

fn before(scene: &Scene<'_>, thing: &Candidate) -> Option<Candidate> {
    let is_somewhere = match thing.label {
        EntityLabel::Project | EntityLabel::Event => true,
        EntityLabel::Organization => matches!(&*thing.kind, "hospital" | "institute" | "university"),
        _ => false,
    };
    let own = scene.document.identity.place.filter(|_| is_somewhere)?;
    let (places, lists) = (&scene.lexicon.places, &scene.lexicon.lists);
    let found = places.longest_at(scene.text, thing.span.start)?;
    let span = Span::new(thing.span.start, thing.span.start + found.len);
    let after = &scene.text[span.end.min(thing.span.end)..thing.span.end];
    let last = scene.token_at(span.end - 1);
    let is_whole = scene.tokens.get(last).is_some_and(|token| token.span.end == span.end);
    // 秀山路, 新河港: the place is not what it is named after.
    let is_other = after.chars().nth(1).is_none()
        || lists[Role::NotAfterPlace].opens(after)
        || lists[Role::Street].opens(after);
    if found.form != NameForm::Short || !is_whole || is_other || places.get(own).level == PlaceLevel::Country
    {
        return None;
    }
    let form = span.of(scene.text);
    let id = places.find(form, &scene.document.identity.scope)?;
    let is_below = places.parents(id).any(|above| above == own);
    if !is_below || lists[Role::CommonPlace].contains(form) {
        return None;
    }
    let place = places.get(id);
    let mut region = Candidate::new(EntityLabel::Region, span, &place.name, "region.front", 0.7);
    region.alias(form);
    let level = if place.level == PlaceLevel::County { "county" } else { "prefecture" };
    region.kind = level.to_owned();
    region.may_nest = true;
    Some(region)
}

/// Characters of a wider area that things are called after: not 西部.
const SHORTEST_AREA: usize = 3;

/// The wider area that the name of a carrier, a project or an event begins with: 长三角 in 长三角国际人才港. Of a country or of land
/// (武陵山区) the report's own region is no part.
fn area(scene: &Scene<'_>, thing: &Candidate, found: &[Candidate]) -> Option<Candidate> {
    let is_thing = matches!(thing.label, EntityLabel::Platform | EntityLabel::Project | EntityLabel::Event);
    let is_front = |region: &&Candidate| {
        region.label == EntityLabel::Region
            && region.kind == "area"
            && region.span.start == thing.span.start
            && region.span.end < thing.span.end
    };
    let front = found.iter().filter(|_| is_thing).find(is_front)?;
    let known = scene.vocabulary().names.get(&front.name);
    let is_country = known.is_some_and(|known| known.kind.as_ref() == "country");
    let is_land = scene.lexicon.lists[Role::AreaLand].ends(&front.name);
    let is_fit = !is_country && !is_land && front.name.chars().count() >= SHORTEST_AREA;
    is_fit.then(|| Candidate { rule: "region.front", ..front.clone() })
}

/// A firm that is all of a project's name but the place and the noun: 先导智能 in 衢州先导智能.
fn whole_firm(scene: &Scene<'_>, thing: &Candidate, fronts: &[Candidate]) -> Option<Candidate> {
    let is_front = |front: &&Candidate| front.span.start == thing.span.start;
    let front = fronts.iter().find(is_front).filter(|_| thing.label == EntityLabel::Project)?;
    let span = Span::new(front.span.end, thing.span.end);
    let rest = span.of(scene.text).trim_end_matches("项目");
    let known = scene.vocabulary().names.get(rest)?;
    let is_firm = known.label == EntityLabel::Organization && known.kind.as_ref() == "company";
    let span = Span::new(span.start, span.start + rest.len());
    let mut firm = Candidate::new(EntityLabel::Organization, span, rest, "organization.project", 0.7);
    firm.kind = "company".to_owned();
    firm.may_nest = true;
    is_firm.then_some(firm)
}
