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
    /// Their second characters.
    seconds: CharFilter,
}

impl LocalForms {
    /// Full names by their forms.
    pub(super) fn new(forms: FxHashMap<String, String>) -> Self {
        let (mut firsts, mut seconds) = (CharFilter::default(), CharFilter::default());
        firsts.extend(forms.keys().filter_map(|form| form.chars().next()));
        seconds.extend(forms.keys().filter_map(|form| form.chars().nth(1)));
        Self { forms, firsts, seconds }
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
        let marks = text.char_indices().zip(text.chars().skip(1));
        let is_begin = |first, second| self.firsts.may_hold(first) && self.seconds.may_hold(second);
        let mut begins = marks.filter(|&((_, first), second)| is_begin(first, second));
        !self.is_empty()
            && begins.any(|((at, _), _)| {
                let ends = text[at..].char_indices().map(|(end, last)| at + end + last.len_utf8());
                ends.skip(1).take(LONGEST - 1).any(|end| self.forms.contains_key(&text[at..end]))
            })
    }

    /// The full name of what `form` is a name of.
    pub(crate) fn get(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }
}
