//! A file of statements and dot commands, in pieces.

use super::command::is_known;
use crate::query::parser::is_complete;
use crate::source::Span;

/// A piece of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One or more statements.
    Statements(Span),
    /// A line that begins with a dot.
    Command(Span),
}

/// Collects lines into pieces: what a prompt or a pipe hands in line by line.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    text: String,
}

impl Gatherer {
    /// Takes a line; gives what is whole with it.
    pub(super) fn take(&mut self, line: &str) -> Option<String> {
        let is_first = self.text.trim().is_empty();
        self.text.push_str(line);
        self.text.push('\n');
        // Looking at all of the text at each line would take time that grows with its square.
        let may_end = is_first || line.contains([';', '；']) || line.trim_start().starts_with('.');
        (may_end && super::shell::is_whole_input(&self.text)).then(|| std::mem::take(&mut self.text))
    }

    /// What is left at the end.
    pub(super) fn rest(self) -> Option<String> {
        Some(self.text).filter(|text| !text.trim().is_empty())
    }
}

/// The pieces of a script, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let is_fresh = text[start..begin].trim().is_empty();
        if is_fresh && line.trim_start().starts_with('.')
            || !is_fresh && is_way_out(&text[start..begin], line)
        {
            if !is_fresh {
                pieces.push(Piece::Statements(Span::new(start, begin)));
            }
            let trimmed = line.trim();
            let from = begin + (line.len() - line.trim_start().len());
            pieces.push(Piece::Command(Span::new(from, from + trimmed.len())));
            start = at;
        } else if line.contains([';', '；']) && is_complete(&text[start..at]) {
            pieces.push(Piece::Statements(Span::new(start, at)));
            start = at;
        }
    }
    if !text[start..].trim().is_empty() {
        pieces.push(Piece::Statements(Span::new(start, text.len())));
    }
    pieces
}

/// Whether a line is a command behind comments, which are complete in themselves.
fn is_way_out(before: &str, line: &str) -> bool {
    line.starts_with('.') && is_known(line) && is_complete(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_and_commands_alternate() {
        let text =
            "// settings\n.mode csv\nMATCH (n)\nRETURN n.x\n  .y; RETURN 1;\n.timer off\nRETURN ';\n.quit\n'";
        let found: Vec<&str> = pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Statements(span) | Piece::Command(span) => span.of(text).trim(),
            })
            .collect();
        assert_eq!(
            found,
            [
                "// settings",
                ".mode csv",
                "MATCH (n)\nRETURN n.x\n  .y; RETURN 1;",
                ".timer off",
                "RETURN ';\n.quit\n'"
            ]
        );
    }
}
