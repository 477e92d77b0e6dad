//! Names that end in a head word: 太湖湾科创带, 康得新集团, 企业研发机构提升计划, 长江文化艺术节.

use std::ops::Range;

use super::border::{is_counted_behind, is_won, left_border};
use super::candidate::Candidate;
use super::carrier::{is_told, names_one};
use super::firm::known_front;
use super::scene::{FoundHead, Scene};
use super::sibling::is_place_somewhere;
use super::{event, policy};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, HeadNeed, Role, Stage, WordClass};
use crate::extract::token::TokenKind;

/// Proposes the names that end in heads of platforms, organisations, policies and events.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for (token, found) in &scene.heads {
        let is_word = matches!(scene.kind(*token), TokenKind::Word(_));
        if is_word && found.head.label != EntityLabel::Project && ends_phrase(scene, *token, found) {
            out.extend(name_at(scene, *token, found));
        }
    }
}

/// Characters of everyday words that tell what a gathering is about.
const PLAIN_GATHERING: usize = 4;

/// What stands before a head.
struct Before {
    /// Characters that make the name specific.
    specific: usize,
    /// Whether a part of it is a proper name.
    is_proper: bool,
    /// The first token of the name.
    start: usize,
    /// Whether it begins with a place.
    is_placed: bool,
    /// Whether it begins with the level of the report's own body (市 in 市大数据集团) and says more than kinds.
    is_own: bool,
    /// Whether it begins with a rank: 国家级, 全省.
    is_ranked: bool,
    /// Whether a number counts the things.
    is_counted: bool,
    /// Whether 的 stands before the name: a description, unless the name is proper.
    is_described: bool,
}

/// The candidate whose head ends with `token`, if what stands before it makes a name.
fn name_at(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> Option<Candidate> {
    let HeadNeed::Specific(least) = found.head.need else { return None };
    let border = left_border(scene, found.token);
    // 引进理工大学、职业技术学院2所院校: the count is of the list.
    let is_listed = found.head.label == EntityLabel::Organization
        && scene.has_proper(border.start..found.token)
        && border.start > 0
        && matches!(scene.kind(border.start - 1), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction));
    if border.after_quote && border.start == found.token || is_counted_behind(scene, token + 1) && !is_listed
    {
        return None;
    }
    let start = match found.head.label {
        EntityLabel::Platform => {
            let own = own_level(scene, border.start, found);
            let start = own.unwrap_or_else(|| after_building(scene, border.start..found.token));
            behind_sum(scene, start, found)
        }
        EntityLabel::Policy => {
            let start = policy::start(scene, &border, found.token, &found.head.kind);
            behind_firm(scene, start, found).unwrap_or(start)
        }
        EntityLabel::Event => event::start(scene, border.start),
        EntityLabel::Organization => after_body(scene, border.start..found.token),
        _ => border.start,
    };
    let before = start..found.token;
    let own = &scene.tokens[found.token];
    let part = &scene.text[own.span.start..found.start];
    let is_generic = own.is_generic || scene.vocabulary().words.is_generic(part);
    let prefix = if is_generic { 0 } else { part.chars().count() };
    let characters = match found.head.label {
        EntityLabel::Policy => scene.solid_characters(before.clone()),
        _ => scene.specific_characters(before.clone()),
    };
    let stands = Before {
        specific: characters + prefix,
        is_proper: scene.has_proper(before.clone()) || prefix > 1 && own.is_proper,
        start,
        is_placed: scene.is_place_at(scene.tokens[start].span.start),
        is_own: is_own(scene, before.clone(), found.word),
        is_ranked: scene.has(start, Role::NameRank),
        is_counted: border.is_counted && !is_one_of(scene, token + 1) || counts_carriers(scene, start, found),
        is_described: start > 0 && scene.word(start - 1) == "的",
    };
    // 县乡村三级物流公司: one at each level.
    let is_levels = |at: usize| scene.has(at, Role::Levels);
    if found.head.label == EntityLabel::Organization && before.clone().any(is_levels) {
        return None;
    }
    let range = start..token + 1;
    let name = scene.slice(range.clone());
    let is_carrier = matches!(found.head.label, EntityLabel::Platform | EntityLabel::Organization);
    if name.chars().count() < 3 || name.contains('+') && is_carrier {
        return None;
    }
    if !is_name(scene, range.clone(), found, &stands, least) {
        return None;
    }
    let confidence = if stands.is_proper { 0.85 } else { 0.7 };
    let label = label_in_context(scene, token, found, &stands);
    let campus = campus_behind(scene, range.end).filter(|_| stands_elsewhere(scene, token, found));
    let label = if campus.is_some() { EntityLabel::Platform } else { label };
    let end = campus.or_else(|| place_behind(scene, range.end)).filter(|_| is_carrier).unwrap_or(range.end);
    let whole = scene.slice(start..end);
    let mut candidate =
        Candidate::new(label, scene.span(start..end), whole, rule(found.head.label), confidence);
    candidate.kind = found.head.kind.to_string();
    // 市第二医院新院区: the hospital builds it.
    candidate.may_nest = label == EntityLabel::Organization
        && (scene.has(token + 1, Role::BodySite) || is_worked_on(scene, token + 1, found));
    candidate.alias(name);
    if let Some(core) = firm_core(scene, start..found.token, found) {
        candidate.alias(core);
    }
    other_forms(scene, range, &mut candidate);
    Some(candidate)
}

/// 金属镁一体化 in 盐湖股份发展金属镁一体化: what a firm does begins behind its verb.
fn behind_firm(scene: &Scene<'_>, start: usize, found: &FoundHead<'_>) -> Option<usize> {
    if found.head.kind.as_ref() != "union" {
        return None;
    }
    let verb = known_front(scene, start..found.token)?;
    let is_verb = scene.fosters(verb) || scene.has(verb, Role::Build);
    (is_verb && verb + 1 < found.token).then_some(verb + 1)
}

/// Whether a firm and a verb of building stand right before the name.
fn is_of_firm_before(scene: &Scene<'_>, start: usize) -> bool {
    let Some(verb) = start.checked_sub(1).filter(|&at| scene.fosters(at) || scene.has(at, Role::Build))
    else {
        return false;
    };
    let clause = scene.clause(verb).start;
    clause < verb && known_front(scene, clause..verb) == Some(verb)
}

/// Whether what is built or done for a body stands behind its name: 市第二医院迁建, 县人民医院门诊楼.
fn is_worked_on(scene: &Scene<'_>, next: usize, found: &FoundHead<'_>) -> bool {
    let is_body = matches!(&*found.head.kind, "hospital" | "university");
    let work = scene.head_beginning(next).filter(|_| is_body);
    work.is_some_and(|work| {
        work.head.label == EntityLabel::Project
            && matches!(&*work.head.kind, "renovation" | "building" | "care" | "phase" | "school")
    })
}

/// The token behind what tells where the thing stands, or the stretch of it there, whose name ends before `next`:
/// 国家虚拟现实创新中心(青岛), 中国石油大学(华东), 长江国家公园江苏段.
fn place_behind(scene: &Scene<'_>, next: usize) -> Option<usize> {
    if let Some(end) = section_behind(scene, next) {
        return Some(end);
    }
    if scene.kind(next) != TokenKind::Open || scene.kind(next + 2) != TokenKind::Close {
        return None;
    }
    let known = scene.vocabulary().names.get(scene.word(next + 1));
    let is_place = scene.is_place_at(scene.tokens[next + 1].span.start)
        || known.is_some_and(|known| known.label == EntityLabel::Region);
    is_place.then_some(next + 3)
}

/// Whether a body may have a part that stands elsewhere, which is not just being built.
fn stands_elsewhere(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> bool {
    matches!(found.head.kind.as_ref(), "university" | "hospital") && !scene.has_building(token)
}

/// The token behind the part of a body that stands elsewhere, where that begins at `next`: 中南大学郴州校区.
fn campus_behind(scene: &Scene<'_>, next: usize) -> Option<usize> {
    let (_, site) = scene.place_from(next)?;
    scene.has(site, Role::BodySite).then_some(site + 1)
}

/// The token behind 江苏段, where that begins at `next`.
pub(super) fn section_behind(scene: &Scene<'_>, next: usize) -> Option<usize> {
    let begin = scene.tokens.get(next)?.span.start;
    let place = scene.lexicon.places.longest_at(scene.text, begin)?;
    let last = scene.token_at(begin + place.len);
    (scene.word(last) == "段" && scene.tokens[last].span.start == begin + place.len).then_some(last + 1)
}

/// The part of a firm's name that the text may call it by: 海升 of 陕西海升集团.
fn firm_core<'s>(scene: &Scene<'s>, before: Range<usize>, found: &FoundHead<'_>) -> Option<&'s str> {
    if found.head.label != EntityLabel::Organization || found.head.kind.as_ref() != "company" {
        return None;
    }
    let is_strange =
        |at: &usize| scene.tokens[*at].is_proper && !scene.is_place_at(scene.tokens[*at].span.start);
    let start = before.clone().find(is_strange)?;
    let end = start + (start..before.end).take_while(is_strange).count();
    // 国家电投江苏公司: of a firm elsewhere the core is the mother's name.
    let is_branch = end < before.end && scene.is_place_at(scene.tokens[end].span.start);
    let core = scene.slice(start..end);
    // 中国 of 中国医药集团 is the country.
    let is_place = !scene.lexicon.places.named(core).is_empty();
    (!is_branch && !is_place && (2..=4).contains(&core.chars().count())).then_some(core)
}

/// 等九大片区: the count of the list that a mark has ended.
fn counts_carriers(scene: &Scene<'_>, start: usize, found: &FoundHead<'_>) -> bool {
    found.head.label == EntityLabel::Platform
        && scene.has(start, Role::ListCount)
        && start.checked_sub(1).is_some_and(|mark| scene.has(mark, Role::ListMark))
}

/// Where a fund's name begins behind the sum that is put into it: 设立20亿元产业引导基金.
fn behind_sum(scene: &Scene<'_>, start: usize, found: &FoundHead<'_>) -> usize {
    let is_sum = |at: &usize| matches!(scene.kind(*at), TokenKind::Number | TokenKind::Measure);
    let reach = if found.head.kind.as_ref() == "fund" { found.token } else { start };
    start + (start..reach).take_while(is_sum).count()
}

/// 3个试验区之一: one of those that are counted.
fn is_one_of(scene: &Scene<'_>, next: usize) -> bool {
    next < scene.tokens.len() && scene.word(next) == "之一"
}

/// 市产业创新研究院, 省大数据集团: the one of the report's own level, told by enough words that are no rank, or by a field
/// in which there is but one (省农科院, 市城投集团).
fn is_own(scene: &Scene<'_>, before: Range<usize>, head: &str) -> bool {
    let lists = &scene.lexicon.lists;
    if lists[Role::Academy].contains(head) {
        // 省农科院 is one word of the dictionary.
        let level = scene.slice(before.start..before.end + 1).split(head).next().unwrap_or_default();
        return lists[Role::OwnBody].contains(level);
    }
    if before.is_empty() || !scene.has(before.start, Role::OwnBody) {
        return false;
    }
    let field = before.start + 1..before.end;
    let is_long = before.len() > 1 || head.chars().count() > 4;
    let is_told = || scene.solid_characters(field.clone()) + head.chars().count() >= 5;
    lists[Role::OwnFirm].opens(scene.slice(field.start..field.end + 1))
        || is_long && scene.tokens[field.clone()].iter().all(|token| !token.is_hollow) && is_told()
}

/// Most words between the level and the head of what a body of the report's own keeps.
const LONGEST_FIELD: usize = 6;

/// Where the name begins of what the report's own body keeps, whatever verbs tell what it is for: 县农业技术推广中心.
fn own_level(scene: &Scene<'_>, start: usize, found: &FoundHead<'_>) -> Option<usize> {
    let is_kept = matches!(found.head.kind.as_ref(), "centre" | "institute");
    let verb = start.checked_sub(1).filter(|&at| is_kept && scene.tokens[at].is(WordClass::Hard))?;
    let is_inner = |&at: &usize| {
        let token = &scene.tokens[at];
        matches!(token.kind, TokenKind::Word(class) if !matches!(class, WordClass::Take | WordClass::Conjunction))
            && token.n_characters > 1
            && token.trigger.is_none_or(|told| told.frame.is_none())
            && !scene.has_end(at, Role::TitleWon)
            && (at == found.token || scene.head_ending(at).is_none())
    };
    let n_inner = (0..found.token).rev().take(LONGEST_FIELD).take_while(is_inner).count();
    let level = (found.token - n_inner).checked_sub(1).filter(|&at| at < verb)?;
    let opens = level.checked_sub(1).is_none_or(|at| {
        matches!(
            scene.kind(at),
            TokenKind::Stop
                | TokenKind::Pause
                | TokenKind::Word(WordClass::Hard | WordClass::Take | WordClass::Conjunction)
        ) && scene.word(at) != "的"
    });
    (scene.has(level, Role::OwnBody) && opens).then_some(level)
}

/// 市第一医院, 港城康复医院: told by its level, its number or a word that is no kind of hospital (试点医院, 互联互认医院).
fn is_one_hospital(scene: &Scene<'_>, before: Range<usize>) -> bool {
    let lists = &scene.lexicon.lists;
    let is_kind = |token: usize| {
        scene.tokens[token].is_generic
            || !scene.tokens[token].is(WordClass::Plain)
            || lists[Role::HospitalKind].contains(scene.word(token))
    };
    lists[Role::OwnBody].opens(scene.word(before.start))
        || scene.word(before.start).starts_with('第')
        || !before.into_iter().any(is_kind)
}

/// Where a platform's name begins when 建设 stands before it: 以一流标准建设湖湾新城. What stands between a noun and the head
/// is a part of the name: 现代农业创新发展基金.
fn after_building(scene: &Scene<'_>, before: Range<usize>) -> usize {
    let is_inner = |token: usize| {
        let is_word =
            |at: usize| matches!(scene.kind(at), TokenKind::Word(class) if class != WordClass::Lead);
        scene.fosters(token) && token + 1 == before.end && token > before.start && is_word(token - 1)
    };
    let last = before.clone().rev().find(|&token| scene.has(token, Role::Build) && !is_inner(token));
    last.map_or(before.start, |token| token + 1)
}

/// Where a body's name begins when another helps it: 州人民医院 in 南京医科大学帮扶州人民医院.
fn after_body(scene: &Scene<'_>, before: Range<usize>) -> usize {
    let is_done = |&at: &usize| {
        matches!(scene.kind(at), TokenKind::Word(WordClass::Soft | WordClass::Verb))
            && at > before.start
            && scene.head_ending(at - 1).is_some_and(|head| head.head.label == EntityLabel::Organization)
    };
    // 西安交通大学 in 联合西安交通大学共建研究院: what is done with it governs it.
    let is_with = !before.is_empty() && scene.has(before.start, Role::With);
    // 成立市旅游协会: behind the verb its own level begins the name.
    let is_founded = before.len() > 1
        && !scene.tokens[before.start].is(WordClass::Plain)
        && scene.has(before.start + 1, Role::OwnBody);
    let start = before.start + usize::from(is_with || is_founded);
    before.clone().rev().find(is_done).map_or(start, |at| at + 1)
}

/// The name without its rank (省级…), its place in full and in short, and what the lexicon calls it.
fn other_forms(scene: &Scene<'_>, range: Range<usize>, candidate: &mut Candidate) {
    // 中国 in 中国-东盟博览会 is a part of the name.
    let is_rank = scene.has(range.start, Role::NameRank) && scene.kind(range.start + 1) != TokenKind::Joint;
    if is_rank && range.len() > 2 {
        candidate.alias(scene.slice(range.start + 1..range.end));
    }
    let span = scene.span(range);
    if candidate.label == EntityLabel::Policy {
        policy::other_forms(scene, candidate);
    }
    if let Some((short, full)) = scene.place_forms_at(span.start) {
        let name = candidate.name.clone();
        if candidate.label == EntityLabel::Policy {
            let rest = name.strip_prefix(full.as_str()).or_else(|| name.strip_prefix(short.as_str()));
            candidate.alias(rest.filter(|rest| rest.chars().count() >= 6).unwrap_or_default());
        }
        if let Some(rest) = name.strip_prefix(full.as_str()) {
            candidate.alias(&format!("{short}{rest}"));
        } else if let Some(rest) = name.strip_prefix(short.as_str()) {
            candidate.alias(&format!("{full}{rest}"));
        }
    }
    candidate.alias_known(&scene.vocabulary().names);
}

/// Whether the words before a head make a name by the rules of its label.
fn is_name(
    scene: &Scene<'_>,
    range: Range<usize>,
    found: &FoundHead<'_>,
    before: &Before,
    least: usize,
) -> bool {
    let name = scene.slice(range.clone());
    let kind = found.head.kind.as_ref();
    let lists = &scene.lexicon.lists;
    match found.head.label {
        EntityLabel::Organization => match kind {
            "hospital" => {
                let first = scene.word(range.start);
                range.start < found.token
                    && name.chars().count() >= 4
                    && (before.is_proper || before.is_own || is_one_hospital(scene, range.start..found.token))
                    && !lists[Role::Grade].ends(first)
                    && !lists[Role::Each].contains(first)
            }
            // 县公安局 may be one word of the dictionary.
            "agency" => {
                let is_whose = found.start > scene.tokens[found.token].span.start;
                // 中欧班列海关: a custom house is told by its place.
                let is_somewhere = !scene.lexicon.lists[Role::PlacedHead].contains(found.word)
                    || before.is_placed
                    || before.is_own
                    || is_whose;
                (range.start < found.token || is_whose) && before.specific >= least && is_somewhere
            }
            "association" => before.specific >= 3 || before.is_proper && before.specific >= 2,
            _ => before.is_proper && before.specific >= least || before.is_own,
        },
        EntityLabel::Event => {
            let is_held = event::is_held(scene, range.clone());
            // 召开民营经济发展大会: everyday words that say enough.
            let is_plain = || scene.solid_characters(range.start..found.token) >= PLAIN_GATHERING;
            let least = match is_held {
                true => least.min(usize::from(!is_plain())),
                false => least,
            };
            let is_told = has_holding(scene, range.start) && event::has_reach(scene, range.clone());
            !before.is_counted && (before.specific >= least || is_told) && !lists[Role::Congress].is_in(name)
        }
        EntityLabel::Policy => {
            let is_told = before.is_proper || policy::is_drawn_up(scene, range.clone(), found.word);
            let least = if kind == "plan" && !is_told { least + 1 } else { least };
            // 国家级金融改革试验区: the rank tells that there is one.
            let least = if kind == "pilot" && before.is_ranked { least.min(2) } else { least };
            // 纳入北京规划: whose it is tells not which.
            let is_owner = kind == "plan"
                && before.is_placed
                && is_place_somewhere(scene, scene.slice(range.start..found.token));
            kind != "slogan"
                && !is_owner
                && !before.is_counted
                && (before.specific >= least || policy::is_taken(scene, range.clone(), kind))
                && policy::stands_alone(scene, range.end)
                && policy::is_name(scene, range, found, before.is_proper)
        }
        _ => {
            let is_city =
                kind == "science_city" && found.word.chars().count() > 2 && range.start < found.token;
            let is_told = is_told(scene, range.clone(), found);
            // 获批国家级双创示范基地: a base of a rank is what the place is then.
            let is_title = scene.lexicon.lists[Role::AwardedCarrier].contains(kind)
                && before.is_ranked
                && (kind == "base" || !scene.has(range.start, Role::OwnBody))
                && before.specific >= least;
            // 等服装电商集聚区: what the members of a list are.
            let is_class = !before.is_proper
                && range.start.checked_sub(1).is_some_and(|mark| scene.has(mark, Role::ListMark));
            // 镇级产业园、村级特色园: one in each.
            !before.is_counted
                && !is_class
                && !lists[Role::EachLevel].contains(scene.word(range.start))
                && (is_title || !is_won(scene, range.start))
                && (before.specific >= least || is_city || before.is_own || is_told)
                && (before.is_proper
                    || before.is_own
                    || is_told
                    || !before.is_described && names_one(scene, range, found, before.specific))
        }
    }
}

/// Whether the clause before a name tells that something is held.
fn has_holding(scene: &Scene<'_>, name: usize) -> bool {
    let before = scene.clause(name).start..name;
    scene.triggers(before).any(|(_, trigger)| trigger.frame == Some(Frame::Hold))
}

/// Whether the area named is being built: 建设…集聚示范区, 推进…示范区建设. One that is only wished for is a goal.
fn is_built(scene: &Scene<'_>, start: usize, next: usize) -> bool {
    let builds = |at: usize| at < scene.tokens.len() && scene.has_end(at, Role::Build);
    let verb = policy::governing_verb(scene, start);
    // A、B建设提速: the last of a list is followed by the verb for all.
    let is_list = |at: &usize| matches!(scene.kind(*at), TokenKind::Pause | TokenKind::Word(_));
    let behind = (next..scene.tokens.len()).take(16).take_while(is_list).find(|&at| builds(at));
    let builds_all = behind.is_some_and(|at| {
        scene.kind(next) == TokenKind::Pause && at > next && scene.head_ending(at - 1).is_some()
    });
    builds(next) || builds_all || verb.is_some_and(builds) || start > 0 && builds(start - 1)
}

/// A building of a platform's kind that is under construction or finished is a project.
fn label_in_context(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, stands: &Before) -> EntityLabel {
    let label = found.head.label;
    // 虹桥临空经济示范区 is a place, 全国文明城市示范区 a title; one that is sought or won is a title too.
    if label == EntityLabel::Policy && found.head.kind.as_ref() == "pilot" {
        let is_carrier = !stands.is_ranked
            && is_built(scene, stands.start, token + 1)
            && !policy::is_won(scene, stands.start);
        let is_area =
            found.word.ends_with('区') && (stands.is_placed || is_carrier) && !is_won(scene, stands.start);
        return if is_area { EntityLabel::Platform } else { label };
    }
    let kind = found.head.kind.as_ref();
    // 吴淞江综合整治: of one river, lake or road.
    let is_site = kind == "campaign"
        && stands.is_proper
        && found.token > 0
        && scene.lexicon.lists[Role::Landscape].ends(scene.word(found.token - 1));
    // 华电风储一体化: what a firm builds.
    let is_works = kind == "union"
        && (known_front(scene, stands.start..token + 1).is_some() || is_of_firm_before(scene, stands.start));
    if label == EntityLabel::Policy && (kind == "programme" && stands.is_proper || is_site || is_works) {
        return EntityLabel::Project;
    }
    if label == EntityLabel::Platform && is_partner(scene, stands.start..token + 1, found) {
        return EntityLabel::Organization;
    }
    if label != EntityLabel::Platform || found.head.kind.as_ref() != "centre" {
        return label;
    }
    let lists = &scene.lexicon.lists;
    let clause = scene.clause(token);
    let is_built = scene
        .triggers(clause.clone())
        .any(|(at, trigger)| trigger.stage >= Some(Stage::Started) && scene.has(at, Role::Built));
    if is_built && lists[Role::Centre].ends(found.word) { EntityLabel::Project } else { label }
}

/// Whether an institute works with others: 与清华大学苏州汽车研究院签署协议, 与包头稀土研究院、甲大学合作.
fn is_partner(scene: &Scene<'_>, name: Range<usize>, found: &FoundHead<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    if !lists[Role::Institute].contains(found.word) {
        return false;
    }
    let clause = scene.clause(name.start);
    let is_with = |at: &usize| matches!(scene.word(*at), "与" | "同" | "和");
    let Some(with) = (clause.start..name.start).find(is_with) else { return false };
    let opens = name.start > 0
        && matches!(scene.kind(name.start - 1), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction));
    opens
        && !lists[Role::JointWork].is_in(scene.slice(with..name.start))
        && lists[Role::JointWork].is_in(scene.slice(name.end..clause.end.max(name.end)))
}

fn rule(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Organization => "organization.head",
        EntityLabel::Policy => "policy.head",
        EntityLabel::Event => "event.head",
        _ => "platform.head",
    }
}

/// Whether the noun phrase ends with `token`: 中心 does not in 中心城区, 园 not in 园林.
pub(super) fn ends_phrase(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> bool {
    let next = token + 1;
    match scene.kind(next) {
        // 热电联产项目: a longer head.
        TokenKind::Word(_)
            if found.head.label == EntityLabel::Project && scene.has(next, Role::Programme) =>
        {
            false
        }
        TokenKind::Word(WordClass::Plain) => {
            let word = scene.word(next);
            let is_word = word.chars().count() > 1 || scene.tokens[next].is_proper;
            // 在全运会上, 在博览会中.
            if found.head.label == EntityLabel::Event && matches!(word, "上" | "中") {
                return true;
            }
            // 苏州港沿江港区: the port of a place, whatever is said of it.
            let is_port = found.word == "港" && scene.ends_place(token);
            (found.word.chars().count() > 1 || is_port)
                && is_word
                && !scene.lexicon.lists[Role::Land].opens(word)
        }
        TokenKind::Joint => false,
        TokenKind::Measure | TokenKind::Number | TokenKind::Latin => found.word.chars().count() > 1,
        _ => true,
    }
}
