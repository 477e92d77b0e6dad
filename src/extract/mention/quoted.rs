//! Names in quotation marks: “263”专项行动, “太湖人才计划”, 坚持“亩产论英雄”, 《…三年行动计划》.
//!
//! A quotation with a head after it, or as its last word, is named by that head. One without is a policy when a verb
//! of carrying out governs it, or when its form is a slogan's (四大路径, 三优三保). Titles and awards are none.

use std::ops::Range;

use super::border::left_border;
use super::candidate::{Candidate, plain_name};
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::{Token, TokenKind};

/// Longest quotation that is a name, in characters.
const LONGEST: usize = 24;

/// Proposes the quotations that are names.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let quotes = quotations(scene);
    for (index, quote) in quotes.iter().enumerate() {
        // “A”“B”计划 and “A”、“B”改革 share the last one's head.
        let mut last = index;
        while last + 1 < quotes.len() && adjoins(scene, quotes[last].end, quotes[last + 1].start) {
            last += 1;
        }
        let tail = tail(scene, quotes[last].end);
        if let Some(candidate) = read(scene, quote.clone(), tail, last == index) {
            out.push(candidate);
        }
    }
    titles(scene, out);
}

/// Tokens of each quotation, marks included.
fn quotations(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for token in 0..scene.tokens.len() {
        match scene.kind(token) {
            TokenKind::QuoteOpen => open = Some(token),
            TokenKind::QuoteClose => {
                if let Some(start) = open.take()
                    && token > start + 1
                {
                    found.push(start..token + 1);
                }
            }
            _ => {}
        }
    }
    found
}

fn adjoins(scene: &Scene<'_>, end: usize, next: usize) -> bool {
    next == end
        || (next == end + 1
            && matches!(scene.kind(end), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)))
}

/// The words right after a quotation that end in a head: 专项行动, 审批模式.
fn tail(scene: &Scene<'_>, from: usize) -> Option<Range<usize>> {
    let mut end = None;
    for token in from..scene.tokens.len().min(from + 6) {
        match scene.kind(token) {
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) | TokenKind::Latin => {}
            TokenKind::Word(WordClass::Lead) if token == from => {}
            _ => break,
        }
        if scene.head_ending(token).is_some_and(|head| head.token >= from) {
            end = Some(token + 1);
        }
    }
    end.map(|end| from..end)
}

/// What a quotation's form and surroundings tell.
struct Reading {
    label: EntityLabel,
    kind: String,
    rule: &'static str,
    confidence: f32,
    /// Whether the words after the quotation belong to the name.
    takes_tail: bool,
}

fn read(
    scene: &Scene<'_>,
    quote: Range<usize>,
    tail: Option<Range<usize>>,
    has_tail: bool,
) -> Option<Candidate> {
    let inner = quote.start + 1..quote.end - 1;
    let text = scene.slice(inner.clone());
    let plain = plain_name(text);
    if plain.chars().count() > LONGEST
        || text.contains(['。', ';', '!', '?', ',', '的'])
        || scene.vocabulary().words.is_no_name(&plain)
    {
        return None;
    }
    let reading = reading(scene, &quote, tail.as_ref())?;
    let tail_text = tail.as_ref().map_or("", |tail| scene.slice(tail.clone()));
    let end = match &tail {
        Some(tail) if has_tail && reading.takes_tail => tail.end,
        _ => quote.end,
    };
    let core = if reading.takes_tail { format!("{plain}{tail_text}") } else { plain.clone() };
    let prefix = prefix(scene, quote.start);
    let name = match prefix {
        Some(prefix) => format!("{prefix}{core}"),
        None => core.clone(),
    };
    let span = scene.span(quote.start..end);
    let mut candidate = Candidate::new(reading.label, span, &name, reading.rule, reading.confidence);
    candidate.kind = reading.kind;
    // 百日行动 alone does not tell which.
    if !scene.lexicon.lists[Role::CommonAction].contains(&core) || prefix.is_none() {
        candidate.alias(&core);
        candidate.alias(&plain);
        candidate.alias(&format!("{plain}{tail_text}"));
        candidate.alias_known(&scene.vocabulary().names);
    }
    if let Some(prefix) = prefix {
        candidate.alias(&format!("{prefix}{plain}"));
    }
    Some(candidate)
}

/// The words right before a quotation that belong to its name: 城市管理“百日行动”.
fn prefix<'s>(scene: &Scene<'s>, quote: usize) -> Option<&'s str> {
    let before = left_border(scene, quote);
    let range = before.start..quote;
    if range.is_empty() || before.is_counted || before.after_quote {
        return None;
    }
    let is_name = scene.tokens[range.clone()].iter().all(|token| {
        matches!(token.kind, TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
    });
    let text = scene.slice(range);
    (is_name && (2..=10).contains(&text.chars().count())).then_some(text)
}

fn reading(scene: &Scene<'_>, quote: &Range<usize>, tail: Option<&Range<usize>>) -> Option<Reading> {
    let inner = quote.start + 1..quote.end - 1;
    let text = scene.slice(inner.clone());
    let length = text.chars().count();
    let begins = scene.tokens[inner.start].span.start;
    let own = scene.head_ending(inner.end - 1).filter(|head| head.start > begins);
    let own = own.filter(|head| head.head.kind.as_ref() != "slogan");
    let after = tail.and_then(|tail| scene.head_ending(tail.end - 1));
    let is_slogan_tail = after.as_ref().is_some_and(|head| head.head.kind.as_ref() == "slogan");
    let policy = |rule, confidence| {
        let (label, kind) = (EntityLabel::Policy, "slogan".to_owned());
        Some(Reading { label, kind, rule, confidence, takes_tail: false })
    };
    if is_slogan(text) && own.as_ref().is_none_or(|head| head.head.label != EntityLabel::Policy) {
        return if is_award(scene, quote) || length < 3 { None } else { policy("quote.slogan", 0.75) };
    }
    let is_other =
        |head: &FoundHead<'_>| !matches!(head.head.label, EntityLabel::Organization | EntityLabel::Project);
    if let Some(head) = own.filter(is_other) {
        let (label, kind) = (head.head.label, head.head.kind.to_string());
        return Some(Reading { label, kind, rule: "quote.head", confidence: 0.85, takes_tail: false });
    }
    if let Some(head) = after.filter(|_| !is_slogan_tail) {
        let label = label_of_tail(head.head.label, head.word, scene, inner);
        let kind = head.head.kind.to_string();
        let reading = Reading { label, kind, rule: "quote.tail", confidence: 0.85, takes_tail: true };
        return (label != EntityLabel::Organization).then_some(reading);
    }
    let known = scene.vocabulary().names.get(&plain_name(text));
    if known.is_some_and(|known| known.label == EntityLabel::Policy) {
        return policy("quote.known", 0.85);
    }
    if length < 3 || known.is_some() || is_award(scene, quote) || !is_loose_slogan(scene, &inner) {
        return None;
    }
    policy("quote.slogan", if is_slogan_tail || is_governed(scene, quote) { 0.7 } else { 0.55 })
}

/// A quotation without a head that reads as a slogan: short, no firm and no kind of firms.
fn is_loose_slogan(scene: &Scene<'_>, inner: &Range<usize>) -> bool {
    let text = scene.slice(inner.clone());
    let lists = &scene.lexicon.lists;
    (3..=14).contains(&text.chars().count())
        && !lists[Role::NoSlogan].is_in(text)
        && !scene.tokens[inner.clone()]
            .iter()
            .any(|token| token.kind == TokenKind::Number && is_figure(scene, token))
        && !lists[Role::NoSloganEnd].ends(text)
}

/// Digits before a measure word: 15条 is a count, 1+3 and 315 are not.
fn is_figure(scene: &Scene<'_>, token: &Token) -> bool {
    let after = &scene.text[token.span.end..];
    let digits = token.span.of(scene.text).bytes().all(|byte| byte.is_ascii_digit());
    digits && scene.lexicon.lists[Role::Counted].opens(after)
}

/// 三优三保, 四大路径, 3550: numerals make the form of a slogan.
fn is_slogan(text: &str) -> bool {
    let length = text.chars().count();
    let is_numeral = |mark: char| "一二两三四五六七八九十百千双".contains(mark);
    let n_numerals = text.chars().filter(|&mark| is_numeral(mark)).count();
    let starts = text.chars().next().is_some_and(is_numeral);
    let is_code = (3..=8).contains(&length) && text.chars().all(|mark| mark.is_ascii_digit() || mark == '+');
    (3..=12).contains(&length) && starts && (n_numerals >= 2 || length >= 4) || is_code
}

/// 工程 and 项目 after a quotation name a programme, unless the quotation names a place or a firm.
fn label_of_tail(label: EntityLabel, word: &str, scene: &Scene<'_>, inner: Range<usize>) -> EntityLabel {
    if label == EntityLabel::Project
        && scene.lexicon.lists[Role::Programme].contains(word)
        && !scene.has_proper(inner)
    {
        return EntityLabel::Policy;
    }
    label
}

/// A quotation that is a title won, a ranking or a figure of speech's: 荣获“…”, “…”称号.
fn is_award(scene: &Scene<'_>, quote: &Range<usize>) -> bool {
    let lists = &scene.lexicon.lists;
    let before = quote.start.checked_sub(1).map_or("", |before| scene.word(before));
    let after = scene.tokens.get(quote.end).map_or("", |_| scene.word(quote.end));
    lists[Role::Won].contains(before) || lists[Role::Prize].contains(after)
}

/// Whether a verb of carrying out governs the quotation: 推进“三优三保”, 坚持“亩产论英雄”.
fn is_governed(scene: &Scene<'_>, quote: &Range<usize>) -> bool {
    let length = scene.slice(quote.start + 1..quote.end - 1).chars().count();
    let before = left_border(scene, quote.start).start;
    let governs = before
        .checked_sub(1)
        .is_some_and(|verb| scene.lexicon.lists[Role::CarryOut].contains(scene.word(verb)));
    let distance = scene.slice(before..quote.start).chars().count();
    governs
        && (3..=16).contains(&length)
        && distance <= 8
        && !scene.slice(quote.start..quote.end).contains('的')
}

/// Titles of documents: 《无锡市大气臭氧污染防治攻坚28条三年行动计划》.
fn titles(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let mut open = None;
    for token in 0..scene.tokens.len() {
        match scene.kind(token) {
            TokenKind::TitleOpen => open = Some(token),
            TokenKind::TitleClose => {
                let Some(start) = open.take().filter(|&start| token > start + 1) else { continue };
                let is_policy = scene.head_ending(token - 1).is_some_and(|head| {
                    head.head.label == EntityLabel::Policy && head.head.kind.as_ref() != "slogan"
                });
                if is_policy {
                    let name = scene.slice(start + 1..token);
                    let span = scene.span(start..token + 1);
                    let mut candidate = Candidate::new(EntityLabel::Policy, span, name, "title", 0.9);
                    candidate.kind = "document".to_owned();
                    out.push(candidate);
                }
            }
            _ => {}
        }
    }
}
