//! The recorded session of the front page: `docs/session.tsv` is typed into the shell on the sample graph, and each step
//! has to show what stands behind it. `UPDATE_EXPECT=1` draws the screens anew as `docs/session.svg`.

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use vt100::{Cell, Color, Parser, Screen};

use crate::terminal::{Place, Terminal};

const GRAPH: &str = "taihu.tuzhi";
const LINES: u16 = 40;
const COLUMNS: u16 = 96;
const SIZE: (NonZeroU16, NonZeroU16) = (NonZeroU16::new(LINES).unwrap(), NonZeroU16::new(COLUMNS).unwrap());

/// Seconds that a step is shown.
const SHOWN: f64 = 2.2;

/// Pixels of a cell, and of the frame around the screen.
const CELL: (f64, f64) = (8.4, 18.0);
const MARGIN: f64 = 12.0;

/// The colours of a terminal by number, the text's own last but one, the ground last.
const COLOURS: [&str; 18] = [
    "#45475a", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#bac2de", "#7f849c",
    "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#f5c2e7", "#94e2d5", "#ffffff", "#dfe3f5", "#1e1e2e",
];

fn docs(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Keys, and what they bring about.
fn steps() -> Vec<(String, String)> {
    let text = include_str!("../../docs/session.tsv");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let step = |line: &str| line.split_once('\t').map(|(keys, seen)| (keys.to_owned(), seen.to_owned()));
    lines.map(|line| step(line).expect("keys, a tabulator, a text")).collect()
}

#[test]
fn the_recorded_session_goes_as_it_is_shown() {
    let place = Place::new();
    let reports = concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports");
    let built =
        crate::program::program().args(["build", reports, "-q", "-o"]).arg(place.path(GRAPH)).output();
    assert!(built.expect("the program runs").status.success());
    let mut terminal = place.open_in_colour(GRAPH, COLUMNS);
    let mut parser = Parser::new(SIZE.0, SIZE.1, 0);
    let mut frames = Vec::new();
    for (keys, seen) in steps() {
        terminal.types(&keys.replace('⇥', "\t").replace('⏎', "\r"));
        follow(&mut terminal, &mut parser, &seen);
        frames.push(frame(parser.screen()));
    }
    terminal.types(".quit\r");
    terminal.ends();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(docs("session.svg"), picture(&frames)).expect("written");
    }
    let drawn = fs::read_to_string(docs("session.svg")).expect("the picture is there");
    let shown: Vec<String> = drawn.split("<g class=").skip(1).map(text_of).collect();
    assert_eq!(shown.len(), steps().len(), "as many screens as steps");
    for ((_, seen), text) in steps().iter().zip(&shown) {
        assert!(text.contains(&seen.replace(' ', "")), "{seen} is not in {text}");
    }
}

/// Brings what the shell writes to the screen until it shows a text and nothing comes any more.
fn follow(terminal: &mut Terminal, parser: &mut Parser, seen: &str) {
    let start = Instant::now();
    let mut last = Instant::now();
    loop {
        let mut bytes = [0; 4096];
        match terminal.session.try_read(&mut bytes) {
            Ok(n_read) if n_read > 0 => {
                parser.process(&bytes[..n_read]);
                last = Instant::now();
            }
            _ => std::thread::sleep(Duration::from_millis(10)),
        }
        let is_shown = parser.screen().contents().contains(seen);
        if is_shown && last.elapsed() > Duration::from_millis(300) {
            return;
        }
        let screen = parser.screen().contents();
        assert!(start.elapsed() < Duration::from_secs(30), "no `{seen}`, but:\n{screen}");
    }
}

/// The text of a part of the picture, without spaces and line ends.
fn text_of(part: &str) -> String {
    let pieces = part.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let text = pieces.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.replace(['\u{a0}', '\n'], "")
}

/// The screen as SVG: a text for each stretch of cells that look alike and are alike wide.
fn frame(screen: &Screen) -> String {
    let mut out = String::new();
    for line in 0..LINES {
        let mut run: Option<(Look, u16, u16, String)> = None;
        for column in 0..COLUMNS {
            let Some(cell) = screen.cell(line, column).filter(|cell| !cell.is_wide_continuation()) else {
                continue;
            };
            let (look, width) = (Look::of(cell), if cell.is_wide() { 2 } else { 1 });
            let text = if cell.has_contents() { cell.contents() } else { " " };
            match &mut run {
                Some((known, _, n_cells, so_far)) if *known == look => {
                    so_far.push_str(text);
                    *n_cells += width;
                }
                _ => {
                    write_run(&mut out, line, run.take());
                    run = Some((look, column, width, text.to_owned()));
                }
            }
        }
        write_run(&mut out, line, run);
    }
    let (line, column) = screen.cursor_position();
    let (x, y) = (MARGIN + f64::from(column) * CELL.0, MARGIN + f64::from(line) * CELL.1);
    let _ =
        writeln!(out, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"2\" height=\"{}\" fill=\"#f9e2af\"/>", CELL.1);
    out
}

/// How a cell is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    colour: usize,
    is_bold: bool,
    is_wide: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let colour = match cell.fgcolor() {
            Color::Idx(number) if number < 16 => usize::from(number),
            _ if cell.dim() => 8,
            _ => 16,
        };
        Self { colour, is_bold: cell.bold(), is_wide: cell.is_wide() }
    }
}

fn write_run(out: &mut String, line: u16, run: Option<(Look, u16, u16, String)>) {
    let Some((look, column, n_cells, text)) = run else { return };
    let shown = text.trim_end();
    if shown.is_empty() {
        return;
    }
    let n_cells = n_cells - (text.len() - shown.len()) as u16;
    let (x, y) = (MARGIN + f64::from(column) * CELL.0, MARGIN + (f64::from(line) + 0.78) * CELL.1);
    let width = f64::from(n_cells) * CELL.0;
    let bold = if look.is_bold { " font-weight=\"bold\"" } else { "" };
    let text = shown.replace(' ', "\u{a0}").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{bold}>{text}</text>",
        COLOURS[look.colour]
    );
}

/// The frames one after another, for ever; the last one where nothing moves.
fn picture(frames: &[String]) -> String {
    let (width, height) =
        (f64::from(COLUMNS) * CELL.0 + 2.0 * MARGIN, f64::from(LINES) * CELL.1 + 2.0 * MARGIN);
    let n = frames.len() as f64;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-size=\"14\" \
         font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC',ui-monospace,Menlo,Consolas,monospace\">\n\
         <title>A session with tuzhi</title>\n<style>\n"
    );
    for number in 0..frames.len() {
        let (from, to) = (number as f64 / n * 100.0, (number + 1) as f64 / n * 100.0);
        let rest = if number + 1 == frames.len() { "visible" } else { "hidden" };
        let _ = writeln!(
            out,
            ".f{number}{{visibility:{rest};animation:k{number} {:.1}s step-end infinite}}\
             @keyframes k{number}{{0%{{visibility:hidden}}{from:.3}%{{visibility:visible}}{to:.3}%{{visibility:hidden}}}}",
            n * SHOWN
        );
    }
    let _ =
        writeln!(out, "</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>", COLOURS[17]);
    for (number, frame) in frames.iter().enumerate() {
        let _ = writeln!(out, "<g class=\"f{number}\">\n{frame}</g>");
    }
    out.push_str("</svg>\n");
    out
}
