//! What a figure takes from one like it: the other side of an account (社会保险基金|支出), a part from its whole (其中玉米86万亩), things
//! with a limit from those with another, members from the houses they belong to.

use super::super::lexicon::{UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{Named, Namer};
use super::phrase::Phrase;
use crate::source::Span;

/// Most figures back that a part's whole is looked for.
const MAX_BACK: usize = 4;

impl Namer<'_, '_> {
    /// `name`, one side of an account, of the account whose other side was told before: 社会保险基金收入176亿元,|支出189亿元.
    pub(super) fn counterpart(&self, name: &str) -> Option<String> {
        let sides =
            [WordRole::BudgetSide, WordRole::Balance, WordRole::Herd].map(|role| self.view.words(role));
        let sides = sides.into_iter().find(|sides| sides.contains(name))?;
        let of = |named: &Named| {
            let side = sides.end_of(&named.indicator).filter(|side| *side != name)?;
            let account = &named.indicator[..named.indicator.len() - side.len()];
            account.chars().nth(1).map(|_| format!("{account}{name}"))
        };
        let before = self.memory.iter().rev().chain(&self.earlier);
        let herd = self.view.words(WordRole::Herd).contains(name);
        before.filter(|named| herd || named.class == UnitClass::Money || named.change.is_some()).find_map(of)
    }

    /// `name`, things with an amount of what those before have at least: 销售收入超50亿元企业2家、|超10亿元企业15家.
    pub(super) fn limited_alike(&self, name: &str, figure: &Quantity) -> Option<String> {
        let amount = |c: char| matches!(c, '超' | '过') || c.is_ascii_digit();
        if figure.class != UnitClass::Count || !name.starts_with(amount) {
            return None;
        }
        let last = self.memory.last().filter(|last| last.class == UnitClass::Count)?;
        let metric = &last.indicator[..last.indicator.find(amount)?];
        let limits = self.view.lexicon.indicators.is_metric(metric);
        limits.then(|| format!("{metric}{name}"))
    }

    /// `name`, those who belong to the houses counted right before: 普通高校5所,|在校生4.2万人.
    pub(super) fn member_of(&self, name: &str, phrase: &Phrase, clause: Span) -> Option<String> {
        let houses = |last: &&Named| {
            last.class == UnitClass::Count
                && (last.clause == clause.start || self.follows(last, clause))
                && matches!(last.unit.trim_start_matches('万'), "所" | "家" | "个")
        };
        let last = self.memory.last().filter(houses)?;
        let member = self.view.words(WordRole::Member).contains(name) && !phrase.added;
        // 公积金缴存|单位5万家、|职工60万人.
        let payers = last.indicator.strip_suffix("单位").filter(|_| name == "职工");
        let payers = payers.filter(|what| what.chars().nth(2).is_some() && last.clause == clause.start);
        let payers = payers.map(|what| format!("{what}{name}"));
        payers.or_else(|| member.then(|| format!("{}{name}", last.indicator)))
    }

    /// `name`, each of the things counted before, with what they are: 周转房1200套、|每套60平方米.
    pub(super) fn of_each(&self, name: &str, figure: &Quantity) -> Option<String> {
        let unit = name.strip_prefix('每')?;
        let last = self.memory.last().filter(|last| last.unit.ends_with(unit) && !unit.is_empty())?;
        let area = self.view.lexicon.units.dimension(&figure.unit) == "area";
        Some(format!("{name}{}{}", last.indicator, if area { "面积" } else { "" }))
    }

    /// `name`, a part of those that `before` is a metric of, with that metric: 人均收入增长12%,其中|农村居民增长13%.
    pub(super) fn part_of(
        &self,
        name: &str,
        before: &str,
        phrase: &Phrase,
        figure: &Quantity,
    ) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        let rate = figure.class == UnitClass::Percent && phrase.change.is_some();
        if !rate || indicators.is_known(name) || indicators.is_metric(name) {
            return None;
        }
        let prices = self.view.words(WordRole::Prices).first_in(before).map(|prices| prices.start);
        let metric = match before.find("人均").or(prices) {
            Some(at) => &before[at..],
            None => self.view.words(WordRole::BareMetric).end_of(before)?,
        };
        (metric.len() < before.len() || metric.starts_with("人均") || prices == Some(0))
            .then(|| format!("{name}{metric}"))
    }

    /// `name`, an amount of the kind told of the whole or of the list's item before: 粮食播种面积148万亩,其中|玉米86万亩、|大豆42万亩.
    pub(super) fn alike_amount(
        &self,
        name: &str,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
    ) -> Option<String> {
        let (lexicon, indicators) = (self.view.lexicon, &self.view.lexicon.indicators);
        let own = indicators.is_metric(name) || indicators.is_known(name) || phrase.verb.is_some();
        if figure.class != UnitClass::Measure
            || own
            || phrase.cut.is_some_and(|_| !phrase.among)
            || phrase.added
        {
            return None;
        }
        let dimension = lexicon.units.dimension(&figure.unit);
        let metric = |named: &'_ Named| {
            let area = self.view.words(WordRole::YieldArea).end_of(&named.indicator);
            let head = || indicators.head_of(&named.indicator).filter(|head| head.len() > 3);
            let metric = area.or_else(|| head().filter(|head| indicators.is_metric(head)))?;
            (metric.len() < named.indicator.len()).then(|| metric.to_owned())
        };
        let alike = |named: &&Named| lexicon.units.dimension(&named.unit) == dimension;
        let listed = self.view.text[..phrase.span.start].ends_with('、');
        let last = if phrase.among {
            self.memory.iter().rev().take(MAX_BACK).filter(alike).find(|named| metric(named).is_some())
        } else {
            self.memory
                .last()
                .filter(|last| listed && last.clause == clause.start && !last.added)
                .filter(alike)
        };
        Some(format!("{name}{}", metric(last?)?))
    }

    /// Whether `name` is of the kind whose rate of change the clause before told: 食品类价格上涨8%,|衣着类下降1%.
    pub(super) fn is_parallel(&self, name: &str, clause: Span) -> bool {
        let last = self.memory.last().filter(|last| last.change.is_some() && self.follows(last, clause));
        let metrics = self.view.words(WordRole::BareMetric);
        let prices = self.view.words(WordRole::Prices);
        let kind = |last: &Named| {
            let metric = || Some(last.indicator.len() - metrics.end_of(&last.indicator)?.len());
            let start = prices.first_in(&last.indicator).map(|prices| prices.start).or_else(metric)?;
            last.indicator[..start].chars().next_back()
        };
        // 汽车产业增加值增长10%,|电子产业增长14%.
        name.ends_with(['类', '业']) && last.and_then(kind) == name.chars().next_back()
    }
}
