//! The graph as a running statement holds it: its own to write to, or shared with the other threads of the statement.

use std::cell::{Ref, RefCell, RefMut};
use std::ops::Deref;

use crate::graph::{GraphStore, GraphView};

/// The graph of a running statement.
pub(super) enum Store<'c> {
    Own(RefCell<&'c mut dyn GraphStore>),
    Shared(&'c dyn GraphView),
}

impl Store<'_> {
    /// The graph, to read.
    #[inline]
    pub(super) fn view(&self) -> View<'_> {
        match self {
            Self::Own(store) => View::Held(Ref::map(store.borrow(), |store| {
                let view: &dyn GraphView = &**store;
                view
            })),
            Self::Shared(view) => View::Shared(*view),
        }
    }

    /// The graph, to write; none when it is shared.
    pub(super) fn own(&self) -> Option<RefMut<'_, dyn GraphStore + '_>> {
        match self {
            Self::Own(store) => Some(RefMut::map(store.borrow_mut(), |store| {
                let store: &mut dyn GraphStore = &mut **store;
                store
            })),
            Self::Shared(_) => None,
        }
    }
}

/// A hold on the graph while it is read.
pub(super) enum View<'v> {
    Held(Ref<'v, dyn GraphView>),
    Shared(&'v dyn GraphView),
}

impl<'v> Deref for View<'v> {
    type Target = dyn GraphView + 'v;

    #[inline]
    fn deref(&self) -> &Self::Target {
        match self {
            Self::Held(view) => &**view,
            Self::Shared(view) => *view,
        }
    }
}
