//! What a model is asked.

use std::fmt::Write as _;

use super::part::Part;
use crate::extract::Document;
use crate::extract::document::Period;

/// Both messages of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What facts are and how they are written down.
    pub instructions: &'static str,
    /// The part, and what is known about it.
    pub text: String,
}

/// The form of an answer, as a JSON schema.
pub fn schema() -> &'static str {
    include_str!("../../../data/llm/schema.json")
}

/// The question about one part.
pub fn question(document: &Document, part: &Part) -> Question {
    let identity = &document.identity;
    let mut text = String::new();
    let mut tell = |what: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{what}: {value}");
        }
    };
    tell("Report", &identity.title);
    if let Some(region) = &identity.region {
        let above = identity.parents.join(", ");
        tell(
            "Region of the report",
            &if above.is_empty() { region.clone() } else { format!("{region} ({above})") },
        );
    }
    tell("Year of the report", &identity.year.map(|year| year.to_string()).unwrap_or_default());
    let section = document.sentences.get(part.sentences.start);
    if let Some(section) = section.and_then(|sentence| document.sections.get(sentence.section)) {
        tell("Section", &section.heading);
        if section.region != identity.region {
            tell("Region of the section", section.region.as_deref().unwrap_or_default());
        }
        let year = section.year.map(|year| format!(" of {year}")).unwrap_or_default();
        match section.period {
            Period::Review => tell("The section tells of", &format!("what was done{year}")),
            Period::Plan => tell("The section tells of", &format!("plans{year}")),
            Period::Unknown => {}
        }
    }
    text.push('\n');
    let mut paragraph = None;
    for sentence in &document.sentences[part.sentences.clone()] {
        if paragraph.replace(sentence.paragraph).is_some_and(|last| last != sentence.paragraph) {
            text.push('\n');
        }
        text.push_str(document.slice(sentence.span));
    }
    Question { instructions: include_str!("../../../data/llm/instructions.md"), text }
}
