//! Chinese as it is typed: full-width signs, digits and quotes say the same as their ASCII twins in every place, carets
//! stand where the sign was typed, and keywords have Chinese names.

use std::fs;

use tuzhi::database::{Database, Params};
use tuzhi::query::ast::{KEYWORDS, chinese, chinese_function, chinese_functions, english, english_function};
use tuzhi::query::function;
use tuzhi::query::parser::{KeywordLanguage, LexemeKind, format, parse, scan, split_statements};

const MADE: &str = "CREATE (a:Region {name: '锡山', code: 320205, tags: ['a', 'b']})-[:SETS {n: 1}]->(b:Target {value: 3.5})";

fn answer(text: &str) -> String {
    let mut database = Database::default();
    database.session().run(MADE, &Params::new()).unwrap();
    let params = Params::from([("p".into(), tuzhi::value::Value::Integer(320_205))]);
    match database.session().run(text, &params) {
        Ok(table) => format!("{:?} {:?}", table.columns, table.rows),
        Err(error) => format!("{error}"),
    }
}

/// Each sign with what is typed for it.
const TWINS: &[(&str, &[&str])] = &[
    ("(", &["（"]),
    (")", &["）"]),
    ("[", &["［", "【"]),
    ("]", &["］", "】"]),
    ("{", &["｛"]),
    ("}", &["｝"]),
    (",", &["，", "、"]),
    (";", &["；"]),
    (":", &["："]),
    (".", &["．", "。"]),
    ("=", &["＝"]),
    (">", &["＞", "》"]),
    ("<", &["＜", "《"]),
    ("+", &["＋"]),
    ("-", &["－"]),
    ("*", &["＊"]),
    ("/", &["／"]),
    ("%", &["％"]),
    ("|", &["｜"]),
    ("!", &["！"]),
    ("$", &["＄", "￥"]),
    ("^", &["＾"]),
    (" ", &["\u{3000}"]),
];

const QUERIES: &[&str] = &[
    "MATCH (a:Region {code: 320205})-[r:SETS|REPORTS {n: 1}]->(b) RETURN a.name, r.n, b.value * 2;",
    "MATCH (a)<-[r*0..2]-(b) WHERE a.value >= 1.5 AND b.code <> 12 RETURN count(*), b.tags[0], b.tags[0..1]",
    "RETURN [1, 2, 3], {a: 1}, 7 % 4, 2 ^ 3, -5 + 6 / 2, 0x1F, 1.5e3, $p",
    "WITH [1, 2] AS l UNWIND l AS x WITH x WHERE x < 2 OR x <= 1 OR x =~ 'a' RETURN [y IN [1] WHERE y > 0 | y] /* c */",
    "MATCH (a:Region) SET a.x = 1, a += {y: 2} REMOVE a.y RETURN a.x, a.y // done",
    "WITH {b: 1} AS a RETURN 'it is', \"他说：“好”\", 'a\\'b', `a`.b",
    "MATCH p = (a:Region)-[r:SETS {n: 1}]->{1,2}(b) WHERE a.tags[-1] = 'b' RETURN length(p), [x IN nodes(p) | x.code], a {.name, n: 1, .*};",
    "MATCH (a:!Target&%|Region WHERE a.code > 1)-[r:!NONE]->+(b IS Target|Region) RETURN count(*), COUNT { (a)-->(b) }, EXISTS { MATCH (a) RETURN a }",
    "MATCH ((x:Region)-[r]->(y)){1,} RETURN size(r), x[0].name || '!', size(y) + 1, -x[0].code % 7, +1, 7 / 2.0 - .5, 2 ^ -1",
    "CREATE (c:`a b`:C {k: [1, -2], m: 'x'})-[:R {w: 0.5}]->(d) SET c += {z: 1}, c.y = 2, d:D RETURN labels(c), c.k[0..], c.k[..1], c['m']",
    "UNWIND [{a: 1, b: [1, 2]}, {a: 2, b: []}] AS m WITH m.a AS a, size(m.b) AS s ORDER BY a DESC, s SKIP 0 LIMIT 5 RETURN *",
    "CALL (*) { RETURN 1 AS one UNION ALL RETURN 2 AS one } WITH one WHERE one >= 1 AND one <> 3 AND one != 4 RETURN collect(one), sum(one)",
    "RETURN CASE 3 WHEN > 2, < 0 THEN 'more' ELSE 'less' END, reduce(s = 0, x IN [1, 2] | s + x), all(x IN [1] WHERE x = 1), 1 < 2 <= 3",
    "RETURN 3.8亿美元 = 380000000美元, 5% + 0.5个百分点, 100亿元 * 5%, date('2024-01-02') + duration('P1D'), 1 IS :: INTEGER | STRING",
    "MATCH (a:Region) WHERE a.name =~ '.*山' AND NOT a.name STARTS WITH 'x' XOR a.code IN [1, $p] RETURN a.name, $p + 1, {a: {b: [$p]}}.a.b[0]",
];

/// Queries whose texts may stand between any quotes.
const TEXTS: &[&str] = &[
    "RETURN 'a' AS a, 'a' + 'b' AS b, ['x', 'y'] AS c, {k: 'v'} AS d, 'a' = 'b' AS e, '' AS f, size('中文') AS g, 'ab' CONTAINS 'b' AS h",
    "MATCH (a:Region {name: '锡山'}) WHERE a.name STARTS WITH '锡' OR a.name IN ['无锡'] RETURN a['name'] AS n, CASE a.name WHEN '锡山' THEN '是' ELSE '否' END AS c",
    "CREATE (x:X {t: '（，。'}) SET x.u = '；' RETURN x.t AS t, x.u AS u",
];

fn full_width(text: &str) -> String {
    let twin = |c: char| match c {
        ' ' => '\u{3000}',
        '"' | '\'' | '`' | '\\' | '\n' => c,
        '!'..='~' => char::from_u32(c as u32 - 0x21 + 0xFF01).unwrap(),
        c => c,
    };
    scan(text)
        .map(|lexeme| match lexeme.kind {
            LexemeKind::String | LexemeKind::QuotedName => lexeme.span.of(text).to_owned(),
            LexemeKind::Comment => lexeme.span.of(text).to_owned(),
            LexemeKind::Word => lexeme.span.of(text).to_owned(),
            // A quoted name keeps what is in it.
            LexemeKind::Parameter if lexeme.span.of(text).contains('`') => lexeme.span.of(text).to_owned(),
            _ => lexeme.span.of(text).chars().map(twin).collect(),
        })
        .collect()
}

/// Statements of all suites of cases: what stands behind `> ` until an empty line or `---`.
fn cases() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite");
    let mut all = Vec::new();
    for name in ["query", "plan", "bind", "parse"] {
        let mut files: Vec<_> =
            fs::read_dir(format!("{folder}/{name}")).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            all.extend(
                text.lines().filter_map(|line| line.split_once("> ")).map(|(_, query)| query.to_owned()),
            );
        }
    }
    all.retain(|query| parse(query).is_ok());
    assert!(all.len() > 200, "{} statements", all.len());
    all
}

#[test]
fn each_sign_may_be_its_twin() {
    for query in QUERIES {
        let plain = answer(query);
        assert!(plain.starts_with('['), "{query}: {plain}");
        for (sign, twins) in TWINS {
            for twin in *twins {
                let typed: String = scan(query)
                    .map(|lexeme| match lexeme.kind {
                        LexemeKind::Sign | LexemeKind::Number | LexemeKind::Parameter | LexemeKind::Blank => {
                            lexeme.span.of(query).replace(sign, twin)
                        }
                        _ => lexeme.span.of(query).to_owned(),
                    })
                    .collect();
                assert_eq!(answer(&typed), plain, "{typed}");
            }
        }
        assert_eq!(answer(&full_width(query)), plain, "{}", full_width(query));
    }
}

#[test]
fn texts_may_stand_between_any_quotes() {
    for query in TEXTS {
        for (open, close) in
            [("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("\"", "\""), ("＂", "＂"), ("＇", "＇")]
        {
            let typed: String = scan(query)
                .map(|lexeme| match (lexeme.kind, lexeme.span.of(query)) {
                    (LexemeKind::String, text) => format!("{open}{}{close}", &text[1..text.len() - 1]),
                    (_, piece) => piece.to_owned(),
                })
                .collect();
            assert!(answer(query).starts_with('['), "{query}");
            assert_eq!(answer(&typed), answer(query), "{typed}");
        }
    }
}

/// Each sign where it means nothing: the error points at it, and what follows its statement is another one.
#[test]
fn a_stray_sign_is_pointed_at_and_ends_with_its_statement() {
    for sign in "（）［］｛｝，；：．＝＞＜＋－＊／％｜！“”‘’「」、０９".chars().map(String::from)
    {
        let typed = format!("RETURN 1 AS a {sign} {sign}");
        let mut database = Database::default();
        let error = match database.session().run(&typed, &Params::new()) {
            Err(tuzhi::database::Error::Query(error)) => error,
            other => panic!("{typed}: {other:?}"),
        };
        let pieces: Vec<&str> = error.labels.iter().map(|(span, _)| span.of(&typed)).collect();
        assert!(pieces.contains(&&*sign), "{typed}: {error:?}");
        // A text without an end goes to the end of all.
        if matches!(&*sign, "“" | "‘" | "「") {
            continue;
        }
        let script = format!("{typed}；\nRETURN 42 AS answer");
        let last = split_statements(&script).last().map(|span| span.of(&script).trim().to_owned());
        assert_eq!(last.as_deref(), Some("RETURN 42 AS answer"), "{script}");
        let table = database.session().run("RETURN 42 AS answer", &Params::new()).unwrap();
        assert_eq!(table.rows.len(), 1, "{sign}");
    }
}

#[test]
fn all_cases_give_the_same_tree_in_full_width() {
    for query in cases() {
        let plain = parse(&query).unwrap().to_string();
        let typed = full_width(&query);
        assert_eq!(
            parse(&typed).map(|tree| tree.to_string()).map_err(|error| error.message),
            Ok(plain),
            "{typed}"
        );
    }
}

#[test]
fn quotes_of_chinese_typing_are_quotes() {
    for typed in [
        "RETURN “锡山”",
        "RETURN ‘锡山’",
        "RETURN 「锡山」",
        "RETURN 『锡山』",
        "RETURN ＂锡山＂",
        "RETURN ＇锡山＇",
    ] {
        let text = parse(typed).unwrap().to_string();
        assert_eq!(text, "RETURN '锡山'", "{typed}");
    }
    assert_eq!(parse("RETURN “他说\"好\"，it's；”").unwrap().to_string(), "RETURN '他说\"好\"，it\\'s；'");
    assert_eq!(parse("RETURN “a\\”b\\n”").unwrap().to_string(), "RETURN 'a”b\\n'");
    assert_eq!(parse("RETURN '（，）'").unwrap().to_string(), "RETURN '（，）'");
    assert_eq!(split_statements("RETURN “；”；RETURN ２").len(), 2);
}

#[test]
fn what_is_wrong_is_shown_where_it_was_typed() {
    for (typed, piece) in [
        ("RETURN １２３ ）", "）"),
        ("MATCH （n） RETURN ｛a： m｝", "m"),
        ("RETURN “a” ＋ ［１，２］［“x”］", "［１，２］［“x”］"),
        ("RETURN １ ／ ０", "１ ／ ０"),
        ("RETURN ９９９９９９９９９９９９９９９９９９９９", "９９９９９９９９９９９９９９９９９９９９"),
        ("RETURN ”", "”"),
        ("RETURN １，、２", "、"),
        ("RETURN “没完", "“"),
        ("MATCH （n） WHERE n．x ＞＝ ＞ ３ RETURN n", "＞"),
    ] {
        let mut database = Database::default();
        let error = match database.session().run(typed, &Params::new()) {
            Err(tuzhi::database::Error::Query(error)) => error,
            other => panic!("{typed}: {other:?}"),
        };
        assert_eq!(error.labels.first().map(|(span, _)| span.of(typed)), Some(piece), "{typed}: {error:?}");
    }
}

#[test]
fn every_keyword_has_a_chinese_name() {
    for keyword in KEYWORDS {
        let name = chinese(keyword).unwrap();
        let back = english(name).unwrap();
        assert!(
            back == *keyword || matches!(*keyword, "ASCENDING" | "DESCENDING"),
            "{keyword} {name} {back}"
        );
    }
    let typed = "匹配（市：Region {name： “锡山”}）-[r：SETS]->（t） 其中 市.code 在 [320205] 且 非 t.value 为空 \
                 返回 市.name 作为 名， t.value 排序 按 名 降序 限制 3";
    assert_eq!(answer(typed), "[\"名\", \"t.value\"] [[String(\"锡山\"), Float(3.5)]]");
}

#[test]
fn functions_have_chinese_names() {
    for (name, written) in chinese_functions() {
        assert!(function::find(name).is_some() || function::find_aggregate(name).is_some(), "{name}");
        assert_eq!((english_function(written), chinese_function(name)), (Some(name), Some(written)));
    }
    assert_eq!(
        answer("匹配（市：Region） 返回 计数（*） 作为 数， 收集（左截（市.name， 1）） 作为 字"),
        answer("MATCH (市:Region) RETURN count(*) AS 数, collect(left(市.name, 1)) AS 字")
    );
    assert_eq!(format("RETURN Count(1)", KeywordLanguage::Chinese).as_deref(), Ok("返回 计数(1)"));
    assert_eq!(
        format("返回 计数(1), 计数", KeywordLanguage::English).as_deref(),
        Ok("RETURN count(1), 计数")
    );
}

#[test]
fn formatting_there_and_back_changes_nothing() {
    let there = |text: &str| {
        format(text, KeywordLanguage::Chinese).unwrap_or_else(|error| panic!("{error:?} {text}"))
    };
    let back = |text: &str| {
        format(text, KeywordLanguage::English).unwrap_or_else(|error| panic!("{error:?} {text}"))
    };
    for query in cases() {
        let tree = parse(&query).unwrap().to_string();
        let typed = there(&query);
        assert_eq!(
            parse(&typed).map(|tree| tree.to_string()).map_err(|error| error.message),
            Ok(tree),
            "{query}\n{typed}"
        );
        assert_eq!(there(&back(&typed)), typed, "{query}");
    }
}
