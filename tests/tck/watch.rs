//! Runs a scenario on a thread of its own, so that neither a panic nor a query without end stops the rest.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use super::run::{Failure, run};
use super::scenario::Kit;

/// Time of one scenario.
const LIMIT: Duration = Duration::from_secs(10);
/// Stack of a scenario's thread, as large as a program's main thread has it.
const STACK_BYTES: usize = 8 << 20;
/// Name of the threads whose panics are failures, not messages.
const THREAD_NAME: &str = "scenario";

/// Keeps panics of scenarios off the screen: they are reported as failures.
pub(crate) fn hush_scenario_panics() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(THREAD_NAME) {
            default(info);
        }
    }));
}

/// Runs the scenario of that number; a panic or too long a time is a failure.
pub(crate) fn run_scenario(kit: &Arc<Kit>, i: usize) -> Result<(), Failure> {
    let (sender, receiver) = mpsc::channel();
    let interrupt: Arc<Mutex<Option<Arc<AtomicBool>>>> = Arc::default();
    let (kit, shared) = (kit.clone(), interrupt.clone());
    let work = move || {
        let on_statement = |flag| *shared.lock().unwrap_or_else(PoisonError::into_inner) = Some(flag);
        let outcome =
            panic::catch_unwind(panic::AssertUnwindSafe(|| run(&kit, &kit.scenarios[i], &on_statement)));
        let outcome = outcome.unwrap_or_else(|payload| Err(Failure::new("panic", panic_text(&*payload))));
        // The receiver is gone when the time is over; then nobody asks any more.
        let _ = sender.send(outcome);
    };
    if let Err(why) = thread::Builder::new().name(THREAD_NAME.into()).stack_size(STACK_BYTES).spawn(work) {
        return Err(Failure::new("runner", why.to_string()));
    }
    receiver.recv_timeout(LIMIT).unwrap_or_else(|_| {
        if let Some(flag) = &*interrupt.lock().unwrap_or_else(PoisonError::into_inner) {
            flag.store(true, Ordering::Relaxed);
        }
        Err(Failure::new("timeout", format!("no end within {} seconds", LIMIT.as_secs())))
    })
}

fn panic_text(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
