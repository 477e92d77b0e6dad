//! The title, and what kind of text it is the title of.

use super::super::fact::DocumentKind;
use super::furniture::is_furniture;
use super::section::opens_with_number;

/// What titles of reports and plans end with.
const ENDINGS: &[&str] = &[
    "工作报告",
    "情况报告",
    "规划纲要",
    "计划纲要",
    "纲要",
    "公报",
    "规划",
    "计划",
    "情况的报告",
    "草案的报告",
    "草案)的报告",
    "计划的报告",
    "工作总结",
    "工作打算",
    "工作安排",
    "工作思路",
];

/// Longest title, in characters.
const MAX_TITLE: usize = 60;

/// What kind of text this is the header of.
pub(crate) fn kind(header: &str) -> DocumentKind {
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let is_speech =
        has(&["各位代表"]) || (has(&["我代表"]) && has(&["人民政府", "国务院", "管委会", "管理委员会"]));
    if is_speech {
        return DocumentKind::WorkReport;
    }
    let title = lines(header).find(|line| named(line).is_some());
    let is_plan = |line: &str| ["规划", "纲要", "个五年"].iter().any(|word| line.contains(word));
    if title.is_some_and(is_plan) || term_plan(header).is_some() {
        return DocumentKind::Plan;
    }
    if has(&["记者", "讯】", "日报", "晚报", "快报", "新闻", "通讯员"]) {
        return DocumentKind::News;
    }
    if title.is_some() { DocumentKind::WorkReport } else { DocumentKind::Other }
}

/// The title as printed, or empty.
pub(crate) fn find(header: &str, kind: DocumentKind) -> String {
    if kind == DocumentKind::Plan
        && let Some(title) = term_plan(header)
    {
        return title;
    }
    let titles: Vec<String> = lines(header).filter_map(named).collect();
    let tells = |title: &&String| title.contains(['省', '市', '县', '区', '州', '国', '旗']);
    let found = titles.iter().find(tells).or(titles.first()).cloned();
    if kind == DocumentKind::News {
        return headline(header).map(str::to_owned).or(found).unwrap_or_default();
    }
    found.unwrap_or_default()
}

fn lines(header: &str) -> impl Iterator<Item = &str> {
    header.lines().filter(|line| !line.is_empty() && !is_furniture(line))
}

/// A line that is a title, without what follows in dashes: `2003年政府工作报告——2003年3月5日在…`.
pub(crate) fn named(line: &str) -> Option<String> {
    let title = line.split("——").next().unwrap_or(line).trim();
    let bare =
        title.strip_suffix(')').and_then(|rest| rest.rfind('(').map(|open| &rest[..open])).unwrap_or(title);
    let fits = bare.chars().count() <= MAX_TITLE && ENDINGS.iter().any(|ending| bare.ends_with(ending));
    (fits && !opens_with_number(bare) && !bare.contains(['。', ';', '>'])).then(|| title.to_owned())
}

/// `中华人民共和国国民经济和社会发展第十一个五年(2006—2010年)规划纲要`, wherever the header has it, over lines too.
fn term_plan(header: &str) -> Option<String> {
    let at = header.find("国民经济和社会发展")?;
    let start = header[..at]
        .rfind(['\n', '。', '《'])
        .map_or(0, |mark| mark + header[mark..].chars().next().map_or(1, char::len_utf8));
    let rest = &header[start..];
    let end =
        ["纲要", "规划", "计划"].iter().filter_map(|word| rest.find(word).map(|at| at + word.len())).min()?;
    let end = if rest[end..].starts_with("纲要") { end + "纲要".len() } else { end };
    let title = rest[..end].replace('\n', "");
    let fits = title.contains("个五年") && title.chars().count() <= MAX_TITLE && !title.contains([',', '。']);
    fits.then_some(title)
}

/// The first line of a newspaper's page that can be a headline.
fn headline(header: &str) -> Option<&str> {
    let fits = |line: &&str| {
        let n_characters = line.chars().count();
        let is_dated = line.bytes().filter(u8::is_ascii_digit).count() >= 6;
        (8..=40).contains(&n_characters)
            && !is_dated
            && !line.contains([':', '>', '。', '】'])
            && !line.ends_with('摄')
    };
    lines(header).take(20).map(|line| line.trim_end_matches('|')).find(fits)
}
