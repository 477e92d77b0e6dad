//! "Did you mean": the known word nearest to the one that was written.

/// The candidate nearest to `word` (case does not count), when one is near enough to be what was meant: one slip for
/// up to five characters, one more for every three after that. A slip is a character too many, missing, wrong, or two
/// swapped. Of equally near ones the first is taken.
///
/// ```
/// use tuzhi::diagnostic::nearest;
/// assert_eq!(nearest("MTACH", ["MERGE", "MATCH"]), Some("MATCH"));
/// assert_eq!(nearest("锡山", ["锡山区", "惠山区"]), Some("锡山区"));
/// assert_eq!(nearest("北京", ["锡山区", "惠山区"]), None);
/// ```
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    if word.len() < 2 || word.len() > MAX_WORD {
        return None;
    }
    let limit = 1 + word.len().saturating_sub(3) / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = candidate.chars().take(MAX_WORD + 8).flat_map(char::to_lowercase).collect();
        if other.len().abs_diff(word.len()) > limit {
            continue;
        }
        let slips = n_slips(&word, &other);
        let near = slips <= limit && slips < word.len().max(other.len()).div_ceil(2).max(2);
        if near && best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Longer words are not compared: the work grows with the square of the length.
const MAX_WORD: usize = 64;

/// Restricted Damerau-Levenshtein distance.
fn n_slips(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
