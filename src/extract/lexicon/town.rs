//! Towns, townships and subdistricts: which a county has. Their names are read only in reports of their own county,
//! for thousands of them are also common words.

use rustc_hash::FxHashMap;

use super::TableError;
use super::local::LocalForms;
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
    pub(crate) fn forms(&self, county: u32, nations: &WordSet) -> LocalForms {
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
        LocalForms::new(forms)
    }
}
