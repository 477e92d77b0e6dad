//! Whose metric it is where only the metric is named: `动力电池产业|实现营收1000亿元`, `国有企业资产增长6%,利润增长2倍`.

use super::super::lexicon::WordRole;
use super::name::Namer;
use super::phrase::{self, Phrase};
use crate::source::Span;

/// Most characters of an owner's name.
const MAX_OWNER: usize = 16;

impl Namer<'_, '_> {
    /// `text`, a bare metric, behind what achieved it: one name, or a list of `n` with what they share.
    pub(super) fn with_achiever(&self, text: &str, n: usize, phrase: &Phrase) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        if !words[WordRole::BareMetric].contains(text) {
            return None;
        }
        let owner = self.view.slice(phrase.achiever?).trim_matches('、');
        let listed = owner.contains('、') || owner.contains('和');
        let fits = owner.chars().count() <= MAX_OWNER && !listed || n > 1 && listed;
        (fits && words[WordRole::Owner].end_of(owner).is_some()).then(|| format!("{owner}{text}"))
    }

    /// The owner of a bare metric `name`: that of the figure before, in this clause or the one before.
    pub(super) fn owner_of(&self, name: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        if !words[WordRole::BareMetric].contains(name) {
            return None;
        }
        // 总投资 is of what stands near it.
        let opening = || if words[WordRole::Aspect].contains(name) { None } else { self.opening() };
        self.owner_before(clause).or_else(opening)
    }

    /// What the sentence opens with: 能源化工产业,|重点推进…,产值405亿元.
    fn opening(&self) -> Option<String> {
        let view = self.view;
        let first = view.clause(0);
        let start = phrase::trim_start(view, first, &mut Phrase::default());
        let span = Span::new(start.min(first.end), first.end);
        let words = phrase::clean(view.slice(span));
        // 做强精品钢材产业 says what is done, and opens nothing.
        let plain = !words.contains('、') && view.cues_in(span).next().is_none();
        let fits = plain && (3..=MAX_OWNER).contains(&words.chars().count());
        (fits && view.words(WordRole::Kind).end_of(&words).is_some()).then_some(words)
    }

    /// The names of a list of `n` that the clause before opens with: 甲、乙、丙等产业加快转型,|分别实现产值….
    pub(super) fn listed_before(&self, metric: &str, n: usize, clause: Span) -> Option<Vec<String>> {
        let view = self.view;
        if n < 2 || !view.words(WordRole::BareMetric).contains(metric) {
            return None;
        }
        let before = view.slice(view.clause_before(clause.start)?);
        let (list, rest) = before.split_once('等')?;
        let kind = view.words(WordRole::Kind).first_in(rest).filter(|kind| kind.start <= 12)?;
        let kind = kind.of(rest);
        let names: Vec<String> =
            list.split('、').map(|name| format!("{}{kind}{metric}", phrase::clean(name))).collect();
        (names.len() == n).then_some(names)
    }

    /// The owner that the figure before names, in this clause or the one before.
    fn owner_before(&self, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let last = self.memory.last()?;
        if last.clause != clause.start && !self.follows(last, clause) {
            return None;
        }
        let ends = last.indicator.char_indices().map(|(at, c)| at + c.len_utf8());
        let owner = ends
            .filter(|end| words[WordRole::Owner].end_of(&last.indicator[..*end]).is_some())
            .rfind(|end| words[WordRole::OwnerPart].start_of(&last.indicator[*end..]).is_none())?;
        let owner = phrase::clean(&last.indicator[..owner]);
        (2..=MAX_OWNER).contains(&owner.chars().count()).then_some(owner)
    }

    /// The last `n` different names in the order they were named.
    pub(super) fn last_names(&self, n: usize) -> Vec<String> {
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
        names
    }
}
