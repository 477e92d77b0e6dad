//! Names that are read near their place only, for they are common words as well: those of a county's towns, those of
//! the counties around a report's region.

use rustc_hash::FxHashMap;

use super::filter::CharFilter;

/// Most characters of a name that is looked for in a text.
const LONGEST: usize = 6;

/// Such names: the full name by each form that a report writes.
#[derive(Debug, Default)]
pub(crate) struct LocalForms {
    forms: FxHashMap<String, String>,
    /// Characters that the forms begin with.
    firsts: CharFilter,
}

impl LocalForms {
    /// Full names by their forms.
    pub(super) fn new(forms: FxHashMap<String, String>) -> Self {
        let mut firsts = CharFilter::default();
        firsts.extend(forms.keys().filter_map(|form| form.chars().next()));
        Self { forms, firsts }
    }

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

    /// The full name of what `form` is a name of.
    pub(crate) fn get(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }
}
