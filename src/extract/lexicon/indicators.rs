//! Indicators: their canonical names, other wordings, and the words that names of indicators end with.

use rustc_hash::FxHashMap;

use super::tables::Tables;
use super::{TableError, WordSet};

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
    /// All heads.
    heads: WordSet,
    /// Heads that are no things (企业) but metrics (率), growth among them.
    metrics: WordSet,
    /// Heads that say how what stands before them grows (增速).
    growth: WordSet,
    list_nouns: WordSet,
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
        let mut kinds = std::collections::BTreeMap::new();
        let heads = tables.named("indicator_heads")?;
        for table in &heads {
            let (head, kind) = (table.column("head")?, table.column("kind")?);
            kinds.extend(table.rows().map(|(_, cells)| (cells[head], cells[kind])));
        }
        let of = |wanted: &[&str]| {
            kinds.iter().filter(|(_, kind)| wanted.contains(kind)).map(|(head, _)| *head).collect()
        };
        this.heads = of(&["thing", "metric", "growth"]);
        this.metrics = of(&["metric", "growth"]);
        this.growth = of(&["growth"]);
        this.list_nouns = tables.words("list_nouns", "noun")?;
        Ok(this)
    }

    /// The indicator that `wording` names, growth words at its end aside (GDP增速 is of 地区生产总值).
    pub fn canonical(&self, wording: &str) -> Option<&Indicator> {
        let found =
            self.by_wording.get(wording).or_else(|| self.by_wording.get(self.without_growth(wording)));
        found.map(|id| &self.list[*id as usize])
    }

    /// Whether `wording` is an indicator's name or other wording.
    pub fn is_known(&self, wording: &str) -> bool {
        self.by_wording.contains_key(wording)
    }

    /// Whether `text` begins with a noun whose count only numbers a list's items (方面, 措施).
    pub fn is_list_noun(&self, text: &str) -> bool {
        self.list_nouns.start_of(text).is_some()
    }

    /// The longest known head that `text` ends with.
    pub fn head_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.heads.end_of(text)
    }

    /// `name` without the growth word at its end.
    pub fn without_growth<'t>(&self, name: &'t str) -> &'t str {
        &name[..name.len() - self.growth.end_of(name).map_or(0, str::len)]
    }

    /// Whether `text` ends as names of indicators do.
    pub fn ends_with_head(&self, text: &str) -> bool {
        self.head_of(text).is_some()
    }

    /// Whether `text` ends with a metric: 率, 总额, and not a thing that is counted.
    pub fn is_metric(&self, text: &str) -> bool {
        self.head_of(text).is_some_and(|head| self.metrics.contains(head))
    }
}
