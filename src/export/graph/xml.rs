//! XML as GraphML and GEXF need it: elements written in order, texts without what XML cannot hold.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes elements to a stream.
pub(super) struct Xml<'w> {
    writer: Writer<&'w mut dyn Write>,
}

impl<'w> Xml<'w> {
    /// Begins a document.
    pub(super) fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer })
    }

    /// `<name …>`
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Start(element(name, attributes)))
    }

    /// `</name>`
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// `<name …/>`
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(element(name, attributes)))
    }

    /// `<name …>text</name>`
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::new(&clean(text))))?;
        self.close(name)
    }

    /// Ends the document with a line.
    pub(super) fn finish(self) -> io::Result<()> {
        self.writer.into_inner().write_all(b"\n")
    }
}

fn element<'a>(name: &'a str, attributes: &'a [(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, &*clean(value)));
    }
    start
}

/// A text without the characters that XML 1.0 cannot hold: a blank in place of each.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_out = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\r') || ('\u{fffe}'..='\u{ffff}').contains(&c)
    };
    if text.contains(is_out) { text.replace(is_out, " ").into() } else { text.into() }
}
