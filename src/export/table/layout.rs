//! How wide columns are and how a cell's text falls into lines, counted in terminal cells.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::result::ResultTable;
use crate::value::Value;

/// Lines that one wrapped cell may take; the rest is cut.
const MOST_LINES: usize = 24;

/// The least a column is squeezed to: three double-width characters.
const LEAST_WIDTH: usize = 6;

/// Whether a column holds numbers and nulls only, and at least one number.
pub(super) fn is_numeric(table: &ResultTable, column: usize) -> bool {
    let mut values =
        table.rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_null()).peekable();
    values.peek().is_some() && values.all(|value| matches!(value, Value::Integer(_) | Value::Float(_)))
}

/// Squeezes columns into `available` cells: narrow columns keep their width, wide ones share what is left evenly.
pub(super) fn squeeze(widths: &[usize], available: usize) -> Vec<usize> {
    if widths.iter().sum::<usize>() <= available {
        return widths.to_vec();
    }
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by_key(|&column| widths[column]);
    let mut squeezed = vec![0; widths.len()];
    let mut left = available;
    for (at, &column) in order.iter().enumerate() {
        let share = (left / (order.len() - at)).max(LEAST_WIDTH);
        squeezed[column] = widths[column].min(share);
        left = left.saturating_sub(squeezed[column]);
    }
    squeezed
}

/// Falls into lines of at most `width` cells; Chinese breaks anywhere, Latin words stay whole where they can.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for c in text.chars() {
        let cells = c.width().unwrap_or(0);
        if filled + cells > width && !line.is_empty() {
            if lines.len() + 1 == MOST_LINES {
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
pub(super) fn visible(text: &str) -> String {
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
pub(super) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(squeeze(&[4, 10, 100, 60], 80), [4, 10, 33, 33]);
        assert_eq!(squeeze(&[4, 10], 80), [4, 10]);
        assert_eq!(squeeze(&[50, 50], 4), [6, 6]);
    }

    #[test]
    fn lines_fit_and_join_to_the_text() {
        let text = "完成投资210亿元，占GDP比重达3.81%";
        for width in 6..40 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            assert_eq!(lines.concat(), text);
        }
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
    }

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(visible("a\u{1b}[31mb\n"), "a\\u{1b}[31mb\\n");
    }
}
