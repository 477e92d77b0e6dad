//! Names from what stands behind a figure: 130个|重点工程, 7家|企业入围全国制造业500强, 投资12亿元|实施水环境治理工程.

use super::super::lexicon::{Cue, CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::condition;
use super::noun;
use super::phrase::{self, Phrase};
use super::time;
use super::view::View;
use super::words::short;
use crate::source::Span;

/// Most characters of what stands behind a figure whose verb stands before it.
const MAX_TAIL: usize = 20;

/// Most characters of those who are given something, before their number.
const MAX_LED: usize = 16;

/// Most characters of what those who were made to do something did.
const MAX_DONE: usize = 16;

/// Most characters of what all that are counted did.
const MAX_OUTCOME: usize = 6;

/// Most characters of a product whose metric a list shares.
const MAX_PRODUCT: usize = 8;

/// Most characters of a grade that is reached: 达地表水Ⅱ类.
const MAX_STATE: usize = 12;

/// Most characters of those who won something, which their name then tells.
const MAX_WINNER: usize = 8;

/// The text behind a figure, or the last one of a group.
pub(super) struct Behind<'v, 't> {
    view: &'v View<'t>,
    /// Where the figure ends.
    from: usize,
    /// The noun phrase, or empty.
    pub(super) noun: Span,
    /// The verb phrase that follows it.
    pub(super) verb: Span,
    /// The noun phrase reaches up to another figure, whose name it may be.
    joined: bool,
}

impl<'v, 't> Behind<'v, 't> {
    /// What stands from `from` up to `bound`, where the next figure or the clause ends it.
    pub(super) fn new(view: &'v View<'t>, from: usize, bound: usize, clause: Span) -> Self {
        let (noun, verb) = noun::behind(view, Span::new(from, bound.max(from)));
        Self { view, from, noun, verb, joined: bound < clause.end && noun.end == bound }
    }

    /// Whether the noun phrase names the figure rather than `before`, the phrase before it, which is a name if `own`.
    pub(super) fn is_preferred(&self, figure: &Quantity, before: &Phrase, own: bool) -> bool {
        let weak = |kind| matches!(kind, CueKind::Act | CueKind::Do | CueKind::Adverb);
        let cue = self.view.cue_beginning(self.from);
        if self.noun.is_empty() || cue.is_some_and(|cue| cue.span.len() > 3 && !weak(cue.kind)) {
            return false;
        }
        let amount = matches!(
            figure.class,
            UnitClass::Count | UnitClass::Person | UnitClass::Money | UnitClass::Measure
        );
        if before.of && amount && !self.view.text[self.from..].starts_with('的') {
            // 上级下达的36亿元家电以旧换新资金.
            return true;
        }
        match figure.class {
            UnitClass::Count | UnitClass::Person => {
                // 改造农村电网11个|村: a character alone says less than what stands before.
                let alone =
                    matches!(self.view.slice(self.noun), "村" | "乡" | "镇" | "县") && before.span.len() > 6;
                // A、B等5个项目: what stands before is a list of examples.
                !own || !alone && !self.joined || self.view.slice(before.span).ends_with('等')
            }
            UnitClass::Measure => {
                // 22公里的城市内环线: where nothing else names it.
                let described = self.view.text[self.from..].starts_with('的');
                // 建成1号线、3号线东段共|46公里|轨道交通线.
                let summed = self.view.text[..figure.outer.start].ends_with('共')
                    && self.view.slice(before.span).contains('、');
                (!before.reached || !own || summed) && !self.joined && (!described || !own)
            }
            // 形成3.28万亿元的投资规模.
            UnitClass::Money if own => {
                self.view.text[self.from..].starts_with('的')
                    && !self.joined
                    && before.cut.is_none()
                    && self.view.lexicon.indicators.is_metric(self.view.slice(self.noun))
            }
            // 山区50%的农村教师.
            UnitClass::Percent if own && before.share.is_none() && !before.reached => {
                let of = self.view.text[self.from..].starts_with('的');
                of && !self.joined
                    && before.change.is_none()
                    && self.view.slice(self.noun).chars().nth(2).is_some()
            }
            UnitClass::Money | UnitClass::Percent | UnitClass::Times => !own && before.change.is_none(),
            _ => false,
        }
    }

    /// The noun phrase without what says no more of those counted.
    fn plain_noun(&self, figure: &Quantity) -> Option<String> {
        let mut words = phrase::clean(self.view.slice(self.noun));
        if let Some(done) = words.find('了').filter(|at| *at > 0 && !words[..*at].ends_with(['为', '除']))
        {
            // 行政村通|了|公路.
            words.remove(done);
        }
        if words.ends_with("之一") {
            return None;
        }
        if figure.class == UnitClass::Person
            && let Some(at) = self.view.words(WordRole::Need).first_in(&words).map(|need| need.start)
            && self.view.words(WordRole::Livestock).is_in(&words[..at])
        {
            // 1.3万人、8600头大牲畜的|饮水困难.
            words.replace_range(..at, "");
        }
        if let Some(shorter) = words.strip_suffix("全部").filter(|shorter| shorter.chars().nth(1).is_some())
        {
            // 8个村集体经济收入|全部|突破20万元.
            words.truncate(shorter.len());
        }
        Some(words)
    }

    /// The name, and the end of the text that it used.
    pub(super) fn name(&self, figure: &Quantity) -> Option<(String, usize)> {
        let view = self.view;
        let indicators = &view.lexicon.indicators;
        let mut words = self.plain_noun(figure)?;
        let bettered =
            view.cue_beginning(self.noun.end).filter(|cue| cue.kind == CueKind::Rise && !self.joined);
        if let Some(cue) = bettered.filter(|_| view.words(WordRole::Quality).end_of(&words).is_some()) {
            // 7条道路品质|提升.
            words += cue.span.of(view.text);
        }
        for role in [WordRole::ClosingAdverb, WordRole::Pace, WordRole::LightEnd] {
            // 农村群众用水质量|显著提升, 优质高中|建设步伐.
            let cut = view.words(role).end_of(&words).filter(|word| word.chars().nth(1).is_some());
            let paced = role != WordRole::LightEnd || self.noun_ends_with_pace();
            words.truncate(words.len() - cut.filter(|_| paced).map_or(0, str::len));
        }
        if let Some(had) = self.had_by(figure) {
            words = had;
        }
        if let Some(told) = self.told_of() {
            return Some(told);
        }
        let bare = words.chars().count() <= 2 && !view.is_thing(&words);
        if bare && !self.verb.is_empty() && !self.is_verb_of_next() {
            // 4次集中签约: a verb phrase as a whole.
            words = phrase::clean(view.slice(Span::new(self.noun.start, self.verb.end)));
        }
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person);
        if figure.class == UnitClass::Count
            && let Some(owner) = self.owner_of_metric(&words)
        {
            // 17个重点制造业|增加值增长8%: the metric is of the counted ones.
            words.truncate(owner);
            return short(&words).then_some((words, self.noun.start));
        }
        if self.joined && counted {
            words.truncate(self.end_of_counted(&words));
        }
        if figure.class == UnitClass::Person
            && !self.joined
            && let Some(done) = self.done_by().filter(|done| !words.ends_with(done.as_str()))
        {
            // 帮助5000名毕业生|实现就业.
            words += &done;
        }
        words += &self.became(&words, figure);
        if let Some(shared) = self.shared(&words) {
            words += &phrase::clean(shared);
        } else if let Some(metric) = self.shared_end(&words, figure.class) {
            words += metric;
        }
        let won = view
            .cue_beginning(self.verb.start)
            .is_some_and(|cue| cue.kind == CueKind::Award || cue.span.of(view.text) == "获");
        let caused = self.is_caused(figure.outer.start);
        if !self.joined && (view.is_thing(&words) || won && words.chars().count() <= MAX_WINNER || caused) {
            words = self.with_verb(&words);
        } else if let Some(doer) = view.words(WordRole::Doer).start_of(&words)
            && !indicators.ends_with_head(&words)
        {
            // 5家企业工业窑炉提标改造.
            words = format!("{}{doer}", &words[doer.len()..]);
        }
        if figure.class == UnitClass::Money && self.joined && words.chars().count() <= 2 {
            words += &self.counted_next();
        }
        match view.lexicon.units.dimension(&figure.unit) {
            "area" => words += "面积",
            "length" => words += "长度",
            _ if figure.class == UnitClass::Money && !indicators.ends_with_head(&words) => words += "资金",
            _ => {}
        }
        if counted {
            words = self.with_shared_award(words);
        }
        let used = match figure.class {
            UnitClass::Money if self.joined => self.from,
            _ if self.joined && counted => self.noun.start,
            _ => self.noun.end,
        };
        short(&words).then_some((words, used))
    }

    /// Whether a verb before `start` makes what follows do what the next verb says: 支持|2所学校改造危房, 为|80万人提供帮扶.
    fn is_caused(&self, start: usize) -> bool {
        let view = self.view;
        let light = |cue: &Cue| {
            view.words(WordRole::LightVerb).contains(cue.span.of(view.text))
                && view.slice(self.verb).contains('、')
        };
        let doing = view.cue_beginning(self.verb.start).filter(|cue| !light(cue)).map(|cue| cue.kind);
        // 为9000名残疾人|发放补贴|5000万元: the verb is of the next figure.
        let done = view.slice(self.verb).split('、').next().unwrap_or_default();
        let next = view.figures.iter().any(|figure| figure.outer.start == self.verb.start + done.len());
        let cause = view.words(WordRole::Causing).end_of(&view.text[..start]);
        let led = &view.text[view.clause(start).start..start];
        // 对符合条件的|580户企业实施…, 向低保人员等|33万困难群众发放….
        let given = led.ends_with(['的', '等'])
            && led.chars().count() <= MAX_LED
            && led.contains(['对', '为', '向', '给']);
        let caused = cause.is_some_and(|verb| verb.len() > 3 || view.cue_ending(start).is_some());
        matches!(doing, Some(CueKind::Act | CueKind::Do))
            && !next
            && done.chars().count() <= MAX_DONE
            && (given || caused)
    }

    /// What something has that is the only one: 成为唯一拥有5个|专业化法庭|的城市.
    fn had_by(&self, figure: &Quantity) -> Option<String> {
        let before = &self.view.text[..figure.outer.start];
        let clause = self.view.clause(figure.outer.start);
        let only = self.view.words(WordRole::OnlyOne).is_in(&self.view.text[clause.start..before.len()]);
        let had = before.ends_with(['有', '备']) && only;
        let (thing, _) = self.view.slice(self.noun).split_once('的').filter(|_| had)?;
        (thing.chars().nth(1).is_some()).then(|| phrase::clean(thing))
    }

    /// 191家|工业企业|营业收入超百亿元: what is told of the counted ones limits them.
    fn told_of(&self) -> Option<(String, usize)> {
        let words = self.view.slice(self.noun);
        let figures = &self.view.figures;
        let Some(amount) = figures.iter().find(|figure| self.noun.contains(figure.span)) else {
            // 18个村集体经济收入|突破50万元.
            let bounded = |next: &&Quantity| {
                let money = next.class == UnitClass::Money && next.outer.start < next.span.start;
                money && next.outer.start == self.noun.end
            };
            let amount = figures.iter().find(bounded)?;
            let end = condition::counted_with(self.view, words)?;
            let told = self.view.text.get(self.noun.start + end..amount.outer.end)?;
            return Some((phrase::clean(&format!("{told}{}", &words[..end])), amount.outer.end));
        };
        let between = self.view.text.get(self.noun.start..amount.outer.start)?;
        let end = condition::counted_with(self.view, between)?;
        Some((phrase::clean(&format!("{}{}", &words[end..], &words[..end])), self.noun.end))
    }

    /// Whether the verb leads to another count of those counted: 反馈的32个问题|完成整改|29个.
    fn is_verb_of_next(&self) -> bool {
        let figures = &self.view.figures;
        let next = figures.iter().find(|next| next.outer.start == self.verb.end);
        let own = || figures.iter().find(|figure| figure.outer.end == self.from);
        next.is_some_and(|next| own().is_some_and(|own| own.unit == next.unit))
    }

    /// Where the things counted end in `重点制造业增加值`, a metric of theirs.
    fn owner_of_metric(&self, words: &str) -> Option<usize> {
        let indicators = &self.view.lexicon.indicators;
        let words = time::without_reference(words, self.view.lexicon).unwrap_or(words);
        let head = indicators.head_of(words).filter(|head| indicators.is_metric(head))?;
        let changes = self.view.cue_beginning(self.verb.start).is_some_and(|cue| {
            matches!(
                cue.kind,
                CueKind::Rise | CueKind::Fall | CueKind::Reach | CueKind::Each | CueKind::Respectively
            )
        });
        let end = words.len() - head.len();
        let owners = self.view.words(WordRole::Owner);
        // 12种主要污染物|排放总量.
        let mut ends = words.char_indices().map(|(at, _)| at);
        // 8个市考断面|水质达标率87.5% as well.
        let told = changes || self.joined;
        ends.rfind(|at| *at <= end && told && owners.end_of(&words[..*at]).is_some())
    }

    /// Whether a verb of adding follows the noun: 4家新型研发机构|新增落地.
    pub(super) fn adds(&self) -> bool {
        let near = self.noun.end.max(self.from)..self.verb.start.max(self.noun.end);
        let listed = self.view.text.get(near).is_some_and(|between| between.contains('、'));
        !listed && self.view.cue_beginning(self.verb.start).is_some_and(|cue| cue.kind == CueKind::Add)
    }

    /// Whether the noun ends with how fast something is done: 建设|步伐.
    fn noun_ends_with_pace(&self) -> bool {
        self.view.words(WordRole::Pace).end_of(self.view.slice(self.noun)).is_some()
    }

    /// Where the things counted end in the words up to the next figure: 26个行业大类|中有|18个, 190个重点项目|投资完成率超100%.
    fn end_of_counted(&self, words: &str) -> usize {
        let plain = words.trim_end_matches('有').trim_end_matches('中').len();
        let plain = if words.ends_with(['有', '中']) && plain > 3 { plain } else { words.len() };
        // 带动2.7万户|农户|户均增收3100元, 98个|村|集体经济收入都达标.
        let found = |role: WordRole| {
            let whole = self.view.words(role).iter().filter(|word| word.len() > 3);
            whole.filter_map(|word| words[..plain].find(word)).min()
        };
        let each = found(WordRole::Average);
        if let Some(each) = each.filter(|each| *each > 0) {
            return each;
        }
        // 十件民生实事|投入资金63亿元.
        if let Some(spent) = found(WordRole::Spent).filter(|spent| *spent > 0) {
            return spent;
        }
        let own = words.trim_start_matches('村');
        if self.view.words(WordRole::VillageMetric).start_of(own).is_some() {
            return (words.len() - own.len()).min('村'.len_utf8());
        }
        let head = self.view.words(WordRole::Counted).first_in(&words[..plain]);
        head.map_or(plain, |head| head.end)
    }

    /// What is told of those that a figure is of, as the end of their name: 80%的行政村|建成养老服务中心, 18.6万贫困人口全部|脱贫.
    fn became(&self, words: &str, figure: &Quantity) -> String {
        let view = self.view;
        let doing = |cue: Cue| matches!(cue.kind, CueKind::Achieve | CueKind::Do | CueKind::Act);
        let done = match figure.class {
            UnitClass::Percent if !self.joined && view.text[self.from..].starts_with('的') => {
                let done = phrase::clean(view.slice(self.verb));
                let done = done.split('、').next().filter(|done| done.chars().count() <= MAX_DONE);
                done.filter(|_| view.cue_beginning(self.verb.start).is_some_and(doing)).map(str::to_owned)
            }
            UnitClass::Count | UnitClass::Person => self.outcome().map(str::to_owned),
            _ => None,
        };
        done.filter(|done| !words.ends_with(done.as_str())).unwrap_or_default()
    }

    /// What became of all that are counted, where the verb behind the noun says no more.
    pub(super) fn outcome(&self) -> Option<&'t str> {
        let view = self.view;
        let clause = view.clause(self.from);
        let mut rest = view.text.get(self.noun.end..clause.end)?;
        if let Some(done) = rest.strip_prefix("全部")
            && (2..=MAX_OUTCOME).contains(&done.chars().count())
            && done.chars().all(char::is_alphabetic)
            && !done.starts_with(['达', '超', '为', '是', '在', '由'])
        {
            // 560所学校教室|全部装配空调.
            rest = done;
            if view.words(WordRole::OutcomeLead).start_of(rest).is_none() {
                return Some(done);
            }
        }
        while let Some(lead) = view.words(WordRole::OutcomeLead).start_of(rest) {
            rest = &rest[lead.len()..];
        }
        let rest = rest.trim_start_matches('“');
        let outcome = view.words(WordRole::Outcome).start_of(rest)?;
        let ends = !rest[outcome.len()..].starts_with(char::is_alphanumeric);
        ends.then_some(outcome)
    }

    /// What people counted without a noun come to: 先后有1.8万人|通过多种渠道实现了再就业.
    pub(super) fn came_to(&self) -> Option<String> {
        let clause = self.view.clause(self.from);
        let (way, done) = self.view.text.get(self.from..clause.end)?.split_once("实现")?;
        let done = phrase::clean(done.trim_start_matches('了'));
        let fits = (2..=MAX_OUTCOME).contains(&done.chars().count()) && done.chars().all(char::is_alphabetic);
        (fits && way.starts_with("通过")).then_some(done)
    }

    /// What the people counted come to, behind a verb of achieving.
    fn done_by(&self) -> Option<String> {
        let cue = self.view.cue_beginning(self.verb.start).filter(|cue| cue.kind == CueKind::Achieve)?;
        let end = self.verb.end.max(cue.span.end);
        let done = phrase::clean(self.view.slice(phrase::trimmed(self.view, Span::new(cue.span.end, end))));
        let fits = (2..=MAX_WINNER).contains(&done.chars().count()) && !done.contains(['、', '的']);
        fits.then_some(done)
    }

    /// What a later item of a list says that this one leaves out: 1家百亿级、3家十亿级|企业.
    fn shared(&self, words: &str) -> Option<&'t str> {
        let view = self.view;
        view.words(WordRole::QualifierEnd).end_of(words)?;
        let mut from = self.noun.end;
        let mut next = view.figures.iter().filter(|figure| figure.outer.start > self.from).peekable();
        while let Some(figure) = next.next() {
            if view.text.get(from..figure.outer.start) != Some("、") {
                return None;
            }
            let clause = view.clause(from);
            let bound = next.peek().map_or(clause.end, |after| after.outer.start.min(clause.end));
            let noun = noun::behind(view, Span::new(figure.outer.end, bound.max(figure.outer.end))).0;
            let text = view.slice(noun);
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(6);
            let qualified = |end: &usize| view.words(WordRole::QualifierEnd).end_of(&text[..*end]).is_some();
            match ends.filter(qualified).last().map(|end| &text[end..]) {
                Some("") => from = noun.end,
                rest => return rest.filter(|rest| rest.chars().nth(1).is_some()),
            }
        }
        None
    }

    /// What ends a list of figures and is of each: 20万吨硅料、45吉瓦切片和30吉瓦电池片|产能, 30条小巷和5座桥梁|改造.
    fn shared_end(&self, words: &str, class: UnitClass) -> Option<&'t str> {
        let view = self.view;
        let end_of = |text: &'t str| match class {
            UnitClass::Measure => {
                let head = view.lexicon.indicators.head_of(text);
                head.filter(|head| view.lexicon.indicators.is_metric(head))
            }
            UnitClass::Count => view.words(WordRole::Work).end_of(text),
            // 解决24万农牧民和3万师生|的饮水安全问题.
            UnitClass::Person if !words.contains('的') => {
                text.find('的').filter(|at| *at > 0).map(|at| &text[at..])
            }
            _ => None,
        };
        let own =
            view.words(WordRole::Work).end_of(words).is_some() || view.lexicon.indicators.is_metric(words);
        let done = view.words(WordRole::Doer).start_of(words).is_some();
        if own || done || !(2..=MAX_PRODUCT).contains(&words.chars().count()) {
            return None;
        }
        let mut from = self.noun.end;
        let mut next = view.figures.iter().filter(|figure| figure.outer.start > self.from).peekable();
        while let Some(figure) = next.next() {
            let joined = matches!(view.text.get(from..figure.outer.start), Some("、" | "和" | "及"));
            if !joined || figure.class != class {
                return None;
            }
            let clause = view.clause(from);
            let bound = next.peek().map_or(clause.end, |after| after.outer.start.min(clause.end));
            let noun = noun::behind(view, Span::new(figure.outer.end, bound.max(figure.outer.end))).0;
            let text = view.slice(noun);
            if let Some(end) = end_of(text) {
                return (text.len() > end.len()).then_some(end);
            }
            from = noun.end;
        }
        None
    }

    /// A thing as such (企业) with what it did: 中国民营企业500强企业, 投产项目.
    fn with_verb(&self, thing: &str) -> String {
        let mut span = self.verb;
        // 12个乡镇|全部|获评….
        if let Some(done) = self.view.slice(span).strip_prefix("全部") {
            span.start = span.end - done.len();
        }
        let Some(cue) = self.view.cue_beginning(span.start) else { return thing.to_owned() };
        if cue.kind == CueKind::Award || cue.span.of(self.view.text) == "获" {
            span.start = cue.span.end;
        }
        let mut ignored = Phrase::default();
        let mut start = phrase::trim_start(self.view, span, &mut ignored);
        while let Some(cue) = self.view.cue_beginning(start).filter(|cue| {
            matches!(cue.kind, CueKind::Adverb | CueKind::Reach) && cue.span.end < span.end
                || self.view.words(WordRole::LightVerb).contains(cue.span.of(self.view.text))
        }) {
            start = cue.span.end;
        }
        // 7个村获评|全国绿化示范村.
        let lead = self.view.text[span.start..start.max(span.start)].trim_end_matches(phrase::is_mark);
        if let Some(rest) = lead.strip_suffix("全国").filter(|_| cue.kind == CueKind::Award) {
            start = span.start + rest.len();
        }
        let words = phrase::clean(
            self.view.slice(phrase::trimmed(self.view, Span::new(start.min(span.end), span.end))),
        );
        let light = self.view.words(WordRole::LightEnd).end_of(&words).map_or(0, str::len);
        // 154个项目|加快建设.
        let bare = self.view.words(WordRole::LightVerb).contains(&words[..words.len() - light]);
        let words = if bare { &words[..] } else { &words[..words.len() - light] };
        // 双拥模范城(县、区) is one.
        let words = match words.split('、').next().unwrap_or_default() {
            cut if cut.contains('(') && !cut.contains(')') => words,
            cut => cut,
        };
        // 38家规上企业|完成产值|96亿元: the metric is the next figure's.
        let next = self.view.figures.iter().find(|next| next.outer.start == self.verb.end);
        let metric = next.is_some() && self.view.words(WordRole::BareMetric).contains(words);
        let metric = metric || self.is_verb_of_next();
        match words {
            "" => thing.to_owned(),
            _ if metric => thing.to_owned(),
            long if long.chars().count() > 24 => thing.to_owned(),
            whole if whole.ends_with(thing) => whole.to_owned(),
            words => format!("{words}{thing}"),
        }
    }

    /// `words`, an item of a list, with the list that all its items got on: 16所高校、48个学科|入选“双一流”建设名单.
    fn with_shared_award(&self, words: String) -> String {
        let clause = self.view.clause(self.from);
        let rest = Span::new(self.noun.end.min(clause.end), clause.end);
        let Some(cue) = self.view.cues_in(rest).find(|cue| cue.span.len() > 3) else { return words };
        let list = Span::new(rest.start, cue.span.start);
        let object = Span::new(cue.span.end, clause.end);
        let figures = |span: Span| self.view.figures.iter().filter(|own| span.contains(own.outer)).count();
        let all = cue.kind == CueKind::Award
            && self.view.slice(list).starts_with('、')
            && figures(list) > 0
            && figures(object) == 0;
        if !all {
            return words;
        }
        Behind { verb: Span::new(cue.span.start, clause.end), ..*self }.with_verb(&words)
    }

    /// What `verb` before the figure and the words behind it say together: 解决|1.6万人|因干旱导致饮水困难问题.
    pub(super) fn around(&self, verb: &str) -> Option<String> {
        let span = Span::new(self.noun.start.min(self.verb.start), self.verb.end);
        let tail = phrase::clean(self.view.slice(span));
        let fits = self.noun.is_empty() && (3..=MAX_TAIL).contains(&tail.chars().count());
        (fits && !tail.contains('、')).then(|| format!("{verb}{tail}"))
    }

    /// What money goes to: 投资12亿元|实施水环境治理工程.
    pub(super) fn investment(&self) -> String {
        let start = phrase::trim_start(self.view, self.noun, &mut Phrase::default());
        let doing = self.view.cue_beginning(start).filter(|cue| cue.kind == CueKind::Do);
        let start = doing.map_or(start, |cue| cue.span.end).min(self.noun.end);
        phrase::clean(self.view.slice(Span::new(start, self.noun.end))) + "投资"
    }

    /// The rate that a verb right behind a percentage makes it: 100%|达标.
    pub(super) fn rate(&self) -> Option<String> {
        let view = self.view;
        let rest = &view.text[self.from..view.clause(self.from).end.max(self.from)];
        let end = rest.find(['、', '和']).unwrap_or(rest.len());
        let rate = format!("{}率", &rest[..end]);
        view.words(WordRole::BareRate).contains(&rate).then_some(rate)
    }

    /// The grade that a percentage right before it reaches: 河流水质95%|稳定达地表水Ⅱ类.
    pub(super) fn state_reached(&self) -> Option<String> {
        let clause = self.view.clause(self.from);
        let rest = self.view.text.get(self.from..clause.end)?;
        let told = rest.trim_start_matches("稳定").trim_start_matches("全部");
        let reached = ["达", "优于", "符合"].iter().any(|verb| told.starts_with(verb));
        let state = phrase::clean(told);
        let plain =
            state.chars().all(char::is_alphanumeric) && (4..=MAX_STATE).contains(&state.chars().count());
        (reached && plain && self.view.figures.iter().all(|figure| figure.outer.start < self.from))
            .then_some(state)
    }

    /// What those named by `name`, 为 and people, are given.
    pub(super) fn given(&self, name: &str) -> Option<String> {
        let given = if self.noun.is_empty() { self.verb } else { self.noun };
        let words = phrase::clean(self.view.slice(given));
        let doing = self.view.cue_beginning(given.start).is_some_and(|cue| cue.kind == CueKind::Do);
        (name.starts_with('为') && doing && short(&words)).then_some(words)
    }

    /// What money without a name is for: 2000万元|用于水利.
    pub(super) fn purpose(&self) -> Option<String> {
        let words = phrase::clean(self.view.slice(self.verb));
        short(&words).then(|| words + "资金")
    }

    /// What the figure right behind the noun counts: 投入12亿元|办好|20件|民生实事.
    fn counted_next(&self) -> String {
        let figures = &self.view.figures;
        let Some(next) = figures.iter().find(|next| next.outer.start == self.noun.end) else {
            return String::new();
        };
        let end = self.view.clause(next.outer.end).end.max(next.outer.end);
        phrase::clean(self.view.slice(noun::behind(self.view, Span::new(next.outer.end, end)).0))
    }
}
