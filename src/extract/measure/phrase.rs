//! Noun phrases: what is left of a stretch of text when verbs of achieving, time words and marks are taken off its ends.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::time;
use super::view::View;
use crate::source::Span;

/// What stood around a noun phrase before a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Phrase {
    /// The noun phrase, or empty.
    pub span: Span,
    /// What stood before an adding verb in the middle, to be put in front: 城镇 of 城镇新增就业.
    pub front: Option<Span>,
    /// A verb of adding stood there.
    pub added: bool,
    /// A change upwards (true) or downwards (false) was said right before the figure.
    pub change: Option<bool>,
    /// A level is reached: 提高到.
    pub reached: bool,
    /// 均.
    pub each: bool,
    /// 其中.
    pub among: bool,
    /// 分别.
    pub respectively: bool,
    /// 占 stands in it, here.
    pub share: Option<usize>,
    /// The verb that was cut off at its beginning.
    pub cut: Option<Span>,
    /// A verb without meaning was all there was: 投用30万平方米.
    pub verb: Option<Span>,
}

/// Reads the noun phrase before a figure out of `stretch`.
pub(super) fn before(view: &View<'_>, stretch: Span, class: UnitClass) -> Phrase {
    let mut phrase = Phrase::default();
    let mut end = trim_end(view, stretch, &mut phrase);
    if let Some(from) = starting_value(view, Span::new(stretch.start, end)) {
        end = trim_end(view, Span::new(stretch.start, from), &mut Phrase::default());
    }
    let start = cut(view, Span::new(stretch.start, end), &mut phrase);
    let mut start = trim_start(view, Span::new(start, end), &mut phrase);
    if matches!(class, UnitClass::Percent | UnitClass::Points) && phrase.change.is_none() && !phrase.reached {
        // 提升战略性新兴产业产值10个百分点: the change is said before its subject.
        let leading = view.cue_beginning(start).filter(|cue| cue.span.len() > 3 && cue.span.end < end);
        let change = leading.filter(|cue| matches!(cue.kind, CueKind::Rise | CueKind::Fall));
        if let Some(cue) = change.filter(|cue| comparing(view, cue.span).is_none()) {
            phrase.change = Some(cue.kind == CueKind::Rise);
            start = cue.span.end;
        }
    }
    if matches!(class, UnitClass::Percent | UnitClass::Points)
        && let Some(cue) = comparing(view, Span::new(start.min(end), end))
    {
        // 增速高于全省平均水平2个百分点.
        phrase.change = Some(cue.kind == CueKind::Rise);
        end = trim_end(view, Span::new(stretch.start, cue.span.start), &mut Phrase::default());
    }
    phrase.span = Span::new(start.min(end), end);
    if is_comparison(view, view.slice(phrase.span)) {
        phrase.span = Span::new(end, end);
    }
    let share = view.cues_in(phrase.span).find(|cue| cue.kind == CueKind::Share);
    phrase.share = share.map(|cue| cue.span.start);
    if let Some(front) = phrase.front {
        let start = trim_start(view, front, &mut Phrase::default());
        let front = Span::new(start.min(front.end), front.end);
        let words = view.slice(front);
        let limit = if view.lexicon.indicators.ends_with_head(words) { 14 } else { 4 };
        let plain = view.cues_in(front).next().is_none() && !words.contains('、');
        phrase.front = ((1..=limit).contains(&words.chars().count()) && plain).then_some(front);
    }
    phrase
}

/// Where `从18%` begins in 占比从18%下降到7.8%: the value that a change starts from is no part of the name.
fn starting_value(view: &View<'_>, stretch: Span) -> Option<usize> {
    let inside =
        view.figures.iter().filter(|figure| stretch.contains(figure.outer)).map(|figure| figure.outer.start);
    inside
        .filter_map(|at| {
            let before = &view.text[stretch.start..at];
            let before = time::without_reference(before).unwrap_or(before);
            before.strip_suffix(['从', '由']).map(|rest| stretch.start + rest.len())
        })
        .next()
}

/// 高于, 低于 and the like: what follows is only compared with.
fn comparing(view: &View<'_>, span: Span) -> Option<Cue> {
    let comparing = view.words(WordRole::Comparing);
    view.cues_in(span).find(|cue| comparing.contains(cue.span.of(view.text)))
}

/// Takes cues, marks and notes off the end.
fn trim_end(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let mut end = stretch.end;
    while end > stretch.start {
        let rest = &view.text[stretch.start..end];
        if let Some(shorter) = without_note(view, rest)
            .or_else(|| time::without_reference(rest))
            .or_else(|| time::without_run(rest))
        {
            end = stretch.start + shorter.len();
            continue;
        }
        if let Some(c) =
            rest.chars().next_back().filter(|c| is_mark(*c) || matches!(c, '的' | '了' | '将' | '就' | '也'))
        {
            end -= c.len_utf8();
            continue;
        }
        let Some(cue) = view.cue_ending(end).filter(|cue| cue.span.start >= stretch.start) else { break };
        match cue.kind {
            CueKind::Reach | CueKind::Achieve => phrase.reached |= phrase.change.is_none(),
            CueKind::Rise | CueKind::Fall => {
                if !phrase.reached && phrase.change.is_none() {
                    phrase.change = Some(cue.kind == CueKind::Rise);
                }
            }
            CueKind::Each => phrase.each = true,
            CueKind::Respectively => phrase.respectively = true,
            CueKind::Add => {
                phrase.added = true;
                phrase.front = Some(Span::new(stretch.start, cue.span.start));
                phrase.verb = Some(cue.span);
            }
            // 占全省83%: the whole is part of the name.
            CueKind::Adverb if view.text[stretch.start..cue.span.start].ends_with('占') => break,
            CueKind::Adverb => {}
            CueKind::Among => phrase.among = true,
            CueKind::Do | CueKind::Award if cue.span.start == stretch.start => {}
            _ => break,
        }
        if matches!(cue.kind, CueKind::Do | CueKind::Award) {
            phrase.verb = Some(cue.span);
        }
        end = cue.span.start;
        if cue.kind == CueKind::Add {
            // What stands before belongs to the verb; it is looked at apart.
            return end.max(stretch.start).min(stretch.start.max(end));
        }
    }
    end
}

/// Where the noun phrase begins: behind the last verb that a heading leaves out.
fn cut(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let added_at_end = phrase.added;
    if added_at_end {
        return stretch.end;
    }
    let cuts = |kind| {
        matches!(kind, CueKind::Achieve | CueKind::Add | CueKind::Do | CueKind::Award | CueKind::Among)
    };
    // 竣工率 is a noun, whatever verb it holds.
    let is_noun = |end: usize| view.words(WordRole::NounSuffix).start_of(&view.text[end..]).is_some();
    // A comparator of a condition belongs to it: 总投资超10亿元的项目.
    let in_figure = |span: Span| view.figures.iter().any(|figure| figure.outer.overlaps(span));
    let found = view.cues_in(stretch).rev().find(|cue| {
        cuts(cue.kind)
            && cue.span.end < stretch.end
            && (cue.span.len() > 3 || cue.kind == CueKind::Among)
            && !in_figure(cue.span)
            && !is_noun(cue.span.end)
    });
    let Some(cue) = found else { return stretch.start };
    phrase.cut = Some(cue.span);
    match cue.kind {
        CueKind::Add => {
            phrase.added = true;
            phrase.front = Some(Span::new(stretch.start, cue.span.start));
        }
        CueKind::Among => phrase.among = true,
        _ => {}
    }
    cue.span.end
}

/// Takes time words, manner words, marks and the speaker's own name off the beginning.
pub(super) fn trim_start(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let mut start = stretch.start;
    while start < stretch.end {
        let rest = &view.text[start..stretch.end];
        if let Some(length) = time::expression_at(rest, view.lexicon) {
            start += length;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if is_mark(c)
            || matches!(
                c,
                '的' | '将' | '已' | '和' | '及' | '其' | '约' | '共' | '—' | '·' | '与' | '在' | '使'
            ) && !is_word(view, start)
        {
            start += c.len_utf8();
            continue;
        }
        let Some(cue) = view.cue_beginning(start).filter(|cue| cue.span.end <= stretch.end) else { break };
        match cue.kind {
            CueKind::Adverb => {}
            CueKind::Each => phrase.each = true,
            CueKind::Respectively => phrase.respectively = true,
            CueKind::Among => phrase.among = true,
            CueKind::Add => phrase.added = true,
            CueKind::Achieve => {}
            CueKind::Reach if cue.span.len() > 3 || cue.span.end == stretch.end => {}
            _ => break,
        }
        start = cue.span.end;
    }
    start
}

/// Whether a protected noun or a longer cue begins at `start`.
fn is_word(view: &View<'_>, start: usize) -> bool {
    let behind = view.cues.partition_point(|cue| cue.span.start < start);
    view.cues.get(behind).is_some_and(|cue| cue.span.start == start && cue.span.len() > 3)
}

/// The noun phrase behind a figure in `stretch`, and the verb phrase that follows it.
pub(super) fn behind(view: &View<'_>, stretch: Span) -> (Span, Span) {
    let mut start = stretch.start;
    start += stretch.of(view.text).len() - stretch.of(view.text).trim_start_matches(['的', '“', '《']).len();
    while let Some(word) = view.words(WordRole::BehindFigure).start_of(&view.text[start..stretch.end]) {
        start += word.len();
    }
    if view.text[start..stretch.end].starts_with(['和', '与', '及', '等', '、']) {
        return (Span::new(start, start), Span::new(start, start));
    }
    let words = &view.lexicon.measure_words;
    let stop = view.cues_in(Span::new(start, stretch.end)).find(|cue| {
        let noun = &view.text[start..cue.span.start];
        match cue.kind {
            CueKind::Share | CueKind::Noun => false,
            CueKind::Do if cue.span.len() >= 12 => true,
            CueKind::Act | CueKind::Do => ends_with_actor(view, noun),
            CueKind::Achieve => !view.is_thing(&view.text[cue.span.end..stretch.end]),
            CueKind::Adverb => words[WordRole::ClosingAdverb].end_of(cue.span.of(view.text)).is_some(),
            _ => cue.span.len() > 3 || words[WordRole::PhraseStop].contains(cue.span.of(view.text)),
        }
    });
    let end = stop.map_or(stretch.end, |cue| cue.span.start);
    let Some(list) = view.text[start..end].find('、').map(|at| start + at) else {
        return (trimmed(view, Span::new(start, end)), trimmed(view, Span::new(end, stretch.end)));
    };
    // 33个特色鲜明、设施完善的村落: a list of attributes before the noun.
    if let Some(of) = view.text[list..end].rfind('的') {
        start = list + of + '的'.len_utf8();
        return (trimmed(view, Span::new(start, end)), trimmed(view, Span::new(end, stretch.end)));
    }
    (trimmed(view, Span::new(start, list)), trimmed(view, Span::new(list, stretch.end)))
}

/// Whether a verb behind `noun` is what it does and no part of its name.
fn ends_with_actor(view: &View<'_>, noun: &str) -> bool {
    view.is_thing(noun) || view.words(WordRole::Actor).end_of(noun).is_some()
}

/// Without marks at its ends.
pub(super) fn trimmed(view: &View<'_>, span: Span) -> Span {
    let text = view.slice(span);
    let left = text.trim_start_matches(|c| is_mark(c) || c == '、');
    let start = span.end - left.len();
    let right = left.trim_end_matches(|c| is_mark(c) || matches!(c, '、' | '的' | '等' | '和' | '与' | '及'));
    Span::new(start, start + right.len())
}

/// Quotation marks, brackets that lost their partner, marks of lists.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '、'
            | ','
            | ';'
            | ':'
            | '。'
            | ' '
            | '…'
            | '·'
            | '●'
            | '—'
    )
}

/// Without a note in brackets at its end: `地区生产总值(预计)`.
fn without_note<'t>(view: &View<'_>, text: &'t str) -> Option<&'t str> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    view.words(WordRole::Note).is_in(&inner[open + 1..]).then(|| &text[..open])
}

/// Whether the phrase only says with what the figure is compared: 比上年, 是全国平均的.
fn is_comparison(view: &View<'_>, text: &str) -> bool {
    view.words(WordRole::Comparison).start_of(text).is_some()
        && view.words(WordRole::Aspect).start_of(text).is_none()
}

/// A phrase as a name: marks of quotation and blanks left out.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | ' ' | '\n')).collect()
}
