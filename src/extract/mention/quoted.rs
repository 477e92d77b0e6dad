//! Names in quotation marks: “263”专项行动, “太湖人才计划”, 坚持“亩产论英雄”, 《…三年行动计划》.
//!
//! A quotation with a head after it, or as its last word, is named by that head. One without may be a slogan, which
//! `slogan` decides by what stands around it.

use std::ops::Range;

use super::border::left_border;
use super::candidate::{Candidate, plain_name};
use super::scene::{FoundHead, Scene};
use super::slogan::{self, Around};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Longest quotation that is a name, in characters.
const LONGEST: usize = 24;

/// Longest name before a five-year plan that tells whose it is: 开发区“十四五”规划纲要.
const LONGEST_OWNER: usize = 6;

/// Characters of what is kept on the net that tell no more alone: 一张网.
const SHORTEST_NET: usize = 3;

/// Longest quotation that is a name whose parts a sign joins.
const LONGEST_JOINED: usize = 36;

/// Proposes the quotations that are names.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let quotes = quotations(scene);
    let mut first = 0;
    while first < quotes.len() {
        // “A”“B”计划 and “A”、“B”改革 share what governs the first and the last one's head.
        let mut last = first;
        while last + 1 < quotes.len() && adjoins(scene, quotes[last].end, quotes[last + 1].start) {
            last += 1;
        }
        let around = Around::new(scene, quotes[first].start..quotes[last].end);
        let tail = tail(scene, around.next);
        for (index, quote) in (first..).zip(&quotes[first..=last]) {
            out.extend(read(scene, quote.clone(), &around, tail.as_ref(), index == last));
        }
        first = last + 1;
    }
    titles(scene, out);
}

/// Tokens of each quotation, marks included.
fn quotations(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !scene.holds_kind(TokenKind::QuoteClose) {
        return found;
    }
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

/// The words from `from` on, right after a quotation, that end in a head: 专项行动, 审批模式, 的战略布局.
fn tail(scene: &Scene<'_>, from: usize) -> Option<Range<usize>> {
    let (mut end, mut has_verb) = (None, false);
    let start = if scene.tokens.get(from).is_some() && scene.word(from) == "的" { from + 1 } else { from };
    for token in start..scene.tokens.len().min(start + 6) {
        match scene.kind(token) {
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) | TokenKind::Latin => {}
            TokenKind::Word(WordClass::Lead) if token == start => {}
            // 5A | 级
            TokenKind::Measure if token == start + 1 && scene.kind(start) == TokenKind::Latin => {}
            // “双百双千”人才引进计划
            TokenKind::Word(WordClass::Hard) if token > start && scene.has(token, Role::InnerVerb) => {}
            // “梧桐”聚才计划
            TokenKind::Word(WordClass::Hard) if token <= start + 1 && opens_head(scene, token) => {}
            _ => break,
        }
        has_verb |= scene.tokens[token].is(WordClass::Hard);
        let is_head = |head: &FoundHead<'_>| {
            head.token >= start && (!has_verb || head.head.label == EntityLabel::Policy)
        };
        // 服务平台 in 服务平台建设: what is built ends there.
        let is_more = |head: &FoundHead<'_>| {
            end.is_none_or(|end| !serves(scene, end)) || head.head.kind.as_ref() != "slogan"
        };
        if scene.head_ending(token).as_ref().is_some_and(|head| is_head(head) && is_more(head)) {
            end = Some(token + 1);
        }
    }
    end.map(|end| from..end)
}

/// Whether the words before `end` end in 服务平台 or the like.
fn serves(scene: &Scene<'_>, end: usize) -> bool {
    scene.head_ending(end - 1).is_some_and(|head| is_service(&head))
}

fn is_service(head: &FoundHead<'_>) -> bool {
    head.head.label == EntityLabel::Platform
        && head.head.kind.as_ref() == "service"
        && head.word.ends_with("平台")
}

/// Whether a verb at `token` begins the words that a plan's or an action's head ends: 聚才 in 聚才计划.
fn opens_head(scene: &Scene<'_>, token: usize) -> bool {
    let is_plan = |head: &FoundHead<'_>| {
        head.head.label == EntityLabel::Policy
            && !matches!(head.head.kind.as_ref(), "reform" | "slogan" | "pilot" | "title")
    };
    let ends = |at: usize| scene.head_ending(at).is_some_and(|head| head.token == at && is_plan(&head));
    !scene.has(token, Role::ListMark) && scene.word(token) != "的" && (token + 1..=token + 2).any(ends)
}

/// What a quotation's form and surroundings tell.
pub(super) struct Reading {
    pub(super) label: EntityLabel,
    pub(super) kind: String,
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
    /// Whether the words after the quotation belong to the name.
    pub(super) takes_tail: bool,
}

fn read(
    scene: &Scene<'_>,
    quote: Range<usize>,
    around: &Around<'_>,
    tail: Option<&Range<usize>>,
    is_last: bool,
) -> Option<Candidate> {
    let inner = quote.start + 1..quote.end - 1;
    let text = scene.slice(inner.clone());
    let plain = plain_name(text);
    if let Some(plan) = five_year_plan(scene, &quote, &plain) {
        return Some(plan);
    }
    let longest = if plain.contains('+') { LONGEST_JOINED } else { LONGEST };
    if plain.chars().count() > longest
        || text.contains(['。', ';', '!', '?', ',', '的'])
        || plain.split('、').any(|part| scene.vocabulary().words.is_no_name(part))
        || is_likeness(scene, &quote)
    {
        return None;
    }
    let reading = reading(scene, &quote, around, tail)?;
    if plain.chars().count() > LONGEST && reading.label != EntityLabel::Policy {
        return None;
    }
    let tail_text = tail.as_ref().map_or("", |tail| scene.slice((*tail).clone()).trim_start_matches('的'));
    let end = match tail {
        Some(tail) if is_last && reading.takes_tail => tail.end,
        _ => quote.end,
    };
    let core = if reading.takes_tail { format!("{plain}{tail_text}") } else { plain.clone() };
    let is_common = scene.lexicon.lists[Role::CommonAction].contains(&core);
    let reach = || quote.start.checked_sub(1).filter(|&at| scene.has(at, Role::EventReach));
    let reach = Some(reading.label).filter(|label| *label == EntityLabel::Event).and_then(|_| reach());
    let prefix = prefix(scene, quote.start, if is_common { 18 } else { 10 });
    let prefix = prefix.or(reach.map(|at| scene.word(at)));
    let name = match prefix {
        Some(prefix) => format!("{prefix}{core}"),
        None => core.clone(),
    };
    let start = match prefix {
        Some(prefix) if is_common => scene.tokens[quote.start].span.start - prefix.len(),
        _ => scene.tokens[quote.start].span.start,
    };
    let span = Span::new(start, scene.tokens[end - 1].span.end);
    let mut candidate = Candidate::new(reading.label, span, &name, reading.rule, reading.confidence);
    candidate.kind = reading.kind;
    // 百日行动 alone does not tell which.
    if !is_common || prefix.is_none() {
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

/// “热带雨林”式格局: what something is like.
fn is_likeness(scene: &Scene<'_>, quote: &Range<usize>) -> bool {
    scene.lexicon.lists[Role::Likeness].opens(&scene.text[scene.tokens[quote.end - 1].span.end..])
}

/// “十四五”规划: the quotation alone is a time.
fn five_year_plan(scene: &Scene<'_>, quote: &Range<usize>, plain: &str) -> Option<Candidate> {
    let (name, _) = scene.lexicon.five_year_plans.start_of(plain).filter(|(name, _)| *name == plain)?;
    let end = scene.tokens[quote.end - 1].span.end;
    let behind = &scene.text[end..scene.document.sentences[scene.sentence].span.end];
    let noun = scene.lexicon.lists[Role::PeriodPlan].start_of(behind)?;
    let own = prefix(scene, quote.start, LONGEST_OWNER);
    let own = own.filter(|own| scene.lexicon.lists[Role::Zone].ends(own)).unwrap_or_default();
    let span = Span::new(scene.tokens[quote.start].span.start, end + noun.len());
    let whole = format!("{own}{name}{noun}");
    let mut candidate = Candidate::new(EntityLabel::Policy, span, &whole, "quote.period", 0.8);
    candidate.kind = "plan".to_owned();
    candidate.alias(&format!("{name}{noun}"));
    Some(candidate)
}

/// The words right before a quotation that belong to its name: 城市管理“百日行动”. Verbs and ranks before them do not
/// (策应“一城三基地”, 省级“两化融合”), nor the last member of a list (产业、生态“四个新城”).
fn prefix<'s>(scene: &Scene<'s>, quote: usize, longest: usize) -> Option<&'s str> {
    let before = left_border(scene, quote);
    if before.is_counted || before.after_quote {
        return None;
    }
    let is_front =
        |token: &usize| scene.tokens[*token].is(WordClass::Verb) || scene.has(*token, Role::NameRank);
    let start = before.start + (before.start..quote).take_while(is_front).count();
    let is_listed = start > 0
        && matches!(scene.kind(start - 1), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction));
    let range = start..quote;
    if range.is_empty() || is_listed && longest <= 10 {
        return None;
    }
    let is_name = scene.tokens[range.clone()].iter().all(|token| {
        matches!(token.kind, TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
    });
    let text = scene.slice(range);
    // 省委“一主三副”: whose it is.
    let is_organ = scene.lexicon.lists[Role::PartyOrgan].contains(text);
    (is_name && !is_organ && (2..=longest).contains(&text.chars().count())).then_some(text)
}

fn reading(
    scene: &Scene<'_>,
    quote: &Range<usize>,
    around: &Around<'_>,
    tail: Option<&Range<usize>>,
) -> Option<Reading> {
    let inner = quote.start + 1..quote.end - 1;
    let text = scene.slice(inner.clone());
    let lists = &scene.lexicon.lists;
    let begins = scene.tokens[inner.start].span.start;
    let own = scene.head_ending(inner.end - 1).filter(|head| head.start > begins);
    let own = own.filter(|head| head.head.kind.as_ref() != "slogan" && !is_other_kind(scene, head, around));
    let after = tail.and_then(|tail| scene.head_ending(tail.end - 1));
    let is_named_behind = after.as_ref().is_some_and(|head| head.head.label == EntityLabel::Policy);
    // 国际贸易“单一窗口”, 政务“一张网”: what is kept on the net.
    let is_whose =
        || text.chars().count() > SHORTEST_NET || prefix(scene, quote.start, LONGEST_OWNER + 4).is_some();
    if lists[Role::NetCarrier].contains(text) && after.is_none() && is_whose() {
        let (label, kind) = (EntityLabel::Platform, "service".to_owned());
        return Some(Reading { label, kind, rule: "quote.net", confidence: 0.8, takes_tail: false });
    }
    // “四季民歌”展演活动, “一窗通”服务平台
    let is_held =
        after.as_ref().is_some_and(|head| head.head.label == EntityLabel::Event || is_service(head));
    if slogan::is_numeral(text.trim())
        && !is_held
        && own.as_ref().is_none_or(|head| head.head.label != EntityLabel::Policy)
    {
        // “三进”工程, “两改一拆”城镇提质工程
        let is_programme = after.as_ref().is_some_and(|head| {
            head.word.ends_with("工程") && !tail.is_some_and(|tail| is_works(scene, tail.clone()))
        });
        let is_action = after.is_some_and(|head| head.head.kind.as_ref() != "slogan");
        let is_named = is_named_behind || is_programme;
        let reading = slogan::numeral(scene, &inner, around, is_named)?;
        return Some(Reading { takes_tail: is_named && is_action, ..reading });
    }
    if around.is_against(scene) {
        return None;
    }
    let is_other =
        |head: &FoundHead<'_>| !matches!(head.head.label, EntityLabel::Organization | EntityLabel::Project);
    if let Some(head) = own.filter(is_other) {
        return Some(by_own_head(&head, after.as_ref(), is_held));
    }
    // “十大工程”、“四水同治”示范工程: the first has its own noun.
    let programme = own.filter(|head| lists[Role::Programme].contains(head.word));
    // “育才工程”: a doing at no place.
    let is_doing = tail.is_none()
        && programme.is_some_and(|head| head.word == "工程")
        && !is_works(scene, inner.clone())
        && !inner.clone().any(|at| scene.is_place_at(scene.tokens[at].span.start));
    if programme.is_some() && (is_doing || tail.is_some_and(|tail| tail.start > quote.end)) {
        let (label, kind) = (EntityLabel::Policy, "programme".to_owned());
        return Some(Reading { label, kind, rule: "quote.head", confidence: 0.8, takes_tail: false });
    }
    if let Some((head, tail)) = after.zip(tail).filter(|(head, _)| head.head.kind.as_ref() != "slogan") {
        return by_tail(scene, quote, &head, tail);
    }
    let is_mechanism = after.is_some_and(|head| lists[Role::Mechanism].contains(head.word));
    if is_mechanism && around.keeps_up(scene) && scene.word(around.next) != "的" {
        let kind = "system".to_owned();
        let label = EntityLabel::Policy;
        return Some(Reading { label, kind, rule: "quote.tail", confidence: 0.75, takes_tail: true });
    }
    slogan::loose(scene, &inner, around, is_named_behind)
}

/// What the last word of a quotation makes of it, with the head behind it where both are one name.
fn by_own_head(head: &FoundHead<'_>, after: Option<&FoundHead<'_>>, is_held: bool) -> Reading {
    let kind = |head: &FoundHead<'_>| head.head.kind.to_string();
    let joined =
        |label, kind| Reading { label, kind, rule: "quote.tail", confidence: 0.85, takes_tail: true };
    // “执法监管一体化”综合改革: the reform has both for its name.
    // “工业强州”战略 too.
    let is_strategy = head.head.kind.as_ref() == "strategy";
    let is_reform = |after: &&FoundHead<'_>| {
        matches!(after.head.kind.as_ref(), "reform" | "action")
            || is_strategy && after.head.kind.as_ref() == "strategy"
    };
    let is_front = head.head.kind.as_ref() == "union" || is_strategy || head.word.ends_with('年');
    if let Some(after) = after.filter(is_reform).filter(|_| is_front) {
        return joined(EntityLabel::Policy, kind(after));
    }
    // “四季歌会”展演活动
    if head.head.label == EntityLabel::Event && is_held {
        return joined(EntityLabel::Event, kind(head));
    }
    let (label, kind) = (head.head.label, kind(head));
    Reading { label, kind, rule: "quote.head", confidence: 0.85, takes_tail: false }
}

/// What the head behind a quotation makes of it.
fn by_tail(
    scene: &Scene<'_>,
    quote: &Range<usize>,
    head: &FoundHead<'_>,
    tail: &Range<usize>,
) -> Option<Reading> {
    let inner = quote.start + 1..quote.end - 1;
    // “三孟”古城保护提升工程: the words behind tell what is built.
    let is_built = is_built(scene, tail.clone());
    // 打造“江湾小而优”旅游名县: a wish.
    let is_wish = head.head.kind.as_ref() == "title"
        && !super::policy::is_won(scene, quote.start)
        && !scene.has(tail.start, Role::NameRank);
    let label = match head.head.label {
        EntityLabel::Project if is_built => EntityLabel::Project,
        label => label_of_tail(label, head.word, scene, inner.clone()),
    };
    // “2个专班+5个小组”项目推进机制: counts name no project.
    let is_count = label == EntityLabel::Project
        && scene.kind(inner.start) == TokenKind::Number
        && scene.kind(inner.start + 1) == TokenKind::Measure;
    let kind = head.head.kind.to_string();
    let is_named = label != EntityLabel::Organization && !is_count && !is_wish;
    is_named.then_some(Reading { label, kind, rule: "quote.tail", confidence: 0.85, takes_tail: true })
}

/// Whether the words behind a quotation tell what is built: 古城保护提升工程.
fn is_built(scene: &Scene<'_>, tail: Range<usize>) -> bool {
    (tail.start + 1..tail.end - 1).any(|at| scene.has(at, Role::Building))
}

/// The same of a programme that a numeral names: not 水库东延供水工程.
fn is_works(scene: &Scene<'_>, tail: Range<usize>) -> bool {
    tail.into_iter().any(|at| {
        scene.lexicon.lists[Role::Building].is_in(scene.word(at)) || scene.has_end(at, Role::Landscape)
    })
}

/// Whether what stands around a quotation makes something else of it than its last word does: brands
/// (“江畔古镇”等旅游品牌), or what describes the next noun (“沉浸城市”休闲空间).
fn is_other_kind(scene: &Scene<'_>, head: &FoundHead<'_>, around: &Around<'_>) -> bool {
    let is_brand = head.head.label == EntityLabel::Platform && around.is_named();
    let is_noun = scene.kind(around.next) == TokenKind::Word(WordClass::Plain);
    is_brand || head.head.kind.as_ref() == "title" && is_noun
}

/// 工程 and 项目 after a quotation name a programme, unless the quotation names a place or a firm.
fn label_of_tail(label: EntityLabel, word: &str, scene: &Scene<'_>, inner: Range<usize>) -> EntityLabel {
    // “莆商回归”工程: a doing.
    let is_doing = matches!(
        scene.kind(inner.end - 1),
        TokenKind::Word(WordClass::Verb | WordClass::Soft | WordClass::Hard)
    ) && !scene.has(inner.end - 1, Role::Building);
    if label == EntityLabel::Project
        && scene.lexicon.lists[Role::Programme].contains(word)
        && (is_doing
            || lists_people(scene, inner.clone())
            || slogan::is_own(scene, scene.slice(inner.clone()))
            || !scene.has_proper(inner))
    {
        return EntityLabel::Policy;
    }
    label
}

/// “鹿城英才”工程: whom a programme wants is its last word.
fn lists_people(scene: &Scene<'_>, inner: Range<usize>) -> bool {
    scene.lexicon.lists[Role::Talent].ends(scene.slice(inner))
}

/// Titles of documents: 《湖州市河道水质提升20条三年行动计划》.
fn titles(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds_kind(TokenKind::TitleClose) {
        return;
    }
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
