//! Any bytes as a report with facts.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tuzhi::extract::Lexicon;

#[path = "../laws.rs"]
#[expect(dead_code, reason = "each target runs one of the laws")]
mod laws;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fuzz_target!(|bytes: &[u8]| laws::extract(bytes, &LEXICON));
