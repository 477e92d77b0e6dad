//! Industries: names of the lexicon where the text speaks of them as industries, and X产业, X产业集群 with an X that
//! the lexicon does not know.

use std::ops::Range;

use super::border::{describes_counted, left_border};
use super::candidate::Candidate;
use super::scene::Scene;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{KnownName, Role, WordClass};
use crate::extract::token::TokenKind;
use crate::source::Span;

/// Most words, and most characters, before the end of a kind that the lexicon does not know.
const MOST_STEMS: usize = 4;
const LONGEST_STEM: usize = 6;

/// Most words of what describes an industry, before 的.
const LONGEST_DESCRIPTION: usize = 6;

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
            || has_makers(scene, hit)
            || is_growing(scene, hit);
        let is_part =
            !beside && !is_fostered(scene, hit) && !has_makers(scene, hit) && is_part_of_thing(scene, hit);
        let is_else = is_other(scene, hit)
            || is_in_firm(scene, hit)
            || is_class(scene, hit)
            || is_abbreviation(scene, hit)
            || is_counted_before(scene, hit);
        if !is_industry || is_part || is_else {
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

/// 锡 in 苏锡、锡常: it stands for a place, and so does the character beside it.
fn is_abbreviation(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let is_place = |at: usize| scene.has(at, Role::Abbreviation) && scene.tokens[at].n_characters == 1;
    let Range { start, end } = hit.tokens;
    end - start == 1
        && is_place(start)
        && (start > 0 && is_place(start - 1) || end < scene.tokens.len() && is_place(end))
}

/// Whether two hits are neighbours in a list.
fn adjoin(scene: &Scene<'_>, left: &Hit<'_>, right: &Hit<'_>) -> bool {
    let between = scene.text[left.span.end..right.span.start].trim();
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
    is_end
        && before.is_some_and(|before| {
            is_governed(before)
                || is_led(scene, before) && is_main()
                || scene.word(before) == "的" && describes_fostered(scene, before)
        })
}

/// 以水电为主, and what goes on behind it: 家电为支撑 in 以汽车为主导、家电为支撑.
fn is_led(scene: &Scene<'_>, before: usize) -> bool {
    let opens = |at: usize| scene.word(at) == "以";
    opens(before) || scene.kind(before) == TokenKind::Pause && (scene.clause(before).start..before).any(opens)
}

/// Whether a verb of fostering governs what 的 describes: 做大用工多的服务业.
fn describes_fostered(scene: &Scene<'_>, mark: usize) -> bool {
    let clause = scene.clause(mark).start;
    let is_word = |at: &usize| {
        matches!(scene.kind(*at), TokenKind::Word(class) if class != WordClass::Take)
            && scene.word(*at) != "的"
    };
    let words = (clause..mark).rev().take(LONGEST_DESCRIPTION).take_while(is_word);
    let mut verbs = words.filter(|&at| scene.tokens[at].is(WordClass::Hard) || scene.fosters(at));
    verbs.next().is_some_and(|verb| {
        let end = scene.tokens[verb].span.end;
        scene.fosters(verb)
            || scene.lexicon.lists[Role::Cultivates].ends(&scene.text[scene.tokens[verb].span.start..end])
    })
}

/// Whether the list that the name stands in is one of other things: 汽车、家电等大宗消费, 金融、房地产等领域风险.
fn is_other(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    // 金融领域风险
    let behind = hit.suffix.map(|suffix| &scene.text[hit.span.end + suffix.len()..]);
    if behind.is_some_and(|behind| lists[Role::NoIndustryList].opens(behind)) {
        return true;
    }
    let is_member = |token: &usize| match scene.kind(*token) {
        TokenKind::Word(class) => !matches!(class, WordClass::Hard | WordClass::Take),
        TokenKind::Pause => true,
        _ => false,
    };
    let end = (hit.tokens.end..scene.tokens.len()).find(|token| !is_member(token));
    let end = end.unwrap_or(scene.tokens.len());
    // 汽车、家电及综合型促销活动: the last member tells what the others are.
    if (hit.tokens.end..end).any(|token| scene.has(token, Role::Sale)) {
        return true;
    }
    if end == scene.tokens.len() || !lists[Role::ListMark].contains(scene.word(end)) {
        return false;
    }
    // 水泥、钢材等的节约代用: what is used.
    if scene.tokens.get(end + 1).is_some_and(|next| next.span.of(scene.text) == "的") {
        return true;
    }
    let phrase = (end + 1..scene.tokens.len()).take(4).take_while(is_member);
    phrase.into_iter().any(|token| lists[Role::NoIndustryList].contains(scene.word(token)))
}

/// 大数据集团, 机器人应用20台: the name describes a thing and is not spoken of as an industry.
fn is_part_of_thing(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let is_thing = || scene.lexicon.lists[Role::IndustryThing].opens(&scene.text[hit.span.end..]);
    hit.suffix.is_none() && (is_thing() || is_counted(scene, hit))
}

/// 中药材种植示范基地2个, not 新型显示产业示范园3个.
fn is_counted(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    chain_of(scene, hit.span.of(scene.text)).is_none() && describes_counted(scene, hit.tokens.end)
}

/// 优势产业 in 茶叶、水果等优势产业: what the members of a list are. It is spoken of alone where it is fostered.
fn is_class(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let before = hit.tokens.start.checked_sub(1);
    let is_alone = || before.is_some_and(|verb| scene.fosters(verb)) && hit.suffix.is_none();
    hit.known.kind.as_ref() == "class" && !is_alone()
}

/// 839个海外仓: so many of a thing.
fn is_counted_before(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let start = hit.tokens.start;
    // 4个风电项目, 一批智能制造平台: of the trade itself.
    let is_whole = scene.kind(hit.tokens.end) != TokenKind::Word(WordClass::Plain);
    hit.suffix.is_none()
        && is_whole
        && start > 1
        && scene.has(start - 1, Role::CountThing)
        && scene.kind(start - 2) == TokenKind::Number
}

/// 服装企业60家, 光伏龙头企业: those in a trade are spoken of; trades of all kinds (工业企业) tell none.
fn has_makers(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    let form = hit.span.of(scene.text);
    let sums_up = hit.known.codes.len() <= 1 && form.ends_with('业') || lists[Role::NoTrade].contains(form);
    hit.suffix.is_none() && !sums_up && lists[Role::Makers].opens(&scene.text[hit.span.end..])
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

/// 服务业加快恢复: the subject of its clause, and it grows; 促进渔业提质增效: made to, a trade and no way of working
/// (推动绿色低碳转型).
fn is_growing(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let before = hit.tokens.start.checked_sub(1);
    let is_subject = before.is_none_or(|before| {
        matches!(scene.kind(before), TokenKind::Stop | TokenKind::Pause)
            || scene.word(before) == "是"
            // 松阳县茶业蓬勃发展, 食品、饮料等轻工业稳步回升.
            || scene.ends_place(before)
            || scene.has(before, Role::WithinOwn)
            || scene.has(before, Role::ListMark) && hit.known.name.ends_with('业')
            || scene.has(before, Role::Furthers) && hit.span.of(scene.text).ends_with('业')
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
    let is_planned = || is_planned(scene, hit);
    candidate.may_nest = (chain.is_some() || chain_of(scene, form).is_some() || is_planned())
        && !lists[Role::IndustryPark].opens(&scene.text[hit.span.end..]);
    if let Some(suffix) = chain.filter(|suffix| !lists[Role::IndustryProcess].contains(suffix)) {
        candidate.alias(&format!("{form}{suffix}"));
    }
    candidate
}

/// 服务业 in 服务业提质行动, 平台经济 in 支持平台经济发展的意见: a trade told in full, and what is done for it.
fn is_planned(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let lists = &scene.lexicon.lists;
    let form = hit.span.of(scene.text);
    form.ends_with(['业', '济'])
        && form.chars().count() > 2
        && !lists[Role::NoTrade].contains(form)
        && lists[Role::TradePlan].opens(&scene.text[hit.span.end..])
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

/// X经济, X消费, X材料 with an unknown X, fostered or beside another industry: 大力发展直播经济、美食经济.
fn kinds(scene: &Scene<'_>, hits: &[Hit<'_>], out: &mut Vec<Candidate>) {
    let lists = &scene.lexicon.lists;
    let mut told: Vec<Span> = hits.iter().map(|hit| hit.span).collect();
    let is_kind = |&token: &usize| scene.has(token, Role::IndustryKind) || scene.has(token, Role::Product);
    if !scene.holds(Role::IndustryKind) && !scene.holds(Role::Product) {
        return;
    }
    for token in (1..scene.tokens.len()).filter(is_kind) {
        // What is made or traded needs a verb that speaks of industries alone: 发展装配式建材, not 聚焦学前教育装备.
        let is_governed = |before: usize| {
            scene.fosters(before)
                && (scene.has(token, Role::IndustryKind) || scene.has(before, Role::Cultivates))
        };
        let is_word = |at: usize| {
            matches!(scene.kind(at), TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb))
                && !scene.fosters(at)
                && !scene.has(at, Role::Furthers)
                // 延伸 in 延伸萤石化工: what is done to it.
                && scene.head_ending(at).is_none_or(|head| head.head.kind.as_ref() != "renovation")
        };
        let start = (0..token).rev().take(MOST_STEMS).take_while(|&at| is_word(at)).last();
        let Some(start) = start else { continue };
        let (stem, name) = (scene.slice(start..token), scene.slice(start..token + 1));
        let span = scene.span(start..token + 1);
        let before = start.checked_sub(1);
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
        // 三利服装 beside 津海制衣: a firm, told by its trade as the other is.
        let is_beside = |told: &Span| stands_beside(scene, *told, span) && opens_member(scene, *told);
        let is_told = before.is_some_and(is_governed) || told.iter().any(is_beside);
        let is_fit = (2..=LONGEST_STEM).contains(&stem.chars().count())
            && !scene.is_place_at(scene.tokens[start].span.start)
            && !lists[Role::NoIndustryKind].ends(stem)
            && (scene.has(token, Role::IndustryKind) || !lists[Role::NoProduct].ends(stem));
        if opens && ends && is_told && is_fit && scene.vocabulary().names.get(name).is_none() {
            told.push(span);
            out.push(Candidate::new(EntityLabel::Industry, span, name, "industry.kind", 0.6));
        }
    }
}

/// Whether a name stands at the front of its member of a list, or behind the verb that governs it.
fn opens_member(scene: &Scene<'_>, name: Span) -> bool {
    let before = scene.token_at(name.start).checked_sub(1);
    before.is_none_or(|before| {
        !matches!(scene.kind(before), TokenKind::Word(WordClass::Plain | WordClass::Soft) | TokenKind::Latin)
    })
}

/// Whether a mark of a list alone stands between two places, in either order.
fn stands_beside(scene: &Scene<'_>, left: Span, right: Span) -> bool {
    let (left, right) = if left.start <= right.start { (left, right) } else { (right, left) };
    left.end <= right.start
        && scene.lexicon.lists[Role::IndustryAnd].contains(scene.text[left.end..right.start].trim())
}

/// A word of a stem; 四大 in 煤电、大数据四大产业 counts the list.
fn is_stem(scene: &Scene<'_>, at: usize) -> bool {
    let is_word = matches!(
        scene.kind(at),
        TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) | TokenKind::Latin
    );
    is_word && !scene.fosters(at) && !scene.has(at, Role::ListCount)
}
