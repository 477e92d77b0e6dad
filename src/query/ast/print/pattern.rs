//! Patterns.

use std::fmt::{Display, Formatter, Result};

use super::names::{VariableName, write_list, write_names};
use crate::query::ast::{
    ArrowDirection, NodePattern, PathLength, PatternChain, PatternPart, RelPattern, Shortest,
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
        match self.shortest {
            None => write!(f, "{}", self.chain),
            Some(Shortest::Single) => write!(f, "shortestPath({})", self.chain),
            Some(Shortest::All) => write!(f, "allShortestPaths({})", self.chain),
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
        if let Some(properties) = &self.properties {
            let gap = if self.variable.is_some() || !self.labels.is_empty() { " " } else { "" };
            write!(f, "{gap}{properties}")?;
        }
        f.write_str(")")
    }
}

impl Display for RelPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (before, after) = match self.direction {
            ArrowDirection::Right => ("-", "->"),
            ArrowDirection::Left => ("<-", "-"),
            ArrowDirection::Either => ("-", "-"),
        };
        f.write_str(before)?;
        let has_name = self.variable.is_some() || !self.types.is_empty() || self.length.is_some();
        if has_name || self.properties.is_some() {
            f.write_str("[")?;
            if let Some(variable) = &self.variable {
                write!(f, "{}", VariableName(&variable.text))?;
            }
            write_names(f, &self.types, ":", "|")?;
            if let Some(length) = &self.length {
                write!(f, "{length}")?;
            }
            if let Some(properties) = &self.properties {
                write!(f, "{}{properties}", if has_name { " " } else { "" })?;
            }
            f.write_str("]")?;
        }
        f.write_str(after)
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
