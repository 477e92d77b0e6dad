//! Whether to go on.

/// The work was stopped before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work was stopped")]
pub struct Stopped;

/// Asked now and then by long work.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    is_stopped: &'w dyn Fn() -> bool,
}

impl<'w> Watch<'w> {
    /// Work that goes on until `is_stopped`.
    pub fn new(is_stopped: &'w dyn Fn() -> bool) -> Self {
        Self { is_stopped }
    }

    /// An error once the work is to stop.
    pub(super) fn check(self) -> Result<(), Stopped> {
        if (self.is_stopped)() { Err(Stopped) } else { Ok(()) }
    }
}
