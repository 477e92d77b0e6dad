//! Chinese names by what is typed in Latin letters: `gds`, `gdsheng` and `guangdong` for 广东省, by any reading of a
//! character.

use pinyin::ToPinyinMulti as _;

/// Letters of the longest word that is looked for: one bit of a number stands for each place in it.
const MAX_LETTERS: usize = 40;

/// Whether a word may be pinyin: letters only, at least two.
pub(super) fn is_pinyin(word: &str) -> bool {
    (2..=MAX_LETTERS).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// How many characters of `name` the letters of `word` stand for, each by its first letter or by a whole syllable (the
/// last may be cut short); none when they stand for something else. A word for which [`is_pinyin`] does not hold stands
/// for nothing.
pub(super) fn reach(name: &str, word: &str) -> Option<usize> {
    if !is_pinyin(word) {
        return None;
    }
    // Bit n: the characters so far may be written as the first n letters.
    let mut reached: u64 = 1;
    for (at, character) in name.chars().enumerate() {
        let next = step(character, word.as_bytes(), reached);
        if next >> word.len() & 1 == 1 {
            return Some(at + 1);
        }
        if next == 0 {
            return None;
        }
        reached = next;
    }
    None
}

/// Where one more character leads from the places that are reached.
fn step(character: char, word: &[u8], reached: u64) -> u64 {
    let mut next = 0;
    for at in (0..word.len()).filter(|at| reached >> at & 1 == 1) {
        let rest = &word[at..];
        if let Some(sounds) = character.to_pinyin_multi() {
            for sound in sounds.into_iter().map(|sound| sound.plain().as_bytes()) {
                let n_like = rest.iter().zip(sound).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
                if n_like > 0 {
                    next |= 1 << (at + 1);
                }
                if n_like == sound.len() || n_like == rest.len() {
                    next |= 1 << (at + n_like);
                }
            }
        } else if character.is_ascii() && rest[0].eq_ignore_ascii_case(&(character as u8)) {
            next |= 1 << (at + 1);
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_syllables_and_both() {
        for word in ["gds", "guangdongsheng", "gdsheng", "guangds", "GDS"] {
            assert_eq!(reach("广东省", word), Some(3), "{word}");
        }
        assert_eq!(reach("广东省", "guangd"), Some(2));
        assert_eq!(reach("广东省", "gdq"), None);
        assert_eq!((reach("重庆市", "cqs"), reach("重庆市", "zq")), (Some(3), Some(2)));
        assert_eq!(reach("5G基站", "gj"), None);
        assert_eq!(reach("AI产业", "aicy"), Some(4));
        assert_eq!((reach("广东省", "g"), reach("广东省", "g1"), reach("", "gd")), (None, None, None));
    }
}
