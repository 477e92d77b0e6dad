//! Why a subcommand could not do its work.

use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A message with the text it points into.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) diagnostic: Diagnostic,
    pub(super) source: Option<Source>,
}

/// Why a subcommand ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// To be told, then exit code 1.
    Message(Box<Message>),
    /// The command line makes no sense; exit code 2.
    Usage(Box<Message>),
    /// Told already while the work went on; exit code 1.
    Told,
    /// The reader of the output has gone; nothing to tell.
    ClosedPipe,
}

impl Failure {
    /// A message without a place.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Diagnostic::error(message).into()
    }

    /// A message with a way to mend it.
    pub(super) fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Diagnostic::error(message).with_hint(hint).into()
    }

    /// A command line that makes no sense.
    pub(super) fn usage(diagnostic: Diagnostic) -> Self {
        Self::Usage(Box::new(Message { diagnostic, source: None }))
    }

    /// A message that points into a text.
    pub(super) fn in_source(diagnostic: Diagnostic, source: Source) -> Self {
        Self::Message(Box::new(Message { diagnostic, source: Some(source) }))
    }

    /// A file that could not be read.
    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot read `{}`: {}", path.display(), reason(error)))
    }

    /// A file that could not be written.
    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot write `{}`: {}", path.display(), reason(error)))
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Message(Box::new(Message { diagnostic, source: None }))
    }
}

impl From<io::Error> for Failure {
    /// An error of standard output: the only stream that is written without a path at hand.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::new(format!("cannot write the output: {}", reason(&error)))
    }
}

/// An input error in this program's words, without the system's error number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
