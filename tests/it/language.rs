//! `docs/language.md` is run: its ```` ```cypher ```` blocks in order, in one database, and what each gives is the
//! ```` ```text ```` block after it. `UPDATE_EXPECT=1 cargo test --test it language` rewrites those blocks; the diff is
//! to be reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tuzhi::database::{Database, Params};
use tuzhi::diagnostic::render;
use tuzhi::export::{TableFormat, TableStyle, write_table};
use tuzhi::extract::{Lexicon, build};
use tuzhi::query::bind::ProcedureCatalog;
use tuzhi::query::function::{Files, aggregate_names, names};
use tuzhi::query::parser::{KEYWORDS, LexemeKind, scan, split_statements};
use tuzhi::source::Source;
use tuzhi::value::Value;

/// 2024-03-05T08:30:00Z, when all examples are run.
const NOW_NS: i128 = 1_709_627_400_000_000_000;
const SEED: u64 = 7;

#[test]
fn examples_give_what_stands_under_them() {
    check_page(&path());
}

#[test]
fn walks_give_what_stands_under_them() {
    check_page(&path().with_file_name("walk.md"));
}

/// Runs the examples of a page; rewrites it where that is asked for.
fn check_page(path: &Path) {
    let page = fs::read_to_string(path).unwrap();
    let found = run_page(&page);
    if page == found {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        fs::write(path, found).unwrap();
        return;
    }
    let same = page.lines().zip(found.lines()).take_while(|(old, new)| old == new).count();
    let part = |text: &str| text.lines().skip(same.saturating_sub(8)).take(16).collect::<Vec<_>>().join("\n");
    panic!(
        "{}:{} differs\nexpected:\n{}\n\nfound:\n{}\n\nUPDATE_EXPECT=1 cargo test --test it language \
         rewrites it",
        path.display(),
        same + 1,
        part(&page),
        part(&found)
    );
}

#[test]
fn every_function_and_procedure_has_an_example() {
    let page = fs::read_to_string(path()).unwrap();
    let examples: String = blocks(&page).map(|(statements, _)| statements).collect();
    let called = |name: &str| {
        let call = format!("{name}(");
        examples.match_indices(&call).any(|(at, _)| {
            let before = examples[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.')
        })
    };
    let procedures = ProcedureCatalog::default();
    let all =
        procedures.names().map(str::to_owned).chain(names().chain(aggregate_names()).map(str::to_owned));
    let missing: Vec<String> = all.filter(|name| !called(name)).collect();
    assert!(missing.is_empty(), "no example on the page calls {missing:?}");
}

#[test]
fn every_keyword_has_an_example() {
    let page = fs::read_to_string(path()).unwrap();
    let mut used = BTreeSet::new();
    for (statements, _) in blocks(&page) {
        let lexemes = scan(statements).filter(|lexeme| lexeme.kind == LexemeKind::Word);
        used.extend(lexemes.map(|lexeme| lexeme.span.of(statements).to_ascii_uppercase()));
    }
    let missing: Vec<&&str> = KEYWORDS.iter().filter(|keyword| !used.contains(**keyword)).collect();
    assert!(missing.is_empty(), "no example on the page uses {missing:?}");
}

#[test]
fn every_chinese_name_is_listed() {
    let page = fs::read_to_string(path()).unwrap();
    let lexicon = Lexicon::builtin();
    let written = lexicon.ontology.aliases.iter().map(|alias| format!("`{}` {}", alias.name, alias.alias));
    let missing: Vec<String> = written.filter(|pair| !page.contains(pair)).collect();
    assert!(missing.is_empty(), "the page does not list {missing:?}");
}

/// The page with what its examples give.
fn run_page(page: &str) -> String {
    // A built graph without a document: it has the Chinese names of labels, types and keys, and nothing else.
    let mut database = Database::new(build(Vec::new(), &Lexicon::builtin()).unwrap());
    database.set_files(Files {
        bytes: |_| Ok("name,people\n无锡市,7490000\n\"江阴, 市\",\n".into()),
        ..Files::NONE
    });
    let mut out = String::with_capacity(page.len());
    let mut rest = 0;
    for (statements, expected) in blocks(page) {
        out.push_str(&page[rest..expected.start]);
        out.push_str(&run_block(&mut database, statements));
        rest = expected.end;
    }
    out.push_str(&page[rest..]);
    out
}

/// What the statements of a block give, one after another.
fn run_block(database: &mut Database, statements: &str) -> String {
    let mut session = database.session();
    session.set_clock_and_seed(NOW_NS, SEED);
    let params =
        Params::from([("year".into(), Value::Integer(2023)), ("region".into(), Value::from("无锡市"))]);
    let mut out = String::new();
    for span in split_statements(statements) {
        if !out.is_empty() {
            out.push('\n');
        }
        // Above what a walk gives stands the query that it stands for.
        if let Ok(Some(query)) = session.walk_to_cypher(span.of(statements)) {
            let _ = writeln!(out, "{query}\n");
        }
        match session.run(span.of(statements), &params) {
            Ok(table) => {
                let mut text = Vec::new();
                if !table.columns.is_empty() {
                    write_table(&mut text, &table, TableFormat::Table, &TableStyle::default()).unwrap();
                }
                out.push_str(&String::from_utf8(text).unwrap());
                let summary = table.summary.to_string();
                if !summary.is_empty() {
                    let _ = writeln!(out, "{summary}");
                }
            }
            Err(error) => {
                out.push_str(&render(&error.diagnostic(span.start), &Source::new("<query>", statements)));
            }
        }
    }
    out.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

/// Examples: their statements, and where on the page their output stands.
fn blocks(page: &str) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    page.match_indices("\n```cypher\n").map(|(at, opening)| {
        let start = at + opening.len();
        let end = start + page[start..].find("\n```\n").unwrap() + 1;
        let statements = &page[start..end];
        let after = &page[end + "```\n".len()..];
        let text = after.trim_start_matches('\n');
        assert!(text.starts_with("```text\n"), "no ```text block stands right after\n{statements}");
        let from = page.len() - text.len() + "```text\n".len();
        let to = if page[from..].starts_with("```") {
            from
        } else {
            from + page[from..].find("\n```").unwrap() + 1
        };
        (statements, from..to)
    })
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")
}
