//! What every command line tool is expected to do: completion scripts, manual pages, errors for programs, patterns of
//! files, standard input, silence when asked for.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;

struct Place(tempfile::TempDir);

impl Place {
    /// A folder with two tables of nodes.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.path("a-1.csv"), "name\n无锡市\n江阴市\n").unwrap();
        fs::write(place.path("a-2.csv"), "苏州市\n").unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = crate::program::program();
        command.args(arguments).current_dir(self.0.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that reads no input may have ended.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What a command prints that must succeed.
    fn prints(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn with_graph(self) -> Self {
        self.prints(&["import", "g.tuzhi", "--nodes", "Region=a-*.csv"], "");
        self
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn completion_scripts_and_manual_pages_name_every_command() {
    let place = Place::new();
    for (shell, part) in [
        ("bash", "complete -F _tuzhi"),
        ("zsh", "#compdef tuzhi"),
        ("fish", "complete -c tuzhi"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = place.prints(&["completions", shell], "");
        assert!(script.contains(part) && script.contains("import") && script.contains("write"), "{shell}");
    }
    if Command::new("bash").arg("-c").arg("true").status().is_ok() {
        let script = place.prints(&["completions", "bash"], "");
        fs::write(place.path("completion"), script).unwrap();
        let ask = "source ./completion; COMP_WORDS=(tuzhi che); COMP_CWORD=1; _tuzhi tuzhi che tuzhi; echo ${COMPREPLY[@]}";
        let output = Command::new("bash").args(["-c", ask]).current_dir(place.0.path()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "check", "{}", told(&output));
    } else {
        eprintln!("no bash here: the script is not run");
    }
    let page = place.prints(&["man"], "");
    assert!(page.contains(".TH tuzhi 1") && page.contains("Exit codes"), "{page}");
    place.prints(&["man", "-o", "pages"], "");
    let query = fs::read_to_string(place.path("pages/tuzhi-query.1")).unwrap();
    assert!(query.contains("\\-\\-write") && query.contains("tuzhi\\-query"), "{query}");
    assert!(place.path("pages/tuzhi.1").exists());
}

#[test]
fn errors_for_programs_have_spans_and_kinds() {
    let place = Place::new().with_graph();
    let ask = "MATCH (无:Regoin)\nRETURN 无.name, nme";
    let output = place.run(&["query", "g.tuzhi", "--errors", "json", "-c", ask], "");
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Json> = told(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let error = &lines[0];
    assert_eq!((error["severity"].as_str(), error["type"].as_str()), (Some("error"), Some("SyntaxError")));
    assert_eq!(
        (error["phase"].as_str(), error["detail"].as_str()),
        (Some("compile time"), Some("UndefinedVariable"))
    );
    let label = &error["labels"][0];
    let (start, end) = (label["start"].as_u64().unwrap(), label["end"].as_u64().unwrap());
    assert_eq!(&ask[start as usize..end as usize], "nme");
    assert_eq!((label["line"].as_u64(), label["column"].as_u64()), (Some(2), Some(16)));
    let output = place.run(&["query", "g.tuzhi", "--errors", "json", "-c", "MATCH (n:Regoin) RETURN n"], "");
    let warning: Json = serde_json::from_str(told(&output).trim()).unwrap();
    assert_eq!((warning["severity"].as_str(), output.status.code()), (Some("warning"), Some(0)));
    assert_eq!(warning["hint"], "did you mean `Region`?");
    let output = place.run(&["shell", "g.tuzhi", "--errors", "json"], "RETURN (1;\n");
    let error: Json = serde_json::from_str(told(&output).trim()).unwrap();
    assert_eq!(error["detail"], "UnexpectedSyntax");
    assert!(error["labels"].as_array().unwrap().len() > 1, "what is open is pointed at too: {error}");
}

#[test]
fn patterns_and_standard_input_stand_for_files() {
    let place = Place::new();
    let report = "江阴市人民政府工作报告\n2024年，全市实现地区生产总值5126.13亿元。\n";
    fs::write(place.path("r-2024.txt"), report).unwrap();
    let by_name = place.prints(&["extract", "r-[0-9]*.txt"], "");
    assert!(by_name.contains("5126.13"), "{by_name}");
    assert_eq!(place.prints(&["extract", "-"], report).lines().count(), by_name.lines().count());
    let output = place.run(&["extract", "x-*.txt"], "");
    assert!(told(&output).contains("no file fits `x-*.txt`") && output.status.code() == Some(1));
    let marked = place.prints(&["import", "m.tuzhi", "--nodes", "Region=a-1.csv", "--quiet"], "")
        + &place.prints(&["query", "m.tuzhi", "-c", "RETURN 1 AS 数", "--format", "csv", "--bom"], "");
    assert_eq!(marked, "\u{feff}数\n1\n");
    assert_eq!(place.run(&["query", "m.tuzhi", "-c", "RETURN 1", "--bom"], "").status.code(), Some(2));
    assert!(place.prints(&["--version"], "").contains("graph files: format"));
    // Tables, scripts and facts.
    place.prints(&["import", "g.tuzhi", "--nodes", "Region=-"], "name\n无锡市\n");
    fs::write(place.path("q1.cypher"), "MATCH (r) RETURN r.name AS a").unwrap();
    fs::write(place.path("q2.cypher"), "RETURN 2 AS a").unwrap();
    let rows = place.prints(&["query", "g.tuzhi", "-f", "q?.cypher", "--format", "jsonl"], "");
    assert_eq!(rows, "{\"a\":\"无锡市\"}\n{\"a\":2}\n");
    place.prints(&["build", "--facts", "-", "-o", "f.tuzhi"], &by_name);
    let n = place.prints(
        &["query", "f.tuzhi", "-c", "MATCH (m:Observation) RETURN count(m) AS n", "--format", "csv"],
        "",
    );
    assert_eq!(n, "n\n1\n");
}

#[test]
fn answers_to_programs_tell_their_errors_in_the_language() {
    let place = Place::new();
    let ask = "{\"op\":\"query\",\"text\":\"RETURN x\"}\n";
    let answer = |language: &str| {
        let output = place.run(&["--lang", language, "pipe"], ask);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (english, chinese) = (answer("en"), answer("zh"));
    assert!(english.contains("\"message\":\"variable `x` is not defined\""), "{english}");
    assert!(chinese.contains("\"message\":\"变量 `x` 没有定义\""), "{chinese}");
    assert!(chinese.contains("\"detail\":\"UndefinedVariable\""), "{chinese}");
}

#[test]
fn a_quiet_command_says_nothing_and_a_closed_pipe_is_no_error() {
    let place = Place::new();
    let output = place.run(&["import", "g.tuzhi", "--nodes", "Region=a-*.csv", "--quiet"], "");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", told(&output));
    let write = ["query", "g.tuzhi", "--write", "-c", "CREATE (:Region {name: 'x'})"];
    assert!(told(&place.run(&write, "")).contains("1 node created"));
    assert_eq!(told(&place.run(&[&write[..], &["--quiet"]].concat(), "")), "");
    let mut command = crate::program::program();
    let ask = "UNWIND range(1, 200000) AS x RETURN x";
    command.args(["query", "g.tuzhi", "-c", ask]).current_dir(place.0.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    assert!(Path::new(&place.path("g.tuzhi")).exists());
}

#[test]
fn statements_stand_behind_the_graph() {
    let place = Place::new().with_graph();
    let count = "MATCH (n:Region) RETURN count(n) AS n";
    let text = place.prints(&["query", "g.tuzhi", count, "RETURN 'b' AS b", "--format", "csv"], "");
    assert_eq!(text, "n\n3\n\nb\nb\n");
    fs::write(place.path("q.cypher"), count).unwrap();
    let output = place.run(&["query", "g.tuzhi", "q.cypher"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("`q.cypher` is a file, not a statement"), "{}", told(&output));
}
