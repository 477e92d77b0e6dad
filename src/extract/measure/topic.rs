//! What a clause speaks of where its figure has no name of its own: `地区生产总值连续迈上新台阶、|达14.2万亿元`,
//! `人均可支配收入,|由5160元增加到7703元`.

use super::super::lexicon::{CueKind, WordRole};
use super::names;
use super::object::behind_verbs;
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// The indicators, one or `n`, that the text before byte `at` has as its topic: in the clause around it, else in the
/// clause before. Only words that end as names of metrics do are taken.
pub(super) fn topic(view: &View<'_>, clause: Span, at: usize, n: usize) -> Option<Vec<String>> {
    let own = Span::new(clause.start, at.max(clause.start));
    spoken_of(view, own, n).or_else(|| {
        let before = view.clause_before(clause.start)?;
        let silent = view.figures.iter().all(|figure| !before.contains(figure.span));
        let headed = || heading(view, before).filter(|_| n == 1).map(|name| vec![name]);
        let changed = || changed(view, before, clause).filter(|_| n == 1).map(|name| vec![name]);
        silent.then(|| headed().or_else(|| spoken_of(view, before, n)).or_else(changed)).flatten()
    })
}

/// The metric that a clause before a colon is: 基本养老保险参保率:|2025年97%.
fn heading(view: &View<'_>, span: Span) -> Option<String> {
    let start = phrase::trim_start(view, span, &mut Phrase::default());
    let name = phrase::clean(view.slice(Span::new(start.min(span.end), span.end)));
    let metric = view.lexicon.indicators.is_metric(&name) || name.ends_with('数');
    let metric = metric && view.text[span.end..].starts_with(':');
    (metric && (4..=24).contains(&name.chars().count())).then_some(name)
}

/// The whole clause before a change from one value to another: 基本普及高中教育的人口覆盖率,|由2015年的65%提高到91%.
fn changed(view: &View<'_>, span: Span, clause: Span) -> Option<String> {
    let start = phrase::trim_start(view, span, &mut Phrase::default());
    let name = phrase::clean(view.slice(Span::new(start.min(span.end), span.end)));
    let changes = view.slice(clause).starts_with(['由', '从']) && view.text[span.end..].starts_with(',');
    let whole = Span::new(start.min(span.end), span.end);
    let revised =
        || view.words(WordRole::Undoing).start_of(view.slice(whole)).map(|verb| whole.start + verb.len());
    if let Some(object) = behind_verbs(view, whole).or_else(revised).filter(|_| changes) {
        // 调整|最低工资标准,由每月1480元提高到1680元.
        let name = phrase::clean(view.slice(Span::new(object, span.end)));
        let standard = view.lexicon.indicators.is_metric(&name) || name.ends_with("标准");
        if standard && (4..=24).contains(&name.chars().count()) && !name.contains('、') {
            return Some(name);
        }
    }
    let rate = view.words(WordRole::BareRate).end_of(&name).is_some();
    (changes && rate && (4..=36).contains(&name.chars().count())).then_some(name)
}

/// The noun phrase that `span` begins with, up to the first word that says what became of it.
fn spoken_of(view: &View<'_>, span: Span, n: usize) -> Option<Vec<String>> {
    let start = phrase::trim_start(view, span, &mut Phrase::default());
    let rest = Span::new(start.min(span.end), span.end);
    let stop = view.cues_in(rest).find(|cue| match cue.kind {
        CueKind::Do | CueKind::Act | CueKind::Noun | CueKind::Share | CueKind::Award => false,
        CueKind::Adverb | CueKind::Verb => cue.span.len() > 3,
        _ => true,
    });
    let end = stop.map_or(rest.end, |cue| cue.span.start);
    let words = view.slice(phrase::trimmed(view, Span::new(rest.start, end)));
    // 事故起数、死亡人数|“双下降”.
    let words =
        words.rsplit_once('“').filter(|(_, n)| n.chars().count() == 1).map_or(words, |(words, _)| words);
    let indicators = &view.lexicon.indicators;
    let metric = |name: &str| indicators.is_known(name) || indicators.is_metric(name);
    if n > 1 {
        // 事故起数、死亡人数和经济损失|实现“三下降”,降幅分别为….
        let toll = |name: &str| view.words(WordRole::Toll).ends(name);
        return names::split(words, n, view.lexicon)
            .filter(|names| names.iter().all(|name| metric(name) || toll(name)));
    }
    let name = phrase::clean(words);
    let whole = (4..=24).contains(&name.chars().count()) && !name.contains('、') && metric(&name);
    (whole && !view.words(WordRole::Elliptic).contains(&name)).then(|| vec![name])
}
