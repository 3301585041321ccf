//! sled, with what was measured about it kept in mind: it panics on flipped bits, stops for good after a failed write, and behaves
//! differently on phones. Everything that is done here flushes explicitly, and never changes `segment_size` (that lost acknowledged data).

use super::ballast::Ballast;
use super::place::Place;
use crate::durable;
use crate::error::{CitizenError, Outcome};
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

/// Values over 128 KB leak disk in sled: longer ones are kept in pieces, each at most this long with its key.
const PIECE: usize = 32 * 1024 - 64;
const CLOSING: Duration = Duration::from_secs(2);
/// How often opening is tried again, every 50 ms.
const LINGERING: u32 = 40;
const CACHE: u64 = 4 * 1024 * 1024;

/// How the store was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Everything that was kept is there, or it is new.
    Clean,
    /// It was damaged or unreadable, put aside and begun anew: the gateway must be asked for everything.
    Rebuilt,
}

/// One change of a batch.
pub(super) enum Change {
    Put(Place, Vec<u8>),
    Erase(Place),
}

impl Change {
    pub(super) fn place(&self) -> &Place {
        match self {
            Self::Put(place, _) | Self::Erase(place) => place,
        }
    }
}

/// Why sled could not do it.
enum Failure {
    Full,
    Damaged,
    Other,
}

/// The database's files, and the database while it is open.
pub(super) struct Database {
    folder: PathBuf,
    ballast: Ballast,
    open: RwLock<Option<sled::Db>>,
    /// One batch at a time: a value's old pieces are looked up before its new ones are written.
    writer: Mutex<()>,
    rebuilt: AtomicBool,
}

impl Database {
    /// Opens or makes the database in `folder`; a damaged one is put aside.
    pub(super) fn open(folder: &Path) -> Outcome<Self> {
        fs::create_dir_all(folder).map_err(|error| durable::failed(&error, "store folder"))?;
        let database = Self {
            folder: folder.to_owned(),
            ballast: Ballast::new(folder.join("ballast")),
            open: RwLock::new(None),
            writer: Mutex::new(()),
            rebuilt: AtomicBool::new(false),
        };
        database.ballast.remake();
        database.ensure_open(&mut database.exclusive())?;
        Ok(database)
    }

    pub(super) fn opening(&self) -> Opening {
        if self.rebuilt.load(Ordering::Relaxed) { Opening::Rebuilt } else { Opening::Clean }
    }

    pub(super) fn note_rebuilt(&self) {
        self.rebuilt.store(true, Ordering::Relaxed);
    }

    /// The value at this place, its pieces put together.
    pub(super) fn get(&self, place: &Place) -> Outcome<Option<Vec<u8>>> {
        let found = {
            let open = self.shared()?;
            let Some(db) = open.as_ref() else { return Err(CitizenError::internal("store closed")) };
            guarded(|| value(db, place))
        };
        found.map_err(|failure| self.after(failure))
    }

    /// Makes all changes durable.
    pub(super) fn apply(&self, changes: &[Change]) -> Outcome<()> {
        let _one = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let size: usize = changes
            .iter()
            .map(|change| match change {
                Change::Put(_, sealed) => sealed.len(),
                Change::Erase(_) => 0,
            })
            .sum();
        if !self.ballast.room_for(size as u64) {
            return Err(CitizenError::StorageFull);
        }
        self.write(|db| batch(db, changes))
    }

    /// Forgets everything in the room of this place.
    pub(super) fn erase_room(&self, place: &Place) -> Outcome<()> {
        let _one = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(|db| {
            let mut batch = sled::Batch::default();
            for key in db.scan_prefix(place.room_prefix()).keys() {
                batch.remove(key?);
            }
            Ok(batch)
        })
    }

    /// Closes, deletes the files, those put aside as well, and begins anew.
    pub(super) fn shred(&self) -> Outcome<()> {
        let _one = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open = self.exclusive();
        if let Some(db) = open.take() {
            close(db);
        }
        for folder in [files(&self.folder), aside(&self.folder)] {
            remove_folder(&folder)?;
        }
        durable::sync_folder(&files(&self.folder))?;
        self.ensure_open(&mut open)
    }

    fn write(&self, changes: impl FnOnce(&sled::Db) -> sled::Result<sled::Batch>) -> Outcome<()> {
        drop(self.shared()?);
        let applied = {
            // Readers wait: they must not see half of a value's pieces.
            let open = self.exclusive();
            let Some(db) = open.as_ref() else { return Err(CitizenError::internal("store closed")) };
            guarded(|| db.apply_batch(changes(db)?))
        };
        applied.map_err(|failure| self.after(failure))?;
        let flushed = {
            // Readers go on while the disk works.
            let open = self.shared()?;
            let Some(db) = open.as_ref() else { return Err(CitizenError::internal("store closed")) };
            guarded(|| db.flush().map(|_| ()))
        };
        flushed.map_err(|failure| self.after(failure))?;
        self.ballast.remake();
        Ok(())
    }

    /// What a failure means to the caller; and the database made usable again as far as it can be.
    fn after(&self, failure: Failure) -> CitizenError {
        let mut open = self.exclusive();
        match failure {
            Failure::Other => CitizenError::internal("store"),
            Failure::Full => {
                self.ballast.release();
                if let Some(db) = open.take() {
                    close(db);
                }
                // If it cannot be opened now, the next call tries again.
                let _ = self.ensure_open(&mut open);
                CitizenError::StorageFull
            }
            Failure::Damaged => {
                if let Some(db) = open.take() {
                    // Closing a database that panicked may panic again or never return. It is left behind, once.
                    std::mem::forget(db);
                }
                let _ = self.begin_anew(&mut open);
                CitizenError::internal("store damaged")
            }
        }
    }

    fn ensure_open(&self, open: &mut Option<sled::Db>) -> Outcome<()> {
        if open.is_some() {
            return Ok(());
        }
        self.ballast.room_for(0);
        let mut found = open_files(&self.folder);
        if matches!(found, Err(Failure::Full)) && self.ballast.release() {
            found = open_files(&self.folder);
        }
        // The lock is ours: only threads of sled's own, not yet gone since it was closed here, can still hold the file.
        for _ in 0..LINGERING {
            if !matches!(found, Err(Failure::Other)) {
                break;
            }
            linger();
            found = open_files(&self.folder);
        }
        match found {
            Ok(db) => {
                *open = Some(db);
                Ok(())
            }
            Err(Failure::Full) => Err(CitizenError::StorageFull),
            Err(Failure::Other) => Err(CitizenError::internal("store open")),
            Err(Failure::Damaged) => self.begin_anew(open),
        }
    }

    fn begin_anew(&self, open: &mut Option<sled::Db>) -> Outcome<()> {
        put_aside(&self.folder)?;
        self.note_rebuilt();
        *open = Some(open_files(&self.folder).map_err(|failure| match failure {
            Failure::Full => CitizenError::StorageFull,
            Failure::Damaged | Failure::Other => CitizenError::internal("store anew"),
        })?);
        Ok(())
    }

    fn shared(&self) -> Outcome<RwLockReadGuard<'_, Option<sled::Db>>> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        if open.is_some() {
            return Ok(open);
        }
        drop(open);
        self.ensure_open(&mut self.exclusive())?;
        Ok(self.open.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn exclusive(&self) -> RwLockWriteGuard<'_, Option<sled::Db>> {
        // sled's panics are caught inside; what is behind the lock is always whole.
        self.open.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the store blocks by contract: it runs on the threads for that alone"
)]
fn linger() {
    std::thread::sleep(Duration::from_millis(50));
}

/// Closes it, in a thread of its own: after a failed write sled may never return from that. It is then left behind, and the files
/// stay closed until the app starts again.
fn close(db: sled::Db) {
    let (done, closed) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = guarded(move || {
            drop(db);
            Ok(())
        });
        let _ = done.send(());
    });
    let _ = closed.recv_timeout(CLOSING);
}

/// Renames the database in `folder` aside, so that nothing is lost silently. One that was put aside earlier goes.
pub(super) fn put_aside(folder: &Path) -> Outcome<()> {
    let files = files(folder);
    if !files.exists() {
        return Ok(());
    }
    remove_folder(&aside(folder))?;
    durable::rename(&files, &aside(folder))
}

fn files(folder: &Path) -> PathBuf {
    folder.join("db")
}

fn aside(folder: &Path) -> PathBuf {
    folder.join("db.damaged")
}

fn remove_folder(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(durable::failed(&error, "store remove")),
        _ => Ok(()),
    }
}

fn open_files(folder: &Path) -> Result<sled::Db, Failure> {
    let opened = guarded(|| {
        sled::Config::new()
            .path(files(folder))
            .cache_capacity(CACHE)
            // Phones have no flusher thread; no one else gets one either.
            .flush_every_ms(None)
            .open()
    });
    match opened {
        // sled may panic when it finds no room: a disk without room for one block is full, not a database damaged.
        Err(Failure::Damaged) if no_room(folder) => Err(Failure::Full),
        other => other,
    }
}

fn no_room(folder: &Path) -> bool {
    let probe = folder.join("probe");
    let full = matches!(durable::write(&probe, &[1; 8192]), Err(CitizenError::StorageFull));
    let _ = fs::remove_file(&probe);
    full
}

/// Runs what sled does; its panics are damage.
fn guarded<T>(work: impl FnOnce() -> sled::Result<T>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(sled::Error::Io(error))) => match durable::failed(&error, "store") {
            CitizenError::StorageFull => Err(Failure::Full),
            _ if error.kind() == io::ErrorKind::UnexpectedEof => Err(Failure::Damaged),
            _ => Err(Failure::Other),
        },
        Ok(Err(_)) | Err(_) => Err(Failure::Damaged),
    }
}

/// The first piece begins with how many there are.
fn pieces(first: &[u8]) -> Option<(u16, &[u8])> {
    let (count, rest) = first.split_first_chunk::<2>()?;
    Some((u16::from_be_bytes(*count), rest))
}

fn value(db: &sled::Db, place: &Place) -> sled::Result<Option<Vec<u8>>> {
    let Some(first) = db.get(place.key(0))? else { return Ok(None) };
    let Some((count, piece)) = pieces(&first) else { return Ok(Some(Vec::new())) };
    let mut value = piece.to_vec();
    for n in 1..count {
        // A missing piece leaves a value that does not open, and is forgotten as any damaged one.
        let Some(piece) = db.get(place.key(n))? else { break };
        value.extend_from_slice(&piece);
    }
    Ok(Some(value))
}

fn batch(db: &sled::Db, changes: &[Change]) -> sled::Result<sled::Batch> {
    let mut batch = sled::Batch::default();
    for change in changes {
        let (place, sealed) = match change {
            Change::Put(place, sealed) => (place, Some(sealed)),
            Change::Erase(place) => (place, None),
        };
        let before = db.get(place.key(0))?.and_then(|first| pieces(&first).map(|(count, _)| count));
        let mut count = 0;
        if let Some(sealed) = sealed {
            let chunks: Vec<&[u8]> = sealed.chunks(PIECE).collect();
            // A value's limit is 4 MB: far fewer pieces than this can count.
            let total = u16::try_from(chunks.len()).unwrap_or(u16::MAX);
            for chunk in chunks {
                let piece = if count == 0 { [&total.to_be_bytes(), chunk].concat() } else { chunk.to_vec() };
                batch.insert(place.key(count), piece);
                count = count.saturating_add(1);
            }
        }
        for n in count..before.unwrap_or(0).max(1) {
            batch.remove(place.key(n));
        }
    }
    Ok(batch)
}

#[cfg(test)]
impl Database {
    /// How many pieces there are in all.
    pub(super) fn keys(&self) -> Outcome<usize> {
        Ok(self.shared()?.as_ref().map_or(0, |db| db.iter().count()))
    }
}
