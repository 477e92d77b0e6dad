//! Excel workbooks: the cells of each sheet as text. Only what a column of report text needs: shared and inline strings,
//! formulas' last values, numbers as they are stored.

use super::super::ReadError;
use super::limits::{Budget, MAX_COLUMNS, MAX_ROWS};
use super::package::Package;
use super::xml::{self, Node};

const WHAT: &str = "an Excel workbook";

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// As its tab has it.
    pub name: String,
    /// Its rows, each with the number that the program shows beside it.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The sheets of a workbook, in their order.
pub(super) fn sheets(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<Sheet>, ReadError> {
    let targets = targets(package, budget)?;
    let strings = shared_strings(package, budget)?;
    let mut listed = Vec::new();
    read_part(package, "xl/workbook.xml", budget, |node, attribute| {
        if node == Node::Open("sheet".to_owned()) {
            listed.push((attribute("name").unwrap_or_default(), attribute("id").unwrap_or_default()));
        }
    })?;
    let mut sheets = Vec::new();
    for (name, id) in listed {
        let Some((_, target)) = targets.iter().find(|(known, _)| *known == id) else { continue };
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let mut reader = SheetReader {
            strings: &strings,
            sheet: Sheet { name, rows: Vec::new() },
            ..SheetReader::default()
        };
        read_part(package, &path, budget, |node, attribute| reader.take(node, attribute))?;
        if reader.is_full {
            return Err(ReadError::TooMany { what: "rows or columns", most: MAX_ROWS });
        }
        sheets.push(reader.sheet);
    }
    Ok(sheets)
}

/// Reads a part of the package if it is there.
fn read_part(
    package: &mut Package<'_>,
    path: &str,
    budget: &mut Budget,
    visit: impl FnMut(Node, &dyn Fn(&str) -> Option<String>),
) -> Result<(), ReadError> {
    let Some(member) = package.find(path) else { return Ok(()) };
    let bytes = package.read(member, budget)?;
    xml::read(WHAT, &bytes, visit)
}

/// Which part each id of a relationship means.
fn targets(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<(String, String)>, ReadError> {
    let mut targets = Vec::new();
    read_part(package, "xl/_rels/workbook.xml.rels", budget, |node, attribute| {
        if node == Node::Open("Relationship".to_owned())
            && let (Some(id), Some(target)) = (attribute("Id"), attribute("Target"))
        {
            targets.push((id, target));
        }
    })?;
    Ok(targets)
}

/// The strings that cells name by number. The reading of a string in another script (`rPh`) is not part of it.
fn shared_strings(package: &mut Package<'_>, budget: &mut Budget) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let (mut is_text, mut is_reading) = (false, false);
    read_part(package, "xl/sharedStrings.xml", budget, |node, _| match node {
        Node::Open(name) => match name.as_str() {
            "si" => strings.push(String::new()),
            "t" => is_text = true,
            "rPh" => is_reading = true,
            _ => {}
        },
        Node::Close(name) => match name.as_str() {
            "t" => is_text = false,
            "rPh" => is_reading = false,
            _ => {}
        },
        Node::Text(text) => {
            if is_text
                && !is_reading
                && let Some(last) = strings.last_mut()
            {
                last.push_str(&text);
            }
        }
    })?;
    Ok(strings)
}

#[derive(Debug, Default)]
struct SheetReader<'s> {
    strings: &'s [String],
    sheet: Sheet,
    /// Column of the cell that is being read, whether its value is a number of a shared string, its text.
    column: usize,
    is_shared: bool,
    is_value: bool,
    value: String,
    is_full: bool,
}

impl SheetReader<'_> {
    fn take(&mut self, node: Node, attribute: &dyn Fn(&str) -> Option<String>) {
        match node {
            Node::Open(name) => match name.as_str() {
                "row" => self.open_row(attribute("r").and_then(|number| number.parse().ok())),
                "c" => {
                    let place = attribute("r").and_then(|place| column_of(&place));
                    let next = self.sheet.rows.last().map_or(0, |(_, cells)| cells.len());
                    self.column = place.unwrap_or(next);
                    self.is_shared = attribute("t").as_deref() == Some("s");
                    self.value.clear();
                }
                "v" | "t" => self.is_value = true,
                _ => {}
            },
            Node::Close(name) => match name.as_str() {
                "v" | "t" => self.is_value = false,
                "c" => self.close_cell(),
                _ => {}
            },
            Node::Text(text) if self.is_value => self.value.push_str(&text),
            Node::Text(_) => {}
        }
    }

    fn open_row(&mut self, number: Option<usize>) {
        let next = self.sheet.rows.last().map_or(1, |(last, _)| last + 1);
        self.is_full |= self.sheet.rows.len() >= MAX_ROWS;
        if !self.is_full {
            self.sheet.rows.push((number.unwrap_or(next), Vec::new()));
        }
    }

    fn close_cell(&mut self) {
        self.is_full |= self.column >= MAX_COLUMNS;
        let Some((_, cells)) = self.sheet.rows.last_mut().filter(|_| !self.is_full) else { return };
        let value = std::mem::take(&mut self.value);
        let value = match self.is_shared {
            true => value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at).cloned())
                .unwrap_or_default(),
            false => value,
        };
        if cells.len() <= self.column {
            cells.resize(self.column + 1, String::new());
        }
        cells[self.column] = value;
    }
}

/// The column of a cell's place: 0 for A1, 27 for AB3.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column =
        letters.fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}
