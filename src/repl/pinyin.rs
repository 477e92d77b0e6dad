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
    reach_by(name, word, true)
}

/// The same by the usual reading of each character alone.
pub(super) fn usual_reach(name: &str, word: &str) -> Option<usize> {
    reach_by(name, word, false)
}

fn reach_by(name: &str, word: &str, by_any: bool) -> Option<usize> {
    if !is_pinyin(word) {
        return None;
    }
    // Bit n: the characters so far may be written as the first n letters.
    let mut reached: u64 = 1;
    for (at, character) in name.chars().enumerate() {
        let next = step(character, word.as_bytes(), reached, by_any);
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

/// Whether a name begins with what the letters stand for; among few names one letter is enough.
pub(super) fn is_heard_as(name: &str, letters: &str) -> bool {
    let is_initial = letters.len() == 1
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && name.chars().next().is_some_and(|first| step(first, letters.as_bytes(), 1, true) > 1);
    is_initial || reach(name, letters).is_some()
}

/// Where one more character leads from the places that are reached, by its usual reading alone or by any.
fn step(character: char, word: &[u8], reached: u64, by_any: bool) -> u64 {
    let mut next = 0;
    for at in (0..word.len()).filter(|at| reached >> at & 1 == 1) {
        let rest = &word[at..];
        if let Some(sounds) = character.to_pinyin_multi() {
            let n_readings = if by_any { usize::MAX } else { 1 };
            for sound in sounds.into_iter().take(n_readings).map(|sound| sound.plain().as_bytes()) {
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
        assert_eq!((reach("机械", "wx"), usual_reach("机械", "wx")), (Some(2), None));
        assert!(is_heard_as("发展", "f") && !is_heard_as("发展", "z") && is_heard_as("发展", "fazhan"));
        assert_eq!(reach("5G基站", "gj"), None);
        assert_eq!(reach("AI产业", "aicy"), Some(4));
        assert_eq!((reach("广东省", "g"), reach("广东省", "g1"), reach("", "gd")), (None, None, None));
    }
}
