//! A set of ids as a bitmap: membership, insertion and removal in constant time, members in ascending order. One bit
//! for each id up to the highest member, so a million nodes cost 125 kB a label. Knows no graph.

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct IdSet {
    words: Vec<u64>,
    len: usize,
}

impl IdSet {
    /// All numbers below `bound`.
    pub(super) fn below(bound: u32) -> Self {
        let mut words = vec![u64::MAX; bound as usize / 64];
        if !bound.is_multiple_of(64) {
            words.push((1 << (bound % 64)) - 1);
        }
        Self { words, len: bound as usize }
    }

    /// Number of members.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether `id` is a member.
    #[inline]
    pub(super) fn contains(&self, id: u32) -> bool {
        self.words.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    /// Adds `id`; tells whether it is new.
    pub(super) fn insert(&mut self, id: u32) -> bool {
        let at = id as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        let bit = 1 << (id % 64);
        let new = self.words[at] & bit == 0;
        self.words[at] |= bit;
        self.len += usize::from(new);
        new
    }

    /// Takes `id` out; tells whether it was there.
    pub(super) fn remove(&mut self, id: u32) -> bool {
        let there = self.contains(id);
        if there {
            self.words[id as usize / 64] &= !(1 << (id % 64));
            self.len -= 1;
        }
        there
    }

    /// Every member is below this; no more than 63 above the highest.
    pub(super) fn bound(&self) -> usize {
        let used = self.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        used * 64
    }

    /// Gives back the room that is not used.
    pub(super) fn shrink(&mut self) {
        self.words.shrink_to_fit();
    }

    /// The smallest member not below `from`.
    pub(super) fn next(&self, from: u32) -> Option<u32> {
        let mut at = from as usize / 64;
        let mut word = self.words.get(at)? & (u64::MAX << (from % 64));
        while word == 0 {
            at += 1;
            word = *self.words.get(at)?;
        }
        // Ids are 32 bits wide, so the sum fits.
        Some(at as u32 * 64 + word.trailing_zeros())
    }

    /// All members, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let words = (0u32..).zip(&self.words).filter(|(_, word)| **word != 0);
        words.flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// Hands up to `limit` members from `from` on to `take`; gives the member to go on from, or none at the end.
    pub(super) fn scan(&self, from: u32, limit: usize, mut take: impl FnMut(u32)) -> Option<u32> {
        let mut at = from as usize / 64;
        let mut word = self.words.get(at)? & (u64::MAX << (from % 64));
        let mut room = limit;
        loop {
            while word != 0 {
                // Ids are 32 bits wide, so the sum fits.
                let id = at as u32 * 64 + word.trailing_zeros();
                if room == 0 {
                    return Some(id);
                }
                take(id);
                room -= 1;
                word &= word - 1;
            }
            at += 1;
            word = *self.words.get(at)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IdSet;

    #[test]
    fn all_below_a_bound_are_members() {
        for bound in [0, 1, 63, 64, 65, 200] {
            let set = IdSet::below(bound);
            assert_eq!(set.iter().collect::<Vec<_>>(), (0..bound).collect::<Vec<_>>());
            assert_eq!(set.len(), bound as usize);
        }
    }

    #[test]
    fn scans_in_batches_and_says_where_to_go_on() {
        let mut set = IdSet::default();
        for id in [0, 63, 64, 200, 201] {
            assert!(set.insert(id) && !set.insert(id));
        }
        assert!(set.remove(200) && !set.remove(200) && !set.remove(5000));
        let mut seen = Vec::new();
        assert_eq!(set.scan(0, 2, |id| seen.push(id)), Some(64));
        assert_eq!(set.scan(64, 2, |id| seen.push(id)), None);
        assert_eq!(seen, [0, 63, 64, 201]);
        assert_eq!(set.len(), 4);
    }
}
