//! A workbook for Excel: nodes, relationships, indicators by region and year, and the sentences behind them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::evidence::{is_evidence, places};
use super::figures::{Figure, figures};
use super::part::{Column, Part, cell};
use super::selection::Selection;
use crate::export::wrap::width;
use crate::graph::GraphView;
use crate::value::{NodeId, Value};

/// The longest text of a cell (Microsoft's "Excel specifications and limits"); the rest is cut off.
const MOST_CHARACTERS: usize = 32_767;

/// The widest column, in digits of the default font.
const MOST_WIDTH: usize = 60;

/// Integers beyond this lose digits as Excel's numbers, so they stand as texts.
const MOST_EXACT: u64 = 1 << 53;

/// Writes the workbook of the selected part.
pub(super) fn write(out: &mut dyn Write, graph: &dyn GraphView, selection: &Selection) -> io::Result<()> {
    let bytes = workbook(graph, selection).map_err(|error| match error {
        XlsxError::RowColumnLimitError => io::Error::other(
            "a sheet holds at most 1,048,576 rows and 16,384 columns: take a part of the graph (a query, --label, --limit), or neo4j-csv",
        ),
        error => io::Error::other(error),
    })?;
    out.write_all(&bytes)
}

fn workbook(graph: &dyn GraphView, selection: &Selection) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same graph gives the same bytes, whenever it is written.
    let unwritten = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&unwritten));
    let part = Part::new(graph, selection);
    let captions: HashMap<NodeId, String> = part.nodes().map(|row| (row.id, row.caption)).collect();
    nodes(&mut workbook, part)?;
    relationships(&mut workbook, part, &captions)?;
    let figures = figures(graph, selection);
    if !figures.is_empty() {
        indicators(&mut workbook, &figures)?;
    }
    evidence(&mut workbook, part, &captions)?;
    workbook.save_to_buffer()
}

fn nodes(workbook: &mut Workbook, part: Part<'_>) -> Result<(), XlsxError> {
    let columns = own(part.node_columns());
    let mut sheet = Sheet::new(workbook, "节点 Nodes", ["id", "labels", "caption"], &columns)?;
    for row in part.nodes() {
        let id = Cell::number(i64::from(row.id.0));
        let own = [id, Cell::Text(row.labels.join("、")), Cell::Text(row.caption)];
        sheet.row(own.into_iter().chain(fields(&columns, &row.properties)))?;
    }
    sheet.finish()
}

fn relationships(
    workbook: &mut Workbook,
    part: Part<'_>,
    captions: &HashMap<NodeId, String>,
) -> Result<(), XlsxError> {
    let columns = own(part.rel_columns());
    let heads = ["start_id", "start", "type", "end", "end_id"];
    let mut sheet = Sheet::new(workbook, "关系 Relationships", heads, &columns)?;
    for row in part.rels() {
        let caption = |node| Cell::Text(captions.get(&node).cloned().unwrap_or_default());
        let id = |node: NodeId| Cell::number(i64::from(node.0));
        let rel_type = Cell::Text(row.rel_type.to_owned());
        let own = [id(row.start), caption(row.start), rel_type, caption(row.end), id(row.end)];
        sheet.row(own.into_iter().chain(fields(&columns, &row.properties)))?;
    }
    sheet.finish()
}

/// A row for each indicator of a region by kind and unit, a column for each year.
fn indicators(workbook: &mut Workbook, figures: &[Figure]) -> Result<(), XlsxError> {
    let years: BTreeSet<i64> = figures.iter().filter_map(|figure| figure.year).collect();
    let mut rows: BTreeMap<[&str; 5], BTreeMap<Option<i64>, Vec<&Figure>>> = BTreeMap::new();
    for figure in figures {
        let kind = if figure.is_target { "target" } else { "observation" };
        let row = [&*figure.indicator, &*figure.region, &*figure.kind, kind, &*figure.unit];
        rows.entry(row).or_default().entry(figure.year).or_default().push(figure);
    }
    let heads = ["indicator", "region", "type", "kind", "unit"].map(str::to_owned);
    let years: Vec<Option<i64>> = years.into_iter().map(Some).collect();
    let undated = rows.values().any(|row| row.contains_key(&None)).then_some(None);
    let years: Vec<Option<i64>> = years.into_iter().chain(undated).collect();
    let titles = years.iter().map(|year| year.map_or("no year".to_owned(), |year| year.to_string()));
    let mut sheet = Sheet::titled(workbook, "指标 Indicators", heads.into_iter().chain(titles))?;
    for ([indicator, region, kind, role, unit], figures) in rows {
        let (scale, prefix) = magnitude(figures.values().flatten());
        let heads = [indicator, region, kind, role].map(|text| Cell::Text(text.to_owned()));
        let unit = Cell::Text(format!("{prefix}{unit}"));
        let cells = years.iter().map(|year| figures.get(year).map_or(Cell::Empty, |all| of_year(all, scale)));
        sheet.row(heads.into_iter().chain([unit]).chain(cells))?;
    }
    sheet.finish()
}

/// What makes the figures of a row short: 万 or 亿 when none of them but zero is smaller.
fn magnitude<'f>(figures: impl Iterator<Item = &'f &'f Figure>) -> (f64, &'static str) {
    let sizes = figures.filter_map(|figure| figure.value).map(f64::abs).filter(|size| *size > 0.0);
    match sizes.reduce(f64::min) {
        Some(least) if least >= 1e8 => (1e8, "亿"),
        Some(least) if least >= 1e4 => (1e4, "万"),
        _ => (1.0, ""),
    }
}

/// One figure is a number, shown with its comparator; ranges and several figures stand as they were written.
fn of_year(figures: &[&Figure], scale: f64) -> Cell {
    let one = figures.first().filter(|first| {
        figures.iter().all(|figure| figure.value == first.value && figure.op == first.op && !figure.is_range)
    });
    match one.and_then(|figure| Some((figure.value? / scale, &*figure.op))) {
        Some((value, ">=")) => Cell::Compared(value, "≥"),
        Some((value, "<=")) => Cell::Compared(value, "≤"),
        Some((value, "~")) => Cell::Compared(value, "≈"),
        Some((value, _)) => Cell::Number(value),
        None => Cell::Text(figures.iter().map(|figure| &*figure.text).collect::<Vec<_>>().join("；")),
    }
}

fn evidence(
    workbook: &mut Workbook,
    part: Part<'_>,
    captions: &HashMap<NodeId, String>,
) -> Result<(), XlsxError> {
    const PARTS: [&str; 7] = ["quote", "doc", "section", "start", "end", "rule", "confidence"];
    let heads = ["of", "id"].into_iter().chain(PARTS).map(str::to_owned);
    let mut sheet = Sheet::titled(workbook, "依据 Evidence", heads)?;
    let nodes = part.nodes().map(|row| (row.caption, i64::from(row.id.0), row.properties));
    let rels = part.rels().map(|row| {
        let [start, end] = [row.start, row.end].map(|node| captions.get(&node).map_or("", String::as_str));
        (format!("{start} -{}-> {end}", row.rel_type), i64::from(row.id.0), row.properties)
    });
    for (of, id, properties) in nodes.chain(rels) {
        for place in places(&properties) {
            let own = [Cell::Text(of.clone()), Cell::number(id)];
            sheet.row(own.into_iter().chain(PARTS.map(|name| Cell::of(&place.part(name)))))?;
        }
    }
    sheet.finish()
}

/// Columns but those of the evidence, which has a sheet of its own.
fn own(columns: Vec<Column<'_>>) -> Vec<&str> {
    columns.into_iter().map(|column| column.name).filter(|name| !is_evidence(name)).collect()
}

fn fields<'r>(columns: &'r [&str], properties: &'r [(&str, Value)]) -> impl Iterator<Item = Cell> + 'r {
    columns.iter().map(|column| {
        let found = properties.binary_search_by_key(column, |(name, _)| name);
        found.map_or(Cell::Empty, |at| Cell::of(&properties[at].1))
    })
}

/// What a cell shows.
enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// A number behind a sign that it still counts without.
    Compared(f64, &'static str),
    Boolean(bool),
}

impl Cell {
    fn number(number: i64) -> Self {
        if number.unsigned_abs() <= MOST_EXACT {
            #[expect(clippy::cast_precision_loss, reason = "small enough to be exact")]
            Self::Number(number as f64)
        } else {
            Self::Text(number.to_string())
        }
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Empty,
            Value::Boolean(flag) => Self::Boolean(*flag),
            Value::Integer(number) => Self::number(*number),
            Value::Float(number) if number.is_finite() => Self::Number(*number),
            Value::List(items) if items.iter().all(|item| matches!(item, Value::String(_))) => {
                Self::Text(items.iter().map(cell).collect::<Vec<_>>().join("、"))
            }
            other => Self::Text(cell(other)),
        }
    }
}

/// A sheet under way: a header that stays in sight, columns as wide as what they hold.
struct Sheet<'w> {
    sheet: &'w mut Worksheet,
    n_rows: u32,
    widths: Vec<usize>,
    wrapped: Format,
}

impl<'w> Sheet<'w> {
    fn new<const N: usize>(
        workbook: &'w mut Workbook,
        name: &str,
        heads: [&str; N],
        columns: &[&str],
    ) -> Result<Self, XlsxError> {
        Self::titled(workbook, name, heads.iter().chain(columns).map(|&title| title.to_owned()))
    }

    fn titled(
        workbook: &'w mut Workbook,
        name: &str,
        titles: impl Iterator<Item = String>,
    ) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet().set_name(name)?;
        let head = Format::new().set_bold();
        let mut widths = Vec::new();
        for (title, column) in titles.zip(0..) {
            // Room for the filter's arrow.
            widths.push(width(&title) + 3);
            sheet.write_string_with_format(0, column, title, &head)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Self { sheet, n_rows: 1, widths, wrapped })
    }

    fn row(&mut self, cells: impl Iterator<Item = Cell>) -> Result<(), XlsxError> {
        let row = self.n_rows;
        self.n_rows += 1;
        for (cell, column) in cells.zip(0_u16..) {
            let shown = match cell {
                Cell::Empty => continue,
                Cell::Boolean(flag) => {
                    self.sheet.write_boolean(row, column, flag)?;
                    5
                }
                Cell::Number(number) => {
                    self.sheet.write_number(row, column, number)?;
                    number.to_string().len()
                }
                Cell::Compared(number, sign) => {
                    let format = Format::new().set_num_format(format!("\"{sign}\"General"));
                    self.sheet.write_number_with_format(row, column, number, &format)?;
                    number.to_string().len() + 2
                }
                Cell::Text(text) => self.text(row, column, text)?,
            };
            let widest = &mut self.widths[usize::from(column)];
            *widest = (*widest).max(shown + 1);
        }
        Ok(())
    }

    /// Writes a text; gives its width.
    fn text(&mut self, row: u32, column: u16, mut text: String) -> Result<usize, XlsxError> {
        if text.len() > MOST_CHARACTERS && text.encode_utf16().count() > MOST_CHARACTERS {
            let end = text.char_indices().nth(MOST_CHARACTERS / 2).map_or(text.len(), |(at, _)| at);
            text.truncate(end);
            text.push('…');
        }
        let shown = text.lines().map(width).max().unwrap_or(0);
        if shown > MOST_WIDTH {
            self.sheet.write_string_with_format(row, column, text, &self.wrapped)?;
        } else {
            self.sheet.write_string(row, column, text)?;
        }
        Ok(shown)
    }

    fn finish(self) -> Result<(), XlsxError> {
        for (&widest, column) in self.widths.iter().zip(0_u16..) {
            #[expect(clippy::cast_precision_loss, reason = "at most the widest column")]
            self.sheet.set_column_width(column, widest.min(MOST_WIDTH) as f64)?;
        }
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.n_rows - 1, last)?;
        Ok(())
    }
}
