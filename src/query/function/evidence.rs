//! Where does it say so: the places in the documents behind nodes, relationships and paths of a built graph.
//!
//! A built graph keeps places as parallel lists (`evidence_doc`, `evidence_start`, …), one entry for each place, since
//! a property cannot hold maps; `evidence` puts them together and adds what the graph knows of the document, the line
//! (`evidence_line`) and which words of the sentence are meant (`evidence_words`). Asked of several things at once, the
//! sentences that most relationships were read from come first, then those that tell of most things; what else tells of
//! the ends of such relationships is left out.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::EvalError;
use super::argument::mismatch;
use super::evidence_line::line_of;
use super::evidence_words::{marks, words_of};
use super::registry::{ArgumentType, Function, FunctionContext};
use crate::graph::{GraphView, IndexKey};
use crate::value::arithmetic::as_float;
use crate::value::{Grouped, MapValue, NodeId, Value, equality};

pub(super) const FUNCTIONS: &[Function] = &[Function::new(
    "evidence",
    "evidence(node_or_relationship_or_path_or_list) :: LIST<MAP>",
    &[ArgumentType::Any],
    evidence,
)
// It reads files.
.volatile()];

/// Entry of a place and the property that holds its list.
const LISTS: [(&str, &str); 7] = [
    ("document", "evidence_doc"),
    ("section", "evidence_section"),
    ("start", "evidence_start"),
    ("end", "evidence_end"),
    ("quote", "evidence_quote"),
    ("rule", "evidence_rule"),
    ("confidence", "evidence_confidence"),
];

/// What a place tells of its document.
const OF_DOCUMENT: [&str; 3] = ["title", "year", "path"];

/// Places as maps; an empty list for what no document tells.
fn evidence(context: &FunctionContext<'_>, arguments: &[Value]) -> Result<Value, EvalError> {
    if arguments[0].is_null() {
        return Ok(Value::Null);
    }
    let Some(elements) = elements_of(&arguments[0]) else { return mismatch("evidence", arguments) };
    let places = evidence_of(context, &elements)?;
    Ok(Value::list(places.into_iter().map(Value::map).collect()))
}

/// The nodes and relationships in a value; none where there is something else in it.
fn elements_of(value: &Value) -> Option<Vec<Value>> {
    Some(match value {
        Value::Null => Vec::new(),
        Value::Node(_) | Value::Relationship(_) => vec![value.clone()],
        Value::Path(path) => {
            let rels = path.rels.iter().map(|rel| Value::Relationship(*rel));
            rels.chain(path.nodes.iter().map(|node| Value::Node(*node))).collect()
        }
        Value::List(items) => {
            items.iter().map(elements_of).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect()
        }
        _ => return None,
    })
}

/// The places of nodes and relationships as maps.
pub fn evidence_of(context: &FunctionContext<'_>, elements: &[Value]) -> Result<Vec<MapValue>, EvalError> {
    let mut seen: HashSet<Grouped> = HashSet::new();
    let mut elements: Vec<&Value> =
        elements.iter().filter(|element| seen.insert(Grouped((*element).clone()))).collect();
    elements.sort_by_key(|element| matches!(element, Value::Node(_)));
    let ends = ends_of(context.graph, &elements);
    let words: Vec<Vec<String>> = elements.iter().map(|element| words_of(context.graph, element)).collect();
    let mut found: Vec<Found> = Vec::new();
    let mut known: BTreeMap<(Arc<str>, Arc<str>), usize> = BTreeMap::new();
    for (number, element) in elements.iter().enumerate() {
        for place in places(context.graph, element)? {
            let text = |name: &str| match place.get(name) {
                Some(Value::String(text)) => text.clone(),
                _ => "".into(),
            };
            let (key, sentence) = ((text("document"), text("quote")), text("quote"));
            // One thing may stand twice in a sentence: those are two places.
            let at = known.get(&key).copied().filter(|at| found[*at].told_by.last() != Some(&number));
            let is_told = matches!(element, Value::Node(node) if ends.contains(node))
                && found.first().is_some_and(|found| found.n_rels > 0);
            if is_told && at.is_none() {
                continue;
            }
            let at = at.unwrap_or_else(|| {
                found.push(Found { place, sentence, told_by: Vec::new(), n_rels: 0 });
                known.insert(key, found.len() - 1);
                found.len() - 1
            });
            found[at].told_by.push(number);
            found[at].n_rels += usize::from(matches!(element, Value::Relationship(_)));
        }
    }
    if elements.len() > 1 && elements.len() * found.len() <= MAX_COMPARED {
        // A relationship is not told by the name of one of its ends.
        let is_node = |number: &usize| matches!(elements[*number], Value::Node(_));
        let nodes: Vec<usize> = (0..elements.len()).filter(is_node).collect();
        found.iter_mut().for_each(|place| place.add_named(&nodes, &words));
    }
    if elements.len() > 1 {
        let confidence = |found: &Found| found.place.get("confidence").and_then(as_float).unwrap_or(0.0);
        found.sort_by(|a, b| {
            let told = |found: &Found| (found.n_rels, found.told_by.len());
            told(b).cmp(&told(a)).then_with(|| confidence(b).total_cmp(&confidence(a)))
        });
    }
    Ok(found.into_iter().map(|found| found.finished(context, &words)).collect())
}

/// The nodes that relationships lead from and to: where these were read from a sentence, it tells of their ends too.
fn ends_of(graph: &dyn GraphView, elements: &[&Value]) -> HashSet<NodeId> {
    let ends = elements.iter().filter_map(|element| match element {
        Value::Relationship(rel) if graph.has_rel(*rel) => Some(graph.rel_ends(*rel)),
        _ => None,
    });
    ends.flat_map(|ends| [ends.start, ends.end]).collect()
}

/// Things times places up to which every sentence is searched for every thing's names.
const MAX_COMPARED: usize = 1_000_000;

/// A place, and which of the things asked it tells of, by their numbers.
struct Found {
    place: MapValue,
    sentence: Arc<str>,
    told_by: Vec<usize>,
    /// How many relationships were read from it.
    n_rels: usize,
}

impl Found {
    /// Adds the nodes that the sentence names, though they are known from other places.
    fn add_named(&mut self, nodes: &[usize], words: &[Vec<String>]) {
        let names = |words: &[String]| {
            words.iter().any(|word| !word.is_empty() && self.sentence.contains(word.as_str()))
        };
        let more = nodes.iter().copied();
        let more: Vec<usize> =
            more.filter(|number| !self.told_by.contains(number) && names(&words[*number])).collect();
        self.told_by.extend(more);
    }

    /// The place with its document, its line, and the words that are meant.
    fn finished(self, context: &FunctionContext<'_>, words: &[Vec<String>]) -> MapValue {
        let mut place = self.place;
        add_document(context, &mut place);
        let words: Vec<String> =
            self.told_by.iter().flat_map(|number| words[*number].iter().cloned()).collect();
        let matched = marks(&self.sentence, &words);
        let span = |(from, to): (usize, usize)| Value::list(vec![number(from), number(to)]);
        place.insert("sentence".into(), place.get("quote").cloned().unwrap_or_default());
        place.insert("matched".into(), Value::list(matched.into_iter().map(span).collect()));
        place
    }
}

fn number(n: usize) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The places as the graph keeps them.
fn places(graph: &dyn GraphView, element: &Value) -> Result<Vec<MapValue>, EvalError> {
    let property = |name: &str| {
        let key = graph.vocabulary().key(name);
        match (element, key) {
            (Value::Node(node), Some(key)) => graph.node_property(*node, key),
            (Value::Relationship(rel), Some(key)) => graph.rel_property(*rel, key),
            _ => Value::Null,
        }
    };
    match element {
        Value::Node(node) if !graph.has_node(*node) => return Err(EvalError::deleted()),
        Value::Relationship(rel) if !graph.has_rel(*rel) => return Err(EvalError::deleted()),
        _ => {}
    }
    let mut places: Vec<MapValue> = Vec::new();
    for (entry, list) in LISTS {
        let Value::List(items) = property(list) else { continue };
        places.resize_with(places.len().max(items.len()), MapValue::new);
        for (place, item) in places.iter_mut().zip(items.iter()) {
            place.insert(entry.into(), item.clone());
        }
    }
    Ok(places)
}

/// Adds title, year and path of the document that a place names, and the line in its file.
fn add_document(context: &FunctionContext<'_>, place: &mut MapValue) {
    let Some(document) = place.get("document").and_then(|doc| document(context.graph, doc)) else { return };
    let property = |name: &str| {
        let key = context.graph.vocabulary().key(name);
        key.map(|key| context.graph.node_property(document, key)).unwrap_or_default()
    };
    for entry in OF_DOCUMENT {
        let value = property(entry);
        if !value.is_null() {
            place.insert(entry.into(), value);
        }
    }
    let line = match (property("path"), property("sha256"), place.get("start")) {
        (Value::String(path), Value::String(hash), Some(Value::Integer(start))) => {
            usize::try_from(*start).ok().and_then(|start| line_of(context, &path, &hash, start))
        }
        _ => None,
    };
    place.insert("line".into(), line.map_or(Value::Null, number));
}

/// The document that evidence calls so.
fn document(graph: &dyn GraphView, doc: &Value) -> Option<NodeId> {
    let names = graph.vocabulary();
    let (label, key) = (names.label("Document")?, names.key("doc")?);
    let found = graph.find_nodes(IndexKey { label, key }, doc).unwrap_or_else(|| {
        // A graph made by hand has no index.
        let mut all = Vec::new();
        graph.scan_nodes(Some(label), NodeId(0), usize::MAX, &mut all);
        all.retain(|node| equality(&graph.node_property(*node, key), doc) == Some(true));
        all
    });
    found.first().copied()
}
