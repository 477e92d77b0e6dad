//! Word documents: paragraphs with the numbers that Word gives them, tables cell by cell, text boxes; footnotes and
//! endnotes behind the text. What
//! was deleted under tracked changes, hidden words and the codes of fields are not read.

use super::super::ReadError;
use super::limits::Budget;
use super::numbering::Numbering;
use super::package::Package;
use super::xml::{self, Node};

const WHAT: &str = "a Word document";

/// Elements whose content is not shown: tracked deletions, the old place of what was moved, field codes, the second
/// form of a drawing for old programs.
const NOT_SHOWN: &[&str] = &["del", "moveFrom", "instrText", "delText", "Fallback", "rPrChange", "pPrChange"];

/// Elements that end a line beside paragraphs: the cells that hold them.
const BLOCKS: &[&str] = &["tc", "tr"];

/// The text of a document.
pub(super) fn text(package: &mut Package<'_>) -> Result<String, ReadError> {
    let mut budget = Budget::default();
    let mut numbering = Numbering::read(WHAT, package, &mut budget)?;
    let mut text = String::new();
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
        let Some(member) = package.find(part) else { continue };
        let bytes = package.read(member, &mut budget)?;
        let mut body = Body { text, numbering, ..Body::default() };
        xml::read(WHAT, &bytes, |node, attribute| body.take(node, attribute))?;
        (text, numbering) = (body.text, body.numbering);
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
    numbering: Numbering,
    /// The list that the paragraph is in, by its style or by itself.
    list: Option<(String, usize)>,
    /// Whether the properties are the paragraph's, not those it had before a tracked change.
    is_property: bool,
    /// What stands before the paragraph's first word.
    label: Option<String>,
}

impl Body {
    fn take(&mut self, node: Node, attribute: &dyn Fn(&str) -> Option<String>) {
        match node {
            Node::Open(name) => self.open(&name, attribute),
            Node::Close(name) => self.close(&name),
            Node::Text(text) if self.is_text && self.is_shown() => {
                if let Some(label) = self.label.take() {
                    self.text.push_str(&label);
                }
                self.text.push_str(&text);
            }
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
        if self.is_property && self.n_hidden == 0 {
            self.property(name, attribute);
        }
        match name {
            "t" => self.is_text = true,
            "pPr" => (self.is_property, self.list) = (true, None),
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
            "pPr" if self.n_hidden == 0 => {
                self.is_property = false;
                self.label = self.list.take().and_then(|list| self.numbering.next(&list));
            }
            "p" => {
                self.label = None;
                self.end_line();
            }
            "r" => self.is_vanished = false,
            "txbxContent" => self.end_box(),
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        let value = || attribute("val").unwrap_or_default();
        match name {
            "pStyle" => self.list = self.numbering.of_style(&value()),
            "ilvl" => self.list.get_or_insert_default().1 = value().parse().unwrap_or(0),
            // 0 takes the paragraph out of the list of its style.
            "numId" => match value().as_str() {
                "0" => self.list = None,
                list => list.clone_into(&mut self.list.get_or_insert_default().0),
            },
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
