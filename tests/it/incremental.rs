//! A build after a change gives exactly what a fresh build gives, whatever the order of documents and the number of
//! threads; one that is cut off leaves the old graph as it was.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::forms::zip;

/// A folder of reports and a graph of them.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(bench.reports()).unwrap();
        bench
    }

    fn reports(&self) -> PathBuf {
        self.folder.path().join("reports")
    }

    fn graph(&self) -> PathBuf {
        self.folder.path().join("x.tuzhi")
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("x.tuzhi.facts")
    }

    fn add(&self, name: &str) {
        fs::write(self.reports().join(name), sample(name)).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.reports().join(name)).unwrap();
    }

    /// Builds; gives what was said.
    fn build(&self, options: &[&str]) -> String {
        let output = self.try_build(options);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        said
    }

    fn try_build(&self, options: &[&str]) -> Output {
        tuzhi().arg("build").arg(self.reports()).arg("-o").arg(self.graph()).args(options).output().unwrap()
    }

    /// The bytes of the graph, once it is seen that a fresh build of the same folder gives the same ones.
    fn check(&self) -> Vec<u8> {
        let bytes = fs::read(self.graph()).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let other = elsewhere.path().join("fresh.tuzhi");
        let output = tuzhi().arg("build").arg(self.reports()).arg("-o").arg(&other).output().unwrap();
        assert!(output.status.success());
        assert!(fs::read(&other).unwrap() == bytes, "a fresh build gives another graph");
        bytes
    }
}

fn tuzhi() -> Command {
    crate::program::program()
}

fn samples() -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".txt")).collect();
    names.sort();
    names
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports").join(name)).unwrap()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn only_what_changed_is_read_again() {
    let bench = Bench::new();
    let names = samples();
    names.iter().take(4).for_each(|name| bench.add(name));
    let said = bench.build(&[]);
    assert!(said.contains("4 work reports") && !said.contains("unchanged"), "{said}");
    let first = bench.check();
    let said = bench.build(&[]);
    assert!(said.contains("4 unchanged"), "{said}");
    assert!(fs::read(bench.graph()).unwrap() == first);
    // One is added, one changed, one removed.
    bench.add(&names[4]);
    fs::write(bench.reports().join(&names[0]), sample(&names[5])).unwrap();
    bench.remove(&names[1]);
    let said = bench.build(&[]);
    assert!(said.contains("2 read, 2 unchanged, 1 gone"), "{said}");
    bench.check();
    let said = bench.build(&["--fresh"]);
    assert!(!said.contains("unchanged"), "{said}");
}

#[test]
fn any_way_to_a_set_of_documents_gives_the_same_graph() {
    let bench = Bench::new();
    let names = samples();
    let mut dice = Dice(20_260_101);
    let mut here: Vec<&String> = Vec::new();
    for _ in 0..6 {
        for _ in 0..=dice.throw(4) {
            let name = &names[dice.throw(names.len())];
            match here.iter().position(|other| *other == name) {
                Some(at) if here.len() > 1 => bench.remove(here.swap_remove(at)),
                Some(_) => {}
                None => {
                    bench.add(name);
                    here.push(name);
                }
            }
        }
        bench.build(&["--threads", ["1", "2"][dice.throw(2)]]);
        bench.check();
    }
}

#[test]
fn a_document_taken_away_and_brought_back_leaves_no_trace() {
    let bench = Bench::new();
    let names = samples();
    names.iter().take(5).for_each(|name| bench.add(name));
    bench.build(&[]);
    let before = fs::read(bench.graph()).unwrap();
    bench.remove(&names[2]);
    bench.build(&[]);
    assert!(bench.check() != before);
    bench.add(&names[2]);
    bench.build(&[]);
    assert!(fs::read(bench.graph()).unwrap() == before);
}

#[test]
fn the_order_of_documents_and_the_number_of_threads_do_not_matter() {
    let names = samples();
    let mut dice = Dice(7);
    let (mut first, mut order) = (None, names.clone());
    for round in 0..4 {
        for last in (1..order.len()).rev() {
            order.swap(last, dice.throw(last + 1));
        }
        let folder = tempfile::tempdir().unwrap();
        let graph = folder.path().join("x.tuzhi");
        let threads = if round % 2 == 0 { "1" } else { "2" };
        let mut command = tuzhi();
        command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports"));
        let output =
            command.arg("build").args(&order).args(["--threads", threads, "-o"]).arg(&graph).output();
        assert!(output.unwrap().status.success());
        let export = tuzhi().arg("export").arg(&graph).args(["--format", "jsonl"]).output().unwrap();
        assert!(export.stdout.len() > 10_000);
        let text = first.get_or_insert_with(|| export.stdout.clone());
        assert!(*text == export.stdout, "{order:?} with {threads} threads");
    }
}

#[test]
fn damaged_or_missing_kept_facts_are_read_anew() {
    let bench = Bench::new();
    samples().iter().take(3).for_each(|name| bench.add(name));
    bench.build(&[]);
    let (graph, whole) = (fs::read(bench.graph()).unwrap(), fs::read(bench.kept()).unwrap());
    let mut altered = whole.clone();
    let at = whole.len() * 2 / 3;
    altered[at] ^= 1;
    let torn = &whole[..whole.len() - 9];
    for bytes in [&altered[..], torn, &whole[..20], b"TUZHI facts   9\nother", b""] {
        fs::write(bench.kept(), bytes).unwrap();
        bench.build(&[]);
        assert!(fs::read(bench.graph()).unwrap() == graph);
        let said = bench.build(&[]);
        assert!(said.contains("3 unchanged"), "{said}");
    }
    fs::remove_file(bench.kept()).unwrap();
    bench.build(&[]);
    assert!(fs::read(bench.graph()).unwrap() == graph);
    // A file of somebody else's is left alone.
    fs::write(bench.kept(), "my own facts").unwrap();
    let output = bench.try_build(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("something else"));
    assert_eq!(fs::read(bench.kept()).unwrap(), b"my own facts");
}

#[test]
fn two_builds_of_one_graph_do_not_mix() {
    let bench = Bench::new();
    samples().iter().take(2).for_each(|name| bench.add(name));
    bench.build(&[]);
    let kept = File::open(bench.kept()).unwrap();
    kept.lock().unwrap();
    let output = bench.try_build(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another build"));
    drop(kept);
    bench.build(&[]);
}

/// The child is killed as soon as it is seen to have kept some facts; what it has read is not read again.
#[test]
fn a_build_that_is_killed_leaves_the_old_graph() {
    let bench = Bench::new();
    let names = samples();
    bench.add(&names[0]);
    bench.build(&[]);
    let before = fs::read(bench.graph()).unwrap();
    let size = fs::metadata(bench.kept()).unwrap().len();
    for copy in 0..8 {
        for name in &names {
            // Another year makes another document.
            let text = String::from_utf8(sample(name)).unwrap().replace("2023", &(1980 + copy).to_string());
            fs::write(bench.reports().join(format!("{copy}-{name}")), text).unwrap();
        }
    }
    let mut command = tuzhi();
    command.arg("build").arg(bench.reports()).arg("-o").arg(bench.graph()).args(["--threads", "1"]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    while fs::metadata(bench.kept()).unwrap().len() == size && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let was_running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(was_running, "the build was over before it could be killed");
    assert!(fs::read(bench.graph()).unwrap() == before, "a build that was killed has changed the graph");
    let said = bench.build(&[]);
    let again = said.contains("unchanged") && !said.contains("97 unchanged");
    assert!(again, "{said}");
}

/// The documents of an archive are linked each in its place, and are kept like those of files.
#[test]
fn documents_of_an_archive_are_kept() {
    let names = samples();
    let loose = Bench::new();
    names.iter().take(3).for_each(|name| loose.add(name));
    loose.build(&[]);
    let packed = Bench::new();
    let members: Vec<(&str, Vec<u8>)> =
        names.iter().take(3).map(|name| (name.as_str(), sample(name))).collect();
    fs::write(packed.reports().join("all.zip"), zip(&members)).unwrap();
    let said = packed.build(&[]);
    assert!(said.contains("3 work reports"), "{said}");
    packed.check();
    let said = packed.build(&[]);
    assert!(said.contains("0 read, 3 unchanged"), "{said}");
    packed.check();
    // The graphs differ in the documents' paths alone.
    let text = |bench: &Bench| {
        let export = tuzhi().arg("export").arg(bench.graph()).args(["--format", "jsonl"]).output().unwrap();
        let text = String::from_utf8(export.stdout).unwrap();
        text.replace("all.zip/", "").replace(bench.reports().to_str().unwrap(), "")
    };
    assert!(text(&loose) == text(&packed));
    packed.add(&names[3]);
    let said = packed.build(&[]);
    assert!(said.contains("1 read, 3 unchanged"), "{said}");
    packed.check();
}
