//! What each operator of a statement gave and took, for `PROFILE`. Operators are measured from outside, with all that they
//! ask of those below them; what is an operator's own is told apart afterwards, along the plan.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::operator::plan_key;
use crate::query::plan::Plan;
use crate::value::Value;

/// What one operator gave and took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Rows that it gave.
    pub rows: u64,
    /// Time that it took; none where the clock stands still, so that a run can be repeated.
    pub time: Option<Duration>,
    /// Bytes of the values that it kept: what it sorted, grouped, or gathered.
    pub memory: usize,
}

/// Measures by operator.
#[derive(Debug, Default)]
pub struct Profile {
    is_timed: bool,
    totals: RefCell<FxHashMap<usize, Total>>,
}

/// An operator's figures with those of all below it.
#[derive(Clone, Copy, Debug, Default)]
struct Total {
    rows: u64,
    time: Duration,
    held: usize,
}

impl Profile {
    /// A profile without a figure.
    pub(super) fn new(is_timed: bool) -> Self {
        Self { is_timed, totals: RefCell::default() }
    }

    /// When a call of an operator begins; none where the clock stands still.
    pub(super) fn start(&self) -> Option<Instant> {
        self.is_timed.then(Instant::now)
    }

    /// Adds what one call of an operator gave and took.
    pub(super) fn add(&self, key: usize, rows: usize, begin: Option<Instant>, held: usize) {
        let mut totals = self.totals.borrow_mut();
        let total = totals.entry(key).or_default();
        total.rows += rows as u64;
        total.time += begin.map_or(Duration::ZERO, |begin| begin.elapsed());
        total.held += held;
    }

    /// An operator's own figures: without those of the operators that it reads from.
    pub fn measure(&self, plan: &Plan) -> Measure {
        let total = |plan: &Plan| self.totals.borrow().get(&plan_key(plan)).copied().unwrap_or_default();
        let whole = total(plan);
        let (mut time, mut held) = (whole.time, whole.held);
        for below in plan.op.input().into_iter().chain(plan.op.inner()).map(total) {
            time = time.saturating_sub(below.time);
            held = held.saturating_sub(below.held);
        }
        let time = self.is_timed.then_some(time);
        Measure { rows: whole.rows, time, memory: held * size_of::<Value>() }
    }
}
