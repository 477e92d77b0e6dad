//! What a figure takes from one like it: the other side of an account (社会保险基金|支出), a part from its whole (其中玉米86万亩), things
//! with a limit from those with another, members from the houses they belong to.

use super::super::lexicon::{CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{Named, Namer};
use super::phrase::Phrase;
use crate::source::Span;

/// Most figures back that a part's whole is looked for.
const MAX_BACK: usize = 4;

/// Metrics of which those that have one have the others as well.
pub(super) const SIDES: [WordRole; 7] = [
    WordRole::BudgetSide,
    WordRole::Balance,
    WordRole::Herd,
    WordRole::Schooling,
    WordRole::Consumed,
    WordRole::Filed,
    WordRole::Built,
];

/// Those of them that are told of in numbers.
const COUNTED_SIDES: [WordRole; 4] = [WordRole::Herd, WordRole::Schooling, WordRole::Filed, WordRole::Built];

/// Most characters of those whose metric is told of others of their kind.
const MAX_ALIKE: usize = 8;

/// Most characters of a crop.
const MAX_CROP: usize = 4;

impl Namer<'_, '_> {
    /// `name`, one side of an account, of the account whose other side was told before: 社会保险基金收入176亿元,|支出189亿元.
    pub(super) fn counterpart(&self, name: &str) -> Option<String> {
        let sides = SIDES.map(|role| self.view.words(role));
        let sides = sides.into_iter().find(|sides| sides.contains(name))?;
        let of = |named: &Named| {
            let side = sides.end_of(&named.indicator).filter(|side| *side != name)?;
            let account = &named.indicator[..named.indicator.len() - side.len()];
            account.chars().nth(1).map(|_| format!("{account}{name}"))
        };
        let before = self.memory.iter().rev().chain(&self.earlier);
        let herd = COUNTED_SIDES.iter().any(|role| self.view.words(*role).contains(name));
        before.filter(|named| herd || named.class == UnitClass::Money || named.change.is_some()).find_map(of)
    }

    /// `name`, what dwellers spend, of those whose income was told before: 农村居民人均收入1.4万元,增长7%;|人均消费支出1.1万元.
    pub(super) fn of_dwellers(&self, name: &str) -> Option<String> {
        if name == "收入比" && self.memory.last()?.indicator.contains("居民") {
            // 城乡居民收入分别增长5.1%和7.4%,|收入比缩小至2.12:1.
            return Some(format!("城乡居民{name}"));
        }
        let spent = name.starts_with("人均") && name.ends_with("消费支出") || name == "恩格尔系数";
        let last = self.memory.last().or(self.earlier.as_ref()).filter(|_| spent)?;
        let at = last.indicator.find("居民人均")? + "居民".len();
        Some(format!("{}{name}", &last.indicator[..at]))
    }

    /// `name`, things with an amount of what those before have at least: 销售收入超50亿元企业2家、|超10亿元企业15家.
    pub(super) fn limited_alike(&self, name: &str, figure: &Quantity) -> Option<String> {
        let amount = |c: char| matches!(c, '超' | '过' | '突') || c.is_ascii_digit();
        let numeral = |c: char| c.is_ascii_digit() || "十百千万亿".contains(c);
        let number = name.trim_end_matches('元').chars().all(numeral);
        if figure.class != UnitClass::Count || !name.starts_with(amount) && !number {
            return None;
        }
        let last = self.memory.last().filter(|last| last.class == UnitClass::Count)?;
        let metric = &last.indicator[..last.indicator.find(amount)?];
        if number {
            // 规模突破5000亿元的6个、|突破万亿元的2个.
            let passed = last.indicator[metric.len()..].starts_with("突破");
            return passed.then(|| format!("{metric}突破{name}"));
        }
        // 年纳税超千万元企业21家,|超五千万元4家.
        let told = name.starts_with(['超', '突']) && last.indicator[metric.len()..].starts_with(['超', '突']);
        let limits =
            told && metric.chars().nth(1).is_some() || self.view.lexicon.indicators.is_metric(metric);
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
        if phrase.among && phrase.change.is_none() && figure.class == UnitClass::Percent {
            return self.rate_of_part(name, before);
        }
        let rate = figure.class == UnitClass::Percent && phrase.change.is_some();
        if !rate || indicators.is_known(name) || indicators.is_metric(name) {
            return None;
        }
        let prices = self.view.words(WordRole::Prices).first_in(before).map(|prices| prices.start);
        // 食品价格上涨4.3%,|衣着上涨1.1%.
        let kind = before.strip_suffix("价格").filter(|kind| kind.chars().count() <= MAX_CROP);
        if kind.is_some_and(|kind| kind.chars().nth(1).is_some()) && prices.is_none() {
            return Some(format!("{name}价格"));
        }
        let metric = match before.find("人均").or(prices) {
            Some(at) => &before[at..],
            None => self.view.words(WordRole::BareMetric).end_of(before)?,
        };
        (metric.len() < before.len() || metric.starts_with("人均") || prices == Some(0))
            .then(|| format!("{name}{metric}"))
    }

    /// `name`, some of those that `before` is a rate of, with that rate: 家庭医生签约率53%,其中|重点人群79%.
    fn rate_of_part(&self, name: &str, before: &str) -> Option<String> {
        let rate = self.view.words(WordRole::BareRate).end_of(before)?;
        let last =
            self.memory.last().filter(|last| last.class == UnitClass::Percent && last.change.is_none())?;
        let own = name.ends_with(['率', '度', '比', '重']) || name.contains('占');
        (last.indicator == before && !own && name.chars().nth(1).is_some()).then(|| format!("{name}{rate}"))
    }

    /// `name` with the metric of those told right before that are of its kind: 城镇居民人均收入5万元,增长5%;|农村居民2万元,
    /// 投资项目审批时间60天,|社会项目40天, 猪肉产量3万吨;|牛肉1万吨.
    pub(super) fn metric_alike(
        &self,
        name: &str,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
    ) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        let n = name.chars().count();
        let alone = phrase.cut.is_none() && phrase.verb.is_none() && !phrase.added && phrase.share.is_none();
        if !alone || !(2..=MAX_ALIKE).contains(&n) || indicators.is_metric(name) || indicators.is_known(name)
        {
            return None;
        }
        // 天然气产量26亿立方米;外输|天然气18亿立方米.
        let first = self.view.lexicon.cues.scan(name).next();
        if first.is_some_and(|cue| cue.span.start == 0 && cue.kind == CueKind::Act) {
            return None;
        }
        let rate = figure.class == UnitClass::Percent && phrase.change.is_some();
        // 农村居民恩格尔系数由48%下降到41%,|城镇居民由38%下降到34%.
        let share = figure.class == UnitClass::Percent && phrase.change.is_none();
        let class = figure.class;
        let counts = class == UnitClass::Count;
        let amount = counts || matches!(class, UnitClass::Money | UnitClass::Measure | UnitClass::Duration);
        let amount = amount && phrase.change.is_none();
        let lead = self.view.slice(Span::new(clause.start, phrase.span.start.max(clause.start)));
        if !(rate || amount || share) || lead.chars().any(char::is_alphanumeric) && !phrase.among {
            return None;
        }
        let told = |named: &&Named| {
            !named.added && if rate { named.change.is_some() } else { named.is_in_unit_of(figure) }
        };
        let here = || {
            let last = self.memory.last()?;
            let near = last.clause == clause.start || self.follows(last, clause);
            self.memory.iter().rev().take(MAX_BACK).find(told).filter(|_| near)
        };
        let opens = self.memory.is_empty() && clause.start == 0;
        // Only the last figure is kept of the sentence before ;, which may be the rate at which the amount grew.
        let behind = || self.earlier.as_ref().filter(|last| told(last) || last.change.is_some() && amount);
        let last = if opens { behind() } else { here() }?;
        let end = name.char_indices().rev().nth(if n == 2 { 0 } else { 1 }).map(|(at, _)| &name[at..])?;
        let at = last.indicator.find(end)? + end.len();
        let (owner, metric) = last.indicator.split_at(at);
        let fits = metric.chars().nth(1).is_some()
            && owner.chars().count() <= MAX_ALIKE
            && owner != name
            && (!counts || metric.ends_with("有量"))
            && (!share || metric.ends_with(['率', '数', '例', '重']) && last.change.is_none())
            && (indicators.is_metric(metric) || metric.ends_with("时间") || metric.ends_with("时限"));
        fits.then(|| format!("{name}{metric}"))
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
        // 公路里程3260公里,其中农村公路2862公里.
        let listed = self.view.text[..phrase.span.start].ends_with('、');
        let road = (phrase.among || listed) && name.ends_with("公路");
        let own = indicators.is_metric(name) || indicators.is_known(name) && !road || phrase.verb.is_some();
        // 民用汽车保有量6.8万辆,其中|私人汽车6.1万辆.
        let stock = figure.class == UnitClass::Count && phrase.among;
        if !(stock || figure.class == UnitClass::Measure)
            || own
            || phrase.cut.is_some_and(|_| !phrase.among)
            || phrase.added
        {
            return None;
        }
        let dimension = lexicon.units.dimension(&figure.unit);
        let metric = |named: &'_ Named| {
            let area = self.view.words(WordRole::SiteArea).end_of(&named.indicator);
            let area = area.or_else(|| self.view.words(WordRole::YieldArea).end_of(&named.indicator));
            // 新能源装机900万千瓦,其中|风电480万千瓦.
            let aspect = self.view.words(WordRole::Aspect).end_of(&named.indicator);
            let area = area.or_else(|| aspect.filter(|aspect| aspect.starts_with("装机")));
            let head = || indicators.head_of(&named.indicator).filter(|head| head.len() > 3);
            let metric = area.or_else(|| head().filter(|head| indicators.is_metric(head)))?;
            // 汽车产量240万辆,其中|新能源汽车86万辆.
            let made = || self.view.words(WordRole::Yield).contains(metric) || metric.ends_with("销量");
            let metric = Some(metric).filter(|metric| !stock || metric.ends_with("有量") || made())?;
            (metric.len() < named.indicator.len()).then(|| metric.to_owned())
        };
        let alike = |named: &&Named| lexicon.units.dimension(&named.unit) == dimension;
        // 早稻面积17.8万亩,|晚稻19.2万亩: a clause of nothing but the crop and its figure.
        let sown = |last: &&Named| {
            let whole = phrase.span.start == clause.start && phrase.span.end == figure.outer.start;
            whole
                && (dimension == "area" || metric(last).is_some_and(|metric| metric == "产量"))
                && last.unit == figure.unit
                && !last.added
                && last.change.is_none()
                && name.chars().count() <= MAX_CROP
                && self.follows(last, clause)
        };
        let row = || self.memory.last().filter(sown);
        let last = if phrase.among {
            self.memory.iter().rev().take(MAX_BACK).filter(alike).find(|named| metric(named).is_some())
        } else {
            self.memory
                .last()
                .filter(|last| listed && last.clause == clause.start && !last.added)
                .filter(alike)
                .or_else(row)
        };
        Some(format!("{name}{}", metric(last?)?))
    }

    /// Whether `name` is of the kind whose rate of change the clause before told: 食品类价格上涨8%,|衣着类下降1%.
    pub(super) fn is_parallel(&self, name: &str, clause: Span) -> bool {
        let near = |last: &Named| {
            // 工业增加值增长5.7%,|分门类看,|采矿业增长3.1%.
            let before =
                self.view.clause_before(clause.start).filter(|span| self.view.slice(*span).ends_with('看'));
            self.follows(last, clause) || before.is_some_and(|before| self.follows(last, before))
        };
        let last = self.memory.last().filter(|last| last.change.is_some() && near(last));
        let metrics = self.view.words(WordRole::BareMetric);
        let prices = self.view.words(WordRole::Prices);
        let kind = |last: &Named| {
            let metric = || Some(last.indicator.len() - metrics.end_of(&last.indicator)?.len());
            let start = prices.first_in(&last.indicator).map(|prices| prices.start).or_else(metric)?;
            last.indicator[..start].chars().next_back()
        };
        // 汽车产业增加值增长10%,|电子产业增长14%.
        let priced = last.is_some_and(|last| last.indicator.ends_with("价格"));
        let silent = name.chars().count() <= MAX_ALIKE && {
            let mut cues = self.view.lexicon.cues.scan(name);
            cues.all(|cue| cue.kind == CueKind::Noun || cue.span.len() == 3)
        };
        priced && silent || name.ends_with(['类', '业']) && last.and_then(kind) == name.chars().next_back()
    }
}
