//! Regions: places of the gazetteer, development zones, wider areas.

use std::ops::Range;

use super::border::left_border;
use super::candidate::Candidate;
use super::list::members;
use super::scene::Scene;
use super::town::town_behind;
use crate::extract::document::zone_in_full;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{KnownName, PlaceId, PlaceLevel, Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Most characters of a list's member among which the name of an area begins.
const LONGEST_LIST_MEMBER: usize = 12;

/// Proposes regions.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    places(scene, out);
    areas(scene, out);
    counted_places(scene, out);
    let zones = &scene.lexicon.lists[Role::Zone];
    for (at, token) in scene.tokens.iter().enumerate() {
        if zones.may_end_with(token.last) && matches!(token.kind, TokenKind::Word(_)) {
            out.extend(zone(scene, at));
        }
    }
}

fn places(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let places = &scene.lexicon.places;
    let mut token = 0;
    while token < scene.tokens.len() {
        let start = scene.tokens[token].span.start;
        let found = places.longest_at(scene.text, start).and_then(|found| place(scene, token, found.len));
        match found {
            Some((candidate, next)) => {
                out.push(candidate);
                token = next.max(token + 1);
            }
            None => token += 1,
        }
    }
}

/// The place whose name of `len` bytes begins with `token`, and the token after it.
fn place(scene: &Scene<'_>, token: usize, len: usize) -> Option<(Candidate, usize)> {
    let (places, lists) = (&scene.lexicon.places, &scene.lexicon.lists);
    let start = scene.tokens[token].span.start;
    let span = Span::new(start, start + len);
    let last = scene.token_at(span.end - 1);
    if last >= scene.tokens.len() {
        return None;
    }
    let form = span.of(scene.text);
    let is_whole = scene.tokens[last].span.end == span.end;
    let id = places
        .find(form, &scene.document.identity.scope)
        .or_else(|| place_within(scene, token, form))
        .or_else(|| listed_place(scene, span, form))
        .or_else(|| joined_place(scene, span, form))
        .or_else(|| partner_place(scene, span, form))?;
    let place = places.get(id);
    let is_bare = form.chars().count() == 2 && (form == place.name || lists[Role::CountyLevel].ends(form));
    if lists[Role::CommonPlace].contains(form) && !own_chain(scene, form) && !is_neighbour(scene, id)
        || !(is_cut_as_place(scene, token..last + 1, form)
            || follows_parent(scene, token, id)
            || is_member(scene, span))
        || is_bare && !(is_whole && is_neighbour(scene, id))
        || scene.has(token, Role::Build) && !is_neighbour(scene, id)
    {
        return None;
    }
    let is_full = form == place.name;
    // 儋州滨海新区 is no part of 天津.
    if is_full && lists[Role::Zone].ends(form) && follows_other(scene, token, id) {
        return None;
    }
    let after = &scene.text[span.end..];
    if place.level == PlaceLevel::Country
        || !is_full && (!is_whole || lists[Role::NotAfterPlace].opens(after))
    {
        return None;
    }
    let is_own = scene.document.identity.scope.chain.contains(&id);
    // 东新乡 is a town, not 新乡.
    let is_torn = token > 0
        && scene.tokens[token - 1].n_characters == 1
        && scene.tokens[token - 1].is(WordClass::Plain)
        && lists[Role::Town].ends(form);
    if !is_full && !is_own && is_torn {
        return None;
    }
    let is_told = || {
        follows_parent(scene, token, id)
            || joined_place(scene, span, form) == Some(id)
            || town_behind(scene, &place.name, span.end).is_some()
    };
    // 丰宁县 for the whole name is told by its last word.
    let is_division = form.chars().count() > 2 && lists[Role::CountyLevel].ends(form);
    if !is_full && !is_own && !is_division && is_front(scene, last + 1) && !is_told() {
        return None;
    }
    let name = &place.name;
    let mut candidate = Candidate::new(EntityLabel::Region, span, name, "region.place", 0.9);
    candidate.alias(form);
    candidate.kind = level_of(scene, id).to_owned();
    candidate.may_nest = true;
    Some((candidate, last + 1))
}

/// Whether a noun at `next` makes a short name the front of another thing's: 兰坪铅锌矿, 杭州亚运会.
fn is_front(scene: &Scene<'_>, next: usize) -> bool {
    scene.tokens.get(next).is_some_and(|token| {
        token.is(WordClass::Plain) && !token.is_generic && !scene.is_place_at(token.span.start)
    })
}

/// Whether the name of a place that it lies in stands right before it: 海东 in 青海海东抗震救灾.
fn follows_parent(scene: &Scene<'_>, token: usize, id: PlaceId) -> bool {
    let before = places_before(scene, token);
    scene.lexicon.places.parents(id).any(|parent| before.contains(&parent))
}

/// Whether the name of a place that it does not lie in ends right before it.
fn follows_other(scene: &Scene<'_>, token: usize, id: PlaceId) -> bool {
    let places = &scene.lexicon.places;
    let Some(before) = token.checked_sub(1).map(|before| scene.tokens[before].span) else { return false };
    let found =
        places.longest_at(scene.text, before.start).filter(|found| before.start + found.len == before.end);
    found.is_some_and(|found| {
        !found.places.iter().any(|&place| place == id || places.parents(id).any(|above| above == place))
    })
}

/// The place of this name that lies in the one whose name stands right before: 普陀区 in 浙江舟山普陀区.
fn place_within(scene: &Scene<'_>, token: usize, form: &str) -> Option<PlaceId> {
    let places = &scene.lexicon.places;
    let before = places_before(scene, token);
    let is_within = |id: &PlaceId| places.parents(*id).any(|parent| before.contains(&parent));
    let mut within = places.named(form).iter().chain(places.shortened(form)).copied().filter(is_within);
    within.next()
}

fn places_before<'s>(scene: &'s Scene<'_>, token: usize) -> &'s [PlaceId] {
    let before = token.checked_sub(1).map(|before| scene.tokens[before].span);
    let found = before.and_then(|before| scene.lexicon.places.longest_at(scene.text, before.start));
    found.map_or(&[], |found| found.places)
}

/// The only place of this short name, which a dash joins with a place of the report's own: 靖江 in 江阴-靖江跨江融合发展.
fn joined_place(scene: &Scene<'_>, span: Span, form: &str) -> Option<PlaceId> {
    let places = &scene.lexicon.places;
    let [only] = places.shortened(form) else { return None };
    let sentence = scene.document.sentences[scene.sentence].span;
    let before = scene.text[sentence.start..span.start].strip_suffix(['-', '—'])?;
    let mut starts = before.char_indices().rev().map(|(at, _)| sentence.start + at).skip(1).take(3);
    let end = sentence.start + before.len();
    let is_own = starts.any(|start| {
        let found = places.longest_at(scene.text, start).filter(|found| start + found.len == end);
        found.is_some_and(|_| places.find(&scene.text[start..end], &scene.document.identity.scope).is_some())
    });
    is_own.then_some(*only)
}

/// The only place of this short name, in a list that 等地 or the like makes one of places: 万州、开州、云阳等地.
fn listed_place(scene: &Scene<'_>, span: Span, form: &str) -> Option<PlaceId> {
    let [only] = scene.lexicon.places.shortened(form) else { return None };
    scene.lexicon.lists[Role::SuchPlaces].opens(behind_places(scene, span.end)?).then_some(*only)
}

/// The only place of this short name, with which something is done: 靖江 in 与张家港、靖江合作共建园区.
fn partner_place(scene: &Scene<'_>, span: Span, form: &str) -> Option<PlaceId> {
    let [only] = scene.lexicon.places.shortened(form) else { return None };
    let sentence = scene.document.sentences[scene.sentence].span;
    let before = &scene.text[sentence.start..span.start];
    let (with, _) =
        before.char_indices().rev().take(LONGEST_PARTNERS).find(|(_, mark)| "与同".contains(*mark))?;
    let others = before[with..].chars().skip(1);
    let is_list = others.clone().next().is_none() || before.ends_with(['、', '和']);
    let is_clean = others.clone().all(|mark| !",;:。()".contains(mark));
    let is_joint = || {
        behind_places(scene, span.end).is_some_and(|after| scene.lexicon.lists[Role::JointWork].opens(after))
    };
    (is_list && is_clean && is_joint()).then_some(*only)
}

/// Most characters of the partners that stand before the last, 与 included.
const LONGEST_PARTNERS: usize = 12;

/// What stands behind the list of places that goes on at byte `end`; none where other things are in it.
fn behind_places<'s>(scene: &Scene<'s>, mut end: usize) -> Option<&'s str> {
    while let Some(rest) = scene.text[end..].strip_prefix(['、', '和']) {
        let next = scene.text.len() - rest.len();
        end = next + scene.lexicon.places.longest_at(scene.text, next)?.len;
    }
    Some(&scene.text[end..])
}

/// Whether the words that a name of three characters is cut into part it as places are named: 兴城 | 市, not 兴 | 城市.
fn is_cut_as_place(scene: &Scene<'_>, tokens: Range<usize>, form: &str) -> bool {
    let suffix = form.chars().next_back().map_or(0, char::len_utf8);
    let end = scene.tokens[tokens.end - 1].span.end;
    let border = scene.tokens[tokens.start].span.start + form.len() - suffix;
    let parts_late = scene.tokens[tokens.clone()].iter().any(|token| token.span.end == border);
    form.chars().count() > 3
        || tokens.len() == 1
        || parts_late
        || end > border + suffix
        || !form.ends_with(['市', '县', '区'])
}

/// Whether a list has it between its marks, and nothing else: 平城区 in 云冈区、平城区、云州区.
fn is_member(scene: &Scene<'_>, span: Span) -> bool {
    scene.text[..span.start].ends_with('、') && scene.text[span.end..].starts_with(['、', '和', '等', ','])
}

/// Whether a place lies in the report's own prefecture, or above it: a name such as 和县 is read only there.
pub(super) fn is_neighbour(scene: &Scene<'_>, id: PlaceId) -> bool {
    let places = &scene.lexicon.places;
    let chain = &scene.document.identity.scope.chain;
    let is_own = |id: PlaceId| chain.contains(&id) && places.get(id).level != PlaceLevel::Province;
    chain.contains(&id) || places.parents(id).any(is_own)
}

/// Whether the report's own region or one above it has this name.
fn own_chain(scene: &Scene<'_>, name: &str) -> bool {
    let scope = &scene.document.identity.scope;
    scope.chain.iter().any(|&id| scene.lexicon.places.get(id).name == name)
}

pub(super) fn level_of(scene: &Scene<'_>, id: PlaceId) -> &'static str {
    match scene.lexicon.places.get(id).level {
        PlaceLevel::Country => "country",
        PlaceLevel::Province => "province",
        PlaceLevel::Prefecture => "prefecture",
        PlaceLevel::County => "county",
    }
}

fn areas(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for &(span, known) in &scene.names {
        let Some((span, known)) = area_in(scene, span, known) else { continue };
        let (first, last) = (scene.token_at(span.start), scene.token_at(span.end - 1));
        let is_whole =
            scene.tokens[first].span.start == span.start && scene.tokens[last].span.end == span.end;
        if !is_whole && span.len() < 9 || scene.lexicon.lists[Role::People].opens(&scene.text[span.end..]) {
            continue;
        }
        let mut candidate = Candidate::new(EntityLabel::Region, span, &known.name, "region.area", 0.85);
        candidate.alias(span.of(scene.text));
        candidate.kind = "area".to_owned();
        candidate.may_nest = true;
        out.push(candidate);
        shared_areas(scene, span, out);
    }
}

/// 塔里木、准噶尔 before 四川盆地: areas that share the last word of one.
fn shared_areas(scene: &Scene<'_>, last: Span, out: &mut Vec<Candidate>) {
    let Some(tail) = scene.lexicon.lists[Role::AreaTail].end_of(last.of(scene.text)) else { return };
    let sentence = scene.document.sentences[scene.sentence].span.start;
    let mut before = &scene.text[sentence..last.start];
    while let Some(list) = before.strip_suffix(['、', '和', '与']) {
        let own = list
            .rfind(['、', '和', '与', ','])
            .map_or(0, |at| at + list[at..].chars().next().map_or(0, char::len_utf8));
        // The first member stands behind a verb: the longest end of the rest that is an area's.
        let starts = list[own..].char_indices().map(|(at, _)| own + at);
        let known = |at: usize| {
            let known = scene.vocabulary().names.get(&format!("{}{tail}", &list[at..]));
            known.filter(|known| known.label == EntityLabel::Region).map(|known| (at, known))
        };
        let Some((at, known)) = starts.take(LONGEST_LIST_MEMBER).find_map(known) else { return };
        let span = Span::new(sentence + at, sentence + list.len());
        let mut candidate = Candidate::new(EntityLabel::Region, span, &known.name, "region.area", 0.95);
        candidate.alias(span.of(scene.text));
        candidate.kind = "area".to_owned();
        out.push(candidate);
        before = &list[..at];
    }
}

/// The area that a known name is, or that the name of a policy begins with (长三角一体化).
fn area_in<'s>(scene: &Scene<'s>, span: Span, known: &'s KnownName) -> Option<(Span, &'s KnownName)> {
    if known.label == EntityLabel::Region {
        return Some((span, known));
    }
    let form = span.of(scene.text);
    let ends = form.char_indices().map(|(at, _)| at).filter(|&at| at >= 9);
    let areas = ends.filter_map(|end| Some((end, scene.vocabulary().names.get(&form[..end])?)));
    let mut areas = areas.filter(|(_, known)| known.label == EntityLabel::Region);
    areas.next_back().map(|(end, known)| (Span::new(span.start, span.start + end), known))
}

/// 共和、兴海、同德五县: a count of counties makes the members of the list before it such, everyday words too.
fn counted_places(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds_kind(TokenKind::Pause) {
        return;
    }
    let levels = &scene.lexicon.lists[Role::CountyLevel];
    for token in (2..scene.tokens.len()).filter(|&token| levels.may_end_with(scene.tokens[token].last)) {
        let (count, level) = match scene.word(token) {
            level if levels.contains(level) => (token - 1, level),
            word => match word.char_indices().nth(1) {
                Some((at, _)) if levels.contains(&word[at..]) => (token, &word[at..]),
                _ => continue,
            },
        };
        let opens =
            scene.word(count).starts_with(['两', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
        if !opens || scene.kind(count - 1) == TokenKind::Pause {
            continue;
        }
        let members = members(scene, count);
        if members.len() < 2 {
            continue;
        }
        for member in members {
            let text = scene.slice(member.clone());
            let full = format!("{text}{level}");
            let id = scene.lexicon.places.find(&full, &scene.document.identity.scope);
            let Some(id) = id.filter(|&id| is_neighbour(scene, id)) else { continue };
            let name = &scene.lexicon.places.get(id).name;
            let mut candidate =
                Candidate::new(EntityLabel::Region, scene.span(member), name, "region.counted", 0.9);
            candidate.alias(text);
            candidate.kind = level_of(scene, id).to_owned();
            out.push(candidate);
        }
    }
}

/// A development zone whose name ends with `token`.
fn zone(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let lists = &scene.lexicon.lists;
    let end = scene.tokens[token].span.end;
    let from = scene.tokens[token.saturating_sub(4)].span.start;
    let word = lists[Role::Zone].end_of(&scene.text[from..end])?;
    if matches!(scene.kind(token + 1), TokenKind::Word(WordClass::Plain))
        && lists[Role::ZonePart].opens(scene.word(token + 1))
    {
        return None;
    }
    let head = scene.token_at(end - word.len());
    let border = left_border(scene, head);
    let start = if border.start < head { zone_start(scene, border.start..head) } else { head };
    // 九道河生态旅游度假区: a number is a part of the name.
    let is_cut = start > 0
        && scene.word(start).chars().count() == 1
        && matches!(scene.kind(start - 1), TokenKind::Number | TokenKind::Measure);
    if is_cut {
        return None;
    }
    let name = scene.slice(start..token + 1);
    let is_alone = start == head && name == word;
    let is_ranked = start > 0 && scene.has(start - 1, Role::ZoneRank);
    // 苏州高新 is a word of the dictionary, but the zone's own is 高新区.
    let is_torn = start == head && !is_alone && scene.is_place_at(scene.tokens[head].span.start);
    let is_kind = is_alone && is_ranked || !is_alone && !is_torn && !names_zone(scene, start..head);
    if border.is_counted || is_kind || is_alone && !lists[Role::LoneZone].contains(word) {
        return own_zone(scene, head..token + 1, word, border.is_counted);
    }
    let mut candidate =
        Candidate::new(EntityLabel::Region, scene.span(start..token + 1), name, "region.zone", 0.8);
    candidate.kind = "zone".to_owned();
    candidate.may_nest = is_alone;
    if let Some(region) = own_region(scene).filter(|own| {
        is_zone_of(scene, own, word) && (is_alone || own.ends_with(name) || name.ends_with(own))
    }) {
        candidate.alias(&candidate.name.clone());
        let form = std::mem::replace(&mut candidate.name, region.to_owned());
        candidate.alias(&form);
    } else if let Some(full) = zone_here(scene, word).filter(|_| is_alone) {
        candidate.alias(name);
        candidate.name = full;
    }
    Some(candidate)
}

/// The zone of the section's division, else of the document's, that the text elsewhere names in full.
fn zone_here(scene: &Scene<'_>, kind: &str) -> Option<String> {
    let places = &scene.lexicon.places;
    let identity = &scene.document.identity;
    let of_section = scene.section().and_then(|section| section.region.as_deref());
    // In the zone's own section it is the zone.
    if let Some(own) = of_section.filter(|own| is_zone_of(scene, own, kind)) {
        return Some(own.to_owned());
    }
    let near = of_section.and_then(|name| places.find(name, &identity.scope));
    let mut divisions = near.into_iter().chain(identity.place);
    divisions.find_map(|place| zone_in_full(scene.text, place, kind, scene.lexicon))
}

/// Whether the words before a zone's head name it: a proper name, a place, or one word that is no kind (城南新区).
fn names_zone(scene: &Scene<'_>, before: Range<usize>) -> bool {
    before.clone().any(|at| !scene.tokens[at].is_generic)
        && (before.len() == 1
            || scene.has_proper(before.clone())
            || scene.towns.get(scene.slice(before.clone())).is_some()
            || before.clone().any(|at| scene.is_place_at(scene.tokens[at].span.start)))
}

/// Whether a zone's head is that of the report's own, in full or in short: 高新区 for 高新技术产业开发区.
fn is_zone_of(scene: &Scene<'_>, own: &str, word: &str) -> bool {
    let kinds = &scene.lexicon.region_kinds;
    let short = |name: &str| kinds.of(name).map(|kind| &kind.short);
    let of_one_kind = || short(own).is_some() && short(own) == short(word);
    own.ends_with(word) || of_one_kind()
}

/// 开发区 in the report of a zone is that zone.
fn own_zone(scene: &Scene<'_>, tokens: Range<usize>, word: &str, is_counted: bool) -> Option<Candidate> {
    let region = own_region(scene).filter(|region| is_zone_of(scene, region, word) && !is_counted)?;
    let span = scene.span(tokens);
    let mut candidate = Candidate::new(EntityLabel::Region, span, region, "region.zone", 0.7);
    candidate.alias(span.of(scene.text));
    candidate.kind = "zone".to_owned();
    candidate.may_nest = true;
    Some(candidate)
}

fn own_region<'s>(scene: &'s Scene<'_>) -> Option<&'s str> {
    scene.document.identity.region.as_deref()
}

/// Of the words before a zone's head, those from the last proper name on: 宜宾 in 推动宜宾高新区, 临港 in 临港经开区.
fn zone_start(scene: &Scene<'_>, before: Range<usize>) -> usize {
    let mut start = before.end;
    while start > before.start && before.end - start < 4 {
        let token = &scene.tokens[start - 1];
        let is_part =
            matches!(token.kind, TokenKind::Word(WordClass::Plain) | TokenKind::Open | TokenKind::Close)
                && !token.roles.has(Role::ZoneRank);
        if !is_part {
            break;
        }
        start -= 1;
    }
    // 规划临港经济开发区: a verb that is a noun too, before the name.
    while start + 1 < before.end
        && scene.tokens[start].is_generic
        && (scene.is_place_at(scene.tokens[start + 1].span.start)
            || scene.tokens[start].trigger.is_some() && scene.tokens[start + 1].is_proper)
    {
        start += 1;
    }
    // 五通桥 in 五通桥经开区, whose first character is a number's.
    let head = scene.tokens[before.end - 1].span.end;
    let ends_there = |&at: &usize| {
        let begin = scene.tokens[at].span.start;
        scene.lexicon.places.longest_at(scene.text, begin).is_some_and(|found| begin + found.len == head)
    };
    (before.start..start).find(ends_there).unwrap_or(start)
}
