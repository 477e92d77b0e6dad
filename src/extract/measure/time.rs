//! Year and kind of a figure: from the years named before it, else from its section, else from the tone of the text.

use super::super::document::{Document, Identity, Period, Section};
use super::super::fact::MeasureKind;
use super::super::lexicon::{Lexicon, Role, WordRole};
use super::super::time::{self, Year};
use crate::source::Span;

/// What is known of time while the sentences of one document go by.
#[derive(Debug)]
pub(super) struct Clock<'d> {
    lexicon: &'d Lexicon,
    identity: &'d Identity,
    /// What text of unknown period mostly is.
    tone: MeasureKind,
    /// The last year named in this paragraph before `unread`, where headings tell nothing.
    carried: Option<i32>,
    /// Sentences of this paragraph before the one at hand whose years nobody has asked for.
    unread: Vec<&'d str>,
    paragraph: usize,
    /// The year in digits that the paragraph opens with: 2023年,街道计划….
    opened: Option<i32>,
    /// The paragraph opens with the year gone by: 过去一年,….
    looks_back: bool,
    /// The year that a sentence before opens with, where only ; parts them: 2021年主要目标为:甲增长9%;|乙增长7%.
    chain: Option<Named>,
    /// Years named in the sentence at hand, once they are asked for.
    mentions: Option<Vec<Mention>>,
    /// The sentence at hand.
    text: &'d str,
}

/// Where in a sentence, in bytes, a year may stand that the sentences behind ; are of as well: 力争到|2025年.
const OPENING: usize = 12;

/// A year named in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mention {
    at: usize,
    year: Named,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Named {
    Year(i32),
    Last,
    This,
    /// The time of this year gone by so far: 今年以来.
    SoFar,
    Next,
    /// The last year of the term that begins: 今后五年.
    Term,
}

impl<'d> Clock<'d> {
    pub(super) fn new(document: &'d Document, lexicon: &'d Lexicon) -> Self {
        let words = &lexicon.measure_words;
        let mut plans = 0_i64;
        for sentence in &document.sentences {
            if document.sections[sentence.section].period == Period::Unknown {
                let text = document.slice(sentence.span);
                plans += i64::from(words[WordRole::Planned].is_in(text));
                plans -= i64::from(words[WordRole::Told].is_in(text));
            }
        }
        // 统计公报 looks back on one year from end to end.
        let title = document.identity.title.as_str();
        let back =
            lexicon.lists[Role::LooksBack].is_in(title) && !lexicon.lists[Role::LooksAhead].is_in(title);
        let tone = if plans > 0 && !back { MeasureKind::Target } else { MeasureKind::Observation };
        let identity = &document.identity;
        let (unread, paragraph, mentions) = (Vec::new(), 0, None);
        let (carried, opened, chain) = (None, None, None);
        let looks_back = false;
        Self {
            lexicon,
            identity,
            tone,
            carried,
            unread,
            paragraph,
            opened,
            looks_back,
            chain,
            mentions,
            text: "",
        }
    }

    /// Takes note of a sentence before its figures are asked for.
    pub(super) fn enter(&mut self, text: &'d str, paragraph: usize, goes_on: bool) {
        self.unread.push(self.text);
        let opening =
            self.mentions.as_ref().and_then(|named| named.first()).filter(|named| named.at <= OPENING);
        // 今年以来 is of what its own sentence tells.
        let opening = opening.filter(|named| named.year != Named::SoFar);
        self.chain = opening.map(|named| named.year).or(self.chain).filter(|_| goes_on);
        if paragraph != self.paragraph {
            (self.paragraph, self.carried) = (paragraph, None);
            self.opened =
                text.get(..4).filter(|_| text[4..].starts_with('年')).and_then(|year| year.parse().ok());
            // 今年,我镇计划…: a paragraph of what lies ahead, also behind the review.
            let ahead = text.starts_with("今年") && self.lexicon.measure_words[WordRole::Planned].is_in(text);
            let next = self.identity.plan_year().filter(|year| Some(year - 1) == self.identity.review_year);
            self.opened = self.opened.or(next.filter(|_| ahead));
            self.looks_back = self.lexicon.lists[Role::YearGoneBy].start_of(text).is_some();
            self.unread.clear();
        }
        (self.text, self.mentions) = (text, None);
    }

    /// The last year named in this paragraph before the sentence at hand.
    fn carried(&mut self) -> Option<i32> {
        let last = |text: &&str| {
            let named = mentions(text, self.lexicon);
            named.iter().rev().find_map(|mention| self.year_of(mention.year))
        };
        self.carried = self.unread.iter().rev().find_map(last).or(self.carried);
        self.unread.clear();
        self.carried
    }

    /// What the words of the sentence say of its time, or those of the whole text where they say nothing.
    fn tone_of_sentence(&self) -> MeasureKind {
        let has = |role: WordRole| self.lexicon.measure_words[role].is_in(self.text);
        match (has(WordRole::Planned), has(WordRole::Told)) {
            (true, false) => MeasureKind::Target,
            (false, true) => MeasureKind::Observation,
            _ => self.tone,
        }
    }

    /// Year and kind of the figure at byte `at` of the sentence; `None` when nothing tells the year.
    pub(super) fn at(&mut self, at: usize, section: &Section) -> Option<(i32, MeasureKind)> {
        let mentions = self.mentions.get_or_insert_with(|| mentions(self.text, self.lexicon));
        // 今年以来, said in a review, is the year that is reviewed.
        let review = section.period == Period::Review;
        let fits = |mention: &&Mention| mention.at <= at && !(review && mention.year == Named::SoFar);
        let named = mentions.iter().rev().find(fits).map(|mention| mention.year);
        let named = named.or(self.chain).and_then(|year| self.year_of(year));
        // A paragraph that opens with the year ahead looks ahead to its end, whatever the section.
        let ahead = self.opened.filter(|&year| section.year.is_some_and(|told| year == told + 1));
        let named = named.or(ahead.filter(|_| section.period == Period::Review));
        let is_untold = named.is_none() && section.period == Period::Unknown;
        let carried = if is_untold { self.carried() } else { None };
        if let Some(year) = named.or(carried) {
            return Some((year, self.kind_in(year, section)));
        }
        if self.looks_back
            && section.period == Period::Plan
            && let Some(year) = self.identity.review_year
        {
            return Some((year, MeasureKind::Observation));
        }
        let kind = match section.period {
            Period::Review => MeasureKind::Observation,
            Period::Plan => MeasureKind::Target,
            Period::Unknown => self.tone_of_sentence(),
        };
        let year = section.year.or(match kind {
            MeasureKind::Observation => self.identity.review_year,
            MeasureKind::Target => self.identity.plan_year(),
        });
        year.or(self.identity.year).map(|year| (year, kind))
    }

    /// What lies behind the report is told, what lies ahead is planned.
    fn kind_in(&self, year: i32, section: &Section) -> MeasureKind {
        match self.identity.review_year {
            Some(review) if year > review => MeasureKind::Target,
            Some(_) => MeasureKind::Observation,
            None if section.period == Period::Plan => MeasureKind::Target,
            None => MeasureKind::Observation,
        }
    }

    fn year_of(&self, named: Named) -> Option<i32> {
        match named {
            Named::Year(year) => {
                let given = self.identity.year.unwrap_or(year);
                (given - 15..=given + 35).contains(&year).then_some(year)
            }
            Named::Last => {
                self.identity.review_year.filter(|_| self.identity.year != self.identity.review_year)
            }
            Named::This | Named::SoFar => self.identity.year,
            Named::Next => self.identity.plan_year(),
            Named::Term => {
                let past = self.identity.review_year.filter(|_| self.identity.target_year.is_none());
                past.map(|year| year + 5)
            }
        }
    }
}

/// The year of a figure, other than its sentence's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// Written out.
    Year(i32),
    /// The one before the sentence's.
    Before,
}

/// The year that `text`, which a value stands behind, says the value was of: 由2016年底的, 从去年的, 由“十三五”末的.
pub(super) fn since(text: &str, lexicon: &Lexicon) -> Option<Since> {
    let text = text.trim_end_matches('的');
    if let Some(plan) = text.strip_suffix('末') {
        let name = plan.trim_end_matches('期').trim_end_matches('”');
        if let Some((_, year)) = lexicon.five_year_plans.end_of(name) {
            return Some(Since::Year(year));
        }
    }
    let text = text.trim_end_matches(['底', '末', '初']).strip_suffix('年')?;
    match last_year(text) {
        Some(year) => Some(Since::Year(year)),
        None => text.ends_with(['去', '上']).then_some(Since::Before),
    }
}

/// Years that say of when the figures behind them are; years to compare with and those of names are left out.
fn mentions(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let mut found = Vec::new();
    for (span, year) in time::years(text, lexicon) {
        let named = match year {
            Year::Number(year) => Named::Year(year),
            Year::Relative(-1) => Named::Last,
            Year::Relative(0) if text[span.end..].starts_with("以来") => Named::SoFar,
            Year::Relative(0) => Named::This,
            Year::Relative(1) => Named::Next,
            Year::Relative(_) => continue,
        };
        let start = span.start;
        let (lead, after) = (&text[..start], &text[span.end..]);
        let clause = lead.rsplit([',', ';', ':', '。']).next().unwrap_or(lead);
        let compared = ["比", "较", "与", "同", "是", "自", "从", "超", "由", "按"]
            .iter()
            .any(|word| lead.ends_with(word))
            || after.starts_with("以来") && !matches!(named, Named::SoFar)
            || ["以前", "之前"].iter().any(|word| after.trim_start_matches(['底', '末']).starts_with(word))
            || after.starts_with(['版', '“', '《', '版'])
            || after.starts_with("同期")
            // 上年|结转 is the budget's own.
            || after.starts_with("结转")
            || after.starts_with("结余")
            // 在去年压减5%的基础上,再压减10%.
            || lead.ends_with('在') && after.split(',').next().is_some_and(|told| told.ends_with("基础上"))
            || clause.contains('是') && text[start..].contains('倍')
            || is_measured_by(clause, after, lexicon);
        if !compared {
            found.push(Mention { at: start, year: named });
        }
    }
    // 今后五年主要目标是|生产总值年均增长7%; 为今后五年奠定基础 tells of no time.
    let terms = lexicon.lists[Role::NextTerm].all_in(text);
    let opens =
        |term: &Span| text[..term.start].is_empty() || text[..term.start].ends_with([',', ';', ':', '。']);
    found.extend(terms.filter(opens).map(|term| Mention { at: term.start, year: Named::Term }));
    found.sort_by_key(|mention| mention.at);
    found
}

/// Whether a year is one whose value another is told as a part of: 恢复到|2019年|的93%.
fn is_measured_by(clause: &str, after: &str, lexicon: &Lexicon) -> bool {
    let Some(rest) = after.strip_prefix('的') else { return false };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let part = number.len() < rest.len() && number.starts_with('%');
    part && lexicon.measure_words[WordRole::Benchmark].ends(clause) && !clause.contains(['由', '从'])
}

/// Four digits of a year at the end of `text`.
pub(super) fn last_year(text: &str) -> Option<i32> {
    let digits = text.get(text.len().checked_sub(4)?..)?;
    let led = text[..text.len() - 4].ends_with(|c: char| c.is_ascii_digit());
    let year: i32 =
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
    (!led && (1949..2100).contains(&year)).then_some(year)
}

/// Longest number of years, in bytes: 用|十五|年时间.
const MAX_YEARS: usize = 9;

/// Bytes of the number that `text` begins with and of the times that it counts: 17|个榨季.
fn numeral_and_unit(text: &str) -> Option<(usize, usize)> {
    const TIMES: [&str; 7] = ["年", "届", "次", "个榨季", "个季度", "个月", "个学期"];
    let numeral = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(numeral);
    let unit = TIMES.into_iter().find(|unit| rest.starts_with(unit))?;
    let number = text.len() - rest.len();
    (1..=MAX_YEARS).contains(&number).then_some((number, unit.len()))
}

/// Length of the time expression that `text` begins with: `到2026年底`, `2023年1-6月`, `“十四五”期间`.
pub(super) fn expression_at(text: &str, lexicon: &Lexicon) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('用')
        && let Some(end) = rest.find("年时间").filter(|end| *end <= MAX_YEARS)
    {
        // 用两年时间将….
        let rest = &rest[end + "年时间".len()..];
        let rest = rest.strip_prefix('将').unwrap_or(rest);
        return Some(text.len() - rest.len());
    }
    if let Some(rest) = text.strip_prefix("连续")
        && let Some((number, unit)) = numeral_and_unit(rest)
    {
        // 连续17个榨季|占全国产量的六成.
        return Some("连续".len() + number + unit);
    }
    let lead = text
        .chars()
        .next()
        .filter(|c| matches!(c, '到' | '至' | '从' | '自' | '在' | '以' | '由'))
        .map_or(0, char::len_utf8);
    let rest = &text[lead..];
    let lead = lead + if rest.starts_with("截至") || rest.starts_with("截止") { 6 } else { 0 };
    let rest = &text[lead..];
    if let Some(length) = plan_at(rest, lexicon) {
        return Some(lead + length);
    }
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(n_digits == 4 && rest[4..].starts_with('年')
        || (1..=2).contains(&n_digits) && rest[n_digits..].starts_with('月'))
    {
        return None;
    }
    let tail = rest[n_digits..].chars().take_while(|c| {
        c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '底' | '末' | '初' | '份' | '至' | '-' | '度')
    });
    let mut length = lead + n_digits + tail.map(char::len_utf8).sum::<usize>();
    // 6月底|前; 2025年|前三季度 is another time.
    if text[..length].ends_with(['底', '末', '日', '月'])
        && let Some(rest) = text[length..].strip_prefix('前')
        && !rest.starts_with(|c: char| "一二两三四五六七八九十半列".contains(c))
    {
        length += '前'.len_utf8();
    }
    while let Some(word) = lexicon.measure_words[WordRole::YearPart].start_of(&text[length..]) {
        length += word.len();
    }
    Some(length)
}

/// The year that what follows is compared with: `比2002年`, `是2011年的`.
pub(super) fn reference(text: &str) -> Option<i32> {
    let (before, _) = text.rsplit_once('年')?;
    let year = last_year(before)?;
    before[..before.len() - 4].ends_with(['比', '较', '是']).then_some(year)
}

/// Whether `text` is a five-year plan's name, with or without the word for its time.
fn is_plan(text: &str, lexicon: &Lexicon) -> bool {
    let name = text.trim_start_matches('“');
    let bare = name.len() < text.len() && name.ends_with('”');
    plan_at(text, lexicon) == Some(text.len())
        || bare
            && lexicon
                .five_year_plans
                .start_of(name)
                .is_some_and(|(plan, _)| plan.len() + '”'.len_utf8() == name.len())
}

/// Length of the five-year plan's time that `text` begins with: `“十四五”时期`.
pub(super) fn plan_at(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let inner = text.trim_start_matches('“');
    let (name, _) = lexicon.five_year_plans.start_of(inner)?;
    let rest = inner[name.len()..].trim_start_matches('”');
    let tail = lexicon.measure_words[WordRole::PlanPart].start_of(rest)?;
    Some(text.len() - rest.len() + tail.len())
}

/// Longest name of a period to compare with, in bytes.
const MAX_REFERENCE: usize = 40;

/// Without what the figure is compared with or timed by at its end: `是2011年的`, `比2015年`.
pub(super) fn without_reference<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let shorter = text.strip_suffix('的').unwrap_or(text);
    let link = shorter.rfind(['比', '较', '是', '为', '于', '由', '从']);
    if let Some(at) = link.filter(|at| shorter.len() - at <= MAX_REFERENCE) {
        let (before, plan) = shorter.split_at(at + '比'.len_utf8());
        if is_plan(plan, lexicon) {
            // 由“十三五”末的; 比“九五”期间, 是“十一五”的, 相当于“十一五”时期的.
            let changes = before.ends_with(['由', '从']);
            return Some(if changes { before } else { shorter[..at].trim_end_matches("相当") });
        }
    }
    // 是前五年的2.3倍, 比上一个五年, 是过去十年的.
    if let Some(before) = term_before(shorter) {
        return Some(before.trim_end_matches("相当"));
    }
    let shorter = shorter.trim_end_matches(['底', '末', '初']);
    let rest = shorter.strip_suffix('年')?;
    // 由去年的1076亿元.
    let named =
        rest.strip_suffix(['去', '上', '前']).filter(|rest| rest.ends_with(['由', '从', '是', '比', '较']));
    let rest = match named {
        Some(rest) => rest,
        None => last_year(rest).map(|_| &rest[..rest.len() - 4])?,
    };
    Some(rest.trim_end_matches(['比', '较']))
}

/// What stands before the term of years at the end of `text` that a figure is compared with: 是|前五年, 比|上一个五年.
fn term_before(text: &str) -> Option<&str> {
    let text = text.strip_suffix("总和").or_else(|| text.strip_suffix("之和")).unwrap_or(text);
    let text = text.trim_end_matches('的').strip_suffix('年')?;
    let n_years = text.trim_end_matches(['二', '两', '三', '四', '五', '十']);
    let told = n_years.strip_suffix("上一个").or_else(|| n_years.strip_suffix("上个"));
    let before =
        told.or_else(|| n_years.strip_suffix("过去")).or_else(|| n_years.strip_suffix(['前', '上']))?;
    before.strip_suffix(['比', '较', '是', '为', '于']).filter(|_| n_years.len() < text.len())
}

/// Without `连续5年` at its end.
pub(super) fn without_run(text: &str) -> Option<&str> {
    let unit = ["年", "月", "季度"].into_iter().find_map(|unit| text.strip_suffix(unit))?;
    let shorter = unit.trim_end_matches('个');
    let numeral = |c: char| "一二两三四五六七八九十".contains(c);
    let number = shorter.trim_end_matches(|c: char| c.is_ascii_digit() || numeral(c));
    if number.len() == shorter.len() {
        return None;
    }
    // 两年|翻番 as well; 2024年 is a date.
    let plain = shorter.ends_with(numeral) && !number.ends_with(['第', '前', '〇', '零']);
    number.strip_suffix("连续").or_else(|| plain.then_some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_expressions_have_their_length() {
        let lexicon = Lexicon::builtin();
        for (text, length) in [
            ("到2026年底建成", "到2026年底"),
            ("“十三五”期间完成", "“十三五”期间"),
            ("2023年1-6月实现", "2023年1-6月"),
        ] {
            assert_eq!(expression_at(text, &lexicon), Some(length.len()), "{text}");
        }
        assert_eq!(expression_at("2023中国", &lexicon), None);
        assert_eq!(without_reference("增加值是2011年的", &lexicon), Some("增加值是"));
        assert_eq!(without_reference("外资额比“九五”期间", &lexicon), Some("外资额"));
        assert_eq!(without_reference("覆盖率由“十三五”末的", &lexicon), Some("覆盖率由"));
        assert_eq!(without_run("投资连续5年"), Some("投资"));
        assert_eq!(without_run("投资2024年"), None);
    }

    #[test]
    fn years_of_comparison_are_no_mentions() {
        let lexicon = Lexicon::builtin();
        assert!(mentions("比2015年增长,是2011年的1.3倍", &lexicon).is_empty());
        assert_eq!(mentions("到2026年,“十四五”末", &lexicon).len(), 2);
    }
}
