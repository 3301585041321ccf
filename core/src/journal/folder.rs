//! The real disk: one folder of the app, held by one writer.

use super::disk::{Disk, JournalError};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

/// Folders this process has open: a file lock does not hold on every platform, and never against oneself.
static OPEN: LazyLock<Mutex<BTreeSet<PathBuf>>> = LazyLock::new(Mutex::default);

const LOCK: &str = "journal.lock";
/// Nothing of ours grows this large; more is not read into memory.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A folder with one writer, released when dropped.
pub struct Folder {
    path: PathBuf,
    appending: HashMap<String, File>,
    _lock: File,
}

impl Folder {
    /// Takes the folder, making it if needed. Refused with `InUse` while someone else has it.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        fs::create_dir_all(path)?;
        let path = path.canonicalize()?;
        let lock = OpenOptions::new().create(true).append(true).open(path.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse),
            // Android's libc has no file lock through std; there only one process of the app opens its folder.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        if !OPEN.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone()) {
            return Err(JournalError::InUse);
        }
        Ok(Self { path, appending: HashMap::new(), _lock: lock })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

impl Disk for Folder {
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(self.at(name)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut octets = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut octets)?;
        if octets.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(Some(octets))
    }

    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()> {
        if !self.appending.contains_key(name) {
            let file = OpenOptions::new().create(true).append(true).open(self.at(name))?;
            self.appending.insert(name.to_owned(), file);
        }
        match self.appending.get_mut(name) {
            Some(file) => file.write_all(octets),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(self.at(name))?.set_len(length)
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        match self.appending.get(name) {
            Some(file) => file.sync_all(),
            None => File::open(self.at(name))?.sync_all(),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.appending.remove(from);
        self.appending.remove(to);
        fs::rename(self.at(from), self.at(to))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.appending.remove(name);
        match fs::remove_file(self.at(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let first = Folder::open(folder.path()).unwrap();
        assert_eq!(Folder::open(folder.path()).err(), Some(JournalError::InUse));
        drop(first);
        assert!(Folder::open(folder.path()).is_ok());
    }

    #[test]
    fn files_grow_shrink_move_and_vanish() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        assert_eq!(folder.read("a").unwrap(), None);
        folder.append("a", b"one").unwrap();
        folder.append("a", b"two").unwrap();
        folder.sync("a").unwrap();
        folder.truncate("a", 4).unwrap();
        folder.append("a", b"!").unwrap();
        folder.append("b", b"older").unwrap();
        folder.rename("a", "b").unwrap();
        folder.append("b", b"?").unwrap();
        folder.sync_folder().unwrap();
        assert_eq!(folder.read("b").unwrap().as_deref(), Some(&b"onet!?"[..]));
        folder.remove("b").unwrap();
        folder.remove("b").unwrap();
        assert_eq!(folder.read("b").unwrap(), None);
    }
}
