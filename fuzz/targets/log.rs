//! Any bytes as a commit in a graph's log.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../storage_laws.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod storage_laws;

fuzz_target!(|bytes: &[u8]| storage_laws::log(bytes));
