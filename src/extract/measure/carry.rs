//! What a figure takes from those before it: names for 增长6.8%, 人均达21.6万元, 占比重52%, the verb of 新增A家、B家.

use super::super::lexicon::{CueKind, UnitClass};
use super::super::quantity::Quantity;
use super::name::{Found, Named, Namer};
use super::phrase::{self, Phrase};
use super::words::{STATES, ends_as_qualifier, is_empty_word, short, thing_at_end};
use crate::source::Span;

impl Namer<'_, '_> {
    /// Completes an elliptic name: 人均, 占比, 占…比重, 总投资, 其中超50亿元.
    pub(super) fn completed(&self, name: String, phrase: &Phrase, figure: &Quantity) -> String {
        let before = self.memory.last().map(|named| named.indicator.as_str());
        if let Some(share) = phrase.share {
            let owner = phrase::clean(self.view.slice(Span::new(phrase.span.start, share)));
            let base = phrase::clean(&self.view.text[share..phrase.span.end]);
            let base = base.trim_end_matches('的');
            let ends = base.ends_with("比重")
                || base.ends_with("比例")
                || base.ends_with("比")
                || base.ends_with("占有率");
            let base = if ends { base.to_owned() } else { format!("{base}比重") };
            let owner = if is_empty_word(&owner) { before.unwrap_or_default().to_owned() } else { owner };
            return format!("{owner}{base}");
        }
        let Some(before) = before else { return name };
        match name.as_str() {
            "人均" | "户均" | "亩均" | "村均" | "均" => format!("人均{before}"),
            "占比" | "比重" | "占有率" | "总投资" | "总投资额" | "投资总额" | "投资额" | "总规模"
            | "规模" | "金额" | "总额" | "面积" | "总面积" | "合同金额" | "协议投资" | "签约金额"
            | "协议总投资"
                if self.continues(phrase) =>
            {
                format!("{}{name}", before.trim_end_matches("数"))
            }
            "增速" | "增幅" | "增长率" | "涨幅" | "降幅" | "年均增速" | "同口径" => {
                format!("{before}{}", if name == "同口径" { "" } else { &name })
            }
            "总量" | "总数" | "累计" | "数量" => before.to_owned(),
            _ if STATES.contains(&name.as_str()) => format!("{name}{before}"),
            _ if ends_as_qualifier(&name) && matches!(figure.class, UnitClass::Count | UnitClass::Person) => {
                let head = thing_at_end(before).map_or(before, |at| &before[at..]);
                format!("{name}{head}")
            }
            _ => name,
        }
    }

    /// Names carried over from what was named before.
    pub(super) fn carried(
        &self,
        n: usize,
        phrase: &Phrase,
        figure: &Quantity,
        verb: Span,
        clause: Span,
    ) -> Option<Found> {
        let at = figure.span.start;
        if figure.span.of(self.view.text).ends_with("人口") {
            return Some(Found {
                names: vec!["人口".to_owned()],
                at,
                added: phrase.added,
                rule: "measure.unit",
            });
        }
        if figure.class == UnitClass::Duration {
            let words = phrase::clean(self.view.slice(verb));
            return (short(&words) && !words.is_empty()).then(|| Found {
                names: vec![format!("{}用时", words.trim_start_matches("实现"))],
                at,
                added: false,
                rule: "measure.time-spent",
            });
        }
        let mut names: Vec<String> = Vec::new();
        for named in self.memory.iter().rev() {
            if names.len() == n {
                break;
            }
            if !names.contains(&named.indicator) {
                names.push(named.indicator.clone());
            }
        }
        names.reverse();
        let last = self.memory.last()?;
        let verb_word = phrase.verb.map(|verb| phrase::clean(self.view.slice(verb)));
        let counted = matches!(
            figure.class,
            UnitClass::Count | UnitClass::Person | UnitClass::Measure | UnitClass::Money
        );
        let reached = phrase.reached || figure.outer.start < figure.span.start;
        if counted {
            // An amount with nothing but a verb is another of the same thing: 投用30万平方米.
            let word = verb_word.filter(|word| !matches!(word.as_str(), "新增" | "净增" | "增加"));
            let word = if phrase.added || reached { word.unwrap_or_default() } else { word? };
            let near =
                last.clause == clause.start || self.follows(last, clause) && last.class == figure.class;
            if reached && !near {
                return None;
            }
            let fits = last.class == figure.class || reached && figure.class == UnitClass::Measure;
            return fits.then(|| Found {
                names: vec![format!("{word}{}", last.indicator)],
                at,
                added: phrase.added,
                rule: "measure.verb-carried",
            });
        }
        let rate = phrase.change.is_some()
            || matches!(figure.class, UnitClass::Points | UnitClass::Times)
            || reached;
        (rate && names.len() == n).then_some(Found { names, at, added: false, rule: "measure.carried" })
    }

    /// 新增A家、B家: the adding verb holds for a list's further items, as long as they have no verb of their own.
    pub(super) fn inherits_add(&self, phrase: &Phrase, figure: &Quantity, clause: Span) -> bool {
        let Some(last) = self.memory.last().filter(|last| last.added) else { return false };
        let bare = phrase.cut.is_none()
            && !phrase.reached
            && phrase.change.is_none()
            && phrase.verb.is_none()
            && !phrase.among
            && !self.has_verb(phrase)
            && figure.outer.start == figure.span.start;
        let near = last.clause == clause.start || self.follows(last, clause);
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person);
        let same = last.class == figure.class
            || counted && matches!(last.class, UnitClass::Count | UnitClass::Person);
        bare && near && same && (last.clause == clause.start || counted)
    }

    /// Whether `clause` comes right behind the one of `last`.
    pub(super) fn follows(&self, last: &Named, clause: Span) -> bool {
        self.view.clause_before(clause.start).is_some_and(|before| before.start == last.clause)
    }

    /// Whether the phrase begins with a verb of its own: 改造农贸市场6个.
    pub(super) fn has_verb(&self, phrase: &Phrase) -> bool {
        use CueKind::{Act, Award, Do, Fall, Rise, Verb};
        let cue = self.view.cue_beginning(phrase.span.start).filter(|cue| cue.span.len() > 3);
        cue.is_some_and(|cue| matches!(cue.kind, Act | Award | Do | Fall | Rise | Verb))
    }

    /// Those who were counted before in the clause: 为9465名残疾人发放补贴5031万元.
    pub(super) fn receiver(&self, clause: Span) -> Option<&str> {
        let last = self
            .memory
            .last()
            .filter(|last| last.clause == clause.start && last.class == UnitClass::Person)?;
        Some(&last.indicator)
    }

    /// Whether an elliptic word goes on about what was named before: it has no verb of its own.
    pub(super) fn continues(&self, phrase: &Phrase) -> bool {
        phrase.cut.is_none() && phrase.verb.is_none() && !phrase.added
    }

    /// Whether a verb of doing was cut off before the phrase.
    pub(super) fn is_doing(&self, phrase: &Phrase) -> bool {
        let cue = phrase.cut.and_then(|verb| self.view.cue_ending(verb.end));
        cue.is_some_and(|cue| matches!(cue.kind, CueKind::Do | CueKind::Award))
    }
}
