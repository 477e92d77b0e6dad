//! Plans as text for people.

use super::{CountedStep, Op, Walk};
use crate::graph::RuleKind;
use crate::query::ast::{ArrowDirection, ComparisonOp};
use crate::query::bind::{Expr, KeyRef, LabelRef, SchemaAction, SchemaTarget, Slot, Tables, TypeRef};

/// Writes operators with the names of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Describer<'t> {
    /// The statement's tables.
    pub tables: &'t Tables,
}

/// The operator's name.
pub fn operator_name(op: &Op) -> &'static str {
    match op {
        Op::Unit => "Unit",
        Op::Argument => "Argument",
        Op::Pattern { .. } => "Pattern",
        Op::Scan { label: None, .. } => "AllNodesScan",
        Op::Scan { .. } => "LabelScan",
        Op::Seek { .. } => "IndexSeek",
        Op::Expand { walk, .. } if walk.into => "ExpandInto",
        Op::Expand { .. } => "Expand",
        Op::Meet { .. } => "ExpandMeet",
        Op::ExpandVariable { distinct_ends: true, .. } => "ReachableNodes",
        Op::ExpandVariable { .. } => "ExpandVariable",
        Op::Degree { .. } => "Degree",
        Op::Closed { .. } => "CloseCycle",
        Op::Diamond { .. } => "CountDiamonds",
        Op::Difference { .. } => "LessRows",
        Op::HashJoin { .. } => "HashJoin",
        Op::Ends { .. } => "RelationshipEnds",
        Op::Shortest { .. } => "ShortestPath",
        Op::Repeat { .. } => "RepeatPath",
        Op::Select { .. } => "SelectPaths",
        Op::Filter { .. } => "Filter",
        Op::Paths { .. } => "Paths",
        Op::Optional { .. } => "Optional",
        Op::Project { .. } => "Project",
        Op::Aggregate { .. } => "Aggregate",
        Op::Distinct { .. } => "Distinct",
        Op::Sort { top, .. } if !top.is_empty() => "Top",
        Op::Sort { .. } => "Sort",
        Op::Skip { .. } => "Skip",
        Op::Limit { .. } => "Limit",
        Op::Unwind { .. } => "Unwind",
        Op::Call { .. } => "Call",
        Op::Subquery { .. } => "CallSubquery",
        Op::Create { .. } => "Create",
        Op::Merge { .. } => "Merge",
        Op::Set { .. } => "Set",
        Op::Delete { .. } => "Delete",
        Op::Schema { change, .. } => match &change.action {
            SchemaAction::Create { kind: RuleKind::Index, .. } => "CreateIndex",
            SchemaAction::Create { .. } => "CreateConstraint",
            SchemaAction::Drop { constraint: true, .. } => "DropConstraint",
            SchemaAction::Drop { .. } | SchemaAction::DropOn { .. } => "DropIndex",
            SchemaAction::Nothing => "Nothing",
        },
    }
}

impl Describer<'_> {
    /// What an operator works on.
    #[expect(clippy::too_many_lines, reason = "flat dispatch")]
    pub fn details(&self, op: &Op) -> String {
        match op {
            Op::Unit | Op::Argument | Op::Pattern { .. } | Op::Set { .. } | Op::Optional { .. } => {
                String::new()
            }
            Op::Scan { node, label, .. } => {
                let labels: Vec<LabelRef> = label.iter().copied().collect();
                format!("({}{})", self.slot(*node), self.labels(&labels))
            }
            Op::Seek { node, label, key, value, .. } => format!(
                "({}{}) {} = {}",
                self.slot(*node),
                self.labels(&[*label]),
                self.tables.names.keys[key.index()].name,
                self.expr(value)
            ),
            Op::Expand { walk, .. } | Op::Ends { walk, .. } => self.walk(walk, ""),
            Op::Meet { walks, .. } => self.list(walks.iter().map(|walk| self.walk(walk, "")), ", "),
            Op::Degree { steps, .. } => self.list(steps.iter().map(|step| self.counted(step)), ", "),
            Op::Closed { step, closing, .. } => {
                self.list([self.counted(step), self.walk(closing, "")].into_iter(), ", ")
            }
            Op::Diamond { step, .. } => {
                let sides = step.sides.iter().flat_map(|(there, onward)| [there, onward]);
                self.list(sides.map(|step| self.counted(step)), ", ")
            }
            Op::Difference { .. } => String::new(),
            Op::HashJoin { join, .. } => {
                let key = |(one, other): &(Expr, Expr)| match (one, other) {
                    (Expr::Slot(one), Expr::Slot(other)) if one == other => format!("({})", self.slot(*one)),
                    _ => format!("{} = {}", self.expr(one), self.expr(other)),
                };
                self.list(join.keys.iter().map(key), " AND ")
            }
            Op::ExpandVariable { walk, length, .. } => self.walk(walk, &bounds(length.min, length.max)),
            Op::Shortest { step, .. } => {
                let length = step.step.length.map_or(String::new(), |length| bounds(length.min, length.max));
                format!("({}) … ({}) {length}", self.slot(step.step.from), self.slot(step.step.to))
            }
            Op::Repeat { step, .. } => format!(
                "({}) … ({}) {} of subquery {}",
                self.slot(step.from),
                self.slot(step.to),
                bounds(step.length.min, step.length.max),
                step.number + 1
            ),
            Op::Select { step, .. } => format!("{} of subquery {}", step.selector, step.number + 1),
            Op::Filter { predicates, .. } => {
                self.list(predicates.iter().map(|expr| self.expr(expr)), " AND ")
            }
            Op::Paths { paths, .. } => self.list(paths.iter().map(|path| self.slot(path.slot)), ", "),
            Op::Project { items, .. } => {
                self.list(items.iter().map(|(slot, expr)| self.item(*slot, expr)), ", ")
            }
            Op::Aggregate { keys, aggregates, .. } => {
                let keys = keys.iter().map(|(slot, expr)| self.item(*slot, expr));
                let calls = aggregates.iter().map(|(_, call)| {
                    let arguments = match call.arguments.is_empty() {
                        true => "*".to_owned(),
                        false => self.list(call.arguments.iter().map(|expr| self.expr(expr)), ", "),
                    };
                    let distinct = if call.distinct { "DISTINCT " } else { "" };
                    format!("{}({distinct}{arguments})", call.aggregate.name)
                });
                self.list(keys.chain(calls), ", ")
            }
            Op::Distinct { slots, .. } => self.list(slots.iter().map(|slot| self.slot(*slot)), ", "),
            Op::Sort { keys, .. } => {
                let key = |(expr, descending): &(Expr, bool)| {
                    format!("{}{}", self.expr(expr), if *descending { " DESC" } else { "" })
                };
                self.list(keys.iter().map(key), ", ")
            }
            Op::Skip { count, .. } | Op::Limit { count, .. } => self.expr(&count.0),
            Op::Unwind { list, slot, .. } => format!("{} AS {}", self.expr(list), self.slot(*slot)),
            Op::Call { call, .. } => call.procedure.name.to_string(),
            Op::Subquery { call, .. } => format!("subquery {}", call.number + 1),
            Op::Create { pattern, .. } => {
                let slots = pattern.nodes.iter().map(|node| node.slot);
                self.list(
                    slots.chain(pattern.rels.iter().map(|rel| rel.slot)).map(|slot| self.slot(slot)),
                    ", ",
                )
            }
            Op::Merge { merge, .. } => self.list(merge.adds.iter().map(|slot| self.slot(*slot)), ", "),
            Op::Schema { change, .. } => {
                let keys = |keys: &[KeyRef]| {
                    let names = keys.iter().map(|key| self.tables.names.keys[key.index()].name.to_string());
                    self.list(names, ", ")
                };
                match &change.action {
                    SchemaAction::Create { of: SchemaTarget::Nodes(label), keys: of, .. }
                    | SchemaAction::DropOn { label, keys: of } => {
                        format!("{}({})", self.labels(&[*label]), keys(of))
                    }
                    SchemaAction::Create { of: SchemaTarget::Rels(rel_type), keys: of, .. } => {
                        format!("[:{}]({})", self.tables.names.types[rel_type.index()].name, keys(of))
                    }
                    SchemaAction::Drop { name, .. } => name.to_string(),
                    SchemaAction::Nothing => String::new(),
                }
            }
            Op::Delete { targets, .. } => self.list(targets.iter().map(|(expr, _)| self.expr(expr)), ", "),
        }
    }

    fn list(&self, parts: impl Iterator<Item = String>, between: &str) -> String {
        parts.collect::<Vec<_>>().join(between)
    }

    fn item(&self, slot: Slot, expr: &Expr) -> String {
        let (name, text) = (self.slot(slot), self.expr(expr));
        if name == text || name.starts_with('_') { text } else { format!("{text} AS {name}") }
    }

    /// A step with its conditions, and in braces what hangs on its end.
    fn counted(&self, step: &CountedStep) -> String {
        let which = if step.predicates.is_empty() { "" } else { " WHERE " };
        let predicates = self.list(step.predicates.iter().map(|expr| self.expr(expr)), " AND ");
        let next = match &step.next[..] {
            [] => String::new(),
            next => format!(" {{{}}}", self.list(next.iter().map(|step| self.counted(step)), ", ")),
        };
        format!("{}{which}{predicates}{next}", self.walk(&step.walk, ""))
    }

    fn walk(&self, walk: &Walk, length: &str) -> String {
        let types =
            walk.types.iter().map(|ty: &TypeRef| self.tables.names.types[ty.index()].name.to_string());
        let types = types.collect::<Vec<_>>().join("|");
        let colon = if types.is_empty() { "" } else { ":" };
        let (left, right) = match walk.direction {
            ArrowDirection::Right => ("-", "->"),
            ArrowDirection::Left => ("<-", "-"),
            ArrowDirection::Either => ("-", "-"),
        };
        format!(
            "({}){left}[{}{colon}{types}{length}]{right}({}{})",
            self.slot(walk.from),
            self.named(walk.rel),
            self.slot(walk.to),
            self.labels(&walk.end_labels)
        )
    }

    fn labels(&self, labels: &[LabelRef]) -> String {
        labels.iter().map(|label| format!(":{}", self.tables.names.labels[label.index()].name)).collect()
    }

    /// The variable's name, or `_` and its number.
    fn slot(&self, slot: Slot) -> String {
        match self.named(slot) {
            "" => format!("_{}", slot.0),
            name => name.to_owned(),
        }
    }

    fn named(&self, slot: Slot) -> &str {
        self.tables.slots.get(slot.index()).map_or("", |info| &info.name)
    }

    /// An expression, shortened where it is long.
    pub fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Constant(value) => constant(value),
            Expr::Slot(slot) => self.slot(*slot),
            Expr::Parameter(number) => format!("${}", self.tables.parameters[*number].0),
            Expr::Property { base, key, .. } => {
                format!("{}.{}", self.expr(base), self.tables.names.keys[key.index()].name)
            }
            Expr::Access { base, .. } => format!("{}…", self.expr(base)),
            Expr::HasLabels { base, labels } => format!("{}{}", self.expr(base), self.labels(labels)),
            Expr::Compare { op, left, right } => {
                format!("{} {} {}", self.expr(left), comparison(*op), self.expr(right))
            }
            Expr::And(terms) => self.list(terms.iter().map(|term| self.expr(term)), " AND "),
            Expr::Or(terms) => format!("({})", self.list(terms.iter().map(|term| self.expr(term)), " OR ")),
            Expr::Not(operand) => format!("NOT {}", self.expr(operand)),
            Expr::IsNull { operand, negated } => {
                format!("{} IS {}NULL", self.expr(operand), if *negated { "NOT " } else { "" })
            }
            Expr::Call { function, arguments, .. } => {
                format!(
                    "{}({})",
                    function.name,
                    self.list(arguments.iter().map(|part| self.expr(part)), ", ")
                )
            }
            Expr::In { item, list, .. } => format!("{} IN {}", self.expr(item), self.expr(list)),
            Expr::Subquery { number, .. } => format!("subquery {}", number + 1),
            _ => "…".to_owned(),
        }
    }
}

fn constant(value: &crate::value::Value) -> String {
    use crate::value::Value;
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::String(text) => format!("'{text}'"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(constant).collect::<Vec<_>>().join(", "))
        }
        _ => "…".to_owned(),
    }
}

fn comparison(op: ComparisonOp) -> &'static str {
    match op {
        ComparisonOp::Equal => "=",
        ComparisonOp::NotEqual => "<>",
        ComparisonOp::Less => "<",
        ComparisonOp::LessOrEqual => "<=",
        ComparisonOp::Greater => ">",
        ComparisonOp::GreaterOrEqual => ">=",
    }
}

fn bounds(min: u32, max: u32) -> String {
    match (min, max) {
        (1, u32::MAX) => "*".to_owned(),
        (min, u32::MAX) => format!("*{min}.."),
        (min, max) if min == max => format!("*{min}"),
        (min, max) => format!("*{min}..{max}"),
    }
}
