//! UNDERTAKES: a firm at the front of a project's name, or named within it.

use super::read::Relations;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::mention::Mentions;

/// Relates firms to the projects whose names begin with theirs.
pub(super) fn relate(mentions: &Mentions, out: &mut Relations<'_>) {
    for pair in mentions.placed.iter().enumerate() {
        let (at, outer) = pair;
        if mentions.entities[outer.entity].label != EntityLabel::Project {
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
