//! What was acknowledged stays: processes that are killed at any instant, and readers beside a writer.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use tuzhi::database::{Database, Params};
use tuzhi::value::Value;

/// A program that drives the engine through its line protocol.
struct Pipe {
    child: Option<Child>,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Pipe {
    fn open(path: &Path) -> Self {
        let mut child = crate::program::program()
            .arg("pipe")
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        Self { child: Some(child), requests, answers }
    }

    /// Sends a request; false when the other side has gone.
    fn send(&mut self, request: &Json) -> bool {
        self.requests.as_mut().is_some_and(|requests| writeln!(requests, "{request}").is_ok())
    }

    /// The next whole answer; none when the other side has gone.
    fn receive(&mut self) -> Option<Json> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        line.strip_suffix('\n').map(|line| serde_json::from_str(line).expect("an answer is JSON"))
    }

    fn ask(&mut self, request: &Json) -> Option<Json> {
        if self.send(request) { self.receive() } else { None }
    }

    fn run(&mut self, text: &str) -> Json {
        self.ask(&query(text)).expect("the program answers")
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(child) = &mut self.child {
            drop(child.wait());
        }
    }
}

fn query(text: &str) -> Json {
    json!({ "op": "query", "text": text })
}

fn a_graph(folder: &Path, setup: &str) -> PathBuf {
    let path = folder.join("g.tuzhi");
    let mut database = Database::default();
    database.session().run(setup, &Params::new()).unwrap();
    database.save(&path).unwrap();
    path
}

/// How often a test does its work: less in the daily run than when one wants to be sure.
fn times(variable: &str, daily: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(daily)
}

/// Numbers that are in the graph, in order, each as often as it is there.
fn numbers(path: &Path) -> Vec<i64> {
    let mut database = Database::open(path).unwrap();
    let table = database.session().run("MATCH (n:Done) RETURN n.i ORDER BY n.i", &Params::new()).unwrap();
    table.rows.iter().map(|row| if let Value::Integer(i) = row[0] { i } else { panic!("{row:?}") }).collect()
}

/// Writers commit the numbers 1, 2, 3, … as two nodes each, and are killed: every number that was acknowledged is there,
/// twice, and none after it but the one that was on its way.
#[test]
fn a_killed_writer_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:Start)");
    let mut acknowledged = 0;
    for kill in 0..times("TUZHI_KILLS", 25) {
        let mut pipe = Pipe::open(&path);
        let mut child = pipe.child.take().expect("running");
        // The first instants are those of opening; they are hit as well.
        let life = Duration::from_micros(kill * 7919 % 60_000);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(life);
            child.kill().unwrap();
            child.wait().unwrap();
        });
        for i in acknowledged + 1.. {
            let one = format!("CREATE (:Done {{i: {i}}})");
            let requests = match i % 3 {
                0 => vec![query("BEGIN"), query(&one), query(&one), query("COMMIT")],
                1 => vec![query(&format!("UNWIND [1, 2] AS twice CREATE (:Done {{i: {i}}})"))],
                _ => vec![
                    query(&format!("CREATE (:Done {{i: {i}}}), (:Done {{i: {i}}})")),
                    json!({ "op": "checkpoint" }),
                ],
            };
            // Requests that arrive together are answered together.
            let n_sent = requests.iter().take_while(|request| pipe.send(request)).count();
            let answers: Vec<Json> = (0..n_sent).map_while(|_| pipe.receive()).collect();
            let is_refused = |answer: &Json| answer.get("error").is_some();
            assert!(!answers.iter().any(is_refused), "{answers:?}");
            let needed = if i % 3 == 0 { 4 } else { 1 };
            if answers.len() < needed {
                break;
            }
            acknowledged = i;
        }
        killer.join().unwrap();
        let found = numbers(&path);
        let n_done = found.len() as i64 / 2;
        let expected: Vec<i64> = (1..=n_done).flat_map(|i| [i, i]).collect();
        assert_eq!(found, expected, "after kill {kill}");
        assert!(
            (acknowledged..=acknowledged + 1).contains(&n_done),
            "{n_done} of {acknowledged} after kill {kill}"
        );
        acknowledged = n_done;
    }
}

/// A writer moves amounts between two accounts and counts; whatever readers see, the sum is the same, there are as many
/// entries as the count says, and time never goes back.
#[test]
fn readers_see_whole_states_while_another_process_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:Account {k: 1, v: 0, n: 0}), (:Account {k: 2, v: 0, n: 0})");
    let end = Instant::now() + Duration::from_secs(times("TUZHI_SECONDS", 3));
    let question =
        "MATCH (a:Account) OPTIONAL MATCH (a)-[m:MOVED]->() RETURN a.k, a.v, a.n, count(m) ORDER BY a.k";
    let check = |rows: &[Vec<i64>], before: &mut i64, who: &str| {
        let n = rows[0][2];
        assert_eq!(*rows, [vec![1, -n, n, n], vec![2, n, n, 0]], "{who}");
        assert!(n >= *before, "{who} saw {n} after {before}");
        *before = n;
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = Pipe::open(&path);
            for i in 1.. {
                if Instant::now() > end {
                    break;
                }
                let moved = "MATCH (a:Account {k: 1}), (b:Account {k: 2}) \
                             SET a.v = a.v - 1, b.v = b.v + 1, a.n = a.n + 1, b.n = b.n + 1 CREATE (a)-[:MOVED]->(b)";
                assert!(writer.run(moved).get("error").is_none());
                if i % 40 == 0 {
                    let done = writer.ask(&json!({ "op": "checkpoint" })).unwrap();
                    assert!(done.get("error").is_none(), "{done}");
                }
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                let (mut reader, mut before) = (Pipe::open(&path), 0);
                let cell = |cell: &Json| cell.as_i64().unwrap_or_else(|| panic!("{cell}"));
                while Instant::now() < end {
                    let answer = reader.run(question);
                    let rows = answer["rows"].as_array().unwrap_or_else(|| panic!("{answer}"));
                    let rows: Vec<Vec<i64>> =
                        rows.iter().map(|row| row.as_array().unwrap().iter().map(cell).collect()).collect();
                    check(&rows, &mut before, "a reader");
                }
                assert!(before > 0, "the reader saw nothing being written");
            });
        }
        let mut before = 0;
        while Instant::now() < end {
            let table = Database::open(&path).unwrap().session().run(question, &Params::new()).unwrap();
            let cell = |value: &Value| if let Value::Integer(i) = value { *i } else { panic!("{value:?}") };
            let rows: Vec<Vec<i64>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            check(&rows, &mut before, "one who comes anew");
        }
    });
}

#[test]
fn a_second_writer_is_told_who_holds_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:Start)");
    let mut first = Pipe::open(&path);
    assert!(first.run("CREATE (:A)").get("error").is_none());
    let refused =
        Database::open(&path).unwrap().session().run("CREATE (:B)", &Params::new()).unwrap_err().to_string();
    assert!(
        refused.contains(&format!("tuzhi (process {}) writes to it", first.child.as_ref().unwrap().id())),
        "{refused}"
    );
    let mut database = Database::open(&path).unwrap();
    let seen = database.session().run("MATCH (n:A) RETURN count(*)", &Params::new()).unwrap();
    assert_eq!(seen.rows[0][0].to_string(), "1");
    drop(first);
    // The same reader may write once the other has left.
    database.session().run("CREATE (:B)", &Params::new()).unwrap();
    database.close().unwrap();
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["g.tuzhi"]);
}

#[test]
fn a_transaction_takes_effect_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:Start)");
    let (mut writer, mut reader) = (Pipe::open(&path), Pipe::open(&path));
    let mut count = |writer: &mut Pipe| {
        let [own, other] =
            [writer, &mut reader].map(|pipe| pipe.run("MATCH (n:A) RETURN count(*)")["rows"][0][0].clone());
        (own, other)
    };
    for text in ["BEGIN", "CREATE (:A)", "CREATE (:A)"] {
        assert!(writer.run(text).get("error").is_none());
    }
    assert_eq!(count(&mut writer), (json!(2), json!(0)));
    // A statement that fails takes only its own changes back.
    assert!(writer.run("CREATE (:A) WITH 1 AS x UNWIND [1, 0] AS y RETURN x / y").get("error").is_some());
    assert_eq!(count(&mut writer), (json!(2), json!(0)));
    writer.run("COMMIT");
    assert_eq!(count(&mut writer), (json!(2), json!(2)));
    for text in ["BEGIN", "MATCH (n:A) DELETE n", "ROLLBACK"] {
        writer.run(text);
    }
    assert_eq!(count(&mut writer), (json!(2), json!(2)));
    let message = writer.run("COMMIT")["error"]["message"].to_string();
    assert!(message.contains("no transaction is open"), "{message}");
}

/// Ids that millions of undone elements used up are not told by the log, which stays as small as what it tells.
#[test]
fn a_commit_after_much_undone_work_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:Start)");
    let mut database = Database::open(&path).unwrap();
    let mut run = |text: &str| database.session().run(text, &Params::new()).map(drop);
    run("CREATE (:Done {i: 1}), (:Done {i: 1})").unwrap();
    run("BEGIN").unwrap();
    run("UNWIND range(1, 1100000) AS x CREATE ()").unwrap();
    run("ROLLBACK").unwrap();
    run("CREATE (:Done {i: 2}), (:Done {i: 2})").unwrap();
    run("CREATE (:Done {i: 3})-[:R]->(:Done {i: 3})").unwrap();
    assert_eq!(numbers(&path), [1, 1, 2, 2, 3, 3]);
    drop(database);
    assert_eq!(numbers(&path), [1, 1, 2, 2, 3, 3]);
}

/// Between `BEGIN` and its end a reader sees one state of the graph.
#[test]
fn a_reading_transaction_sees_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:A)");
    let (mut writer, mut reader) = (Database::open(&path).unwrap(), Database::open(&path).unwrap());
    let run = |database: &mut Database, text: &str| {
        let table = database.session().run(text, &Params::new())?;
        Ok::<_, tuzhi::database::Error>(table.rows.first().map(|row| row[0].to_string()))
    };
    let count = "MATCH (n:A) RETURN count(*)";
    run(&mut reader, "begin;").unwrap();
    run(&mut writer, "CREATE (:A)").unwrap();
    assert_eq!(run(&mut reader, count).unwrap().as_deref(), Some("1"));
    writer.close().unwrap();
    // What it would write rests on what is no longer so.
    let refused = run(&mut reader, "CREATE (:A)").unwrap_err().to_string();
    assert!(refused.contains("another process has changed the graph"), "{refused}");
    assert_eq!(run(&mut reader, count).unwrap().as_deref(), Some("2"));
    run(&mut reader, "CREATE (:A)").unwrap();
    assert_eq!(run(&mut reader, count).unwrap().as_deref(), Some("3"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_file_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = a_graph(folder.path(), "CREATE (:A)");
    let before = std::fs::read(&path).unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    let is_allowed = std::fs::write(folder.path().join("probe"), "").is_ok();
    let outcome = Database::open(&path).unwrap().session().run("CREATE (:B)", &Params::new()).map(drop);
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    if is_allowed {
        // Who may do anything (root) is stopped by no permission.
        assert!(outcome.is_ok());
        return;
    }
    let message = outcome.unwrap_err().to_string();
    assert!(message.starts_with("cannot write `"), "{message}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
