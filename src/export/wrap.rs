//! Text cut into lines by display width, and made safe to show.

use unicode_width::UnicodeWidthChar as _;

/// How many cells the characters take on whose width terminals disagree: `“”…—①`, Greek, lines and blocks. Terminals
/// set up for Chinese often give them two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

impl Ambiguous {
    /// Cells that a character takes. A text takes the sum: terminals add up characters, whatever they join to.
    fn cells(self, c: char) -> usize {
        match self {
            Self::Narrow => c.width(),
            Self::Wide => c.width_cjk(),
        }
        .unwrap_or(0)
    }

    /// Cells that a text takes.
    pub(crate) fn width(self, text: &str) -> usize {
        text.chars().map(|c| self.cells(c)).sum()
    }

    /// `text` in at most `most_lines` lines of at most `width` cells, `…` at the end when it is cut; Chinese breaks
    /// anywhere, Latin words stay whole where they can. A line holds one character even where that is too wide.
    pub(crate) fn wrap(self, text: &str, width: usize, most_lines: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut filled = 0;
        for c in text.chars() {
            let cells = self.cells(c);
            if filled + cells > width && !line.is_empty() {
                if lines.len() + 1 == most_lines {
                    while self.width(&line) + self.cells('…') > width && line.pop().is_some() {}
                    line.push('…');
                    lines.push(line);
                    return lines;
                }
                let rest = take_back_word(&mut line, c, width);
                lines.push(std::mem::replace(&mut line, rest));
                filled = self.width(&line);
            }
            if !(line.is_empty() && c == ' ' && !lines.is_empty()) {
                line.push(c);
                filled += cells;
            }
        }
        lines.push(line);
        lines
    }
}

/// [`Ambiguous::wrap`] for pictures, whose fonts are narrow.
pub(crate) fn wrap(text: &str, width: usize, most_lines: usize) -> Vec<String> {
    Ambiguous::Narrow.wrap(text, width, most_lines)
}

/// [`Ambiguous::width`] for pictures.
pub(crate) fn width(text: &str) -> usize {
    Ambiguous::Narrow.width(text)
}

/// When `next` would split a Latin word that is not too long, the word's head moves to the next line.
fn take_back_word(line: &mut String, next: char, width: usize) -> String {
    if !is_word(next) {
        return String::new();
    }
    let head = line.trim_end_matches(is_word).len();
    let word = line.len() - head;
    if head == 0 || word > width / 2 {
        return String::new();
    }
    let rest = line.split_off(head);
    line.truncate(line.trim_end_matches(' ').len());
    rest
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_.'-".contains(c)
}

/// What would move the cursor or change the terminal is shown by its escape.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Ambiguous = Ambiguous::Narrow;

    #[test]
    fn lines_fit_and_join_to_the_text() {
        let text = "完成投资210亿元，占GDP比重达3.81%";
        for width in 6..40 {
            let lines = NARROW.wrap(text, width, 24);
            assert!(lines.iter().all(|line| NARROW.width(line) <= width), "{lines:?}");
            assert_eq!(lines.concat(), text);
        }
        assert_eq!(NARROW.wrap("one two three", 8, 24), ["one two", "three"]);
        assert_eq!(NARROW.wrap("一二三四五六七", 6, 2), ["一二三", "四五…"]);
    }

    #[test]
    fn ambiguous_characters_are_as_wide_as_the_terminal_says() {
        let text = "“十四五”—①…";
        assert_eq!((NARROW.width(text), Ambiguous::Wide.width(text)), (11, 16));
        for line in Ambiguous::Wide.wrap(text, 7, 24) {
            assert!(Ambiguous::Wide.width(&line) <= 7, "{line}");
        }
        assert_eq!(Ambiguous::Wide.wrap("一二三四", 6, 1), ["一二…"]);
    }

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mb\n"), "a\\u{1b}[31mb\\n");
    }
}
