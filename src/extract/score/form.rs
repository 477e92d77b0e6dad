//! The form in which names are compared.

use unicode_normalization::UnicodeNormalization as _;

use crate::extract::lexicon::Characters;

/// Marks that are no part of a name.
const MARKS: &str = "\"'“”‘’《》〈〉「」『』()[]【】·,，、;；:：。.";

/// Endings of regions that people leave out, the longest first.
const REGION_ENDINGS: &[&str] =
    &["经济技术开发区", "经济开发区", "自治州", "自治区", "自治县", "省", "市", "区", "县"];

/// Brings words into one form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms<'l> {
    pub(super) characters: &'l Characters,
}

impl Forms<'_> {
    /// The letters of a name: no marks, no blanks, one width, simplified, small.
    pub(super) fn name(self, text: &str) -> String {
        let letters = text.nfkc().map(|letter| self.characters.simplify(letter));
        letters
            .filter(|&letter| !letter.is_whitespace() && !MARKS.contains(letter))
            .collect::<String>()
            .to_lowercase()
    }

    /// The name of a region without the ending that tells its rank; a development zone stays one.
    pub(super) fn region(self, name: &str) -> String {
        let name = self.name(name);
        let length = name.chars().count();
        let ending = REGION_ENDINGS
            .iter()
            .find(|ending| name.ends_with(*ending) && length > ending.chars().count() + 1);
        let Some(ending) = ending else { return name };
        let stem = &name[..name.len() - ending.len()];
        if ending.ends_with("开发区") { format!("{stem}开发区") } else { stem.to_owned() }
    }

    /// A unit without blanks, of one width, simplified.
    pub(super) fn unit(self, unit: &str) -> String {
        squeeze(unit).chars().map(|letter| self.characters.simplify(letter)).collect()
    }
}

/// A text without blanks, of one width.
pub(super) fn squeeze(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}
