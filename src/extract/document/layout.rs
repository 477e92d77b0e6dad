//! From lines to paragraphs: furniture of the page is dropped, hard wraps inside sentences and numbers are undone.

use super::super::lexicon::WordLists;
use super::fold::{Folded, Shape, is_ideograph};
use super::furniture::{dateline, is_furniture, watermark};
use super::offsets::Offsets;
use super::section::opens_with_number;

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

/// Fewest cells of a line that a figure or a clause can be torn from.
const MIN_TORN: usize = 20;

/// Cells from which on a line is more than a heading.
const LONG: usize = 80;

/// Lays out the folded lines.
pub(crate) fn lay_out(folded: &Folded, lists: &WordLists) -> Page {
    let lines = lines(folded, lists);
    let habit = Habit::of(&lines);
    let mut page = Page { text: String::with_capacity(folded.text.len()), ..Page::default() };
    let mut last: Option<&Line<'_>> = None;
    for line in &lines {
        if let Some(mark) = last.and_then(|last| last.mark_before(line, habit)) {
            page.offsets.copy(line.start.saturating_sub(1), 1);
            page.text.push(mark);
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
    shape: Shape,
    /// Whether an empty line stands before it.
    is_apart: bool,
}

impl Line<'_> {
    /// What parts this line from the next: a line break between paragraphs, a blank between Latin words, or nothing.
    fn mark_before(&self, next: &Line<'_>, habit: Habit) -> Option<char> {
        let is_latin = |character: char| character.is_ascii_alphabetic();
        if !self.goes_on_in(next, habit) {
            return Some('\n');
        }
        (self.text.ends_with(is_latin) && next.text.starts_with(is_latin)).then_some(' ')
    }

    /// Whether the paragraph of this line goes on in the next one.
    fn goes_on_in(&self, next: &Line<'_>, habit: Habit) -> bool {
        if self.is_torn_before(next) {
            return true;
        }
        let broken = self.is_quote_at(habit) || self.is_name_cut(next, habit);
        if self.is_ended() && !broken || opens_with_number(next.text) {
            return false;
        }
        if broken {
            return !next.is_apart;
        }
        match habit {
            Habit::Wrapped(width) => self.shape.width * 10 >= width * 6 && !next.is_apart,
            // A page break in the midst of a long paragraph.
            Habit::Whole => self.shape.width >= LONG,
            Habit::Unmarked => false,
        }
    }

    /// Whether the break tears a figure or a clause: 增长18.|6%, 增长|15.3%, 中|,.
    fn is_torn_before(&self, next: &Line<'_>) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        let decimals = self.text.strip_suffix('.').is_some_and(|rest| rest.ends_with(digit));
        let n_digits = next.text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &next.text[n_digits..];
        let percent = |rest: &str| rest.starts_with(['%', '‰']) || rest.starts_with("个百分点");
        let fraction = rest.strip_prefix('.').filter(|rest| rest.starts_with(digit));
        let is_percent =
            percent(rest) || fraction.is_some_and(|rest| percent(rest.trim_start_matches(digit)));
        let whole = (self.text.ends_with(is_ideograph) || self.text.ends_with(digit)) && is_percent;
        let is_long = self.shape.width >= MIN_TORN;
        is_long
            && !next.is_apart
            && (n_digits > 0 && (decimals && is_percent || whole) || self.text.ends_with(','))
    }

    /// Whether a full line of a wrapped file ends with a name in quotation marks, no sentence: 修建“四好农村路”|46公里.
    fn is_quote_at(&self, habit: Habit) -> bool {
        let inside = self.text.strip_suffix(['”', ')']);
        let name = inside.is_some_and(|inside| !inside.ends_with(['。', '!', '?', ';', '…']));
        name && matches!(habit, Habit::Wrapped(width) if self.shape.width * 10 >= width * 9)
    }

    /// Whether a line of a wrapped file breaks off behind a name of letters and digits: …,全市PM2.5|平均浓度.
    fn is_name_cut(&self, next: &Line<'_>, habit: Habit) -> bool {
        let cut = self.text.ends_with(|c: char| c.is_ascii_digit()) && self.text.contains(',');
        cut && next.text.starts_with(is_ideograph)
            && self.shape.width >= MIN_TORN
            && matches!(habit, Habit::Wrapped(_))
    }

    fn is_ended(&self) -> bool {
        self.text.ends_with(['。', '!', '?', ';', ':', '…', '”', '】', ')'])
    }
}

/// How the file breaks its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// At this many cells.
    Wrapped(usize),
    /// At the end of a paragraph.
    Whole,
    /// At the end of a paragraph, but full stops are lost.
    Unmarked,
}

impl Habit {
    fn of(lines: &[Line<'_>]) -> Self {
        if let Some(width) = wrap_width(lines) {
            return Self::Wrapped(width);
        }
        let long = lines.iter().filter(|line| line.shape.width >= LONG);
        let (n_open, n_long) =
            long.fold((0, 0), |(n_open, n), line| (n_open + usize::from(!line.is_ended()), n + 1));
        if n_open * 4 <= n_long { Self::Whole } else { Self::Unmarked }
    }
}

fn lines<'t>(folded: &'t Folded, lists: &WordLists) -> Vec<Line<'t>> {
    let mark = watermark(&folded.text);
    let mut lines = Vec::new();
    let (mut start, mut is_apart) = (0, false);
    for (text, &shape) in folded.text.split('\n').zip(&folded.shapes) {
        let mut kept = text;
        while let Some(mark) = mark
            && let Some(shorter) = kept.strip_suffix(mark)
        {
            kept = shorter.trim_end();
        }
        if kept.is_empty() {
            is_apart |= text.is_empty();
        } else if !is_furniture(kept, lists) {
            let dateline = dateline(kept, lists);
            lines.push(Line { text: &kept[dateline..], start: start + dateline, shape, is_apart });
            is_apart = false;
        }
        start += text.len() + 1;
    }
    lines
}

/// The width at which the file wraps its lines, if it does: that of many lines which end inside a sentence.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let open = lines.iter().filter(|line| !line.is_ended());
    for line in open.filter(|line| line.shape.width >= MIN_WRAP) {
        *counts.entry(line.shape.width).or_default() += 1;
    }
    let near =
        |width: usize| counts.range(width.saturating_sub(3)..=width).map(|(_, count)| count).sum::<usize>();
    let (width, count) = counts.keys().map(|&width| (width, near(width))).max_by_key(|&(_, count)| count)?;
    (count >= 4 && count * 4 >= lines.len()).then_some(width)
}
