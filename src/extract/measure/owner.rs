//! Whose metric it is where only the metric is named: `动力电池产业|实现营收1000亿元`, `国有企业资产增长6%,利润增长2倍`.

use super::super::lexicon::{CueKind, Role, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{Named, Namer};
use super::names;
use super::noun;
use super::object::behind_verbs;
use super::phrase::{self, Phrase};
use crate::source::Span;

/// Most characters of an owner's name.
pub(super) const MAX_OWNER: usize = 16;

/// Most figures back that an accident's toll is looked for.
const MAX_TOLLS: usize = 3;

/// Most characters of what a rate is of.
const MAX_RATED: usize = 24;

/// Most characters of where a length lies: 黄浦江.
const MAX_SITE: usize = 8;

/// Most characters of a kind between what a rate is of and the rate: 参合|农民.
const MAX_RATED_KIND: usize = 2;

impl Namer<'_, '_> {
    /// `text`, a bare metric, behind what achieved it: one name, or a list of `n` with what they share.
    pub(super) fn with_achiever(&self, text: &str, n: usize, phrase: &Phrase) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let indicators = &self.view.lexicon.indicators;
        // 规模以上工业企业|完成工业总产值.
        let metric = n == 1 && indicators.is_known(text) && indicators.is_metric(text);
        // 帮扶就业困难人员|实现就业.
        let came_to = n == 1 && words[WordRole::CameTo].contains(text);
        if !words[WordRole::BareMetric].contains(text) && !metric && !came_to {
            return None;
        }
        let owner = self.view.slice(phrase.achiever?).trim_matches('、');
        let listed = owner.contains('、') || owner.contains('和');
        let fits = owner.chars().count() <= MAX_OWNER && !listed || n > 1 && listed;
        if came_to {
            let owner = self.without_verb(owner);
            let fits = (2..=MAX_OWNER).contains(&owner.chars().count());
            return (fits && words[WordRole::People].ends(owner)).then(|| format!("{owner}{text}"));
        }
        let work = text == "投资" && words[WordRole::Work].end_of(owner).is_some();
        // 金融业|实现增加值286亿元.
        let trade = owner.ends_with('业') && owner.chars().nth(2).is_some();
        // 一产、二产、三产|分别完成增加值.
        let trade = trade || n > 1 && words[WordRole::Sector].ends(owner);
        (fits && (work || trade || words[WordRole::Owner].end_of(owner).is_some()))
            .then(|| format!("{owner}{text}"))
    }

    /// The owner of a bare metric `name`: that of the figure before, in this clause or the one before.
    pub(super) fn owner_of(&self, name: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        // 全产业链|规上企业 are of the trade as well.
        let chain = ["全产业链", "全链条"].iter().any(|all| name.starts_with(all));
        let of_firm = words[WordRole::FirmMetric].contains(name);
        if of_firm && let Some(firm) = self.led_firm(clause) {
            return Some(firm);
        }
        if !words[WordRole::BareMetric].contains(name) {
            return if chain { self.spoken_of_before(name) } else { None };
        }
        // 总投资 is of what stands near it.
        if words[WordRole::Aspect].contains(name) {
            return self.owner_before(name, clause);
        }
        // 开发区工业总产值120亿元,税收5亿元: not industry's.
        let output = |last: &Named| last.indicator.ends_with("工业总产值") && last.class != UnitClass::Rank;
        let near_output = self.memory.iter().rev().take(2).any(output);
        if name == "税收" && near_output {
            return None;
        }
        // 推动100家企业升级,全产业链产值 is of none of them.
        let whole = words[WordRole::ChainMetric].contains(name);
        let whole = whole || words[WordRole::FairMetric].contains(name);
        let near = if whole { None } else { self.owner_before(name, clause) };
        let firm = || of_firm.then(|| self.firm_before(clause)).flatten();
        // 全省|装机容量 is the whole place's.
        let text = self.view.slice(clause);
        let level = self.view.lexicon.lists[Role::OwnLevel].start_of(text);
        if level.is_some() && !text.starts_with(name) {
            return near;
        }
        near.or_else(|| self.brand_told(name))
            .or_else(firm)
            .or_else(|| self.opening())
            .or_else(|| self.lead())
            .or_else(|| self.brand_before(clause))
            .or_else(|| self.kind_before(name, clause))
            .or_else(|| self.spoken_of_before(name))
            .or_else(|| self.kind_of_heading())
            // “十三五”期间,|累计完成投资420亿元.
            .filter(|owner| self.view.lexicon.five_year_plans.start_of(owner).is_none())
    }

    /// The brand whose value the sentence has told: 甲茶品牌价值68亿元,…,|综合产值110亿元.
    fn brand_told(&self, name: &str) -> Option<String> {
        let whole = self.view.words(WordRole::Yield).contains(name) || name.ends_with("产值");
        let brands = self.view.words(WordRole::BrandMetric);
        let valued = self.memory.iter().rev().chain(&self.earlier).filter(|_| whole);
        let mut owners = valued.filter_map(|named| {
            let value = brands.end_of(&named.indicator)?;
            Some(&named.indicator[..named.indicator.len() - value.len()])
        });
        owners.find(|owner| owner.chars().nth(1).is_some()).map(str::to_owned)
    }

    /// The company that the sentence opens with behind a verb of causing, where no clause up to `clause` tells of the
    /// whole place: 支持|市甲投|发展担保业务,在保余额超6亿元.
    pub(super) fn led_firm(&self, clause: Span) -> Option<String> {
        let view = self.view;
        let led = view.words(WordRole::Causing).start_of(view.text).filter(|verb| verb.len() > 3)?;
        let own = |text: &str| view.lexicon.lists[Role::OwnLevel].first_in(text).is_some();
        let told = &view.text[view.clause(0).end..clause.end.max(view.clause(0).end)];
        self.firm_before(clause).filter(|_| !own(told) && led.len() < view.text.len())
    }

    /// The company that the sentence opens with: 推动|甲集团|深化改革,打造…平台,实现资产过90亿元.
    fn firm_before(&self, clause: Span) -> Option<String> {
        let view = self.view;
        let first = view.clause(0);
        let silent = !view.figures.iter().any(|figure| first.contains(figure.span));
        let text = view.slice(first);
        let led = view.words(WordRole::Causing).start_of(text).filter(|verb| verb.len() > 3);
        let rest = &text[led.map_or(0, str::len)..];
        let firm = view.words(WordRole::Company).first_in(rest).map(|firm| firm.end);
        let end = firm.or_else(|| end_of_investor(rest))?;
        let name = phrase::clean(&rest[..end]);
        let fits = (3..=MAX_OWNER).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
        let goes_on = rest[end..].starts_with(|c: char| c.is_alphabetic() && !"的和与及等".contains(c));
        let plain = view.lexicon.cues.scan(&name).all(|cue| cue.kind == CueKind::Noun);
        (first != clause && silent && fits && goes_on && plain).then_some(name)
    }

    /// The place whose metric of the same kind was told right before: 甲机场|旅客吞吐量200万人次,|货邮吞吐量.
    pub(super) fn place_of(&self, name: &str, clause: Span) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        if let Some(place) = self.place_beside(name, clause) {
            return Some(place);
        }
        let last =
            self.memory.last().filter(|last| last.clause == clause.start || self.follows(last, clause))?;
        let head = indicators.head_of(name).filter(|head| head.len() > 3 && indicators.is_metric(head))?;
        let facility = self.view.words(WordRole::Facility);
        let place = facility.first_in(&last.indicator).filter(|place| place.start > 0)?;
        let alike = last.indicator.ends_with(head) && place.end + head.len() <= last.indicator.len();
        (alike && facility.first_in(name).is_none()).then(|| last.indicator[..place.end].to_owned())
    }

    /// The place of which the clause tells something else before its traffic: 甲机场|跑道扩建、|国际快件量.
    fn place_beside(&self, name: &str, clause: Span) -> Option<String> {
        let view = self.view;
        view.words(WordRole::Traffic).end_of(name)?;
        let (told, _) = view.slice(clause).split_once('、')?;
        let place = view.words(WordRole::Facility).first_in(told).filter(|place| place.start > 0)?;
        let silent = !view
            .figures
            .iter()
            .any(|figure| Span::new(clause.start, clause.start + told.len()).contains(figure.span));
        let own = view.words(WordRole::Facility).first_in(name).is_none();
        let begins = told[..place.end].chars().all(char::is_alphabetic) && place.end < told.len();
        (silent && own && begins && !told.ends_with(name)).then(|| told[..place.end].to_owned())
    }

    /// What the sentence opens with: 能源化工产业,|重点推进…,产值405亿元.
    fn opening(&self) -> Option<String> {
        let view = self.view;
        let first = view.clause(0);
        let start = phrase::trim_start(view, first, &mut Phrase::default());
        let span = Span::new(start.min(first.end), first.end);
        let words = phrase::clean(view.slice(span));
        // 做强精品钢材产业 says what is done, and opens nothing.
        let plain = !words.contains('、') && view.cues_in(span).all(|cue| cue.span.len() <= 3);
        let fits = plain && (3..=MAX_OWNER).contains(&words.chars().count());
        let kind = words.ends_with('业') || view.words(WordRole::Kind).end_of(&words).is_some();
        (fits && kind).then_some(words)
    }

    /// What the paragraph opens with: 能源化工产业,|重点推进….|…,产值405亿元.
    fn lead(&self) -> Option<String> {
        let lead = self.view.lead;
        // (五)商贸服务业.
        let numbered = lead.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let lead = numbered.filter(|(n, _)| n.chars().count() <= 3).map_or(lead, |(_, rest)| rest);
        let first = lead.split([',', ':', '。', ';']).next()?;
        let words = phrase::clean(first);
        let fits = !words.contains('、') && (3..=MAX_OWNER).contains(&words.chars().count());
        let kind =
            fits && (words.ends_with('业') || self.view.words(WordRole::Kind).end_of(&words).is_some());
        (kind && self.view.lexicon.cues.scan(&words).all(|cue| cue.kind == CueKind::Noun)).then_some(words)
    }

    /// The names of a list of `n` that the clause before opens with: 甲、乙、丙等产业加快转型,|分别实现产值….
    pub(super) fn listed_before(&self, metric: &str, n: usize, clause: Span) -> Option<Vec<String>> {
        let view = self.view;
        let elliptic = view.words(WordRole::Elliptic).contains(metric);
        if n < 2 || !elliptic && !view.words(WordRole::BareMetric).contains(metric) {
            return None;
        }
        let span = view.clause_before(clause.start)?;
        let before = view.slice(span);
        if elliptic {
            // 清理规范节庆、论坛、展会,|数量分别压减….
            let start = phrase::trim_start(view, span, &mut Phrase::default()).min(span.end);
            let start = behind_verbs(view, Span::new(start, span.end))?;
            let list = &view.text[start..span.end];
            let names: Vec<String> =
                list.split('、').map(|name| format!("{}{metric}", phrase::clean(name))).collect();
            return (names.len() == n).then_some(names);
        }
        let (list, rest) = before.split_once('等')?;
        let kind = view.words(WordRole::Kind).first_in(rest).filter(|kind| kind.start <= 12)?;
        let kind = kind.of(rest);
        let names: Vec<String> =
            list.split('、').map(|name| format!("{}{kind}{metric}", phrase::clean(name))).collect();
        (names.len() == n).then_some(names)
    }

    /// The owner that the last figure of the sentence before ; names: 规上工业企业营业收入121亿元;|实现利润总额8.9亿元.
    fn owner_of_earlier(&self, name: &str) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let last = self.earlier.as_ref()?;
        let metric = words[WordRole::BareMetric].end_of(&last.indicator)?;
        let owner = &last.indicator[..last.indicator.len() - metric.len()];
        // 农业增加值12亿元;|利润总额: a sector alone owns nothing.
        let fits = (3..=MAX_OWNER).contains(&owner.chars().count());
        // “甲”成为公用品牌,综合产值94亿元;|品牌价值61亿元.
        let brand = words[WordRole::BrandMetric].contains(name);
        (fits && (brand || words[WordRole::Owner].end_of(owner).is_some())).then(|| owner.to_owned())
    }

    /// `last`, or those that it is a part of where the next clause goes on: 项目62个,其中10亿元以上6个,|完成投资168亿元.
    pub(super) fn whole_of<'n>(&'n self, last: &'n Named, clause: Span) -> &'n Named {
        let from_last = self.memory.iter().rev().skip_while(|named| !std::ptr::eq(*named, last));
        let whole = from_last.into_iter().find(|named| !named.part);
        whole.filter(|_| last.part && last.clause != clause.start).unwrap_or(last)
    }

    /// The owner that the figure before names, in this clause or the one before.
    fn owner_before(&self, name: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let last = match self.memory.last() {
            Some(last) => last,
            None => return self.owner_of_earlier(name),
        };
        if last.clause != clause.start && !self.follows(last, clause) {
            return None;
        }
        let last = self.whole_of(last, clause);
        // 培育产业集群…,新增规上企业21个,|实现营收450亿元: not the new ones'.
        let new = last.added && last.class == UnitClass::Count && words[WordRole::FirmMetric].contains(name);
        if new && let Some(topic) = self.kind_before(name, clause).or_else(|| self.spoken_of_before(name)) {
            return Some(topic);
        }
        if let Some(whole) = &last.owner {
            // 总产值5亿元,占全部工业的60%,利税1亿元: of what the share is of.
            let metric = words[WordRole::BareMetric].end_of(whole)?;
            return Some(whole[..whole.len() - metric.len()].to_owned())
                .filter(|owner| owner.chars().nth(1).is_some());
        }
        if name.starts_with("税收") && self.view.lexicon.indicators.is_known(&last.indicator) {
            // 工业总产值420亿元,税收28亿元: not industry's.
            return None;
        }
        let plain = self.unqualified(&last.indicator);
        let alike =
            |named: &&Named| named.clause == last.clause && self.unqualified(&named.indicator) == plain;
        if plain.len() < last.indicator.len() && self.memory.iter().filter(alike).nth(1).is_some() {
            // 百亿元产业集群3个、50亿元以上2个,年营业收入增长5%.
            return words[WordRole::Owner].end_of(plain).is_some().then(|| plain.to_owned());
        }
        if let Some(party) = words[WordRole::Party].end_of(&last.indicator) {
            // 陶瓷电商经营主体300家,交易额突破90亿元.
            let owner = &last.indicator[..last.indicator.len() - party.len()];
            return owner.chars().nth(2).is_some().then(|| owner.to_owned());
        }
        // 发展烤烟8600亩,产值2900万元.
        let crop = self.without_verb(&last.indicator);
        let raising = words[WordRole::Raising].start_of(crop).map_or(0, str::len);
        let crop = &crop[raising..];
        let sown = self.view.lexicon.units.dimension(&last.unit) == "area" && name.ends_with("产值");
        let led = |at: usize| words[WordRole::Raising].ends(&self.view.text[..at]);
        let raised = self.view.text.find(&last.indicator).is_some_and(led);
        if sown && (raised || crop.len() < last.indicator.len()) && crop.chars().count() <= MAX_SITE {
            return Some(crop.to_owned());
        }
        // 食用菌总量4亿袋,产值7亿元; 林果面积110万亩,产值12亿元.
        let grown = name.ends_with("产值") && matches!(last.class, UnitClass::Count | UnitClass::Measure);
        let amount = [WordRole::YieldArea, WordRole::Total].map(|role| words[role].end_of(&last.indicator));
        let amount = amount.into_iter().flatten().next().filter(|_| grown);
        if let Some(metric) = words[WordRole::BareMetric].end_of(&last.indicator).or(amount) {
            // 陶瓷电商销售量2亿件、交易额90亿元.
            let owner = phrase::clean(&last.indicator[..last.indicator.len() - metric.len()]);
            let scope = words[WordRole::Scope].end_of(&owner).map_or(0, str::len);
            let owner = &owner[..owner.len() - scope];
            let owner = if amount.is_some() { owner.trim_end_matches('总') } else { owner };
            // 煤炭产量1.2亿吨,发电量860亿度: a product makes no power.
            let power = name.ends_with("电量") && words[WordRole::Owner].end_of(owner).is_none();
            return (!power && (2..=MAX_OWNER).contains(&owner.chars().count())).then(|| owner.to_owned());
        }
        let ends = last.indicator.char_indices().map(|(at, c)| at + c.len_utf8());
        let owner = ends
            .filter(|end| words[WordRole::Owner].end_of(&last.indicator[..*end]).is_some())
            .rfind(|end| words[WordRole::OwnerPart].start_of(&last.indicator[*end..]).is_none())?;
        let owner = phrase::clean(&last.indicator[..owner]);
        (2..=MAX_OWNER).contains(&owner.chars().count()).then_some(owner)
    }

    /// `name`, a bare rate, behind what it is of: what the figure before counts (办结代表建议396件,|满意率), or what the
    /// clause before deals with (发展普惠托育机构,|覆盖率).
    pub(super) fn rate_of(&self, name: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let rate = words[WordRole::BareRate].end_of(name)?;
        let scope = &name[..name.len() - rate.len()];
        // 普惠托育机构|镇街|覆盖率.
        let manner = self.view.lexicon.cues.scan(scope).next().is_some_and(|cue| {
            cue.span.len() == scope.len() && matches!(cue.kind, CueKind::Adverb | CueKind::Verb)
        });
        // 办理行政审批5.6万件,|按时|办结率100%.
        if !scope.is_empty() && !manner && !words[WordRole::RateScope].contains(scope) {
            return None;
        }
        // 跑动次数减少65%,|群众满意率99%.
        let of_people = words[WordRole::Actor].start_of(rate).is_some();
        // 审批时限压缩至45天,|群众满意率99%.
        let changed = |last: &Named| last.change.is_some() || last.class == UnitClass::Duration;
        if (of_people || !scope.is_empty()) && self.memory.last().is_some_and(changed) {
            return None;
        }
        let near = |last: &&Named| last.clause == clause.start || self.follows(last, clause);
        let of_money = self.view.words(WordRole::MoneyRate).contains(rate);
        let counted = |named: &&Named| of_money || named.class != UnitClass::Money;
        // 项目48个,到位资金6亿元,|完工率96%.
        let last = self.memory.last().filter(near);
        let last = last.and_then(|last| self.memory.iter().rev().find(counted).or(Some(last)));
        // 实际到位资金7亿元,|资金到位率38%.
        let arrived = rate.ends_with("到位率") && last.is_some_and(|last| last.indicator.contains("到位"));
        if arrived {
            return None;
        }
        let owner = match last {
            // 受理率100%,|满意率98%: of what both are.
            Some(Named { owner: Some(whole), .. }) => self.counted_in(whole, rate),
            Some(last) if last.clause == clause.start => self.counted_in(&last.indicator, rate),
            Some(last) if last.part => self.counted_in(&self.whole_of(last, clause).indicator, rate),
            Some(last) => self.all_of(last, rate),
            None => self.rated_before(clause, 4)?,
        };
        // 优良天数312天,|优良率86%; 交付|保交楼住房6800套,|交付率98%.
        let stem = rate.trim_end_matches('率');
        let owner = match owner.strip_prefix(stem).filter(|_| stem.chars().nth(1).is_some()) {
            Some(rest) if rest.chars().nth(2).is_none() => return None,
            Some(rest) => rest.to_owned(),
            None => owner,
        };
        // 现场|签约项目46个,|签约项目开工率62%.
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        let again = ends.filter(|end| owner.ends_with(&name[..*end])).last().unwrap_or_default();
        (2..=MAX_RATED).contains(&owner.chars().count()).then(|| format!("{owner}{}", &name[again..]))
    }

    /// Those that the clause of `last` counts in one unit: 办理代表建议107件、委员提案374件,|满意率.
    fn all_of(&self, last: &Named, rate: &str) -> String {
        let alike = |named: &&Named| named.clause == last.clause && named.unit == last.unit;
        let counted = self.memory.iter().filter(alike).map(|named| self.counted_in(&named.indicator, rate));
        let mut counted: Vec<String> = counted.collect();
        // 项目102项,已开工89项,|开工率: of the same ones.
        counted.dedup();
        let names: Vec<&str> = counted.iter().map(String::as_str).collect();
        if let Some(one) = self.one_in_states(&names) {
            return one.to_owned();
        }
        let all = counted.join("、");
        if all.chars().count() <= MAX_RATED { all } else { self.counted_in(&last.indicator, rate) }
    }

    /// What `indicator` is of, without its own verb and metric: 基本医疗保险|参保人数 for 参保率.
    fn counted_in(&self, indicator: &str, rate: &str) -> String {
        let words = &self.view.lexicon.measure_words;
        let indicators = &self.view.lexicon.indicators;
        let owner = self.without_verb(indicator);
        // 重点|项目开工率50%,上半年|开工率80%.
        let rated = owner.ends_with(rate).then_some(rate).or_else(|| words[WordRole::BareRate].end_of(owner));
        // 签约项目|开工率60%,资金到位率50%.
        let rated = rated.map(|rated| {
            let thing = words[WordRole::Thing].start_of(rated).filter(|_| rated != rate);
            &rated[thing.map_or(0, str::len)..]
        });
        let head = rated.or_else(|| indicators.head_of(owner).filter(|head| indicators.is_metric(head)));
        // 评审预算|金额12亿元,核减率; 到位|资金11亿元,支付率: of the money.
        let of_money = words[WordRole::MoneyRate].contains(rate);
        let whole = |head: &&str| of_money && (head.chars().nth(1).is_none() || owner.ends_with("到位资金"));
        let owner = match head.filter(|head| rated.is_some() || !whole(head)) {
            Some(head) => &owner[..owner.len() - head.len()],
            None => owner,
        };
        // 合作医疗|参合农民 for 参合率, 空气质量|优良天数 for 优良率.
        let stem = rate.trim_end_matches('率');
        let told = owner.rfind(stem).filter(|at| *at > 0 && stem.chars().nth(1).is_some());
        let told = told.filter(|at| owner[at + stem.len()..].chars().count() <= MAX_RATED_KIND);
        let owner = told.map_or(owner, |at| &owner[..at]).trim_end_matches(stem).trim_end_matches("完成");
        let owner = self.without_done(owner);
        // 蔬菜|总产量.
        let owner = owner.strip_suffix('总').filter(|owner| owner.chars().nth(1).is_some()).unwrap_or(owner);
        // 保交楼项目房|顺利交付.
        let manner = words[WordRole::OutcomeLead].end_of(owner).filter(|manner| manner.len() < owner.len());
        manner.map_or(owner, |manner| &owner[..owner.len() - manner.len()]).to_owned()
    }

    /// `metric`, an amount put into the noun behind the figure, or a size of it: 总投资|44亿元的29个|储能项目, 总规模|90亿元的|
    /// 产业基金, 全长|42公里的|绕城高速.
    pub(super) fn invested(&self, metric: &str, figure: &Quantity, clause: Span) -> Option<String> {
        let view = self.view;
        let metric = if metric == "投资" { "总投资" } else { metric };
        let sizes = view.words(WordRole::Described);
        let size = sizes.end_of(metric).filter(|size| {
            // 推进|全长68公里的城际铁路.
            let lead = &metric[..metric.len() - size.len()];
            lead.is_empty()
                || view.lexicon.cues.scan(lead).last().is_some_and(|cue| cue.span.len() == lead.len())
        });
        let metric = match size {
            Some(size) => size,
            None if view.words(WordRole::Invested).contains(metric) => metric,
            None => return None,
        };
        let rest = &view.text[figure.outer.end..clause.end.max(figure.outer.end)];
        // 投资28亿元、|全长42公里的|绕城高速: both are of the noun behind the last.
        let further = |rest: &'_ str| {
            let rest = rest.strip_prefix('、')?;
            let size = sizes.start_of(rest).or_else(|| view.words(WordRole::Invested).start_of(rest))?;
            let start = clause.end - rest.len() + size.len();
            let next =
                view.figures.iter().find(|next| next.span.start >= start && next.outer.start <= start + 3)?;
            view.text.get(next.outer.end..clause.end)
        };
        let rest = further(rest).unwrap_or(rest).strip_prefix('的')?;
        let from = clause.end - rest.len();
        let counted = view.figures.iter().find(|next| next.outer.start == from).map(|next| next.outer.end);
        let next =
            view.figures.iter().map(|next| next.outer.start).find(|start| *start > counted.unwrap_or(from));
        let bound = next.map_or(clause.end, |next| next.min(clause.end));
        let noun = noun::behind(view, Span::new(counted.unwrap_or(from), bound)).0;
        // 投资50亿元的甲园、投资80亿元的乙园 are two; 甲、乙项目 is one.
        let listed = view.text[noun.end..].strip_prefix(['、', '和']).is_some_and(|rest| {
            view.words(WordRole::Invested).start_of(rest).is_none() && !rest.starts_with("投资")
        });
        let words = phrase::clean(view.slice(noun).split('等').next().unwrap_or_default());
        // 甲校|和投资2亿元的乙校.
        let next = [words.find("和投资"), words.find("和总投资"), words.find("和计划投资")];
        let words = &words[..next.into_iter().flatten().next().unwrap_or(words.len())];
        let counted = view.words(WordRole::Counted).first_in(words).map_or(words.len(), |head| head.end);
        let words = &words[..counted];
        let state = view.words(WordRole::State).end_of(words).map_or(0, str::len);
        let words = &words[..words.len() - state];
        // 投资30亿元的甲科技园|落户.
        // 总投资18亿元的甲高速公路|开工建设.
        let mut words = words;
        while let Some(done) = view.lexicon.cues.scan(words).last()
            && done.span.end == words.len()
            && matches!(done.kind, CueKind::Do | CueKind::Add | CueKind::Achieve)
        {
            words = &words[..done.span.start];
        }
        let fits = !listed && (3..=MAX_OWNER).contains(&words.chars().count());
        fits.then(|| format!("{words}{metric}"))
    }

    /// The word before a figure that its unit, one character, ends: 班列 for 列.
    pub(super) fn thing_in_unit(&self, figure: &Quantity) -> Option<&str> {
        if figure.class == UnitClass::Person {
            // 发放残疾人补贴386万元,惠及2100余人: people are no thing.
            return None;
        }
        let text = &self.view.text[..figure.outer.start];
        let mut unit = figure.unit.chars();
        let (unit, None) = (unit.next()?, unit.next()) else { return None };
        let before = &text[..text.rfind(unit)?];
        // 经营主体1.9万|户,注销8600户 repeats the unit.
        let thing = |c: char| c.is_alphabetic() && !"十百千万亿".contains(c);
        let start = before.char_indices().next_back().filter(|(_, c)| thing(*c))?.0;
        Some(&text[start..before.len() + unit.len_utf8()])
    }

    /// `name`, a number of people or a loss, behind what it is from: 生产安全事故|起数、死亡人数.
    pub(super) fn toll_of(&self, name: &str) -> Option<String> {
        let before = self.memory.iter().rev().take(MAX_TOLLS);
        before.filter_map(|named| names::toll(&named.indicator, name, self.view.lexicon)).next()
    }

    /// `name`, a bare thing behind the figure, with what stands before it: 河道治理等|15项|工程, 科学城第二轮|82个|项目.
    pub(super) fn with_example(&self, name: String, before: &str, long: bool) -> String {
        let view = self.view;
        if !view.is_thing(&name) && name.chars().nth(2).is_some() {
            // 黄浦江|45公里|岸线: where it lies.
            let place = long && (2..=MAX_SITE).contains(&before.chars().count());
            let plain =
                before.chars().all(char::is_alphabetic) && view.lexicon.cues.scan(before).next().is_none();
            return if place && plain { format!("{before}{name}") } else { name };
        }
        let before = phrase::clean(before);
        let listed = before.strip_suffix('等');
        let first = listed.unwrap_or(&before).split('、').next().unwrap_or_default();
        let fits = (2..=MAX_OWNER).contains(&first.chars().count()) && !name.starts_with(first);
        match listed {
            Some(_) if fits => format!("{first}等{name}"),
            None if fits && !before.contains('、') && view.lexicon.cues.scan(first).next().is_none() => {
                format!("{first}{name}")
            }
            _ => name,
        }
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

/// Most characters of the short name of a place's investor: 市高新投.
const MAX_INVESTOR: usize = 5;

/// Where the short name of a company that invests for its place ends: 市甲投|大力发展….
fn end_of_investor(text: &str) -> Option<usize> {
    let of_place = text.starts_with(['省', '市', '州', '县', '区', '国']);
    let (at, _) = text.char_indices().take(MAX_INVESTOR).find(|(_, c)| *c == '投').filter(|_| of_place)?;
    let end = at + '投'.len_utf8();
    let word = text[end..].starts_with(['资', '入', '产', '用', '放', '运', '标']);
    (!word && text[..at].chars().nth(1).is_some()).then_some(end)
}
