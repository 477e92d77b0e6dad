//! Policies that their form tells, without a head of the tables: systems called after what they ask (容缺受理制), what is
//! carried into places (非遗文化进校园活动), the joint work of two regions (浙川协作), and the members of lists whose noun
//! is a policy's (推行先租后让、弹性出让等改革举措).

use std::ops::Range;

use super::candidate::Candidate;
use super::policy::governing_verb;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Characters of the name of a system, 制 included.
const SYSTEM: std::ops::RangeInclusive<usize> = 4..=14;

/// Characters of a name that tells where something is carried.
const OUTREACH: std::ops::RangeInclusive<usize> = 6..=20;

/// Characters of a member of a list of reforms.
const MEMBER: std::ops::RangeInclusive<usize> = 4..=10;

/// How many tokens may stand between 等 and the noun of the list.
const REACH: usize = 3;

/// Proposes the policies.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let ends = &scene.lexicon.lists[Role::SystemEnd];
    for token in 0..scene.tokens.len() {
        if ends.may_end_with(scene.tokens[token].last) && scene.has_end(token, Role::SystemEnd) {
            out.extend(system(scene, token));
            out.extend(mechanism(scene, token));
        }
        if scene.tokens[token].last == '年' {
            out.extend(year(scene, token));
        }
        if scene.has(token, Role::Into) {
            out.extend(outreach(scene, token));
        }
        if scene.has(token, Role::PairedWork) {
            out.extend(paired(scene, token));
        }
        if scene.has(token, Role::ListMark) {
            reforms(scene, token, out);
        }
        if scene.has(token, Role::ListCount) {
            counted(scene, token, out);
        }
    }
}

fn policy(scene: &Scene<'_>, range: Range<usize>, kind: &str, rule: &'static str) -> Candidate {
    let span = scene.span(range);
    let mut candidate = Candidate::new(EntityLabel::Policy, span, span.of(scene.text), rule, 0.65);
    candidate.kind = kind.to_owned();
    candidate
}

/// Characters of a member of a list that is counted.
const COUNTED: std::ops::RangeInclusive<usize> = 2..=12;

/// The members of a list that a count with a noun of policies ends: 开展园区升级、科技引领、城市提质三大行动, or "三大行动". The
/// count must be that of the members.
fn counted(scene: &Scene<'_>, count: usize, out: &mut Vec<Candidate>) {
    let first = scene.word(count).chars().next();
    let number = first.and_then(|first| "两三四五六七八九十".chars().position(|mark| mark == first));
    // 三大 may be one word or two.
    let is_two = scene.tokens[count].n_characters == 1
        && scene.tokens.get(count + 1).is_some_and(|_| matches!(scene.word(count + 1), "大" | "项"));
    let is_one = scene.tokens[count].n_characters > 1;
    let Some(number) = number.filter(|_| is_one || is_two) else { return };
    let next = count + 1 + usize::from(is_two);
    let is_policy = |at: &usize| {
        scene.head_ending(*at).is_some_and(|found| {
            found.token >= next
                && matches!(
                    found.head.kind.as_ref(),
                    "action" | "plan" | "programme" | "campaign" | "works" | "strategy"
                )
        })
    };
    let reach = next..scene.tokens.len().min(next + 2);
    let Some(last) = reach.rev().find(is_policy) else { return };
    let noun = scene.slice(next..last + 1);
    let is_quoted = count > 0 && scene.kind(count - 1) == TokenKind::QuoteOpen;
    let end = count - usize::from(is_quoted);
    let mut members = super::list::members(scene, end);
    if members.len() != number + 2 {
        members = between_pauses(scene, end, number + 2);
    }
    let is_fit = |member: &Range<usize>| {
        let words = &scene.tokens[member.clone()];
        COUNTED.contains(&scene.slice(member.clone()).chars().count())
            && words.iter().all(|token| matches!(token.kind, TokenKind::Word(_)))
    };
    if members.len() != number + 2 || !members.iter().all(is_fit) {
        return;
    }
    // 实施育种创新、厕所改造两大工程: carried out and at no place, though works are among them.
    let is_carried_out = members.first().is_some_and(|first| {
        let verb = governing_verb(scene, first.start);
        verb.is_some_and(|verb| scene.lexicon.lists[Role::Issue].ends(scene.word(verb)))
    });
    let is_sure = is_carried_out && !members.iter().any(|member| scene.has_proper(member.clone()));
    // 品牌强省|三大战略 is no strategy's name.
    let list = Span::new(scene.span(members[0].clone()).start, scene.tokens[last].span.end);
    out.retain(|other| {
        !(other.label == EntityLabel::Policy && other.span.end == list.end && list.contains(other.span))
    });
    for member in members {
        let said = scene.slice(member.clone()).to_owned();
        let mut candidate = policy(scene, member, "action", "policy.counted");
        if is_sure {
            candidate.confidence = 0.95;
        }
        if !said.ends_with(noun) {
            candidate.name = format!("{said}{noun}");
        }
        candidate.alias(&said);
        out.push(candidate);
    }
}

/// As many members of a list as it is told to have, verbs and all: 企业培优、数字赋能、绿色低碳 in a list of three. None where
/// there are fewer.
fn between_pauses(scene: &Scene<'_>, end: usize, number: usize) -> Vec<Range<usize>> {
    let mut members = Vec::with_capacity(number);
    let mut stop = end;
    let is_word =
        |at: &usize| matches!(scene.kind(*at), TokenKind::Word(class) if class != WordClass::Conjunction);
    while members.len() < number {
        let Some(start) = (0..stop).rev().take_while(is_word).last() else { return Vec::new() };
        let is_first = members.len() + 1 == number;
        // 深入实施|企业培优: what governs the list.
        let governs =
            |at: &usize| scene.tokens[*at].is(WordClass::Plain) && scene.tokens[*at].trigger.is_none();
        let begin = if is_first { (start..stop).find(governs) } else { Some(start) };
        let Some(begin) = begin else { return Vec::new() };
        members.push(begin..stop);
        match start.checked_sub(1).map(|before| (before, scene.kind(before))) {
            _ if is_first => {}
            Some((pause, TokenKind::Pause | TokenKind::Word(WordClass::Conjunction))) => stop = pause,
            _ => return Vec::new(),
        }
    }
    members.reverse();
    members
}

/// 容缺受理制, 首席服务官制: what is set up, told by all that stands behind the verb or the last member of the list.
fn system(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_end = matches!(
        scene.kind(token + 1),
        TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)
    ) || token + 1 < scene.tokens.len() && scene.has(token + 1, Role::ListMark);
    // 机制, 体制, 控制: words of their own.
    let clause = scene.clause(token).start;
    if !is_end || scene.lexicon.lists[Role::NoSystem].ends(scene.slice(clause..token + 1)) {
        return None;
    }
    let is_set_up = |at: usize| scene.has(at, Role::Founding);
    let opens = |at: usize| {
        is_set_up(at)
            || matches!(
                scene.kind(at),
                TokenKind::Pause | TokenKind::Word(WordClass::Conjunction | WordClass::Take)
            )
    };
    let start = (clause..token).rev().find(|&at| opens(at))? + 1;
    // 建立了项目法人制.
    let start = start + (start..token).take_while(|&at| scene.has(at, Role::AfterVerb)).count();
    let is_word = |at: usize| matches!(scene.kind(at), TokenKind::Word(_)) && scene.word(at) != "的";
    let is_name = (start..token).all(is_word)
        && SYSTEM.contains(&scene.slice(start..token + 1).chars().count())
        && (clause..start).any(is_set_up);
    is_name.then(|| policy(scene, start..token + 1, "system", "policy.system"))
}

/// Characters of the name of a way of working, and fewest before 机制 that say which.
const MECHANISM: std::ops::RangeInclusive<usize> = 8..=20;
const LEAST_MECHANISM: usize = 6;

/// 建立重点项目挂图作战机制: a way of working that is set up, told by enough words right behind the verb.
fn mechanism(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_end = matches!(scene.kind(token + 1), TokenKind::Stop | TokenKind::Pause);
    if !is_end || !scene.has_end(token, Role::Mechanism) {
        return None;
    }
    let clause = scene.clause(token).start;
    // 健全…机制 is a direction, 建立…机制 and 建立健全…机制 name one.
    let sets_up = |&at: &usize| scene.lexicon.lists[Role::Sets].opens(scene.word(at));
    let verb = (clause..token).rev().find(sets_up)?;
    let is_front = |at: &usize| scene.has(*at, Role::AfterVerb) || scene.has(*at, Role::Founding);
    let start = verb + 1 + (verb + 1..token).take_while(is_front).count();
    let is_word = |at: usize| {
        matches!(scene.kind(at), TokenKind::Word(class) if !matches!(class, WordClass::Take | WordClass::Conjunction))
            && scene.word(at) != "的"
    };
    let is_name = start < token
        && (start..token).all(is_word)
        && !scene.tokens[start].is_hollow
        && MECHANISM.contains(&scene.slice(start..token + 1).chars().count())
        && scene.solid_characters(start..token) >= LEAST_MECHANISM;
    is_name.then(|| policy(scene, start..token + 1, "system", "policy.mechanism"))
}

/// Characters of what a year is called after, with 年.
const YEAR: std::ops::RangeInclusive<usize> = 6..=14;

/// 作风建设强化年: a year that is carried out, called after what is done in it, verbs and all.
fn year(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_part = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Word(class) if !matches!(class, WordClass::Take | WordClass::Conjunction))
            && scene.word(*at) != "的"
            && !scene.has(*at, Role::ListMark)
    };
    let clause = scene.clause(token).start;
    let start = (clause..=token).rev().take_while(is_part).last()?;
    let opens = start.checked_sub(1).filter(|&before| before >= clause)?;
    let is_listed = scene.kind(opens) == TokenKind::Pause;
    let verb = (clause..start).rev().find(|&at| scene.tokens[at].is(WordClass::Take));
    let ends = match scene.kind(token + 1) {
        TokenKind::Stop | TokenKind::Pause => true,
        TokenKind::Word(WordClass::Conjunction) => true,
        _ => scene.lexicon.lists[Role::OutreachEnd].contains(scene.word(token + 1)),
    };
    let is_doing = scene.tokens[token].n_characters > 2
        || token > start
            && matches!(
                scene.kind(token - 1),
                TokenKind::Word(WordClass::Verb | WordClass::Soft | WordClass::Hard)
            );
    let is_name = ends
        && is_doing
        && verb.is_some_and(|verb| is_listed || verb == opens)
        && YEAR.contains(&scene.slice(start..token + 1).chars().count());
    is_name.then(|| policy(scene, start..token + 1, "campaign", "policy.year"))
}

/// 非遗文化进校园、进社区活动: from what governs it to the noun of doing.
fn outreach(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_place = |at: usize| scene.lexicon.lists[Role::Outreach].opens(scene.word(at));
    if token + 1 >= scene.tokens.len() || !is_place(token + 1) {
        return None;
    }
    let mut last = token + 1;
    while last + 2 < scene.tokens.len() && scene.has(last + 1, Role::Into) && is_place(last + 2) {
        last += 2;
    }
    // 社区活动 may be one word of the dictionary.
    let is_doing = |at: usize| at < scene.tokens.len() && scene.has_end(at, Role::OutreachEnd);
    let end = if is_doing(last) { last } else { last + 1 };
    let clause = scene.clause(token).start;
    let opens = |at: usize| {
        matches!(scene.kind(at), TokenKind::Pause | TokenKind::Word(WordClass::Take | WordClass::Conjunction))
            || scene.lexicon.lists[Role::CarryOut].ends(scene.word(at))
    };
    let start = (clause..token).rev().find(|&at| opens(at)).map_or(clause, |at| at + 1);
    let range = start..scene.tokens.len().min(end + 1);
    let is_word =
        |at: usize| matches!(scene.kind(at), TokenKind::Word(_) | TokenKind::Latin) && scene.word(at) != "的";
    let is_carried_out = (clause..start).any(|at| scene.lexicon.lists[Role::CarryOut].ends(scene.word(at)));
    let is_name = is_doing(end)
        && start < token
        && is_carried_out
        && range.clone().all(is_word)
        && OUTREACH.contains(&scene.slice(range.clone()).chars().count());
    is_name.then(|| policy(scene, range, "action", "policy.outreach"))
}

/// 浙川协作: two regions by the characters that stand for them.
fn paired(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_one = |at: usize| scene.tokens[at].n_characters == 1 && scene.has(at, Role::Abbreviation);
    let is_two = |at: usize| {
        let word = scene.word(at);
        let second = word.char_indices().nth(1).map_or(0, |(at, _)| at);
        let lists = &scene.lexicon.lists;
        scene.tokens[at].n_characters == 2
            && lists[Role::Abbreviation].contains(&word[..second])
            && lists[Role::Abbreviation].contains(&word[second..])
            && !scene.has(at, Role::NoPair)
    };
    let start = match token {
        1.. if is_two(token - 1) => token - 1,
        2.. if is_one(token - 1) && is_one(token - 2) => token - 2,
        _ => return None,
    };
    let before = start.checked_sub(1).map_or(TokenKind::Stop, |before| scene.kind(before));
    let is_free = matches!(
        before,
        TokenKind::Stop
            | TokenKind::Pause
            | TokenKind::Word(WordClass::Hard | WordClass::Take | WordClass::Conjunction | WordClass::Lead)
    );
    is_free.then(|| policy(scene, start..token + 1, "programme", "policy.paired"))
}

/// The members of a list by its pauses: they may have verbs inside.
fn split(scene: &Scene<'_>, list: Range<usize>) -> Vec<Range<usize>> {
    let mut start = list.start;
    let mut members = Vec::new();
    for at in list.clone() {
        if matches!(scene.kind(at), TokenKind::Pause | TokenKind::Word(WordClass::Conjunction)) {
            members.push(start..at);
            start = at + 1;
        }
    }
    members.push(start..list.end);
    members.retain(|member| !member.is_empty());
    members
}

/// 先租后让 of 推行先租后让、弹性出让等改革举措; of 深化校长聘任等改革 the members have the noun for their head.
fn reforms(scene: &Scene<'_>, mark: usize, out: &mut Vec<Candidate>) {
    let is_reform = |at: &usize| *at < scene.tokens.len() && scene.has(*at, Role::ListReform);
    let Some(noun) = (mark + 1..mark + 1 + REACH).find(is_reform) else { return };
    let is_near = (mark + 1..noun).all(|at| {
        matches!(scene.kind(at), TokenKind::Word(class) if !matches!(class, WordClass::Hard | WordClass::Take))
    });
    let next = noun + 1;
    let is_measure = scene.has(noun, Role::ReformMeasure) || scene.has(next, Role::ReformMeasure);
    let behind = next + usize::from(scene.has(next, Role::ReformMeasure));
    let ends = matches!(scene.kind(behind), TokenKind::Stop | TokenKind::Pause);
    let clause = scene.clause(mark).start;
    let Some(verb) = (clause..mark).rev().find(|&at| scene.carries_out(at)) else { return };
    let members: Vec<Range<usize>> = split(scene, verb + 1..mark);
    if !is_near || !ends || members.len() < 2 {
        return;
    }
    // 企业享受留存电量 of 等政策 is a sentence.
    let is_plain = scene.word(noun) != "政策";
    let is_word = |at: usize| {
        let is_verb = scene.tokens[at].is(WordClass::Hard) && !is_plain;
        matches!(scene.kind(at), TokenKind::Word(_)) && scene.word(at) != "的" && !is_verb
    };
    let is_fit = |member: &Range<usize>| {
        let text = scene.slice(member.clone());
        MEMBER.contains(&text.chars().count())
            && member.clone().all(is_word)
            && scene.solid_characters(member.clone()) >= 2
            && scene.vocabulary().names.get(text).is_none()
            && scene.lexicon.places.find(text, &scene.document.identity.scope).is_none()
    };
    // 优化口岸签证、过境免签等措施: one that is known tells that the others are policies too.
    let is_known = |member: &Range<usize>| {
        let known = scene.vocabulary().names.get(scene.slice(member.clone()));
        known.is_some_and(|known| known.label == EntityLabel::Policy)
    };
    if scene.has(noun, Role::ReformMeasure) && !members.iter().any(is_known) {
        return;
    }
    for member in members.into_iter().filter(is_fit) {
        let mut candidate = policy(scene, member, "reform", "policy.listed");
        if !is_measure {
            let bare = std::mem::take(&mut candidate.name);
            candidate.name = format!("{bare}{}", scene.word(noun));
            candidate.alias(&bare);
        }
        out.push(candidate);
    }
}
