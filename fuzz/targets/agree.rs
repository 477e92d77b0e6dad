//! Random valid statements: any eight bytes are the seed of a statement, and say on which graph it runs.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../queries.rs"]
mod queries;
#[path = "../query_laws.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod laws;

fuzz_target!(|seed: u64| laws::agree(seed));
