//! Where a name begins: the walk left from its head.
//!
//! A name stops at every mark of the sentence, at 的, at governing verbs, adverbs and function words, and at a counted
//! thing (18个…项目). 与 and 和 are crossed only where they join two parts of one name (氢能与固态电池技术联合研究中心).

use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::{Token, TokenKind};

/// The longest name in tokens before its head, and in bytes.
const LONGEST_TOKENS: usize = 16;
const LONGEST_BYTES: usize = 90;

/// Most tokens of the last member of a list that a count follows.
const LONGEST_MEMBER: usize = 4;

/// A name's left border.
#[derive(Clone, Copy, Debug)]
pub(super) struct Border {
    /// The first token of the name.
    pub(super) start: usize,
    /// The same before determiners and governing verbs are taken off.
    pub(super) untrimmed: usize,
    /// Whether a number and a measure word stand before it: a count of things, not a name.
    pub(super) is_counted: bool,
    /// Whether a closing quotation mark stands before it: the quotation is part of the name.
    pub(super) after_quote: bool,
}

/// Finds the border of the name whose head begins in token `head`.
pub(super) fn left_border(scene: &Scene<'_>, head: usize) -> Border {
    let mut border = Border { start: head, untrimmed: head, is_counted: false, after_quote: false };
    let mut at = head;
    while at > 0 && head - at < LONGEST_TOKENS {
        let token = &scene.tokens[at - 1];
        if scene.tokens[head].span.end - token.span.start > LONGEST_BYTES {
            break;
        }
        match token.kind {
            // 会东特色循环经济园区: a function word that a place's name begins with.
            TokenKind::Word(WordClass::Hard) if at < head && opens_place(scene, at - 1) => {
                at -= 1;
                break;
            }
            // 信丰余田化工园区: a character of an unknown name.
            TokenKind::Word(WordClass::Hard) if at < head && is_strange(scene, at - 1) => at -= 1,
            // 惠尔森全球创新中心: behind a name it is a part of the whole.
            TokenKind::Word(WordClass::Hard)
                if at > 1 && scene.has(at - 1, Role::Inner) && scene.tokens[at - 2].is_proper =>
            {
                at -= 1;
            }
            TokenKind::Word(WordClass::Hard | WordClass::Take) => break,
            TokenKind::Word(WordClass::Conjunction) if !joins_parts(scene, at - 1, head) => break,
            TokenKind::Joint if is_numbering(scene, at - 1) => break,
            TokenKind::Word(_) if counts_list(scene, at - 1) => {
                border.is_counted = true;
                break;
            }
            TokenKind::Word(_) | TokenKind::Latin | TokenKind::Measure | TokenKind::Joint => at -= 1,
            TokenKind::Number => {
                if is_count(scene, at - 1) {
                    border.is_counted = true;
                    break;
                }
                at -= 1;
            }
            TokenKind::Pause if is_between_numerals(scene, at - 1) => at -= 1,
            TokenKind::Close => match opening(scene, at - 1) {
                Some(open) if open > 0 && matches!(scene.kind(open - 1), TokenKind::Word(_)) => at = open,
                _ => break,
            },
            TokenKind::QuoteClose => {
                border.after_quote = true;
                break;
            }
            _ => break,
        }
    }
    border.untrimmed = at;
    border.start = trim(scene, at, head);
    border
}

/// Whether a function word of one character is a part of an unknown name: behind a place and before another character of the
/// name (余 in 信丰余田), or before two of them (那 in 那柯里).
pub(super) fn is_strange(scene: &Scene<'_>, token: usize) -> bool {
    let is_part =
        |at: usize| scene.tokens.get(at).is_some_and(|token| token.is_proper && token.n_characters == 1);
    let is_single = |at: usize| {
        scene.tokens.get(at).is_some_and(|token| token.is(WordClass::Plain) && token.n_characters == 1)
    };
    scene.has(token, Role::NameCharacter)
        && (is_part(token + 1) && is_part(token + 2) || is_single(token + 1) && scene.ends_place(token))
}

/// Whether the name of a place of the report's own scope begins with the single character at `token` and goes on.
fn opens_place(scene: &Scene<'_>, token: usize) -> bool {
    let Token { span, n_characters, .. } = scene.tokens[token];
    if n_characters > 1 {
        return false;
    }
    let places = &scene.lexicon.places;
    places.longest_at(scene.text, span.start).is_some_and(|place| {
        let name = &scene.text[span.start..span.start + place.len];
        let end = scene.token_at(span.start + place.len - 1);
        place.len > span.len()
            && scene.tokens[end].span.end == span.start + place.len
            && places.find(name, &scene.document.identity.scope).is_some()
    })
}

/// The point of 3. at the start of a sentence.
fn is_numbering(scene: &Scene<'_>, joint: usize) -> bool {
    joint == 1 && scene.word(1) == "." && scene.kind(0) == TokenKind::Number
}

/// The first token from `start` on that can begin a name: determiners go, and the verb that governs the name.
pub(super) fn trim(scene: &Scene<'_>, start: usize, head: usize) -> usize {
    let governed = start > 0 && scene.tokens[start - 1].is(WordClass::Take);
    let mut at = start;
    while at < head {
        let token = &scene.tokens[at];
        let is_border = match token.kind {
            TokenKind::Word(WordClass::Lead) => !begins_unknown(scene, at, head) && !recurs(scene, at, head),
            TokenKind::Word(WordClass::Conjunction) | TokenKind::Joint | TokenKind::Measure => true,
            TokenKind::Word(WordClass::Verb) => !governed && is_predicate(scene, at),
            // 举办—2—灯会: the number of a page.
            TokenKind::Number => {
                is_dash(scene, at + 1) && at.checked_sub(1).is_some_and(|at| is_dash(scene, at))
            }
            _ => false,
        };
        if !is_border {
            break;
        }
        at += 1;
    }
    at
}

fn is_dash(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.word(at), "—" | "-" | "–" | "──" | "——")
}

/// 新 in 新泾路: a single character before another one is a part of an unknown name.
fn begins_unknown(scene: &Scene<'_>, at: usize, head: usize) -> bool {
    let is_single = |token: usize| scene.word(token).chars().count() == 1;
    at + 1 < head && is_single(at) && is_single(at + 1)
}

/// 新 in 新装备新工艺示范行动: one that comes again is a part of the name.
pub(super) fn recurs(scene: &Scene<'_>, at: usize, head: usize) -> bool {
    (at + 1..head).any(|again| scene.word(again).starts_with(scene.word(at)))
}

/// Whether the verb at `token` governs what follows: nothing in its clause before it is a name's part.
fn is_predicate(scene: &Scene<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or(TokenKind::Stop, |before| scene.kind(before));
    matches!(
        before,
        TokenKind::Stop
            | TokenKind::Pause
            | TokenKind::Close
            | TokenKind::QuoteOpen
            | TokenKind::QuoteClose
            | TokenKind::Word(WordClass::Hard | WordClass::Lead | WordClass::Conjunction | WordClass::Verb)
    )
}

/// Whether the conjunction at `at` joins two parts of the name whose head is `head`, not two names.
fn joins_parts(scene: &Scene<'_>, at: usize, head: usize) -> bool {
    let Some(last) = at.checked_sub(1) else { return false };
    // 滨江路及延伸段改造工程: what belongs to the thing.
    if at + 1 < head && matches!(scene.word(at), "及" | "以及") {
        return scene.has(at + 1, Role::Appendage) && scene.tokens[last].is(WordClass::Plain);
    }
    // 储能及材料国家工程研究中心: of two fields.
    let is_institute = |found: &FoundHead<'_>| {
        matches!(found.head.kind.as_ref(), "laboratory" | "institute")
            || scene.lexicon.lists[Role::ResearchHead].ends(found.word)
    };
    let is_field = scene.word(at) == "及"
        && [scene.head_beginning(head), scene.head_ending(head - 1)].iter().flatten().any(is_institute);
    if scene.word(at) == "及" && !is_field || scene.word(at) == "以及" || head <= at + 1 {
        return false;
    }
    // 文化馆和县妇幼保健院综合楼, 第三次国土调查和第五次经济普查: the second begins as names do.
    if scene.has(at + 1, Role::OwnBody) || scene.word(at + 1).starts_with('第') {
        return false;
    }
    let first = (0..at)
        .rev()
        .take_while(|&token| matches!(scene.kind(token), TokenKind::Word(class) if is_part(class)))
        .last();
    let Some(first) = first else { return false };
    let before = first.checked_sub(1).map_or(TokenKind::Stop, |before| scene.kind(before));
    let characters = scene.slice(first..at).chars().count();
    let right = scene.slice(at + 1..head).chars().count();
    // 氢能与固态电池技术联合研究中心 is one, 千兆光网和智能算力中心 are two: 和 joins parts before institutes only.
    let may_join = scene.word(at) != "和"
        || scene.head_beginning(head).is_some_and(|found| {
            let is_company = found.head.kind.as_ref() == "company";
            matches!(found.head.label, EntityLabel::Organization | EntityLabel::Policy | EntityLabel::Event)
                && !is_company
                || scene.lexicon.lists[Role::JoinedKind].contains(found.head.kind.as_ref())
        });
    may_join
        && before != TokenKind::Pause
        && (2..=7).contains(&characters)
        && right >= 2
        // 产业政策和规划: both are drawn up.
        && !scene.has_end(last, Role::ListReform)
        && scene.head_ending(last).is_none()
        && !scene.tokens[first..at].iter().any(|token| token.is_proper)
}

fn is_part(class: WordClass) -> bool {
    matches!(class, WordClass::Plain | WordClass::Soft | WordClass::Verb)
}

/// Whether the number at `at` counts things: 18个, 三大, 5家. Numbers in names do not: 6号线, 2018, 第七.
fn is_count(scene: &Scene<'_>, at: usize) -> bool {
    let lists = &scene.lexicon.lists;
    if is_ordinal(scene, at) {
        return false;
    }
    // 三类: the number and what it counts are one word.
    let own = scene.word(at);
    if own.chars().count() > 1 && lists[Role::CountThing].ends(own) {
        return true;
    }
    if counts_list(scene, at) {
        return true;
    }
    let Some(next) = scene.tokens.get(at + 1) else { return false };
    let word = next.span.of(scene.text);
    if lists[Role::NameUnit].opens(word) && !is_chinese_count(scene, at) {
        return false;
    }
    match next.kind {
        TokenKind::Measure => true,
        TokenKind::Number => is_count(scene, at + 1),
        TokenKind::Word(_) => lists[Role::CountUnit].opens(word),
        _ => false,
    }
}

/// Whether 第 stands before the number that ends at `at`: 第8.6代.
fn is_ordinal(scene: &Scene<'_>, at: usize) -> bool {
    let is_digits = |&token: &usize| matches!(scene.kind(token), TokenKind::Number | TokenKind::Joint);
    let n_digits = (0..=at).rev().take(3).take_while(is_digits).count();
    (at + 1).checked_sub(n_digits + 1).is_some_and(|before| scene.word(before) == "第")
}

/// Whether the token counts the members of the list before it: 切吉、茶卡三大光伏基地, 思明园、龙桥园四大园区.
fn counts_list(scene: &Scene<'_>, at: usize) -> bool {
    // 民生改善 in 城市提质、民生改善五大行动 too.
    let is_noun = |&before: &usize| {
        matches!(scene.kind(before), TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
    };
    let ends_list = || {
        let n_nouns = (0..at).rev().take(LONGEST_MEMBER).take_while(is_noun).count();
        n_nouns > 0 && at > n_nouns && scene.kind(at - n_nouns - 1) == TokenKind::Pause
    };
    scene.tokens[at].n_characters > 1 && scene.has(at, Role::ListCount) && ends_list()
}

/// Whether a count of things stands behind a name, at `next`: 完成老旧小区改造452个 tells of a kind of thing.
pub(super) fn is_counted_behind(scene: &Scene<'_>, next: usize) -> bool {
    if scene.kind(next) != TokenKind::Number {
        return false;
    }
    let end = (next..scene.tokens.len()).find(|&at| scene.kind(at) != TokenKind::Number);
    end.is_some_and(|end| scene.has(end, Role::CountThing))
}

/// Most words between a name and what it only describes.
const MOST_DESCRIBED: usize = 6;

/// Whether words that go on behind a name, at `next`, end in a counted thing: 中药材 in 中药材种植示范基地2个 tells of what kind
/// the bases are.
pub(super) fn describes_counted(scene: &Scene<'_>, next: usize) -> bool {
    let is_word = |at: &usize| {
        matches!(
            scene.kind(*at),
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb | WordClass::Lead)
        ) && scene.tokens[*at].trigger.is_none()
            && !scene.has(*at, Role::Gathers)
    };
    let n_words = (next..scene.tokens.len()).take(MOST_DESCRIBED).take_while(is_word).count();
    // 数字经济项目5个: of the trade itself.
    n_words > 0
        && !scene.has(next + n_words - 1, Role::ListProject)
        && is_counted_behind(scene, next + n_words)
}

/// Whether the name that begins at `start` is a title won: 获评国家级旅游休闲街区, 入选首批国家级示范园区.
pub(super) fn is_won(scene: &Scene<'_>, start: usize) -> bool {
    let reach = start.saturating_sub(3)..start;
    // 获批筹建国家创新平台: what is set up is a thing.
    let is_open = |&at: &usize| {
        !matches!(scene.kind(at), TokenKind::Stop | TokenKind::Pause) && !scene.has_end(at, Role::Sets)
    };
    reach.rev().take_while(is_open).any(|at| scene.has(at, Role::Won))
}

fn is_chinese_count(scene: &Scene<'_>, at: usize) -> bool {
    scene.kind(at + 1) == TokenKind::Measure && scene.word(at + 1) == "所"
}

/// 一、二、三支路: the pauses of a list of numbers.
fn is_between_numerals(scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && scene.kind(at - 1) == TokenKind::Number && scene.kind(at + 1) == TokenKind::Number
}

/// The bracket that the one at `close` closes, a few words before it.
fn opening(scene: &Scene<'_>, close: usize) -> Option<usize> {
    (close.saturating_sub(10)..close).rev().find(|&at| scene.kind(at) == TokenKind::Open)
}
