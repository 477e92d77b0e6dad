//! What names mean over all documents: forms that a person keeps apart or joins, short forms that one report defines and
//! another of the same region uses, and the account of every form that was joined with a thing.
//!
//! ```text
//! first pass   note   names that the person's list speaks of, short forms that are defined
//! second pass  meaning of a name in its document (meaning.rs) -> elsewhere -> decide -> node
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::Meaning;
use super::merge_list::{Decision, Merge, MergeList, MergeWarning};
use crate::extract::Lexicon;
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{PlaceId, Scope};

/// Steps from one merge to the next: A into B, B into C.
const MOST_STEPS: usize = 8;
/// Characters of a short form that is understood in another document; shorter ones (新城, 集团) are anybody's.
const LEAST_CHARACTERS: usize = 3;

/// What names mean over all documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    list: MergeList,
    /// Lines that decide by label and form, without the document.
    by_form: BTreeMap<(String, String), Vec<usize>>,
    /// Things that lines of the list join others with, as far as documents name them.
    targets: BTreeMap<(String, String), Meaning>,
    /// Lines that found what they speak of.
    followed: BTreeSet<usize>,
    /// Short forms and what they are defined as, in reports of which places.
    defined: BTreeMap<(EntityLabel, String), BTreeMap<String, Definition>>,
    /// Forms that were joined: label, thing, form to rule and documents.
    made: BTreeMap<(String, String, String), (&'static str, BTreeSet<String>)>,
}

/// What a short form stands for.
#[derive(Clone, Debug)]
struct Definition {
    meaning: Meaning,
    places: BTreeSet<PlaceId>,
}

impl Naming {
    /// With a person's decisions.
    pub(super) fn new(list: MergeList) -> Self {
        let mut naming = Self::default();
        for (at, line) in list.lines.iter().enumerate().filter(|(_, line)| line.decision != Decision::Accept)
        {
            let (form, _) = split_form(&line.form);
            naming.by_form.entry((line.label.clone(), form.to_owned())).or_default().push(at);
            if line.decision == Decision::Merge {
                naming.targets.insert((line.label.clone(), line.name.clone()), Meaning::default());
            }
        }
        naming.list = list;
        naming
    }

    /// Whether the person's list joins anything, so that names must be known before.
    pub(super) fn has_targets(&self) -> bool {
        !self.targets.is_empty()
    }

    /// First pass: a thing that a document names.
    pub(super) fn note_thing(&mut self, label: &str, meaning: &Meaning) {
        for name in [&meaning.handle, &meaning.name] {
            if let Some(target) = self.targets.get_mut(&(label.to_owned(), name.clone())) {
                // Of several things of one name the first in order is meant; the whole handle tells them apart.
                if target.handle.is_empty() || meaning.handle < target.handle {
                    *target = meaning.clone();
                }
            }
        }
    }

    /// First pass: a short form that a document of a place defines.
    pub(super) fn note_short_form(
        &mut self,
        label: EntityLabel,
        form: &str,
        meaning: &Meaning,
        scope: &Scope,
    ) {
        let Some(&place) = scope.chain.first().filter(|_| is_telling(label, form)) else { return };
        let meanings = self.defined.entry((label, form.to_owned())).or_default();
        let definition = meanings
            .entry(meaning.key.clone())
            .or_insert_with(|| Definition { meaning: meaning.clone(), places: BTreeSet::new() });
        definition.places.insert(place);
    }

    /// What reports of the same place, of one above or of one in it, define a form as, when they agree.
    pub(super) fn elsewhere(
        &self,
        label: EntityLabel,
        form: &str,
        scope: &Scope,
        lexicon: &Lexicon,
    ) -> Option<&Meaning> {
        let meanings = self.defined.get(&(label, form.to_owned()))?;
        let own = scope.chain.first()?;
        let is_near =
            |place: &PlaceId| scope.chain.contains(place) || lexicon.places.scope(*place).chain.contains(own);
        let mut near = meanings.values().filter(|definition| definition.places.iter().any(is_near));
        let only = near.next()?;
        near.next().is_none().then_some(&only.meaning)
    }

    /// Whether the person keeps a form apart from the thing that it would be joined with.
    pub(super) fn is_split(&mut self, label: &str, form: &str, name: [&str; 2], doc: &str) -> bool {
        let found = self.lines(label, form, doc).into_iter().find(|&at| {
            let line = &self.list.lines[at];
            line.decision == Decision::Split && name.contains(&&*line.name)
        });
        let Some(at) = found else { return false };
        self.note_line(at, "split", doc);
        true
    }

    /// The thing that the person joins a form, or the thing of a name, with.
    pub(super) fn joined(
        &mut self,
        label: &str,
        form: &str,
        meaning: &Meaning,
        doc: &str,
    ) -> Option<Meaning> {
        let mut found: Option<Meaning> = None;
        for _ in 0..MOST_STEPS {
            let now = found.as_ref().unwrap_or(meaning);
            let written = found.is_none().then_some(form);
            let names = written.into_iter().chain([now.handle.as_str(), now.name.as_str()]);
            let lines = names.flat_map(|name| self.lines(label, name, doc));
            let next = lines.into_iter().find_map(|at| {
                let line = &self.list.lines[at];
                let target = self.targets.get(&(label.to_owned(), line.name.clone()))?;
                let leads_on =
                    !target.handle.is_empty() && target.key != now.key && target.key != meaning.key;
                (line.decision == Decision::Merge && leads_on).then(|| (at, target.clone()))
            });
            let Some((at, target)) = next else { break };
            self.note_line(at, "by-hand", doc);
            found = Some(target);
        }
        found
    }

    /// Notes that a form was joined with a thing.
    pub(super) fn note_merge(&mut self, label: &str, name: &str, form: &str, rule: &'static str, doc: &str) {
        let key = (label.to_owned(), name.to_owned(), form.to_owned());
        self.made.entry(key).or_insert_with(|| (rule, BTreeSet::new())).1.insert(doc.to_owned());
    }

    /// Every merge that was made, and the lines that led nowhere.
    pub(super) fn finish(self) -> (MergeList, Vec<Merge>, Vec<MergeWarning>) {
        let decided =
            self.list.lines.iter().enumerate().filter(|(_, line)| line.decision != Decision::Accept);
        let idle = decided.filter(|(at, _)| !self.followed.contains(at));
        let warnings = idle
            .map(|(_, line)| {
                let target = self.targets.get(&(line.label.clone(), line.name.clone()));
                let unknown = match line.decision {
                    Decision::Merge if target.is_some_and(|target| target.handle.is_empty()) => &line.name,
                    _ => &line.form,
                };
                let message = format!("no {} `{unknown}` that this line could speak of", line.label);
                MergeWarning { line: line.number, message }
            })
            .collect();
        let merges = self.made.into_iter().map(|((label, name, form), (rule, documents))| Merge {
            label,
            name,
            form,
            rule: rule.to_owned(),
            documents: documents.into_iter().collect(),
        });
        (self.list, merges.collect(), warnings)
    }

    /// Lines that decide on a form in a document.
    fn lines(&self, label: &str, form: &str, doc: &str) -> Vec<usize> {
        if self.by_form.is_empty() {
            return Vec::new();
        }
        let lines = self.by_form.get(&(label.to_owned(), form.to_owned())).map_or(&[][..], Vec::as_slice);
        let holds = |&&at: &&usize| split_form(&self.list.lines[at].form).1.is_none_or(|only| only == doc);
        lines.iter().filter(holds).copied().collect()
    }

    fn note_line(&mut self, at: usize, rule: &'static str, doc: &str) {
        self.followed.insert(at);
        let line = &self.list.lines[at];
        let (label, name, form) = (line.label.clone(), line.name.clone(), line.form.clone());
        self.note_merge(&label, &name, &form, rule, doc);
    }
}

/// A form of the list, and the document that the line is for.
fn split_form(form: &str) -> (&str, Option<&str>) {
    match form.rsplit_once('@') {
        Some((form, doc)) => (form, Some(doc)),
        None => (form, None),
    }
}

/// Whether a short form says enough to be understood in another document. Regions and industries have tables of their own,
/// and a count (三大工程, 十大行动) counts other things in each report.
fn is_telling(label: EntityLabel, form: &str) -> bool {
    !matches!(label, EntityLabel::Region | EntityLabel::Industry)
        && form.chars().count() >= LEAST_CHARACTERS
        && !form.starts_with(|first: char| {
            first.is_ascii_digit() || "一二三四五六七八九十百千万两双".contains(first)
        })
}
