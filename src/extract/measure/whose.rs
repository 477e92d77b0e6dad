//! Subjects that hold on in a sentence: `甲煤电公司原煤产量720万吨、发电量65亿千瓦时,分别增长8.3%和11.7%`.
//!
//! Knows the facts of one sentence in their order; who a subject is, `subject` finds.

use super::super::fact::MeasureFact;
use super::super::lexicon::{Cue, CueKind, Lexicon, Role, WordRole};
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// Whose the figures of a sentence were so far.
#[derive(Debug, Default)]
pub(super) struct Whose {
    told: Vec<Told>,
}

/// A figure with its subject.
#[derive(Debug)]
struct Told {
    indicator: String,
    subject: Option<String>,
    /// Where the figure begins.
    at: usize,
}

impl Whose {
    /// Gives `fact`, whose words begin at `words` and whose figure at `figure`, the subject it goes on about.
    pub(super) fn settle(
        &mut self,
        view: &View<'_>,
        words: usize,
        figure: usize,
        fact: &mut MeasureFact,
        lexicon: &Lexicon,
    ) {
        if fact.subject.is_none() {
            // 总投资50亿元的甲项目、30亿元|的乙项目: another's.
            let own = view
                .figures
                .iter()
                .any(|other| other.span.start == figure && view.text[other.outer.end..].starts_with('的'));
            let again = self.again(&fact.indicator).filter(|_| !own);
            let beside = || self.beside(view, words, figure, fact, lexicon);
            fact.subject = again.or_else(beside).or_else(|| self.opening(view, figure, lexicon));
        }
        self.told.push(Told { indicator: fact.indicator.clone(), subject: fact.subject.clone(), at: figure });
    }

    /// The subject of a figure before of the same indicator.
    fn again(&self, indicator: &str) -> Option<String> {
        let told = self.told.iter().rev().find(|told| told.indicator == indicator)?;
        told.subject.clone()
    }

    /// The company or park that the sentence begins with, while no clause speaks of another: 甲公司引进企业86家,注册资本46亿元.
    fn opening(&self, view: &View<'_>, figure: usize, lexicon: &Lexicon) -> Option<String> {
        let last = self.told.last()?;
        let subject = last.subject.as_ref().filter(|subject| view.text.starts_with(subject.as_str()))?;
        let clause = view.clause(figure);
        let start = phrase::trim_start(view, clause, &mut Phrase::default());
        let words = &lexicon.measure_words;
        // 甲产业园完成投资5亿元,|新入驻企业21家; 粮食产量 is not the park's.
        let verb = |cue: Cue| cue.span.start <= start && cue.kind != CueKind::Adverb && cue.span.len() > 3;
        let goes_on = || {
            let silent = Span::new(clause.start, figure);
            view.cues_in(silent).next().is_some_and(verb) || words[WordRole::Aspect].opens(view.slice(silent))
        };
        let holds =
            words[WordRole::Company].ends(subject) || words[WordRole::Carrier].ends(subject) && goes_on();
        let near =
            view.clause(last.at) == clause || view.clause_before(clause.start) == Some(view.clause(last.at));
        let own = lexicon.lists[Role::OwnLevel].start_of(view.slice(clause)).is_some();
        (holds && near && !own).then(|| subject.clone())
    }

    /// The subject of the item before in a list of bare metrics.
    fn beside(
        &self,
        view: &View<'_>,
        words: usize,
        figure: usize,
        fact: &MeasureFact,
        lexicon: &Lexicon,
    ) -> Option<String> {
        let last = self.told.last()?;
        // The words may stand behind the figure: 由1.2万元增加到2020年的2万元.
        let listed = view.clause(last.at) == view.clause(figure) && last.at < words && words <= figure;
        if !listed {
            return None;
        }
        let bare = lexicon.indicators.is_known(&fact.indicator)
            || lexicon.measure_words[WordRole::BareMetric].contains(&fact.indicator);
        let own = view.slice(Span::new(words, figure)).starts_with(fact.indicator.as_str());
        let mark = view.text[..words].ends_with('、');
        if bare && own && mark { last.subject.clone() } else { None }
    }
}
