//! Places of the gazetteer: who lies in whom, and which place a name means in a report of some region.

use rustc_hash::FxHashMap;

use super::begins::{Begins, begin};
use super::filter::CharSet;
use super::tables::Tables;
use super::{LocalForms, Table, TableError};

/// A place's number in [`Places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(u32);

/// How high a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceLevel {
    /// The country.
    Country,
    /// A province, autonomous region or municipality.
    Province,
    /// A prefecture.
    Prefecture,
    /// A county, county-level city or district.
    County,
}

/// One place.
#[derive(Clone, Debug)]
pub struct Place {
    /// GB/T 2260 code.
    pub code: u32,
    /// Official name (锡山区).
    pub name: String,
    /// Name without its level (锡山), where texts use it alone; empty where it is an everyday word (公安) or the same.
    pub short: String,
    /// Shorter name with its level, as texts use it (凉山州); empty where there is none.
    pub usual: String,
    /// How high it stands.
    pub level: PlaceLevel,
    /// The place above.
    pub parent: Option<PlaceId>,
}

impl Place {
    /// Takes a full name that says the same level in fewer characters.
    fn call(&mut self, name: &str) {
        if name.len() < self.name.len() && name.chars().next_back() == self.name.chars().next_back() {
            self.usual = name.to_owned();
        }
    }
}

/// The region a text is about and those above it, nearest first: what a bare or shared name is read against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The region itself first.
    pub chain: Vec<PlaceId>,
}

/// A name among those with the same begin.
#[derive(Clone, Debug)]
struct Entry {
    name: Box<str>,
    form: NameForm,
}

/// The gazetteer.
#[derive(Clone, Debug, Default)]
pub struct Places {
    places: Vec<Place>,
    by_code: FxHashMap<u32, PlaceId>,
    by_name: FxHashMap<String, Vec<PlaceId>>,
    by_old: FxHashMap<String, Vec<PlaceId>>,
    by_short: FxHashMap<String, Vec<PlaceId>>,
    /// Names without their level that are everyday words, and names of one character and their level.
    everyday: Vec<(Box<str>, PlaceId)>,
    /// Names by their first two characters, the longest first: most places of a text need one look-up.
    by_begin: FxHashMap<[char; 2], Vec<Entry>>,
    begins: Begins,
    /// The first characters of all names.
    firsts: CharSet,
}

/// Which of a place's names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameForm {
    /// The official name of today, or another with its level (恩施州).
    Full,
    /// One it had until a change of divisions (即墨市).
    Old,
    /// Without its level (锡山).
    Short,
}

/// A name of places found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceName<'p> {
    /// Bytes of the name.
    pub len: usize,
    /// Which of the places' names it is.
    pub form: NameForm,
    /// The places of this name.
    pub places: &'p [PlaceId],
}

impl Places {
    /// Reads the tables `places`, `places_former` and `places_old`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut places = Self::default();
        for table in tables.named("places")? {
            let (code, name) = (table.column("code")?, table.column("name")?);
            let (short, aliases) = (table.column("short")?, table.column("aliases")?);
            let everyday = table.column("everyday").ok();
            for (line, row) in table.rows() {
                let id = places.add(code_of(&table, line, row[code])?, row[name], row[short]);
                let word = everyday.map(|everyday| row[everyday]).filter(|word| !word.is_empty());
                let bare = Some(row[name]).filter(|name| name.chars().count() == 2);
                places.everyday.extend(word.or(bare).map(|form| (form.into(), id)));
                for alias in row[aliases].split_whitespace() {
                    places.note(NameForm::Full, alias, id);
                    places.places[id.0 as usize].call(alias);
                }
            }
        }
        for table in tables.named("places_former")? {
            let (code, name, short) = (table.column("code")?, table.column("name")?, table.column("short")?);
            for (line, row) in table.rows() {
                places.add(code_of(&table, line, row[code])?, row[name], row[short]);
            }
        }
        for table in tables.named("places_old")? {
            let (code, name) = (table.column("code")?, table.column("name")?);
            for (line, row) in table.rows() {
                let id = places.by_code.get(&code_of(&table, line, row[code])?).copied();
                let id =
                    id.ok_or_else(|| table.error(line, format!("no place has the code `{}`", row[code])))?;
                places.note(NameForm::Old, row[name], id);
            }
        }
        Ok(places)
    }

    /// The place with this code.
    pub(crate) fn with_code(&self, code: u32) -> Option<PlaceId> {
        self.by_code.get(&code).copied()
    }

    /// The place with this number.
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Every place, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        self.places.iter().enumerate().map(|(at, place)| (PlaceId(at as u32), place))
    }

    /// Every name of the places, with its level and without.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().chain(self.by_short.keys()).map(String::as_str)
    }

    /// The places above `id`, nearest first, without the country.
    pub fn parents(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        std::iter::successors(self.get(id).parent, |&above| self.get(above).parent)
            .filter(|&above| self.get(above).level != PlaceLevel::Country)
    }

    /// Whether `id` lies in the place `above`, where there is one.
    pub(crate) fn lies_in(&self, id: PlaceId, above: Option<PlaceId>) -> bool {
        above.is_some_and(|above| self.parents(id).any(|parent| parent == above))
    }

    /// `id` and the places above it.
    pub fn scope(&self, id: PlaceId) -> Scope {
        Scope { chain: std::iter::once(id).chain(self.parents(id)).collect() }
    }

    /// Places whose official name is or was `name`.
    pub fn named(&self, name: &str) -> &[PlaceId] {
        self.by_name.get(name).or_else(|| self.by_old.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Places whose short name is `short`, wherever they lie.
    pub fn shortened(&self, short: &str) -> &[PlaceId] {
        self.by_short.get(short).map_or(&[], Vec::as_slice)
    }

    /// The longest name that `text` has at byte `at`; of one length an official name before a short one.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<PlaceName<'_>> {
        let rest = &text[at..];
        rest.chars().next().filter(|&first| self.firsts.holds(first))?;
        let begin = begin(rest).filter(|&begin| self.begins.may_hold(begin))?;
        let names = self.by_begin.get(&begin)?;
        let entry = names.iter().find(|entry| rest.starts_with(&*entry.name))?;
        let map = match entry.form {
            NameForm::Full => &self.by_name,
            NameForm::Old => &self.by_old,
            NameForm::Short => &self.by_short,
        };
        let places = map.get(&*entry.name)?;
        Some(PlaceName { len: entry.name.len(), form: entry.form, places })
    }

    /// The place that `name` means in a text about `scope`. An official name is taken everywhere (the one nearest to
    /// the scope, none when several are as near); so is a bare short name of a province or prefecture, that of a county
    /// only in the scope's own prefecture, or province in a province's report.
    pub fn find(&self, name: &str, scope: &Scope) -> Option<PlaceId> {
        let named = self.nearest(self.named(name), scope, true);
        let near = || {
            let near: Vec<PlaceId> =
                self.shortened(name).iter().copied().filter(|&id| self.is_in_reach(id, scope)).collect();
            self.nearest(&near, scope, false)
        };
        let Some(named) = named else { return near() };
        // 巴州 is the prefecture in Xinjiang, but in its own city's reports the district of 巴中.
        let is_elsewhere = self.shared(named, scope) <= 1 && !self.shortened(name).is_empty();
        let other = if is_elsewhere { near() } else { None };
        Some(other.filter(|&other| self.shared(other, scope) > 1).unwrap_or(named))
    }

    /// How much of the scope's chain a place shares: 1 for the country alone.
    fn shared(&self, id: PlaceId, scope: &Scope) -> usize {
        let chain = self.scope(id).chain;
        scope.chain.iter().position(|above| chain.contains(above)).map_or(0, |at| scope.chain.len() - at)
    }

    /// Whether a bare short name of this place is understood in a text about `scope`.
    fn is_in_reach(&self, id: PlaceId, scope: &Scope) -> bool {
        if scope.chain.contains(&id) {
            return true;
        }
        if self.get(id).level != PlaceLevel::County {
            return true;
        }
        let near = scope.chain.iter().find(|&&above| self.get(above).level <= PlaceLevel::Prefecture);
        near.is_some_and(|near| self.parents(id).any(|above| above == *near))
    }

    /// The places within the scope's prefecture, or province in a province's report, that are called by everyday words
    /// (安顺, 公安) or by one character and their level (岷县), and the prefectures of the province that are; the higher
    /// of two that are called the same.
    pub(crate) fn everyday_forms(&self, scope: &Scope) -> LocalForms {
        let province = scope.chain.iter().find(|&&above| self.get(above).level == PlaceLevel::Province);
        let province = province.map(|&province| self.get(province).code / 10_000);
        let is_near = |id| Some(self.get(id).code / 10_000) == province && self.is_in_reach(id, scope);
        let mut near: FxHashMap<&str, Vec<PlaceId>> = FxHashMap::default();
        for (form, id) in self.everyday.iter().filter(|(_, id)| is_near(*id)) {
            near.entry(form).or_default().push(*id);
        }
        let full = near.into_iter().filter_map(|(form, ids)| {
            let id = self.nearest(&ids, scope, true)?;
            Some((form.to_owned(), self.get(id).name.clone()))
        });
        LocalForms::new(full.collect())
    }

    fn nearest(&self, candidates: &[PlaceId], scope: &Scope, alone: bool) -> Option<PlaceId> {
        if let [only] = candidates
            && alone
        {
            return Some(*only);
        }
        let best =
            candidates.iter().map(|&id| self.shared(id, scope)).max().filter(|&best| best > 0 || !alone)?;
        let mut near = candidates.iter().copied().filter(|&id| self.shared(id, scope) == best);
        // Of a prefecture and its county of the same short name, the higher is meant.
        let first = near.next()?;
        near.try_fold(first, |best, id| match self.get(best).level.cmp(&self.get(id).level) {
            std::cmp::Ordering::Less => Some(best),
            std::cmp::Ordering::Greater => Some(id),
            std::cmp::Ordering::Equal => None,
        })
    }

    /// Enters a name of a place; names of a single character are not read.
    fn note(&mut self, form: NameForm, name: &str, id: PlaceId) {
        let Some(begin) = begin(name) else { return };
        let map = match form {
            NameForm::Full => &mut self.by_name,
            NameForm::Old => &mut self.by_old,
            NameForm::Short => &mut self.by_short,
        };
        let places = map.entry(name.to_owned()).or_default();
        if !places.contains(&id) {
            places.push(id);
        }
        self.begins.insert(begin);
        self.firsts.extend([begin[0]]);
        let entries = self.by_begin.entry(begin).or_default();
        let key = (std::cmp::Reverse(name.len()), form);
        let at = entries.partition_point(|entry| (std::cmp::Reverse(entry.name.len()), entry.form) < key);
        if entries.get(at).is_none_or(|entry| &*entry.name != name || entry.form != form) {
            entries.insert(at, Entry { name: name.into(), form });
        }
    }

    fn add(&mut self, code: u32, name: &str, short: &str) -> PlaceId {
        let level = match code {
            0 => PlaceLevel::Country,
            _ if code.is_multiple_of(10_000) => PlaceLevel::Province,
            _ if code.is_multiple_of(100) => PlaceLevel::Prefecture,
            _ => PlaceLevel::County,
        };
        let above = [code - code % 100, code - code % 10_000, 0];
        let parent =
            above.iter().filter(|above| **above != code).find_map(|above| self.by_code.get(above)).copied();
        let id = PlaceId(self.places.len() as u32);
        self.places.push(Place {
            code,
            name: name.to_owned(),
            short: short.to_owned(),
            usual: String::new(),
            level,
            parent,
        });
        self.by_code.insert(code, id);
        self.note(NameForm::Full, name, id);
        if !short.is_empty() && short != name {
            self.note(NameForm::Short, short, id);
        }
        id
    }
}

fn code_of(table: &Table<'_>, line: usize, cell: &str) -> Result<u32, TableError> {
    let code = cell.parse().ok().filter(|_| cell.len() == 6);
    code.ok_or_else(|| table.error(line, format!("the code `{cell}` is no number of six digits")))
}
