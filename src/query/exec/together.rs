//! Numbers of nodes that several threads find out together: each takes ranges of nodes, and all have what was found.

use std::ops::Range;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::value::NodeId;

/// Ranges that the nodes are shared out in.
const RANGES: usize = 128;

/// What the threads of one piece of work find out together, by what names it.
#[derive(Debug, Default)]
pub(super) struct Together {
    numbers: Mutex<FxHashMap<usize, Arc<Numbers>>>,
}

impl Together {
    /// Whether someone looks for the numbers with a name.
    pub(super) fn has(&self, name: usize) -> bool {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&name)
    }

    /// The numbers with a name, of the nodes below a bound.
    pub(super) fn numbers(&self, name: usize, node_bound: usize) -> Arc<Numbers> {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        numbers.entry(name).or_insert_with(|| Arc::new(Numbers::new(node_bound))).clone()
    }
}

/// A number for each node.
#[derive(Debug)]
pub(super) struct Numbers {
    by_node: Vec<AtomicI64>,
    /// The next range to be taken.
    next: AtomicUsize,
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    n_done: usize,
    has_failed: bool,
}

impl Numbers {
    fn new(node_bound: usize) -> Self {
        Self {
            by_node: (0..node_bound).map(|_| AtomicI64::new(0)).collect(),
            next: AtomicUsize::new(0),
            progress: Mutex::default(),
            moved: Condvar::new(),
        }
    }

    /// A range of nodes that nobody has taken; none when all are taken.
    pub(super) fn take(&self) -> Option<Taken<'_>> {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let border = |at: usize| u32::try_from(at * self.by_node.len() / RANGES).unwrap_or(u32::MAX);
        (at < RANGES).then(|| Taken { numbers: self, range: border(at)..border(at + 1), is_done: false })
    }

    /// Waits until all ranges are done; tells whether all went well. Whoever has a range works on it meanwhile.
    pub(super) fn wait(&self) -> bool {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        while progress.n_done < RANGES && !progress.has_failed {
            progress = self.moved.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
        !progress.has_failed
    }

    /// A node's number.
    #[inline]
    pub(super) fn get(&self, node: NodeId) -> i64 {
        self.by_node[node.index()].load(Ordering::Relaxed)
    }
}

/// A range of nodes that someone works on. Dropped before it is done, all have failed.
#[derive(Debug)]
pub(super) struct Taken<'n> {
    numbers: &'n Numbers,
    range: Range<u32>,
    is_done: bool,
}

impl Taken<'_> {
    /// The ids of the nodes.
    pub(super) fn range(&self) -> Range<u32> {
        self.range.clone()
    }

    /// Notes a node's number.
    pub(super) fn set(&self, node: NodeId, number: i64) {
        self.numbers.by_node[node.index()].store(number, Ordering::Relaxed);
    }

    /// Says that all numbers of the range are there.
    pub(super) fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut progress = self.numbers.progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.n_done += 1;
        progress.has_failed |= !self.is_done;
        drop(progress);
        self.numbers.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Together;
    use crate::value::NodeId;

    #[test]
    fn threads_share_the_nodes_out_and_have_all_numbers() {
        let together = Together::default();
        let sums = std::thread::scope(|scope| {
            let work = || {
                let numbers = together.numbers(7, 1000);
                while let Some(taken) = numbers.take() {
                    taken.range().for_each(|id| taken.set(NodeId(id), i64::from(id)));
                    taken.done();
                }
                numbers.wait().then(|| (0..1000).map(|id| numbers.get(NodeId(id))).sum::<i64>())
            };
            let threads = [scope.spawn(work), scope.spawn(work)];
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(sums, [Some(499_500), Some(499_500)]);
    }

    #[test]
    fn whoever_gives_a_range_up_lets_nobody_wait() {
        let together = Together::default();
        let numbers = together.numbers(0, 10);
        drop(numbers.take());
        assert!(!numbers.wait());
    }
}
