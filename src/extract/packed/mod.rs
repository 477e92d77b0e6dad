//! What a document gave, as bytes: small and quick to read again, for facts that are kept between two builds.
//!
//! A text stands once, where it is used first, and is a number after that: a sentence is quoted by every fact it
//! holds. Numbers are varints, floats their bits. The bytes name no version: who keeps them must keep the program's
//! fingerprint with them, for every field of every fact is written and a new one changes the form. Bytes that are no
//! extraction give none, never a panic. Knows facts and diagnostics, no files.

mod fields;
mod pack;

#[cfg(test)]
mod law_tests;

pub(crate) use pack::{pack, unpack};
