//! Any text as a statement.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../queries.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod queries;
#[path = "../query_laws.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod laws;

fuzz_target!(|text: &str| laws::parse(text));
