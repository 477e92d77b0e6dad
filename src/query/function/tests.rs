//! Unit tests of the functions: calls by name, results as texts.

use std::cell::Cell;

use super::*;
use crate::graph::PropertyGraph;
use crate::query::ErrorClass;
use crate::value::{MapValue, Value};

/// 2024-02-29T12:30:15.5Z
const NOW: i128 = 1_709_209_815_500_000_000;

fn call(name: &str, arguments: &[Value]) -> Result<Value, EvalError> {
    let graph = PropertyGraph::default();
    let random = Cell::new(7);
    let context = FunctionContext {
        graph: &graph,
        now_ns: NOW,
        random: &random,
        files: super::Files::NONE,
        sources: &super::SourceLines::default(),
    };
    (find(name).unwrap_or_else(|| panic!("no function {name}")).call)(&context, arguments)
}

fn text(name: &str, arguments: &[Value]) -> String {
    match call(name, arguments) {
        Ok(value) => value.to_string(),
        Err(error) => format!("{:?} {}", error.class, error.detail),
    }
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::map(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect::<MapValue>())
}

fn integers(entries: &[(&str, i64)]) -> Value {
    Value::map(entries.iter().map(|(key, value)| ((*key).into(), Value::Integer(*value))).collect())
}

#[test]
fn every_name_is_unique_and_opens_its_signature() {
    let mut seen = std::collections::BTreeSet::new();
    for name in names() {
        assert!(seen.insert(name.to_ascii_lowercase()), "{name} stands twice");
        let function = find(name).expect("listed");
        assert!(function.signature.starts_with(&format!("{name}(")), "{name}");
        assert!(function.required <= function.arguments.len(), "{name}");
    }
    assert!(aggregate_names().all(|name| find(name).is_none()));
}

#[test]
fn strings_count_characters() {
    let name = Value::from("无锡😀市");
    assert_eq!(text("size", std::slice::from_ref(&name)), "4");
    assert_eq!(text("left", &[name.clone(), Value::Integer(2)]), "'无锡'");
    assert_eq!(text("right", &[name.clone(), Value::Integer(2)]), "'😀市'");
    assert_eq!(text("substring", &[name.clone(), Value::Integer(1), Value::Integer(2)]), "'锡😀'");
    assert_eq!(text("substring", &[name.clone(), Value::Integer(9)]), "''");
    assert_eq!(text("substring", &[name.clone(), Value::Integer(-1)]), "ArgumentError NumberOutOfRange");
    assert_eq!(text("reverse", &[name]), "'市😀锡无'");
    assert_eq!(
        text("split", &["a、b，c".into(), Value::list(vec!["、".into(), "，".into()])]),
        "['a', 'b', 'c']"
    );
    assert_eq!(text("split", &["无锡".into(), "".into()]), "['无', '锡']");
    assert_eq!(text("split", &["".into(), ",".into()]), "['']");
}

#[test]
fn ranges_end_where_the_step_does() {
    let range = |a, b, step| text("range", &[Value::Integer(a), Value::Integer(b), Value::Integer(step)]);
    assert_eq!(range(0, 10, 3), "[0, 3, 6, 9]");
    assert_eq!(range(3, 1, -1), "[3, 2, 1]");
    assert_eq!(range(1, 0, 1), "[]");
    assert_eq!(range(0, 1, -1), "[]");
    assert_eq!(range(5, 5, -7), "[5]");
    assert_eq!(range(i64::MIN, i64::MAX, i64::MAX), format!("[{}, -1, {}]", i64::MIN, i64::MAX - 1));
    assert_eq!(range(1, 2, 0), "ArgumentError NumberOutOfRange");
    assert_eq!(range(0, i64::MAX, 1), "ExecutionError LimitExceeded");
    assert_eq!(text("range", &[Value::Float(0.0), Value::Integer(1)]), "ArgumentError InvalidArgumentType");
}

#[test]
fn null_gives_null_and_wrong_types_are_told() {
    assert_eq!(text("toUpper", &[Value::Null]), "null");
    assert_eq!(text("labels", &[Value::Null]), "null");
    assert_eq!(text("labels", &[Value::Integer(1)]), "TypeError InvalidArgumentValue");
    assert_eq!(text("toFloat", &[Value::Boolean(true)]), "TypeError InvalidArgumentValue");
    assert_eq!(text("toFloatOrNull", &[Value::Boolean(true)]), "null");
    assert_eq!(text("toInteger", &["1.7".into()]), "1");
    assert_eq!(text("toInteger", &["inf".into()]), "null");
    assert_eq!(text("toString", &[Value::Float(2.0)]), "'2.0'");
}

#[test]
fn dates_are_built_from_components() {
    let date = |entries: &[(&str, i64)]| text("date", &[integers(entries)]);
    assert_eq!(date(&[("year", 1984), ("quarter", 3), ("dayOfQuarter", 45)]), "1984-08-14");
    assert_eq!(date(&[("year", 1817), ("week", 1), ("dayOfWeek", 2)]), "1816-12-31");
    assert_eq!(date(&[("year", 1984), ("day", 5)]), "ArgumentError InvalidArgumentValue");
    assert_eq!(date(&[("year", 1984), ("month", 13)]), "ArgumentError InvalidArgumentValue");
    assert_eq!(date(&[("year", 1984), ("mouth", 1)]), "ArgumentError InvalidArgumentValue");
    assert_eq!(text("date", &[]), "2024-02-29");
    let base = call("date", &["1816-12-30".into()]).expect("a date");
    assert_eq!(
        text(
            "date",
            &[map(&[("date", base), ("week", Value::Integer(2)), ("dayOfWeek", Value::Integer(3))])]
        ),
        "1817-01-08"
    );
}

#[test]
fn a_named_zone_moves_an_instant_and_places_a_local_time() {
    let stockholm = call("datetime", &["1984-10-11T12:00[Europe/Stockholm]".into()]).expect("a date time");
    let march = call("localdatetime", &["1984-03-07T00:00".into()]).expect("a date time");
    let honolulu = ("timezone", "Pacific/Honolulu".into());
    let day = ("day", Value::Integer(28));
    assert_eq!(
        text(
            "datetime",
            &[map(&[("date", march.clone()), ("time", stockholm.clone()), day, honolulu.clone()])]
        ),
        "1984-03-28T00:00-10:00[Pacific/Honolulu]"
    );
    assert_eq!(
        text("datetime", &[map(&[("datetime", march), honolulu])]),
        "1984-03-07T00:00-10:00[Pacific/Honolulu]"
    );
    assert_eq!(
        text("time", &[map(&[("time", stockholm.clone()), ("timezone", "+05:00".into())])]),
        "16:00+05:00"
    );
    assert_eq!(
        text("time.truncate", &["hour".into(), stockholm, map(&[("timezone", "+05:00".into())])]),
        "12:00+05:00"
    );
}

#[test]
fn truncation_keeps_what_is_left_of_the_fraction() {
    let time = call("localtime", &["12:31:14.645876123".into()]).expect("a time");
    let two = integers(&[("nanosecond", 2)]);
    assert_eq!(text("localtime.truncate", &["millisecond".into(), time.clone(), two]), "12:31:14.645000002");
    assert_eq!(text("date.truncate", &["hour".into(), Value::Null]), "null");
    assert_eq!(text("localtime.truncate", &["month".into(), time]), "ArgumentError InvalidArgumentValue");
    let date = call("date", &["1984-01-01".into()]).expect("a date");
    assert_eq!(text("date.truncate", &["weekYear".into(), date]), "1983-01-03");
}

#[test]
fn aggregates_skip_null() {
    let run = |name: &str, rows: &[Value]| {
        let mut state = (find_aggregate(name).expect("an aggregate").start)();
        for row in rows {
            state.add(std::slice::from_ref(row))?;
        }
        state.finish()
    };
    let rows = [Value::Integer(1), Value::Null, Value::Integer(4)];
    let shown = |name: &str| run(name, &rows).expect("a value").to_string();
    assert_eq!(
        ["count", "sum", "avg", "min", "max", "collect"].map(shown),
        ["2", "5", "2.5", "1", "4", "[1, 4]"]
    );
    assert_eq!(run("sum", &[]).expect("a value").to_string(), "0");
    assert_eq!(run("avg", &[]).expect("a value").to_string(), "null");
    assert_eq!(run("sum", &["a".into()]).expect_err("not a number").class, ErrorClass::TypeError);
    let most = run("sum", &[Value::Integer(i64::MAX), Value::Integer(1)]).expect_err("too large");
    assert_eq!(most.class, ErrorClass::ArithmeticError);
}
