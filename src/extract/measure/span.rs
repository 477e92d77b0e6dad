//! Whether a figure is its year's own, a yearly mean (年均增长5.7%) or of all of several years (累计签约403个, 五年来新增
//! 690万人, 比2002年增长65.5%).
//!
//! The words right before a figure say it; else the passage, which began with 五年来 or 过去一年.

use super::super::document::Period;
use super::super::fact::{MeasureSpan, MeasureType};
use super::super::lexicon::{Lexicon, WordRole};
use super::time;
use super::view::View;

/// How far into a sentence its words about the passage may stand, in bytes: 各位代表,过去的2025年.
const OPENING: usize = 60;

/// What passage the text is in while its sentences go by.
#[derive(Debug, Default)]
pub(super) struct Passage<'d> {
    /// It tells of several years.
    is_term: bool,
    /// Which time its section speaks of.
    period: Period,
    /// Its sentences since that was asked.
    unread: Vec<&'d str>,
}

impl<'d> Passage<'d> {
    /// Takes note of a sentence.
    pub(super) fn enter(&mut self, text: &'d str, period: Period) {
        if self.period != period {
            *self = Self { period, ..Self::default() };
        }
        self.unread.push(text);
    }

    /// The spans of a sentence's figures, in their order.
    pub(super) fn hints(&mut self, view: &View<'_>) -> Vec<Hint> {
        // What is told last counts.
        let is_term = self.unread.drain(..).rev().find_map(|text| opens_term(text, view.lexicon));
        self.is_term = is_term.unwrap_or(self.is_term);
        let told = [WordRole::YearlyMean, WordRole::SumOfYears].map(|role| view.words(role));
        let (mut hints, mut before) = (Vec::with_capacity(view.figures.len()), Hint::default());
        let mut end = 0;
        for figure in &view.figures {
            let words = view.text.get(end..figure.span.start).unwrap_or_default();
            end = figure.span.end;
            let goes_on = words.chars().all(|c| matches!(c, '、' | '和' | '及' | '与'));
            if !goes_on || hints.is_empty() {
                let [mean, sum] = told.map(|words_of| words_of.is_in(words));
                // 年均浓度 is the year's own.
                let mean = mean && !words.contains("年均浓度");
                // 平均每年|新增就业6万人、转移就业3万人: said once before the list.
                let listed = words.starts_with('、') && before.led;
                // 累计建成书房28家、|礼堂186家.
                let sum = sum || words.starts_with('、') && before.sum && is_item(words);
                let led = mean && told[0].opens(words.trim_start_matches([',', ';', ' '])) || listed;
                before =
                    Hint { mean: mean || listed, led, sum, term: self.is_term, base: time::reference(words) };
            }
            hints.push(before);
        }
        hints
    }
}

/// Whether the opening of a sentence tells of several years; `None` where it tells of no time.
fn opens_term(text: &str, lexicon: &Lexicon) -> Option<bool> {
    let opening = &text[..text.floor_char_boundary(OPENING)];
    let [term, one_year] = [WordRole::Term, WordRole::OneYear].map(|role| &lexicon.measure_words[role]);
    opening.char_indices().rev().find_map(|(at, c)| {
        let may_tell = term.may_begin_with(c) || one_year.may_begin_with(c) || matches!(c, '“' | '十' | '年');
        let rest = may_tell.then(|| &opening[at..])?;
        let is_year = one_year.opens(rest) || c == '年' && time::last_year(&opening[..at]).is_some();
        let is_plan = || matches!(c, '“' | '十') && time::plan_at(rest, lexicon).is_some();
        (is_year || term.opens(rest) || is_plan()).then_some(!is_year)
    })
}

/// Most characters of what a list goes on with.
const MAX_ITEM: usize = 14;

/// Whether `words` up to a figure are no more than the next item of a list.
fn is_item(words: &str) -> bool {
    words.chars().count() <= MAX_ITEM && !words.contains([',', ';']) && !words.contains("新增")
}

/// What stands around a figure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hint {
    mean: bool,
    /// The words for a mean stand before the name, and hold for the list that begins there.
    led: bool,
    sum: bool,
    term: bool,
    /// The year that it is compared with.
    base: Option<i32>,
}

impl Hint {
    /// The span of a figure of this type and year.
    pub(super) fn of(self, measure_type: MeasureType, year: i32) -> MeasureSpan {
        use MeasureType::{Growth, Increment, Level, PointChange, Rank, Share};
        let is_long = self.base.is_some_and(|base| base < year - 1);
        match measure_type {
            Growth | PointChange | Increment if self.mean => MeasureSpan::AnnualAverage,
            Growth | PointChange | Increment if is_long => MeasureSpan::Cumulative,
            Level | Increment if self.sum => MeasureSpan::Cumulative,
            Increment if self.term => MeasureSpan::Cumulative,
            Level | Increment | Growth | PointChange | Share | Rank => MeasureSpan::Year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(sentences: &[&str], measure_type: MeasureType) -> Vec<MeasureSpan> {
        let lexicon = Lexicon::builtin();
        let (mut passage, mut spans) = (Passage::default(), Vec::new());
        for text in sentences {
            passage.enter(text, Period::Review);
            if let Some(view) = View::new(text, ("", text, ""), &lexicon) {
                spans.extend(passage.hints(&view).into_iter().map(|hint| hint.of(measure_type, 2015)));
            }
        }
        spans
    }

    #[test]
    fn a_yearly_mean_holds_for_the_figures_it_stands_before() {
        use MeasureSpan::{AnnualAverage, Year};
        let text = "财政收入、居民收入年均分别增长5%、6%,其中城镇增长7%";
        assert_eq!(spans(&[text], MeasureType::Growth), [AnnualAverage, AnnualAverage, Year]);
        assert_eq!(spans(&["细颗粒物年均浓度占标准的80%"], MeasureType::Share), [Year]);
    }

    #[test]
    fn growth_since_a_year_further_back_is_of_several_years() {
        use MeasureSpan::{Cumulative, Year};
        assert_eq!(spans(&["比2010年增长40%"], MeasureType::Growth), [Cumulative]);
        assert_eq!(spans(&["是2010年的1.4倍"], MeasureType::Growth), [Cumulative]);
        assert_eq!(spans(&["比2014年增长4%"], MeasureType::Growth), [Year]);
    }

    #[test]
    fn a_passage_about_several_years_sums_up_what_was_added() {
        use MeasureSpan::{Cumulative, Year};
        let told = ["五年来,民生持续改善。", "新增就业30万人。", "过去一年,新增就业6万人。"];
        assert_eq!(spans(&told, MeasureType::Increment), [Cumulative, Year]);
        assert_eq!(spans(&told, MeasureType::Level), [Year, Year]);
        assert_eq!(spans(&["“十三五”时期,新增学位3万个。"], MeasureType::Increment), [Cumulative]);
        assert_eq!(spans(&["累计签约项目40个"], MeasureType::Level), [Cumulative]);
    }
}
