//! Values into bytes and back.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::extract::Extraction;

/// An extraction as bytes.
pub(crate) fn pack(extraction: &Extraction) -> Vec<u8> {
    let mut out = Packer::default();
    extraction.put(&mut out);
    out.bytes
}

/// The extraction that [`pack`] made bytes of; none when these are other bytes.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Extraction> {
    let mut from = Unpacker { bytes, texts: Vec::new() };
    let extraction = Extraction::take(&mut from)?;
    from.bytes.is_empty().then_some(extraction)
}

/// What can be packed.
pub(super) trait Pack: Sized {
    /// Appends the value.
    fn put(&self, out: &mut Packer);
    /// Reads a value.
    fn take(from: &mut Unpacker<'_>) -> Option<Self>;
}

/// Bytes that grow, with the texts they hold by number.
#[derive(Debug, Default)]
pub(super) struct Packer {
    bytes: Vec<u8>,
    numbers: FxHashMap<Box<str>, u64>,
}

impl Packer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A text by its number; a new one's number is that of the next, and the text follows.
    fn text(&mut self, text: &str) {
        if let Some(&number) = self.numbers.get(text) {
            return self.varint(number);
        }
        let number = self.numbers.len() as u64;
        self.varint(number);
        self.varint(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
        self.numbers.insert(text.into(), number);
    }
}

/// Bytes that are left, with the texts read so far.
#[derive(Debug)]
pub(super) struct Unpacker<'b> {
    bytes: &'b [u8],
    texts: Vec<Arc<str>>,
}

impl<'b> Unpacker<'b> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    fn slice(&mut self, len: usize) -> Option<&'b [u8]> {
        let (slice, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(slice)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.slice(N)?.try_into().ok()
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<Arc<str>> {
        let number = usize::take(self)?;
        if number == self.texts.len() {
            let len = usize::take(self)?;
            let text = std::str::from_utf8(self.slice(len)?).ok()?;
            self.texts.push(text.into());
        }
        self.texts.get(number).cloned()
    }
}

impl Pack for usize {
    fn put(&self, out: &mut Packer) {
        out.varint(*self as u64);
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.varint()?.try_into().ok()
    }
}

impl Pack for i32 {
    fn put(&self, out: &mut Packer) {
        out.bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.array().map(Self::from_le_bytes)
    }
}

impl Pack for f32 {
    fn put(&self, out: &mut Packer) {
        out.bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.array().map(Self::from_le_bytes)
    }
}

impl Pack for f64 {
    fn put(&self, out: &mut Packer) {
        out.bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.array().map(Self::from_le_bytes)
    }
}

impl Pack for String {
    fn put(&self, out: &mut Packer) {
        out.text(self);
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.text().map(|text| (*text).to_owned())
    }
}

impl Pack for Arc<str> {
    fn put(&self, out: &mut Packer) {
        out.text(self);
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        from.text()
    }
}

impl Pack for Cow<'static, str> {
    fn put(&self, out: &mut Packer) {
        out.text(self);
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        String::take(from).map(Cow::Owned)
    }
}

impl<T: Pack> Pack for Option<T> {
    fn put(&self, out: &mut Packer) {
        out.byte(u8::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(None),
            1 => T::take(from).map(Some),
            _ => None,
        }
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn put(&self, out: &mut Packer) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Unpacker<'_>) -> Option<Self> {
        // A count is not believed before its values are there: no room is made for it.
        let count = usize::take(from)?;
        (0..count).map(|_| T::take(from)).collect()
    }
}
