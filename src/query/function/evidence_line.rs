//! On which line of its document a place stands: of a docx or pdf, of the text taken out of it. The graph keeps bytes, not
//! lines: the file is asked, as long as it is where it was and what it was when it was read.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::registry::FunctionContext;

/// Where the lines of files begin, as far as it was asked in a statement; none of files that cannot be read.
#[derive(Debug, Default)]
pub struct SourceLines {
    known: RefCell<FxHashMap<Arc<str>, Option<LineStarts>>>,
}

/// Where the lines of a file begin.
type LineStarts = Rc<Vec<usize>>;

/// Files kept in mind.
const MAX_FILES: usize = 1024;

/// The line of a byte, from 1.
pub(super) fn line_of(
    context: &FunctionContext<'_>,
    path: &Arc<str>,
    hash: &str,
    at: usize,
) -> Option<usize> {
    let known = context.sources.known.borrow().get(path).cloned();
    let starts = match known {
        Some(starts) => starts,
        None => {
            let starts = (context.files.line_starts)(path, hash).map(Rc::new);
            let mut all = context.sources.known.borrow_mut();
            if all.len() >= MAX_FILES {
                all.clear();
            }
            all.insert(path.clone(), starts.clone());
            starts
        }
    }?;
    Some(starts.partition_point(|start| *start <= at))
}
