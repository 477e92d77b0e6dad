//! UNDERTAKES: a firm at the front of a project's name or named within it; a firm that the clause says builds the
//! project (蜀道集团投资建设宣开高速, 由中国铁建承建的城宣高速).

use super::read::Relations;
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};

/// Most characters between a firm and what it builds.
const WITHIN: usize = 16;

/// Most firms that build together.
const LONGEST_LIST: usize = 8;

/// Relates firms to their projects.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    named(mentions, out);
    for (at, firm) in mentions.placed.iter().enumerate() {
        if mentions.entities[firm.entity].label != EntityLabel::Organization {
            continue;
        }
        let is_near = |place: &&Placed| place.sentence == firm.sentence;
        let behind = mentions.placed[at + 1..].iter().take_while(is_near);
        let mut projects =
            behind.filter(|place| is_project(mentions, place) && !place.span.overlaps(firm.span)).peekable();
        if projects.peek().is_some_and(|project| is_built_by(document, lexicon, firm, project)) {
            // 中国能建投资建设A、B等项目: all of the list.
            let mut end = None;
            for project in projects {
                let between = end.and_then(|end| document.text.as_str().get(end..project.span.start));
                if end.is_some() && !matches!(between, Some("、" | "和" | "及" | "以及" | "与")) {
                    break;
                }
                end = Some(project.span.end);
                for builder in with_partners(document, mentions, at) {
                    let (relation, rule) = (RelationType::Undertakes, "undertakes.verb");
                    out.add(builder, relation, project.entity, project, rule, 0.7);
                }
            }
        }
        let before = mentions.placed[..at].iter().rev().take_while(is_near);
        let project = before.take(3).find(|place| is_project(mentions, place));
        if let Some(project) = project.filter(|project| is_given_to(document, lexicon, project, firm)) {
            out.add(firm.entity, RelationType::Undertakes, project.entity, project, "undertakes.by", 0.7);
        }
    }
}

/// The firm named at `at` with those that a list or 与 joins before it: 陕煤集团与中石化合资建设….
fn with_partners(document: &Document, mentions: &Mentions, at: usize) -> Vec<usize> {
    let mut builders = vec![mentions.placed[at].entity];
    let mut start = mentions.placed[at].span.start;
    for before in mentions.placed[..at].iter().rev().take(LONGEST_LIST) {
        let between = document.text.as_str().get(before.span.end..start);
        let is_firm = mentions.entities[before.entity].label == EntityLabel::Organization;
        if before.span.end > start {
            continue;
        }
        if !is_firm || !matches!(between, Some("、" | "与" | "和" | "及" | "同" | "联合")) {
            break;
        }
        builders.push(before.entity);
        start = before.span.start;
    }
    builders
}

fn is_project(mentions: &Mentions, place: &Placed) -> bool {
    mentions.entities[place.entity].label == EntityLabel::Project
}

/// Whether nothing but a verb of building and what it costs stands between the firm and the project, be it in the next
/// clause (中国能建落户我县,投资建设光热电站).
fn is_built_by(document: &Document, lexicon: &Lexicon, firm: &Placed, project: &Placed) -> bool {
    let text = document.text.as_str();
    let between = &text[firm.span.end..project.span.start];
    let verbs = &lexicon.lists[Role::Undertaking];
    let is_clean = |part: &str| {
        part.chars().count() <= WITHIN && !part.contains([',', ';', '。', '、', ')', '与', '和'])
    };
    let opens_clause = |at: usize| text[..at].ends_with([',', ';', '。', '\n']) || at == 0;
    match between.split_once(',') {
        Some((said, done)) => {
            opens_clause(firm.span.start) && is_clean(said) && is_clean(done) && verbs.opens(done)
        }
        None => is_clean(between) && verbs.is_in(between),
    }
}

/// Whether the clause says that the firm behind a project builds it: 城宣高速由中国铁建承建.
fn is_given_to(document: &Document, lexicon: &Lexicon, project: &Placed, firm: &Placed) -> bool {
    let text = document.text.as_str();
    let sentence = document.sentences[firm.sentence].span;
    let between = text.get(project.span.end..firm.span.start);
    let by = between.and_then(|between| between.strip_suffix('由'));
    by.is_some_and(|by| by.chars().count() <= WITHIN && !by.contains([',', ';', '、']))
        && lexicon.lists[Role::Undertaking].opens(&text[firm.span.end..sentence.end])
}

/// The firms that stand in the names of projects.
fn named(mentions: &Mentions, out: &mut Relations<'_>) {
    for (at, outer) in mentions.placed.iter().enumerate() {
        if !is_project(mentions, outer) {
            continue;
        }
        let near = mentions.placed.iter().skip(at).take_while(|inner| inner.span.start < outer.span.end);
        let before =
            mentions.placed[..at].iter().rev().take_while(|inner| inner.span.start == outer.span.start);
        for inner in near.chain(before) {
            let is_firm = mentions.entities[inner.entity].label == EntityLabel::Organization;
            if is_firm && outer.span.contains(inner.span) {
                out.add(inner.entity, RelationType::Undertakes, outer.entity, outer, "undertakes.name", 0.8);
            }
        }
    }
}
