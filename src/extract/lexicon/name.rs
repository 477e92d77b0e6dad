//! Known names: industries, policies of the whole country, well-known organisations; all are found in one pass over a text.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::area::AreaKind;
use super::begins::{Begins, begin};
use super::filter::CharSet;
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
    /// Bytes that forms have which begin with these two characters, the most first: hundreds begin with 中国.
    by_begin: FxHashMap<[char; 2], Vec<usize>>,
    begins: Begins,
    /// Forms of two characters.
    pairs: Begins,
    /// The first three characters of longer ones.
    longer: Begins<3>,
    /// Forms of a single character.
    singles: CharSet,
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
                let [bare, kind, codes, group, narrower, trades] =
                    ["bare", "category", "code", "group", "narrower", "trades"]
                        .map(|wanted| column(wanted).ok());
                let optional =
                    |at: Option<usize>, cells: &[&str]| Box::<str>::from(at.map_or("", |at| cells[at]));
                for (_, cells) in table.rows() {
                    let bare = optional(bare, cells);
                    let entry = KnownName {
                        label: *label,
                        name: cells[main].into(),
                        kind: optional(kind, cells),
                        codes: optional(codes, cells),
                        group: optional(group, cells),
                        parent: Box::default(),
                        bare: &*bare != "n",
                    };
                    for (kinds, bare) in [(narrower, entry.bare), (trades, false)] {
                        let kinds = optional(kinds, cells);
                        for kind in kinds.split('|').filter(|kind| !kind.is_empty()) {
                            let parent = entry.name.clone();
                            let entry = KnownName { name: kind.into(), parent, bare, ..entry.clone() };
                            names.insert(entry, std::iter::empty());
                        }
                    }
                    names.insert(entry, cells[aliases].split('|').filter(|alias| !alias.is_empty()));
                }
            }
        }
        for area in areas.iter() {
            let entry = KnownName {
                label: EntityLabel::Region,
                name: area.name.as_str().into(),
                kind: if area.kind == AreaKind::Country { "country" } else { "area" }.into(),
                codes: area.members.join(" ").into(),
                group: Box::default(),
                parent: Box::default(),
                bare: true,
            };
            names.insert(entry, area.aliases.iter().map(String::as_str));
        }
        names.index_begins();
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

    fn index_begins(&mut self) {
        let mut forms: Vec<&str> = self.forms.keys().map(|form| &**form).collect();
        forms.sort_unstable_by_key(|form| Reverse(form.len()));
        for form in forms {
            match begin(form) {
                Some(begin) => {
                    self.begins.insert(begin);
                    match form.chars().nth(2) {
                        Some(third) => self.longer.insert([begin[0], begin[1], third]),
                        None => self.pairs.insert(begin),
                    }
                    let lengths = self.by_begin.entry(begin).or_default();
                    if lengths.last() != Some(&form.len()) {
                        lengths.push(form.len());
                    }
                }
                None => self.singles.extend(form.chars().next()),
            }
        }
    }

    /// Names in `text`, leftmost and longest, none overlapping another.
    pub(crate) fn scan<'n>(&'n self, text: &'n str) -> impl Iterator<Item = (Span, &'n KnownName)> {
        let mut characters = text.char_indices();
        let (mut here, mut next) = (characters.next(), characters.next());
        let mut end = 0;
        std::iter::from_fn(move || {
            while let Some((start, first)) = here {
                let second = next;
                (here, next) = (next, characters.next());
                if start < end {
                    continue;
                }
                let third = next.map(|(_, third)| third);
                let begin = second.map(|(_, second)| [first, second]);
                let begin = begin.filter(|&begin| self.may_begin(begin, third));
                if begin.is_none() && !self.singles.holds(first) {
                    continue;
                }
                let Some((len, index)) = self.longest_at(&text[start..], first, begin) else { continue };
                end = start + len;
                return Some((Span::new(start, end), &self.entries[index as usize]));
            }
            None
        })
    }

    /// False only where no name of two and more characters begins with these.
    fn may_begin(&self, begin: [char; 2], third: Option<char>) -> bool {
        self.begins.may_hold(begin)
            && (self.pairs.may_hold(begin)
                || third.is_some_and(|third| self.longer.may_hold([begin[0], begin[1], third])))
    }

    /// Bytes and entry of the longest name that `text` begins with; `begin` are its first two characters, if a name may
    /// begin with them.
    fn longest_at(&self, text: &str, first: char, begin: Option<[char; 2]>) -> Option<(usize, u32)> {
        let longer = begin.and_then(|begin| {
            let forms = self.by_begin.get(&begin)?.iter().filter_map(|&length| text.get(..length));
            forms.filter_map(|form| Some((form.len(), *self.forms.get(form)?))).next()
        });
        longer.or_else(|| {
            let single = &text[..first.len_utf8()];
            let index = self.singles.holds(first).then(|| self.forms.get(single))??;
            Some((single.len(), *index))
        })
    }

    /// Bytes of the longest name that `text` begins with, and its entry.
    pub(crate) fn opening(&self, text: &str) -> Option<(usize, &KnownName)> {
        let mut characters = text.chars();
        let (first, second) = (characters.next()?, characters.next()?);
        let begin = Some([first, second]).filter(|&begin| self.may_begin(begin, characters.next()));
        let (len, index) = self.longest_at(text, first, Some(begin?))?;
        Some((len, &self.entries[index as usize]))
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
