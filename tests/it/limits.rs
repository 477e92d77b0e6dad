//! Inputs made to be hard: reading keeps its promises on them (those that the fuzz targets check), and its time and its
//! output grow with their length, not with the square of it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tuzhi::extract::{Lexicon, extract};

#[path = "../../fuzz/laws.rs"]
mod laws;
#[path = "../../fuzz/storage_laws.rs"]
mod storage_laws;

/// What a report begins with, so that the rest has a region and a year.
const OPENING: &str = "太仓市人民政府工作报告\n——2025年1月16日在太仓市第二十届人民代表大会第四次会议上\n各位代表:\n现在,我代表市人民政府,向大会报告工作。\n一、2024年工作回顾\n";

/// Repeated, each of these was or could be a reason to look at the same text again and again.
const HARD: &[&str] = &[
    "推进氢能产业发展建设太湖湾科创带",
    "全市完成投资12亿元,增长6%,发展氢能产业,推进康得新集团新材料项目,",
    "7",
    "3 ",
    "、",
    "氢能、",
    "企业1家、",
    "增长1%",
    "从18%下降到7.8%",
    "一二三四五六七八九十百千万亿",
    "一、推进工作\n",
    "(一)推进工作。\n",
    "“",
    "“三优三保”",
    "《",
    "(1个",
    "与东南大学",
    "2024年",
    "无锡市",
    "<",
    "<!--",
    "&",
    "增\n",
    "ab ",
    "。”",
    "全市地区生产总值增长6.5%,推进康得新集团新材料项目建设,实现了历史性的突破。",
];

/// The opening, and `words` up to about `n_bytes`.
fn repeated(words: &str, n_bytes: usize) -> String {
    OPENING.to_owned() + &words.repeat(n_bytes / words.len())
}

/// What this thread has computed for: other work on the machine does not count, where the system tells.
fn computed(since: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// The lesser time of two readings, and the bytes of the facts.
fn cost(text: &str, lexicon: &Lexicon) -> (Duration, usize) {
    let begin = Instant::now();
    let mut least = Duration::MAX;
    let mut n_bytes = 0;
    for _ in 0..2 {
        let before = computed(begin);
        let facts = extract("hard.txt", text.as_bytes(), lexicon).facts;
        least = least.min(computed(begin) - before);
        n_bytes = facts.iter().map(|fact| serde_json::to_string(fact).unwrap().len()).sum();
    }
    (least, n_bytes)
}

#[test]
fn time_and_output_grow_with_the_length() {
    let lexicon = Lexicon::builtin();
    extract("warm.txt", OPENING.as_bytes(), &lexicon);
    for words in HARD {
        // Sentences of more than 12,000 bytes are read in another way than shorter ones: both sizes are above that.
        let (short, n_short) = cost(&repeated(words, 13_000), &lexicon);
        let (long, n_long) = cost(&repeated(words, 65_000), &lexicon);
        // Five times the length: five times the time, or twenty-five times where it grows with the square.
        let most = short * 12 + Duration::from_millis(50);
        assert!(long <= most, "`{words}` takes {short:?}, and {long:?} when it is five times as long");
        assert!(n_long <= n_short * 8 + 20_000, "`{words}` gives {n_short} bytes, then {n_long}");
    }
}

#[test]
fn the_promises_hold_on_hard_inputs() {
    let lexicon = Lexicon::builtin();
    for words in HARD {
        let text = repeated(words, 6_000);
        laws::decode(text.as_bytes());
        laws::document(text.as_bytes(), &lexicon);
        laws::quantity(&text, &lexicon);
        laws::extract(text.as_bytes(), &lexicon);
    }
}

#[test]
fn the_promises_hold_on_the_seeds_of_the_fuzz_targets() {
    let lexicon = Lexicon::builtin();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for folder in fs::read_dir(&seeds).unwrap() {
        let folder = folder.unwrap().path();
        for seed in fs::read_dir(&folder).unwrap() {
            let bytes = fs::read(seed.unwrap().path()).unwrap();
            match folder.file_name().and_then(|name| name.to_str()) {
                Some("decode") => laws::decode(&bytes),
                Some("document") => laws::document(&bytes, &lexicon),
                Some("quantity") => laws::quantity(std::str::from_utf8(&bytes).unwrap(), &lexicon),
                Some("extract") => laws::extract(&bytes, &lexicon),
                // `query_laws.rs` takes those.
                Some("parse" | "run") => {}
                Some("file") => storage_laws::file(&bytes),
                Some("log") => storage_laws::log(&bytes),
                other => panic!("no target is called {other:?}"),
            }
        }
    }
}

/// Each byte of a file, and of a commit, altered in several ways under checksums that fit.
#[test]
fn altered_files_are_refused_or_opened() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (target, law) in [("file", storage_laws::file as fn(&[u8])), ("log", storage_laws::log)] {
        for seed in fs::read_dir(seeds.join(target)).unwrap() {
            let bytes = fs::read(seed.unwrap().path()).unwrap();
            for at in 0..bytes.len() {
                for alter in [|_| 0, |_| 0xff, |byte| byte ^ 1, |byte: u8| byte.wrapping_add(0x7f)] {
                    let mut altered = bytes.clone();
                    altered[at] = alter(altered[at]);
                    law(&altered);
                }
                law(&bytes[..at]);
            }
        }
    }
}
