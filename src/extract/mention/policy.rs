//! Policies: what their names need besides a head, and those without a head of their own: those that the lexicon knows
//! by name, programmes (传统产业焕新工程) and numbered lists of measures (智能传感器发展20条措施).

use std::ops::Range;

use super::border::{Border, describes_counted, is_counted_behind, left_border, recurs};
use super::candidate::Candidate;
use super::carrier::wants;
use super::named::ends_phrase;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;

/// Most words between a title and the word that tells how many bear it.
const LONGEST_TALLY: usize = 8;

/// Characters that tell which system is kept up, before its head.
const LEAST_KEPT: usize = 6;

/// Proposes policies.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    known(scene, out);
    for (token, found) in &scene.heads {
        out.extend(of_purpose(scene, *token, found));
        if is_work(found, scene) && found.token > 0 && ends_phrase(scene, *token, found) {
            out.extend(programme(scene, found.token, *token));
        }
    }
    for (at, token) in scene.tokens.iter().enumerate().skip(1) {
        if token.kind == TokenKind::Number || token.last == '条' {
            out.extend(numbered(scene, at));
        }
    }
    out.extend(scene.tokens_of(Role::Quality).filter_map(|token| quality_of_region(scene, token)));
}

/// Whether a head is 工程 or the like, of which some are doings.
pub(super) fn is_work(found: &FoundHead<'_>, scene: &Scene<'_>) -> bool {
    found.head.label == EntityLabel::Project && scene.lexicon.lists[Role::Work].contains(found.word)
}

fn known(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for &(span, known) in &scene.names {
        let next = scene.token_at(span.end);
        // 巩固全国文明城市创建成果: what is worked for.
        let is_sought = || {
            known.kind.as_ref() == "title"
                && (is_won(scene, scene.token_at(span.start))
                    || scene.lexicon.lists[Role::Creation].opens(&scene.text[span.end..]))
        };
        if known.label != EntityLabel::Policy || !known.bare && !is_sought() {
            continue;
        }
        // 国家历史文化名城保护: what is done to the places that bear the title.
        if known.kind.as_ref() == "title"
            && (scene.has(next, Role::PolicyPart)
                || is_tallied(scene, next)
                || is_counted_behind(scene, next))
            || describes_counted(scene, next)
        {
            continue;
        }
        let mut candidate = Candidate::new(EntityLabel::Policy, span, &known.name, "policy.known", 0.8);
        candidate.alias(span.of(scene.text));
        candidate.kind = known.kind.to_string();
        out.push(candidate);
    }
}

/// Whether a title, or a list that begins with it, is told to be borne by so many: 国家级园林县城、卫生县城分别增至3个、5个.
fn is_tallied(scene: &Scene<'_>, next: usize) -> bool {
    let is_list = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Pause | TokenKind::Latin | TokenKind::Number)
            || matches!(scene.kind(*at), TokenKind::Word(_)) && !scene.has(*at, Role::TitleCount)
    };
    let at = (next..scene.tokens.len()).take(LONGEST_TALLY).find(|at| !is_list(at));
    at.is_some_and(|at| scene.has(at, Role::TitleCount))
}

/// 工程 behind a doing that is carried out and at no place: 实施新兴产业跨越工程, not 建设锡澄运河工程.
fn programme(scene: &Scene<'_>, head: usize, last: usize) -> Option<Candidate> {
    let border = left_border(scene, head);
    // 实施信贷畅通工程: a verb inside the name governs nothing.
    let across = across_inner_verb(scene, border.start, head, "programme").filter(|&start| {
        let is_inner = |at: usize| !scene.tokens[at].is(WordClass::Hard) || scene.has(at, Role::InnerVerb);
        !border.is_counted && (start..head).all(is_inner)
    });
    let start = across.unwrap_or(border.start);
    let before = start..head;
    let is_doing = head > before.start
        && (across.is_some()
            || matches!(scene.kind(head - 1), TokenKind::Word(WordClass::Verb | WordClass::Soft)))
        && !scene.has(head - 1, Role::Building);
    let is_carried_out = governing_verb(scene, start)
        .is_some_and(|verb| scene.lexicon.lists[Role::CarryOut].ends(scene.word(verb)));
    // 一是产业倍增工程: the heading of a part of the plan.
    let is_heading = is_heading(scene, start..last + 1);
    let is_doing = is_doing || is_heading && !before.clone().any(|at| scene.has(at, Role::Building));
    let is_carried_out = is_carried_out || is_heading;
    let least = if is_heading { 2 } else { 4 };
    let length = scene.slice(before.clone()).chars().count();
    if border.is_counted
        || !is_doing
        || !is_carried_out
        || !(4..=16).contains(&length)
        || scene.has_proper(before)
        || scene.solid_characters(start..head) < least
    {
        return None;
    }
    let name = scene.slice(start..last + 1);
    let span = scene.span(start..last + 1);
    let mut candidate = Candidate::new(EntityLabel::Policy, span, name, "policy.programme", 0.7);
    candidate.kind = "programme".to_owned();
    Some(candidate)
}

/// Whether a name is all that its sentence says behind its number: 一是产业倍增工程, (二)双创提升工程.
fn is_heading(scene: &Scene<'_>, name: Range<usize>) -> bool {
    let before = name.start.checked_sub(1);
    let is_numbered =
        before.is_some_and(|at| scene.word(at).ends_with('是') || scene.kind(at) == TokenKind::Close);
    is_numbered && name.start <= 4 && scene.kind(name.end) == TokenKind::Stop
}

/// 平安江阴, 数字江苏: what the report's own region means to be.
fn quality_of_region(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let next = token + 1;
    // 健康江阴建设扎实有效: what is built opens the sentence.
    let is_built = || scene.has_end(next + 1, Role::Build);
    if next >= scene.tokens.len() || token == 0 && !is_built() {
        return None;
    }
    let scope = &scene.document.identity.scope;
    let is_own = scope.chain.iter().any(|&id| scene.lexicon.places.get(id).short == scene.word(next));
    let span = scene.span(token..next + 1);
    is_own.then(|| Candidate::new(EntityLabel::Policy, span, span.of(scene.text), "policy.quality", 0.7))
}

/// A numbered list of measures, with what they are for before it; the number may stand in quotation marks.
fn numbered(scene: &Scene<'_>, number: usize) -> Option<Candidate> {
    let lists = &scene.lexicon.lists;
    let (counted, is_article) = count(scene, number)?;
    let noun = measures_behind(scene, counted);
    let is_quoted = scene.kind(number - 1) == TokenKind::QuoteOpen;
    let end = match &noun {
        Some(noun) => noun.end,
        None if is_article => counted,
        None => return None,
    };
    let closes = is_quoted && scene.kind(end) == TokenKind::QuoteClose;
    let head = if is_quoted { number - 1 } else { number };
    let end = end + usize::from(closes);
    let end = end + measures_behind(scene, end).filter(|_| noun.is_none()).map_or(0, |noun| noun.len());
    let start = with_purpose(scene, left_border(scene, head).start);
    let verb = governing_verb(scene, start)?;
    let is_issued = lists[Role::Issue].ends(scene.word(verb));
    let is_carried_out = is_issued || lists[Role::CarryOut].ends(scene.word(verb));
    let before = start..head;
    // 出台科创20条: who issues articles names what they are for.
    let least = if is_article && is_issued { 2 } else { 4 };
    if !is_carried_out || is_quoted != closes || scene.solid_characters(before.clone()) < least {
        return None;
    }
    let is_clean = scene.tokens[before].iter().all(|token| {
        matches!(token.kind, TokenKind::Word(class) if class != WordClass::Take)
            || token.kind == TokenKind::Latin
    });
    if !is_clean || scene.slice(start..end).chars().count() > 32 {
        return None;
    }
    let mut candidate = Candidate::new(
        EntityLabel::Policy,
        scene.span(start..end),
        scene.slice(start..end),
        "policy.numbered",
        0.75,
    );
    candidate.kind = "plan".to_owned();
    Some(candidate)
}

/// The end of a count of articles or items that begins with token `at`, and whether it is one of articles: 36条, 十项.
fn count(scene: &Scene<'_>, at: usize) -> Option<(usize, bool)> {
    let word = scene.word(at);
    if word.ends_with('条') && word.starts_with(|mark: char| "一二三四五六七八九十百".contains(mark))
    {
        return Some((at + 1, true));
    }
    if scene.kind(at) != TokenKind::Number || at + 1 == scene.tokens.len() {
        return None;
    }
    match scene.word(at + 1) {
        "条" => Some((at + 2, true)),
        "项" => Some((at + 2, false)),
        _ => None,
    }
}

/// 措施, 政策措施 at token `at`.
fn measures_behind(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let is_noun = |token: &usize| *token < scene.tokens.len() && scene.has(*token, Role::Measures);
    let end = at + (at..at + 2).take_while(is_noun).count();
    (end > at).then_some(at..end)
}

/// Where the name of a document begins that tells its purpose by a verb: 支持 in 出台支持企业发展意见.
pub(super) fn with_purpose(scene: &Scene<'_>, start: usize) -> usize {
    let purpose = start.checked_sub(1).filter(|&verb| scene.has(verb, Role::Purpose));
    let is_issued = |verb: usize| {
        governing_verb(scene, verb)
            .is_some_and(|issue| scene.lexicon.lists[Role::Issue].ends(scene.word(issue)))
    };
    let purpose = purpose.filter(|&verb| is_issued(verb));
    // 出台财政支持果业政策措施: who supports.
    let is_means = |noun: &usize| {
        *noun > 0
            && scene.tokens[*noun].is(WordClass::Plain)
            && scene.lexicon.lists[Role::Issue].ends(scene.word(noun - 1))
    };
    let with_means = purpose.and_then(|verb| verb.checked_sub(1)).filter(is_means);
    with_means.or(purpose).unwrap_or(start)
}

/// Longest name of a document that tells its purpose before 的, in characters.
const LONGEST_PURPOSE: usize = 36;

/// 制定促进民营企业发展的若干措施: a document whose purpose is told before 的, right behind the verb by which it comes.
fn of_purpose(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> Option<Candidate> {
    let of = found.token.checked_sub(1).filter(|&of| scene.word(of) == "的")?;
    let is_document = found.head.label == EntityLabel::Policy
        && matches!(found.head.kind.as_ref(), "plan" | "regulation")
        && !scene.lexicon.lists[Role::NoDocument].ends(found.word);
    let clause = scene.clause(token).start;
    let is_issue = |at: &usize| scene.lexicon.lists[Role::Issue].ends(scene.word(*at));
    let issue = (clause..of).rev().filter(|_| is_document).find(is_issue)?;
    let start = issue + 1;
    let is_told = start < of && (scene.has(start, Role::Purpose) || scene.word(start) == "关于");
    let name = scene.slice(start..token + 1);
    let is_fit = is_told
        && !scene.word(start).is_empty()
        && name.chars().count() <= LONGEST_PURPOSE
        && !scene.tokens[start..of]
            .iter()
            .any(|token| matches!(token.kind, TokenKind::QuoteOpen | TokenKind::Stop))
        && scene.solid_characters(start..of) >= 4
        && stands_alone(scene, token + 1);
    let mut candidate =
        Candidate::new(EntityLabel::Policy, scene.span(start..token + 1), name, "policy.purpose", 0.7);
    candidate.kind = found.head.kind.to_string();
    is_fit.then_some(candidate)
}

/// What names of some kinds of policies need besides: a title is won or sought, a system is set up, what grows into one
/// are places.
pub(super) fn is_name(
    scene: &Scene<'_>,
    range: Range<usize>,
    found: &FoundHead<'_>,
    is_proper: bool,
) -> bool {
    let lists = &scene.lexicon.lists;
    let governed = |role: Role| {
        governing_verb(scene, range.start).is_some_and(|verb| lists[role].ends(scene.word(verb)))
    };
    match found.head.kind.as_ref() {
        "title" => {
            let is_ranked = |token: usize| scene.has(token, Role::NameRank);
            let ends = match scene.kind(range.end) {
                TokenKind::Number | TokenKind::Measure | TokenKind::Latin => false,
                TokenKind::Word(WordClass::Conjunction) => true,
                TokenKind::Word(_) => scene.has(range.end, Role::PolicyTail),
                _ => true,
            };
            // 全国首批3个 before the name.
            let mut before = (0..range.start).rev().skip_while(|&token| is_count(scene, token));
            let is_high = is_ranked(range.start) || before.next().is_some_and(is_ranked);
            is_won(scene, range.start)
                && ends
                && (is_high || is_proper)
                && scene.slice(range).chars().count() >= 5
        }
        "system" => {
            // 完善矿产资源有偿使用制度, 城乡居民养老保险制度不断完善; not 完善社会保障制度.
            let is_kept = || governed(Role::Upkeep) || scene.has_end(range.end, Role::Upkeep);
            let is_told = || scene.solid_characters(range.start..found.token) >= LEAST_KEPT;
            !found.word.ends_with("制度") || governed(Role::Founding) || is_told() && is_kept()
        }
        "union" => {
            is_proper && !matches!(scene.kind(range.end), TokenKind::Word(WordClass::Verb | WordClass::Soft))
        }
        "reform" => {
            // 牵引性、示范性改革, 民生领域改革: of a kind or a field, no one reform.
            let is_kind = range.start < found.token && scene.has_end(found.token - 1, Role::NoReform);
            scene.kind(range.end) != TokenKind::Number && !is_kind
        }
        "pilot" => {
            // 打造高质量发展先行区 is a goal.
            let is_one = is_proper || scene.has(range.start, Role::NameRank) || is_won(scene, range.start);
            is_one || !wants(scene, range.start)
        }
        _ => true,
    }
}

/// Whether a plan is told to be written, or names the year it reaches to: 完成村庄布局规划编制, 卫生健康2035规划.
pub(super) fn is_drawn_up(scene: &Scene<'_>, range: Range<usize>, head: &str) -> bool {
    let lists = &scene.lexicon.lists;
    let is_issued = |at: usize| at < scene.tokens.len() && lists[Role::Drawn].ends(scene.word(at));
    let has_year = range.clone().any(|at| scene.kind(at) == TokenKind::Number);
    let is_told = || is_issued(range.end) || governing_verb(scene, range.start).is_some_and(is_issued);
    has_year || head.chars().count() > 2 && is_told()
}

/// Shortest name of an action that is told by nothing but common words, in characters.
const SHORTEST_COMMON: usize = 6;

/// Whether an action of common words is all that is carried out: 实施项目建设攻坚行动。
pub(super) fn is_taken(scene: &Scene<'_>, range: Range<usize>, kind: &str) -> bool {
    kind == "action"
        && range.start.checked_sub(1).is_some_and(|verb| scene.carries_out(verb))
        && scene.slice(range.clone()).chars().count() >= SHORTEST_COMMON
        && matches!(scene.kind(range.end), TokenKind::Stop | TokenKind::Pause)
}

/// Whether verbs that share the object of a doing stand behind it: 普查 in 普查、保护、开发.
fn shares_object(scene: &Scene<'_>, next: usize) -> bool {
    let is_verb = matches!(
        scene.kind(next + 1),
        TokenKind::Word(WordClass::Verb | WordClass::Soft | WordClass::Hard | WordClass::Take)
    );
    scene.kind(next) == TokenKind::Pause
        && is_verb
        && !scene.has(next + 1, Role::ListMark)
        && matches!(
            scene.kind(next + 2),
            TokenKind::Pause | TokenKind::Stop | TokenKind::Word(WordClass::Conjunction)
        )
}

/// Whether a title that begins at `start` is won or sought in its clause.
pub(super) fn is_won(scene: &Scene<'_>, start: usize) -> bool {
    let clause = scene.clause(start);
    (clause.start..start).any(|token| scene.lexicon.lists[Role::TitleWon].ends(scene.word(token)))
}

/// The verb that governs the name that begins at `start`, across the members of a list before it.
pub(super) fn governing_verb(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let clause = scene.clause(start).start;
    for at in (clause..start).rev() {
        match scene.kind(at) {
            TokenKind::Word(WordClass::Take) => return Some(at),
            TokenKind::Word(WordClass::Hard) if scene.has(at, Role::NameRank) => {}
            TokenKind::Word(WordClass::Hard) => return Some(at),
            TokenKind::Stop | TokenKind::Open | TokenKind::Close => return None,
            _ => {}
        }
    }
    None
}

/// Where the name of a policy begins: with its verb where it is one of several that are carried out
/// (实施…专项行动、清理整顿沿湖养殖污染攻坚行动), or where the verb tells the purpose of a document.
pub(super) fn start(scene: &Scene<'_>, border: &Border, head: usize, kind: &str) -> usize {
    if matches!(kind, "plan" | "regulation" | "action") {
        // 重点 in 重点产业发展三年行动计划 says which plan.
        let is_weighty = |&at: &usize| scene.has(at, Role::Weighty);
        let lead = border.start.checked_sub(1).filter(is_weighty).filter(|&lead| lead >= border.untrimmed);
        let start = with_purpose(scene, lead.unwrap_or(border.start));
        if start < border.start {
            return start;
        }
    }
    // 开展规范网络直播专项行动: behind the verb that carries it out another is a part of the name.
    let is_told = |&verb: &usize| scene.has(verb, Role::Purpose) && verb > 0 && scene.carries_out(verb - 1);
    if kind == "action"
        && let Some(verb) = (border.untrimmed..border.start).find(is_told)
    {
        return verb;
    }
    let is_listed = border.untrimmed > 0 && scene.kind(border.untrimmed - 1) == TokenKind::Pause;
    let is_verb = (border.untrimmed..border.start).all(|token| scene.tokens[token].is(WordClass::Verb));
    let is_taken =
        governing_verb(scene, border.untrimmed).is_some_and(|verb| scene.tokens[verb].is(WordClass::Take));
    if is_listed && is_verb && is_taken && matches!(kind, "action" | "plan" | "campaign") {
        return border.untrimmed;
    }
    // 做好规划: the verb right before the head governs it.
    let is_title = matches!(kind, "pilot" | "title");
    let is_governed = head > 0 && scene.tokens[head - 1].is(WordClass::Hard);
    if is_governed && !is_title && !scene.has(head - 1, Role::InnerVerb) {
        return border.start;
    }
    let start = across_inner_verb(scene, border.start, head, kind).unwrap_or(border.start);
    if !is_title {
        return start;
    }
    with_superlative(scene, behind_count(scene, behind_listed_place(scene, start, head)..head))
}

/// 最 in 最具活力城市, and what it is the most of: 中国 in 中国最具活力城市.
fn with_superlative(scene: &Scene<'_>, start: usize) -> usize {
    let Some(most) = start.checked_sub(1).filter(|&most| scene.has(most, Role::Superlative)) else {
        return start;
    };
    most - usize::from(most > 0 && scene.has(most - 1, Role::NameRank))
}

/// 乙市 in 甲市、乙市国家级人才改革试验区: the last of those that have it.
fn behind_listed_place(scene: &Scene<'_>, start: usize, head: usize) -> usize {
    let is_listed = start > 0
        && matches!(scene.kind(start - 1), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction));
    if !is_listed || !scene.ends_place(start - 1) {
        return start;
    }
    let begin = scene.tokens[start].span.start;
    let Some(found) = scene.lexicon.places.longest_at(scene.text, begin) else { return start };
    let next = scene.token_at(begin + found.len);
    let is_whole = next < head && scene.tokens[next].span.start == begin + found.len;
    if is_whole { next } else { start }
}

/// Who was first is not part of a title: 全省首批, 全省第三个.
fn behind_count(scene: &Scene<'_>, before: Range<usize>) -> usize {
    let reach = before.start..before.end.min(before.start + 3);
    let last = reach.rev().find(|&at| is_count(scene, at));
    last.map_or(before.start, |last| last + 1)
}

/// 首批, 第三个, and the parts of such a count; 第三次 is part of a name.
fn is_count(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    match scene.kind(token) {
        TokenKind::Measure => scene.has(token, Role::CountThing),
        TokenKind::Number => {
            scene.kind(token + 1) == TokenKind::Measure && scene.has(token + 1, Role::CountThing)
        }
        _ => word.starts_with(['首', '第']) && scene.lexicon.lists[Role::CountThing].ends(word),
    }
}

/// Most characters between the verb that carries a plan out and where its name would begin without the verbs inside.
const LONGEST_ACROSS: usize = 14;

/// Where a name begins that has governing verbs inside: 实施服务业赋能融合计划, 入选传统村落保护利用示范县. It is all that stands
/// behind the verb that carries it out or wins it.
fn across_inner_verb(scene: &Scene<'_>, start: usize, head: usize, kind: &str) -> Option<usize> {
    let is_title = matches!(kind, "pilot" | "title");
    if !is_title && !matches!(kind, "action" | "plan" | "programme" | "regulation" | "system") {
        return None;
    }
    let governs = |at: usize| {
        scene.tokens[at].is(WordClass::Take)
            || is_title && scene.has(at, Role::TitleWon)
            || opens_clause(scene, at, head, kind)
    };
    // 在 in 制定在市县两级推行方案: where.
    let is_other = |at: usize| {
        matches!(scene.word(at), "的" | "在")
            || kind == "pilot" && scene.has(at, Role::Wish)
            || scene.has(at, Role::ListMark)
            || scene.has(at, Role::ListMany)
    };
    let mut begins = start;
    let mut has_verb = false;
    // 城市和产业集中发展试点: 城市 ends titles too.
    let is_titled = |at: usize| scene.head_ending(at).is_some_and(|head| head.head.kind.as_ref() == "title");
    let is_next = |at: usize, has_verb: bool| {
        has_verb
            && matches!(kind, "action" | "pilot" | "programme")
            && parts_list(scene, at, kind)
            && governing_verb(scene, at).is_some_and(|verb| scene.tokens[verb].is(WordClass::Take))
    };
    let is_placed = |at: usize, has_verb: bool| {
        has_verb
            && kind == "pilot"
            && matches!(scene.kind(at), TokenKind::Stop | TokenKind::Pause)
            && begins_with_place(scene, at + 1..start)
    };
    while begins > 0
        && !governs(begins - 1)
        && !is_next(begins - 1, has_verb)
        && !is_placed(begins - 1, has_verb)
    {
        begins -= 1;
        match scene.kind(begins) {
            TokenKind::Word(WordClass::Hard) if is_other(begins) => return None,
            TokenKind::Word(WordClass::Conjunction)
                if parts_list(scene, begins, kind) && !is_titled(begins - 1) =>
            {
                return None;
            }
            TokenKind::Word(class) => has_verb |= class == WordClass::Hard,
            TokenKind::Latin => {}
            _ => return None,
        }
        if scene.slice(begins..start).chars().count() > LONGEST_ACROSS {
            return None;
        }
    }
    if begins == 0 || !parts_list(scene, begins - 1, kind) {
        begins = behind_loose(scene, begins, start, is_title);
    }
    begins = behind_count(scene, begins..start);
    let opens_text = begins == 0 && kind == "pilot" && begins_with_place(scene, begins..start);
    ((begins > 0 || opens_text) && has_verb && begins < start).then_some(begins)
}

/// Whether the verb at `at` opens its clause and governs all of it: 深化 in 深化重点路口交通组织提升行动.
fn opens_clause(scene: &Scene<'_>, at: usize, head: usize, kind: &str) -> bool {
    let before = at.checked_sub(1).map_or(TokenKind::Stop, |before| scene.kind(before));
    let is_kept = || scene.has_end(at, Role::Founding) || scene.has_end(at, Role::Upkeep);
    before == TokenKind::Stop
        && match kind {
            "action" => scene.has_end(at, Role::CarryOut),
            // 推进港口业扩大开放综合试点, 推进国际贸易开放试验区, not 支持甲县深化改革试点; 健全数据分级开放制度
            "pilot" => {
                scene.has_end(at, Role::CarryOut)
                    && !scene.has_end(at, Role::Backs)
                    && (scene.lexicon.lists[Role::Trial].is_in(scene.word(head))
                        || scene.has(head - 1, Role::InnerVerb))
            }
            "system" => is_kept(),
            _ => false,
        }
}

/// Whether a mark or a conjunction parts what is carried out together: 实施A挂钩、农田整县推进试点.
fn parts_list(scene: &Scene<'_>, at: usize, kind: &str) -> bool {
    let is_head = |head: FoundHead<'_>| {
        head.head.label == EntityLabel::Policy || kind == "programme" && is_work(&head, scene)
    };
    match scene.kind(at) {
        TokenKind::Pause => true,
        TokenKind::Word(WordClass::Conjunction) => at > 0 && scene.head_ending(at - 1).is_some_and(is_head),
        _ => false,
    }
}

/// 东兴国家重点开发开放: a place, and verbs that stand inside names.
fn begins_with_place(scene: &Scene<'_>, mut before: Range<usize>) -> bool {
    let is_inner = |at: usize| !scene.tokens[at].is(WordClass::Hard) || scene.has(at, Role::InnerVerb);
    scene.is_place_at(scene.tokens[before.start].span.start) && before.all(is_inner)
}

/// Behind what only leads to a name: 完善 in 编制完善招商指南.
fn behind_loose(scene: &Scene<'_>, begins: usize, start: usize, is_title: bool) -> usize {
    let is_governing = |at: usize| scene.has(at, Role::CarryOut) && !scene.has(at, Role::Purpose);
    let is_loose = |at: &usize| {
        is_governing(*at)
            || scene.tokens[*at].is(WordClass::Conjunction)
            || scene.tokens[*at].is(WordClass::Lead)
                && !scene.has(*at, Role::Weighty)
                && !recurs(scene, *at, start)
            || !is_title
                && scene.tokens[*at].is_hollow
                && !scene.tokens[*at].is(WordClass::Lead)
                && !scene.has(*at, Role::Purpose)
            || scene.has(*at, Role::AfterVerb)
            || scene.word(*at).starts_with(['首', '为'])
    };
    begins + (begins..start).take_while(is_loose).count()
}

/// Whether nothing after the name of a policy makes it a part of another noun: 战略 in 国家现代流通战略支点.
pub(super) fn stands_alone(scene: &Scene<'_>, next: usize) -> bool {
    let is_part = |token: usize| {
        scene
            .head_ending(token)
            .is_some_and(|head| head.head.label == EntityLabel::Policy && head.token == token)
            && !scene.has(token, Role::PolicyTail)
    };
    // 改革发展, 战略协同; but 改革 in 民营企业改革发展意见 is found with its own head.
    if next < scene.tokens.len() && scene.has(next, Role::PolicyPart) || shares_object(scene, next) {
        return false;
    }
    match scene.kind(next) {
        TokenKind::Word(WordClass::Plain) => scene.has(next, Role::PolicyTail),
        // 改革 in 民营企业改革发展意见.
        TokenKind::Word(WordClass::Verb | WordClass::Soft) => !is_part(next + 1),
        _ => true,
    }
}

/// Other forms of a policy's name: without its rank, 建设 at its end, and the kind of place that bears it
/// (全国农村能源革命试点县: 农村能源革命试点).
pub(super) fn other_forms(scene: &Scene<'_>, candidate: &mut Candidate) {
    let lists = &scene.lexicon.lists;
    let mut forms = vec![candidate.name.clone()];
    if let Some(rest) =
        lists[Role::NameRank].start_of(&candidate.name).and_then(|rank| candidate.name.strip_prefix(rank))
    {
        forms.push(rest.to_owned());
    }
    for form in forms {
        let bare = form.strip_suffix("建设").unwrap_or(&form);
        let place = lists[Role::TitlePlace].end_of(bare).and_then(|place| bare.strip_suffix(place));
        let is_long = |form: &str| form.chars().count() >= 4;
        for form in
            [Some(bare), place, Some(form.as_str())].into_iter().flatten().filter(|form| is_long(form))
        {
            candidate.alias(form);
        }
    }
}
