//! COOPERATES_WITH: 与X合作共建Y, 深化与X合作, 对接X.

use super::read::Relations;
use super::subject::subject_at;
use crate::extract::document::Document;
use crate::extract::fact::{EntityLabel, RelationType};
use crate::extract::mention::{Mentions, Placed};

/// Words of joint work after the partner.
const AFTER: [&str; 14] = [
    "合作",
    "共建",
    "联合",
    "携手",
    "对接",
    "共同",
    "协作",
    "结对",
    "联动",
    "战略合作",
    "合力",
    "缔结",
    "签署",
    "签订",
];

/// Relates the subject to the partners that its clauses name.
pub(super) fn relate(document: &Document, mentions: &Mentions, out: &mut Relations<'_>) {
    let text = document.text.as_str();
    for placed in &mentions.placed {
        let label = mentions.entities[placed.entity].label;
        if !matches!(label, EntityLabel::Region | EntityLabel::Organization) {
            continue;
        }
        if !is_partner(text, document, placed) {
            continue;
        }
        let Some(subject) = subject_at(document, mentions, placed.sentence, placed.span.start) else {
            continue;
        };
        if subject != placed.entity {
            out.add(subject, RelationType::CooperatesWith, placed.entity, placed, "cooperates.with", 0.75);
        }
    }
}

/// Whether the name stands between 与 and a word of joint work in its clause.
fn is_partner(text: &str, document: &Document, placed: &Placed) -> bool {
    let sentence = document.sentences[placed.sentence].span;
    let before = &text[sentence.start..placed.span.start];
    let after = &text[placed.span.end..sentence.end];
    let clause_end = after.find([',', ';', '。']).unwrap_or(after.len());
    let after = &after[..clause_end];
    let clause_start = before.rfind([',', ';', '。']).map_or(0, |at| at + 1);
    let before = before.get(clause_start..).unwrap_or("");
    let joins = AFTER.iter().any(|word| after.contains(word)) || before.contains("合作");
    let with = before.rfind('与').or_else(|| before.rfind('同')).or_else(|| before.rfind('和'));
    let is_with = with.is_some_and(|at| {
        let between = &before[at..];
        between.chars().skip(1).all(|mark| !matches!(mark, '的' | '在' | ')'))
            && between.chars().count() <= 24
    });
    joins && is_with
        || before.ends_with("对接")
        || before.ends_with("结对帮扶")
        || before.ends_with("对口帮扶")
        || before.ends_with("对口支援")
}
