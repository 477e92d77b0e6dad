//! Which region a name means: 无锡, 无锡市 and 江苏省无锡市 are one, 高新区 is that of the report's region.

use std::collections::BTreeMap;

use super::zone;
use crate::extract::Lexicon;
use crate::extract::fact::{DocumentFact, EntityLabel, RelationFact, RelationType};
use crate::extract::lexicon::{Anchor, AreaKind, PlaceId, PlaceLevel, Scope};

/// A region as the graph knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RegionName {
    /// Its code where the gazetteer has it, else its name, with the place above where the name alone is not enough.
    pub(super) key: String,
    pub(super) name: String,
    /// The name with those of the places above before it.
    pub(super) full_name: String,
    pub(super) level: String,
    /// Its place in the gazetteer.
    pub(super) place: Option<PlaceId>,
    /// The place of the gazetteer that it lies in, as far as its name tells.
    pub(super) within: Option<PlaceId>,
}

/// What names of regions are read against: the document's own region, those above it, and what the document says
/// lies in what.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    pub(super) scope: Scope,
    own: Option<RegionName>,
    /// Name of a region to the name of the one it lies in.
    inside: BTreeMap<String, String>,
}

impl Setting {
    /// The setting of a document with its relations.
    pub(super) fn of<'r>(
        document: &DocumentFact,
        relations: impl IntoIterator<Item = &'r RelationFact>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut setting = Self { scope: scope_of(document, lexicon), ..Self::default() };
        setting.own = document.region.as_ref().map(|name| region(name, &setting, lexicon));
        setting.inside = relations
            .into_iter()
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

    /// The place of the gazetteer that a name without one is tied to: the one the document says it lies in, else the
    /// document's.
    pub(super) fn anchor(&self, name: &str, lexicon: &Lexicon) -> Option<PlaceId> {
        let outer = self.inside.get(name).and_then(|outer| find_place(outer, &self.scope, lexicon));
        outer.or_else(|| self.scope.chain.first().copied())
    }
}

/// The region that `name` means in a document.
pub(super) fn region(name: &str, setting: &Setting, lexicon: &Lexicon) -> RegionName {
    if let Some(place) = find_place(name, &setting.scope, lexicon) {
        return of_gazetteer(place, lexicon);
    }
    let is_area =
        |known: &str, aliases: &[String]| known == name || aliases.iter().any(|alias| alias == name);
    if let Some(area) = lexicon.areas.iter().find(|area| is_area(&area.name, &area.aliases)) {
        return alone(&area.name, if area.kind == AreaKind::Country { "country" } else { "area" });
    }
    match lexicon.region_kinds.of(name) {
        None => alone(name, "area"),
        Some(kind) => match kind.anchor {
            Anchor::Always => town(name, &kind.ending, &kind.level, setting, lexicon),
            Anchor::Alone => zone::region(name, kind, setting, lexicon),
            Anchor::Never => alone(name, &kind.level),
        },
    }
}

/// A region whose name says which it is.
pub(super) fn alone(name: &str, level: &str) -> RegionName {
    let [key, name, full_name] = [name; 3].map(str::to_owned);
    RegionName { key, name, full_name, level: level.to_owned(), place: None, within: None }
}

/// A town or village: there are many of each name, so the place it lies in belongs to its key.
fn town(name: &str, ending: &str, level: &str, setting: &Setting, lexicon: &Lexicon) -> RegionName {
    let (place, own_name) = split_place(name, ending, &setting.scope, lexicon);
    let Some(within) = place.or_else(|| setting.anchor(name, lexicon)) else { return alone(name, level) };
    let above = of_gazetteer(within, lexicon);
    RegionName {
        key: format!("{own_name}@{}", above.key),
        name: own_name.to_owned(),
        full_name: format!("{}{own_name}", above.full_name),
        level: level.to_owned(),
        place: None,
        within: Some(within),
    }
}

/// Takes the names of places off the beginning of a name (越西普雄镇: 越西县, 普雄镇), as long as more than `ending` is
/// left; gives the last of them.
pub(super) fn split_place<'n>(
    name: &'n str,
    ending: &str,
    scope: &Scope,
    lexicon: &Lexicon,
) -> (Option<PlaceId>, &'n str) {
    let places = &lexicon.places;
    let (mut found, mut rest) = (None, name);
    while let Some(hit) = places.longest_at(rest, 0).filter(|hit| rest.len() - hit.len > ending.len()) {
        let inner = found.map_or_else(|| scope.clone(), |place| places.scope(place));
        let Some(place) = places.find(&rest[..hit.len], &inner) else { break };
        found = Some(place);
        rest = &rest[hit.len..];
    }
    (found, rest)
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
        within: places.parents(place).next(),
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
    let mut scope = Scope::default();
    for name in document.parents.iter().rev().chain(&document.region) {
        if let Some(place) = find_place(name, &scope, lexicon) {
            scope = lexicon.places.scope(place);
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
