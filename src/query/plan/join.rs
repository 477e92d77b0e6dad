//! Patterns of `MATCH` clauses that follow each other, as one: so that the optimizer may begin in any of them. Relationships
//! of different clauses may be the same.

use crate::query::bind::{Expr, MatchPattern};

/// Adds the pattern of a later clause; gives it back where the two must stay apart. A condition that can fail is asked when
/// it was, but for those of the later clause where `is_bold`: they may then be asked of what the earlier leaves out.
pub fn join(first: &mut MatchPattern, later: MatchPattern, is_bold: bool) -> Option<MatchPattern> {
    let may_join = is_plain(first) && is_plain(&later) && !later.rels.iter().any(|rel| rel.is_bound);
    let fit = |pattern: &MatchPattern| pattern.predicates.iter().all(never_fails);
    if !may_join || !fit(first) || !(is_bold || fit(&later)) {
        return Some(later);
    }
    let clause = first.rels.iter().map(|rel| rel.clause + 1).max().unwrap_or(0);
    for node in later.nodes {
        if !first.nodes.contains(&node) {
            first.nodes.push(node);
        }
    }
    first.rels.extend(later.rels.into_iter().map(|mut rel| {
        rel.clause += clause;
        rel
    }));
    first.predicates.extend(later.predicates);
    None
}

/// Whether a pattern is made of nodes and relationships alone.
fn is_plain(pattern: &MatchPattern) -> bool {
    let MatchPattern { paths, shortest, groups, selected, repeatable, rels, .. } = pattern;
    paths.is_empty()
        && shortest.is_empty()
        && groups.is_empty()
        && selected.is_empty()
        && !repeatable
        && rels.iter().all(|rel| rel.length.is_none())
}

/// Whether a condition never fails, whatever the row.
fn never_fails(expr: &Expr) -> bool {
    match expr {
        Expr::HasLabels { base, .. } => is_at_hand(base),
        Expr::Compare { left, right, .. } => is_at_hand(left) && is_at_hand(right),
        Expr::IsNull { operand, .. } => is_at_hand(operand),
        Expr::Not(operand) => never_fails(operand),
        Expr::And(terms) | Expr::Or(terms) => terms.iter().all(never_fails),
        _ => false,
    }
}

/// Whether a value is there without computing anything.
fn is_at_hand(expr: &Expr) -> bool {
    match expr {
        Expr::Constant(_) | Expr::Slot(_) | Expr::Parameter(_) => true,
        Expr::Property { base, .. } => matches!(**base, Expr::Slot(_)),
        _ => false,
    }
}
