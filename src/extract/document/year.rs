//! The year a report is given in, and the one it looks back on.

use super::super::fact::DocumentKind;
use super::super::lexicon::{Role, WordLists};
use super::fold::is_ideograph;
use super::identity::Face;
use super::section::{number, year_before, year_in};
use super::{numerals, title};

/// Longest line that can be a heading, in characters.
const MAX_HEADING: usize = 40;

/// What a document tells of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// The year it is given in.
    pub given: Option<i32>,
    /// The year it looks back on.
    pub review: Option<i32>,
    /// The last year of the term that a five-year plan is for.
    pub target: Option<i32>,
}

/// A date's year and month.
type Date = (i32, Option<u32>);

/// Reads the years of a document.
pub(crate) fn find(face: &Face<'_>, kind: DocumentKind, lists: &WordLists) -> Times {
    let header = &numerals::arabic(face.header);
    let reviewed = reviewed(face.text, lists).or_else(|| summed_up(header, lists));
    let term = if kind == DocumentKind::Plan { term(header, lists) } else { None };
    // 第十四个五年规划和二〇三五年远景目标纲要 is no report of 2035.
    // 2021年工作报告 whose aims are those of 2022 looks back on the year in its title.
    let ahead = |year: i32| {
        let next = format!("{}年", year + 1);
        let opens = || face.text.lines().any(|line| line.starts_with(&*next));
        if planned(face.text, lists) == Some(year + 1) || opens() { year + 1 } else { year }
    };
    let titled = || titled(header, lists).map(ahead);
    let titled = || term.map(|(first, _)| first).or_else(titled).map(|year| (year, None));
    let dated = delivered(header, lists).or_else(titled);
    let told =
        || reviewed.map(|year| year + 1).or_else(|| planned(face.text, lists)).map(|year| (year, None));
    let known = dated.or_else(told).or_else(|| stamped(header, lists));
    let date = known.or_else(|| latest(face.text, kind, lists).map(|year| (year, None)));
    // 2023年上半年,全区…: news of the year that runs.
    let runs = |year: i32| {
        let in_its_course = |(_, month): Date| month.is_some_and(|month| (5..=10).contains(&month));
        delivered(header, lists).is_none_or(in_its_course) && tells_of_running(face.text, year, lists)
            || known.is_none() && tells_of_whole(face.text, year, lists)
    };
    let by_month =
        date.map(
            |(year, month)| {
                if month.is_some_and(|month| month >= 11) || runs(year) { year } else { year - 1 }
            },
        );
    let given = date.map(|(year, _)| year);
    let reviewed = reviewed.filter(|&year| given.is_some_and(|given| year == given || year == given - 1));
    // What is left of a running year is planned for it.
    let running = given.filter(|&year| {
        by_month == given && date.is_some_and(|(_, month)| month.is_none_or(|month| month < 11)) && runs(year)
    });
    Times { given, review: reviewed.or(by_month), target: term.map(|(_, last)| last).or(running) }
}

/// The term of a five-year plan: `第十一个五年(2006—2010年)规划纲要`, `第十个五年计划纲要`.
fn term(header: &str, lists: &WordLists) -> Option<(i32, i32)> {
    let at = lists[Role::Term].first_in(header)?.start;
    let head = &header[..at];
    let start = head.rfind('第')? + '第'.len_utf8();
    let last = five_year_term(&head[start..])?;
    Some((last - 4, last))
}

/// The last year of the five-year term with this number: 十四 is 2021-2025.
pub(crate) fn five_year_term(numeral: &str) -> Option<i32> {
    let digit = |character: char| {
        "一二三四五六七八九".chars().position(|known| known == character).map(|at| at as i32 + 1)
    };
    let mut characters = numeral.chars();
    let number = match (characters.next()?, characters.next(), characters.next()) {
        ('十', None, _) => 10,
        ('十', Some(ones), None) => 10 + digit(ones)?,
        (ones, None, _) => digit(ones)?,
        _ => return None,
    };
    (number >= 6).then_some(1955 + 5 * number)
}

/// Bytes at the beginning of a text that say which part of a year it tells of.
const OPENING: usize = 900;

/// Whether the text opens with what was reached in a part of this year: 2023年上半年, 今年前三季度.
fn tells_of_running(text: &str, year: i32, lists: &WordLists) -> bool {
    let opening = &text[..text.floor_char_boundary(OPENING)];
    let written = format!("{year}年");
    let named = opening.match_indices(&*written).map(|(at, _)| at + written.len());
    let this = opening.match_indices("今年").map(|(at, word)| at + word.len());
    named.chain(this).any(|end| lists[Role::PartOfYear].start_of(&opening[end..]).is_some())
}

/// Whether a text that nothing dates opens with what was reached in this year: 2020年,重庆市实现…,比上年增长3.9%.
fn tells_of_whole(text: &str, year: i32, lists: &WordLists) -> bool {
    let opening = &text[..text.floor_char_boundary(OPENING)];
    let told = opening.split(['。', '\n']).find(|sentence| sentence.contains(&*format!("{year}年")));
    told.is_some_and(|sentence| lists[Role::SinceLast].is_in(sentence))
}

/// The latest year the text speaks of, when nothing else tells: a report speaks of the year before its own.
fn latest(text: &str, kind: DocumentKind, lists: &WordLists) -> Option<i32> {
    let is_far = |at: usize| text[..at].ends_with(['到', '至']);
    let numbers = text.match_indices("20").filter(|(at, _)| {
        let around = (text[..*at].bytes().next_back(), text.as_bytes().get(at + 4));
        !around.0.is_some_and(|byte| byte.is_ascii_digit() || byte == b'.')
            && !around.1.is_some_and(u8::is_ascii_digit)
    });
    let year_at =
        |at: usize| text.get(at..at + 4).and_then(|digits| digits.parse::<i32>().ok()).map(|year| (year, at));
    let names_year =
        |at: usize| text[at + 4..].chars().next().is_some_and(|next| next == '年' || is_ideograph(next));
    let years = numbers.filter_map(|(at, _)| year_at(at)).filter(|&(year, at)| {
        (2000..2060).contains(&year)
            && !is_far(at)
            && names_year(at)
            && !lists[Role::CountedBy].opens(&text[at + 4..])
    });
    let last = years.map(|(year, _)| year).max()?;
    Some(if kind == DocumentKind::WorkReport { last + 1 } else { last })
}

/// `——2018年2月6日在市十五届人大二次会议上`
fn delivered(header: &str, lists: &WordLists) -> Option<Date> {
    let is_session = |line: &&str| lists[Role::Session].is_in(line);
    let flat: Vec<&str> = header.lines().collect();
    let joined = flat.windows(2).map(|pair| pair.concat()).collect::<Vec<_>>();
    let candidates = flat.iter().copied().chain(joined.iter().map(String::as_str));
    candidates
        .filter(is_session)
        .find_map(|line| dates(line).find(|(_, at)| lists[Role::Meeting].is_in(&line[*at..])))
        .map(|(date, _)| date)
}

/// `2023年锡山区人民政府工作报告`, `2022年国民经济和社会发展计划执行情况与2023年计划草案的报告`
fn titled(header: &str, lists: &WordLists) -> Option<i32> {
    let told =
        titles(header, lists).filter(|title| !looks_back(title, lists)).find_map(|title| years(&title).max());
    told.or_else(|| {
        let may_be = |line: &&str| is_short(line) && !line.ends_with('。');
        header.lines().filter(may_be).filter(|line| lists[Role::ReportTitle].is_in(line)).find_map(year_in)
    })
}

/// `2022年国民经济和社会发展统计公报`: the year of the figures, not of the text.
fn summed_up(header: &str, lists: &WordLists) -> Option<i32> {
    titles(header, lists).filter(|title| looks_back(title, lists)).find_map(|title| years(&title).max())
}

fn looks_back(title: &str, lists: &WordLists) -> bool {
    lists[Role::LooksBack].is_in(title) && !lists[Role::LooksAhead].is_in(title)
}

fn titles(header: &str, lists: &WordLists) -> impl Iterator<Item = String> {
    header.lines().filter_map(move |line| title::named(line, lists))
}

/// `一、2023年工作回顾`, `刚刚过去的2023年`
fn reviewed(text: &str, lists: &WordLists) -> Option<i32> {
    let heading = text
        .lines()
        .take(400)
        .filter(|line| is_short(line))
        // 2022年主要工作目标 looks ahead.
        .filter(|line| lists[Role::ReviewYear].is_in(line) && !lists[Role::Goal].is_in(line))
        // 二、2024年主要工作: behind the first part, what lies ahead.
        .filter(|line| !is_later_part(line) || lists[Role::Review].is_in(line))
        // 2020年工作总结和2021年工作打算 looks back on the first.
        .find_map(
            |line| if lists[Role::LooksAhead].is_in(line) { years(line).min() } else { years(line).max() },
        );
    heading.or_else(|| {
        let mut digits = text.match_indices('2').map(|(at, _)| at);
        year_in(text[digits.find(|&at| lists[Role::PastYear].ends(&text[..at]))?..].get(..7)?)
    })
}

/// Whether a heading is that of a part behind the first: `二、`, `三、`.
fn is_later_part(line: &str) -> bool {
    matches!(number(line), Some((1, _))) && !line.starts_with(['一', '第'])
}

/// `2024年目标任务`, `2021年,全区发展的主要预期目标是`; else the nearest year of a heading that plans: `二、2020年主要任务`
fn planned(text: &str, lists: &WordLists) -> Option<i32> {
    let mut sentences = text.split(['\n', '。', ';']).take(2_000);
    let goal = sentences.find_map(|sentence| {
        let goal = lists[Role::Goal].first_in(sentence)?.start;
        years(&sentence[..goal]).last()
    });
    let is_plan = |line: &&str| {
        let has = |role: Role| lists[role].is_in(line);
        is_short(line)
            && !line.ends_with('。')
            && (has(Role::Plan) || has(Role::PlanPart))
            && !has(Role::Review)
    };
    goal.or_else(|| text.lines().filter(is_plan).filter_map(|line| years(line).max()).min())
}

/// `发布时间:2021-02-18`, `2024年03月01日`
fn stamped(header: &str, lists: &WordLists) -> Option<Date> {
    header.lines().take(40).filter(|line| !lists[Role::Copyright].is_in(line)).find_map(|line| {
        let written = dates(line).next().map(|(date, _)| date);
        written.or_else(|| iso_date(line))
    })
}

/// Whether a line is no longer than a heading.
fn is_short(line: &str) -> bool {
    line.len() <= MAX_HEADING * 4 && line.chars().count() <= MAX_HEADING
}

/// Every year written out in `text`.
fn years(text: &str) -> impl Iterator<Item = i32> {
    text.match_indices('年').filter_map(|(at, _)| year_before(text, at))
}

/// Dates with a month, `2019年1月8日`, and where each begins.
fn dates(line: &str) -> impl Iterator<Item = (Date, usize)> {
    line.match_indices('年').filter_map(|(at, mark)| {
        let year: i32 = line.get(at.checked_sub(4)?..at)?.parse().ok()?;
        let rest = &line[at + mark.len()..];
        let end = rest.find('月').filter(|&end| (1..=2).contains(&end))?;
        let month: u32 = rest[..end].parse().ok()?;
        ((1978..2100).contains(&year) && (1..=12).contains(&month)).then_some(((year, Some(month)), at - 4))
    })
}

/// `2021-02-18`, `2021/2/18`
fn iso_date(line: &str) -> Option<Date> {
    let bytes = line.as_bytes();
    (0..bytes.len().saturating_sub(6)).find_map(|at| {
        let is_begin = at == 0 || !bytes[at - 1].is_ascii_digit();
        let year: i32 = line.get(at..at + 4)?.parse().ok()?;
        let mark = bytes[at + 4];
        if !is_begin || !matches!(mark, b'-' | b'/' | b'.') || !(1978..2100).contains(&year) {
            return None;
        }
        let rest = &line[at + 5..];
        let end = rest.bytes().take_while(u8::is_ascii_digit).count();
        let month: u32 = rest[..end].parse().ok()?;
        (rest.as_bytes().get(end) == Some(&mark) && (1..=12).contains(&month)).then_some((year, Some(month)))
    })
}
