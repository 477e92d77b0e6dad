//! Statements and clauses.

use std::fmt::{Display, Formatter, Result};

use super::names::{AnyName, VariableName, write_list, write_names};
use super::pattern::write_pattern;
use crate::query::ast::{
    Call, CallSubquery, Clause, ClauseKind, EvidenceColumns, Expr, Match, Merge, Mode, OnError, Projection,
    ProjectionItem, Query, RemoveItem, SetItem, SingleQuery, SortItem, Statement, SubqueryScope,
    Transactions, Yield,
};
use crate::query::stack::with_room;

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.mode {
            Mode::Run => "",
            Mode::Explain => "EXPLAIN ",
            Mode::Profile => "PROFILE ",
        })?;
        with_room(self.depth, || write!(f, "{}", self.query))
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if !self.conditions.is_empty() {
            let parts = self.parts().zip(&self.conditions).enumerate();
            return parts.into_iter().try_for_each(|(at, (part, condition))| {
                f.write_str(if at == 0 { "" } else { "\n" })?;
                match condition {
                    Some(condition) => write!(f, "WHEN {condition} THEN {{ {part} }}"),
                    None => write!(f, "ELSE {{ {part} }}"),
                }
            });
        }
        write!(f, "{}", self.first)?;
        self.unions.iter().try_for_each(|union| {
            write!(f, "\nUNION{}\n{}", if union.all { " ALL" } else { "" }, union.query)
        })
    }
}

impl Display for SingleQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (i, clause) in self.clauses.iter().enumerate() {
            write!(f, "{}{clause}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.kind {
            ClauseKind::Match(Match { optional, repeatable, pattern, filter }) => {
                f.write_str(if *optional { "OPTIONAL MATCH " } else { "MATCH " })?;
                f.write_str(if *repeatable { "REPEATABLE ELEMENTS " } else { "" })?;
                write_pattern(f, pattern)?;
                write_filter(f, filter.as_ref())
            }
            ClauseKind::Unwind { list, alias, position: None } => {
                write!(f, "UNWIND {list} AS {}", VariableName(&alias.text))
            }
            ClauseKind::Unwind { list, alias, position: Some(position) } => {
                let word = if position.first == 0 { "OFFSET" } else { "ORDINALITY" };
                let (alias, name) = (VariableName(&alias.text), VariableName(&position.name.text));
                write!(f, "FOR {alias} IN {list} WITH {word} {name}")
            }
            ClauseKind::With(with) => {
                write!(f, "WITH {}", with.projection)?;
                write_filter(f, with.filter.as_ref())
            }
            ClauseKind::Return(projection) => write!(f, "RETURN {projection}"),
            ClauseKind::Create(pattern) => {
                f.write_str("CREATE ")?;
                write_pattern(f, pattern)
            }
            ClauseKind::Merge(merge) => write!(f, "{merge}"),
            ClauseKind::Set(items) => write_set(f, items),
            ClauseKind::Remove(items) => {
                f.write_str("REMOVE ")?;
                write_list(f, items, |f, item| write!(f, "{item}"))
            }
            ClauseKind::Delete { detach, targets } => {
                f.write_str(if *detach { "DETACH DELETE " } else { "DELETE " })?;
                write_list(f, targets, |f, target| write!(f, "{target}"))
            }
            ClauseKind::Call(call) => write!(f, "{call}"),
            ClauseKind::Subquery(call) => write!(f, "{call}"),
            ClauseKind::Finish => f.write_str("FINISH"),
            ClauseKind::Schema(command) => write!(f, "{command}"),
        }
    }
}

/// ` WHERE …`, when there is one.
pub(super) fn write_filter(f: &mut Formatter<'_>, filter: Option<&Expr>) -> Result {
    filter.map_or(Ok(()), |filter| write!(f, " WHERE {filter}"))
}

fn write_set(f: &mut Formatter<'_>, items: &[SetItem]) -> Result {
    f.write_str("SET ")?;
    write_list(f, items, |f, item| write!(f, "{item}"))
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.distinct { "DISTINCT " } else { "" })?;
        if self.all {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        write_list(f, &self.items, |f, item| write!(f, "{item}"))?;
        if !self.order.is_empty() {
            f.write_str(" ORDER BY ")?;
            write_list(f, &self.order, |f, item| write!(f, "{item}"))?;
        }
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {skip}")?;
        }
        if let Some(limit) = &self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        f.write_str(match self.evidence {
            Some(EvidenceColumns::First) => " WITH EVIDENCE",
            Some(EvidenceColumns::All) => " WITH EVIDENCE ALL",
            None => "",
        })
    }
}

impl Display for ProjectionItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.expr)?;
        self.alias.as_ref().map_or(Ok(()), |alias| write!(f, " AS {}", VariableName(&alias.text)))
    }
}

impl Display for SortItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}{}", self.expr, if self.descending { " DESC" } else { "" })
    }
}

impl Display for Merge {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "MERGE {}", self.part)?;
        for (items, event) in [(&self.on_create, " ON CREATE "), (&self.on_match, " ON MATCH ")] {
            if !items.is_empty() {
                f.write_str(event)?;
                write_set(f, items)?;
            }
        }
        Ok(())
    }
}

impl Display for SetItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Property { target, key, value } => {
                super::expression::write_base(f, target)?;
                write!(f, ".{} = {value}", AnyName(&key.text))
            }
            Self::Replace { target, value } => write!(f, "{} = {value}", VariableName(&target.text)),
            Self::Add { target, value } => write!(f, "{} += {value}", VariableName(&target.text)),
            Self::Dynamic { target, key, value } => {
                super::expression::write_base(f, target)?;
                write!(f, "[{key}]")?;
                write!(f, " = {value}")
            }
            Self::Labels { target, labels, dynamic } => {
                write!(f, "{}", VariableName(&target.text))?;
                write_names(f, labels, ":", ":")?;
                dynamic.iter().try_for_each(|names| write!(f, ":$({names})"))
            }
        }
    }
}

impl Display for RemoveItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Property { target, key } => {
                super::expression::write_base(f, target)?;
                write!(f, ".{}", AnyName(&key.text))
            }
            Self::Dynamic { target, key } => {
                super::expression::write_base(f, target)?;
                write!(f, "[{key}]")
            }
            Self::Labels { target, labels, dynamic } => {
                write!(f, "{}", VariableName(&target.text))?;
                write_names(f, labels, ":", ":")?;
                dynamic.iter().try_for_each(|names| write!(f, ":$({names})"))
            }
        }
    }
}

impl Display for CallSubquery {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.optional { "OPTIONAL CALL " } else { "CALL " })?;
        match &self.scope {
            None => {}
            Some(SubqueryScope::All) => f.write_str("(*) ")?,
            Some(SubqueryScope::Names(names)) => {
                f.write_str("(")?;
                write_list(f, names, |f, name| write!(f, "{}", VariableName(&name.text)))?;
                f.write_str(") ")?;
            }
        }
        write!(f, "{{ {} }}", self.query)?;
        let Some(Transactions { rows, on_error, status }) = &self.transactions else { return Ok(()) };
        f.write_str(" IN TRANSACTIONS")?;
        rows.iter().try_for_each(|rows| write!(f, " OF {rows} ROWS"))?;
        f.write_str(match on_error {
            OnError::Fail => "",
            OnError::Continue => " ON ERROR CONTINUE",
            OnError::Break => " ON ERROR BREAK",
        })?;
        status.iter().try_for_each(|name| write!(f, " REPORT STATUS AS {}", VariableName(&name.text)))
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let (Some(Yield::Where(filter)), Some(what)) = (&self.yields, self.procedure.last()) {
            return write!(f, "SHOW {} WHERE {filter}", shown(&what.text));
        }
        f.write_str(if self.optional { "OPTIONAL CALL " } else { "CALL " })?;
        write_names(f, &self.procedure, "", ".")?;
        if let Some(arguments) = &self.arguments {
            f.write_str("(")?;
            write_list(f, arguments, |f, argument| write!(f, "{argument}"))?;
            f.write_str(")")?;
        }
        match &self.yields {
            None => Ok(()),
            Some(Yield::All) => f.write_str(" YIELD *"),
            // Written above.
            Some(Yield::Where(_)) => Ok(()),
            Some(Yield::Items { items, .. }) if items.is_empty() => f.write_str(" YIELD -"),
            Some(Yield::Items { items, filter }) => {
                f.write_str(" YIELD ")?;
                write_list(f, items, |f, (field, alias)| {
                    write!(f, "{}", AnyName(&field.text))?;
                    alias.as_ref().map_or(Ok(()), |alias| write!(f, " AS {}", VariableName(&alias.text)))
                })?;
                write_filter(f, filter.as_deref())
            }
        }
    }
}

/// How `SHOW` names what a procedure gives.
fn shown(procedure: &str) -> &str {
    match procedure {
        "relationshipTypes" => "RELATIONSHIP TYPES",
        "propertyKeys" => "PROPERTY KEYS",
        other => other,
    }
}
