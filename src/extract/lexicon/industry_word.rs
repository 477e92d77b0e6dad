//! Words in names that tell the industry of what is named: 电站 of 小湾电站, 药业 of a firm's name.

use std::collections::BTreeMap;

use super::TableError;
use super::tables::Tables;

/// The words by their first characters, the longest first.
#[derive(Clone, Debug, Default)]
pub struct IndustryWords {
    by_begin: BTreeMap<char, Vec<Row>>,
}

/// A word and the industries that it may tell.
type Row = (Box<str>, Vec<Box<str>>);

impl IndustryWords {
    /// Reads the table `industry_words`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut words = Self::default();
        for table in tables.named("industry_words")? {
            let (word, industries) = (table.column("word")?, table.column("industries")?);
            for (line, cells) in table.rows() {
                let begin = cells[word].chars().next().ok_or_else(|| table.error(line, "no word"))?;
                let industries = cells[industries].split('|').map(Box::from).collect();
                words.by_begin.entry(begin).or_default().push((cells[word].into(), industries));
            }
        }
        for begun in words.by_begin.values_mut() {
            begun.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Ok(words)
    }

    /// For each word in `name`, the longest where several begin at one place, the industries that it may tell.
    pub fn in_name<'w>(&'w self, name: &'w str) -> impl Iterator<Item = &'w [Box<str>]> {
        name.char_indices().filter_map(|(at, begin)| {
            let begun = self.by_begin.get(&begin)?;
            let (_, industries) = begun.iter().find(|(word, _)| name[at..].starts_with(&**word))?;
            Some(industries.as_slice())
        })
    }
}
