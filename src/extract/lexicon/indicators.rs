//! Indicators: their canonical names, other wordings, and the words that names of indicators end with.

use rustc_hash::FxHashMap;

use super::TableError;
use super::tables::Tables;

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Canonical name.
    pub name: String,
    /// What its levels measure: money, count, percent …
    pub dimension: String,
}

/// All known indicators.
#[derive(Clone, Debug, Default)]
pub struct Indicators {
    list: Vec<Indicator>,
    by_wording: FxHashMap<String, u32>,
    /// Heads, the longest first, and whether each is a metric (率) and no thing (企业).
    heads: Vec<(String, bool)>,
    list_nouns: Vec<String>,
}

impl Indicators {
    /// Reads the tables `indicators`, `indicator_heads` and `list_nouns`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut this = Self::default();
        for table in tables.named("indicators")? {
            let (name, aliases) = (table.column("name")?, table.column("aliases")?);
            let dimension = table.column("dimension")?;
            for (_, cells) in table.rows() {
                let id = this.list.len() as u32;
                this.list
                    .push(Indicator { name: cells[name].to_owned(), dimension: cells[dimension].to_owned() });
                for wording in cells[aliases].split('|').filter(|alias| !alias.is_empty()) {
                    this.by_wording.entry(wording.to_owned()).or_insert(id);
                }
                this.by_wording.insert(cells[name].to_owned(), id);
            }
        }
        for table in tables.named("indicator_heads")? {
            let (head, kind) = (table.column("head")?, table.column("kind")?);
            this.heads
                .extend(table.rows().map(|(_, cells)| (cells[head].to_owned(), cells[kind] == "metric")));
        }
        for table in tables.named("list_nouns")? {
            let noun = table.column("noun")?;
            let nouns = table.rows().map(|(_, cells)| cells[noun].to_owned());
            this.list_nouns.extend(nouns.filter(|noun| !noun.is_empty()));
        }
        this.heads.sort_by_key(|head| std::cmp::Reverse(head.0.len()));
        Ok(this)
    }

    /// The indicator that `wording` names, growth words at its end aside (GDP增速 is of 地区生产总值).
    pub fn canonical(&self, wording: &str) -> Option<&Indicator> {
        let found = self.by_wording.get(wording).or_else(|| {
            let rate = ["增速", "增幅", "增长率", "年均增幅", "年均增速"]
                .iter()
                .find_map(|end| wording.strip_suffix(end))?;
            self.by_wording.get(rate)
        });
        found.map(|id| &self.list[*id as usize])
    }

    /// Whether `wording` is an indicator's name or other wording.
    pub fn is_known(&self, wording: &str) -> bool {
        self.by_wording.contains_key(wording)
    }

    /// Whether `text` begins with a noun whose count only numbers a list's items (方面, 措施).
    pub fn is_list_noun(&self, text: &str) -> bool {
        self.list_nouns.iter().any(|noun| text.starts_with(noun.as_str()))
    }

    /// The longest known head that `text` ends with.
    pub fn head_of(&self, text: &str) -> Option<&str> {
        self.heads.iter().find(|(head, _)| text.ends_with(head.as_str())).map(|(head, _)| head.as_str())
    }

    /// Whether `text` ends as names of indicators do.
    pub fn ends_with_head(&self, text: &str) -> bool {
        self.head_of(text).is_some()
    }

    /// Whether `text` ends with a metric: 率, 总额, and not a thing that is counted.
    pub fn is_metric(&self, text: &str) -> bool {
        self.heads.iter().find(|(head, _)| text.ends_with(head.as_str())).is_some_and(|(_, metric)| *metric)
    }
}
