//! Work done ahead on several threads, its results handed on in order: a thread that is done takes the next item at once,
//! whoever is still at work or printing. Only so many results wait at a time, so that any number of items fits into
//! memory. Knows neither reports nor facts.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results that may wait, for each thread.
const AHEAD: usize = 4;

/// Calls `work` for each of `items` on `n_threads` threads, and `take` with the results on this one, in the order of the
/// items. Stops at the first error of `take`.
pub(super) fn in_order<I: Sync, T: Send, E>(
    items: &[I],
    n_threads: NonZeroUsize,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Queue { state: Mutex::default(), changed: Condvar::new() };
    let most = n_threads.get() * AHEAD;
    thread::scope(|scope| {
        for _ in 0..n_threads.get().min(items.len()) {
            scope.spawn(|| {
                let _guard = StopOnPanic(&queue);
                while let Some(index) = queue.start(items.len(), most) {
                    queue.done(index, work(&items[index]));
                }
            });
        }
        let _guard = StopOnPanic(&queue);
        for index in 0..items.len() {
            // None when a worker panicked: the scope hands the panic on.
            let Some(result) = queue.take(index) else { break };
            if let Err(error) = take(result) {
                queue.stop();
                return Err(error);
            }
        }
        Ok(())
    })
}

struct State<T> {
    /// The next item to begin with.
    next: usize,
    /// Results taken.
    taken: usize,
    done: BTreeMap<usize, T>,
    is_stopped: bool,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self { next: 0, taken: 0, done: BTreeMap::new(), is_stopped: false }
    }
}

struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Queue<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work at, once there is room for its result; none when all are begun.
    fn start(&self, n_items: usize, most: usize) -> Option<usize> {
        let is_full = |state: &mut State<T>| {
            !state.is_stopped && state.next < n_items && state.next >= state.taken + most
        };
        let state = self.changed.wait_while(self.lock(), is_full);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let index = state.next;
        state.next += 1;
        (index < n_items && !state.is_stopped).then_some(index)
    }

    fn done(&self, index: usize, result: T) {
        self.lock().done.insert(index, result);
        self.changed.notify_all();
    }

    /// Waits for a result; none when the work was stopped.
    fn take(&self, index: usize) -> Option<T> {
        let is_missing = |state: &mut State<T>| !state.is_stopped && !state.done.contains_key(&index);
        let state = self.changed.wait_while(self.lock(), is_missing);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.taken = index + 1;
        self.changed.notify_all();
        state.done.remove(&index)
    }

    fn stop(&self) {
        self.lock().is_stopped = true;
        self.changed.notify_all();
    }
}

/// Wakes everybody when the thread that holds it panics, so that nobody waits for it.
struct StopOnPanic<'q, T>(&'q Queue<T>);

impl<T> Drop for StopOnPanic<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let items: Vec<usize> = (0..500).collect();
        for n_threads in [1, 2, 5] {
            let n_threads = NonZeroUsize::new(n_threads).expect("no zero is in the list");
            let (begun, mut taken) = (AtomicUsize::new(0), Vec::new());
            let work = |item: &usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                item * 2
            };
            let take = |result: usize| {
                assert!(begun.load(Ordering::SeqCst) <= taken.len() + (AHEAD + 1) * n_threads.get() + 1);
                taken.push(result);
                Ok::<(), ()>(())
            };
            assert_eq!(in_order(&items, n_threads, work, take), Ok(()));
            assert_eq!(taken, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_stops_the_work() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            *item
        };
        let take = |result| if result == 3 { Err("three") } else { Ok(()) };
        let two = NonZeroUsize::MIN.saturating_add(1);
        assert_eq!(in_order(&items, two, work, take), Err("three"));
        assert!(begun.into_inner() < 100);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_handed_on() {
        let work = |item: &usize| assert_ne!(*item, 7, "a bug");
        let _ = in_order(&(0..20).collect::<Vec<_>>(), NonZeroUsize::MIN, work, |()| Ok::<(), ()>(()));
    }
}
