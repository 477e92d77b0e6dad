//! What names begin or end with: a text is searched for thousands of names by asking, at each character, whether any begins with
//! it and the next. That fits into the nearest memory; an automaton over the names does not, and waits for the farther.

/// Bits of [`Begins`].
const BEGIN_BITS: u32 = 1 << 17;

/// A filter of the first two characters of names, small enough to stay at hand: false only of what no name begins with.
#[derive(Clone, Debug)]
pub(super) struct Begins(Box<[u64]>);

impl Default for Begins {
    fn default() -> Self {
        Self(vec![0; BEGIN_BITS as usize / 64].into())
    }
}

impl Begins {
    fn bit([first, second]: [char; 2]) -> (usize, u64) {
        let mixed = (u32::from(first) << 5 ^ u32::from(second)).wrapping_mul(0x9E37_79B1) >> 15;
        (mixed as usize / 64, 1 << (mixed % 64))
    }

    /// Enters two characters.
    pub(super) fn insert(&mut self, begin: [char; 2]) {
        let (word, bit) = Self::bit(begin);
        self.0[word] |= bit;
    }

    /// False only of two characters that no name begins with.
    pub(super) fn may_hold(&self, begin: [char; 2]) -> bool {
        let (word, bit) = Self::bit(begin);
        self.0[word] & bit != 0
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
