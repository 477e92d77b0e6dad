//! Industries: names of the lexicon where the text speaks of them as industries, and X产业, X产业集群 with an X that
//! the lexicon does not know.

use std::ops::Range;

use super::border::left_border;
use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{KnownName, Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// A hit of the lexicon with its tokens.
struct Hit<'d> {
    span: Span,
    tokens: Range<usize>,
    known: &'d KnownName,
    suffix: Option<&'d str>,
}

/// Proposes industries.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let hits = hits(scene);
    for (index, hit) in hits.iter().enumerate() {
        let beside = (index > 0 && adjoin(scene, &hits[index - 1], hit))
            || hits.get(index + 1).is_some_and(|next| adjoin(scene, hit, next));
        let is_industry = hit.known.bare
            || hit.suffix.is_some_and(|suffix| !scene.lexicon.lists[Role::IndustryWeak].contains(suffix))
            || chain_of(scene, hit.span.of(scene.text)).is_some()
            || beside
            || is_fostered(scene, hit)
            || is_growing(scene, hit);
        let is_part = !beside && !is_fostered(scene, hit) && is_part_of_thing(scene, hit);
        if !is_industry || is_part || is_other(scene, hit) || is_in_firm(scene, hit) {
            continue;
        }
        out.push(candidate(scene, hit));
    }
    unknown(scene, out);
    kinds(scene, &hits, out);
}

fn hits<'d>(scene: &Scene<'d>) -> Vec<Hit<'d>> {
    let sentence = scene.document.sentences[scene.sentence].span;
    let after = |span: Span| &scene.text[span.end..sentence.end];
    let mut hits = Vec::new();
    for &(span, known) in &scene.names {
        if known.label != EntityLabel::Industry {
            continue;
        }
        let suffix = scene.lexicon.lists[Role::IndustryAfter].start_of(after(span));
        let (first, last) = (scene.token_at(span.start), scene.token_at(span.end - 1));
        let is_whole =
            scene.tokens[first].span.start == span.start && scene.tokens[last].span.end == span.end;
        if is_whole || suffix.is_some() && scene.tokens[first].span.start == span.start {
            hits.push(Hit { span, tokens: first..last + 1, known, suffix });
        }
    }
    hits
}

/// Whether two hits are neighbours in a list.
fn adjoin(scene: &Scene<'_>, left: &Hit<'_>, right: &Hit<'_>) -> bool {
    let between = &scene.text[left.span.end..right.span.start];
    scene.lexicon.lists[Role::IndustryAnd].contains(between)
}

/// 发展茶, 做强白酒: a verb of fostering right before the name; 以水电为主: what is said to be the main thing.
fn is_fostered(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let before = hit.tokens.start.checked_sub(1);
    let is_end = matches!(
        scene.kind(hit.tokens.end),
        TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Hard | WordClass::Conjunction)
    );
    let is_main = || scene.lexicon.lists[Role::Main].opens(&scene.text[hit.span.end..]);
    let is_governed = |before: usize| scene.fosters(before) || scene.has(before, Role::Exploits);
    is_end && before.is_some_and(|before| is_governed(before) || scene.word(before) == "以" && is_main())
}

/// Whether the list that the name stands in is one of other things: 汽车、家电等大宗消费, 金融、房地产等领域风险.
fn is_other(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    let is_member = |token: &usize| match scene.kind(*token) {
        TokenKind::Word(class) => !matches!(class, WordClass::Hard | WordClass::Take),
        TokenKind::Pause => true,
        _ => false,
    };
    let end = (hit.tokens.end..scene.tokens.len()).find(|token| !is_member(token));
    let Some(mark) = end.filter(|&end| lists[Role::ListMark].contains(scene.word(end))) else { return false };
    let phrase = (mark + 1..scene.tokens.len()).take(4).take_while(is_member);
    phrase.into_iter().any(|token| lists[Role::NoIndustryList].contains(scene.word(token)))
}

/// 大数据集团, 机器人应用20台: the name describes a thing and is not spoken of as an industry.
fn is_part_of_thing(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    hit.suffix.is_none() && scene.lexicon.lists[Role::IndustryThing].opens(&scene.text[hit.span.end..])
}

/// 华星新能源40亿立方米煤制天然气: a firm's name, and how much it makes.
fn is_in_firm(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let next = hit.tokens.end;
    let follows_name = || {
        hit.tokens
            .start
            .checked_sub(1)
            .map(|before| &scene.tokens[before])
            .is_some_and(|before| before.is_proper && before.is(WordClass::Plain))
    };
    hit.suffix.is_none()
        && scene.kind(next) == TokenKind::Number
        && scene.word(next).is_ascii()
        && scene.kind(next + 1) != TokenKind::Stop
        && !scene.has(next + 1, Role::CountThing)
        && follows_name()
}

/// 服务业加快恢复: the subject of its clause, and it grows.
fn is_growing(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let before = hit.tokens.start.checked_sub(1);
    let is_subject = before.is_none_or(|before| {
        matches!(scene.kind(before), TokenKind::Stop | TokenKind::Pause) || scene.word(before) == "是"
    });
    is_subject && scene.lexicon.lists[Role::IndustryGrows].opens(&scene.text[hit.span.end..])
}

/// 产业 or the like at the end of a known form, behind a name: 茶产业, 钢铁工业.
fn chain_of<'s>(scene: &'s Scene<'_>, form: &str) -> Option<&'s str> {
    let ends = scene.lexicon.lists[Role::IndustryAfter].end_of(form)?;
    let is_strong = !scene.lexicon.lists[Role::IndustryWeak].contains(ends) && ends.len() < form.len();
    let kept = scene.lexicon.lists[Role::IndustryAfter].iter().find(|after| **after == *ends);
    kept.filter(|_| is_strong)
}

fn candidate(scene: &Scene<'_>, hit: &Hit<'_>) -> Candidate {
    let form = hit.span.of(scene.text);
    let mut name = form;
    if let Some(stem) = stem(scene, form) {
        name = stem;
    }
    let confidence = if hit.known.bare { 0.85 } else { 0.75 };
    let mut candidate = Candidate::new(EntityLabel::Industry, hit.span, name, "industry.known", confidence);
    candidate.kind = hit.known.kind.to_string();
    candidate.alias(form);
    candidate.alias_known(&scene.vocabulary().names);
    let lists = &scene.lexicon.lists;
    let chain = hit.suffix.filter(|suffix| lists[Role::IndustryChain].contains(suffix));
    candidate.may_nest = (chain.is_some() || chain_of(scene, form).is_some())
        && !lists[Role::IndustryPark].opens(&scene.text[hit.span.end..]);
    if let Some(suffix) = chain.filter(|suffix| !lists[Role::IndustryProcess].contains(suffix)) {
        candidate.alias(&format!("{form}{suffix}"));
    }
    candidate
}

/// A known form without 产业, 业 or 行业, where that is a name of the lexicon too.
pub(super) fn stem<'f>(scene: &Scene<'_>, form: &'f str) -> Option<&'f str> {
    let stems = scene.lexicon.lists[Role::IndustryEnd].iter().filter_map(|end| form.strip_suffix(end));
    stems.filter(|stem| scene.vocabulary().names.get(stem).is_some()).min_by_key(|stem| stem.len())
}

/// X产业 and X产业集群 with an unknown X.
fn unknown(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    for token in scene.tokens_of(Role::IndustryHead).filter(|&token| token > 0) {
        let border = left_border(scene, token);
        let start = (border.start..token).rev().take_while(|&at| is_stem(scene, at)).last().unwrap_or(token);
        // 锻造新能源地标产业: what may be a trade of its own is a verb here.
        let is_verb = start + 1 < token && start == border.start && scene.has(start, Role::VerbNoun);
        let start = start + usize::from(is_verb);
        let stem = start..token;
        let is_cut = start == border.start || is_verb || scene.fosters(start - 1);
        if stem.is_empty() || border.is_counted || !is_cut {
            continue;
        }
        let name = scene.slice(stem.clone());
        let is_fit = !lists[Role::Whole].ends(name)
            && !lists[Role::NoIndustry].ends(name)
            && (2..=8).contains(&name.chars().count())
            && scene.specific_characters(stem.clone()) >= 2
            && !scene.tokens[stem.clone()].iter().any(|token| token.is(WordClass::Verb) || token.is_body)
            && scene.lexicon.places.find(name, &scene.document.identity.scope).is_none()
            && (lists[Role::IndustryGrows].opens(&scene.text[scene.tokens[token].span.end..])
                || matches!(
                    scene.kind(token + 1),
                    TokenKind::Stop
                        | TokenKind::Pause
                        | TokenKind::Word(WordClass::Hard | WordClass::Verb | WordClass::Conjunction)
                ));
        if !is_fit || scene.vocabulary().names.get(name).is_some() {
            continue;
        }
        let span = scene.span(start..token + 1);
        let mut candidate = Candidate::new(EntityLabel::Industry, span, name, "industry.suffix", 0.6);
        candidate.alias(span.of(scene.text));
        candidate.may_nest = true;
        out.push(candidate);
    }
}

/// X经济, X农业, X服务业 with an unknown X, fostered or beside another industry: 大力发展直播经济、美食经济.
fn kinds(scene: &Scene<'_>, hits: &[Hit<'_>], out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    for token in scene.tokens_of(Role::IndustryKind).filter(|&token| token > 0) {
        let stem = token - 1..token;
        let is_word = matches!(
            scene.kind(token - 1),
            TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb)
        );
        if !is_word || scene.fosters(token - 1) {
            continue;
        }
        let name = scene.slice(stem.start..token + 1);
        let (stem, span) = (scene.slice(stem.clone()), scene.span(stem.start..token + 1));
        let before = (token - 1).checked_sub(1);
        let opens = before.is_none_or(|before| {
            matches!(
                scene.kind(before),
                TokenKind::Pause | TokenKind::Stop | TokenKind::Word(WordClass::Conjunction)
            ) || scene.fosters(before)
        });
        let ends = matches!(
            scene.kind(token + 1),
            TokenKind::Stop | TokenKind::Pause | TokenKind::Word(WordClass::Hard | WordClass::Conjunction)
        );
        let is_told = before.is_some_and(|before| scene.fosters(before))
            || hits.iter().any(|hit| stands_beside(scene, hit.span, span));
        let is_fit = (2..=4).contains(&stem.chars().count()) && !lists[Role::NoIndustryKind].contains(stem);
        if opens && ends && is_told && is_fit && scene.vocabulary().names.get(name).is_none() {
            out.push(Candidate::new(EntityLabel::Industry, span, name, "industry.kind", 0.6));
        }
    }
}

/// Whether a mark of a list alone stands between two places, in either order.
fn stands_beside(scene: &Scene<'_>, left: Span, right: Span) -> bool {
    let (left, right) = if left.start <= right.start { (left, right) } else { (right, left) };
    left.end <= right.start
        && scene.lexicon.lists[Role::IndustryAnd].contains(&scene.text[left.end..right.start])
}

/// A word of a stem; 四大 in 煤电、大数据四大产业 counts the list.
fn is_stem(scene: &Scene<'_>, at: usize) -> bool {
    let is_word = matches!(
        scene.kind(at),
        TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) | TokenKind::Latin
    );
    is_word && !scene.fosters(at) && !scene.has(at, Role::ListCount)
}
