//! RDF 1.1: Turtle, N-Triples and JSON-LD, with the evidence in the terms of PROV-O.
//!
//! A node is a resource with its labels as classes, a relationship a triple. A relationship with properties is stated
//! once more as an `rdf:Statement` that bears them. Each place of evidence is a `prov:Entity`: its `prov:value` is the
//! sentence, `prov:wasQuotedFrom` the document, and what it shows `prov:wasDerivedFrom` it.

use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{GraphNameRef, Literal, NamedNode, NamedNodeRef, Term, Triple};
use oxttl::{NTriplesSerializer, TurtleSerializer};

use super::evidence::{is_evidence, places};
use super::part::{Part, cell};
use super::selection::Selection;
use crate::graph::GraphView;
use crate::value::Value;

/// Where the names of resources and of the graph's own terms begin.
const RESOURCE: &str = "urn:tuzhi:";
const TERM: &str = "urn:tuzhi:term:";
const PROV: &str = "http://www.w3.org/ns/prov#";

const PREFIXES: [(&str, &str); 5] = [
    ("tz", TERM),
    ("prov", PROV),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Writes the selected part as Turtle.
pub(super) fn write_turtle(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    triples(graph, selection, &mut |triple| writer.serialize_triple(triple))?;
    writer.finish().map(|_| ())
}

/// Writes the selected part as N-Triples.
pub(super) fn write_ntriples(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
) -> io::Result<()> {
    let mut writer = NTriplesSerializer::new().for_writer(out);
    triples(graph, selection, &mut |triple| writer.serialize_triple(triple))?;
    writer.finish();
    Ok(())
}

/// Writes the selected part as JSON-LD.
pub(super) fn write_jsonld(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
) -> io::Result<()> {
    let mut serializer = JsonLdSerializer::new();
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    triples(graph, selection, &mut |triple| {
        writer.serialize_quad(triple.as_ref().in_graph(GraphNameRef::DefaultGraph))
    })?;
    writer.finish()?.write_all(b"\n")
}

type Emit<'e> = dyn FnMut(&Triple) -> io::Result<()> + 'e;

fn triples(graph: &dyn GraphView, selection: &Selection, emit: &mut Emit<'_>) -> io::Result<()> {
    let part = Part::new(graph, selection);
    for node in part.nodes() {
        let subject = resource("node", &node.id.0.to_string());
        for label in &node.labels {
            emit(&Triple::new(subject.clone(), rdf::TYPE, term(label)))?;
        }
        emit(&Triple::new(subject.clone(), rdfs::LABEL, Literal::new_simple_literal(&node.caption)))?;
        describe(&subject, &node.properties, emit)?;
        // The document that evidence names is this node.
        let doc =
            node.properties.iter().find(|(name, _)| *name == "doc" && node.labels.contains(&"Document"));
        if let Some((_, doc)) = doc {
            let same = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#sameAs");
            emit(&Triple::new(subject, same, resource("document", &cell(doc))))?;
        }
    }
    for rel in part.rels() {
        let [start, end] = [rel.start, rel.end].map(|node| resource("node", &node.0.to_string()));
        let predicate = term(rel.rel_type);
        emit(&Triple::new(start.clone(), predicate.clone(), end.clone()))?;
        if !rel.properties.is_empty() {
            let statement = resource("relationship", &rel.id.0.to_string());
            emit(&Triple::new(statement.clone(), rdf::TYPE, rdf::STATEMENT))?;
            emit(&Triple::new(statement.clone(), rdf::SUBJECT, start))?;
            emit(&Triple::new(statement.clone(), rdf::PREDICATE, predicate))?;
            emit(&Triple::new(statement.clone(), rdf::OBJECT, end))?;
            describe(&statement, &rel.properties, emit)?;
        }
    }
    Ok(())
}

/// The properties of a subject and its evidence.
fn describe(subject: &NamedNode, properties: &[(&str, Value)], emit: &mut Emit<'_>) -> io::Result<()> {
    for (name, value) in properties.iter().filter(|(name, _)| !is_evidence(name)) {
        let items = match value {
            Value::List(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        for item in &items {
            emit(&Triple::new(subject.clone(), term(name), literal(item)))?;
        }
    }
    for (at, evidence) in places(properties).enumerate() {
        let place = NamedNode::new_unchecked(format!("{}:evidence:{at}", subject.as_str()));
        emit(&Triple::new(subject.clone(), prov("wasDerivedFrom"), place.clone()))?;
        emit(&Triple::new(place.clone(), rdf::TYPE, prov("Entity")))?;
        emit(&Triple::new(place.clone(), prov("value"), literal(&evidence.part("quote"))))?;
        let doc = evidence.part("doc");
        if !doc.is_null() {
            emit(&Triple::new(place.clone(), prov("wasQuotedFrom"), resource("document", &cell(&doc))))?;
        }
        for name in ["section", "start", "end", "rule", "confidence"] {
            let value = evidence.part(name);
            if !value.is_null() {
                emit(&Triple::new(place.clone(), term(name), literal(&value)))?;
            }
        }
    }
    Ok(())
}

/// A value as a literal of XML Schema's types.
fn literal(value: &Value) -> Term {
    let typed = |datatype: NamedNodeRef<'_>| Literal::new_typed_literal(cell(value), datatype);
    let literal = match value {
        Value::Boolean(flag) => Literal::from(*flag),
        Value::Integer(number) => Literal::from(*number),
        Value::Float(number) => Literal::from(*number),
        Value::Date(_) => typed(xsd::DATE),
        Value::Time(_) | Value::LocalTime(_) => typed(xsd::TIME),
        Value::LocalDateTime(_) => typed(xsd::DATE_TIME),
        Value::Duration(_) => typed(xsd::DURATION),
        // A moment with the name of its zone is none of XML Schema's.
        other => Literal::new_simple_literal(cell(other)),
    };
    literal.into()
}

fn resource(kind: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{RESOURCE}{kind}:{}", escaped(name)))
}

fn term(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{TERM}{}", escaped(name)))
}

fn prov(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{PROV}{name}"))
}

/// A name as part of an IRI: letters and digits of any script stay, all else stands percent-encoded.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}
