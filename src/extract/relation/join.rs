//! COOPERATES_WITH: 与X合作共建Y, 深化与X合作, 对接X, X-Y跨江融合发展.

use super::read::Relations;
use super::subject::{is_elsewhere, own_region, subject_at, subjects_at};
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};
use crate::source::Span;

/// How far behind two that a dash joins the words of joint work end, in characters.
const JOINED_WITHIN: usize = 10;

/// Relates the subject, or the name right before 与, to the partners that its clauses name.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    of_list(document, mentions, lexicon, out);
    let mut last: Option<(usize, Span)> = None;
    // Who each of a list of partners is for, and how many are told: A、B分别帮扶C、D.
    let mut paired: Option<(Vec<usize>, usize)> = None;
    for (at, placed) in mentions.placed.iter().enumerate() {
        if is_above_next(mentions, at) {
            continue;
        }
        if comes_to_us(document, mentions, lexicon, placed) {
            let own = own_region(document, mentions, placed.sentence).filter(|&own| own != placed.entity);
            if let Some(own) = own {
                out.add(own, RelationType::CooperatesWith, placed.entity, placed, "cooperates.us", 0.7);
            }
            continue;
        }
        let start = path_start(mentions, at);
        let is_next = |&(_, span): &(usize, Span)| is_listed(document, mentions, placed, (span, start));
        let with = partner_from(document, mentions, lexicon, placed, start);
        // The next of a list of pairs, though 与 stands not far before it.
        let head = match with.filter(|_| paired.is_none() || !last.as_ref().is_some_and(is_next)) {
            Some(with) => {
                let helpers = helpers(document, mentions, lexicon, at, start);
                let is_region = |helper: &usize| mentions.entities[*helper].label == EntityLabel::Region;
                if helpers.len() > 1 && helpers.iter().all(is_region) {
                    paired = Some((helpers, 0));
                    paired.as_ref().and_then(|(heads, _)| heads.first().copied())
                } else if let Some((last, more)) = helpers.split_last() {
                    for &helper in more.iter().filter(|&&helper| helper != placed.entity) {
                        let (relation, rule) = (RelationType::CooperatesWith, "cooperates.help");
                        out.add(helper, relation, placed.entity, placed, rule, 0.7);
                    }
                    paired = None;
                    Some(*last)
                } else {
                    paired = respective(document, mentions, lexicon, placed, start).map(|heads| (heads, 0));
                    match &paired {
                        Some((heads, _)) => heads.first().copied(),
                        None => partner_of(document, mentions, lexicon, at, with),
                    }
                }
            }
            None => {
                last.filter(|last| is_next(last) && !opens_pair(document, placed)).and_then(|(head, _)| {
                    match &mut paired {
                        Some((heads, told)) => {
                            *told += 1;
                            heads.get(*told).copied()
                        }
                        None => Some(head),
                    }
                })
            }
        };
        let Some(head) = head else { continue };
        last = Some((head, placed.span));
        let is_area = mentions.entities[placed.entity].kind.as_deref() == Some("area")
            && !is_country(mentions, lexicon, placed);
        let is_own = own_region(document, mentions, placed.sentence) == Some(placed.entity);
        // 对接粤港澳大湾区 is joint work, 与长三角合作 says little.
        let is_sought = || {
            let sentence = document.sentences[placed.sentence].span;
            let text = document.text.as_str();
            let after = &text[placed.span.end..sentence.end];
            lexicon.lists[Role::Partner].ends(&text[sentence.start..start])
                && !lexicon.lists[Role::AreaTheme].opens(after)
        };
        let is_front = is_front_of_other(document, mentions, lexicon, placed);
        if head == placed.entity || is_area && !is_sought() || is_front {
            continue;
        }
        // 兰州新区与临夏州合作: told of the report's own region.
        let (head, tail) = if is_own { (placed.entity, head) } else { (head, placed.entity) };
        out.add(head, RelationType::CooperatesWith, tail, placed, "cooperates.with", 0.75);
    }
}

/// Bodies of a list that found something together without 与: 长光卫星、吉林大学共建联合实验室, 由甲集团、乙大学联合发起.
fn of_list(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    let text = document.text.as_str();
    let is_body = |placed: &Placed| mentions.entities[placed.entity].label == EntityLabel::Organization;
    let joins = |a: &Placed, b: &Placed| {
        matches!(text.get(a.span.end..b.span.start), Some("、" | "和" | "与" | "及"))
    };
    for pair in mentions.placed.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        if first.sentence != second.sentence || !is_body(first) || !is_body(second) {
            continue;
        }
        let sentence = document.sentences[second.sentence].span;
        let after = &text[second.span.end..sentence.end];
        // 与甲大学、乙大学共建: the partners of whoever stands before 与.
        let is_partner = text[sentence.start..first.span.start].ends_with(['与', '和', '同', '、']);
        if joins(first, second) && !is_partner && lexicon.lists[Role::JointFounding].opens(after) {
            let (relation, rule) = (RelationType::CooperatesWith, "cooperates.list");
            out.add(first.entity, relation, second.entity, second, rule, 0.65);
        }
    }
}

/// The regions of the clause, in order, where 分别 gives each its own partner, the first of them at `start`.
fn respective(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    placed: &Placed,
    start: usize,
) -> Option<Vec<usize>> {
    let sentence = document.sentences[placed.sentence].span;
    let before = &document.text.as_str()[sentence.start..start];
    let clause = before.rfind([',', ';']).map_or(before, |at| &before[at..]);
    if !clause.contains("分别") {
        return None;
    }
    let heads = subjects_at(document, mentions, lexicon, placed.sentence, start);
    (heads.len() > 1).then_some(heads)
}

/// The bodies right before a verb of helping that ends at `start`: 碧桂园集团、方大集团 of 碧桂园集团、方大集团结对帮扶东乡县.
fn helpers(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    at: usize,
    start: usize,
) -> Vec<usize> {
    let text = document.text.as_str();
    let sentence = document.sentences[mentions.placed[at].sentence].span;
    let verb = lexicon.lists[Role::Partner].end_of(&text[sentence.start..start]);
    let Some(mut end) = verb.map(|verb| start - verb.len()) else { return Vec::new() };
    let mut found = Vec::new();
    for before in mentions.placed[..at].iter().rev().take_while(|before| before.span.start >= sentence.start)
    {
        if before.span.end > end {
            continue;
        }
        let label = mentions.entities[before.entity].label;
        let is_body = matches!(label, EntityLabel::Organization | EntityLabel::Region);
        let between = &text[before.span.end..end];
        let joins = between.is_empty() || !found.is_empty() && matches!(between, "、" | "和" | "与" | "及");
        if !is_body || !joins {
            break;
        }
        found.push(before.entity);
        end = before.span.start;
    }
    found.reverse();
    found
}

/// Who works with the name at `at`, before which 与 stands at byte `with`.
fn partner_of(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    at: usize,
    with: usize,
) -> Option<usize> {
    let placed = &mentions.placed[at];
    let is_region = mentions.entities[placed.entity].label == EntityLabel::Region;
    let beside = mentions.placed[..at].iter().rev().take(3).find(|before| before.span.end <= with);
    match beside.filter(|before| before.span.end == with && can_join(mentions, before)) {
        Some(before) => Some(before.entity),
        // 开发区中区与堰桥街道: one that no rule knows by name.
        None if ends_as_name(&document.text.as_str()[..with], lexicon) => None,
        None => opening(document, mentions, placed.sentence, with, is_region)
            .or_else(|| subject_at(document, mentions, lexicon, placed.sentence, placed.span.start)),
    }
}

/// Whether the last words are made as names of bodies, carriers and places are.
fn ends_as_name(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.vocabulary.heads.ending(text).is_some() || lexicon.lists[Role::Landscape].ends(text)
}

/// The body or the carrier that opens the sentence and is the subject of the clause that 与 at byte `with` begins:
/// 天士力创新中心获批,与河北工业大学共建研究院.
fn opening(
    document: &Document,
    mentions: &Mentions,
    sentence: usize,
    with: usize,
    is_region: bool,
) -> Option<usize> {
    let span = document.sentences[sentence].span;
    let before = &document.text.as_str()[span.start..with];
    let first = mentions.in_sentence(sentence).first()?;
    let is_body = match mentions.entities[first.entity].label {
        // 国家发改委批复机场,与海关建立机制: who allows it takes no part.
        EntityLabel::Organization => mentions.entities[first.entity].kind.as_deref() != Some("agency"),
        // 澄锡科技集群跻身前列,与上海共建园区: the region does.
        EntityLabel::Platform => !is_region,
        _ => false,
    };
    let is_list = || before[first.span.len()..].starts_with(['、', '和', '与', '及', '等']);
    let is_next = before.ends_with(',') && before.matches(',').count() == 1;
    (is_body && first.span.start == span.start && is_next && !is_list()).then_some(first.entity)
}

/// Whether the region only tells where the next name lies (四川凉山州 in 四川凉山州雷波县) or stands inside another name.
fn is_above_next(mentions: &Mentions, at: usize) -> bool {
    let is_region = |placed: &Placed| mentions.entities[placed.entity].label == EntityLabel::Region;
    let own = mentions.placed[at].span;
    // 天津 in 天津滨海高新区.
    let near = mentions.placed[at.saturating_sub(2)..mentions.placed.len().min(at + 3)].iter();
    if is_region(&mentions.placed[at])
        && near.into_iter().any(|other| other.span != own && other.span.contains(own))
    {
        return true;
    }
    let (placed, next) = (&mentions.placed[at], mentions.placed.get(at + 1));
    is_region(placed) && next.is_some_and(|next| next.span.start == placed.span.end && is_region(next))
}

/// Where the name at `at` begins with the places that it lies in.
fn path_start(mentions: &Mentions, at: usize) -> usize {
    let own = &mentions.placed[at];
    let here = mentions.placed[..at].iter().rev().take_while(|before| before.sentence == own.sentence);
    let above = here.filter(|before| !before.span.overlaps(own.span));
    above.take(3).fold(
        own.span.start,
        |start, before| if before.span.end == start { before.span.start } else { start },
    )
}

/// Whether a region is a foreign country: one that works with others as a place does, not a wide area.
fn is_country(mentions: &Mentions, lexicon: &Lexicon, placed: &Placed) -> bool {
    let known = lexicon.vocabulary.names.get(&mentions.entities[placed.entity].name);
    known.is_some_and(|known| known.label == EntityLabel::Region && known.kind.as_ref() == "country")
}

/// 日本 in 与日本松山研究所共建: a country right before the words of another name is no partner itself.
fn is_front_of_other(document: &Document, mentions: &Mentions, lexicon: &Lexicon, placed: &Placed) -> bool {
    let sentence = document.sentences[placed.sentence].span;
    let after = &document.text.as_str()[placed.span.end..sentence.end];
    let lists = &lexicon.lists;
    is_country(mentions, lexicon, placed)
        && !after
            .starts_with(['、', '和', '与', '及', '等', '的', '在', ',', ';', '。', '之', '开', '深', '加'])
        && !lists[Role::JointWork].opens(after)
}

/// Whether a name stands in one list with the last partner, its places with it: 与松江区、浙江省嘉善县结对.
fn is_listed(
    document: &Document,
    mentions: &Mentions,
    placed: &Placed,
    (last, start): (Span, usize),
) -> bool {
    let between = document.text.as_str().get(last.end..start);
    can_join(mentions, placed) && matches!(between, Some("、" | "和" | "及" | "以及" | "与"))
}

/// Whether the clause tells that the one named comes to the report's own region: 中国能建与我县签订协议, 蓟州区帮扶资金.
fn comes_to_us(document: &Document, mentions: &Mentions, lexicon: &Lexicon, placed: &Placed) -> bool {
    let lists = &lexicon.lists;
    let entity = &mentions.entities[placed.entity];
    let sentence = document.sentences[placed.sentence].span;
    let after = &document.text.as_str()[placed.span.end..sentence.end];
    let after = &after[..after.find([',', ';', '。']).unwrap_or(after.len())];
    let is_with_us = || {
        let with = after.strip_prefix(['与', '同', '和']).filter(|after| lists[Role::Us].opens(after));
        with.is_some_and(|after| lists[Role::JointWork].is_in(after))
    };
    match entity.label {
        // 中国移动、复旦大学定点帮扶成效显著: whom they help, if no other is named, is the report's own region.
        EntityLabel::Organization => is_with_us() || helps_us(document, mentions, lexicon, placed),
        EntityLabel::Region => {
            is_elsewhere(document, mentions, lexicon, placed.entity)
                && (lists[Role::Helps].opens(behind_list(document, mentions, placed, entity.label))
                    || is_with_us())
        }
        _ => false,
    }
}

/// Whether a body, or a list that it is in, is told to help and no region is named right behind.
fn helps_us(document: &Document, mentions: &Mentions, lexicon: &Lexicon, placed: &Placed) -> bool {
    let entity = &mentions.entities[placed.entity];
    let after = behind_list(document, mentions, placed, entity.label);
    let Some(helps) = lexicon.lists[Role::Helps].start_of(after) else { return false };
    let text = document.text.as_str();
    let end = document.sentences[placed.sentence].span.end - after.len() + helps.len();
    let is_kind = matches!(entity.kind.as_deref(), Some("hospital" | "agency"));
    let is_helped = |other: &Placed| {
        other.span.start >= end && text[end..other.span.start].chars().count() <= HELPED_WITHIN
    };
    !is_kind
        && !mentions.in_sentence(placed.sentence).iter().any(|other| {
            is_helped(other)
                && matches!(
                    mentions.entities[other.entity].label,
                    EntityLabel::Region | EntityLabel::Organization
                )
        })
}

/// How far behind a verb of helping the name of who is helped begins, in characters.
const HELPED_WITHIN: usize = 4;

/// Most characters of what sums up a list of helpers: 等东部城市, 等单位.
const LONGEST_SUM: usize = 7;

/// What stands behind the list of regions, or of bodies, that one opens or goes on: 对口帮扶 behind 广州市 in 广州市、佛山市对口帮扶我市,
/// also behind what sums the list up.
fn behind_list<'d>(
    document: &'d Document,
    mentions: &Mentions,
    placed: &Placed,
    label: EntityLabel,
) -> &'d str {
    let text = document.text.as_str();
    let mut end = placed.span.end;
    for next in mentions.in_sentence(placed.sentence).iter().filter(|next| next.span.start >= placed.span.end)
    {
        let between = text.get(end..next.span.start);
        if mentions.entities[next.entity].label != label
            || !matches!(between, Some("、" | "和" | "与" | "及" | ""))
        {
            break;
        }
        end = next.span.end;
    }
    let after = &text[end..document.sentences[placed.sentence].span.end];
    let sum = after
        .strip_prefix('等')
        .map(|after| &after[..after.find([',', ';', '。', '、']).unwrap_or(after.len())]);
    let helps = sum.and_then(|sum| sum.find('帮').or(sum.find('援')).or(sum.find('对')).map(|at| (sum, at)));
    match helps {
        Some((sum, at)) if sum[..at].chars().count() <= LONGEST_SUM => &after['等'.len_utf8() + at..],
        _ => after,
    }
}

/// Whether 与 stands behind a name: 高装园 of 生命园与蓝湾、高装园与氢能园 is the first of the next pair.
fn opens_pair(document: &Document, placed: &Placed) -> bool {
    document.text.as_str()[placed.span.end..].starts_with('与')
}

fn can_join(mentions: &Mentions, placed: &Placed) -> bool {
    matches!(
        mentions.entities[placed.entity].label,
        EntityLabel::Region | EntityLabel::Organization | EntityLabel::Platform
    )
}

/// Where the 与 or the dash stands that makes a name a partner, or where the name begins after 对接 and the like.
pub(super) fn partner(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    placed: &Placed,
) -> Option<usize> {
    partner_from(document, mentions, lexicon, placed, placed.span.start)
}

/// The same of a name that begins at `start` with the places it lies in.
fn partner_from(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    placed: &Placed,
    start: usize,
) -> Option<usize> {
    let lists = &lexicon.lists;
    if !can_join(mentions, placed) {
        return None;
    }
    let text = document.text.as_str();
    let sentence = document.sentences[placed.sentence].span;
    let is_end = |mark: char| matches!(mark, ',' | ';' | '。');
    let before = &text[sentence.start..start];
    let clause =
        before.rfind(is_end).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let before = &before[clause..];
    if lists[Role::Partner].ends(before) {
        return Some(start);
    }
    let after = &text[placed.span.end..sentence.end];
    let after = &after[..after.find(is_end).unwrap_or(after.len())];
    // Right behind the two; further on it is part of some name (市中区—峨眉山市入选全国文旅融合示范区).
    let behind = after.char_indices().nth(JOINED_WITHIN).map_or(after, |(at, _)| &after[..at]);
    if before.ends_with(['-', '—']) && lists[Role::JointWork].is_in(behind) {
        return before.char_indices().next_back().map(|(at, _)| sentence.start + clause + at);
    }
    let with = before.rfind(['与', '同'])?;
    let between = &before[with..];
    let is_done = lists[Role::JointWork].is_in(between);
    let is_close = !is_done && between.chars().count() <= 16 && !between.contains(['的', '在', ')', '”']);
    if opens_pair(document, placed) {
        return None;
    }
    let joins = lists[Role::JointWork].is_in(after) || lists[Role::JointBefore].is_in(before);
    (is_close && joins).then_some(sentence.start + clause + with)
}
