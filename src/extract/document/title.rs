//! The title, and what kind of text it is the title of.

use super::super::fact::DocumentKind;
use super::super::lexicon::{Role, WordLists};
use super::furniture::is_furniture;
use super::section::opens_with_number;

/// Longest title, in characters.
const MAX_TITLE: usize = 60;

/// What kind of text this is the header of.
pub(crate) fn kind(header: &str, lists: &WordLists) -> DocumentKind {
    let has = |role: Role| lists[role].is_in(header);
    if has(Role::Greeting) || (has(Role::Says) && has(Role::SpeakingBody)) {
        return DocumentKind::WorkReport;
    }
    let title = lines(header, lists).find(|line| named(line, lists).is_some());
    if title.is_some_and(|line| lists[Role::PlanTitle].is_in(line)) || term_plan(header, lists).is_some() {
        return DocumentKind::Plan;
    }
    if has(Role::Press) {
        return DocumentKind::News;
    }
    if title.is_some() { DocumentKind::WorkReport } else { DocumentKind::Other }
}

/// The title as printed, or empty.
pub(crate) fn find(header: &str, kind: DocumentKind, lists: &WordLists) -> String {
    if kind == DocumentKind::Plan
        && let Some(title) = term_plan(header, lists)
    {
        return title;
    }
    let titles: Vec<String> = lines(header, lists).filter_map(|line| named(line, lists)).collect();
    let tells = |title: &&String| lists[Role::TitleRegion].is_in(title);
    let found = titles.iter().find(tells).or(titles.first()).cloned();
    if kind == DocumentKind::News {
        return headline(header, lists).map(str::to_owned).or(found).unwrap_or_default();
    }
    found.unwrap_or_default()
}

fn lines<'h>(header: &'h str, lists: &WordLists) -> impl Iterator<Item = &'h str> {
    header.lines().filter(move |line| !line.is_empty() && !is_furniture(line, lists))
}

/// A line that is a title, without the page's brackets before it (`来源:某报【字号:大中小】2007年政府工作报告`) and what follows in
/// dashes: `2007年政府工作报告——2007年2月9日在…`.
pub(crate) fn named(line: &str, lists: &WordLists) -> Option<String> {
    let line = line.rsplit('】').next().unwrap_or(line);
    let title = line.split("——").next().unwrap_or(line).trim();
    let bare =
        title.strip_suffix(')').and_then(|rest| rest.rfind('(').map(|open| &rest[..open])).unwrap_or(title);
    let fits = bare.chars().count() <= MAX_TITLE && lists[Role::TitleEnding].ends(bare);
    (fits && !opens_with_number(bare) && !bare.contains(['。', ';', '>'])).then(|| title.to_owned())
}

/// `中华人民共和国国民经济和社会发展第十一个五年(2006—2010年)规划纲要`, wherever the header has it, over lines too.
fn term_plan(header: &str, lists: &WordLists) -> Option<String> {
    let at = lists[Role::Development].first_in(header)?.start;
    let start = header[..at]
        .rfind(['\n', '。', '《'])
        .map_or(0, |mark| mark + header[mark..].chars().next().map_or(1, char::len_utf8));
    let rest = &header[start..];
    let title = rest[..lists[Role::PlanEnding].first_in(rest)?.end].replace('\n', "");
    let fits =
        lists[Role::Term].is_in(&title) && title.chars().count() <= MAX_TITLE && !title.contains([',', '。']);
    fits.then_some(title)
}

/// The line of a newspaper's page that can be a headline: the one over the line that tells source and date, else the first.
fn headline<'h>(header: &'h str, lists: &WordLists) -> Option<&'h str> {
    let is_dated = |line: &str| line.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let fits = |line: &&&str| {
        (8..=40).contains(&line.chars().count())
            && !is_dated(line)
            && !line.contains([':', '>', '。', '】'])
            && !lists[Role::NoHeadline].ends(line)
    };
    let lines: Vec<&str> = lines(header, lists).take(20).map(|line| line.trim_end_matches('|')).collect();
    let source = lines.iter().position(|line| is_dated(line) && lists[Role::Published].is_in(line));
    let above = source.and_then(|at| lines[..at].iter().rfind(fits));
    above.or_else(|| lines.iter().find(fits)).copied()
}
