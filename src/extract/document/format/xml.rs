//! XML of Office packages, event by event: names without their prefixes, references resolved, a limit on nesting.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::ReadError;
use super::limits::MAX_NESTING;

/// What happens in a part of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element begins.
    Open(String),
    /// An element ends.
    Close(String),
    /// Text, references resolved.
    Text(String),
}

/// Reads a part and hands its events to `visit`, elements with a way to their attributes.
pub(super) fn read(
    what: &'static str,
    bytes: &[u8],
    mut visit: impl FnMut(Node, &dyn Fn(&str) -> Option<String>),
) -> Result<(), ReadError> {
    let damaged = |why: String| ReadError::Damaged { what, why };
    let text = std::str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let none = |_: &str| None;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|error| damaged(error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Err(ReadError::TooMany {
                        what: "elements inside one another",
                        most: MAX_NESTING,
                    });
                }
                visit(Node::Open(local(&start)), &|key| attribute(&start, key));
            }
            Event::Empty(start) => {
                visit(Node::Open(local(&start)), &|key| attribute(&start, key));
                visit(Node::Close(local(&start)), &none);
            }
            Event::End(end) => {
                depth -= 1;
                visit(Node::Close(end.local_name().as_ref().to_owned()), &none);
            }
            Event::Text(text) => visit(Node::Text(text.xml10_content().into_owned()), &none),
            Event::CData(text) => visit(Node::Text(text.xml10_content().into_owned()), &none),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => named(&reference),
                };
                if let Some(character) = character {
                    visit(Node::Text(character.to_string()), &none);
                }
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(damaged("it ends in the midst of an element".to_owned())),
            _ => {}
        }
    }
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// The value of the attribute with this name, whatever its prefix.
fn attribute(start: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut known = attributes.with_checks(false).flatten();
    known
        .find(|attribute| attribute.key.local_name().as_ref() == key)
        .map(|attribute| attribute.value.into_owned())
}

fn named(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
