//! Events: where their names begin, and who holds them.

use std::ops::Range;

use super::border::{is_counted_behind, left_border};
use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, Role, WordClass};
use crate::extract::token::TokenKind;

/// Most words between the front of an event's name and those that are surely its own.
const MOST_ADVERBS: usize = 6;

/// Characters of the name of a gathering that the region calls together.
const GATHERING: std::ops::RangeInclusive<usize> = 7..=18;

/// Longest name of an event without a head, in characters.
const LONGEST: usize = 20;

/// Where the name of an event begins: its reach belongs to it (世界物联网博览会), and the year before that.
pub(super) fn start(scene: &Scene<'_>, border: usize) -> usize {
    let is_reach = |at: usize| scene.has(at, Role::EventReach);
    let is_year = |at: usize| {
        scene.kind(at) == TokenKind::Number && scene.word(at).len() == 4 && scene.word(at).starts_with("20")
    };
    // 国际煤炭暨高端能源化工产业博览会: two names of one.
    let joined = border
        .checked_sub(1)
        .filter(|&joint| scene.word(joint) == "暨" && scene.head_ending(joint.saturating_sub(1)).is_none());
    let border = joined.map_or(border, |joint| left_border(scene, joint).start);
    let start = if border > 0 && is_reach(border - 1) { border - 1 } else { over_adverbs(scene, border) };
    // 第十五届 before the reach.
    let is_count = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Number | TokenKind::Measure) || scene.word(*at).starts_with('第')
    };
    let front = (start.saturating_sub(3)..start).rev().take_while(is_count).last().unwrap_or(start);
    if front < start && start < border && scene.word(front).starts_with('第') {
        return front;
    }
    if start > 0 && is_year(start - 1) { start - 1 } else { start }
}

/// The reach that a name begins with whose words in between are none of names: 世界极速滑板大赛, held or listed.
fn over_adverbs(scene: &Scene<'_>, border: usize) -> usize {
    let is_word = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Word(class) if !matches!(class, WordClass::Take | WordClass::Conjunction))
            && scene.tokens[*at].trigger.is_none_or(|told| told.frame != Some(Frame::Hold))
            && scene.word(*at) != "的"
    };
    let is_front = |at: &usize| {
        let is_held = at.checked_sub(1).is_none_or(|before| {
            matches!(scene.kind(before), TokenKind::Stop | TokenKind::Pause)
                || scene.tokens[before].trigger.is_some_and(|told| told.frame == Some(Frame::Hold))
        });
        is_held && scene.has(*at, Role::EventReach)
    };
    let words = (border.saturating_sub(MOST_ADVERBS)..border).rev().take_while(is_word);
    words.filter(is_front).last().unwrap_or(border)
}

/// Whether a verb of holding governs the name: 召开民营经济发展大会 names one, 召开动员大会 does not.
pub(super) fn is_held(scene: &Scene<'_>, name: Range<usize>) -> bool {
    let clause = scene.clause(name.start).start..name.start;
    let is_held = scene.triggers(clause).any(|(_, trigger)| trigger.frame == Some(Frame::Hold));
    is_held && scene.solid_characters(name.clone()) >= 5 && scene.slice(name).chars().count() >= 7
}

/// Whether the reach that a name begins with makes it one without another word of its own: 世界智能大会, and 全市水利工作大会,
/// which the region itself calls together for something told.
pub(super) fn has_reach(scene: &Scene<'_>, name: Range<usize>) -> bool {
    let length = scene.slice(name.clone()).chars().count();
    if scene.has(name.start, Role::OwnReach) {
        return scene.has_end(name.end - 1, Role::Assembly) && GATHERING.contains(&length);
    }
    scene.has(name.start, Role::EventReach) && length >= 6
}

/// Whether a name ends as those of events do, with more before it than a kind: 消费促进季, not 金融峰会.
fn is_called_once(scene: &Scene<'_>, name: &str) -> bool {
    let front = scene.lexicon.lists[Role::EventEnd].end_of(name).map(|end| &name[..name.len() - end.len()]);
    front.is_some_and(|front| front.chars().count() >= 2 && !scene.vocabulary().words.is_generic(front))
}

/// Whether a count of times stands at `next`: 30余场 in 等活动30余场.
pub(super) fn counts_runs(scene: &Scene<'_>, next: usize) -> bool {
    let is_count = |at: &usize| scene.kind(*at) == TokenKind::Number || scene.has(*at, Role::ListMany);
    let n_count = (next..scene.tokens.len()).take(3).take_while(is_count).count();
    n_count > 0 && scene.has(next + n_count, Role::TimesHeld)
}

/// A member of a list of events that are held: 澜湄世界遗产城市对话 in 举办…等活动.
pub(super) fn listed(scene: &Scene<'_>, member: Range<usize>, noun: usize) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    // 恳谈会 alone, or with a character before it, names none.
    let is_event = scene.head_ending(member.end - 1).is_none_or(|head| {
        let before = scene.slice(member.start..head.token);
        head.head.label == EntityLabel::Event && before.chars().count() >= 2
    });
    let is_name = scene.tokens[member.clone()].iter().all(|token| match token.kind {
        TokenKind::Word(class) => !matches!(class, WordClass::Hard | WordClass::Take),
        TokenKind::Latin | TokenKind::Number | TokenKind::Joint | TokenKind::Measure => true,
        _ => false,
    });
    let is_fit = (3..=LONGEST).contains(&text.chars().count())
        && scene.specific_characters(member.clone()) >= 2
        && scene.vocabulary().names.get(text).is_none()
        && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none();
    let is_run = counts_runs(scene, noun + 1);
    let is_counted = is_counted_behind(scene, noun + 1) && !is_run;
    // 开展消费促进季、年货大集等活动30场: held so often, and called as such things are.
    let is_held = match is_run {
        true => is_called_once(scene, text),
        false => scene.has_frame(noun, Frame::Hold),
    };
    if is_counted || !is_held || !is_event || !is_name || !is_fit {
        return None;
    }
    Some(Candidate::new(EntityLabel::Event, scene.span(member), text, "event.list", 0.6))
}
