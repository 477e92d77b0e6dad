//! How much a statement may take.

use std::time::{Duration, Instant};

use crate::query::{ErrorClass, QueryError};

/// Limits of one statement; a statement that meets one ends with an error and leaves no trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Values (cells of all rows kept, or elements of one list) held in memory at a time.
    pub values: usize,
    /// Time from its start; none is as long as it takes.
    pub time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { values: 400_000_000, time: None }
    }
}

impl Limits {
    /// When a statement that starts now must have ended.
    pub(super) fn deadline(self) -> Option<Instant> {
        self.time.and_then(|time| Instant::now().checked_add(time))
    }

    /// Refuses to hold more values than allowed.
    pub(super) fn check_values(self, held: usize) -> Result<(), QueryError> {
        if held <= self.values {
            return Ok(());
        }
        Err(QueryError::runtime(
            ErrorClass::ExecutionError,
            "MemoryLimit",
            format!("the query holds more than {} values in memory", self.values),
        )
        .with_hint("filter earlier, or add a `LIMIT`"))
    }
}
