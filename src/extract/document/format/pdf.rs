//! PDFs, read by `unpdf` and refused where it says that it had to guess or leave out: a font whose codes tell no
//! character, a page of pictures, a damaged page tree. A wrong or missing digit is worse than no document.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::{Block, Error, ErrorMode, Page, PageStreamOptions, ParseEvent, ParseOptions, PdfParser};

use super::super::ReadError;
use super::limits::{MAX_MEMBER, MAX_PAGES};

const WHAT: &str = "a PDF";

/// Fonts of pictures, whose runs say nothing that is lost.
const PICTURE_FONTS: &[&str] = &["Wingdings", "Webdings", "Dingbats", "Symbol"];

/// The text of a PDF, paragraph by paragraph and cell by cell.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    // The reader is young and PDF is wide: a file that makes it panic is refused like any other that it cannot read,
    // and the reports beside it are still read. It is handed bytes alone, so nothing is left in a broken state.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(damaged("its reader gave up".to_owned())))
}

fn damaged(why: String) -> ReadError {
    ReadError::Damaged { what: WHAT, why }
}

fn read(bytes: &[u8]) -> Result<String, ReadError> {
    let parser = PdfParser::from_bytes_with_options(bytes, ParseOptions::new().sequential())
        .map_err(|error| refused(&error))?;
    let n_pages = parser.page_count();
    if n_pages > MAX_PAGES {
        return Err(ReadError::TooMany { what: "pages", most: MAX_PAGES as usize });
    }
    let options =
        PageStreamOptions { error_mode: ErrorMode::Strict, parallel: false, ..PageStreamOptions::default() };
    let mut pages = Pages::default();
    let quality = parser.for_each_page(options, |event| match event {
        ParseEvent::PageParsed(page) => pages.take(&page),
        ParseEvent::PageFailed { page, error } => pages.stop(damaged(format!("page {page}: {error}"))),
        _ => ControlFlow::Continue(()),
    });
    if let Some(why) = pages.refused {
        return Err(why);
    }
    let quality = quality.map_err(|error| refused(&error))?;
    if quality.pages_incomplete || quality.undecodable_content_streams > 0 {
        return Err(damaged("some of its pages are missing or cannot be unpacked".to_owned()));
    }
    if pages.text.trim().is_empty() {
        return Err(if pages.n_pictures > 0 {
            ReadError::Scanned
        } else {
            ReadError::NoText { characters: 0 }
        });
    }
    // A cover may be a picture; half of the report may not.
    if pages.n_scanned * 2 > pages.n_pages {
        return Err(ReadError::Scanned);
    }
    Ok(pages.text)
}

fn refused(error: &Error) -> ReadError {
    match error {
        Error::Encrypted | Error::InvalidPassword => ReadError::Locked,
        _ => damaged(error.to_string()),
    }
}

/// What was read of the pages so far.
#[derive(Debug, Default)]
struct Pages {
    text: String,
    n_pages: usize,
    /// Pages with pictures and no text.
    n_scanned: usize,
    n_pictures: u32,
    refused: Option<ReadError>,
}

impl Pages {
    fn stop(&mut self, why: ReadError) -> ControlFlow<()> {
        self.refused = Some(why);
        ControlFlow::Break(())
    }

    fn take(&mut self, page: &Page) -> ControlFlow<()> {
        if let Some(why) = lost(page) {
            return self.stop(ReadError::Unreadable { why });
        }
        self.n_pages += 1;
        self.n_pictures += page.image_op_count;
        self.n_scanned += usize::from(page.image_op_count > 0 && page.elements.is_empty());
        for block in &page.elements {
            match block {
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.line(&cell.plain_text()));
                }
                Block::Paragraph(paragraph) => self.line(&paragraph.plain_text()),
                _ => {}
            }
        }
        if self.text.len() as u64 > MAX_MEMBER {
            return self.stop(ReadError::Unpacked { most: MAX_MEMBER });
        }
        ControlFlow::Continue(())
    }

    fn line(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// What of a page's text could not be read, in words.
fn lost(page: &Page) -> Option<String> {
    let mut fonts = page.unreadable_fonts.iter();
    let font = fonts.find(|font| !PICTURE_FONTS.iter().any(|picture| font.name.contains(picture)));
    if let Some(font) = font {
        return Some(format!("page {}: the codes of font `{}` tell no characters", page.number, font.name));
    }
    (page.undecoded_text_codes > 0)
        .then(|| format!("page {}: {} codes tell no character", page.number, page.undecoded_text_codes))
}
