//! Known names: industries, policies of the whole country, well-known organisations; one automaton over all of them.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;

use super::tables::Tables;
use super::{Areas, TableError};
use crate::extract::fact::EntityLabel;
use crate::source::Span;

/// An entry of the tables of names.
#[derive(Clone, Debug)]
pub(crate) struct KnownName {
    /// What it is.
    pub(crate) label: EntityLabel,
    /// The canonical name.
    pub(crate) name: Box<str>,
    /// Finer kind: an industry's category, an organisation's kind.
    pub(crate) kind: Box<str>,
    /// Of an industry its class of GB/T 4754, where one fits; of an area the codes of its members.
    pub(crate) codes: Box<str>,
    /// Of an industry its group of strategic emerging industries, or empty.
    pub(crate) group: Box<str>,
    /// Of an industry the wider one it is a kind of, or empty.
    pub(crate) parent: Box<str>,
    /// Whether the name alone tells the thing, whatever stands around it.
    pub(crate) bare: bool,
}

/// All known names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entries: Vec<KnownName>,
    forms: FxHashMap<Box<str>, u32>,
    automaton: Option<Automaton>,
}

struct Automaton(CharwiseDoubleArrayAhoCorasick<u32>);

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Automaton({} states)", self.0.num_states())
    }
}

/// The tables with the label of their rows.
const TABLES: &[(&str, EntityLabel)] = &[
    ("industries", EntityLabel::Industry),
    ("policies", EntityLabel::Policy),
    ("organizations", EntityLabel::Organization),
    ("listed_companies", EntityLabel::Organization),
];

impl Names {
    /// Reads the tables and builds the automaton.
    pub(crate) fn load(tables: &Tables<'_>, areas: &Areas) -> Result<Self, TableError> {
        let mut names = Self::default();
        for (name, label) in TABLES {
            for table in tables.named(name)? {
                let column = |wanted: &str| table.column(wanted);
                let (main, aliases) = (column("name")?, column("aliases")?);
                let optional = |wanted: &str, cells: &[&str]| {
                    column(wanted).map_or("", |at| cells[at]).to_owned().into()
                };
                for (_, cells) in table.rows() {
                    let bare: Box<str> = optional("bare", cells);
                    let entry = KnownName {
                        label: *label,
                        name: cells[main].into(),
                        kind: optional("category", cells),
                        codes: optional("code", cells),
                        group: optional("group", cells),
                        parent: Box::default(),
                        bare: &*bare != "n",
                    };
                    let narrower: Box<str> = optional("narrower", cells);
                    for kind in narrower.split('|').filter(|kind| !kind.is_empty()) {
                        let parent = entry.name.clone();
                        let entry = KnownName { name: kind.into(), parent, ..entry.clone() };
                        names.insert(entry, std::iter::empty());
                    }
                    names.insert(entry, cells[aliases].split('|').filter(|alias| !alias.is_empty()));
                }
            }
        }
        for area in areas.iter() {
            let entry = KnownName {
                label: EntityLabel::Region,
                name: area.name.as_str().into(),
                kind: "area".into(),
                codes: area.members.join(" ").into(),
                group: Box::default(),
                parent: Box::default(),
                bare: true,
            };
            names.insert(entry, area.aliases.iter().map(String::as_str));
        }
        names.build()?;
        Ok(names)
    }

    fn insert<'t>(&mut self, entry: KnownName, aliases: impl Iterator<Item = &'t str>) {
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        // A name overrides what was an alias of another; an alias never overrides.
        let is_taken =
            self.forms.get(&entry.name).is_some_and(|&known| self.entries[known as usize].name == entry.name);
        if is_taken {
            return;
        }
        self.forms.insert(entry.name.clone(), index);
        for form in aliases {
            self.forms.entry(form.into()).or_insert(index);
        }
        self.entries.push(entry);
    }

    fn build(&mut self) -> Result<(), TableError> {
        let mut patterns: Vec<(&str, u32)> =
            self.forms.iter().map(|(form, index)| (&**form, *index)).collect();
        patterns.sort_unstable();
        if patterns.is_empty() {
            return Ok(());
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .map_err(|error| TableError {
                table: "industries".to_owned(),
                line: 1,
                message: error.to_string(),
            })?;
        self.automaton = Some(Automaton(automaton));
        Ok(())
    }

    /// Names in `text`, leftmost and longest, none overlapping another.
    pub(crate) fn scan<'n>(&'n self, text: &'n str) -> impl Iterator<Item = (Span, &'n KnownName)> {
        let hits = self.automaton.iter().flat_map(move |automaton| automaton.0.leftmost_find_iter(text));
        hits.map(|hit| (Span::new(hit.start(), hit.end()), &self.entries[hit.value() as usize]))
    }

    /// The entry that `form` is a name of.
    pub(crate) fn get(&self, form: &str) -> Option<&KnownName> {
        self.forms.get(form).map(|&index| &self.entries[index as usize])
    }

    /// All forms of names.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.forms.keys().map(|form| &**form)
    }

    /// All forms of two characters and more, for the segmenter (sorted).
    pub(crate) fn words(&self) -> Vec<Box<str>> {
        let mut words: Vec<Box<str>> = self.forms.keys().filter(|form| form.len() >= 6).cloned().collect();
        words.sort_unstable();
        words
    }
}
