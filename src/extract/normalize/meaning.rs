//! What a name means in its document, before other documents and the person's decisions are asked.

use std::collections::BTreeMap;

use super::region::{RegionName, Setting, alone, region};
use crate::extract::Lexicon;
use crate::extract::fact::{EntityLabel, RelationFact, RelationType};
use crate::extract::lexicon::{KnownName, Places};

/// The thing that a name means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Canonical key; with the label it is what the thing is known by.
    pub(super) key: String,
    /// The name that it goes by in all documents.
    pub(super) name: String,
    /// What the list of merges calls it: its name, with so much beside it that no other thing is called so.
    pub(super) handle: String,
    /// How the form is another name of it; nothing for the name itself.
    pub(super) rule: Option<&'static str>,
    /// Of a region: all of it.
    pub(super) region: Option<RegionName>,
}

/// What names are read against in a document.
#[derive(Clone, Debug)]
pub(super) struct Reader<'r> {
    pub(super) setting: &'r Setting,
    pub(super) lexicon: &'r Lexicon,
    /// Region that has a project, by the project's name.
    project_regions: BTreeMap<&'r str, &'r str>,
}

impl<'r> Reader<'r> {
    /// The reader of a document's names.
    pub(super) fn new(
        relations: impl IntoIterator<Item = &'r RelationFact>,
        setting: &'r Setting,
        lexicon: &'r Lexicon,
    ) -> Self {
        let has_project = relations.into_iter().filter(|it| it.relation_type == RelationType::HasProject);
        let project_regions = has_project.map(|it| (it.tail.as_str(), it.head.as_str())).collect();
        Self { setting, lexicon, project_regions }
    }

    /// What a name means.
    pub(super) fn meaning(&self, label: EntityLabel, name: &str) -> Meaning {
        if label == EntityLabel::Region {
            let found = region(name, self.setting, self.lexicon);
            let rule = (found.name != name).then(|| region_rule(name, &found, self.lexicon));
            return Meaning { rule, ..Meaning::of_region(found) };
        }
        let canonical = known_name(label, name, self.lexicon).map_or(name, |known| &known.name);
        self.named(label, name, canonical, (canonical != name).then_some("catalogue"))
    }

    /// The thing of a form that is kept apart: it goes by the form.
    pub(super) fn apart(&self, label: EntityLabel, form: &str) -> Meaning {
        match label {
            EntityLabel::Region => {
                let level = self.lexicon.region_kinds.of(form).map_or("area", |kind| &kind.level);
                Meaning::of_region(alone(form, level))
            }
            _ => self.named(label, form, form, None),
        }
    }

    /// A project is known by its name and the region that has it; all else by its name.
    fn named(
        &self,
        label: EntityLabel,
        written: &str,
        canonical: &str,
        rule: Option<&'static str>,
    ) -> Meaning {
        let (name, mut key, mut handle) = (canonical.to_owned(), canonical.to_owned(), canonical.to_owned());
        if label == EntityLabel::Project {
            let told = self.project_regions.get(written).map(|name| region(name, self.setting, self.lexicon));
            if let Some(region) = told.as_ref().or(self.setting.own()) {
                key = format!("{canonical}@{}", region.key);
                handle = format!("{canonical}@{}", region.full_name);
            }
        }
        Meaning { key, name, handle, rule, region: None }
    }
}

impl Meaning {
    fn of_region(region: RegionName) -> Self {
        Self {
            key: region.key.clone(),
            name: region.name.clone(),
            handle: region.full_name.clone(),
            rule: None,
            region: Some(region),
        }
    }
}

/// What the lexicon knows by a name.
pub(super) fn known_name<'l>(label: EntityLabel, name: &str, lexicon: &'l Lexicon) -> Option<&'l KnownName> {
    lexicon.vocabulary.names.get(name).filter(|known| known.label == label)
}

/// How a form is another name of a region.
fn region_rule(form: &str, region: &RegionName, lexicon: &Lexicon) -> &'static str {
    if region.place.is_some() {
        return if is_short(form, &lexicon.places) {
            "short-form"
        } else if form.ends_with(&region.name) {
            "full-form"
        } else {
            "other-name"
        };
    }
    match lexicon.region_kinds.of(form) {
        Some(kind) if kind.ending == form => "by-context",
        Some(_) if region.level == "zone" => "zone-form",
        Some(_) => "full-form",
        None => "other-name",
    }
}

fn is_short(form: &str, places: &Places) -> bool {
    !places.shortened(form).is_empty()
}
