//! A language model beside the rules, against a stand-in of its server: what the text bears out is kept, what it does not
//! is dropped, and a server that fails is told and never waited for without end.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

const REPORT: &str = "锡山区2024年政府工作报告\n各位代表:\n一、2023年工作回顾\n全年完成地区生产总值1100亿元。\
    神秘的“青鸾”落户云林。\n";

/// What the stand-in does with a request.
enum Reply {
    /// Status and body.
    Send(u16, String),
    /// Nothing, until the client goes away.
    Hang,
}

/// Header lines and body.
type Request = (Vec<String>, Value);

/// A server on a free port that answers the n-th request by `reply`; all requests are kept.
struct StandIn {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl StandIn {
    fn new(reply: impl Fn(usize) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/v1", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                if let Some(request) = read_request(&stream) {
                    seen.lock().unwrap().push(request);
                }
                match reply(at) {
                    Reply::Hang => drop(stream.read_to_end(&mut Vec::new())),
                    Reply::Send(status, body) => {
                        let head = format!(
                            "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                            body.len()
                        );
                        // A client that does not wait for the end is no fault of the stand-in.
                        let _ = stream.write_all((head + &body).as_bytes());
                    }
                }
            }
        });
        Self { address, requests }
    }

    fn n_requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let length = head
        .iter()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length?];
    reader.read_exact(&mut body).ok()?;
    Some((head, serde_json::from_slice(&body).ok()?))
}

fn completion(content: &str) -> Reply {
    let body = json!({"choices": [{"message": {"role": "assistant", "content": content}}]});
    Reply::Send(200, body.to_string())
}

fn good_answer() -> String {
    let answer = json!({
        "entities": [
            // Another quotation mark and a blank: the same letters.
            {"label": "Organization", "name": "青鸾", "aliases": null, "quote": "神秘的 \"青鸾\" 落户"},
            {"label": "Region", "name": "锡山区", "quote": "全年完成"},
            {"label": "Industry", "name": "氢能", "quote": "大力发展氢能产业"},
            {"label": "Platform", "name": "云林科技城", "quote": "落户云林"},
            {"label": "Animal", "name": "青鸾", "quote": "青鸾"},
        ],
        "measures": [
            {"region": "锡山区", "indicator": "地区生产总值", "year": 2023, "kind": "observation", "type": "level",
             "op": "=", "value": 1100, "unit": "亿元", "quote": "地区生产总值1100亿元"},
            {"region": "锡山区", "indicator": "地区生产总值", "year": 2023, "kind": "observation", "type": "level",
             "op": "=", "value": 1200, "unit": "亿元", "quote": "地区生产总值1100亿元"},
        ],
        "relations": [
            {"head": "锡山区", "type": "COOPERATES_WITH", "tail": "青鸾", "quote": "“青鸾”落户云林"},
            {"head": "锡山区", "type": "DEVELOPS", "tail": "青鸾", "quote": "“青鸾”落户云林"},
        ],
    });
    format!("<think>{{\"entities\": 1}}</think>\nHere you are:\n```json\n{answer}\n```")
}

/// The report has two parts: its head, and the section that the answer speaks of.
fn of_second_part(at: usize) -> Reply {
    completion(&if at == 1 { good_answer() } else { "{\"entities\": []}".to_owned() })
}

#[test]
fn what_the_text_bears_out_is_kept_and_the_rest_dropped() {
    let server = StandIn::new(of_second_part);
    let output = extract(&server, &[]);
    let facts = facts_of(&output);
    let by_model: Vec<&Value> =
        facts.iter().filter(|fact| fact["rule"].as_str().is_some_and(|rule| rule == "llm:little")).collect();
    let said: Vec<String> = by_model
        .iter()
        .map(|fact| {
            let field = |key: &str| fact[key].as_str().unwrap_or_default();
            match field("record") {
                "relation" => format!("{} {} {}", field("head"), field("type"), field("tail")),
                _ => format!("{} {}", field("label"), field("name")),
            }
        })
        .collect();
    // The figure and the region are the rules' already.
    assert_eq!(said, ["Organization 青鸾", "锡山区 COOPERATES_WITH 青鸾"]);
    let place =
        |fact: &Value| fact["start"].as_u64().unwrap() as usize..fact["end"].as_u64().unwrap() as usize;
    assert_eq!(&REPORT[place(by_model[0])], "青鸾");
    assert_eq!(by_model[0]["quote"], "神秘的“青鸾”落户云林。");
    let least = facts
        .iter()
        .filter(|fact| fact["rule"] != "llm:little")
        .filter_map(|fact| fact["confidence"].as_f64());
    assert!(least.fold(1.0, f64::min) > by_model[0]["confidence"].as_f64().unwrap());
    let message = String::from_utf8(output.stderr).unwrap();
    for said in [
        "the model added 2 facts",
        "1 not well-formed",
        "1 with a quotation that is not in the text",
        "1 with a name that is not in the text",
        "1 with a figure that is not in its quotation",
        "1 between things that are no entities",
    ] {
        assert!(message.contains(said), "{said}: {message}");
    }
}

#[test]
fn a_question_holds_guidelines_schema_text_and_key() {
    let server = StandIn::new(|_| completion("{\"entities\": []}"));
    extract(&server, &[]);
    let requests = server.requests.lock().unwrap();
    let (head, body) = &requests[0];
    assert_eq!(head[0], "POST /v1/chat/completions HTTP/1.1");
    assert!(head.iter().any(|line| line.eq_ignore_ascii_case("authorization: Bearer sesame")), "{head:?}");
    assert_eq!(body["model"], "little");
    assert!(body["messages"][0]["content"].as_str().unwrap().contains("observation"));
    let text = body["messages"][1]["content"].as_str().unwrap();
    assert!(text.contains("Region of the report: 锡山区 (无锡市, 江苏省)"), "{text}");
    assert!(requests.iter().any(|(_, body)| body.to_string().contains("地区生产总值1100亿元")));
    assert_eq!(body["response_format"]["json_schema"]["schema"]["required"][0], "entities");
}

#[test]
fn a_figure_that_rules_do_not_read_comes_from_the_model() {
    let report = "锡山区2024年政府工作报告\n各位代表:\n一、2023年工作回顾\n全年完成地区生产总值1100亿元。\n";
    let facts = |text: &str| {
        let answer = json!({"measures": [{
            "region": "锡山区", "indicator": "引进青鸾", "year": 2023, "kind": "observation", "type": "level",
            "op": ">=", "value": 0.3, "unit": "万只", "quote": "来了三千只",
        }]});
        let server = StandIn::new(move |_| completion(&answer.to_string()));
        facts_of(&extract_text(&server, text, &[]))
    };
    let of_model = |facts: Vec<Value>| facts.into_iter().find(|fact| fact["rule"] == "llm:little");
    assert_eq!(of_model(facts(report)), None);
    // With its words in the text the claim holds, unless the rules have read the figure themselves.
    let with = facts(&format!("{report}只见青鸾飞来,来了三千只。\n"));
    let figures = with.iter().filter(|fact| fact["record"] == "measure" && fact["text"] == "三千只").count();
    assert_eq!(figures, 1, "{with:?}");
}

#[test]
fn broken_answers_are_told_and_the_rules_facts_stay() {
    let server = StandIn::new(|_| completion("I am sorry, {\"entities\": ["));
    let output = extract(&server, &[]);
    assert!(facts_of(&output).len() > 2);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("warning: ") && message.contains("part 1 of"), "{message}");
    assert!(message.contains("the answer holds no JSON object"), "{message}");
}

#[test]
fn a_server_that_fails_is_asked_again_then_told() {
    let busy = StandIn::new(|at| match at {
        0 => Reply::Send(503, "{\"error\": {\"message\": \"loading\"}}".to_owned()),
        _ => completion("{\"entities\": []}"),
    });
    assert!(facts_of(&extract(&busy, &["--llm-retries", "1"])).len() > 2);

    let broken =
        StandIn::new(|_| Reply::Send(500, "{\"error\": {\"message\": \"out of memory\"}}".to_owned()));
    let output = extract(&broken, &["--llm-retries", "1"]);
    assert_fails(&output, "status 500, `out of memory`");
    assert!(output.stdout.is_empty(), "half of a document would look like all of it");
    assert_eq!(broken.n_requests(), 2);

    let closed = StandIn::new(|_| Reply::Send(401, String::new()));
    assert_fails(&extract(&closed, &["--llm-retries", "5"]), "status 401");
    assert_eq!(closed.n_requests(), 1);
    assert_fails(&extract(&StandIn::new(|_| Reply::Send(200, "{}".to_owned())), &[]), "no chat completion");
}

#[test]
fn a_server_without_schemas_is_asked_without_one() {
    let plain = StandIn::new(|at| match at {
        0 => Reply::Send(400, "{\"error\": \"unknown field response_format\"}".to_owned()),
        _ => completion("{\"entities\": []}"),
    });
    assert!(facts_of(&extract(&plain, &[])).len() > 2);
    let requests = plain.requests.lock().unwrap();
    assert!(requests[0].1.get("response_format").is_some());
    assert!(requests[1..].iter().all(|(_, body)| body.get("response_format").is_none()));
}

#[test]
fn a_server_that_is_silent_or_missing_is_told() {
    let silent = StandIn::new(|_| Reply::Hang);
    let output = extract(&silent, &["--llm-timeout", "1", "--llm-retries", "0"]);
    assert_fails(&output, "no answer in time");

    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let missing = StandIn { address: format!("http://{address}/v1"), requests: Arc::default() };
    assert_fails(&extract(&missing, &["--llm-retries", "0"]), &missing.address);
}

#[test]
fn nothing_is_asked_without_address_and_model() {
    let server = StandIn::new(|_| completion("{}"));
    let folder = tempfile::tempdir().unwrap();
    let report = report_in(folder.path(), REPORT);
    assert_eq!(tuzhi(&["extract", &report]).status.code(), Some(0));
    assert_eq!(tuzhi(&["extract", &report, "--llm", &server.address]).status.code(), Some(2));
    assert_eq!(tuzhi(&["extract", &report, "--model", "little"]).status.code(), Some(2));
    assert_eq!(
        tuzhi(&["extract", &report, "--llm", "localhost", "--model", "little"]).status.code(),
        Some(2)
    );
    assert_eq!(server.n_requests(), 0);
}

#[test]
fn a_graph_is_built_with_a_models_facts_and_keeps_them() {
    let server = StandIn::new(of_second_part);
    let folder = tempfile::tempdir().unwrap();
    let report = report_in(folder.path(), REPORT);
    let graph = folder.path().join("x.tuzhi").to_str().unwrap().to_owned();
    let found = |arguments: &[&str]| {
        let output = tuzhi(&[&["build", &report, "-o", &graph], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let statement = "MATCH (o:Organization {name: '青鸾'}) RETURN evidence(o)[0].rule AS rule";
        let answer = tuzhi(&["query", &graph, "--format", "csv", "-c", statement]);
        String::from_utf8(answer.stdout).unwrap().lines().nth(1).map(str::to_owned)
    };
    let with_model = ["--llm", &server.address, "--model", "little"];
    assert_eq!(found(&[]), None);
    assert_eq!(found(&with_model).as_deref(), Some("llm:little"));
    let n_requests = server.n_requests();
    assert_eq!(found(&with_model).as_deref(), Some("llm:little"));
    assert_eq!(server.n_requests(), n_requests, "an unchanged document is not asked about again");
    assert_eq!(found(&[]), None);
}

fn extract(server: &StandIn, arguments: &[&str]) -> Output {
    extract_text(server, REPORT, arguments)
}

fn extract_text(server: &StandIn, text: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let report = report_in(folder.path(), text);
    tuzhi(&[&["extract", &report, "--llm", &server.address, "--model", "little"], arguments].concat())
}

fn report_in(folder: &Path, text: &str) -> String {
    let path = folder.join("report.txt");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn tuzhi(arguments: &[&str]) -> Output {
    let mut command = crate::program::program();
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.args(arguments).env("TUZHI_LLM_KEY", "sesame").output().unwrap()
}

fn facts_of(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn assert_fails(output: &Output, said: &str) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains(said), "{said}: {message}");
}
