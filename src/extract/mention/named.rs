//! Names that end in a head word: 太湖湾科创带, 康得新集团, 企业研发机构提升计划, 长江文化艺术节.

use super::border::left_border;
use super::candidate::Candidate;
use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{HeadNeed, Stage, WordClass};
use crate::extract::token::TokenKind;

/// Proposes the names that end in heads of platforms, organisations, policies and events.
pub(super) fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for token in 0..scene.tokens.len() {
        if !matches!(scene.kind(token), TokenKind::Word(_)) {
            continue;
        }
        let Some(found) = scene.head_ending(token) else { continue };
        if found.head.label == EntityLabel::Project || !ends_phrase(scene, token, &found) {
            continue;
        }
        out.extend(name_at(scene, token, &found));
    }
}

/// The candidate whose head ends with `token`, if what stands before it makes a name.
fn name_at(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> Option<Candidate> {
    let HeadNeed::Specific(least) = found.head.need else { return None };
    let border = left_border(scene, found.token);
    if border.after_quote && border.start == found.token {
        return None;
    }
    let inside = scene.tokens[found.token].span.start;
    let prefix = scene.text[inside..found.start].chars().count();
    let before = border.start..found.token;
    let specific = scene.specific_characters(before.clone()) + prefix;
    let is_proper = scene.has_proper(before.clone()) || prefix > 0;
    let name = scene.slice(border.start..token + 1);
    let length = name.chars().count();
    if specific < least || length < 3 || (border.is_counted && !is_proper) {
        return None;
    }
    if !is_name(found, is_proper, specific, border.is_counted) {
        return None;
    }
    let confidence = if is_proper { 0.85 } else { 0.7 };
    let label = label_in_context(scene, token, found, is_proper);
    let mut candidate =
        Candidate::new(label, scene.span(border.start..token + 1), name, rule(found.head.label), confidence);
    candidate.kind = found.head.kind.to_string();
    if found.head.label == EntityLabel::Policy && found.head.kind.as_ref() == "pilot" {
        candidate.alias(name.trim_start_matches(['省', '市', '全', '国', '家', '级']));
    }
    shorten(scene, border.start, token, &mut candidate);
    Some(candidate)
}

/// The name without the report's own region before it, and without 省级 and the like.
fn shorten(scene: &Scene<'_>, start: usize, token: usize, candidate: &mut Candidate) {
    const RANKS: [&str; 7] = ["国家级", "省级", "市级", "国家", "省", "市", "全国"];
    if RANKS.contains(&scene.word(start)) && start < token {
        candidate.alias(scene.slice(start + 1..token + 1));
    }
}

/// Whether the words before a head make a name by the rules of its label.
fn is_name(found: &FoundHead<'_>, is_proper: bool, specific: usize, is_counted: bool) -> bool {
    match found.head.label {
        EntityLabel::Organization => match found.head.kind.as_ref() {
            "hospital" => is_proper || specific >= 2 || found.word.chars().count() > 2,
            "agency" => specific >= 1,
            _ => is_proper,
        },
        EntityLabel::Event => !is_counted && (is_proper || specific >= 2),
        EntityLabel::Policy => found.head.kind.as_ref() != "slogan" && !is_counted,
        _ => !is_counted,
    }
}

/// A building of a platform's kind that is under construction or finished is a project.
fn label_in_context(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>, _is_proper: bool) -> EntityLabel {
    let label = found.head.label;
    if label != EntityLabel::Platform || found.head.kind.as_ref() != "centre" {
        return label;
    }
    const BUILT: [&str; 8] = ["完工", "竣工", "封顶", "主体", "开工", "施工", "开工建设", "竣工验收"];
    let clause = scene.clause(token);
    let is_built = scene
        .triggers(clause.clone())
        .any(|(at, trigger)| trigger.stage >= Some(Stage::Started) && BUILT.contains(&scene.word(at)));
    if is_built && found.word == "中心" { EntityLabel::Project } else { label }
}

fn rule(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Organization => "organization.head",
        EntityLabel::Policy => "policy.head",
        EntityLabel::Event => "event.head",
        _ => "platform.head",
    }
}

/// Whether the noun phrase ends with `token`: 中心 does not in 中心城区, 园 not in 园林.
pub(super) fn ends_phrase(scene: &Scene<'_>, token: usize, found: &FoundHead<'_>) -> bool {
    let next = token + 1;
    match scene.kind(next) {
        TokenKind::Word(WordClass::Plain) => {
            let word = scene.word(next);
            let is_loose = found.word.chars().count() > 1 && word.chars().count() > 1;
            is_loose && !word.starts_with(['城', '镇', '村', '区'])
        }
        TokenKind::Joint => false,
        TokenKind::Measure | TokenKind::Number | TokenKind::Latin => found.word.chars().count() > 1,
        _ => true,
    }
}
