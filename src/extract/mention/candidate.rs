//! What a rule proposes: a name and where it stands.

use std::borrow::Cow;

use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{Names, Stage};
use crate::source::Span;

/// A proposed mention of an entity.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// What it is.
    pub(crate) label: EntityLabel,
    /// Where its name stands in the folded text.
    pub(crate) span: Span,
    /// The name, in the form of a list of names.
    pub(crate) name: String,
    /// Other forms of the name that stand here (without the head, with the words before it).
    pub(crate) aliases: Vec<String>,
    /// Of a project: how far it is.
    pub(crate) stage: Option<Stage>,
    /// Finer kind, or empty.
    pub(crate) kind: String,
    /// The rule that proposed it.
    pub(crate) rule: &'static str,
    /// From 0 to 1; of two that overlap with equal length, the surer one stays.
    pub(crate) confidence: f32,
    /// Whether it may stand inside another mention (a region in the name of a policy).
    pub(crate) may_nest: bool,
}

impl Candidate {
    /// A candidate without aliases, stage and kind.
    pub(crate) fn new(
        label: EntityLabel,
        span: Span,
        name: &str,
        rule: &'static str,
        confidence: f32,
    ) -> Self {
        Self {
            label,
            span,
            name: plain_name(name),
            aliases: Vec::new(),
            stage: None,
            kind: String::new(),
            rule,
            confidence,
            may_nest: false,
        }
    }

    /// Adds another form, unless it is the name or too short to tell anything.
    pub(crate) fn alias(&mut self, form: &str) {
        let form = without_marks(form);
        let is_new = || form != self.name && self.aliases.iter().all(|known| *known != form);
        if form.chars().nth(1).is_some() && is_new() {
            self.aliases.push(form.into_owned());
        }
    }
}

impl Candidate {
    /// Adds the lexicon's name for the thing, when it knows the thing by one of the candidate's names.
    pub(crate) fn alias_known(&mut self, names: &Names) {
        let forms = std::iter::once(&self.name).chain(&self.aliases);
        let known = forms.filter_map(|form| names.get(form)).find(|known| known.label == self.label);
        if let Some(known) = known {
            self.alias(&known.name);
        }
    }
}

/// A name without quotation marks, brackets of titles and blanks.
pub(crate) fn plain_name(text: &str) -> String {
    without_marks(text).into_owned()
}

/// The same, borrowed where nothing is to be left out, as in most texts.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    // Every such mark begins with one of these bytes, few other characters do; added up, many are looked at at once.
    let may_begin = |byte: u8| matches!(byte, 0xE2 | 0xE3 | b' ' | b'"');
    if !text.bytes().fold(false, |found, byte| found | may_begin(byte)) {
        return text.into();
    }
    let is_mark = |mark: char| matches!(mark, '“' | '”' | '‘' | '’' | '《' | '》' | ' ' | '"');
    if text.contains(is_mark) { text.replace(is_mark, "").into() } else { text.into() }
}
