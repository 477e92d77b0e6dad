//! Markdown: the marks at the begin of a line and inside it go, with the file's own offsets. Only what report texts are
//! given in: headings, lists, quotations, emphasis, links, rules, tables, fences.

use super::super::offsets::Offsets;

/// Lines in which marks are looked for.
const HEAD: usize = 400;

/// Whether a text is marked up: it has a heading by `#`, or words between `**`.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().take(HEAD).any(|line| heading(line) > 0 || line.matches("**").count() >= 2)
}

/// The text without marks.
pub(super) fn text(source: &str) -> (String, Offsets) {
    let mut writer =
        Writer { source, text: String::with_capacity(source.len()), offsets: Offsets::default() };
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        writer.line(start, line.trim_end_matches(['\n', '\r']));
        if line.ends_with('\n') {
            writer.copy(start + line.len() - 1, start + line.len());
        }
        start += line.len();
    }
    (writer.text, writer.offsets)
}

/// Bytes of the marks of a heading, `## `.
fn heading(line: &str) -> usize {
    let n_marks = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&n_marks) && line[n_marks..].starts_with(' ') { n_marks + 1 } else { 0 }
}

/// Bytes of the marks that a line begins with.
fn opening(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    let marks = heading(rest);
    if marks > 0 {
        return indent + marks;
    }
    if let Some(quoted) = rest.strip_prefix('>') {
        return line.len() - quoted.len() + opening(quoted);
    }
    if rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ ") { indent + 2 } else { 0 }
}

/// A line that parts or frames and says nothing: `---`, a fence, the rule under a table's head.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_made_of = |marks: &str| line.len() >= 3 && line.chars().all(|character| marks.contains(character));
    line.starts_with("```")
        || is_made_of("-")
        || is_made_of("*")
        || is_made_of("_")
        || is_made_of("=")
        || is_made_of("|-: ")
}

struct Writer<'t> {
    source: &'t str,
    text: String,
    offsets: Offsets,
}

impl Writer<'_> {
    fn copy(&mut self, from: usize, to: usize) {
        self.offsets.copy(from, to - from);
        self.text.push_str(&self.source[from..to]);
    }

    fn line(&mut self, start: usize, line: &str) {
        if is_rule(line) {
            return;
        }
        // Quotations may nest without end; what is left of their marks is no word anyway.
        let mut at = opening(line);
        let is_row = line[at..].starts_with('|') && line.trim_end().ends_with('|');
        let mut run = at;
        while at < line.len() {
            let rest = &line[at..];
            let n_skipped = skipped(rest);
            if n_skipped > 0 {
                self.copy(start + run, start + at);
                at += n_skipped;
                run = at;
            } else if let Some((label, len)) = link(rest) {
                self.copy(start + run, start + at);
                self.copy(start + at + label.0, start + at + label.1);
                at += len;
                run = at;
            } else if is_row && rest.starts_with('|') {
                self.copy(start + run, start + at);
                // Cells are lines of their own.
                self.offsets.copy(start + at, 1);
                self.text.push('\n');
                at += 1;
                run = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        self.copy(start + run, start + line.len());
    }
}

/// Bytes of a mark inside a line that is not read.
fn skipped(rest: &str) -> usize {
    let is_escape = rest.starts_with('\\') && rest[1..].starts_with(|next: char| next.is_ascii_punctuation());
    match rest {
        _ if rest.starts_with("**") || rest.starts_with("__") => 2,
        _ if rest.starts_with('`') || is_escape => 1,
        _ => 0,
    }
}

/// The label of a link that `rest` begins with, and the bytes of all of it: `[锡山区](http://…)`, `![](picture.png)`.
fn link(rest: &str) -> Option<((usize, usize), usize)> {
    let open = if rest.starts_with("![") { 2 } else { usize::from(rest.starts_with('[')) };
    if open == 0 {
        return None;
    }
    let within = &rest[..rest.char_indices().nth(300).map_or(rest.len(), |(end, _)| end)];
    let close = within.find("](")?;
    let end = close + 2 + within[close + 2..].find(')')?;
    (!within[open..close].contains('[')).then_some(((open, close), end + 1))
}
