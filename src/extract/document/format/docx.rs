//! Word documents: paragraphs, headings, tables cell by cell, text boxes; footnotes and endnotes behind the text. What
//! was deleted under tracked changes, hidden words and the codes of fields are not read.

use super::super::ReadError;
use super::limits::Budget;
use super::package::Package;
use super::xml::{self, Node};

const WHAT: &str = "a Word document";

/// Elements whose content is not shown: tracked deletions, the old place of what was moved, field codes, the second
/// form of a drawing for old programs.
const NOT_SHOWN: &[&str] = &["del", "moveFrom", "instrText", "delText", "Fallback", "rPrChange", "pPrChange"];

/// Elements that end a line: paragraphs, and the cells that hold them.
const BLOCKS: &[&str] = &["p", "tc", "tr"];

/// The text of a document.
pub(super) fn text(package: &mut Package<'_>) -> Result<String, ReadError> {
    let mut budget = Budget::default();
    let mut text = String::new();
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
        let Some(member) = package.find(part) else { continue };
        let bytes = package.read(member, &mut budget)?;
        let mut body = Body { text, ..Body::default() };
        xml::read(WHAT, &bytes, |node, attribute| body.take(node, attribute))?;
        text = body.text;
    }
    Ok(text)
}

/// A part as it is read.
#[derive(Debug, Default)]
struct Body {
    text: String,
    /// How many open elements are not shown.
    n_hidden: usize,
    /// Whether the run is hidden by its format.
    is_vanished: bool,
    /// Whether text is a run's.
    is_text: bool,
    /// Lines of text boxes wait here until the paragraph ends that holds the box.
    outer: Vec<String>,
}

impl Body {
    fn take(&mut self, node: Node, attribute: &dyn Fn(&str) -> Option<String>) {
        match node {
            Node::Open(name) => self.open(&name, attribute),
            Node::Close(name) => self.close(&name),
            Node::Text(text) if self.is_text && self.is_shown() => self.text.push_str(&text),
            Node::Text(_) => {}
        }
    }

    fn is_shown(&self) -> bool {
        self.n_hidden == 0 && !self.is_vanished
    }

    fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        if NOT_SHOWN.contains(&name) {
            self.n_hidden += 1;
            return;
        }
        match name {
            "t" => self.is_text = true,
            "r" => self.is_vanished = false,
            "vanish" => self.is_vanished = !matches!(attribute("val").as_deref(), Some("0" | "false")),
            "txbxContent" => self.outer.push(std::mem::take(&mut self.text)),
            "tab" | "ptab" if self.is_shown() => self.text.push('\t'),
            "br" | "cr" if self.is_shown() => self.end_line(),
            "noBreakHyphen" if self.is_shown() => self.text.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if NOT_SHOWN.contains(&name) {
            self.n_hidden = self.n_hidden.saturating_sub(1);
            return;
        }
        match name {
            "t" => self.is_text = false,
            "r" => self.is_vanished = false,
            "txbxContent" => self.end_box(),
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    /// A box is read before the paragraph that it hangs on, which goes on behind it.
    fn end_box(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let inner = std::mem::replace(&mut self.text, outer);
        let line = self.text.rfind('\n').map_or(0, |at| at + 1);
        self.text.insert_str(line, &inner);
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
