//! Places in a ranking: 第22位, 第一, 榜首, 前三甲, 百强县30强.

use super::number::{self, Number};
use crate::extract::lexicon::{MeasureWords, WordRole};

/// A place in a ranking as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rank {
    /// The place.
    pub value: f64,
    /// One past its last byte.
    pub end: usize,
    /// Among the first so many (前20强), not the place itself.
    pub within: bool,
}

/// Reads the place that begins at byte `at`, where the character `c` stands.
pub(super) fn read(text: &str, at: usize, c: char, words: &MeasureWords) -> Option<Rank> {
    match c {
        '第' => read_ordinal(text, at, words),
        '前' => read_front(text, at),
        '榜' => {
            text[at..]
                .starts_with("榜首")
                .then(|| Rank { value: 1.0, end: at + "榜首".len(), within: false })
        }
        '首' => read_first(text, at, words),
        '0'..='9' => read_strong(text, at, words),
        _ => None,
    }
}

/// `第22位`, `第一`: without 位 or 名 nothing but the clause's end may follow (第一产业, 第三批 are no places).
fn read_ordinal(text: &str, at: usize, words: &MeasureWords) -> Option<Rank> {
    let Number { value, end, .. } = number::read(text, at + '第'.len_utf8())?;
    // 第一、|第二、第三产业.
    if text[end..].trim_start_matches(['、', '和', '第', '一', '二', '三']).starts_with("产业") {
        return None;
    }
    let end = match text[end..].chars().next() {
        Some(c @ ('位' | '名')) => end + c.len_utf8(),
        next if ends_word(next) => end,
        // 巩固全省|第一|优势; 第一优势产业 tells of none.
        _ => {
            let tail = words[WordRole::RankTail].start_of(&text[end..])?;
            ends_word(text[end + tail.len()..].chars().next()).then_some(end)?
        }
    };
    Some(Rank { value, end, within: false })
}

/// `前20强`, `前三甲`, `前十`; 前三季度 and 前五年 are no places.
fn read_front(text: &str, at: usize) -> Option<Rank> {
    let Number { value, end, .. } = number::read(text, at + '前'.len_utf8())?;
    let end = match text[end..].chars().next() {
        Some(c @ ('位' | '名' | '强' | '甲')) => end + c.len_utf8(),
        // 前1% is a part of all.
        next if ends_word(next) && !matches!(next, Some('%' | '‰')) => end,
        _ => return None,
    };
    Some(Rank { value, end, within: true })
}

/// `居全省首位`; not 首位度.
fn read_first(text: &str, at: usize, words: &MeasureWords) -> Option<Rank> {
    let rest = text[at..].strip_prefix("首位")?;
    let asked = at == 0 || words[WordRole::BeforeFirst].end_of(&text[..at]).is_some();
    (asked && words[WordRole::NotFirst].start_of(rest).is_none()).then(|| Rank {
        value: 1.0,
        end: at + "首位".len(),
        within: false,
    })
}

/// `百强县30强`: the number stands right behind the name of a list; 中国企业500强 alone is a name.
fn read_strong(text: &str, at: usize, words: &MeasureWords) -> Option<Rank> {
    let Number { value, end, .. } = number::read(text, at)?;
    let rest = text[end..].strip_prefix('强')?;
    let listed = at == 0 || words[WordRole::RankingEnd].end_of(&text[..at]).is_some();
    (listed && ends_word(rest.chars().next())).then(|| Rank {
        value,
        end: end + '强'.len_utf8(),
        within: true,
    })
}

/// Whether a word ends before `next`: the text ends, a mark follows, or a particle.
fn ends_word(next: Option<char>) -> bool {
    next.is_none_or(|c| {
        matches!(c, '的' | '和' | '之' | '、' | '。' | '”' | '》' | '…' | '—')
            || c.is_ascii() && !c.is_ascii_alphanumeric()
    })
}
