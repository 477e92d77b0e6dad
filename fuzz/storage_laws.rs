//! What opening a graph promises of any bytes whatever: the bodies of the fuzz targets, which `tests/it/limits.rs` runs
//! too, on files and commits that were altered.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tuzhi::database::{Database, Params};
use tuzhi::storage::disk::{Access, Disk, DiskFile, Stamp};
use tuzhi::storage::{check, snapshot};

/// Bytes are a graph that saves to a file which says the same, or an error; also when every checksum in them is right.
pub(crate) fn file(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), signed(bytes)] {
        if let Ok((graph, meta)) = snapshot::decode(&bytes) {
            let again = snapshot::encode(&graph, &meta);
            let (same, notes) = snapshot::decode(&again).expect("what was saved opens");
            assert_eq!(snapshot::encode(&same, &notes), again);
        }
        let disk = MemoryDisk::default();
        disk.put("g", bytes);
        drop(check(&disk, Path::new("g")));
        touch(&disk);
    }
}

/// What opens is asked and written to part by part: each statement ends well, or says which part is damaged.
fn touch(disk: &MemoryDisk) {
    let Ok(mut database) = Database::open_on(Arc::new(disk.clone()), Path::new("g")) else { return };
    let statements = [
        "CREATE (a:A {a: 1})-[:R {b: 'x'}]->(a)",
        "MATCH (n) RETURN labels(n), n.a, properties(n) LIMIT 20",
        "MATCH (a)-[r]->(b) SET r.b = 1, a.a = r.b REMOVE b:A RETURN type(r) LIMIT 20",
        "MATCH (n) WHERE n.name = '江阴市' DETACH DELETE n",
    ];
    for statement in statements {
        drop(database.session().run(statement, &Params::new()));
    }
    drop(database.checkpoint());
}

/// A commit in a log is carried out as a whole and can be written to, or the file is refused.
pub(crate) fn log(payload: &[u8]) {
    let disk = MemoryDisk::default();
    let mut database = Database::default();
    let create = "CREATE (:A {a: 1})-[:R {b: 'x'}]->(:B {c: [1, 'y']})";
    database.session().run(create, &Params::new()).expect("a small graph");
    disk.put("g", snapshot::encode(database.graph(), database.meta()));
    let open = || Database::open_on(Arc::new(disk.clone()), Path::new("g"));
    open().expect("a small file").session().run(create, &Params::new()).expect("a small commit");
    let mut log = disk.get("g.log");
    // The frame that was just written, with another payload.
    log.truncate(160);
    log[136..144].copy_from_slice(&(payload.len() as u64).to_le_bytes());
    log.extend_from_slice(payload);
    let sum = [&log[16..32], &log[136..160], payload].concat();
    let sum = crc32fast::hash(&sum).to_le_bytes();
    log[132..136].copy_from_slice(&sum);
    disk.put("g.log", log);
    drop(check(&disk, Path::new("g")));
    if let Ok(mut database) = open() {
        database.session().run(create, &Params::new()).expect("what opens can be written to");
        drop(database);
        open().expect("what was written opens");
    }
}

/// The bytes as a file whose header fits them.
fn signed(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    if file.len() < 24 {
        return file;
    }
    let number =
        |file: &[u8], at: usize| file[at..].first_chunk().copied().map_or(0, u32::from_le_bytes) as usize;
    let is_first_version = number(&file, 8) == 1;
    let (entry, n_sections, place) = if is_first_version { (24, 8, 4) } else { (32, number(&file, 12), 12) };
    let Some(header) =
        n_sections.checked_mul(entry).map(|length| 24 + length + 4).filter(|end| *end <= file.len())
    else {
        return file;
    };
    let total = file.len();
    file[16..24].copy_from_slice(&(total as u64).to_le_bytes());
    let mut offset = header;
    for section in 0..n_sections {
        let at = 24 + section * entry;
        let told = number(&file, at + place + 12);
        let left = total - offset;
        let length = if section + 1 == n_sections { left } else { told.min(left) };
        let sum = crc32fast::hash(&file[offset..offset + length]);
        if is_first_version {
            file[at..at + 4].copy_from_slice(&(section as u32 + 1).to_le_bytes());
        }
        file[at + place..at + place + 4].copy_from_slice(&sum.to_le_bytes());
        file[at + place + 4..at + place + 12].copy_from_slice(&(offset as u64).to_le_bytes());
        file[at + place + 12..at + place + 20].copy_from_slice(&(length as u64).to_le_bytes());
        offset += length;
    }
    let sum = crc32fast::hash(&file[..header - 4]);
    file[header - 4..header].copy_from_slice(&sum.to_le_bytes());
    file
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
struct MemoryDisk(Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>);

#[derive(Debug)]
struct MemoryFile(MemoryDisk, PathBuf);

impl MemoryDisk {
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<PathBuf, Vec<u8>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.with(|files| files.insert(path.into(), bytes));
    }

    fn get(&self, path: &str) -> Vec<u8> {
        self.with(|files| files.get(Path::new(path)).cloned().unwrap_or_default())
    }
}

impl Disk for MemoryDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let is_there = self.with(|files| files.contains_key(path));
        match access {
            Access::Read if !is_there => return Err(io::ErrorKind::NotFound.into()),
            Access::Write if is_there => {}
            Access::Read => {}
            Access::Write | Access::Fresh => drop(self.with(|files| files.insert(path.into(), Vec::new()))),
        }
        Ok(Box::new(MemoryFile(self.clone(), path.into())))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.with(|files| {
            let bytes = files.remove(from).ok_or(io::ErrorKind::NotFound)?;
            files.insert(to.into(), bytes);
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.with(|files| files.remove(path).map(drop).ok_or_else(|| io::ErrorKind::NotFound.into()))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let stamp = |bytes: &Vec<u8>| Stamp { len: bytes.len() as u64, ..Stamp::default() };
        Ok(self.with(|files| files.get(path).map(stamp)))
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        path.into()
    }
}

impl DiskFile for MemoryFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let bytes = self.0.with(|files| files.get(&self.1).cloned().unwrap_or_default());
        let rest = bytes.get(offset as usize..).unwrap_or_default();
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        Ok(len)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let end = offset as usize + bytes.len();
        self.0.with(|files| {
            let file = files.entry(self.1.clone()).or_default();
            file.resize(file.len().max(end), 0);
            file[offset as usize..end].copy_from_slice(bytes);
        });
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.with(|files| files.entry(self.1.clone()).or_default().resize(len as usize, 0));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        Ok(true)
    }

    fn stamp(&self) -> io::Result<Stamp> {
        Ok(Disk::stamp(&self.0, &self.1)?.unwrap_or_default())
    }
}
