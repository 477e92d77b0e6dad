//! File-driven cases: `tests/suite/FEATURE/*.txt`, one reported test a file.
//!
//! A case is some lines of input, `---`, and the output that is expected, up to the next blank line:
//!
//! ```text
//! # A parenthesis that changes nothing is not printed.
//! > RETURN ((1 + 2)) + 3
//! ---
//! RETURN 1 + 2 + 3
//! ```
//!
//! `#` begins a comment, `> ` a line of a statement, `graph NAME` fills an empty database by
//! `tests/suite/graphs/NAME.cypher` for the cases after it. `UPDATE_EXPECT=1 cargo test --test suite` rewrites the
//! expected output; the difference is then to be reviewed. Adding a case needs no Rust.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use tuzhi::database::{Database, Options, Params};
use tuzhi::diagnostic::{Diagnostic, render};
use tuzhi::export::{TableFormat, TableStyle, write_table};
use tuzhi::query::parser::{parse, split_statements};
use tuzhi::source::Source;

/// Gives the output of one case.
type Check = fn(graph: Option<&str>, statement: &str) -> String;

/// Folders and what is done with their cases.
const FEATURES: &[(&str, Check)] =
    &[("parse", check_parse), ("bind", check_query), ("plan", check_plan), ("query", check_query)];

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut trials = Vec::new();
    for (feature, check) in FEATURES {
        for path in case_files(&root.join(feature)) {
            let name = format!("{feature}::{}", path.file_stem().unwrap_or_default().to_string_lossy());
            trials.push(Trial::test(name, move || run_file(&path, *check)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn case_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
}

/// The canonical text of a statement, or why it is none.
fn check_parse(_graph: Option<&str>, statement: &str) -> String {
    match parse(statement) {
        Ok(tree) => {
            let text = tree.to_string();
            let again = parse(&text).map(|tree| tree.to_string());
            assert_eq!(again.as_deref(), Ok(text.as_str()), "canonical text must be stable");
            text
        }
        Err(error) => {
            let mut diagnostic = Diagnostic::error(error.message);
            for (span, text) in error.labels {
                diagnostic = diagnostic.with_label(span, text);
            }
            diagnostic.hint = error.hint;
            format!("{}\n{}", error.detail, render(&diagnostic, &Source::new("<query>", statement)))
        }
    }
}

/// The table a statement gives, or its error; the same with the optimizer and without.
fn check_query(graph: Option<&str>, statement: &str) -> String {
    let optimized = run(graph, statement, Options::default());
    let plain = run(graph, statement, Options::none());
    assert_eq!(optimized, plain, "with the optimizer and without");
    optimized
}

/// How a statement would run.
fn check_plan(graph: Option<&str>, statement: &str) -> String {
    run(graph, &format!("EXPLAIN {statement}"), Options::default())
}

fn run(graph: Option<&str>, statement: &str, options: Options) -> String {
    let mut database = Database::default();
    let mut session = database.session();
    for span in graph.map(split_statements).unwrap_or_default() {
        let text = span.of(graph.unwrap_or_default());
        if let Err(error) = session.run(text, &Params::new()) {
            return format!("the graph cannot be made: {error}\n{text}");
        }
    }
    session.set_optimizer(options);
    match session.run(statement, &Params::new()) {
        Ok(table) => {
            let mut out = Vec::new();
            if !table.columns.is_empty() {
                write_table(&mut out, &table, TableFormat::Table, &TableStyle::default())
                    .expect("memory can be written");
            }
            format!("{}{}", String::from_utf8(out).expect("tables are text"), table.summary)
        }
        Err(error) => render(&error.diagnostic(0), &Source::new("<query>", statement)),
    }
}

/// Runs the cases of a file, or rewrites it.
fn run_file(path: &Path, check: Check) -> Result<(), Failed> {
    let text = fs::read_to_string(path)?;
    let mut actual = String::with_capacity(text.len());
    let (mut graph, mut statement) = (None, String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let _ = writeln!(actual, "{line}");
        if let Some(piece) = line.strip_prefix('>') {
            statement.push_str(piece.strip_prefix(' ').unwrap_or(piece));
            statement.push('\n');
        } else if let Some(name) = line.strip_prefix("graph ") {
            let file = path.with_file_name("..").join("graphs").join(name.trim()).with_extension("cypher");
            graph = Some(fs::read_to_string(&file).map_err(|e| format!("`{}`: {e}", file.display()))?);
        } else if line == "---" {
            while lines.next_if(|line| !line.is_empty()).is_some() {}
            let output = check(graph.as_deref(), statement.trim_end());
            for line in output.lines() {
                // A blank line would end the expectation.
                let _ =
                    writeln!(actual, "{}", if line.trim_end().is_empty() { "~" } else { line.trim_end() });
            }
            statement.clear();
        }
    }
    if actual == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return Ok(fs::write(path, actual)?);
    }
    Err(first_difference(&text, &actual).into())
}

fn first_difference(expected: &str, actual: &str) -> String {
    let same = expected.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.lines().skip(same.saturating_sub(4)).take(16).collect::<Vec<_>>().join("\n");
    format!("line {}\nexpected:\n{}\n\nactual:\n{}", same + 1, part(expected), part(actual))
}
