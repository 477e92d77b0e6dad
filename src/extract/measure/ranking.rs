//! What a place in a ranking is about: `位列全国县域高质量发展百强第六`, `金牌数位列全省第一`, `增幅全省第4`.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::phrase;
use super::view::View;
use crate::source::Span;

/// What a ranking is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ranked {
    /// An indicator or a list by its name.
    Name(String),
    /// What was spoken of before, `all` of the clause before or the last.
    Before {
        /// 均: every subject of the clause before.
        all: bool,
    },
}

/// What a place is about, read from `stretch`, the text before it; `None` when it is no place.
pub(super) fn ranked(view: &View<'_>, stretch: Span) -> Option<Ranked> {
    let placing = view.cues_in(stretch).rev().find(|cue| is_placing(view, cue));
    let scope_text = placing.map_or(stretch, |cue| Span::new(cue.span.end, stretch.end));
    let between_span = phrase::trimmed(view, scope_text);
    let between = view.slice(between_span);
    let is_list = view.words(WordRole::RankingList).is_in(between);
    let scope = view.words(WordRole::Scope).first_in(between).map(|scope| scope.start);
    if between.contains('从') || placing.is_none() && scope.is_none() && !is_list {
        return None;
    }
    let all = view.cues_in(stretch).any(|cue| cue.kind == CueKind::Each);
    // Without a verb the subject stands before the scope: 增幅全省第4.
    let subject = match (placing, scope) {
        (Some(cue), _) if !is_list => Span::new(stretch.start, cue.span.start),
        (None, Some(at)) if at > 0 => Span::new(stretch.start, between_span.start + at),
        _ if is_list => {
            return Some(Ranked::Name(format!("{}排名", phrase::clean(between).trim_end_matches("排名"))));
        }
        _ => Span::new(stretch.start, stretch.start),
    };
    let subject = phrase::before(view, subject, UnitClass::Rank);
    let name = phrase::clean(view.slice(subject.span));
    let name = name.trim_end_matches(['中', '在']);
    if name.is_empty() || view.words(WordRole::Elliptic).contains(name) {
        return Some(Ranked::Before { all });
    }
    (name.chars().count() >= 2).then(|| Ranked::Name(name.to_owned()))
}

/// Whether a cue puts something at a place.
fn is_placing(view: &View<'_>, cue: &Cue) -> bool {
    let word = cue.span.of(view.text);
    match cue.kind {
        CueKind::Rank | CueKind::Award => true,
        CueKind::Each => word.ends_with(['列', '居']),
        CueKind::Reach => view.words(WordRole::PlaceReached).contains(word),
        _ => false,
    }
}
