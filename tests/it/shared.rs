//! The shared folder of real reports and annotations beside the project. Tests that need it say so and pass without it.

use std::path::{Path, PathBuf};

/// The folder, or nothing (and a line on stderr) where it is missing.
pub(crate) fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("TUZHI_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    if folder.is_dir() {
        return Some(folder);
    }
    #[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
    {
        eprintln!("skipped: there is no folder {} (TUZHI_SHARED names another)", folder.display());
    }
    None
}
