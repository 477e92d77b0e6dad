//! Where results go, and how a flood of them is stopped.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What tells Excel that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The screen, or a file.
#[derive(Debug, Default)]
pub(super) struct Output {
    file: Option<(PathBuf, File)>,
}

impl Output {
    /// Results go to a new file from now on, or to the screen again.
    pub(super) fn redirect(&mut self, path: Option<&Path>, has_mark: bool) -> io::Result<()> {
        self.file = match path {
            Some(path) => {
                let mut file = File::create(path)?;
                if has_mark {
                    file.write_all(BYTE_ORDER_MARK)?;
                }
                Some((path.to_owned(), file))
            }
            None => None,
        };
        Ok(())
    }

    /// The file that results go to.
    pub(super) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Writes a text.
    pub(super) fn write_text(&mut self, text: &str) -> io::Result<()> {
        match &mut self.file {
            Some((_, file)) => file.write_all(text.as_bytes()),
            None => io::stdout().lock().write_all(text.as_bytes()),
        }
    }

    /// Writes by `write`, until `stop` is raised; gives whether all was written.
    pub(super) fn write(
        &mut self,
        stop: &AtomicBool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<bool> {
        let target: Box<dyn Write + '_> = match &mut self.file {
            Some((_, file)) => Box::new(file),
            None => Box::new(io::stdout().lock()),
        };
        let mut out = BufWriter::new(Stoppable { target, stop });
        let result = write(&mut out).and_then(|()| out.flush());
        match result {
            Err(error) if error.kind() == io::ErrorKind::Other && stop.load(Ordering::Relaxed) => {
                // What is still in the buffer must not be written when it is dropped.
                let _ = out.into_parts();
                Ok(false)
            }
            result => result.map(|()| true),
        }
    }
}

/// A stream that fails once it is to stop.
struct Stoppable<'s> {
    target: Box<dyn Write + 's>,
    stop: &'s AtomicBool,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        self.target.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}
