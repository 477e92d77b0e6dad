//! Indicators of the figures of one sentence, in order: what stands before a figure, behind it, or was named before.

use std::ops::Range;

use super::super::fact::{Comparator, MeasureType};
use super::super::lexicon::{CueKind, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::behind::Behind;
use super::condition::{self, Role};
use super::medal::medal;
use super::phrase::{self, Phrase};
use super::shape::shape;
use super::time::{self, Since};
use super::view::View;
use super::words::{is_name, plain};
use crate::source::Span;

/// A figure with its indicator: what a fact says but for region and time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Index of the figure in its sentence.
    pub figure: usize,
    /// Its indicator.
    pub indicator: String,
    /// Its type.
    pub measure_type: MeasureType,
    /// -1 for a decrease.
    pub sign: f64,
    /// How it bounds the truth.
    pub op: Comparator,
    /// Where the words of its indicator begin, or the figure itself.
    pub at: usize,
    /// Id of the rule.
    pub rule: &'static str,
    /// The year that the words around the figure tell, where it is not the one of its sentence.
    pub since: Option<Since>,
}

/// Most characters of the verbs that undo something: 取消和调整.
const MAX_UNDOING: usize = 6;

/// The rule of a second, higher goal: 增长9%,力争10%.
pub(super) const FURTHER_GOAL: &str = "measure.further-goal";

/// The rule of what some of those counted before did: 其中3个已开工.
const PART_DONE: &str = "measure.part-done";

/// What was named before, in this sentence.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) indicator: String,
    /// Start of its clause.
    pub(super) clause: usize,
    pub(super) added: bool,
    pub(super) class: UnitClass,
    pub(super) unit: String,
    /// Of a rate of change whether it is a rise.
    pub(super) change: Option<bool>,
    /// Some of those counted before, told by a limit alone: 其中10亿元以上6个.
    pub(super) part: bool,
    /// What a share is of: 财政收入 of 财政收入占预算比重.
    pub(super) owner: Option<String>,
}

impl Named {
    /// Whether `figure` is told in the same unit, be it in another magnitude: 1.2万套 and 860套.
    pub(super) fn is_in_unit_of(&self, figure: &Quantity) -> bool {
        let plain = |unit: &'_ str| unit.trim_start_matches(['十', '百', '千', '万', '亿']).to_owned();
        plain(&self.unit) == plain(&figure.unit)
    }
}

/// Figures of one sentence on their way to drafts.
pub(super) struct Namer<'v, 't> {
    pub(super) view: &'v View<'t>,
    roles: Vec<Role>,
    pub(super) memory: Vec<Named>,
    pub(super) drafts: Vec<Draft>,
    /// The last figure of the sentence before, where only ; parts them.
    pub(super) earlier: Option<Named>,
    /// End of the text that the figure before has used, and its index.
    pub(super) used: Option<(usize, usize)>,
    /// Those for each of whom a clause, by its start, tells its figures.
    each: Option<(usize, &'t str)>,
}

/// A name with how it was found.
pub(super) struct Found {
    pub(super) names: Vec<String>,
    pub(super) at: usize,
    pub(super) added: bool,
    pub(super) rule: &'static str,
}

/// Drafts of all figures of a sentence that measure something, and the last of them, for the sentence behind ;.
/// `earlier` is that of the sentence before.
pub(super) fn drafts(view: &View<'_>, earlier: Option<Named>) -> (Vec<Draft>, Option<Named>) {
    let roles = condition::roles(view);
    let (memory, drafts) = (Vec::new(), Vec::new());
    let mut namer = Namer { view, roles, memory, drafts, earlier, used: None, each: None };
    let mut at = 0;
    while at < view.figures.len() {
        at = if namer.roles[at] == Role::Word { at + 1 } else { namer.step(at) };
    }
    (namer.drafts, namer.memory.pop())
}

impl Namer<'_, '_> {
    /// Names the figure `first` and those that share its phrase; gives the next figure to look at.
    fn step(&mut self, first: usize) -> usize {
        let view = self.view;
        let figure = &view.figures[first];
        let clause = view.clause(figure.span.start);
        if let Some(medal) = medal(figure, view.text) {
            return self.won(first, &medal, clause);
        }
        let stretch = self.stretch(first, clause);
        let group = self.group(first, clause);
        let last = group.end - 1;
        self.used = Some((view.figures[last].outer.end, last));
        let moved = figure.unit.ends_with("位次");
        let place =
            moved || figure.unit == "位" && view.words(WordRole::PlaceTold).is_in(view.slice(stretch));
        if figure.class == UnitClass::Rank || place {
            return self.rank(first, stretch, clause);
        }
        let mut phrase = phrase::before(view, stretch, figure.class);
        self.take_rate_behind(last, &mut phrase);
        self.take_change_before(first, clause, &mut phrase);
        self.take_more_earned(figure, &mut phrase);
        // The parts of a ratio have each a name of its own.
        let makeup = group.len() > 1 && view.figures[last].said.start <= figure.span.start;
        let found = self.find(&group, &phrase, clause);
        if let Some(mut found) = found.filter(|found| !makeup || found.names.len() == group.len()) {
            // 每县打造1个示范街区、|1个示范乡镇.
            let listed = view.text[..stretch.start].ends_with('、') && phrase.cut.is_none();
            let before = self.each.filter(|(of, _)| *of == clause.start && listed).map(|(_, each)| each);
            if let Some(each) = phrase::for_each(view, stretch).or(before) {
                self.each = Some((clause.start, each));
                // 每个县|打造1至2个示范片区.
                for name in found.names.iter_mut().filter(|name| !name.contains('每')) {
                    name.insert_str(0, each);
                }
            }
            self.push(group, &phrase, &found, clause);
            self.push_start(first, clause);
        }
        last + 1
    }

    /// Reads 增收 alone, behind an amount that came in, as an adding verb, 短收 as a fall: 财政收入8.6亿元,|增收1亿元.
    fn take_more_earned(&self, figure: &Quantity, phrase: &mut Phrase) {
        if figure.class != UnitClass::Money {
            return;
        }
        let income = |last: &&Named| last.indicator.ends_with(['入', '税']) && last.is_in_unit_of(figure);
        let words = self.view.slice(phrase.span);
        let more = self.view.words(WordRole::MoreEarned).contains(words);
        // 同比|减收 is read as a comparison alone.
        let told = if words.is_empty() { &self.view.text[..figure.outer.start] } else { words };
        let less = self.view.words(WordRole::LessEarned).end_of(told);
        if (more || less.is_some_and(|less| words.is_empty() || less == words))
            && self.memory.iter().rev().take(2).any(|last| income(&last))
        {
            phrase.span = Span::new(phrase.span.end, phrase.span.end);
            phrase.added = more;
            phrase.change = (!more).then_some(false);
        } else if let Some(less) = less.filter(|less| less.len() < words.len())
            && words[..words.len() - less.len()].ends_with(['入', '税', '金', '费'])
        {
            // 土地出让收入|减收|2亿元.
            phrase.span.end -= less.len();
            phrase.change = Some(false);
        }
    }

    /// Takes the change that is said behind a percentage: 保持8%以上的|增长, 实现两位数|增长.
    fn take_rate_behind(&self, at: usize, phrase: &mut Phrase) {
        let view = self.view;
        let figure = &view.figures[at];
        let behind = view.text[figure.outer.end..].trim_start_matches('的');
        let grows = behind.strip_prefix("增长").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let digits = figure.span.of(view.text).ends_with('数');
        if figure.class == UnitClass::Percent
            && phrase.change.is_none()
            && phrase.share.is_none()
            && (grows || digits)
        {
            phrase.change = Some(true);
            // 甲、乙实现两位数增长: of both.
            phrase.each |= digits && view.slice(phrase.span).contains('、');
        }
    }

    /// Takes the change that a list begins with and that is of all its items: 压减|会议28%、|文件32%.
    fn take_change_before(&self, at: usize, clause: Span, phrase: &mut Phrase) {
        let figures = &self.view.figures;
        let Some(before) = at.checked_sub(1).map(|at| &figures[at]) else { return };
        let own = self.view.slice(phrase.span);
        let bare =
            phrase.change.is_none() && !phrase.reached && phrase.share.is_none() && phrase.cut.is_none();
        let item = before.outer.end + '、'.len_utf8() == phrase.span.start.min(figures[at].outer.start)
            || self.view.text[before.outer.end.min(phrase.span.start)..phrase.span.start].trim_matches('“')
                == "、";
        let last = self.memory.last().filter(|last| last.clause == clause.start && last.change.is_some());
        let told = || {
            // The change stands before the first item's name, not before its figure.
            let start = phrase::trim_start(self.view, clause, &mut Phrase::default());
            let led = self.view.cue_beginning(start)?;
            let behind = self.view.cue_ending(before.outer.start).map(|cue| cue.kind);
            let changes = |kind| matches!(kind, CueKind::Rise | CueKind::Fall);
            (changes(led.kind) && !behind.is_some_and(changes)).then_some(led.kind == CueKind::Rise)
        };
        if figures[at].class == UnitClass::Percent
            && before.class == UnitClass::Percent
            && bare
            && item
            && last.is_some()
            && !own.ends_with(['率', '比', '重'])
        {
            phrase.change = told();
        }
    }

    /// The text before a figure that can name it.
    fn stretch(&self, at: usize, clause: Span) -> Span {
        let end = self.view.figures[at].outer.start;
        let mut start = clause.start;
        if let Some((used, before)) = self.used.filter(|(used, _)| *used > clause.start && *used <= end) {
            start = used;
            // Behind 、 a new item begins; what stands before it belongs to the figure before.
            let from = self.view.figures[before].outer.end;
            let between = &self.view.text[from..end];
            // 建议394件|和提案、意见341件.
            let joined = between.starts_with(['和', '与', '及']);
            let item = between.find('、').filter(|_| !joined).map(|mark| from + mark + '、'.len_utf8());
            start = item.map_or(start, |item| item.max(start));
        }
        let stretch = Span::new(start.min(end), end);
        if stretch.is_empty() && start == clause.start {
            // 实际利用内资(省外5000万元以上项目资金)|156亿元.
            return self.before_bracket(start).unwrap_or(stretch);
        }
        stretch
    }

    /// The clause up to the bracket that ends at `end`.
    fn before_bracket(&self, end: usize) -> Option<Span> {
        let inside = self.view.text[..end].strip_suffix(')')?;
        let open = inside.rfind('(')?;
        let clause = self.view.clause(open);
        let used = self.view.figures.iter().any(|figure| Span::new(clause.start, open).contains(figure.span));
        (!used && clause.start < open).then(|| Span::new(clause.start, open))
    }

    /// The figures from `first` on with nothing but joining marks between: `A家、B家和C家`.
    fn group(&self, first: usize, clause: Span) -> Range<usize> {
        let figures = &self.view.figures;
        // 新登记3万户、突破12万户: a second level, not a second thing.
        let bounded = |at: usize| figures[at].outer.start < figures[at].span.start;
        // 分别增长82.4%、1.1倍和24.3%.
        let rates = |at: usize| matches!(figures[at].class, UnitClass::Percent | UnitClass::Times);
        let in_order = || self.n_in_order(first, clause).is_some_and(|n| n > 1);
        let joins = |next: &usize| {
            let last = figures[next - 1].outer.end;
            let start = figures[*next].outer.start;
            let between = self.view.text[last..start.max(last)].trim_matches(['、', '和', '与', '及']);
            // 每人每月300元和|每人每年|2100元.
            let per = self.view.words(WordRole::Per).contains(between);
            (per || between.is_empty() || figures[*next].said.start < last)
                && start < clause.end
                && (bounded(first) || !bounded(*next))
                && (figures[*next].class == figures[first].class
                    || rates(*next) && rates(first)
                    || self.is_of_pair(first, *next, clause)
                    || in_order())
                && self.roles[*next] == Role::Figure
        };
        if figures[first].class == UnitClass::Rank {
            return first..first + 1;
        }
        first..first + 1 + (first + 1..figures.len()).take_while(joins).count()
    }

    /// How many figures from `first` on, of whatever kind, follow a list of as many: 绿地率、人均绿地分别达|36%、12平方米.
    fn n_in_order(&self, first: usize, clause: Span) -> Option<usize> {
        let figures = &self.view.figures;
        let listed = self.view.text.get(clause.start..figures[first].outer.start)?;
        let (subjects, _) = listed.split_once("分别")?;
        let follows = |next: &usize| {
            let between = figures[next - 1].outer.end..figures[*next].outer.start;
            matches!(self.view.text.get(between), Some("、" | "和" | "与" | "及"))
                && figures[*next].outer.end <= clause.end
                && self.roles[*next] == Role::Figure
        };
        let n = 1 + (first + 1..figures.len()).take_while(follows).count();
        let n_subjects = subjects.split(['、', '和', '与']).filter(|part| !part.is_empty()).count();
        (n == n_subjects).then_some(n)
    }

    /// Whether people and goods are told of a pair of things: 客货运吞吐量分别达|310万人次、2.6万吨.
    fn is_of_pair(&self, first: usize, next: usize, clause: Span) -> bool {
        let figures = &self.view.figures;
        let thing = |at: usize| matches!(figures[at].class, UnitClass::Person | UnitClass::Measure);
        let before = || self.view.text.get(clause.start..figures[first].outer.start);
        next == first + 1
            && thing(first)
            && thing(next)
            && before()
                .and_then(|before| before.split_once("分别"))
                .is_some_and(|(both, _)| self.view.lexicon.pairs.apart(both).is_some())
    }

    /// Names for a group of figures.
    fn find(&mut self, group: &Range<usize>, phrase: &Phrase, clause: Span) -> Option<Found> {
        let view = self.view;
        let figure = &view.figures[group.start];
        let text = self.under_head(self.without_aim(self.left_text(phrase)), phrase, figure);
        let text = self.next_invested(text, figure);
        // 省、苏州和50个本市重大项目: a list that goes on behind the figure.
        let joined = view.cue_ending(figure.outer.start).is_none_or(|cue| cue.span.len() <= 3);
        let continued = matches!(figure.class, UnitClass::Count | UnitClass::Person)
            && joined
            && view.text[..figure.outer.start].ends_with(['和', '与', '及']);
        // 税收收入91.9亿元,占|82.1%.
        let told = text.chars().nth(1).is_some() || phrase.share.is_some() && !self.memory.is_empty();
        let own = !view.is_empty_word(&text) && !continued && told;
        // 帮扶|4.76万户19.88万名监测对象: a verb alone names nothing.
        let lone = view.words(WordRole::Undoing).contains(&text)
            || view.lexicon.cues.scan(&text).next().is_some_and(|cue| {
                cue.span.len() == text.len() && matches!(cue.kind, CueKind::Act | CueKind::Do)
            });
        let (after, end) = if own && !lone {
            (group.end, view.figures[group.end - 1].outer.end)
        } else {
            self.chain(group.end, clause)
        };
        let behind = Behind::new(view, end, self.right_bound(after, clause), clause);
        let further = self.further_investment(figure, clause).filter(|_| !own);
        if let Some(found) = further.or_else(|| self.spent_behind(&text, phrase, figure, clause)) {
            return Some(found);
        }
        // 带动2.7万户农户|户均增收3100元: a verb of reaching is no name.
        let named = own && !view.words(WordRole::Reaching).contains(&text);
        let population = !own && figure.span.of(view.text).ends_with("人口");
        if !population
            && behind.is_preferred(figure, phrase, named)
            && let Some((name, used)) = behind.name(figure)
        {
            // What stands between two figures may name both: 投入1.6亿元救助困难群众8.5万人次.
            self.used = Some((used.max(end), group.end - 1));
            let names = vec![self.with_front(name, &text, phrase, figure, own)];
            // 乙园新建一期、丙园二期|等15个项目: the verb is of one example.
            let of_one =
                |verb: Span| !phrase::only_lead(view, clause.start, verb.start) && text.ends_with('等');
            let added = phrase.added && !phrase.cut.is_some_and(of_one);
            let (at, added) = (figure.span.start, added || behind.adds());
            return Some(Found { names, at, added, rule: "measure.noun-behind" });
        }
        if matches!(figure.class, UnitClass::Money | UnitClass::Measure)
            && own
            && let Some(name) = self.invested(&text, figure, clause)
        {
            let (names, at) = (vec![name], figure.span.start);
            return Some(Found { names, at, added: phrase.added, rule: "measure.investment" });
        }
        if text == "投资" && figure.class == UnitClass::Money && !behind.noun.is_empty() {
            if view.text[figure.outer.end..].starts_with('的') {
                // 投资80亿元的产业园.
                let (names, at) = (vec!["总投资".to_owned()], figure.span.start);
                return Some(Found { names, at, added: false, rule: "measure.investment" });
            }
            let (names, at) = (vec![behind.investment()], figure.span.start);
            return Some(Found { names, at, added: false, rule: "measure.investment" });
        }
        if lone
            && matches!(figure.class, UnitClass::Count | UnitClass::Person)
            && let Some(name) = behind.around(&text)
        {
            let (names, at) = (vec![name], figure.span.start);
            return Some(Found { names, at, added: phrase.added, rule: "measure.around" });
        }
        if !own && let Some(found) = self.done_by_counted(figure, phrase, &behind, clause) {
            return Some(found);
        }
        if own {
            let mut found = self.name_before(&text, group.len(), phrase, figure, clause);
            self.make_rate(&mut found, &behind, phrase, figure);
            return Some(found);
        }
        if figure.class == UnitClass::Money
            && phrase.change.is_none()
            && !phrase.reached
            && behind.noun.is_empty()
            && !behind.verb.is_empty()
        {
            let (at, added) = (figure.span.start, phrase.added);
            let found = |name| Found { names: vec![name], at, added, rule: "measure.money-for" };
            return behind.purpose().map(found);
        }
        self.carried(group.len(), phrase, figure, behind.verb, clause)
    }

    /// `text` without the item of a list before it: 投资3亿元的甲校和|投资2亿元的乙校.
    fn next_invested(&self, text: String, figure: &Quantity) -> String {
        let listed = figure.class == UnitClass::Money && self.view.text[figure.outer.end..].starts_with('的');
        let (_, last) = text.rsplit_once(['和', '、']).filter(|_| listed).unwrap_or(("", &text));
        let amount = last == "投资" || self.view.words(WordRole::Invested).contains(last);
        if amount { last.to_owned() } else { text }
    }

    /// An amount that a list goes on with: 总投资50亿元的锂电池项目、|30亿元的光伏项目.
    fn further_investment(&self, figure: &Quantity, clause: Span) -> Option<Found> {
        let last = self.memory.last().filter(|last| last.clause == clause.start)?;
        let text = self.view.text;
        let listed = text[..figure.outer.start].ends_with('、') && text[figure.outer.end..].starts_with('的');
        (figure.class == UnitClass::Money && last.indicator == "总投资" && listed).then(|| Found {
            names: vec![last.indicator.clone()],
            at: figure.span.start,
            added: false,
            rule: "measure.investment",
        })
    }

    /// What those counted without a noun did: 剩余5户11人全部|脱贫, 招引项目5个,其中3个|已开工.
    fn done_by_counted(
        &self,
        figure: &Quantity,
        phrase: &Phrase,
        behind: &Behind<'_, '_>,
        clause: Span,
    ) -> Option<Found> {
        let counted = matches!(figure.class, UnitClass::Count | UnitClass::Person);
        let at = figure.span.start;
        let outcome = || behind.outcome().map(str::to_owned).or_else(|| self.came_to(behind, clause));
        if let Some(outcome) = if counted && behind.noun.is_empty() { outcome() } else { None } {
            return Some(Found {
                names: vec![outcome],
                at,
                added: phrase.added,
                rule: "measure.noun-behind",
            });
        }
        let names = vec![self.part_done(figure, clause).filter(|_| phrase.among)?];
        Some(Found { names, at, added: false, rule: PART_DONE })
    }

    /// What some of those counted before did: 招引项目5个,其中3个|已开工.
    fn part_done(&self, figure: &Quantity, clause: Span) -> Option<String> {
        let alike = |last: &&Named| last.is_in_unit_of(figure) && last.class == UnitClass::Count;
        let last = self.memory.last().filter(alike)?;
        let near = last.clause == clause.start || self.follows(last, clause);
        let rest = self.view.text.get(figure.outer.end..clause.end)?;
        let done = rest.trim_start_matches('已').trim_start_matches("全部");
        let states = [WordRole::State, WordRole::Outcome].map(|role| self.view.words(role));
        let state = near && states.iter().any(|words| words.contains(done));
        state.then(|| format!("{done}{}", self.plain_thing(&last.indicator)))
    }

    /// What people came to, of those counted before: 下岗职工2.7万人,先后有1.8万人|通过多种渠道实现再就业.
    fn came_to(&self, behind: &Behind<'_, '_>, clause: Span) -> Option<String> {
        let done = behind.came_to()?;
        let people = self.memory.last().filter(|last| last.class == UnitClass::Person && !last.added);
        let people = people.filter(|last| self.view.clause(last.clause).end <= clause.start);
        Some(people.map_or(done.clone(), |last| format!("{}{done}", last.indicator)))
    }

    /// `name`, from behind a figure, with what stands before it where that belongs to it.
    fn with_front(&self, name: String, text: &str, phrase: &Phrase, figure: &Quantity, own: bool) -> String {
        let view = self.view;
        // 远程教育覆盖36万所|农村中小学: a verb of reaching is part of the name.
        let reach = view.words(WordRole::Reaching).end_of(text).filter(|_| own);
        let reaching = reach.is_some() && !text.contains('、');
        // 试点扩大到20个|省份.
        let before = &view.text[..figure.outer.start];
        let extended = own && phrase.reached && view.words(WordRole::Extended).end_of(before).is_some();
        let percent = figure.class == UnitClass::Percent;
        // 取消了1195项|行政审批事项 is the contrary of what the noun alone says.
        let verb = phrase::clean(text);
        let verb = verb.trim_end_matches('了');
        let undoing = view.words(WordRole::Undoing);
        let undone =
            undoing.end_of(verb).and_then(|_| undoing.first_in(verb)).map(|undo| &verb[undo.start..]);
        let undone = undone.filter(|undone| undone.chars().count() <= MAX_UNDOING);
        // 6个保交楼项目|近900套房顺利交付.
        let part = |last: &&Named| {
            self.view.text[..figure.outer.start].ends_with(last.indicator.as_str()) && name.starts_with('房')
        };
        let front = if let Some(last) = self.memory.last().filter(part) {
            last.indicator.clone()
        } else if let Some(undone) = undone {
            undone.to_owned()
        } else if percent && own {
            text.to_owned()
        } else if percent && name.starts_with("用于") {
            // 转移支付累计4万亿元,87%|用于….
            self.memory.last().map_or_else(String::new, |last| last.indicator.clone())
        } else if let Some(done) = self.reached_by(text, figure) {
            done
        } else if let Some(reach) = reach.filter(|_| !reaching) {
            // 通过入股、分红等方式|带动2.3万农户增收.
            reach.to_owned()
        } else if reaching || extended {
            phrase::clean(text).replace('已', "")
        } else {
            String::new()
        };
        // 解决1.2万人|饮水安全问题: the verb says what became of it.
        let verb = verb.trim_end_matches('了');
        let solved = front.is_empty()
            && view.words(WordRole::Solving).contains(verb)
            && figure.class == UnitClass::Person;
        let front =
            if solved && !name.starts_with(verb) && !name.contains('的') { verb.to_owned() } else { front };
        let long = view.lexicon.units.dimension(&figure.unit) == "length";
        let name = if own && !reaching && !extended && undone.is_none() {
            self.with_example(name, text, long)
        } else {
            name
        };
        format!("{front}{name}")
    }

    /// What reaches those behind the figure, where the verb alone stands before it: 40个老旧小区改造|惠及3万户居民.
    fn reached_by(&self, text: &str, figure: &Quantity) -> Option<String> {
        let last = self.memory.last()?;
        let here = last.clause == self.view.clause(figure.span.start).start;
        let verb = self.view.words(WordRole::Reaching).contains(text);
        (here && verb).then(|| format!("{}{text}", last.indicator))
    }

    /// Gives the name of a percentage the verb right behind it: 断面水质100%|达标, 为随迁子女100%|提供学位.
    fn make_rate(&self, found: &mut Found, behind: &Behind<'_, '_>, phrase: &Phrase, figure: &Quantity) {
        if figure.class == UnitClass::Percent
            && phrase.change.is_none()
            && let [name] = &mut found.names[..]
            && let Some(done) = behind.rate().or_else(|| behind.given(name))
        {
            *name = format!("{}{done}", name.strip_prefix('为').unwrap_or(name));
        } else if figure.class == UnitClass::Percent
            && phrase.change.is_none()
            && let [name] = &mut found.names[..]
            && !self.view.lexicon.indicators.is_metric(name)
            && let Some(state) = behind.state_reached()
        {
            // 河流水质95%|稳定达地表水Ⅱ类.
            *name = format!("{name}{state}比例");
        }
    }

    /// The end of the figures that stand right behind a group, each of another class, and what they are of behind the
    /// last: 4.76万户|19.88万名|监测对象. Gives the index behind them and the last one's end.
    fn chain(&self, from: usize, clause: Span) -> (usize, usize) {
        let figures = &self.view.figures;
        let thing = |at: usize| {
            matches!(figures[at].class, UnitClass::Count | UnitClass::Person | UnitClass::Measure)
                && self.roles[at] == Role::Figure
        };
        let mut next = from;
        while next < figures.len()
            && thing(next)
            && thing(next - 1)
            && figures[next].outer.end <= clause.end
            && figures[next].class != figures[next - 1].class
            && figures[next].outer.start >= figures[next - 1].outer.end
            && matches!(
                &self.view.text[figures[next - 1].outer.end..figures[next].outer.start],
                "" | "、" | "和"
            )
        {
            next += 1;
        }
        (next, figures[next - 1].outer.end)
    }

    /// Where the text behind a group stops belonging to it: the next figure from `next` on or the clause's end.
    fn right_bound(&self, next: usize, clause: Span) -> usize {
        let next = (next..self.view.figures.len()).find(|next| self.roles[*next] == Role::Figure);
        next.map_or(clause.end, |next| self.view.figures[next].outer.start.min(clause.end))
    }

    /// The value of an earlier year that the figure `at` rose or fell from: 投资|由2011年的32.7亿元|增加到58.9亿元.
    fn push_start(&mut self, at: usize, clause: Span) {
        let figures = &self.view.figures;
        let Some(before) = at.checked_sub(1).filter(|before| self.roles[*before] == Role::Word) else {
            return;
        };
        let (start, end) = (&figures[before], &figures[at]);
        let level = |draft: &&Draft| {
            draft.figure == at && matches!(draft.measure_type, MeasureType::Level | MeasureType::Share)
        };
        let Some(told) = self.drafts.last().filter(level).filter(|_| start.class == end.class) else {
            return;
        };
        if start.outer.start < clause.start {
            return;
        }
        let lead = &self.view.text[clause.start..start.outer.start];
        if let Some(since) =
            time::since(lead, self.view.lexicon).filter(|_| phrase::changed_from(self.view, lead).is_some())
        {
            let draft = Draft { figure: before, op: start.op, since: Some(since), ..told.clone() };
            self.drafts.insert(self.drafts.len() - 1, draft);
        }
    }

    /// Whether a limit alone tells which of those before are counted: 其中|10亿元以上6个、|50亿元项目1个.
    fn is_part(&self, phrase: &Phrase, clause: Span) -> bool {
        let last = self.memory.last();
        let listed = || self.view.text[..phrase.span.start].ends_with('、');
        let goes_on = last.is_some_and(|last| last.part && last.clause == clause.start) && listed();
        let limited = |words: &str| {
            words.starts_with(|c: char| c.is_ascii_digit() || "超过亿十百千".contains(c))
                && self.unqualified(words) != words
        };
        (phrase.among || goes_on) && {
            let words = phrase::clean(self.view.slice(phrase.span));
            self.is_qualifier(&words) || limited(&words)
        }
    }

    /// Makes the drafts of a group: of each figure its own name where there are as many, else of each all names.
    pub(super) fn push(&mut self, group: Range<usize>, phrase: &Phrase, found: &Found, clause: Span) {
        let figures = &self.view.figures;
        let lexicon = self.view.lexicon;
        // A clause that begins with its figure says something of its own: 新增A家,|3家医院….
        let begins = found.rule == "measure.noun-behind"
            && self.memory.last().is_some_and(|last| last.clause != clause.start);
        let added = found.added || !begins && self.inherits_add(phrase, &figures[group.start], clause);
        let mut phrase = phrase.clone();
        if found.rule == "measure.noun-behind" && !phrase.added {
            // 加快260公里农村公路升级: the verb says what is done to it.
            phrase.change = phrase.change.filter(|_| figures[group.start].class == UnitClass::Percent);
        }
        if found.rule == FURTHER_GOAL {
            phrase.change = self.memory.last().and_then(|last| last.change);
        }
        let respectively = group.len() == found.names.len();
        // The bound of the first or the last holds for all.
        let ends = [figures[group.start].op, figures[group.end - 1].op];
        let shared = ends.into_iter().find(|op| *op != Comparator::Equal).unwrap_or_default();
        for (n, at) in group.enumerate() {
            let figure = &figures[at];
            let op = match figure.op {
                Comparator::Equal if phrase.at_least => Comparator::AtLeast,
                Comparator::Equal if respectively => shared,
                op => op,
            };
            let names = if respectively { &found.names[n..=n] } else { &found.names[..] };
            for name in names.iter().filter(|name| is_name(name, &self.view.lexicon.indicators)) {
                let mut name = name.clone();
                if lexicon.measure_words[WordRole::Sector].contains(&name)
                    && (figure.class == UnitClass::Money || phrase.change.is_some())
                {
                    // 第一产业完成15亿元,增长4%.
                    name += "增加值";
                }
                let name = &name;
                let (measure_type, sign) = shape(figure.class, &phrase, added, name, &lexicon.measure_words);
                let indicator = plain(name, &lexicon.indicators);
                let some = phrase.among && found.rule == PART_DONE;
                let part = some || self.is_part(&phrase, clause);
                let (clause, class, unit) = (clause.start, figure.class, figure.unit.clone());
                let change = phrase.change.filter(|_| class == UnitClass::Percent);
                let owner = self.memory.last().map(|last| last.owner.as_ref().unwrap_or(&last.indicator));
                let is_share = class == UnitClass::Percent && change.is_none();
                let owner =
                    owner.filter(|owner| is_share && indicator.starts_with(*owner) && indicator != **owner);
                let owner = owner.cloned();
                self.memory.push(Named { indicator, clause, added, class, unit, change, part, owner });
                self.drafts.push(Draft {
                    figure: at,
                    indicator: name.clone(),
                    measure_type,
                    sign,
                    op,
                    at: found.at,
                    rule: found.rule,
                    since: None,
                });
            }
        }
    }
}
