//! Organisations without a head word: well-known ones, firms that a verb of firms shows as the subject
//! (天明机械荣膺…), and firms at the front of a project's name.

use std::ops::Range;

use super::candidate::Candidate;
use super::firm::{branch_end, firm_front, firm_in};
use super::scene::Scene;
use super::sibling::is_place_somewhere;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{KnownName, Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Proposes well-known organisations and firms that are subjects.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    known(scene, out);
    subjects(scene, out);
}

/// Proposes the firms at the front of the projects in `out`.
pub(super) fn builders(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let firms = &scene.lexicon.lists[Role::Firm];
    // 宝昂新材料 in a list of projects: the firm itself, as a whole.
    let is_firm = |found: &Candidate| {
        matches!(found.rule, "project.sibling" | "project.risen") && firms.ends(&found.name)
    };
    let is_project = |found: &&Candidate| found.label == EntityLabel::Project && !is_firm(found);
    let is_company = |found: &&Candidate| {
        found.label == EntityLabel::Organization
            && found.kind == "company"
            && found.rule != "organization.partner"
    };
    let companies: Vec<Span> = out.iter().filter(is_company).map(|found| found.span).collect();
    for found in out.iter_mut().filter(|found| found.label == EntityLabel::Platform) {
        if is_of_firm(scene, found) || is_built_by(scene, found, &companies) {
            found.label = EntityLabel::Project;
        }
    }
    let projects: Vec<Span> = out.iter().filter(is_project).map(|found| found.span).collect();
    for span in projects {
        let start = scene.token_at(span.start);
        let end = scene.token_at(span.end - 1) + 1;
        // 浙江大学医学院附属第二医院萧山院区: a university builds no works.
        let is_firm = |firm: &Range<usize>| {
            let known = scene.vocabulary().names.get(scene.slice(firm.clone()));
            known.is_none_or(|known| known.kind.as_ref() == "company")
        };
        if let Some(firm) = firm_in(scene, start..end).filter(is_firm) {
            let name = scene.slice(firm.clone());
            let mut candidate = Candidate::new(
                EntityLabel::Organization,
                scene.span(firm),
                name,
                "organization.project",
                0.7,
            );
            candidate.kind = "company".to_owned();
            candidate.may_nest = true;
            out.push(candidate);
        }
    }
}

/// Most characters between a firm and the carrier that it builds: 投资30亿元建设.
const BUILT_WITHIN: usize = 14;

/// 特种钢基地 in 引进宝武集团建设特种钢基地: what a firm is told to build, alone.
fn is_built_by(scene: &Scene<'_>, found: &Candidate, companies: &[Span]) -> bool {
    let lists = &scene.lexicon.lists;
    let sentence = scene.document.sentences[scene.sentence].span;
    companies.iter().any(|firm| {
        let Some(between) = scene.text.get(firm.end..found.span.start) else { return false };
        let before = &scene.text[sentence.start..firm.start];
        let is_with = before.ends_with(['与', '同', '和', '、']);
        let told = between.strip_suffix(['新', '了', '的']).unwrap_or(between);
        let verb = lists[Role::Undertaking].end_of(told);
        let paid = verb.map_or("", |verb| &told[..told.len() - verb.len()]);
        verb.is_some()
            && !is_with
            && between.chars().count() <= BUILT_WITHIN
            && (paid.is_empty() || paid.starts_with("投资") || paid.starts_with("总投资"))
            && !paid.contains([',', '、', ';'])
    })
}

/// 杜邦制造基地开工, 茅台产业园落户: what a known firm builds for itself is a project, whatever its head.
fn is_of_firm(scene: &Scene<'_>, found: &Candidate) -> bool {
    let name = scene.token_at(found.span.start)..scene.token_at(found.span.end - 1) + 1;
    let is_built = scene.lexicon.lists[Role::OwnCarrier].contains(&found.kind)
        && (scene.has_building(name.start)
            || scene.triggers(scene.clause(name.start)).any(|(_, told)| told.stage.is_some()));
    let Some(end) = firm_front(scene, &name).filter(|&end| is_built && end < name.end) else { return false };
    let firm = scene.slice(name.start..end);
    let known = scene.vocabulary().names.get(firm);
    known.is_none_or(|known| known.kind.as_ref() == "company") && !is_place_somewhere(scene, firm)
}

fn known(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for &(span, known) in &scene.names {
        if known.label != EntityLabel::Organization {
            continue;
        }
        // 中铁四局: with its number a name that is a word too tells enough.
        let numbered = numbered_end(scene, span.end);
        if !known.bare && numbered.is_none() {
            continue;
        }
        let (first, last) = (scene.token_at(span.start), scene.token_at(span.end - 1));
        let is_whole =
            scene.tokens[first].span.start == span.start && scene.tokens[last].span.end == span.end;
        if !is_whole {
            continue;
        }
        let branch = numbered.or_else(|| institute_end(scene, last + 1));
        let branch = branch.or_else(|| named_institute(scene, last + 1, known));
        let branch = branch.or_else(|| short_institute(scene, span.end, known));
        if is_torn(scene, span) {
            continue;
        }
        let of_place = || {
            let end = branch_end(scene, last + 1).filter(|&end| ends_name(scene, end))?;
            (known.kind.as_ref() == "company" && scene.head_ending(last).is_none())
                .then(|| scene.tokens[end - 1].span.end)
        };
        let longer =
            || firm_word_end(scene, span.end).or_else(|| own_word_end(scene, last + 1)).or_else(of_place);
        let end = branch.or_else(longer).unwrap_or(span.end);
        let span = Span::new(span.start, end);
        let name = span.of(scene.text);
        let mut candidate = Candidate::new(EntityLabel::Organization, span, name, "organization.known", 0.8);
        candidate.kind = if branch.is_some() { "institute".to_owned() } else { known.kind.to_string() };
        out.push(candidate);
    }
}

/// Whether a mark or a word that governs stands at token `end`.
fn ends_name(scene: &Scene<'_>, end: usize) -> bool {
    end == scene.tokens.len()
        || scene.has(end, Role::ListMark)
        || matches!(scene.kind(end), TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Hard))
}

/// Longest name of a body, in characters, that begins in the last one of another's.
const LONGEST_TORN: usize = 4;

/// 联合国 in 联合国网天津电力: a verb, and a name that begins in its last character.
fn is_torn(scene: &Scene<'_>, span: Span) -> bool {
    let Some((at, _)) = span.of(scene.text).char_indices().next_back() else { return false };
    let from = span.start + at;
    let sentence = scene.document.sentences[scene.sentence].span;
    let ends = scene.text[from..sentence.end].char_indices().map(|(end, _)| from + end).skip(2);
    let names = &scene.vocabulary().names;
    let goes_past = |end: usize| {
        names.get(&scene.text[from..end]).is_some_and(|known| known.label == EntityLabel::Organization)
    };
    scene.lexicon.lists[Role::Partner].contains(&scene.text[span.start..from])
        && ends.take(LONGEST_TORN).any(goes_past)
}

/// The end of the institute or branch of a firm that a number at byte `at` names: 七一六所 in 中船七一六所.
fn numbered_end(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let sentence = scene.document.sentences[scene.sentence].span;
    let after = &scene.text[at..sentence.end];
    let after = after.strip_prefix('第').unwrap_or(after);
    let is_digit = |mark: char| mark.is_ascii_digit() || "〇零一二三四五六七八九十".contains(mark);
    let rest = after.trim_start_matches(is_digit);
    let ends = scene.lexicon.lists[Role::Numbered].start_of(rest).filter(|_| rest.len() < after.len())?;
    Some(sentence.end - rest.len() + ends.len())
}

/// The end of a firm's usual last word that a known short form breaks off in: 联瑞新材 of 联瑞新材料.
fn firm_word_end(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let start = scene.tokens[scene.token_at(at - 1)].span.start;
    let sentence = scene.document.sentences[scene.sentence].span;
    let next = scene.text[at..sentence.end].chars().next()?;
    let end = at + next.len_utf8();
    let is_one = scene.tokens.get(scene.token_at(at))?.span == Span::new(at, end);
    let short = scene.lexicon.lists[Role::Firm].end_of(&scene.text[start..at])?;
    let is_word = scene.lexicon.lists[Role::Firm].contains(&scene.text[at - short.len()..end]);
    (is_one && is_word).then_some(end)
}

/// The end of the word that a branch of a known firm has for itself, where the phrase ends with it: 五丰 in 华润五丰.
fn own_word_end(scene: &Scene<'_>, next: usize) -> Option<usize> {
    let is_own = |&at: &usize| {
        let token = &scene.tokens[at];
        token.is(WordClass::Plain) && token.is_proper && !token.is_body
    };
    let end = next + (next..scene.tokens.len().min(next + 3)).take_while(is_own).count();
    let text = scene.slice(next..end);
    // 北元化工甘氨酸等项目: the word is what the firm makes there.
    let is_of_project = || {
        let clause = scene.clause(next.min(scene.tokens.len() - 1));
        (next..clause.end).any(|mark| {
            let behind = mark + 1..clause.end.min(mark + 5);
            scene.has(mark, Role::ListMark) && behind.into_iter().any(|at| scene.has(at, Role::ListProject))
        })
    };
    let ends = ends_name(scene, end) && end > next && !is_of_project();
    let is_fit = (2..=3).contains(&text.chars().count())
        && !is_place_somewhere(scene, text)
        && scene.head_ending(end - 1).is_none()
        && scene.vocabulary().names.get(text).is_none();
    (ends && is_fit).then(|| scene.tokens[end - 1].span.end)
}

/// The end of an institute told by its field: 自动化所 in 中科院自动化所.
fn institute_end(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let is_field = |&at: &usize| {
        matches!(scene.kind(at), TokenKind::Word(WordClass::Plain | WordClass::Soft))
            && scene.word(at) != "所"
    };
    let end = from + (from..from + 3).take_while(is_field).count();
    let ends = matches!(
        scene.kind(end + 1),
        TokenKind::Stop
            | TokenKind::Pause
            | TokenKind::Close
            | TokenKind::Word(WordClass::Hard | WordClass::Conjunction)
    );
    (end > from && ends && scene.tokens.get(end)?.span.of(scene.text) == "所")
        .then(|| scene.tokens[end].span.end)
}

/// Most words of an institute's name behind its academy.
const LONGEST_INSTITUTE: usize = 5;

/// The end of an academy's institute, whatever its field's words are elsewhere: 中科院过程工程研究所.
fn named_institute(scene: &Scene<'_>, from: usize, academy: &KnownName) -> Option<usize> {
    let reach = from..scene.tokens.len().min(from + LONGEST_INSTITUTE);
    let is_inside =
        |&at: &usize| matches!(scene.kind(at), TokenKind::Word(class) if class != WordClass::Conjunction);
    let ends = |at: usize| {
        scene
            .head_ending(at)
            .is_some_and(|head| head.word.ends_with("研究所") && head.head.label == EntityLabel::Organization)
    };
    let end = reach.take_while(is_inside).find(|&at| ends(at))?;
    (academy.kind.as_ref() == "institute" && end > from).then(|| scene.tokens[end].span.end)
}

/// Most characters of an institute's field in short.
const LONGEST_FIELD: usize = 7;

/// The end of an academy's institute told by its place and its field in short, which no dictionary cuts right:
/// 中科院长春光机所. What follows is a mark or a word that names no more of it.
fn short_institute(scene: &Scene<'_>, at: usize, academy: &KnownName) -> Option<usize> {
    if academy.kind.as_ref() != "institute" {
        return None;
    }
    let sentence = scene.document.sentences[scene.sentence].span;
    let rest = &scene.text[at..sentence.end];
    let (field, _) = rest.split_once('所')?;
    let is_letter = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark) && !"的和与及等在".contains(mark);
    let length = field.chars().count();
    let end = at + field.len() + '所'.len_utf8();
    let next = scene.token_at(end);
    let is_cut = scene.tokens.get(next).is_none_or(|token| token.span.start == end);
    let ends = !matches!(scene.kind(next), TokenKind::Word(WordClass::Plain | WordClass::Soft));
    ((2..=LONGEST_FIELD).contains(&length) && field.chars().all(is_letter) && is_cut && ends).then_some(end)
}

/// Firms at the start of clauses, before a verb of firms; and where a name of unknown characters ends in a firm's
/// usual last word (翔泰毛纺).
fn subjects(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !scene.holds(Role::FirmVerb) && !scene.holds(Role::Firm) {
        return;
    }
    for token in 1..scene.tokens.len() {
        // 主导 in 等主导产业 is no verb.
        let is_noun = || token + 1 < scene.tokens.len() && scene.has(token + 1, Role::IndustryHead);
        if scene.has(token, Role::FirmVerb) && !is_noun() {
            let clause = scene.clause(token);
            let mut end = token;
            while end > clause.start && scene.has(end - 1, Role::FirmAdverb) {
                end -= 1;
            }
            let members = super::list::members(scene, end);
            let found: Vec<_> = members.iter().map(|member| firm(scene, member.clone(), 0.7)).collect();
            let is_known = |member: &Range<usize>| {
                let known = scene.vocabulary().names.get(scene.slice(member.clone()));
                known.is_some_and(|known| known.label == EntityLabel::Organization)
            };
            let is_vouched =
                found.iter().flatten().any(|found| found.kind == "company") || members.iter().any(is_known);
            // 支持百瑞源、早康争创驰名商标: only firms are backed in what the verb tells.
            let is_backed = members
                .first()
                .is_some_and(|first| first.start > 0 && scene.has(first.start - 1, Role::Backs));
            let beside = |(found, member): (Option<Candidate>, Range<usize>)| {
                let bare = || bare_firm(scene, member.clone()).filter(|_| is_backed);
                let beside = || firm_beside(scene, member.clone()).filter(|_| is_vouched);
                found.or_else(beside).or_else(bare)
            };
            out.extend(found.into_iter().zip(members).filter_map(beside));
        }
        if scene.has(token, Role::Firm) {
            out.extend(strange(scene, token));
        }
    }
}

fn firm(scene: &Scene<'_>, member: Range<usize>, confidence: f32) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let is_body = scene.has(member.start, Role::OwnBody) && scene.lexicon.lists[Role::OwnActor].ends(text);
    let is_firm = (4..=8).contains(&text.chars().count())
        && scene.has_proper(member.clone())
        && scene.lexicon.lists[Role::Firm].iter().any(|end| text.ends_with(end) && text != end)
        && scene.tokens[member.clone()]
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Word(WordClass::Plain | WordClass::Soft)));
    let is_body = is_body && (4..=10).contains(&text.chars().count());
    if !(is_firm || is_body)
        || scene.vocabulary().names.get(text).is_some_and(|known| known.label != EntityLabel::Organization)
    {
        return None;
    }
    if is_trade_of_place(scene, text) {
        return None;
    }
    let span = scene.span(member);
    let mut candidate =
        Candidate::new(EntityLabel::Organization, span, text, "organization.subject", confidence);
    candidate.kind = if is_firm { "company" } else { "agency" }.to_owned();
    Some(candidate)
}

/// 南康家具 in a report of the prefecture: what the county is known for.
fn is_trade_of_place(scene: &Scene<'_>, text: &str) -> bool {
    let (places, identity) = (&scene.lexicon.places, &scene.document.identity);
    let Some(name) = places.longest_at(text, 0) else { return false };
    let is_below = places
        .find(&text[..name.len], &identity.scope)
        .is_some_and(|place| places.lies_in(place, identity.place));
    let trade = scene.vocabulary().names.get(&text[name.len..]);
    is_below && trade.is_some_and(|known| known.label == EntityLabel::Industry)
}

/// 毛家食品 beside 银田米业: of the usual make of firms' names, and nothing else.
fn firm_beside(scene: &Scene<'_>, member: Range<usize>) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let is_fit = text.chars().count() == 4
        && scene.lexicon.lists[Role::Firm].ends(text)
        && !scene.tokens[member.start].is_generic
        && scene.vocabulary().names.get(text).is_none();
    let mut candidate =
        Candidate::new(EntityLabel::Organization, scene.span(member), text, "organization.subject", 0.6);
    candidate.kind = "company".to_owned();
    is_fit.then_some(candidate)
}

/// 百瑞源: a proper name that is no place's and has no head.
fn bare_firm(scene: &Scene<'_>, member: Range<usize>) -> Option<Candidate> {
    let text = scene.slice(member.clone());
    let lists = &scene.lexicon.lists;
    let is_part = |at: usize| {
        let token = &scene.tokens[at];
        token.is(WordClass::Plain) && (token.is_proper || token.roles.has(Role::Firm))
    };
    let is_fit = (2..=8).contains(&text.chars().count())
        && member.clone().all(is_part)
        && scene.tokens[member.start].is_proper
        && scene.head_ending(member.end - 1).is_none()
        && !is_place_somewhere(scene, text)
        && !scene.is_place_at(scene.tokens[member.start].span.start)
        && !lists[Role::Landscape].ends(text)
        && !lists[Role::Zone].ends(text)
        && !lists[Role::PersonTitle].ends(text)
        && scene.vocabulary().names.get(text).is_none();
    let mut candidate =
        Candidate::new(EntityLabel::Organization, scene.span(member), text, "organization.backed", 0.6);
    candidate.kind = "company".to_owned();
    is_fit.then_some(candidate)
}

/// Unknown characters, or a name that is no place's, before a firm's usual last word at `token`.
fn strange(scene: &Scene<'_>, token: usize) -> Option<Candidate> {
    let is_single = |at: &usize| scene.tokens[*at].is_proper && scene.word(*at).chars().count() == 1;
    let n_before = (0..token).rev().take_while(is_single).count();
    let start = token - n_before;
    let n_before = scene.slice(start..token).chars().count();
    let opens = start == 0
        || matches!(
            scene.kind(start - 1),
            TokenKind::Stop
                | TokenKind::Pause
                | TokenKind::Word(WordClass::Hard | WordClass::Take | WordClass::Conjunction)
        );
    // 科勒智能 | 卫浴总部: the noun goes on.
    let goes_on =
        scene.tokens.get(token + 1).is_some_and(|next| next.is(WordClass::Plain) && next.n_characters > 1);
    if !(2..=4).contains(&n_before) || !opens || goes_on {
        return None;
    }
    firm(scene, start..token + 1, 0.6)
}
