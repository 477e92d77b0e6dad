//! The HTML page: whole by itself, safe whatever the graph holds, and usable in a browser where one is installed.

use std::fs;
use std::io::Write as _;
use std::process::Command;

use serde_json::Value as Json;
use tuzhi::database::{Database, Params};
use tuzhi::export::{GraphFormat, PictureOptions, Selection, write_graph};

const GRAPH: &str = "CREATE (c:Region {name: '无锡市', evidence_quote: ['无锡市推进氢能</script><script>alert(1)</script>产业。'], \
     evidence_doc: ['2024-wuxi'], evidence_section: ['一、目标'], evidence_confidence: [0.9]})\
     -[:DEVELOPS {evidence_quote: ['无锡市推进氢能</script><script>alert(1)</script>产业。'], evidence_doc: ['2024-wuxi']}]->\
     (:Industry {name: '氢能', aliases: ['氢能源'], `<b>`: '{{data}}'}),\
     (c)-[:SETS]->(:Measure:Target {year: 2024, text: '3.4%', value: 3.4, unit: '%', type: 'share'})-[:OF_INDICATOR]->(:Indicator {name: '研发投入强度'}),\
     (c)-[:PART_OF]->(:Region {name: '江苏省'})";

fn page(title: &str) -> String {
    let mut database = Database::default();
    database.session().run(GRAPH, &Params::new()).expect("a graph");
    let mut page = Vec::new();
    let options = PictureOptions { title: title.to_owned(), cluster: None };
    let selection = Selection::whole(database.graph());
    write_graph(&mut page, database.graph(), &selection, GraphFormat::Html, &options)
        .expect("writing to memory");
    String::from_utf8(page).expect("UTF-8")
}

#[test]
fn the_page_holds_all_it_needs() {
    let page = page("太湖 <i>");
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"));
    for outside in [" src=", "url(http", "@import", "fetch(", "XMLHttpRequest", "<link rel=\"stylesheet\""] {
        assert!(!page.contains(outside), "the page asks for something: {outside}");
    }
    assert_eq!(page.matches("</script>").count(), 2, "a text of the graph ends a script");
    let data = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: Json = serde_json::from_str(data.expect("data")).expect("JSON");
    assert_eq!(data["title"], "太湖 <i>");
    assert_eq!(data["nodes"].as_array().map(Vec::len), Some(5));
    assert_eq!(data["rels"].as_array().map(Vec::len), Some(4));
    let quote = "无锡市推进氢能</script><script>alert(1)</script>产业。";
    let texts = data["texts"].as_array().expect("texts");
    assert_eq!(texts.iter().filter(|text| *text == quote).count(), 1, "a sentence lies once: {texts:?}");
    assert!(data["nodes"][1][2]["<b>"] == "{{data}}", "{}", data["nodes"]);
}

/// Tells in the page's title what it asked of others, and what its policy forbade.
const WITNESS: &str = "<script>let forbidden = 0; document.addEventListener('securitypolicyviolation', () => forbidden++);\
     setTimeout(() => { const asked = performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith('data:')).length;\
     document.title = `asked ${asked} forbidden ${forbidden}`; }, 500);</script></body>";

#[test]
fn a_browser_finds_and_shows_without_asking_anyone() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let runs = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
    let Some(browser) = names.iter().find(runs) else {
        let _ = writeln!(std::io::stderr(), "skipped: Chromium is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    fs::write(&file, page("试").replace("</body>", WITNESS)).expect("written");
    let shown = |state: &str| {
        let output = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--lang=zh-CN",
                "--virtual-time-budget=3000",
            ])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .args(["--dump-dom", &format!("file://{}#{state}", file.display())])
            .output()
            .expect("the browser runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let found = shown("q=氢能源");
    assert!(found.contains("<title>asked 0 forbidden 0</title>"), "{found}");
    let list = found.split("id=\"found\"").nth(1).and_then(|rest| rest.split("</section>").next());
    assert!(list.is_some_and(|list| list.contains("氢能")), "{list:?}");
    assert!(found.matches("class=\"node").count() >= 5, "the drawing: {found}");
    let chosen = shown("n=0");
    let drawer = chosen.split("id=\"drawer\"").nth(1).expect("a drawer");
    assert!(
        drawer.contains("<mark>无锡市</mark>推进氢能&lt;/script&gt;") && drawer.contains("2024-wuxi"),
        "{drawer}"
    );
    let figures = shown("tab=figures&q=研发投入强度");
    let row = figures.split("<tbody>").nth(1).expect("a table");
    assert!(row.contains("3.4%") && row.contains("2024") && row.contains("无锡市"), "{row}");
}
