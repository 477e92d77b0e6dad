//! How deep a PDF's objects nest, looked at before it is read: its reader goes down by calling itself, and a stack that
//! overflows ends the program, not only the file.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// Arrays and dictionaries in one another. Real files nest a dozen; but pictures are looked over with the rest, and their
/// bytes open and close at random, by thousands in the largest files.
const MAX_NESTING: usize = 10_000;

/// Bytes of a packed stream of objects that are looked at; real ones hold a few hundred objects.
const MAX_OBJECTS: u64 = 64 << 20;

/// Bytes between the word that tells a stream of objects and its begin.
const MAX_DICTIONARY: usize = 4_096;

/// Whether a stretch of a file opens more arrays and dictionaries than a reader may follow.
pub(super) fn is_deep(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let is_double = bytes.get(at + 1) == Some(&byte);
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'<' if is_double => {
                depth += 1;
                at += 1;
            }
            b'>' if is_double => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => {}
        }
        if depth > MAX_NESTING {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a file is, in itself or in one of its packed streams of objects.
pub(super) fn is_file_deep(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"/ObjStm";
    if is_deep(bytes) {
        return true;
    }
    let mut rest = bytes;
    while let Some(at) = find(rest, MARK) {
        rest = &rest[at + MARK.len()..];
        let head = &rest[..rest.len().min(MAX_DICTIONARY)];
        let Some(begin) = find(head, b"stream").map(|begin| begin + b"stream".len()) else { continue };
        let begin =
            begin + rest[begin..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).take(2).count();
        let mut objects = Vec::new();
        // What is packed otherwise, or locked, the wide stack must do for.
        let _ = ZlibDecoder::new(&rest[begin..]).take(MAX_OBJECTS).read_to_end(&mut objects);
        if is_deep(&objects) {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let first = *words.first()?;
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|&byte| byte == first) {
        at += next;
        if bytes[at..].starts_with(words) {
            return Some(at);
        }
        at += 1;
    }
    None
}
