//! Noun phrases: what is left of a stretch of text when verbs of achieving, time words and marks are taken off its ends.

use super::super::lexicon::{Cue, CueKind, Role, UnitClass, WordRole};
use super::time;
pub(super) use super::trim::{clean, is_mark, only_lead, trim_end, trim_start, trimmed};
use super::view::View;
use crate::source::Span;

/// Most characters of the name of a treasury: 中央和地方财政.
const MAX_PAYER: usize = 8;

/// What stood around a noun phrase before a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Phrase {
    /// The noun phrase, or empty.
    pub span: Span,
    /// What stood before an adding verb in the middle, to be put in front: 城镇 of 城镇新增就业.
    pub front: Option<Span>,
    /// A verb of adding stood there.
    pub added: bool,
    /// A change upwards (true) or downwards (false) was said right before the figure.
    pub change: Option<bool>,
    /// A level is reached: 提高到.
    pub reached: bool,
    /// 的 stands right before the figure: 国家下达的|90亿元.
    pub of: bool,
    /// 均.
    pub each: bool,
    /// 其中.
    pub among: bool,
    /// 分别.
    pub respectively: bool,
    /// 至少 stands before its verb: 至少举办|3次.
    pub at_least: bool,
    /// 占 stands in it, here.
    pub share: Option<usize>,
    /// Who paid, before that verb: 中央财政|安排.
    pub payer: Option<Span>,
    /// The verb that was cut off at its beginning.
    pub cut: Option<Span>,
    /// What stood before that verb, a verb of achieving: 动力电池产业|实现营收.
    pub achiever: Option<Span>,
    /// A verb without meaning was all there was: 投用30万平方米.
    pub verb: Option<Span>,
}

/// Reads the noun phrase before a figure out of `stretch`.
pub(super) fn before(view: &View<'_>, stretch: Span, class: UnitClass) -> Phrase {
    let mut phrase = Phrase::default();
    let mut end = trim_end(view, stretch, &mut phrase);
    if matches!(class, UnitClass::Percent | UnitClass::Points)
        && phrase.change.is_none()
        && !phrase.reached
        && let Some(told) = view.text[stretch.start..end].strip_suffix("改善")
    {
        // PM2.5浓度较上年|改善16.5%: which way is better, the indicator says.
        end = trim_end(view, Span::new(stretch.start, stretch.start + told.len()), &mut Phrase::default());
        let own = &view.text[stretch.start..end];
        // PM2.5浓度为28微克/立方米,同比|改善7.2%: what the clause before tells of.
        let before = || view.clause_before(stretch.start).map_or("", |before| view.slice(before));
        let of = if clean(own).is_empty() { before() } else { own };
        phrase.change = Some(!view.lexicon.aims.is_lower_better(of));
    }
    if let Some(from) = starting_value(view, Span::new(stretch.start, end)) {
        end = trim_end(view, Span::new(stretch.start, from), &mut Phrase::default());
    }
    let from = cut(view, Span::new(stretch.start, end), &mut phrase);
    let mut start = trim_start(view, Span::new(from, end), &mut phrase);
    if matches!(class, UnitClass::Percent | UnitClass::Points) && phrase.change.is_none() && !phrase.reached {
        // 提升绿色食品产值7个百分点: the change is said before its subject.
        let leading = view.cue_beginning(start).filter(|cue| cue.span.len() > 3 && cue.span.end < end);
        let change = leading.filter(|cue| matches!(cue.kind, CueKind::Rise | CueKind::Fall));
        if let Some(cue) = change.filter(|cue| comparing(view, cue.span).is_none()) {
            phrase.change = Some(cue.kind == CueKind::Rise);
            start = cue.span.end;
        }
    }
    let rated = matches!(class, UnitClass::Percent | UnitClass::Points);
    if let Some(cue) = comparing(view, Span::new(from.min(end), end))
        && (rated && cue.kind != CueKind::Reach || is_mean(view, class, Span::new(cue.span.end, end)))
    {
        // 增速高于全省平均水平2个百分点, 单产高出全区平均水平60公斤.
        phrase.change = Some(cue.kind != CueKind::Fall);
        end = trim_end(view, Span::new(stretch.start, cue.span.start), &mut Phrase::default());
    }
    phrase.span = Span::new(start.min(end), end);
    // 重点工程数创近年新高、|较年初计划增长31%.
    if phrase.change.is_some()
        && let Some((name, with)) = view.slice(phrase.span).rsplit_once('、')
        && is_comparison(view, with)
    {
        let end = phrase.span.start + name.len();
        phrase.span.end = trim_end(view, Span::new(phrase.span.start, end), &mut Phrase::default());
    }
    // 比上年|预算|增长8%.
    let budget = phrase.change.is_some() && view.words(WordRole::Budget).contains(view.slice(phrase.span));
    if budget || is_comparison(view, view.slice(phrase.span)) {
        phrase.span = Span::new(end, end);
    }
    if let Some(end) = told_twice(view, phrase.span) {
        phrase.span.end = end;
    }
    if let Some(end) = mark_passed(view, phrase.span) {
        phrase.span.end = trim_end(view, Span::new(phrase.span.start, end), &mut Phrase::default());
    }
    if let Some(start) = moved(view, phrase.span).filter(|_| phrase.change.is_some()) {
        phrase.span.start = start;
    }
    phrase.span.start = with_nation(view, stretch.start, phrase.span, class);
    phrase.at_least = view.slice(stretch).contains("至少");
    // 占地|320亩 is a size.
    let site = |cue: &Cue| {
        let rest = &view.text[cue.span.start..phrase.span.end];
        let size = view.words(WordRole::Described).start_of(rest);
        size.is_some_and(|size| !rest[size.len()..].starts_with(['区', '方']))
    };
    let share = view.cues_in(phrase.span).find(|cue| cue.kind == CueKind::Share && !site(cue));
    phrase.share = share.map(|cue| cue.span.start);
    phrase.front = phrase.front.and_then(|front| front_of(view, front, &mut phrase));
    phrase
}

/// Where a noun phrase begins with the 全国 before it, which tells of what level the things counted are: 新增|全国文明村镇.
fn with_nation(view: &View<'_>, from: usize, span: Span, class: UnitClass) -> usize {
    let before = view.text[from..span.start.max(from)].trim_end_matches(is_mark);
    let Some(rest) = before.strip_suffix("全国") else { return span.start };
    let name = view.slice(span);
    let level = match class {
        UnitClass::Count => !view.lexicon.indicators.is_metric(name),
        UnitClass::Rank => name.contains('赛'),
        _ => false,
    };
    if level && name.chars().nth(2).is_some() { from + rest.len() } else { span.start }
}

/// Most characters of those for each of whom a figure is told: 每个主导产业链.
const MAX_EACH: usize = 10;

/// Those for each of whom a figure is told, where a verb parts them from it: 每个县|打造, 平均每个工作日|新注册.
pub(super) fn for_each<'t>(view: &View<'t>, stretch: Span) -> Option<&'t str> {
    let text = Some(view.slice(stretch)).filter(|text| text.contains('每'))?;
    let text = text.trim_start_matches("平均").trim_start_matches(is_mark);
    let told = || {
        // 全市|每千人口拥有….
        let start = trim_start(view, stretch, &mut Phrase::default()).min(stretch.end);
        view.text.get(start..stretch.end).filter(|text| text.starts_with('每'))
    };
    let text = if text.starts_with('每') { text } else { told()? };
    let rest = text.strip_prefix('每')?;
    if let Some(many) = rest.strip_prefix(['百', '千', '万'])
        && let Some(people) = view.words(WordRole::EachMany).start_of(many)
    {
        // 每千人口|执业医师5.8人、注册护士6.6人.
        return Some(&text[..text.len() - many.len() + people.len()]);
    }
    let start = stretch.end - text.len();
    let verb = view.cues_in(Span::new(start, stretch.end)).find(|cue| {
        cue.span.start > start && cue.span.len() > 3 && !matches!(cue.kind, CueKind::Share | CueKind::Adverb)
    });
    let end = verb.map_or(stretch.end, |cue| cue.span.start);
    let each = view.text[start..end].trim_end_matches("至少").trim_end_matches('新');
    let fits = (3..=MAX_EACH).contains(&each.chars().count()) && verb.is_some() && !each.contains('、');
    (view.words(WordRole::EachThing).opens(rest) && fits).then_some(each)
}

/// Most characters of those who add something, and of where.
const MAX_DOER: usize = 12;
const MAX_AT: usize = 6;

/// Most characters of what alone names those that are added.
const MAX_SOLE: usize = 10;

/// What stands before an adding verb, if it is a short noun phrase, or a list with 分别 between.
fn front_of(view: &View<'_>, front: Span, phrase: &mut Phrase) -> Option<Span> {
    let start = trim_start(view, front, &mut Phrase::default());
    let mut front = Span::new(start.min(front.end), front.end);
    // 养老金|人均每月|增加135元.
    let often = view.words(WordRole::Often).end_of(view.slice(front));
    front.end -= often.map_or(0, str::len);
    if let Some(cue) = view.cue_ending(front.end).filter(|cue| front.contains(cue.span)) {
        match cue.kind {
            CueKind::Respectively => phrase.respectively = true,
            CueKind::Each => phrase.each = true,
            _ => return None,
        }
        front.end = cue.span.start;
    }
    let words = view.slice(front);
    // 开发区|新设基金3支: the speaker's own place is no part of the name.
    let lists = &view.lexicon.lists;
    let zone = || lists[Role::SpeakingZone].contains(words) && lists[Role::GovernedZone].ends(words);
    let own_place =
        words.ends_with(['区', '市', '县', '镇']) && (view.words(WordRole::Thing).contains(words) || zone());
    // 达产后可|新增产值260亿元; 年|新增用户6万户, 年度|新增企业9家 say no more than when.
    let yearly = matches!(words, "年" | "年度");
    // 比上年预算数|增加2.4亿元.
    let budget = view.words(WordRole::Budget).contains(words);
    if own_place || yearly || budget || words.ends_with('可') || view.words(WordRole::Planned).contains(words)
    {
        return None;
    }
    let several = phrase.respectively || phrase.each;
    // 国有及国有控股企业|在境内外|新增上市公司: who, not where.
    if let Some((doer, place)) = words.split_once('在')
        && view.words(WordRole::Thing).end_of(doer).is_some()
        && (3..=MAX_DOER).contains(&doer.chars().count())
        && place.chars().count() <= MAX_AT
        && !several
        && view.cues_in(Span::new(front.start, front.start + doer.len())).next().is_none()
    {
        return Some(Span::new(front.start, front.start + doer.len()));
    }
    let limit = match () {
        () if several => 30,
        () if view.lexicon.indicators.ends_with_head(words) => 14,
        // 森林蓄积量|净增130万立方米.
        () if view.words(WordRole::MetricEnd).ends(words) => 14,
        // 养老保险扩面|新增1.8万人: nothing else names the figure.
        () if phrase.span.is_empty() && !is_comparison(view, words) => MAX_SOLE,
        () => 4,
    };
    let headed = view.lexicon.indicators.ends_with_head(words);
    let plain = view.cues_in(front).all(|cue| match cue.kind {
        CueKind::Adverb => cue.span.len() <= 3,
        // 省外引进产业项目|新增实际投资.
        CueKind::Do => headed && cue.span.start > front.start,
        _ => false,
    }) && (several || !words.contains('、'));
    ((1..=limit).contains(&words.chars().count()) && plain).then_some(front)
}

/// Where `从18%` begins in 占比从18%下降到7.8%: the value that a change starts from is no part of the name.
fn starting_value(view: &View<'_>, stretch: Span) -> Option<usize> {
    let inside =
        view.figures.iter().filter(|figure| stretch.contains(figure.outer)).map(|figure| figure.outer.start);
    inside
        .filter_map(|at| {
            let rest = changed_from(view, &view.text[stretch.start..at])?;
            Some(stretch.start + rest.len())
        })
        .next()
}

/// What stands before 从 or 由 at the end of `before`, which the value that a change starts from follows: 标准|由每人每年.
pub(super) fn changed_from<'t>(view: &View<'_>, before: &'t str) -> Option<&'t str> {
    let before = time::without_reference(before, view.lexicon).unwrap_or(before);
    let ago = view.words(WordRole::Ago).end_of(before).map_or(0, str::len);
    let before = &before[..before.len() - ago];
    // 低保标准|由年人均600元提高到1300元.
    before.trim_end_matches(['每', '人', '年', '月', '户', '亩', '均']).strip_suffix(['从', '由'])
}

/// Where an indicator's name ends in `地区生产总值|连续迈上4个万亿元台阶`: what it reached before is no part of it.
fn told_twice(view: &View<'_>, span: Span) -> Option<usize> {
    let first = view.cues_in(span).find(|cue| {
        cue.span.len() > 3 && matches!(cue.kind, CueKind::Reach | CueKind::Achieve | CueKind::Adverb)
    })?;
    let name = clean(&view.text[span.start..first.span.start]);
    (first.span.start > span.start && view.lexicon.indicators.is_known(&name)).then_some(first.span.start)
}

/// Where the name begins of what something else moved: 消费券带动|社会消费品零售总额|增长7%.
fn moved(view: &View<'_>, span: Span) -> Option<usize> {
    let moves = |cue: &Cue| {
        view.words(WordRole::Reaching).contains(cue.span.of(view.text))
            && view.lexicon.indicators.is_metric(&view.text[cue.span.end..span.end])
    };
    view.cues_in(span).find(moves).map(|cue| cue.span.end)
}

/// Where `网络交易额|突破百亿大关` begins to tell of a mark that was passed, before the figure says by how much.
fn mark_passed(view: &View<'_>, span: Span) -> Option<usize> {
    let mark = view.words(WordRole::BehindFigure).end_of(view.slice(span))?;
    let passed = view.cues_in(span).rev().find(|cue| cue.kind == CueKind::Reach)?;
    let amount = view.text.get(passed.span.end..span.end - mark.len())?;
    let numeral = |c: char| c.is_ascii_digit() || ".十百千万亿两一二三四五六七八九元".contains(c);
    (!amount.is_empty() && amount.chars().all(numeral)).then_some(passed.span.start)
}

/// 高于, 低于 and the like: what follows is only compared with.
fn comparing(view: &View<'_>, span: Span) -> Option<Cue> {
    let comparing = view.words(WordRole::Comparing);
    view.cues_in(span).find(|cue| comparing.contains(cue.span.of(view.text)))
}

/// Whether what a rate or a share passes by so much is another one: 超过|全省平均水平|2个百分点.
fn is_mean(view: &View<'_>, class: UnitClass, passed: Span) -> bool {
    class == UnitClass::Points || view.words(WordRole::Standard).end_of(view.slice(passed)).is_some()
}

/// Where the noun phrase begins: behind the last verb that a heading leaves out.
fn cut(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let added_at_end = phrase.added;
    if added_at_end {
        return stretch.end;
    }
    let cuts = |kind| {
        matches!(kind, CueKind::Achieve | CueKind::Add | CueKind::Do | CueKind::Award | CueKind::Among)
    };
    let is_noun = |cue: &Cue| is_in_noun(view, Span::new(stretch.start, stretch.end), cue);
    // 占|新登记企业的31%, 占|完成投资的六成: a part of the whole.
    let share = view.cues_in(stretch).find(|cue| cue.kind == CueKind::Share).map(|cue| cue.span.start);
    let of_share = |cue: &Cue| share.is_some_and(|share| share > stretch.start && share < cue.span.start);
    // A comparator of a condition belongs to it: 总投资超10亿元的项目.
    let in_figure = |span: Span| view.figures.iter().any(|figure| figure.outer.overlaps(span));
    let found = view.cues_in(stretch).rev().find(|cue| {
        cuts(cue.kind)
            && cue.span.end < stretch.end
            && (cue.span.len() > 3 || cue.kind == CueKind::Among)
            && !in_figure(cue.span)
            && !of_share(cue)
            && !is_noun(cue)
            && !view.text[cue.span.end..].starts_with(')')
            // 审批材料和办理|时限分别减少: a part of the second name.
            && !(phrase.respectively && view.text[..cue.span.start].ends_with(['、', '和', '与', '及']))
            // 提案的办理|满意率, “独角兽”培育|企业: a verb made a noun.
            && !(cue.kind == CueKind::Do && view.text[stretch.start..cue.span.start].ends_with(['的', '”']))
    });
    let Some(cue) = found else { return stretch.start };
    phrase.cut = Some(cue.span);
    match cue.kind {
        CueKind::Add => {
            phrase.added = true;
            phrase.front = Some(Span::new(stretch.start, cue.span.start));
            // 新建和转化|租赁房源: a second verb beside it.
            let rest = &view.text[cue.span.end..stretch.end];
            let joined = rest.strip_prefix(['和', '、', '及']).unwrap_or(rest);
            if !joined.is_empty()
                && let Some(second) = view.cue_beginning(stretch.end - joined.len())
                && matches!(second.kind, CueKind::Act | CueKind::Do | CueKind::Add | CueKind::Rise)
                && second.span.end < stretch.end
            {
                return second.span.end;
            }
        }
        CueKind::Among => phrase.among = true,
        CueKind::Achieve => {
            phrase.achiever = achiever(view, Span::new(stretch.start, cue.span.start), phrase)
        }
        CueKind::Do | CueKind::Award => {
            phrase.payer = payer(view, Span::new(stretch.start, cue.span.start));
            // 新落户及|升格|机构: both are new.
            let before = view.text[stretch.start..cue.span.start].trim_end_matches(['及', '和', '、']);
            let beside = view
                .cue_ending(stretch.start + before.len())
                .filter(|_| before.len() < cue.span.start - stretch.start);
            let new = |first: Cue| {
                first.kind == CueKind::Add || view.text[stretch.start..first.span.start].ends_with('新')
            };
            phrase.added |= beside.is_some_and(|first| first.kind != CueKind::Adverb && new(first));
            // 动力电池|新增|建成|产能: the adding verb stands before the other.
            if let Some(add) = view.cue_ending(cue.span.start).filter(|add| add.kind == CueKind::Add)
                && add.span.start >= stretch.start
            {
                phrase.added = true;
                phrase.front = Some(Span::new(stretch.start, add.span.start));
            }
        }
        _ => {}
    }
    cue.span.end
}

/// Most characters of an indicator's name before a verb in it.
const MAX_FRONT: usize = 8;

/// Whether a verb in `stretch` is a part of the noun that ends it: 竣工|率, 国家储备|林, 技术合同认定|登记额.
fn is_in_noun(view: &View<'_>, stretch: Span, cue: &Cue) -> bool {
    let rest = &view.text[cue.span.end..stretch.end];
    // 断面达到|或优于Ⅲ类比例.
    if view.words(WordRole::NounSuffix).start_of(&view.text[cue.span.end..]).is_some()
        || rest.starts_with('或')
    {
        return true;
    }
    // 用于地方|增加职工工资1755亿元: what the money is for.
    if view.text[stretch.start..cue.span.start].contains("用于") {
        return true;
    }
    if !matches!(cue.kind, CueKind::Do | CueKind::Award) {
        return false;
    }
    // 招引|项目履约率: of those that were.
    if rest.ends_with('率') && view.words(WordRole::Thing).start_of(rest).is_some() {
        return true;
    }
    // 房地产|开发|投资 is an indicator's name.
    let starts = view.text[stretch.start..cue.span.start].char_indices().rev().take(MAX_FRONT);
    let whole = |(at, _): (usize, char)| {
        view.lexicon.indicators.is_known(&view.text[stretch.start + at..stretch.end])
    };
    if starts.into_iter().any(whole) {
        return true;
    }
    let led = !only_lead(view, stretch.start, cue.span.start);
    // 技术开发|经费|占销售收入比重.
    let rest = rest.split('占').next().filter(|part| !part.is_empty()).unwrap_or(rest);
    // 示范园|入驻|企业总产值.
    let host = view.words(WordRole::Carrier).ends(&view.text[stretch.start..cue.span.start])
        || view.words(WordRole::OwnerPart).ends(&view.text[stretch.start..cue.span.start]);
    if host && view.words(WordRole::Doer).start_of(rest).is_some() && view.lexicon.indicators.is_metric(rest)
    {
        return true;
    }
    // 交通|建设|完成投资.
    if led && rest == "完成投资" && cue.kind == CueKind::Do {
        return true;
    }
    // 用于住房制度建设|的资金: the verb is told of the noun behind.
    // 研究与开发|经费: beside another noun.
    let beside = view.text[..cue.span.start].ends_with('与');
    // 公务用车购置|及运行费.
    let beside = beside || rest.starts_with(['及', '和', '与']);
    if rest.starts_with('的') || led && (beside || rest.chars().nth(1).is_none()) {
        return true;
    }
    let indicators = &view.lexicon.indicators;
    let before = view.text[..cue.span.start].chars().next_back();
    led && rest.chars().count() <= 3
        && indicators.is_metric(rest)
        && !indicators.is_known(rest)
        && !view.words(WordRole::BareMetric).contains(rest)
        && view.cue_ending(cue.span.start).is_none()
        && before.is_some_and(char::is_alphanumeric)
}

/// A treasury right before a verb: 中央财政|将|安排.
fn payer(view: &View<'_>, stretch: Span) -> Option<Span> {
    let start = trim_start(view, stretch, &mut Phrase::default()).min(stretch.end);
    let text = view.text[start..stretch.end].trim_end_matches(['将', '拟', '共', '已', '还']);
    (text.ends_with("财政") && text.chars().count() <= MAX_PAYER)
        .then(|| Span::new(start, start + text.len()))
}

/// The noun phrase before a verb of achieving.
fn achiever(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> Option<Span> {
    let mut ends = Phrase::default();
    let end = trim_end(view, stretch, &mut ends);
    phrase.respectively |= ends.respectively;
    phrase.each |= ends.each;
    let start = trim_start(view, Span::new(stretch.start, end), &mut ends);
    // 小城镇|建设|完成投资: a verb made a noun.
    let within = |cue: &Cue| cue.kind == CueKind::Do && (cue.span.end < end || cue.span.start == start);
    let last = view.cues_in(Span::new(start.min(end), end)).rev().find(within);
    let start = last.map_or(start, |cue| cue.span.end);
    (start < end).then(|| Span::new(start, end))
}

/// Whether the phrase only says with what the figure is compared: 比上年, 是全国平均的.
fn is_comparison(view: &View<'_>, text: &str) -> bool {
    // 较大规模自然村 compares with nothing.
    let degree = text
        .strip_prefix('较')
        .is_some_and(|rest| rest.starts_with(['大', '高', '多', '强', '好', '低', '小']));
    !degree
        && view.words(WordRole::Comparison).start_of(text).is_some()
        // 按时|办结率.
        && view.words(WordRole::BareRate).end_of(text).is_none()
        && view.words(WordRole::Aspect).start_of(text).is_none()
}
