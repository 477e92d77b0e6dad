//! Sets of characters that are asked before a word is looked up: most questions of the tables are answered no. One is small
//! and may answer yes too often, the other is exact.

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

/// Characters of the basic plane, each by a bit of its own; others are taken to be in it.
#[derive(Clone, Debug)]
pub(crate) struct CharSet(Box<[u64]>);

impl Default for CharSet {
    fn default() -> Self {
        Self(vec![0; 1 << 10].into())
    }
}

impl CharSet {
    /// Whether a character was entered; true of one beyond the basic plane.
    pub(crate) fn holds(&self, character: char) -> bool {
        let number = u32::from(character);
        self.0.get((number >> 6) as usize).is_none_or(|bits| bits >> (number & 63) & 1 == 1)
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        for number in characters.into_iter().map(u32::from) {
            if let Some(bits) = self.0.get_mut((number >> 6) as usize) {
                *bits |= 1 << (number & 63);
            }
        }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut set = Self::default();
        set.extend(characters);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exact_set_holds_what_was_entered_and_nothing_else() {
        let set: CharSet = "增速企业𬒈".chars().collect();
        let held: String = ('\0'..='\u{FFFF}').filter(|&character| set.holds(character)).collect();
        assert_eq!(held.chars().count(), 4);
        assert!("增速企业𬒈".chars().all(|character| set.holds(character)));
    }

    #[test]
    fn what_was_entered_is_found() {
        let mut filter = CharFilter::default();
        filter.extend("增速企业".chars());
        assert!("增速企业".chars().all(|character| filter.may_hold(character)));
        assert!(!filter.may_hold('园') && !CharFilter::default().may_hold('增'));
    }
}
