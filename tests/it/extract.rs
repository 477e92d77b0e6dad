//! What extraction promises beyond quality: no report fails, the way of typing and the encoding do not matter, and the
//! same input gives the same bytes whatever the number of threads.

use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use tuzhi::extract::{Extraction, Fact, Lexicon, extract};

use crate::shared;

/// The sample reports that ship, in the order of their names.
fn samples() -> Vec<PathBuf> {
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports"))
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut texts: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    texts.sort();
    texts
}

fn lines(extraction: &Extraction) -> String {
    let json = |fact| serde_json::to_string(fact).expect("a fact is JSON");
    extraction.facts.iter().map(json).collect::<Vec<_>>().join("\n")
}

/// Facts without their places in the file and their quotations: what they say.
fn said(text: &[u8], lexicon: &Lexicon) -> Vec<String> {
    let facts = extract("report.txt", text, lexicon).facts;
    let said = facts.into_iter().map(|mut fact| {
        let (evidence, more) = match &mut fact {
            Fact::Document(document) => {
                (document.characters, document.title, document.sha256) = Default::default();
                return format!("{document:?}");
            }
            Fact::Entity(entity) => (&mut entity.evidence, &mut entity.more),
            Fact::Measure(measure) => (&mut measure.evidence, &mut measure.more),
            Fact::Relation(relation) => (&mut relation.evidence, &mut relation.more),
        };
        more.clear();
        (evidence.start, evidence.end, evidence.quote) = Default::default();
        format!("{fact:?}")
    });
    said.collect()
}

/// ASCII and blanks as a full-width keyboard types them.
fn widen(text: &str) -> String {
    let wide = |character: char| match character {
        '!'..='~' if character != '"' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character),
        _ => character,
    };
    text.chars().map(wide).collect()
}

/// Full-width ASCII as ASCII.
fn narrow(text: &str) -> String {
    let narrow = |character: char| match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    text.chars().map(narrow).collect()
}

#[test]
fn width_and_encoding_do_not_matter() {
    let lexicon = Lexicon::builtin();
    for path in samples() {
        let text = std::fs::read_to_string(&path).expect("a sample is UTF-8");
        let wanted = said(text.as_bytes(), &lexicon);
        assert!(wanted.len() > 20, "{} has facts", path.display());
        assert_eq!(said(widen(&text).as_bytes(), &lexicon), wanted, "{}", path.display());
        assert_eq!(said(narrow(&text).as_bytes(), &lexicon), wanted, "{}", path.display());
        let points = narrow(&text).replace('。', ".").replace(['“', '”'], "\"");
        assert_eq!(said(points.as_bytes(), &lexicon), wanted, "{} with points", path.display());
        let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
        assert_eq!(said(&gbk, &lexicon), wanted, "{}", path.display());
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let lexicon = Lexicon::builtin();
    let reports: Vec<(String, Vec<u8>)> = samples()
        .into_iter()
        .map(|path| {
            (path.to_string_lossy().into_owned(), std::fs::read(&path).expect("a sample can be read"))
        })
        .collect();
    let run = |n_threads| {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().expect("threads can be started");
        let read = |(name, bytes): &(String, Vec<u8>)| lines(&extract(name, bytes, &lexicon));
        pool.install(|| reports.par_iter().map(read).collect::<Vec<String>>()).join("\n")
    };
    assert_eq!(run(1), run(2));
}

#[test]
fn every_place_of_a_fact_lies_in_the_file() {
    let lexicon = Lexicon::builtin();
    for path in samples() {
        let text = std::fs::read_to_string(&path).expect("a sample is UTF-8");
        for fact in extract(&path.to_string_lossy(), text.as_bytes(), &lexicon).facts {
            let places = match &fact {
                Fact::Document(_) => Vec::new(),
                Fact::Entity(entity) => [&entity.more[..], std::slice::from_ref(&entity.evidence)].concat(),
                Fact::Measure(measure) => {
                    [&measure.more[..], std::slice::from_ref(&measure.evidence)].concat()
                }
                Fact::Relation(relation) => {
                    [&relation.more[..], std::slice::from_ref(&relation.evidence)].concat()
                }
            };
            for place in places {
                assert!(text.get(place.start..place.end).is_some_and(|piece| !piece.is_empty()), "{fact:?}");
            }
        }
    }
}

#[test]
fn every_real_report_gives_facts() {
    let Some(folder) = shared::folder() else { return };
    let lexicon = Lexicon::builtin();
    let mut n_reports = 0;
    for part in ["seeds", "dev", "dev/raw"] {
        for path in texts(&folder.join("reports").join(part)) {
            let bytes = std::fs::read(&path).expect("a report can be read");
            let extraction = extract(&path.to_string_lossy(), &bytes, &lexicon);
            assert!(extraction.diagnostics.is_empty(), "{}: {:?}", path.display(), extraction.diagnostics);
            assert!(extraction.facts.len() > 5, "{} has facts", path.display());
            n_reports += 1;
        }
    }
    assert!(n_reports >= 32, "{n_reports} reports are there");
}

#[test]
fn tables_of_ones_own_are_added_and_wrong_ones_named() {
    let own = |name: &str, text: &str| Lexicon::with_tables(&[(name.to_owned(), text.to_owned())].into());
    let with_area = own("areas", "name\taliases\tkind\tmembers\n环太湖\t太湖圈\tarea\n")
        .expect("the table is well-formed");
    assert!(with_area.areas.iter().any(|area| area.name == "环太湖") && with_area.areas.iter().count() > 10);
    let message = |name, text| own(name, text).map(|_| ()).expect_err("the table is wrong").to_string();
    assert_eq!(
        message("areas", "name\taliases\tkind\tmembers\n\n环太湖\t\tsea\n"),
        "areas:3: unknown kind `sea`, expected area, country or world"
    );
    assert_eq!(message("places", "code\tname\n"), "places:1: no column `short`");
    assert!(message("cities", "").starts_with("cities:1: no table of this name; the tables are: "));
}
