//! Words that name two things at once: 城乡, and 城、乡 where they stand apart.

use super::TableError;
use super::tables::Tables;

/// Two things that are often named together.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The word for both, the first and the second: 城乡, 城镇, 农村.
    pub words: [String; 3],
    /// What the first is called where they stand apart, and what it is read as: 城, 城镇.
    pub left: [String; 2],
    /// What the second is called there, and what it is read as: 乡, 农村.
    pub right: [String; 2],
    /// Characters that make the second part of another word: 乡镇.
    not_before: String,
}

impl Pair {
    /// What follows the second's short name that `text` begins with.
    pub fn after_right<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = text.strip_prefix(self.right[0].as_str()).filter(|_| !self.right[0].is_empty())?;
        (!rest.starts_with(|c| self.not_before.contains(c))).then_some(rest)
    }
}

/// All pairs, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    pairs: Vec<Pair>,
}

impl Pairs {
    /// Reads the table `pairs`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut pairs = Vec::new();
        for table in tables.named("pairs")? {
            let (whole, first, second) =
                (table.column("whole")?, table.column("first")?, table.column("second")?);
            let (left, left_word) = (table.column("left")?, table.column("left_word")?);
            let (right, right_word) = (table.column("right")?, table.column("right_word")?);
            let not_before = table.column("not_before")?;
            pairs.extend(table.rows().map(|(_, cells)| {
                let cell = |at: usize| cells[at].to_owned();
                Pair {
                    words: [cell(whole), cell(first), cell(second)],
                    left: [cell(left), cell(left_word)],
                    right: [cell(right), cell(right_word)],
                    not_before: cell(not_before),
                }
            }));
        }
        Ok(Self { pairs })
    }

    /// `text` with the first pair's word in it replaced by the first and by the second.
    pub fn apart(&self, text: &str) -> Option<[String; 2]> {
        let found =
            self.pairs.iter().find(|pair| !pair.words[0].is_empty() && text.contains(&pair.words[0]))?;
        let [whole, first, second] = &found.words;
        Some([text.replacen(whole, first, 1), text.replacen(whole, second, 1)])
    }

    /// The pair whose halves stand at the end of `before` and at the beginning of `after`.
    pub fn across(&self, before: &str, after: &str) -> Option<&Pair> {
        let at_left = |pair: &&Pair| !pair.left[0].is_empty() && before.ends_with(&pair.left[0]);
        self.pairs.iter().filter(at_left).find(|pair| after.starts_with(&pair.right[0]))
    }

    /// `text` with the second's short name at its beginning replaced by its word.
    pub fn right_read(&self, text: &str) -> Option<String> {
        self.pairs.iter().find_map(|pair| Some(format!("{}{}", pair.right[1], pair.after_right(text)?)))
    }
}
