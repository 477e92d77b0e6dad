//! What is packed comes back; what is torn gives none.

use super::{pack, unpack};
use crate::diagnostic::Diagnostic;
use crate::extract::{Extraction, Lexicon, extract};

fn of_a_report() -> Extraction {
    let text = "无锡市2024年政府工作报告\n一、2023年工作回顾\n地区生产总值达到15456亿元、增长6%左右，建成华虹二期项目。\n\
                二、2024年工作安排\n地区生产总值增长5%—5.5%，发展集成电路产业，建设太湖湾科创带。\n";
    let mut extraction = extract("2024-wuxi.txt", text.as_bytes(), &Lexicon::builtin());
    extraction.diagnostics.push(Diagnostic::warning("这是一个提醒").with_hint("看一看"));
    extraction
}

#[test]
fn what_is_packed_comes_back() {
    let extraction = of_a_report();
    assert!(extraction.facts.len() > 5, "{:?}", extraction.facts);
    let again = unpack(&pack(&extraction)).expect("packed just now");
    assert_eq!(again.facts, extraction.facts);
    assert_eq!(again.diagnostics, extraction.diagnostics);
}

#[test]
fn torn_or_longer_bytes_give_none() {
    let mut bytes = pack(&of_a_report());
    for len in 0..bytes.len() {
        assert!(unpack(&bytes[..len]).is_none(), "{len}");
    }
    bytes.push(0);
    assert!(unpack(&bytes).is_none());
}

/// An altered byte may give other facts, but never a panic and never more memory than the bytes can hold.
#[test]
fn altered_bytes_do_no_harm() {
    let bytes = pack(&of_a_report());
    for at in 0..bytes.len() {
        for byte in [0, 0x7f, 0x80, 0xff] {
            let mut altered = bytes.clone();
            altered[at] = byte;
            drop(unpack(&altered));
        }
    }
}
