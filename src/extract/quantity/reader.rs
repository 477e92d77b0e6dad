//! One pass over a text that stops at numbers and reads the figure there.

use std::sync::LazyLock;

use super::bounds;
use super::list;
use super::makeup;
use super::number::{self, MAGNITUDES, Number};
use super::rank;
use super::whole::{self, WholeNumber};
use crate::extract::fact::Comparator;
use crate::extract::lexicon::{CharSet, Lexicon, MeasureWords, Side, UnitClass, Units, WordRole};
use crate::source::Span;

/// What the verbs of reaching a number are made of: 增加到, 提高至, 突破.
const REACHING: &[char] =
    &['增', '加', '提', '高', '突', '破', '达', '到', '为', '至', '了', '有', '近', '超'];

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Number and unit.
    pub span: Span,
    /// With the comparators at its sides.
    pub outer: Span,
    /// What says number and unit: the figure itself, or up to a later one that says the unit of both: 5.1和3.6个百分点.
    pub said: Span,
    /// The number as written, without magnitude: 3.8 of 3.8亿美元.
    pub value: f64,
    /// Upper end of a range.
    pub value_max: Option<f64>,
    /// The unit as written, magnitude included; blanks gone.
    pub unit: String,
    /// What the unit measures.
    pub class: UnitClass,
    /// How it bounds the truth.
    pub op: Comparator,
}

/// All figures of `text`, in order.
pub fn read(text: &str, lexicon: &Lexicon) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut next = 0;
    let begins = &*BEGINS;
    while let Some(ahead) = text[next..].find(|c| begins.holds(c)) {
        let at = next + ahead;
        let Some(c) = text[at..].chars().next().filter(|&c| begins_figure(c)) else {
            next = after_address(text, at);
            continue;
        };
        if let Some(parts) = makeup::read(text, at) {
            next = parts[0].said.end;
            found.extend(parts);
            continue;
        }
        let (quantity, end) = Reader { text, units: &lexicon.units, words: &lexicon.measure_words }.at(at, c);
        next = end;
        if let Some(quantity) = quantity {
            list::share_unit(text, &mut found, &quantity, &lexicon.measure_words);
            let both = found.last().and_then(|last| two_sided(text, last, &quantity, lexicon));
            if both.is_some() {
                found.pop();
            }
            found.push(both.unwrap_or(quantity));
        }
    }
    found
}

/// `不低于3.5%也不高于4%`: two bounds of one figure.
fn two_sided(text: &str, low: &Quantity, high: &Quantity, lexicon: &Lexicon) -> Option<Quantity> {
    let between = text.get(low.outer.end..high.outer.start)?;
    let bounds = low.op == Comparator::AtLeast && high.op == Comparator::AtMost && low.value < high.value;
    let alike = low.unit == high.unit && low.value_max.is_none() && high.value_max.is_none();
    (bounds && alike && !between.is_empty() && bounds::links(between, lexicon)).then(|| Quantity {
        span: Span::new(low.outer.start, high.span.end),
        outer: Span::new(low.outer.start, high.outer.end),
        said: Span::new(low.outer.start, high.span.end),
        value_max: Some(high.value),
        op: Comparator::Equal,
        ..low.clone()
    })
}

/// All numbers of `text`, in order, magnitudes included and units left aside: 25万6千 is 256,000.
pub fn numbers(text: &str, lexicon: &Lexicon) -> Vec<WholeNumber> {
    whole::read_all(text, &lexicon.measure_words)
}

/// Behind the address that begins at `at`, in which no figure stands, or else behind one character.
fn after_address(text: &str, at: usize) -> usize {
    let end = |c: char| !c.is_ascii_graphic();
    match text[at..].strip_prefix("http") {
        Some(rest) => rest.find(end).map_or(text.len(), |end| text.len() - rest.len() + end),
        None => text.ceil_char_boundary(at + 1),
    }
}

/// Whether `c` writes no number.
fn numeral_free(c: char) -> bool {
    !c.is_ascii_digit() && number::numeral(c).is_none()
}

/// Whether a number can be a year's.
fn is_year(value: f64) -> bool {
    (1900.0..2100.0).contains(&value) && value.fract() == 0.0
}

/// The characters that a figure or an address can begin with: every character of a text is asked.
static BEGINS: LazyLock<CharSet> =
    LazyLock::new(|| ('\0'..='\u{9FFF}').filter(|&c| begins_figure(c) || c == 'h').collect());

/// Whether a figure can begin with `c`.
fn begins_figure(c: char) -> bool {
    c.is_ascii_digit()
        || number::numeral(c).is_some()
        || matches!(c, '第' | '前' | '榜' | '首' | '万' | '亿' | '翻' | '双')
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    units: &'t Units,
    pub(super) words: &'t MeasureWords,
}

/// Unit text after a number, as one piece.
pub(super) struct UnitHit {
    pub(super) unit: String,
    pub(super) class: UnitClass,
    least: f64,
    pub(super) end: usize,
    more: Option<Comparator>,
}

/// What a figure says, comparators at its sides not yet read.
pub(super) struct Amount {
    value: f64,
    max: Option<f64>,
    unit: String,
    class: UnitClass,
    between: Option<Comparator>,
}

impl Amount {
    pub(super) fn plain(value: f64, unit: &str, class: UnitClass) -> Self {
        Self { value, max: None, unit: unit.to_owned(), class, between: None }
    }
}

impl Reader<'_> {
    /// The figure that begins at `at`, and where to look on: past a number that is no figure as well.
    fn at(&self, at: usize, c: char) -> (Option<Quantity>, usize) {
        if let Some(place) = rank::read(self.text, at, c, self.words) {
            let op = if place.within { Comparator::AtMost } else { Comparator::Equal };
            let span = Span::new(at, place.end);
            let unit = "位".to_owned();
            let class = UnitClass::Rank;
            let quantity = Quantity {
                span,
                outer: span,
                said: span,
                value: place.value,
                value_max: None,
                unit,
                class,
                op,
            };
            return (Some(quantity), place.end);
        }
        if matches!(c, '榜' | '首' | '前') {
            return (None, at + c.len_utf8());
        }
        if c == '翻' {
            let doubled = self.doubled(at);
            let end = doubled.as_ref().map_or(at + c.len_utf8(), |quantity| quantity.span.end);
            return (doubled, end);
        }
        if matches!(c, '两' | '双')
            && let Some(rate) = self.two_digits(at)
        {
            let end = rate.span.end;
            return (Some(rate), end);
        }
        if c == '双' {
            return (None, at + c.len_utf8());
        }
        if c == '第' {
            // An ordinal: its number is no figure.
            let start = at + c.len_utf8();
            return (None, number::read(self.text, start).map_or(start, |number| number.end));
        }
        let bare = matches!(c, '万' | '亿');
        let number = if bare { self.bare_magnitude(at) } else { number::read(self.text, at) };
        if let Some(cases) = number.and_then(|number| self.per_many(at, number)) {
            let end = cases.span.end;
            return (Some(cases), end);
        }
        if let Some(fraction) = number::read_fraction(self.text, at) {
            let quantity =
                self.finish(at, fraction.end, Amount::plain(fraction.value, "%", UnitClass::Percent));
            return (Some(quantity), fraction.end);
        }
        // 二三十 is vague as a whole.
        let Some(number) = number else {
            // Of an identifier's digits none is looked at again.
            let digits = number::count_digits(self.text.as_bytes(), at);
            let code = if digits > 0 { self.code_end(at + digits) } else { at + c.len_utf8() };
            return (None, number::end_of_numerals(self.text, at).max(code));
        };
        if self.is_code(at, number.end) {
            return (None, self.code_end(number.end).max(at + c.len_utf8()));
        }
        match self.figure(at, number) {
            Some(quantity) => {
                let end = quantity.span.end;
                // 万人|发明专利拥有量 begins a text and counts nothing; 万列 is the whole of it.
                let counts = !bare || at > 0 || end == self.text.len();
                (counts.then_some(quantity), end)
            }
            None => (None, number.end.max(at + c.len_utf8())),
        }
    }

    /// `超万列`: a magnitude alone is a number behind a comparator.
    fn bare_magnitude(&self, at: usize) -> Option<Number> {
        let bounded = at == 0 || self.units.comparator(&self.text[..at], Side::Before).is_some();
        bounded.then_some(Number { value: 1.0, end: at, chinese: true })
    }

    fn figure(&self, at: usize, number: Number) -> Option<Quantity> {
        if let Some(ratio) = self.ratio(at, number) {
            return Some(ratio);
        }
        let hit = self.unit(number);
        if let Some(range) = self.range(at, number, hit.as_ref()) {
            return Some(range);
        }
        let told = || self.words[WordRole::YearsTold].ends(self.before_reaching(at));
        let years =
            self.text[number.end..].starts_with('年') && (self.text[at..number.end].contains('.') || told());
        if hit.is_none() && years {
            // 平均受教育年限达到11.6年.
            let end = number.end + '年'.len_utf8();
            return Some(self.finish(at, end, Amount::plain(number.value, "年", UnitClass::Duration)));
        }
        let Some(hit) = hit else {
            let whole = self.compound(at, number).or_else(|| self.money(at, number));
            let whole = whole.or_else(|| self.people(at, number)).or_else(|| self.listed(at, number));
            return whole.or_else(|| self.medals(at, number)).or_else(|| self.unitless(at, number));
        };
        // 两米半, 三成半.
        let half = number.chinese && number.value.fract() == 0.0 && self.text[hit.end..].starts_with('半');
        if !half && self.is_vague(at, number, &hit) {
            return None;
        }
        let number = Number { value: number.value + if half { 0.5 } else { 0.0 }, ..number };
        let hit = UnitHit { end: hit.end + if half { '半'.len_utf8() } else { 0 }, ..hit };
        let (start, value) =
            if self.is_negative(at, hit.class) { (at - 1, -number.value) } else { (at, number.value) };
        Some(self.finish(
            start,
            hit.end,
            Amount { value, max: None, unit: hit.unit, class: hit.class, between: hit.more },
        ))
    }

    /// `1.5亿|学生`, `14万|持证残疾人`: a great number of people needs no measure word.
    fn people(&self, at: usize, number: Number) -> Option<Quantity> {
        let rest = &self.text[number.end..];
        let (unit, _) = MAGNITUDES[4..].iter().rev().find(|(name, _)| rest.starts_with(name))?;
        let end = number.end + unit.len();
        let counted: String =
            self.text[end..].chars().take(9).take_while(|c| c.is_alphabetic() && numeral_free(*c)).collect();
        let alone = at == 0 && end == self.text.len();
        let people = self.words[WordRole::People].first_in(&counted).is_some();
        let of = counted.starts_with(['元', '以', '级', '左', '上']);
        let people = people && !of || counted.is_empty() && self.ends_people(at);
        (!number.chinese && (alone || people))
            .then(|| self.finish(at, end, Amount::plain(number.value, unit, UnitClass::Person)))
    }

    /// What stands before a number, without its comparator and the verb of reaching it: 常住人口 of 常住人口增加到近|300万.
    fn before_reaching(&self, at: usize) -> &str {
        let bound = self.units.comparator(&self.text[..at], Side::Before).map_or(0, |(_, length)| length);
        self.text[..at - bound].trim_end_matches(REACHING)
    }

    /// Whether people stand right before a number and its verb: 常住人口突破|300万.
    fn ends_people(&self, at: usize) -> bool {
        let lead = self.before_reaching(at);
        lead.len() < at && self.words[WordRole::PeopleTold].ends(lead)
            || lead.ends_with("人口")
            || lead.ends_with("人次")
    }

    /// GDP达|`1.14万亿`: behind the name of an amount of money its unit may be left out.
    fn money(&self, at: usize, number: Number) -> Option<Quantity> {
        let rest = &self.text[number.end..];
        let unit = ["万亿", "千亿", "百亿", "亿"].into_iter().find(|unit| rest.starts_with(unit))?;
        let end = number.end + unit.len();
        let ends = !self.text[end..].starts_with(char::is_alphanumeric);
        let lead = self.before_reaching(at);
        // So many are no people, and read alone they are money as well.
        let (whole, alone) = (unit == "万亿", at == 0 && end == self.text.len());
        let told = self.words[WordRole::MoneyTold].end_of(lead).is_some() || whole && alone;
        let unit = if whole { "万亿元" } else { unit };
        (ends && told).then(|| self.finish(at, end, Amount::plain(number.value, unit, UnitClass::Money)))
    }

    /// `翻一番`, `翻了近两番`: how often a figure doubles.
    fn doubled(&self, at: usize) -> Option<Quantity> {
        let rest = self.text[at..].strip_prefix('翻')?;
        let rest = rest.strip_prefix('了').unwrap_or(rest);
        let nearly = rest.strip_prefix(['近', '约']);
        let rest = nearly.unwrap_or(rest);
        let times = whole::plain(self.text, self.text.len() - rest.len())?;
        let end = times.span.end + '番'.len_utf8();
        let doubled = self.text[times.span.end..].starts_with('番');
        let found =
            doubled.then(|| self.finish(at, end, Amount::plain(times.value, "番", UnitClass::Times)))?;
        Some(if nearly.is_some() { Quantity { op: Comparator::About, ..found } } else { found })
    }

    /// Magnitude and unit behind a number, with 余 or 多 between them: `余万人`, `亿美元`, `万元/人`, `台(套)`.
    pub(super) fn unit(&self, number: Number) -> Option<UnitHit> {
        let mut rest = &self.text[number.end..];
        let mut more = None;
        if let Some((op, length)) = self.units.comparator(rest, Side::Between) {
            (more, rest) = (Some(op), &rest[length..]);
        }
        let has_magnitude = rest.starts_with(['十', '百', '千', '万', '亿']);
        for (magnitude, _) in &MAGNITUDES[..if has_magnitude { MAGNITUDES.len() } else { 1 }] {
            let Some(mut after) = rest.strip_prefix(magnitude) else { continue };
            let mut between = more;
            if between.is_none()
                && !magnitude.is_empty()
                && let Some((op, length)) = self.units.comparator(after, Side::Between)
            {
                (between, after) = (Some(op), &after[length..]);
            }
            let wordlike = number.chinese || magnitude.is_empty() && is_year(number.value);
            let Some((unit, length)) = self.units.longest_at(after, wordlike) else { continue };
            let start = self.text.len() - after.len();
            let end = self.unit_tail(start + length);
            // 15万人口 counts persons.
            let name = match &self.text[start..end] {
                "人口" => "人",
                name => name,
            };
            let mut written = [magnitude, name].concat();
            written.retain(|c| c != ' ');
            return Some(UnitHit { unit: written, class: unit.class, least: unit.least, end, more: between });
        }
        None
    }

    /// End of `元/人`, `台/套`, `台(套)` when the unit before ends at `end`.
    fn unit_tail(&self, end: usize) -> usize {
        let rest = &self.text[end..];
        if let Some(divisor) = rest.strip_prefix('/') {
            let skip = usize::from(divisor.starts_with('每')) * '每'.len_utf8();
            if let Some((_, length)) = self.units.longest_at(&divisor[skip..], false) {
                return end + 1 + skip + length;
            }
            if let Some(word) = self.words[WordRole::Divisor].start_of(divisor) {
                return end + 1 + word.len();
            }
        }
        if let Some(variant) = rest.strip_prefix('(')
            && let Some((inside, _)) = variant.split_once(')')
            && (self.units.get(inside).is_some() || self.words[WordRole::UnitVariant].contains(inside))
        {
            return end + inside.len() + 2;
        }
        end
    }

    /// `1亿3千万元`: the smaller magnitude is added to the greater one's number.
    fn compound(&self, at: usize, first: Number) -> Option<Quantity> {
        let rest = &self.text[first.end..];
        let (great, factor) =
            MAGNITUDES.iter().rev().find(|(name, _)| !name.is_empty() && rest.starts_with(name))?;
        let second = number::read(self.text, first.end + great.len())?;
        let hit = self.unit(second)?;
        let (small, small_factor) = MAGNITUDES.iter().rev().find(|(name, _)| hit.unit.starts_with(name))?;
        if small_factor >= factor || small.is_empty() {
            return None;
        }
        let value = first.value + second.value * small_factor / factor;
        let unit = format!("{great}{}", &hit.unit[small.len()..]);
        Some(self.finish(at, hit.end, Amount { value, max: None, unit, class: hit.class, between: hit.more }))
    }

    /// `4.5%—5%`, `3至5家`, `2.5-3万元`.
    fn range(&self, at: usize, low: Number, low_unit: Option<&UnitHit>) -> Option<Quantity> {
        if self.text[..at].ends_with(['从', '由']) {
            return None;
        }
        let low_end = match low_unit {
            Some(hit) => hit.end,
            None => {
                let rest = &self.text[low.end..];
                let magnitude =
                    MAGNITUDES.iter().rev().find(|(name, _)| !name.is_empty() && rest.starts_with(name));
                low.end + magnitude.map_or(0, |(name, _)| name.len())
            }
        };
        let rest = &self.text[low_end..];
        let dash = ["——", "—", "-", "~", "–", "至", "到"].iter().find(|dash| rest.starts_with(**dash))?;
        let high = number::read(self.text, low_end + dash.len())?;
        let hit = self.unit(high)?;
        // 下降8.3%至28微克: two figures.
        let alike = low_unit.is_none_or(|low| low.unit == hit.unit);
        if self.is_vague(at, low, &hit) || high.value < low.value || !alike {
            return None;
        }
        let amount = Amount {
            value: low.value,
            max: Some(high.value),
            unit: hit.unit,
            class: hit.class,
            between: hit.more,
        };
        Some(self.finish(at, hit.end, amount))
    }

    /// `2:1`; times of day and scores have other second parts.
    fn ratio(&self, at: usize, first: Number) -> Option<Quantity> {
        let rest = self.text[first.end..].strip_prefix(":1")?;
        let clock = self.text[..at].ends_with(':')
            || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
        let end = first.end + 2;
        let amount = Amount::plain(first.value, ":1", UnitClass::Ratio);
        (!clock).then(|| self.finish(at, end, amount))
    }

    /// The quantity with the comparators at its sides.
    pub(super) fn finish(&self, start: usize, end: usize, amount: Amount) -> Quantity {
        let span = Span::new(start, end);
        let before = self
            .units
            .comparator(&self.text[..start], Side::Before)
            .filter(|_| self.words[WordRole::NoComparator].end_of(&self.text[..start]).is_none());
        let after = self.units.comparator(&self.text[end..], Side::After);
        let outer = Span::new(start - before.map_or(0, |(_, n)| n), end + after.map_or(0, |(_, n)| n));
        // A bound says more than 约 or 左右: 超过10%左右 is rare, 约10%以上 means at least.
        let op = [after.map(|hit| hit.0), before.map(|hit| hit.0), amount.between]
            .into_iter()
            .flatten()
            .reduce(|a, b| if a == Comparator::About || a == Comparator::Equal { b } else { a })
            .unwrap_or_default();
        let Amount { value, max, unit, class, .. } = amount;
        // 七成 is 70 %.
        let (scale, unit) = if unit == "成" { (10.0, "%".to_owned()) } else { (1.0, unit) };
        let value_max = max.map(|max| max * scale);
        Quantity { span, outer, said: span, value: value * scale, value_max, unit, class, op }
    }

    /// Whether a Chinese numeral is a manner of speaking: 一批, 两个, 百家企业.
    fn is_vague(&self, at: usize, number: Number, hit: &UnitHit) -> bool {
        let magnitude = ['十', '百', '千', '万', '亿'].iter().any(|place| hit.unit.starts_with(*place));
        let bare = self.text[at..].starts_with(['百', '千']);
        // 提高一个百分点 is one indeed.
        let points = hit.class == UnitClass::Points;
        number.chinese && !magnitude && !points && (number.value < hit.least || bare)
    }

    /// Whether a `-` before the number is a sign: `增长-0.3%`.
    fn is_negative(&self, at: usize, class: UnitClass) -> bool {
        let Some(before) = self.text[..at].strip_suffix('-') else { return false };
        matches!(class, UnitClass::Percent | UnitClass::Points) && !before.ends_with(|c: char| c.is_ascii())
    }

    /// Whether the number is part of a code: `PM2.5`, `15+N`, `6号`, `25+1`, `0512-536`.
    fn is_code(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..].chars().next();
        let joined = |c: char| matches!(c, '+' | '×' | '*' | '_' | '=' | '#' | '@' | '.');
        // 30万千瓦/|60万千瓦时 are two figures.
        let slashed = |text: &str| text.ends_with(|c: char| c.is_ascii_alphanumeric());
        let led = before.is_some_and(|c| c.is_ascii_alphanumeric() || joined(c) || c == '〔')
            || self.text[..start].strip_suffix('/').is_some_and(slashed)
            || self.text[..start]
                .strip_suffix('-')
                .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphanumeric()));
        led || after.is_some_and(|c| joined(c) || c == '〕') || matches!(before, Some('届' | '时'))
    }

    /// Where the code that the number ended at `end` belongs to ends.
    fn code_end(&self, end: usize) -> usize {
        let more = self.text[end..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '×' | '*' | '_' | '.'));
        end + more.map(char::len_utf8).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;

    fn shown(text: &str) -> String {
        let lexicon = Lexicon::builtin();
        let one = |q: &Quantity| {
            let op = match q.op {
                Comparator::Equal => "",
                Comparator::AtLeast => ">=",
                Comparator::AtMost => "<=",
                Comparator::About => "~",
            };
            let max = q.value_max.map(|max| format!("..{max}")).unwrap_or_default();
            format!("{op}{}{max} {}", q.value, q.unit)
        };
        read(text, &lexicon).iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn figures_are_read_whole() {
        for (text, wanted) in [
            ("地区生产总值3160亿元、增长5.3%,人均达18.9万元", "3160 亿元; 5.3 %; 18.9 万元"),
            ("服装企业60余家、商户1000余户、游客10万余人", ">=60 家; >=1000 户; >=10 万人"),
            ("增长4.5%—5%,新增3至5家", "4.5..5 %; 3..5 家"),
            ("超10亿元项目80个以上", ">=10 亿元; >=80 个"),
            ("增长6.5%左右,控制在4%以内,不低于50次", "~6.5 %; <=4 %; >=50 次"),
            ("提高12.3个百分点", "12.3 个百分点"),
            ("劳动生产率达38万元/人,机器人20台/套,更新14.2万台(套)", "38 万元/人; 20 台/套; 14.2 万台(套)"),
            ("去产能684万重量箱", "684 万重量箱"),
            ("投资1亿3千万元", "1.3 亿元"),
            ("突破百亿元大关", ">=100 亿元"),
            ("百分之三点五和两千亿元", "3.5 %; 2000 亿元"),
            ("15平方公里15万人口", "15 平方公里; 15 万人"),
            ("是2011年的1.37倍", "1.37 倍"),
            ("扩散比2:1", "2 :1"),
            ("发电2600万千瓦时、装机3千瓦", "2600 万千瓦时; 3 千瓦"),
            ("位列百强第六、进入前三甲、居全省首位、百强县30强", "6 位; <=3 位; 1 位; <=30 位"),
            ("增长-0.3%", "-0.3 %"),
            ("总额1,234.5亿元", "1234.5 亿元"),
            ("七成以上", ">=70 %"),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_figure_read_alone_says_the_same() {
        let lexicon = Lexicon::builtin();
        let text = "投资1亿3千万元,企业60余家,增长4.5%—5%,位列第六,万元/人38万元/人,百分之五,更新14.2万台(套),前20强";
        for quantity in read(text, &lexicon) {
            let alone = read(quantity.span.of(text), &lexicon);
            assert_eq!(alone.len(), 1, "{quantity:?}");
            assert_eq!((alone[0].value, &alone[0].unit), (quantity.value, &quantity.unit));
        }
    }
}
