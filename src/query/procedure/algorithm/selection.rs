//! Which part of the graph an algorithm works on.
//!
//! ```text
//! ()                                           the whole graph
//! ('Region', 'PART_OF')                        nodes of a label, relationships of a type; lists of them too
//! ({nodes: …, relationships: …, paths: …})     labels and types, or what a pattern found: collect(n), collect(r), collect(p)
//! ```
//!
//! Options stand in the same map, or in one of their own behind labels and types.

use std::collections::BTreeSet;

use crate::graph::subgraph::{Edge, Route, Rows, Stopped, Subgraph, Watch};
use crate::graph::{GraphView, LabelId, NameTable, TypeId};
use crate::query::ErrorClass;
use crate::query::function::EvalError;
use crate::query::procedure::input::{Options, did_you_mean, wrong};
use crate::query::procedure::native::{Found, FoundColumn, ProcedureContext, ProcedureInput, stopped};
use crate::value::arithmetic::as_float;
use crate::value::{NodeId, Path, RelId, Value};

/// The inputs that say which part; those of a procedure's own stand before them.
pub(super) const PART: [ProcedureInput; 3] = [
    ProcedureInput::optional("nodes", "ANY"),
    ProcedureInput::optional("relationships", "ANY"),
    ProcedureInput::optional("options", "MAP"),
];

/// Options of every algorithm.
const COMMON: [&str; 5] = ["nodes", "relationships", "paths", "weight", "directed"];

/// Relationships that a part may have.
const MAX_EDGES: usize = 50_000_000;

/// Steps of an algorithm that looks at the whole part from each node.
const MAX_WORK: usize = 20_000_000_000;

/// The part as it is found: of whole types it is left where it is.
pub(super) enum Part<'g> {
    InPlace(Rows<'g>),
    Copied(Subgraph),
}

/// The part, and how to work on it.
pub(super) struct Selection<G = Subgraph> {
    pub(super) graph: G,
    pub(super) options: Options,
    /// Whether a property gives the weights.
    pub(super) weighted: bool,
}

/// Nodes and relationships as an argument names them.
enum Chosen<T, N> {
    All,
    Named(Vec<N>),
    Found(BTreeSet<T>),
}

/// The part that the arguments say; `known` are the options of the algorithm itself.
pub(super) fn select(
    context: &ProcedureContext<'_>,
    arguments: &[Value],
    known: &[&str],
) -> Result<Selection, EvalError> {
    let Selection { graph, options, weighted } = select_in_place(context, arguments, known)?;
    let mut copy = match graph {
        Part::Copied(copy) => copy,
        Part::InPlace(rows) => watched(context, |watch| rows.pack(watch))?,
    };
    let graph = context.functions.graph;
    let weight = options.text("weight")?;
    match (weight, weight.and_then(|name| graph.vocabulary().key(name))) {
        (Some(name), None) if copy.n_edges() > 0 => {
            let keys = graph.vocabulary().names(NameTable::Key).iter().map(|key| &**key);
            let near = did_you_mean(name, keys);
            return Err(wrong(format!("nothing in this graph has the property `{name}`{near}")));
        }
        (_, Some(key)) => copy.weigh(|rel| weight_of(&graph.rel_property(rel, key)))?,
        (_, None) => {}
    }
    Ok(Selection { graph: copy, options, weighted })
}

/// The same for an algorithm that asks only where relationships lead; nothing is weighed.
pub(super) fn select_in_place<'g>(
    context: &ProcedureContext<'g>,
    arguments: &[Value],
    known: &[&str],
) -> Result<Selection<Part<'g>>, EvalError> {
    let [nodes, rels, more] = [0, 1, 2].map(|at| arguments.get(at).cloned().unwrap_or_default());
    let names: Vec<&str> = COMMON.iter().chain(known).copied().collect();
    let mut map = match (&nodes, &more) {
        (Value::Map(map), _) | (_, Value::Map(map)) => (***map).clone(),
        (_, Value::Null) => Default::default(),
        (_, other) => return Err(wrong(format!("options are a map, found {}", other.type_name()))),
    };
    if !matches!(nodes, Value::Map(_)) {
        map.insert("nodes".into(), nodes);
        map.insert("relationships".into(), rels);
    }
    let options = Options::new(map, &names)?;
    let graph = context.functions.graph;
    let (nodes, rels) = chosen(graph, &options)?;
    let weighted = options.text("weight")?.is_some();
    let nodes = nodes_of(graph, &nodes, &rels);
    Ok(Selection { graph: part(graph, nodes, &rels)?, options, weighted })
}

impl Selection {
    /// Whether relationships are walked as they are drawn.
    pub(super) fn directed(&self, default: bool) -> Result<bool, EvalError> {
        self.options.flag("directed", default)
    }

    /// Refuses what looks at the whole part from each node where that would take days.
    pub(super) fn check_work(&self, name: &str) -> Result<(), EvalError> {
        let (n_nodes, n_edges) = (self.graph.n_nodes(), self.graph.n_edges());
        if n_nodes.saturating_mul(n_nodes + n_edges) <= MAX_WORK {
            return Ok(());
        }
        Err(too_large(format!(
            "`{name}` on {n_nodes} nodes and {n_edges} relationships would take too long; name labels and types, or hand in a part"
        )))
    }

    /// The place of a node that an argument names.
    pub(super) fn place(&self, name: &str, value: &Value) -> Result<u32, EvalError> {
        match value {
            Value::Node(node) => self
                .graph
                .place(*node)
                .ok_or_else(|| wrong(format!("`{name}` is not among the nodes of this part of the graph"))),
            other => Err(wrong(format!("`{name}` must be a node, found {}", other.type_name()))),
        }
    }

    /// A node as a value.
    pub(super) fn node(&self, place: u32) -> Value {
        Value::Node(self.graph.nodes()[place as usize])
    }

    /// An edge as it is in the graph.
    pub(super) fn edge(&self, edge: u32) -> Edge {
        self.graph.edge(edge)
    }

    /// A way as a path.
    pub(super) fn path(&self, route: &Route) -> Value {
        let nodes = route.nodes.iter().map(|place| self.graph.nodes()[*place as usize]).collect();
        let rels = route.edges.iter().map(|edge| self.edge(*edge).rel).collect();
        Value::Path(Path { nodes, rels }.into())
    }

    /// Each node with what was found for it, those first whose `scores` are greatest; equal ones in the order of the graph.
    pub(super) fn ranked(&self, scores: &[f64], found: &[FoundColumn]) -> Found {
        let mut order: Vec<(f64, u32)> = scores.iter().copied().zip(0..).collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let order: Vec<u32> = order.into_iter().map(|(_, place)| place).collect();
        let nodes = order.iter().map(|place| self.graph.nodes()[*place as usize]).collect();
        let found = found.iter().map(|column| column.gather(&order));
        Found::Columns(std::iter::once(FoundColumn::Nodes(nodes)).chain(found).collect())
    }
}

impl Part<'_> {
    /// The nodes, ascending.
    pub(super) fn nodes(&self) -> &[NodeId] {
        match self {
            Self::InPlace(rows) => rows.nodes(),
            Self::Copied(graph) => graph.nodes(),
        }
    }
}

/// The nodes, and those of the relationships that stand between two of them.
fn part<'g>(
    graph: &'g dyn GraphView,
    nodes: Vec<NodeId>,
    rels: &Chosen<RelId, TypeId>,
) -> Result<Part<'g>, EvalError> {
    let types = match rels {
        Chosen::Found(found) => {
            let found: Vec<_> = found
                .iter()
                .filter(|rel| graph.has_rel(**rel))
                .map(|rel| (*rel, graph.rel_ends(*rel)))
                .map(|(rel, ends)| (rel, ends.start, ends.end))
                .collect();
            return Ok(Part::Copied(Subgraph::new(nodes, &found)));
        }
        Chosen::Named(types) => BTreeSet::from_iter(types.iter().copied()).into_iter().collect(),
        Chosen::All => (0..)
            .map(TypeId)
            .zip(graph.vocabulary().names(NameTable::Type))
            .map(|(id, _)| id)
            .collect::<Vec<_>>(),
    };
    let n_edges: usize = types.iter().map(|rel_type| graph.n_rels_with_type(*rel_type)).sum();
    if n_edges > MAX_EDGES {
        return Err(too_large(format!(
            "the part has {n_edges} relationships, the limit is {MAX_EDGES}; name types, or hand in a part"
        )));
    }
    Ok(Part::InPlace(Rows::new(graph, nodes, types)))
}

/// Runs long work that may be stopped.
pub(super) fn watched<T>(
    context: &ProcedureContext<'_>,
    work: impl FnOnce(Watch<'_>) -> Result<T, Stopped>,
) -> Result<T, EvalError> {
    work(Watch::new(context.is_stopped)).map_err(|_| stopped())
}

fn too_large(message: String) -> EvalError {
    EvalError { class: ErrorClass::ExecutionError, detail: "LimitExceeded", message }
}

/// How much a relationship weighs by a property: 1 where it has none.
fn weight_of(value: &Value) -> Result<f64, EvalError> {
    let number = match value {
        Value::Null => Some(1.0),
        Value::Quantity(quantity) => Some(quantity.in_base()),
        other => as_float(other),
    };
    number
        .filter(|number| number.is_finite() && *number >= 0.0)
        .ok_or_else(|| wrong(format!("weights are numbers from 0 on, found {value}")))
}

type Parts = (Chosen<NodeId, LabelId>, Chosen<RelId, TypeId>);

fn chosen(graph: &dyn GraphView, options: &Options) -> Result<Parts, EvalError> {
    let mut nodes = choose(
        options.get("nodes"),
        "nodes",
        "label",
        |value| match value {
            Value::Node(node) => Some(*node),
            _ => None,
        },
        |name| graph.vocabulary().label(name),
        graph,
        NameTable::Label,
    )?;
    let mut rels = choose(
        options.get("relationships"),
        "relationships",
        "relationship type",
        |value| match value {
            Value::Relationship(rel) => Some(*rel),
            _ => None,
        },
        |name| graph.vocabulary().rel_type(name),
        graph,
        NameTable::Type,
    )?;
    if let Some(paths) = options.get("paths") {
        let (on, over) = of_paths(paths)?;
        let joined = |known: &mut BTreeSet<_>, more| known.extend(more);
        match &mut nodes {
            Chosen::Found(known) => joined(known, on),
            other => *other = Chosen::Found(on),
        }
        match &mut rels {
            Chosen::Found(known) => known.extend(over),
            other => *other = Chosen::Found(over),
        }
    }
    Ok((nodes, rels))
}

fn choose<T: Ord, N>(
    value: Option<&Value>,
    option: &str,
    what: &str,
    found: impl Fn(&Value) -> Option<T>,
    named: impl Fn(&str) -> Option<N>,
    graph: &dyn GraphView,
    table: NameTable,
) -> Result<Chosen<T, N>, EvalError> {
    let items = match value {
        None => return Ok(Chosen::All),
        Some(Value::List(items)) => items.to_vec(),
        Some(one) => vec![one.clone()],
    };
    let (mut names, mut elements) = (Vec::new(), BTreeSet::new());
    for item in items.iter().filter(|item| !item.is_null()) {
        match (item, found(item)) {
            (_, Some(element)) => {
                elements.insert(element);
            }
            (Value::String(name), _) => names.push(named(name).ok_or_else(|| {
                let known = graph.vocabulary().names(table).iter().map(|name| &**name);
                wrong(format!("nothing in this graph has the {what} `{name}`{}", did_you_mean(name, known)))
            })?),
            (other, _) => {
                return Err(wrong(format!(
                    "`{option}` are {option} or names of a {what}, found {}",
                    other.type_name()
                )));
            }
        }
    }
    match (names.is_empty(), elements.is_empty()) {
        (false, false) => Err(wrong(format!("`{option}` are either {option} or names, found both"))),
        (false, true) => Ok(Chosen::Named(names)),
        (true, _) => Ok(Chosen::Found(elements)),
    }
}

fn of_paths(paths: &Value) -> Result<(BTreeSet<NodeId>, BTreeSet<RelId>), EvalError> {
    let (mut nodes, mut rels) = (BTreeSet::new(), BTreeSet::new());
    let items = match paths {
        Value::List(items) => items.to_vec(),
        one => vec![one.clone()],
    };
    for item in &items {
        match item {
            Value::Path(path) => {
                nodes.extend(&path.nodes);
                rels.extend(&path.rels);
            }
            Value::Null => {}
            other => return Err(wrong(format!("`paths` are paths, found {}", other.type_name()))),
        }
    }
    Ok((nodes, rels))
}

/// The nodes; where only relationships were found, their ends.
fn nodes_of(
    graph: &dyn GraphView,
    nodes: &Chosen<NodeId, LabelId>,
    rels: &Chosen<RelId, TypeId>,
) -> Vec<NodeId> {
    let mut out = Vec::new();
    match (nodes, rels) {
        (Chosen::Found(found), _) => out.extend(found.iter().filter(|node| graph.has_node(**node))),
        (Chosen::Named(labels), _) => {
            for label in labels {
                graph.scan_nodes(Some(*label), NodeId(0), usize::MAX, &mut out);
            }
        }
        (Chosen::All, Chosen::Found(found)) => {
            let ends = found.iter().filter(|rel| graph.has_rel(**rel)).map(|rel| graph.rel_ends(*rel));
            out.extend(ends.flat_map(|ends| [ends.start, ends.end]));
        }
        (Chosen::All, _) => {
            graph.scan_nodes(None, NodeId(0), usize::MAX, &mut out);
        }
    }
    out
}
