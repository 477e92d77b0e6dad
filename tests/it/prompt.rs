//! What the prompt offers beyond running statements: formats that fit the screen, settings, files run first, a safe mode,
//! and completion that knows the place and the data.

use std::fs;

use tuzhi::database::Database;
use tuzhi::extract::{Lexicon, build, extract};
use unicode_width::UnicodeWidthStr as _;

use crate::terminal::Place;

/// Text of a shell's standard output for an input at a pipe.
fn said(place: &Place, input: &str) -> String {
    let output = place.pipe(input);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a shell at a pipe tells on standard error.
fn told(place: &Place, input: &str) -> String {
    let output = place.pipe(input);
    assert!(!output.status.success(), "it should have failed: {input}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn borders_are_straight_around_long_cells() {
    let place = Place::new();
    let long = "“十四五”时期，全市数字经济核心产业增加值占地区生产总值比重达到①13%…".repeat(14);
    assert!(long.chars().count() >= 500);
    let ask = format!("RETURN '锡山区' AS 地区, 2024 AS 年份, '{long}' AS 依据, '研发投入占比' AS 指标");
    let narrow = said(
        &place,
        ".mode box\n.width 30\nRETURN '甲乙丙丁戊己庚辛' AS a, 1234567890123 AS n, '一二三四五六七八' AS b;\n",
    );
    assert!(narrow.contains("1234567890123"), "numbers are whole: {narrow}");
    for (ambiguous, bars) in [("narrow", "┌├│└"), ("wide", "+|")] {
        let text = said(&place, &format!(".mode box\n.width 80\n.ambiguous {ambiguous}\n{ask};\n"));
        let cells = |line: &str| if ambiguous == "wide" { line.width_cjk() } else { line.width() };
        for line in text.lines() {
            assert!(line.starts_with(|c| bars.contains(c)), "{line}");
            assert_eq!(cells(line), cells(text.lines().next().unwrap()), "{ambiguous}: {line}");
            assert!(cells(line) <= 80, "{ambiguous}: {line}");
        }
        assert!(text.contains("锡山区") && text.contains("研发投入占比"), "names are whole: {text}");
        let left_out = long.chars().filter(|c| !text.contains(*c)).count();
        assert_eq!((left_out, text.matches("①13%").count() > 0), (0, true));
    }
}

#[test]
fn no_width_and_no_format_breaks_the_shell() {
    let place = Place::new();
    let many = (0..30).map(|i| format!("'一二三四五{i}' AS 列{i}")).collect::<Vec<_>>().join(", ");
    for width in [1, 2, 7, 20] {
        for format in ["box", "table", "line", "chart"] {
            let input = format!(
                ".mode {format}\n.width {width}\nRETURN {many};\nUNWIND [1, -2] AS x RETURN x, '长' AS t;\n"
            );
            let text = said(&place, &input);
            assert!(text.contains("29") && text.contains("-2"), "{format} at {width}: {text}");
        }
    }
    let mut terminal = place.open_with(&[], 20);
    terminal.enters("MATCH (r:Region) RETURN r.name AS 名称, r.level AS 级别, 'a long text' AS t;\r");
    terminal.sees("锡山区");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn a_long_result_shows_its_ends_and_says_how_to_see_the_rest() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.enters(".maxrows 4\r");
    terminal.enters("UNWIND range(1, 100) AS x RETURN x + 1000 AS n;\r");
    for part in
        ["1001", "1002", "...", "1099", "1100", "100 rows, the first 2 and the last 2 shown (`.maxrows 0`"]
    {
        terminal.sees(part);
    }
    terminal.enters(".maxrows 0\r");
    terminal.enters(".last\r");
    terminal.sees("1050");
    terminal.enters(".timer off\r");
    terminal.enters("RETURN 40 + 2 AS sum;\r");
    terminal.sees("1 row\r\n");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn a_result_can_be_turned_and_drawn_as_bars() {
    let place = Place::new();
    let ask = "UNWIND [['无锡市', 2024, 5.5], ['无锡市', 2023, 4.0], ['苏州市', 2024, 8.0], ['无锡市', 2024, 0.5]] AS r \
               RETURN r[0] AS region, r[1] AS year, r[2] AS value;\n";
    let input = format!("{ask}.mode csv\n.pivot region year value sum\n.pivot region year value\n");
    let text = said(&place, &input);
    assert!(text.ends_with("region,2023,2024\n无锡市,4.0,6.0\n苏州市,,8.0\nregion,2023,2024\n无锡市,4.0,\"[5.5, 0.5]\"\n苏州市,,8.0\n"), "{text}");
    // On the screen a place without a value is empty.
    let shown = said(&place, &format!("{ask}.pivot region year value max\n"));
    assert!(shown.lines().any(|line| line == " 苏州市 |      |  8.0"), "{shown}");
    let wrong = told(&place, &format!("{ask}.pivot region month value\n"));
    assert!(wrong.contains("no column `month`; there are `region`, `year`, `value`"), "{wrong}");
    let chart = said(&place, &format!("{ask}.mode chart\n.last\n"));
    assert!(chart.lines().any(|line| line.contains("苏州市") && line.contains("████████")), "{chart}");
}

#[test]
fn parameters_plans_and_the_ontology_are_shown() {
    let place = Place::new();
    let text = said(
        &place,
        ".param name '锡山区'\n.param\nMATCH (r:Region {name: $name}) RETURN r.level AS 级别;\n",
    );
    assert!(text.contains("$name") && text.contains("district"), "{text}");
    let plan = said(&place, ".explain MATCH (r:Region) RETURN r\n");
    assert!(plan.contains("plan") && plan.contains("Region"), "{plan}");
    let schema = said(&place, ".schema\n");
    assert!(schema.contains("Region (3)\n  -[:DEVELOPS]-> Industry        1"), "{schema}");
    assert!(schema.contains("-[:PART_OF]->  Region          1"), "{schema}");
    let details = said(&place, ".mode csv\n.schema Region\n");
    assert!(details.contains("level,,STRING,2,"), "{details}");
    assert!(told(&place, ".schema Nothing\n").contains("no label and no relationship type `Nothing`"));
    assert!(said(&place, ".help .pivot\n.help toUpper\n").contains("toUpper("));
    assert!(said(&place, ".help algo.pagerank\n").contains(":: (node"));
}

#[test]
fn files_are_run_first_and_another_graph_is_opened() {
    let place = Place::new();
    fs::write(place.path("first"), "-- no\n").unwrap();
    fs::write(place.path("init"), "// of mine\n.mode csv\nRETURN 'from init'\nAS greeting;\n").unwrap();
    let mut terminal = place.open_with(&["--init", "init"], 100);
    terminal.sees("from init");
    terminal.enters("RETURN 6 * 7 AS a, 2 AS b;\r");
    terminal.sees("42,2");
    terminal.enters(".save other.tuzhi\r");
    terminal.sees("saved to");
    terminal.enters(".open other.tuzhi\r");
    terminal.sees("other.tuzhi: 4 nodes");
    terminal.enters(".open nowhere.tuzhi\r");
    terminal.sees("no such file");
    terminal.enters(".quit\r");
    terminal.ends();
    fs::write(place.path(".tuzhirc"), ".param year 2024\n").unwrap();
    let mut terminal = place.open();
    terminal.enters("RETURN $year + 1 AS next;\r");
    terminal.sees("2025");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn a_safe_shell_touches_no_file() {
    let place = Place::new();
    fs::write(place.path("rows.csv"), "a\n1\n").unwrap();
    said(&place, ".mode csv\n.output --bom marked.csv\nRETURN 1 AS 数;\n");
    assert_eq!(fs::read(place.path("marked.csv")).unwrap(), "\u{feff}数\n1\n".as_bytes());
    let mut terminal = place.open_with(&["--safe"], 100);
    for command in
        [".output x.csv", ".read rows.csv", ".dot x.dot", ".save x.tuzhi", ".open x.tuzhi", ".pager on"]
    {
        terminal.enters(&format!("{command}\r"));
        terminal.sees("this shell is safe");
    }
    terminal.enters("LOAD CSV FROM 'rows.csv' AS row RETURN row;\r");
    terminal.sees("error:");
    terminal.enters(".quit\r");
    terminal.ends();
    assert!(!place.path("x.csv").exists() && !place.path("x.tuzhi").exists());
}

#[test]
fn names_come_by_pinyin_and_only_what_fits_is_offered() {
    let place = Place::new();
    let mut terminal = place.open();
    // Initials, also of a name that needs its quotes.
    terminal.enters("RETURN xsq\t AS 名称;\r");
    terminal.sees("锡山区");
    terminal.sees("1 row");
    terminal.enters("MATCH (r:Region {name: 'wuxis\t})<-[p:PA\t]-(s) RETURN s.name AS part;\r");
    terminal.sees("锡山区");
    terminal.sees("1 row");
    // From an industry nothing leads but what comes in: one type, which is written at once.
    terminal.enters("MATCH (i:Industry)<-[:\t]-(r) RETURN r.name AS region, 40 + 2 AS sum;\r");
    terminal.sees("锡山区");
    terminal.sees("42");
    terminal.enters("CALL algo.pager\t) YIELD node RETURN count(node) + 1000 AS n;\r");
    terminal.sees("1004");
    // At the end of DEVELOPS stands an Industry, which has one key.
    terminal.enters("MATCH (:Region)-[:DEVELOPS]->(i:\t) RETURN i.\t AS 产业, 40 + 3 AS sum;\r");
    terminal.sees("集成电路");
    terminal.sees("43");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn completion_speaks_the_language_of_the_statement() {
    let place = Place::new();
    let lexicon = Lexicon::builtin();
    let report = "锡山区人民政府工作报告\n2023年工作回顾\n全年新增高新技术企业80家，氢能产业加快发展。\n";
    let graph = build(extract("report.txt", report.as_bytes(), &lexicon).facts, &lexicon).unwrap();
    Database::new(graph).save(&place.graph()).unwrap();
    let mut terminal = place.open();
    terminal.enters("MATCH (:Region)-[:DEVELOPS]->(i:\t) RETURN i.name AS n, labels(i) AS l;\r");
    terminal.sees("(i:Industry");
    terminal.sees("氢能 | ['Industry']");
    terminal.enters("匹配 （：地区）-[：发展]->（i：\t） 返回 i.名称 作为 n, 40 + 2 作为 和；\r");
    terminal.sees("（i：产业");
    terminal.sees("氢能 | 42");
    // A name of the label that is asked for, though others sound the same.
    terminal.enters("MATCH (r:地区) WHERE r.name = 'xsq\t RETURN r.level AS level, 40 + 3 AS n;\r");
    terminal.sees("43");
    // A walk goes on by what leads on.
    terminal.enters("锡山区 -发\t氢\t\r");
    terminal.sees("氢能");
    terminal.sees("1 row");
    // What is short leads to what is meant.
    terminal.enters("MATCH (r:地区 {name: '锡山'}) RETURN r;\r");
    terminal.sees("did you mean 地区 `锡山区`?");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn carets_stand_right_whatever_the_terminal_makes_of_ambiguous_characters() {
    let place = Place::new();
    for (ambiguous, width) in [("narrow", "RETURN '…①' + ".width()), ("wide", "RETURN '…①' + ".width_cjk())]
    {
        let text = told(&place, &format!(".ambiguous {ambiguous}\nRETURN '…①' + x;\n"));
        let marks = text.lines().find(|line| line.contains('^')).unwrap();
        assert_eq!(marks.find('^').unwrap(), "1 | ".len() + width, "{ambiguous}: {text}");
    }
}

/// The session of the page on walks: what is typed, and what stands at the prompt then.
fn session() -> Vec<(String, String)> {
    let page = include_str!("../../docs/walk.md");
    let (_, typing) = page.split_once("## Typing one").unwrap();
    let (_, session) = typing.split_once("```text\n").unwrap();
    let lines = session.lines().take_while(|line| *line != "```");
    let pair = |line: &str| {
        line.split_once(' ').map(|(keys, text)| (keys.to_owned(), text.trim().to_owned())).unwrap()
    };
    lines.map(pair).collect()
}

#[test]
fn three_hops_take_fewer_than_twenty_keystrokes() {
    let place = Place::new();
    let reports = concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports");
    let built =
        crate::program::program().args(["build", reports, "-q", "-o"]).arg(place.graph()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let session = session();
    let n_keys: usize = session.iter().map(|(keys, _)| keys.chars().count()).sum();
    assert!((10..20).contains(&n_keys), "{n_keys} keystrokes");
    let hops = |text: &str| text.matches("->").count() + text.matches("<-").count();
    assert_eq!(hops(&session.last().unwrap().1), 3);
    let mut terminal = place.open();
    terminal.sees("\u{1b}[?2004h");
    for (keys, text) in &session {
        terminal.types(&keys.replace('⇥', "\t").replace('⏎', "\r"));
        // One more character is drawn by itself.
        let drawn = text.strip_suffix('?').filter(|_| keys.ends_with('⏎')).unwrap_or(text);
        terminal.sees(if drawn == text { text } else { "?" });
    }
    // Things that the walk has found, not a message.
    terminal.sees("-+-");
    terminal.sees(" rows");
    terminal.enters(".quit\r");
    terminal.ends();
}

#[test]
fn nothing_that_is_left_open_holds_the_prompt() {
    let place = Place::new();
    let mut terminal = place.open();
    // A full-width bracket does not swallow the end of the statement.
    terminal.enters("RETURN （1；\r");
    terminal.sees("error:");
    terminal.enters("MATCH （n\r");
    terminal.types(".help\r");
    terminal.sees("Commands:");
    terminal.enters("RETURN “open；\r");
    terminal.types("\r\r");
    terminal.sees("the string has no end");
    terminal.enters("RETURN 40 + 2 AS sum;\r");
    terminal.sees("42");
    terminal.enters(".quit\r");
    terminal.ends();
}
