//! Whose figure it is where that is narrower than the region: the organisation, platform or project right before the
//! indicator's words (产业资本中心|管理基金规模) or right behind the figure (总投资50亿元的|储能项目).

use super::super::document::Document;
use super::super::fact::EntityLabel;
use super::super::lexicon::{Lexicon, WordRole};
use super::super::mention::{Mentions, Placed};
use crate::source::Span;

/// Most characters between a subject and what is said of it: 裘皮小镇|共入驻|服装企业.
const MAX_GAP: usize = 4;

/// The name of the entity that a figure is about. `words` begins with the indicator's first word,
/// `clause` is the clause around the figure, all in the document's text.
pub(super) fn subject(
    document: &Document,
    (mentions, lexicon): (&Mentions, &Lexicon),
    sentence: usize,
    words: usize,
    figure: Span,
    clause: Span,
) -> Option<String> {
    let narrow = |placed: &&Placed| {
        let label = mentions.entities[placed.entity].label;
        matches!(label, EntityLabel::Organization | EntityLabel::Platform | EntityLabel::Project)
            && clause.contains(placed.span)
            // 限上|网络消费: a class of firms by their size.
            && !lexicon.measure_words[WordRole::SizeClass].opens(&mentions.entities[placed.entity].name)
            && !is_partner(document, lexicon, clause, placed)
    };
    let mut near = mentions.in_sentence(sentence).iter().filter(narrow);
    let found = near.find(|placed| {
        if placed.span.start >= figure.end {
            return document.slice(Span::new(figure.end, placed.span.start)) == "的";
        }
        if placed.span.end > words {
            // The entity is the first part of the indicator, and no thing that is counted itself.
            let rest = document.slice(Span::new(placed.span.end.min(figure.start), figure.start));
            // 省级农业园区|(基地)15个 counts it, 甲|机场旅客吞吐量 is of another.
            let note =
                rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
            let other = lexicon.measure_words[WordRole::Facility].start_of(rest).is_some()
                || lexicon.measure_words[WordRole::CountName].opens(rest)
                || rest.starts_with(['、', '等'])
                || rest.split_once('、').is_some_and(|(_, list)| list.contains('等'));
            return placed.span.start <= words && note.chars().count() >= 3 && !other;
        }
        let between = document.slice(Span::new(placed.span.end, words));
        // 1号线、3号线东段共|46公里|轨道交通线 is of all.
        between != "共"
            && between.chars().count() <= MAX_GAP
            && !between.contains(['、', '等', '和', '与', '及', '的'])
    });
    found.map(|placed| mentions.entities[placed.entity].name.clone())
}

/// Whether the clause begins with whom something is done with: 与甲大学、乙研究院|合作12项.
fn is_partner(document: &Document, lexicon: &Lexicon, clause: Span, placed: &Placed) -> bool {
    let before = document.slice(Span::new(clause.start, placed.span.start));
    let others = lexicon.measure_words[WordRole::With].start_of(before).map(|with| &before[with.len()..]);
    others.is_some_and(|others| others.is_empty() || others.ends_with(['、', '和']))
}
