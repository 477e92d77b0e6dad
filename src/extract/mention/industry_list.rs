//! Industries that only their list tells: all members before 产业 (玻璃、墙材产业), members beside a known industry behind a verb
//! of fostering (培育竹浆纸、竹食品) or of aiming at them (围绕风电装备、高端轴承强链补链), and lists that share 经济 (总部、平台、院所“三大经济”).
//!
//! A list that other nouns govern (等重大项目, 等大宗消费) is left alone.

use std::ops::Range;

use super::candidate::Candidate;
use super::list::{industry, members};
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::{Token, TokenKind};

/// What the members share.
const TAIL: &str = "经济";

/// Longest member that shares 经济, in characters.
const LONGEST_SHARED: usize = 4;

/// Most words of what a list counts, with the count: 四大支柱产业.
const LONGEST_COUNTED: usize = 4;

/// Proposes the members of such lists.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let joins = |token: &Token<'_>| token.is(WordClass::Conjunction);
    if !scene.holds_kind(TokenKind::Pause) && !scene.tokens.iter().any(joins) {
        return;
    }
    for token in 0..scene.tokens.len() {
        if scene.has(token, Role::IndustryHead) {
            headed(scene, token, out);
        }
        if scene.lexicon.lists[Role::SharedEconomy].end_of(scene.word(token)).is_some() {
            shared(scene, token, out);
        }
        if scene.fosters(token) || scene.has(token, Role::Aims) {
            fostered(scene, token, out);
        }
    }
}

/// The members of a list that ends right before 产业 at `head`.
fn headed(scene: &Scene<'_>, head: usize, out: &mut Vec<Candidate>) {
    let behind = &scene.text[scene.tokens[head].span.end..];
    // 财政、金融、产业等: 产业 is a member itself.
    if head == 0 || scene.kind(head - 1) == TokenKind::Pause {
        return;
    }
    if !ends(scene, head + 1) && !scene.lexicon.lists[Role::IndustryGrows].opens(behind) {
        return;
    }
    // 草食畜五大产业: the count is of the list.
    let n_counts = (0..head).rev().take_while(|&at| scene.has(at, Role::ListCount)).count();
    let members = members(scene, head - n_counts);
    // 壮大商用厨具和柳编产业: what is fostered and called so.
    let is_fostered =
        || members.first().is_some_and(|first| first.start > 0 && scene.fosters(first.start - 1));
    let is_vouched = members.iter().any(|member| is_known(scene, member.clone()));
    // 文化事业和文化产业: the first is no trade.
    let is_whole = |member: &Range<usize>| is_vouched || !scene.slice(member.clone()).ends_with('业');
    if members.len() > 1 && (is_vouched || is_fostered() && members.iter().all(is_whole)) {
        out.extend(members.into_iter().filter_map(|member| industry(scene, member, true)));
    }
}

/// The members of the list right behind the verb of fostering at `verb`, or of aiming where it is told what is done for
/// them (围绕风电装备、高端轴承强链补链).
fn fostered(scene: &Scene<'_>, verb: usize, out: &mut Vec<Candidate>) {
    let start = verb + 1;
    let is_inside = |token: &usize| match scene.kind(*token) {
        TokenKind::Word(class) => {
            matches!(class, WordClass::Plain | WordClass::Soft | WordClass::Conjunction | WordClass::Lead)
        }
        TokenKind::Pause | TokenKind::Latin => true,
        _ => false,
    };
    let end = (start..scene.tokens.len()).take_while(is_inside).last().map_or(start, |last| last + 1);
    // 新材料四大支柱产业: the count and what is counted are no part of the last member.
    let n_counted = (start..end).rev().take(LONGEST_COUNTED).position(|at| scene.has(at, Role::ListCount));
    let whole = end;
    let work = (start..end).find(|&at| scene.has(at, Role::ChainWork));
    let end = work.or(n_counted.map(|n| end - n - 1)).unwrap_or(end);
    let is_list = (start..end)
        .any(|token| matches!(scene.kind(token), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)));
    let is_headed = end > start && scene.has(end - 1, Role::IndustryHead);
    let is_closed = scene.kind(whole) == TokenKind::Stop || sums_up(scene, whole);
    let is_governed = work.is_some() || scene.fosters(verb) && is_closed;
    if !is_list || is_headed || !is_governed {
        return;
    }
    let members = members(scene, end);
    // 氢能和储能风口: no trades alone.
    let is_paused = (start..end).any(|token| scene.kind(token) == TokenKind::Pause);
    let is_trade = |member: &Range<usize>| {
        is_paused || is_known(scene, member.clone()) || !is_known(scene, member.start..member.start + 1)
    };
    if members.first().is_some_and(|first| first.start == start)
        && members.iter().any(|member| is_known(scene, member.clone()))
        && members.iter().all(is_trade)
    {
        out.extend(members.into_iter().filter_map(|member| industry(scene, member, true)));
    }
}

/// 等可再生能源, 等。 at `mark`: more of such trades.
fn sums_up(scene: &Scene<'_>, mark: usize) -> bool {
    if !scene.has(mark, Role::ListMark) {
        return false;
    }
    let behind = &scene.text[scene.tokens[mark].span.end..];
    let sentence = scene.document.sentences[scene.sentence].span.end - scene.tokens[mark].span.end;
    let phrase = &behind[..behind.find([',', ';', '。', '、']).unwrap_or(behind.len()).min(sentence)];
    let known = scene.vocabulary().names.get(phrase);
    known.is_some_and(|known| known.label == EntityLabel::Industry)
}

/// 总部、平台 before 院所经济, or 总部、平台、院所 before 经济 or “三大经济”, at `head`.
fn shared(scene: &Scene<'_>, head: usize, out: &mut Vec<Candidate>) {
    let word = scene.word(head);
    let Some(shared) = scene.lexicon.lists[Role::SharedEconomy].end_of(word) else { return };
    let is_own = word.len() > shared.len();
    let is_count = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Number | TokenKind::Measure | TokenKind::QuoteOpen)
            || scene.has(*at, Role::ListCount)
    };
    let n_counts = if is_own { 0 } else { (0..head).rev().take_while(is_count).count() };
    let members = members(scene, if is_own { head + 1 } else { head - n_counts });
    let is_fostered = members.first().is_some_and(|first| first.start > 0 && scene.fosters(first.start - 1));
    let is_counted = (n_counts > 0 || shared.len() > TAIL.len()) && members.len() > 2;
    if members.len() < 2 || !(is_counted || is_fostered && ends(scene, head + 1)) {
        return;
    }
    for member in members {
        let text = scene.slice(member.clone());
        let is_short = (2..=LONGEST_SHARED).contains(&text.chars().count());
        let is_noun = member.clone().all(|at| {
            matches!(scene.kind(at), TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
        });
        if is_short && is_noun && !text.ends_with(TAIL) && !is_known(scene, member.clone()) {
            let name = format!("{text}{TAIL}");
            let span = scene.span(member);
            let mut candidate = Candidate::new(EntityLabel::Industry, span, &name, "industry.shared", 0.7);
            candidate.alias(text);
            out.push(candidate);
        }
    }
}

fn ends(scene: &Scene<'_>, next: usize) -> bool {
    matches!(
        scene.kind(next),
        TokenKind::Stop | TokenKind::QuoteClose | TokenKind::Word(WordClass::Hard | WordClass::Verb)
    )
}

fn is_known(scene: &Scene<'_>, member: Range<usize>) -> bool {
    let known = scene.vocabulary().names.get(scene.slice(member));
    known.is_some_and(|known| known.label == EntityLabel::Industry)
}
