//! A small set of characters that may answer yes too often: most questions of the tables are answered no, and it says so
//! before a word is hashed.

/// Characters by the low bits of their numbers, in one cache line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CharFilter([u64; 8]);

impl CharFilter {
    /// Enters a character.
    pub(crate) fn insert(&mut self, character: char) {
        let number = u32::from(character);
        self.0[(number >> 6) as usize & 7] |= 1 << (number & 63);
    }

    /// False only of a character that was never entered.
    pub(crate) fn may_hold(&self, character: char) -> bool {
        let number = u32::from(character);
        self.0[(number >> 6) as usize & 7] >> (number & 63) & 1 == 1
    }
}

impl Extend<char> for CharFilter {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        characters.into_iter().for_each(|character| self.insert(character));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_is_found() {
        let mut filter = CharFilter::default();
        filter.extend("增速企业".chars());
        assert!("增速企业".chars().all(|character| filter.may_hold(character)));
        assert!(!filter.may_hold('园') && !CharFilter::default().may_hold('增'));
    }
}
