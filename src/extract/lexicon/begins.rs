//! What names begin or end with: a text is searched for thousands of names by asking, at each character, whether any begins with
//! it and the next. That fits into the nearest memory; an automaton over the names does not, and waits for the farther.

/// Bits of [`Begins`], as a power of two: it fits into the nearest memory.
const BITS: u32 = 17;

/// A filter of the first characters of names, `N` of each, small enough to stay at hand: false only of what no name begins with.
#[derive(Clone, Debug)]
pub(super) struct Begins<const N: usize = 2>(Box<[u64]>);

impl<const N: usize> Default for Begins<N> {
    fn default() -> Self {
        Self(vec![0; 1 << (BITS - 6)].into())
    }
}

impl<const N: usize> Begins<N> {
    /// Two bits of one word, so that one that is set by chance lets nothing through.
    fn bits(begin: [char; N]) -> (usize, u64) {
        let joined = begin.into_iter().fold(0, |joined: u64, character| joined << 16 ^ u64::from(character));
        let mixed = joined.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bits = 1 << (mixed >> 32 & 63) | 1 << (mixed >> 40 & 63);
        ((mixed >> (64 - BITS + 6)) as usize, bits)
    }

    /// Enters the first characters of a name.
    pub(super) fn insert(&mut self, begin: [char; N]) {
        let (word, bits) = Self::bits(begin);
        self.0[word] |= bits;
    }

    /// False only of characters that no name begins with.
    pub(super) fn may_hold(&self, begin: [char; N]) -> bool {
        let (word, bits) = Self::bits(begin);
        self.0[word] & bits == bits
    }
}

/// The last two characters, in their order.
pub(super) fn end(name: &str) -> Option<[char; 2]> {
    let mut characters = name.chars().rev();
    let last = characters.next()?;
    Some([characters.next()?, last])
}

/// The first two characters.
pub(super) fn begin(name: &str) -> Option<[char; 2]> {
    let mut characters = name.chars();
    Some([characters.next()?, characters.next()?])
}
