//! The dictionary that text is cut into words with: jieba's words and frequencies, and the lexicon's own names and heads
//! above them.
//!
//! A report asks for the words that begin at each of its characters, and most answers lie in other lines of the cache. So
//! the words lie close: one that has two characters and more is found under the pair it begins with, behind a filter
//! that says of most pairs that no word begins so, and all words of a pair lie side by side. Each word carries what the
//! tables say of it, so that a token needs no further look-up.
//!
//! Words of characters beyond the Basic Multilingual Plane are not kept whole; a text seldom has such a character.

use rustc_hash::FxHashMap;

use super::known::KnownWords;

/// A part of speech, as far as it tells where a name ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Speech {
    /// Nouns and all that is not told apart.
    #[default]
    Other,
    /// A numeral.
    Numeral,
    /// A measure word.
    Measure,
    /// A time.
    Time,
    /// Adverbs, prepositions, conjunctions, particles, pronouns, idioms.
    Function,
    /// A verb.
    Verb,
    /// A verb that is used as a noun, or as an adverb.
    VerbalNoun,
    /// The name of a person, a place, a body, a thing.
    Name,
}

impl Speech {
    const ALL: [Self; 8] = [
        Self::Other,
        Self::Numeral,
        Self::Measure,
        Self::Time,
        Self::Function,
        Self::Verb,
        Self::VerbalNoun,
        Self::Name,
    ];

    fn of_tag(tag: &str) -> Self {
        match tag {
            "m" => Self::Numeral,
            "q" => Self::Measure,
            "t" => Self::Time,
            "d" | "p" | "c" | "u" | "r" | "y" | "i" => Self::Function,
            "v" => Self::Verb,
            "vn" | "vd" => Self::VerbalNoun,
            "ns" | "nr" | "nrt" | "nrfg" | "nt" | "nz" => Self::Name,
            _ => Self::Other,
        }
    }
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Index into the costs; 0 is no word.
    cost: u16,
    /// What the tables say of it, by [`KnownWords::said`]; [`ASK`] where the number is too great.
    known: u16,
    /// Its part of speech.
    pub(crate) speech: Speech,
}

impl Entry {
    /// Whether the dictionary has it.
    pub(crate) fn is_word(self) -> bool {
        self.cost != 0
    }

    /// What the tables say of the word.
    pub(crate) fn known(self) -> Option<u32> {
        (self.known != ASK).then(|| u32::from(self.known))
    }
}

/// What the tables say is to be asked by the word itself.
const ASK: u16 = u16::MAX;

/// Frequency given to the lexicon's own words: high enough to win against their parts.
const OWN_FREQUENCY: u32 = 3000;

/// Characters that stand alone where no word holds them.
const IDEOGRAPHS: std::ops::RangeInclusive<u16> = 0x4E00..=0x9FFF;

/// Most characters of a word that is kept whole.
const LONGEST: usize = 120;

/// Units of a record before its characters: cost, known, and length with speech.
const HEAD: usize = 3;

/// In the last unit of a record's head, that it is the last of its pair; its speech above [`SPEECH`], its length below.
const LAST: u16 = 1 << 15;
const SPEECH: u32 = 8;

/// Pairs of characters that have a bit in the filter of their own, by the logarithm.
const FILTER: u32 = 20;

/// All words.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// Words of one character, by its number.
    singles: Vec<Entry>,
    /// A bit for the hash of each pair that begins a word.
    filter: Vec<u64>,
    /// Where the records of a pair begin, by its hash; a pair of 0 is none.
    pairs: Vec<(u32, u32)>,
    /// What of a hash remains as an index into `pairs`.
    shift: u32,
    /// The records: each word's head and the characters behind its first two, the shorter words of a pair first.
    records: Vec<u16>,
    /// Of each frequency, the logarithm of the share it has in all.
    costs: Vec<f64>,
    /// The cost of a character that no word holds.
    unknown: f64,
}

/// The words while they are put together.
#[derive(Default)]
struct Gathering {
    singles: Vec<Entry>,
    records: Vec<u16>,
    /// Pairs with where their records begin.
    pairs: Vec<(u32, u32)>,
    /// Where the head of the last record ends.
    open: usize,
    frequencies: Vec<u32>,
    numbers: FxHashMap<u32, u16>,
    total: u64,
}

impl Dictionary {
    /// Reads the table that comes with the program, with `own` words added, and notes what the tables say of each.
    pub(crate) fn load(own: &[Box<str>], known: &KnownWords) -> Self {
        Self::read(include_str!("../../../data/segmenter/dictionary.tsv"), own, known)
    }

    fn read(table: &str, own: &[Box<str>], known: &KnownWords) -> Self {
        let mut own: Vec<&str> = own.iter().map(|word| &**word).filter(|word| !word.is_empty()).collect();
        own.sort_unstable();
        own.dedup();
        let mut own = own.into_iter().peekable();
        let mut all = Gathering { singles: vec![Entry::default(); 1 << 16], ..Gathering::default() };
        all.records.reserve(table.len() / 3);
        all.pairs.reserve(table.len() / 25);
        let rows = table.lines().skip_while(|line| line.starts_with('#')).skip(1);
        for (word, frequency, tag) in rows.filter_map(row) {
            while let Some(own) = own.next_if(|own| *own < word) {
                all.add(own, OWN_FREQUENCY, Speech::default());
            }
            let is_own = own.next_if_eq(&word).is_some();
            all.add(word, if is_own { OWN_FREQUENCY } else { frequency }, Speech::of_tag(tag));
        }
        own.for_each(|own| all.add(own, OWN_FREQUENCY, Speech::default()));
        let mut bytes = [0; 4];
        for character in IDEOGRAPHS.filter_map(|number| char::from_u32(number.into())) {
            if all.singles[character as usize].cost == 0 {
                all.add(character.encode_utf8(&mut bytes), 1, Speech::default());
            }
        }
        let mut dictionary = Self::index(all);
        known.each(|word, number| dictionary.note(word, number));
        dictionary
    }

    fn index(all: Gathering) -> Self {
        let log_total = (all.total as f64).ln();
        let cost = |frequency: &u32| f64::from(*frequency).ln() - log_total;
        let bits = (all.pairs.len() * 3 / 2).next_power_of_two().max(2).trailing_zeros();
        let mut dictionary = Self {
            singles: all.singles,
            filter: vec![0; 1 << (FILTER - 6)],
            pairs: vec![(0, 0); 1 << bits],
            shift: 64 - bits,
            records: all.records,
            costs: std::iter::once(0.0).chain(all.frequencies.iter().map(cost)).collect(),
            unknown: 0.0 - log_total,
        };
        for (pair, start) in all.pairs {
            let hash = hash(pair);
            let bit = filter_bit(hash);
            dictionary.filter[bit >> 6] |= 1 << (bit & 63);
            let mut at = (hash >> dictionary.shift) as usize;
            while dictionary.pairs[at].0 != 0 {
                at = (at + 1) & (dictionary.pairs.len() - 1);
            }
            dictionary.pairs[at] = (pair, start);
        }
        dictionary
    }

    /// Notes what the tables say of a word, if it is in the dictionary.
    fn note(&mut self, word: &str, number: u32) {
        let number = u16::try_from(number).unwrap_or(ASK);
        let mut characters = word.encode_utf16();
        let Some(first) = characters.next() else { return };
        let Some(second) = characters.next() else {
            self.singles[usize::from(first)].known = number;
            return;
        };
        let rest: Vec<u16> = characters.collect();
        let Some(start) = self.start(first, second) else { return };
        let mut found = None;
        self.each_record(start, |at, tail, _| {
            if *tail == *rest {
                found = Some(at);
            }
        });
        if let Some(at) = found {
            self.records[at + 1] = number;
        }
    }

    /// The word that one character is.
    pub(crate) fn single(&self, character: u16) -> Entry {
        self.singles[usize::from(character)]
    }

    /// The word whose record lies at an index.
    pub(crate) fn entry(&self, record: u32) -> Entry {
        let at = record as usize;
        let speech = Speech::ALL[usize::from(self.records[at + 2] >> SPEECH & 7)];
        Entry { cost: self.records[at], known: self.records[at + 1], speech }
    }

    /// The logarithm of a word's share in all words.
    pub(crate) fn cost(&self, entry: Entry) -> Option<f64> {
        entry.is_word().then(|| self.costs[usize::from(entry.cost)])
    }

    /// The same of a character that is no word.
    pub(crate) fn unknown_cost(&self) -> f64 {
        self.unknown
    }

    /// Where the records of the words lie that begin with these two characters.
    pub(crate) fn start(&self, first: u16, second: u16) -> Option<u32> {
        let pair = u32::from(first) << 16 | u32::from(second);
        let hash = hash(pair);
        let bit = filter_bit(hash);
        if self.filter[bit >> 6] >> (bit & 63) & 1 == 0 {
            return None;
        }
        let mut at = (hash >> self.shift) as usize;
        loop {
            match self.pairs[at] {
                (found, start) if found == pair => return Some(start),
                (0, _) => return None,
                _ => at = (at + 1) & (self.pairs.len() - 1),
            }
        }
    }

    /// Shows each word of `text` that begins with the two characters whose records begin at `start`, the shorter first:
    /// its characters, its record, its cost. `rest` is what follows the two characters.
    pub(crate) fn each_word(&self, start: u32, rest: &[u16], mut visit: impl FnMut(usize, u32, f64)) {
        self.each_record(start, |at, tail, cost| {
            if rest.starts_with(tail) {
                visit(tail.len() + 2, at as u32, self.costs[usize::from(cost)]);
            }
        });
    }

    fn each_record(&self, start: u32, mut visit: impl FnMut(usize, &[u16], u16)) {
        let mut at = start as usize;
        while let Some(&[cost, _, shape]) = self.records.get(at..at + HEAD) {
            let end = at + HEAD + usize::from(shape & 0xFF);
            visit(at, &self.records[at + HEAD..end], cost);
            if shape & LAST != 0 {
                return;
            }
            at = end;
        }
    }
}

impl Gathering {
    /// Adds a word behind those that sort before it.
    fn add(&mut self, word: &str, frequency: u32, speech: Speech) {
        self.total += u64::from(frequency);
        let next = self.frequencies.len() as u16 + 1;
        let cost = *self.numbers.entry(frequency).or_insert(next);
        if cost == next {
            self.frequencies.push(frequency);
        }
        let mut characters = word.encode_utf16();
        let (Some(first), Some(second)) = (characters.next(), characters.next()) else {
            if let Some(first) = word.encode_utf16().next() {
                self.singles[usize::from(first)] = Entry { cost, known: 0, speech };
            }
            return;
        };
        let length = characters.clone().count();
        if length + 2 > LONGEST || word.chars().any(|character| character.len_utf16() > 1) {
            return;
        }
        let pair = u32::from(first) << 16 | u32::from(second);
        if self.pairs.last().is_some_and(|last| last.0 == pair) {
            self.records[self.open - 1] &= !LAST;
        } else {
            self.pairs.push((pair, self.records.len() as u32));
        }
        let shape = LAST | (speech as u16) << SPEECH | length as u16;
        self.records.extend([cost, 0, shape]);
        self.open = self.records.len();
        self.records.extend(characters);
    }
}

/// Word, frequency and part of speech of a line.
fn row(line: &str) -> Option<(&str, u32, &str)> {
    let (word, rest) = line.split_once('\t')?;
    let (frequency, tag) = rest.split_once('\t')?;
    Some((word, frequency.parse().ok()?, tag))
}

fn hash(pair: u32) -> u64 {
    u64::from(pair).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn filter_bit(hash: u64) -> usize {
    (hash >> (64 - FILTER)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_pair_are_found_in_order_with_their_parts_of_speech() {
        let table = "# origin\nword\tfrequency\tspeech\n无锡\t9\tns\n无锡市\t4\tns\n无\t2\tv\n市\t3\tn\n";
        let own: [Box<str>; 3] = ["无锡国际人才港".into(), "无锡市".into(), "".into()];
        let dictionary = Dictionary::read(table, &own, &KnownWords::default());
        let text: Vec<u16> = "无锡市民".encode_utf16().collect();
        let start = dictionary.start(text[0], text[1]).expect("words begin so");
        let mut found = Vec::new();
        dictionary.each_word(start, &text[2..], |n_characters, record, cost| {
            found.push((n_characters, dictionary.entry(record).speech, cost));
        });
        // Three ideographs have rows or are own; all others count once.
        let total = f64::from(9 + 3000 + 2 + 3 + 3000 + (0x9FFF - 0x4E00 + 1) - 2);
        assert_eq!(
            found,
            [(2, Speech::Name, 9f64.ln() - total.ln()), (3, Speech::Name, 3000f64.ln() - total.ln())]
        );
        assert!(dictionary.start(text[1], text[2]).is_none());
        assert_eq!(dictionary.single(text[0]).speech, Speech::Verb);
        assert!(
            dictionary.cost(dictionary.single(text[3])).is_some(),
            "a character no word holds stands alone"
        );
    }
}
