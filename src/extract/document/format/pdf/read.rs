//! A PDF's pages, one after the other, and what makes it refused.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::Error;
use unpdf::parser::backend::{PdfBackend, RawBackend};

use super::super::super::ReadError;
use super::super::super::fold::is_ideograph;
use super::super::limits::{MAX_MEMBER, MAX_PAGES};
use super::content::{self, Content, Run};
use super::line::{self, Line};
use super::nesting;
use super::paragraph;

const WHAT: &str = "a PDF";

/// Stack for a file that nests as deep as it may; only what is used of it takes memory.
const STACK: usize = 256 << 20;

/// The commonest characters of reports, of traditional script too.
const COMMON: &str = "的和业業建发發国國展化加大进進全实實设設力政新产產工制一强強民人持中经經高改增市推行生体體会會保\
    动動作重务務资資地年区區等农農开開有济濟成提施理社企城合要入能主度基技家平革用坚堅以公项項水育在创創面治为為现現";

/// Characters from which on a text can be judged by its commonest ones.
const MIN_IDEOGRAPHS: usize = 200;

/// The text of a PDF, paragraph by paragraph and cell by cell.
pub(in super::super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    // The reader is young and PDF is wide: a file that makes it panic is refused like any other that it cannot read,
    // and the reports beside it are still read. It is handed bytes alone, so nothing is left in a broken state.
    catch_unwind(AssertUnwindSafe(|| stacker::grow(STACK, || read(bytes))))
        .unwrap_or_else(|_| Err(damaged("its reader gave up".to_owned())))
}

fn damaged(why: String) -> ReadError {
    ReadError::Damaged { what: WHAT, why }
}

fn read(bytes: &[u8]) -> Result<String, ReadError> {
    if nesting::is_file_deep(bytes) {
        return Err(damaged("its objects nest without end".to_owned()));
    }
    let backend = RawBackend::load_bytes(bytes).map_err(|error| refused(&error))?;
    let integrity = backend.integrity();
    if integrity.unresolved_page_nodes > 0 {
        return Err(damaged("some of its pages are missing".to_owned()));
    }
    let ids = content::pages(&backend);
    if ids.len() > MAX_PAGES {
        return Err(ReadError::TooMany { what: "pages", most: MAX_PAGES });
    }
    let mut pages = Vec::new();
    let (mut n_scanned, mut n_bytes) = (0, 0);
    for (at, id) in ids.into_iter().enumerate() {
        let page = content::read(&backend, id);
        let Content { turned, n_pictures, n_unpainted } =
            page.map_err(|why| ReadError::Unreadable { why: format!("page {}: {why}", at + 1) })?;
        let runs = upright(turned);
        let n_characters: usize = runs.iter().map(|run| run.text.chars().count()).sum();
        // What a machine recognised on a picture may be wrong in any digit.
        n_scanned += usize::from(n_pictures > 0 && n_unpainted * 2 >= n_characters);
        n_bytes += runs.iter().map(|run| run.text.len()).sum::<usize>();
        if n_bytes as u64 > MAX_MEMBER {
            return Err(ReadError::Unpacked { most: MAX_MEMBER });
        }
        pages.push(line::lines(runs));
    }
    check(&pages, n_scanned)?;
    let text = paragraph::text(&pages);
    if !reads_like_chinese(&text) {
        let why = "its characters make no Chinese text, so its fonts tell the wrong ones".to_owned();
        return Err(ReadError::Unreadable { why });
    }
    Ok(text)
}

/// Whether the characters are those that texts are made of: the commonest make up a third to a half of every report, and
/// next to nothing where a font's table gives each code another font's character.
fn reads_like_chinese(text: &str) -> bool {
    let ideographs = text.chars().filter(|&character| is_ideograph(character));
    let (n_common, n_all) = ideographs.fold((0, 0), |(n_common, n_all), character| {
        (n_common + usize::from(COMMON.contains(character)), n_all + 1)
    });
    n_all < MIN_IDEOGRAPHS || n_common * 10 >= n_all
}

/// A cover may be a picture; half of the report may not.
fn check(pages: &[Vec<Line>], n_scanned: usize) -> Result<(), ReadError> {
    if n_scanned * 2 > pages.len() {
        return Err(ReadError::Scanned);
    }
    if pages.iter().all(Vec::is_empty) {
        return Err(ReadError::NoText { characters: 0 });
    }
    Ok(())
}

/// The runs of a page that stand the way most of it does; stamps and watermarks across it go.
fn upright(turned: [Vec<Run>; 4]) -> Vec<Run> {
    let length = |runs: &Vec<Run>| runs.iter().map(|run| run.text.len()).sum::<usize>();
    turned.into_iter().max_by_key(length).unwrap_or_default()
}

fn refused(error: &Error) -> ReadError {
    match error {
        Error::Encrypted | Error::InvalidPassword => ReadError::Locked,
        _ => damaged(error.to_string()),
    }
}
