//! Facts kept beside a graph: what each document gave, so that the next build reads only what has changed.
//!
//! ```text
//! file   magic (16 bytes), then entries
//! entry  key (32)  length (8)  crc32 (4)  a packed extraction
//! ```
//!
//! Reading is a pure function of program, lexicon, name and bytes; the key is a hash of these, so an entry is right or it
//! is not found. Entries are appended while a build goes on: one that is cut off loses only what it was reading. The
//! file is locked, which also keeps two builds from one graph; it may be deleted at any time.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest as _, Sha256};

use super::failure::Failure;
use crate::extract::packed::{pack, unpack};
use crate::extract::{Extraction, Fact, Lexicon, batches};

const MAGIC: &[u8; 16] = b"TUZHI facts   1\n";
/// What files of other versions of the form begin with, too.
const MAGIC_START: &[u8] = b"TUZHI facts";
/// Key, length and checksum of an entry.
const ENTRY_HEAD: u64 = 44;

/// What an extraction is kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; 32]);

impl Key {
    /// The key of a document: everything that its facts depend on. `model` tells which language model read it, if one did.
    pub(super) fn new(lexicon: &Lexicon, name: &str, bytes: &[u8], model: &str) -> Self {
        let program = concat!(env!("CARGO_PKG_VERSION"), " ", env!("TUZHI_FINGERPRINT"));
        Self::of(&[program.as_bytes(), lexicon.fingerprint(), name.as_bytes(), bytes, model.as_bytes()])
    }

    /// The key of one of several documents in a file.
    fn of_part(&self, number: usize) -> Self {
        Self::of(&[&self.0, &(number as u64).to_le_bytes()])
    }

    fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

/// Where an entry's extraction stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    offset: u64,
    len: u64,
    checksum: u32,
}

/// The file, open for one build.
#[derive(Debug)]
pub(super) struct KeptFacts {
    path: PathBuf,
    file: Mutex<File>,
    places: FxHashMap<Key, Place>,
    /// Keys of this build.
    used: FxHashSet<Key>,
    end: u64,
}

impl KeptFacts {
    /// Opens the file of a graph, made when it is missing. `fresh` forgets what it holds.
    pub(super) fn open(graph: &Path, fresh: bool) -> Result<Self, Failure> {
        let path = beside(graph, "facts");
        let broken = |error: io::Error| Failure::write(&path, &error);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options.map_err(broken)?;
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            let message = format!("`{}` is in use: another build of this graph is running", path.display());
            return Err(Failure::new(message));
        }
        let (mut places, mut end) = (FxHashMap::default(), MAGIC.len() as u64);
        let mut magic = Vec::new();
        Read::by_ref(&mut file).take(MAGIC.len() as u64).read_to_end(&mut magic).map_err(broken)?;
        if magic == MAGIC && !fresh {
            end = find_entries(&file, end, &mut places).map_err(broken)?;
        } else if !magic.is_empty() && !magic.starts_with(MAGIC_START) {
            let message = format!("`{}` holds something else than kept facts", path.display());
            return Err(Failure::with_hint(message, "move it away, or give the graph another name"));
        } else {
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(MAGIC)).map_err(broken)?;
        }
        // What is left of an entry that was being written when a build was cut off.
        file.set_len(end).map_err(broken)?;
        Ok(Self { path, file: Mutex::new(file), places, used: FxHashSet::default(), end })
    }

    /// The extraction kept under a key, if it is there and whole.
    pub(super) fn get(&self, key: &Key) -> Option<Extraction> {
        let bytes = self.bytes(self.places.get(key)?).ok()?;
        unpack(&bytes)
    }

    /// The extraction that was found or kept under a key in this build.
    pub(super) fn read(&self, key: &Key) -> Result<Extraction, Failure> {
        self.get(key)
            .ok_or_else(|| Failure::new(format!("`{}` was altered while it was in use", self.path.display())))
    }

    /// Keeps what a file gave, unless it is what was found there; gives a key for each document in it, in their order.
    pub(super) fn keep(
        &mut self,
        key: Key,
        extraction: &Extraction,
        is_reused: bool,
    ) -> Result<Vec<Key>, Failure> {
        self.used.insert(key);
        if !is_reused {
            self.put(key, extraction)?;
        }
        let is_document = |fact: &&Fact| matches!(fact, Fact::Document(_));
        if extraction.facts.iter().filter(is_document).count() <= 1 {
            return Ok(vec![key]);
        }
        // Documents of an archive are also kept apart, so that one can be taken back without the others.
        let parts = batches(extraction.facts.clone()).into_iter().enumerate().map(|(number, facts)| {
            let key = key.of_part(number);
            if !is_reused || self.get(&key).is_none() {
                self.put(key, &Extraction { facts, diagnostics: Vec::new() })?;
            }
            self.used.insert(key);
            Ok(key)
        });
        parts.collect()
    }

    /// Keeps facts that were given, for this build.
    pub(super) fn keep_given(&mut self, extraction: &Extraction) -> Result<Key, Failure> {
        let key = Key::of(&[b"given", &pack(extraction)]);
        if self.get(&key).is_none() {
            self.put(key, extraction)?;
        }
        self.used.insert(key);
        Ok(key)
    }

    /// Appends an extraction, in the place of what is there and could not be read.
    fn put(&mut self, key: Key, extraction: &Extraction) -> Result<(), Failure> {
        let packed = pack(extraction);
        let place = Place {
            offset: self.end + ENTRY_HEAD,
            len: packed.len() as u64,
            checksum: crc32fast::hash(&packed),
        };
        let mut entry = Vec::with_capacity(packed.len() + ENTRY_HEAD as usize);
        write_entry(&mut entry, &key, &place, &packed).map_err(|error| Failure::write(&self.path, &error))?;
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        let written = file.seek(SeekFrom::Start(self.end)).and_then(|_| file.write_all(&entry));
        written.map_err(|error| Failure::write(&self.path, &error))?;
        self.end = place.offset + place.len;
        self.places.insert(key, place);
        Ok(())
    }

    /// Leaves out what this build did not use; gives the paths of the documents that were in there.
    pub(super) fn finish(self) -> Result<BTreeSet<String>, Failure> {
        let (mut stay, gone): (Vec<_>, Vec<_>) = self
            .places
            .iter()
            .map(|(key, place)| (*key, *place))
            .partition(|(key, _)| self.used.contains(key));
        let facts = gone.iter().filter_map(|(key, _)| self.get(key)).flat_map(|extraction| extraction.facts);
        let paths = facts.filter_map(|fact| match fact {
            Fact::Document(document) => Some(document.path),
            _ => None,
        });
        let paths = paths.collect();
        let needed: u64 = stay.iter().map(|(_, place)| ENTRY_HEAD + place.len).sum();
        if MAGIC.len() as u64 + needed < self.end {
            stay.sort_by_key(|(_, place)| place.offset);
            self.rewrite(&stay).map_err(|error| Failure::write(&self.path, &error))?;
        }
        Ok(paths)
    }

    fn rewrite(&self, entries: &[(Key, Place)]) -> io::Result<()> {
        let new_path = beside(&self.path, "new");
        let mut new = BufWriter::new(File::create(&new_path)?);
        new.write_all(MAGIC)?;
        for (key, place) in entries {
            write_entry(&mut new, key, place, &self.bytes(place)?)?;
        }
        new.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&new_path, &self.path)
    }

    fn bytes(&self, place: &Place) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.offset))?;
            Read::by_ref(&mut *file).take(place.len).read_to_end(&mut bytes)?;
        }
        if bytes.len() as u64 != place.len || crc32fast::hash(&bytes) != place.checksum {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "an entry is damaged"));
        }
        Ok(bytes)
    }
}

impl Drop for KeptFacts {
    /// A build that found nothing leaves nothing. The lock is given back here: a process that is just being started
    /// may hold a copy of the open file for a while.
    fn drop(&mut self) {
        if self.places.is_empty() {
            drop(fs::remove_file(&self.path));
        }
        drop(self.file.get_mut().unwrap_or_else(PoisonError::into_inner).unlock());
    }
}

/// Notes where the whole entries from `end` on stand; the first torn one ends them. Gives the end of the last.
fn find_entries(file: &File, mut end: u64, places: &mut FxHashMap<Key, Place>) -> io::Result<u64> {
    let total = file.metadata()?.len();
    let mut file = BufReader::new(file);
    while end + ENTRY_HEAD <= total {
        let (mut key, mut len, mut checksum) = ([0; 32], [0; 8], [0; 4]);
        for part in [&mut key[..], &mut len, &mut checksum] {
            file.read_exact(part)?;
        }
        let (offset, len) = (end + ENTRY_HEAD, u64::from_le_bytes(len));
        if len > total - offset {
            break;
        }
        places.insert(Key(key), Place { offset, len, checksum: u32::from_le_bytes(checksum) });
        end = offset + len;
        file.seek_relative(i64::try_from(len).map_err(io::Error::other)?)?;
    }
    Ok(end)
}

/// `NAME.ENDING` beside the file `NAME`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn write_entry(to: &mut impl io::Write, key: &Key, place: &Place, packed: &[u8]) -> io::Result<()> {
    to.write_all(&key.0)?;
    to.write_all(&place.len.to_le_bytes())?;
    to.write_all(&place.checksum.to_le_bytes())?;
    to.write_all(packed)
}
