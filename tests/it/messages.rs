//! Messages and help in Chinese: the table is whole, its two columns agree, and a tour of mistakes leaves no English.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;
use tuzhi::database::{Database, Params};
use tuzhi::diagnostic::{Language, in_language};

use crate::terminal::Place;

const TABLE: &str = include_str!("../../data/messages/zh.tsv");

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}")))
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<String> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let is_name = |name: &&str| {
        let bare = name.trim_start_matches('!');
        !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    names.filter(is_name).map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_places() {
    let mut seen = HashSet::new();
    for (english, chinese) in entries() {
        assert_eq!(places(english), places(chinese), "{english}");
        assert!(seen.insert(english), "twice: {english}");
        assert!(!chinese.contains('\t'), "three columns: {english}");
    }
}

/// A literal of a source that is told to people, with the place of its opening quote.
struct Literal {
    text: String,
    line: usize,
    /// Whether its braces are places.
    is_format: bool,
}

/// What hands a message on.
const TELLERS: &[&str] = &[
    "Diagnostic::error(",
    "Diagnostic::warning(",
    ".with_hint(",
    ".with_label(",
    "Failure::with_hint(",
    "Failure::new(",
    "#[error(",
    "QueryError::syntax(",
    "QueryError::runtime(",
    "EvalError::type_error(",
    "EvalError::argument(",
    "out_of_range(",
    "too_large(",
    "overflow(",
    "wrong_type(",
    "ValueError::invalid(",
    "type_error(",
    "invalid_type(",
    "wrong(",
    "composition(",
    "refusal(",
    ".note(",
    ".say(",
    "let message =",
    "let hint =",
];

/// The literals inside the calls that hand messages on.
fn told_literals(source: &str) -> Vec<Literal> {
    let source = source.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    let (mut found, mut at) = (Vec::new(), 0);
    let bytes = source.as_bytes();
    // Depth of brackets at which a call began.
    let (mut calls, mut depth) = (Vec::<usize>::new(), 0_usize);
    while at < bytes.len() {
        let rest = &source[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        // A method of that name is another's: `self.wrong(…)` tells half a message.
        let is_part = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
        let teller = TELLERS.iter().find(|teller| rest.starts_with(**teller) && !is_part);
        if let Some(teller) = teller {
            calls.push(depth);
            // A `let` ends with its `;`.
            depth += usize::from(teller.ends_with('('));
            at += teller.len();
            continue;
        }
        match bytes[at] {
            b'"' => {
                let end = string_end(source, at);
                if !calls.is_empty() {
                    let line = source[..at].matches('\n').count() + 1;
                    let before = source[..at].trim_end();
                    let is_format = before.ends_with("format!(") || before.ends_with("error(");
                    found.push(Literal { text: unescaped(&source[at + 1..end]), line, is_format });
                }
                at = end + 1;
                continue;
            }
            b'\'' if rest.starts_with("'\"'") => at += 2,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                while calls.last().is_some_and(|call| depth <= *call) {
                    calls.pop();
                }
            }
            b';' => {
                while calls.last().is_some_and(|call| depth <= *call) {
                    calls.pop();
                }
            }
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

fn string_end(source: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, c) in source[start + 1..].char_indices() {
        match c {
            '"' if !escaped => return start + 1 + at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    source.len() - 1
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\\n") {
        out.push_str(before);
        rest = after.trim_start();
    }
    out.push_str(rest);
    out.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", "\n")
}

/// A message as it may be told: a number or a name in each place.
fn sample(literal: &str) -> String {
    let (mut out, mut rest) = (String::new(), literal);
    while let Some(open) = rest.find(['{', '}']) {
        let before = &rest[..open];
        out.push_str(before);
        let after = &rest[open + 1..];
        if rest[open..].starts_with("{{") || rest[open..].starts_with("}}") {
            out.push_str(&rest[open..=open]);
            rest = &after[1..];
            continue;
        }
        let inside = after.split('}').next().unwrap_or_default();
        out.push_str(if before.ends_with('`') { "x" } else { "7" });
        rest = after.get(inside.len() + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            into.push(path);
        }
    }
}

/// Texts that are data or parts of words, not messages.
fn is_message(text: &str) -> bool {
    let outside = text.split('`').step_by(2);
    let words = outside.flat_map(|part| part.split(|c: char| !c.is_ascii_lowercase()));
    words.filter(|word| word.len() > 1).count() > 1 && text.contains(' ') && text.trim() == text
}

#[test]
fn every_message_of_the_sources_is_in_the_table() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let (mut missing, mut n_told) = (Vec::new(), 0);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        // The tables of words have their own keepers, who read English.
        if path.to_string_lossy().contains("extract/lexicon") {
            continue;
        }
        for literal in told_literals(&text) {
            let told = if literal.is_format { sample(&literal.text) } else { literal.text.clone() };
            if !is_message(&told) {
                continue;
            }
            n_told += 1;
            if in_language(&told, Language::Chinese) == told {
                missing.push(format!("{}:{}: {}", path.display(), literal.line, literal.text));
            }
        }
    }
    assert!(n_told > 400, "only {n_told} messages were found in the sources");
    let list = missing.join("\n");
    assert!(missing.is_empty(), "{} messages are missing in data/messages/zh.tsv:\n{list}", missing.len());
}

/// English words that are left in a text: outside of backticks, signs and names of formats.
fn english_words(text: &str) -> Vec<&str> {
    let outside = text.split('`').step_by(2);
    let words =
        outside.flat_map(|part| part.split(|c: char| !(c.is_ascii_alphanumeric() || "_-./<>:$".contains(c))));
    words
        .filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .filter(|word| !["null", "tuzhi", "true", "false"].contains(word))
        .collect()
}

/// Whether English words stand side by side.
fn is_english(text: &str) -> bool {
    english_words(text).windows(2).any(|pair| text.contains(&pair.join(" ")))
}

/// A mistake of each kind that the language tells.
const MISTAKES: &[&str] = &[
    "MTACH (n) RETURN n",
    "MATCH (n RETURN n",
    "MATCH (n) RETURN",
    "MATCH (n) WHERE n.a = = 1 RETURN n",
    "MATCH (n) RETURN n )",
    "RETURN 'abc",
    "RETURN `abc",
    "RETURN 1 /* x",
    "MATCH (n)) RETURN n",
    "MATCH (n) RETURN m",
    "MATCH (n) WHERE foo(n) RETURN n",
    "RETURN lenght('a')",
    "RETURN size(1, 2)",
    "RETURN size(1)",
    "RETURN substring('a')",
    "RETURN 1 + true",
    "RETURN -'a'",
    "RETURN NOT 1",
    "RETURN 1 AND true",
    "RETURN 1 IN 2",
    "RETURN [1][true]",
    "RETURN {a: 1}[1]",
    "RETURN 99999999999999999999",
    "RETURN 1e999",
    "RETURN 0x",
    "RETURN 'a\\q'",
    "RETURN '\\uZZZZ'",
    "RETURN 1 AS a, 2 AS a",
    "MATCH (n) WITH n.a RETURN 1",
    "RETURN *",
    "RETURN 1 UNION RETURN 2 AS b",
    "RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a",
    "MATCH (n)",
    "RETURN 1 MATCH (n)",
    "CREATE (n) MATCH (m) RETURN m",
    "CREATE (a)-[]->(b)",
    "CREATE (a)-[:X]-(b)",
    "CREATE (a)-[:X*2]->(b)",
    "CREATE (a:A|B)",
    "MERGE (a $p)",
    "MATCH (n $p) RETURN n",
    "MATCH (a)-[r]->(b)-[r]->(c) RETURN r",
    "MATCH (a)-[a]->(b) RETURN a",
    "CREATE (n) CREATE (n)",
    "MATCH (n) DELETE n:A",
    "MATCH (n) DELETE 1",
    "MATCH (n) SET n = 1",
    "RETURN sum(sum(1))",
    "MATCH (n) WHERE count(n) > 1 RETURN n",
    "MATCH (n) RETURN n.a + count(*)",
    "RETURN 1 LIMIT -1",
    "RETURN 1 LIMIT 'a'",
    "MATCH (n) RETURN n LIMIT n.a",
    "MATCH (n) RETURN n ORDER BY count(*)",
    "RETURN [x IN 1 | x]",
    "RETURN (a)-->(b)",
    "MATCH (n) RETURN (n)-->()",
    "CALL foo()",
    "CALL db.labels(1)",
    "CALL db.labels() YIELD x RETURN x",
    "RETURN $p",
    "RETURN 1/0",
    "RETURN 9223372036854775807 + 1",
    "RETURN date('x')",
    "RETURN date({year: 2020, month: 13})",
    "RETURN duration({foo: 1})",
    "RETURN datetime({year: 2020, timezone: 'Foo/Bar'})",
    "RETURN time({})",
    "RETURN range(1, 2, 0)",
    "RETURN percentileCont(1, 2)",
    "RETURN toInteger(true + 1)",
    "CREATE (a)-[:X]->(b) DELETE a",
    "UNWIND [1] AS x CREATE (a)-[:X {x: 1}]->(null)",
    "SHOW FOOS",
    "CREATE INDEX",
    "DROP INDEX foo",
    "RETURN 100亿元 > 5%",
    "RETURN 5% + 1",
    "RETURN 5亿元 + 3亩",
    "RETURN 3亿元.foo",
    "RETURN reduce(a = 0, x IN [1] WHERE x | a)",
    "MATCH (a) — (b) RETURN a",
    "RETURN ）",
    "MATCH p = shortestPath((a)-->(b)-->(c)) RETURN p",
    "MATCH (a)-[r*1..2 {x: 1}]-(b RETURN a",
    "RETURN EXISTS { CREATE (n) }",
    "RETURN COLLECT { MATCH (n) RETURN 1 AS a, 2 AS b }",
    "RETURN point({x: 1})",
    "RETURN 1 ! 2",
    "RETURN abs('a')",
    "RETURN toUnit(1亿元, '亩')",
    "CALL algo.pagerank({damping: 'x'})",
    "CALL tuzhi.search('')",
    "CALL tuzhi.promises('nowhere')",
    "",
    ";;",
    "RETURN",
    "WITH 1 AS x RETURN x.a.b",
    "FOREACH (x IN 1 | CREATE (n))",
    "MATCH (n) REMOVE n",
];

#[test]
fn a_tour_of_mistakes_is_told_in_chinese() {
    let mut database = Database::default();
    database
        .session()
        .run("CREATE (:Region {name: '无锡市'})-[:X]->(:Region {name: '江阴市'})", &Params::new())
        .unwrap();
    let (mut n_told, mut english) = (0, Vec::new());
    for query in MISTAKES {
        let Err(error) = database.session().run(query, &Params::new()) else { continue };
        n_told += 1;
        let told = error.diagnostic(0).in_language(Language::Chinese);
        let texts = std::iter::once(&told.message)
            .chain(told.hint.iter())
            .chain(told.labels.iter().map(|label| &label.text));
        for text in texts {
            let words = english_words(text);
            // The signature of a function is of no language.
            if !words.is_empty() && !text.contains(" :: ") {
                english.push(format!("{query}: {text}"));
            }
        }
        // A program reads the same codes in each language.
        assert_eq!(told.code, error.diagnostic(0).code);
    }
    assert!(n_told > 80, "only {n_told} of the queries are mistakes");
    assert!(english.is_empty(), "English is left:\n{}", english.join("\n"));
}

#[test]
fn the_shell_changes_its_language() {
    let place = Place::new();
    let output = place.pipe(".lang zh\n.help\n.foo\n.mode foo\n.help nothing\n.width x\n.lang en\n.foo\n");
    let (help, told) = (out(&output), told(&output));
    let left: Vec<&str> =
        help.lines().filter(|line| is_english(line) && !line.starts_with("  MATCH")).collect();
    assert!(help.contains("显示本帮助") && left.is_empty(), "{left:?}");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "错误：不认识的命令 `.foo`");
    assert!(lines.contains(&"错误：`.width` 需要数字，不能是 `x`"), "{told}");
    assert!(told.contains("error: unknown command `.foo`"), "{told}");
    // What is told beside a result, at a terminal.
    let mut terminal = place.open_with(&["--lang", "zh"], 100);
    terminal.sees("语句以 `;` 结束");
    terminal.enters("RETURN 1;\r");
    terminal.sees("1 行，用时");
    terminal.enters(".lang\r");
    terminal.sees("信息用中文显示");
    terminal.enters(".quit\r");
    terminal.ends();
}

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tuzhi"));
    command.args(arguments).stdin(Stdio::null());
    for name in ["TUZHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied()).output().unwrap()
}

#[test]
fn what_is_counted_and_what_is_the_users_own_stays() {
    for (english, chinese) in [
        (
            "2 nodes created, 1 relationship created, 1 label added",
            "新建 2 个节点、新建 1 条关系、加上 1 个标签",
        ),
        (
            "`x` is not a graph file of tuzhi (it does not begin with `TUZHI图`)",
            "`x` 不是图志的图文件（不以 `TUZHI图` 开头）",
        ),
        ("variable `a string or a list` is not defined", "变量 `a string or a list` 没有定义"),
        ("`a` takes a string or a list here, found an integer", "`a` 在这里接受字符串或列表，实际是整数"),
        ("no such message or text", "no such message or text"),
        ("documents  3 plans", "文档       3 份计划"),
    ] {
        assert_eq!(in_language(english, Language::Chinese), chinese);
        assert_eq!(in_language(english, Language::English), english);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn help_of_every_command_is_in_chinese() {
    let all = out(&run(&["--help", "--lang", "zh"], &[]));
    let names = all.lines().skip_while(|line| *line != "命令：").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 12, "{all}");
    let mut left = Vec::new();
    for name in names.iter().filter(|name| **name != "help") {
        let help = out(&run(&[name, "--help", "--lang=zh"], &[]));
        assert!(help.contains("用法：") && help.contains("选项："), "{help}");
        for line in help.lines() {
            let is_code = ["  tuzhi", "  echo", "  cat ", "  {", "  :", "  personId", "用法："];
            let is_code = is_code.iter().any(|start| line.starts_with(start));
            // What stands behind a command in an example is told, and so is all else.
            let told = if is_code { line.trim().split("  ").skip(1).collect() } else { line.to_owned() };
            if is_english(told.split("[可选值").next().unwrap_or_default()) {
                left.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(left.is_empty(), "English is left:\n{}", left.join("\n"));
}

#[test]
fn the_language_comes_from_the_option_the_variable_or_the_locale() {
    let is_chinese = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut arguments = arguments.to_vec();
        arguments.extend(["query", "no-such.tuzhi", "-c", "RETURN 1"]);
        told(&run(&arguments, environment)).starts_with("错误：")
    };
    assert!(!is_chinese(&[], &[]));
    assert!(is_chinese(&["--lang", "zh"], &[]));
    assert!(is_chinese(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&[], &[("LC_ALL", "zh_TW"), ("LANG", "en_US.UTF-8")]));
    assert!(!is_chinese(&[], &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&[], &[("TUZHI_LANG", "zh"), ("LC_ALL", "C")]));
    assert!(!is_chinese(&["--lang=en"], &[("TUZHI_LANG", "zh")]));
}

#[test]
fn mistakes_in_the_arguments_are_messages_too() {
    let text = told(&run(&["query", "x.tuzhi", "--fromat", "csv", "--lang", "zh"], &[]));
    assert_eq!(text, "错误：不认识的参数 `--fromat`\n  提示：是不是 `--format`？\n");
    let output = run(&["query", "x.tuzhi", "--format", "cvs", "--errors=json"], &[]);
    assert_eq!(output.status.code(), Some(2));
    let json: Json = serde_json::from_str(&told(&output)).unwrap();
    assert_eq!(json["severity"], "error");
    assert!(json["message"].as_str().unwrap().contains("`cvs`"), "{json}");
    for command in [
        &["pipe", "no/such.tuzhi", "--errors", "json"][..],
        &["eval", "--gold", "no/such", "--errors", "json"],
    ] {
        let output = run(command, &[]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        let json: Json = serde_json::from_str(&told(&output)).unwrap();
        assert_eq!(json["severity"], "error", "{command:?}");
    }
}
