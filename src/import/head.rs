//! The head of the text form: other names, indexes and rules.

use serde::Deserialize;

use crate::graph::{Change, GraphStore as _, IndexKey, NameTable, PropertyGraph, Rule, RuleKind, RuleOf};

/// What a name is a name of.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Of {
    Label,
    Type,
    Key,
}

impl From<Of> for NameTable {
    fn from(of: Of) -> Self {
        match of {
            Of::Label => Self::Label,
            Of::Type => Self::Type,
            Of::Key => Self::Key,
        }
    }
}

/// A line of a named index or constraint.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleLine {
    rule: String,
    of: Of,
    name: String,
    keys: Vec<String>,
    /// `index`, `unique`, `exists`, `key`, or the type that values have.
    says: String,
    owns_indexes: bool,
}

impl RuleLine {
    /// The change that has the graph remember it.
    pub(super) fn change(self, graph: &mut PropertyGraph) -> Result<Change, String> {
        let of = match self.of {
            Of::Label => RuleOf::Nodes(graph.intern_label(&self.name)),
            Of::Type => RuleOf::Rels(graph.intern_type(&self.name)),
            Of::Key => return Err("a rule is of a `label` or of a `type`".to_owned()),
        };
        let kind = match self.says.as_str() {
            "index" => RuleKind::Index,
            "unique" => RuleKind::Unique,
            "exists" => RuleKind::Exists,
            "key" => RuleKind::Key,
            value_type => RuleKind::Typed(value_type.into()),
        };
        if self.keys.is_empty() {
            return Err("a rule has at least one key".to_owned());
        }
        let keys = self.keys.iter().map(|key| graph.intern_key(key)).collect();
        let rule = Rule { name: self.rule.into(), of, keys, kind, owns_indexes: self.owns_indexes };
        Ok(Change::AddRule(rule.into()))
    }
}

/// The change that makes an index.
pub(super) fn index(graph: &mut PropertyGraph, label: &str, key: &str) -> Change {
    Change::CreateIndex(IndexKey { label: graph.intern_label(label), key: graph.intern_key(key) })
}
