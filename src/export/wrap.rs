//! Text cut into lines by display width, and made safe to show.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// `text` in at most `most_lines` lines of at most `width` cells, `…` at the end when it is cut; Chinese breaks anywhere, Latin words stay whole where they can.
pub(crate) fn wrap(text: &str, width: usize, most_lines: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for c in text.chars() {
        let cells = c.width().unwrap_or(0);
        if filled + cells > width && !line.is_empty() {
            if lines.len() + 1 == most_lines {
                while line.width() + 1 > width && line.pop().is_some() {}
                line.push('…');
                lines.push(line);
                return lines;
            }
            let rest = take_back_word(&mut line, c, width);
            lines.push(std::mem::replace(&mut line, rest));
            filled = line.width();
        }
        if !(line.is_empty() && c == ' ' && !lines.is_empty()) {
            line.push(c);
            filled += cells;
        }
    }
    lines.push(line);
    lines
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

/// Cells that `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_join_to_the_text() {
        let text = "完成投资210亿元，占GDP比重达3.81%";
        for width in 6..40 {
            let lines = wrap(text, width, 24);
            assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            assert_eq!(lines.concat(), text);
        }
        assert_eq!(wrap("one two three", 8, 24), ["one two", "three"]);
        assert_eq!(wrap("一二三四五六七", 6, 2), ["一二三", "四五…"]);
    }

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mb\n"), "a\\u{1b}[31mb\\n");
    }
}
