//! PART_OF: one region lies in another, both named in the document.

use std::collections::BTreeMap;

use super::read::Relations;
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, PlaceId, PlaceLevel};
use crate::extract::mention::Mentions;

/// Adds what the gazetteer says of the document's regions, and what the forms of their names say.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    let regions: Vec<(usize, &EntityFact)> = mentions
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.label == EntityLabel::Region)
        .collect();
    let own = document.identity.region.as_deref().and_then(|name| mentions.region_named(name));
    let places: Vec<Option<PlaceId>> =
        regions.iter().map(|(_, entity)| place_of(document, entity, lexicon)).collect();
    let known = regions.iter().zip(&places);
    let by_place: BTreeMap<PlaceId, usize> =
        known.filter_map(|(&(index, _), place)| place.map(|place| (place, index))).collect();
    for (&(index, _), place) in regions.iter().zip(&places) {
        let is_own = Some(index) == own;
        match *place {
            // Of other places the next above tells enough; the report's own lies in all that are named.
            Some(place) => {
                let above = lexicon.places.parents(place).take(if is_own { usize::MAX } else { 1 });
                for wider in above.filter_map(|above| by_place.get(&above)) {
                    out.add_entity(index, RelationType::PartOf, *wider, "part_of.gazetteer", 0.9);
                }
            }
            None if !is_own => within_own(document, mentions, lexicon, index, own, out),
            None => {}
        }
    }
    let own_place = own.and_then(|own| place_of(document, &mentions.entities[own], lexicon));
    if let (Some(own), Some(place)) = (own, own_place) {
        for (area, _) in regions.iter().filter(|(_, wider)| is_member(place, wider, lexicon)) {
            out.add_entity(own, RelationType::PartOf, *area, "part_of.area", 0.8);
        }
    }
    zone_in_place(document, mentions, own, &regions, lexicon, out);
}

fn place_of(document: &Document, entity: &EntityFact, lexicon: &Lexicon) -> Option<PlaceId> {
    if matches!(entity.kind.as_deref(), Some("zone" | "town" | "village" | "area")) {
        return None;
    }
    lexicon.places.find(&entity.name, &document.identity.scope)
}

/// Whether the area's members hold the place.
fn is_member(place: PlaceId, area: &EntityFact, lexicon: &Lexicon) -> bool {
    let code = format!("{:06}", lexicon.places.get(place).code);
    let known = lexicon.vocabulary.names.get(&area.name).filter(|known| known.label == EntityLabel::Region);
    known.is_some_and(|known| {
        known.codes.split(' ').any(|member| !member.is_empty() && code.starts_with(member))
    })
}

/// A town, village or zone that the text names without saying where lies in the report's own region.
fn within_own(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    index: usize,
    own: Option<usize>,
    out: &mut Relations<'_>,
) {
    let kind = mentions.entities[index].kind.as_deref();
    let above =
        county_above(document, mentions, lexicon).filter(|_| matches!(kind, Some("town" | "village")));
    let own = above.or(own).filter(|_| matches!(kind, Some("town" | "village" | "zone")));
    let Some(own) = own else { return };
    let is_local =
        document.identity.place.is_some() || mentions.entities[own].kind.as_deref() == Some("zone");
    if is_local {
        out.add_entity(index, RelationType::PartOf, own, "part_of.own", 0.6);
    }
}

/// The county that the report's region is or lies in, when the document names it.
fn county_above(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Option<usize> {
    let first = lexicon.places.get(*document.identity.scope.chain.first()?);
    (first.level == PlaceLevel::County).then(|| mentions.region_named(&first.name)).flatten()
}

/// A zone's report: the zone lies in the places that its name or the document's identity tells.
fn zone_in_place(
    document: &Document,
    mentions: &Mentions,
    own: Option<usize>,
    regions: &[(usize, &EntityFact)],
    lexicon: &Lexicon,
    out: &mut Relations<'_>,
) {
    let Some(own) = own.filter(|&own| place_of(document, &mentions.entities[own], lexicon).is_none()) else {
        return;
    };
    let scope = &document.identity.scope;
    for &(other, wider) in regions {
        let is_above = place_of(document, wider, lexicon).is_some_and(|place| scope.chain.contains(&place));
        let holds = wider.kind.as_deref() == Some("area")
            && scope.chain.first().is_some_and(|&first| is_member(first, wider, lexicon));
        if other != own && (is_above || holds) {
            out.add_entity(own, RelationType::PartOf, other, "part_of.zone", 0.8);
        }
    }
}
