//! PART_OF: one region lies in another, both named in the document.
//!
//! Where a region lies the gazetteer tells; of a town, a village or a zone the place that its name begins with, else the
//! document's own region. A region lies in every place above that one and in every wider area that has it as a member.

use std::collections::{BTreeMap, BTreeSet};

use super::read::Relations;
use crate::extract::document::Document;
use crate::extract::fact::{EntityFact, EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, PlaceId, PlaceLevel};
use crate::extract::mention::Mentions;

/// Adds what the gazetteer says of the document's regions, and what the forms of their names say.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    let atlas = Atlas::new(document, mentions, lexicon);
    for &index in &atlas.regions {
        if let Some(zone) = atlas.zone_around(index) {
            out.add_entity(index, RelationType::PartOf, zone, "part_of.own", 0.6);
            continue;
        }
        if let Some(country) = atlas.country_before(index) {
            out.add_entity(index, RelationType::PartOf, country, "part_of.country", 0.8);
            continue;
        }
        if let Some(town) = atlas.town_before(index) {
            out.add_entity(index, RelationType::PartOf, town, "part_of.town", 0.8);
            continue;
        }
        if let Some(own) = atlas.own.filter(|_| atlas.is_area_within(index)) {
            out.add_entity(index, RelationType::PartOf, own, "part_of.within", 0.8);
            continue;
        }
        let Some(seat) = atlas.seat(index) else { continue };
        // Of a region that is only named the next above tells enough; one that the text is about lies in all.
        let is_theme = atlas.is_theme(index);
        let n_above = if is_theme { usize::MAX } else { 1 };
        for wider in atlas.above(&seat).take(n_above) {
            out.add_entity(index, RelationType::PartOf, wider, seat.rule, seat.confidence);
        }
        for area in atlas.areas_of(seat.place).filter(|_| Some(index) == atlas.own) {
            out.add_entity(index, RelationType::PartOf, area, "part_of.area", 0.8);
        }
    }
}

/// How many mentions before a town are looked at for its county.
const NEAREST: usize = 3;

/// Where a region lies.
struct Seat {
    /// The place itself, or of a region that the gazetteer does not have the next above.
    place: PlaceId,
    /// Whether the region is that place.
    is_itself: bool,
    rule: &'static str,
    confidence: f32,
}

/// The regions of a document and the places they are.
struct Atlas<'d> {
    document: &'d Document,
    mentions: &'d Mentions,
    lexicon: &'d Lexicon,
    /// Entities that are regions.
    regions: Vec<usize>,
    by_place: BTreeMap<PlaceId, usize>,
    /// The document's own region.
    own: Option<usize>,
    /// The regions that a section is about.
    themes: BTreeSet<usize>,
}

impl<'d> Atlas<'d> {
    fn new(document: &'d Document, mentions: &'d Mentions, lexicon: &'d Lexicon) -> Self {
        let is_region = |index: &usize| mentions.entities[*index].label == EntityLabel::Region;
        let regions: Vec<usize> = (0..mentions.entities.len()).filter(is_region).collect();
        let own = document.identity.region.as_deref().and_then(|name| mentions.region_named(name));
        let of_sections = document.sections.iter().filter_map(|section| section.region.as_deref());
        let themes = of_sections.filter_map(|name| mentions.region_named(name)).collect();
        let mut atlas = Self { document, mentions, lexicon, regions, by_place: BTreeMap::new(), own, themes };
        atlas.by_place =
            atlas.regions.iter().filter_map(|&index| Some((atlas.place(index)?, index))).collect();
        atlas
    }

    fn region(&self, index: usize) -> &'d EntityFact {
        &self.mentions.entities[index]
    }

    /// The place of the gazetteer that a region is.
    fn place(&self, index: usize) -> Option<PlaceId> {
        let region = self.region(index);
        if matches!(region.kind.as_deref(), Some("zone" | "town" | "village" | "area" | "abroad")) {
            return None;
        }
        self.lexicon.places.find(&region.name, &self.document.identity.scope)
    }

    /// Whether the text, or a section of it, is about the region.
    fn is_theme(&self, index: usize) -> bool {
        Some(index) == self.own || self.themes.contains(&index)
    }

    /// The own zone of the document, where a zone lies in it, or a town whose county the text does not name.
    fn zone_around(&self, index: usize) -> Option<usize> {
        let own = self.own.filter(|&own| own != index && self.place(own).is_none())?;
        let seat = self.document.identity.place;
        let is_county_named = seat.is_some_and(|place| {
            self.lexicon.places.get(place).level == PlaceLevel::County && self.by_place.contains_key(&place)
        });
        let is_inside = match self.region(index).kind.as_deref()? {
            "zone" => true,
            "town" | "village" => !is_county_named,
            _ => false,
        };
        (is_inside && self.named_in(index).is_none()).then_some(own)
    }

    fn seat(&self, index: usize) -> Option<Seat> {
        let seat = |place, is_itself, rule, confidence| Some(Seat { place, is_itself, rule, confidence });
        if let Some(place) = self.place(index) {
            return seat(place, true, "part_of.gazetteer", 0.9);
        }
        let own = self.document.identity.place?;
        if Some(index) == self.own {
            return seat(own, false, "part_of.zone", 0.8);
        }
        if !matches!(self.region(index).kind.as_deref(), Some("zone" | "town" | "village")) {
            return None;
        }
        if let Some(county) = self.county_before(index) {
            return seat(county, false, "part_of.county", 0.85);
        }
        let code = self.lexicon.places.get(own).code;
        let place = match self.named_in(index) {
            // 安阳乡 in 甘州区: the table knows it there, whatever other place its name begins with.
            Some(_) if self.lexicon.vocabulary.towns.has(code, &self.region(index).name) => own,
            None if self.begins_with_area(index) => return None,
            Some(place) if self.by_place.contains_key(&place) => place,
            Some(place) if self.lexicon.places.parents(place).all(|above| above != own) => return None,
            _ => own,
        };
        seat(place, false, "part_of.own", 0.6)
    }

    /// The county whose name ends right where the town or village begins: 谷城县 of 谷城县石花镇.
    fn county_before(&self, index: usize) -> Option<PlaceId> {
        if !matches!(self.region(index).kind.as_deref(), Some("town" | "village")) {
            return None;
        }
        let placed = &self.mentions.placed;
        let of_town = placed.iter().enumerate().filter(|(_, town)| town.entity == index);
        let mut before = of_town.filter_map(|(at, town)| {
            let near = placed[..at].iter().rev().take(NEAREST);
            near.into_iter().find(|county| county.span.end == town.span.start)
        });
        before.find_map(|county| self.place(county.entity))
    }

    /// Whether a wider area has members and all lie in the document's own place: 苏南 in the report of 江苏.
    fn is_area_within(&self, index: usize) -> bool {
        let known = self.lexicon.vocabulary.names.get(&self.region(index).name);
        let Some(area) = known.filter(|known| known.label == EntityLabel::Region) else { return false };
        let own = self.own.and_then(|own| self.place(own)).filter(|_| Some(index) != self.own);
        let Some(own) = own.map(|own| self.lexicon.places.get(own)) else { return false };
        let code = format!("{:06}", own.code);
        let prefix = code.trim_end_matches("00").trim_end_matches("00");
        let mut members = area.codes.split(' ').filter(|member| !member.is_empty()).peekable();
        let has_members = members.peek().is_some();
        let within = |member: &str| member.starts_with(prefix) && member != prefix;
        has_members && members.all(|member| own.level == PlaceLevel::Country || within(member))
    }

    /// The country whose name ends right where the city abroad begins: 韩国 of 韩国釜山市.
    fn country_before(&self, index: usize) -> Option<usize> {
        if self.region(index).kind.as_deref() != Some("abroad") {
            return None;
        }
        let placed = &self.mentions.placed;
        let at = placed.iter().position(|city| city.entity == index)?;
        let mut start = placed[at].span.start;
        for before in placed[..at].iter().rev().take(NEAREST * 2) {
            if before.span.end == start {
                return Some(before.entity);
            }
            // 俄罗斯滨海边疆区、犹太自治州: the country stands before the first of its parts.
            let between = self.document.text.as_str().get(before.span.end..start);
            let is_part = self.region_kind(before.entity) == Some("abroad");
            if is_part && between == Some("、") {
                start = before.span.start;
            }
        }
        None
    }

    /// The town whose name ends right where the village begins: 石桥镇 of 石桥镇林家村.
    fn town_before(&self, index: usize) -> Option<usize> {
        if self.region_kind(index) != Some("village") {
            return None;
        }
        let placed = &self.mentions.placed;
        let at = placed.iter().position(|village| village.entity == index)?;
        let near = placed[..at].iter().rev().take(NEAREST);
        near.into_iter()
            .find(|town| town.span.end == placed[at].span.start)
            .map(|town| town.entity)
            .filter(|&town| self.region_kind(town) == Some("town"))
    }

    /// The kind of an entity that is a region.
    fn region_kind(&self, index: usize) -> Option<&str> {
        let entity = self.region(index);
        entity.kind.as_deref().filter(|_| entity.label == EntityLabel::Region)
    }

    /// 川渝高竹新区: a zone that is of several places.
    fn begins_with_area(&self, index: usize) -> bool {
        let name = &self.region(index).name;
        let ends = name.char_indices().map(|(at, _)| at).skip(2).take(3);
        ends.filter_map(|end| self.lexicon.vocabulary.names.get(&name[..end]))
            .any(|known| known.label == EntityLabel::Region)
    }

    /// The place that a name begins with: 五通桥 of 五通桥经开区.
    fn named_in(&self, index: usize) -> Option<PlaceId> {
        let name = &self.region(index).name;
        let found = self.lexicon.places.longest_at(name, 0).filter(|found| found.len < name.len())?;
        self.lexicon.places.find(&name[..found.len], &self.document.identity.scope)
    }

    /// The named regions that hold a seat, nearest first.
    fn above<'a>(&'a self, seat: &Seat) -> impl Iterator<Item = usize> + 'a {
        let places = &self.lexicon.places;
        let itself = (!seat.is_itself).then_some(seat.place);
        let top = places.parents(seat.place).last().unwrap_or(seat.place);
        let above = itself.into_iter().chain(places.parents(seat.place)).chain(places.get(top).parent);
        above.filter_map(|place| self.by_place.get(&place).copied())
    }

    /// The named areas that have a place as a member.
    fn areas_of(&self, place: PlaceId) -> impl Iterator<Item = usize> + '_ {
        let code = format!("{:06}", self.lexicon.places.get(place).code);
        self.regions.iter().copied().filter(move |&index| {
            let known = self.lexicon.vocabulary.names.get(&self.region(index).name);
            let area = known.filter(|known| known.label == EntityLabel::Region);
            area.is_some_and(|area| {
                area.codes.split(' ').any(|member| !member.is_empty() && code.starts_with(member))
            })
        })
    }
}
