//! What a place in a statement is surrounded by: what variables stand for, which node a relationship starts from, whose
//! property is asked for. Told from the lexemes before it, as in `place`: the text need not be a statement yet.

use std::collections::BTreeMap;

use super::place::{is_keyword, sign};
use crate::query::ast::english;
use crate::query::parser::{LexemeKind, scan};

/// A node or relationship as far as its pattern tells; no names where it tells none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// With its labels.
    Node(Vec<String>),
    /// With its types.
    Rel(Vec<String>),
}

/// The relationship that leads from one node of a pattern to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) types: Vec<String>,
    /// `<-[`
    pub(super) is_incoming: bool,
    /// `]->`
    pub(super) is_outgoing: bool,
}

/// What is known at the end of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    variables: BTreeMap<String, Thing>,
    /// Elements and other brackets that are open.
    open: Vec<Open>,
    /// Labels of the pattern's last whole node.
    node: Option<Vec<String>>,
    /// What leads on from it.
    step: Option<Step>,
    /// The variable before the dot at the end.
    owner: Option<String>,
    /// The lexemes before.
    pieces: Vec<String>,
}

/// What stands for a text or number among the lexemes.
const TEXT: &str = "'";

#[derive(Clone, Debug)]
enum Open {
    /// A node or relationship with its variable; whether `:` was read.
    Element {
        variable: Option<String>,
        thing: Thing,
        names: bool,
    },
    Other,
}

impl Surroundings {
    /// What is known at the end of `text`; a word that ends there is no part of it.
    pub(super) fn before(text: &str) -> Self {
        let mut surroundings = Self::default();
        for lexeme in scan(text).filter(|lexeme| !lexeme.is_trivia()) {
            let piece = lexeme.span.of(text);
            match lexeme.kind {
                LexemeKind::Sign => surroundings.take_sign(sign(piece)),
                LexemeKind::Word | LexemeKind::QuotedName => surroundings.take_word(piece.trim_matches('`')),
                _ => surroundings.push(TEXT),
            }
        }
        surroundings
    }

    /// The element whose properties are asked for: that of the variable before the dot, or that of the open braces.
    pub(super) fn owner(&self) -> Option<Thing> {
        if self.last(0) == "." {
            return self.variables.get(self.owner.as_ref()?).cloned();
        }
        let element = self.open.iter().rev().find_map(|open| match open {
            Open::Element { variable, thing, .. } => Some((variable, thing)),
            Open::Other => None,
        });
        let (variable, thing) = element?;
        let known = variable.as_ref().and_then(|variable| self.variables.get(variable));
        Some(if thing.names().is_empty() { known.unwrap_or(thing) } else { thing }.clone())
    }

    /// The element whose property a text is compared with that begins here: `r.name = '`, `(r:Region {name: '`.
    pub(super) fn compared(&self) -> Option<Thing> {
        let between = ["=", "<", ">", "IN", "STARTS", "ENDS", "WITH", "CONTAINS", "[", ",", TEXT];
        let is_between = |piece: &str| {
            let word = english(piece).unwrap_or(piece);
            between.contains(&word) || matches!(piece, "始于" | "止于")
        };
        let n_between = self.pieces.iter().rev().take_while(|piece| is_between(piece)).count();
        let asked = &self.pieces[..self.pieces.len() - n_between];
        match asked {
            [.., variable, dot, _] if n_between > 0 && dot == "." => self.variables.get(variable).cloned(),
            [.., colon] if n_between == 0 && colon == ":" => self.owner(),
            _ => None,
        }
    }

    /// The labels of the node before, where a relationship or the next node begins.
    pub(super) fn node(&self) -> Option<&[String]> {
        self.node.as_deref()
    }

    /// The relationship that is open, or that leads to the node that is open.
    pub(super) fn step(&self) -> Option<&Step> {
        self.step.as_ref()
    }

    fn push(&mut self, piece: &str) {
        self.pieces.push(piece.to_owned());
    }

    /// The last lexeme, or one before it.
    fn last(&self, back: usize) -> &str {
        self.pieces.len().checked_sub(back + 1).map_or("", |at| &self.pieces[at])
    }

    fn take_sign(&mut self, piece: &str) {
        let (before_last, last) = (self.last(1), self.last(0));
        let starts_pattern = !last.chars().last().is_some_and(|c| c.is_alphanumeric()) || is_keyword(last);
        match piece {
            "(" if starts_pattern => {
                if !matches!(last, "-" | ">" | "->") {
                    (self.node, self.step) = (None, None);
                }
                self.open(Thing::Node(Vec::new()));
            }
            "[" if last == "-" => {
                self.step = Some(Step { is_incoming: before_last == "<", ..Step::default() });
                self.open(Thing::Rel(Vec::new()));
            }
            "(" | "[" | "{" => self.open.push(Open::Other),
            ")" | "]" | "}" => self.close(),
            ">" if last == "-" => {
                if let Some(step) = &mut self.step {
                    step.is_outgoing = true;
                }
            }
            // A bare arrow: whatever leads on.
            "-" if last == ")" => self.step = Some(Step::default()),
            "<" if last == ")" => self.step = Some(Step { is_incoming: true, ..Step::default() }),
            ":" => {
                if let Some(Open::Element { names, .. }) = self.open.last_mut() {
                    *names = true;
                }
            }
            "." => self.owner = Some(last.to_owned()),
            _ => {}
        }
        self.push(piece);
    }

    fn take_word(&mut self, word: &str) {
        let last = self.pieces.last().map_or("", String::as_str);
        if let Some(Open::Element { variable, thing, names }) = self.open.last_mut() {
            // Behind the names stands `WHERE`, whose words are none.
            *names &= matches!(last, ":" | "|" | "&" | "!") || !is_keyword(word);
            match thing {
                Thing::Node(found) | Thing::Rel(found) if *names && last != "." => {
                    found.push(word.to_owned())
                }
                _ if matches!(last, "(" | "[") => *variable = Some(word.to_owned()),
                _ => {}
            }
        }
        if english(last) == Some("AS")
            && let Some(thing) = self.variables.get(self.last(1)).cloned()
        {
            self.variables.insert(word.to_owned(), thing);
        }
        self.push(word);
    }

    fn open(&mut self, thing: Thing) {
        self.open.push(Open::Element { variable: None, thing, names: false });
    }

    fn close(&mut self) {
        let Some(Open::Element { variable, mut thing, .. }) = self.open.pop() else { return };
        if let Some(variable) = variable {
            match self.variables.get(&variable) {
                Some(known) if thing.names().is_empty() => thing = known.clone(),
                _ => drop(self.variables.insert(variable, thing.clone())),
            }
        }
        match thing {
            Thing::Node(labels) => (self.node, self.step) = (Some(labels), None),
            Thing::Rel(types) => {
                if let Some(step) = &mut self.step {
                    step.types = types;
                }
            }
        }
    }
}

impl Thing {
    fn names(&self) -> &[String] {
        match self {
            Self::Node(names) | Self::Rel(names) => names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_relationship_knows_the_node_before_it() {
        let at = Surroundings::before("MATCH (r:Region {name: 'x'})-[d:");
        assert_eq!(at.node(), Some(&*names(&["Region"])));
        assert!(!at.step().unwrap().is_incoming);
        let at = Surroundings::before("匹配 （r：地区）<-[：");
        assert_eq!(at.node(), Some(&*names(&["地区"])));
        assert!(at.step().unwrap().is_incoming);
        let at = Surroundings::before("MATCH (r:Region) MATCH (r)-[:");
        assert_eq!(at.node(), Some(&*names(&["Region"])), "a variable keeps its labels");
    }

    #[test]
    fn a_node_knows_what_leads_to_it() {
        let at = Surroundings::before("MATCH (r:Region)-[:DEVELOPS|HAS]->(i:");
        let step = Step { types: names(&["DEVELOPS", "HAS"]), is_incoming: false, is_outgoing: true };
        assert_eq!((at.node(), at.step()), (Some(&*names(&["Region"])), Some(&step)));
        let at = Surroundings::before("MATCH (r:Region)-[:A]->(i), (x:");
        assert_eq!((at.node(), at.step()), (None, None), "another pattern");
    }

    #[test]
    fn a_text_knows_what_it_is_compared_with() {
        let region = Some(Thing::Node(names(&["Region"])));
        for text in ["r.name = ", "r.name IN ['a', ", "r.name STARTS WITH ", "r.name 始于 "] {
            let text = format!("MATCH (r:Region)--(x:Other) WHERE {text}");
            assert_eq!(Surroundings::before(&text).compared(), region, "{text}");
        }
        assert_eq!(Surroundings::before("MATCH (r:Region {name: ").compared(), region);
        assert_eq!(Surroundings::before("MATCH (r:Region) WHERE r.name = x.name RETURN ").compared(), None);
    }

    #[test]
    fn a_key_knows_its_owner() {
        let rel = Some(Thing::Rel(names(&["DEVELOPS"])));
        assert_eq!(Surroundings::before("MATCH (:A)-[d:DEVELOPS]->() RETURN d.").owner(), rel);
        assert_eq!(Surroundings::before("MATCH (r:Region {").owner(), Some(Thing::Node(names(&["Region"]))));
        assert_eq!(Surroundings::before("MATCH ()-[d:DEVELOPS]->() WITH d AS e RETURN e.").owner(), rel);
        assert_eq!(Surroundings::before("WITH 1 AS a RETURN a.").owner(), None);
        assert_eq!(Surroundings::before("RETURN {").owner(), None);
    }
}
