//! Graph files on disk: replaced whole or not at all, opened across versions, named when they are broken.

use std::fs;
use std::path::{Path, PathBuf};

use tuzhi::database::Database;
use tuzhi::graph::{Change, GraphStore, GraphView, IndexKey, NameTable, PropertyGraph};
use tuzhi::storage;
use tuzhi::value::temporal::Date;
use tuzhi::value::{NodeId, Value};

/// One of everything a file can hold.
fn small_graph() -> PropertyGraph {
    let mut graph = PropertyGraph::new();
    let (region, empty) = (graph.intern_label("Region"), graph.intern_label("2024年"));
    let part_of = graph.intern_type("PART_OF");
    let (name, values) = (graph.intern_key("name"), graph.intern_key("values"));
    let list =
        vec![Value::from(true), Value::Integer(-7), Value::Float(5.5), Value::list(vec!["“引号”".into()])];
    let rows = [
        (vec![region], vec![(name, Value::from("江阴市")), (values, Value::list(list))]),
        (vec![region, empty], vec![(name, Value::from("无锡市"))]),
        (vec![], vec![(values, Value::Date(Date::parse("2024-02-29").unwrap()))]),
    ];
    for (labels, properties) in rows {
        let id = graph.new_node_id().unwrap();
        graph.apply(Change::CreateNode { id, labels, properties }).unwrap();
    }
    let id = graph.new_rel_id().unwrap();
    let properties = vec![(values, Value::Integer(i64::MAX))];
    let (start, end) = (NodeId(0), NodeId(1));
    graph.apply(Change::CreateRelationship { id, rel_type: part_of, start, end, properties }).unwrap();
    graph.apply(Change::CreateIndex(IndexKey { label: region, key: name })).unwrap();
    for (table, alias, name) in [
        (NameTable::Label, "地区", "Region"),
        (NameTable::Type, "属于", "PART_OF"),
        (NameTable::Key, "名称", "name"),
    ] {
        graph.apply(Change::AddAlias { table, alias: alias.into(), name: name.into() }).unwrap();
    }
    graph
}

fn small_database() -> Database {
    let mut database = Database::new(small_graph());
    database.meta_mut().insert("built_from".to_owned(), "3 reports".to_owned());
    database
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat").join(name)
}

/// A file of each format version that was ever written still opens and means the same.
#[test]
fn every_version_opens() {
    for name in ["version-1.tuzhi", "version-2.tuzhi"] {
        let opened = Database::open(&fixture(name)).unwrap();
        let bytes = |database: &Database| storage::snapshot::encode(database.graph(), database.meta());
        assert_eq!(bytes(&opened), bytes(&small_database()), "{name}");
        assert_eq!(opened.meta()["built_from"], "3 reports");
        let graph = opened.graph();
        let names = graph.vocabulary();
        let index = IndexKey { label: names.label("地区").unwrap(), key: names.key("名称").unwrap() };
        assert_eq!(graph.find_nodes(index, &"无锡市".into()), Some(vec![NodeId(1)]));
        assert!(storage::check(&storage::disk::SystemDisk, &fixture(name)).unwrap().is_whole());
    }
}

/// What is written today is the newest version, byte for byte.
#[test]
fn the_newest_version_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.tuzhi");
    small_database().save(&path).unwrap();
    let newest = fixture("version-2.tuzhi");
    if std::env::var_os("UPDATE_EXPECT").is_some() && !newest.exists() {
        fs::copy(&path, &newest).unwrap();
    }
    assert_eq!(fs::read(&path).unwrap(), fs::read(newest).unwrap());
}

/// A broken part is told by the statement that touches it; others are answered, and what was not committed is gone.
#[test]
fn a_broken_part_is_told_when_it_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.tuzhi");
    small_database().save(&path).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    // The relationship's value, in the section before that of the index.
    let value =
        bytes.windows(9).rposition(|window| window == [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    bytes[value.unwrap()] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut database = Database::open(&path).unwrap();
    let mut run = |text: &str| {
        let table = database.session().run(text, &tuzhi::database::Params::new());
        table.map(|table| table.rows.len()).map_err(|error| error.to_string())
    };
    let told = |answer: Result<usize, String>| {
        let message = answer.unwrap_err();
        assert!(message.contains("the section of relationship property `values` was altered"), "{message}");
    };
    assert_eq!(run("MATCH (a)-[r:PART_OF]->(b) RETURN a.name, b.name"), Ok(1));
    told(run("MATCH ()-[r]->() RETURN r.values"));
    assert_eq!(run("MATCH (n:Region) RETURN n"), Ok(2));
    told(run("MATCH (a)-[r]->(b) SET a.name = 'x', r.values = 1 RETURN a"));
    assert_eq!(run("CREATE (n:New) RETURN n"), Ok(1));
    assert_eq!(run("MATCH (n {name: 'x'}) RETURN n"), Ok(0));
    database.checkpoint().unwrap_err();
    drop(database);
    let mut database = Database::open(&path).unwrap();
    let table = database.session().run("MATCH (n:New) RETURN n", &tuzhi::database::Params::new()).unwrap();
    assert_eq!(table.rows.len(), 1);
}

#[test]
fn a_save_replaces_the_file_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("图.tuzhi");
    fs::write(&path, "old").unwrap();
    small_database().save(&path).unwrap();
    assert_eq!(Database::open(&path).unwrap().graph().n_nodes(), 3);
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["图.tuzhi"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_graph_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("real.tuzhi"), folder.path().join("link.tuzhi"));
    fs::write(&target, "old").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    small_database().save(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(Database::open(&target).unwrap().graph().n_nodes(), 3);
}

#[test]
fn broken_files_are_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.tuzhi");
    small_database().save(&path).unwrap();
    let whole = fs::read(&path).unwrap();
    let mut newer = whole.clone();
    newer[8] = 9;
    let cases: [(&[u8], &str); 4] = [
        (b"", "is empty"),
        (b"MATCH (n) RETURN n", "is not a graph file"),
        (&whole[..whole.len() / 2], "is torn"),
        (&newer, "has format version 9, and this program reads up to 2"),
    ];
    for (bytes, expected) in cases {
        fs::write(&path, bytes).unwrap();
        let message = Database::open(&path).unwrap_err().to_string();
        assert!(message.contains("g.tuzhi") && message.contains(expected), "{message}");
    }
    let missing = Database::open(&folder.path().join("nothing.tuzhi")).unwrap_err().to_string();
    assert!(missing.starts_with("cannot read `"), "{missing}");
    let nowhere = small_database().save(&folder.path().join("no/such/g.tuzhi")).unwrap_err().to_string();
    assert!(nowhere.starts_with("cannot write `"), "{nowhere}");
    assert!(small_database().save(folder.path()).is_err());
}

/// A walk over a broken file names what is broken, and saves the rest.
#[test]
fn what_is_broken_is_named_and_the_rest_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (path, saved) = (folder.path().join("g.tuzhi"), folder.path().join("saved.tuzhi"));
    small_database().save(&path).unwrap();
    let whole = fs::read(&path).unwrap();
    let check = |salvage: bool| {
        let mut command = crate::program::program();
        command.arg("check").arg(&path);
        if salvage {
            command.arg("--salvage").arg(&saved);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.success(), text(output.stdout), text(output.stderr))
    };
    let (is_well, told, _) = check(false);
    assert!(is_well && told.contains("is whole: 3 nodes, 1 relationships"), "{told}");

    // Every byte may be the broken one; it is always noticed, and nothing brings the walk down.
    for at in (24..whole.len()).step_by(7) {
        let mut altered = whole.clone();
        altered[at] ^= 0x41;
        fs::write(&path, &altered).unwrap();
        let checkup = storage::check(&storage::disk::SystemDisk, &path).unwrap();
        assert!(!checkup.is_whole(), "byte {at}");
    }
    // The last section holds the index: all else can be saved.
    let mut altered = whole.clone();
    *altered.last_mut().unwrap() ^= 1;
    fs::write(&path, &altered).unwrap();
    let (is_well, told, why) = check(true);
    assert!(!is_well && told.contains("index on `Region(name)`") && told.contains("broken"), "{told}");
    assert!(why.contains("the section of index on `Region(name)` was altered"), "{why}");
    let database = Database::open(&saved).unwrap();
    assert_eq!((database.graph().n_nodes(), database.graph().n_rels()), (3, 1));
    assert_eq!(database.meta()["built_from"], "3 reports");
    // A torn file gives what was written before the tear.
    fs::write(&path, &whole[..whole.len() - 12]).unwrap();
    let (is_well, _, why) = check(true);
    assert!(!is_well && why.contains("is torn"), "{why}");
    assert_eq!(Database::open(&saved).unwrap().graph().n_nodes(), 3);
}

/// Where the last frame of a log ends: each tells the length of what follows its 32 first bytes.
fn end_of_frames(log: &[u8]) -> usize {
    let mut end = 128;
    while log[end..].iter().take(4).any(|byte| *byte != 0) {
        end += 32 + u64::from_le_bytes(log[end + 8..end + 16].try_into().unwrap()) as usize;
    }
    end
}

/// A commit that was altered in the middle of the log is named; what stands before it can be saved.
#[test]
fn an_altered_commit_is_not_taken_for_a_torn_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.tuzhi");
    small_database().save(&path).unwrap();
    let mut database = Database::open(&path).unwrap();
    for i in 0..5 {
        let text = format!("CREATE (:Region {{name: '新区{i}'}})");
        database.session().run(&text, &tuzhi::database::Params::new()).unwrap();
    }
    drop(database);
    let log = folder.path().join("g.tuzhi.log");
    let with_room = fs::read(&log).unwrap();
    let whole = &with_room[..end_of_frames(&with_room)];
    assert!(with_room.len() > whole.len() && with_room[whole.len()..].iter().all(|byte| *byte == 0));
    let nodes = |bytes: &[u8]| {
        fs::write(&log, bytes).unwrap();
        Database::open(&path).map(|database| database.graph().n_nodes()).map_err(|error| error.to_string())
    };
    assert_eq!(nodes(&with_room), Ok(8));
    assert_eq!(nodes(whole), Ok(8));
    // Cut off anywhere, the log ends with its last whole commit.
    for len in 128..whole.len() {
        assert!(nodes(&whole[..len]).is_ok_and(|n| (3..=8).contains(&n)), "{len} bytes");
    }
    // An altered byte in the last commit is a torn end; in another one it is damage.
    let step = (whole.len() - 128) / 5;
    for at in 128..whole.len() {
        let mut altered = with_room.clone();
        altered[at] ^= 1;
        match nodes(&altered) {
            Ok(n) => assert!(n == 7 && at >= whole.len() - step - 8, "byte {at} gives {n} nodes"),
            Err(message) => assert!(message.contains("was altered, and others follow it"), "{message}"),
        }
    }
    let mut altered = with_room.clone();
    altered[128 + step + step / 2] ^= 1;
    fs::write(&log, &altered).unwrap();
    let checkup = storage::check(&storage::disk::SystemDisk, &path).unwrap();
    assert_eq!((checkup.is_whole(), checkup.graph.n_nodes()), (false, 4));
}
