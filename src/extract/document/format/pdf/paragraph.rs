//! Lines of all pages to paragraphs: running heads and feet go, a line that is full goes on in the next.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;

/// Lines at a page's top and bottom that may be running heads.
const EDGE: usize = 2;

/// How far before the margin a full line may end, in heights of its font: marks are not begun a line with.
const RAGGED: f32 = 2.6;

/// How far behind the margin a line begins that begins a paragraph, in heights of its font.
const INDENT: f32 = 1.2;

/// The text of a document.
pub(super) fn text(pages: &[Vec<Line>]) -> String {
    let heads = running_heads(pages);
    let is_kept = |at: usize, n_lines: usize, line: &Line| {
        !is_edge(at, n_lines) || !(is_number(line) || heads.contains(&shape(line)))
    };
    let kept = |page: &'_ Vec<Line>| -> Vec<Line> {
        let n_lines = page.len();
        page.iter()
            .enumerate()
            .filter(|(at, line)| is_kept(*at, n_lines, line))
            .map(|(_, line)| line.clone())
            .collect()
    };
    let lines: Vec<Line> = pages.iter().flat_map(kept).collect();
    let margins = Margins::of(&lines);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        text.push_str(line.text.trim());
        let next = lines.get(at + 1);
        let is_latin =
            |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
        match next.filter(|next| margins.goes_on(line, next)) {
            Some(next) if is_latin(line.text.chars().next_back()) && is_latin(next.text.chars().next()) => {
                text.push(' ')
            }
            Some(_) => {}
            None => text.push('\n'),
        }
    }
    text
}

fn is_edge(at: usize, n_lines: usize) -> bool {
    at < EDGE || at + EDGE >= n_lines
}

/// A page's number on a line of its own: `3`, `— 3 —`, `第3页`.
fn is_number(line: &Line) -> bool {
    let inner = line.text.trim().trim_matches(|mark: char| "-—–·~第页 ".contains(mark));
    (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit())
}

/// A line without its numbers, and where it stands.
fn shape(line: &Line) -> (String, i32) {
    let is_word = |character: &char| !character.is_ascii_digit() && !character.is_whitespace();
    (line.text.chars().filter(is_word).collect(), (line.y / 2.0).round() as i32)
}

/// What stands at the same edge of most pages, but for its numbers.
fn running_heads(pages: &[Vec<Line>]) -> Vec<(String, i32)> {
    let mut counts = BTreeMap::<(String, i32), usize>::new();
    for page in pages {
        let edges = page.iter().enumerate().filter(|(at, _)| is_edge(*at, page.len()));
        let edges: BTreeSet<(String, i32)> = edges.map(|(_, line)| shape(line)).collect();
        for edge in edges.into_iter().filter(|(words, _)| !words.is_empty()) {
            *counts.entry(edge).or_default() += 1;
        }
    }
    let is_running = |count: usize| count >= 2 && count * 2 > pages.len();
    counts.into_iter().filter(|(_, count)| is_running(*count)).map(|(edge, _)| edge).collect()
}

/// Between which margins most lines stand.
#[derive(Clone, Copy, Debug)]
struct Margins {
    left: f32,
    right: f32,
}

impl Margins {
    fn of(lines: &[Line]) -> Self {
        let share = |mut places: Vec<f32>, share: f32| {
            places.sort_by(f32::total_cmp);
            let at = (places.len() as f32 * share) as usize;
            places.get(at.min(places.len().saturating_sub(1))).copied().unwrap_or_default()
        };
        let long: Vec<&Line> = lines.iter().filter(|line| line.text.chars().count() >= 12).collect();
        Self {
            left: share(long.iter().map(|line| line.x).collect(), 0.2),
            right: share(long.iter().map(|line| line.end).collect(), 0.8),
        }
    }

    fn goes_on(self, line: &Line, next: &Line) -> bool {
        let is_full = line.end >= self.right - RAGGED * line.size;
        // Blanks may be set like any other character.
        let is_blank = next.text.starts_with(['\u{3000}', ' ']);
        let is_indented = is_blank || next.x >= self.left + INDENT * next.size;
        let is_same = (line.size - next.size).abs() <= 0.2 * line.size;
        is_full && !is_indented && is_same
    }
}
