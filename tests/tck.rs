//! The openCypher Technology Compatibility Kit: every scenario is a test of its own, an example of an outline too.
//!
//! The kit lies outside the repository: in the folder `TUZHI_TCK`, else `../shared/tck`. Scenarios that are known to
//! fail stand in `tests/tck/expected_failures.txt` with a reason; a failure that does not stand there breaks the test,
//! and so does a scenario that stands there and passes. `UPDATE_EXPECT=1` writes the ledger anew.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the counts are this program's output")]

#[path = "tck/compare.rs"]
mod compare;
#[path = "tck/ledger.rs"]
mod ledger;
#[path = "tck/notation.rs"]
mod notation;
#[path = "tck/run.rs"]
mod run;
#[path = "tck/scenario.rs"]
mod scenario;
#[path = "tck/snapshot.rs"]
mod snapshot;
#[path = "tck/watch.rs"]
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};

use ledger::{Ledger, Outcomes};
use scenario::Kit;

fn main() -> ExitCode {
    let folder = kit_folder();
    if !folder.join("features").is_dir() {
        println!("tck: skipped, there is no kit in {} (set TUZHI_TCK)", folder.display());
        return ExitCode::SUCCESS;
    }
    let kit = match Kit::load(&folder) {
        Ok(kit) => Arc::new(kit),
        Err(why) => {
            eprintln!("tck: {why}");
            return ExitCode::FAILURE;
        }
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tck/expected_failures.txt");
    let ledger = Arc::new(Ledger::read(&path));
    let outcomes = Arc::new(Mutex::new(Outcomes::default()));
    let update = std::env::var_os("UPDATE_EXPECT").is_some();

    watch::hush_scenario_panics();
    let trials = (0..kit.scenarios.len()).map(|i| trial(i, &kit, &ledger, &outcomes, update)).collect();
    let mut arguments = Arguments::from_args();
    arguments.quiet = arguments.format.is_none();
    let conclusion = libtest_mimic::run(&arguments, trials);

    let outcomes = outcomes.lock().expect("no trial panics while it holds the lock");
    println!("tck: {}", outcomes.summary());
    if update && let Err(why) = ledger.update(&path, &outcomes) {
        eprintln!("tck: {}: {why}", path.display());
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

fn kit_folder() -> PathBuf {
    match std::env::var_os("TUZHI_TCK") {
        Some(folder) => folder.into(),
        None => {
            let shared = std::env::var_os("TUZHI_SHARED").map(PathBuf::from);
            shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("tck")
        }
    }
}

fn trial(
    i: usize,
    kit: &Arc<Kit>,
    ledger: &Arc<Ledger>,
    outcomes: &Arc<Mutex<Outcomes>>,
    update: bool,
) -> Trial {
    let (kit, ledger, outcomes) = (kit.clone(), ledger.clone(), outcomes.clone());
    Trial::test(kit.scenarios[i].key.clone(), move || {
        let key = &kit.scenarios[i].key;
        let outcome = watch::run_scenario(&kit, i);
        outcomes.lock().expect("no trial panics while it holds the lock").add(key, &outcome);
        match (outcome, ledger.has(key)) {
            (Ok(()), false) | (Err(_), true) => Ok(()),
            _ if update => Ok(()),
            (Ok(()), true) => Err(Failed::from("passes, but stands in the ledger of known failures")),
            (Err(failure), false) => Err(Failed::from(failure.to_string())),
        }
    })
}
