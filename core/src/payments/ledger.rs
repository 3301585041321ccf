//! The journal and the books it adds up to, in step. Everything here blocks: call it inside `runtime::blocking`.

use super::flow::{Books, Event, Listed, Order, Record, Step, adopt};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::journal::{Folder, Head, Journal, JournalKey, Load, Room};
use crate::platform::KeyStore;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Below this many octets a journal is never compacted.
const COMPACT_FROM: u64 = 256 * 1024;

/// One citizen's orders. One for each open app; opened at first use.
pub(super) struct Ledger {
    folder: PathBuf,
    keys: Arc<dyn KeyStore>,
    open: Mutex<Option<Open>>,
}

struct Open {
    journal: Journal<Folder>,
    books: Books,
    /// What the anchor holds. Nothing is done about a record until the anchor has caught up.
    anchored: Option<Head>,
    /// The file's length after it was last written whole.
    whole_length: u64,
    found: Load,
}

impl Ledger {
    pub(super) fn new(folder: PathBuf, keys: Arc<dyn KeyStore>) -> Self {
        Self { folder, keys, open: Mutex::new(None) }
    }

    /// Reads from the books. `key` is asked for when the journal is not open yet.
    pub(super) fn read<T>(&self, key: &JournalKey, read: impl FnOnce(&Books) -> T) -> Outcome<T> {
        let mut guard = self.guard();
        Ok(read(&self.opened(&mut guard, key)?.books))
    }

    /// How the journal was found, and its newest frame.
    pub(super) fn found(&self, key: &JournalKey) -> Outcome<(Load, Head)> {
        let mut guard = self.guard();
        let open = self.opened(&mut guard, key)?;
        Ok((open.found, open.journal.head()))
    }

    /// Begins an order: durable when this returns. `Refused { AlreadyBeingPaid }` while another one holds a period, `StorageFull` when
    /// its end could not be recorded.
    pub(super) fn begin(&self, key: &JournalKey, order: Order) -> Outcome<()> {
        let mut guard = self.guard();
        let open = self.opened(&mut guard, key)?;
        open.journal.ready_for_more()?;
        let record = open.books.begin(order).map_err(|_| CitizenError::refused(Refusal::AlreadyBeingPaid))?;
        open.record(record, Room::Ordinary, &self.keys)
    }

    /// What an event does to an order. The change is durable, and the anchor written, before the step is handed out. Also the order after it.
    pub(super) fn advance(&self, key: &JournalKey, id: &str, event: &Event) -> Outcome<(Step, Order)> {
        let mut guard = self.guard();
        let open = self.opened(&mut guard, key)?;
        let missing = CitizenError::refused(Refusal::NotFound);
        let (record, step) = open.books.step(id, event).ok_or(missing.clone())?;
        match record {
            Some(record) => {
                let reserved = step.change.as_ref().is_some_and(|change| change.must_be_recorded());
                let room = if reserved { Room::Reserved } else { Room::Ordinary };
                open.record(record, room, &self.keys)?;
            }
            // A record whose anchor failed earlier: nothing is done about it before the anchor has it.
            None => open.anchor(&self.keys)?,
        }
        let order = open.books.order(id).cloned().ok_or(missing)?;
        Ok((step, order))
    }

    /// Adopts an order the gateway lists, if it is unknown. True if it was.
    pub(super) fn adopt(&self, key: &JournalKey, listed: Listed) -> Outcome<bool> {
        let mut guard = self.guard();
        let open = self.opened(&mut guard, key)?;
        let Some(record) = adopt(&open.books, listed, open.found.may_have_forgotten()) else {
            return Ok(false);
        };
        open.record(record, Room::Reserved, &self.keys)?;
        Ok(true)
    }

    /// Notes how far the gateway's list was followed.
    pub(super) fn listed(&self, key: &JournalKey, cursor: &str) -> Outcome<()> {
        let mut guard = self.guard();
        let open = self.opened(&mut guard, key)?;
        if open.books.cursor() == Some(cursor) {
            return Ok(());
        }
        open.record(Record::Listed { cursor: cursor.to_owned() }, Room::Ordinary, &self.keys)
    }

    /// Destroys the journal and its anchor, for signing out. The next use begins anew.
    pub(super) fn erase(&self, key: &JournalKey) -> Outcome<()> {
        let mut guard = self.guard();
        self.opened(&mut guard, key)?.journal.erase()?;
        *guard = None;
        Ok(self.keys.write_anchor(Vec::new())?)
    }

    fn guard(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened<'a>(&self, slot: &'a mut Option<Open>, key: &JournalKey) -> Outcome<&'a mut Open> {
        // A journal whose disk failed says nothing certain any more: what is durable is read anew.
        if slot.as_ref().is_some_and(|open| !open.journal.is_usable()) {
            *slot = None;
        }
        if slot.is_none() {
            *slot = Some(Open::read(&self.folder, key, &self.keys)?);
        }
        slot.as_mut().ok_or(CitizenError::internal("ledger"))
    }
}

impl Open {
    fn read(folder: &std::path::Path, key: &JournalKey, keys: &Arc<dyn KeyStore>) -> Outcome<Self> {
        let anchored = keys.read_anchor()?.and_then(|anchor| Head::from_anchor(&anchor));
        let (journal, found) =
            Journal::open_mending(Folder::open(folder)?, key.clone(), anchored, Books::mended)?;
        let mut books = Books::default();
        let mut unreadable = false;
        for octets in &found.records {
            match Record::from_octets(octets) {
                Some(record) => books.add(record),
                None => unreadable = true,
            }
        }
        // A record of a later version of the app tells less than it could: as if it had been forgotten.
        let outcome =
            if unreadable && !found.outcome.may_have_forgotten() { Load::Damaged } else { found.outcome };
        let whole_length = journal.length();
        let mut open = Self { journal, books, anchored, whole_length, found: outcome };
        open.anchor(keys)?;
        if outcome.may_have_forgotten() {
            open.doubt_everything(keys)?;
        }
        Ok(open)
    }

    /// What was forgotten may be that an order was sent.
    fn doubt_everything(&mut self, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
        let ids: Vec<String> = self.books.orders().map(|order| order.id().to_owned()).collect();
        for id in ids {
            if let Some((Some(record), _)) = self.books.step(&id, &Event::Forgotten) {
                self.record(record, Room::Reserved, keys)?;
            }
        }
        Ok(())
    }

    fn record(&mut self, record: Record, room: Room, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
        let octets = record.to_octets().ok_or(CitizenError::internal("ledger record"))?;
        self.journal.append(&octets, room)?;
        self.books.add(record);
        self.anchor(keys)?;
        if self.journal.length() > COMPACT_FROM.max(self.whole_length.saturating_mul(2)) {
            self.compact(keys)?;
        }
        Ok(())
    }

    fn anchor(&mut self, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
        let head = self.journal.head();
        if self.anchored != Some(head) {
            keys.write_anchor(head.to_anchor())?;
            self.anchored = Some(head);
        }
        Ok(())
    }

    fn compact(&mut self, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
        let whole: Option<Vec<Vec<u8>>> = self.books.whole().iter().map(Record::to_octets).collect();
        let whole = whole.ok_or(CitizenError::internal("ledger compaction"))?;
        match self.journal.compact(&whole) {
            Ok(_) => self.anchor(keys)?,
            // The longer file is as good. It is tried again after as much growth.
            Err(_) if self.journal.is_usable() => {}
            Err(error) => return Err(error.into()),
        }
        self.whole_length = self.journal.length();
        Ok(())
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
