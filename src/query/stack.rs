//! Room on the stack for what recurses as deep as a statement nests: its expressions, and the operators of its plan.
//!
//! The parser counts the one, the planner the other, and both have limits; so this is the only place that knows how
//! much a level takes. What it gives is reserved, not used, until something recurses that far.

/// Bytes for one level, about twice what the greediest takes.
const PER_LEVEL: usize = if cfg!(debug_assertions) { 48 * 1024 } else { 16 * 1024 };

/// Levels that any thread's stack holds.
const SHALLOW: usize = 12;

/// Does `work`, which recurses up to `levels` deep, where there is room for it.
pub(crate) fn with_room<T>(levels: usize, work: impl FnOnce() -> T) -> T {
    if levels <= SHALLOW {
        return work();
    }
    let bytes = (levels + SHALLOW) * PER_LEVEL;
    stacker::maybe_grow(bytes, bytes, work)
}
