//! COOPERATES_WITH: 与X合作共建Y, 深化与X合作, 对接X, X-Y跨江融合发展.

use super::read::Relations;
use super::subject::subject_at;
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};

/// How far behind two that a dash joins the words of joint work end, in characters.
const JOINED_WITHIN: usize = 10;

/// Relates the subject, or the name right before 与, to the partners that its clauses name.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    for (at, placed) in mentions.placed.iter().enumerate() {
        let Some(with) = partner(document, mentions, lexicon, placed) else { continue };
        let beside = at.checked_sub(1).map(|before| &mentions.placed[before]);
        let beside = beside.filter(|before| before.span.end == with && can_join(mentions, before));
        let head = match beside {
            Some(before) => Some(before.entity),
            None => subject_at(document, mentions, lexicon, placed.sentence, placed.span.start),
        };
        let is_area = mentions.entities[placed.entity].kind.as_deref() == Some("area");
        if let Some(head) = head.filter(|&head| head != placed.entity && !is_area) {
            out.add(head, RelationType::CooperatesWith, placed.entity, placed, "cooperates.with", 0.75);
        }
    }
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
    let lists = &lexicon.lists;
    if !can_join(mentions, placed) {
        return None;
    }
    let text = document.text.as_str();
    let sentence = document.sentences[placed.sentence].span;
    let is_end = |mark: char| matches!(mark, ',' | ';' | '。');
    let after = &text[placed.span.end..sentence.end];
    let after = &after[..after.find(is_end).unwrap_or(after.len())];
    let before = &text[sentence.start..placed.span.start];
    let clause =
        before.rfind(is_end).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let before = &before[clause..];
    if lists[Role::Partner].ends(before) {
        return Some(placed.span.start);
    }
    // Right behind the two; further on it is part of some name (市中区—峨眉山市入选国家文旅产业融合发展示范区).
    let behind = after.char_indices().nth(JOINED_WITHIN).map_or(after, |(at, _)| &after[..at]);
    if before.ends_with(['-', '—']) && lists[Role::JointWork].is_in(behind) {
        return before.char_indices().next_back().map(|(at, _)| sentence.start + clause + at);
    }
    let with = before.rfind(['与', '同'])?;
    let between = &before[with..];
    let is_done = lists[Role::JointWork].is_in(between);
    let is_close = !is_done && between.chars().count() <= 16 && !between.contains(['的', '在', ')', '”']);
    let joins = lists[Role::JointWork].is_in(after) || lists[Role::JointBefore].is_in(before);
    (is_close && joins).then_some(sentence.start + clause + with)
}
