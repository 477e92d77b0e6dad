//! The list of merges: which forms of names became one thing, for a person to read, edit and keep under version control.
//!
//! ```text
//! decision  label   name            form    rule        documents            note
//! accept    Region  江苏省无锡市    无锡    short-form  2023-wuxi, 2024-wuxi
//! split     Region  江苏省无锡高新区  高新区@2023-xishan
//! merge     Platform  太湖湾科创带  太湖科创湾
//! ```
//!
//! A build writes a line `accept` for every form that it joined. `split` keeps a form apart, `merge` joins one that no rule
//! joins; both hold for all documents, or for the one behind `@`. The person's decisions, notes and comments survive each
//! rewriting; lines are sorted, so that two lists can be compared. Knows texts, no files.

use std::collections::BTreeMap;

/// Columns of a line, the first four of which must be there.
const COLUMNS: [&str; 7] = ["decision", "label", "name", "form", "rule", "documents", "note"];
/// Lines that the program writes at the head; a person's comments begin with `#` alone.
const HEAD: &str = "\
#! Merges of tuzhi build: each line joins a form of a name (form) with a thing (name). Edit the first column:
#! accept  as the build made it          split  keep the form apart          merge  join what no rule joins
#! A form may end in @DOCUMENT: then the line holds for that document alone. Comments (# …) and notes are kept.
";
/// Documents named in a line; the others are counted.
const MOST_DOCUMENTS: usize = 8;

/// What is to become of a form of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// As the rules have it.
    Accept,
    /// Kept apart.
    Split,
    /// Joined.
    Merge,
}

/// A form of a name that was joined with a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Label of the thing.
    pub label: String,
    /// What the list calls the thing.
    pub name: String,
    /// The form.
    pub form: String,
    /// Which rule joined them.
    pub rule: String,
    /// Where the form stands.
    pub documents: Vec<String>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The person's comments before it.
    comments: Vec<String>,
    pub(super) decision: Decision,
    pub(super) label: String,
    pub(super) name: String,
    pub(super) form: String,
    rule: String,
    documents: String,
    note: String,
    /// Its number in the text.
    pub(super) number: usize,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeList {
    pub(super) lines: Vec<Line>,
    /// Comments behind the last line.
    tail: Vec<String>,
}

/// A line that could not be understood, or that could not be followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MergeWarning {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl MergeList {
    /// Reads a list. Lines that are none are kept as comments and told.
    pub fn parse(text: &str) -> (Self, Vec<MergeWarning>) {
        let (mut list, mut warnings) = (Self::default(), Vec::new());
        for (at, written) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let written = written.trim_end();
            if written.is_empty() || written.starts_with("#!") || written.starts_with("decision\t") {
                continue;
            }
            if written.starts_with('#') {
                list.tail.push(written.to_owned());
                continue;
            }
            match parse_line(written, at + 1) {
                Ok(line) => {
                    let comments = std::mem::take(&mut list.tail);
                    list.lines.push(Line { comments, ..line });
                }
                Err(message) => {
                    warnings.push(MergeWarning { line: at + 1, message });
                    list.tail.push(format!("# {written}"));
                }
            }
        }
        (list, warnings)
    }

    /// Whether no line decides or remarks anything.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The list as it is to be written after a build that made `merges`.
    pub fn render(&self, merges: &[Merge]) -> String {
        let mut lines: BTreeMap<(&str, &str, &str), Line> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.is_persons()) {
            let key = (&*line.label, &*line.name, &*line.form);
            // Of two lines on one form the first counts; the other's comments stay.
            lines
                .entry(key)
                .and_modify(|first| first.comments.extend(line.comments.iter().cloned()))
                .or_insert_with(|| Line { documents: String::new(), ..line.clone() });
        }
        for merge in merges {
            let line =
                lines.entry((&merge.label, &merge.name, &merge.form)).or_insert_with(|| Line::new(merge));
            line.rule.clone_from(&merge.rule);
            line.documents = documents(&merge.documents);
        }
        let mut text = format!("{HEAD}{}\n", COLUMNS.join("\t"));
        for line in lines.values() {
            line.write(&mut text);
        }
        for comment in &self.tail {
            text.push_str(comment);
            text.push('\n');
        }
        text
    }
}

impl Line {
    fn new(merge: &Merge) -> Self {
        Self {
            comments: Vec::new(),
            decision: Decision::Accept,
            label: merge.label.clone(),
            name: merge.name.clone(),
            form: merge.form.clone(),
            rule: String::new(),
            documents: String::new(),
            note: String::new(),
            number: 0,
        }
    }

    /// Whether a person has decided or remarked something; what the program wrote is written anew.
    fn is_persons(&self) -> bool {
        self.decision != Decision::Accept || !self.note.is_empty() || !self.comments.is_empty()
    }

    fn write(&self, text: &mut String) {
        for comment in &self.comments {
            text.push_str(comment);
            text.push('\n');
        }
        let decision = match self.decision {
            Decision::Accept => "accept",
            Decision::Split => "split",
            Decision::Merge => "merge",
        };
        let cells = [decision, &self.label, &self.name, &self.form, &self.rule, &self.documents, &self.note];
        text.push_str(cells.join("\t").trim_end());
        text.push('\n');
    }
}

fn parse_line(written: &str, number: usize) -> Result<Line, String> {
    let mut cells = written.split('\t').map(|cell| cell.trim().to_owned());
    let decision = match cells.next().as_deref() {
        Some("accept") => Decision::Accept,
        Some("split") => Decision::Split,
        Some("merge") => Decision::Merge,
        other => {
            let found = other.unwrap_or_default();
            return Err(format!("found `{found}`, expected `accept`, `split` or `merge` and a tab"));
        }
    };
    let mut cell = || cells.next().unwrap_or_default();
    let line = Line {
        comments: Vec::new(),
        decision,
        label: cell(),
        name: cell(),
        form: cell(),
        rule: cell(),
        documents: cell(),
        note: cell(),
        number,
    };
    if line.form.is_empty() || line.name.is_empty() || line.label.is_empty() {
        return Err("expected decision, label, name and form, with tabs between them".to_owned());
    }
    Ok(line)
}

fn documents(names: &[String]) -> String {
    let shown = names.iter().take(MOST_DOCUMENTS).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(MOST_DOCUMENTS) {
        None | Some(0) => shown,
        Some(others) => format!("{shown} +{others}"),
    }
}
