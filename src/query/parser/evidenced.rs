//! A query asked again with its evidence: what a shell's `.why` runs.

use super::parse::parse;
use crate::query::QueryError;
use crate::query::ast::{ClauseKind, EvidenceColumns, Mode, SingleQuery};

/// The text of a query with `WITH EVIDENCE ALL` behind what it returns: the same rows with one column more. None for
/// what writes or returns nothing, which is not to be run twice.
pub fn with_all_evidence(text: &str) -> Result<Option<String>, QueryError> {
    let mut statement = parse(text)?;
    let parts = std::iter::once(&mut statement.query.first)
        .chain(statement.query.unions.iter_mut().map(|union| &mut union.query));
    for part in parts {
        if !ask_for_evidence(part) {
            return Ok(None);
        }
    }
    Ok((statement.mode == Mode::Run).then(|| statement.to_string()))
}

/// Adds the column; false where there is nothing to add it to.
fn ask_for_evidence(query: &mut SingleQuery) -> bool {
    let is_reading = query.clauses.iter().all(|clause| {
        matches!(
            clause.kind,
            ClauseKind::Match(_)
                | ClauseKind::Unwind { .. }
                | ClauseKind::With(_)
                | ClauseKind::Return(_)
                | ClauseKind::Call(_)
        )
    });
    match query.clauses.last_mut().map(|clause| &mut clause.kind) {
        Some(ClauseKind::Return(projection)) if is_reading => {
            projection.evidence = Some(EvidenceColumns::All);
            true
        }
        _ => false,
    }
}
