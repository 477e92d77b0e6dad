//! Statements as long and as deep as nobody writes them: each gets an answer or a clear error, on a thread with a small
//! stack, and what takes n steps does not take n² of them.

use std::fs;
use std::time::{Duration, Instant};

use tuzhi::database::{Database, Error, Params};
use tuzhi::query::ast::Statement;
use tuzhi::query::parser::parse;

/// Makes a statement of about so many parts.
type Shape = fn(usize) -> String;

fn repeated(begin: &str, part: &str, sign: &str, n: usize) -> String {
    format!("{begin} {}", vec![part; n].join(sign))
}

fn numbered(begin: &str, part: &str, n: usize, end: &str) -> String {
    let parts: String = (0..n).map(|at| part.replace('#', &at.to_string())).collect();
    format!("{begin}{}{end}", parts.trim_end_matches(", "))
}

/// What may be as long as it likes, with the parts that are surely answered.
const CHAINS: &[(&str, Shape)] = &[
    ("OR", |n| repeated("RETURN", "1 = 2", " OR ", n)),
    ("AND", |n| repeated("RETURN", "1 = 1", " AND ", n)),
    ("XOR", |n| repeated("RETURN", "true", " XOR ", n)),
    ("+", |n| repeated("RETURN", "1", " + ", n)),
    ("-", |n| repeated("RETURN", "1", "-", n)),
    ("*", |n| repeated("RETURN", "1", " * ", n)),
    ("^", |n| repeated("RETURN", "1", " ^ ", n)),
    ("text +", |n| repeated("RETURN", "'无'", " + ", n)),
    ("1 * 2 + ", |n| repeated("RETURN", "1 * 2", " + ", n)),
    ("<", |n| repeated("RETURN", "1", " < ", n)),
    ("IN", |n| format!("RETURN true{}", " IN [true]".repeat(n))),
    ("IS NULL", |n| format!("RETURN null{}", " IS NULL".repeat(n))),
    ("STARTS WITH", |n| format!("RETURN 'a'{}", " STARTS WITH 'a'".repeat(n))),
    ("UNION", |n| repeated("", "RETURN 1 AS x", " UNION ", n)),
    (".a", |n| format!("RETURN {{a: null}}{}", ".a".repeat(n))),
    ("n.a", |n| format!("MATCH (n) RETURN n{}", ".a".repeat(n))),
    ("[0]", |n| format!("RETURN null{}", "[0]".repeat(n))),
    ("[0..1]", |n| format!("RETURN [1]{}", "[0..1]".repeat(n))),
    ("NOT", |n| format!("RETURN {} true", "NOT ".repeat(n))),
    ("- -", |n| format!("RETURN {} 1", "- ".repeat(n))),
    ("list", |n| format!("RETURN [{}]", vec!["1"; n].join(","))),
    ("list of sums", |n| format!("RETURN [{}]", vec!["1 + 1"; n].join(","))),
    ("map", |n| numbered("RETURN {", "k#: 1, ", n, "}")),
    ("arguments", |n| format!("RETURN coalesce({})", vec!["null"; n].join(","))),
    ("CASE", |n| format!("RETURN CASE {} ELSE 2 END", "WHEN false THEN 1 ".repeat(n))),
    ("columns", |n| numbered("RETURN ", "# AS c#, ", n, "")),
    ("labels", |n| numbered("MATCH (n", ":L#", n, ") RETURN n")),
    ("CREATE", |n| "CREATE () ".repeat(n)),
    ("created path", |n| format!("CREATE (){}", "-[:T]->()".repeat(n))),
    ("string", |n| format!("RETURN '{}'", "无锡".repeat(n))),
    ("comment", |n| format!("RETURN 1 /* {} */", "无锡".repeat(n))),
    ("blanks", |n| format!("RETURN {} 1", " ".repeat(n))),
    ("({a: [1, 1 …]})", |n| {
        format!("RETURN {}[{}]{}", "({a: ".repeat(60), vec!["1"; n].join(","), "})".repeat(60))
    }),
    ("conditions", |n| repeated("MATCH (n) WHERE", "(n)-->()", " AND ", n) + " RETURN n"),
];

/// What makes a plan as deep as it is long: answered up to a limit, refused beyond it.
const CLAUSES: &[(&str, Shape)] = &[
    ("WITH", |n| format!("{} RETURN a", "WITH 1 AS a ".repeat(n))),
    ("MATCH", |n| format!("{} RETURN a", "MATCH (a) ".repeat(n))),
    ("UNWIND", |n| numbered("", "UNWIND [1] AS a# ", n, "RETURN 1 AS x")),
    ("UNION", |n| repeated("", "RETURN 1 AS x", " UNION ALL ", n)),
    ("path", |n| format!("MATCH (a){} RETURN a", "-->()".repeat(n))),
    ("MERGE", |n| format!("{} RETURN 1 AS x", "MERGE (:A) ".repeat(n))),
];

/// What nests, so that the innermost part stands `n` deep.
const NESTS: &[(&str, &str, &str, &str)] = &[
    ("RETURN ", "[", "1", "]"),
    ("RETURN ", "(", "1", ")"),
    ("RETURN ", "{a: ", "1", "}"),
    ("RETURN ", "({a: ", "1", "})"),
    ("RETURN ", "[({a: ", "1", "})]"),
    ("RETURN ", "(1 + ", "1", ")"),
    ("RETURN ", "NOT (true AND ", "true", ")"),
    ("RETURN ", "-(", "1", ")"),
    ("RETURN ", "null[", "0", "]"),
    ("RETURN ", "coalesce(", "1", ")"),
    ("RETURN ", "CASE WHEN true THEN ", "1", " END"),
    ("RETURN ", "CASE ", "1", " WHEN 1 THEN 2 ELSE 3 END"),
    ("RETURN ", "[x IN ", "[]", " | x]"),
    ("RETURN ", "[x IN [1] | ", "x", "]"),
    ("RETURN ", "size([(a)-->({p: ", "1", "}) | a])"),
    ("MATCH (a) WHERE ", "EXISTS { (a)-->(b {p: 1}) WHERE ", "true", " }"),
    ("MATCH (a) WHERE ", "EXISTS { MATCH (b) WHERE ", "true", " RETURN b }"),
    ("MATCH (a) WHERE ", "({p: a.x})-->({q: 1}) OR (", "true", ")"),
];

/// Runs a statement where the stack is small.
fn run(text: String) -> Result<usize, String> {
    let work = move || {
        let outcome = Database::default().session().run(&text, &Params::new()).map(|table| table.rows.len());
        outcome.map_err(|error| match error {
            Error::Query(error) => error.detail.to_owned(),
            other => other.to_string(),
        })
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap();
    thread.join().expect("no statement ends the thread")
}

/// The least processor time of two runs on this thread, where the system tells it.
fn cost(text: &str) -> Duration {
    let computed = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
        told.and_then(|told| told.split(' ').next()?.parse().ok()).map(Duration::from_nanos)
    };
    let mut least = Duration::MAX;
    for _ in 0..2 {
        let (begin, before) = (Instant::now(), computed());
        let _ = Database::default().session().run(text, &Params::new());
        least = least.min(computed().zip(before).map_or_else(|| begin.elapsed(), |(now, then)| now - then));
    }
    least
}

#[test]
fn chains_of_ten_thousand_are_answered() {
    for (name, shape) in CHAINS {
        assert!(run(shape(10_000)).is_ok(), "{name}: {:?}", run(shape(10_000)));
    }
}

#[test]
fn a_thousand_clauses_are_answered_and_twenty_thousand_refused() {
    for (name, shape) in CLAUSES {
        assert!(run(shape(1_000)).is_ok(), "{name}: {:?}", run(shape(1_000)));
    }
    assert_eq!(run(CLAUSES[0].1(20_000)), Err("StatementTooLong".to_owned()));
    assert_eq!(run(CLAUSES[4].1(20_000)), Err("StatementTooLong".to_owned()));
}

#[test]
fn a_megabyte_is_answered() {
    assert_eq!(run(format!("RETURN '{}'", "x".repeat(1 << 20))), Ok(1));
    assert_eq!(run(format!("UNWIND [{}] AS x RETURN sum(x)", vec!["12345678"; 100_000].join(", "))), Ok(1));
    let rows = vec!["{name: '无锡市', code: 320200, level: null}"; 20_000].join(", ");
    assert_eq!(run(format!("UNWIND [{rows}] AS row WITH row.code AS code RETURN count(code)")), Ok(1));
}

#[test]
fn nesting_is_answered_or_refused() {
    for (begin, open, inner, close) in NESTS {
        let end = if begin.starts_with("MATCH") { " RETURN a" } else { " AS x" };
        let nested = |n: usize| format!("{begin}{}{inner}{}{end}", open.repeat(n), close.repeat(n));
        assert!(run(nested(40)).is_ok(), "40 times `{open}`: {:?}", run(nested(40)));
        for n in [120, 250, 10_000] {
            if let Err(detail) = run(nested(n)) {
                assert_eq!(detail, "NestingTooDeep", "{n} times `{open}`");
            }
        }
    }
}

#[test]
fn time_grows_with_the_length() {
    for (name, shape) in CHAINS {
        let (short, long) = (cost(&shape(2_000)), cost(&shape(8_000)));
        let most = short * 10 + Duration::from_millis(40);
        assert!(long <= most, "`{name}` takes {short:?}, and {long:?} when it is four times as long");
    }
    for (begin, open, inner, close) in NESTS {
        let end = if begin.starts_with("MATCH") { " RETURN a" } else { " AS x" };
        let nested = |n: usize| format!("{begin}{}{inner}{}{end}", open.repeat(n), close.repeat(n));
        let (short, long) = (cost(&nested(15)), cost(&nested(60)));
        let most = short * 10 + Duration::from_millis(40);
        assert!(long <= most, "`{open}` takes {short:?}, and {long:?} when it is four times as deep");
    }
}

#[test]
fn a_long_tree_is_printed_compared_and_freed_on_a_small_stack() {
    let work = || {
        let texts = CHAINS.iter().map(|(_, shape)| shape(10_000));
        for text in texts.chain([format!("RETURN {}1{}", "(1 + [".repeat(128), "][0])".repeat(128))]) {
            let tree: Statement = parse(&text).expect("the text is a statement");
            let again = parse(&tree.to_string()).expect("what is printed is a statement");
            assert!(again.to_string() == tree.to_string(), "{}…", &text[..40]);
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_value_cannot_nest_without_end() {
    let deep = |n: usize| format!("RETURN reduce(l = [], i IN range(1, {n}) | [l]) AS x");
    assert_eq!(run(deep(500)), Ok(1));
    assert_eq!(run(deep(1_000_000)), Err("LimitExceeded".to_owned()));
    let by_clauses = |n: usize| format!("WITH [] AS l {} RETURN l", "WITH {k: [l]} AS l ".repeat(n));
    assert_eq!(run(by_clauses(200)), Ok(1));
    assert_eq!(run(by_clauses(1_000)), Err("LimitExceeded".to_owned()));
    let by_groups = format!("WITH [] AS l {} RETURN l", "WITH collect(l) AS l ".repeat(1_000));
    assert_eq!(run(by_groups), Err("LimitExceeded".to_owned()));
}
