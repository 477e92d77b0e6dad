//! Reading documents: encodings, folding with offsets, furniture and repeats, who speaks and when.

use tuzhi::extract::document::{Period, ReadError};
use tuzhi::extract::fact::DocumentKind;
use tuzhi::extract::{Document, Lexicon};
use tuzhi::source::Span;

use crate::shared;

const REPORT: &str = "无锡市锡山区人民政府工作报告\n\n——2023年1月3日在锡山区第十八届人民代表大会第二次会议上\n\n各位代表：\n\n\
    现在，我代表区人民政府，向大会报告工作。\n\n一、2022年工作回顾\n\n全年实现地区生产总值1100亿元，增长3.5％；新增规上企业120家。\n\n\
    二、2023年目标任务\n\n地区生产总值增长6%左右。\n";

fn read(text: &str) -> Document {
    Document::read("report.txt", text.as_bytes(), &Lexicon::builtin()).expect("the text is a report")
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| document.slice(sentence.span)).collect()
}

#[test]
fn a_report_tells_who_speaks_and_when() {
    let document = read(REPORT);
    let identity = &document.identity;
    assert_eq!(identity.region.as_deref(), Some("锡山区"));
    assert_eq!(identity.parents, ["无锡市", "江苏省"]);
    assert_eq!((identity.year, identity.review_year), (Some(2023), Some(2022)));
    assert_eq!(identity.kind, DocumentKind::WorkReport);
    assert_eq!(identity.title, "无锡市锡山区人民政府工作报告");
    let parts: Vec<_> = document.sections.iter().map(|section| (section.period, section.year)).collect();
    assert_eq!(parts[1..], [(Period::Review, Some(2022)), (Period::Plan, Some(2023))]);
}

#[test]
fn the_file_name_never_decides() {
    let document = Document::read("2011-南京市.txt", REPORT.as_bytes(), &Lexicon::builtin())
        .expect("the text is a report");
    assert_eq!(document.identity, read(REPORT).identity);
}

#[test]
fn a_report_of_december_looks_back_on_its_own_year() {
    let text = "政府工作报告\n2022年12月26日在中江县第二十届人民代表大会第三次会议上\n各位代表:\n2022年工作回顾\n一年来,成绩明显。";
    let identity = read(text).identity;
    assert_eq!(
        (identity.region.as_deref(), identity.year, identity.review_year),
        (Some("中江县"), Some(2022), Some(2022))
    );
}

#[test]
fn a_title_is_free_of_the_page() {
    let report = read(&format!("来源：本网【字体：大 中 小】2003年{REPORT}")).identity;
    assert_eq!(report.title, "2003年无锡市锡山区人民政府工作报告");
    let paper = read(
        "太湖日报数字报纸\n全力以赴抓发展\n您现在的位置：首页 > 新闻\n江阴开发区夺取首季开门红\n发布时间：2021-02-18 来源：太湖日报\n江阴市今年计划投资12亿元。\n",
    );
    assert_eq!(paper.identity.kind, DocumentKind::News);
    assert_eq!(paper.identity.title, "江阴开发区夺取首季开门红");
}

#[test]
fn a_zone_speaks_for_itself() {
    let text = "无锡惠山经济开发区管理委员会2022年工作报告\n\n各位代表、同志们:\n\n一、2021年工作回顾\n\n完成投资12亿元。";
    let identity = read(text).identity;
    assert_eq!(identity.region.as_deref(), Some("惠山经济开发区"));
    assert_eq!(identity.parents, ["惠山区", "无锡市", "江苏省"]);
}

#[test]
fn headers_of_many_kinds_tell_region_and_years() {
    let cases = [
        (
            "政府工作报告\n——二〇二三年一月五日在北京市朝阳区第十七届人民代表大会第三次会议上",
            "朝阳区",
            2023,
            2022,
        ),
        ("朝阳区2020年政府工作报告\n北京市朝阳区深入落实首都功能定位,服务北京发展。", "朝阳区", 2020, 2019),
        (
            "武进区遥观镇人民政府工作报告\n——2022年12月28日在遥观镇第十九届人民代表大会第三次会议上",
            "遥观镇",
            2022,
            2022,
        ),
        ("堰桥街道2023年工作总结\n惠山区堰桥街道完成投资3亿元。", "堰桥街道", 2024, 2023),
        ("2022年无锡市国民经济和社会发展统计公报\n全年实现地区生产总值14850.82亿元。", "无锡市", 2023, 2022),
        (
            "关于宜兴市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告\n宜兴市完成投资5亿元。",
            "宜兴市",
            2024,
            2023,
        ),
        (
            "现在,我代表上海市人民政府,向大会报告工作。\n二、2020年主要任务\n培育集成电路产业集群。",
            "上海市",
            2020,
            2019,
        ),
        (
            "现在,我代表苏州市人民政府,向大会报告工作。\n一、2024年工作回顾\n苏州完成投资3亿元。",
            "苏州市",
            2025,
            2024,
        ),
        (
            "我代表自治区人民政府,向大会报告工作。\n2021年工作回顾\n宁夏加快发展,宁夏更美,宁夏更强。",
            "宁夏回族自治区",
            2022,
            2021,
        ),
        // The second part looks ahead.
        ("荆州市2024年政府工作报告\n二、2024年主要工作\n荆州加快建设枢纽。", "荆州市", 2024, 2023),
        (
            "恩施州人民政府工作报告\n(2019年1月9日在州第八届人民代表大会第四次会议上)",
            "恩施土家族苗族自治州",
            2019,
            2018,
        ),
    ];
    for (text, region, year, review) in cases {
        let identity = read(text).identity;
        let found = (identity.region.as_deref(), identity.year, identity.review_year);
        assert_eq!(found, (Some(region), Some(year), Some(review)), "{text}");
    }
}

#[test]
fn a_place_keeps_the_name_it_had() {
    let identity = read("2008年襄樊市政府工作报告\n各位代表:\n现在,我代表襄樊市人民政府报告工作。").identity;
    assert_eq!(identity.region.as_deref(), Some("襄樊市"));
    assert_eq!(identity.parents, ["湖北省"]);
}

#[test]
fn districts_have_sections_of_their_own() {
    let text = "新年开局,无锡各地抓紧干\n无锡市委全会闭幕,无锡随即部署。\n江 阴\n江阴将新增高层次人才1300人。\n惠 山\n惠山将加快重大项目建设。";
    let document = read(text);
    let regions: Vec<_> =
        document.sentences.iter().map(|s| document.sections[s.section].region.as_deref()).collect();
    assert_eq!(regions[2..], [Some("江阴市"), Some("江阴市"), Some("惠山区"), Some("惠山区")]);
    // A zone by its kind alone: what the text calls it elsewhere, else by the place that it is of.
    let text = "新年开局,无锡各地抓紧干\n无锡市委全会闭幕,无锡随即部署,无锡加快发展,无锡广泛响应。\n惠 山\n惠山将加快建设。\n\n经 开\n\n我们将加快建设。\n\n高新区\n\n新增企业30家。";
    let document = read(text);
    let regions: Vec<_> =
        document.sentences.iter().map(|s| document.sections[s.section].region.as_deref()).collect();
    assert_eq!(regions[4..], ["无锡经开区", "无锡经开区", "无锡高新区", "无锡高新区"].map(Some));
}

#[test]
fn every_way_of_typing_folds_to_one() {
    let wanted = ["实现GDP增速5.5%以上;", "6月7日召开的“江阴”会议(扩大)。"];
    let ways = [
        "实现GDP增速5.5%以上;6月7日召开的\"江阴\"会议(扩大)。",
        "实现ＧＤＰ增速５．５％以上；６月７日召开的“江阴”会议（扩大）。",
        "实现 GDP 增速 5 . 5 % 以上 ;  6 月 7 日召开的 “ 江 阴 ” 会议 （扩大） 。",
        "實現GDP增速5.5%以上;6月7日召開的「江陰」會議(擴大)。",
        "实现GDP增速5.5%以上;6月7日召开的&ldquo;江<b>阴</b>&rdquo;会议<!-- 广告 -->&nbsp;(扩大)。",
        "實(shí)現(xiàn)GDP增速5.5%以上;6月7日召開(kāi)的“江陰(yīn)”會議(擴(kuò)大)。",
        "实现GDP增速5.5%以上;6月7日召开的“江阴”③会议（12）(扩大)。",
    ];
    for way in ways {
        assert_eq!(sentences(&read(way)), wanted, "{way}");
    }
}

#[test]
fn straight_quotation_marks_turn_the_right_way() {
    let document = read("推进 \" 科创江阴 \",加快\"一湾一谷\"建设;实施\"双百\n行动\",打造\"港城\"。");
    assert_eq!(document.text.as_str(), "推进“科创江阴”,加快“一湾一谷”建设;实施“双百\n行动”,打造“港城”。");
}

#[test]
fn furniture_and_datelines_are_no_sentences() {
    let text = "导航菜单\n您现在的位置:首页 > 新闻\n荆楚网(湖北日报网)讯(记者吕某、陶某)12月19日,鄂州市鄂城区十届人大二次会议开幕。\n\
        【香港商报网讯】会议提出目标。\nhttp://www.example.com/a.html\n第3页\n— 4 —\n版权所有:某网";
    assert_eq!(sentences(&read(text)), ["12月19日,鄂州市鄂城区十届人大二次会议开幕。", "会议提出目标。"]);
}

#[test]
fn wrapped_lines_are_joined_and_page_numbers_dropped() {
    let text = "各位代表：\n\
        现在，我代表市人民政府向大会报告工作，请予审议，也请各位委\n员和列席的同志提出建议。\n\
        这一年里，市场需求回落、原料价格上涨、用工成本走高并\n存，我们沉着应对，把稳企业稳就业放在各项工作的最前面\n\
        — 1 —\n，多数任务按期完成。全市地区生产总值增长4.7%，是1.\n62倍，一般公共预算收入增长3.9%，规模以上工业增加值增长5\n.8%。\n";
    let document = read(text);
    let all = sentences(&document).join("");
    assert!(all.contains("也请各位委员和列席的同志提出建议。"), "{all}");
    assert!(all.contains("最前面,多数任务按期完成"), "{all}");
    assert!(all.contains("是1.62倍,") && all.contains("增长5.8%。"), "{all}");
}

#[test]
fn quotes_are_the_files_own_words() {
    let text = "綿陽市涪城區人民政府工作報告\n地區(qū)生產總值達到３７９．９５億元，\n增長9.3%。";
    let document = read(text);
    let last = document.sentences.last().expect("there is a sentence").span;
    // A comma ends no paragraph, so the line goes on in the next.
    assert_eq!(document.slice(last), "地区生产总值达到379.95亿元,增长9.3%。");
    let figure = document.text.as_str().find("379.95亿元").expect("the figure is folded");
    let span = Span::new(figure, figure + "379.95亿元".len());
    assert_eq!(document.quote(span), "３７９．９５億元");
    assert_eq!(document.text.original(span).of(text), "３７９．９５億元");
}

#[test]
fn figures_torn_by_line_ends_are_whole() {
    let text = "涪城区政府工作报告\n全区财政收入完成1.58亿元，增长18.\n6%，其中税收收入9860万元，增长\n15.3%。\n二、主要任务\n";
    let document = read(text);
    let whole = "全区财政收入完成1.58亿元,增长18.6%,其中税收收入9860万元,增长15.3%。";
    assert!(document.text.as_str().contains(whole), "{}", document.text.as_str());
    assert!(document.text.as_str().contains("\n二、主要任务"), "a heading stays apart");
}

#[test]
fn encodings_give_the_same_text() {
    let wanted = read(REPORT);
    let (gbk, _, _) = encoding_rs::GB18030.encode(REPORT);
    let utf16: Vec<u8> = REPORT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(REPORT.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(REPORT.bytes()).collect();
    for bytes in [gbk.to_vec(), utf16, big, marked] {
        let document =
            Document::read("report.txt", &bytes, &Lexicon::builtin()).expect("the encoding is known");
        assert_eq!(document.text.as_str(), wanted.text.as_str());
        assert_eq!(document.identity, wanted.identity);
        for sentence in &document.sentences {
            assert_eq!(document.quote(sentence.span), wanted.quote(sentence.span));
            let place = document.text.original(sentence.span);
            assert!(place.end <= bytes.len() && place.start < place.end);
        }
    }
}

#[test]
fn what_is_no_report_is_refused_with_its_reason() {
    let lexicon = Lexicon::builtin();
    let read =
        |bytes: &[u8]| Document::read("file", bytes, &lexicon).map(|_| ()).expect_err("this is no text");
    assert_eq!(read(b""), ReadError::Empty);
    assert_eq!(read(b"x"), ReadError::NoText { characters: 1 });
    assert_eq!(read(b" \n\n "), ReadError::NoText { characters: 4 });
    assert!(matches!(read(b"%PDF-1.7 \x00\x01"), ReadError::Damaged { what: "a PDF", .. }));
    assert!(matches!(read(b"GIF89a"), ReadError::Format { what: "a picture", .. }));
    assert_eq!(read(&[0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 7]), ReadError::Binary);
    let noise: Vec<u8> = (0..4000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect();
    assert_eq!(read(&noise), ReadError::UnknownEncoding);
}

#[test]
fn a_sentence_that_stands_again_is_kept_once() {
    let line = "科技型中小企业、高新技术企业分别为820家、460家，入选省瞪羚企业14家。\n";
    let document = read(&line.repeat(2000));
    assert_eq!(document.sentences.len(), 1);
    assert_eq!(document.sentences[0].repeats.len(), 1999);
    let last = document.sentences[0].repeats[1998];
    assert_eq!(document.text.original(last).end, line.len() * 2000 - 1);
}

/// Texts at random out of pieces that touch every rule of folding and layout.
fn random_text(seed: u32) -> String {
    const PIECES: &[&str] = &[
        "无锡市",
        "江 阴",
        "２０２３年",
        "5 . 5％",
        "，",
        "。",
        "；",
        "\n",
        "\r\n",
        "　　",
        "    ",
        "\"",
        "“",
        "”",
        "(qū)",
        "區",
        "(3)",
        "①",
        "&nbsp;",
        "&amp;",
        "<br>",
        "<!-- x -->",
        "<",
        "一、",
        "（一）",
        "1.",
        "\u{FEFF}",
        "\u{200B}",
        "abc",
        " ",
        "12",
        "𠀀",
        "é",
        "—",
        "pbY\n",
    ];
    let mut state = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize
    };
    (0..next() % 60 + 5).map(|_| PIECES[next() % PIECES.len()]).collect::<String>() + "工作报告"
}

#[test]
fn spans_nest_and_fall_on_characters_whatever_the_text() {
    let lexicon = Lexicon::builtin();
    for seed in 0..800 {
        let text = random_text(seed);
        let document = Document::read("text", text.as_bytes(), &lexicon).expect("it ends in Chinese");
        let folded = document.text.as_str();
        let mut end = 0;
        for sentence in &document.sentences {
            assert!(sentence.span.start >= end && folded.is_char_boundary(sentence.span.end), "{text:?}");
            end = sentence.span.end;
            let place = document.text.original(sentence.span);
            assert!(text.is_char_boundary(place.start) && text.is_char_boundary(place.end), "{text:?}");
        }
        let mut before = 0;
        for (at, character) in folded.char_indices() {
            let place = document.text.original(Span::new(at, at + character.len_utf8()));
            assert!(place.start >= before && place.end <= text.len(), "{text:?}");
            let original = place.of(&text);
            if character.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&character) {
                let again = Document::read("piece", format!("{original}工作").as_bytes(), &lexicon);
                let again = again.expect("it ends in Chinese");
                assert!(again.text.as_str().starts_with(character), "{original:?} in {text:?}");
            }
            before = place.start;
        }
    }
}

/// Name, region and year of each of the real reports that the shared table of origins tells.
fn origins(folder: &std::path::Path) -> Vec<(String, String, i32)> {
    let table =
        std::fs::read_to_string(folder.join("reports/dev/ORIGIN.tsv")).expect("the table can be read");
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| columns.iter().position(|column| *column == name).expect("the column is there");
    let (name, region, year) = (column("name"), column("region"), column("year"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let region = cells[region].rsplit('/').next().unwrap_or_default();
            (cells[name].to_owned(), region.to_owned(), cells[year].parse().expect("the year is a number"))
        })
        .collect()
}

#[test]
fn real_reports_tell_region_and_year() {
    let Some(folder) = shared::folder() else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (name, region, year) in origins(&folder) {
        let bytes =
            std::fs::read(folder.join(format!("reports/dev/{name}.txt"))).expect("the report can be read");
        let identity = Document::read(&name, &bytes, &lexicon).expect("it is a report").identity;
        let found = identity.region.unwrap_or_default();
        // The e-paper's page names neither Jinhua nor its zone in full: 今日开发区·特别报道.
        let is_right =
            found.replace("市高新区", "高新区") == region || region.ends_with(&found) && found == "开发区";
        let is_right = is_right || (region == "全国" && found == "中国");
        if !is_right || identity.year != Some(year) {
            wrong.push(format!("{name}: {found} {:?}, not {region} {year}", identity.year));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn raw_files_read_like_their_utf8_texts() {
    let Some(folder) = shared::folder() else { return };
    let lexicon = Lexicon::builtin();
    for name in ["2003-national-html-residue", "2008-national-gbk"] {
        let read = |path: String| {
            let bytes = std::fs::read(folder.join(path)).expect("the report can be read");
            Document::read(name, &bytes, &lexicon).expect("it is a report")
        };
        let (utf8, gbk) =
            (read(format!("reports/dev/{name}.txt")), read(format!("reports/dev/raw/{name}.gbk.txt")));
        assert_eq!(utf8.identity, gbk.identity);
        assert_eq!(utf8.sentences.len(), gbk.sentences.len());
        let differ = sentences(&utf8).into_iter().zip(sentences(&gbk)).find(|(left, right)| left != right);
        assert_eq!(differ, None);
    }
}

/// Of the annotated measures: every name of the region most of them are for, and the most frequent year of each kind.
fn annotated(path: &std::path::Path) -> (Vec<String>, Option<i32>, Option<i32>) {
    let text = std::fs::read_to_string(path).expect("the annotation can be read");
    let rows: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("each line is a record")).collect();
    let most = |field: &str, kind: Option<&str>| {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for row in rows
            .iter()
            .filter(|row| row["record"] == "measure" && kind.is_none_or(|kind| row["kind"] == kind))
        {
            *counts.entry(row[field].to_string().trim_matches('"').to_owned()).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value)
    };
    let region = most("region", None).unwrap_or_default();
    let named = rows.iter().find(|row| row["label"] == "Region" && row["name"] == region.as_str());
    let aliases = named.and_then(|row| row["aliases"].as_array()).into_iter().flatten();
    let names =
        aliases.filter_map(|alias| alias.as_str().map(str::to_owned)).chain([region.clone()]).collect();
    let year = |kind| most("year", Some(kind)).and_then(|year| year.parse().ok());
    (names, year("observation"), year("target"))
}

#[test]
fn annotated_reports_tell_region_and_years() {
    let Some(folder) = shared::folder() else { return };
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder.join("gold/dev")).expect("the annotations can be listed") {
        let path = entry.expect("the annotations can be listed").path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().replace(".gold.jsonl", ".txt");
        let place = ["seeds", "dev"].map(|part| folder.join("reports").join(part).join(&file));
        let bytes = place.iter().find_map(|place| std::fs::read(place).ok()).expect("the report can be read");
        let identity = Document::read(&file, &bytes, &lexicon).expect("it is a report").identity;
        let (names, observed, planned) = annotated(&path);
        let region = identity.region.clone().unwrap_or_default();
        let is_observed = observed.is_none_or(|year| identity.review_year == Some(year));
        let is_planned =
            planned.is_none_or(|year| identity.plan_year() == Some(year) || identity.year == Some(year));
        if !names.contains(&region) || !is_observed || !is_planned {
            wrong.push(format!(
                "{file}: {region} {:?}, not {names:?} {observed:?} {planned:?}",
                identity.year
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
