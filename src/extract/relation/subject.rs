//! Whose sentence it is: the narrowest regions that the text makes the subject.

use crate::extract::document::Document;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};
use crate::source::Span;

/// What parts the clauses of a sentence.
const CLAUSE_ENDS: [char; 2] = [',', ':'];

/// Entities of the regions that are the subject at `at` in a sentence: those named at the start of a clause before `at`,
/// else the section's region, else the document's.
///
/// A subject that opens the sentence holds to its end, one that opens a later clause in that clause alone: what follows
/// in a list of achievements (兴文县创成全域旅游名县,李庄古镇成为打卡地) is another's.
pub(super) fn subjects_at(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
    at: usize,
) -> Vec<usize> {
    let text = document.text.as_str();
    let span = document.sentences[sentence].span;
    let regions: Vec<&Placed> = mentions
        .in_sentence(sentence)
        .iter()
        .filter(|placed| placed.span.end <= at)
        .filter(|placed| mentions.entities[placed.entity].label == EntityLabel::Region)
        .filter(|placed| !is_in_name(mentions, placed))
        .collect();
    // 泰来县 of 泰来县光伏: whose the thing is stands right before it.
    let owner = regions.last().filter(|region| region.span.end == at);
    let is_owner = |region: &&Placed| {
        is_below(document, mentions, lexicon, region) || is_own_town(document, mentions, region)
    };
    if let Some(owner) = owner.filter(|owner| is_owner(owner)) {
        // 夹山县、沐阳县国家级数字乡村试点: each of the list.
        let group = &regions[group_start(text, &regions)..];
        let is_list = group.iter().all(is_owner);
        return if is_list { group.iter().map(|region| region.entity).collect() } else { vec![owner.entity] };
    }
    let mut end = regions.len();
    while end > 0 {
        let (group, start) = group_with_above(text, &regions[..end]);
        end = start;
        let place = Span::new(regions[start].span.start, group[0].span.end);
        let is_of_clause = !text[place.end..at].contains(CLAUSE_ENDS);
        let is_of_sentence = !text[span.start..place.start].contains(CLAUSE_ENDS);
        let is_over = || speaker_is_back(text, Span::new(span.start, at), place.start, lexicon);
        let goes_on = || !opens_clause(text, mentions, sentence, at) && !is_over();
        let holds = is_of_clause || is_of_sentence && goes_on();
        let is_list = group.len() > 1;
        let is_next = || {
            is_next_subject(text, span, place, lexicon)
                && group.iter().all(|region| {
                    is_below(document, mentions, lexicon, region) || is_own_town(document, mentions, region)
                })
        };
        if holds && (is_subject(text, span, place, is_list, lexicon) || is_of_clause && is_next()) {
            let named = group.iter().filter(|placed| !is_wide(mentions, placed, is_list));
            let named: Vec<usize> = named.rev().map(|placed| placed.entity).collect();
            if !named.is_empty() {
                return named;
            }
        }
    }
    own_region(document, mentions, sentence).into_iter().collect()
}

/// Whether the speaker, who had a region act (支持甲市建设…), turns to another: ,推动乙市….
fn speaker_is_back(text: &str, before: Span, place: usize, lexicon: &Lexicon) -> bool {
    let actor = &lexicon.lists[Role::Actor];
    let clause = text[..before.end].rfind(CLAUSE_ENDS).map_or(before.start, |end| end + 1);
    let turned = || actor.start_of(&text[clause..]).map(|turned| clause + turned.len());
    clause > place
        && actor.ends(&text[before.start..place])
        && turned().is_some_and(|other| lexicon.places.longest_at(text, other).is_some())
}

/// The regions of the document's own that the name of a thing begins with, and those listed before: 夹山县 and 沐阳县
/// of 夹山县、沐阳县数字乡村试点.
pub(super) fn in_front(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    placed: &Placed,
) -> Vec<usize> {
    let is_below = |region: &&Placed| {
        mentions.entities[region.entity].label == EntityLabel::Region
            && is_below(document, mentions, lexicon, region)
    };
    // 龙泉抽水蓄能: what the report plans there is its own.
    let is_wide = matches!(
        mentions.entities[placed.entity].label,
        EntityLabel::Project | EntityLabel::Event | EntityLabel::Organization
    );
    let is_told = |region: &Placed| {
        let entity = &mentions.entities[region.entity];
        let is_division = matches!(entity.kind.as_deref(), Some("county" | "prefecture"));
        !is_wide || !is_division || region.span.of(document.text.as_str()) == entity.name
    };
    let is_front = |region: &&Placed| {
        region.span.start == placed.span.start
            && region.span.end < placed.span.end
            && is_below(region)
            && is_told(region)
    };
    let around = mentions.in_sentence(placed.sentence);
    let Some(front) = around.iter().find(is_front) else { return Vec::new() };
    let (mut found, mut start) = (vec![front.entity], front.span.start);
    for before in around.iter().rev().filter(|before| before.span.end < placed.span.start) {
        let between = document.text.as_str().get(before.span.end..start);
        if !is_below(&before) || !matches!(between, Some("、" | "和" | "与" | "及")) {
            break;
        }
        found.push(before.entity);
        start = before.span.start;
    }
    found.reverse();
    found
}

/// Most characters between a thing and where it is held or settles.
const SETTLES_WITHIN: usize = 8;

/// The place of the document's own that the clause tells a thing, or the list it stands in, to be held or to settle at:
/// 龙舟赛在乙市举行, 丙中心落户乙市.
pub(super) fn place_behind(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    placed: &Placed,
) -> Option<usize> {
    let (text, lists) = (document.text.as_str(), &lexicon.lists);
    let label = |placed: &Placed| mentions.entities[placed.entity].label;
    let own = label(placed);
    let stop = document.sentences[placed.sentence].span.end;
    let mut end = placed.span.end;
    for other in mentions.in_sentence(placed.sentence) {
        let Some(between) = text.get(end..other.span.start).filter(|_| other.span.start >= end) else {
            continue;
        };
        if label(other) == own && matches!(between, "、" | "和" | "及" | "与") {
            end = other.span.end;
            continue;
        }
        let is_near = between.chars().count() <= SETTLES_WITHIN && !between.contains([',', ';', '、', '。']);
        let is_held = || between.ends_with('在') && lists[Role::HeldThere].opens(&text[other.span.end..stop]);
        let is_there =
            is_near && (lists[Role::Settles].ends(between) || own == EntityLabel::Event && is_held());
        let is_place = label(other) == EntityLabel::Region && is_below(document, mentions, lexicon, other);
        return (is_there && is_place).then_some(other.entity);
    }
    None
}

/// Whether a region lies in the document's own.
fn is_below(document: &Document, mentions: &Mentions, lexicon: &Lexicon, region: &Placed) -> bool {
    let identity = &document.identity;
    let place = lexicon.places.find(&mentions.entities[region.entity].name, &identity.scope);
    place.is_some_and(|place| lexicon.places.lies_in(place, identity.place))
}

/// Whether a region is a town other than the report's own: it lies in it.
fn is_own_town(document: &Document, mentions: &Mentions, region: &Placed) -> bool {
    let entity = &mentions.entities[region.entity];
    matches!(entity.kind.as_deref(), Some("town" | "village"))
        && document.identity.region.as_deref().is_some_and(|own| own != entity.name)
}

/// Whether the name at `at` is itself what its clause speaks of, alone or in a list: 红果子工业园、平罗工业园区产值突破百亿元.
fn opens_clause(text: &str, mentions: &Mentions, sentence: usize, at: usize) -> bool {
    let mut start = at;
    for before in mentions.in_sentence(sentence).iter().rev().filter(|before| before.span.end <= at) {
        let between = text.get(before.span.end..start);
        if matches!(between, Some("、" | "和" | "及" | "")) {
            start = before.span.start;
        }
    }
    text[..start].ends_with(CLAUSE_ENDS)
}

/// Whether a region lies outside the document's own and is none that this lies in: 盐城市 in 盐城市援助我县.
pub(super) fn is_elsewhere(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    region: usize,
) -> bool {
    let scope = &document.identity.scope;
    let Some(own) = document.identity.place else { return false };
    let place = lexicon.places.find(&mentions.entities[region].name, scope);
    place.is_some_and(|place| {
        !scope.chain.contains(&place) && lexicon.places.parents(place).all(|above| above != own)
    })
}

/// Whether a region only stands in the name of a thing or of a zone: 叙州区 in 叙州区储能产业园, which acts itself.
fn is_in_name(mentions: &Mentions, region: &Placed) -> bool {
    mentions.in_sentence(region.sentence).iter().any(|other| {
        let label = mentions.entities[other.entity].label;
        !matches!(label, EntityLabel::Policy | EntityLabel::Industry)
            && other.span.contains(region.span)
            && other.span != region.span
    })
}

/// The one subject of what works with others.
pub(super) fn subject_at(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
    at: usize,
) -> Option<usize> {
    subjects_at(document, mentions, lexicon, sentence, at).pop()
}

/// The regions of the list that the last of `regions` stands in, the last first, and where it begins: 林家村 and 王家村 of
/// 新集镇林家村、河口镇王家村; 厦门市 of 厦门市海沧区、湖里区 only tells where they lie.
fn group_with_above<'p>(text: &str, regions: &[&'p Placed]) -> (Vec<&'p Placed>, usize) {
    let (mut group, mut end) = (Vec::new(), regions.len());
    loop {
        let start = group_start(text, &regions[..end]);
        group.extend(regions[start..end].iter().rev());
        let is_above = start > 0 && regions[start - 1].span.end == regions[start].span.start;
        let begin = start - usize::from(is_above);
        let is_joined = is_above && begin > 0 && {
            let between = text.get(regions[begin - 1].span.end..regions[begin].span.start);
            matches!(between, Some("、" | "和" | "及"))
        };
        if !is_joined {
            return (group, begin);
        }
        end = begin;
    }
}

/// Where the list of regions begins that the last of `regions` stands in: 宜兴、惠山和滨湖, 市中区—峨眉山市.
fn group_start(text: &str, regions: &[&Placed]) -> usize {
    let mut start = regions.len() - 1;
    while start > 0 {
        let (left, right) = (regions[start - 1].span, regions[start].span);
        let is_joined =
            left.end <= right.start && matches!(&text[left.end..right.start], "、" | "和" | "及" | "—" | "-");
        if !is_joined {
            break;
        }
        start -= 1;
    }
    start
}

/// The region of the section, else of the document.
pub(super) fn own_region(document: &Document, mentions: &Mentions, sentence: usize) -> Option<usize> {
    let section = document.sections.get(document.sentences[sentence].section);
    let of_section = section.and_then(|section| section.region.as_deref());
    let names = [of_section, document.identity.region.as_deref()];
    names.into_iter().flatten().find_map(|name| mentions.region_named(name))
}

/// Whether a region is too wide to act in a report: an area, or a province that stands alone.
fn is_wide(mentions: &Mentions, placed: &Placed, is_list: bool) -> bool {
    match mentions.entities[placed.entity].kind.as_deref() {
        Some("area") => true,
        Some("province") => !is_list,
        _ => false,
    }
}

/// What stands behind the count of the places that one or some were named of: 获评 in 等4个村获评, 等三镇获评.
fn behind_counted(after: &str) -> Option<&str> {
    let is_count = |mark: char| mark.is_ascii_digit() || "两三四五六七八九十个".contains(mark);
    let counted = after.strip_prefix('等')?.strip_prefix(is_count)?.trim_start_matches(is_count);
    let kinds = ["村", "社区", "镇", "乡", "街道", "县", "市", "区"];
    kinds.into_iter().find_map(|kind| counted.strip_prefix(kind))
}

/// Whether regions at `place` are the next of a list of those that each do something: 乙县 in 支持甲县创建A、乙县争创B.
fn is_next_subject(text: &str, sentence: Span, place: Span, lexicon: &Lexicon) -> bool {
    let lists = &lexicon.lists;
    let after = &text[place.end..sentence.end];
    let before = &text[sentence.start..place.start];
    // 在乙市建设丙园: what is done there.
    before.ends_with('、') && (lists[Role::TitleWon].opens(after) || lists[Role::CarryOut].opens(after))
        || before.ends_with('在')
            && (lists[Role::Undertaking].opens(after) || lists[Role::Build].opens(after))
}

/// Whether regions at `place` open a clause and something is said of them, or something is done there: 在内蒙古、河北等地.
/// A list of them may say that there are more: 昆山、太仓等地区建成…, not 昆山、太仓等地的….
fn is_subject(text: &str, sentence: Span, place: Span, is_list: bool, lexicon: &Lexicon) -> bool {
    let lists = &lexicon.lists;
    let before = &text[sentence.start..place.start];
    let after = &text[place.end..sentence.end];
    if before.ends_with('在') && lists[Role::SuchPlaces].opens(after) {
        return true;
    }
    let opens = before.is_empty()
        || before.ends_with([',', ';', ':', '。', ')', '是'])
        || lists[Role::Actor].ends(before);
    let after = match lists[Role::SuchPlaces].start_of(after) {
        Some(such) if is_list => &after[such.len()..],
        _ => behind_counted(after).unwrap_or(after),
    };
    opens && !after.is_empty() && !lists[Role::NoSubject].opens(after)
}
