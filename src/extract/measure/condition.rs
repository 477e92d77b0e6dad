//! Figures that are no measures: conditions of the thing counted (超10亿元项目), parts of names (12.5米航道), the count of
//! a list's own items (五个方面), clock and age limits.

use super::super::fact::Comparator;
use super::super::lexicon::{CueKind, Lexicon, UnitClass, WordRole};
use super::super::quantity::Quantity;
use super::noun;
use super::phrase;
use super::view::View;
use crate::source::Span;

/// Most people that each of those told of has at least: 零就业家庭至少|1人就业.
const MAX_LEAST: f64 = 2.0;

/// What a figure is to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A figure of its own.
    Figure,
    /// A condition or a part of a name, to be read as text.
    Word,
}

/// `翠坪27度、石塘等景区`: a number in the name of one of a list of places, of which no other has any.
fn is_named_place(view: &View<'_>, at: usize, rest: &str) -> bool {
    let listed = rest.starts_with('、') && view.words(WordRole::NameUnit).contains(&view.figures[at].unit);
    let end = rest.find('等').filter(|_| listed).map(|end| view.figures[at].outer.end + end);
    end.is_some_and(|end| view.figures.get(at + 1).is_none_or(|next| next.outer.start > end))
}

/// `实施良种提升、百万头肉牛基地、蔬菜倍增三项计划`: a round number in the name of one of a list of undertakings.
fn is_of_undertaking(view: &View<'_>, figure: &Quantity, before: &str, rest: &str) -> bool {
    let round = figure.span.of(view.text).starts_with(['百', '千', '万', '亿']);
    round
        && (before.ends_with('、') || rest.contains('、'))
        && figure.outer == figure.span
        && view.words(WordRole::ToldPlan).ends(rest)
}

/// `甲煤业200万吨洗煤、乙农化三期建成投产`: the size of one of a list of works that are finished.
fn is_of_finished(view: &View<'_>, figure: &Quantity, before: &str, rest: &str) -> bool {
    let listed = || rest.find('、').is_some_and(|at| at > 0);
    let started = || view.words(WordRole::State).ends(rest) || rest.ends_with("开工建设");
    figure.class == UnitClass::Measure
        && before.chars().nth(1).is_some()
        && listed()
        && started()
        && view.cue_ending(figure.outer.start).is_none()
        && !view.lexicon.indicators.is_metric(before)
}

/// `与某集团38所共建`, `某集团54所、13所`: the number of one of a group's institutes.
fn is_institute(view: &View<'_>, figure: &Quantity, before: &str) -> bool {
    let mut others = before;
    while let Some(rest) = others.strip_suffix(['、', '和']).and_then(|rest| rest.strip_suffix('所')) {
        others = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    }
    figure.unit == "所" && view.words(WordRole::InstituteGroup).end_of(others).is_some()
}

/// The role of each figure.
pub(super) fn roles(view: &View<'_>) -> Vec<Role> {
    let mut roles = Vec::with_capacity(view.figures.len());
    for (at, figure) in view.figures.iter().enumerate() {
        // Of a ratio's parts the first says what all are.
        let same =
            at > 0 && figure.said.start < figure.span.start && view.figures[at - 1].said == figure.said;
        roles.push(if same { roles[at - 1] } else { role(view, at) });
    }
    roles
}

fn role(view: &View<'_>, at: usize) -> Role {
    let figure = &view.figures[at];
    let clause = view.clause(figure.span.start);
    let rest = &view.text[figure.outer.end..clause.end.max(figure.outer.end)];
    let before = &view.text[clause.start..figure.outer.start];
    let spelled = is_spelled(view, figure);
    // 高考600分以上|68人.
    if figure.unit == "分"
        && matches!(figure.op, Comparator::AtLeast | Comparator::AtMost)
        && view.figures.get(at + 1).is_some_and(|next| next.outer.start == figure.outer.end)
    {
        return Role::Word;
    }
    // 距2025年目标2.5%还有0.55个百分点的差距.
    // 确保家庭至少有1人就业.
    let lead = &view.text[clause.start..figure.span.start];
    let least = figure.class == UnitClass::Person
        && (lead.ends_with("至少有") || lead.ends_with("至少") && figure.value <= MAX_LEAST);
    let missed = least
        || view.slice(clause).starts_with('距') && view.words(WordRole::Shortfall).is_in(view.slice(clause));
    if missed
        || is_quoted_title(view.text, figure.span.start)
        || (figure.class == UnitClass::Count || spelled || before.ends_with('个'))
            && (is_quoted_slogan(spelled, before, rest) || is_quoted_name(before, rest))
        || is_starting_value(view, before, rest)
    {
        return Role::Word;
    }
    let word = match figure.class {
        UnitClass::Count => {
            is_list_count(rest, view.lexicon)
                // 举办培训班43期; 技改项目2期 is one of two.
                || figure.unit == "期" && !view.words(WordRole::Held).is_in(before)
                || before.contains("若干") && rest.starts_with('的')
                || is_class_of_counted(view, at, rest)
                || is_article(view, figure, rest)
                || is_own_list(before, figure.value) && starts_noun(rest)
                || is_of_lists(figure, rest)
                // 20户以上|自然村通水泥路.
                || figure.outer.end > figure.span.end
                    && figure.unit == "户"
                    && view.words(WordRole::Settlement).opens(rest)
                || is_among(view, rest)
                || is_named_place(view, at, rest)
                || is_of_undertaking(view, figure, before, rest)
                || is_institute(view, figure, before)
                // 2个3×16吉瓦光伏项目 is told by its sizes.
                || rest.split_once('×').is_some_and(|(size, _)| size.bytes().all(|byte| byte.is_ascii_digit()))
        }
        // 仅用5天, 压缩至3个工作日, 优良天数310天.
        UnitClass::Duration => {
            // 不动产登记1个工作日办结.
            let done = rest.trim_start_matches('内').starts_with("办结");
            // 重污染天数4天,同比减少|3天.
            // 优良天数326天,占全年的89%,比上年增加|12天.
            let told = |last: &Span| view.slice(*last).contains("天数");
            let days = || {
                let last = view.clause_before(clause.start);
                let before = last.and_then(|last| view.clause_before(last.start));
                last.into_iter().chain(before).any(|clause| told(&clause))
            };
            let changed = before.ends_with(['少', '加', '降', '增']) && days();
            before.ends_with('第') || !done && !changed && !view.words(WordRole::TimeSpent).is_in(before)
        }
        UnitClass::Age => {
            // 人均预期寿命79.6岁,比上年提高|0.4岁.
            let ages = || {
                view.clause_before(clause.start)
                    .is_some_and(|last| view.words(WordRole::Age).is_in(view.slice(last)))
            };
            let changed = before.ends_with(['少', '加', '低', '降', '高', '长', '增']) && ages();
            !changed && !view.words(WordRole::Age).is_in(before)
        }
        // 进入全球前1‰.
        // 超额完成省下达的3.2%的目标任务.
        UnitClass::Percent => before.ends_with('前') || view.words(WordRole::OfAim).opens(rest),
        UnitClass::Money | UnitClass::Measure | UnitClass::Person => {
            is_condition(view, at, clause)
                || is_of_undertaking(view, figure, before, rest)
                || is_of_finished(view, figure, before, rest)
                || is_named_place(view, at, rest)
                // 百万吨|死亡率.
                || spelled && rest.starts_with("死亡率")
                // 就业人员|10万人|生产安全事故死亡率0.9.
                || figure.span.of(view.text) == "10万人" && view.words(WordRole::Unitless).is_in(rest)
                || is_name_part(view, figure, rest)
                || view.words(WordRole::Speed).end_of(before).is_some()
                || is_counted_step(view, at, rest)
                // 形成若干产能百万辆的企业.
                || before.contains("若干") && rest.starts_with('的')
                || figure.span.of(view.text).ends_with("人口") && rest.starts_with('的')
                || is_told_of_counted(view, at, before)
        }
        _ => false,
    };
    if word { Role::Word } else { Role::Figure }
}

/// Inside the name of a document: 《大气臭氧污染防治攻坚28条》.
fn is_quoted_title(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.rfind('《').is_some_and(|open| before[open..].find('》').is_none() && text[at..].contains('》'))
}

/// Whether the number is written in Chinese numerals.
fn is_spelled(view: &View<'_>, figure: &Quantity) -> bool {
    !figure.span.of(view.text).starts_with(|c: char| c.is_ascii_digit())
}

/// Most bytes behind a numeral in a quoted slogan: “三名|工程”.
const MAX_SLOGAN: usize = 12;

/// “科创18条”, “三名”战略: the figure is part of a name in quotation marks.
fn is_quoted_slogan(spelled: bool, before: &str, rest: &str) -> bool {
    let opened =
        before.rsplit_once('“').is_some_and(|(_, name)| !name.contains('”') && name.chars().count() <= 8);
    opened && rest.find('”').is_some_and(|end| end == 0 || spelled && end <= MAX_SLOGAN)
}

/// “7个不准”等举措: the figure begins a name in quotation marks.
fn is_quoted_name(before: &str, rest: &str) -> bool {
    before.ends_with('“') && rest.find('”').is_some_and(|end| end <= MAX_SLOGAN)
}

/// `A、B、C3个项目投产`: the list before says them all.
fn is_own_list(before: &str, n: f64) -> bool {
    let list = before.rsplit(['”', '》']).next().unwrap_or(before);
    let marks = before.matches('、').count();
    marks >= 1 && !list.ends_with(['、', '等', '和', '与', '及', '共']) && (marks + 1) as f64 == n
}

/// `获批1类创新药14个`: a class of what the next figure counts.
fn is_class_of_counted(view: &View<'_>, at: usize, rest: &str) -> bool {
    let Some(next) = view.figures.get(at + 1) else { return false };
    let between = view.text.get(view.figures[at].outer.end..next.outer.start).unwrap_or_default();
    view.figures[at].unit == "类"
        && next.class == UnitClass::Count
        && between.len() < rest.len()
        && starts_noun(between)
        && !between.contains(['、', ','])
}

/// `民营经济12条、稳外贸8条等政策`: the articles of a paper.
fn is_article(view: &View<'_>, figure: &Quantity, rest: &str) -> bool {
    figure.unit == "条"
        && (rest.starts_with(['、', '等', '和']) || rest.is_empty())
        && view.words(WordRole::Paper).is_in(rest)
}

/// `成长型500家、专利600家等榜单`: so many stand on a list that is named by them.
fn is_of_lists(figure: &Quantity, rest: &str) -> bool {
    let round =
        figure.value >= 50.0 && figure.value % 50.0 == 0.0 && matches!(figure.unit.as_str(), "家" | "户");
    round
        && rest.starts_with(['、', '等', '和'])
        && rest.split_once('等').is_some_and(|(_, kind)| {
            let end = kind.char_indices().nth(MAX_LISTS).map_or(kind.len(), |(at, _)| at);
            kind[..end].contains("榜单")
        })
}

/// Most characters from 等 up to 榜单.
const MAX_LISTS: usize = 6;

fn starts_noun(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '《'))
}

/// `全国首批3个县级先导区之一`, `全国168个重点城市排名`: those that it is one of.
fn is_among(view: &View<'_>, rest: &str) -> bool {
    let noun = rest.split(['、', ',']).next().unwrap_or(rest);
    // 农民集中居住 tells of no rank.
    let ranked = view.words(WordRole::RankedAmong).first_in(noun);
    let ranked = ranked.is_some_and(|word| !noun[word.end..].starts_with(['住', '民', '家']));
    noun.contains("之一") || ranked && noun.chars().count() <= 20
}

/// `从18%下降到7.8%`: only where the change ends counts.
fn is_starting_value(view: &View<'_>, before: &str, rest: &str) -> bool {
    phrase::changed_from(view, before).is_some() && ["到", "至", "为"].iter().any(|word| rest.contains(word))
}

/// `超10亿元项目80个`, `50亿元以上项目`: an amount that limits the noun right behind it.
fn is_condition(view: &View<'_>, at: usize, clause: Span) -> bool {
    let figure = &view.figures[at];
    let rest = &view.text[figure.outer.end..clause.end.max(figure.outer.end)];
    let next = view.figures.get(at + 1).filter(|next| next.outer.start < clause.end);
    let bounded = matches!(figure.op, Comparator::AtLeast | Comparator::AtMost);
    // 10亿元以上12个: an amount right before a count limits what is counted.
    // 投资10亿元以上的200个.
    let of = if bounded && rest.starts_with('的') { '的'.len_utf8() } else { 0 };
    let counts = |next: &&Quantity| {
        next.class == UnitClass::Count
            && (next.outer.start == figure.outer.end || of > 0 && next.outer.start == figure.outer.end + of)
    };
    // 规模突破5000亿元的|达到6个.
    let told = |next: &&Quantity| {
        let between = view.text.get(figure.outer.end..next.outer.start).unwrap_or_default();
        let verb = between.strip_prefix('的').unwrap_or_default();
        bounded
            && next.class == UnitClass::Count
            && (verb == "有"
                || view.lexicon.cues.scan(verb).next().is_some_and(|cue| {
                    matches!(cue.kind, CueKind::Reach | CueKind::Achieve) && cue.span.len() == verb.len()
                }))
    };
    if rest.starts_with(['或', '且']) || next.filter(|next| counts(next) || told(next)).is_some() {
        return true;
    }
    // 人均收入高于8000元|低于10000元|的人口.
    let ends = |next: &&Quantity| {
        bounded
            && next.class == figure.class
            && next.outer.start == figure.outer.end
            && matches!(next.op, Comparator::AtLeast | Comparator::AtMost)
    };
    if next.filter(ends).is_some() {
        return is_condition(view, at + 1, clause);
    }
    // 20家|十亿元|企业: the count stands before it.
    let counted_before = at
        .checked_sub(1)
        .map(|at| &view.figures[at])
        .is_some_and(|before| before.class == UnitClass::Count && before.outer.end == figure.outer.start);
    let linked = rest.strip_prefix('的').unwrap_or(rest);
    let noun =
        noun::behind(view, Span::new(figure.outer.end, next.map_or(clause.end, |next| next.outer.start)));
    if noun.0.is_empty()
        || linked.starts_with(['关', '(', '、'])
        || linked.starts_with("大关")
        || begins_with_cue(view, figure.outer.end)
    {
        return false;
    }
    let counted = next.is_some_and(|next| {
        matches!(next.class, UnitClass::Count | UnitClass::Person | UnitClass::Percent)
            && !view.text[figure.outer.end..next.outer.start].contains('、')
    });
    match figure.class {
        // 800人以上安置点.
        UnitClass::Person => {
            bounded && (counted || figure.outer.end > figure.span.end && !rest.starts_with('的'))
        }
        UnitClass::Money if counted_before => true,
        UnitClass::Money => {
            let direct = !rest.starts_with('的');
            // 培育总收入5000万元以上的|企业; 总投资10亿元以上的产业园 has them.
            let thing = figure.outer.end > figure.span.end && view.is_thing_of(view.slice(noun.0));
            let limits = (thing || view.words(WordRole::People).end_of(view.slice(noun.0)).is_some())
                && view.words(WordRole::Invested).end_of(&view.text[..figure.outer.start]).is_none();
            // 甲、乙两个投资超10亿元的|项目.
            let bare = view.is_thing(view.slice(noun.0));
            bounded && (counted || direct || limits || bare)
                || direct && counted && view.words(WordRole::Limited).start_of(rest).is_some()
        }
        // 年加工能力100吨以上的茶叶企业|5家.
        _ => bounded && (!rest.starts_with('的') || counted && figure.outer.end > figure.span.end),
    }
}

/// `迈上4个|千亿元|台阶`: the steps are counted.
fn is_counted_step(view: &View<'_>, at: usize, rest: &str) -> bool {
    let figure = &view.figures[at];
    let counted = at.checked_sub(1).map(|at| view.figures[at].outer.end == figure.outer.start);
    counted == Some(true) && view.words(WordRole::BehindFigure).start_of(rest).is_some()
}

/// `191家企业营业收入超百亿元`: the amount that the counted ones reach.
fn is_told_of_counted(view: &View<'_>, at: usize, before: &str) -> bool {
    let figure = &view.figures[at];
    let Some(counted) = at.checked_sub(1).map(|at| &view.figures[at]) else { return false };
    let bounded = figure.outer.start < figure.span.start;
    let between = view.text.get(counted.outer.end..figure.outer.start).unwrap_or_default();
    figure.class == UnitClass::Money
        && bounded
        && counted.class == UnitClass::Count
        && between.len() <= before.len()
        && counted_with(view, between).is_some()
}

/// Where, in `5家|企业营业收入`, the thing counted ends and what is told of it begins.
pub(super) fn counted_with(view: &View<'_>, between: &str) -> Option<usize> {
    // 18个村|集体经济收入突破50万元, 3个县(市、区)|财政收入突破10亿元.
    let place = view.words(WordRole::CountedPlace).start_of(between).map(str::len);
    let doer = || view.words(WordRole::Doer).first_in(between).map(|thing| thing.end);
    let end = place.or_else(doer)?;
    if between[end..].contains('、') || place.is_none() && between.contains('、') {
        return None;
    }
    let told = between[end..].trim_end_matches(['达', '均', '都']);
    (view.lexicon.indicators.is_metric(told) || view.words(WordRole::Paid).contains(told)).then_some(end)
}

fn begins_with_cue(view: &View<'_>, at: usize) -> bool {
    view.cue_beginning(at).is_some_and(|cue| !matches!(cue.kind, CueKind::Do | CueKind::Award | CueKind::Add))
}

/// `12.5米进港航道`, `10万吨生猪屠宰项目`, `500千伏变电站`: a size that names the thing behind it.
fn is_name_part(view: &View<'_>, figure: &Quantity, rest: &str) -> bool {
    if view.lexicon.units.dimension(&figure.unit) == "voltage" {
        return true;
    }
    let end = figure.outer.end + rest.len();
    let noun = view.slice(noun::behind(view, Span::new(figure.outer.end, end)).0);
    if figure.class != UnitClass::Measure || noun.is_empty() {
        return false;
    }
    let before = &view.text[..figure.outer.start];
    if let Some(lead) = view.words(WordRole::SizeLead).end_of(before) {
        // 日产5000吨的水泥生产线; 装机120万千瓦的抽水蓄能电站 has a size of its own.
        return !(rest.starts_with('的') && view.words(WordRole::Described).contains(lead));
    }
    if rest.starts_with('的') {
        return false;
    }
    if noun.ends_with('圈') {
        // 3公里服务圈: how far it reaches.
        return true;
    }
    // 172公里轨道交通线 is a length of its own, 12.5米航道 a size.
    let extent = matches!(view.lexicon.units.dimension(&figure.unit), "area" | "length");
    view.words(WordRole::SizeUnit).contains(&figure.unit)
        || !extent
            && (view.words(WordRole::Plant).is_in(noun)
                || is_of_listed_plant(view, before, rest)
                || is_beside_plant(view, figure, before))
}

/// `甲公司12万吨硅料、乙公司22吉瓦切片等项目`: a size in the name of one of the plants that a list ends with.
fn is_of_listed_plant(view: &View<'_>, before: &str, rest: &str) -> bool {
    let Some((list, kind)) = rest.split_once('等') else { return false };
    let plant = view.words(WordRole::Plant).first_in(kind).is_some_and(|plant| plant.start <= MAX_KIND);
    // 形成60万吨硅料、100吉瓦切片等产能 counts what was built.
    let cue = view.cue_ending(before.len()).filter(|cue| cue.kind != CueKind::Adverb);
    plant && !list.contains('的') && cue.is_none_or(|cue| matches!(cue.kind, CueKind::Do))
}

/// `甲公司12万吨硅料、乙公司22吉瓦切片项目`: the size of one plant beside that of another, each behind a name.
fn is_beside_plant(view: &View<'_>, figure: &Quantity, before: &str) -> bool {
    let at = view.figures.partition_point(|next| next.outer.start < figure.outer.end);
    let Some(next) = view.figures.get(at).filter(|next| next.class == UnitClass::Measure) else {
        return false;
    };
    let clause = view.clause(figure.outer.start);
    let named = |text: &str| {
        let name = text.rsplit('、').next().unwrap_or(text);
        name.chars().nth(1).is_some() && view.cue_ending(before.len()).is_none()
    };
    let between = view.text.get(figure.outer.end..next.outer.start).unwrap_or_default();
    let owned = between.split_once('、').is_some_and(|(_, name)| name.chars().nth(1).is_some());
    let end = view.figures.get(at + 1).map_or(clause.end, |after| after.outer.start.min(clause.end));
    let noun = view.slice(noun::behind(view, Span::new(next.outer.end, end.max(next.outer.end))).0);
    next.outer.end <= clause.end && owned && named(before) && view.words(WordRole::Plant).is_in(noun)
}

/// Most bytes between 等 and the noun of a list: 等重点|项目.
const MAX_KIND: usize = 18;

/// `五个方面`, `10项任务`: the items of a list that follows, not things in the world.
fn is_list_count(rest: &str, lexicon: &Lexicon) -> bool {
    let rest = rest.strip_prefix('等').unwrap_or(rest);
    let lead = lexicon.measure_words[WordRole::ListLead].start_of(rest).map_or(0, str::len);
    lexicon.indicators.is_list_noun(&rest[lead..])
}
