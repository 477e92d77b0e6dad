//! Which region a name means: 无锡, 无锡市 and 江苏省无锡市 are one, 高新区 is that of the report's region.

use std::collections::BTreeMap;

use super::corpus::Report;
use crate::extract::Lexicon;
use crate::extract::fact::{DocumentFact, EntityLabel, RelationType};
use crate::extract::lexicon::{Anchor, AreaKind, PlaceId, PlaceLevel, Scope};

/// A region as the graph knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RegionName {
    /// Its code where the gazetteer has it, else its name, with the region above where the name alone is not enough.
    pub(super) key: String,
    pub(super) name: String,
    /// The name with those of the regions above before it.
    pub(super) full_name: String,
    pub(super) level: String,
    pub(super) place: Option<PlaceId>,
}

/// What names of regions are read against: the document's own region, those above it, and what the document says
/// lies in what.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    scope: Scope,
    own: Option<RegionName>,
    above: Option<RegionName>,
    /// Name of a region to the name of the one it lies in.
    inside: BTreeMap<String, String>,
}

impl Setting {
    /// The setting of a report.
    pub(super) fn of(report: &Report, lexicon: &Lexicon) -> Self {
        let mut setting = Self { scope: scope_of(&report.document, lexicon), ..Self::default() };
        setting.above = report.document.parents.first().map(|name| region(name, &setting, lexicon));
        setting.own = report.document.region.as_ref().map(|name| region(name, &setting, lexicon));
        setting.inside = report
            .relations
            .iter()
            .filter(|relation| relation.relation_type == RelationType::PartOf)
            .filter(|relation| relation.tail_label == EntityLabel::Region && relation.head != relation.tail)
            .map(|relation| (relation.head.clone(), relation.tail.clone()))
            .collect();
        setting
    }

    /// The document's own region.
    pub(super) fn own(&self) -> Option<&RegionName> {
        self.own.as_ref()
    }

    /// The region that a name without a place of its own is tied to.
    fn anchor(&self, name: &str, lexicon: &Lexicon) -> Option<RegionName> {
        let own = self.own.as_ref().filter(|own| own.name != name);
        let outer = self.inside.get(name).filter(|outer| *outer != name);
        // One step only: the outer region is taken as the gazetteer has it.
        let outer = outer.and_then(|outer| find_place(outer, &self.scope, lexicon));
        outer.map(|place| of_gazetteer(place, lexicon)).or_else(|| own.or(self.above.as_ref()).cloned())
    }
}

/// The region that `name` means in a document.
pub(super) fn region(name: &str, setting: &Setting, lexicon: &Lexicon) -> RegionName {
    if let Some(place) = find_place(name, &setting.scope, lexicon) {
        return of_gazetteer(place, lexicon);
    }
    if let Some(area) =
        lexicon.areas.iter().find(|area| area.name == name || area.aliases.iter().any(|it| it == name))
    {
        return alone(&area.name, if area.kind == AreaKind::Country { "country" } else { "area" });
    }
    let kind = lexicon.region_kinds.of(name);
    let is_anchored = kind.is_some_and(|kind| match kind.anchor {
        Anchor::Always => true,
        Anchor::Alone => kind.ending == name,
        Anchor::Never => false,
    });
    let level = kind.map_or("area", |kind| &kind.level).to_owned();
    let anchor = if is_anchored { setting.anchor(name, lexicon) } else { None };
    match anchor {
        Some(anchor) => RegionName {
            key: format!("{name}@{}", anchor.key),
            name: name.to_owned(),
            full_name: format!("{}{name}", anchor.full_name),
            level,
            place: None,
        },
        None => alone(name, &level),
    }
}

/// A region whose name says which it is.
fn alone(name: &str, level: &str) -> RegionName {
    let [key, name, full_name] = [name; 3].map(str::to_owned);
    RegionName { key, name, full_name, level: level.to_owned(), place: None }
}

/// A region of the gazetteer.
pub(super) fn of_gazetteer(place: PlaceId, lexicon: &Lexicon) -> RegionName {
    let places = &lexicon.places;
    let found = places.get(place);
    let mut chain: Vec<PlaceId> = places.scope(place).chain;
    chain.reverse();
    RegionName {
        key: format!("{:06}", found.code),
        name: found.name.clone(),
        full_name: chain.iter().map(|&place| places.get(place).name.as_str()).collect(),
        level: level_name(found.level).to_owned(),
        place: Some(place),
    }
}

fn level_name(level: PlaceLevel) -> &'static str {
    match level {
        PlaceLevel::Country => "country",
        PlaceLevel::Province => "province",
        PlaceLevel::Prefecture => "prefecture",
        PlaceLevel::County => "county",
    }
}

/// The document's region and those above it, as far as the gazetteer has them.
fn scope_of(document: &DocumentFact, lexicon: &Lexicon) -> Scope {
    let places = &lexicon.places;
    let mut scope = Scope::default();
    for name in document.parents.iter().rev().chain(&document.region) {
        if let Some(place) = find_place(name, &scope, lexicon) {
            scope = places.scope(place);
        }
    }
    scope
}

/// The place of a name, also of one with the names of higher places before it (江苏省无锡市锡山区).
fn find_place(name: &str, scope: &Scope, lexicon: &Lexicon) -> Option<PlaceId> {
    let places = &lexicon.places;
    places.find(name, scope).or_else(|| {
        let outer = places.longest_at(name, 0)?;
        let inner = &name[outer.len..];
        if inner.is_empty() {
            return None;
        }
        outer.places.iter().find_map(|&outer| {
            let found = find_place(inner, &places.scope(outer), lexicon)?;
            places.parents(found).any(|above| above == outer).then_some(found)
        })
    })
}
