//! Whatever a text says, it is read: clauses of the shipped reports joined in any order, torn and half repeated.

use std::fs;
use std::path::Path;

use tuzhi::extract::{Fact, Lexicon, extract};

/// Numbers without end, the same on every run (Knuth's linear congruential generator, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

/// A sentence of the clauses: some of anywhere, the rest of one report's own order.
fn sentence(dice: &mut Dice, clauses: &[&str]) -> String {
    let n = 1 + dice.below(6);
    let from = dice.below(clauses.len() - n);
    let mut parts: Vec<&str> = if dice.below(2) == 0 {
        clauses[from..from + n].to_vec()
    } else {
        (0..n).map(|_| dice.of(clauses)).collect()
    };
    if dice.below(3) == 0 {
        let (a, b) = (dice.below(n), dice.below(n));
        parts.swap(a, b);
    }
    let mut text = parts.join(dice.of(&["，", ",", "、", "，"]));
    if dice.below(3) == 0 {
        let torn: Vec<char> = text.chars().collect();
        let (at, length) = (dice.below(torn.len()), dice.below(7));
        text = torn.iter().take(at).chain(torn.iter().skip(at + length)).collect();
    }
    text + dice.of(&["。", "。", "；", ";", "\n"])
}

#[test]
fn clauses_in_any_order_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports");
    let mut reports: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    reports.sort();
    let texts: Vec<String> = reports.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    // Changes between years, whose words stand behind their figure.
    let changes =
        "由2016年的100亿元增加到2021年的190亿元,人均GDP由1.6万元提高到3.1万元,从2019年的38%提高到2022年的52%";
    let split =
        |text| str::split(text, ['，', ',', '。', '；', ';', '\n']).filter(|clause| !clause.is_empty());
    let clauses: Vec<&str> = texts.iter().flat_map(|text| split(text)).chain(split(changes)).collect();
    let lexicon = Lexicon::builtin();
    let mut dice = Dice(2026);
    let mut n_facts = 0;
    for year in 2001..2027 {
        let mut text =
            format!("政府工作报告\n——{year}年1月8日在太仓市第十五届人民代表大会第一次会议上\n一、工作回顾\n");
        for _ in 0..150 {
            text += &sentence(&mut dice, &clauses);
        }
        let read = extract("any.txt", text.as_bytes(), &lexicon);
        assert!(
            read.facts.iter().any(|fact| matches!(fact, Fact::Document(_))),
            "{:?}\n{text}",
            read.diagnostics
        );
        n_facts += read.facts.len();
    }
    assert!(n_facts > 5000, "{n_facts}");
}

#[test]
fn a_name_at_the_end_of_a_sentence_is_none_of_the_next() {
    let text = "2023年政府工作报告\n全市居民收入增长6%左右。帎大东南大学合作共建智能大东南大学合作共建智能制造创新中心。\n";
    let read = |text: &str| extract("a.txt", text.as_bytes(), &Lexicon::builtin());
    for text in [text.to_owned(), text.replace('\n', "")] {
        let failed: Vec<_> = read(&text).diagnostics.iter().map(|found| found.message.clone()).collect();
        assert!(!failed.iter().any(|message| message.contains("fault of the program")), "{failed:?}");
    }
}
