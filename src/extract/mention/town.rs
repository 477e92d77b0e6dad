//! Towns, subdistricts and villages: those that the table has in the report's own county, and those that their endings and
//! what stands around them tell.

use std::ops::Range;

use super::candidate::Candidate;
use super::local;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{NameForm, Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// How the names of towns end.
const TOWN_ENDS: [&str; 3] = ["街道", "镇", "乡"];

/// How those of villages end.
const VILLAGE_ENDS: [&str; 2] = ["村", "社区"];

/// Characters of a town's name without its last word.
const TOWN_STEM: std::ops::RangeInclusive<usize> = 2..=3;

/// Characters of a village's name without its last word.
const VILLAGE_STEM: std::ops::RangeInclusive<usize> = 2..=4;

/// Most tokens of a town's name.
const LONGEST_TOWN: usize = 4;

/// Most towns that the words around them alone make known in a sentence.
const MOST_TOWNS: usize = 100;

/// Proposes towns and villages, beside the regions in `out`.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    own_towns(scene, out);
    let [towns, villages] = [Role::Town, Role::Village].map(|role| &scene.lexicon.lists[role]);
    for (at, token) in scene.tokens.iter().enumerate() {
        let may_end = towns.may_end_with(token.last) || villages.may_end_with(token.last);
        if may_end && matches!(token.kind, TokenKind::Word(_)) {
            out.extend(town(scene, at));
        }
    }
    towns_of_counties(scene, out);
    two_towns(scene, out);
    towns_beside(scene, out);
    honoured_villages(scene, out);
    villages_of_towns(scene, out);
}

/// Towns of the report's own county, by their full names, or by short ones beside another town (锦丰、乐余、南丰).
fn own_towns(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let found = local::hits(scene, scene.towns);
    for (index, (range, full)) in found.iter().enumerate() {
        let form = scene.slice(range.clone());
        let is_listed = index > 0 && local::adjoins(scene, &found[index - 1].0, range)
            || found.get(index + 1).is_some_and(|(next, _)| local::adjoins(scene, range, next));
        if form != *full && !is_listed && !local::stands_alone(scene, range) {
            continue;
        }
        // 安阳 beside 花寨 in a report of their county: no city elsewhere.
        let confidence = if is_listed { 0.92 } else { 0.8 };
        let mut candidate =
            Candidate::new(EntityLabel::Region, scene.span(range.clone()), full, "region.town", confidence);
        candidate.alias(form);
        candidate.kind = "town".to_owned();
        candidate.may_nest = true;
        out.push(candidate);
    }
}

/// A town, street office or village whose name ends with `token`.
fn town(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let lists = &scene.lexicon.lists;
    let word = scene.word(token);
    let village = lists[Role::Village].end_of(word);
    let end = lists[Role::Town].end_of(word).or(village)?;
    if lists[Role::NoTown].ends(word) {
        return None;
    }
    let stop = scene.tokens[token].span.end;
    let mut start = token;
    if word == end {
        while start > 0 && token - start < 4 {
            let before = &scene.tokens[start - 1];
            let is_loose = before.is(WordClass::Plain) && (before.is_proper || before.span.len() == 3);
            if !is_loose || before.is_generic {
                break;
            }
            start -= 1;
        }
    }
    // The place above it is no part of its name: 长宁县泽鸿村.
    let mut begin = scene.tokens[start].span.start;
    if let Some(above) = scene.lexicon.places.longest_at(scene.text, begin)
        && above.form != NameForm::Short
        && begin + above.len < stop - end.len()
    {
        begin += above.len;
    }
    let span = Span::new(begin, stop);
    let name = span.of(scene.text);
    let stem = name.strip_suffix(end)?;
    let is_proper = start < token && scene.has_proper(start..token) || scene.tokens[token].is_proper;
    let length = stem.chars().count();
    let is_next_word = matches!(scene.kind(token + 1), TokenKind::Word(WordClass::Plain))
        && end.chars().count() == 1
        && lists[Role::TownPart].opens(scene.word(token + 1));
    if !VILLAGE_STEM.contains(&length) || !is_proper || is_next_word {
        return None;
    }
    let mut candidate = Candidate::new(EntityLabel::Region, span, name, "region.town", 0.75);
    candidate.kind = if village.is_some() { "village" } else { "town" }.to_owned();
    if village.is_none() {
        candidate.alias(stem);
    }
    candidate.may_nest = true;
    Some(candidate)
}

/// 民乐镇 in 北流市民乐镇: right behind the county that it lies in, however the words are cut.
fn towns_of_counties(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let sentence = scene.document.sentences[scene.sentence].span;
    let is_county = |found: &&Candidate| found.rule == "region.place" && found.kind == "county";
    let mut found = Vec::new();
    for county in out.iter().filter(is_county).take(MOST_TOWNS) {
        let after = &scene.text[county.span.end..sentence.end];
        let is_short = !county.span.of(scene.text).ends_with(['县', '市', '区', '旗']);
        let is_stem = |name: &&str| {
            let stem = town_stem(name);
            stem.chars().all(|mark| ('\u{4e00}'..='\u{9fff}').contains(&mark))
                && (!lists[Role::NoTown].ends(name) || name.ends_with("村镇"))
                && !scene.vocabulary().words.is_generic(stem)
                && !stem.contains(['等', '各', '和', '个', '与', '的', '、', '一', '新', '老', '特', '重'])
                && !lists[Role::TownPart].opens(&after[name.len()..])
        };
        let Some(name) = towns_at(after, !is_short).find(is_stem) else { continue };
        // 越西普雄镇: behind a short name the table must have it.
        if is_short && town_behind(scene, &county.name, county.span.end) != Some(name) {
            continue;
        }
        let span = Span::new(county.span.end, county.span.end + name.len());
        if is_region(out, span) {
            continue;
        }
        let mut candidate = Candidate::new(EntityLabel::Region, span, name, "region.town", 0.75);
        let is_village = lists[Role::Village].ends(name);
        candidate.kind = if is_village { "village" } else { "town" }.to_owned();
        if !is_village {
            candidate.alias(town_stem(name));
        }
        candidate.may_nest = true;
        found.push(candidate);
    }
    out.append(&mut found);
}

/// The town that the table has in a county, where its full name stands at a byte of the text: 普雄镇.
pub(super) fn town_behind<'s>(scene: &Scene<'s>, county: &str, at: usize) -> Option<&'s str> {
    let places = &scene.lexicon.places;
    let code = places.get(places.find(county, &scene.document.identity.scope)?).code;
    let after = &scene.text[at..scene.document.sentences[scene.sentence].span.end];
    towns_at(after, false).find(|name| scene.vocabulary().towns.has(code, name))
}

/// What `text` begins with that is as long as a town's name and ends as one, or as a village too; shortest first.
fn towns_at(text: &str, or_villages: bool) -> impl Iterator<Item = &str> {
    let n_ends = if or_villages { TOWN_ENDS.len() + VILLAGE_ENDS.len() } else { TOWN_ENDS.len() };
    TOWN_STEM.filter_map(move |n_before| {
        let (at, _) = text.char_indices().nth(n_before)?;
        let mut ends = TOWN_ENDS.iter().chain(&VILLAGE_ENDS).take(n_ends);
        let end = ends.find(|end| text[at..].starts_with(**end))?;
        Some(&text[..at + end.len()])
    })
}

/// The name of a town or a village without its last word.
fn town_stem(name: &str) -> &str {
    TOWN_ENDS.iter().chain(&VILLAGE_ENDS).find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// 永丰镇、水落坡镇列为…: two members of a list that are as long as towns' names and end as these do, whatever their words are.
fn two_towns(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds_kind(TokenKind::Pause) {
        return;
    }
    let lists = &scene.lexicon.lists;
    let as_town = |tokens: Range<usize>| {
        let name = scene.slice(tokens.clone());
        let stem = TOWN_ENDS.iter().find_map(|end| name.strip_suffix(end))?;
        let is_plain = |at: usize| {
            matches!(
                scene.kind(at),
                TokenKind::Word(WordClass::Plain | WordClass::Verb | WordClass::Soft) | TokenKind::Measure
            )
        };
        let is_fit = TOWN_STEM.contains(&stem.chars().count())
            && tokens.clone().all(is_plain)
            && !(scene.tokens[tokens.start].is_generic && tokens.len() > 1)
            // 魏集镇, not 中心集镇.
            && lists[Role::NoTown].end_of(name).is_none_or(|kind| name.len() - kind.len() == 3);
        is_fit.then(|| scene.span(tokens))
    };
    for pause in (1..scene.tokens.len()).filter(|&token| scene.kind(token) == TokenKind::Pause) {
        let is_mark = |at: &usize| matches!(scene.kind(*at), TokenKind::Stop | TokenKind::Pause);
        let start = (0..pause).rev().find(is_mark).map_or(0, |mark| mark + 1);
        let ends_town = |at: &usize| TOWN_ENDS.iter().any(|end| scene.word(*at).ends_with(end));
        let reach = pause + 1..scene.tokens.len().min(pause + 1 + LONGEST_TOWN);
        let Some(last) = reach.into_iter().take_while(|at| !is_mark(at)).find(ends_town) else { continue };
        let ends = !matches!(scene.kind(last + 1), TokenKind::Word(WordClass::Plain | WordClass::Soft));
        if start == pause || pause - start > LONGEST_TOWN || !ends {
            continue;
        }
        let (Some(first), Some(second)) = (as_town(start..pause), as_town(pause + 1..last + 1)) else {
            continue;
        };
        for span in [first, second] {
            if !is_region(out, span) {
                out.push(beside(scene, span, "town"));
            }
        }
    }
}

/// 双泾村 beside 黄桥村: what ends as the town or the village next to it in the list does.
fn towns_beside(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let sentence = scene.document.sentences[scene.sentence].span;
    let is_town = |found: &&Candidate| found.rule == "region.town";
    let mut known: Vec<Span> = out.iter().filter(is_town).map(|found| found.span).collect();
    let mut found: Vec<Candidate> = Vec::new();
    while let Some(span) = known.pop() {
        let before = &scene.text[sentence.start..span.start];
        let after = &scene.text[span.end..sentence.end];
        let left = before.strip_suffix('、').map(|list| {
            let start = list.rfind(['、', ',', ';', ':', '。', '\n']);
            let start = start.map_or(0, |at| at + list[at..].chars().next().map_or(1, char::len_utf8));
            Span::new(sentence.start + start, sentence.start + list.len())
        });
        let right = after.strip_prefix('、').and_then(|list| {
            let end = list.find(['、', ',', '和', '等', '。'])?;
            let start = sentence.end - list.len();
            Some(Span::new(start, start + end))
        });
        let left = left.map(|member| last_town(scene, member));
        let right = right.map(|member| first_town(scene, member));
        for member in [left, right].into_iter().flatten() {
            let name = member.of(scene.text);
            let end = lists[Role::Town].end_of(name).or(lists[Role::Village].end_of(name));
            let stem = end.map_or(0, |end| name.chars().count() - end.chars().count());
            let is_fit = TOWN_STEM.contains(&stem)
                && found.len() < MOST_TOWNS
                && name.chars().all(|mark| ('\u{4e00}'..='\u{9fff}').contains(&mark))
                && !lists[Role::NoTown].ends(name)
                && !is_region(out, member)
                && !is_region(&found, member);
            if is_fit {
                let is_village = lists[Role::Village].ends(name);
                found.push(beside(scene, member, if is_village { "village" } else { "town" }));
                known.push(member);
            }
        }
    }
    out.append(&mut found);
}

/// 干冲街道 in 干冲街道棚户区改造: what a member of a list begins with, if that ends as towns do.
fn first_town(scene: &Scene<'_>, member: Span) -> Span {
    let text = member.of(scene.text);
    let ends = text.char_indices().map(|(at, mark)| at + mark.len_utf8()).skip(2).take(3);
    let is_town = |end: &usize| {
        let form = &text[..*end];
        TOWN_ENDS.iter().any(|town| form.ends_with(town))
    };
    let found = ends.filter(is_town).last();
    found.map_or(member, |end| Span::new(member.start, member.start + end))
}

/// 三都街道 in 完成三都街道: the words that a member of a list ends with, if they are as long as a town's name.
fn last_town(scene: &Scene<'_>, member: Span) -> Span {
    let text = member.of(scene.text);
    let Some(end) = TOWN_ENDS.iter().find(|end| text.ends_with(**end)) else { return member };
    let first = scene.token_at(member.start);
    let last = scene.token_at(member.end - 1);
    let is_fit = |start: &usize| {
        let stem = text.len() - end.len();
        let name = text.get(scene.tokens[*start].span.start - member.start..stem);
        name.is_some_and(|name| TOWN_STEM.contains(&name.chars().count()))
    };
    let start = (first + 1..=last).find(is_fit).filter(|_| text.chars().count() > 5);
    start.map_or(member, |start| Span::new(scene.tokens[start].span.start, member.end))
}

/// 核桃坪村、银杏村 in 核桃坪村、银杏村获评…: what opens the clause and ends as villages do, where a title is won.
fn honoured_villages(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let mut found = Vec::new();
    for verb in scene.tokens_of(Role::TitleWon) {
        let clause = scene.clause(verb).start;
        let Some(last) = verb.checked_sub(1).filter(|&last| last >= clause) else { continue };
        let members = scene.span(clause..last + 1).of(scene.text);
        let is_village = |member: &&str| {
            let end = lists[Role::Village].end_of(member).filter(|_| !lists[Role::NoTown].ends(member));
            let stem = end.map_or("", |end| &member[..member.len() - end.len()]);
            VILLAGE_STEM.contains(&stem.chars().count()) && !scene.vocabulary().words.is_generic(stem)
        };
        if !members.split('、').all(|member| is_village(&member)) {
            continue;
        }
        let mut start = scene.tokens[clause].span.start;
        for member in members.split('、') {
            let span = Span::new(start, start + member.len());
            start = span.end + '、'.len_utf8();
            if !is_region(out, span) {
                found.push(beside(scene, span, "village"));
            }
        }
    }
    out.append(&mut found);
}

/// 林家寨村 in 石桥镇林家寨村: what ends as villages do right behind a town.
fn villages_of_towns(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let is_town = |found: &&Candidate| found.label == EntityLabel::Region && found.kind == "town";
    let ends: Vec<usize> = out.iter().filter(is_town).map(|town| town.span.end).collect();
    for end in ends {
        let first = scene.token_at(end);
        let is_part = |at: &usize| {
            matches!(scene.kind(*at), TokenKind::Word(WordClass::Plain) | TokenKind::Measure)
                && !(scene.tokens[*at].is_generic && scene.tokens[*at].n_characters > 1)
        };
        let reach = first..scene.tokens.len().min(first + LONGEST_TOWN + 1);
        let ends_village = |at: &usize| lists[Role::Village].ends(scene.word(*at));
        let Some(last) = reach.into_iter().take_while(is_part).find(ends_village) else { continue };
        let span = scene.span(first..last + 1);
        let name = span.of(scene.text);
        let stem = lists[Role::Village].end_of(name).map_or(name, |end| &name[..name.len() - end.len()]);
        if scene.tokens[first].span.start == end
            && VILLAGE_STEM.contains(&stem.chars().count())
            && !lists[Role::NoTown].ends(name)
            && !is_region(out, span)
        {
            out.push(beside(scene, span, "village"));
        }
    }
}

/// Whether a region stands where `span` does.
fn is_region(out: &[Candidate], span: Span) -> bool {
    out.iter().any(|other| other.label == EntityLabel::Region && other.span.overlaps(span))
}

/// A town or a village that what stands beside it tells.
fn beside(scene: &Scene<'_>, span: Span, kind: &str) -> Candidate {
    let mut candidate = Candidate::new(EntityLabel::Region, span, span.of(scene.text), "region.beside", 0.7);
    candidate.kind = kind.to_owned();
    candidate.may_nest = true;
    candidate
}
