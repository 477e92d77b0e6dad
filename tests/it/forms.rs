//! Reports in every form that files have, made by hand as small as the format allows.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP file of these members.
pub(crate) fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A Word document with this body.
pub(crate) fn docx_of(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word document with this body and further parts.
pub(crate) fn docx_with(body: &str, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\"?><Types></Types>";
    let mut all = vec![("[Content_Types].xml", types.into()), ("word/document.xml", document.into_bytes())];
    all.extend_from_slice(parts);
    zip(&all)
}

/// A Word document with a paragraph a line, each in two runs.
pub(crate) fn docx(text: &str) -> Vec<u8> {
    let paragraphs = text.lines().map(|line| {
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
        let (first, second) = line.split_at(middle);
        format!(
            "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(first),
            escaped(second)
        )
    });
    docx_of(&paragraphs.collect::<String>())
}

/// A page as sites serve them: navigation, scripts, the article, links to others, a footer.
pub(crate) fn html(text: &str) -> String {
    let article: String =
        text.lines().map(|line| format!("<p>&emsp;&emsp;{}</p>\n", escaped(line))).collect();
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>政府工作报告_某某政府网</title>\n<script>var a = \"<p>全市地区生产总值9999亿元。</p>\";</script>\
         <style>p {{ color: red }}</style></head>\n<body><nav><a href=\"/\">首页</a> <a href=\"/a\">新闻</a></nav>\
         <div class=\"menu top\"><ul><li><a href=\"/b\">政务公开</a></li></ul></div>\n<div class=\"article\"><h1>政府工作报告</h1>\n{article}</div>\n\
         <ul><li><a href=\"/c\">某县2019年政府工作报告</a></li><li><a href=\"/d\">某区2018年地区生产总值增长99%</a></li></ul>\
         <footer>主办：某某市人民政府办公室 电话：0510-81234567</footer></body></html>"
    )
}

/// A sheet of a workbook or a table with commas.
pub(crate) fn csv(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// A workbook with one sheet; the first cell of each row is a shared string, the others stand in place.
pub(crate) fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut shared = String::new();
    let mut sheet = String::new();
    for (at, row) in rows.iter().enumerate() {
        write!(shared, "<si><t>{}</t></si>", escaped(row[0])).unwrap();
        write!(sheet, "<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>{at}</v></c>", at + 1).unwrap();
        for (column, cell) in row.iter().enumerate().skip(1) {
            let letter = char::from(b'A' + column as u8);
            let text = escaped(cell);
            write!(sheet, "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", at + 1).unwrap();
        }
        sheet.push_str("</row>");
    }
    let part = |inner: String| format!("<?xml version=\"1.0\"?>{inner}").into_bytes();
    zip(&[
        ("[Content_Types].xml", part("<Types/>".to_owned())),
        (
            "xl/workbook.xml",
            part(
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"报告\" r:id=\"rId1\"/></sheets></workbook>"
                    .to_owned(),
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            part(
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                    .to_owned(),
            ),
        ),
        ("xl/sharedStrings.xml", part(format!("<sst>{shared}</sst>"))),
        ("xl/worksheets/sheet1.xml", part(format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"))),
    ])
}

/// How a PDF writes its characters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Codes {
    /// UTF-16, `UniGB-UCS2-H`.
    Unicode,
    /// GBK, `GBK-EUC-H`.
    Gbk,
    /// Numbers of glyphs with a table that tells their characters, `Identity-H`.
    Glyphs,
    /// Numbers of glyphs without a table.
    Nameless,
    /// Numbers of glyphs with a table that leaves out the digits.
    Digitless,
}

/// Characters of a line and lines of a page.
const LINE: usize = 34;
const PAGE: usize = 12;

/// A PDF of this text, wrapped as a page wraps it, with a running head and numbers of pages.
pub(crate) fn pdf(text: &str, codes: Codes) -> Vec<u8> {
    let lines = wrapped(text, LINE);
    let glyphs: Vec<char> = {
        let mut all: Vec<char> =
            text.chars().chain("0123456789—政府工作报告".chars()).filter(|&c| c != '\n').collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let code = |character: char| -> Vec<u8> {
        match codes {
            Codes::Unicode => character.to_string().encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Codes::Gbk => encoding_rs::GBK.encode(&character.to_string()).0.into_owned(),
            _ => (glyphs.binary_search(&character).unwrap() as u16 * 3 + 5).to_be_bytes().to_vec(),
        }
    };
    let shown =
        |line: &str| -> String { line.chars().flat_map(code).map(|byte| format!("{byte:02X}")).collect() };
    let n_pages = lines.len().div_ceil(PAGE);
    let font = 3 + 2 * n_pages;
    let mut objects = vec![String::from("<</Type/Catalog/Pages 2 0 R>>")];
    let kids: String = (0..n_pages).map(|page| format!("{} 0 R ", 3 + 2 * page)).collect();
    objects.push(format!("<</Type/Pages/Count {n_pages}/Kids[{kids}]>>"));
    for (page, lines) in lines.chunks(PAGE).enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 {font} 0 R>>>>/Contents {} 0 R>>",
            4 + 2 * page
        ));
        let mut content = format!(
            "BT /F1 9 Tf 80 810 Td <{}> Tj ET\nBT /F1 12 Tf 20 TL 80 770 Td\n",
            shown("政府工作报告")
        );
        for line in lines {
            let indent = line.chars().take_while(|&blank| blank == '\u{3000}').count() as f32 * 12.0;
            let words = shown(line.trim_start_matches('\u{3000}'));
            writeln!(content, "{indent} 0 Td <{words}> Tj {} -20 Td", -indent).unwrap();
        }
        write!(content, "ET\nBT /F1 9 Tf 280 30 Td <{}> Tj ET", shown(&format!("—{}—", page + 1))).unwrap();
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let (encoding, ordering) = match codes {
        Codes::Unicode => ("UniGB-UCS2-H", "GB1"),
        Codes::Gbk => ("GBK-EUC-H", "GB1"),
        _ => ("Identity-H", "Identity"),
    };
    let has_table = matches!(codes, Codes::Glyphs | Codes::Digitless);
    let table = if has_table { format!("/ToUnicode {} 0 R", font + 3) } else { String::new() };
    objects.push(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/SongTi/Encoding/{encoding}/DescendantFonts[{} 0 R]{table}>>",
        font + 1
    ));
    objects.push(format!(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/SongTi/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/DW 1000/FontDescriptor {} 0 R>>",
        font + 2
    ));
    objects.push("<</Type/FontDescriptor/FontName/SongTi/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>".to_owned());
    if has_table {
        let told = glyphs.iter().filter(|glyph| matches!(codes, Codes::Glyphs) || !glyph.is_ascii_digit());
        let rows: Vec<String> = told
            .map(|&glyph| {
                let unicode: String =
                    glyph.to_string().encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                format!("<{:02X}{:02X}> <{unicode}>\n", code(glyph)[0], code(glyph)[1])
            })
            .collect();
        let blocks: String = rows
            .chunks(100)
            .map(|rows| format!("{} beginbfchar\n{}endbfchar\n", rows.len(), rows.concat()))
            .collect();
        let table =
            format!("begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{blocks}endcmap");
        objects.push(format!("<</Length {}>>stream\n{table}\nendstream", table.len()));
    }
    file_of(&objects)
}

/// A PDF file of these objects, the first of them its catalogue.
pub(crate) fn file_of(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.5\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let start = file.len();
    writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    file.into_bytes()
}

/// Lines of at most so many characters; a paragraph is indented by two.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines().filter(|line| !line.is_empty()) {
        let characters: Vec<char> = "\u{3000}\u{3000}".chars().chain(paragraph.chars()).collect();
        lines.extend(characters.chunks(width).map(|line| line.iter().collect::<String>()));
    }
    lines
}
