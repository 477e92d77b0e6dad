//! Sections: the headings, the time each speaks of, and whose it is.

use std::sync::Arc;

use super::super::Lexicon;
use super::super::lexicon::{Role, WordLists};
use super::identity::Identity;
use super::year::five_year_term;
use super::zone;

/// Which time a section speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// What was done: the year before the report's, or the term behind.
    Review,
    /// What is planned: the report's year, or the term ahead.
    Plan,
    /// Not known from the headings.
    #[default]
    Unknown,
}

/// A part of the document under one heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Text of the heading, or empty before the first.
    pub heading: Arc<str>,
    /// 1 for 一、, 2 for (一), 3 for 1. and run-in heads; 0 before the first heading.
    pub level: u8,
    /// Canonical name of the region the section is about: the document's, or a district's in a section of its own.
    pub region: Option<String>,
    /// Which time it speaks of.
    pub period: Period,
    /// The year its figures are for, when the headings tell: the year before the report's in a review.
    pub year: Option<i32>,
}

/// Longest heading, in characters.
const MAX_HEADING: usize = 60;

/// Longest head that runs into its paragraph, in characters.
const MAX_RUN_IN: usize = 22;

/// Sections in order, and from which byte on each holds.
pub(crate) fn divide(
    text: &str,
    identity: &Identity,
    lexicon: &Lexicon,
) -> (Vec<Section>, Vec<(usize, usize)>) {
    let whole = Section { region: identity.region.clone(), ..Section::default() };
    let mut sections = vec![whole.clone()];
    let mut marks = vec![(0, 0)];
    // The section that holds at each level, for what a heading inherits.
    let mut open: [Section; 4] = std::array::from_fn(|_| whole.clone());
    // The last section whose heading told its time.
    let mut part = whole.clone();
    let mut start = 0;
    for line in text.split('\n') {
        if let Some((level, heading)) = heading(line, &lexicon.lists) {
            let above = open[..usize::from(level)].last().unwrap_or(&whole);
            let section = open_section((level, heading), above, &part, identity, &lexicon.lists);
            if section.period != Period::Unknown {
                part = section.clone();
            }
            mark(&mut sections, &mut marks, start, &section);
            open[usize::from(level)..].fill(section);
        } else if let Some(section) = district(line, text, identity, &whole, lexicon) {
            mark(&mut sections, &mut marks, start, &section);
            open.fill(section);
        }
        start += line.len() + 1;
    }
    (sections, marks)
}

fn mark(sections: &mut Vec<Section>, marks: &mut Vec<(usize, usize)>, start: usize, section: &Section) {
    marks.push((start, sections.len()));
    sections.push(section.clone());
}

fn open_section(
    (level, heading): (u8, &str),
    above: &Section,
    part: &Section,
    identity: &Identity,
    lists: &WordLists,
) -> Section {
    let (period, year) = match level {
        1 | 2 => time_of(heading, level, identity, lists),
        _ => (Period::Unknown, None),
    };
    let (period, year) = if period == Period::Unknown { (part.period, part.year) } else { (period, year) };
    Section { heading: heading.into(), level, region: above.region.clone(), period, year }
}

/// A section of its own for a district or a zone: a line with nothing but its name.
fn district(
    line: &str,
    text: &str,
    identity: &Identity,
    whole: &Section,
    lexicon: &Lexicon,
) -> Option<Section> {
    let own = identity.place.filter(|_| !line.is_empty() && line.len() <= 24)?;
    let places = &lexicon.places;
    let region = match places.find(line, &identity.scope) {
        Some(place) => {
            let is_below = places.parents(place).any(|above| above == own);
            is_below.then(|| places.get(place).name.clone())
        }
        // A zone's own report has no zones.
        None if identity.region.as_ref() == Some(&places.get(own).name) => {
            zone::headed(line, text, own, lexicon)
        }
        None => None,
    };
    region.map(|name| Section { heading: line.into(), level: 1, region: Some(name), ..whole.clone() })
}

/// The time a heading speaks of, and the year when it tells. A heading of the second level must say so plainly: the
/// `三大任务` that were done are no plan.
fn time_of(heading: &str, level: u8, identity: &Identity, lists: &WordLists) -> (Period, Option<i32>) {
    let has = |role: Role| lists[role].is_in(heading);
    let review = (Period::Review, identity.review_year);
    let plan = (Period::Plan, identity.plan_year());
    let plan = match term_ahead(heading, identity, lists) {
        Some(last) => (Period::Plan, Some(last)),
        None => plan,
    };
    let dated = year_in(heading).zip(identity.review_year);
    match dated {
        _ if has(Role::Review) => (Period::Review, dated.map(|(year, _)| year).or(identity.review_year)),
        Some((year, past)) if year > past => (Period::Plan, Some(year)),
        _ if has(Role::Plan) => plan,
        Some((year, _)) if level == 1 => (Period::Review, Some(year)),
        _ if level == 1 && has(Role::PlanPart) => plan,
        _ if level == 1 && has(Role::ReviewPart) => review,
        _ => (Period::Unknown, None),
    }
}

/// The last year of the term that a heading looks ahead to: `“十五五”时期`, `今后五年`.
fn term_ahead(heading: &str, identity: &Identity, lists: &WordLists) -> Option<i32> {
    let past = identity.review_year?;
    if lists[Role::NextTerm].is_in(heading) {
        return Some(past + 5);
    }
    let named = heading.match_indices('“').find_map(|(at, mark)| {
        let rest = &heading[at + mark.len()..];
        let numeral = rest[..rest.find('”')?].strip_suffix('五')?;
        five_year_term(numeral)
    });
    named.filter(|&last| last > past)
}

/// The first year that is written out: `2023年`.
pub(crate) fn year_in(text: &str) -> Option<i32> {
    text.match_indices('年').find_map(|(at, _)| year_before(text, at))
}

/// The year whose digits end at `at`.
pub(crate) fn year_before(text: &str, at: usize) -> Option<i32> {
    let start = at.checked_sub(4)?;
    let year = text.get(start..at)?.parse().ok().filter(|year| (1949..2100).contains(year))?;
    let is_longer = text[..start].ends_with(|before: char| before.is_ascii_digit());
    (!is_longer).then_some(year)
}

/// Level and text of the heading a paragraph is or begins with.
fn heading<'l>(line: &'l str, lists: &WordLists) -> Option<(u8, &'l str)> {
    if line.is_empty() {
        return None;
    }
    let head = head_of(line);
    if let Some((level, number)) = number(line) {
        let text = head.unwrap_or(line);
        return (text.chars().count() <= MAX_HEADING)
            .then_some((level, text[number.min(text.len())..].trim()));
    }
    match head {
        Some(head) if head.len() < line.len() => is_run_in(head).then(|| (3, head.trim_end_matches('。'))),
        _ => is_bare_heading(line, lists).then_some((1, line)),
    }
}

/// The paragraph up to its first full stop; none when it has none.
fn head_of(line: &str) -> Option<&str> {
    line.find('。').map(|at| &line[..at + '。'.len_utf8()])
}

/// A run-in head: `加快数字转型。把数字经济作为…`
fn is_run_in(head: &str) -> bool {
    let n_characters = head.chars().count();
    (4..=MAX_RUN_IN).contains(&n_characters)
        && !head.contains([',', ';', ':', '(', '%'])
        && !head.bytes().any(|byte| byte.is_ascii_digit())
}

/// A short line without an end that says what follows: `2022年工作回顾`, `2024年目标任务`.
fn is_bare_heading(line: &str, lists: &WordLists) -> bool {
    line.chars().count() <= 30
        && !line.ends_with(['。', ';', ',', '、', ':', '!', '?'])
        && lists[Role::BareHeading].is_in(line)
}

/// Whether a line opens with a heading's or an item's number.
pub(crate) fn opens_with_number(line: &str) -> bool {
    number(line).is_some() || line.starts_with(['●', '■', '◆', '★', '—'])
}

/// Level of the number that `line` begins with, and its bytes.
pub(super) fn number(line: &str) -> Option<(u8, usize)> {
    let count = |from: usize, is_part: fn(char) -> bool| {
        line[from..]
            .chars()
            .take(4)
            .take_while(|&character| is_part(character))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let is_numeral = |character: char| "一二三四五六七八九十".contains(character);
    let plain = count(0, is_numeral);
    if plain > 0 && line[plain..].starts_with('、') {
        return Some((1, plain + '、'.len_utf8()));
    }
    if line.starts_with('第') {
        let inner = count(3, |character| "一二三四五六七八九十百".contains(character));
        let unit = line[3 + inner..].chars().next()?;
        let level = match unit {
            '篇' | '部' => 1,
            '章' => 1,
            '节' => 2,
            _ => return None,
        };
        return (inner > 0).then_some((level, 3 + inner + unit.len_utf8()));
    }
    if line.starts_with('(') {
        let inner = count(1, is_numeral);
        let digits = count(1, |character| character.is_ascii_digit());
        let (level, inner) = if inner > 0 { (2, inner) } else { (3, digits) };
        return (inner > 0 && line[1 + inner..].starts_with(')')).then_some((level, inner + 2));
    }
    let digits = count(0, |character| character.is_ascii_digit());
    let rest = &line[digits..];
    let is_item = rest.starts_with('、')
        || (rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit()));
    (digits > 0 && is_item).then(|| (3, digits + rest.chars().next().map_or(0, char::len_utf8)))
}
