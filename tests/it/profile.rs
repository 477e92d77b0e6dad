//! What `PROFILE` tells of each operator.

use tuzhi::database::{Database, Params};

#[test]
fn each_operator_tells_its_rows_time_and_memory() {
    let mut database = Database::default();
    let mut session = database.session();
    let text = "PROFILE UNWIND range(1, 5000) AS x WITH x WHERE x % 2 = 0 RETURN x ORDER BY -x";
    let table = session.run(text, &Params::new()).unwrap();
    let lines: Vec<String> = table.rows.iter().map(|row| row[0].to_text()).collect();
    assert!(lines.len() >= 4, "{lines:?}");
    assert!(lines.iter().all(|line| line.ends_with(')') && line.contains(" ms")), "{lines:?}");
    let line = |name: &str| lines.iter().find(|line| line.trim_start().starts_with(name)).unwrap();
    assert!(line("Sort").contains(", 2500 rows, ") && line("Sort").contains(" KB)"), "{lines:?}");
    assert!(line("Unwind").contains(", 5000 rows, "), "{lines:?}");
    assert!(!line("Filter").contains("KB"), "a filter keeps nothing: {lines:?}");

    session.set_clock_and_seed(0, 1);
    let table = session.run(text, &Params::new()).unwrap();
    assert!(table.rows.iter().all(|row| !row[0].to_text().contains(" ms")), "the clock stands still");
}
