//! The indicator that stands before a figure: the noun phrase, with what the heads of lists, the verbs and the money around it
//! add to its name.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::name::{Found, Named, Namer};
use super::names;
use super::phrase::{self, Phrase};
use super::trim::without_record;
use super::words::{last_of_verbs, without_examples, without_sum};
use crate::source::Span;

/// Most characters of the name of an amount that may be a company's.
const MAX_OF_FIRM: usize = 5;

/// Most characters of what money was spent on.
const MAX_PURPOSE: usize = 20;

/// Figures back to those that the members of a list go on about.
const MAX_TOLD: usize = 4;

/// Most characters of a product in a list under a head.
const MAX_PRODUCT: usize = 8;

/// Most characters of that whose size stands in brackets behind it.
const MAX_BRACKETED: usize = 14;

/// Most characters of how something is done, as a part of its name.
const MAX_MANNER: usize = 4;

/// Most characters of one of several occasions, or of several parts.
const MAX_OCCASION: usize = 5;

/// Most characters of one of two subjects that a comma parts.
const MAX_SUBJECT: usize = 24;

/// Most characters of a class of goods or a trade within a whole.
const MAX_CLASS: usize = 12;

/// Most figures back that the whole of a part is looked for.
const MAX_WHOLE: usize = 2;

impl Namer<'_, '_> {
    /// `text` with the metric of the head of its list: 主要产品产量:|布12亿米;水泥86万吨.
    pub(super) fn under_head(&self, text: String, phrase: &Phrase, figure: &Quantity) -> String {
        let view = self.view;
        let own = matches!(figure.class, UnitClass::Measure | UnitClass::Count)
            && (1..=MAX_PRODUCT).contains(&text.chars().count())
            && phrase.cut.is_none()
            && phrase.verb.is_none()
            && phrase.change.is_none()
            && !phrase.added;
        let told = || view.context.trim_end_matches([';', '。']).rsplit(['。', '!', '?']).next();
        let list = || if self.earlier.is_some() { told().unwrap_or(view.lead) } else { view.text };
        let yields = view.words(WordRole::Yield);
        let head = || list().split_once(':').and_then(|(head, _)| yields.end_of(head));
        match head().filter(|_| own && !view.lexicon.indicators.is_metric(&text)) {
            Some(metric) => text + metric,
            None => text,
        }
    }

    /// Without the word of aiming inside a name: 开发区|力争|工业总产值突破100亿元.
    pub(super) fn without_aim(&self, text: String) -> String {
        let view = self.view;
        let aims = |cue: &Cue| {
            cue.kind == CueKind::Adverb
                && cue.span.start > 0
                && view.words(WordRole::Planned).contains(cue.span.of(&text))
        };
        let Some(aim) = view.lexicon.cues.scan(&text).find(aims) else { return text };
        let (who, name) = (&text[..aim.span.start], &text[aim.span.end..]);
        // 两个确保 is a name, and 虚拟 a word.
        let place = who.ends_with(['区', '园', '业', '镇', '乡', '县', '市', '州', '省']);
        if !place || aim.span.len() <= 3 || name.chars().nth(2).is_none() {
            return text;
        }
        let who = if view.words(WordRole::Owner).end_of(who).is_some() { who } else { "" };
        format!("{who}{name}")
    }

    /// The phrase before the figure with what stood before an adding verb.
    pub(super) fn left_text(&self, phrase: &Phrase) -> String {
        let own = self.view.slice(phrase.span);
        // 城镇新增就业 is an indicator's name with the verb in it.
        if let Some(front) = phrase.front {
            let whole = self.view.slice(Span::new(front.start, phrase.span.end.max(front.end)));
            if self.view.lexicon.indicators.is_known(whole) {
                return whole.to_owned();
            }
        }
        if let Some(verb) = phrase.cut.filter(|verb| verb.end == phrase.span.start).or(phrase.verb) {
            // 新增就业 as well.
            let whole = self.view.slice(Span::new(verb.start.min(phrase.span.end), phrase.span.end));
            let canonical = self.view.lexicon.indicators.canonical(whole);
            let verb = self.view.slice(verb);
            if phrase.added && canonical.is_some_and(|known| known.name.contains(verb)) {
                return whole.to_owned();
            }
        }
        // 增速比|一季度|提高0.8个百分点.
        let rate = own.strip_suffix(['比', '较']);
        let own = rate.filter(|rate| self.view.words(WordRole::Change).ends(rate)).unwrap_or(own);
        // 新设|外资项目数量增长21%: the rate is of the new ones.
        let cut = phrase.cut.filter(|cut| phrase.change.is_some() && cut.end == phrase.span.start);
        if let Some(verb) = cut.map(|cut| self.view.slice(cut)).filter(|verb| verb.starts_with('新')) {
            return format!("{verb}{own}");
        }
        // 新建|绿色建筑占比, 新增及更新|电动公交车占比: of the new ones.
        if let Some(cut) = phrase.cut.filter(|cut| phrase.added && cut.end <= phrase.span.start)
            && phrase.front.is_none()
            && self.view.words(WordRole::ShareEnd).ends(own)
        {
            return self.view.slice(Span::new(cut.start, phrase.span.end)).to_owned();
        }
        let Some(front) = phrase.front else { return own.to_owned() };
        format!("{}{own}", self.view.slice(front))
    }

    /// A sum of money by who paid it, what it was given for, who received it: 中央财政支农资金.
    fn of_money(&self, mut name: String, phrase: &Phrase, clause: Span) -> String {
        if let Some(payer) = phrase.payer {
            name = format!("{}{name}", self.view.slice(payer));
        }
        if let Some(spent) = self.spent_on(&name, clause) {
            return spent;
        }
        if let Some(giving) = self.view.words(WordRole::Giving).end_of(&name) {
            let who = name[..name.len() - giving.len()].trim_end_matches(['将', '拟']);
            // 中央财政赤字预算拟安排|1800亿元.
            let whole = self.view.words(WordRole::Funds).ends(who);
            name = match self.purpose_before(clause).or_else(|| self.purpose_behind(clause)) {
                // 收入安排91亿元;|支出安排….
                _ if whole => self.counterpart(who).unwrap_or_else(|| who.to_owned()),
                Some(purpose) => format!("{who}{purpose}资金"),
                None => format!("{who}{giving}资金"),
            };
        }
        match self.receiver(clause).filter(|_| name.chars().count() <= 3) {
            Some(person) => format!("{person}{name}"),
            None => name,
        }
    }

    /// The metric of money that the clause, or the one before, told first, where `name` is a trade alone.
    fn metric_of_trades(&self, name: &str, clause: Span) -> Option<&str> {
        let trade = name.ends_with("产业") || name.ends_with("制造业") || name.ends_with("服务业");
        let metrics = self.view.words(WordRole::TradeMetric);
        let before = self.view.clause_before(clause.start).map_or("", |before| self.view.slice(before));
        let listed = || {
            let last = self.memory.last().or(self.earlier.as_ref())?;
            let metric = metrics.end_of(&last.indicator)?;
            // 煤炭产业产值112亿元、增长8%;|化工产业68亿元.
            let of_trade = last.indicator[..last.indicator.len() - metric.len()].ends_with('业');
            (before == "其中" || self.memory.is_empty() && of_trade && clause.start == 0).then_some(metric)
        };
        if let Some(metric) = if trade || name.ends_with("制造") { listed() } else { None } {
            return Some(metric);
        }
        let near = |named: &&Named| named.clause == clause.start || self.follows(named, clause);
        let told = self.memory.iter().rev().filter(|named| trade && named.class == UnitClass::Money);
        let told = told.take_while(near).last()?;
        metrics.end_of(&told.indicator)
    }

    /// The metric of money told of the whole, or of the item before in a list, where `name` has none: 保费收入78亿元,
    /// 其中|财产险31亿元; 新材料产值突破600亿元、|装备制造突破400亿元.
    fn metric_in_list(&self, name: &str, phrase: &Phrase, clause: Span) -> Option<&'_ str> {
        let indicators = &self.view.lexicon.indicators;
        let told = |last: &&Named| last.class == UnitClass::Money && !last.added;
        let last = self.memory.iter().rev().take(MAX_WHOLE).find(told)?;
        let near = last.clause == clause.start || phrase.among && self.follows(last, clause);
        let metric = self.view.words(WordRole::MoneyMetric).end_of(&last.indicator).filter(|_| near)?;
        let own = indicators.is_metric(name) || indicators.is_known(name) || self.view.is_thing(name);
        let plain = self.view.lexicon.cues.scan(name).all(|cue| cue.kind == CueKind::Noun);
        let alone = (phrase.cut.is_none() || phrase.among) && phrase.verb.is_none() && !phrase.added;
        let listed =
            self.view.text[..phrase.span.start].ends_with('、') && last.indicator.len() > metric.len();
        let whole = name == self.view.slice(phrase.span) && phrase.change.is_none();
        let fits = (2..=MAX_PRODUCT).contains(&name.chars().count());
        // 固定资产投资45亿元,其中|工业20亿元.
        let metric = if metric.ends_with("投资") { "投资" } else { metric };
        (alone && (listed || phrase.among) && whole && fits && plain && !own).then_some(metric)
    }

    /// `name`, an amount of the company that the sentence is about: 支持市甲投发展担保业务,|在保余额超6亿元.
    fn with_firm(&self, name: String, clause: Span) -> String {
        let view = self.view;
        let plain = name.chars().count() <= MAX_OF_FIRM
            && view.words(WordRole::Aspect).end_of(&name).is_none()
            && (!view.lexicon.indicators.is_known(&name) || name.ends_with("投资"))
            && view.words(WordRole::Company).first_in(&name).is_none();
        match self.led_firm(clause).filter(|firm| plain && !name.starts_with(firm.as_str())) {
            Some(firm) => format!("{firm}{name}"),
            None => name,
        }
    }

    /// `name`, an amount of money, with whose and of what it is: 形成新材料产业集群|50亿元, 总产值200亿元,其中|竹木加工产业60亿元.
    fn sum_of(&self, name: String, phrase: &Phrase, clause: Span) -> String {
        let mut name = self.with_firm(name, clause);
        let metric = self.metric_of_trades(&name, clause);
        if let Some(metric) = metric.or_else(|| self.metric_in_list(&name, phrase, clause)) {
            name += metric;
        } else if name.ends_with("集群") && !phrase.reached {
            name += "规模";
        }
        name
    }

    /// What a treasury spent, by what the clause before tells of: 救灾工作|全面加强,财政五年支出5亿元; 健全奖学金制度,财政|此项支出.
    fn spent_on(&self, name: &str, clause: Span) -> Option<String> {
        let view = self.view;
        let payer = name.strip_suffix("支出")?;
        let (payer, pointed) = match ["此项", "该项", "这项"].iter().find_map(|word| payer.strip_suffix(word))
        {
            Some(payer) => (payer, true),
            None => (payer, false),
        };
        let silent = |span: &Span| !view.figures.iter().any(|figure| span.contains(figure.span));
        let before = view.clause_before(clause.start).filter(silent).filter(|_| payer.ends_with("财政"))?;
        let purpose = if pointed {
            let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
            let start = super::object::behind_verbs(view, Span::new(start, before.end)).unwrap_or(start);
            let object = phrase::clean(&view.text[start..before.end]);
            let object = object.rsplit('、').next().unwrap_or_default();
            object.trim_end_matches("制度").to_owned()
        } else {
            let (work, told) = view.slice(before).split_once("工作")?;
            phrase::clean(if told.is_empty() { "" } else { work })
        };
        let fits = (2..=MAX_PURPOSE).contains(&purpose.chars().count()) && !purpose.contains('、');
        fits.then(|| format!("{payer}{purpose}支出"))
    }

    /// The noun phrase before a figure, completed from what was named before where it is elliptic.
    pub(super) fn name_before(
        &self,
        text: &str,
        n: usize,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
    ) -> Found {
        let (lexicon, text) = (self.view.lexicon, without_lead(text));
        let text = self.earned(text).unwrap_or(text);
        let at = phrase.front.map_or(phrase.span.start, |front| front.start);
        // 新增用户40万人、年增|注册用户53万人; 2020年|增长 holds no such verb.
        let yearly = text.strip_prefix("年增").filter(|rest| rest.chars().nth(1).is_some());
        let (text, added) = (yearly.unwrap_or(text), phrase.added || yearly.is_some());
        let whole = self.with_achiever(text, n, phrase).or_else(|| many_first(text));
        let text = whole.as_deref().unwrap_or(text);
        if n > 1
            && let Some(names) = self.several(text, n, phrase, clause)
        {
            return Found { names, at, added, rule: "measure.respectively" };
        }
        if n == 1
            && let Some(names) = self.shares_of_each(phrase)
        {
            return Found { names, at, added, rule: "measure.each" };
        }
        let rate = matches!(figure.class, UnitClass::Percent | UnitClass::Points | UnitClass::Times);
        if n == 1 && (phrase.each || rate && phrase.share.is_none()) {
            let mut names = names::whole(text, phrase.each, lexicon);
            if names.len() > 1 {
                for name in &mut names {
                    *name = self.rate_of(name, clause).unwrap_or_else(|| std::mem::take(name));
                }
                return Found { names, at, added, rule: "measure.each" };
            }
        }
        let recorded = self.rate_behind_record(text);
        let text = self.behind_cause(recorded.as_deref().unwrap_or(text));
        let all = last_of_verbs(self.view, text, rate);
        let text = self.kind_of_examples(all, phrase).unwrap_or_else(|| without_examples(self.view, all));
        // What is told of examples belongs to none of them.
        let at = if text.len() < all.len() { figure.span.start } else { at };
        let text = text.trim_end_matches('等').trim_end_matches('了');
        let name = without_sum(phrase::clean(without_lead(text)), &self.view.lexicon.measure_words);
        let owned =
            self.rate_of(&name, clause).or_else(|| self.toll_of(&name)).or_else(|| self.grown(&name, clause));
        let name = self.by_part(&name, figure, clause).unwrap_or(name);
        let name = self.within(&name, phrase, clause).unwrap_or(name);
        let again = || {
            self.member_of(&name, phrase, clause)
                .or_else(|| self.named_before(&name, phrase, figure))
                .or_else(|| self.of_each(&name, figure))
        };
        let owned = owned.or_else(again).or_else(|| self.in_bracket(&name, clause));
        let mut name = owned.unwrap_or_else(|| self.completed(name, phrase, figure, clause));
        name = self.with_object(name, figure);
        let part = name.split('占').next().filter(|_| phrase.share.is_some());
        let owner =
            self.owner_of(part.unwrap_or(&name), clause).or_else(|| self.host_of(&name, phrase, clause));
        if let Some(owner) = owner.or_else(|| self.place_of(&name, clause)) {
            name = format!("{owner}{name}");
        }
        if figure.class == UnitClass::Points && name.contains("拉动") && !name.ends_with("增长") {
            // 旅游业拉动经济增长|3个百分点: of growth.
            name.push_str("增长");
        }
        if figure.class == UnitClass::Money {
            name = self.of_money(self.sum_of(name, phrase, clause), phrase, clause);
        } else if let Some(limited) = self.limited_alike(&name, figure) {
            name = limited;
        } else if let Some(verb) =
            self.listed_verb(phrase, figure, clause).filter(|verb| !name.starts_with(verb))
        {
            name.insert_str(0, &verb);
        }
        if (self.view.is_thing(&name) || name.chars().count() <= 2 && self.is_doing(phrase))
            && let Some(verb) = phrase.cut.filter(|verb| verb.end == phrase.span.start && !phrase.among)
        {
            // 新注册企业1476户: a bare thing keeps its verb.
            name = format!("{}{}{name}", self.manner_of(verb, clause), self.view.slice(verb));
        }
        let newly = self.newly_among(&name, phrase);
        let (name, added) = newly.map_or((name, added), |name| (name, true));
        let name = self.done_to(name, figure, clause);
        let name = self.completion_rate(&name, phrase, figure, clause).unwrap_or(name);
        let name = self.undertaken(name, figure);
        // 发展|制种玉米48万亩.
        let land = self.view.lexicon.units.dimension(&figure.unit) == "area" && !added;
        let raising = self.view.words(WordRole::Raising).start_of(&name).filter(|_| land);
        let name = name[raising.map_or(0, str::len)..].to_owned();
        Found { names: vec![name], at, added, rule: "measure.noun-before" }
    }

    /// `text` without a verb of earning of one character: 创|劳务收入9亿元.
    fn earned<'s>(&self, text: &'s str) -> Option<&'s str> {
        let own = text.strip_prefix('创')?;
        let income = self.view.lexicon.indicators.is_known(own) || own.ends_with("收入");
        own.chars().nth(2).filter(|_| income).map(|_| own)
    }

    /// Two subjects of one kind that a comma parts: 甲帮扶行动,|乙服务行动分别覆盖2万户、5万户.
    fn with_clause_before(&self, text: &str, n: usize, clause: Span) -> Option<Vec<String>> {
        let (second, verb) = text.split_once("分别").filter(|_| n == 2 && !text.contains('、'))?;
        let before = self.view.clause_before(clause.start)?;
        let silent = !self.view.figures.iter().any(|figure| before.contains(figure.span));
        let first = phrase::clean(self.view.slice(before));
        let end = second.char_indices().rev().nth(1).map(|(at, _)| &second[at..])?;
        let alike = first.ends_with(end) && (4..=MAX_SUBJECT).contains(&first.chars().count());
        (silent && alike).then(|| vec![format!("{first}{verb}"), format!("{}{verb}", phrase::clean(second))])
    }

    /// The parks counted right before `name`, a metric of the firms in them: 6家甲类园区|入驻企业产值.
    fn host_of(&self, name: &str, phrase: &Phrase, clause: Span) -> Option<String> {
        let last = self.memory.last().filter(|last| last.clause == clause.start)?;
        let counted = last.class == UnitClass::Count && last.indicator != name;
        let host = counted && self.view.words(WordRole::Carrier).ends(&last.indicator);
        let beside = self.view.text[..phrase.span.start].ends_with(last.indicator.as_str());
        let firms = self.view.words(WordRole::Doer).first_in(name).is_some();
        (host && beside && firms).then(|| last.indicator.clone())
    }

    /// What a list of examples behind a verb is of, where that is a bare thing: 引进|甲、乙等项目6个.
    fn kind_of_examples(&self, text: &str, phrase: &Phrase) -> Option<String> {
        let (examples, kind) = text.rsplit_once('等')?;
        let verb = phrase.cut.filter(|cut| cut.end == phrase.span.start);
        let led =
            verb.is_some_and(|verb| self.view.words(WordRole::Bringing).contains(self.view.slice(verb)));
        (led && examples.contains('、') && self.view.is_thing(kind)).then(|| kind.to_owned())
    }

    /// The names of `n` figures that one phrase names, each its own.
    fn several(&self, text: &str, n: usize, phrase: &Phrase, clause: Span) -> Option<Vec<String>> {
        let lexicon = self.view.lexicon;
        if let Some((subjects, verb)) = text.split_once("分别")
            && let Some(names) = names::split(subjects, n, lexicon)
        {
            // 甲行动、乙行动分别覆盖2万户、5万户.
            let names = names.into_iter().map(|name| format!("{name}{verb}")).collect();
            return Some(if phrase.share.is_some() { self.as_shares(names) } else { names });
        }
        if let Some(names) = self.with_clause_before(text, n, clause) {
            return Some(names);
        }
        let listed = self.listed_before(text, n, clause);
        if let Some(names) = listed.or_else(|| names::split(text, n, lexicon)) {
            let rates = self.view.words(WordRole::BareRate);
            if names.iter().all(|name| rates.contains(name)) {
                // 实施项目62个,…,|开工率、竣工率分别达到100%、85%.
                return Some(
                    names.into_iter().map(|name| self.rate_of(&name, clause).unwrap_or(name)).collect(),
                );
            }
            return Some(if phrase.share.is_some() { self.as_shares(names) } else { names });
        }
        self.shares_of(n, phrase)
            .or_else(|| self.completed_each(text, n, clause))
            .or_else(|| self.of_sectors(text, n))
            .or_else(|| self.of_occasions(text, n, clause))
    }

    /// `name`, an aspect in brackets, of what stands before them: 抽水蓄能电站(|装机120万千瓦、总投资84亿元).
    fn in_bracket(&self, name: &str, clause: Span) -> Option<String> {
        let view = self.view;
        let outside = view.text[..clause.start].strip_suffix('(')?;
        let roles = [WordRole::Aspect, WordRole::Member, WordRole::SizeLead];
        let bare = roles.iter().any(|role| view.words(*role).contains(name));
        let named = bare && self.memory.last().is_none_or(|last| last.clause != clause.start);
        let from = view.clause(outside.len()).start;
        let item = outside[from..].rfind('、').map_or(from, |mark| from + mark + '、'.len_utf8());
        let span = Span::new(item, outside.len());
        let start = phrase::trim_start(view, span, &mut Phrase::default()).min(span.end);
        let last = view.cues_in(Span::new(start, span.end)).rfind(|cue| {
            matches!(cue.kind, CueKind::Do | CueKind::Act | CueKind::Add | CueKind::Achieve | CueKind::Verb)
                && cue.span.end < span.end
        });
        let what = phrase::clean(&view.text[last.map_or(start, |cue| cue.span.end)..span.end]);
        let what = what.strip_prefix("开工建设").unwrap_or(&what);
        let fits =
            (2..=MAX_BRACKETED).contains(&what.chars().count()) && what.chars().all(char::is_alphanumeric);
        (named && fits).then(|| format!("{what}{name}"))
    }

    /// How something is done, between another verb and `verb`, which is part of a name: 实施|整村|推进项目.
    fn manner_of(&self, verb: Span, clause: Span) -> &str {
        let view = self.view;
        let before = view.cues_in(Span::new(clause.start, verb.start)).last();
        let doing = before.filter(|cue| matches!(cue.kind, CueKind::Do | CueKind::Achieve));
        let manner = doing.map_or("", |cue| &view.text[cue.span.end..verb.start]);
        let fits =
            (2..=MAX_MANNER).contains(&manner.chars().count()) && manner.chars().all(char::is_alphabetic);
        if fits { manner } else { "" }
    }

    /// A harvest or a herd by what the clause before tells of: 粮食连续四年增产,|产量5亿吨, 生猪生产逐步恢复,|存栏31万头.
    fn grown(&self, name: &str, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let yielded = words[WordRole::Yield].contains(name);
        if yielded || words[WordRole::Herd].contains(name) {
            let rated = || self.rated_before(clause, 2).filter(|_| yielded && self.memory.is_empty());
            return Some(format!("{}{name}", self.produced_before(clause).or_else(rated)?));
        }
        None
    }

    /// The product whose production the clause before says something of: 粮食|生产实现“五连增”.
    fn produced_before(&self, clause: Span) -> Option<String> {
        let view = self.view;
        let before = view.clause_before(clause.start)?;
        let silent = !view.figures.iter().any(|figure| before.contains(figure.span));
        let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
        let (product, _) = view.text[start..before.end].split_once("生产").filter(|_| silent)?;
        let plain = view.cues_in(Span::new(start, start + product.len())).next().is_none();
        let fits = (1..=MAX_PRODUCT).contains(&product.chars().count()) && !product.contains('、');
        (plain && fits).then(|| phrase::clean(product))
    }

    /// `name`, a bare thing, as one of the new ones told before: 新登记经营主体14万户、其中|企业5万家.
    fn newly_among(&self, name: &str, phrase: &Phrase) -> Option<String> {
        let among = |last: &&Named| last.added && phrase.among && self.view.is_thing(name);
        let last = self.memory.last().filter(among)?;
        let verb = self.view.lexicon.cues.scan(&last.indicator).next();
        let verb = verb.filter(|verb| verb.kind == CueKind::Add && verb.span.start == 0);
        Some(format!("{}{name}", verb.map_or("", |verb| verb.span.of(&last.indicator))))
    }

    /// How far an undertaking was carried: 路面工程完成|70%.
    fn undertaken(&self, name: String, figure: &Quantity) -> String {
        let done = self.view.text[..figure.outer.start].ends_with("完成");
        let work = self.view.words(WordRole::Undertaking).end_of(&name).is_some();
        let part = done && work && figure.class == UnitClass::Percent;
        if part { format!("{name}完成率") } else { name }
    }

    /// A bare rate, behind a record of the things that it is of: 省重点工程数连创新高、|投资完成率121%.
    fn rate_behind_record(&self, text: &str) -> Option<String> {
        let (record, rate) = text.rsplit_once('、')?;
        let things = without_record(record)?.trim_end_matches('数');
        (self.view.words(WordRole::BareRate).contains(rate) && things.chars().nth(1).is_some())
            .then(|| format!("{things}{rate}"))
    }

    /// A metric by the part that it is told of: 低保标准|城镇700元、|农村500元.
    fn by_part(&self, name: &str, figure: &Quantity, clause: Span) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        // 生均公用经费|小学720元、|初中940元.
        let roles = [WordRole::Part, WordRole::Peer].map(|role| self.view.words(role));
        let (parts, part) = roles.into_iter().find_map(|words| Some((words, words.end_of(name)?)))?;
        let is_metric = |name: &str| indicators.is_metric(name) || name.ends_with("标准");
        let metric = &name[..name.len() - part.len()];
        if metric.chars().nth(2).is_some() && is_metric(metric) {
            return Some(format!("{part}{metric}"));
        }
        let near = |last: &&Named| last.clause == clause.start || self.follows(last, clause);
        let last =
            self.memory.last().filter(|last| metric.is_empty() && last.is_in_unit_of(figure)).filter(near)?;
        let other = parts.start_of(&last.indicator).filter(|other| *other != part)?;
        let metric = &last.indicator[other.len()..];
        is_metric(metric).then(|| format!("{part}{metric}"))
    }

    /// The rate of a trade or a class within those that a metric is of: 限额以上零售额中|汽车类增长12%, 规模以上工业中,|采矿业增长3%.
    fn within(&self, name: &str, phrase: &Phrase, clause: Span) -> Option<String> {
        phrase.change?;
        let words = |role: WordRole| self.view.words(role);
        if let Some((whole, class)) = name.split_once('中')
            && class.ends_with(['类', '业', '品'])
            && (2..=MAX_CLASS).contains(&class.chars().count())
            && let Some(metric) = words(WordRole::BareMetric).end_of(whole)
        {
            return Some(format!("{}{class}{metric}", &whole[..whole.len() - metric.len()]));
        }
        let before = self.view.clause_before(clause.start)?;
        let among = self.view.slice(before).strip_suffix('中').filter(|_| name.ends_with(['业', '类']))?;
        let silent = !self.view.figures.iter().any(|figure| before.contains(figure.span));
        let metric = words(WordRole::BareMetric).end_of(among);
        let metric = metric.or(among.ends_with("工业").then_some("增加值"))?;
        let own = self.view.lexicon.indicators.is_metric(name);
        (silent && !own).then(|| format!("{name}{metric}"))
    }

    /// The shares of each of those told right before: 甲业、乙业增加值分别增长8%、6%,|占规上工业比重分别达到30%和20%.
    fn shares_of(&self, n: usize, phrase: &Phrase) -> Option<Vec<String>> {
        let at = phrase.share?;
        let whole = phrase::clean(&self.view.text[at..phrase.span.end]);
        let names = self.last_names(n);
        let own = phrase::clean(self.view.slice(Span::new(phrase.span.start, at)));
        let apart = own.is_empty() && names.len() == n && !whole.contains('、');
        apart.then(|| self.as_shares(names.into_iter().map(|name| format!("{name}{whole}")).collect()))
    }

    /// The share of each of those told before: 种植面积75万亩,产量5万吨,|面积和产量均占全国|60%.
    fn shares_of_each(&self, phrase: &Phrase) -> Option<Vec<String>> {
        let at = phrase.share?;
        let whole = phrase::clean(&self.view.text[at..phrase.span.end]);
        let own = phrase::clean(self.view.slice(Span::new(phrase.span.start, at)));
        let list = own.trim_end_matches(['均', '都']);
        let names = self.each_of_before(list).filter(|_| phrase.each || list.len() < own.len())?;
        Some(self.as_shares(names.into_iter().map(|name| format!("{name}{whole}")).collect()))
    }

    /// Those told before that the members of a list only end as: 茶园面积, 茶叶产量 for |面积、产量.
    pub(super) fn each_of_before(&self, list: &str) -> Option<Vec<String>> {
        let parts: Vec<&str> = list.split(['、', '和', '与']).collect();
        let told = |part: &&str| {
            let mut before = self.memory.iter().rev().take(MAX_TOLD).map(|named| &named.indicator);
            before.find(|name| name.len() > part.len() && name.ends_with(part)).cloned()
        };
        let bare = parts.len() > 1 && parts.iter().all(|part| part.chars().nth(1).is_some());
        if bare { parts.iter().map(told).collect() } else { None }
    }

    /// Names of shares of wholes, each with the word for it: 甲产量占全国|比重.
    fn as_shares(&self, mut names: Vec<String>) -> Vec<String> {
        for name in &mut names {
            if name.contains('占') && !self.view.words(WordRole::ShareEnd).ends(name) {
                name.push_str("比重");
            }
        }
        names
    }

    /// How far the plans of a list were completed: 外贸出口、利用外资分别完成计划的|84%和76%.
    fn completed_each(&self, text: &str, n: usize, clause: Span) -> Option<Vec<String>> {
        let words = &self.view.lexicon.measure_words;
        let told = words[WordRole::Plan].end_of(text).is_some() || words[WordRole::Budget].contains(text);
        let (subjects, _) = self.view.slice(clause).split_once("分别").filter(|_| told)?;
        // 新签约项目47个、新开工39个,|分别完成年度任务的118%、108%.
        let before = || Some(self.last_names(n)).filter(|names| names.len() == n);
        let names =
            if subjects.is_empty() { before() } else { names::split(subjects, n, self.view.lexicon) }?;
        let plan = if text.contains("预算") { "预算" } else { "计划" };
        Some(names.into_iter().map(|name| format!("{name}{plan}完成率")).collect())
    }

    /// What each of the sectors does whose figures were told before: 三次产业贡献率…,|分别拉动GDP增长.
    fn of_sectors(&self, text: &str, n: usize) -> Option<Vec<String>> {
        let sectors = self.view.words(WordRole::Sector);
        let names = self.last_names(n);
        let told = names.iter().filter_map(|name| sectors.start_of(name));
        let names: Vec<String> = told.map(|sector| format!("{sector}{text}")).collect();
        if names.len() == n && !text.contains('、') {
            return Some(names);
        }
        // 12个国控断面、31个省控断面|优良比例分别为100%、93%.
        let counted = |named: &&Named| named.class == UnitClass::Count;
        let rate = self.view.lexicon.indicators.is_metric(text) && text.ends_with(['率', '例']);
        let alike =
            |named: &&Named| counted(named) && self.memory.last().is_some_and(|last| last.unit == named.unit);
        let row = self.memory.iter().rev().take(n).filter(alike).count() == n && rate;
        let mut things = self.last_names(n);
        let bare = self.view.words(WordRole::BareRate).contains(text);
        if !row
            && bare
            && let Some(counts) = self.counted_apart(n)
        {
            // 办理建议126件、提案183件,办复率100%,|满意率分别达98.4%和97.8%.
            return Some(counts.iter().map(|thing| format!("{}{text}", self.without_verb(thing))).collect());
        }
        things.truncate(n);
        (row && things.len() == n && !text.contains('、')).then(|| {
            let rate = things.last().and_then(|last| text.strip_prefix(last.as_str())).unwrap_or(text);
            things.iter().map(|thing| format!("{thing}{rate}")).collect()
        })
    }

    /// `text` behind what made it so, where it is a mean: 税费改革使|农民人均减负86元.
    fn behind_cause<'s>(&self, text: &'s str) -> &'s str {
        let Some(made) = self.view.words(WordRole::Making).first_in(text) else { return text };
        let led = &text[made.end..];
        let means = self.view.words(WordRole::Average);
        let mean = means.iter().any(|mean| mean.len() > 3 && led.contains(mean));
        if mean && !led.starts_with('用') { led } else { text }
    }

    /// The `n` things that one clause counts, behind which nothing but rates of them is told.
    fn counted_apart(&self, n: usize) -> Option<Vec<String>> {
        let rates = self.memory.iter().rev().take_while(|named| named.class == UnitClass::Percent).count();
        let counts = &self.memory[..self.memory.len() - rates];
        let last = counts.last().filter(|_| rates > 0)?;
        let row = counts.iter().rev().take_while(|named| {
            named.class == UnitClass::Count && named.clause == last.clause && named.unit == last.unit
        });
        let mut names: Vec<String> = row.map(|named| named.indicator.clone()).collect();
        names.reverse();
        (names.len() == n).then_some(names)
    }

    /// What each of those does of whom the clause before told something alike: 春节、国庆接待游客31万人次、43万人次,|旅游收入2亿元、3亿元.
    fn of_occasions(&self, text: &str, n: usize, clause: Span) -> Option<Vec<String>> {
        let names = self.last_names(n);
        let last = self.memory.last().filter(|last| self.follows(last, clause))?;
        let alike = |named: &&Named| named.clause == last.clause && named.class == last.class;
        let rows = self.memory.iter().filter(alike).count() == n && names.len() == n && n > 1;
        let (first, others) = names.split_first().filter(|_| rows && !text.contains('、'))?;
        let ends = first.char_indices().map(|(at, _)| &first[at..]).skip(1);
        let shared = ends.into_iter().find(|end| others.iter().all(|name| name.ends_with(end)))?;
        let fronts = names.iter().map(|name| &name[..name.len() - shared.len()]);
        let fits = |front: &str| (2..=MAX_OCCASION).contains(&front.chars().count());
        let told = shared.chars().nth(2).is_some() && fronts.clone().all(fits);
        told.then(|| fronts.map(|front| format!("{front}{text}")).collect())
    }

    /// `name`, nothing but verbs, of the things that were counted before: 工业项目163个,|竣工投产118个.
    fn done_to(&self, name: String, figure: &Quantity, clause: Span) -> String {
        let near = |last: &&Named| {
            last.class == UnitClass::Count
                && last.is_in_unit_of(figure)
                && (last.clause == clause.start || self.follows(last, clause))
        };
        let mut end = 0;
        for cue in self.view.lexicon.cues.scan(&name) {
            let verb = matches!(cue.kind, CueKind::Do | CueKind::Verb | CueKind::Achieve | CueKind::Act);
            end = if verb && cue.span.start == end { cue.span.end } else { break };
        }
        match self.memory.last().filter(near) {
            Some(last) if end == name.len() && figure.class == UnitClass::Count => {
                format!("{name}{}", self.plain_thing(self.of_all(&self.whole_of(last, clause).indicator)))
            }
            _ => name,
        }
    }

    /// How far a plan or a budget was completed: 完成预算的|103%, 完成“十四五”目标的|93.3%, 超额完成全年任务|5%.
    fn completion_rate(
        &self,
        name: &str,
        phrase: &Phrase,
        figure: &Quantity,
        clause: Span,
    ) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let before = self.memory.last()?;
        if name.ends_with("完成总投资")
            && figure.class == UnitClass::Percent
            && let Some(work) = before.indicator.strip_suffix("完成投资")
        {
            // 完成投资8亿元,累计完成总投资的|92%.
            return Some(format!("{work}总投资完成率"));
        }
        // 完成|人代会批准计划的|103%.
        // 完成|年度清欠任务的|126%.
        let task = |name: &str| name.ends_with("计划") || name.ends_with("任务") && name.chars().count() > 2;
        let of_plan = || task(name) && self.view.text[..figure.outer.start].ends_with('的');
        let planned = words[WordRole::Plan].is_in(name) || of_plan();
        let told = planned
            || name.ends_with("目标")
            || words[WordRole::Budget].contains(name.trim_start_matches('为'));
        if figure.class != UnitClass::Percent || phrase.change.is_some() || !told {
            return None;
        }
        let exceeded = self.view.text[clause.start..figure.span.start].contains("超额");
        let plan = match () {
            () if exceeded && figure.value < 50.0 => "超额",
            () if name.contains("预算") => "预算",
            () if !planned && name.ends_with("目标") => "目标",
            () => "计划",
        };
        Some(format!("{}{plan}完成率", before.indicator))
    }
}

/// `text` with those that so many are to at its beginning: 公交车|每万人|达12标台.
fn many_first(text: &str) -> Option<String> {
    let what = text.strip_suffix('人')?.strip_suffix(['百', '千', '万'])?.strip_suffix('每')?;
    what.chars().nth(1).map(|_| format!("{}{what}", &text[what.len()..]))
}

/// Without a word before all that follows: 所有|国考断面水质优良率, 加上|上级补助收入.
fn without_lead(text: &str) -> &str {
    ["所有", "加上"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}
