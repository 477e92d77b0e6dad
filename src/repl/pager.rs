//! Showing a long text with the user's pager.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

/// Runs the pager on a text and waits until it is left. One that ends early has shown what was wanted.
pub(super) fn show(pager: &str, text: &[u8]) -> io::Result<()> {
    let mut child = Command::new("sh").arg("-c").arg(pager).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take()
        && let Err(error) = input.write_all(text)
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        return Err(error);
    }
    child.wait().map(|_| ())
}

/// The user's pager: `$PAGER`, else `default`.
pub(super) fn command(default: Option<&str>) -> Option<String> {
    let own = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    own.or_else(|| default.map(str::to_owned))
}
