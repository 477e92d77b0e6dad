//! Names in quotation marks: “263”专项行动, “太湖人才计划”, 坚持“亩产论英雄”, 《…三年行动计划》.
//!
//! A quotation with a head after it, or as its last word, is named by that head. One without is a policy when a verb
//! of carrying out governs it, or when its form is a slogan's (四大路径, 三优三保). Titles and awards are none.

use std::ops::Range;

use super::border::left_border;
use super::candidate::{Candidate, plain_name};
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::WordClass;
use crate::extract::token::TokenKind;

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

fn read(
    scene: &Scene<'_>,
    quote: Range<usize>,
    tail: Option<Range<usize>>,
    has_tail: bool,
) -> Option<Candidate> {
    let inner = quote.start + 1..quote.end - 1;
    let text = scene.slice(inner.clone());
    if text.chars().count() > LONGEST || text.contains(['。', ';', '!', '?']) {
        return None;
    }
    let own_head = scene.head_ending(inner.end - 1).filter(|head| head.token > inner.start);
    let tail_head = tail.as_ref().and_then(|tail| scene.head_ending(tail.end - 1));
    let known =
        scene.vocabulary().names.get(&plain_name(text)).filter(|known| known.label == EntityLabel::Policy);
    let tail_text = tail.as_ref().map_or("", |tail| scene.slice(tail.clone()));
    let is_slogan_tail = tail_head.as_ref().is_some_and(|head| head.head.kind.as_ref() == "slogan");
    if text.chars().count() < 2 && tail_head.is_none() {
        return None;
    }
    let (label, kind, rule, confidence) =
        if let Some(head) = own_head.as_ref().filter(|head| head.head.kind.as_ref() != "slogan") {
            (head.head.label, head.head.kind.to_string(), "quote.head", 0.85)
        } else if let Some(head) = tail_head.as_ref().filter(|_| !is_slogan_tail) {
            (
                label_of_tail(head.head.label, head.word, scene, inner.clone()),
                head.head.kind.to_string(),
                "quote.tail",
                0.85,
            )
        } else if known.is_some() || is_slogan_tail && !is_award(scene, &quote) {
            (EntityLabel::Policy, "slogan".to_owned(), "quote.slogan", 0.75)
        } else if is_slogan(text) && !is_award(scene, &quote) || is_governed(scene, &quote) {
            (EntityLabel::Policy, "slogan".to_owned(), "quote.governed", 0.6)
        } else {
            return None;
        };
    if label == EntityLabel::Organization {
        return None;
    }
    let joined = has_tail && own_head.is_none() && tail_head.is_some() && !is_slogan_tail;
    let end = if joined { tail.as_ref().map_or(quote.end, |tail| tail.end) } else { quote.end };
    let name = if own_head.is_none() && tail_head.is_some() && !is_slogan_tail {
        format!("{text}{tail_text}")
    } else {
        text.to_owned()
    };
    let mut candidate = Candidate::new(label, scene.span(quote.start..end), &name, rule, confidence);
    candidate.kind = kind;
    candidate.alias(text);
    if !tail_text.is_empty() {
        candidate.alias(&format!("{text}{tail_text}"));
    }
    let before = left_border(scene, quote.start).start;
    if before < quote.start && scene.slice(before..quote.start).chars().count() <= 12 {
        let prefix = scene.slice(before..quote.start).to_owned();
        candidate.alias(&format!("{prefix}{name}"));
        candidate.alias(&format!("{prefix}{text}"));
    }
    Some(candidate)
}

/// 工程 and 项目 after a quotation name a programme, unless the quotation names a place or a firm.
fn label_of_tail(label: EntityLabel, word: &str, scene: &Scene<'_>, inner: Range<usize>) -> EntityLabel {
    if label == EntityLabel::Project && matches!(word, "项目" | "工程") && !scene.has_proper(inner) {
        return EntityLabel::Policy;
    }
    label
}

/// 三优三保, 四大路径, 3550: numerals make the form of a slogan.
fn is_slogan(text: &str) -> bool {
    let length = text.chars().count();
    let is_numeral = |mark: char| "一二两三四五六七八九十百千双".contains(mark);
    let n_numerals = text.chars().filter(|&mark| is_numeral(mark)).count();
    let starts = text.chars().next().is_some_and(|mark| is_numeral(mark) || mark.is_ascii_digit());
    (3..=12).contains(&length) && starts && (n_numerals >= 2 || length >= 4)
        || (3..=8).contains(&length) && text.chars().all(|mark| mark.is_ascii_digit() || mark == '+')
}

/// A quotation that is a title won, a ranking or a figure of speech's: 荣获“…”, “…”称号.
fn is_award(scene: &Scene<'_>, quote: &Range<usize>) -> bool {
    const WON: [&str; 12] =
        ["荣获", "获评", "荣膺", "获得", "入选", "荣登", "评为", "授予", "获", "命名", "入围", "荣"];
    const TITLES: [&str; 8] = ["称号", "荣誉", "奖", "奖项", "榜", "百强", "品牌", "美誉"];
    let before = quote.start.checked_sub(1).map_or("", |before| scene.word(before));
    let after = scene.tokens.get(quote.end).map_or("", |_| scene.word(quote.end));
    WON.contains(&before) || TITLES.contains(&after)
}

/// Whether a verb of carrying out governs the quotation: 推进“三优三保”, 坚持“亩产论英雄”.
fn is_governed(scene: &Scene<'_>, quote: &Range<usize>) -> bool {
    const GOVERNING: [&str; 26] = [
        "实施", "推行", "践行", "落实", "坚持", "深化", "开展", "推进", "实行", "擦亮", "打响", "畅通",
        "探索", "秉承", "推广", "启动", "执行", "做好", "抓好", "严格", "唱响", "创建", "争创", "健全",
        "建立", "完善",
    ];
    let length = scene.slice(quote.start + 1..quote.end - 1).chars().count();
    let before = left_border(scene, quote.start).start;
    let governs = before.checked_sub(1).is_some_and(|verb| GOVERNING.contains(&scene.word(verb)));
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
