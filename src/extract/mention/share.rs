//! Lists whose members share the head of the last: 紫金山、太湖、云龙湖等实验室, 沿江、环湖、通海高铁.
//!
//! A member is a bare proper name; with the shared head it becomes the name of a thing of the head's kind. The other
//! rules read what the head itself stands behind, and members that have heads of their own.

use std::ops::Range;

use super::candidate::Candidate;
use super::each;
use super::firm::known_front;
use super::list::members;
use super::named::ends_phrase;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, NameForm, Role, WordClass};
use crate::extract::token::TokenKind;

/// How many tokens may stand between the end of a list and the head that its members share.
const REACH: usize = 5;

/// Longest member that is a bare name, in characters; in a list without a mark.
const LONGEST: usize = 10;
const LONGEST_OPEN: usize = 5;

/// Proposes the members that take the head of the last.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    for (token, found) in &scene.heads {
        firms(scene, *token, found, out);
        of_places(scene, *token, found, out);
        if scene.lexicon.lists[Role::BodySite].contains(found.word) {
            sites(scene, found, out);
        }
        let kind = found.head.kind.as_ref();
        let is_own = scene.tokens[found.token].span.start == found.start && found.word.chars().count() > 1;
        let is_shared = match found.head.label {
            EntityLabel::Platform => lists[Role::SharedPlatform].contains(kind),
            EntityLabel::Project => lists[Role::SharedProject].contains(kind) && scene.has_building(*token),
            _ => false,
        };
        let is_work = found.head.label == EntityLabel::Project
            && lists[Role::SharedWork].contains(kind)
            && scene.has_building(*token);
        if is_work && ends_phrase(scene, *token, found) {
            works(scene, *token, found, out);
        }
        if !is_shared || !is_own || !ends_phrase(scene, *token, found) {
            continue;
        }
        if lists[Role::NamedThing].contains(found.word) {
            each::named(scene, list_end(scene, found.token).unwrap_or(found.token), *token, found, out);
        }
        match list_end(scene, found.token) {
            Some(end) => closed(scene, end, *token, found, out),
            None => open(scene, found, out),
        }
    }
}

/// Firms that have the same project each: 永钢、沙钢技改项目.
fn firms(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    if found.head.label != EntityLabel::Project || !found.word.ends_with("项目") {
        return;
    }
    let members = members(scene, token + 1);
    let Some((last, others)) = members.split_last() else { return };
    let is_firm = |member: &Range<usize>| {
        let known = scene.vocabulary().names.get(scene.slice(member.clone()));
        known.is_some_and(|known| known.label == EntityLabel::Organization)
    };
    let Some(tail) = known_front(scene, last.clone()) else { return };
    let shared = scene.slice(tail..token + 1);
    // 甲集团与乙公司合资建设聚碳酸酯项目: one project that both build.
    let is_built = (tail..token + 1).any(|at| scene.has(at, Role::Build));
    if shared != "项目" && !is_built && others.iter().all(is_firm) && ends_phrase(scene, token, found) {
        out.extend(others.iter().map(|member| candidate(scene, member.clone(), shared, found)));
    }
}

/// Most characters of what places have each, and fewest of it without 项目.
const LONGEST_OWN: usize = 12;
const SHORTEST_OWN: usize = 2;

/// Places that have the same project each, called by their short names: 桂东、汝城抽蓄项目.
fn of_places(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    let is_thing = matches!(found.head.kind.as_ref(), "project" | "utility");
    if found.head.label != EntityLabel::Project || !is_thing || !ends_phrase(scene, token, found) {
        return;
    }
    let Some(pause) = (0..token).rev().take(LONGEST_OWN).find(|&at| scene.kind(at) == TokenKind::Pause)
    else {
        return;
    };
    let whole = pause + 1..token + 1;
    let Some(own) = behind_place(scene, &whole).filter(|own| {
        scene.has_frame(token, Frame::Build) || scene.has_frame(token, Frame::Built) || own.is_empty()
    }) else {
        return;
    };
    let tail = scene.slice(own.clone());
    let what = tail.trim_end_matches("项目");
    let is_told = (SHORTEST_OWN..=LONGEST_OWN).contains(&what.chars().count())
        && scene.specific_characters(own.start..token)
            + usize::from(found.head.kind.as_ref() == "utility") * 2
            >= 2;
    let is_place = |member: &Range<usize>| {
        let place = scene.place_from(member.start);
        place.is_some_and(|(place, next)| next == member.end && place.form == NameForm::Short)
    };
    let others = members(scene, pause);
    if is_told && !others.is_empty() && others.iter().all(is_place) && own.start > whole.start {
        out.extend(others.iter().map(|member| candidate(scene, member.clone(), tail, found)));
    }
}

/// Schools and hospitals that have a new site each: 璜塘中学、花山中学新校区.
fn sites(scene: &Scene<'_>, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    let members = members(scene, found.token);
    let is_body = |member: &Range<usize>| {
        let head = scene.head_ending(member.end - 1);
        let is_school = |head: &FoundHead<'_>| {
            head.head.kind.as_ref() == "school" && scene.lexicon.lists[Role::SchoolBody].contains(head.word)
        };
        head.is_some_and(|head| head.head.label == EntityLabel::Organization || is_school(&head))
            && (3..=LONGEST).contains(&scene.slice(member.clone()).chars().count())
    };
    let Some((last, others)) = members.split_last() else { return };
    if !is_body(last) || !others.iter().all(is_body) {
        return;
    }
    for member in others {
        out.push(candidate(scene, member.clone(), found.word, found));
        let mut body = Candidate::new(
            EntityLabel::Organization,
            scene.span(member.clone()),
            scene.slice(member.clone()),
            "organization.site",
            0.75,
        );
        body.kind =
            scene.head_ending(member.end - 1).map(|head| head.head.kind.to_string()).unwrap_or_default();
        body.may_nest = true;
        out.push(body);
    }
}

/// What is done at the last of some sites is done at each: 人民路、解放路雨污分流, 清水塘、青龙湾湿地生态修复.
fn works(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let sites = &lists[Role::Landscape];
    let members = members(scene, found.token);
    let Some((last, others)) = members.split_last().filter(|(_, others)| !others.is_empty()) else { return };
    let Some(site) = last.clone().rev().find(|&at| sites.ends(scene.word(at))) else { return };
    // 南湖市场雨污分流: the site is another thing; 紫月路西延: that one is drawn out.
    let is_done = (site + 1 == found.token || scene.has(site + 1, Role::Building))
        && !found.word.ends_with('延')
        && !last.clone().any(|at| scene.has(at, Role::ListMark));
    let is_word = |at: usize| matches!(scene.kind(at), TokenKind::Word(class) if !matches!(class, WordClass::Hard | WordClass::Take));
    let is_site = |member: &Range<usize>| {
        let text = scene.slice(member.clone());
        (3..=LONGEST).contains(&text.chars().count())
            && sites.ends(text)
            && !lists[Role::Village].ends(text)
            && scene.has_proper(member.clone())
            && member.clone().all(is_word)
    };
    if is_done && others.iter().all(is_site) {
        let tail = scene.slice(site + 1..token + 1);
        out.extend(others.iter().map(|member| candidate(scene, member.clone(), tail, found)));
    }
}

/// A list that a mark or a count closes; it may have one member (曹妃甸等钢铁基地).
fn closed(scene: &Scene<'_>, end: usize, token: usize, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    // 中电建等央企建设光伏电站: firms build it.
    if (end + 1..found.token).any(|at| scene.has(at, Role::ListCompany) || scene.has(at, Role::Build)) {
        return;
    }
    let tail = tail(scene, end, token, found);
    let is_verb = matches!(scene.kind(token + 1), TokenKind::Word(WordClass::Verb | WordClass::Plain));
    if found.head.kind.as_ref() == "renovation" && (tail == found.word || is_verb) {
        return;
    }
    let members = members(scene, end);
    // 西电东送三大输电通道: a count closes a list of several only.
    if members.len() < 2 && !scene.has(end, Role::ListMark) {
        return;
    }
    // 思明园、龙桥园四大园区: they have it already.
    let has_own = |member: &Range<usize>| {
        scene.head_ending(member.end - 1).is_some_and(|head| head.head.kind == found.head.kind)
    };
    // One member that is surely a name vouches for the others (高桥 beside 马鹿塘).
    let is_vouched = members.iter().any(|member| is_bare(scene, member));
    out.extend(
        members
            .into_iter()
            .filter(|member| is_vouched && is_plain(scene, member) && !has_own(member))
            .map(|member| candidate(scene, member, tail, found)),
    );
}

/// A list without a mark: the last member holds the head right behind its proper name (糯扎渡、景洪电站), and the others
/// are short names of the same make.
fn open(scene: &Scene<'_>, found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let is_line = lists[Role::SharedLine].contains(found.head.kind.as_ref());
    let members = members(scene, found.token);
    if found.head.label == EntityLabel::Platform {
        return placed(scene, &members, found, out);
    }
    let Some((last, others)) = members.split_last().filter(|_| is_line) else { return };
    let is_name = |member: &Range<usize>| {
        let text = scene.slice(member.clone());
        scene.tokens[member.clone()].iter().all(|token| token.is_proper)
            && (2..=LONGEST_OPEN).contains(&text.chars().count())
            && !lists[Role::Landscape].ends(text)
            && is_bare(scene, member)
    };
    if is_name(last) {
        let others = others.iter().filter(|member| is_name(member));
        out.extend(others.map(|member| candidate(scene, member.clone(), found.word, found)));
    }
}

/// Places with the name of each thing there: 会昌白埠、信丰余田化工园区.
fn placed(scene: &Scene<'_>, members: &[Range<usize>], found: &FoundHead<'_>, out: &mut Vec<Candidate>) {
    // 珲春、图们、和龙口岸: of some carriers each place has one of its own.
    let is_of_place = scene.lexicon.lists[Role::PlacedCarrier].contains(found.word);
    let is_name = |member: &Range<usize>| {
        if is_of_place && scene.place_from(member.start).is_some_and(|(_, next)| next == member.end) {
            return true;
        }
        let Some(own) = behind_place(scene, member) else { return false };
        (2..=LONGEST_OPEN).contains(&scene.slice(own.clone()).chars().count())
            && scene.tokens[own].iter().all(|token| token.is_proper || token.n_characters == 1)
    };
    let Some((last, others)) = members.split_last().filter(|(_, others)| !others.is_empty()) else { return };
    if !members.iter().all(is_name) {
        return;
    }
    out.extend(others.iter().map(|member| candidate(scene, member.clone(), found.word, found)));
    let end = scene.token_at(found.start + found.word.len() - 1) + 1;
    let mut whole = candidate(scene, last.clone(), found.word, found);
    whole.span = scene.span(last.start..end);
    out.push(whole);
}

/// The words of a member behind the name of its place.
fn behind_place(scene: &Scene<'_>, member: &Range<usize>) -> Option<Range<usize>> {
    let (_, next) = scene.place_from(member.start)?;
    (next < member.end).then_some(next..member.end)
}

/// The mark or the count that ends a list before the head at `head`: 等, 等5个, 两大.
fn list_end(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let mut at = head;
    while at > 0 && head - at < REACH {
        let before = at - 1;
        if scene.has(before, Role::ListMark) {
            return Some(before);
        }
        let goes_on = match scene.kind(before) {
            TokenKind::Number => {
                let is_listed =
                    before > 0 && matches!(scene.kind(before - 1), TokenKind::Word(WordClass::Plain));
                if is_listed && scene.has(before, Role::ListCount) {
                    return Some(before);
                }
                true
            }
            TokenKind::Word(_)
                if scene.tokens[before].n_characters > 1 && scene.has(before, Role::ListCount) =>
            {
                return Some(before);
            }
            TokenKind::Measure => true,
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Lead | WordClass::Verb) => {
                !scene.tokens[before].is_proper
            }
            _ => false,
        };
        if !goes_on {
            return None;
        }
        at = before;
    }
    None
}

/// The words that the members share: from behind the mark, the count and what only praises (大型, 特色) to the head's end.
fn tail<'d>(scene: &Scene<'d>, mark: usize, token: usize, found: &FoundHead<'d>) -> &'d str {
    let counts = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Number | TokenKind::Measure | TokenKind::Word(WordClass::Lead))
            || scene.tokens[*at].is_hollow
            || scene.has(*at, Role::ListMark)
            || scene.has(*at, Role::ListCount)
    };
    let start = (mark..found.token).find(|at| !counts(at)).unwrap_or(found.token);
    scene.slice(start..token + 1)
}

/// A bare proper name.
fn is_bare(scene: &Scene<'_>, member: &Range<usize>) -> bool {
    scene.tokens[member.start].is_proper && is_plain(scene, member)
}

/// Nouns that may be a bare name: no head in them, no number, no verb.
fn is_plain(scene: &Scene<'_>, member: &Range<usize>) -> bool {
    let is_word = |token: usize| {
        matches!(scene.kind(token), TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Latin)
    };
    let lists = &scene.lexicon.lists;
    let text = scene.slice(member.clone());
    (2..=LONGEST).contains(&text.chars().count())
        && scene.specific_characters(member.clone()) >= 2
        && member.clone().all(|token| is_word(token) && is_headless(scene, token))
        && !lists[Role::Zone].ends(text)
        && scene.vocabulary().names.get(text).is_none_or(|known| known.label != EntityLabel::Industry)
}

/// Streets may share what is done on them (张皋路、华昌路改造工程); other members with heads are things of their own.
fn is_headless(scene: &Scene<'_>, token: usize) -> bool {
    scene
        .head_ending(token)
        .is_none_or(|head| head.word.chars().count() == 1 || head.head.label == EntityLabel::Organization)
}

fn candidate(scene: &Scene<'_>, member: Range<usize>, tail: &str, found: &FoundHead<'_>) -> Candidate {
    let text = scene.slice(member.clone());
    let rule = match found.head.label {
        EntityLabel::Project => "project.shared",
        _ => "platform.shared",
    };
    let name = format!("{text}{tail}");
    let mut candidate = Candidate::new(found.head.label, scene.span(member), &name, rule, 0.92);
    candidate.alias(text);
    candidate.alias(&format!("{text}{}", found.word));
    candidate.kind = found.head.kind.to_string();
    candidate
}
