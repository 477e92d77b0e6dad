//! Patterns.

use std::fmt::{Display, Formatter, Result};

use super::names::{AnyName, VariableName, write_list, write_names};
use crate::query::ast::{
    ArrowDirection, LabelExpr, NodePattern, PathCount, PathLength, PathMode, PatternChain, PatternPart,
    RelPattern, Selector, Shortest,
};

/// Parts with commas between.
pub(super) fn write_pattern(f: &mut Formatter<'_>, pattern: &[PatternPart]) -> Result {
    write_list(f, pattern, |f, part| write!(f, "{part}"))
}

impl Display for PatternPart {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(path) = &self.path {
            write!(f, "{} = ", VariableName(&path.text))?;
        }
        if let Some(selector) = &self.selector {
            write!(f, "{selector} ")?;
        }
        f.write_str(match self.mode {
            Some(PathMode::Walk) => "WALK ",
            Some(PathMode::Trail) => "TRAIL ",
            Some(PathMode::Acyclic) => "ACYCLIC ",
            Some(PathMode::Simple) => "SIMPLE ",
            None => "",
        })?;
        if matches!(self.selector, Some(Selector::Groups(_))) {
            f.write_str("GROUPS ")?;
        }
        match &self.shortest {
            None => write!(f, "{}", self.chain),
            Some(Shortest::Single) => write!(f, "shortestPath({})", self.chain),
            Some(Shortest::All) => write!(f, "allShortestPaths({})", self.chain),
            // Only the binder makes these, of the selector that stands before the pattern.
            Some(Shortest::Kept(_)) => write!(f, "{}", self.chain),
        }
    }
}

/// Without the word that tells groups, which stands behind the mode.
impl Display for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All => f.write_str("ALL"),
            Self::Any(count) => write!(f, "ANY {count}"),
            Self::Shortest(count) | Self::Groups(count) => write!(f, "SHORTEST {count}"),
        }
    }
}

impl Display for PathCount {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Number(count) => write!(f, "{count}"),
            Self::Parameter(name) => write!(f, "${}", AnyName(name)),
        }
    }
}

impl Display for PatternChain {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.start)?;
        self.steps.iter().try_for_each(|(rel, node)| write!(f, "{rel}{node}"))
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("(")?;
        if let Some(variable) = &self.variable {
            write!(f, "{}", VariableName(&variable.text))?;
        }
        write_names(f, &self.labels, ":", ":")?;
        for (at, labels) in self.label_exprs.iter().enumerate() {
            f.write_str(if at == 0 && self.labels.is_empty() { ":" } else { "&" })?;
            write_grouped(f, labels)?;
        }
        let has_name = self.variable.is_some() || !self.labels.is_empty() || !self.label_exprs.is_empty();
        if let Some(properties) = &self.properties {
            write!(f, "{}{properties}", if has_name { " " } else { "" })?;
        }
        super::clause::write_filter(f, self.filter.as_ref())?;
        f.write_str(")")
    }
}

impl Display for RelPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(group) = &self.group {
            write!(f, "({}", group.chain)?;
            super::clause::write_filter(f, group.filter.as_ref())?;
            f.write_str(")")?;
            return match self.length {
                Some(PathLength { min, max: Some(max) }) => write!(f, "{{{},{max}}}", min.unwrap_or(0)),
                Some(PathLength { min, max: None }) => write!(f, "{{{},}}", min.unwrap_or(0)),
                None => Ok(()),
            };
        }
        let (before, after) = match self.direction {
            ArrowDirection::Right => ("-", "->"),
            ArrowDirection::Left => ("<-", "-"),
            ArrowDirection::Either => ("-", "-"),
        };
        f.write_str(before)?;
        let has_name = self.variable.is_some() || !self.types.is_empty() || self.length.is_some();
        let has_name = has_name || self.type_expr.is_some();
        if has_name || self.properties.is_some() || self.filter.is_some() {
            f.write_str("[")?;
            if let Some(variable) = &self.variable {
                write!(f, "{}", VariableName(&variable.text))?;
            }
            write_names(f, &self.types, ":", "|")?;
            if let Some(types) = &self.type_expr {
                write!(f, ":{types}")?;
            }
            if let Some(length) = &self.length {
                write!(f, "{length}")?;
            }
            if let Some(properties) = &self.properties {
                write!(f, "{}{properties}", if has_name { " " } else { "" })?;
            }
            super::clause::write_filter(f, self.filter.as_ref())?;
            f.write_str("]")?;
        }
        f.write_str(after)
    }
}

impl Display for LabelExpr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let list = |f: &mut Formatter<'_>, parts: &[Self], between: &str| {
            parts.iter().enumerate().try_for_each(|(at, part)| {
                f.write_str(if at == 0 { "" } else { between })?;
                write_grouped(f, part)
            })
        };
        match self {
            Self::Name(name) => write!(f, "{}", AnyName(&name.text)),
            Self::And(parts) => list(f, parts, "&"),
            Self::Or(parts) => list(f, parts, "|"),
            Self::Not(part) => {
                f.write_str("!")?;
                write_grouped(f, part)
            }
            Self::Any => f.write_str("%"),
            Self::Dynamic { names, any } => write!(f, "${}({names})", if *any { "any" } else { "" }),
        }
    }
}

/// In parentheses, where it is more than one term.
pub(super) fn write_grouped(f: &mut Formatter<'_>, labels: &LabelExpr) -> Result {
    match labels {
        LabelExpr::And(_) | LabelExpr::Or(_) => write!(f, "({labels})"),
        one => write!(f, "{one}"),
    }
}

impl Display for PathLength {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match (self.min, self.max) {
            (None, None) => f.write_str("*"),
            (Some(min), Some(max)) if min == max => write!(f, "*{min}"),
            (Some(min), Some(max)) => write!(f, "*{min}..{max}"),
            (Some(min), None) => write!(f, "*{min}.."),
            (None, Some(max)) => write!(f, "*..{max}"),
        }
    }
}
