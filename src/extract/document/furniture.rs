//! Lines that belong to the page and not to the report: navigation, page numbers, copyright, addresses.

use super::super::lexicon::{Role, WordLists};

/// Longest dateline, in characters.
const MAX_DATELINE: usize = 60;

/// Whether a folded line is no part of the report.
pub(crate) fn is_furniture(line: &str, lists: &WordLists) -> bool {
    lists[Role::PageLine].contains(line)
        || lists[Role::PageOpening].opens(line)
        || is_page_number(line)
        || is_address(line)
}

/// Bytes of the dateline that a news paragraph begins with: `【香港商报网讯】`, `荆楚网讯(记者吕鉴蕾、陶辉)`.
pub(crate) fn dateline(line: &str, lists: &WordLists) -> usize {
    let head = line.char_indices().nth(MAX_DATELINE).map_or(line, |(end, _)| &line[..end]);
    if let Some(close) = head.strip_prefix('【').and_then(|rest| rest.find('】')) {
        let end = '【'.len_utf8() + close;
        let is_dateline = lists[Role::Dateline].ends(&head[..end]);
        return if is_dateline { end + '】'.len_utf8() } else { 0 };
    }
    if !head.contains(')') {
        return 0;
    }
    let Some(open) = lists[Role::Reporter].first_in(head).map(|words| words.start) else { return 0 };
    let is_first = !head[..open].contains(['。', ',', ';']);
    head[open..].find(')').filter(|_| is_first).map_or(0, |close| open + close + 1)
}

/// `—3—`, `-12-`, `第3页`, `3/28`: a page's number on a line of its own.
fn is_page_number(line: &str) -> bool {
    let is_dash = |character: char| matches!(character, '-' | '—' | '–' | '·' | '~');
    let inner = line.trim_matches(is_dash);
    if inner.len() < line.len() && !inner.is_empty() && inner.len() <= 4 {
        return inner.bytes().all(|byte| byte.is_ascii_digit());
    }
    let page = line.strip_prefix('第').and_then(|rest| rest.strip_suffix('页'));
    let digits = page.unwrap_or(line);
    !digits.is_empty()
        && digits.len() <= 7
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

/// A path or a URL with nothing else.
fn is_address(line: &str) -> bool {
    let is_web = ["http://", "https://", "www.", "../", "/"].iter().any(|opening| line.starts_with(opening));
    let is_page =
        [".html", ".htm", ".shtml", ".jsp", ".php", ".aspx"].iter().any(|ending| line.ends_with(ending));
    (is_web || is_page) && line.is_ascii()
}

/// A watermark: Latin letters that end many lines and stand alone on some, such as `pbY`.
pub(crate) fn watermark(text: &str) -> Option<&str> {
    let mut counts = std::collections::BTreeMap::<&str, (usize, usize)>::new();
    let mut n_lines = 0;
    for line in text.lines().filter(|line| !line.is_empty()) {
        n_lines += 1;
        let head = line.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        let tail = &line[head.len()..];
        if (2..=8).contains(&tail.len()) {
            let count = counts.entry(tail).or_default();
            count.0 += 1;
            count.1 += usize::from(head.is_empty());
        }
    }
    let (mark, (n_ends, n_alone)) = counts.into_iter().max_by_key(|(_, count)| count.0)?;
    (n_ends >= 5 && n_alone >= 2 && n_ends * 5 >= n_lines).then_some(mark)
}
