//! Names by their pinyin initials: `wxs` is 无锡市. A character that is read in several ways (重庆) goes by each.

use pinyin::ToPinyinMulti as _;

/// Whether letters are the initials of all characters of a name, or of its first ones.
pub(super) fn begins_with(name: &str, initials: &str) -> bool {
    let mut letters = initials.chars().peekable();
    for c in name.chars() {
        let Some(&letter) = letters.peek() else { return true };
        if !has_initial(c, letter) {
            return false;
        }
        letters.next();
    }
    letters.peek().is_none()
}

/// Whether a text can be initials.
pub(super) fn is_initials(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase())
}

fn has_initial(c: char, letter: char) -> bool {
    c.eq_ignore_ascii_case(&letter)
        || c.to_pinyin_multi()
            .is_some_and(|sounds| sounds.into_iter().any(|sound| sound.plain().starts_with(letter)))
}

#[cfg(test)]
mod tests {
    use super::begins_with;

    #[test]
    fn initials_of_every_reading_are_known() {
        assert!(begins_with("无锡市", "wxs") && begins_with("无锡市", "wx"));
        assert!(begins_with("重庆市", "cqs") && begins_with("重庆市", "zqs"));
        assert!(begins_with("5G基站", "5gjz"));
        assert!(!begins_with("无锡市", "wxsz") && !begins_with("无锡市", "xs"));
    }
}
