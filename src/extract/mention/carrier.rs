//! When words before a platform's head make a name and not a kind of thing or a goal.
//!
//! A proper part makes a name (太湖实验室). Everyday words do where they say enough and nothing praises or ranks the
//! thing: 社会救助管理平台 is a name, 多元平台 a kind, 全省重要的化纤纺织基地 a goal.

use std::ops::Range;

use super::border::left_border;
use super::candidate::Candidate;
use super::named::ends_phrase;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, HeadNeed, Role, Stage, WordClass};
use crate::extract::token::TokenKind;

/// Characters that say what a platform of everyday words is for.
const LEAST_COMMON: usize = 3;

/// Characters of a thing that is told to be one, of a fund.
const LEAST_TOLD: usize = 4;
const LEAST_FUND: usize = 5;

/// Longest name of a museum, in characters.
const LONGEST_MUSEUM: usize = 16;

/// Whether the everyday words of `range` make a name; `specific` characters of them are no words of rank and size.
pub(super) fn names_one(
    scene: &Scene<'_>,
    range: Range<usize>,
    found: &FoundHead<'_>,
    specific: usize,
) -> bool {
    let lists = &scene.lexicon.lists;
    let kind = found.head.kind.as_ref();
    let needs_more = lists[Role::CommonCarrier].contains(kind);
    let first = &scene.tokens[range.start];
    let is_ranked = scene.has(range.start, Role::NameRank);
    let is_praised = first.is_hollow && !is_ranked && range.start < found.token && specific <= LEAST_COMMON;
    let is_goal = lists[Role::WishedCarrier].contains(kind) && !is_ranked && wants(scene, range.start);
    // 骨干冷链物流基地: such a head says enough itself.
    let is_vague = needs_more && specific < LEAST_COMMON && found.head.need != HeadNeed::Specific(0);
    !(kind == "fund" || is_vague || is_praised || is_goal || is_compared(scene, range.start))
}

/// Museums that are there, not built: 镇海中国防空博物馆成为新地标.
pub(super) fn museums(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for (token, found) in &scene.heads {
        let is_museum = found.head.label == EntityLabel::Project
            && scene.lexicon.lists[Role::Museum].ends(found.word)
            && found.token > 0;
        if !is_museum || scene.has_building(*token) || !ends_phrase(scene, *token, found) {
            continue;
        }
        let border = left_border(scene, found.token);
        let before = border.start..found.token;
        let range = border.start..token + 1;
        let is_named = !border.is_counted
            && !before.is_empty()
            && (scene.has_proper(before.clone()) || scene.has(before.start, Role::EventReach))
            && scene.specific_characters(before) >= 4
            && scene.slice(range.clone()).chars().count() <= LONGEST_MUSEUM;
        if is_named {
            let span = scene.span(range);
            let mut museum =
                Candidate::new(EntityLabel::Platform, span, span.of(scene.text), "platform.museum", 0.65);
            museum.kind = "centre".to_owned();
            out.push(museum);
        }
    }
}

/// Whether what is said of the name tells that it is one thing: it was the first, or it opened.
pub(super) fn is_told(scene: &Scene<'_>, range: Range<usize>, found: &FoundHead<'_>) -> bool {
    if found.head.kind.as_ref() == "fund" && is_endowed(scene, range.start) {
        return scene.solid_characters(range.clone()) >= LEAST_FUND;
    }
    let least = if found.head.kind.as_ref() == "fund" { LEAST_FUND } else { LEAST_TOLD };
    scene.solid_characters(range.start..found.token) >= least
        && (is_first(scene, range.start)
            || opens(scene, range.end)
            || is_opened(scene, range.start)
            || is_used(scene, range.clone())
            || found.head.kind.as_ref() == "fund"
                && (scene.has(range.start, Role::NameRank) || is_founded(scene, range)))
}

/// 组建内河绿色航运产业发展基金, 生物医药产业基金正式设立: of its kind there are many, but that one is told to begin.
fn is_founded(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let before = range.start.checked_sub(1).is_some_and(|at| scene.has_end(at, Role::Sets));
    let behind = range.end..scene.tokens.len().min(range.end + 2);
    before || behind.into_iter().any(|at| scene.has_end(at, Role::Sets))
}

/// 设立20亿元产业引导基金: so much money is put into one fund.
fn is_endowed(scene: &Scene<'_>, start: usize) -> bool {
    let is_sum = |at: &usize| matches!(scene.kind(*at), TokenKind::Number | TokenKind::Measure);
    let n_sum = (0..start).rev().take_while(is_sum).count();
    let verb = (start - n_sum).checked_sub(1).filter(|_| n_sum > 0);
    verb.is_some_and(|at| {
        let is_set_up = |at: usize| scene.has_end(at, Role::Sets);
        is_set_up(at) || scene.kind(at) == TokenKind::Pause && (scene.clause(at).start..at).any(is_set_up)
    })
}

/// 发挥农产品检测中心作用: there is one.
fn is_used(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let behind = range.end..scene.tokens.len().min(range.end + 3);
    range.start > 0
        && scene.has_end(range.start - 1, Role::PutsToUse)
        && behind.into_iter().any(|at| scene.has_end(at, Role::InUse))
}

/// 建成全国首个低碳药材示范基地: there is one only.
fn is_first(scene: &Scene<'_>, start: usize) -> bool {
    let before = start.saturating_sub(2)..start;
    before.into_iter().any(|at| scene.has(at, Role::First))
}

/// 新经济科创产业基地投入运行: what is opened is one.
fn opens(scene: &Scene<'_>, end: usize) -> bool {
    let next = (end..scene.tokens.len()).take(2).find_map(|at| scene.tokens[at].trigger);
    next.is_some_and(|told| told.stage == Some(Stage::Operating) && told.frame == Some(Frame::Built))
}

/// 启用绿色矿山监管平台, 上线企业诉求直达平台: the verb right before the name tells that it is there.
fn is_opened(scene: &Scene<'_>, start: usize) -> bool {
    let told = start.checked_sub(1).and_then(|before| scene.tokens[before].trigger);
    told.is_some_and(|told| told.stage == Some(Stage::Operating) && told.frame == Some(Frame::Built))
}

/// Whether the name at `start` is described or ranked: 的, 全省, 最大 before it, over words of praise.
fn is_compared(scene: &Scene<'_>, start: usize) -> bool {
    let is_lead = |&at: &usize| scene.tokens[at].is(WordClass::Lead) || scene.tokens[at].is_hollow;
    let before = (0..start).rev().find(|at| !is_lead(at) || scene.word(*at) == "的");
    before.is_some_and(|at| scene.has(at, Role::Compared))
        || start > 0 && scene.has(start - 1, Role::Compared)
}

/// Whether a verb of wishing governs the name: 打造…基地, 培育…基地.
pub(super) fn wants(scene: &Scene<'_>, start: usize) -> bool {
    let reach = start.saturating_sub(2)..start;
    reach.rev().any(|at| scene.has(at, Role::Wish))
}
