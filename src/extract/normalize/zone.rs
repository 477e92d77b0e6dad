//! Development zones, which no gazetteer has: 无锡市高新技术产业开发区, 无锡高新区 and, in a report of Wuxi, 高新区 are one.

use super::region::{RegionName, Setting, alone, of_gazetteer, split_place};
use crate::extract::Lexicon;
use crate::extract::lexicon::{PlaceId, PlaceLevel, RegionKind};

/// The zone that `name` means in a document.
pub(super) fn region(name: &str, kind: &RegionKind, setting: &Setting, lexicon: &Lexicon) -> RegionName {
    if name == kind.ending {
        return bare(name, kind, setting, lexicon);
    }
    let (place, rest) = split_place(name, "", &setting.scope, lexicon);
    match place {
        Some(place) if rest == kind.ending => {
            of_place(place, short_name(name, rest, place, lexicon), kind, lexicon)
        }
        _ => with_own_name(rest, place, kind, setting, lexicon),
    }
}

/// A kind alone: the document's own zone when it is of that kind, else that of the document's region.
fn bare(name: &str, kind: &RegionKind, setting: &Setting, lexicon: &Lexicon) -> RegionName {
    let of_kind = |own: &&RegionName| {
        let own_kind = lexicon.region_kinds.of(&own.name);
        own.place.is_none()
            && own_kind.is_some_and(|other| other.short.ends_with(&kind.short) || kind.general)
    };
    if let Some(own) = setting.own().filter(of_kind) {
        return own.clone();
    }
    // A report of a province or of the country speaks of such zones in general.
    let is_local = |place: &PlaceId| lexicon.places.get(*place).level >= PlaceLevel::Prefecture;
    match setting.anchor(name, lexicon).filter(is_local) {
        Some(place) => {
            let zone = format!("{}{name}", lexicon.places.get(place).short);
            of_place(place, zone, kind, lexicon)
        }
        None => alone(name, &kind.level),
    }
}

/// The zone of a kind that a division has.
fn of_place(place: PlaceId, name: String, kind: &RegionKind, lexicon: &Lexicon) -> RegionName {
    let above = lexicon.places.parents(place).next().map(|above| of_gazetteer(above, lexicon).full_name);
    RegionName {
        key: format!("{}/{}", of_gazetteer(place, lexicon).key, kind.short),
        full_name: above.unwrap_or_default() + &name,
        name,
        level: kind.level.clone(),
        place: None,
        within: Some(place),
    }
}

/// A zone with a name of its own (岷江新区): one in each prefecture, so that two of one name stay apart.
fn with_own_name(
    name: &str,
    place: Option<PlaceId>,
    kind: &RegionKind,
    setting: &Setting,
    lexicon: &Lexicon,
) -> RegionName {
    let stem = name.strip_suffix(kind.ending.as_str()).unwrap_or(name);
    let places = &lexicon.places;
    let around = place.map(|place| places.scope(place)).unwrap_or_else(|| setting.scope.clone());
    let prefecture = around.chain.iter().find(|&&place| places.get(place).level <= PlaceLevel::Prefecture);
    let key = match prefecture {
        Some(&prefecture) => format!("{stem}{}@{}", kind.short, of_gazetteer(prefecture, lexicon).key),
        None => format!("{stem}{}", kind.short),
    };
    let full_name = place.map(|place| of_gazetteer(place, lexicon).full_name).unwrap_or_default() + name;
    RegionName {
        key,
        name: name.to_owned(),
        full_name,
        level: kind.level.clone(),
        place: None,
        within: place,
    }
}

/// The name from that of its division on, without those of higher ones: 惠山经济开发区 of 无锡市惠山经济开发区.
fn short_name(name: &str, ending: &str, place: PlaceId, lexicon: &Lexicon) -> String {
    let found = lexicon.places.get(place);
    let stem = &name[..name.len() - ending.len()];
    let own = [&found.name, &found.short].into_iter().find(|own| stem.ends_with(own.as_str()));
    format!("{}{ending}", own.map_or(stem, |own| own))
}
