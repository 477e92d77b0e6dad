//! Each step of writing to a graph's file fails once, and the power is cut at each: what was acknowledged is there
//! afterwards, what failed is not, and nothing is there by half.

use std::path::Path;
use std::sync::Arc;

use super::{Database, Error, Params};
use crate::storage;
use crate::storage::disk::{Fault, SimulatedDisk};

const PATH: &str = "/g.tuzhi";

/// What is done to a graph, step by step. Each is one that is acknowledged or fails.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Statements, the last of which is the one that commits.
    Run(&'static [&'static str]),
    Checkpoint,
    /// The writer leaves, and another begins.
    Reopen,
}

const STEPS: &[Step] = &[
    Step::Run(&[
        "CREATE (:Region {name: '江阴市', n: 1})-[:PART_OF {since: 1987}]->(:Region {name: '无锡市'})",
    ]),
    Step::Run(&["UNWIND range(1, 20) AS n CREATE (:Indicator {name: 'i' + n, n: n, words: ['甲', '乙']})"]),
    Step::Run(&[
        "BEGIN",
        "MATCH (r:Region) SET r.n = 2, r:Old",
        "MATCH (i:Indicator) WHERE i.n > 10 DELETE i",
        "COMMIT",
    ]),
    Step::Checkpoint,
    Step::Run(&[
        "MATCH (r:Region {name: '无锡市'}) REMOVE r.n, r:Old CREATE (r)-[:HAS]->(:Project {name: 'p'})",
    ]),
    Step::Run(&["MATCH (a)-[r:PART_OF]->() SET r.since = 1983 DETACH DELETE a"]),
    Step::Reopen,
    Step::Run(&["CREATE (:Event {name: 'e'})"]),
    Step::Run(&["BEGIN", "CREATE (:Event {name: 'never'})", "ROLLBACK"]),
    Step::Run(&["MERGE (e:Event {name: 'e'}) ON MATCH SET e.n = 7"]),
    Step::Reopen,
];

/// All that a graph says, without ids.
fn picture(database: &mut Database) -> String {
    let queries = [
        "MATCH (n) RETURN labels(n), properties(n) ORDER BY n.name",
        "MATCH (a)-[r]->(b) RETURN a.name, type(r), properties(r), b.name ORDER BY a.name, b.name",
    ];
    let mut session = database.session();
    let tables = queries.map(|query| session.run(query, &Params::new()).unwrap());
    let rows = tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ") + "\n").collect()
}

fn open(disk: &SimulatedDisk) -> Result<Database, Error> {
    Database::open_on(Arc::new(disk.clone()), Path::new(PATH))
}

fn take(step: Step, disk: &SimulatedDisk, database: &mut Option<Database>) -> Result<(), Error> {
    if database.is_none() {
        *database = Some(open(disk)?);
    }
    let Some(open) = database else { return Ok(()) };
    match step {
        Step::Run(statements) => statements.iter().try_for_each(|statement| {
            let outcome = open.session().run(statement, &Params::new());
            if outcome.is_err() && open.is_in_transaction() {
                open.session().run("ROLLBACK", &Params::new())?;
            }
            outcome.map(drop)
        }),
        Step::Checkpoint => open.checkpoint(),
        Step::Reopen => database.take().map_or(Ok(()), Database::close),
    }
}

/// A disk with an empty graph on it, which the power's loss leaves as it is.
fn disk() -> SimulatedDisk {
    let disk = SimulatedDisk::default();
    storage::save_on(&disk, &Default::default(), &Default::default(), Path::new(PATH)).unwrap();
    disk
}

/// The pictures after each step, when all goes well.
fn pictures() -> Vec<String> {
    let (disk, mut database) = (disk(), None);
    let mut pictures = vec![picture(&mut open(&disk).unwrap())];
    for &step in STEPS {
        take(step, &disk, &mut database).unwrap();
        pictures.push(picture(&mut open(&disk).unwrap()));
    }
    pictures
}

/// A small generator (xorshift): the same in every run.
fn chance(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) % below
    }
}

/// Steps that change the graph, as far as they were acknowledged.
fn changes_graph(at: usize, pictures: &[String]) -> bool {
    pictures[at] != pictures[at + 1]
}

#[test]
fn a_step_that_fails_leaves_no_trace_and_the_next_ones_work() {
    let pictures = pictures();
    for fault in 1.. {
        let (disk, mut database) = (disk(), None);
        disk.fail_at(fault, Fault::Once);
        let mut expected = pictures[0].clone();
        for (at, &step) in STEPS.iter().enumerate() {
            let outcome = take(step, &disk, &mut database);
            if outcome.is_ok() {
                if changes_graph(at, &pictures) {
                    expected.clone_from(&pictures[at + 1]);
                }
                continue;
            }
            // Later steps go on from this one, so the run ends here.
            if let Some(database) = &mut database {
                assert_eq!(picture(database), expected, "in memory after fault {fault} in {step:?}");
            }
            break;
        }
        drop(database);
        assert_eq!(picture(&mut open(&disk).unwrap()), expected, "on disk after fault {fault}");
        let mut restarted = open(&disk.after_power_loss(chance(fault))).unwrap();
        assert_eq!(picture(&mut restarted), expected, "after fault {fault} and a loss of power");
        if !disk.has_failed() {
            assert!(fault > 30, "only {fault} steps were tried");
            return;
        }
        // The file can be written to again.
        let mut again = open(&disk).unwrap();
        again.session().run("CREATE (:Again {name: 'z'})", &Params::new()).unwrap();
        let written = picture(&mut again);
        again.close().unwrap();
        assert_eq!(picture(&mut open(&disk).unwrap()), written, "written after fault {fault}");
    }
}

#[test]
fn a_loss_of_power_at_any_step_loses_nothing_that_was_acknowledged() {
    let pictures = pictures();
    for fault in 1.. {
        let (disk, mut database) = (disk(), None);
        disk.fail_at(fault, Fault::PowerCut);
        let failed = STEPS.iter().position(|&step| take(step, &disk, &mut database).is_err());
        // A reopening may end well although the checkpoint in it did not.
        let reached = failed.unwrap_or(STEPS.len());
        for seed in 0..20 {
            let mut restarted = open(&disk.after_power_loss(chance(fault * 100 + seed))).unwrap();
            let found = picture(&mut restarted);
            let next = pictures.get(reached + 1);
            assert!(
                found == pictures[reached] || Some(&found) == next,
                "after power was lost at step {fault} (seed {seed}, in {:?}):\n{found}\nexpected:\n{}",
                STEPS.get(reached),
                pictures[reached]
            );
            restarted.session().run("CREATE (:Again)", &Params::new()).unwrap();
        }
        if !disk.has_failed() {
            return;
        }
    }
}

/// Batches with transactions of their own reach the disk one by one: whenever the power is cut, those that were done are
/// there, and no other.
#[test]
fn batches_reach_the_disk_one_by_one() {
    let text = "UNWIND range(1, 30) AS n CALL (n) { CREATE (:B {name: 'b' + n}) } IN TRANSACTIONS OF 10 ROWS";
    let mut found = Vec::new();
    for fault in 1.. {
        let disk = disk();
        let mut database = open(&disk).unwrap();
        disk.fail_at(fault, Fault::PowerCut);
        let outcome = database.session().run(text, &Params::new());
        let mut restarted = open(&disk.after_power_loss(chance(fault))).unwrap();
        let count = restarted.session().run("MATCH (b:B) RETURN count(*)", &Params::new()).unwrap();
        let count = count.rows[0][0].to_string();
        assert!(outcome.is_err() || count == "30", "fault {fault}: {count}");
        if found.last() != Some(&count) {
            found.push(count);
        }
        if !disk.has_failed() {
            break;
        }
    }
    assert_eq!(found, ["0", "10", "20", "30"]);
}

/// A batch that cannot be written ends the statement; what was done before stays, in memory as on the disk.
#[test]
fn a_batch_that_cannot_be_written_leaves_no_trace() {
    let text = "UNWIND range(1, 30) AS n CALL (n) { CREATE (:B {name: 'b' + n}) } IN TRANSACTIONS OF 10 ROWS ON ERROR CONTINUE";
    for fault in 1.. {
        let disk = disk();
        let mut database = open(&disk).unwrap();
        disk.fail_at(fault, Fault::Once);
        let outcome = database.session().run(text, &Params::new());
        let (in_memory, on_disk) = (picture(&mut database), picture(&mut open(&disk).unwrap()));
        assert_eq!(in_memory, on_disk, "after fault {fault}: {outcome:?}");
        assert_eq!(in_memory.lines().count() % 10, 0, "after fault {fault}");
        if !disk.has_failed() {
            assert!(fault > 4, "only {fault} steps were tried");
            return;
        }
    }
}

/// A new graph in the place of one that has a log: the old one with all its commits, or the new one.
#[test]
fn a_file_is_replaced_whole_with_its_log() {
    let new = {
        let mut database = Database::default();
        database.session().run("CREATE (:New {name: 'n'})", &Params::new()).unwrap();
        (picture(&mut database), database.into_graph())
    };
    for fault in 1.. {
        let disk = disk();
        let mut before = open(&disk).unwrap();
        before.session().run("CREATE (:Old {name: 'o'})", &Params::new()).unwrap();
        let old = picture(&mut before);
        drop(before);
        disk.fail_at(fault, Fault::PowerCut);
        let saved = storage::save_on(&disk, &new.1, &Default::default(), Path::new(PATH));
        for seed in 0..10 {
            let found = picture(&mut open(&disk.after_power_loss(chance(fault * 100 + seed))).unwrap());
            assert!(found == new.0 || (saved.is_err() && found == old), "fault {fault}: {found}");
        }
        if !disk.has_failed() {
            return;
        }
    }
}
