//! Several changes that become durable together.

use super::database::Change;
use super::{KEPT_VERSION, Kept, Room, Store};
use crate::error::{CitizenError, Outcome};
use crate::sealing;
use serde::Serialize;

/// A value is at most this long, in octets: one page of anything the gateway sends is far below.
const VALUE_LIMIT: usize = 4 * 1024 * 1024;

/// Changes that become durable together, or not at all.
pub(crate) struct Batch {
    store: Store,
    changes: Vec<Change>,
}

impl Batch {
    pub(super) fn new(store: Store) -> Self {
        Self { store, changes: Vec::new() }
    }

    /// Keeps a value with its validator.
    pub(crate) fn write<T: Serialize>(&mut self, room: Room, name: &str, kept: &Kept<T>) -> Outcome<()> {
        let plain = serde_json::to_vec(kept).map_err(|_| CitizenError::internal("store encode"))?;
        self.put(room, name, KEPT_VERSION, &plain)
    }

    /// Keeps octets under a version of the caller's: only a reader that knows the version gets them, so that a value the disk
    /// silently put back from earlier is found out.
    pub(crate) fn put(&mut self, room: Room, name: &str, version: u64, plain: &[u8]) -> Outcome<()> {
        if plain.len() > VALUE_LIMIT {
            return Err(CitizenError::internal("store value limit"));
        }
        let place = self.store.place(room, name);
        let secret = room.secret(&self.store.inner.secrets)?;
        let sealed = sealing::seal(&secret, &place.context(version), plain)?;
        self.replace(Change::Put(place, sealed));
        Ok(())
    }

    /// Forgets a value. Needs no unlocking.
    pub(crate) fn erase(&mut self, room: Room, name: &str) {
        let place = self.store.place(room, name);
        self.replace(Change::Erase(place));
    }

    /// The last change of a place is the one that counts.
    fn replace(&mut self, change: Change) {
        self.changes.retain(|earlier| earlier.place() != change.place());
        self.changes.push(change);
    }

    /// Makes all changes durable. After an error or a crash in the middle either all of them are there or none.
    pub(crate) fn commit(self) -> Outcome<()> {
        if self.changes.is_empty() {
            return Ok(());
        }
        self.store.inner.database.apply(&self.changes)
    }
}
