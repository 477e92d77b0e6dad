//! A measure's span, cut out of the original file and read again alone, gives the same value and unit.

use std::path::{Path, PathBuf};

use tuzhi::extract::{Fact, Lexicon, document::fold_text, extract, quantity};

use crate::shared;

/// The text files of `folder`.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    files.sort();
    files
}

/// Reads every measure of `bytes` again from its span; gives how many there are.
fn read_again(name: &str, bytes: &[u8], lexicon: &Lexicon) -> usize {
    let mut n = 0;
    for fact in extract(name, bytes, lexicon).facts {
        let Fact::Measure(measure) = fact else { continue };
        // 9年 alone is no amount: the noun before it makes it one.
        if measure.unit == "年" && measure.value.fract() == 0.0 {
            continue;
        }
        let places = std::iter::once(&measure.evidence).chain(&measure.more);
        for place in places {
            let cut = &bytes[place.start..place.end];
            let text = match std::str::from_utf8(cut) {
                Ok(text) => text.to_owned(),
                Err(_) => encoding_rs::GB18030.decode_without_bom_handling(cut).0.into_owned(),
            };
            // A page ends inside a figure: its number stands on a line of its own.
            let is_page = |line: &&str| line.contains('—') && !line.contains(char::is_alphabetic);
            let text: String = fold_text(&text, lexicon).lines().filter(|line| !is_page(line)).collect();
            let alone = quantity::read(&text, lexicon);
            // Of figures that share a unit the first is meant: 5.1和3.6个百分点.
            let one = alone.len() == 1 || alone.iter().all(|other| other.unit == measure.unit);
            // A ratio as a whole says each of its parts: 19:43:38.
            let ratio = alone.iter().all(|other| other.said == alone[0].said);
            let meant = alone.iter().find(|part| !ratio || part.value.abs() == measure.value.abs());
            let found = meant.filter(|_| one).map(|alone| (alone.value.abs(), alone.unit.as_str()));
            let wanted = Some((measure.value.abs(), measure.unit.as_str()));
            assert_eq!(found, wanted, "{name}: `{text}` of {}: {}", measure.indicator, place.quote);
            assert_eq!(alone[0].value_max.map(f64::abs), measure.value_max.map(f64::abs), "{name}: `{text}`");
            n += 1;
        }
    }
    n
}

fn read_folder(folder: &Path, lexicon: &Lexicon) -> usize {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("the report can be read");
        read_again(&path.to_string_lossy(), &bytes, lexicon)
    };
    texts(folder).iter().map(read).sum()
}

#[test]
fn spans_of_the_sample_reports_say_the_same() {
    let n = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports"), &Lexicon::builtin());
    assert!(n > 300, "{n} measures");
}

#[test]
fn spans_of_the_shared_reports_say_the_same() {
    let Some(shared) = shared::folder() else { return };
    let lexicon = Lexicon::builtin();
    let n: usize =
        ["reports/seeds", "reports/dev"].iter().map(|part| read_folder(&shared.join(part), &lexicon)).sum();
    assert!(n > 2500, "{n} measures");
}

#[test]
fn spans_of_full_width_text_say_the_same() {
    let lexicon = Lexicon::builtin();
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports/2024-wuxi.txt"))
            .expect("the sample can be read");
    let wide: String = text
        .chars()
        .map(|c| if ('!'..='~').contains(&c) { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    let (half, full) =
        (read_again("a.txt", text.as_bytes(), &lexicon), read_again("a.txt", wide.as_bytes(), &lexicon));
    assert!(half > 30 && half == full, "{half} and {full}");
}
