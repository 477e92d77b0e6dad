//! Words that tell plans from what was done.

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::TableError;
use super::tables::Tables;

/// Finds the words in one pass. Positive weights speak for a plan, negative ones for what was done.
#[derive(Clone)]
pub struct PeriodWords {
    words: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    weights: Vec<f32>,
}

impl std::fmt::Debug for PeriodWords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PeriodWords").field("weights", &self.weights).finish_non_exhaustive()
    }
}

impl PeriodWords {
    /// Reads the table `periods`; a later row overrides an earlier one of the same word.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut weights = std::collections::BTreeMap::<String, f32>::new();
        for table in tables.named("periods")? {
            let (word, period, weight) =
                (table.column("word")?, table.column("period")?, table.column("weight")?);
            for (line, row) in table.rows() {
                let size: f32 = row[weight]
                    .parse()
                    .map_err(|_| table.error(line, format!("the weight `{}` is no number", row[weight])))?;
                let signed = match row[period] {
                    "plan" => size,
                    "review" => -size,
                    other => {
                        return Err(
                            table.error(line, format!("unknown period `{other}`, expected plan or review"))
                        );
                    }
                };
                if row[word].is_empty() {
                    return Err(table.error(line, "the word is missing"));
                }
                weights.insert(row[word].to_owned(), signed);
            }
        }
        let words = CharwiseDoubleArrayAhoCorasick::new(weights.keys()).ok();
        Ok(Self { words, weights: weights.into_values().collect() })
    }

    /// Sum of the weights of the words in `text`: above zero for a plan.
    pub fn lean(&self, text: &str) -> f32 {
        let Some(words) = &self.words else { return 0.0 };
        words.find_overlapping_iter(text).filter_map(|found| self.weights.get(found.value() as usize)).sum()
    }
}
