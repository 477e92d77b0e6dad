//! Tells the program which build it is: a hash of its sources and tables, so that facts which another build kept are
//! never taken for its own. A version number would do for releases, not for two builds between them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for root in ["src", "data/lexicon"] {
        println!("cargo::rerun-if-changed={root}");
        collect(Path::new(root), &mut files)?;
    }
    // A package without its lock file still builds.
    files.extend([PathBuf::from("Cargo.lock")].into_iter().filter(|path| path.is_file()));
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    let mut hash = Fnv::new();
    for path in files {
        hash.update(path.to_string_lossy().replace('\\', "/").as_bytes());
        hash.update(&fs::read(&path)?);
    }
    println!("cargo::rustc-env=TUZHI_FINGERPRINT={:016x}", hash.0);
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// FNV-1a over the files with their lengths: a build script needs no dependency for a name.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn update(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
