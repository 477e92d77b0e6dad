//! Indicators of the figures of one sentence, in order: what stands before a figure, behind it, or was named before.

use super::super::fact::{Comparator, MeasureType};
use super::super::lexicon::{CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::condition::{self, Role};
use super::names;
use super::phrase::{self, Phrase};
use super::ranking::{self, Ranked};
use super::shape::shape;
use super::view::View;
use super::words::{is_name, last_of_verbs, plain, short};
use crate::source::Span;

/// A figure with its indicator: what a fact says but for region and time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Index of the figure in its sentence.
    pub figure: usize,
    /// Its indicator.
    pub indicator: String,
    /// Its type.
    pub measure_type: MeasureType,
    /// -1 for a decrease.
    pub sign: f64,
    /// How it bounds the truth.
    pub op: Comparator,
    /// Where the words of its indicator begin, or the figure itself.
    pub at: usize,
    /// Id of the rule.
    pub rule: &'static str,
}

/// What was named before, in this sentence.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) indicator: String,
    /// Start of its clause.
    pub(super) clause: usize,
    pub(super) added: bool,
    pub(super) class: UnitClass,
}

/// Figures of one sentence on their way to drafts.
pub(super) struct Namer<'v, 't> {
    pub(super) view: &'v View<'t>,
    roles: Vec<Role>,
    pub(super) memory: Vec<Named>,
    drafts: Vec<Draft>,
    /// End of the text that the figure before has used, and its index.
    used: Option<(usize, usize)>,
}

/// A name with how it was found.
pub(super) struct Found {
    pub(super) names: Vec<String>,
    pub(super) at: usize,
    pub(super) added: bool,
    pub(super) rule: &'static str,
}

/// Drafts of all figures of a sentence that measure something.
pub(super) fn drafts(view: &View<'_>) -> Vec<Draft> {
    let roles = condition::roles(view);
    let mut namer = Namer { view, roles, memory: Vec::new(), drafts: Vec::new(), used: None };
    let mut at = 0;
    while at < view.figures.len() {
        at = if namer.roles[at] == Role::Word { at + 1 } else { namer.step(at) };
    }
    namer.drafts
}

impl Namer<'_, '_> {
    /// Names the figure `first` and those that share its phrase; gives the next figure to look at.
    fn step(&mut self, first: usize) -> usize {
        let view = self.view;
        let figure = &view.figures[first];
        let clause = view.clause(figure.span.start);
        let stretch = self.stretch(first, clause);
        let group = self.group(first, clause);
        let last = *group.last().unwrap_or(&first);
        self.used = Some((view.figures[last].outer.end, last));
        let place = figure.unit == "位" && view.words(WordRole::PlaceTold).is_in(view.slice(stretch));
        if figure.class == UnitClass::Rank || place {
            self.rank(first, stretch, clause);
            return first + 1;
        }
        let phrase = phrase::before(view, stretch, figure.class);
        if let Some(found) = self.find(first, &group, &phrase, clause) {
            self.push(&group, &phrase, &found, clause);
        }
        last + 1
    }

    /// The text before a figure that can name it.
    fn stretch(&self, at: usize, clause: Span) -> Span {
        let end = self.view.figures[at].outer.start;
        let mut start = clause.start;
        if let Some((used, before)) = self.used.filter(|(used, _)| *used > clause.start && *used <= end) {
            start = used;
            // Behind 、 a new item begins; what stands before it belongs to the figure before.
            let from = self.view.figures[before].outer.end;
            let item = self.view.text[from..end].find('、').map(|mark| from + mark + '、'.len_utf8());
            start = item.map_or(start, |item| item.max(start));
        }
        Span::new(start.min(end), end)
    }

    /// The figures that follow `first` with nothing but a joining mark between: `A家、B家和C家`.
    fn group(&self, first: usize, clause: Span) -> Vec<usize> {
        let figures = &self.view.figures;
        let mut group = vec![first];
        for next in first + 1..figures.len() {
            let last = &figures[next - 1];
            let between = self.view.text[last.outer.end..figures[next].outer.start.max(last.outer.end)]
                .trim_matches(['、', '和', '与', '及']);
            // 新登记3万户、突破12万户: a second level, not a second thing.
            let bounded = |at: usize| figures[at].outer.start < figures[at].span.start;
            let apart = bounded(next) && !bounded(first);
            let inside = figures[next].outer.start < clause.end;
            if !between.is_empty()
                || !inside
                || apart
                || figures[next].class != figures[first].class
                || self.roles[next] == Role::Word
            {
                break;
            }
            group.push(next);
        }
        if figures[first].class == UnitClass::Rank { vec![first] } else { group }
    }

    /// Names for a group of figures.
    fn find(&mut self, first: usize, group: &[usize], phrase: &Phrase, clause: Span) -> Option<Found> {
        let figure = &self.view.figures[first];
        let text = self.left_text(phrase);
        // 省、苏州和50个本市重大项目: a list that goes on behind the figure.
        let continued = matches!(figure.class, UnitClass::Count | UnitClass::Person)
            && self.view.text[..figure.outer.start].ends_with(['和', '与', '及']);
        let own = !self.view.is_empty_word(&text) && !continued;
        let last = &self.view.figures[*group.last().unwrap_or(&first)];
        let bound = self.right_bound(*group.last().unwrap_or(&first), clause);
        let right = Span::new(last.outer.end, bound.max(last.outer.end));
        let (noun, verb) = phrase::behind(self.view, right);
        let weak = |kind| matches!(kind, CueKind::Act | CueKind::Do | CueKind::Adverb);
        let ahead = self.view.cue_beginning(last.outer.end);
        let starts_with_cue = ahead.is_some_and(|cue| cue.span.len() > 3 && !weak(cue.kind));
        let joined = bound < clause.end && noun.end == bound;
        let prefers_right = match figure.class {
            UnitClass::Count | UnitClass::Person => {
                !noun.is_empty() && !starts_with_cue && (!own || !joined || self.is_list_end(phrase))
            }
            UnitClass::Measure => {
                !noun.is_empty()
                    && !phrase.reached
                    && !starts_with_cue
                    && !joined
                    && !self.view.text[last.outer.end..].starts_with('的')
            }
            UnitClass::Money | UnitClass::Percent | UnitClass::Times => {
                !own && !noun.is_empty() && phrase.change.is_none() && !starts_with_cue
            }
            _ => false,
        };
        if prefers_right && let Some(found) = self.name_behind(figure, noun, verb, joined, phrase) {
            // What stands between two figures may name both: 投入2.38亿元救助困难群众20.3万人次.
            let used = match figure.class {
                UnitClass::Money if joined => last.outer.end,
                _ if joined => found.at,
                _ => noun.end,
            };
            self.used = Some((used.max(last.outer.end), *group.last().unwrap_or(&first)));
            return Some(Found { at: figure.span.start, ..found });
        }
        if text == "投资" && figure.class == UnitClass::Money && !noun.is_empty() {
            // 投资12亿元实施水环境治理工程.
            let start = phrase::trim_start(self.view, noun, &mut Phrase::default());
            let doing = self.view.cue_beginning(start).filter(|cue| cue.kind == CueKind::Do);
            let start = doing.map_or(start, |cue| cue.span.end).min(noun.end);
            let words = phrase::clean(self.view.slice(Span::new(start, noun.end)));
            let names = vec![format!("{words}投资")];
            return Some(Found { names, at: figure.span.start, added: false, rule: "measure.investment" });
        }
        if own {
            return Some(self.name_before(&text, group.len(), phrase, figure, clause));
        }
        if figure.class == UnitClass::Money
            && phrase.change.is_none()
            && !verb.is_empty()
            && noun.is_empty()
            && !phrase.reached
        {
            let words = phrase::clean(self.view.slice(verb));
            return short(&words).then(|| Found {
                names: vec![format!("{words}资金")],
                at: figure.span.start,
                added: phrase.added,
                rule: "measure.money-for",
            });
        }
        self.carried(group.len(), phrase, figure, verb, clause)
    }

    /// The phrase before the figure with what stood before an adding verb.
    fn left_text(&self, phrase: &Phrase) -> String {
        let own = self.view.slice(phrase.span);
        phrase.front.map_or_else(|| own.to_owned(), |front| format!("{}{own}", self.view.slice(front)))
    }

    /// Where the text behind figure `at` stops belonging to it: the next figure or the clause's end.
    fn right_bound(&self, at: usize, clause: Span) -> usize {
        let next = (at + 1..self.view.figures.len()).find(|next| self.roles[*next] == Role::Figure);
        next.map_or(clause.end, |next| self.view.figures[next].outer.start.min(clause.end))
    }

    /// `A、B等5个项目`: what stands before is a list of examples.
    fn is_list_end(&self, phrase: &Phrase) -> bool {
        self.view.slice(phrase.span).ends_with('等')
    }

    /// The noun phrase behind a figure: `5家企业入围中国民营企业500强`.
    fn name_behind(
        &self,
        figure: &Quantity,
        noun: Span,
        verb: Span,
        joined: bool,
        phrase: &Phrase,
    ) -> Option<Found> {
        let lexicon = self.view.lexicon;
        let mut words = phrase::clean(self.view.slice(noun));
        if words.ends_with("之一") {
            return None;
        }
        if words.chars().count() <= 2 && !self.view.is_thing(&words) && !verb.is_empty() {
            // 4次集中签约: a verb phrase as a whole.
            words = phrase::clean(self.view.slice(Span::new(noun.start, verb.end)));
        }
        let mut at = noun.end;
        if joined && matches!(figure.class, UnitClass::Count | UnitClass::Person) {
            // 190个重点项目投资完成率超100%: the thing counted ends at its head, the rest names the next figure.
            if let Some(head) = self.view.words(WordRole::Counted).first_in(&words) {
                words.truncate(head.end);
            }
            at = noun.start;
        }
        if self.view.is_thing(&words) && !joined {
            words = self.with_verb(&words, verb);
        } else if let Some(doer) = self.view.words(WordRole::Doer).start_of(&words)
            && !lexicon.indicators.ends_with_head(&words)
        {
            // 5家企业工业窑炉提标改造.
            words = format!("{}{doer}", &words[doer.len()..]);
        }
        match lexicon.units.dimension(&figure.unit) {
            "area" => words += "面积",
            "length" => words += "长度",
            _ if figure.class == UnitClass::Money && !lexicon.indicators.ends_with_head(&words) => {
                words += "资金"
            }
            _ => {}
        }
        short(&words).then(|| Found {
            names: vec![words],
            at,
            added: phrase.added,
            rule: "measure.noun-behind",
        })
    }

    /// A thing as such (企业) with what it did: 中国民营企业500强企业, 投产项目.
    fn with_verb(&self, thing: &str, verb: Span) -> String {
        let Some(cue) = self.view.cue_beginning(verb.start) else { return thing.to_owned() };
        let mut span = verb;
        if cue.kind == CueKind::Award {
            span = Span::new(cue.span.end, verb.end);
        }
        let mut ignored = Phrase::default();
        let mut start = phrase::trim_start(self.view, span, &mut ignored);
        while let Some(cue) = self.view.cue_beginning(start).filter(|cue| {
            matches!(cue.kind, CueKind::Adverb | CueKind::Reach) && cue.span.end < span.end
                || self.view.words(WordRole::LightVerb).contains(cue.span.of(self.view.text))
        }) {
            start = cue.span.end;
        }
        let words = phrase::clean(
            self.view.slice(phrase::trimmed(self.view, Span::new(start.min(span.end), span.end))),
        );
        let light = self.view.words(WordRole::LightEnd).end_of(&words).map_or(0, str::len);
        let words = words[..words.len() - light].split('、').next().unwrap_or_default();
        match words {
            "" => thing.to_owned(),
            long if long.chars().count() > 24 => thing.to_owned(),
            whole if whole.ends_with(thing) => whole.to_owned(),
            words => format!("{words}{thing}"),
        }
    }

    /// The noun phrase before a figure, completed from what was named before where it is elliptic.
    fn name_before(&self, text: &str, n: usize, phrase: &Phrase, figure: &Quantity, clause: Span) -> Found {
        let lexicon = self.view.lexicon;
        let at = phrase.front.map_or(phrase.span.start, |front| front.start);
        let added = phrase.added;
        if n > 1
            && let Some(names) = names::split(text, n, lexicon)
        {
            return Found { names, at, added, rule: "measure.respectively" };
        }
        let rate = matches!(figure.class, UnitClass::Percent | UnitClass::Points | UnitClass::Times);
        if n == 1 && (phrase.each || rate && phrase.share.is_none()) {
            let names = names::whole(text, phrase.each, lexicon);
            if names.len() > 1 {
                return Found { names, at, added, rule: "measure.each" };
            }
        }
        let text = last_of_verbs(text, rate);
        let mut name = self.completed(phrase::clean(text.trim_end_matches('等')), phrase, figure);
        if figure.class == UnitClass::Money
            && name.chars().count() <= 3
            && let Some(person) = self.receiver(clause)
        {
            name = format!("{person}{name}");
        }
        if (self.view.is_thing(&name) || name.chars().count() <= 2 && self.is_doing(phrase))
            && let Some(verb) = phrase.cut.filter(|verb| verb.end == phrase.span.start)
        {
            // 新注册企业1476户: a bare thing keeps its verb.
            name = format!("{}{name}", self.view.slice(verb));
        }
        if let Some(before) = self.memory.last()
            && figure.class == UnitClass::Percent
            && lexicon.measure_words[WordRole::Plan].is_in(&name)
        {
            name = format!("{}计划完成率", before.indicator);
        }
        Found { names: vec![name], at, added, rule: "measure.noun-before" }
    }

    /// Makes the drafts of a group.
    fn push(&mut self, group: &[usize], phrase: &Phrase, found: &Found, clause: Span) {
        let view = self.view;
        let added = found.added || self.inherits_add(phrase, &view.figures[group[0]], clause);
        let ops = ops(view, group);
        let pairs: Vec<(usize, Comparator, &String)> = if group.len() == found.names.len() {
            group
                .iter()
                .zip(&found.names)
                .map(|(at, name)| (*at, ops[0].max_of(view.figures[*at].op), name))
                .collect()
        } else {
            group
                .iter()
                .flat_map(|at| found.names.iter().map(|name| (*at, view.figures[*at].op, name)))
                .collect()
        };
        for (figure, op, name) in pairs {
            let class = view.figures[figure].class;
            if !is_name(name) {
                continue;
            }
            let (measure_type, sign) = shape(class, phrase, added, name, &view.lexicon.measure_words);
            self.memory.push(Named {
                indicator: plain(name, &view.lexicon.indicators),
                clause: clause.start,
                added,
                class,
            });
            self.drafts.push(Draft {
                figure,
                indicator: name.clone(),
                measure_type,
                sign,
                op,
                at: found.at,
                rule: found.rule,
            });
        }
    }

    /// Drafts of a place in a ranking.
    fn rank(&mut self, at: usize, stretch: Span, clause: Span) {
        let figure = &self.view.figures[at];
        let names = match ranking::ranked(self.view, stretch) {
            None => return,
            Some(Ranked::Name(name)) => vec![name],
            Some(Ranked::Before { all: false }) => {
                self.memory.last().map(|named| named.indicator.clone()).into_iter().collect()
            }
            Some(Ranked::Before { all: true }) => {
                let from = self.memory.last().map_or(0, |last| last.clause);
                self.memory
                    .iter()
                    .filter(|named| named.clause == from)
                    .map(|named| named.indicator.clone())
                    .collect()
            }
        };
        for indicator in names {
            if !is_name(&indicator) {
                continue;
            }
            self.memory.push(Named {
                indicator: indicator.clone(),
                clause: clause.start,
                added: false,
                class: UnitClass::Rank,
            });
            let (op, at_byte) = (figure.op, figure.span.start);
            self.drafts.push(Draft {
                figure: at,
                indicator,
                measure_type: MeasureType::Rank,
                sign: 1.0,
                op,
                at: at_byte,
                rule: "measure.rank",
            });
        }
    }
}

/// One comparator for a whole group: the first figure's or the last one's.
fn ops(view: &View<'_>, group: &[usize]) -> [Comparator; 1] {
    let bound = group
        .first()
        .into_iter()
        .chain(group.last())
        .map(|at| view.figures[*at].op)
        .find(|op| *op != Comparator::Equal);
    [bound.unwrap_or_default()]
}

impl Comparator {
    /// This one, unless the figure has its own.
    fn max_of(self, own: Self) -> Self {
        if own == Self::Equal { self } else { own }
    }
}
