//! Whether a value is the expected one: 1 and 1.0 differ, floats may differ in the last digits, NaN equals itself,
//! nodes and relationships are compared by what can be seen of them, a temporal value by its text.

use std::collections::BTreeMap;
use std::sync::Arc;

use tuzhi::result::Elements;
use tuzhi::value::{NodeId, Path, RelId, Value};

use super::notation::{Expected, ExpectedNode, ExpectedRel, ExpectedStep};

/// How values are compared.
#[derive(Clone, Copy)]
pub(crate) struct Comparison<'e> {
    /// What the ids in the values stand for.
    pub(crate) elements: &'e Elements,
    /// Whether the order of elements in lists is left out of account.
    pub(crate) bags: bool,
}

impl Comparison<'_> {
    /// Compares two rows.
    pub(crate) fn same_row(&self, expected: &[Expected], found: &[Value]) -> bool {
        expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| self.same(e, f))
    }

    /// Compares two values.
    pub(crate) fn same(&self, expected: &Expected, found: &Value) -> bool {
        match (expected, found) {
            (Expected::Null, Value::Null) => true,
            (Expected::Boolean(e), Value::Boolean(f)) => e == f,
            (Expected::Integer(e), Value::Integer(f)) => e == f,
            (Expected::Float(e), Value::Float(f)) => same_float(*e, *f),
            (Expected::Text(e), Value::String(f)) => e.as_str() == &**f,
            (
                Expected::Text(e),
                Value::Date(_)
                | Value::LocalTime(_)
                | Value::Time(_)
                | Value::LocalDateTime(_)
                | Value::DateTime(_)
                | Value::Duration(_),
            ) => *e == found.to_string(),
            (Expected::List(e), Value::List(f)) if self.bags => {
                missing(e, f, |e, f| self.same(e, f)).is_none() && e.len() == f.len()
            }
            (Expected::List(e), Value::List(f)) => self.same_row(e, f),
            (Expected::Map(e), Value::Map(f)) => self.same_entries(e, f.iter()),
            (Expected::Node(e), Value::Node(f)) => self.same_node(e, *f),
            (Expected::Rel(e), Value::Relationship(f)) => self.same_rel(e, *f),
            (Expected::Path(nodes, steps), Value::Path(f)) => self.same_path(nodes, steps, f),
            _ => false,
        }
    }

    fn same_entries<'v>(
        &self,
        expected: &BTreeMap<String, Expected>,
        found: impl ExactSizeIterator<Item = (&'v Arc<str>, &'v Value)>,
    ) -> bool {
        expected.len() == found.len()
            && found.into_iter().all(|(key, value)| expected.get(&**key).is_some_and(|e| self.same(e, value)))
    }

    fn same_node(&self, expected: &ExpectedNode, found: NodeId) -> bool {
        let Some(node) = self.elements.nodes.get(&found) else { return false };
        node.labels.len() == expected.labels.len()
            && node.labels.iter().all(|label| expected.labels.contains(&**label))
            && self
                .same_entries(&expected.properties, node.properties.iter().map(|(key, value)| (key, value)))
    }

    fn same_rel(&self, expected: &ExpectedRel, found: RelId) -> bool {
        let Some(rel) = self.elements.rels.get(&found) else { return false };
        *expected.rel_type == *rel.rel_type
            && self.same_entries(&expected.properties, rel.properties.iter().map(|(key, value)| (key, value)))
    }

    fn same_path(&self, nodes: &[ExpectedNode], steps: &[ExpectedStep], found: &Path) -> bool {
        let same_step = |i: usize, step: &ExpectedStep| {
            let rel = found.rels[i];
            let forward = self.elements.rels.get(&rel).is_some_and(|record| record.start == found.nodes[i]);
            step.forward == forward && self.same_rel(&step.rel, rel)
        };
        nodes.len() == found.nodes.len()
            && steps.len() == found.rels.len()
            && nodes.iter().zip(&found.nodes).all(|(e, f)| self.same_node(e, *f))
            && steps.iter().enumerate().all(|(i, step)| same_step(i, step))
    }
}

/// The first expected item without a partner of its own among what was found.
pub(crate) fn missing<'e, E, F>(
    expected: &'e [E],
    found: &[F],
    same: impl Fn(&E, &F) -> bool,
) -> Option<&'e E> {
    let mut rest: Vec<&F> = found.iter().collect();
    expected.iter().find(|e| match rest.iter().position(|f| same(e, f)) {
        Some(i) => {
            rest.swap_remove(i);
            false
        }
        None => true,
    })
}

fn same_float(expected: f64, found: f64) -> bool {
    (expected.is_nan() && found.is_nan())
        || expected == found
        || (expected - found).abs() <= 1e-13 * expected.abs().max(found.abs())
}
