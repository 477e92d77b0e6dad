//! How fast documents are read: the lexicon's start, a document's text and identity, and all its facts, over the sample
//! reports and over one of them repeated to a large file, whose time must grow with its length only.

#![allow(missing_docs, reason = "criterion's macros make items without docs")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tuzhi::extract::{Document, Lexicon, extract};

/// The sample reports, in the order of their names.
fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports");
    let entries = std::fs::read_dir(folder).expect("the sample reports are part of the project");
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut reports: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| {
            std::fs::read(&path).ok().map(|bytes| (path.to_string_lossy().into_owned(), bytes))
        })
        .collect();
    reports.sort();
    reports
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("lexicon", |bench| bench.iter(Lexicon::builtin));
}

fn documents(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let reports = samples();
    let n_bytes: usize = reports.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut group = criterion.benchmark_group("documents");
    group.throughput(Throughput::Bytes(n_bytes as u64));
    group.bench_function("read", |bench| {
        bench.iter(|| {
            for (name, bytes) in &reports {
                black_box(Document::read(name, bytes, &lexicon).is_ok());
            }
        });
    });
    group.bench_function("extract", |bench| {
        bench.iter(|| {
            reports.iter().map(|(name, bytes)| extract(name, bytes, &lexicon).facts.len()).sum::<usize>()
        });
    });
    group.finish();
}

fn repeats(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let Some((name, report)) = samples().into_iter().next() else { return };
    let mut group = criterion.benchmark_group("repeats");
    group.sample_size(10);
    for n_times in [50, 200] {
        let bytes = report.repeat(n_times);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(n_times.to_string(), |bench| {
            bench.iter(|| extract(&name, &bytes, &lexicon).facts.len());
        });
    }
    group.finish();
}

criterion_group!(benches, start, documents, repeats);
criterion_main!(benches);
