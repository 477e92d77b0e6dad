//! What others say of a document, its file's name or the table it stands in, against what it is: a text under a wrong name
//! is read as what it is, and said so. Nothing here changes what the document is.

use pinyin::ToPinyinMulti as _;

use super::super::Lexicon;
use super::super::fact::DocumentKind;
use super::super::lexicon::{PlaceId, Places};
use super::fold::is_ideograph;
use super::model::Document;
use crate::diagnostic::Diagnostic;

/// Shortest word in Latin letters that can be a place's name: `wuxi`.
const MIN_LATIN: usize = 4;

/// What a person should know of a document: it is no report, or not what it is called.
pub(crate) fn doubts(document: &Document, claims: &[String], lexicon: &Lexicon) -> Vec<Diagnostic> {
    let identity = &document.identity;
    let mut doubts = Vec::new();
    if identity.kind == DocumentKind::Other {
        doubts.push(Diagnostic::warning(
            "this is no report, plan or news that is known; it is read all the same",
        ));
    }
    if let Some(region) = &identity.region
        && let Some(place) = identity.place
    {
        let claimed = std::iter::once((&*document.id, "the file's name"));
        let claimed = claimed.chain(claims.iter().map(|claim| (claim.as_str(), "the table")));
        for (claim, who) in claimed {
            if let Some(other) = other_place(claim, place, region, &lexicon.places) {
                doubts.push(Diagnostic::warning(format!(
                    "{who} says `{other}`, the text is of `{region}`; the text counts"
                )));
            }
            if let Some(other) = other_year(claim, document) {
                let year = identity.year.map(|year| year.to_string()).unwrap_or_default();
                doubts.push(Diagnostic::warning(format!(
                    "{who} says `{other}`, the text is of `{year}`; the text counts"
                )));
            }
        }
    }
    doubts
}

/// The year that a claim names, when the document is not of it. A year is four digits that stand alone.
fn other_year(claim: &str, document: &Document) -> Option<i32> {
    let identity = &document.identity;
    let own = [identity.year, identity.review_year, identity.plan_year(), identity.target_year];
    identity.year?;
    let numbers =
        claim.split(|character: char| !character.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years: Vec<i32> =
        numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1949..2100).contains(year)).collect();
    let is_own = years.iter().any(|&year| own.contains(&Some(year)));
    years.first().copied().filter(|_| !is_own)
}

/// The place that a claim names, when the document is of another that neither lies in it nor has it in itself.
fn other_place<'c>(claim: &'c str, own: PlaceId, region: &str, places: &Places) -> Option<&'c str> {
    let is_near = |place: PlaceId| {
        place == own
            || places.parents(place).any(|above| above == own)
            || places.parents(own).any(|above| above == place)
    };
    let mut other = None;
    let mut at = 0;
    while let Some(character) = claim[at..].chars().next() {
        let found = is_ideograph(character).then(|| places.longest_at(claim, at)).flatten();
        match found {
            Some(name) if name.places.iter().any(|&place| is_near(place)) => return None,
            Some(name) if !region.contains(&claim[at..at + name.len]) => {
                other = other.or(Some(&claim[at..at + name.len]));
                at += name.len;
            }
            Some(name) => at += name.len,
            None => at += character.len_utf8(),
        }
    }
    if other.is_some() {
        return other;
    }
    let words: Vec<&str> = claim
        .split(|character: char| !character.is_ascii_alphabetic())
        .filter(|word| word.len() >= MIN_LATIN)
        .collect();
    let initials = initials(&words);
    let is_said = |place: PlaceId| {
        let place = places.get(place);
        let mut names =
            [&place.short, &place.name].into_iter().filter(|name| begins_with_one(name, initials));
        names.any(|name| words.iter().any(|word| reads(name, word)))
    };
    // Most files are called after the place they are of, and no other place needs to be asked.
    if words.is_empty() || is_said(own) || places.parents(own).any(is_said) {
        return None;
    }
    let said: Vec<PlaceId> = places.iter().map(|(place, _)| place).filter(|&place| is_said(place)).collect();
    let is_elsewhere = !said.is_empty() && !said.iter().any(|&place| is_near(place));
    let first = *said.first().filter(|_| is_elsewhere)?;
    let name = &places.get(first).short;
    words.iter().copied().find(|word| reads(name, word)).or(words.first().copied())
}

/// The letters that words begin with, a bit each.
fn initials(words: &[&str]) -> u32 {
    words.iter().filter_map(|word| word.bytes().next()).fold(0, |letters, first| letters | bit(first))
}

fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// Whether the first character of a name is read with one of these letters: every place is asked, and most are not.
fn begins_with_one(name: &str, letters: u32) -> bool {
    let sounds = name.chars().next().and_then(|first| first.to_pinyin_multi());
    let mut firsts = sounds.into_iter().flatten().filter_map(|sound| sound.plain().bytes().next());
    firsts.any(|first| letters & bit(first) != 0)
}

/// Whether `word` is how a name is written in Latin letters, in one of the several ways where a character is read in
/// several (厦门, 重庆).
fn reads(name: &str, word: &str) -> bool {
    // Bit n: the characters so far may be written as the first n letters.
    let mut reached: u64 = 1;
    if name.is_empty() || word.len() >= u64::BITS as usize {
        return false;
    }
    for character in name.chars() {
        let Some(sounds) = character.to_pinyin_multi() else { return false };
        let mut longer = 0;
        for sound in sounds.into_iter().map(|sound| sound.plain().as_bytes()) {
            for at in (0..=word.len()).filter(|at| reached >> at & 1 == 1) {
                let letters = word.as_bytes().get(at..at + sound.len());
                if letters.is_some_and(|letters| letters.eq_ignore_ascii_case(sound)) {
                    longer |= 1 << (at + sound.len());
                }
            }
        }
        if longer == 0 {
            return false;
        }
        reached = longer;
    }
    reached >> word.len() & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_each_of_their_ways() {
        let fits = [("无锡", "wuxi"), ("重庆", "Chongqing"), ("厦门市", "xiamenshi"), ("西安", "xian")];
        assert!(fits.iter().all(|(name, word)| reads(name, word)), "{fits:?}");
        let others = [("无锡", "wuxishi"), ("无锡市", "wuxi"), ("", "wuxi"), ("无A", "wua"), ("苏州", "")];
        assert!(!others.iter().any(|(name, word)| reads(name, word)), "{others:?}");
    }
}
