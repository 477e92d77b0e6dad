//! Random valid statements give the same however they are run, and any text at all is answered or refused: the promises
//! that the fuzz targets check, on fixed seeds. `TUZHI_QUERIES` says how many statements
//! to try.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/query_laws.rs"]
mod laws;
#[path = "../../fuzz/queries.rs"]
mod queries;

#[test]
fn random_statements_agree_with_and_without_each_pass_and_on_each_copy() {
    let told = std::env::var("TUZHI_QUERIES").ok().and_then(|told| told.parse().ok());
    for seed in 0..told.unwrap_or(2000) {
        laws::agree(seed);
    }
}

#[test]
fn the_promises_hold_on_the_seeds_of_the_fuzz_targets() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut n_seeds = 0;
    for target in ["parse", "run"] {
        for seed in fs::read_dir(seeds.join(target)).unwrap() {
            let text = String::from_utf8(fs::read(seed.unwrap().path()).unwrap()).unwrap();
            laws::parse(&text);
            laws::run(&text);
            n_seeds += 1;
        }
    }
    assert!(n_seeds > 20, "{n_seeds} seeds");
}
