//! Members of a list are things of one kind: one that a rule reads as a project, a platform or a firm vouches for the
//! others, which no rule knows (仁恒仓街 beside 星巴克产业园, 波司登 beside 恒力).

use std::ops::Range;

use super::candidate::Candidate;
use super::firm::firm_front;
use super::list::members;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, Role, WordClass};
use crate::extract::token::{Token, TokenKind};
use crate::source::Span;

/// Longest name that stands on a sibling's word alone, in characters.
const LONGEST: usize = 12;

/// Proposes the members of lists beside the candidates in `out`.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let mut found = Vec::new();
    for end in list_ends(scene) {
        // 浦东足球场建设: what is done to the last is no part of it.
        let is_done = end > 1 && scene.has(end - 1, Role::Build) && scene.tokens[end - 1].is_generic;
        let end = end - usize::from(is_done && scene.head_ending(end - 1).is_none());
        let members = members(scene, end);
        let spans: Vec<Span> = members.iter().map(|member| scene.span(member.clone())).collect();
        let Some(label) = shared_label(&spans, out) else { continue };
        // 古镇灯饰、小榄五金等专业镇: what towns are known for.
        let is_town = |at: usize| at < scene.tokens.len() && scene.has_end(at, Role::Town);
        if label == EntityLabel::Organization
            && scene.has(end, Role::ListMark)
            && (end + 1..end + 3).any(is_town)
        {
            continue;
        }
        let has_hall = spans.iter().any(|span| {
            let is_it = |found: &Candidate| found.kind == "culture" && span.contains(found.span);
            out.iter().any(is_it)
        });
        // Without a verb of building only a head tells that the member is a project too.
        let is_told = label != EntityLabel::Project || end > 0 && scene.has_building(end - 1);
        for (member, span) in members.into_iter().zip(spans) {
            let has_head = || {
                let head = scene.head_ending(member.end - 1);
                head.is_some_and(|head| {
                    head.head.label == label && scene.has_proper(member.start..head.token)
                })
            };
            let is_hall = || is_told && has_hall && is_bare_hall(scene, &member, label);
            if !is_read(span, out)
                && ((is_told || has_head()) && is_fit(scene, member.clone(), label) || is_hall())
            {
                found.push(candidate(scene, member, label));
            }
        }
    }
    events(scene, out, &mut found);
    out.append(&mut found);
    built_beside(scene, out);
}

/// Fewest projects of a list that make a carrier among them one too.
const FEWEST_PROJECTS: usize = 2;

/// 快件运营中心 between a railway and a bridge that are built: what stands in a list of projects, and is in the minority, is one.
fn built_beside(scene: &Scene<'_>, out: &mut [Candidate]) {
    let lists = &scene.lexicon.lists;
    for end in list_ends(scene) {
        let members = members(scene, end);
        if members.len() <= FEWEST_PROJECTS || !scene.has_building(end - 1) {
            continue;
        }
        let spans: Vec<Span> = members.iter().map(|member| scene.span(member.clone())).collect();
        let is_in = |found: &Candidate| spans.iter().any(|span| span.contains(found.span));
        let of = |label: EntityLabel| out.iter().filter(|found| found.label == label && is_in(found)).count();
        let (n_projects, n_carriers) = (of(EntityLabel::Project), of(EntityLabel::Platform));
        if n_projects < FEWEST_PROJECTS || n_carriers * 2 > n_projects {
            continue;
        }
        for found in out.iter_mut().filter(|found| found.label == EntityLabel::Platform) {
            if lists[Role::BuiltCarrier].contains(&found.kind)
                && spans.iter().any(|span| span.contains(found.span))
            {
                found.label = EntityLabel::Project;
            }
        }
    }
}

/// Longest name of an event that stands beside others, in characters.
const LONGEST_EVENT: usize = 16;

/// 冬泳赛, 灯会 beside events that are held: what ends as the names of such things do.
fn events(scene: &Scene<'_>, out: &[Candidate], found: &mut Vec<Candidate>) {
    if !out.iter().any(|known| known.label == EntityLabel::Event) {
        return;
    }
    for end in list_ends(scene) {
        let members = members(scene, end);
        let is_event = |member: &Range<usize>| {
            let span = scene.span(member.clone());
            out.iter().any(|known| known.label == EntityLabel::Event && known.span.end == span.end)
        };
        let is_held = members.first().is_some_and(|first| scene.has_frame(first.start, Frame::Hold));
        if !is_held || !members.iter().any(is_event) {
            continue;
        }
        for member in members {
            let span = scene.span(member.clone());
            let text = scene.slice(member.clone());
            let is_free =
                !out.iter().any(|known| known.span.overlaps(span) && known.label != EntityLabel::Region);
            let is_word = |token: &Token<'_>| match token.kind {
                TokenKind::Word(class) => !matches!(class, WordClass::Hard | WordClass::Take),
                TokenKind::Latin => true,
                _ => false,
            };
            let front =
                scene.lexicon.lists[Role::EventEnd].end_of(text).map(|end| &text[..text.len() - end.len()]);
            // 文化论坛 is a kind, 联谊会 a body.
            let is_one = front.is_some_and(|front| {
                front.chars().count() >= 2
                    && (text.ends_with('节') || !scene.vocabulary().words.is_generic(front))
            });
            let head = scene.head_ending(member.end - 1);
            let is_fit = (3..=LONGEST_EVENT).contains(&text.chars().count())
                && is_one
                && head.is_none_or(|head| head.head.label == EntityLabel::Event)
                && scene.tokens[member].iter().all(is_word);
            if is_free && is_fit {
                found.push(Candidate::new(EntityLabel::Event, span, text, "event.sibling", 0.6));
            }
        }
    }
}

/// Where lists end: behind the last pause of each, at the first token that no name goes over.
fn list_ends(scene: &Scene<'_>) -> Vec<usize> {
    let mut ends = Vec::new();
    if !scene.holds_kind(TokenKind::Pause) {
        return ends;
    }
    for pause in (0..scene.tokens.len()).filter(|&token| scene.kind(token) == TokenKind::Pause) {
        let is_end = |token: &usize| {
            matches!(
                scene.kind(*token),
                TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Hard | WordClass::Take)
            )
        };
        let end = (pause + 1..scene.tokens.len()).find(is_end).unwrap_or(scene.tokens.len());
        if scene.kind(end) != TokenKind::Pause {
            ends.push(end);
        }
    }
    ends
}

/// What a member of the list is by another rule; none where members are of different kinds.
fn shared_label(spans: &[Span], out: &[Candidate]) -> Option<EntityLabel> {
    let labels = spans.iter().filter_map(|span| {
        let is_it = |found: &&Candidate| {
            let is_whole = found.span.end == span.end || found.label == EntityLabel::Project;
            found.span.start == span.start && found.span.end <= span.end && is_whole
        };
        out.iter().filter(is_it).max_by_key(|found| found.span.len()).map(|found| found.label)
    });
    let mut label = None;
    let is_thing = |label: EntityLabel| matches!(label, EntityLabel::Project | EntityLabel::Platform);
    for found in labels {
        match label {
            None => label = Some(found),
            Some(label) if label == found => {}
            // 凌云科技二期、天马生物医药、零部件产业园: what is built is a project.
            Some(other) if is_thing(other) && is_thing(found) => label = Some(EntityLabel::Project),
            Some(_) => return None,
        }
    }
    let is_shared = |label: &EntityLabel| {
        matches!(label, EntityLabel::Project | EntityLabel::Platform | EntityLabel::Organization)
    };
    label.filter(is_shared)
}

/// Whether a candidate stands in the whole of `span`, or in most of it; an industry may be what a firm does (天马生物医药).
fn is_read(span: Span, out: &[Candidate]) -> bool {
    out.iter().any(|found| {
        let is_part = found.label == EntityLabel::Industry && found.span.start > span.start;
        found.span.overlaps(span) && found.span.len() * 2 > span.len() && !is_part
    })
}

/// Whether the member may be a name: a proper one of nouns, or one with a head of the kind.
fn is_fit(scene: &Scene<'_>, member: Range<usize>, label: EntityLabel) -> bool {
    let text = scene.slice(member.clone());
    let is_noun = |token: usize| match scene.kind(token) {
        TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Latin | TokenKind::Joint => true,
        TokenKind::Number | TokenKind::Measure => label == EntityLabel::Project,
        _ => false,
    };
    let head = scene.head_ending(member.end - 1);
    let has_head = head.as_ref().is_some_and(|head| head.head.label == label && head.token > member.start);
    // 西部矿业集团双氯醇胺 beside 国投罗钾钾肥扩建项目: a firm and what it makes.
    let has_firm = || {
        label == EntityLabel::Project
            && firm_front(scene, &member).is_some_and(|end| member.end > end)
            && scene.head_ending(member.end - 1).is_none()
    };
    let is_proper = scene.tokens[member.start].is_proper && head.is_none() || has_firm();
    // 国显光电 vouches for 友达光电.
    let is_firm = label == EntityLabel::Organization
        && head.is_none()
        && text.chars().count() == 4
        && scene.lexicon.lists[Role::Firm].ends(text)
        && !scene.tokens[member.start].is_generic;
    // 天水星火机床 in a list of firms: a place, a word and what it makes.
    let is_placed = label == EntityLabel::Organization
        && head.is_none()
        && member.len() == 3
        && is_place_somewhere(scene, scene.word(member.start))
        && scene.tokens[member.start + 1].n_characters == 2
        && (scene.has(member.end - 1, Role::Firm) || is_industry(scene, member.end - 1));
    let is_firm = is_firm || is_placed;
    let is_place = label != EntityLabel::Project && is_place_somewhere(scene, scene.word(member.end - 1));
    let is_pure = label == EntityLabel::Project
        || member.clone().all(|at| {
            let token = &scene.tokens[at];
            // 金韶农业: what the firm does ends its name.
            let is_last = at + 1 == member.end && at > member.start;
            token.is_proper || token.roles.has(Role::Firm) || is_last && is_industry(scene, at)
        });
    let shortest = if label == EntityLabel::Organization { 2 } else { 3 };
    (shortest..=LONGEST).contains(&text.chars().count())
        && member.clone().all(is_noun)
        && (is_pure || is_firm)
        // 凌云汽车零部件 beside a park.
        && !(label == EntityLabel::Platform
            && (scene.lexicon.lists[Role::Firm].ends(text) || is_industry(scene, member.end - 1)))
        && !is_place
        // 摩比斯投资的…项目: a clause, no name.
        && !member.clone().any(|at| scene.has(at, Role::Invested))
        && (is_proper || is_firm || has_head && label == EntityLabel::Project)
        && scene.specific_characters(member.clone()) >= 2
        && !scene.lexicon.lists[Role::Zone].ends(text)
        && scene.vocabulary().names.get(text).is_none_or(|known| known.label == label)
        && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none()
}

/// 大剧院, 图书馆 beside a hall with a name of its own: the one that the place builds for itself.
fn is_bare_hall(scene: &Scene<'_>, member: &Range<usize>, label: EntityLabel) -> bool {
    let head = scene.head_ending(member.end - 1);
    label == EntityLabel::Project
        && head.is_some_and(|head| {
            head.head.kind.as_ref() == "culture" && head.word == scene.slice(member.clone())
        })
}

fn is_industry(scene: &Scene<'_>, token: usize) -> bool {
    let known = scene.vocabulary().names.get(scene.word(token));
    known.is_some_and(|known| known.label == EntityLabel::Industry)
}

/// 青浦: the short name of a place, wherever that lies.
pub(super) fn is_place_somewhere(scene: &Scene<'_>, word: &str) -> bool {
    let places = &scene.lexicon.places;
    !places.shortened(word).is_empty() || !places.named(word).is_empty()
}

fn candidate(scene: &Scene<'_>, member: Range<usize>, label: EntityLabel) -> Candidate {
    let rule = match label {
        EntityLabel::Project => "project.sibling",
        EntityLabel::Organization => "organization.sibling",
        _ => "platform.sibling",
    };
    let text = scene.slice(member.clone());
    let mut candidate = Candidate::new(label, scene.span(member), text, rule, 0.6);
    if label == EntityLabel::Project {
        candidate.alias(&format!("{text}项目"));
        candidate.alias(&format!("{text}工程"));
    }
    candidate
}
