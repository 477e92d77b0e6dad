//! Writes `docs/performance.md`: time and memory of loading and of typical queries on graphs of growing size.
//!
//! ```text
//! cargo run --release --example growth > docs/performance.md
//! ```

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use tuzhi::database::{Database, Params};
use tuzhi::graph::{Change, GraphError, GraphStore, GraphView, IndexKey, LabelId, PropertyGraph};
use tuzhi::value::{NodeId, Value};

/// Persons of the graphs.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// Times that each query runs; the least time counts.
const ROUNDS: usize = 7;

/// What is asked, with what it is for.
const QUERIES: [(&str, &str); 12] = [
    ("look-up by an index", "MATCH (p:Person {id: 77}) RETURN p.name"),
    (
        "two steps, distinct ends",
        "MATCH (p:Person {id: 77})-[:FOLLOWS]->()-[:FOLLOWS]->(q) RETURN count(*), count(DISTINCT q.id)",
    ),
    (
        "up to three steps, distinct ends",
        "MATCH (p:Person {id: 77})-[:FOLLOWS*1..3]->(q) RETURN count(DISTINCT q.id)",
    ),
    (
        "shortest path",
        "MATCH p = shortestPath((a:Person {id: 77})-[:FOLLOWS*..15]->(b:Person {id: 901})) RETURN length(p)",
    ),
    (
        "most followed, top 3",
        "MATCH (f:Person)-[:FOLLOWS]->(p:Person) RETURN p.id, p.name, count(f.id) AS n ORDER BY n DESC, p.id LIMIT 3",
    ),
    (
        "average age by city",
        "MATCH (p:Person)-[:LIVES_IN]->(c:City) RETURN c.name, avg(p.age) AS a ORDER BY a LIMIT 5",
    ),
    (
        "filter and group",
        "MATCH (p:Person) WHERE p.age >= 30 AND p.married RETURN p.gender, p.age, count(*) AS n, avg(p.id)",
    ),
    ("text search", "MATCH (p:Person) WHERE p.name CONTAINS '99' RETURN count(*)"),
    (
        "paths of two steps, counted",
        "MATCH (:Person)-[:FOLLOWS]->(:Person)-[:FOLLOWS]->(:Person) RETURN count(*)",
    ),
    ("triangles of friends, counted", "MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:KNOWS]-(a) RETURN count(*)"),
    (
        "PageRank, 20 rounds",
        "CALL algo.pagerank('Person', 'FOLLOWS', {rounds: 20}) YIELD node, score RETURN node.name, score LIMIT 5",
    ),
    (
        "weakly connected components",
        "CALL algo.wcc('Person', 'FOLLOWS') YIELD component RETURN count(DISTINCT component)",
    ),
];

/// What is asked first of a graph that was just opened.
const FIRST_QUERIES: [(&str, &str); 4] = [
    ("opened, and persons counted", "MATCH (p:Person) RETURN count(*)"),
    ("opened, and one looked up by an index", "MATCH (p:Person {id: 77}) RETURN p.name"),
    ("opened, and the average age by all ages", "MATCH (p:Person) RETURN avg(p.age)"),
    (
        "opened, and two steps walked",
        "MATCH (p:Person {id: 77})-[:FOLLOWS]->()-[:FOLLOWS]->(q) RETURN count(*)",
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut columns = Vec::new();
    for persons in SIZES {
        columns.push(measure(persons)?);
    }
    let mut out = String::from(HEAD);
    write!(out, "| persons |")?;
    SIZES.iter().try_for_each(|persons| write!(out, " {persons} |"))?;
    write!(out, "\n| --- |{}", " ---: |".repeat(SIZES.len()))?;
    for row in 0..columns[0].len() {
        write!(out, "\n| {} |", columns[0][row].0)?;
        columns.iter().try_for_each(|column| write!(out, " {} |", column[row].1))?;
    }
    out.push('\n');
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(())
}

const HEAD: &str = "\
# Performance

Made by `cargo run --release --example growth > docs/performance.md`: a made-up social network (each person follows 20 others, a few of them
very popular; knows 5; lives in one of a hundred cities), on one thread of the machine at hand; the least of seven times, parsing and planning
included. Times in milliseconds unless another unit is given; what runs once (load, writing) also tells what else the
machine did. \"Opened\" rows: the file is opened by a process that has read nothing of it, and the statement answered. Beside other
engines: [beside-others.md](beside-others.md).

";

/// Names and figures of one size.
fn measure(persons: u32) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let before = resident_mb();
    let start = Instant::now();
    let graph = network(persons)?;
    let mut rows = vec![
        ("relationships".to_owned(), graph.n_rels().to_string()),
        ("load, s".to_owned(), format!("{:.2}", start.elapsed().as_secs_f64())),
        ("memory, MB".to_owned(), format!("{:.0}", resident_mb() - before)),
    ];
    let mut database = Database::new(graph);
    for (what, query) in QUERIES {
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let mut session = database.session();
            session.set_threads(1);
            session.run(query, &Params::new())?;
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        rows.push((what.to_owned(), significant(best)));
    }
    rows.extend(as_file(&mut database, persons)?);
    Ok(rows)
}

/// How large the graph's file is, and how long the first answers take after it was opened.
fn as_file(
    database: &mut Database,
    persons: u32,
) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("tuzhi-growth-{}-{persons}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("g.tuzhi");
    let start = Instant::now();
    database.save(&path)?;
    let mut rows = vec![
        ("file, MB".to_owned(), significant(std::fs::metadata(&path)?.len() as f64 / 1e6)),
        ("writing it, s".to_owned(), format!("{:.2}", start.elapsed().as_secs_f64())),
    ];
    for (what, query) in FIRST_QUERIES {
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let mut database = Database::open(&path)?;
            database.set_threads(1);
            database.session().run(query, &Params::new())?;
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        rows.push((what.to_owned(), significant(best)));
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(rows)
}

/// Two digits that mean something.
fn significant(ms: f64) -> String {
    match ms {
        ..0.01 => format!("{ms:.4}"),
        ..0.1 => format!("{ms:.3}"),
        ..1.0 => format!("{ms:.2}"),
        ..10.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    }
}

/// Memory that the process holds, in MB; 0 where the system does not tell.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * u64::from(bound)) >> 32) as u32
    }
}

fn network(persons: u32) -> Result<PropertyGraph, GraphError> {
    let mut graph = PropertyGraph::new();
    let mut random = Random(88_172_645_463_325_252);
    let (person, city) = (graph.intern_label("Person"), graph.intern_label("City"));
    let [id, name, age, gender, married] =
        ["id", "name", "age", "gender", "married"].map(|key| graph.intern_key(key));
    let [follows, knows, lives_in] =
        ["FOLLOWS", "KNOWS", "LIVES_IN"].map(|rel_type| graph.intern_type(rel_type));
    let node = |graph: &mut PropertyGraph, label: LabelId, properties| {
        let id = graph.new_node_id()?;
        graph.apply(Change::CreateNode { id, labels: vec![label], properties })?;
        Ok::<NodeId, GraphError>(id)
    };
    for number in 0..persons {
        let properties = vec![
            (id, Value::Integer(i64::from(number))),
            (name, Value::from(format!("person {}", random.below(persons)))),
            (age, Value::Integer(i64::from(15 + random.below(60)))),
            (gender, Value::from(if random.below(2) == 0 { "female" } else { "male" })),
            (married, Value::Boolean(random.below(2) == 0)),
        ];
        node(&mut graph, person, properties)?;
    }
    for number in 0..100 {
        node(&mut graph, city, vec![(name, Value::from(format!("city {number}")))])?;
    }
    let join = |graph: &mut PropertyGraph, rel_type, start, end| {
        let (id, properties) = (graph.new_rel_id()?, Vec::new());
        graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties })
    };
    for number in 0..persons {
        let start = NodeId(number);
        join(&mut graph, lives_in, start, NodeId(persons + random.below(100)))?;
        for step in 0..20 {
            // One of four follows somebody among the first thousandth.
            let among = if step % 4 == 0 { (persons / 1000).max(1) } else { persons };
            join(&mut graph, follows, start, NodeId(random.below(among)))?;
        }
        for _ in 0..5 {
            let near = (number + 1 + random.below(20)) % persons;
            join(&mut graph, knows, start, NodeId(near))?;
        }
    }
    graph.apply(Change::CreateIndex(IndexKey { label: person, key: id }))?;
    graph.pack();
    Ok(graph)
}
