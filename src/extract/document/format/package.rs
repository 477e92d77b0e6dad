//! ZIP files: archives of reports, and the packages that docx and xlsx are. Members are unpacked one at a time under a
//! budget; their declared sizes are not believed.

use std::io::{Cursor, Read as _};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::ReadError;
use super::limits::{Budget, MAX_MEMBERS};

/// An opened ZIP file.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

impl<'b> Package<'b> {
    /// Opens one; what is no ZIP file, or a torn one, is refused.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > MAX_MEMBERS {
            return Err(ReadError::TooMany { what: "members of an archive", most: MAX_MEMBERS });
        }
        let names = zip.file_names_raw().map(name_of).collect();
        Ok(Self { zip, names })
    }

    /// Names of the members, in the order of the file.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of the member with this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Unpacks a member.
    pub(super) fn read(&mut self, member: usize, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
        let file = self.zip.by_index(member).map_err(|error| damaged(&error))?;
        let most = budget.most(file.compressed_size());
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(ReadError::Unpacked { most });
        }
        read.map_err(|error| ReadError::Damaged { what: "a ZIP archive", why: error.to_string() })?;
        budget.take(bytes.len() as u64)?;
        Ok(bytes)
    }
}

/// Archives made on Chinese Windows write names in GBK without saying so.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

fn damaged(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => ReadError::Locked,
        ZipError::InvalidPassword => ReadError::Locked,
        _ => ReadError::Damaged { what: "a ZIP archive", why: error.to_string() },
    }
}
