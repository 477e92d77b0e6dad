#![allow(warnings)]
use std::time::Instant;
use tuzhi::extract::{Document, Lexicon, extract};
fn main() {
    let t = Instant::now();
    let lexicon = Lexicon::builtin();
    println!("lexicon {:?}", t.elapsed());
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    for _ in 0..2 {
        let t = Instant::now();
        let d = Document::read(&path, &bytes, &lexicon).unwrap();
        println!("read {:?}", t.elapsed());
        let t = Instant::now();
        let f = extract(&path, &bytes, &lexicon);
        println!("all {:?} {}", t.elapsed(), f.facts.len());
    }
}
