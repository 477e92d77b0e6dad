//! Things that always bear a name of their own, in lists that share their noun: reservoirs, power stations, bridges. There
//! any short word is a name, whatever else it means (米市、横山、三岔河等水库, 石门、杉木沟水电站). And numbers that share a line: 4、5、9号线.

use std::ops::Range;

use super::candidate::Candidate;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Characters of a member.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=5;

/// Most members of a list.
const MOST: usize = 16;

/// Proposes the members of the list that shares the head which ends with `token`; its own end is at `end`, the token of the
/// mark or of the head.
pub(super) fn named(
    scene: &Scene<'_>,
    end: usize,
    token: usize,
    found: &FoundHead<'_>,
    out: &mut Vec<Candidate>,
) {
    // 青山渠、后沟水库等3个灌区: the whole is a member of another list.
    if end == found.token && scene.has(token + 1, Role::ListMark) {
        return;
    }
    let members = members(scene, end);
    let has_name = |member: &Range<usize>| scene.has_proper(member.clone());
    // 大型水库: one member alone is named, or the list is none.
    let least = if end < found.token { 1 } else { 2 };
    if members.len() < least || !members.iter().any(has_name) && end == found.token {
        return;
    }
    // 平陆运河 before 大藤峡水利枢纽: a thing of its own.
    let lists = &scene.lexicon.lists;
    let is_water = lists[Role::Waterwork].ends(found.word);
    let is_other = |text: &str| {
        is_water && lists[Role::Landscape].end_of(text).is_some_and(|end| end.chars().count() > 1)
    };
    if members.iter().any(|member| is_other(scene.slice(member.clone()))) {
        return;
    }
    for member in members {
        let text = scene.slice(member.clone());
        let name = format!("{text}{}", found.word);
        let span = match member.end == found.token {
            true => scene.span(member.start..token + 1),
            false => scene.span(member),
        };
        let rule = match found.head.label {
            EntityLabel::Platform => "platform.each",
            _ => "project.each",
        };
        let mut candidate = Candidate::new(found.head.label, span, &name, rule, 0.92);
        candidate.alias(text);
        candidate.kind = found.head.kind.to_string();
        out.push(candidate);
    }
}

/// The short words between the pauses before `end`; none where one of them is no such word.
fn members(scene: &Scene<'_>, end: usize) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let mut stop = end;
    while members.len() < MOST {
        let start = (0..stop).rev().take_while(|&at| is_part(scene, at)).last().unwrap_or(stop);
        if start == stop || !is_name(scene, start..stop) {
            return Vec::new();
        }
        members.push(start..stop);
        match start.checked_sub(1).map(|before| (before, scene.kind(before))) {
            Some((pause, TokenKind::Pause)) => stop = pause,
            Some((joint, TokenKind::Word(WordClass::Conjunction))) if members.len() == 1 => stop = joint,
            _ => break,
        }
    }
    members.reverse();
    members
}

/// Whether a token may be a part of a name: any noun, and a single character of whatever kind.
fn is_part(scene: &Scene<'_>, at: usize) -> bool {
    let token = &scene.tokens[at];
    match token.kind {
        TokenKind::Word(WordClass::Plain) => true,
        TokenKind::Word(WordClass::Take | WordClass::Conjunction) => false,
        TokenKind::Word(WordClass::Hard) => {
            token.n_characters == 1 && at > 0 && scene.tokens[at - 1].is_proper
        }
        TokenKind::Word(_) => token.n_characters == 1,
        TokenKind::Number | TokenKind::Measure => token.n_characters == 1 && !scene.word(at).is_ascii(),
        _ => false,
    }
}

fn is_name(scene: &Scene<'_>, member: Range<usize>) -> bool {
    let text = scene.slice(member.clone());
    let has_head = scene.head_ending(member.end - 1).is_some_and(|head| head.word.chars().count() > 1);
    LENGTH.contains(&text.chars().count())
        && !has_head
        && !scene.tokens[member.clone()].iter().all(|token| token.is_generic && token.n_characters > 1)
        && !scene.has(member.start, Role::NoProduct)
        && scene.vocabulary().names.get(text).is_none_or(|known| known.label == EntityLabel::Region)
}

/// The lines that share their head, each with its number: 轨道交通4、5、9号线 are three. None where the name holds no list.
pub(super) fn numbered(scene: &Scene<'_>, name: &Candidate) -> Vec<Candidate> {
    let text = name.span.of(scene.text);
    let Some(pause) = text.find('、') else { return Vec::new() };
    let is_digit = |mark: char| mark.is_ascii_digit() || "一二三四五六七八九十".contains(mark);
    let front = text[..pause].trim_end_matches(is_digit);
    let Some(last) = text.rfind('、') else { return Vec::new() };
    let last = last + '、'.len_utf8();
    let number = text[last..].trim_start_matches(is_digit);
    let tail_at = text.len() - number.len();
    let numbers = &text[front.len()..tail_at];
    let is_list = numbers.split('、').all(|number| !number.is_empty() && number.chars().all(is_digit));
    if !is_list || !scene.lexicon.lists[Role::NumberedThing].opens(number) {
        return Vec::new();
    }
    let mut at = front.len();
    let lines = numbers.split('、').map(|number| {
        let (start, end) = (at, at + number.len());
        at = end + '、'.len_utf8();
        let start = if start == front.len() { 0 } else { start };
        let end = if end == tail_at { text.len() } else { end };
        let mut line = name.clone();
        line.name = format!("{front}{number}{}", &text[tail_at..]);
        line.aliases.clear();
        line.alias(&format!("{number}{}", &text[tail_at..]));
        line.span = Span::new(name.span.start + start, name.span.start + end);
        line
    });
    lines.collect()
}
