//! From lines to paragraphs: furniture of the page is dropped, hard wraps inside sentences and numbers are undone.

use super::fold::Folded;
use super::furniture::{is_furniture, watermark};
use super::offsets::Offsets;

/// The text that later stages read, one paragraph a line.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The text.
    pub text: String,
    /// From its bytes to the folded lines'.
    pub offsets: Offsets,
}

/// Fewest cells of a line for the file to count as wrapped.
const MIN_WRAP: usize = 30;

/// Lays out the folded lines.
pub(crate) fn lay_out(folded: &Folded) -> Page {
    let lines = lines(folded);
    let wrap = wrap_width(&lines);
    let mut page = Page { text: String::with_capacity(folded.text.len()), ..Page::default() };
    let mut last: Option<&Line<'_>> = None;
    for line in &lines {
        match last {
            Some(last) if last.goes_on_in(line, wrap) => {
                if last.text.ends_with(|end: char| end.is_ascii_alphabetic())
                    && line.text.starts_with(|first: char| first.is_ascii_alphabetic())
                {
                    page.offsets.copy(line.start.saturating_sub(1), 1);
                    page.text.push(' ');
                }
            }
            Some(_) => {
                page.offsets.copy(line.start.saturating_sub(1), 1);
                page.text.push('\n');
            }
            None => {}
        }
        page.offsets.copy(line.start, line.text.len());
        page.text.push_str(line.text);
        last = Some(line);
    }
    page
}

/// A line that is kept.
struct Line<'t> {
    text: &'t str,
    start: usize,
    indent: u16,
    /// Whether an empty line stands before it.
    is_apart: bool,
    width: usize,
}

impl Line<'_> {
    /// Whether the paragraph of this line goes on in the next one.
    fn goes_on_in(&self, next: &Line<'_>, wrap: Option<usize>) -> bool {
        let Some(wrap) = wrap else { return false };
        let is_full = (wrap.saturating_sub(3)..=wrap + 3).contains(&(self.width + usize::from(self.indent)));
        let is_ended = self.text.ends_with(['。', '!', '?', ';', ':', '…', '”', '】']);
        is_full && !is_ended && !next.is_apart && !super::section::opens_with_number(next.text)
    }
}

fn lines(folded: &Folded) -> Vec<Line<'_>> {
    let mark = watermark(&folded.text);
    let mut lines = Vec::new();
    let (mut start, mut is_apart) = (0, false);
    for (text, &indent) in folded.text.split('\n').zip(&folded.indents) {
        let mut kept = text;
        while let Some(mark) = mark
            && let Some(shorter) = kept.strip_suffix(mark)
        {
            kept = shorter.trim_end();
        }
        if kept.is_empty() {
            is_apart |= text.is_empty();
        } else if !is_furniture(kept) {
            lines.push(Line {
                text: kept,
                start,
                indent,
                is_apart,
                width: crate::source::display_width(kept),
            });
            is_apart = false;
        }
        start += text.len() + 1;
    }
    lines
}

/// The width at which the file wraps its lines, if it does: that of many lines which end inside a sentence.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let open = lines.iter().filter(|line| !line.text.ends_with(['。', '!', '?', ';', ':']));
    for line in open.filter(|line| line.width >= MIN_WRAP) {
        *counts.entry(line.width + usize::from(line.indent)).or_default() += 1;
    }
    let near =
        |width: usize| counts.range(width.saturating_sub(2)..=width).map(|(_, count)| count).sum::<usize>();
    let (width, count) = counts.keys().map(|&width| (width, near(width))).max_by_key(|&(_, count)| count)?;
    (count >= 4 && count * 4 >= lines.len()).then_some(width)
}
