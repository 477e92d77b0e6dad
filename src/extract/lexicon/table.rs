//! Tab-separated tables: `#` begins a comment line, the first other line names the columns, an empty cell is empty text.

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}:{line}: {message}")]
pub struct TableError {
    /// The table's name.
    pub table: String,
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A parsed table that borrows from its text.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    name: &'t str,
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

impl<'t> Table<'t> {
    /// Parses `text`; rows with fewer cells than columns are filled up with empty ones.
    pub fn parse(name: &'t str, text: &'t str) -> Result<Self, TableError> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let columns: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
        let mut rows = Vec::new();
        for (line, text) in lines {
            let mut cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let message = format!("{} cells, but the table has {} columns", cells.len(), columns.len());
                return Err(TableError { table: name.to_owned(), line, message });
            }
            cells.resize(columns.len(), "");
            rows.push((line, cells));
        }
        Ok(Self { name, columns, rows })
    }

    /// Index of a column by name.
    pub fn column(&self, name: &str) -> Result<usize, TableError> {
        self.columns.iter().position(|column| *column == name).ok_or_else(|| TableError {
            table: self.name.to_owned(),
            line: 1,
            message: format!("no column `{name}`"),
        })
    }

    /// An error in this table.
    pub fn error(&self, line: usize, message: impl Into<String>) -> TableError {
        TableError { table: self.name.to_owned(), line, message: message.into() }
    }

    /// Rows with their line numbers.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &[&'t str])> {
        self.rows.iter().map(|(line, cells)| (*line, cells.as_slice()))
    }
}
