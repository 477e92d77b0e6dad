//! Why a file cannot be read.

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// A known format that is not read.
    #[error("the file is {what}; {hint}")]
    Format {
        /// With its article.
        what: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// An archive or a workbook where one document was expected.
    #[error("the file holds several documents, expected one")]
    Several,
    /// Not a text.
    #[error("the file is binary, not text")]
    Binary,
    /// None of UTF-8, UTF-16 or GB18030.
    #[error("the text is in no known encoding, expected UTF-8, UTF-16 or GB18030")]
    UnknownEncoding,
    /// Text, but nothing to read in it.
    #[error("the file holds no Chinese text ({characters} characters)")]
    NoText {
        /// Characters of the decoded text.
        characters: usize,
    },
    /// More than offsets can count.
    #[error("the file has {bytes} bytes, at most 4 GiB can be read; split it")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A known format, torn or against its own rules.
    #[error("the file is {what}, but damaged: {why}")]
    Damaged {
        /// With its article.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Needs a password.
    #[error("the file is locked by a password; save it without one")]
    Locked,
    /// Unpacks to more than may be.
    #[error("the file unpacks to more than {} MB; unpack it and give the reports", most >> 20)]
    Unpacked {
        /// Most bytes.
        most: u64,
    },
    /// More of something than is read.
    #[error("the file has more than {most} {what}; split it")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many are read.
        most: usize,
    },
    /// A PDF of pictures.
    #[error(
        "the PDF holds scanned pages, and no text but what a machine recognised on them; give the text itself"
    )]
    Scanned,
    /// A PDF whose characters cannot be told for certain.
    #[error("the PDF cannot be read without guessing: {why}")]
    Unreadable {
        /// What is missing.
        why: String,
    },
    /// A rule failed on it.
    #[error("the reader fails on this text, which is a fault of the program; report it, with the text")]
    Failed,
    /// A table without a column of text.
    #[error("the table has no column of report text (a cell of {least} characters or more)")]
    NoTextColumn {
        /// Characters of a cell that is a text.
        least: usize,
    },
}
