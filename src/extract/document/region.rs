//! Whose report it is: the place named in title, session, speaker and opening, else the one the text names most; or a
//! development zone.

use std::collections::BTreeMap;

use super::super::lexicon::{PlaceId, PlaceLevel, Places};
use super::identity::Face;
use super::model::is_ideograph;

/// Whose document it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The place, or for a zone the place it lies in.
    pub place: PlaceId,
    /// Name of the zone, if the document is a zone's.
    pub zone: Option<String>,
}

/// What zones are called, longest first.
const ZONES: &[&str] = &[
    "高新技术产业开发区",
    "经济技术开发区",
    "高新技术开发区",
    "旅游度假区",
    "综合保税区",
    "经济开发区",
    "工业园区",
    "示范区",
    "保税区",
    "高新区",
    "经开区",
    "开发区",
    "综保区",
];

/// Characters at the beginning in which a zone that speaks is named.
const ZONE_HEAD: usize = 300;

/// Bytes of the text in which places are counted.
const COUNTED: usize = 200_000;

/// Finds whose document it is.
pub(crate) fn find(face: &Face<'_>, places: &Places) -> Option<Found> {
    if let Some(place) = speaker(face.header, places) {
        return Some(Found { place, zone: None });
    }
    if !face.header.contains("各位代表")
        && let Some(zone) = zone(face, places)
    {
        return Some(zone);
    }
    let place = most_named(face.text, Level::of(face), places)?;
    Some(Found { place, zone: None })
}

/// The last character of the names that can be meant: 市 after `我代表市人民政府`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level(Option<char>);

impl Level {
    fn of(face: &Face<'_>) -> Self {
        let text = face.header;
        let said = text.match_indices("我代表").find_map(|(at, words)| {
            let rest = &text[at + words.len()..];
            let level = rest.chars().next()?;
            rest[level.len_utf8()..].starts_with("人民政府").then_some(level)
        });
        said.map_or_else(|| Self(counted_level(face.text)), |level| Self(Some(level)))
    }

    fn fits(self, name: &str) -> bool {
        match self.0 {
            None => true,
            Some('省' | '区') if name.ends_with("自治区") => true,
            Some('州') => name.ends_with("自治州"),
            Some('县') => name.ends_with("县") || name.ends_with("旗"),
            Some(level) => name.ends_with(level),
        }
    }
}

/// `全市` more than `全县`: a city speaks.
fn counted_level(text: &str) -> Option<char> {
    let counts = ["省", "市", "州", "县", "区", "旗"].map(|level| {
        let n = text.matches(&format!("全{level}")).count() + text.matches(&format!("我{level}")).count();
        (n, level)
    });
    let (n, level) = counts.into_iter().max_by_key(|(n, _)| *n)?;
    if n >= 2 { level.chars().next() } else { None }
}

/// The place that the header names as speaker: narrowest of the names before these words.
fn speaker(header: &str, places: &Places) -> Option<PlaceId> {
    const ANCHORS: &[(&str, i32)] = &[
        ("人民政府", 3),
        ("政府工作报告", 4),
        ("人民代表大会", 4),
        ("届人大", 4),
        ("国民经济和社会发展", 4),
        ("国务院", 2),
    ];
    let flat = header.replace('\n', "");
    let mut scores = BTreeMap::<PlaceId, i32>::new();
    for (anchor, weight) in ANCHORS {
        for (at, _) in flat.match_indices(anchor) {
            if let Some(place) = before(&flat, at, places) {
                *scores.entry(place).or_default() += weight;
            } else if *anchor == "国务院" && flat[..at].ends_with("我代表") {
                scores.extend(places.named("中国").iter().map(|&id| (id, 5)));
            }
        }
    }
    let best = scores.iter().map(|(_, score)| *score).max()?;
    scores.iter().find(|(_, score)| **score == best).map(|(place, _)| *place)
}

/// The place whose name ends right before `at`, a session's number between them not counted; read with the names of
/// higher places before it.
fn before(text: &str, at: usize, places: &Places) -> Option<PlaceId> {
    let mut end = at;
    let head = &text[..at];
    if let Some(ordinal) = head.rfind('第').filter(|&ordinal| at - ordinal <= 24) {
        end = ordinal;
    } else if let Some(session) = head.strip_suffix(|c: char| "一二三四五六七八九十".contains(c)) {
        end = session.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c)).len();
    }
    let starts: Vec<usize> = text[..end].char_indices().rev().take(16).map(|(start, _)| start).collect();
    starts.iter().rev().find_map(|&start| {
        let chain = chain(&text[start..end], places)?;
        resolve(&chain, places)
    })
}

/// The names that `text` is a sequence of, if it is one: 无锡市锡山区.
fn chain<'p>(text: &str, places: &'p Places) -> Option<Vec<&'p [PlaceId]>> {
    let mut at = 0;
    let mut names = Vec::new();
    while at < text.len() {
        let name = places.longest_at(text, at)?;
        names.push(name.places);
        at += name.len;
        if text[at..].starts_with(')') {
            at += 1;
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The place of the last name that lies in those before it; none when several do.
fn resolve(chain: &[&[PlaceId]], places: &Places) -> Option<PlaceId> {
    let (last, above) = chain.split_last()?;
    let fits = |place: &&PlaceId| {
        above.iter().all(|names| places.parents(**place).any(|parent| names.contains(&parent)))
    };
    let mut fitting: Vec<PlaceId> = last.iter().filter(fits).copied().collect();
    fitting.sort_by_key(|&place| places.get(place).level);
    match fitting.as_slice() {
        [only] => Some(*only),
        [first, second, ..] if places.get(*first).level < places.get(*second).level => Some(*first),
        _ => None,
    }
}

/// The place of this level that the text names most.
fn most_named(text: &str, level: Level, places: &Places) -> Option<PlaceId> {
    let mut counts = BTreeMap::<PlaceId, usize>::new();
    for_each_name(text, places, |_, _, found| {
        for &place in found {
            *counts.entry(place).or_default() += 1;
        }
    });
    let fitting = counts.iter().filter(|(place, _)| {
        let place = places.get(**place);
        place.level != PlaceLevel::Country && level.fits(&place.name)
    });
    // Among places of one name, the one whose parents the text names too.
    let weight = |place: PlaceId| places.parents(place).filter_map(|above| counts.get(&above)).sum::<usize>();
    fitting
        .max_by_key(|(place, count)| (**count, weight(**place), std::cmp::Reverse(**place)))
        .map(|(place, _)| *place)
}

/// Calls `visit` with begin, end and places of each name in the first part of the text.
fn for_each_name<'t, 'p>(
    text: &'t str,
    places: &'p Places,
    mut visit: impl FnMut(usize, usize, &'p [PlaceId]),
) {
    let mut at = 0;
    while at < text.len().min(COUNTED) {
        let Some(character) = text[at..].chars().next() else { break };
        match is_ideograph(character).then(|| places.longest_at(text, at)).flatten() {
            Some(name) => {
                visit(at, at + name.len, name.places);
                at += name.len;
            }
            None => at += character.len_utf8(),
        }
    }
}

/// The zone that the header, or else the text, names most with the place before it: 连云港市高新区.
fn zone(face: &Face<'_>, places: &Places) -> Option<Found> {
    let head = face.header.char_indices().nth(ZONE_HEAD).map_or(face.header, |(end, _)| &face.header[..end]);
    zone_in(head, places, 1).or_else(|| zone_in(face.text, places, 3))
}

/// The zone that `text` names most, if it does so `least` times.
fn zone_in(text: &str, places: &Places, least: usize) -> Option<Found> {
    let mut counts = BTreeMap::<String, (usize, PlaceId)>::new();
    for_each_name(text, places, |start, end, found| {
        let Some(kind) = ZONES.iter().find(|kind| text[end..].starts_with(**kind)) else { return };
        let lowest = found.iter().copied().min_by_key(|&place| places.get(place).level);
        if let Some(place) = lowest {
            let name = format!("{}{kind}", &text[start..end]);
            counts.entry(name).or_insert((0, place)).0 += 1;
        }
    });
    let best = counts.values().map(|(count, _)| *count).max().filter(|&best| best >= least)?;
    let (name, (_, place)) = counts.into_iter().find(|(_, (count, _))| *count == best)?;
    Some(Found { place, zone: Some(name) })
}
