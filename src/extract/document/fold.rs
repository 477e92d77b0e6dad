//! Folds characters to one form, so that one rule reads every way of typing: full-width ASCII to ASCII, traditional to
//! simplified, blanks inside words and numbers away, HTML residue, pinyin in brackets and footnote marks away.
//! Lines stay lines; which of them belong together is the layout's concern.

use super::super::lexicon::Characters;
use super::offsets::Offsets;
use super::residue::residue;
use crate::source::Span;

/// Folded text, line by line as in the file.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// The text; a line is never led or followed by blanks.
    pub text: String,
    /// From its bytes to the decoded text's.
    pub offsets: Offsets,
    /// The shape of each line in the file.
    pub shapes: Vec<Shape>,
}

/// How a line stood in the file, in half-width cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Blanks before its first character.
    pub indent: usize,
    /// All of it up to its last character.
    pub width: usize,
}

/// Cells of blanks inside a line that part two paragraphs: `各位代表： 　　现在`.
const PARAGRAPH_GAP: usize = 4;

/// `text` in the form that all readers of this library expect: half-width, simplified, no blanks inside words and numbers.
pub fn fold_text(text: &str, lexicon: &super::super::Lexicon) -> String {
    fold(text, &lexicon.characters).text
}

/// Folds decoded text.
pub(crate) fn fold(text: &str, characters: &Characters) -> Folded {
    let mut folder = Folder::new(text, characters);
    let mut at = 0;
    while at < text.len() {
        at = folder.copy(at);
        at = folder.step(at);
    }
    folder.out.shapes.push(folder.shape);
    folder.out
}

struct Folder<'t> {
    source: &'t str,
    characters: &'t Characters,
    out: Folded,
    /// Cells of blanks since the last character.
    gap: usize,
    /// The last blank of the gap.
    blank: Span,
    /// The line so far.
    shape: Shape,
    /// The last character of the line, if it has one.
    last: Option<char>,
    /// Digits that stood in the file without a blank before the last character.
    n_digits: usize,
    /// Whether the next straight quotation mark closes.
    is_quoted: bool,
    has_pinyin: bool,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str, characters: &'t Characters) -> Self {
        Self {
            source,
            characters,
            out: Folded { text: String::with_capacity(source.len()), ..Folded::default() },
            gap: 0,
            blank: Span::default(),
            shape: Shape::default(),
            last: None,
            n_digits: 0,
            is_quoted: false,
            has_pinyin: false,
        }
    }

    /// Takes over the characters from `at` on that stand as they are to be read, within a line; returns where they end.
    /// Most of a text is made of them.
    fn copy(&mut self, at: usize) -> usize {
        if self.gap > 0 || self.last.is_none() {
            return at;
        }
        let (mut end, mut n_characters) = (at, 0);
        for character in self.source[at..].chars() {
            let is_plain = match character {
                '\u{4E00}'..='\u{9FFF}' => !self.characters.is_traditional(character),
                '。' | '、' | '“' | '”' | '《' | '》' => true,
                _ => false,
            };
            if !is_plain {
                break;
            }
            self.last = Some(character);
            end += character.len_utf8();
            n_characters += 1;
        }
        if end > at {
            self.n_digits = 0;
            self.shape.width += 2 * n_characters;
            self.out.offsets.copy(at, end - at);
            self.out.text.push_str(&self.source[at..end]);
        }
        end
    }

    /// Reads what stands at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let Some(character) = rest.chars().next() else { return self.source.len() };
        let len = character.len_utf8();
        match character {
            '\n' => self.end_line(Span::new(at, at + 1)),
            ' ' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => self.widen_gap(at, len, 1),
            '\t' | '\u{3000}' => self.widen_gap(at, len, 2),
            '<' | '&' => {
                if let Some((len, meaning)) = residue(rest) {
                    match meaning {
                        Some('\n') => self.end_line(Span::new(at, at + len)),
                        Some(' ') => self.widen_gap(at, len, 1),
                        Some(meaning) => self.emit(at, len, meaning),
                        None => {}
                    }
                    return at + len;
                }
                self.emit(at, len, character);
            }
            '(' | '\u{FF08}' => {
                if let Some(len) = self.aside(rest) {
                    return at + len;
                }
                self.emit(at, len, '(');
            }
            '.' | '\u{FF0E}' if self.is_full_stop(&rest[len..]) => self.emit(at, len, '。'),
            '\u{2460}'..='\u{2473}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}'
                if self.follows_word() => {}
            _ => {
                if let Some(folded) = self.folded(character) {
                    self.emit(at, len, folded);
                }
            }
        }
        at + len
    }

    /// The form a character is read in; none for what is not to be read.
    fn folded(&self, character: char) -> Option<char> {
        Some(match character {
            '\u{20}'..='\u{7E}' => character,
            '\u{4E00}'..='\u{9FFF}' => self.characters.simplify(character),
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0)?,
            '\u{0}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFFC}'
            | '\u{FFFD}'
            | '\u{E000}'..='\u{F8FF}' => return None,
            // The sign of a ratio: 14.2∶53.4∶32.4.
            '\u{2236}' | '\u{FE55}' => ':',
            '「' | '〝' => '“',
            '」' | '〞' | '〟' => '”',
            '『' => '‘',
            '』' => '’',
            '\u{FF61}' => '。',
            '\u{FF64}' => '、',
            '\u{FE6A}' => '%',
            '\u{2212}' => '-',
            '\u{FF65}' | '\u{2022}' | '\u{30FB}' | '\u{2027}' => '·',
            _ => character,
        })
    }

    fn emit(&mut self, at: usize, len: usize, character: char) {
        let character = if character == '"' { self.quotation_mark(at + len) } else { character };
        match self.last {
            None => self.shape = Shape { indent: self.gap, width: 0 },
            Some(_) if self.gap >= PARAGRAPH_GAP => {
                self.end_line(self.blank);
                self.shape.indent = PARAGRAPH_GAP;
            }
            Some(last) if self.gap > 0 && self.keeps_blank(last, at, character) => {
                self.out.offsets.unit(self.blank.start, self.blank.len(), 1);
                self.out.text.push(' ');
            }
            Some(_) => {}
        }
        self.n_digits = match character.is_ascii_digit() {
            true if self.gap == 0 => self.n_digits + 1,
            true => 1,
            false => 0,
        };
        self.shape.width += self.gap + if len > 2 { 2 } else { 1 };
        self.gap = 0;
        self.last = Some(character);
        self.out.offsets.unit(at, len, character.len_utf8());
        self.out.text.push(character);
    }

    /// Which way a straight quotation mark turns, told by its neighbours; between two words by the one before it.
    fn quotation_mark(&mut self, after: usize) -> char {
        let next = self.source[after..].chars().take(4).find(|next| !matches!(next, ' ' | '\u{3000}'));
        let is_mark =
            |character: char| !character.is_alphanumeric() && !matches!(character, '"' | '“' | '《');
        self.is_quoted = match (self.last, next) {
            (_, None | Some('\n' | '\r')) => false,
            (_, Some(next)) if is_mark(next) && !matches!(next, '(' | '（' | '<' | '&') => false,
            (None, _) => true,
            (Some(',' | '。' | '、' | ';' | ':' | '(' | '!' | '?'), _) => true,
            _ => !self.is_quoted,
        };
        if self.is_quoted { '“' } else { '”' }
    }

    /// A blank is kept between two Latin words, and between two numbers of several digits each; not in `2 0 0 1 年`.
    fn keeps_blank(&self, last: char, at: usize, next: char) -> bool {
        if last.is_ascii_digit() && next.is_ascii_digit() {
            let after = self.source[at..].chars().nth(1).is_some_and(|second| second.is_ascii_digit());
            return self.n_digits >= 2 && after;
        }
        last.is_ascii_alphabetic() && next.is_ascii_alphabetic()
    }

    fn widen_gap(&mut self, at: usize, len: usize, cells: usize) {
        self.gap += cells;
        self.blank = Span::new(at, at + len);
    }

    /// Ends the line at the break that stands at `place`.
    fn end_line(&mut self, place: Span) {
        self.out.offsets.unit(place.start, place.len(), 1);
        self.out.text.push('\n');
        self.out.shapes.push(std::mem::take(&mut self.shape));
        (self.gap, self.last, self.n_digits) = (0, None, 0);
        self.is_quoted = false;
    }

    fn follows_word(&self) -> bool {
        self.last
            .is_some_and(|last| is_ideograph(last) || last.is_ascii_alphanumeric() || "”’》)%".contains(last))
    }

    /// Whether a point ends a sentence, as it does in texts with half-width punctuation (`增长11.2%.`): behind a word, a
    /// figure's sign or a mark that closes, unless what stands before it numbers the line (`一.`); behind a letter
    /// only at the end of a line, behind a digit only where no digit goes on with the next one.
    fn is_full_stop(&self, after: &str) -> bool {
        let Some(last) = self.last else { return false };
        let next = after.trim_start_matches([' ', '\u{3000}', '\t']).chars().next();
        let ends_line = matches!(next, None | Some('\n' | '\r'));
        if last.is_ascii_digit() {
            let goes_on = after.trim_start().starts_with(|next: char| next.is_ascii_digit());
            return ends_line && !goes_on && !self.numbers_line();
        }
        if last.is_ascii_alphabetic() {
            return ends_line;
        }
        let follows = is_ideograph(last) || matches!(last, '%' | '‰' | ')' | '”' | '’' | '》' | ']');
        let begins = next.is_some_and(|next| {
            is_ideograph(next)
                || next.is_ascii_digit()
                || matches!(next, '“' | '‘' | '"' | '《' | '(' | '（' | '「')
        });
        follows && (ends_line || begins) && !self.numbers_line()
    }

    /// Whether the line so far is nothing but a number: 一, (二), 第三, 12.
    fn numbers_line(&self) -> bool {
        let line = self.out.text.rsplit('\n').next().unwrap_or_default();
        line.chars().count() <= 6
            && line.chars().all(|mark| mark.is_ascii_digit() || "一二三四五六七八九十〇零第()".contains(mark))
    }

    /// Length of a bracket that says nothing: pinyin after a character, `經(jīng)`, or a footnote mark, `“四个倍增计划”（2）`.
    fn aside(&mut self, rest: &str) -> Option<usize> {
        if !self.follows_word() {
            return None;
        }
        let open = rest.chars().next()?.len_utf8();
        let close = rest[open..]
            .char_indices()
            .take(9)
            .find(|(_, character)| matches!(character, ')' | '\u{FF09}'))?;
        let inside = &rest[open..open + close.0];
        let len = open + close.0 + close.1.len_utf8();
        let is_mark =
            !inside.is_empty() && inside.len() <= 3 && inside.bytes().all(|byte| byte.is_ascii_digit());
        if is_mark {
            return Some(len);
        }
        let is_latin = |character: char| character.is_ascii_lowercase() || is_toned(character);
        if inside.is_empty() || !inside.chars().all(is_latin) {
            return None;
        }
        self.has_pinyin |= inside.chars().any(is_toned);
        (self.has_pinyin && self.last.is_some_and(is_ideograph)).then_some(len)
    }
}

/// Vowels with a tone mark, and the script g that goes with them.
fn is_toned(character: char) -> bool {
    matches!(character, 'à'..='ü' | 'ā' | 'ē' | 'ě' | 'ī' | 'ń' | 'ň' | 'ō' | 'ū' | '\u{1CD}'..='\u{1DC}' | '\u{251}' | '\u{261}')
}

/// Whether this is a Chinese character.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
