//! What a figure takes from those before it: names for 增长6.8%, 人均达21.6万元, 占比重52%, the verb of 新增A家、B家.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{FURTHER_GOAL, Found, Named, Namer};
use super::names;
use super::phrase::{self, Phrase};
use super::time;
use super::topic;
use super::words::short;
use crate::source::Span;

/// Most characters of the names of a list that share what is said of all.
const MAX_LISTED: usize = 24;

/// Most figures back that one in the same unit goes on about.
const MAX_BACK: usize = 4;

/// Most characters of a limit that is of what was told before: 省核定的限额.
const MAX_LIMIT: usize = 8;

/// Most characters of the qualifier that a name begins with.
const MAX_QUALIFIER: usize = 12;

impl Namer<'_, '_> {
    /// Completes an elliptic name: 人均, 占比, 占…比重, 总投资, 其中超50亿元.
    pub(super) fn completed(&self, name: String, phrase: &Phrase, figure: &Quantity, clause: Span) -> String {
        let words = &self.view.lexicon.measure_words;
        let last = self.memory.last();
        let before = last.map(|last| self.whole_of(last, clause).indicator.as_str());
        if let Some(share) = phrase.share {
            // 增加值12亿元,完成计划的98%,|占全县的38%: of what the plan was for.
            let planned = last.filter(|last| last.indicator.ends_with("完成率"));
            let owner = planned.and_then(|last| last.owner.as_deref());
            return self.share(share, owner.or(before), phrase, clause);
        }
        if let Some(side) = self.counterpart(&name).or_else(|| self.of_dwellers(&name)) {
            return side;
        }
        if let Some(whole) = self.metric_alike(&name, phrase, figure, clause) {
            return whole;
        }
        let Some(before) = before else {
            // 经营主体稳步壮大。|总量达86万户.
            let total = words[WordRole::Total].contains(&name);
            return total.then(|| self.brief_before()).flatten().unwrap_or(name);
        };
        if let Some(share) = self.share_in(&name, before, phrase, figure) {
            return share;
        }
        if let Some(whole) = self.of_before(&name, before, figure) {
            return whole;
        }
        let is = |role: WordRole| words[role].contains(&name);
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person);
        if is(WordRole::Average) {
            // 茶园6800亩,|户均1.2亩.
            let per = if name == "均" { "人均" } else { &name };
            // 18个村集体经济收入突破50万元,|村均42万元.
            let limit = before.find("突破").or_else(|| before.find('超')).filter(|at| *at > 0);
            let of_counted =
                figure.class == UnitClass::Money && last.is_some_and(|last| last.class == UnitClass::Count);
            let before = limit.filter(|_| of_counted).map_or(before, |at| &before[..at]);
            format!("{per}{before}")
        } else if is(WordRole::Daily) && phrase.added {
            // 新登记市场主体2.3万户,|日均新增63户.
            format!("{name}新增{}", self.of_all(before))
        } else if is(WordRole::Aspect) && (self.continues(phrase) || self.invests(&name, phrase)) {
            let all = self.memory.last().and_then(|last| self.all_listed(last, clause));
            let all = all.or_else(|| self.all_in_row());
            // 重点项目142个,…,力争开工率达70%、|完成投资55亿元.
            let rated = last.is_some_and(|last| last.class == UnitClass::Percent && last.change.is_none());
            let counted = |named: &&Named| named.class == UnitClass::Count && !named.part;
            let counted = self.memory.iter().rev().take(MAX_BACK).find(counted).filter(|_| rated);
            let before = counted.map_or(before, |counted| counted.indicator.as_str());
            // 项目30个,总投资9亿元,|年度计划投资2亿元.
            // 中央财政资金12.3亿元,|占比45.9%: of the money itself.
            let part = words[WordRole::Aspect].end_of(before).filter(|_| figure.class != UnitClass::Percent);
            let part = part.map_or(0, str::len);
            let whole = &before[..before.len() - part];
            let before = if whole.chars().nth(1).is_some() { whole } else { before };
            let before = self.without_party(before);
            let before =
                if self.continues(phrase) { self.without_done(before) } else { self.plain_thing(before) };
            format!("{}{name}", all.as_deref().unwrap_or(before).trim_end_matches('数'))
        } else if is(WordRole::Change) {
            format!("{before}{name}")
        } else if is(WordRole::Total) {
            // 新登记经营主体增长12%,|总量113万户; 注销经营主体8600户,|存量12万户.
            self.without_verb(self.of_all(before)).to_owned()
        } else if is(WordRole::State) || phrase.among && is(WordRole::Part) {
            let whole = if name.ends_with('级') { self.unranked(before) } else { before };
            let whole = if is(WordRole::State) { self.plain_thing(whole) } else { whole };
            format!("{name}{whole}")
        } else if (phrase.among || self.is_parallel(&name, clause))
            && let Some(part) = self.part_of(&name, before, phrase, figure)
        {
            part
        } else if let Some(alike) = self.alike_amount(&name, phrase, figure, clause) {
            alike
        } else if counted && self.is_qualifier(&name) {
            // 超50亿元, 省级, 国家级以上 want the noun of before.
            // 签约项目5个,总投资14.2亿元,其中|10亿元以上1个.
            let things = self.memory.iter().rev().take(2).find(|named| named.class == figure.class);
            let before = things.map_or(before, |named| named.indicator.as_str());
            let graded = name.trim_end_matches("以上").ends_with('级');
            let whole = if graded { self.unranked(before) } else { before };
            // 国家级小巨人企业10家、|省级50家: of the same kind.
            let same = graded && whole.len() < before.len();
            let thing = words[WordRole::Thing].end_of(before).filter(|_| !same);
            format!("{name}{}", thing.unwrap_or(self.unqualified(whole)))
        } else {
            name
        }
    }

    /// `before` without those who work there, or what was counted before money that arrived: 个体经济|从业人员,
    /// 援建项目86个,|到位援建.
    fn without_party<'n>(&'n self, before: &'n str) -> &'n str {
        let words = &self.view.lexicon.measure_words;
        if words[WordRole::Arrived].start_of(before).is_some() {
            let counted = |named: &&Named| named.class == UnitClass::Count && !named.part;
            let counted = self.memory.iter().rev().take(MAX_BACK).find(counted);
            return counted.map_or(before, |counted| &counted.indicator);
        }
        let member = words[WordRole::Member].end_of(before).map_or(0, str::len);
        let owner = &before[..before.len() - member];
        if owner.chars().nth(2).is_some() { owner } else { before }
    }

    /// Whether `name`, the year's investment that is achieved, goes into the projects counted before: 安排重大项目260个,完成|年度投资700亿元.
    fn invests(&self, name: &str, phrase: &Phrase) -> bool {
        let last = self.memory.last().filter(|last| last.class == UnitClass::Count);
        let projects = last.is_some_and(|last| {
            self.view.words(WordRole::Work).ends(&last.indicator) || last.indicator.ends_with("项目")
        });
        // 出让采矿权7宗,实现|价款收益4亿元.
        let yields = name.ends_with("收益") && last.is_some();
        (name.ends_with("投资") && projects || yields) && phrase.achiever.is_none() && !phrase.added
    }

    /// `name`, a part's share, of the whole told before: 新增装机2000万千瓦,其中|绿色能源占比60%.
    fn share_in(&self, name: &str, before: &str, phrase: &Phrase, figure: &Quantity) -> Option<String> {
        let last = self.memory.last()?;
        if let Some(whole) = self.same_whole(name, phrase, figure) {
            return Some(whole);
        }
        let told = phrase.among && figure.class == UnitClass::Percent && phrase.change.is_none();
        let amount = !matches!(last.class, UnitClass::Percent | UnitClass::Points | UnitClass::Rank);
        let part = ["占比", "比重", "比例"].iter().find_map(|share| name.strip_suffix(share))?;
        // 集体经济收入达到10万元以上,其中|30万元以上村占比42%: of the villages.
        let of_money = last.class == UnitClass::Money && part.ends_with(['村', '户']);
        let told = told && !of_money;
        let new = if last.added && !before.starts_with('新') { "新增" } else { "" };
        (told && amount && part.chars().nth(1).is_some() && !part.contains('占'))
            .then(|| format!("{part}占{new}{before}比重"))
    }

    /// `name`, another part's share of the whole that the clause before left out: 使用外资2亿美元,其中制造业占比38%,|服务业占比41%.
    fn same_whole(&self, name: &str, phrase: &Phrase, figure: &Quantity) -> Option<String> {
        let last = self.memory.last().filter(|last| last.class == UnitClass::Percent && !phrase.among)?;
        let part = name.strip_suffix("占比").filter(|part| part.chars().nth(1).is_some())?;
        let told = self.view.slice(self.view.clause(last.clause));
        let (_, whole) = last.indicator.split_once('占').filter(|_| told.starts_with("其中"))?;
        let plain = figure.class == UnitClass::Percent && phrase.change.is_none() && !part.contains('占');
        (plain && told.contains("占比") && whole != "比").then(|| format!("{part}占{whole}"))
    }

    /// A share by what it is of and the whole: 规上工业增加值|占全省比重.
    fn share(&self, at: usize, before: Option<&str>, phrase: &Phrase, clause: Span) -> String {
        let words = &self.view.lexicon.measure_words;
        let owner = phrase::clean(self.view.slice(Span::new(phrase.span.start, at)));
        // 约占全市三分之一, 年均占支出总额的73%.
        let owner = owner.trim_end_matches(['约', '仅', '只']).trim_end_matches("年均");
        let base = phrase::clean(&self.view.text[at..phrase.span.end]);
        let base = base.trim_start_matches('约').replacen("占到", "占", 1).replacen("占了", "占", 1);
        let base = base.trim_end_matches('的');
        // 占总人口比重(城镇化率).
        let base =
            base.strip_suffix(')').and_then(|inner| inner.split_once('(')).map_or(base, |(base, _)| base);
        // 占预算的107%: how much of it was completed.
        let plan = base.strip_prefix('占').and_then(|plan| {
            let told = words[WordRole::Budget].contains(plan) || words[WordRole::Plan].contains(plan);
            told.then_some(if plan.contains("预算") { "预算完成率" } else { "计划完成率" })
        });
        let whole = plan.is_some() || words[WordRole::ShareEnd].end_of(base).is_some();
        let base = plan.unwrap_or(base);
        let base = if whole { base.to_owned() } else { format!("{base}比重") };
        // 茶园面积8万亩,|产量占全市三成.
        let crop = before.and_then(|area| area.strip_suffix(words[WordRole::YieldArea].end_of(area)?));
        let owner = match before {
            Some(_) if words[WordRole::Yield].contains(owner) && crop.is_some() => {
                format!("{}{owner}", crop.unwrap_or_default())
            }
            _ if !self.view.is_empty_word(owner) => owner.to_owned(),
            Some(before) => before.to_owned(),
            // 加大科技创新投入,|占财政支出比重….
            None => self.object_before(clause).unwrap_or_default(),
        };
        format!("{owner}{}", if base == "占比重" { "占比" } else { &base })
    }

    /// `name` as one of `before`: its harvest, a prize of its kind, its part of another whole, what it is beyond a plan.
    fn of_before(&self, name: &str, before: &str, figure: &Quantity) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let drives = name.starts_with("拉动") && figure.class == UnitClass::Points;
        if name.starts_with('对') && name.ends_with("贡献率") || drives {
            // 工业增加值168亿元,占GDP的38%,|对经济增长的贡献率达到56%,|拉动经济增长4.1个百分点.
            let last = self.memory.last().filter(|last| last.change.is_none());
            let owner = last.and_then(|last| last.owner.as_deref()).unwrap_or(before);
            // 第三产业|对经济增长的贡献率59%,|拉动经济增长4个百分点.
            let rated = owner.split_once('对').filter(|(_, rate)| rate.ends_with("贡献率"));
            let owner = rated.map_or(owner, |(owner, _)| owner);
            // 旅游业增加值|拉动经济增长3个百分点,|对经济增长的贡献率41%.
            let owner = owner.split_once("拉动").map_or(owner, |(owner, _)| owner);
            // 服务业增加值占比50.6%,|对经济增长的贡献率61%.
            let owner = owner.strip_suffix("占比").or_else(|| owner.strip_suffix("比重")).unwrap_or(owner);
            let owner = owner.split('占').next().filter(|part| !part.is_empty()).unwrap_or(owner);
            return Some(format!("{owner}{name}{}", if drives { "增长" } else { "" }));
        }
        if let Some(herd) =
            words[WordRole::Herd].end_of(before).filter(|_| words[WordRole::Herd].contains(name))
        {
            // 牛存栏8.6万头、|出栏3.2万头.
            return Some(format!("{}{name}", &before[..before.len() - herd.len()]));
        }
        if words[WordRole::Cap].ends(name)
            && name.chars().count() <= MAX_LIMIT
            && let Some(owed) = before.strip_suffix("余额")
        {
            // 政府债务余额73亿元,控制在省核定的|限额79亿元以内.
            return Some(format!("{owed}{}", words[WordRole::Cap].end_of(name)?));
        }
        if let Some(cap) = words[WordRole::Cap].end_of(before).filter(|_| name == "余额") {
            // 政府债务限额68亿元,年末|余额64亿元.
            return Some(format!("{}{name}", &before[..before.len() - cap.len()]));
        }
        if words[WordRole::Arrived].contains(name)
            && figure.class == UnitClass::Money
            && let Some(funds) = words[WordRole::Inflow].end_of(before)
        {
            // 合同利用外资1850万美元,|实际到位1120万美元.
            return Some(format!("{name}{funds}"));
        }
        if let Some(owner) = before.strip_suffix("吞吐量").filter(|_| name == "集装箱") {
            // 港口货物吞吐量1.3亿吨、|集装箱71万标箱.
            let owner = owner.trim_end_matches("货物");
            return Some(format!("{owner}集装箱吞吐量"));
        }
        if name.ends_with("之比") && !name.contains('与') {
            // 农产品加工业总产值73亿元,与|农业总产值之比达2.3:1.
            return Some(format!("{before}与{name}"));
        }
        if let Some(partner) = name.strip_prefix('对').and_then(|with| with.strip_suffix("占比"))
            && let Some(trade) = self.memory.iter().rev().find_map(|named| self.traded(&named.indicator))
        {
            // 进出口总额860亿元,…,|对东盟占比达到31%.
            let told = self.traded(partner).is_some();
            return Some(if told { name.to_owned() } else { format!("对{partner}{trade}占比") });
        }
        if figure.class == UnitClass::Percent
            && words[WordRole::Scope].contains(name)
            && let Some((owner, _)) = before.split_once('占')
        {
            // 占全国的75%、|全世界的50%.
            return Some(format!("{owner}占{name}比重"));
        }
        if words[WordRole::Yield].contains(name) {
            // 粮食播种面积339万亩、产量127万吨; 种植福橙8600亩、产量1.1万吨.
            // 棉花面积9万亩、单产138公斤、|总产量1.2万吨.
            let area = words[WordRole::YieldArea]
                .end_of(before)
                .or_else(|| words[WordRole::Yield].end_of(before).filter(|other| *other != name))
                .map_or(before.len(), |area| before.len() - area.len());
            let grown = words[WordRole::Grow].start_of(&before[..area]).map(|verb| &before[verb.len()..area]);
            let crop = grown.unwrap_or_else(|| self.without_verb(&before[..area]));
            let fits = crop.len() < before.len() && !words[WordRole::Average].contains(crop);
            return fits.then(|| format!("{crop}{name}"));
        }
        if name.starts_with("用于")
            && let Some((payer, purpose)) = before.split_once("用于")
        {
            // 中央财政用于三农的支出1.6万亿元,其中|用于农村基础设施建设3000亿元.
            let kind = purpose.rfind('的').map_or("资金", |of| &purpose[of..]);
            return Some(format!("{payer}{name}{kind}"));
        }
        if let Some(size) = before.strip_suffix("工业企业").filter(|size| size.ends_with(['模', '上', '下']))
            && name.starts_with("工业")
            && self.view.lexicon.indicators.is_known(name)
        {
            // 规模以上工业企业463家,实现|工业总产值.
            return Some(format!("{size}{name}"));
        }
        // 实际投资300亿元,超年度任务60亿元.
        let planned = |plan| words[WordRole::Plan].is_in(plan) || words[WordRole::Budget].contains(plan);
        let beyond = name.strip_prefix('超').is_some_and(planned);
        self.prize_of(name, before).or_else(|| beyond.then(|| format!("{before}{name}")))
    }

    /// What is traded with others, in the name of how much it is: 进出口|总额.
    fn traded<'n>(&self, indicator: &'n str) -> Option<&'n str> {
        let trade = ["进出口", "出口", "进口"].into_iter().find(|trade| indicator.contains(trade))?;
        let at = indicator.find(trade)?;
        Some(&indicator[at..at + trade.len()])
    }

    /// Those that the clause before lists in one unit: 新增风电300万千瓦、光伏100万千瓦,|总投资….
    fn all_listed(&self, last: &Named, clause: Span) -> Option<String> {
        if last.clause == clause.start || last.part {
            return None;
        }
        let alike = |named: &&Named| named.clause == last.clause;
        let names = self.memory.iter().filter(alike).map(|named| self.without_verb(&named.indicator));
        let mut names: Vec<&str> = names.collect();
        names.dedup();
        // 引进亿元以上项目30个、10亿元以上项目3个,|到位资金100亿元.
        if let Some(own) = self.one_in_states(&names) {
            return Some(own.to_owned());
        }
        let plain = self.unqualified(names.last()?);
        if names.len() > 1 && names.iter().all(|name| self.unqualified(name) == plain) {
            return Some(plain.to_owned());
        }
        // 新签约项目30个、开工20个,|到位资金: all are projects.
        if let Some(thing) = names.iter().find(|name| self.view.is_thing(name)).filter(|_| names.len() > 1) {
            let one = names.iter().all(|name| name.ends_with(thing));
            return one.then(|| (*thing).to_owned());
        }
        let one_unit = self.memory.iter().filter(alike).all(|named| named.unit == last.unit);
        let all = names.join("、");
        (names.len() > 1 && one_unit && all.chars().count() <= MAX_LISTED).then_some(all)
    }

    /// What all `names` tell of, each in a state of its own: 新建|重点项目, 续建|重点项目.
    pub(super) fn one_in_states<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        let stateless = |name: &'n str| {
            let state = self.view.words(WordRole::State).start_of(name).map_or(0, str::len);
            &name[state..]
        };
        let own = stateless(names.last()?);
        let fits = names.len() > 1 && own.chars().nth(2).is_some();
        (fits && names.iter().all(|name| stateless(name) == own)).then_some(own)
    }

    /// What is told in several states, each in a clause of its own: 新开工项目60个,续建项目45个,建成投产38个,|完成投资….
    fn all_in_row(&self) -> Option<String> {
        let state = |named: &Named| self.view.words(WordRole::State).start_of(&named.indicator).map(str::len);
        let counts = |named: &Named| named.class == UnitClass::Count && state(named).is_some();
        let row = self.in_a_row(counts, |named, next| named.unit == next.unit);
        let plain = |named: &Named| named.indicator[state(named).unwrap_or_default()..].to_owned();
        let (last, others) = row.split_first().filter(|(_, others)| !others.is_empty())?;
        let thing = plain(last);
        (self.view.is_thing(&thing) && others.iter().all(|named| plain(named) == thing)).then_some(thing)
    }

    /// The metric of what `name` is, told before, of which a rate of change says more: 原煤、木材产量…,其中|原煤增长8%.
    pub(super) fn named_before(&self, name: &str, phrase: &Phrase, figure: &Quantity) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        if phrase.change.is_none() || figure.class != UnitClass::Percent || indicators.is_metric(name) {
            return None;
        }
        let metric = |named: &&Named| {
            let rest = named.indicator.strip_prefix(name).filter(|_| name.chars().nth(1).is_some());
            rest.is_some_and(|rest| self.view.words(WordRole::BareMetric).contains(rest))
        };
        self.memory.iter().rev().find(metric).map(|named| named.indicator.clone())
    }

    /// `name`, a prize by its grade alone, as one of the prizes before: 中国专利金奖1项、|银奖2项.
    fn prize_of(&self, name: &str, before: &str) -> Option<String> {
        let end = name.chars().next_back().filter(|end| matches!(end, '奖' | '牌'))?;
        let grades = self.view.words(WordRole::Grade);
        let grade = grades.contains(name.strip_suffix(end)?);
        let whole = before.strip_suffix(end)?;
        let kind = &whole[..whole.len() - grades.end_of(whole)?.len()];
        (grade && !kind.is_empty()).then(|| format!("{kind}{name}"))
    }

    /// Whether a name only says which of the things named before are counted: 超50亿元, 国家级. 退役军人 names others.
    pub(super) fn is_qualifier(&self, name: &str) -> bool {
        let Some(end) = self.view.words(WordRole::QualifierEnd).end_of(name) else { return false };
        let unit = self.view.lexicon.units.get(end).map(|unit| unit.class);
        let amount = matches!(unit, Some(UnitClass::Person | UnitClass::Money | UnitClass::Measure));
        !amount
            || name[..name.len() - end.len()]
                .ends_with(|c: char| c.is_ascii_digit() || "十百千万亿".contains(c))
    }

    /// Those of before without the verb that tells the new ones: 新登记|经营主体.
    pub(super) fn of_all<'n>(&self, before: &'n str) -> &'n str {
        let daily = self.view.words(WordRole::Daily).start_of(before).map_or(0, str::len);
        let before = &before[daily..];
        let first = self.view.lexicon.cues.scan(before).next();
        let new =
            first.filter(|cue| cue.span.start == 0 && cue.kind == CueKind::Add && before.starts_with('新'));
        let rest = new.map_or(before, |cue| &before[cue.span.end..]);
        if rest.chars().nth(1).is_some() { rest } else { before }
    }

    /// Those that some were added to: 新增规上企业7家,总数达78家.
    fn without_add<'n>(&self, last: &'n Named) -> &'n str {
        let first = self.view.lexicon.cues.scan(&last.indicator).next();
        let adding = first.filter(|cue| cue.span.start == 0 && cue.kind == CueKind::Add);
        let whole = adding.map_or(last.indicator.as_str(), |cue| &last.indicator[cue.span.end..]);
        if last.class == UnitClass::Count && whole.chars().nth(1).is_some() { whole } else { &last.indicator }
    }

    /// Without the rank that limits what is counted: 省级以上|龙头企业.
    fn unranked<'n>(&self, name: &'n str) -> &'n str {
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_QUALIFIER);
        let rank = |end: &usize| self.view.words(WordRole::RankEnd).ends(&name[..*end]);
        let rest = ends.filter(rank).last().map_or(name, |end| &name[end..]);
        if rest.chars().nth(1).is_some() { rest } else { name }
    }

    /// Without the amount that limits what is counted: 百亿元以上|产业集群.
    pub(super) fn unqualified<'n>(&self, name: &'n str) -> &'n str {
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_QUALIFIER);
        let words = self.view.words(WordRole::QualifierEnd);
        let amount = |text: &str| text.contains(|c: char| c.is_ascii_digit() || "十百千万亿".contains(c));
        let end = ends.filter(|end| words.end_of(&name[..*end]).is_some() && amount(&name[..*end])).last();
        end.map_or(name, |end| &name[end..])
    }

    /// What the verb of a name deals with: 各部门共清理|涉外规章.
    pub(super) fn object_of<'n>(&self, name: &'n str) -> &'n str {
        let rests =
            self.view.lexicon.cues.scan(name).filter(|cue| matches!(cue.kind, CueKind::Act | CueKind::Do));
        rests.map(|cue| &name[cue.span.end..]).find(|rest| rest.chars().nth(2).is_some()).unwrap_or(name)
    }

    /// Without the verb that a name begins with: 清理|涉外规章.
    pub(super) fn without_verb<'n>(&self, name: &'n str) -> &'n str {
        let first = self.view.lexicon.cues.scan(name).next().filter(|cue| cue.span.start == 0);
        let verb = first.filter(|cue| matches!(cue.kind, CueKind::Act | CueKind::Do | CueKind::Award));
        let rest = verb.map_or(name, |verb| &name[verb.span.end..]);
        if rest.chars().nth(1).is_some() { rest } else { name }
    }

    /// Without the verb or the state that a name begins with: 开工|项目, 新建|重点项目.
    pub(super) fn plain_thing<'n>(&self, name: &'n str) -> &'n str {
        let plain = self.without_verb(name);
        let state = self.view.words(WordRole::State).start_of(plain).map_or(0, str::len);
        let rest = &plain[state..];
        let plain = if rest.chars().nth(1).is_some() { rest } else { plain };
        // 还建房|开工32万平方米、竣工18万平方米.
        self.without_done(plain)
    }

    /// Without what was done to them, at the end: 合作项目|落地, 人才房|交付.
    pub(super) fn without_done<'n>(&self, name: &'n str) -> &'n str {
        let last = self.view.lexicon.cues.scan(name).last();
        let ends = |cue: &Cue| cue.span.end == name.len() && matches!(cue.kind, CueKind::Do | CueKind::Verb);
        let rest = last.filter(ends).map_or(name, |cue| &name[..cue.span.start]);
        if rest.chars().nth(1).is_some() { rest } else { name }
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
        let alike = |last: &&Named| last.class == figure.class;
        let last = self.memory.last().filter(alike);
        let last = last.filter(|last| self.follows(last, clause)).or_else(|| {
            // 优良天数326天,占全年的89%,|比上年增加12天.
            let share = self.memory.last().filter(|share| self.follows(share, clause))?;
            let whole = share.owner.as_ref()?;
            self.memory.iter().rev().take(2).filter(alike).find(|last| last.indicator == *whole)
        });
        let last = last.filter(|_| phrase.change.is_some() || phrase.added);
        if let Some(last) = last.filter(|_| matches!(figure.class, UnitClass::Duration | UnitClass::Age)) {
            // 重污染天数4天,同比减少3天; 预期寿命79.6岁,比上年提高0.4岁.
            let names = vec![last.indicator.clone()];
            return Some(Found { names, at, added: phrase.added, rule: "measure.carried" });
        }
        if figure.class == UnitClass::Duration {
            let words = phrase::clean(self.view.slice(verb));
            let idle = self.view.words(WordRole::TimeVerb).start_of(&words).map_or(0, str::len);
            return (short(&words) && !words.is_empty()).then(|| Found {
                names: vec![format!("{}用时", &words[idle..])],
                at,
                added: false,
                rule: "measure.time-spent",
            });
        }
        if let Some(found) = self.adjacent(figure).or_else(|| self.part_of_whole(figure, phrase, clause)) {
            return Some(found);
        }
        let reached = phrase.reached || figure.outer.start < figure.span.start;
        let told = reached
            || self.is_timed(clause, figure)
            || phrase.change.is_some()
            || matches!(figure.class, UnitClass::Points | UnitClass::Times)
            || phrase.respectively;
        let topic = || {
            let own = Span::new(clause.start, phrase.span.start.max(clause.start));
            let silent = !self.view.figures.iter().any(|before| own.contains(before.span));
            let names =
                (told && silent).then(|| topic::topic(self.view, clause, phrase.span.start, n)).flatten()?;
            Some(Found { names, at, added: phrase.added, rule: "measure.topic" })
        };
        // A clause without a figure right before this one speaks of something new.
        let near =
            self.memory.last().is_some_and(|last| last.clause == clause.start || self.follows(last, clause));
        let nearer = if near { None } else { topic() };
        let found = nearer.or_else(|| self.remembered(n, phrase, figure, clause, told)).or_else(topic);
        found.or_else(|| self.grown_further(phrase, figure, clause))
    }

    /// The rate of another time of what the sentence before ; told the rate of: 1-11月,工业增加值增长9.8%;|全年预计增长10%.
    fn grown_further(&self, phrase: &Phrase, figure: &Quantity, clause: Span) -> Option<Found> {
        let last = self.earlier.as_ref().filter(|last| last.change.is_some())?;
        let told = self.memory.is_empty() && clause.start == 0 && figure.class == UnitClass::Percent;
        (told && phrase.change.is_some() && phrase.share.is_none()).then(|| Found {
            names: vec![last.indicator.clone()],
            at: figure.span.start,
            added: false,
            rule: "measure.carried",
        })
    }

    /// Whether nothing but its time stands before a figure in its clause, in a list of times: 参保率:|2020年95%,2025年97%.
    fn is_timed(&self, clause: Span, figure: &Quantity) -> bool {
        let before = self.view.slice(Span::new(clause.start, figure.outer.start.max(clause.start)));
        let time = time::expression_at(before, self.view.lexicon);
        time == Some(before.len()) || before.is_empty() && self.view.text[..clause.start].ends_with(':')
    }

    /// An amount right behind a count is of the same thing: 东西部协作项目48个|1.7亿元.
    fn adjacent(&self, figure: &Quantity) -> Option<Found> {
        let last = self.memory.last()?;
        let figures = &self.view.figures;
        // 补偿医药费18.6万人次、|2950万元.
        let apart = self.view.slice(self.view.clause(figure.span.start)).contains("分别");
        let ends = !apart && !self.view.text[figure.outer.end..].starts_with(char::is_alphanumeric);
        let joins = |end: usize| {
            let between = self.view.text.get(end..figure.outer.start);
            let beside = between == Some("、") && (figure.class == UnitClass::Money || ends);
            between == Some("") || between == Some("/") || beside
        };
        let before = figures.iter().rfind(|before| joins(before.outer.end))?;
        // 储能并网210万千瓦/|420万千瓦时.
        let other = self.view.text[..figure.outer.start].ends_with('/') && before.unit != figure.unit;
        if before.class == figure.class && !other || last.class != before.class {
            return None;
        }
        let mut name = last.indicator.clone();
        if figure.class == UnitClass::Money && !self.view.lexicon.indicators.is_metric(&name) {
            name += "资金";
        } else if self.view.lexicon.units.dimension(&figure.unit) == "area" && !name.ends_with("面积") {
            // 建设牲畜暖棚1260座、|12.6万平方米.
            name += "面积";
        }
        // 新增通乡油路12条|436公里.
        let added = last.added && figure.class == UnitClass::Measure;
        Some(Found { names: vec![name], at: figure.span.start, added, rule: "measure.adjacent" })
    }

    /// A part of a greater whole is a share: 新增就业30万人、|稳定在全国1/10以上.
    fn part_of_whole(&self, figure: &Quantity, phrase: &Phrase, clause: Span) -> Option<Found> {
        let last =
            self.memory.last().filter(|last| last.clause == clause.start || self.follows(last, clause))?;
        let said = figure.span.of(self.view.text);
        let scope = self.view.words(WordRole::Scope).end_of(&self.view.text[..figure.outer.start])?;
        let part = figure.class == UnitClass::Percent && (said.contains('/') || said.contains("分之"));
        (part && phrase.change.is_none()).then(|| Found {
            names: vec![format!("{}占{scope}比重", last.indicator)],
            at: figure.span.start,
            added: false,
            rule: "measure.carried",
        })
    }

    /// Names of the figures before, where this one only says more of them.
    fn remembered(
        &self,
        n: usize,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
        told: bool,
    ) -> Option<Found> {
        let at = figure.span.start;
        let mut last = self.memory.last()?;
        // 列入重大项目35项,总投资208亿元,|已竣工21项.
        let alike = |named: &&Named| named.is_in_unit_of(figure) && named.class == figure.class;
        let other =
            figure.class == UnitClass::Count && last.class == UnitClass::Money && phrase.verb.is_some();
        let again = self.memory.iter().rev().take(MAX_BACK).find(alike).filter(|_| other);
        last = again.unwrap_or(last);
        let counted = matches!(
            figure.class,
            UnitClass::Count | UnitClass::Person | UnitClass::Measure | UnitClass::Money
        );
        if n == 1 && last.is_in_unit_of(figure) && last.change.is_none() && self.is_goal(figure, clause) {
            let names = vec![last.indicator.clone()];
            return Some(Found { names, at, added: last.added, rule: FURTHER_GOAL });
        }
        // 预算收入12.6亿元,为预算的103%,|同比增收1.1亿元: of what the share is of.
        let owner = last.owner.as_ref().filter(|owner| {
            self.memory.iter().any(|named| named.indicator == **owner && named.is_in_unit_of(figure))
        });
        if let Some(owner) = owner.filter(|_| n == 1 && (phrase.added || phrase.change.is_some())) {
            let names = vec![owner.clone()];
            return Some(Found { names, at, added: phrase.added, rule: "measure.verb-carried" });
        }
        // 预算收入增长22%,|确保1.85亿元: the amount that the rate leads to.
        if counted && n == 1 && last.change.is_some() && self.is_goal(figure, clause) {
            let names = vec![last.indicator.clone()];
            return Some(Found { names, at, added: false, rule: "measure.carried" });
        }
        if counted && n == 1 {
            let reached = phrase.reached || figure.outer.start < figure.span.start;
            // An amount with nothing but a verb is another of the same thing: 投用30万平方米.
            let verb = phrase.verb.map(|verb| phrase::clean(self.view.slice(verb)));
            let word = verb.filter(|word| !self.view.words(WordRole::PlainAdd).contains(word));
            let word = if phrase.added || told { word.unwrap_or_default() } else { word? };
            // 生产总值年均增长12%,到2010年达到15亿元: what a rate of change leads to.
            let led_to = reached && last.change.is_some() && figure.class != UnitClass::Person;
            let near = last.clause == clause.start
                || (self.follows(last, clause) || again.is_some()) && (last.class == figure.class || led_to);
            // 粮食产量568亿斤,创历史新高,比上年增产77亿斤.
            let changed = phrase.change.is_some() && last.is_in_unit_of(figure);
            if told && !near && !changed {
                return None;
            }
            let people = matches!(last.class, UnitClass::Person | UnitClass::Count);
            if told && figure.class == UnitClass::Money && people && last.clause == clause.start {
                // 救助20万人次、共计3亿元.
                let names = vec![format!("{}资金", last.indicator)];
                return Some(Found { names, at, added: phrase.added, rule: "measure.adjacent" });
            }
            // 人均收入2865元,增长11.6%,净增298元.
            let amount = |named: &Named| named.indicator == last.indicator && named.is_in_unit_of(figure);
            let risen = phrase.added && last.change.is_some() && self.memory.iter().any(amount);
            let fits = last.class == figure.class
                || reached && figure.class == UnitClass::Measure
                || led_to
                || risen;
            let whole = if told && !phrase.added { self.without_add(last) } else { &last.indicator };
            let whole = if word.is_empty() { whole } else { self.plain_thing(self.of_all(whole)) };
            return fits.then(|| Found {
                names: vec![format!("{word}{whole}")],
                at,
                added: phrase.added,
                rule: "measure.verb-carried",
            });
        }
        if n == 1
            && figure.class == UnitClass::Percent
            && last.change.is_some()
            && self.is_goal(figure, clause)
        {
            let names = vec![last.indicator.clone()];
            return Some(Found { names, at, added: false, rule: FURTHER_GOAL });
        }
        self.of_the_last(n, phrase, figure, clause, told)
    }

    /// The last `n` names told, of each of which a figure of a group says more.
    fn of_the_last(
        &self,
        n: usize,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
        told: bool,
    ) -> Option<Found> {
        let (at, last) = (figure.span.start, self.memory.last()?);
        // 增速比全国、全省分别快6.8个和2个百分点: of one thing, against two others.
        let before = self.view.slice(Span::new(clause.start, figure.outer.start.max(clause.start)));
        // 分别高于全区|0.1个、0.2个: two against one.
        let with = self.view.words(WordRole::Against).first_in(before);
        let compared = with.is_some_and(|with| before[with.end..].contains(['、', '和', '与', '及']));
        let against = n > 1 && figure.class == UnitClass::Points && compared;
        if against && told {
            let names = vec![last.indicator.clone()];
            return Some(Found { names, at, added: phrase.added, rule: "measure.carried" });
        }
        let mut names = self.last_names(n);
        if n == 1 && phrase.each && phrase.change.is_some() {
            // 城镇居民收入突破2万元,农民收入突破8000元,|均增长12%以上.
            let amount = |named: &Named| named.change.is_none() && named.class != UnitClass::Rank;
            let row = self.in_a_row(amount, |named, next| named.class == next.class);
            if row.len() > 1 {
                names = row.iter().rev().map(|named| named.indicator.clone()).collect();
            }
            return told.then_some(Found { names, at, added: phrase.added, rule: "measure.each" });
        }
        // 财政收入2860万元,占预算的104.6%,增长18.9%: a rate of change is one of the whole.
        if let (Some(owner), 1, true) =
            (&last.owner, n, phrase.change.is_some() && figure.class == UnitClass::Percent)
        {
            names = vec![owner.clone()];
        }
        if names.len() < n && phrase.respectively {
            names = names::split(&last.indicator, n, self.view.lexicon)?;
        }
        // 城镇、农村人均收入分别为1.4万元和8460元,|较上年净增|1720元、1085元.
        let near = last.clause == clause.start || self.follows(last, clause);
        let alike = || self.memory.iter().rev().take(n).all(|named| named.class == figure.class);
        let risen = n > 1 && phrase.added && near && alike();
        ((told || risen) && names.len() == n).then_some(Found {
            names,
            at,
            added: phrase.added,
            rule: "measure.carried",
        })
    }

    /// What the clauses right before tell, each one thing that `fits` and is `alike` the one behind it, from the last back.
    pub(super) fn in_a_row(
        &self,
        fits: impl Fn(&Named) -> bool,
        alike: impl Fn(&Named, &Named) -> bool,
    ) -> Vec<&Named> {
        let mut row: Vec<&Named> = Vec::new();
        for named in self.memory.iter().rev().take_while(|named| fits(named)) {
            let follows = row.last().is_none_or(|next| {
                let before = self.view.clause_before(next.clause);
                alike(named, next) && before.is_some_and(|before| before.start == named.clause)
            });
            if !follows {
                break;
            }
            row.push(named);
        }
        row
    }

    /// Whether nothing but a word of aiming, and one of reaching, stands before the figure in its clause: 力争达到|10%.
    fn is_goal(&self, figure: &Quantity, clause: Span) -> bool {
        let before = self.view.slice(Span::new(clause.start, figure.outer.start.max(clause.start)));
        // 突破1000亿元、|力争1200亿元.
        let before = before.rsplit('、').next().unwrap_or(before);
        let aim = self.view.words(WordRole::Planned).start_of(before).map_or(0, str::len);
        let start = figure.outer.start.max(clause.start) - before.len();
        let reach = self.view.cue_beginning(start + aim).map_or(0, |cue| match cue.kind {
            CueKind::Reach | CueKind::Achieve => cue.span.len(),
            _ => 0,
        });
        aim > 0 && aim + reach == before.len()
    }

    /// Whether `clause` comes right behind the one of `last`.
    pub(super) fn follows(&self, last: &Named, clause: Span) -> bool {
        self.view.clause_before(clause.start).is_some_and(|before| before.start == last.clause)
    }
}
