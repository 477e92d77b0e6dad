//! Lists whose last noun types the members: 推进蓝箭航天、航发燃机等重大项目, 以装备制造、生物医药等五大产业为主导.

use std::ops::Range;

use super::border::{is_strange, trim};
use super::candidate::Candidate;
use super::event;
use super::firm::known_front;
use super::industry::stem;
use super::industry_of_place::behind_town;
use super::project;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, NameForm, Role, Roles, WordClass};
use crate::extract::token::TokenKind;

/// How many tokens may stand between 等 and the noun.
const REACH: usize = 9;

/// The same with a relative clause between the two.
const CLAUSE_REACH: usize = 14;

/// Most trades that share the noun of their projects.
const MOST_TRADES: usize = 6;

/// What the nouns that govern lists make of the members.
const GOVERNORS: [Role; 6] = [
    Role::ListProject,
    Role::ListIndustry,
    Role::ListField,
    Role::ListCompany,
    Role::ListCarrier,
    Role::ListEvent,
];

/// A noun that governs a list.
struct Governor<'d> {
    role: Role,
    /// The noun, of a compound its last part.
    word: &'d str,
    token: usize,
}

/// Proposes the members of governed lists.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let may_count = scene.holds_kind(TokenKind::Number) || scene.holds(Role::ListCount);
    if !scene.holds(Role::ListMark) && !may_count {
        return;
    }
    for token in 0..scene.tokens.len() {
        let is_mark = scene.has(token, Role::ListMark);
        // 四大 is a word of the dictionary, 五大 is none.
        let is_count = || scene.tokens[token].n_characters > 1 && scene.has(token, Role::ListCount);
        let is_number = (scene.kind(token) == TokenKind::Number || is_count())
            && token > 0
            && !is_list_member(scene, token)
            && !is_money(scene, token);
        if !is_mark && !is_number {
            continue;
        }
        let near = governor(scene, token + 1);
        let governor = near.or_else(|| governor_behind_clause(scene, token + 1));
        let Some(governor) = governor.or_else(|| governor_of_all(scene, token).filter(|_| is_mark)) else {
            continue;
        };
        // 债务、金融等领域风险: of trouble.
        let is_trade = matches!(governor.role, Role::ListIndustry | Role::ListField);
        if is_trade && scene.has(governor.token + 1, Role::NoIndustryList) {
            continue;
        }
        let members = members(scene, token);
        if is_number && !is_mark && members.len() < 2 {
            continue;
        }
        if governor.role == Role::ListProject {
            projects(scene, members, &governor, out);
        } else {
            if governor.role == Role::ListCompany {
                out.extend(companies(scene, members));
                continue;
            }
            let n_known = members.iter().filter(|member| is_known_industry(scene, (*member).clone())).count();
            let is_vouched = n_known > 0;
            // 教育、金融、交通等领域数据: fields of all kinds.
            let is_mixed = governor.role == Role::ListField
                && n_known * 2 <= members.len()
                && members.len() > 2
                && !scene.has_frame(governor.token, Frame::Foster)
                && !is_aimed(scene, governor.token);
            if is_mixed {
                continue;
            }
            out.extend(members.into_iter().filter_map(|member| read(scene, member, &governor, is_vouched)));
        }
    }
}

/// 120亿元 in 投资120亿元的二期项目 counts no list.
fn is_money(scene: &Scene<'_>, token: usize) -> bool {
    let goes_on = scene.kind(token - 1) == TokenKind::Number && scene.word(token - 1).is_ascii();
    goes_on || scene.lexicon.lists[Role::Money].opens(&scene.text[scene.tokens[token].span.end..])
}

fn is_list_member(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.kind(token - 1), TokenKind::Pause | TokenKind::Stop)
        || scene.has(token - 1, Role::ListMark)
        || matches!(scene.kind(token - 1), TokenKind::Word(WordClass::Hard | WordClass::Take))
}

/// The last governing noun of the phrase that begins at `from`.
fn governor<'d>(scene: &Scene<'d>, from: usize) -> Option<Governor<'d>> {
    let mut found = None;
    for token in from..scene.tokens.len().min(from + REACH) {
        let word = scene.word(token);
        if let Some(governor) = governor_at(scene, token) {
            found = Some(governor);
            continue;
        }
        let goes_on = match scene.kind(token) {
            _ if scene.has(token, Role::ListMany) => found.is_none(),
            TokenKind::Number | TokenKind::Measure => found.is_none(),
            TokenKind::Word(WordClass::Lead) => found.is_none(),
            // 等行业标杆企业: the last noun tells what they are.
            TokenKind::Word(WordClass::Plain) if found.is_some() => {
                found.as_ref().is_some_and(|found| found.token == from)
                    && scene.tokens[token].is_generic
                    && token + 1 < scene.tokens.len()
                    && governor_at(scene, token + 1).is_some()
            }
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) => {
                found.is_none() && word.chars().count() <= 4
            }
            TokenKind::Latin => found.is_none(),
            // 等一批研发型、总部型项目
            TokenKind::Pause => found.is_none() && scene.word(token - 1).ends_with('型'),
            // 等5个在建项目, 等世界500强项目
            TokenKind::Word(WordClass::Hard) => {
                let is_staged = scene.tokens[token].trigger.is_some_and(|told| told.stage.is_some());
                found.is_none() && (is_staged || scene.has(token, Role::NameRank))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
    }
    found
}

/// The noun behind a relative clause: 等一批突破技术难题的重点项目.
fn governor_behind_clause<'d>(scene: &Scene<'d>, from: usize) -> Option<Governor<'d>> {
    let is_open = |token: &usize| !matches!(scene.kind(*token), TokenKind::Stop | TokenKind::Pause);
    let end = scene.tokens.len().min(from + CLAUSE_REACH);
    let of = (from..end).take_while(is_open).find(|&token| scene.word(token) == "的")?;
    governor(scene, of + 1)
}

/// The noun of lists by trades, behind the last of them: 项目 for each of A、B等新材料,C、D等电子信息,E等生物医药项目.
fn governor_of_all<'d>(scene: &Scene<'d>, mark: usize) -> Option<Governor<'d>> {
    let mut mark = mark;
    for _ in 0..MOST_TRADES {
        let end = (mark + 1..scene.tokens.len()).find(|&at| scene.kind(at) == TokenKind::Stop)?;
        let trade = mark + 1..end;
        if !matches!(scene.word(end), "," | ";") || trade.is_empty() || !is_known_industry(scene, trade) {
            return None;
        }
        mark = scene.clause(end + 1).find(|&at| scene.has(at, Role::ListMark))?;
        let found = governor(scene, mark + 1).filter(|found| found.role == Role::ListProject);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The governing noun that `token` is, or that a compound ends with: 重大项目, 民族手工业.
fn governor_at<'d>(scene: &Scene<'d>, token: usize) -> Option<Governor<'d>> {
    let word = scene.word(token);
    let role = |roles: &Roles| GOVERNORS.into_iter().find(|&role| roles.has(role));
    if let Some(role) = role(scene.tokens[token].roles) {
        return Some(Governor { role, word, token });
    }
    let length = word.chars().count();
    // 等工程建设: what is done to them.
    let built = word.strip_suffix("建设").filter(|_| length == 4);
    if let Some(noun) = built.filter(|noun| scene.vocabulary().known.get(noun).roles.has(Role::ListProject)) {
        return Some(Governor { role: Role::ListProject, word: noun, token });
    }
    if length == 4 {
        let last = word.char_indices().nth(2).map(|(at, _)| &word[at..])?;
        return role(&scene.vocabulary().known.get(last).roles).map(|role| Governor {
            role,
            word: last,
            token,
        });
    }
    // 民族手工业, 高端生产性服务业: a trade that the lexicon knows by its whole name.
    let ends = word.char_indices().skip(1).take(length.saturating_sub(3)).map(|(at, _)| &word[at..]);
    let mut governors = ends.filter(|end| {
        length > 4 && role(&scene.vocabulary().known.get(end).roles) == Some(Role::ListIndustry)
    });
    governors.next().map(|word| Governor { role: Role::ListIndustry, word, token })
}

/// The members of the list that ends before token `end`, in order.
pub(super) fn members(scene: &Scene<'_>, end: usize) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let mut stop = end;
    let mut at = end;
    while at > 0 {
        let token = at - 1;
        match scene.kind(token) {
            TokenKind::Pause => {
                members.push(at..stop);
                stop = token;
                at = token;
            }
            TokenKind::Word(WordClass::Conjunction) if splits(scene, token, members.is_empty()) => {
                members.push(at..stop);
                stop = token;
                at = token;
            }
            TokenKind::Close | TokenKind::QuoteClose => match opening(scene, token) {
                Some(open) => at = open,
                None => break,
            },
            TokenKind::Stop | TokenKind::Open | TokenKind::QuoteOpen | TokenKind::TitleOpen => break,
            TokenKind::Word(WordClass::Hard) if ends_institute(scene, token) => at = token - 1,
            TokenKind::Word(WordClass::Hard) if is_strange(scene, token) => at = token,
            TokenKind::Word(WordClass::Hard | WordClass::Take) => break,
            TokenKind::Word(_) if scene.fosters(token) => break,
            // 新增30家 begins a list, 10吉瓦 in 钜能10吉瓦电池片 is a capacity.
            TokenKind::Number if scene.kind(at) == TokenKind::Measure && !is_capacity(scene, token) => break,
            _ => at = token,
        }
    }
    if at < stop {
        let start = trim(scene, at, stop);
        members.push(start..stop);
    }
    members.retain(|member| !member.is_empty());
    members.reverse();
    members
}

/// 所 in 中电四十八所: behind the number of an institute.
fn ends_institute(scene: &Scene<'_>, token: usize) -> bool {
    token > 1
        && scene.word(token) == "所"
        && scene.kind(token - 1) == TokenKind::Number
        && !scene.word(token - 1).is_ascii()
        && scene.tokens[token - 2].is_proper
}

/// Whether the number at `token` tells how large a thing of the name before it is.
pub(super) fn is_capacity(scene: &Scene<'_>, token: usize) -> bool {
    let counts = scene.has(token + 1, Role::CountThing) || scene.has(token + 1, Role::CountUnit);
    // 四十八所 in 中电四十八所光伏: an institute's number.
    let is_institute = !scene.word(token).is_ascii() && matches!(scene.word(token + 1), "所" | "院" | "局");
    // 华星新能源40亿立方米煤制天然气: what is made there stands behind the unit.
    let makes = || {
        let next = (token + 1..token + 4)
            .find(|&at| !matches!(scene.kind(at), TokenKind::Number | TokenKind::Measure));
        next.is_some_and(|at| {
            at > token + 1
                && scene.kind(at) == TokenKind::Word(WordClass::Plain)
                && !scene.lexicon.lists[Role::Money].ends(scene.word(at - 1))
                && !scene.has(at - 1, Role::CountThing)
        })
    };
    let follows_noun = |before: usize| {
        let is_noun = scene.tokens[before].is(WordClass::Plain) && !scene.tokens[before].is_generic;
        let is_size = || scene.has(token + 1, Role::Capacity) && scene.tokens[before].is(WordClass::Plain);
        scene.tokens[before].is_proper && (!counts || is_institute)
            || !counts && is_size()
            || is_noun && scene.word(token).is_ascii() && !scene.has(token + 1, Role::CountThing) && makes()
    };
    scene.word(token + 1) == "号" || token.checked_sub(1).is_some_and(follows_noun)
}

/// 及 and 以及 always part members; 和 and 与 before the last one only.
fn splits(scene: &Scene<'_>, token: usize, is_last: bool) -> bool {
    scene.has(token, Role::ListAnd)
        || is_last
        || token > 0 && scene.head_ending(token - 1).is_some_and(|head| head.word.chars().count() > 1)
}

fn opening(scene: &Scene<'_>, close: usize) -> Option<usize> {
    let wanted = match scene.kind(close) {
        TokenKind::Close => TokenKind::Open,
        _ => TokenKind::QuoteOpen,
    };
    (close.saturating_sub(14)..close).rev().find(|&at| scene.kind(at) == wanted)
}

/// The members of a list of projects. One that is surely a name vouches for those of everyday words beside it
/// (通威光伏一体化 beside 钜能电池片).
fn projects(
    scene: &Scene<'_>,
    members: Vec<Range<usize>>,
    governor: &Governor<'_>,
    out: &mut Vec<Candidate>,
) {
    let listed = |member: &Range<usize>, is_vouched: bool| {
        project::listed(scene, member.clone(), governor.word, governor.token, is_vouched)
    };
    let is_vouched =
        members.iter().any(|member| listed(member, false).is_some_and(|found| found.confidence > 0.8));
    for member in &members {
        // 招金北疆公司 among projects: the firm itself.
        let is_firm = scene.head_ending(member.end - 1).is_some_and(|head| {
            head.head.label == EntityLabel::Organization && head.head.kind.as_ref() == "company"
        });
        let firm = if is_firm { company(scene, member.clone(), false) } else { None };
        out.extend(firm.or_else(|| listed(member, is_vouched)));
    }
}

fn is_known_industry(scene: &Scene<'_>, member: Range<usize>) -> bool {
    let known = scene.vocabulary().names.get(scene.slice(member));
    known.is_some_and(|known| known.label == EntityLabel::Industry)
}

fn read(
    scene: &Scene<'_>,
    member: Range<usize>,
    governor: &Governor<'_>,
    is_vouched: bool,
) -> Option<Candidate> {
    match governor.role {
        Role::ListIndustry => industry(scene, member, true),
        Role::ListField => {
            let is_aimed = scene.has_frame(governor.token, Frame::Foster) || is_aimed(scene, governor.token);
            industry(scene, member, is_vouched && is_aimed)
        }
        Role::ListCarrier => carrier(scene, member),
        Role::ListEvent => event::listed(scene, member, governor.token),
        _ => None,
    }
}

/// 围绕, 瞄准 at the start of the clause: what a list of fields behind it names is worked on.
fn is_aimed(scene: &Scene<'_>, token: usize) -> bool {
    let clause = scene.clause(token);
    clause.take(3).any(|at| scene.lexicon.lists[Role::Aims].contains(scene.word(at)))
}

/// A member of a list of industries; one that the lexicon does not know only where `is_sure`.
pub(super) fn industry(scene: &Scene<'_>, member: Range<usize>, is_sure: bool) -> Option<Candidate> {
    // 粮油(酿酒专用粮)
    let bracket = member.clone().skip(1).find(|&token| scene.kind(token) == TokenKind::Open);
    let member = behind_place(scene, member.start..bracket.unwrap_or(member.end));
    let text = scene.slice(member.clone());
    let length = text.chars().count();
    let names = &scene.vocabulary().names;
    let known = names.get(text).filter(|known| known.label == EntityLabel::Industry);
    let is_fit = (2..=10).contains(&length)
        && !scene.lexicon.lists[Role::NoIndustry].ends(text)
        && scene.tokens[member.clone()].iter().all(|token| {
            matches!(token.kind, TokenKind::Word(class) if class != WordClass::Lead)
                || token.kind == TokenKind::Latin
        })
        && !scene.tokens[member.clone()].iter().all(|token| token.is_generic)
        && (length <= 3
            // 南繁种业 in a list of industries.
            || is_known_industry(scene, member.end - 1..member.end)
            || scene.has(member.end - 1, Role::Product)
            || is_of_place(scene, &member)
            // 光电 in 光电感知 tells a trade itself.
            || !member.clone().any(|at| is_part_of_name(scene, at) && !is_known_industry(scene, at..at + 1)))
        && scene.head_ending(member.end - 1).is_none_or(|head| head.head.label == EntityLabel::Policy)
        && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none();
    if known.is_none() && !(is_sure && is_fit) {
        return None;
    }
    let confidence = if known.is_some() { 0.9 } else { 0.65 };
    let name = known.and_then(|_| stem(scene, text)).unwrap_or(text);
    let mut candidate =
        Candidate::new(EntityLabel::Industry, scene.span(member), name, "industry.list", confidence);
    candidate.alias(text);
    candidate.kind = known.map(|known| known.kind.to_string()).unwrap_or_default();
    Some(candidate)
}

/// 瓜州蜜瓜, 洛川苹果: a place by its short name and what grows there.
fn is_of_place(scene: &Scene<'_>, member: &Range<usize>) -> bool {
    scene.place_from(member.start).is_some_and(|(place, next)| {
        place.form == NameForm::Short
            && next < member.end
            && scene.slice(next..member.end).chars().count() > 1
            && !(next..member.end).any(|at| is_part_of_name(scene, at))
    })
}

/// The member without the county or the town that it is of: 陶瓷 in 依安县陶瓷.
fn behind_place(scene: &Scene<'_>, member: Range<usize>) -> Range<usize> {
    // 香菇 in 白水镇香菇, 汽车零部件 in 区内汽车零部件.
    let front = behind_town(scene, member.start)
        .or_else(|| scene.has(member.start, Role::WithinOwn).then_some(member.start + 1));
    if let Some(next) = front.filter(|&next| next < member.end) {
        return next..member.end;
    }
    match scene.place_from(member.start) {
        Some((place, next)) if place.form == NameForm::Full && next < member.end => next..member.end,
        _ => member,
    }
}

/// A place, a body or a character of an unknown name; long words that the dictionary takes for names may be products
/// (脱水蔬菜).
fn is_part_of_name(scene: &Scene<'_>, at: usize) -> bool {
    let token = &scene.tokens[at];
    token.is_proper && (token.is_body || token.n_characters < 3) || token.kind == TokenKind::Latin
}

/// The members of a list of firms. Where most surely are, the others are too, whatever words they are made of (莲花味精
/// beside 双汇集团 and 宇通客车).
fn companies(scene: &Scene<'_>, members: Vec<Range<usize>>) -> Vec<Candidate> {
    let members: Vec<_> = members.into_iter().map(|member| behind_gathering(scene, member)).collect();
    let n_sure = members.iter().filter(|member| company(scene, (*member).clone(), false).is_some()).count();
    let is_led = n_sure > 1 && n_sure * 2 >= members.len();
    let read = |member: Range<usize>| {
        let found = company(scene, member.clone(), n_sure > 0);
        found.or_else(|| firm_of_words(scene, member).filter(|_| is_led))
    };
    members.into_iter().filter_map(read).collect()
}

/// The member behind the verb that tells whom a trade or a park has: 隆盛新材 in 锂电产业集聚隆盛新材.
fn behind_gathering(scene: &Scene<'_>, member: Range<usize>) -> Range<usize> {
    let verb = member.clone().rev().skip(1).find(|&token| scene.has(token, Role::Gathers));
    verb.map_or(member.clone(), |verb| verb + 1..member.end)
}

/// A firm made of everyday words: two of two characters, or ones that end as firms' names do.
fn firm_of_words(scene: &Scene<'_>, member: Range<usize>) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let lists = &scene.lexicon.lists;
    let length = text.chars().count();
    let is_noun = |token: usize| {
        matches!(scene.kind(token), TokenKind::Word(WordClass::Plain | WordClass::Soft))
            && !scene.has(token, Role::NameRank)
    };
    let ends = lists[Role::Firm].end_of(text).filter(|end| end.len() < text.len());
    let is_made = length == 4 && member.len() == 2 || ends.is_some() && (4..=6).contains(&length);
    let is_fit = is_made
        && member.clone().all(is_noun)
        && !scene.tokens[member.start].is_generic
        && !is_known_industry(scene, member.start..member.start + 1)
        && scene.head_ending(member.end - 1).is_none()
        && scene.vocabulary().names.get(text).is_none()
        && !lists[Role::PersonTitle].ends(text);
    let mut candidate =
        Candidate::new(EntityLabel::Organization, scene.span(member), text, "organization.list", 0.6);
    candidate.kind = "company".to_owned();
    is_fit.then_some(candidate)
}

/// 隆基绿能 in 隆基绿能楚雄单晶硅片 among firms: a known firm, with the place and the product of its works.
fn firm_of_works(scene: &Scene<'_>, member: &Range<usize>) -> Option<Range<usize>> {
    let end = known_front(scene, member.clone()).filter(|&end| end < member.end)?;
    let start = scene.tokens[end].span.start;
    let place = scene.lexicon.places.longest_at(scene.text, start)?;
    let behind = scene.token_at(start + place.len);
    let is_long = scene.slice(member.start..end).chars().count() > 3;
    let is_product =
        behind < member.end && !scene.lexicon.lists[Role::Firm].ends(scene.slice(member.clone()));
    (is_long && is_product && scene.head_ending(member.end - 1).is_none()).then_some(member.start..end)
}

/// A member of a list of firms; where another surely is one, a firm's usual last word tells too (惊雷科技 beside 德恩精工).
fn company(scene: &Scene<'_>, member: Range<usize>, is_vouched: bool) -> Option<Candidate> {
    let member = firm_of_works(scene, &member).unwrap_or(member);
    let text = scene.slice(member.clone());
    let is_firm = is_vouched && scene.lexicon.lists[Role::Firm].ends(text) && text.chars().count() == 4;
    let known = scene.vocabulary().names.get(text).filter(|known| known.label == EntityLabel::Organization);
    let head = scene.head_ending(member.end - 1);
    let is_fit = (2..=12).contains(&text.chars().count())
        && head.is_none_or(|head| head.head.label != EntityLabel::Platform)
        && (scene.has_proper(member.clone()) || is_firm)
        && !member.clone().any(|at| scene.kind(at) == TokenKind::Number && scene.word(at).is_ascii())
        && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none();
    if known.is_none() && !is_fit {
        return None;
    }
    let mut candidate =
        Candidate::new(EntityLabel::Organization, scene.span(member), text, "organization.list", 0.7);
    candidate.kind = "company".to_owned();
    Some(candidate)
}

fn carrier(scene: &Scene<'_>, member: Range<usize>) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let head = scene.head_ending(member.end - 1);
    let is_carrier = head.as_ref().is_some_and(|head| head.head.label == EntityLabel::Platform);
    if !is_carrier || scene.specific_characters(member.clone()) < 2 || text.chars().count() > 24 {
        return None;
    }
    let mut candidate =
        Candidate::new(EntityLabel::Platform, scene.span(member), text, "platform.list", 0.75);
    candidate.kind = head.map(|head| head.head.kind.to_string()).unwrap_or_default();
    Some(candidate)
}
