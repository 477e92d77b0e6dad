//! The different texts of one property key, each once, by number: a column of texts holds four bytes a value, equal
//! texts are found by their numbers, and what is computed from a text is computed once.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Texts by code. Codes are given in order and mean the same as long as the pool lives.
#[derive(Clone, Debug, Default)]
pub struct TextPool {
    /// All texts, one after another.
    bytes: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Codes by the hash of their text; made when a code is first asked for.
    codes: OnceLock<HashTable<u32>>,
}

impl TextPool {
    /// A pool of different texts that stand one after another in `bytes`, each with where it ends; none when the ends
    /// do not ascend to the length of `bytes` on borders of characters.
    pub fn from_parts(bytes: String, ends: Vec<usize>) -> Option<Self> {
        let fits = ends.is_sorted()
            && ends.last().copied().unwrap_or(0) == bytes.len()
            && ends.iter().all(|end| bytes.is_char_boundary(*end))
            && u32::try_from(ends.len()).is_ok();
        fits.then(|| Self { bytes, ends, codes: OnceLock::new() })
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a code; empty for a code that was never given.
    #[inline]
    pub fn text(&self, code: u32) -> &str {
        text_at(&self.bytes, &self.ends, code)
    }

    /// The code of a text, if it has one.
    pub fn code(&self, text: &str) -> Option<u32> {
        let hash = FxBuildHasher.hash_one(text);
        self.codes().find(hash, |code| self.text(*code) == text).copied()
    }

    fn codes(&self) -> &HashTable<u32> {
        self.codes.get_or_init(|| {
            let hash_of = |code: &u32| FxBuildHasher.hash_one(self.text(*code));
            let mut codes = HashTable::with_capacity(self.len());
            for code in (0..).take(self.len()) {
                codes.insert_unique(hash_of(&code), code, hash_of);
            }
            codes
        })
    }

    /// All texts one after another, and where each ends: for searches over all at once.
    pub fn all(&self) -> (&str, &[usize]) {
        (&self.bytes, &self.ends)
    }

    /// The code of a text, given when it is new.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        self.codes();
        let Self { bytes, ends, codes } = self;
        let codes = codes.get_mut().expect("made just now");
        let hash = FxBuildHasher.hash_one(text);
        if let Some(code) = codes.find(hash, |code| text_at(bytes, ends, *code) == text) {
            return *code;
        }
        let code = u32::try_from(ends.len()).expect("a column has fewer texts than there are ids");
        bytes.push_str(text);
        ends.push(bytes.len());
        codes.insert_unique(hash, code, |code| FxBuildHasher.hash_one(text_at(bytes, ends, *code)));
        code
    }

    /// Gives back the room that is not used.
    pub(super) fn shrink(&mut self) {
        let Self { bytes, ends, codes } = self;
        bytes.shrink_to_fit();
        ends.shrink_to_fit();
        if let Some(codes) = codes.get_mut() {
            codes.shrink_to_fit(|code| FxBuildHasher.hash_one(text_at(bytes, ends, *code)));
        }
    }
}

#[inline]
fn text_at<'p>(bytes: &'p str, ends: &[usize], code: u32) -> &'p str {
    let at = code as usize;
    let from = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(at).map_or("", |&end| &bytes[from..end])
}

#[cfg(test)]
mod tests {
    use super::TextPool;

    #[test]
    fn equal_texts_share_a_code() {
        let mut pool = TextPool::default();
        let codes: Vec<u32> = ["无锡", "", "Wuxi", "无锡", ""].map(|text| pool.intern(text)).to_vec();
        assert_eq!(codes, [0, 1, 2, 0, 1]);
        assert_eq!((pool.text(0), pool.text(1), pool.text(2), pool.text(7)), ("无锡", "", "Wuxi", ""));
        assert_eq!((pool.code("Wuxi"), pool.code("苏州")), (Some(2), None));
    }
}
