//! The two passes over a web page: the first counts what each line is made of, the second writes the lines that stay.
//! A line is the text between two blocks; blank ones count in neither pass, so that both number them alike.

use super::super::fold::is_ideograph;
use super::super::offsets::Offsets;
use crate::source::Span;

/// What a pass does with what it meets.
pub(super) trait Sink {
    /// Text as it stands in the page.
    fn text(&mut self, place: Span, text: &str, style: Style);
    /// One character that stands for what is at `place`.
    fn character(&mut self, place: Span, character: char, style: Style);
    /// The line ends.
    fn end_line(&mut self);
    /// Text of the page's title.
    fn title(&mut self, place: Span, text: &str);
    /// Text that is left out.
    fn outside(&mut self, _text: &str) {}
}

/// How text stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// In a link.
    pub is_link: bool,
    /// In a heading.
    pub is_heading: bool,
    /// Where line breaks count.
    pub is_pre: bool,
}

/// The first pass: which lines are links from end to end, and on which side the full stops are.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// By the number of the line.
    pub skipped_lines: Vec<bool>,
    /// The page's title.
    pub title: String,
    /// Full stops of the text that is read.
    pub stops_inside: usize,
    /// Full stops of the text that is left out.
    pub stops_outside: usize,
    line: LineCount,
}

/// What the line so far holds.
#[derive(Clone, Copy, Debug, Default)]
struct LineCount {
    words: usize,
    linked: usize,
    stops: usize,
    is_kept: bool,
    has_text: bool,
}

fn stops(text: &str) -> usize {
    text.matches(['。', '；', ';']).count()
}

/// What a page shows as one blank.
fn is_blank(character: char) -> bool {
    character.is_ascii_whitespace()
}

impl Sink for Survey {
    fn text(&mut self, _: Span, text: &str, style: Style) {
        // Of the marks of a Chinese text no table need be asked whether they are letters.
        let is_word = |character: &char| {
            is_ideograph(*character)
                || !matches!(character, '\u{FF0C}' | '、' | '。' | ' ' | '\n') && character.is_alphanumeric()
        };
        let words = text.chars().filter(is_word).count();
        let stops = stops(text);
        self.line.words += words;
        self.line.linked += if style.is_link { words } else { 0 };
        self.line.stops += stops;
        self.line.is_kept |= style.is_heading || style.is_pre;
        self.line.has_text |= text.chars().any(|character| !is_blank(character));
        self.stops_inside += stops;
    }

    fn character(&mut self, _: Span, character: char, style: Style) {
        self.line.words += usize::from(character.is_alphanumeric());
        self.line.linked += usize::from(character.is_alphanumeric() && style.is_link);
        self.line.has_text |= !is_blank(character);
    }

    fn end_line(&mut self) {
        if !self.line.has_text {
            return;
        }
        let LineCount { words, linked, stops, is_kept, .. } = std::mem::take(&mut self.line);
        self.skipped_lines.push(linked > 0 && linked * 10 >= words * 9 && stops == 0 && !is_kept);
    }

    fn title(&mut self, _: Span, text: &str) {
        self.title.push_str(text);
    }

    fn outside(&mut self, text: &str) {
        self.stops_outside += stops(text);
    }
}

/// The second pass: the text of the lines that stay.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The text.
    pub text: String,
    /// From its bytes to the page's.
    pub offsets: Offsets,
    /// By the number of the line.
    pub skipped_lines: Vec<bool>,
    reads_title: bool,
    n_lines: usize,
    has_text: bool,
    /// Where a blank stands that is written before the line's next character.
    blank: Option<usize>,
    /// Where the last character that was written ended in the page.
    end: usize,
}

impl Writer {
    /// Leaves out the lines that `skipped_lines` tells; writes the title first when it stands nowhere else.
    pub(super) fn new(skipped_lines: Vec<bool>, reads_title: bool) -> Self {
        Self { skipped_lines, reads_title, ..Self::default() }
    }

    fn is_skipped(&self) -> bool {
        self.skipped_lines.get(self.n_lines).copied().unwrap_or(false)
    }

    fn blank_at(&mut self, at: usize) {
        if self.has_text {
            self.blank.get_or_insert(at);
        }
    }

    fn write_blank(&mut self) {
        if let Some(at) = self.blank.take() {
            self.offsets.copy(at, 1);
            self.text.push(' ');
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.offsets.unit(self.end, 0, 1);
            self.text.push('\n');
        }
        self.blank = None;
    }

    fn write(&mut self, place: Span, text: &str, style: Style) {
        let mut at = place.start;
        for run in text.split_inclusive(is_blank) {
            let words = run.trim_end_matches(is_blank);
            if !words.is_empty() {
                self.write_blank();
                self.offsets.copy(at, words.len());
                self.text.push_str(words);
                (self.has_text, self.end) = (true, at + words.len());
            }
            match &run[words.len()..] {
                "" => {}
                "\n" if style.is_pre => self.break_line(),
                _ => self.blank_at(at + words.len()),
            }
            at += run.len();
        }
    }
}

impl Sink for Writer {
    fn text(&mut self, place: Span, text: &str, style: Style) {
        if self.is_skipped() {
            self.has_text |= text.chars().any(|character| !is_blank(character));
        } else {
            self.write(place, text, style);
        }
    }

    fn character(&mut self, place: Span, character: char, _: Style) {
        if is_blank(character) {
            self.blank_at(place.start);
            return;
        }
        self.has_text = true;
        if !self.is_skipped() {
            self.write_blank();
            self.offsets.unit(place.start, place.len(), character.len_utf8());
            self.text.push(character);
            self.end = place.end;
        }
    }

    fn end_line(&mut self) {
        if std::mem::take(&mut self.has_text) {
            self.n_lines += 1;
            self.break_line();
        }
        self.blank = None;
    }

    fn title(&mut self, place: Span, text: &str) {
        if self.reads_title {
            self.write(place, text, Style::default());
            self.has_text = false;
            self.break_line();
        }
    }
}
