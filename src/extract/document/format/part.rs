//! The documents in a file: itself, the members of an archive at any depth, the rows of a table. Each has bytes of its
//! own and a name that leads to it: `reports.zip/2024/wuxi.docx`, `reports.csv#3`, `reports.xlsx#Sheet1!3`.

use std::borrow::Cow;

use super::super::ReadError;
use super::delimited::{self, Row};
use super::kind::{self, Kind};
use super::limits::{Budget, MAX_DEPTH};
use super::package::Package;
use super::workbook;

/// A document in a file, or why it cannot be read.
#[derive(Clone, Debug)]
pub struct Part<'b> {
    /// The file's name and the place inside it.
    pub name: String,
    /// Its bytes: the file's, a member's, a cell's text.
    pub bytes: Result<Cow<'b, [u8]>, ReadError>,
    /// What the table beside it says of its region and year: never read as fact, only compared.
    pub claims: Vec<String>,
}

/// Hands each document of a file to `visit`, in the order of the file, one at a time.
pub fn parts<'b>(name: &str, bytes: &'b [u8], visit: &mut dyn FnMut(Part<'_>)) {
    Walk { budget: Budget::default(), visit }.file(name, Cow::Borrowed(bytes), 0);
}

struct Walk<'v> {
    budget: Budget,
    visit: &'v mut dyn FnMut(Part<'_>),
}

impl Walk<'_> {
    fn give(&mut self, name: &str, bytes: Result<Cow<'_, [u8]>, ReadError>) {
        (self.visit)(Part { name: name.to_owned(), bytes, claims: Vec::new() });
    }

    fn file(&mut self, name: &str, bytes: Cow<'_, [u8]>, depth: usize) {
        match kind::of(&bytes) {
            Ok(Kind::Archive(package)) if depth < MAX_DEPTH => self.archive(name, package, depth),
            Ok(Kind::Archive(_)) => {
                self.give(
                    name,
                    Err(ReadError::TooMany { what: "archives inside one another", most: MAX_DEPTH }),
                );
            }
            Ok(Kind::Workbook(mut package)) => match workbook::sheets(&mut package, &mut self.budget) {
                Ok(sheets) => self.sheets(name, &sheets),
                Err(why) => self.give(name, Err(why)),
            },
            Ok(Kind::Text) => match delimited::read(&bytes) {
                Some(Ok(rows)) => self.rows(name, "#", rows),
                Some(Err(why)) => self.give(name, Err(why)),
                None => self.give(name, Ok(bytes)),
            },
            Ok(Kind::Pdf | Kind::Docx(_)) => self.give(name, Ok(bytes)),
            Err(why) => self.give(name, Err(why)),
        }
    }

    fn archive(&mut self, name: &str, mut package: Package<'_>, depth: usize) {
        let mut members: Vec<(usize, String)> = package.names().iter().cloned().enumerate().collect();
        members.retain(|(_, member)| is_document(member));
        members.sort_by(|left, right| left.1.cmp(&right.1));
        if members.is_empty() {
            self.give(name, Err(ReadError::NoText { characters: 0 }));
        }
        for (at, member) in members {
            let path = format!("{name}/{member}");
            match package.read(at, &mut self.budget) {
                Ok(bytes) => self.file(&path, Cow::Owned(bytes), depth + 1),
                Err(why) => self.give(&path, Err(why)),
            }
        }
    }

    fn sheets(&mut self, name: &str, sheets: &[workbook::Sheet]) {
        let filled: Vec<_> = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).collect();
        let mut refused = Some(ReadError::NoText { characters: 0 });
        for sheet in &filled {
            match delimited::rows(&sheet.rows) {
                Ok(rows) => {
                    // A sheet's name may hold marks that paths are read by.
                    let tab = sheet.name.replace(['/', '\\', '.', '#'], "_");
                    let place = if filled.len() > 1 { format!("#{tab}!") } else { "#".to_owned() };
                    self.rows(name, &place, rows);
                    refused = None;
                }
                Err(why) => refused = refused.map(|_| why),
            }
        }
        if let Some(why) = refused {
            self.give(name, Err(why));
        }
    }

    fn rows(&mut self, name: &str, place: &str, rows: Vec<Row>) {
        for Row { number, text, claims } in rows {
            let bytes = Ok(Cow::Owned(text.into_bytes()));
            (self.visit)(Part { name: format!("{name}{place}{number}"), bytes, claims });
        }
    }
}

/// Whether a member is a file that a person put there.
fn is_document(member: &str) -> bool {
    let is_hidden = |step: &str| step.starts_with('.') || step == "__MACOSX";
    !member.ends_with('/') && !member.split('/').any(is_hidden)
}
