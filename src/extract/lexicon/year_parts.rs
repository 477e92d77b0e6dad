//! Parts of a year by their names: 上半年, 一季度.

use super::TableError;
use super::tables::Tables;

/// All parts of a year, longer names first.
#[derive(Clone, Debug, Default)]
pub struct YearParts {
    parts: Vec<(String, u32, u32)>,
}

impl YearParts {
    /// Reads the table `year_parts`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut parts = Vec::new();
        for table in tables.named("year_parts")? {
            let (name, first, last) = (table.column("name")?, table.column("first")?, table.column("last")?);
            for (line, cells) in table.rows() {
                let month = |cell: &str| {
                    let month = cell.parse().ok().filter(|month| (1..=12).contains(month));
                    month.ok_or_else(|| table.error(line, format!("`{cell}` is no month of 1 to 12")))
                };
                parts.push((cells[name].to_owned(), month(cells[first])?, month(cells[last])?));
            }
        }
        parts.sort_by_key(|(name, _, _): &(String, u32, u32)| std::cmp::Reverse(name.len()));
        Ok(Self { parts })
    }

    /// The part whose name `text` begins with, with its first and last month.
    pub fn start_of(&self, text: &str) -> Option<(&str, u32, u32)> {
        let found = self.parts.iter().find(|(name, _, _)| text.starts_with(name.as_str()));
        found.map(|(name, first, last)| (&**name, *first, *last))
    }
}
