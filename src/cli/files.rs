//! The files that statements read: what `LOAD CSV` names, the documents whose lines evidence tells.

use std::io;

use super::part;
use crate::query::function::Files;

/// What reads them.
pub(super) const FILES: Files = Files { bytes: read, line_starts: part::lines };

/// Longest file that is read.
const MAX_BYTES: u64 = 1 << 30;

/// The bytes of a file named by its path or by `file://`.
fn read(url: &str) -> io::Result<Vec<u8>> {
    if url.contains("://") && !url.starts_with("file://") {
        return Err(io::Error::other("only files are read, not the network"));
    }
    let path = decoded(url.strip_prefix("file://").unwrap_or(url));
    if std::fs::metadata(&path)?.len() > MAX_BYTES {
        return Err(io::Error::other("the file has more than 1 GB"));
    }
    std::fs::read(path)
}

/// The path with `%20` and its kin as the characters they stand for.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
