//! Towns, townships and subdistricts: which a county has. Their names are read only in reports of their own county,
//! for thousands of them are also common words.

use rustc_hash::FxHashMap;

use super::TableError;
use super::filter::CharFilter;
use super::tables::Tables;
use super::word_set::WordSet;

/// The towns of every county.
#[derive(Debug, Default)]
pub(crate) struct Towns {
    by_county: FxHashMap<u32, Box<str>>,
}

impl Towns {
    /// Whether a county has a town of this full name.
    pub(crate) fn has(&self, county: u32, full: &str) -> bool {
        let names = self.by_county.get(&county).map_or("", |names| names);
        names
            .split(' ')
            .any(|name| !name.is_empty() && (name == full || Some(name) == full.strip_suffix('镇')))
    }

    /// Reads the table `towns`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut towns = Self::default();
        for table in tables.named("towns")? {
            let (county, names) = (table.column("county")?, table.column("towns")?);
            for (line, cells) in table.rows() {
                let code = cells[county].parse().map_err(|_| {
                    table.error(line, format!("the code `{}` is no number of six digits", cells[county]))
                })?;
                towns.by_county.insert(code, cells[names].into());
            }
        }
        Ok(towns)
    }

    /// The code of the county that a town of this full name lies in, if there is one such only.
    pub(crate) fn only_county_of(&self, town: &str) -> Option<u32> {
        let short = town.strip_suffix('镇');
        let has = |names: &str| names.split(' ').any(|name| name == town || Some(name) == short);
        let mut counties = self.by_county.iter().filter(|(_, names)| has(names)).map(|(code, _)| *code);
        counties.next().filter(|_| counties.next().is_none())
    }

    /// The towns of the county with this code; `nations` end the names of those of a minority before 乡 and 镇.
    pub(crate) fn forms(&self, county: u32, nations: &WordSet) -> TownForms {
        let mut forms = FxHashMap::default();
        let names = self.by_county.get(&county).map_or("", |names| names);
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            let is_full = name.ends_with("街道") || name.ends_with('乡') || name.ends_with('镇');
            let full = if is_full { name.to_owned() } else { format!("{name}镇") };
            let short = full.trim_end_matches("街道").trim_end_matches(['镇', '乡']);
            let mut stem = short;
            while let Some(nation) = nations.end_of(stem) {
                stem = &stem[..stem.len() - nation.len()];
            }
            // 漾濞彝族乡 is also written 漾濞乡.
            if stem.len() < short.len() && stem.chars().count() > 1 {
                forms.entry(format!("{stem}乡")).or_insert_with(|| full.clone());
                forms.entry(stem.to_owned()).or_insert_with(|| full.clone());
            }
            if short.chars().count() > 1 {
                forms.entry(short.to_owned()).or_insert_with(|| full.clone());
            }
            forms.insert(full.clone(), full);
        }
        let mut firsts = CharFilter::default();
        firsts.extend(forms.values().filter_map(|name| name.chars().next()));
        TownForms { forms, firsts }
    }
}

/// Most characters of a town's name that is looked for in a text.
const LONGEST: usize = 6;

/// The towns of one county: full name by each form that a report of the county writes.
#[derive(Debug, Default)]
pub(crate) struct TownForms {
    forms: FxHashMap<String, String>,
    /// Characters that the forms begin with.
    firsts: CharFilter,
}

impl TownForms {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether a form may begin like `text`.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.firsts.may_hold(first))
    }

    /// Whether a form stands in `text`.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let begins = text.char_indices().filter(|&(_, first)| self.firsts.may_hold(first));
        begins.into_iter().any(|(at, _)| {
            let ends = text[at..].char_indices().map(|(end, last)| at + end + last.len_utf8());
            ends.skip(1).take(LONGEST - 1).any(|end| self.forms.contains_key(&text[at..end]))
        })
    }

    /// The full name of the town that `form` is a name of.
    pub(crate) fn get(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }
}
