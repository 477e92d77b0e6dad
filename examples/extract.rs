//! Prints the facts of the files named on the command line, one JSON object a line.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example program prints")]

use tuzhi::extract::{Lexicon, extract};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::builtin();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let extraction = extract(&path, &bytes, &lexicon);
        for diagnostic in extraction.diagnostics {
            eprintln!("{path}: {}", diagnostic.message);
        }
        for fact in extraction.facts {
            println!("{}", serde_json::to_string(&fact)?);
        }
    }
    Ok(())
}
