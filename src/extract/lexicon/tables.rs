//! The texts of all tables: those that come with the program, and the caller's of the same names behind them.

use std::collections::BTreeMap;

use super::{Table, TableError, WordSet};

/// Name (its file under `data/lexicon/` without the ending) and text of each table that comes with the program.
const BUILTIN: &[(&str, &str)] = &[
    ("actions", include_str!("../../../data/lexicon/actions.tsv")),
    ("areas", include_str!("../../../data/lexicon/areas.tsv")),
    ("characters", include_str!("../../../data/lexicon/characters.tsv")),
    ("common_words", include_str!("../../../data/lexicon/common_words.tsv")),
    ("comparators", include_str!("../../../data/lexicon/comparators.tsv")),
    ("cues", include_str!("../../../data/lexicon/cues.tsv")),
    ("event_heads", include_str!("../../../data/lexicon/event_heads.tsv")),
    ("five_year_plans", include_str!("../../../data/lexicon/five_year_plans.tsv")),
    ("furniture", include_str!("../../../data/lexicon/furniture.tsv")),
    ("generic", include_str!("../../../data/lexicon/generic.tsv")),
    ("headings", include_str!("../../../data/lexicon/headings.tsv")),
    ("indicator_forms", include_str!("../../../data/lexicon/indicator_forms.tsv")),
    ("indicator_heads", include_str!("../../../data/lexicon/indicator_heads.tsv")),
    ("indicators", include_str!("../../../data/lexicon/indicators.tsv")),
    ("industries", include_str!("../../../data/lexicon/industries.tsv")),
    ("industry_classes", include_str!("../../../data/lexicon/industry_classes.tsv")),
    ("industry_words", include_str!("../../../data/lexicon/industry_words.tsv")),
    ("measure_words", include_str!("../../../data/lexicon/measure_words.tsv")),
    ("name_words", include_str!("../../../data/lexicon/name_words.tsv")),
    ("not_names", include_str!("../../../data/lexicon/not_names.tsv")),
    ("listed_companies", include_str!("../../../data/lexicon/listed_companies.tsv")),
    ("list_nouns", include_str!("../../../data/lexicon/list_nouns.tsv")),
    ("organization_heads", include_str!("../../../data/lexicon/organization_heads.tsv")),
    ("organizations", include_str!("../../../data/lexicon/organizations.tsv")),
    ("pairs", include_str!("../../../data/lexicon/pairs.tsv")),
    ("periods", include_str!("../../../data/lexicon/periods.tsv")),
    ("places", include_str!("../../../data/lexicon/places.tsv")),
    ("places_old", include_str!("../../../data/lexicon/places_old.tsv")),
    ("places_former", include_str!("../../../data/lexicon/places_former.tsv")),
    ("platform_heads", include_str!("../../../data/lexicon/platform_heads.tsv")),
    ("policies", include_str!("../../../data/lexicon/policies.tsv")),
    ("policy_heads", include_str!("../../../data/lexicon/policy_heads.tsv")),
    ("project_heads", include_str!("../../../data/lexicon/project_heads.tsv")),
    ("region_words", include_str!("../../../data/lexicon/region_words.tsv")),
    ("speakers", include_str!("../../../data/lexicon/speakers.tsv")),
    ("stopwords", include_str!("../../../data/lexicon/stopwords.tsv")),
    ("subjects", include_str!("../../../data/lexicon/subjects.tsv")),
    ("titles", include_str!("../../../data/lexicon/titles.tsv")),
    ("towns", include_str!("../../../data/lexicon/towns.tsv")),
    ("triggers", include_str!("../../../data/lexicon/triggers.tsv")),
    ("units", include_str!("../../../data/lexicon/units.tsv")),
    ("lower_is_better", include_str!("../../../data/lexicon/lower_is_better.tsv")),
    ("ontology", include_str!("../../../data/lexicon/ontology.tsv")),
    ("region_kinds", include_str!("../../../data/lexicon/region_kinds.tsv")),
    ("year_parts", include_str!("../../../data/lexicon/year_parts.tsv")),
];

/// Where the families of the lexicon find their tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables<'t> {
    extra: &'t BTreeMap<String, String>,
}

impl<'t> Tables<'t> {
    /// The program's tables, and `extra` ones (name to text), whose rows come after the program's own.
    pub(crate) fn new(extra: &'t BTreeMap<String, String>) -> Result<Self, TableError> {
        let is_known = |name: &str| BUILTIN.iter().any(|(known, _)| *known == name);
        match extra.keys().find(|name| !is_known(name)) {
            Some(name) => Err(unknown(name)),
            None => Ok(Self { extra }),
        }
    }

    /// The tables called `name`, the program's first. A later row adds to an earlier one or overrides it.
    pub(crate) fn named(&self, name: &'t str) -> Result<Vec<Table<'t>>, TableError> {
        let extra = self.extra.get(name).map(String::as_str);
        builtin(name).into_iter().chain(extra).map(|text| Table::parse(name, text)).collect()
    }

    /// The words in a column of the tables called `name`.
    pub(crate) fn words(&self, name: &'t str, column: &str) -> Result<WordSet, TableError> {
        let mut words = Vec::new();
        for table in self.named(name)? {
            let at = table.column(column)?;
            words.extend(table.rows().map(|(_, cells)| cells[at]));
        }
        Ok(words.into_iter().collect())
    }
}

/// The text of the program's own table of this name.
pub(super) fn builtin(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

fn unknown(name: &str) -> TableError {
    let known: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
    let message = format!("no table of this name; the tables are: {}", known.join(", "));
    TableError { table: name.to_owned(), line: 1, message }
}
