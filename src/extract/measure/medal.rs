//! Medals: 在国际大赛中斩获|4金7银. What they are and where they were won is their indicator.

use super::super::lexicon::UnitClass;
use super::super::quantity::Quantity;
use super::name::{Found, Namer};
use super::phrase::{self, Phrase};
use crate::source::Span;

/// Most characters of a contest's name.
const MAX_CONTEST: usize = 16;

/// The medal that a figure counts by its metal.
pub(super) fn medal(figure: &Quantity, text: &str) -> Option<String> {
    let counted = figure.class == UnitClass::Count && figure.unit == "枚";
    let metal = figure.span.of(text).chars().next_back().filter(|_| counted)?;
    matches!(metal, '金' | '银' | '铜').then(|| format!("{metal}牌"))
}

impl Namer<'_, '_> {
    /// Drafts figure `at`, which counts `medal`; gives the next figure to look at.
    pub(super) fn won(&mut self, at: usize, medal: &str, clause: Span) -> usize {
        let figure = &self.view.figures[at];
        let lead = &self.view.text[clause.start..figure.outer.start];
        let listed = self.memory.last().filter(|last| last.clause == clause.start && last.unit == "枚");
        let contest = match listed {
            Some(last) => last.indicator.strip_suffix(['金', '银', '铜', '牌']).map(str::to_owned),
            None => contest(lead),
        };
        let contest = contest.unwrap_or_default();
        let contest = contest.trim_end_matches(['金', '银', '铜', '牌']);
        self.used = Some((figure.outer.end, at));
        let names = vec![format!("{contest}{medal}")];
        let found = Found { names, at: clause.start, added: false, rule: "measure.medal" };
        self.push(at..at + 1, &Phrase::default(), &found, clause);
        at + 1
    }
}

/// The contest that `lead` tells: 运动员在|省运会|上夺得.
fn contest(lead: &str) -> Option<String> {
    let place = &lead[lead.find('在')? + '在'.len_utf8()..];
    let name = phrase::clean(&place[..place.rfind(['中', '上'])?]);
    (2..=MAX_CONTEST).contains(&name.chars().count()).then_some(name)
}
