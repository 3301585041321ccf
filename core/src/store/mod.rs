//! What is kept on the device: typed, sealed, by room and name. The only room that names sled.
//!
//! * Every value is sealed ([`crate::sealing`]) for exactly its place: format, profile, room, name and version are bound to it, so
//!   that a value moved, renamed or put back from an earlier version does not open. Names are on disk only as MACs.
//! * A value comes with its validator and the time the gateway confirmed it, in one batch: never "304, and nothing to show".
//! * A damaged value is forgotten and reads as `None`, so that the gateway is asked again; a damaged database is put aside and begun
//!   anew. [`Store::opened`] and [`Store::damaged`] say so. Nothing here is the only copy of anything: money is in the journal.
//! * A batch that [`Batch::commit`] ended with `Ok` survives a crash.
//!
//! All of it blocks: call it inside `runtime::blocking`.

mod ballast;
mod batch;
mod database;
#[cfg(test)]
mod full_disk_tests;
mod kept;
mod place;
#[cfg(test)]
mod tests;

pub(crate) use batch::Batch;
pub(crate) use database::Opening;
pub(crate) use kept::Kept;
pub(crate) use place::Room;

use crate::durable::Lock;
use crate::error::{CitizenError, Outcome};
use crate::sealing;
use crate::secrets::{DeviceLabel, Secrets};
use database::Database;
use place::Place;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The version under which typed values are sealed; a new one makes all of them read as absent.
const KEPT_VERSION: u64 = 1;

/// What is kept on the device. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    // Dropped in this order: the lock is given back when the database is closed.
    database: Database,
    secrets: Secrets,
    damaged: AtomicU32,
    _lock: Lock,
}

impl Store {
    /// Takes the app's folder for this process, until the store that is opened with it is dropped. `Refused { AlreadyOpen }` if it is taken
    /// already, here or by another process: to be asked before anything else in the folder is touched.
    pub(crate) fn lock(directory: &Path) -> Outcome<Lock> {
        Lock::take(&directory.join("store.lock"))
    }

    /// Opens the store in the app's folder. `StorageFull` if even opening needs more room than there is.
    pub(crate) fn open(directory: &Path, secrets: &Secrets, lock: Lock) -> Outcome<Self> {
        let folder = directory.join("store");
        if secrets.began_anew() {
            // Sealed under a root that is gone: not one value of it can be found again.
            database::put_aside(&folder)?;
        }
        let database = Database::open(&folder)?;
        if secrets.began_anew() {
            database.note_rebuilt();
        }
        let damaged = AtomicU32::new(0);
        Ok(Self { inner: Arc::new(Inner { database, secrets: secrets.clone(), damaged, _lock: lock }) })
    }

    /// Takes the folder and opens its store, for tests of what the store does.
    #[cfg(test)]
    pub(crate) fn open_alone(directory: &Path, secrets: &Secrets) -> Outcome<Self> {
        Self::open(directory, secrets, Self::lock(directory)?)
    }

    /// Whether everything that was kept was found, or had to be begun anew since opening.
    pub(crate) fn opened(&self) -> Opening {
        self.inner.database.opening()
    }

    /// How many values did not open since opening, and were forgotten.
    pub(crate) fn damaged(&self) -> u32 {
        self.inner.damaged.load(Ordering::Relaxed)
    }

    /// Changes whenever a citizen leaves ([`Secrets::period`]).
    pub(crate) fn period(&self) -> u64 {
        self.inner.secrets.period()
    }

    /// What is kept under this name, if anything. Personal rooms: `Locked` or `SignedOut` without the personal root.
    pub(crate) fn read<T: DeserializeOwned>(&self, room: Room, name: &str) -> Outcome<Option<Kept<T>>> {
        let Some(plain) = self.read_sealed(room, name, KEPT_VERSION)? else { return Ok(None) };
        match serde_json::from_slice(&plain) {
            Ok(kept) => Ok(Some(kept)),
            // Written by another version of the app: the gateway is asked again.
            Err(_) => self.forget(room, name).map(|()| None),
        }
    }

    /// Keeps a value with its validator, durably, replacing what was there.
    pub(crate) fn write<T: Serialize>(&self, room: Room, name: &str, kept: &Kept<T>) -> Outcome<()> {
        let mut batch = self.batch();
        batch.write(room, name, kept)?;
        batch.commit()
    }

    /// The octets kept under this name by [`Batch::put`] with this version; `None` if there are none, or only of another version.
    pub(crate) fn read_sealed(&self, room: Room, name: &str, version: u64) -> Outcome<Option<Vec<u8>>> {
        let secret = room.secret(&self.inner.secrets)?;
        let place = self.place(room, name);
        let Some(sealed) = self.inner.database.get(&place)? else { return Ok(None) };
        match sealing::open(&secret, &place.context(version), &sealed) {
            Some(plain) => Ok(Some(plain)),
            None => self.forget(room, name).map(|()| None),
        }
    }

    /// Forgets one value. Needs no unlocking.
    pub(crate) fn erase(&self, room: Room, name: &str) -> Outcome<()> {
        let mut batch = self.batch();
        batch.erase(room, name);
        batch.commit()
    }

    /// Forgets everything in a room. Needs no unlocking.
    pub(crate) fn erase_room(&self, room: Room) -> Outcome<()> {
        self.inner.database.erase_room(&self.place(room, ""))
    }

    /// Several changes that become durable together.
    pub(crate) fn batch(&self) -> Batch {
        Batch::new(self.clone())
    }

    /// Forgets everything and deletes the files, those put aside as well. The store can be used at once again.
    pub(crate) fn shred(&self) -> Outcome<()> {
        self.inner.database.shred()
    }

    fn place(&self, room: Room, name: &str) -> Place {
        Place::new(&self.inner.secrets.device(DeviceLabel::NameIndex), room, name)
    }

    fn forget(&self, room: Room, name: &str) -> Outcome<()> {
        self.inner.damaged.fetch_add(1, Ordering::Relaxed);
        match self.erase(room, name) {
            // What does not open reads as absent either way.
            Err(CitizenError::StorageFull) => Ok(()),
            other => other,
        }
    }
}
