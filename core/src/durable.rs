//! Small files that are either the old one or the new one, whole, whatever happens in between.

use crate::error::{CitizenError, Outcome, Refusal};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Replaces the file at `path`: write beside it, fsync, rename, fsync of the folder.
/// After a crash or on a full disk the old content is still there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let beside = beside(path, "new");
    let done = write_beside(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = done {
        // A half-written file is of no use to anyone.
        let _ = fs::remove_file(&beside);
        return Err(failed(&error, "durable write"));
    }
    sync_folder(path)
}

/// The path with one more ending, `device.key.new`.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn write_beside(beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The file's content, or `None` if there is no such file. More than `limit` octets is an error: it is not one of ours.
pub(crate) fn read(path: &Path, limit: u64) -> Outcome<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error, "durable read")),
    };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failed(&error, "durable read"))?;
    if bytes.len() as u64 > limit {
        return Err(CitizenError::internal("durable read limit"));
    }
    Ok(Some(bytes))
}

/// Removes the file, durably. No file is no error.
pub(crate) fn remove(path: &Path) -> Outcome<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(&error, "durable remove")),
    }
}

/// Renames, durably within the target's folder.
pub(crate) fn rename(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| failed(&error, "durable rename"))?;
    sync_folder(to)
}

/// Makes names in the folder of `path` durable: a file's own fsync does not do that.
pub(crate) fn sync_folder(path: &Path) -> Outcome<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(&error, "durable folder"))
}

/// What an error of the file system means to us. Its text stays here: it names paths.
pub(crate) fn failed(error: &io::Error, place: &'static str) -> CitizenError {
    match error.kind() {
        // A size limit set on the process or the user looks the same to a citizen: no room.
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            CitizenError::StorageFull
        }
        _ => CitizenError::internal(place),
    }
}

/// A lock on a file, held until dropped or until the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it now, or is `Refused { AlreadyOpen }`: by another process, or by this one.
    pub(crate) fn take(path: &Path) -> Outcome<Self> {
        let file = File::create(path).map_err(|error| failed(&error, "lock file"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(CitizenError::refused(Refusal::AlreadyOpen)),
            Err(TryLockError::Error(error)) => Err(failed(&error, "lock")),
        }
    }

    /// Takes it as soon as whoever has it gives it back. For what takes moments.
    pub(crate) fn wait(path: &Path) -> Outcome<Self> {
        let file = File::create(path).map_err(|error| failed(&error, "lock file"))?;
        file.lock().map_err(|error| failed(&error, "lock"))?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_read_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.key");
        assert_eq!(read(&path, 10).unwrap(), None);
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(read(&path, 3).unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays beside it");
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert_eq!(read(&path, 10).unwrap(), None);
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.key");
        write(&path, &[7; 11]).unwrap();
        assert_eq!(read(&path, 10), Err(CitizenError::internal("durable read limit")));
    }

    #[test]
    fn a_full_disk_is_said_as_such() {
        let full = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(failed(&full, "x"), CitizenError::StorageFull);
        assert_eq!(failed(&io::Error::from(ErrorKind::PermissionDenied), "x"), CitizenError::internal("x"));
    }
}
