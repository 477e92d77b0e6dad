//! The tutorials: every command in a ```` ```console ```` block, run in the order of the page in a folder that holds the
//! sample reports as `reports`, prints what stands under it. `UPDATE_EXPECT=1 cargo test --test it tutorial` rewrites the
//! blocks; the diff is to be reviewed.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGES: &[&str] = &["docs/tutorial.md", "docs/tutorial.zh.md"];

#[test]
fn every_step_prints_what_the_page_says() {
    for page in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = fs::read_to_string(&path).expect(page);
        let told = told_again(&text);
        if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
            fs::write(&path, told).expect("written");
            continue;
        }
        for (at, (is, was)) in told.lines().zip(text.lines()).enumerate() {
            assert_eq!(
                is,
                was,
                "{page}:{}: UPDATE_EXPECT=1 cargo test --test it tutorial rewrites it",
                at + 1
            );
        }
        assert_eq!(told.lines().count(), text.lines().count(), "{page}");
    }
}

#[test]
fn both_languages_go_the_same_way() {
    let commands = PAGES.iter().map(|page| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
        text.lines().filter(|line| line.starts_with("$ ")).map(str::to_owned).collect::<Vec<_>>()
    });
    let commands: Vec<Vec<String>> = commands.collect();
    assert!(commands[0].len() >= 8, "{} commands", commands[0].len());
    assert_eq!(commands[0], commands[1]);
}

/// The page with what its commands print now.
fn told_again(page: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports");
    let copy = folder.path().join("reports");
    fs::create_dir(&copy).expect("a folder");
    for report in fs::read_dir(reports).expect("reports") {
        let report = report.expect("a file").path();
        // What tells about the reports is none of them.
        if report.extension().is_some_and(|ending| ending == "txt") {
            fs::copy(&report, copy.join(report.file_name().expect("a name"))).expect("copied");
        }
    }
    let mut told = String::new();
    let mut is_console = false;
    let mut command = String::new();
    for line in page.lines() {
        let is_fence = line.starts_with("```");
        if is_console && (is_fence || line.starts_with("$ ")) && !command.is_empty() {
            told.push_str(&run(&std::mem::take(&mut command), folder.path()));
        }
        if is_fence {
            is_console = line == "```console";
        }
        let goes_on = command.ends_with('\\');
        match line.strip_prefix("$ ") {
            Some(first) if is_console => command.push_str(first),
            _ if is_console && goes_on => {
                let _ = write!(command, "\n{line}");
            }
            // What was printed before.
            _ if is_console && !is_fence => continue,
            _ => {}
        }
        told.push_str(line);
        told.push('\n');
    }
    told
}

/// What a command prints to both streams, as a terminal shows it.
fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_tuzhi")).parent().expect("a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&path)));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env("PATH", path.expect("paths"))
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder)
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{command}: {text}");
    text.lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}
