//! Development zones that a text calls by their kind alone: 高新区 in a report of 无锡市 is its 无锡高新区.
//!
//! Knows the names of places and the kinds of zones; what is a zone, sections and mentions decide.

use memchr::memmem;

use super::super::Lexicon;
use super::super::lexicon::{Place, PlaceId, Role};

/// What texts leave out at the end of a heading: 经开 for 经开区.
const LAST: &str = "区";

/// The name by which `text` calls the zone of this kind that a place has: the place's name before a kind of the same sort.
pub(crate) fn full_name(text: &str, place: PlaceId, kind: &str, lexicon: &Lexicon) -> Option<String> {
    let place = lexicon.places.get(place);
    let own = lexicon.region_kinds.of(kind)?;
    let kinds: Vec<&str> = lexicon.region_kinds.alike(own).map(|kind| &*kind.ending).collect();
    let names = [&place.short, &place.name];
    // Of several the first kind, and of that the short name.
    let written = names.iter().enumerate().filter(|(_, name)| !name.is_empty()).flat_map(|(nth, name)| {
        memmem::find_iter(text.as_bytes(), name.as_bytes()).filter_map({
            let kinds = &kinds;
            move |at| {
                let rest = &text[at + name.len()..];
                Some((kinds.iter().position(|kind| rest.starts_with(kind))?, nth))
            }
        })
    });
    written.min().map(|(kind, nth)| format!("{}{}", names[nth], kinds[kind]))
}

/// The zone that a line with nothing but its kind names: 高新区, 经开. Without a name in `text` it is called by the place
/// that it belongs to.
pub(super) fn headed(line: &str, text: &str, place: PlaceId, lexicon: &Lexicon) -> Option<String> {
    let whole = if line.ends_with(LAST) { line.to_owned() } else { format!("{line}{LAST}") };
    let kind = lexicon.lists[Role::SpeakingZone].end_of(&whole)?;
    let own = lexicon.places.get(place);
    let before = &whole[..whole.len() - kind.len()];
    let is_own = before.is_empty() || before == own.short || before == own.name;
    is_own.then(|| full_name(text, place, kind, lexicon).unwrap_or_else(|| of_place(own, kind)))
}

/// The zone of a kind that a place has, called by its short name where it has one.
pub(crate) fn of_place(place: &Place, kind: &str) -> String {
    let name = if place.short.is_empty() { &place.name } else { &place.short };
    format!("{name}{kind}")
}
