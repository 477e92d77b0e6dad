//! Cuts text into the words of the dictionary: of all ways to do it the likeliest, by the frequencies of the words
//! (jieba's way, without its guesses at words that the dictionary lacks).
//!
//! Runs of ideographs, Latin letters and digits are cut by the dictionary; every other character is a word of its own.

use crate::extract::lexicon::{Dictionary, Entry};

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// As the text has it.
    pub(super) text: &'t str,
    /// Its characters.
    pub(super) n_characters: usize,
    /// What the dictionary has of it, if it is there.
    pub(super) entry: Option<Entry>,
}

/// One step of the best way through a run.
#[derive(Clone, Copy)]
struct Step {
    /// Logarithm of how likely the run is from here on.
    cost: f64,
    /// Index of the character behind the word.
    end: u32,
    /// The word's record, if it has more than one character.
    record: u32,
}

/// A run of characters that the dictionary cuts, and room for the way through it.
#[derive(Default)]
struct Run {
    characters: Vec<u16>,
    /// Where each character begins in the text, and at last the end of the run.
    places: Vec<u32>,
    /// Where the records of the pair at each character begin; [`NONE`] where no word begins so.
    starts: Vec<u32>,
    steps: Vec<Step>,
}

/// No record.
const NONE: u32 = u32::MAX;

/// Hands each word of `text` to `visit`, in order.
pub(super) fn segment<'t>(text: &'t str, dictionary: &Dictionary, visit: &mut impl FnMut(Word<'t>)) {
    let mut run = Run::with_room(text.len() / 3);
    for (at, character) in text.char_indices() {
        if joins_words(character) {
            run.characters.push(character as u16);
            run.places.push(at as u32);
            continue;
        }
        run.cut(text, at, dictionary, visit);
        let entry = u16::try_from(u32::from(character)).ok().map(|number| dictionary.single(number));
        let end = at + character.len_utf8();
        visit(Word { text: &text[at..end], n_characters: 1, entry: entry.filter(|entry| entry.is_word()) });
    }
    run.cut(text, text.len(), dictionary, visit);
}

/// Whether a character is a part of runs. Those beyond the Basic Multilingual Plane are not: no word has one.
fn joins_words(character: char) -> bool {
    match character {
        '\u{4E00}'..='\u{9FFF}' => true,
        '+' | '#' | '&' | '.' | '_' | '%' | '-' => true,
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' => true,
        _ => character.is_ascii_alphanumeric(),
    }
}

impl Run {
    fn with_room(n_characters: usize) -> Self {
        Self {
            characters: Vec::with_capacity(n_characters),
            places: Vec::with_capacity(n_characters + 1),
            starts: Vec::with_capacity(n_characters),
            steps: Vec::with_capacity(n_characters + 1),
        }
    }

    /// Cuts what was gathered, which ends at `end`, and begins anew.
    fn cut<'t>(
        &mut self,
        text: &'t str,
        end: usize,
        dictionary: &Dictionary,
        visit: &mut impl FnMut(Word<'t>),
    ) {
        if self.characters.is_empty() {
            return;
        }
        self.places.push(end as u32);
        self.find_way(dictionary);
        self.hand_out(text, dictionary, visit);
        self.characters.clear();
        self.places.clear();
    }

    /// The best step from each character, from the last one to the first.
    fn find_way(&mut self, dictionary: &Dictionary) {
        let Self { characters, starts, steps, .. } = self;
        let n = characters.len();
        // All pairs first: these look-ups wait for memory, and none for another.
        starts.clear();
        starts.extend(characters.windows(2).map(|pair| dictionary.start(pair[0], pair[1]).unwrap_or(NONE)));
        starts.push(NONE);
        steps.clear();
        steps.resize(n + 1, Step { cost: 0.0, end: n as u32, record: NONE });
        for at in (0..n).rev() {
            let single = dictionary.cost(dictionary.single(characters[at]));
            let alone =
                |cost: f64| Step { cost: cost + steps[at + 1].cost, end: at as u32 + 1, record: NONE };
            let mut best = single.map(alone);
            if starts[at] != NONE {
                dictionary.each_word(starts[at], &characters[at + 2..], |length, record, cost| {
                    let end = at + length;
                    let cost = cost + steps[end].cost;
                    // Of two that are as likely the longer.
                    if best.is_none_or(|best| cost >= best.cost) {
                        best = Some(Step { cost, end: end as u32, record });
                    }
                });
            }
            steps[at] = best.unwrap_or_else(|| alone(dictionary.unknown_cost()));
        }
    }

    /// The words of the best way; Latin letters and digits that it leaves alone are one word with their neighbours.
    fn hand_out<'t>(&self, text: &'t str, dictionary: &Dictionary, visit: &mut impl FnMut(Word<'t>)) {
        let word = |start: usize, end: usize, entry: Option<Entry>| Word {
            text: &text[self.places[start] as usize..self.places[end] as usize],
            n_characters: end - start,
            entry: entry.filter(|entry| entry.is_word()),
        };
        let is_latin =
            |at: usize| u8::try_from(self.characters[at]).is_ok_and(|byte| byte.is_ascii_alphanumeric());
        let mut at = 0;
        while at < self.characters.len() {
            let start = at;
            while at < self.characters.len() && self.steps[at].end as usize == at + 1 && is_latin(at) {
                at += 1;
            }
            if at > start {
                visit(word(start, at, self.whole(start, at, dictionary)));
                continue;
            }
            let Step { end, record, .. } = self.steps[at];
            let entry = match record {
                NONE => dictionary.single(self.characters[at]),
                record => dictionary.entry(record),
            };
            at = end as usize;
            visit(word(start, at, Some(entry)));
        }
    }

    /// The dictionary's word that the characters of a range make.
    fn whole(&self, start: usize, end: usize, dictionary: &Dictionary) -> Option<Entry> {
        if end - start == 1 {
            return Some(dictionary.single(self.characters[start]));
        }
        let mut found = None;
        if self.starts[start] != NONE {
            dictionary.each_word(
                self.starts[start],
                &self.characters[start + 2..end],
                |length, record, _| {
                    if length == end - start {
                        found = Some(dictionary.entry(record));
                    }
                },
            );
        }
        found
    }
}
