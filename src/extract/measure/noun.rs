//! The noun phrase behind a figure: 130个|重点工程|开工, up to the verb of what it does or the next thing of a list.

use super::super::lexicon::{Cue, CueKind, WordRole};
use super::phrase::trimmed;
use super::view::View;
use crate::source::Span;

/// How many things are where nobody counts them.
const MANY: [&str; 6] = ["多条", "多个", "多家", "多项", "一批", "若干"];

/// The noun phrase behind a figure in `stretch`, and the verb phrase that follows it.
pub(super) fn behind(view: &View<'_>, stretch: Span) -> (Span, Span) {
    let mut start = stretch.start;
    start +=
        stretch.of(view.text).len() - stretch.of(view.text).trim_start_matches(['”', '的', '“', '《']).len();
    while let Some(word) = view.words(WordRole::BehindFigure).start_of(&view.text[start..stretch.end]) {
        start += word.len();
    }
    if view.text[start..stretch.end].starts_with(['和', '与', '及', '等', '、', '/']) {
        return (Span::new(start, start), Span::new(start, start));
    }
    let words = &view.lexicon.measure_words;
    let stop = view.cues_in(Span::new(start, stretch.end)).find(|cue| {
        let noun = &view.text[start..cue.span.start];
        match cue.kind {
            CueKind::Share | CueKind::Noun => false,
            _ if view.words(WordRole::Reaching).contains(cue.span.of(view.text))
                && cue.span.start > start =>
            {
                true
            }
            CueKind::Do if cue.span.len() >= 12 => true,
            // 行政法规|进行全面清理.
            CueKind::Do if words[WordRole::PhraseStop].contains(cue.span.of(view.text)) => true,
            CueKind::Act | CueKind::Do => ends_with_actor(view, noun) && !is_noun_of(view, stretch, cue),
            CueKind::Achieve => !view.is_thing(&view.text[cue.span.end..stretch.end]),
            CueKind::Adverb => words[WordRole::ClosingAdverb].end_of(cue.span.of(view.text)).is_some(),
            _ => cue.span.len() > 3 || words[WordRole::PhraseStop].contains(cue.span.of(view.text)),
        }
    });
    let end = stop.map_or(stretch.end, |cue| cue.span.start);
    // 19.88万名监测对象|“一户一策”实施帮扶.
    let quoted = view.text[start..end].find('“').map(|at| start + at);
    // 9项社保服务“就近通办”|和定点机构结算全覆盖: another thing is told.
    let joined = view.text[start..end].find("”和").map(|at| start + at + '”'.len_utf8());
    let other = |at: &usize| !view.text[at + '和'.len_utf8()..].starts_with('“');
    let end = joined.filter(other).unwrap_or(end);
    // 206个户外职工“爱心接力站” counts what is quoted.
    let goes_on = !view.text[start..end].ends_with('”');
    let doing = |at: &usize| *at > start && goes_on && ends_with_actor(view, &view.text[start..*at]);
    let end = quoted.filter(doing).unwrap_or(end);
    // 1个富民产业集群|和多条产业链: how many those are is not told.
    let noun = &view.text[start..end];
    let vague = noun.char_indices().find(|&(at, join)| {
        let many = || MANY.iter().any(|many| noun[at + join.len_utf8()..].starts_with(many));
        at > 0 && matches!(join, '和' | '及' | '与') && many()
    });
    let end = vague.map_or(end, |(at, _)| start + noun[..at].trim_end_matches('以').len());
    let list = list_mark(view.text, start, end).map(|at| start + at);
    // 108个自治区、市级|重大项目: levels of one thing.
    let list = list.filter(|at| !words[WordRole::ListLevel].contains(&view.text[start..*at]));
    let Some(list) = list else {
        return (trimmed(view, Span::new(start, end)), trimmed(view, Span::new(end, stretch.end)));
    };
    // 33个特色鲜明、设施完善的村落: a list of attributes before the noun.
    if let Some(of) = view.text[list..end].rfind('的') {
        let tail = list + of + '的'.len_utf8();
        if words[WordRole::LightEnd].end_of(&view.text[tail..end]).is_some() {
            // 食品、药品安全标准|的制定修订工作.
            return (trimmed(view, Span::new(start, list + of)), trimmed(view, Span::new(end, stretch.end)));
        }
        start = tail;
        return (trimmed(view, Span::new(start, end)), trimmed(view, Span::new(end, stretch.end)));
    }
    (trimmed(view, Span::new(start, list)), trimmed(view, Span::new(list, stretch.end)))
}

/// Whether a verb ends the phrase whose figure a verb of achieving leads: 完成18处|地质灾害治理.
fn is_noun_of(view: &View<'_>, stretch: Span, cue: &Cue) -> bool {
    let ends = cue.span.end >= stretch.end || !view.text[cue.span.end..].starts_with(char::is_alphanumeric);
    let figure = || view.figures.iter().find(|figure| figure.outer.end == stretch.start);
    let achieved = || view.cue_ending(figure()?.outer.start).filter(|led| led.kind == CueKind::Achieve);
    ends && achieved().is_some()
}

/// The first mark of a list outside quotation marks.
fn list_mark(text: &str, start: usize, end: usize) -> Option<usize> {
    let mut depth = i32::from(text[..start].ends_with(['“', '《']));
    text[start..end].char_indices().find_map(|(at, c)| {
        depth += i32::from(matches!(c, '“' | '《' | '(')) - i32::from(matches!(c, '”' | '》' | ')'));
        (c == '、' && depth <= 0).then_some(at)
    })
}

/// Whether a verb behind `noun` is what it does and no part of its name.
fn ends_with_actor(view: &View<'_>, noun: &str) -> bool {
    view.is_thing(noun) || view.words(WordRole::Actor).end_of(noun).is_some()
}
