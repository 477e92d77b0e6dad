//! The whole way from facts to a graph.

use crate::extract::{Fact, Lexicon};
use crate::graph::{Change, GraphError, GraphStore, PropertyGraph};
use crate::value::Value;

/// The graph of all facts of all documents.
pub fn build(facts: Vec<Fact>, _lexicon: &Lexicon) -> Result<PropertyGraph, GraphError> {
    let mut graph = PropertyGraph::new();
    for fact in &facts {
        if let Fact::Document(document) = fact {
            let label = graph.intern_label("Document");
            let properties = vec![
                (graph.intern_key("title"), Value::string(document.title.as_str())),
                (graph.intern_key("path"), Value::string(document.path.as_str())),
            ];
            let id = graph.new_node_id()?;
            graph.apply(Change::CreateNode { id, labels: vec![label], properties })?;
        }
    }
    Ok(graph)
}
