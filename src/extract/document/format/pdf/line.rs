//! Runs to lines: what stands on one baseline, columns one after the other, cells of a table apart.

use super::content::Run;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Its characters.
    pub text: String,
    /// Where it begins.
    pub x: f32,
    /// The height of its baseline.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// Height of its largest font.
    pub size: f32,
}

/// How far from a line's baseline a run may stand and belong to it (marks of footnotes), as a share of the font's height.
const RAISED: f32 = 0.45;

/// A gap between Latin letters or digits that is a blank, in heights of the font.
const BLANK: f32 = 0.28;

/// A gap that parts cells of a table.
const CELL: f32 = 3.0;

/// A gap that may part columns.
const CHANNEL: f32 = 1.2;

/// Fewest lines of a column, and fewest characters of one of its lines on average; cells of a table are shorter.
const MIN_COLUMN: (usize, usize) = (6, 12);

/// The lines of a page, in the order of reading.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let rows = rows(runs);
    match channel(&rows) {
        Some(channel) => in_columns(rows, channel),
        None => rows.iter().map(|row| line(row)).collect(),
    }
}

/// Runs by baseline, from above, each from the left; what is set twice to look bold is kept once.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|left, right| right.y.total_cmp(&left.y).then(left.x.total_cmp(&right.x)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let (mut y, mut size) = (0.0, 0.0);
    for run in runs {
        let is_near = (y - run.y).abs() <= RAISED * run.size.max(size);
        match rows.last_mut().filter(|_| is_near) {
            Some(row) => {
                if run.size > size {
                    (y, size) = (run.y, run.size);
                }
                row.push(run);
            }
            None => {
                (y, size) = (run.y, run.size);
                rows.push(vec![run]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|left, right| left.x.total_cmp(&right.x));
        row.dedup_by(|next, run| next.text == run.text && (next.x - run.x).abs() < 0.2 * run.size);
    }
    rows
}

fn line(row: &[Run]) -> Line {
    let (x, y) = row.first().map_or((0.0, 0.0), |run| (run.x, run.y));
    let mut line = Line { x, y, ..Line::default() };
    for run in row {
        let gap = if line.text.is_empty() { 0.0 } else { run.x - line.end };
        let is_latin =
            |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
        if gap > CELL * run.size {
            // As wide as what parts two paragraphs of a text.
            line.text.push_str("    ");
        } else if gap > BLANK * run.size
            && is_latin(line.text.chars().next_back())
            && is_latin(run.text.chars().next())
        {
            line.text.push(' ');
        }
        line.text.push_str(&run.text);
        line.end = line.end.max(run.end);
        line.size = line.size.max(run.size);
    }
    line
}

/// Where a page of two columns has its channel: white from line to line, with running text on both sides.
fn channel(rows: &[Vec<Run>]) -> Option<f32> {
    let gaps = rows
        .iter()
        .flat_map(|row| row.windows(2))
        .filter(|pair| pair[1].x - pair[0].end > CHANNEL * pair[0].size);
    let mut middles: Vec<f32> = gaps.map(|pair| (pair[0].end + pair[1].x) / 2.0).collect();
    middles.sort_by(f32::total_cmp);
    let middle = *middles.get(middles.len() / 2)?;
    let (mut n_split, mut n_crossed, mut n_left, mut n_right) = (0, 0, 0, 0);
    for row in rows {
        let characters = |side: &dyn Fn(&Run) -> bool| {
            row.iter().filter(|run| side(run)).map(|run| run.text.chars().count()).sum::<usize>()
        };
        let (left, right) = (characters(&|run| run.end <= middle), characters(&|run| run.x >= middle));
        let is_crossed = row.iter().any(|run| run.x < middle && run.end > middle);
        n_crossed += usize::from(is_crossed);
        if !is_crossed && left > 0 && right > 0 {
            n_split += 1;
            n_left += left;
            n_right += right;
        }
    }
    let (least, length) = MIN_COLUMN;
    let is_text = n_left >= length * n_split && n_right >= length * n_split;
    (n_split >= least && n_split >= 3 * n_crossed && is_text).then_some(middle)
}

/// Lines over both columns part what stands beside each other above and below them.
fn in_columns(rows: Vec<Vec<Run>>, channel: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut waiting = Vec::new();
    for row in rows {
        let is_crossed = row.iter().any(|run| run.x < channel && run.end > channel);
        if is_crossed {
            lines.append(&mut waiting);
            lines.push(line(&row));
            continue;
        }
        let (left, right): (Vec<Run>, Vec<Run>) = row.into_iter().partition(|run| run.end <= channel);
        if !left.is_empty() {
            lines.push(line(&left));
        }
        if !right.is_empty() {
            waiting.push(line(&right));
        }
    }
    lines.append(&mut waiting);
    lines
}
