//! From a file's bytes to text: which encoding it is in, and where each character stood. Knows encodings, nothing of
//! what the text says.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;
use super::offsets::Offsets;
use crate::source::Span;

/// Bytes that no offset of four bytes reaches.
const MAX_BYTES: usize = u32::MAX as usize;

/// Decoded text and where its characters stood in the file.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark; the file's own bytes where they are text as they stand.
    pub text: Cow<'b, str>,
    /// From its bytes to the file's.
    pub(super) offsets: Offsets,
}

impl Decoded<'_> {
    /// The range of bytes in the file that `span` of the text came from.
    pub fn original(&self, span: Span) -> Span {
        self.offsets.original(span)
    }
}

/// Decodes a file of text by what its bytes tell.
pub fn decode_text(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    decode(bytes, None)
}

/// Decodes a file. Its bytes tell the encoding; `declared` is what the file says of itself, and asked only where they don't.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'b>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() >= MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes, 3).ok_or(ReadError::UnknownEncoding),
        [0xFF, 0xFE, ..] => utf16(bytes, 2, UTF_16LE).ok_or(ReadError::Binary),
        [0xFE, 0xFF, ..] => utf16(bytes, 2, UTF_16BE).ok_or(ReadError::Binary),
        _ if bytes.contains(&0) => utf16_without_mark(bytes).ok_or(ReadError::Binary),
        _ if controls(bytes) * 50 > bytes.len() => Err(ReadError::Binary),
        _ => utf8(bytes, 0)
            .or_else(|| double_byte(bytes, declared.unwrap_or(GB18030)))
            .or_else(|| double_byte(bytes, GB18030))
            .ok_or(ReadError::UnknownEncoding),
    }
}

fn controls(bytes: &[u8]) -> usize {
    // From the tab to the line's end they stand in texts; added up like this, many bytes are looked at at once.
    let is_control = |byte: u8| (byte < 0x20) & !(b'\t'..=b'\r').contains(&byte);
    let few = bytes.chunks(usize::from(u8::MAX));
    few.map(|bytes| usize::from(bytes.iter().map(|&byte| u8::from(is_control(byte))).sum::<u8>())).sum()
}

/// UTF-8 with a few broken bytes at most: web pages are cut in the midst of a character.
fn utf8(bytes: &[u8], mark: usize) -> Option<Decoded<'_>> {
    let mut offsets = Offsets::default();
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(&bytes[mark..]) {
        offsets.copy(mark, text.len());
        return Some(Decoded { text, offsets });
    }
    let mut text = String::with_capacity(bytes.len());
    let (mut at, mut n_broken) = (mark, 0);
    for chunk in bytes[mark..].utf8_chunks() {
        offsets.copy(at, chunk.valid().len());
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            offsets.unit(at, chunk.invalid().len(), '\u{FFFD}'.len_utf8());
            text.push('\u{FFFD}');
            at += chunk.invalid().len();
            n_broken += 1;
        }
    }
    // Text in GB18030 breaks at nearly every second character.
    (n_broken <= 1 + bytes.len() / 100).then_some(Decoded { text: text.into(), offsets })
}

fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded<'_>> {
    let readings = [UTF_16LE, UTF_16BE].map(|encoding| utf16(bytes, 0, encoding));
    readings.into_iter().flatten().max_by_key(|decoded| plausible(&decoded.text))
}

/// UTF-16, if it reads like text.
fn utf16<'b>(bytes: &'b [u8], mark: usize, encoding: &'static Encoding) -> Option<Decoded<'b>> {
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let mut offsets = Offsets::default();
    let mut at = mark;
    for character in text.chars() {
        let len = (character.len_utf16() * 2).min(bytes.len().saturating_sub(at));
        offsets.unit(at, len, character.len_utf8());
        at += len;
    }
    reads_like_text(&text).then_some(Decoded { text, offsets })
}

/// GB18030 (and with it GBK and GB 2312) or Big5, if it reads like text. Line by line, since a line feed is never part of a
/// longer character.
fn double_byte<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Option<Decoded<'b>> {
    let has_four = encoding != BIG5;
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut offsets = Offsets::default();
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let (decoded, _) = encoding.decode_without_bom_handling(line);
        let end = start + line.len();
        let mut at = start;
        for character in decoded.chars() {
            let len = match character {
                char::REPLACEMENT_CHARACTER => broken(&bytes[at..end], has_four),
                _ => whole(&bytes[at..end], has_four),
            };
            offsets.unit(at, len, character.len_utf8());
            at += len;
        }
        text.push_str(&decoded);
        start = end;
    }
    reads_like_text(&text).then_some(Decoded { text: text.into(), offsets })
}

/// Bytes of the character that `rest` begins with.
fn whole(rest: &[u8], has_four: bool) -> usize {
    match rest {
        [0x81..=0xFE, 0x30..=0x39, _, _, ..] if has_four => 4,
        [0x81..=0xFE, _, ..] => 2,
        rest => rest.len().min(1),
    }
}

/// Bytes at the begin of `rest` that are no character, as the Encoding Standard counts them: what can begin the next
/// character is given back.
fn broken(rest: &[u8], has_four: bool) -> usize {
    match rest {
        [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] if has_four => 4,
        [0x81..=0xFE, 0x30..=0x39] | [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE] if has_four => rest.len(),
        [0x81..=0xFE, 0x80..=0xFF, ..] => 2,
        rest => rest.len().min(1),
    }
}

fn reads_like_text(text: &str) -> bool {
    let n_characters = text.chars().count();
    n_characters > 0 && plausible(text) * 100 >= n_characters * 90
}

/// Characters that Chinese text is made of.
fn plausible(text: &str) -> usize {
    let is_plausible = |character: &char| {
        matches!(character, '\n' | '\r' | '\t' | ' '..='~' | '\u{A0}' | '·' | '×' | '°'
            | '\u{2010}'..='\u{203B}' | '\u{2460}'..='\u{2473}' | '\u{25A0}'..='\u{25FF}'
            | '\u{3000}'..='\u{301F}' | '\u{4E00}'..='\u{9FA5}' | '\u{FF01}'..='\u{FF5E}')
    };
    text.chars().filter(is_plausible).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_characters_leave_the_others_in_their_places() {
        let sentence = "全市地区生产总值增长百分之六,新增高新技术企业五十家,推进新材料项目建设。";
        let (good, _, _) = GB18030.encode(sentence);
        let breaks: [&[u8]; 6] = [
            &[0x90, b' '],
            &[0xC9, b'/'],
            &[0xFF],
            &[0x81, 0x30, b'a'],
            &[0x81, 0x30, 0x81, b'x'],
            &[0xA2, 0xFF],
        ];
        for broken in breaks {
            let bytes = [&good[..], broken, &good[..], broken].concat();
            let decoded = decode_text(&bytes).expect("nearly all of it is text");
            let second = decoded.text.rfind("全市").expect("the second sentence is whole");
            let place = decoded.original(Span::new(second, second + sentence.len()));
            let start = good.len() + broken.len();
            assert_eq!(place, Span::new(start, start + good.len()), "{broken:x?}");
            let last = decoded.original(Span::new(second + sentence.len(), decoded.text.len()));
            assert_eq!(last.end, bytes.len(), "{broken:x?}");
        }
    }
}
