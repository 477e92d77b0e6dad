//! Words in the names of indicators that tell what is done, not what is counted.

use std::collections::{BTreeMap, BTreeSet};

use super::TableError;
use super::tables::Tables;

/// The words, each with its class.
#[derive(Clone, Debug, Default)]
pub struct Actions {
    classes: BTreeMap<String, String>,
    /// Bytes of the longest word.
    longest: usize,
}

impl Actions {
    /// Reads the table `actions`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut actions = Self::default();
        for table in tables.named("actions")? {
            let (word, class) = (table.column("word")?, table.column("class")?);
            for (_, cells) in table.rows().filter(|(_, cells)| !cells[word].is_empty()) {
                actions.longest = actions.longest.max(cells[word].len());
                actions.classes.insert(cells[word].to_owned(), cells[class].to_owned());
            }
        }
        Ok(actions)
    }

    /// What is counted, and the classes of what is done to it: 低效用地 and `reuse` of 盘活低效用地.
    pub fn split<'a>(&'a self, indicator: &str) -> (String, BTreeSet<&'a str>) {
        let (mut rest, mut classes) = (String::new(), BTreeSet::new());
        let mut at = 0;
        while let Some(letter) = indicator[at..].chars().next() {
            if let Some((length, class)) = self.longest_at(&indicator[at..]) {
                classes.extend(Some(class).filter(|class| !class.is_empty()));
                at += length;
            } else {
                rest.push(letter);
                at += letter.len_utf8();
            }
        }
        (rest, classes)
    }

    /// The longest word that `text` begins with: its length and class.
    fn longest_at(&self, text: &str) -> Option<(usize, &str)> {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.take_while(|&end| end <= self.longest).collect();
        ends.into_iter().rev().find_map(|end| Some((end, self.classes.get(&text[..end])?.as_str())))
    }
}
