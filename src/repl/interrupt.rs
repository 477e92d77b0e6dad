//! Ctrl-C while a statement runs: stops the statement, not the shell. At the prompt the line editor sees the key itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The flag of the statement that runs now, when one does.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt {
    running: Arc<Mutex<Option<Arc<AtomicBool>>>>,
}

impl Interrupt {
    /// Takes over the signal. Where another handler is in place already, statements cannot be stopped.
    pub(super) fn install() -> Self {
        let interrupt = Self::default();
        let running = interrupt.running.clone();
        let handler = move || {
            if let Some(flag) = running.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                flag.store(true, Ordering::Relaxed);
            }
        };
        // An error means that there is a handler: then that one rules.
        let _ = ctrlc::set_handler(handler);
        interrupt
    }

    /// Lets Ctrl-C raise `flag` while `work` runs.
    pub(super) fn while_running<T>(&self, flag: Arc<AtomicBool>, work: impl FnOnce() -> T) -> T {
        self.set(Some(flag));
        let result = work();
        self.set(None);
        result
    }

    fn set(&self, flag: Option<Arc<AtomicBool>>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = flag;
    }
}
