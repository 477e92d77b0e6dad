//! A part of the graph that is read from its file when it is first asked for: what nobody touches costs nothing.
//!
//! It is read like the thing itself. The first change through `DerefMut` makes it the graph's own; changes that need not
//! know what is there ([`Lazy::later`]: a new element has nothing before it) wait until it is read, so that writing to a
//! graph that was just opened, and replaying its log, reads no more than is asked for.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// Changes that may wait for one part; then it is read after all.
const MOST_WAITING: usize = 4096;

type Read<T> = Arc<dyn Fn() -> T + Send + Sync>;
type Waiting<T> = Arc<dyn Fn(&mut T) + Send + Sync>;

/// A part that is there, or is read when it is asked for.
pub(super) struct Lazy<T> {
    value: OnceLock<T>,
    /// None once the part is the graph's own.
    source: Option<Box<Source<T>>>,
}

struct Source<T> {
    read: Read<T>,
    waiting: Vec<Waiting<T>>,
}

impl<T> Lazy<T> {
    /// A part that `read` gives. It must not ask for the part itself.
    pub(super) fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self {
            value: OnceLock::new(),
            source: Some(Box::new(Source { read: Arc::new(read), waiting: Vec::new() })),
        }
    }

    /// Whether it is what the file holds.
    pub(super) fn is_of_file(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.waiting.is_empty())
    }

    /// Whether it is there to be read without a look at the file.
    pub(super) fn is_read(&self) -> bool {
        self.value.get().is_some()
    }
}

impl<T: Default> Lazy<T> {
    /// Carries out a change now, when the part is there, else once it is read.
    pub(super) fn later(&mut self, change: impl Fn(&mut T) + Send + Sync + 'static) {
        match &mut self.source {
            Some(source) if self.value.get().is_none() && source.waiting.len() < MOST_WAITING => {
                source.waiting.push(Arc::new(change));
            }
            _ => change(self),
        }
    }

    /// Reads it when it was not read yet.
    pub(super) fn touch(&self) {
        let _: &T = self;
    }

    #[cold]
    #[inline(never)]
    fn read(&self) -> &T {
        self.value.get_or_init(|| {
            let Some(source) = &self.source else { return T::default() };
            let mut value = (source.read)();
            source.waiting.iter().for_each(|change| change(&mut value));
            value
        })
    }
}

impl<T: Default> Deref for Lazy<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self.value.get() {
            Some(value) => value,
            None => self.read(),
        }
    }
}

impl<T: Default> DerefMut for Lazy<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        if self.value.get().is_none() {
            self.read();
        }
        if self.source.is_some() {
            self.source = None;
        }
        self.value.get_mut().expect("it was read just now")
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { value: OnceLock::from(value), source: None }
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Clone> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        let copy = |source: &Source<T>| Source { read: source.read.clone(), waiting: source.waiting.clone() };
        let source = self.source.as_deref().map(|source| Box::new(copy(source)));
        Self { value: self.value.clone(), source }
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value.get() {
            Some(value) => value.fmt(formatter),
            None => formatter.write_str("(not read)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Lazy, MOST_WAITING};

    fn counted() -> (Arc<AtomicUsize>, Lazy<Vec<u32>>) {
        let n_read = Arc::new(AtomicUsize::new(0));
        let counter = n_read.clone();
        let lazy = Lazy::new(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            vec![7]
        });
        (n_read, lazy)
    }

    #[test]
    fn changes_wait_for_the_part_they_change() {
        let (n_read, mut lazy) = counted();
        assert!(lazy.is_of_file());
        lazy.later(|numbers| numbers.push(8));
        assert!(!lazy.is_of_file() && !lazy.is_read());
        assert_eq!(n_read.load(Ordering::Relaxed), 0);
        assert_eq!(*lazy, [7, 8]);
        lazy.later(|numbers| numbers.push(9));
        assert_eq!((&lazy[..], n_read.load(Ordering::Relaxed)), (&[7, 8, 9][..], 1));
    }

    #[test]
    fn too_many_changes_do_not_wait() {
        let (n_read, mut lazy) = counted();
        (0..MOST_WAITING).for_each(|_| lazy.later(|numbers| numbers.push(8)));
        assert_eq!(n_read.load(Ordering::Relaxed), 0);
        lazy.later(|numbers| numbers.push(9));
        assert_eq!((lazy.len(), n_read.load(Ordering::Relaxed)), (MOST_WAITING + 2, 1));
    }
}
