//! Any bytes as text in any encoding.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../laws.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::decode(bytes));
