//! What is taken off the ends of a noun phrase: marks, notes, words of time and manner, verbs of achieving.

use super::super::lexicon::{Cue, CueKind, NameForm, WordRole};
use super::phrase::Phrase;
use super::time;
use super::view::View;
use crate::source::Span;

/// Most bytes of the prices that a figure is computed at: 2000年不变价格.
const MAX_PRICE: usize = 30;

/// Most bytes of what a figure leaves out: 扣除留抵退税因素.
const MAX_LEFT_OUT: usize = 48;

/// Most characters of what a figure is compared with.
const MAX_COMPARED: usize = 8;

/// Takes time words, manner words, marks and the speaker's own name off the beginning.
pub(super) fn trim_start(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let mut start = stretch.start;
    while start < stretch.end {
        let rest = &view.text[start..stretch.end];
        let numbers = || if start == 0 { item_number(rest) } else { None };
        if let Some(length) = time::expression_at(rest, view.lexicon).or_else(numbers) {
            start += length;
            continue;
        }
        if let Some(variant) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
            && variant.0.chars().count() <= 3
        {
            // 新建(晋级)|省级园区.
            start += variant.0.len() + 2;
            continue;
        }
        if let Some(price) =
            rest.strip_prefix('按').and_then(|rest| rest.find("计算")).filter(|at| *at <= MAX_PRICE)
        {
            // 按2000年价格计算的|国内生产总值.
            start += '按'.len_utf8() + price + "计算".len();
            continue;
        }
        if let Some(own) = rest.strip_prefix("年末").filter(|own| own.chars().nth(1).is_some()) {
            // 年末全市|常住人口.
            start = stretch.end - own.len();
            continue;
        }
        if start > stretch.start && has_plain(view, start, rest) {
            // 年末共|有|卫生机构.
            start += '有'.len_utf8();
            continue;
        }
        if let Some(planned) = rest.strip_prefix("计划")
            && view.cue_beginning(stretch.end - planned.len()).is_some_and(is_doing)
        {
            // 今年|计划|出让工业用地.
            start = stretch.end - planned.len();
            continue;
        }
        if rest.starts_with("扣除") || rest.starts_with("剔除") {
            // 扣除留抵退税因素后|同口径增长.
            let Some(end) = rest.find("后").filter(|at| *at <= MAX_LEFT_OUT) else { break };
            start += end + "后".len();
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if is_place(view, rest) {
            // 和静县 is no conjunction and a county.
            break;
        }
        if is_mark(c) || is_particle(c) && !is_word(view, start) && !is_dweller(view, rest) {
            start += c.len_utf8();
            continue;
        }
        let Some(cue) = view.cue_beginning(start).filter(|cue| cue.span.end <= stretch.end) else { break };
        match cue.kind {
            CueKind::Adverb => {}
            CueKind::Each => phrase.each = true,
            CueKind::Respectively => phrase.respectively = true,
            CueKind::Among => phrase.among = true,
            CueKind::Add => phrase.added = true,
            CueKind::Achieve => {}
            CueKind::Reach if cue.span.len() > 3 || cue.span.end == stretch.end => {}
            _ => break,
        }
        start = cue.span.end;
    }
    start
}

/// Whether a word of one character joins or marks what comes behind it.
fn is_particle(c: char) -> bool {
    matches!(
        c,
        '的' | '将'
            | '已'
            | '和'
            | '及'
            | '其'
            | '约'
            | '共'
            | '—'
            | '·'
            | '与'
            | '在'
            | '使'
            | '把'
            | '了'
    )
}

/// Whether 有 at `start` says no more than that there are those behind it: 年末共|有|体育场地.
fn has_plain(view: &View<'_>, start: usize, rest: &str) -> bool {
    rest.strip_prefix('有').is_some_and(|own| own.chars().nth(2).is_some()) && !is_word(view, start)
}

/// Whether a verb names what is done.
fn is_doing(cue: Cue) -> bool {
    matches!(cue.kind, CueKind::Do | CueKind::Act | CueKind::Add)
}

/// Length of the number that numbers an item of a list: `3.`, `12)`.
fn item_number(text: &str) -> Option<usize> {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(numeral);
    if let Some(own) =
        rest.strip_prefix('、').filter(|own| rest.len() < text.len() && !own.starts_with(numeral))
    {
        // 五、全年|信访总量; 一、二产业 is none.
        return Some(text.len() - own.len());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', '、', ')'])?;
    let numbers = (1..=2).contains(&digits) && !rest.starts_with(|c: char| c.is_ascii_digit());
    numbers.then(|| text.len() - rest.len())
}

/// `在锡高校`, `在浙人才`: those at a place that one character names.
fn is_dweller(view: &View<'_>, text: &str) -> bool {
    let Some(rest) = text.strip_prefix('在') else { return false };
    let who = rest.chars().next().map_or("", |place| &rest[place.len_utf8()..]);
    [WordRole::Actor, WordRole::People].iter().any(|role| view.words(*role).start_of(who).is_some())
}

/// Whether a division with a name of three characters and more begins `text`, or a list of places: 和静县, 将乐县, 和龙、龙井.
fn is_place(view: &View<'_>, text: &str) -> bool {
    let Some(name) = view.lexicon.places.longest_at(text, 0) else { return false };
    let full = name.form == NameForm::Full && text[..name.len].chars().nth(2).is_some();
    let next = || text[name.len..].strip_prefix('、');
    full || next().is_some_and(|next| view.lexicon.places.longest_at(next, 0).is_some())
}

/// Whether a protected noun or a longer cue begins at `start`.
fn is_word(view: &View<'_>, start: usize) -> bool {
    let behind = view.cues.partition_point(|cue| cue.span.start < start);
    view.cues.get(behind).is_some_and(|cue| cue.span.start == start && cue.span.len() > 3)
}

/// Takes cues, marks and notes off the end.
pub(super) fn trim_end(view: &View<'_>, stretch: Span, phrase: &mut Phrase) -> usize {
    let mut end = stretch.end;
    while end > stretch.start {
        let rest = &view.text[stretch.start..end];
        if let Some(shorter) = without_note(view, rest)
            .or_else(|| time::without_reference(rest, view.lexicon))
            .or_else(|| without_benchmark(view, rest))
            .or_else(|| time::without_run(rest))
        {
            end = stretch.start + shorter.len();
            continue;
        }
        if let Some(c) = rest
            .chars()
            .next_back()
            .filter(|c| is_mark(*c) || matches!(c, '的' | '了' | '将' | '就' | '也' | '按'))
        {
            phrase.of |= c == '的' && end == stretch.end;
            end -= c.len_utf8();
            continue;
        }
        if view.cue_ending(end).is_none_or(|cue| cue.span.len() == 3)
            && let Some((shorter, up)) = compared(rest)
        {
            // 比计划低|1.9个千分点.
            phrase.change = Some(up);
            end = stretch.start + shorter.len();
            continue;
        }
        if let Some(shorter) = without_record(rest)
            .or_else(|| without_order(rest, phrase))
            .or_else(|| without_all(rest, phrase))
            .or_else(|| without_many(view, rest))
            .or_else(|| without_pace(view, rest, stretch.start))
            // 粮食总产量|创|1640万吨的历史新高.
            .or_else(|| rest.strip_suffix('创').filter(|_| sets_record(view, end)))
            // 分别|较|年初增长.
            .or_else(|| rest.strip_suffix('较').filter(|_| end < stretch.end))
        {
            end = stretch.start + shorter.len();
            continue;
        }
        let Some(cue) = view.cue_ending(end).filter(|cue| cue.span.start >= stretch.start) else { break };
        match cue.kind {
            CueKind::Reach | CueKind::Achieve => phrase.reached |= phrase.change.is_none(),
            CueKind::Rise | CueKind::Fall => {
                // 增速达到20%: a rate of change that is reached.
                let rate = view.words(WordRole::ChangeRate).contains(cue.span.of(view.text));
                if (rate || !phrase.reached) && phrase.change.is_none() {
                    phrase.change = Some(cue.kind == CueKind::Rise);
                }
            }
            CueKind::Each => phrase.each = true,
            CueKind::Respectively => {
                // 分别达到 says a level as 达到 does.
                phrase.respectively = true;
                phrase.reached |= phrase.change.is_none() && cue.span.of(view.text).contains('达');
            }
            CueKind::Add => {
                phrase.added = true;
                phrase.front = Some(Span::new(stretch.start, cue.span.start));
                phrase.respectively |= is_respective(view, stretch.start, cue.span.start);
                phrase.verb = Some(cue.span);
            }
            // 占全省83%: the whole is part of the name.
            CueKind::Adverb
                if ["占", "占到"]
                    .iter()
                    .any(|part| view.text[stretch.start..cue.span.start].ends_with(part)) =>
            {
                break;
            }
            // 新增18家、累计38家.
            CueKind::Adverb => phrase.reached |= view.words(WordRole::Total).contains(cue.span.of(view.text)),
            CueKind::Among => phrase.among = true,
            CueKind::Do | CueKind::Award if only_lead(view, stretch.start, cue.span.start) => {}
            _ => break,
        }
        if matches!(cue.kind, CueKind::Do | CueKind::Award) {
            phrase.verb = Some(cue.span);
        }
        end = cue.span.start;
        if cue.kind == CueKind::Add {
            // What stands before belongs to the verb; it is looked at apart.
            return end.max(stretch.start).min(stretch.start.max(end));
        }
    }
    end
}

/// Without the time whose value another is told as a part of: 恢复至|疫情前的84%.
fn without_benchmark<'t>(view: &View<'_>, text: &'t str) -> Option<&'t str> {
    let ago = view.words(WordRole::Ago).end_of(text)?;
    let before = &text[..text.len() - ago.len()];
    view.words(WordRole::Benchmark).ends(before).then_some(before)
}

/// Whether a figure that begins at `at` is told as a record: |1640万吨|的历史新高.
fn sets_record(view: &View<'_>, at: usize) -> bool {
    let clause = view.text[at..].split([',', ';', '。']).next().unwrap_or_default();
    view.words(WordRole::Record).ends(clause)
}

/// Most characters between 创 and 新高.
const MAX_RECORD: usize = 2;

/// Without the record that a figure sets: 重大项目数|均创近年新高.
pub(super) fn without_record(text: &str) -> Option<&str> {
    let rest = text.strip_suffix("新高").or_else(|| text.strip_suffix("新低"))?;
    let at = rest.rfind('创')?;
    let near = rest[at + '创'.len_utf8()..].chars().count() <= MAX_RECORD;
    near.then(|| rest[..at].trim_end_matches(['均', '连', '再', '又', '双', '屡', '续']))
}

/// Without a word for all or each of those named at its end: 核心区道路硬化|全部达到100%, 甲和乙|各4500万人.
fn without_all<'t>(text: &'t str, phrase: &mut Phrase) -> Option<&'t str> {
    if let Some(shorter) =
        text.strip_suffix("全部").filter(|shorter| phrase.reached || shorter.chars().nth(1).is_some())
    {
        return Some(shorter);
    }
    let shorter = text.strip_suffix('各').filter(|shorter| shorter.chars().nth(1).is_some())?;
    phrase.each = true;
    Some(shorter)
}

/// Without those that so many are to: 电话普及率达到|每百人, 单产达到|每亩.
fn without_many<'t>(view: &View<'_>, text: &'t str) -> Option<&'t str> {
    if let Some(one) = view.words(WordRole::PerOne).end_of(text) {
        let shorter = &text[..text.len() - one.len()];
        // 商品房均价|每平方米.
        let reached = shorter.ends_with(['到', '达', '至', '为', '超', '破', '价', '费', '租', '产', '度']);
        return (reached && shorter.chars().nth(2).is_some()).then_some(shorter);
    }
    let many = text.strip_suffix(['人', '户'])?.strip_suffix(['百', '千', '万'])?;
    let shorter = many.strip_suffix('每').filter(|shorter| shorter.chars().nth(2).is_some())?;
    shorter.ends_with(['到', '达', '至', '为', '率']).then_some(shorter)
}

/// Without how often an amount is made, behind a verb of reaching: 海水淡化能力提升至|日产.
fn without_pace<'t>(view: &View<'_>, text: &'t str, start: usize) -> Option<&'t str> {
    let lead = view.words(WordRole::SizeLead).end_of(text)?;
    let shorter = &text[..text.len() - lead.len()];
    let cue = view.cue_ending(start + shorter.len())?;
    (matches!(cue.kind, CueKind::Reach | CueKind::Rise) && cue.span.len() > 3).then_some(shorter)
}

/// Without 可 before a verb of reaching: 年发电量|可达11亿千瓦时; 行政许可 is a word.
fn without_can<'t>(text: &'t str, phrase: &Phrase) -> Option<&'t str> {
    text.strip_suffix('可').filter(|rest| phrase.reached && !rest.ends_with(['许', '认']))
}

/// Without 分别 at its end, or the 年均 that stood before it: 分别|是“十一五”的3.2倍和4.1倍, 年均|分别增长10.9%和11.6%.
fn without_order<'t>(text: &'t str, phrase: &mut Phrase) -> Option<&'t str> {
    if let Some(shorter) = without_can(text, phrase) {
        return Some(shorter);
    }
    if text == "年均" && phrase.respectively {
        return Some("");
    }
    if let Some(shorter) = text.strip_suffix("年均").filter(|_| phrase.change.is_some()) {
        // 低保标准|年均|提高8%.
        return Some(shorter);
    }
    let shorter = text.strip_suffix("分别")?;
    phrase.respectively = true;
    Some(shorter)
}

/// What stands before a comparison that ends in 高 or 低, and whether it is upwards: 比计划低.
fn compared(text: &str) -> Option<(&str, bool)> {
    let up = text.ends_with(['高', '多', '快']);
    let shorter = text.strip_suffix(['高', '低', '多', '少', '快', '慢'])?;
    let shorter = shorter.strip_suffix("分别").unwrap_or(shorter);
    let at = shorter.rfind(['比', '较'])?;
    let with = &shorter[at + '比'.len_utf8()..];
    let fits = (1..=MAX_COMPARED).contains(&with.chars().count())
        && with.chars().all(|c| c.is_alphanumeric() || c == '、');
    fits.then(|| (&text[..at], up))
}

/// Without a note in brackets at its end: `地区生产总值(预计)`.
fn without_note<'t>(view: &View<'_>, text: &'t str) -> Option<&'t str> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    view.words(WordRole::Note).is_in(&inner[open + 1..]).then(|| &text[..open])
}

/// Without marks at its ends.
pub(super) fn trimmed(view: &View<'_>, span: Span) -> Span {
    let text = view.slice(span);
    let left = text.trim_start_matches(|c| is_mark(c) || c == '、');
    let start = span.end - left.len();
    let right = left.trim_end_matches(|c| is_mark(c) || matches!(c, '、' | '的' | '等' | '和' | '与' | '及'));
    Span::new(start, start + right.len())
}

/// Quotation marks, brackets that lost their partner, marks of lists.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '、'
            | ','
            | ';'
            | ':'
            | '。'
            | ' '
            | '…'
            | '·'
            | '●'
            | '—'
    )
}

/// A phrase as a name: marks of quotation and blanks left out.
pub(super) fn clean(text: &str) -> String {
    let mut name = text.to_owned();
    name.retain(|c| !matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | ' ' | '\n'));
    name
}

/// Whether 分别 stands before a verb, or before what the verb compares with: 分别比上年|增加.
fn is_respective(view: &View<'_>, start: usize, verb: usize) -> bool {
    let before = &view.text[start..verb];
    let before = time::without_reference(before, view.lexicon).unwrap_or(before);
    let cue = view.cue_ending(start + before.len());
    cue.is_some_and(|cue| cue.kind == CueKind::Respectively && cue.span.start >= start)
}

/// Whether nothing but time and manner stands before a verb: 今年拟|发行.
pub(super) fn only_lead(view: &View<'_>, start: usize, verb: usize) -> bool {
    start == verb || trim_start(view, Span::new(start, verb), &mut Phrase::default()) == verb
}
