//! The forms that reports come in: the same text gives the same facts in each of them, and what cannot be read for certain
//! is refused with its reason.

use std::time::{Duration, Instant};

use serde_json::Value;
use tuzhi::diagnostic::Severity;
use tuzhi::extract::{Extraction, Lexicon, documents, extract};

use crate::forms::{Codes, csv, docx, docx_of, docx_with, file_of, html, pdf, wrapped, xlsx, zip};
use crate::shared;

const REPORT: &str = "锡山区2023年政府工作报告
——2023年1月3日在无锡市锡山区第十八届人民代表大会第二次会议上
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议，并请区政协委员和列席人员提出意见。
一、2022年工作回顾
过去一年，我们坚持稳中求进，较好完成了全年目标任务。全年实现地区生产总值1100.5亿元，增长3.5％，一般公共预算收入88.6亿元。新增规上企业120家，高新技术企业达到963家。
1.产业强区迈出新步伐。全年完成固定资产投资420亿元，其中工业投资156.3亿元、增长10.2%；锡东新城投资50亿元的海尔智慧家居产业园项目竣工投产。集成电路、生物医药产业营收分别增长12.5%、18%。
2.民生保障取得新成效。新增城镇就业2.1万人，城镇登记失业率控制在3%以内，居民人均可支配收入突破7万元。
二、2023年目标任务
全区经济社会发展的主要预期目标是：地区生产总值增长6%左右，规上工业增加值增长7%以上，研发投入占地区生产总值比重达到3.4%，新增高新技术企业100家。
加快建设锡山经济技术开发区，推进江南大学与区人民医院合作，全年实施重大项目85个、总投资600亿元，确保开工率100%。
";

fn read(name: &str, bytes: &[u8]) -> Extraction {
    extract(name, bytes, &Lexicon::builtin())
}

/// Facts as they are in every form: without places, and without what tells the form.
fn facts(extraction: &Extraction) -> Vec<String> {
    const OF_THE_FORM: &[&str] =
        &["doc", "start", "end", "quote", "more", "path", "sha256", "characters", "format", "confidence"];
    let plain = |fact| {
        let mut value: Value = serde_json::to_value(fact).unwrap();
        let fields = value.as_object_mut().unwrap();
        OF_THE_FORM.iter().for_each(|field| drop(fields.remove(*field)));
        value.to_string()
    };
    let mut facts: Vec<String> = extraction.facts.iter().map(plain).collect();
    facts.sort();
    facts
}

fn measures(extraction: &Extraction) -> Vec<String> {
    facts(extraction).into_iter().filter(|fact| fact.contains("\"record\":\"measure\"")).collect()
}

#[track_caller]
fn assert_same(name: &str, bytes: &[u8], wanted: &[String]) {
    let extraction = read(name, bytes);
    let found = facts(&extraction);
    let only = |these: &[String], those: &[String]| -> String {
        these.iter().filter(|fact| !those.contains(fact)).map(|fact| format!("  {fact}\n")).collect()
    };
    let (missing, extra) = (only(wanted, &found), only(&found, wanted));
    assert!(found == wanted, "{name}: {:?}\nmissing:\n{missing}extra:\n{extra}", extraction.diagnostics);
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, units: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(units).collect()
}

/// Marks, digits and letters half as wide.
fn narrow(text: &str) -> String {
    let narrow = |character: char| match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap(),
        _ => character,
    };
    text.chars().map(narrow).collect()
}

/// Digits and marks twice as wide.
fn wide(text: &str) -> String {
    let wide = |character: char| match character {
        '0'..='9' | '%' | '.' => char::from_u32(u32::from(character) + 0xFEE0).unwrap(),
        _ => character,
    };
    text.chars().map(wide).collect()
}

/// Characters that the table reads as those of the text.
fn traditional(text: &str) -> String {
    let table = include_str!("../../data/lexicon/characters.tsv");
    let pairs = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let of: std::collections::BTreeMap<&str, &str> = pairs.map(|(from, to)| (to.trim(), from)).collect();
    text.chars()
        .map(|character| of.get(&*character.to_string()).map_or(character.to_string(), |&to| to.to_owned()))
        .collect()
}

#[test]
fn one_text_gives_the_same_facts_in_every_form() {
    let plain = read("2023-锡山区.txt", REPORT.as_bytes());
    let wanted = facts(&plain);
    assert!(measures(&plain).len() >= 15, "{wanted:#?}");
    assert!(plain.diagnostics.is_empty(), "{:?}", plain.diagnostics);
    let wraps = wrapped(REPORT, 30).join("\n");
    let marked = REPORT.replace("一、", "## 一、").replace("二、", "## 二、").replace("120家", "**120家**");
    let page = html(REPORT);
    let big_endian: Vec<u8> = [0xFE, 0xFF].into_iter().chain(utf16(REPORT, u16::to_be_bytes)).collect();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("a-gbk.txt", gbk(REPORT)),
        ("b-utf16.txt", utf16(REPORT, u16::to_le_bytes)),
        ("c-utf16-mark.txt", big_endian),
        ("d-narrow.txt", narrow(REPORT).into()),
        ("e-wide.txt", wide(REPORT).into()),
        ("f-wrapped.txt", wraps.clone().into()),
        ("g-wrapped-gbk.txt", gbk(&narrow(&wraps))),
        ("h-lines.txt", REPORT.replace('\n', "\r\n\r\n").into()),
        ("i-traditional.txt", traditional(REPORT).into()),
        ("j.md", marked.into()),
        ("k.html", page.clone().into()),
        ("l-gbk.html", gbk(&page.replace("utf-8", "gb2312"))),
        ("m-narrow.html", narrow(&page).into()),
        ("n.docx", docx(REPORT)),
        ("o-narrow.docx", docx(&narrow(REPORT))),
        ("p-wrapped.docx", docx(&wraps)),
        ("q-unicode.pdf", pdf(REPORT, Codes::Unicode)),
        ("r-gbk.pdf", pdf(REPORT, Codes::Gbk)),
        ("s-glyphs.pdf", pdf(REPORT, Codes::Glyphs)),
        ("t-narrow.pdf", pdf(&narrow(REPORT), Codes::Glyphs)),
        ("u.zip", zip(&[("报告/一.docx", docx(REPORT))])),
        ("v.csv", csv(&[&["地区", "年份", "正文"], &["锡山区", "2023", REPORT]]).into()),
        ("w-gbk.csv", gbk(&csv(&[&["地区", "年份", "正文"], &["锡山区", "2023", REPORT]]))),
        ("x.xlsx", xlsx(&[&["地区", "年份", "正文"], &["锡山区", "2023", REPORT]])),
    ];
    for (name, bytes) in forms {
        assert_same(name, &bytes, &wanted);
    }
}

#[test]
fn spans_count_the_bytes_that_the_text_command_prints() {
    let forms = [html(REPORT).into_bytes(), gbk(REPORT), docx(REPORT), pdf(REPORT, Codes::Glyphs)];
    for bytes in forms {
        let text = tuzhi::extract::document::spanned(&bytes).unwrap().into_owned();
        let shown = |start: u64, end: u64| {
            let cut = &text[start as usize..end as usize];
            std::str::from_utf8(cut)
                .map_or_else(|_| encoding_rs::GB18030.decode(cut).0.into_owned(), str::to_owned)
        };
        let mut n_figures = 0;
        for fact in &read("report", &bytes).facts {
            let fact = serde_json::to_value(fact).unwrap();
            if let (Some(figure), Some(start), Some(end)) =
                (fact["text"].as_str(), fact["start"].as_u64(), fact["end"].as_u64())
            {
                n_figures += 1;
                let found = narrow(&shown(start, end)).replace('\n', "");
                assert!(found.contains(figure.trim_end_matches(['个', '家'])), "{figure} is not `{found}`");
            }
        }
        assert!(n_figures >= 15);
    }
}

/// The line that `evidence()` tells counts the lines of what `extract --text` prints, in whatever form the report came.
#[test]
fn evidence_tells_the_line_in_every_form() {
    let run = |arguments: &[&str]| {
        let output = crate::program::program().args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let folder = tempfile::tempdir().unwrap();
    let inside = zip(&[("里/a.txt", gbk(REPORT)), ("里/b.docx", docx(REPORT))]);
    let forms = [
        ("a.txt", REPORT.into()),
        ("b-utf16.txt", utf16(&format!("\u{FEFF}{REPORT}"), u16::to_le_bytes)),
        ("c.docx", docx(REPORT)),
        ("d.pdf", pdf(REPORT, Codes::Unicode)),
        ("e.html", html(REPORT).into_bytes()),
        ("f.zip", inside),
        ("g.csv", csv(&[&["地区", "正文"], &["锡山区", REPORT]]).into()),
    ];
    for (name, bytes) in forms {
        let file = folder.path().join(name);
        std::fs::write(&file, &bytes).unwrap();
        let graph = file.with_extension("tuzhi");
        let [file, graph] = [&file, &graph].map(|path| path.to_str().unwrap());
        run(&["build", file, "-o", graph, "--quiet"]);
        let places = "MATCH (m:Observation) UNWIND evidence(m) AS p RETURN p.path AS path, p.start AS start, p.line AS line";
        let rows = String::from_utf8(run(&["query", graph, "--format", "jsonl", places])).unwrap();
        assert!(rows.lines().count() >= 10, "{name}: {rows}");
        for row in rows.lines() {
            let row: Value = serde_json::from_str(row).unwrap();
            let text = run(&["extract", "--text", row["path"].as_str().unwrap()]);
            let before = &text[..row["start"].as_u64().unwrap() as usize];
            let before = encoding_rs::Encoding::for_bom(&text).map_or_else(
                || encoding_rs::GB18030.decode(before).0,
                |(encoding, _)| encoding.decode(before).0,
            );
            let line = before.matches('\n').count() as u64 + 1;
            assert_eq!(row["line"].as_u64(), Some(line), "{name}: {row}");
        }
    }
}

#[test]
fn a_page_is_read_without_what_belongs_to_the_site() {
    let extraction = read("page.html", html(REPORT).as_bytes());
    let all = format!("{:?}", extraction.facts);
    for foreign in ["9999", "99%", "81234567", "某县"] {
        assert!(!all.contains(foreign), "{foreign} is no part of the article");
    }
    // A site that puts the whole article into its header is still read.
    let odd = format!("<html><body><header>{}</header></body></html>", REPORT.replace('\n', "<br>"));
    assert_eq!(measures(&read("odd.html", odd.as_bytes())), measures(&read("plain.txt", REPORT.as_bytes())));
}

#[test]
fn a_word_document_is_read_as_it_is_shown() {
    let body = "<w:p><w:r><w:t>锡山区2023年政府工作报告</w:t></w:r></w:p>\
        <w:p><w:r><w:t>全区地区生产总值</w:t></w:r><w:del><w:r><w:delText>900</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>800</w:t></w:r></w:moveFrom>\
        <w:ins><w:r><w:t>1100</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r><w:r><w:t>亿元。</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>工业投资</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>完成156.3亿元</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:t>前面</w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>后面</w:t></w:r></w:p>";
    let bytes = docx_of(body);
    let text = String::from_utf8(tuzhi::extract::document::spanned(&bytes).unwrap().into_owned()).unwrap();
    assert_eq!(
        text,
        "锡山区2023年政府工作报告\n全区地区生产总值1100亿元。\n工业投资\n完成156.3亿元\n文本框\n前面后面\n"
    );
}

#[test]
fn the_numbers_that_word_gives_are_read() {
    let level = |at: usize, form: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"4\">{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"5\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num></w:numbering>",
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2."),
        level(0, "bullet", "●")
    );
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let paragraph = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let listed = |list: usize, level: usize| {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    };
    let style = "<w:pStyle w:val=\"a1\"/>";
    let body = [
        paragraph("", "政府工作报告"),
        paragraph(style, "2022年工作回顾"),
        paragraph(&listed(1, 1), "产业"),
        paragraph(&listed(1, 1), "民生"),
        paragraph(&listed(2, 0), "要点"),
        paragraph(&format!("{style}{}", listed(1, 0)), "2023年目标任务"),
        paragraph(&listed(1, 1), "环境"),
        paragraph(&format!("{style}<w:numPr><w:numId w:val=\"0\"/></w:numPr>"), "结尾"),
    ];
    let parts = [("word/numbering.xml", numbering.into_bytes()), ("word/styles.xml", styles.into())];
    let bytes = docx_with(&body.concat(), &parts);
    let text = String::from_utf8(tuzhi::extract::document::spanned(&bytes).unwrap().into_owned()).unwrap();
    assert_eq!(
        text,
        "政府工作报告\n一、2022年工作回顾\n1.产业\n2.民生\n要点\n二、2023年目标任务\n1.环境\n结尾\n"
    );
}

#[test]
fn traditional_pages_in_big5_are_read() {
    let text = traditional(REPORT).replace('‘', "");
    let page = html(&text).replace("utf-8", "big5");
    let (bytes, _, is_lossy) = encoding_rs::BIG5.encode(&page);
    assert!(!is_lossy || bytes.len() > 1000);
    let extraction = read("page.html", &bytes);
    let found = measures(&extraction);
    assert!(
        found.iter().any(|fact| fact.contains("地区生产总值") && fact.contains("1100.5亿元")),
        "{found:#?}"
    );
}

/// Broken in places that a few numbers choose.
fn broken(bytes: &[u8], seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..next() % 6 + 1 {
        let at = next() % bytes.len();
        match next() % 4 {
            0 => bytes[at] = next() as u8,
            1 => bytes.truncate(at.max(1)),
            2 => drop(bytes.splice(at..at, std::iter::repeat_n(b'<', next() % 40))),
            _ => drop(bytes.drain(at..(at + next() % 60).min(bytes.len()))),
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

#[test]
fn broken_files_never_stop_the_program() {
    let forms = [
        docx(REPORT),
        pdf(REPORT, Codes::Glyphs),
        pdf(REPORT, Codes::Gbk),
        html(REPORT).into_bytes(),
        xlsx(&[&["地区", "正文"], &["锡山区", REPORT]]),
        csv(&[&["地区", "正文"], &["锡山区", REPORT]]).into_bytes(),
        utf16(REPORT, u16::to_le_bytes),
    ];
    let mut n_read = 0;
    for (form, seed) in forms.iter().flat_map(|form| (0..120).map(move |seed| (form, seed))) {
        tuzhi::extract::document::parts("broken", &broken(form, seed), &mut |part| {
            let text =
                part.bytes.and_then(|bytes| tuzhi::extract::document::spanned(&bytes).map(|text| text.len()));
            n_read += usize::from(text.is_ok());
        });
    }
    assert!(n_read > 100, "some survive: {n_read}");
}

#[test]
fn archives_and_tables_hold_documents_of_their_own() {
    let other = REPORT.replace("锡山区", "惠山区").replace("2023", "2024").replace("2022", "2023");
    let inner = zip(&[("内层.txt", gbk(&other))]);
    let archive = zip(&[
        ("2023/锡山.txt", REPORT.into()),
        ("2024.zip", inner),
        ("__MACOSX/._锡山.txt", vec![0, 5, 22, 7]),
        ("封面.png", b"\x89PNG\r\n\x1a\n".to_vec()),
    ]);
    let extraction = read("全部.zip", &archive);
    let documents: Vec<(String, String)> = extraction
        .facts
        .iter()
        .map(|fact| serde_json::to_value(fact).unwrap())
        .filter(|fact| fact["record"] == "document")
        .map(|fact| {
            (
                fact["path"].as_str().unwrap().to_owned(),
                format!("{} {} {}", fact["doc"], fact["region"], fact["year"]),
            )
        })
        .collect();
    assert_eq!(
        documents,
        [
            ("全部.zip/2023/锡山.txt".to_owned(), "\"锡山\" \"锡山区\" 2023".to_owned()),
            ("全部.zip/2024.zip/内层.txt".to_owned(), "\"内层\" \"惠山区\" 2024".to_owned()),
        ]
    );
    let told: Vec<_> =
        extraction.diagnostics.iter().map(|one| (one.severity, one.message.as_str())).collect();
    assert_eq!(
        told,
        [(Severity::Warning, "`封面.png`: the file is a picture; text must be recognised first")]
    );
    let table =
        csv(&[&["标题", "地区", "正文"], &["报告一", "锡山区", REPORT], &["报告二", "江阴市", &other]]);
    let extraction = read("全部.csv", table.as_bytes());
    let ids = extraction
        .facts
        .iter()
        .filter_map(|fact| serde_json::to_value(fact).unwrap()["path"].as_str().map(str::to_owned));
    assert_eq!(ids.collect::<Vec<_>>(), ["全部.csv#2", "全部.csv#3"]);
    let told: Vec<_> = extraction.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["`#3`: the table says `江阴市`, the text is of `惠山区`; the text counts"]);
}

#[test]
fn a_text_under_a_wrong_name_is_read_as_what_it_is() {
    let told = |name: &str| -> Vec<String> {
        read(name, REPORT.as_bytes()).diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    };
    for right in [
        "2023-锡山区.txt",
        "wuxi-2022.txt",
        "xishan_opening.txt",
        "a/江苏省无锡市.txt",
        "report.txt",
        "20230105.txt",
        "14.txt",
    ] {
        assert!(told(right).is_empty(), "{right}: {:?}", told(right));
    }
    assert_eq!(
        told("2023-江阴市.txt"),
        ["the file's name says `江阴市`, the text is of `锡山区`; the text counts"]
    );
    assert_eq!(
        told("2023-chongqing.txt"),
        ["the file's name says `chongqing`, the text is of `锡山区`; the text counts"]
    );
    assert_eq!(
        told("锡山-2019.txt"),
        ["the file's name says `2019`, the text is of `2023`; the text counts"]
    );
    let novel = "床前明月光，疑是地上霜。举头望明月，低头思故乡。";
    let extraction = read("诗.txt", novel.as_bytes());
    assert!(
        extraction.diagnostics[0].message.starts_with("this is no report"),
        "{:?}",
        extraction.diagnostics
    );
    assert!(!extraction.facts.is_empty());
}

#[test]
fn what_cannot_be_read_for_certain_is_refused() {
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() * 2 / 3].to_vec();
    let picture_page = file_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        "<</Length 5>>stream\n/I Do\nendstream".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream".to_owned(),
    ]);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("no table of characters", pdf(REPORT, Codes::Nameless), "tell no characters"),
        ("a table without digits", pdf(REPORT, Codes::Digitless), "tell no characters"),
        ("pictures", picture_page, "scanned pages"),
        ("a torn document", cut(docx(REPORT)), "damaged"),
        ("a torn archive", cut(zip(&[("a.txt", REPORT.into())])), "damaged"),
        ("a document without an end", docx_of("<w:p><w:r><w:t>一半"), "damaged"),
        ("an old document", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "old or locked Office document"),
        ("figures alone", xlsx(&[&["地区", "值"], &["无锡", "1.5"]]), "no column of report text"),
    ];
    for (what, bytes, why) in cases {
        let extraction = read("file", &bytes);
        assert!(extraction.facts.is_empty(), "{what} was read");
        assert!(extraction.diagnostics[0].message.contains(why), "{what}: {:?}", extraction.diagnostics);
    }
    // A torn PDF gives all of its text or none.
    let torn = read("torn.pdf", &cut(pdf(REPORT, Codes::Glyphs)));
    assert!(torn.facts.is_empty(), "{:?}", torn.facts.first());
}

#[test]
fn hostile_files_meet_a_limit() {
    let begun = Instant::now();
    // Zeros pack to a thousandth.
    let bomb = zip(&[("a.txt", vec![b'0'; 64 << 20])]);
    assert!(read("bomb.zip", &bomb).diagnostics[0].message.contains("unpacks to more"));
    let bomb = zip(&[("[Content_Types].xml", Vec::new()), ("word/document.xml", vec![b' '; 64 << 20])]);
    assert!(read("bomb.docx", &bomb).diagnostics[0].message.contains("unpacks to more"));
    let mut nested = zip(&[("a.txt", REPORT.into())]);
    for _ in 0..8 {
        nested = zip(&[("inner.zip", nested)]);
    }
    assert!(read("nested.zip", &nested).diagnostics[0].message.contains("inside one another"));
    let deep = format!("{}字{}", "<w:p>".repeat(10_000), "</w:p>".repeat(10_000));
    assert!(read("deep.docx", &docx_of(&deep)).diagnostics[0].message.contains("inside one another"));
    // Pages nest, and are open to any depth; quotation marks without an end are no reason to search again and again.
    for page in [
        format!("<html>{}{REPORT}", "<div>".repeat(10_000)),
        format!("<html>{}{REPORT}", "<a href=\"x".repeat(10_000)),
        format!("<html>{}{REPORT}", "<!-- ".repeat(10_000)),
        format!("<html>{}{REPORT}", "<script>".repeat(10_000)),
        format!("<html>{REPORT}{}", "<".repeat(100_000)),
        format!("<html>{REPORT}{}", "&".repeat(100_000)),
    ] {
        read("deep.html", page.as_bytes());
    }
    // A page tree that leads back to itself, and one that is its own page.
    for kids in ["2 0 R", "3 0 R 2 0 R 3 0 R"] {
        let file = file_of(&[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count 99999999/Kids[{kids}]>>"),
            "<</Type/Pages/Count 99999999/Kids[2 0 R 3 0 R]>>".to_owned(),
        ]);
        assert!(read("circle.pdf", &file).facts.is_empty());
    }
    // Arrays that nest deeper than any stack, in the file and on a page.
    let arrays = "[".repeat(200_000);
    for (content, object) in
        [(arrays.as_str(), "null"), ("", arrays.as_str()), ("", &"<</A ".repeat(200_000))]
    {
        let file = file_of(&[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            object.to_owned(),
        ]);
        assert!(read("deep.pdf", &file).diagnostics[0].message.contains("without end"));
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "took {:?}", begun.elapsed());
}

/// The share of the text's measures that the other form gives too, and how many it adds.
fn shared_measures(text: &Extraction, other: &Extraction) -> (usize, usize, usize) {
    let plain = |extraction: &Extraction| -> Vec<String> {
        let without_section = |fact: String| {
            let mut value: Value = serde_json::from_str(&fact).unwrap();
            value.as_object_mut().unwrap().remove("section");
            value.to_string()
        };
        measures(extraction).into_iter().map(without_section).collect()
    };
    let (wanted, mut found) = (plain(text), plain(other));
    let n_wanted = wanted.len();
    let mut n_shared = 0;
    for measure in wanted {
        if let Some(at) = found.iter().position(|other| *other == measure) {
            found.swap_remove(at);
            n_shared += 1;
        }
    }
    (n_shared, n_wanted, found.len())
}

#[test]
fn real_documents_give_the_measures_of_their_texts() {
    let Some(folder) = shared::folder() else { return };
    let mut far = Vec::new();
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder.join("reports/dev/raw")).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !matches!(ending.as_str(), "docx" | "pdf") {
            continue;
        }
        n_files += 1;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read(folder.join(format!("reports/dev/{name}.txt"))).unwrap();
        let (text, other) = (read(&name, &text), read(&name, &std::fs::read(&path).unwrap()));
        let (n_shared, n_text, n_more) = shared_measures(&text, &other);
        if n_shared < n_text || n_more > 0 {
            far.push(format!("{name}.{ending}: {n_shared} of {n_text}, {n_more} more"));
        }
    }
    assert!(n_files >= 7);
    assert!(far.is_empty(), "{far:#?}");
}

#[test]
fn real_reports_are_what_their_names_say() {
    let Some(folder) = shared::folder() else { return };
    let mut wrong = Vec::new();
    let mut n_files = 0;
    for part in ["dev", "seeds"] {
        for entry in std::fs::read_dir(folder.join("reports").join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            n_files += 1;
            let bytes = std::fs::read(&path).unwrap();
            documents(&path.to_string_lossy(), &bytes, &Lexicon::builtin(), &mut |_, document| {
                let document = document.unwrap();
                let year = document.id.split('-').next().and_then(|year| year.parse::<i32>().ok());
                if document.identity.region.is_none()
                    || document.identity.year != year
                    || !document.doubts.is_empty()
                {
                    let identity = &document.identity;
                    wrong.push(format!(
                        "{}: {:?} {:?} {:?}",
                        document.id, identity.region, identity.year, document.doubts
                    ));
                }
            });
        }
    }
    assert!(n_files >= 30);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
