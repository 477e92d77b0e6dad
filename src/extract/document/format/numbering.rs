//! The numbers that Word writes before paragraphs by itself (一、, （二）, 3.): no text of the document has them, and without
//! them its headings are none.

use std::collections::BTreeMap;

use super::super::ReadError;
use super::limits::Budget;
use super::package::Package;
use super::xml::{self, Node};

/// Levels of a list.
const MAX_LEVEL: usize = 9;

/// Characters before a paragraph: a file of many paragraphs may not swell by them.
const MAX_LABEL: usize = 16;

/// How a level of a list is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    start: usize,
    form: String,
    /// `%1、`, the number of the first level in the place of `%1`.
    text: String,
}

/// A list of a document and its place in it.
type Place = (String, usize);

/// The lists of a document, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by the list's definition.
    levels: BTreeMap<Place, Level>,
    /// Definitions by the number of a list.
    definitions: BTreeMap<String, String>,
    /// Lists that a paragraph's style puts it into.
    styles: BTreeMap<String, Place>,
    /// Numbers given last.
    counts: BTreeMap<String, [usize; MAX_LEVEL]>,
}

impl Numbering {
    /// Reads the lists that a package defines.
    pub(super) fn read(
        what: &'static str,
        package: &mut Package<'_>,
        budget: &mut Budget,
    ) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        if let Some(member) = package.find("word/numbering.xml") {
            let bytes = package.read(member, budget)?;
            let mut at = Place::default();
            let mut list = String::new();
            xml::read(what, &bytes, |node, attribute| {
                if let Node::Open(name) = node {
                    numbering.define(&name, &mut at, &mut list, attribute);
                }
            })?;
        }
        if let Some(member) = package.find("word/styles.xml") {
            let bytes = package.read(member, budget)?;
            let mut style = String::new();
            xml::read(what, &bytes, |node, attribute| {
                let Node::Open(name) = node else { return };
                let value = || attribute("val").unwrap_or_default();
                match name.as_str() {
                    "style" => style = attribute("styleId").unwrap_or_default(),
                    "ilvl" => {
                        numbering.styles.entry(style.clone()).or_default().1 = value().parse().unwrap_or(0)
                    }
                    "numId" => numbering.styles.entry(style.clone()).or_default().0 = value(),
                    _ => {}
                }
            })?;
        }
        Ok(numbering)
    }

    fn define(
        &mut self,
        name: &str,
        at: &mut Place,
        list: &mut String,
        attribute: &dyn Fn(&str) -> Option<String>,
    ) {
        let value = || attribute("val").unwrap_or_default();
        match name {
            "abstractNum" => *at = (attribute("abstractNumId").unwrap_or_default(), 0),
            "lvl" => at.1 = attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
            "start" => self.levels.entry(at.clone()).or_default().start = value().parse().unwrap_or(1),
            "numFmt" => self.levels.entry(at.clone()).or_default().form = value(),
            "lvlText" => {
                self.levels.entry(at.clone()).or_default().text = value().chars().take(MAX_LABEL).collect()
            }
            "num" => *list = attribute("numId").unwrap_or_default(),
            "abstractNumId" => drop(self.definitions.insert(list.clone(), value())),
            _ => {}
        }
    }

    /// The list of a paragraph of this style.
    pub(super) fn of_style(&self, style: &str) -> Option<Place> {
        self.styles.get(style).filter(|(list, _)| !list.is_empty()).cloned()
    }

    /// What stands before the next paragraph of a list; nothing before one of a list without numbers.
    pub(super) fn next(&mut self, (list, level): &Place) -> Option<String> {
        let definition = self.definitions.get(list)?;
        let levels: Vec<Level> = (0..MAX_LEVEL)
            .map(|level| self.levels.get(&(definition.clone(), level)).cloned().unwrap_or_default())
            .collect();
        let own = levels.get(*level)?;
        let counts = self.counts.entry(definition.clone()).or_default();
        counts[*level] = if counts[*level] == 0 { own.start.max(1) } else { counts[*level] + 1 };
        counts[*level + 1..].fill(0);
        if matches!(own.form.as_str(), "" | "bullet" | "none") {
            return None;
        }
        let mut label = own.text.clone();
        for (at, level) in levels.iter().enumerate() {
            label = label.replace(&format!("%{}", at + 1), &number(counts[at].max(1), &level.form));
        }
        Some(label)
    }
}

/// A number as a list writes it.
fn number(number: usize, form: &str) -> String {
    match form {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "ideographTraditional" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            let circled = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
            circled
                .and_then(|number| char::from_u32(0x245F + number))
                .map_or(number.to_string(), String::from)
        }
        _ => number.to_string(),
    }
}

/// Chinese numerals up to ninety-nine; larger ones number no headings.
fn chinese(number: usize) -> String {
    let digit = |at: usize| "〇一二三四五六七八九".chars().nth(at).map(String::from).unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, 0) => format!("{}十", digit(tens)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}
