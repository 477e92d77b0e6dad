#![allow(warnings)]
use tuzhi::extract::{Document, Lexicon};
fn main() {
    let lexicon = Lexicon::builtin();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        match Document::read(&path, &bytes, &lexicon) {
            Err(e) => println!("{path}: {e}"),
            Ok(d) => {
                println!("##### {} {:?}", d.id, d.identity);
                let mut last = usize::MAX;
                let mut lastp = usize::MAX;
                for s in &d.sentences {
                    if s.section != last {
                        let x = &d.sections[s.section];
                        println!(
                            "=== L{} {:?} {:?} {:?} [{}]",
                            x.level, x.period, x.year, x.region, x.heading
                        );
                        last = s.section;
                    }
                    let t: String = d
                        .slice(s.span)
                        .chars()
                        .take(if std::env::var("FULL").is_ok() { 100000 } else { 70 })
                        .collect();
                    println!(
                        "  p{} {}{}",
                        s.paragraph,
                        t,
                        if s.repeats.is_empty() {
                            String::new()
                        } else {
                            format!("  (x{})", s.repeats.len() + 1)
                        }
                    );
                }
            }
        }
    }
}
