//! The shell in a real terminal, and at a pipe.

use std::path::Path;
use std::time::{Duration, Instant};

use expectrl::{ControlCode, Expect as _};

use crate::terminal::{Place, Terminal};

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_statement_may_go_over_lines_and_columns_line_up() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters("MATCH (n:Region)\r");
    terminal.types("RETURN n.name AS 名称,\r n.level AS 级别 ORDER BY 名称；\r");
    terminal.sees(" 名称   | 级别");
    terminal.sees(" 惠山区 | null");
    terminal.sees(" 锡山区 | district");
    terminal.sees("3 rows");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn lines_that_come_all_at_once_are_all_read() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters(
        "RETURN 40 + 1 AS a;\rRETURN 40 +\r2 AS b; RETURN 40 + 3 AS c;\r.mode csv\rRETURN 40 + 4, 5;\r",
    );
    for result in ["41", "42", "43", "44,5"] {
        terminal.sees(result);
    }
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn tab_completes_by_place() {
    let place = Place::new();
    let mut terminal = place.open();
    // A label, a type, a key, a name inside quotes, a keyword.
    terminal.enters("MATCH (n:Reg\t)-[:PART\t]->(m) WHERE n.na\t = '锡\t RETU\t m.name AS upper;\r");
    terminal.sees(" upper");
    terminal.sees(" 无锡市");
    // A name without quotes becomes text.
    terminal.enters("RETURN 集成\t AS industry;\r");
    terminal.sees(" industry");
    terminal.sees(" 集成电路");
    terminal.enters(".mo\tcs\t\r");
    terminal.enters("MATCH (n:Industry) RETURN n.name AS a, 1 AS b;\r");
    terminal.sees("a,b");
    terminal.enters("\u{4}");
    terminal.ends();
}

#[test]
fn errors_point_and_slips_are_named() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters("RETURN '锡山区', nme;\r");
    terminal.sees("1 | RETURN '锡山区', nme;");
    terminal.sees("  |                  ^^^");
    terminal.enters("MATCH (n:Regoin) RETURN n;\r");
    terminal.sees("did you mean `Region`?");
    terminal.enters("MATCH ()-[r:PART_FO]->() RETURN r;\r");
    terminal.sees("did you mean `PART_OF`?");
    terminal.enters("MATCH (n:Region) RETURN n.leval LIMIT 1;\r");
    terminal.sees("did you mean `level`?");
    terminal.enters("MATCH (n {name: '锡山'}) RETURN n;\r");
    terminal.sees("did you mean Region `锡山区`?");
    terminal.enters("MTACH (n) RETURN n;\r");
    terminal.sees("did you mean `MATCH`?");
    terminal.enters(".shcema\r");
    terminal.sees("did you mean `.schema`?");
    terminal.enters(".quit\r");
    terminal.ends();
}

/// Runs a statement without end, stops it by Ctrl-C and gives how long that took.
fn interrupted_after(terminal: &mut Terminal) -> Duration {
    terminal.enters(
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a WHERE a < 0 RETURN count(*);\r",
    );
    // The key must reach a running query, not the prompt: it is pressed when the line editor has given the terminal back,
    // and again when it has not done its work.
    terminal.sees("\u{1b}[?2004l");
    std::thread::sleep(Duration::from_millis(50));
    terminal.session.set_expect_timeout(Some(Duration::from_secs(1)));
    let start = Instant::now();
    let elapsed = loop {
        terminal.session.send(ControlCode::EndOfText).expect("the terminal takes keys");
        let pressed = Instant::now();
        if terminal.session.expect("error:").is_ok() {
            break pressed.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(20), "Ctrl-C does not stop the query");
    };
    terminal.session.set_expect_timeout(Some(Duration::from_secs(20)));
    elapsed
}

#[test]
fn ctrl_c_stops_the_query_and_keeps_the_session() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters("CREATE (:Kept {x: 7});\r");
    terminal.sees("1 node created");
    // A machine that is busy with other tests is slow now and then: the quickest of several counts.
    let quickest = (0..5).map(|_| interrupted_after(&mut terminal)).min();
    assert!(quickest < Some(Duration::from_millis(200)), "{quickest:?}");
    terminal.enters("MATCH (k:Kept) RETURN k.x + 35 AS sum;\r");
    terminal.sees(" sum");
    terminal.sees("42");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn an_open_quote_does_not_swallow_the_way_out() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters("RETURN 'open\r");
    terminal.types(".reset\r");
    terminal.sees("dropped");
    terminal.enters("RETURN 'open again\r");
    terminal.session.send(ControlCode::EndOfText).expect("the terminal takes keys");
    terminal.enters("RETURN 40 + 2 AS sum;\r");
    terminal.sees(" sum");
    terminal.sees("42");
    terminal.enters("RETURN 'open\r");
    terminal.types(".quit\r");
    terminal.ends();
}

#[test]
fn commands_show_write_read_and_draw() {
    let place = Place::new();
    std::fs::write(place.path("script.cypher"), "RETURN 'from a file' AS a;\n// comment\nRETURN 2 AS b")
        .expect("the folder can be written");
    let mut terminal = place.open();
    terminal.enters(".help\r");
    terminal.sees(".dot FILE [QUERY]");
    terminal.enters(".schema\r");
    terminal.sees("PART_OF");
    terminal.enters(".stats\r");
    terminal.sees("relationships");
    terminal.enters(".read script.cypher\r");
    terminal.sees("from a file");
    terminal.enters(".mode csv\r");
    terminal.enters(".output out.csv\r");
    terminal.sees("out.csv");
    terminal.enters("MATCH (n:Industry) RETURN n.name AS name, 1 AS n;\r");
    terminal.sees("1 row");
    terminal.enters(".output\r");
    terminal.enters(".dot picture.dot MATCH (a)-[r]->(b) RETURN a, r, b\r");
    terminal.sees("3 nodes, 2 relationships");
    terminal.enters(".read missing.cypher\r");
    terminal.sees("no such file");
    terminal.enters(".quit\r");
    terminal.ends();
    assert_eq!(read(&place.path("out.csv")).lines().collect::<Vec<_>>(), ["name,n", "集成电路,1"]);
    assert!(read(&place.path("picture.dot")).contains("锡山区"));
}

#[test]
fn history_and_writes_outlive_the_session() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters("MERGE (n:Region {name: '滨湖区'}) RETURN n.name;\r");
    terminal.sees("1 row");
    terminal.enters(".quit\r");
    terminal.ends();
    let mut terminal = place.open();
    terminal.enters("MATCH (n:Region {name: '滨湖区'}) RETURN count(*) AS found;\r");
    terminal.sees(" found");
    terminal.sees(" 1");
    terminal.enters(".quit\r");
    terminal.ends();
    let mut terminal = place.open();
    // Three times up: past `.quit`, to the count.
    terminal.enters("\u{1b}[A\u{1b}[A\r");
    terminal.sees(" found");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn a_pipe_is_read_plainly() {
    let place = Place::new();
    let output =
        place.pipe("MATCH (n:Industry)\nRETURN n.name AS 名称;\n.mode jsonl\nRETURN 1 AS a; RETURN 2 AS a");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        " 名称\n----------\n 集成电路\n{\"a\":1}\n{\"a\":2}\n"
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let output = place.pipe("RETURN x;\nRETURN 3 AS a;\n");
    assert!(String::from_utf8_lossy(&output.stdout).contains('3'), "what follows an error still runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("`x` is not defined"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_type_of_values_is_no_label() {
    let output = Place::new()
        .pipe("RETURN 1 IS :: INTEGER AS a, 'x' IS NOT :: STRING AS b;\nMATCH (n:INTEGER) RETURN n;\n");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(told.matches("the label `INTEGER`").count(), 1, "{told}");
    assert!(!told.contains("STRING"), "{told}");
}

#[test]
fn why_tells_first_what_a_relationship_was_read_from() {
    let place = Place::new();
    let output = place.pipe(
        "CREATE (:Document {doc: 'd', title: '报告', year: 2024}), (i:Industry {name: '低空经济'}), \
         (r:Region {name: '滨湖区', evidence_doc: ['d'], evidence_quote: ['滨湖区人民政府区长报告，低空经济。'], \
         evidence_confidence: [1.0]}), (r)-[:DEVELOPS {evidence_doc: ['d'], evidence_section: ['目标'], \
         evidence_quote: ['发展低空经济。'], evidence_confidence: [0.5]}]->(i);\n\
         MATCH (r:Region)-[:DEVELOPS]->(i {name: '低空经济'}) RETURN r.name;\n.why\n\
         MATCH (r:Region)-[:DEVELOPS]->(i {name: '低空经济'}) RETURN r, count(*);\n.why\n\
         滨湖区 -DEVELOPS-> ?;\n.why 1\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(text.matches("\n  报告 (d), 目标\n    发展【低空经济】。\n").count(), 3, "{text}");
    let evidence =
        place.pipe("MATCH (:Region)-[:DEVELOPS]->(i {name: '低空经济'}) RETURN i.name WITH EVIDENCE;\n");
    assert!(String::from_utf8_lossy(&evidence.stdout).contains("发展低空经济"));
}

#[test]
fn why_tells_a_sentence_once_with_all_its_places() {
    let place = Place::new();
    let output = place.pipe(
        "CREATE (i:Industry {name: '低空经济', evidence_doc: ['a', 'b', 'a', 'a'], \
         evidence_section: ['目标', '目标', '目标', '回顾'], \
         evidence_quote: ['发展低空经济。', '发展低空经济。', '发展低空经济。', '低空经济起步。']});\n\
         MATCH (i:Industry {name: '低空经济'}) RETURN i;\n.why\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let told = "\n  a, 目标\n  b, 目标\n    发展【低空经济】。\n  a, 回顾\n    【低空经济】起步。\n";
    assert!(text.ends_with(told), "{text}");
}

#[test]
fn a_walk_is_drawn_by_the_paths_that_were_walked() {
    let place = Place::new();
    let output = place.pipe(
        "CREATE (:Region {name: '滨湖区'})-[:DEVELOPS]->(:Industry {name: '低空经济'});\n.mode dot\n\
         滨湖区 -DEVELOPS-> ? | count;\n.mode csv\n滨湖区 -DEVELOPS-> ?;\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(text.contains("digraph") && text.contains("label=\"低空经济\""), "{text}");
    assert!(text.ends_with("?\n低空经济\n"), "{text}");
}

#[test]
fn why_tells_the_sentence_and_units_are_chosen() {
    let place = Place::new();
    let output = place.pipe(
        "CREATE (:Document {doc: 'd', title: '报告', year: 2024}), (i:Industry {name: '低空经济', \
         evidence_doc: ['d'], evidence_section: ['目标'], evidence_quote: ['发展低空经济。']});\n\
         MATCH (i:Industry {name: '低空经济'}) RETURN i.name AS 产业, 1.2亿元 AS 数;\n.why 1\n\
         MATCH (i:Industry {name: '低空经济'}) RETURN i;\n.why\n\
         .mode csv\n.units 万\nRETURN 1.2亿元 AS a, [5%] AS b;\n.units raw\n.last\n",
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let told = "报告 (d), 目标\n    发展【低空经济】。\n";
    assert_eq!(text.matches(told).count(), 2, "{text}");
    assert!(text.contains("row 1: 低空经济 | 1.2亿元\n"), "{text}");
    assert!(text.contains("12000万元,[5%]\n") && text.contains("120000000元,[5%]\n"), "{text}");
    let failed =
        place.pipe(".why\nCREATE (n:Draft) RETURN 1 AS a;\n.why\nRETURN 1 AS a;\n.why 9\n.units 兆\n");
    let told = String::from_utf8(failed.stderr).unwrap();
    for message in ["there is no result yet", "cannot be asked again", "has no row 9", "not `兆`"] {
        assert!(told.contains(message), "{told}");
    }
}
