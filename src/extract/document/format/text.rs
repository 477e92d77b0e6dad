//! The text of one document, whatever its format, and where its characters stood.

use std::borrow::Cow;

use super::super::super::fact::DocumentFormat;
use super::super::ReadError;
use super::super::decode::{self, Decoded};
use super::super::offsets::Offsets;
use super::kind::{self, Kind};
use super::{docx, html, markdown, pdf};
use crate::source::Span;

/// A document's text.
#[derive(Debug)]
pub(crate) struct Text<'b> {
    /// The text; the document's own bytes where they are text as they stand.
    pub text: Cow<'b, str>,
    /// From the text's bytes to what it was made from, step by step; the last leads to the bytes that spans count.
    pub steps: Vec<Offsets>,
    /// What the document is.
    pub format: DocumentFormat,
}

/// Reads the text of a document. An archive or a workbook is no document but several, see [`super::parts`].
pub(crate) fn text_of(bytes: &[u8]) -> Result<Text<'_>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    match kind::of(bytes)? {
        Kind::Text => marked_up(bytes),
        Kind::Pdf => Ok(taken_out(pdf::text(bytes)?, DocumentFormat::Pdf)),
        Kind::Docx(mut package) => Ok(taken_out(docx::text(&mut package)?, DocumentFormat::Docx)),
        Kind::Workbook(_) | Kind::Archive(_) => Err(ReadError::Several),
    }
}

/// The bytes of a document that the spans of its facts count: its own, or those of the text taken out of it.
pub fn spanned(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ReadError> {
    let Text { text, format, .. } = text_of(bytes)?;
    Ok(match format {
        DocumentFormat::Docx | DocumentFormat::Pdf => text.into_owned().into_bytes().into(),
        DocumentFormat::Text | DocumentFormat::Markdown | DocumentFormat::Html => bytes.into(),
    })
}

/// Where the lines of a document begin, in the bytes that the spans of its facts count (see [`spanned`]).
pub fn line_starts(bytes: &[u8]) -> Result<Vec<usize>, ReadError> {
    let (text, offsets) = match kind::of(bytes)? {
        Kind::Text => {
            let Decoded { text, offsets } = decode::decode(bytes, html::charset(bytes))?;
            (text, Some(offsets))
        }
        _ => (text_of(bytes)?.text, None),
    };
    let behind = |(at, _)| {
        let span = Span::new(at, at + 1);
        offsets.as_ref().map_or(span, |offsets| offsets.original(span)).end
    };
    Ok(std::iter::once(0).chain(text.match_indices('\n').map(behind)).collect())
}

/// Plain text, or text with marks that are not to be read.
fn marked_up(bytes: &[u8]) -> Result<Text<'_>, ReadError> {
    let Decoded { text, offsets } = decode::decode(bytes, html::charset(bytes))?;
    let read = if html::is_html(&text) {
        Some((html::text(&text), DocumentFormat::Html))
    } else if markdown::is_markdown(&text) {
        Some((markdown::text(&text), DocumentFormat::Markdown))
    } else {
        None
    };
    Ok(match read {
        Some(((text, marks), format)) => Text { text: text.into(), steps: vec![marks, offsets], format },
        None => Text { text, steps: vec![offsets], format: DocumentFormat::Text },
    })
}

/// Text that its file does not hold as it stands: spans count the bytes of the text itself.
fn taken_out(text: String, format: DocumentFormat) -> Text<'static> {
    let mut offsets = Offsets::default();
    offsets.copy(0, text.len());
    Text { text: text.into(), steps: vec![offsets], format }
}
