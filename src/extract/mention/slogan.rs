//! Quotations without a head word: which of them are slogans, the names of policies (四大路径, “亩产论英雄”), and which
//! are figures of speech (“最后一公里”), kinds of things (“零就业”家庭) and titles of things (“奋斗者”号).
//!
//! What stands around decides: a verb of carrying out before, a noun of naming behind (…模式, …的宗旨). Only the form
//! of numerals (三优三保, 3+5) tells a slogan by itself, and even that not before a noun that it describes.

use std::ops::Range;

use super::border::left_border;
use super::event::counts_runs;
use super::quoted::Reading;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Frame, HeadNeed, Role, WordClass};
use crate::extract::token::{Token, TokenKind};

/// How many members of a list may stand between a verb and a quotation.
const MEMBERS: usize = 6;

/// What stands around a run of quotations.
pub(super) struct Around<'s> {
    /// The token of the verb that governs the run.
    verb: Option<usize>,
    /// The first token behind it that is no mark of a footnote.
    pub(super) next: usize,
    /// The noun behind 等 that tells what the quotations are: 平台 in “A”“B”等重大平台.
    class: Option<&'s str>,
    /// Whether that noun names policies: 品牌 in “A”“B”等劳务品牌.
    is_named: bool,
    /// Whether a count of times stands behind the noun: 30余场 in “A”等促消费活动30余场.
    is_run: bool,
    /// Whether the noun is the brand of gatherings: 购物节品牌 in “A”“B”等购物节品牌.
    is_gathering: bool,
    /// Whether the noun is one of things: 房屋 in “A”等危旧房屋改造.
    is_thing: bool,
}

impl<'s> Around<'s> {
    /// Reads what stands around the run of these tokens.
    pub(super) fn new(scene: &Scene<'s>, run: Range<usize>) -> Self {
        let next = behind_footnotes(scene, run.end);
        let is_list = scene.kind(next) == TokenKind::Word(WordClass::Hard) && scene.has(next, Role::ListMark);
        let class = is_list.then(|| class_of_list(scene, next + 1)).flatten();
        let head = class.and_then(|class| scene.head_ending(class));
        let is_named = head.is_some_and(|head| head.head.label == EntityLabel::Policy);
        let is_thing = !is_named
            && class.is_some_and(|class| {
                scene.lexicon.lists[Role::Thing].is_in(scene.slice(next + 1..class + 1))
            });
        let verb = governor(scene, run.start);
        let is_run = class.is_some_and(|class| counts_runs(scene, class + 1));
        let is_event =
            |at: usize| scene.head_ending(at).is_some_and(|head| head.head.label == EntityLabel::Event);
        let is_gathering =
            class.is_some_and(|class| scene.has(class, Role::BrandNoun) && is_event(class - 1));
        let class = class.map(|class| scene.word(class));
        Self { verb, next, class, is_named, is_run, is_gathering, is_thing }
    }

    /// Whether the noun behind 等 names policies.
    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    fn verb_in(&self, scene: &Scene<'_>, role: Role) -> bool {
        self.verb.is_some_and(|verb| scene.lexicon.lists[role].ends(scene.word(verb)))
    }

    /// Whether the quoted way of working is set up or kept up: 建立“月调度”推进机制.
    pub(super) fn keeps_up(&self, scene: &Scene<'_>) -> bool {
        self.verb_in(scene, Role::Founding) || self.verb_in(scene, Role::Upkeep)
    }

    /// Whether the quoted thing is fought: 遏制“两高一低”.
    pub(super) fn is_against(&self, scene: &Scene<'_>) -> bool {
        self.verb_in(scene, Role::Against)
    }

    /// Whether the row of sayings is what is worked by: 坚持“A、B、C”, 以“A、B、C”为导向, 聚焦“A、B、C”总要求.
    fn is_kept_to(&self, scene: &Scene<'_>) -> bool {
        // 为导向 may be two words.
        let behind = self.next..scene.tokens.len().min(self.next + 2);
        self.verb_in(scene, Role::KeptTo) || behind.into_iter().any(|at| scene.has_end(at, Role::Guides))
    }

    /// Whether the quotation describes the noun behind it: “零就业”家庭, “独角兽”培育企业.
    fn describes(&self, scene: &Scene<'_>) -> bool {
        let phrase = (self.next..scene.tokens.len()).take(4).take_while(|&token| {
            matches!(
                scene.kind(token),
                TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb | WordClass::Lead)
            )
        });
        phrase.last().is_some_and(|last| {
            let phrase = scene.slice(self.next..last + 1);
            let lists = &scene.lexicon.lists;
            (self.next..=last).take(3).any(|token| lists[Role::Thing].ends(scene.word(token)))
                && !lists[Role::Trial].is_in(phrase)
        })
    }

    /// Whether the quoted thing is told to go on: “一窗通办”稳步推行, “院坝会议”全面推广.
    fn moves(&self, scene: &Scene<'_>) -> bool {
        let is_adverb = |token: &usize| {
            matches!(scene.kind(*token), TokenKind::Word(WordClass::Hard | WordClass::Lead | WordClass::Soft))
                && !scene.has_end(*token, Role::Moves)
        };
        let verb = self.next + (self.next..scene.tokens.len()).take(2).take_while(is_adverb).count();
        verb < scene.tokens.len() && scene.has_end(verb, Role::Moves)
    }

    /// Whether 并举, 相结合 behind the run makes it two ways of working.
    fn is_joined(&self, scene: &Scene<'_>) -> bool {
        self.next < scene.tokens.len() && scene.has(self.next, Role::Joined)
    }
}

/// The token behind the marks of footnotes that begin at `from`: ④, (24).
fn behind_footnotes(scene: &Scene<'_>, from: usize) -> usize {
    let is_circled = |token: usize| {
        let mut marks = scene.word(token).chars();
        matches!(
            (marks.next(), marks.next()),
            (Some('\u{2460}'..='\u{24ff}' | '\u{3251}'..='\u{32bf}'), None)
        )
    };
    let mut at = from;
    while at < scene.tokens.len() {
        let is_bracketed = scene.kind(at) == TokenKind::Open
            && scene.kind(at + 1) == TokenKind::Number
            && scene.kind(at + 2) == TokenKind::Close;
        at += if is_bracketed {
            3
        } else if is_circled(at) {
            1
        } else {
            break;
        };
    }
    at
}

/// The verb that governs the phrase before token `at`, across the members of a list that stand between.
fn governor(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..MEMBERS {
        let border = left_border(scene, at);
        let mut before = border.start.checked_sub(1)?;
        let is_loose = |at: usize| scene.tokens[at].is(WordClass::Lead) || scene.has(at, Role::AfterVerb);
        while before > 0 && is_loose(before) {
            before -= 1;
        }
        match scene.kind(before) {
            TokenKind::Pause | TokenKind::Word(WordClass::Conjunction) => at = before,
            TokenKind::QuoteClose => {
                at = (before.saturating_sub(16)..before)
                    .rev()
                    .find(|&open| scene.kind(open) == TokenKind::QuoteOpen)?;
            }
            TokenKind::Word(_) => return Some(before),
            _ => return None,
        }
    }
    None
}

/// The last noun of the phrase behind 等.
fn class_of_list(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let is_phrase = |token: &usize| match scene.kind(*token) {
        TokenKind::Word(class) => {
            !matches!(class, WordClass::Hard | WordClass::Take | WordClass::Conjunction)
        }
        TokenKind::Number | TokenKind::Measure => true,
        _ => false,
    };
    let phrase = (from..scene.tokens.len()).take(8).take_while(is_phrase);
    let tells = |token: &usize| {
        scene.has(*token, Role::ListCarrier)
            || scene.has(*token, Role::ListEvent)
            || scene.head_ending(*token).is_some()
    };
    phrase.clone().filter(tells).last().or(phrase.last())
}

/// Whether numerals make the form of a slogan: 三优三保, 四大路径, 3550, 6+2+X.
pub(super) fn is_numeral(text: &str) -> bool {
    let length = text.chars().count();
    let is_count = |mark: char| "一二两三四五六七八九十百千双".contains(mark);
    let n_counts = text.chars().filter(|&mark| is_count(mark)).count();
    let starts = text.chars().next().is_some_and(is_count);
    (3..=12).contains(&length) && starts && (n_counts >= 2 || length >= 4)
        || is_code(text)
        || is_several(text)
}

/// 7个不准: several rules, said in digits.
fn is_several(text: &str) -> bool {
    text.starts_with(|mark: char| mark.is_ascii_digit())
        && text.chars().nth(1) == Some('个')
        && (4..=6).contains(&text.chars().count())
}

/// 四改八 of a road, 三改二 of a canal: what is done there, no policy.
fn is_widening(text: &str) -> bool {
    let is_count = |mark: Option<char>| mark.is_some_and(|mark| "一二两三四五六七八九十双".contains(mark));
    let mut marks = text.chars();
    is_count(marks.next()) && marks.next() == Some('改') && is_count(marks.next()) && marks.next().is_none()
}

/// 3550, 6+2+X.
fn is_code(text: &str) -> bool {
    (3..=8).contains(&text.chars().count())
        && text.starts_with(|mark: char| mark.is_ascii_digit())
        && text.chars().all(|mark| mark.is_ascii_digit() || matches!(mark, '+' | 'X' | 'N'))
}

/// A quotation in the form of numerals.
pub(super) fn numeral(
    scene: &Scene<'_>,
    inner: &Range<usize>,
    around: &Around<'_>,
    is_named_behind: bool,
) -> Option<Reading> {
    let text = scene.slice(inner.clone()).trim();
    let lists = &scene.lexicon.lists;
    let is_known = is_known(scene, text);
    let is_trial = around.next < scene.tokens.len() && scene.has(around.next, Role::Trial);
    let is_out = text.chars().count() < 3
        || is_widening(text)
        || is_several(text) && !around.is_named
        || lists[Role::NoNumeralEnd].ends(text) && !is_named_behind
        || around.is_against(scene)
        || around.verb_in(scene, Role::Won) && !is_trial
        || is_prize(scene, around.next);
    if is_out && !is_known {
        return None;
    }
    if let Some(label) = label_of_class(scene, around) {
        return Some(slogan(label, "quote.list", 0.6));
    }
    // 一区一战略产业: a rule for each, no industries.
    let is_rule = text.starts_with('一') && text.matches('一').count() > 1;
    if lists[Role::IndustryHead].ends(text) && !is_named_behind && !is_rule {
        return Some(slogan(EntityLabel::Industry, "quote.industries", 0.6));
    }
    let is_fit = is_known
        || is_named_behind
        || around.is_named
        || !around.describes(scene)
            && (!is_code(text) || around.verb.is_some_and(|verb| is_verb(scene, verb)));
    is_fit.then(|| slogan(EntityLabel::Policy, "quote.slogan", 0.75))
}

/// A quotation of other form: a slogan where a verb of carrying out governs it or a noun of naming follows.
pub(super) fn loose(
    scene: &Scene<'_>,
    inner: &Range<usize>,
    around: &Around<'_>,
    is_named_behind: bool,
) -> Option<Reading> {
    let text = scene.slice(inner.clone());
    let lists = &scene.lexicon.lists;
    if is_known(scene, text) {
        return Some(slogan(EntityLabel::Policy, "quote.known", 0.85));
    }
    if is_service(scene, text) && !around.verb_in(scene, Role::Won) {
        return Some(Reading {
            kind: "service".to_owned(),
            ..slogan(EntityLabel::Platform, "quote.service", 0.65)
        });
    }
    if let Some(reading) = honour(scene, inner, around) {
        return Some(reading);
    }
    let is_result = text.starts_with('零') && around.verb.is_some_and(|verb| scene.word(verb) == "实现");
    if is_prize(scene, around.next) || around.verb_in(scene, Role::Won) || is_result {
        return None;
    }
    if around.verb.is_some_and(|verb| holds(scene, verb)) && !is_named_behind {
        // 办好“市民云”“阳光信访”等网络平台: what is kept, no gathering.
        if around.class.is_some_and(|class| lists[Role::ListCarrier].ends(class)) {
            return Some(slogan(EntityLabel::Platform, "quote.list", 0.6));
        }
        let is_event = (3..=12).contains(&text.chars().count()) && !text.contains('、');
        return is_event.then(|| slogan(EntityLabel::Event, "quote.held", 0.6));
    }
    let is_kept = is_row(text) && around.is_kept_to(scene);
    let is_run = is_kept || is_row(text) && around.verb_in(scene, Role::Runs);
    if !is_fit(scene, inner, is_run) || around.describes(scene) || around.is_joined(scene) {
        return None;
    }
    if let Some(label) = label_of_class(scene, around) {
        return Some(slogan(label, "quote.list", 0.6));
    }
    if around.is_thing {
        return None;
    }
    let is_campaign = lists[Role::Campaign].ends(text) && text.chars().count() >= 4;
    let moves = around.moves(scene);
    let is_governed = around.verb.is_some_and(|verb| is_verb(scene, verb));
    let is_built = || (around.next..scene.tokens.len()).take(2).any(|at| scene.has_end(at, Role::Build));
    // 打造更具特色的“水运江阴”: of what the region means to be its name is the end.
    let is_described = || around.verb.is_some_and(|verb| scene.word(verb) == "的") && ends_own(scene, text);
    let is_coined = is_own(scene, text) && (is_governed || moves || is_built() || is_described());
    let is_moving = moves && around.verb.is_none() && !text.contains('、') && text.chars().count() >= 4;
    let is_told = lists[Role::Service].ends(text) || lists[Role::Vision].ends(text) && around.verb.is_some();
    let is_whole = !text.contains('、') || is_couplet(text) || is_run;
    let is_carried_out =
        around.verb_in(scene, Role::CarryOut) && is_whole || is_coined || is_moving || is_told || is_kept;
    let is_named_behind = is_named_behind || around.is_named || is_governed && names_itself(scene, inner);
    let confidence = match (is_campaign || is_carried_out, is_named_behind) {
        (true, true) => 0.8,
        (true, false) => 0.65,
        (false, true) => 0.6,
        (false, false) => return None,
    };
    Some(slogan(EntityLabel::Policy, "quote.slogan", confidence))
}

/// 鄂汇办, 闽政通: an office on the net, called after the region that keeps it; 沪港通 is of two.
fn is_service(scene: &Scene<'_>, text: &str) -> bool {
    let lists = &scene.lexicon.lists;
    let parts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let [first, second, third, ..] = parts[..] else { return false };
    parts.len() <= 4
        && lists[Role::ServiceName].ends(text)
        && lists[Role::Abbreviation].contains(&text[first..second])
        && !lists[Role::Abbreviation].contains(&text[second..third])
        && !lists[Role::NoPair].contains(&text[first..third])
}

/// 学党史、办实事、促发展: parts of one length that are carried on together.
fn is_row(text: &str) -> bool {
    let lengths = || text.split('、').map(|part| part.chars().count());
    lengths().count() > 2 && lengths().all(|length| length >= 3) && lengths().max() == lengths().min()
}

/// 秀美山川·和合小镇: two parts of one length.
fn is_paired(text: &str) -> bool {
    let parts = text.split_once('·').map(|(first, second)| (first.chars().count(), second.chars().count()));
    parts.is_some_and(|(first, second)| first == second && first >= 3)
}

/// 民事民议、民事民办: a saying of two parts of one length that share words.
fn is_couplet(text: &str) -> bool {
    let Some((first, second)) = text.split_once('、') else { return false };
    let n_shared = first.chars().filter(|&mark| second.contains(mark)).count();
    first.chars().count() >= 4 && first.chars().count() == second.chars().count() && n_shared >= 2
}

/// A brand that is spoken of (打响“苏州购物”品牌), or a title that is borne (获得“中国竹都”称号).
fn honour(scene: &Scene<'_>, inner: &Range<usize>, around: &Around<'_>) -> Option<Reading> {
    let lists = &scene.lexicon.lists;
    let behind = |role: Role| {
        let phrase = (around.next..scene.tokens.len()).take(3).take_while(|&token| {
            matches!(scene.kind(token), TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
        });
        phrase.into_iter().any(|token| lists[role].contains(scene.word(token)))
    };
    // “浦江好戏”品牌持续擦亮.
    let shines = || {
        let behind = around.next + 1..scene.tokens.len().min(around.next + 4);
        scene.kind(around.next) != TokenKind::Stop && behind.into_iter().any(|at| scene.has(at, Role::Brand))
    };
    // “江阴味道”区域公用品牌
    let is_owned = || is_own(scene, scene.slice(inner.clone()));
    let is_brand = behind(Role::BrandNoun) && (around.verb_in(scene, Role::Brand) || shines() || is_owned());
    let is_title = behind(Role::Award);
    let is_name =
        (3..=12).contains(&scene.slice(inner.clone()).chars().count()) && is_fit(scene, inner, false);
    (is_name && (is_brand || is_title)).then(|| slogan(EntityLabel::Policy, "quote.honour", 0.6))
}

fn slogan(label: EntityLabel, rule: &'static str, confidence: f32) -> Reading {
    let kind = if label == EntityLabel::Policy { "slogan" } else { "" }.to_owned();
    Reading { label, kind, rule, confidence, takes_tail: false }
}

/// Whether the report's own region or one above it is named in a quotation: “科创苏州”, “天门衣尚”.
pub(super) fn is_own(scene: &Scene<'_>, text: &str) -> bool {
    let scope = &scene.document.identity.scope;
    scope.chain.iter().any(|&id| text.contains(scene.lexicon.places.get(id).short.as_str()))
}

/// Whether a quotation ends with the short name of the report's own region or one above it.
fn ends_own(scene: &Scene<'_>, text: &str) -> bool {
    let scope = &scene.document.identity.scope;
    let names = scope.chain.iter().map(|&id| scene.lexicon.places.get(id).short.as_str());
    names.filter(|short| !short.is_empty()).any(|short| text.ends_with(short))
}

fn is_known(scene: &Scene<'_>, text: &str) -> bool {
    let known = scene.vocabulary().names.get(&super::candidate::plain_name(text));
    known.is_some_and(|known| known.label == EntityLabel::Policy)
}

/// What the noun behind 等 makes of the quotations, where it makes something else of them than policies.
fn label_of_class(scene: &Scene<'_>, around: &Around<'_>) -> Option<EntityLabel> {
    let lists = &scene.lexicon.lists;
    let class = around.class?;
    if around.is_gathering {
        return Some(EntityLabel::Event);
    }
    // “金陵巧匠”等技能大师工作室
    let head = scene.vocabulary().heads.ending(class).map(|(_, _, head)| head);
    let is_carrier = head.is_some_and(|head| {
        head.label == EntityLabel::Platform
            && matches!(head.need, HeadNeed::Specific(2..))
            && class.chars().count() > 2
    });
    if lists[Role::ListCarrier].contains(class) || is_carrier {
        return Some(EntityLabel::Platform);
    }
    let is_held = around.is_run || around.verb.is_some_and(|verb| holds(scene, verb));
    (is_held && lists[Role::ListEvent].contains(class)).then_some(EntityLabel::Event)
}

fn holds(scene: &Scene<'_>, token: usize) -> bool {
    scene.tokens[token].trigger.is_some_and(|told| told.frame == Some(Frame::Hold))
}

fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    let is_governing =
        matches!(scene.kind(token), TokenKind::Word(WordClass::Hard | WordClass::Take | WordClass::Verb));
    is_governing && !scene.has(token, Role::ListMark) && scene.word(token) != "的"
}

fn is_prize(scene: &Scene<'_>, next: usize) -> bool {
    next < scene.tokens.len() && scene.has(next, Role::Prize)
}

/// Whether a quotation has the form of a slogan: short, no firm, no kind of firms, no quality of things (技能型).
/// One whose parts are carried on together may be longer.
fn is_fit(scene: &Scene<'_>, inner: &Range<usize>, is_run: bool) -> bool {
    let text = scene.slice(inner.clone());
    let lists = &scene.lexicon.lists;
    let names = &scene.vocabulary().names;
    let is_other = |part: &str| names.get(part).is_some_and(|known| known.label != EntityLabel::Policy);
    let longest = if is_couplet(text) || is_run { 24 } else { 14 };
    (3..=longest).contains(&text.chars().count())
        && !text.split('、').any(is_other)
        // 吹哨报到, but not 从0到1.
        && (is_run || !lists[Role::NoSlogan].is_in(text.strip_suffix('到').unwrap_or(text)))
        && (!lists[Role::NoSloganEnd].ends(text) || names_itself(scene, inner) || goes_into(scene, text) || is_paired(text))
        && !scene.tokens[inner.clone()]
            .iter()
            .any(|token| token.kind == TokenKind::Number && is_figure(scene, token) && !text.ends_with('圈'))
}

/// “城管进社区”: where something is carried to.
fn goes_into(scene: &Scene<'_>, text: &str) -> bool {
    text.char_indices().skip(1).any(|(at, mark)| {
        mark == '进' && scene.lexicon.lists[Role::Outreach].contains(&text[at + mark.len_utf8()..])
    })
}

/// “龙江模式”: a quotation whose last word says that it is the name of something done, with more before it than praise.
fn names_itself(scene: &Scene<'_>, inner: &Range<usize>) -> bool {
    let text = scene.slice(inner.clone());
    let naming = scene.lexicon.lists[Role::Naming].end_of(text);
    let front = naming.map_or("", |naming| &text[..text.len() - naming.len()]);
    front.chars().count() >= 2 && !scene.vocabulary().words.is_generic(front)
}

/// Digits before a measure word: 15条 is a count, 1+3 and 315 are not; nor is 0到1 a name.
fn is_figure(scene: &Scene<'_>, token: &Token<'_>) -> bool {
    let after = &scene.text[token.span.end..];
    let digits = token.span.of(scene.text).bytes().all(|byte| byte.is_ascii_digit());
    digits && scene.lexicon.lists[Role::Counted].opens(after)
}
