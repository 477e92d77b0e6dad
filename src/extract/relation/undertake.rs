//! UNDERTAKES: a firm at the front of a project's name or named within it; a firm that the clause says builds the
//! project (蜀道集团投资建设宣开高速, 由中国铁建承建的城宣高速).

use super::read::Relations;
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::lexicon::{Lexicon, Role};
use crate::extract::mention::{Mentions, Placed};

/// Most characters between a firm and what it builds.
const WITHIN: usize = 16;

/// Relates firms to their projects.
pub(super) fn relate(document: &Document, mentions: &Mentions, lexicon: &Lexicon, out: &mut Relations<'_>) {
    named(mentions, out);
    for (at, firm) in mentions.placed.iter().enumerate() {
        if mentions.entities[firm.entity].label != EntityLabel::Organization {
            continue;
        }
        let is_near = |place: &&Placed| place.sentence == firm.sentence;
        let behind = mentions.placed[at + 1..].iter().take_while(is_near);
        if let Some(project) =
            behind.clone().find(|place| is_project(mentions, place) && !place.span.overlaps(firm.span))
            && is_built_by(document, lexicon, firm, project)
        {
            out.add(firm.entity, RelationType::Undertakes, project.entity, project, "undertakes.verb", 0.7);
        }
    }
}

fn is_project(mentions: &Mentions, place: &Placed) -> bool {
    mentions.entities[place.entity].label == EntityLabel::Project
}

/// Whether nothing but a verb of building and what it costs stands between the firm and the project.
fn is_built_by(document: &Document, lexicon: &Lexicon, firm: &Placed, project: &Placed) -> bool {
    let between = &document.text.as_str()[firm.span.end..project.span.start];
    lexicon.lists[Role::Undertaking].is_in(between)
        && between.chars().count() <= WITHIN
        && !between.contains([',', ';', '。', '、', ')', '与', '和'])
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
