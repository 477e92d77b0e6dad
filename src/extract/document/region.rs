//! Whose report it is: the place named in title, session, speaker and opening, else the one the text names most; or a
//! development zone.

use std::collections::BTreeMap;

use super::super::Lexicon;
use super::super::lexicon::{NameForm, PlaceId, PlaceLevel, PlaceName, Places, Role, WordLists};
use super::fold::is_ideograph;
use super::identity::Face;
use super::town;

/// Whose document it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The place, or for a zone the place it lies in.
    pub place: PlaceId,
    /// Its name at the time of the document.
    pub name: String,
    /// Whether the document is a zone's or a town's, which lie in the place.
    pub is_zone: bool,
}

/// Characters at the beginning in which a zone that speaks is named.
const ZONE_HEAD: usize = 300;

/// Fewest times that a text names the place it is about.
const MIN_NAMED: usize = 3;

/// Longest session's number before 人民代表大会, in bytes: 第十九届.
const MAX_SESSION: usize = 24;

/// Longest sequence of place names, in characters.
const MAX_CHAIN: usize = 24;

/// Bytes of the text in which places are counted.
const COUNTED: usize = 200_000;

/// Finds whose document it is.
pub(crate) fn find(face: &Face<'_>, lexicon: &Lexicon) -> Option<Found> {
    let (places, lists) = (&lexicon.places, &lexicon.lists);
    if let Some(found) = speaker(face, lexicon) {
        return Some(found);
    }
    if let Some(place) = titled(face, places) {
        return Some(Found { place, name: places.get(place).name.clone(), is_zone: false });
    }
    let place = most_named(face.text, Level::of(face, lists), lexicon);
    // A short name once is mostly part of another's: 宝丰 in 宝丰能源.
    let sure = place.filter(|(place, n)| *n > 1 || face.text.contains(&places.get(*place).name));
    if let Some((name, above)) = town::find(face.header, lexicon) {
        let place = above.or_else(|| sure.map(|(place, _)| place)).or_else(|| country(lexicon))?;
        return Some(Found { place, name, is_zone: true });
    }
    if !is_government(face.header, lists)
        && let Some(zone) = zone(face, place.map_or(0, |(_, n)| n), lexicon)
    {
        let place = match zone {
            (_, Some(place)) => Some(place),
            (_, None) => place.map(|(place, _)| place).or_else(|| country(lexicon)),
        }?;
        return Some(Found { place, name: zone.0, is_zone: true });
    }
    sure.map(|(place, _)| Found { place, name: places.get(place).name.clone(), is_zone: false })
}

/// The place that the first line names in full behind those above it, a year behind it: 武汉市江岸区|2018年工作要点.
fn titled(face: &Face<'_>, places: &Places) -> Option<PlaceId> {
    let line = face.header.lines().find(|line| !line.is_empty())?;
    let title = line.strip_prefix("关于").unwrap_or(line);
    let (mut names, mut at) = (Vec::new(), 0);
    while let Some(name) = places.longest_at(title, at).filter(|name| name.form != NameForm::Short) {
        at += name.len;
        names.push(name);
    }
    let dated = title[at..].starts_with("20");
    if names.len() > 1 && dated { resolve(&names, face.text, places) } else { None }
}

/// Whether a people's government speaks, and so no zone: `我代表市人民政府`.
fn is_government(header: &str, lists: &WordLists) -> bool {
    lists[Role::Says].all_in(header).any(|says| {
        let rest = &header[says.end..];
        let end = rest.char_indices().nth(16).map_or(rest.len(), |(end, _)| end);
        lists[Role::Government].is_in(&rest[..end])
    })
}

/// What the names that can be meant end with: 市 after `我代表市人民政府`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level<'t>(Option<&'t str>);

impl<'t> Level<'t> {
    fn of(face: &Face<'t>, lists: &WordLists) -> Self {
        let said = lists[Role::Says].all_in(face.header).find_map(|says| {
            let rest = &face.header[says.end..];
            let level = lists[Role::Level].start_of(rest)?;
            lists[Role::SpeakingPlace].opens(&rest[level.len()..]).then_some(level)
        });
        Self(said)
    }

    fn fits(self, name: &str) -> bool {
        self.0.is_none_or(|level| name.ends_with(level))
    }
}

/// `我市` and `全市` more than `我县` and `全县`: a city speaks.
fn speaks_as(text: &str, name: &str, lists: &WordLists) -> usize {
    let levels = lists[Role::Level].iter().filter(|level| name.ends_with(level));
    let Some(level) = levels.min_by_key(|level| level.len()) else { return 0 };
    lists[Role::OwnLevel].iter().map(|word| text.matches(&format!("{word}{level}")).count()).sum()
}

/// The place that the header names as speaker: narrowest of the names before these words.
fn speaker(face: &Face<'_>, lexicon: &Lexicon) -> Option<Found> {
    const ANCHORS: [(Role, usize); 3] = [(Role::SpeakingPlace, 3), (Role::Occasion, 4), (Role::Cabinet, 2)];
    let (places, lists) = (&lexicon.places, &lexicon.lists);
    let flat = face.header.replace('\n', "");
    let mut scores = BTreeMap::<PlaceId, (usize, String)>::new();
    let mut add =
        |place: PlaceId, name: String, weight: usize| scores.entry(place).or_insert((0, name)).0 += weight;
    for (anchor, weight) in ANCHORS {
        for words in lists[anchor].all_in(&flat) {
            let at = words.start;
            if let Some((place, name, form)) = before(&flat, at, face.text, places) {
                // 巴州 in a title is also another place; a name in full is sure.
                add(place, name, weight + usize::from(form != NameForm::Short));
            } else if anchor == Role::Cabinet
                // 我代表国务院, …国务院政府工作报告.
                && (lists[Role::Says].ends(&flat[..at]) || lists[Role::Occasion].opens(&flat[words.end..]))
                && let Some(country) = country(lexicon)
            {
                add(country, places.get(country).name.clone(), 5);
            }
        }
    }
    let best = scores.values().map(|(score, _)| *score).max()?;
    let (place, (_, name)) = scores.into_iter().find(|(_, (score, _))| *score == best)?;
    Some(Found { place, name, is_zone: false })
}

/// The country that the cabinet's reports are of.
fn country(lexicon: &Lexicon) -> Option<PlaceId> {
    lexicon.lists[Role::Country].iter().find_map(|name| lexicon.places.named(name).first().copied())
}

/// The place whose name ends right before `at`, a session's number or a year between them not counted (`无锡市2024年政府工作报告`);
/// read with the names of higher places before it. With it the name it goes by in this text, and the form it is written in.
fn before(text: &str, at: usize, whole: &str, places: &Places) -> Option<(PlaceId, String, NameForm)> {
    let is_numeral = |character: char| "一二三四五六七八九十".contains(character);
    let head = without_year(&text[..at]);
    let end = match head.rfind('第') {
        Some(ordinal) if at - ordinal <= MAX_SESSION => ordinal,
        _ => head.trim_end_matches(is_numeral).len(),
    };
    let starts: Vec<usize> =
        text[..end].char_indices().rev().take(MAX_CHAIN).map(|(start, _)| start).collect();
    starts.iter().rev().find_map(|&start| {
        let chain = chain(&text[start..end], places)?;
        let (form, last) = (chain.last()?.form, chain.last()?.len);
        let place = resolve(&chain, whole, places)?;
        let written = text[..end].trim_end_matches(')');
        let name = match form {
            NameForm::Old => written[written.len() - last..].to_owned(),
            NameForm::Full | NameForm::Short => places.get(place).name.clone(),
        };
        Some((place, name, form))
    })
}

/// `text` without the year that it ends with.
fn without_year(text: &str) -> &str {
    let Some(head) = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')) else { return text };
    let is_digit =
        |character: char| character.is_ascii_digit() || "〇○零一二三四五六七八九".contains(character);
    match head.char_indices().rev().take(4).take_while(|(_, character)| is_digit(*character)).last() {
        Some((start, _)) if head[start..].chars().count() == 4 => &head[..start],
        _ => text,
    }
}

/// The names that `text` is a sequence of, if it is one: 无锡市锡山区.
pub(super) fn chain<'p>(text: &str, places: &'p Places) -> Option<Vec<PlaceName<'p>>> {
    let mut at = 0;
    let mut names = Vec::new();
    while at < text.len() {
        let name = places.longest_at(text, at)?;
        names.push(name);
        at += name.len;
        if text[at..].starts_with(')') {
            at += 1;
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The place of the last name that lies in those before it; of several the one whose parents `whole` names, if it is one.
pub(super) fn resolve(chain: &[PlaceName<'_>], whole: &str, places: &Places) -> Option<PlaceId> {
    let (last, above) = chain.split_last()?;
    let lies_in = |place: PlaceId, above: &PlaceName<'_>| {
        places.parents(place).any(|parent| above.places.contains(&parent)) || above.places.contains(&place)
    };
    let mut fitting: Vec<PlaceId> = last.places.to_vec();
    fitting.retain(|&place| above.iter().all(|above| lies_in(place, above)));
    fitting.sort_by_key(|&place| places.get(place).level);
    match fitting.as_slice() {
        [only] => Some(*only),
        [first, second, ..] if places.get(*first).level < places.get(*second).level => Some(*first),
        _ => {
            let rank = |place: PlaceId| n_parents_named(place, whole, places);
            let best = fitting.iter().map(|&place| rank(place)).max().filter(|&best| best > 0)?;
            let mut named = fitting.into_iter().filter(|&place| rank(place) == best);
            named.next().filter(|_| named.next().is_none())
        }
    }
}

/// How often the text names the places above this one.
fn n_parents_named(place: PlaceId, text: &str, places: &Places) -> usize {
    let head = text.char_indices().nth(COUNTED).map_or(text, |(end, _)| &text[..end]);
    let names = places.parents(place).map(|above| places.get(above));
    names
        .map(|above| head.matches(if above.short.is_empty() { &above.name } else { &above.short }).count())
        .sum()
}

/// The place of this level that the text names most, and how often.
fn most_named(text: &str, level: Level<'_>, lexicon: &Lexicon) -> Option<(PlaceId, usize)> {
    let places = &lexicon.places;
    let mut counts = BTreeMap::<PlaceId, usize>::new();
    for_each_name(text, places, |_, name| {
        for &place in name.places {
            *counts.entry(place).or_default() += 1;
        }
    });
    let fitting = counts.iter().filter(|(place, _)| {
        let place = places.get(**place);
        place.level != PlaceLevel::Country && level.fits(&place.name)
    });
    let best = fitting.clone().map(|(_, count)| *count).max()?;
    // Among places of one name, the one that speaks as its level does and whose parents the text names too.
    let weight = |place: PlaceId| places.parents(place).filter_map(|above| counts.get(&above)).sum::<usize>();
    let rank = |place: PlaceId| {
        (speaks_as(text, &places.get(place).name, &lexicon.lists), weight(place), std::cmp::Reverse(place))
    };
    let place = fitting
        .filter(|(_, count)| **count == best)
        .map(|(place, _)| *place)
        .max_by_key(|&place| rank(place))?;
    Some((place, best))
}

/// Calls `visit` with the begin of each name in the first part of the text.
fn for_each_name<'p>(text: &str, places: &'p Places, mut visit: impl FnMut(usize, PlaceName<'p>)) {
    let mut end = 0;
    for (at, character) in text.char_indices().take_while(|&(at, _)| at < COUNTED) {
        if at < end || !is_ideograph(character) {
            continue;
        }
        if let Some(name) = places.longest_at(text, at) {
            end = at + name.len;
            visit(at, name);
        }
    }
}

/// The zone that speaks and, if its name tells, the place it lies in: one that the header names with the place before it
/// (连云港市高新区), else one that the text names nearly as often as any place (`n_place` times), else a word for a zone
/// in the header of a text that names no place.
fn zone(face: &Face<'_>, n_place: usize, lexicon: &Lexicon) -> Option<(String, Option<PlaceId>)> {
    let head = face.header.char_indices().nth(ZONE_HEAD).map_or(face.header, |(end, _)| &face.header[..end]);
    let at_least = |text, least| zone_in(text, lexicon, least).map(|(name, place)| (name, Some(place)));
    let named = at_least(head, 1).or_else(|| board(head, lexicon));
    named.or_else(|| at_least(face.text, MIN_NAMED.max(n_place / 2))).or_else(|| {
        (n_place < MIN_NAMED)
            .then(|| nameless_zone(face.header, &lexicon.lists))
            .flatten()
            .map(|name| (name, None))
    })
}

/// The zone of another kind whose board a line of the header begins with: 西咸新区秦汉新城管委会2022年工作总结.
fn board(header: &str, lexicon: &Lexicon) -> Option<(String, Option<PlaceId>)> {
    let name = header.lines().map(str::trim).find_map(|line| {
        let end = lexicon.lists[Role::Board].first_in(line)?.start;
        let name = &line[..end];
        let is_name = (4..=MAX_CHAIN).contains(&name.chars().count()) && name.chars().all(is_ideograph);
        (is_name && !lexicon.lists[Role::SpeakingBody].is_in(name)).then_some(name)
    })?;
    let place = lexicon.places.longest_at(name, 0).and_then(|place| place.places.first().copied());
    Some((name.to_owned(), place))
}

/// The zone that `text` names most, if it does so `least` times.
fn zone_in(text: &str, lexicon: &Lexicon, least: usize) -> Option<(String, PlaceId)> {
    let places = &lexicon.places;
    let mut counts = BTreeMap::<String, (usize, PlaceId)>::new();
    for_each_name(text, places, |start, name| {
        let end = start + name.len;
        let Some(kind) = lexicon.lists[Role::SpeakingZone].start_of(&text[end..]) else { return };
        let highest = name.places.iter().copied().min_by_key(|&place| places.get(place).level);
        if let Some(place) = highest {
            let name = format!("{}{kind}", &text[start..end]);
            counts.entry(name).or_insert((0, place)).0 += 1;
        }
    });
    let best = counts.values().map(|(count, _)| *count).max().filter(|&best| best >= least)?;
    counts.into_iter().find(|(_, (count, _))| *count == best).map(|(name, (_, place))| (name, place))
}

/// The word for a zone that stands alone in a short line of the header, `今日开发区·特别报道`, where no place is named.
fn nameless_zone(header: &str, lists: &WordLists) -> Option<String> {
    let mut short = header.lines().take(12).filter(|line| line.chars().count() <= 30);
    short.find_map(|line| Some(lists[Role::SpeakingZone].first_in(line)?.of(line).to_owned()))
}
