//! Why a file cannot be read.

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// A known format that is not plain text.
    #[error("the file is {what}, not plain text")]
    Format {
        /// With its article.
        what: &'static str,
    },
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
}
