//! How alike two texts are.

use std::ops::Range;

/// A piece that two texts share: where it begins in each, and its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shared {
    in_a: usize,
    in_b: usize,
    length: usize,
}

/// From 0 (nothing shared) to 1 (the same): twice the letters in shared pieces by all letters (Ratcliff and Obershelp).
/// The longest shared piece is taken first, then the same is done at its left and at its right.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut shared = 0;
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((in_a, in_b)) = open.pop() {
        let piece = longest_shared(&a, in_a.clone(), &b, in_b.clone());
        if piece.length > 0 {
            shared += piece.length;
            open.push((in_a.start..piece.in_a, in_b.start..piece.in_b));
            open.push((piece.in_a + piece.length..in_a.end, piece.in_b + piece.length..in_b.end));
        }
    }
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}

/// Letters of the longest piece that two texts share.
pub(super) fn longest_piece(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    longest_shared(&a, 0..a.len(), &b, 0..b.len()).length
}

/// The longest piece; of several the one that begins first in `a`, then in `b`.
fn longest_shared(a: &[char], in_a: Range<usize>, b: &[char], in_b: Range<usize>) -> Shared {
    let mut best = Shared { in_a: in_a.start, in_b: in_b.start, length: 0 };
    // Lengths of the pieces that end at each letter of `b` and at the letter of `a` before this one.
    let mut before = vec![0; in_b.len() + 1];
    let mut lengths = vec![0; in_b.len() + 1];
    for i in in_a {
        for (at, j) in in_b.clone().enumerate() {
            lengths[at + 1] = if a[i] == b[j] { before[at] + 1 } else { 0 };
            if lengths[at + 1] > best.length {
                let length = lengths[at + 1];
                best = Shared { in_a: i + 1 - length, in_b: j + 1 - length, length };
            }
        }
        std::mem::swap(&mut before, &mut lengths);
    }
    best
}
