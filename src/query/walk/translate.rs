//! The query that a walk stands for.

use std::fmt::Write as _;

use super::places::{Place, place_of, type_of};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::{
    ArrowDirection, Literal, PlaceName, Walk, WalkFilter, WalkPlace, WalkStep, WalkTail, written_name,
};
use crate::query::parser::{is_walk, parse_walk};
use crate::value::{Value, float_text, quoted};

/// What shows a thing: its name, a document's title, a figure as it was written.
const SHOWN: [&str; 3] = ["name", "title", "text"];

/// The name of the column that counts.
const NUMBER: &str = "个数";

/// The query that a walk stands for in a graph; none for what is no walk.
///
/// ```
/// use tuzhi::database::{Database, Params};
/// use tuzhi::query::walk::walk_to_cypher;
/// let mut database = Database::default();
/// database.session().run("CREATE (:Region {name: '江阴市'})-[:DEVELOPS]->(:Industry {name: '氢能'})", &Params::new())?;
/// let query = walk_to_cypher("江阴市 -DEVELOPS-> Industry", database.graph())?.unwrap();
/// assert_eq!(
///     query,
///     "MATCH (n1:Region {name: '江阴市'})-[:DEVELOPS]->(n2:Industry)\n\
///      RETURN DISTINCT n2.name AS Industry"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn walk_to_cypher(text: &str, graph: &dyn GraphView) -> Result<Option<String>, QueryError> {
    translate(text, graph, false)
}

/// The same, with the paths that were walked in a column before the others and nothing counted: what a picture is drawn of.
pub fn walk_to_paths(text: &str, graph: &dyn GraphView) -> Result<Option<String>, QueryError> {
    translate(text, graph, true)
}

fn translate(text: &str, graph: &dyn GraphView, gives_paths: bool) -> Result<Option<String>, QueryError> {
    if !is_walk(text) {
        return Ok(None);
    }
    let (mut walk, mode) = parse_walk(text)?;
    if gives_paths {
        walk.tail.retain(|part| !matches!(part, WalkTail::Count(_)));
    }
    let mut writer = Writer { graph, gives_paths, columns: Vec::new(), n_places: 0 };
    Ok(Some(format!("{mode}{}", writer.query(&walk)?)))
}

/// Writes one query.
struct Writer<'g> {
    graph: &'g dyn GraphView,
    gives_paths: bool,
    /// What is shown, with the name of its column.
    columns: Vec<(String, String)>,
    n_places: usize,
}

impl Writer<'_> {
    fn query(&mut self, walk: &Walk) -> Result<String, QueryError> {
        let mut pattern = self.place(&walk.start)?;
        for (step, place) in &walk.steps {
            pattern += &self.step(step)?;
            pattern += &self.place(place)?;
        }
        let names_ends = self.columns.is_empty();
        let path = if names_ends || self.gives_paths { "p = " } else { "" };
        let mut out = format!("MATCH {path}{pattern}");
        if self.gives_paths {
            self.columns.insert(0, ("p".into(), "p".into()));
        }
        if names_ends {
            // From one thing to another: the ways between them.
            let shown = SHOWN.map(|key| format!("n.{key}")).join(", ");
            self.columns.push((format!("[n IN nodes(p) | coalesce({shown})]"), "途经".into()));
            self.columns.push(("[r IN relationships(p) | type(r)]".into(), "关系".into()));
        }
        for tail in &walk.tail {
            if let WalkTail::Sort(key, _) = tail
                && !self.columns.iter().any(|(_, name)| *name == *key.text)
                && *key.text != *NUMBER
            {
                self.columns
                    .push((format!("n{}.{}", self.n_places, written_name(&key.text)), key.text.to_string()));
            }
        }
        let items: Vec<String> =
            self.columns.iter().map(|(expr, name)| format!("{expr} AS {}", written_name(name))).collect();
        out += &tail(&format!("DISTINCT {}", items.join(", ")), &self.columns, &walk.tail)?;
        Ok(out)
    }

    fn place(&mut self, place: &WalkPlace) -> Result<String, QueryError> {
        self.n_places += 1;
        let variable = format!("n{}", self.n_places);
        let mut out = format!("({variable}");
        let mut conditions: Vec<String> = Vec::new();
        let names = self.graph.vocabulary();
        match &place.what {
            PlaceName::Any => self.show(&variable, None, "?"),
            PlaceName::AnyOf(word) => {
                let label = names.label(&word.text);
                if let Some(label) = label {
                    let _ = write!(out, ":{}", written_name(names.label_name(label)));
                }
                self.show(&variable, label, &word.text);
            }
            PlaceName::Word(word) => match place_of(self.graph, word)? {
                Place::Labelled(label) => {
                    let _ = write!(out, ":{}", written_name(names.label_name(label)));
                    self.show(&variable, Some(label), &word.text);
                }
                Place::Named(nodes) => match &nodes[..] {
                    [node] if self.is_told_by_name(*node) => out += &self.by_name(*node),
                    _ => {
                        let ids: Vec<String> = nodes.iter().map(|node| node.0.to_string()).collect();
                        conditions.push(format!("id({variable}) IN [{}]", ids.join(", ")));
                    }
                },
            },
        }
        conditions.extend(place.filters.iter().map(|filter| self.condition(&variable, filter)));
        if !conditions.is_empty() {
            let _ = write!(out, " WHERE {}", conditions.join(" AND "));
        }
        out.push(')');
        Ok(out)
    }

    /// Whether a node's first label and name tell it from all others.
    fn is_told_by_name(&self, node: crate::value::NodeId) -> bool {
        let has_name = |key| matches!(self.graph.node_property(node, key), Value::String(_));
        !self.graph.labels(node).is_empty() && self.graph.vocabulary().key("name").is_some_and(has_name)
    }

    fn by_name(&self, node: crate::value::NodeId) -> String {
        let names = self.graph.vocabulary();
        let name = names.key("name").map_or(Value::Null, |key| self.graph.node_property(node, key));
        let label = self.graph.labels(node).first().map_or("", |label| names.label_name(*label));
        format!(":{} {{name: {}}}", written_name(label), quoted(&name.to_text()))
    }

    /// Adds a column for a place.
    fn show(&mut self, variable: &str, label: Option<crate::graph::LabelId>, name: &str) {
        let has = |key: &&&str| label.is_none_or(|label| self.has_key(label, key));
        let keys: Vec<String> = SHOWN.iter().filter(has).map(|key| format!("{variable}.{key}")).collect();
        let shown = match &keys[..] {
            [] => variable.to_owned(),
            [key] => key.clone(),
            keys => format!("coalesce({})", keys.join(", ")),
        };
        let n_same =
            self.columns.iter().filter(|(_, other)| other.trim_end_matches(char::is_numeric) == name);
        let name = match n_same.count() {
            0 => name.to_owned(),
            n => format!("{name}{}", n + 1),
        };
        self.columns.push((shown, name));
    }

    /// Whether the first nodes with a label have a property.
    fn has_key(&self, label: crate::graph::LabelId, key: &str) -> bool {
        let Some(key) = self.graph.vocabulary().key(key) else { return false };
        let mut nodes = Vec::new();
        self.graph.scan_nodes(Some(label), crate::value::NodeId(0), 16, &mut nodes);
        nodes.iter().any(|node| !self.graph.node_property(*node, key).is_null())
    }

    /// What a property fulfils, under the property's own name.
    fn condition(&self, variable: &str, filter: &WalkFilter) -> String {
        let names = self.graph.vocabulary();
        let key = names.key(&filter.key.text).map_or(&*filter.key.text, |key| names.key_name(key));
        let value = match &filter.value {
            Literal::Null => "null".to_owned(),
            Literal::Boolean(value) => value.to_string(),
            Literal::Integer(value) => value.to_string(),
            Literal::Float(value) => float_text(*value),
            Literal::String(text) => quoted(text),
            Literal::Quantity(quantity) => quantity.to_string(),
        };
        let sign = if filter.negated { "-" } else { "" };
        format!("{variable}.{} {} {sign}{value}", written_name(key), filter.operator)
    }

    fn step(&self, step: &WalkStep) -> Result<String, QueryError> {
        let names = self.graph.vocabulary();
        let mut detail = String::new();
        for (at, word) in step.types.iter().enumerate() {
            let rel_type = type_of(self.graph, word)?;
            detail.push(if at == 0 { ':' } else { '|' });
            detail += &written_name(names.type_name(rel_type));
        }
        if let Some(length) = step.length {
            detail.push('*');
            detail += &match (length.min, length.max) {
                (None, None) => String::new(),
                (min, max) if min == max => min.map_or(String::new(), |min| min.to_string()),
                (min, max) => {
                    let text = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
                    format!("{}..{}", text(min), text(max))
                }
            };
        }
        if !step.filters.is_empty() {
            let conditions: Vec<String> = step
                .filters
                .iter()
                .map(|filter| self.condition(&format!("r{}", self.n_places), filter))
                .collect();
            detail = format!("r{}{detail} WHERE {}", self.n_places, conditions.join(" AND "));
        }
        let detail = if detail.is_empty() { detail } else { format!("[{detail}]") };
        Ok(match step.direction {
            ArrowDirection::Right => format!("-{detail}->"),
            ArrowDirection::Left => format!("<-{detail}-"),
            ArrowDirection::Either => format!("-{detail}-"),
        })
    }
}

/// `RETURN …`, or as many `WITH`s before it as are counted.
fn tail(items: &str, columns: &[(String, String)], tail: &[WalkTail]) -> Result<String, QueryError> {
    let (mut out, mut items) = (String::new(), items.to_owned());
    let mut columns: Vec<String> = columns.iter().map(|(_, name)| written_name(name)).collect();
    let (mut order, mut skip, mut limit) = (String::new(), String::new(), String::new());
    for part in tail {
        match part {
            WalkTail::Sort(key, is_down) => {
                let sign = if *is_down { " DESC" } else { "" };
                order = format!(" ORDER BY {}{sign}", written_name(&key.text));
            }
            WalkTail::Skip(count) => skip = format!(" SKIP {count}"),
            WalkTail::Limit(count) => limit = format!(" LIMIT {count}"),
            WalkTail::Count(by) => {
                let _ = write!(out, "\nWITH {items}{order}{skip}{limit}");
                (order, skip, limit) = (String::new(), String::new(), String::new());
                match by {
                    None => {
                        items = format!("count(*) AS {NUMBER}");
                        columns = vec![NUMBER.into()];
                    }
                    Some(by) => {
                        let by_name = written_name(&by.text);
                        if !columns.contains(&by_name) {
                            let message =
                                format!("`{}` is none of the columns {}", by.text, columns.join(", "));
                            return Err(QueryError::syntax("UnknownColumn", message).at(by.span));
                        }
                        items = format!("{by_name}, count(*) AS {NUMBER}");
                        order = format!(" ORDER BY {NUMBER} DESC, {by_name}");
                        columns = vec![by_name, NUMBER.into()];
                    }
                }
            }
        }
    }
    let _ = write!(out, "\nRETURN {items}{order}{skip}{limit}");
    Ok(out)
}
