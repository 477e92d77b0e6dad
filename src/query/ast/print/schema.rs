//! Indexes and constraints.

use std::fmt::{Display, Formatter, Result};

use super::names::{AnyName, write_list};
use crate::graph::RuleKind;
use crate::query::ast::{Name, SchemaAction, SchemaCommand, SchemaTarget};

impl Display for SchemaCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let [created, dropped] = match self.lenient {
            true => [" IF NOT EXISTS", " IF EXISTS"],
            false => ["", ""],
        };
        match &self.action {
            SchemaAction::Lookup => {
                write!(f, "CREATE LOOKUP INDEX{created} FOR (n) ON EACH labels(n)")
            }
            SchemaAction::Drop { name, constraint } => {
                let what = if *constraint { "CONSTRAINT" } else { "INDEX" };
                write!(f, "DROP {what} {}{dropped}", AnyName(&name.text))
            }
            SchemaAction::DropOn { label, keys } => {
                write!(f, "DROP INDEX ON :{}(", AnyName(&label.text))?;
                write_list(f, keys, |f, key| write!(f, "{}", AnyName(&key.text)))?;
                write!(f, "){dropped}")
            }
            SchemaAction::Create { name, of, keys, kind } => {
                let [what, before] = match kind {
                    RuleKind::Index => ["INDEX", "ON"],
                    _ => ["CONSTRAINT", "REQUIRE"],
                };
                write!(f, "CREATE {what}")?;
                name.iter().try_for_each(|name| write!(f, " {}", AnyName(&name.text)))?;
                write!(f, "{created} FOR ")?;
                match of {
                    SchemaTarget::Nodes(label) => write!(f, "(e:{})", AnyName(&label.text))?,
                    SchemaTarget::Rels(rel_type) => write!(f, "()-[e:{}]-()", AnyName(&rel_type.text))?,
                }
                write!(f, " {before} (")?;
                write_list(f, keys, |f, key: &Name| write!(f, "e.{}", AnyName(&key.text)))?;
                match kind {
                    RuleKind::Index => f.write_str(")"),
                    RuleKind::Unique => f.write_str(") IS UNIQUE"),
                    RuleKind::Exists => f.write_str(") IS NOT NULL"),
                    RuleKind::Key => f.write_str(") IS KEY"),
                    RuleKind::Typed(ty) => write!(f, ") IS :: {ty}"),
                }
            }
        }
    }
}
