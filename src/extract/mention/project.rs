//! Projects: members of lists (…等重大项目), names that end in 项目 or 工程, and buildings, roads and renovations
//! where the clause says that they are planned, built or finished.

use std::ops::Range;

use super::body;
use super::border::{Border, is_counted_behind, left_border};
use super::candidate::Candidate;
use super::each;
use super::firm::{firm_front, known_front};
use super::list::is_capacity;
use super::named::{ends_phrase, section_behind};
use super::scene::{FoundHead, Scene};
use crate::extract::document::Period;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, HeadNeed, Role, Stage, WordClass};
use crate::extract::token::TokenKind;

/// Proposes names that end in heads of projects.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for (token, found) in &scene.heads {
        let is_word = matches!(scene.kind(*token), TokenKind::Word(_));
        if is_word && found.head.label == EntityLabel::Project && ends_phrase(scene, *token, found) {
            let Some(name) = name_at(scene, *token, found) else { continue };
            let lines = each::numbered(scene, &name);
            if lines.is_empty() {
                out.push(name);
            } else {
                out.extend(lines);
            }
        }
    }
}

fn name_at(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> Option<Candidate> {
    let border = left_border(scene, found.token);
    let capacity = capacity_before(scene, &border, found);
    if border.is_counted && capacity.is_none()
        || is_kind(scene, &border, found)
        || border.after_quote && border.start == found.token
        || is_counted_behind(scene, token + 1)
        || takes_object(scene, token, found)
        || counts_units(scene, found)
    {
        return None;
    }
    let built = built_by_firm(scene, border.start..found.token);
    let before = border.start..found.token;
    let built = built.or_else(|| behind_money(scene, before.clone()));
    let after_firms = behind_firms(scene, before);
    // 蜀道集团建设宣开高速: a thing with a name of its own goes without its builder.
    let own_name = built.map(|(_, thing)| thing).filter(|&thing| scene.has_proper(thing..found.token));
    let after_kind = behind_kind(scene, border.start..found.token);
    let after_builder = behind_builder(scene, border.start..found.token);
    let start = [capacity, own_name, after_firms, after_kind, after_builder].into_iter().flatten().next();
    let start = start.unwrap_or(border.start);
    let range = start..whole_end(scene, token + 1);
    let before = after_builder.unwrap_or(border.start)..found.token;
    let weight = weigh(scene, token, found, before, range.end, capacity.is_some());
    let name = scene.slice(range.clone());
    let range_end = range.end;
    if name.chars().count() < 3 {
        return None;
    }
    let is_body = (weight.is_proper || weight.specific >= 2 || body::is_own(scene, found))
        && body::acts(scene, range.end, found);
    if !is_body && !is_named(scene, token, found, &range, &weight) {
        return None;
    }
    let is_proper = weight.is_proper;
    let confidence = if is_proper { 0.8 } else { 0.6 };
    // 电能替代工程: without a place and without a thing that is built 工程 is a programme.
    let is_programme = found.word == "工程"
        && !is_proper
        && capacity.is_none()
        && !has_site(scene, border.start..found.token);
    let label = match (is_programme, is_body) {
        (true, _) => EntityLabel::Policy,
        (_, true) => EntityLabel::Organization,
        _ => EntityLabel::Project,
    };
    let built = built.filter(|_| own_name.is_none());
    let built = built
        .map(|(firm, thing)| format!("{}{}", scene.slice(range.start..firm), scene.slice(thing..range.end)));
    let name = built.as_deref().unwrap_or(name);
    let mut candidate = Candidate::new(label, scene.span(range.clone()), name, "project.head", confidence);
    candidate.kind = found.head.kind.to_string();
    candidate.stage = stage(scene, range);
    if range_end > token + 1 {
        candidate.alias(scene.slice(border.start..token + 1));
    }
    if !is_body {
        alias_by_noun(scene, &mut candidate, name);
    }
    Some(candidate)
}

/// 四台机组 in 神木电厂四台机组: units of the plant that is named before.
fn counts_units(scene: &Scene<'_>, found: &FoundHead<'_>) -> bool {
    let is_count = |mark: char| mark.is_ascii_digit() || "一二三四五六七八九十两台号和、#".contains(mark);
    let before = &scene.text[..found.start];
    let plant = before.trim_end_matches(is_count);
    found.word == "机组"
        && before.ends_with(['台', '号'])
        && !plant.is_empty()
        && scene.head_ending(scene.token_at(plant.len() - 1)).is_some_and(|head| {
            head.head.kind.as_ref() == "utility" && scene.text[..plant.len()].ends_with(head.word)
        })
}

/// What a candidate's words tell of it.
struct Weight {
    /// Whether something in it is a name.
    is_proper: bool,
    /// Characters that only few things are called by.
    specific: usize,
    /// Characters of its head that say what it is.
    said: usize,
}

fn weigh(
    scene: &Scene<'_>,
    token: usize,
    found: &FoundHead<'_>,
    before: Range<usize>,
    end: usize,
    has_capacity: bool,
) -> Weight {
    let own = &scene.tokens[found.token];
    let front = &scene.text[own.span.start..found.start];
    let prefix = if own.is_proper { front.chars().count() } else { 0 };
    // A long head says much itself: 教育交流中心, 职工文体中心.
    let said = if before.is_empty() { 0 } else { found.word.chars().count().saturating_sub(2) };
    let said = if scene.vocabulary().words.is_generic(front) { said } else { said + front.chars().count() };
    let specific = scene.specific_characters(before.clone()) + prefix;
    // 6号线: the number is the name. 沿江高铁天门段: the place behind the head tells which.
    let is_line = found.word == "号线" && found.token > 0 && scene.kind(found.token - 1) == TokenKind::Number;
    let is_section = end > token + 1 && !scene.has(token + 1, Role::Phase);
    let is_numbered = is_section || is_road(scene, before.clone()) || has_capacity;
    let joins_places = joins_places(scene, before.clone(), found);
    let specific = if is_line || joins_places { specific.max(2) } else { specific };
    // 城东幼儿园: of its kind the one in that part of the town.
    let is_quarter = lists_quarter(scene, before.clone(), found);
    let is_of_institute =
        is_of_own_institute(scene, before.clone(), found) || is_own_hall(scene, &before, found);
    let specific = if is_numbered || is_quarter || is_of_institute { specific.max(4) } else { specific };
    let is_site = is_named_site(scene, before.clone(), found);
    let is_proper = scene.has_proper(before.clone())
        || is_site
        || prefix >= 2
        || is_line
        || is_numbered
        || is_quarter
        || is_of_own_body(scene, before.clone(), specific)
        || is_of_institute
        || joins_places;
    Weight { is_proper, specific, said }
}

/// Whether what stands before a head makes it a name.
fn is_named(
    scene: &Scene<'_>,
    token: usize,
    found: &FoundHead<'_>,
    range: &Range<usize>,
    weight: &Weight,
) -> bool {
    let Weight { is_proper, specific, said } = *weight;
    match found.head.need {
        HeadNeed::Building => {
            is_built(scene, token, is_proper, specific, said)
                || is_proper && specific >= 4 && is_renewed(scene, token, found)
        }
        HeadNeed::Specific(_) if found.word.ends_with("项目") => {
            // 苏州重大项目: a place alone makes no name, nor does one word of two characters (EOD项目, 延链项目).
            let place = scene.lexicon.places.longest_at(scene.text, scene.tokens[range.start].span.start);
            let place = place.map_or(0, |place| place.len / 3);
            let is_told = specific >= 4
                || place == 0 && specific == 3 && !is_latin(scene, range)
                || is_of_firm(scene, range);
            is_proper && specific > place && is_told
        }
        HeadNeed::Specific(_) => is_proper && specific >= 2 || specific >= 4 && scene.has_building(token),
    }
}

/// The name without its noun, or with one: 城西大道, 城西大道项目.
fn alias_by_noun(scene: &Scene<'_>, candidate: &mut Candidate, name: &str) {
    for suffix in scene.lexicon.lists[Role::ProjectNoun].iter() {
        match name.strip_suffix(suffix) {
            Some(stem) => candidate.alias(stem),
            None => candidate.alias(&format!("{name}{suffix}")),
        }
    }
}

/// Whether what is done is a verb here, before the thing that it is done to: 博世集团扩建洗碗机工厂, 扩建70万吨氧化铝.
fn takes_object(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> bool {
    let next = token + 1;
    let is_object = match scene.kind(next) {
        TokenKind::Word(WordClass::Plain) => !scene.has(next, Role::Phase) && !scene.has(next, Role::Section),
        TokenKind::Number => !scene.has(next + 1, Role::CountThing),
        _ => false,
    };
    is_object && scene.has(token, Role::Build) && found.start == scene.tokens[token].span.start
}

/// Whether the words before a head tell a kind of thing: they praise it, date it or stand right behind a list (等硅料硅片项目).
fn is_kind(scene: &Scene<'_>, border: &Border, found: &FoundHead<'_>) -> bool {
    let is_praised = border.start < found.token
        && scene.tokens[border.start].is_hollow
        && scene.word(border.start).chars().count() > 1
        && !scene.has(border.start, Role::NameRank);
    let follows_list = || border.untrimmed > 0 && scene.has(border.untrimmed - 1, Role::ListMark);
    let is_told = || follows_list() || is_dated(scene, border.start..found.token);
    is_praised || found.word.ends_with("项目") && is_told()
}

/// 2023年一季度重大项目: those of a time.
fn is_dated(scene: &Scene<'_>, mut before: Range<usize>) -> bool {
    before.any(|at| {
        scene.kind(at) == TokenKind::Number
            && scene.word(at).len() == 4
            && scene.text[scene.tokens[at].span.end..].starts_with('年')
    })
}

/// Where a name begins that tells a capacity before what is made there: 10万吨 in 10万吨生态酿酒项目.
fn capacity_before(scene: &Scene<'_>, border: &Border, found: &FoundHead<'_>) -> Option<usize> {
    let is_site = found.head.kind.as_ref() == "utility";
    let is_capacity = |token: &usize| {
        let name = &scene.text[scene.tokens[*token].span.start..found.start];
        let unit = name.trim_start_matches(|mark: char| mark.is_ascii_digit() || ".百千万亿".contains(mark));
        let product = scene.lexicon.lists[Role::Capacity].start_of(unit).map(|ends| &unit[ends.len()..]);
        // 韶峰500千伏变电站: the head itself is the product.
        let least = if is_site && *token > 0 && scene.tokens[*token - 1].is_proper { 0 } else { 2 };
        scene.kind(*token) == TokenKind::Number
            && product.is_some_and(|product| product.chars().count() >= least)
    };
    let mut reach = border.untrimmed.saturating_sub(2)..border.start + 1;
    let is_made = found.word.ends_with("项目")
        || found.word == "工程"
        || found.head.kind.as_ref() == "factory"
        || is_site;
    let number = reach.find(is_capacity).filter(|_| is_made)?;
    let start = left_border(scene, number).start;
    // 星恒电源投资60亿元建设年产20GWh锂电池项目: the builder is not in the name.
    if let Some(verb) = (start..number).rev().find(|&at| scene.has(at, Role::Build)) {
        return Some(verb + 1);
    }
    Some(if scene.has_proper(start..number) { start } else { number })
}

/// Whether a road is told by its class and number: 国道312线, 205国道.
fn is_road(scene: &Scene<'_>, mut before: Range<usize>) -> bool {
    let is_number = |token: usize| scene.kind(token) == TokenKind::Number;
    before.any(|token| {
        scene.has(token, Role::RoadClass) && (is_number(token + 1) || token > 0 && is_number(token - 1))
    })
}

/// 沪宁 in 沪宁沿江高铁, 成渝 in 成渝中线高铁: abbreviations of the places that a line joins.
fn joins_places(scene: &Scene<'_>, before: Range<usize>, found: &FoundHead<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    let is_place = |mark: char| lists[Role::Abbreviation].contains(mark.encode_utf8(&mut [0; 4]));
    let is_joined = |tokens: Range<usize>| {
        let word = scene.slice(tokens);
        (2..=4).contains(&word.chars().count()) && word.chars().all(is_place)
    };
    let is_single = |token: usize| scene.tokens[token].n_characters == 1;
    lists[Role::Line].contains(found.word)
        && before.clone().any(|token| {
            let next = token + 1;
            is_joined(token..next)
                || next < before.end && is_single(token) && is_single(next) && is_joined(token..next + 1)
        })
}

/// Whether a school, a care home or a park is told by the part of the town where it stands, or by its number.
fn lists_quarter(scene: &Scene<'_>, mut before: Range<usize>, found: &FoundHead<'_>) -> bool {
    matches!(found.head.kind.as_ref(), "school" | "care" | "utility" | "culture" | "park")
        && before.any(|token| scene.has(token, Role::Quarter))
}

/// 县妇幼保健院 in 县妇幼保健院迁建项目: the one of the report's own level.
fn is_of_own_body(scene: &Scene<'_>, before: Range<usize>, specific: usize) -> bool {
    before.len() > 1
        && specific >= 4
        && scene.has(before.start, Role::OwnBody)
        && scene.tokens[before.start + 1..before.end].iter().all(|token| !token.is_hollow)
}

/// 县体育馆, 市客运中心: the one of its kind that the report's own place has; 市民服务中心, 人民广场: of which each place has one.
fn is_own_hall(scene: &Scene<'_>, before: &Range<usize>, found: &FoundHead<'_>) -> bool {
    let is_hall = matches!(found.head.kind.as_ref(), "culture" | "care" | "park" | "building" | "school");
    // 市博物馆新馆: a part of such a one.
    let is_whole = before.len() == 1
        || before.len() == 2
            && scene.head_ending(before.end - 1).is_some_and(|head| head.head.kind.as_ref() == "culture");
    let is_level = is_whole && scene.has(before.start, Role::OwnBody);
    let is_sole = before.is_empty() && scene.lexicon.lists[Role::SoleHall].contains(found.word);
    is_hall && (is_sole || is_level && (before.len() > 1 || found.word.chars().count() > 2))
}

/// 县医院门诊楼, 第三小学教学楼, 市第六中学扩建工程: a building or a part of the one institute of its kind, or what is done at it.
fn is_of_own_institute(scene: &Scene<'_>, before: Range<usize>, found: &FoundHead<'_>) -> bool {
    let is_work =
        matches!(found.head.kind.as_ref(), "care" | "school" | "building" | "works" | "renovation" | "phase");
    if before.is_empty() || !is_work {
        return false;
    }
    let first = scene.word(before.start);
    let is_told = scene.lexicon.lists[Role::OwnBody].opens(first) || first.starts_with('第');
    let is_institute = |head: FoundHead<'_>| match head.head.label {
        EntityLabel::Organization => matches!(head.head.kind.as_ref(), "hospital" | "university" | "agency"),
        EntityLabel::Project => head.head.kind.as_ref() == "school",
        _ => false,
    };
    is_told && scene.head_ending(before.end - 1).is_some_and(is_institute)
}

/// Whether a thing that is built stands among the tokens (管网, 道路).
fn has_site(scene: &Scene<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|token| scene.head_ending(token).is_some_and(|head| head.head.label == EntityLabel::Project))
}

/// 永钢技改项目, 比亚迪电池项目: a known firm, and what it does there.
fn is_of_firm(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    known_front(scene, name.clone()).is_some_and(|end| scene.slice(end..name.end).chars().count() > 2)
}

/// Where a name begins behind the firms that build it: 等企业开发 in A、B等企业开发绰斯甲水电站.
fn behind_firms(scene: &Scene<'_>, before: Range<usize>) -> Option<usize> {
    let noun = before.start;
    let is_list = noun > 0 && noun + 1 < before.end && scene.has(noun - 1, Role::ListMark);
    let verb = noun + 1;
    let is_verb = || scene.lexicon.lists[Role::Undertaking].contains(scene.word(verb));
    (is_list && scene.has(noun, Role::ListCompany) && is_verb() && verb + 1 < before.end).then_some(verb + 1)
}

/// Where a name begins behind what it is called in common: 垫丰武高速 in 共建重点项目垫丰武高速.
fn behind_kind(scene: &Scene<'_>, before: Range<usize>) -> Option<usize> {
    let kind = before.clone().rev().find(|&at| scene.has(at, Role::ProjectKind))?;
    (kind + 1 < before.end && scene.has_proper(kind + 1..before.end)).then_some(kind + 1)
}

/// Where a name begins behind its place, or who helps, and the verb of building: 碳纤维 in 德清县建设碳纤维项目, 育苗工厂 in
/// 临港市帮扶建设育苗工厂.
fn behind_builder(scene: &Scene<'_>, before: Range<usize>) -> Option<usize> {
    let is_verb =
        |&at: &usize| scene.has(at, Role::Build) && (scene.ends_place(at) || scene.has(at - 1, Role::Helps));
    let verb = (before.start + 1..before.end).find(is_verb)?;
    (verb + 1 < before.end).then_some(verb + 1)
}

/// Where the sum is told that is paid for a thing, and the thing: 线路板智能工厂 in 宏达电子投资30亿元建设线路板智能工厂.
fn behind_money(scene: &Scene<'_>, before: Range<usize>) -> Option<(usize, usize)> {
    let verb = before.clone().rev().find(|&token| scene.has(token, Role::Build))?;
    let paid = (before.start..verb).find(|&token| scene.has(token, Role::Invested))?;
    (paid > before.start && verb + 1 < before.end).then_some((paid, verb + 1))
}

/// What a firm at the front of a name builds, behind the verb: 动力电池项目 in 比亚迪投资20亿元建设动力电池项目.
fn built_by_firm(scene: &Scene<'_>, before: Range<usize>) -> Option<(usize, usize)> {
    let firm = firm_front(scene, &before)?;
    let verb = (firm..before.end).rev().find(|&token| scene.has(token, Role::Build))?;
    (verb + 1 < before.end).then_some((firm, verb + 1))
}

/// A name that is Latin letters before its head.
fn is_latin(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    scene.kind(name.start) == TokenKind::Latin
}

/// The end of the name that goes on behind its head at `end`: 10号线二期, 沪通铁路上海段, 渝昆高铁宜宾站.
fn whole_end(scene: &Scene<'_>, end: usize) -> usize {
    const LONGEST_SECTION: usize = 6;
    let mut at = end;
    let mut is_section = false;
    while at < scene.tokens.len() && at - end < LONGEST_SECTION {
        let word = scene.word(at);
        let is_part = match scene.kind(at) {
            TokenKind::Word(WordClass::Plain) => true,
            TokenKind::Latin | TokenKind::Number => is_section,
            _ => false,
        };
        if !is_part {
            break;
        }
        if scene.lexicon.lists[Role::Section].ends(word) && (is_section || scene.tokens[at].is_proper) {
            return at + 1;
        }
        if at == end && scene.has(at, Role::Phase) {
            return section_behind(scene, at + 1).unwrap_or(at + 1);
        }
        // The section begins with a place: 上海段, 新沂至江都段.
        if at == end && !scene.tokens[at].is_proper && !scene.has(at, Role::SectionFront) {
            break;
        }
        is_section = true;
        at += 1;
    }
    end
}

/// Whether the thing that is renewed has a name of everyday words, or a number: 迎宾大道 in 迎宾大道改造, 第二污水厂 in 第二污水厂扩容.
fn is_named_site(scene: &Scene<'_>, before: Range<usize>, found: &FoundHead<'_>) -> bool {
    if before.is_empty() || !matches!(found.head.kind.as_ref(), "renovation" | "phase") {
        return false;
    }
    let last = before.end - 1;
    let Some(head) = scene.head_ending(last).filter(|head| head.head.label == EntityLabel::Project) else {
        return false;
    };
    let front = before.start..head.token;
    let is_noun = |at: usize| scene.tokens[at].is(WordClass::Plain) && !scene.tokens[at].is_generic;
    let is_named = head.head.kind.as_ref() == "transport"
        && front.len() == 1
        && is_noun(front.start)
        && scene.tokens[front.start].n_characters == 2
        && scene.lexicon.lists[Role::Street].ends(head.word);
    is_named || head.head.kind.as_ref() == "utility" && scene.word(before.start).starts_with('第')
}

/// Whether the clause plans, builds or finishes what stands there, and it is one thing, not a kind of thing.
fn is_built(scene: &Scene<'_>, token: usize, is_proper: bool, specific: usize, said: usize) -> bool {
    let clause = scene.clause(token);
    let mut is_building = false;
    let mut is_strong = false;
    for (_, trigger) in scene.triggers(clause) {
        is_building |= matches!(trigger.frame, Some(Frame::Build | Frame::Built));
        is_strong |= trigger.frame == Some(Frame::Built);
    }
    is_proper && specific >= 2 && is_building || specific + said >= 4 && is_strong
}

/// 镇江谏壁一线船闸扩容改造: what is done there is part of the name, and something is built beside it.
fn is_renewed(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> bool {
    matches!(found.head.kind.as_ref(), "renovation" | "phase")
        && scene.clause(token).end == token + 1
        && scene.triggers(0..scene.tokens.len()).any(|(_, told)| told.frame == Some(Frame::Built))
}

/// A member of a list that 项目 or 工程 (at token `noun`) governs; `is_vouched` where another member is surely a name.
pub(super) fn listed(
    scene: &Scene<'_>,
    member: Range<usize>,
    suffix: &str,
    noun: usize,
    is_vouched: bool,
) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let length = text.chars().count();
    let head = scene.head_ending(member.end - 1);
    let has_head = head.as_ref().is_some_and(|head| {
        matches!(head.head.label, EntityLabel::Project | EntityLabel::Platform | EntityLabel::Organization)
    });
    if !is_vouched
        && head
            .as_ref()
            .is_some_and(|head| matches!(head.head.label, EntityLabel::Policy | EntityLabel::Event))
    {
        return None;
    }
    let is_proper = scene.has_proper(member.clone());
    let specific = scene.specific_characters(member.clone());
    let is_place = scene.lexicon.places.find(text, &scene.document.identity.scope).is_some();
    let has_count = member.clone().any(|at| {
        let counts = scene.kind(at) == TokenKind::Number && scene.kind(at + 1) == TokenKind::Measure;
        counts && (at == member.start || !is_capacity(scene, at))
    });
    let shortest = if is_vouched && is_proper { 2 } else { 3 };
    let is_fit = (shortest..=26).contains(&length) && !is_place && !has_count;
    let least = if is_proper || has_head || is_vouched { 2 } else { 5 };
    // 体育中心 beside 滨河公园: of which a place has one.
    let is_sole = is_vouched && has_head && scene.lexicon.lists[Role::SoleHall].contains(text);
    if !is_fit || specific < least && !is_sole {
        return None;
    }
    // “五小工程”等工程: the quotation ends in the noun.
    let is_whole = has_head || text.trim_end_matches(['”', '"', '’']).ends_with(suffix);
    let name = if is_whole { text.to_owned() } else { format!("{text}{suffix}") };
    let confidence = if is_proper || has_head { 0.9 } else { 0.65 };
    let mut candidate =
        Candidate::new(EntityLabel::Project, scene.span(member.clone()), &name, "project.list", confidence);
    candidate.alias(text);
    candidate.alias(&format!("{text}项目"));
    let own_kind = head.filter(|head| head.head.label == EntityLabel::Project).map(|head| &head.head.kind);
    candidate.kind = own_kind.map_or_else(|| "project".to_owned(), ToString::to_string);
    candidate.stage = stage(scene, member.start..noun + 1);
    Some(candidate)
}

/// How far the project is: the furthest stage that the clause tells after the name, else the one before it. In a plan
/// nothing is finished yet: what will be finished is being built.
fn stage(scene: &Scene<'_>, name: Range<usize>) -> Option<Stage> {
    let clause = scene.clause(name.start);
    let after =
        scene.triggers(name.end..clause.end.max(name.end)).filter_map(|(_, trigger)| trigger.stage).max();
    let before = || scene.triggers(clause.start..name.start).filter_map(|(_, trigger)| trigger.stage).last();
    let told = after.or_else(before)?;
    let is_plan = scene.section().is_some_and(|section| section.period == Period::Plan);
    Some(match told {
        Stage::Started if is_plan => Stage::Planned,
        Stage::Completed | Stage::Operating if is_plan => Stage::Building,
        told => told,
    })
}
