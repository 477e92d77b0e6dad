//! Whose metric it is where only the metric is named: `动力电池产业|实现营收1000亿元`, `国有企业资产增长6%,利润增长2倍`.

use super::super::lexicon::{CueKind, WordRole};
use super::super::quantity::Quantity;
use super::name::{Named, Namer};
use super::names;
use super::noun;
use super::phrase::{self, Phrase};
use super::view::View;
use crate::source::Span;

/// Most characters of an owner's name.
const MAX_OWNER: usize = 16;

/// Most clauses before that are asked for an owner.
const MAX_BACK: usize = 4;

/// Most characters of a brand.
const MAX_BRAND: usize = 8;

/// Most characters of what a rate is of.
const MAX_RATED: usize = 24;

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
        if words[WordRole::Aspect].contains(name) {
            return self.owner_before(clause);
        }
        // 推动100家企业升级,全产业链产值 is of none of them.
        let whole = words[WordRole::ChainMetric].contains(name);
        let near = if whole { None } else { self.owner_before(clause) };
        near.or_else(|| self.opening())
            .or_else(|| self.lead())
            .or_else(|| self.brand_before(clause))
            .or_else(|| self.kind_before(clause, MAX_BACK))
            .or_else(|| self.kind_of_heading())
    }

    /// The place whose metric of the same kind was told right before: 甲机场|旅客吞吐量200万人次,|货邮吞吐量.
    pub(super) fn place_of(&self, name: &str, clause: Span) -> Option<String> {
        let indicators = &self.view.lexicon.indicators;
        let last =
            self.memory.last().filter(|last| last.clause == clause.start || self.follows(last, clause))?;
        let head = indicators.head_of(name).filter(|head| head.len() > 3 && indicators.is_metric(head))?;
        let facility = self.view.words(WordRole::Facility);
        let place = facility.first_in(&last.indicator).filter(|place| place.start > 0)?;
        let alike = last.indicator.ends_with(head) && place.end + head.len() <= last.indicator.len();
        (alike && facility.first_in(name).is_none()).then(|| last.indicator[..place.end].to_owned())
    }

    /// What one of the `back` clauses before deals with, if it can have a metric of its own: 壮大海洋经济,|产值….
    fn kind_before(&self, clause: Span, back: usize) -> Option<String> {
        let mut start = clause.start;
        for _ in 0..back {
            let before = self.view.clause_before(start)?;
            start = before.start;
            let Some(object) = self.object_of_clause(before) else { continue };
            let owner = self.view.words(WordRole::Owner).end_of(&object).is_some();
            if (owner) && object.chars().count() <= MAX_OWNER {
                return Some(object);
            }
        }
        None
    }

    /// The name in quotation marks that a clause before speaks of: “甲”成为知名品牌,|产值…, 做强“甲”公用品牌,|产值….
    fn brand_before(&self, clause: Span) -> Option<String> {
        let mut start = clause.start;
        for _ in 0..MAX_BACK {
            let before = self.view.clause_before(start)?;
            start = before.start;
            let Some((lead, told)) = self.view.slice(before).split_once('“') else { continue };
            // “甲”成为…, or 做强“甲”公用品牌.
            if let Some((name, rest)) = told.split_once('”')
                && (lead.is_empty() || rest.ends_with("品牌"))
                && (2..=MAX_BRAND).contains(&name.chars().count())
                && !rest.is_empty()
                && !rest.starts_with(['、', '和', '与', '及', '“'])
                && name.chars().all(char::is_alphabetic)
            {
                return Some(name.to_owned());
            }
        }
        None
    }

    /// What the section's heading deals with: 发展壮大矿产业.
    fn kind_of_heading(&self) -> Option<String> {
        let heading = View::of_words(self.view.heading, self.view.lexicon);
        let start = phrase::trim_start(&heading, Span::new(0, heading.text.len()), &mut Phrase::default());
        let object = behind_verbs(&heading, Span::new(start, heading.text.len()))?;
        let object = phrase::clean(&heading.text[object..]);
        let kind = self.view.words(WordRole::Kind).end_of(&object).is_some();
        let fits =
            (3..=MAX_OWNER).contains(&object.chars().count()) && !object.contains(['、', '和', '与', '大']);
        (kind && fits).then_some(object)
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

    /// What the paragraph opens with: 能源化工产业,|重点推进….|…,产值405亿元.
    fn lead(&self) -> Option<String> {
        let first = self.view.lead.split([',', ':', '。', ';']).next()?;
        let words = phrase::clean(first);
        let fits = !words.contains('、') && (3..=MAX_OWNER).contains(&words.chars().count());
        let kind =
            fits && (words.ends_with('业') || self.view.words(WordRole::Kind).end_of(&words).is_some());
        (kind && self.view.lexicon.cues.scan(&words).iter().all(|cue| cue.kind == CueKind::Noun))
            .then_some(words)
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

    /// The owner that the figure before names, in this clause or the one before.
    fn owner_before(&self, clause: Span) -> Option<String> {
        let words = &self.view.lexicon.measure_words;
        let last = self.memory.last()?;
        if last.clause != clause.start && !self.follows(last, clause) {
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
            // 服装电商经营主体500家,交易额突破500亿元.
            let owner = &last.indicator[..last.indicator.len() - party.len()];
            return owner.chars().nth(2).is_some().then(|| owner.to_owned());
        }
        if let Some(metric) = words[WordRole::BareMetric].end_of(&last.indicator) {
            // 服装电商销售量5亿件、交易额400亿元.
            let owner = phrase::clean(&last.indicator[..last.indicator.len() - metric.len()]);
            let scope = words[WordRole::Scope].end_of(&owner).map_or(0, str::len);
            let owner = &owner[..owner.len() - scope];
            return (2..=MAX_OWNER).contains(&owner.chars().count()).then(|| owner.to_owned());
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
        if !scope.is_empty() && !words[WordRole::RateScope].contains(scope) {
            return None;
        }
        let near = |last: &&Named| last.clause == clause.start || self.follows(last, clause);
        let owner = match self.memory.last().filter(near) {
            Some(last) if last.clause == clause.start => self.counted_in(&last.indicator, rate),
            Some(last) => self.all_of(last, rate),
            None => self.rated_before(clause, 4)?,
        };
        (2..=MAX_RATED).contains(&owner.chars().count()).then(|| format!("{owner}{name}"))
    }

    /// Those that the clause of `last` counts in one unit: 办理代表建议107件、委员提案374件,|满意率.
    fn all_of(&self, last: &Named, rate: &str) -> String {
        let alike = |named: &&Named| named.clause == last.clause && named.unit == last.unit;
        let counted = self.memory.iter().filter(alike).map(|named| self.counted_in(&named.indicator, rate));
        let all = counted.collect::<Vec<_>>().join("、");
        if all.chars().count() <= MAX_RATED { all } else { self.counted_in(&last.indicator, rate) }
    }

    /// What `indicator` is of, without its own verb and metric: 基本医疗保险|参保人数 for 参保率.
    fn counted_in(&self, indicator: &str, rate: &str) -> String {
        let words = &self.view.lexicon.measure_words;
        let indicators = &self.view.lexicon.indicators;
        let owner = self.without_verb(indicator);
        let rated = words[WordRole::BareRate].end_of(owner);
        let head = rated.or_else(|| indicators.head_of(owner).filter(|head| indicators.is_metric(head)));
        let owner = head.map_or(owner, |head| &owner[..owner.len() - head.len()]);
        owner.trim_end_matches(rate.trim_end_matches('率')).trim_end_matches("完成").to_owned()
    }

    /// What the clause before deals with or says something of, without a rate of its own: 扩大住房公积金|覆盖面, 职工养老
    /// 保险制度|不断完善.
    pub(super) fn rated_before(&self, clause: Span, least: usize) -> Option<String> {
        let view = self.view;
        let object = self.object_before(clause).or_else(|| {
            let before = view.clause_before(clause.start)?;
            let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
            let told = view.cues_in(Span::new(start, before.end)).find(|cue| cue.kind != CueKind::Verb)?;
            let bettered = told.span.len() > 3 && matches!(told.kind, CueKind::Adverb | CueKind::Rise);
            let silent = !view.figures.iter().any(|figure| before.contains(figure.span));
            let subject = phrase::clean(view.text.get(start..told.span.start)?);
            (bettered && silent && subject.chars().count() >= least && !subject.contains('、'))
                .then_some(subject)
        })?;
        let rated = view.words(WordRole::BareRate).end_of(&object).map_or(0, str::len);
        Some(object[..object.len() - rated].to_owned())
    }

    /// What the clause before says that something is done for: 为加快社会保障体系建设,|财政安排2000亿元.
    pub(super) fn purpose_before(&self, clause: Span) -> Option<String> {
        let before = self.view.clause_before(clause.start)?;
        let purpose = self.view.slice(before).strip_prefix('为')?;
        let caused = self.view.words(WordRole::Causing).start_of(purpose).filter(|verb| verb.len() > 3);
        let start = before.end - purpose.len();
        let object = behind_verbs(self.view, Span::new(start, before.end));
        let object = object.or_else(|| caused.map(|verb| start + verb.len()))?;
        let object = phrase::clean(&self.view.text[object..before.end]);
        (3..=MAX_OWNER).contains(&object.chars().count()).then_some(object)
    }

    /// What a clause behind says that money is for: 财政安排800亿元,比上年增加160亿元,|支持卫生事业发展.
    pub(super) fn purpose_behind(&self, clause: Span) -> Option<String> {
        let mut rest = self.view.text.get(clause.end..)?;
        for _ in 0..2 {
            rest = rest.strip_prefix(',')?;
            let end = rest.find([',', '。', ';', ':']).unwrap_or(rest.len());
            if let Some(purpose) =
                rest[..end].strip_prefix("支持").or_else(|| rest[..end].strip_prefix("用于"))
            {
                let object = phrase::clean(purpose);
                let fits = (3..=MAX_OWNER).contains(&object.chars().count()) && !object.contains('、');
                return fits.then_some(object);
            }
            rest = &rest[end..];
        }
        None
    }

    /// The noun behind the verb that the clause before begins with, if it has no figure.
    pub(super) fn object_before(&self, clause: Span) -> Option<String> {
        self.object_of_clause(self.view.clause_before(clause.start)?)
    }

    /// The noun behind the verb that a clause without a figure begins with.
    fn object_of_clause(&self, before: Span) -> Option<String> {
        let view = self.view;
        if view.figures.iter().any(|figure| before.contains(figure.span)) {
            return None;
        }
        let start = phrase::trim_start(view, before, &mut Phrase::default()).min(before.end);
        // 在全国农村|全面推行|新型合作医疗制度.
        let placed = view.slice(before).starts_with('在');
        let verb = view
            .cues_in(Span::new(start, before.end))
            .find(|cue| matches!(cue.kind, CueKind::Act | CueKind::Do));
        let start = verb.filter(|_| placed).map_or(start, |verb| verb.span.start);
        let object = behind_verbs(view, Span::new(start, before.end))?;
        let object = phrase::clean(view.slice(phrase::trimmed(view, Span::new(object, before.end))));
        let object = object.trim_start_matches('了');
        // 壮大软件、电子商务等|数字经济核心产业.
        let kind = object
            .rsplit_once('等')
            .map(|(_, kind)| kind)
            .filter(|kind| kind.chars().nth(2).is_some() && !kind.starts_with('级'))
            .filter(|kind| {
                !object[..object.len() - kind.len() - '等'.len_utf8()].ends_with(['中', '高', '初'])
            });
        let object = kind.unwrap_or(object).to_owned();
        (object.chars().count() >= 3 && !object.contains('、')).then_some(object)
    }

    /// `metric`, an amount put into the noun behind the figure: 总投资|44亿元的29个|储能项目, 总规模|90亿元的|产业基金.
    pub(super) fn invested(&self, metric: &str, figure: &Quantity, clause: Span) -> Option<String> {
        let view = self.view;
        let metric = if metric == "投资" { "总投资" } else { metric };
        let rest = view.text[figure.outer.end..clause.end.max(figure.outer.end)].strip_prefix('的')?;
        if !view.words(WordRole::Invested).contains(metric) {
            return None;
        }
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
        let counted = view.words(WordRole::Counted).first_in(&words).map_or(words.len(), |head| head.end);
        let words = &words[..counted];
        let state = view.words(WordRole::State).end_of(words).map_or(0, str::len);
        let words = &words[..words.len() - state];
        let fits = !listed && (3..=MAX_OWNER).contains(&words.chars().count());
        fits.then(|| format!("{words}{metric}"))
    }

    /// The word before a figure that its unit, one character, ends: 班列 for 列.
    pub(super) fn thing_in_unit(&self, figure: &Quantity) -> Option<&str> {
        let text = &self.view.text[..figure.outer.start];
        let mut unit = figure.unit.chars();
        let (unit, None) = (unit.next()?, unit.next()) else { return None };
        let before = &text[..text.rfind(unit)?];
        let start = before.char_indices().next_back().filter(|(_, c)| c.is_alphabetic())?.0;
        Some(&text[start..before.len() + unit.len_utf8()])
    }

    /// `name`, a number of people or a loss, behind what it is from: 生产安全事故|起数、死亡人数.
    pub(super) fn toll_of(&self, name: &str) -> Option<String> {
        names::toll(&self.memory.last()?.indicator, name, self.view.lexicon)
    }

    /// `name`, a bare thing behind the figure, with what stands before it: 河道治理等|15项|工程, 科学城第二轮|82个|项目.
    pub(super) fn with_example(&self, name: String, before: &str) -> String {
        let view = self.view;
        if !view.is_thing(&name) && name.chars().nth(2).is_some() {
            return name;
        }
        let before = phrase::clean(before);
        let listed = before.strip_suffix('等');
        let first = listed.unwrap_or(&before).split('、').next().unwrap_or_default();
        let fits = (2..=MAX_OWNER).contains(&first.chars().count()) && !name.starts_with(first);
        match listed {
            Some(_) if fits => format!("{first}等{name}"),
            None if fits && !before.contains('、') && view.lexicon.cues.scan(first).is_empty() => {
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

/// Where the verbs that `span` begins with end, if it does with one: 重点|发展|职业教育.
fn behind_verbs(view: &View<'_>, span: Span) -> Option<usize> {
    let verb_at = |at: usize| {
        let cue = view.cue_beginning(at).map(|cue| cue.span.end).filter(|end| *end < span.end);
        let light = || view.words(WordRole::LightVerb).start_of(&view.text[at..span.end]);
        cue.or_else(|| light().map(|verb| at + verb.len()))
    };
    let stressed = view.words(WordRole::Emphasis).start_of(view.slice(span)).map_or(0, str::len);
    let mut end = verb_at(span.start).or_else(|| verb_at(span.start + stressed))?;
    while let Some(next) = verb_at(end) {
        end = next;
    }
    Some(end)
}
