//! What a file is, told by its content. The ending of its name is not asked.

use super::super::ReadError;
use super::package::Package;

/// What a file is.
pub(super) enum Kind<'b> {
    /// Text of some sort: plain, marked up, a table with separators.
    Text,
    /// A PDF.
    Pdf,
    /// A Word document.
    Docx(Package<'b>),
    /// An Excel workbook.
    Workbook(Package<'b>),
    /// An archive of files.
    Archive(Package<'b>),
}

/// First bytes of formats that are not read, what to call them, and what to do.
const REFUSED: &[(&[u8], &str, &str)] = &[
    (b"\xD0\xCF\x11\xE0", "an old or locked Office document", "save it as docx or xlsx without a password"),
    (b"\x89PNG", "a picture", "text must be recognised first"),
    (b"\xFF\xD8\xFF", "a picture", "text must be recognised first"),
    (b"GIF8", "a picture", "text must be recognised first"),
    (b"II*\0", "a picture", "text must be recognised first"),
    (b"MM\0*", "a picture", "text must be recognised first"),
    (b"\x1F\x8B", "a compressed file", "unpack it, or pack it as zip"),
    (b"7z\xBC\xAF", "a compressed file", "unpack it, or pack it as zip"),
    (b"Rar!", "a compressed file", "unpack it, or pack it as zip"),
    (b"\x7FELF", "a program", "expected a report"),
    (b"MZ\x90", "a program", "expected a report"),
    (b"{\\rtf", "a rich text document", "save it as docx"),
    (b"SQLite format 3", "a database", "expected a report"),
];

/// Bytes at the beginning in which a PDF says that it is one; some have a line of a web server before it.
const PDF_HEAD: usize = 1024;

/// Tells what a file is.
pub(super) fn of(bytes: &[u8]) -> Result<Kind<'_>, ReadError> {
    if let Some((_, what, hint)) = REFUSED.iter().find(|(signature, ..)| bytes.starts_with(signature)) {
        return Err(ReadError::Format { what, hint });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(Package::open(bytes)?);
    }
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    let is_pdf = head.starts_with(b"%PDF-")
        || (head.windows(5).any(|window| window == b"%PDF-")
            && bytes.windows(4).any(|window| window == b"obj\n" || window == b"obj\r"));
    Ok(if is_pdf { Kind::Pdf } else { Kind::Text })
}

fn package(package: Package<'_>) -> Result<Kind<'_>, ReadError> {
    let has = |name: &str| package.find(name).is_some();
    let has_part = |folder: &str| package.names().iter().any(|name| name.starts_with(folder));
    if has("[Content_Types].xml") && has("word/document.xml") {
        return Ok(Kind::Docx(package));
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Ok(Kind::Workbook(package));
    }
    if has("[Content_Types].xml") && has_part("ppt/") {
        return Err(ReadError::Format { what: "a presentation", hint: "save its text as docx or txt" });
    }
    if has("mimetype") && has("content.xml") {
        return Err(ReadError::Format { what: "an OpenDocument file", hint: "save it as docx or xlsx" });
    }
    Ok(Kind::Archive(package))
}
