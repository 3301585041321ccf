//! The clerk over the app's own folder and key store, opened at first use. Everything here blocks: call it inside `runtime::blocking`.

use super::clerk::{Anchor, Clerk};
use super::flow::{Books, Event, Listed, Order, Step};
use super::mandate::flow::{Act, ActEvent, ActStep};
use crate::error::{CitizenError, Outcome};
use crate::journal::{Folder, Head, JournalKey, Load};
use crate::platform::KeyStore;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One citizen's orders. One for each open app.
pub(super) struct Ledger {
    folder: PathBuf,
    keys: Arc<dyn KeyStore>,
    open: Mutex<Option<Open>>,
}

type Open = Clerk<Folder, Arc<dyn KeyStore>>;

impl Anchor for Arc<dyn KeyStore> {
    fn read(&mut self) -> Outcome<Option<Head>> {
        Ok(self.read_anchor()?.and_then(|anchor| Head::from_anchor(&anchor)))
    }

    fn write(&mut self, head: Head) -> Outcome<()> {
        Ok(self.write_anchor(head.to_anchor())?)
    }
}

impl Ledger {
    pub(super) fn new(folder: PathBuf, keys: Arc<dyn KeyStore>) -> Self {
        Self { folder, keys, open: Mutex::new(None) }
    }

    /// Reads from the books. `key` is asked for when the journal is not open yet.
    pub(super) fn read<T>(&self, key: &JournalKey, read: impl FnOnce(&Books) -> T) -> Outcome<T> {
        self.with(key, |open| Ok(read(open.books())))
    }

    /// How the journal was found, and its newest frame.
    pub(super) fn found(&self, key: &JournalKey) -> Outcome<(Load, Head)> {
        self.with(key, |open| Ok((open.found(), open.head())))
    }

    /// As [`Clerk::begin`].
    pub(super) fn begin(&self, key: &JournalKey, order: Order) -> Outcome<()> {
        self.with(key, |open| open.begin(order))
    }

    /// As [`Clerk::advance`].
    pub(super) fn advance(&self, key: &JournalKey, id: &str, event: &Event) -> Outcome<(Step, Order)> {
        self.with(key, |open| open.advance(id, event))
    }

    /// As [`Clerk::begin_act`].
    pub(super) fn begin_act(&self, key: &JournalKey, act: Act) -> Outcome<()> {
        self.with(key, |open| open.begin_act(act))
    }

    /// As [`Clerk::advance_act`].
    pub(super) fn advance_act(
        &self,
        key: &JournalKey,
        fingerprint: &str,
        event: &ActEvent,
    ) -> Outcome<(ActStep, Act)> {
        self.with(key, |open| open.advance_act(fingerprint, event))
    }

    /// As [`Clerk::adopt`].
    pub(super) fn adopt(&self, key: &JournalKey, listed: Listed) -> Outcome<bool> {
        self.with(key, |open| open.adopt(listed))
    }

    /// As [`Clerk::listed`].
    pub(super) fn listed(&self, key: &JournalKey, cursor: &str) -> Outcome<()> {
        self.with(key, |open| open.listed(cursor))
    }

    /// Destroys the journal and its anchor, for signing out. The next use begins anew.
    pub(super) fn erase(&self, key: &JournalKey) -> Outcome<()> {
        let mut guard = self.guard();
        self.opened(&mut guard, key)?.erase()?;
        *guard = None;
        Ok(self.keys.write_anchor(Vec::new())?)
    }

    fn with<T>(&self, key: &JournalKey, work: impl FnOnce(&mut Open) -> Outcome<T>) -> Outcome<T> {
        let mut guard = self.guard();
        work(self.opened(&mut guard, key)?)
    }

    fn guard(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened<'a>(&self, slot: &'a mut Option<Open>, key: &JournalKey) -> Outcome<&'a mut Open> {
        // A journal whose disk failed says nothing certain any more: what is durable is read anew.
        if slot.as_ref().is_some_and(|open| !open.is_usable()) {
            *slot = None;
        }
        if slot.is_none() {
            *slot = Some(Clerk::open(Folder::open(&self.folder)?, key.clone(), self.keys.clone())?);
        }
        slot.as_mut().ok_or(CitizenError::internal("ledger"))
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
