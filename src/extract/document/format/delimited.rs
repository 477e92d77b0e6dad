//! Tables of report texts: a row is a document, its text the longest cells'. Comma, tab and semicolon files and sheets of
//! a workbook alike. What other columns say of a text is only compared with what the text says.

use std::borrow::Cow;

use super::super::ReadError;
use super::super::decode;
use super::limits::{MAX_COLUMNS, MAX_ROWS};

/// Characters of a cell that is a text and not a name, a year or a remark.
const MIN_TEXT: usize = 200;

/// Longest cell of a table's head, in characters.
const MAX_HEAD: usize = 40;

/// Bytes of a file's first line that may be a table's head.
const MAX_HEAD_LINE: usize = 4_000;

/// Heads of columns that hold a text's title.
const TITLES: &[&str] = &["标题", "题名", "题目", "名称", "title"];

/// Heads of columns that say whose text it is and of which year.
const CLAIMS: &[&str] = &[
    "地区",
    "省",
    "省份",
    "城市",
    "市",
    "县",
    "区",
    "区县",
    "区域",
    "行政区",
    "年",
    "年份",
    "年度",
    "region",
    "province",
    "city",
    "county",
    "district",
    "year",
];

/// A row that is a document.
#[derive(Debug)]
pub(super) struct Row {
    /// The number that a spreadsheet program shows beside it.
    pub number: usize,
    /// Title and text.
    pub text: String,
    /// What other columns say of it.
    pub claims: Vec<String>,
}

/// The rows of a text file that is a table; none when it is plain text.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Vec<Row>, ReadError>> {
    let separator = separator(bytes)?;
    let text: Cow<'_, str> = decode::decode(bytes, None).ok()?.text;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    let mut table = Vec::new();
    for (at, record) in reader.records().enumerate() {
        // Rows of different lengths are no table.
        let record = record.ok()?;
        if at >= MAX_ROWS || record.len() > MAX_COLUMNS {
            return Some(Err(ReadError::TooMany { what: "rows or columns", most: MAX_ROWS }));
        }
        table.push((at + 1, record.iter().map(str::to_owned).collect()));
    }
    match rows(&table) {
        Err(ReadError::NoTextColumn { .. }) => None,
        rows => Some(rows),
    }
}

/// What parts the cells of a file's first line, if that can be a table's head.
fn separator(bytes: &[u8]) -> Option<u8> {
    let line = bytes.split(|&byte| byte == b'\n').next().filter(|line| line.len() <= MAX_HEAD_LINE)?;
    let count = |separator: u8| line.iter().filter(|&&byte| byte == separator).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|&separator| count(separator)).filter(|&best| count(best) > 0)
}

/// The documents of a table with a head.
pub(super) fn rows(table: &[(usize, Vec<String>)]) -> Result<Vec<Row>, ReadError> {
    let refused = ReadError::NoTextColumn { least: MIN_TEXT };
    let Some(((_, head), body)) = table.split_first() else { return Err(refused) };
    let is_head = |cell: &String| cell.chars().count() <= MAX_HEAD && !cell.contains(['。', '；', '\n']);
    if head.len() < 2 || !head.iter().all(is_head) {
        return Err(refused);
    }
    let is_text =
        |column: usize| body.iter().any(|(_, cells)| cells.get(column).is_some_and(|cell| is_long(cell)));
    let texts: Vec<usize> = (0..head.len()).filter(|&column| is_text(column)).collect();
    if texts.is_empty() {
        return Err(refused);
    }
    let named = |names: &[&str]| -> Vec<usize> {
        let is_named = |column: &usize| {
            let name = head[*column].trim().trim_start_matches('\u{FEFF}').to_lowercase();
            names.contains(&name.as_str()) && !texts.contains(column)
        };
        (0..head.len()).filter(is_named).collect()
    };
    let (titles, claims) = (named(TITLES), named(CLAIMS));
    let cells_of = |cells: &[String], columns: &[usize]| -> Vec<String> {
        let found = columns.iter().filter_map(|&column| cells.get(column));
        found.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
    };
    let mut rows = Vec::new();
    for (number, cells) in body {
        let text = cells_of(cells, &texts).join("\n");
        if text.is_empty() {
            continue;
        }
        let titles = cells_of(cells, &titles).into_iter().filter(|title| !text.contains(title.as_str()));
        let text = titles.chain([text.clone()]).collect::<Vec<_>>().join("\n");
        rows.push(Row { number: *number, text, claims: cells_of(cells, &claims) });
    }
    Ok(rows)
}

fn is_long(cell: &str) -> bool {
    cell.chars().nth(MIN_TEXT - 1).is_some()
}
