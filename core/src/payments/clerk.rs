//! Journal and books in step, over any disk and any anchor: the ledger uses it with the app's folder and the platform's key store, the
//! campaigns with a disk and an anchor that fail. Everything here blocks.

use super::flow::{Books, Event, Listed, Order, Record, Step, adopt};
use super::mandate::flow::{Act, ActEvent, ActStep};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::journal::{Disk, Head, Journal, JournalKey, Load, Room};

/// Below this many octets a journal is never compacted.
pub(super) const COMPACT_FROM: u64 = 256 * 1024;

/// What remembers the newest frame outside the file.
pub trait Anchor: Send {
    /// What was written last; `None` if nothing was.
    fn read(&mut self) -> Outcome<Option<Head>>;
    /// Remembers it, durably.
    fn write(&mut self, head: Head) -> Outcome<()>;
}

/// One citizen's open journal and the books it adds up to. Nothing is handed out before it is durable and anchored.
pub struct Clerk<D: Disk, A: Anchor> {
    journal: Journal<D>,
    books: Books,
    anchor: A,
    /// What the anchor holds. Nothing is done about a record until the anchor has caught up.
    anchored: Option<Head>,
    /// The file's length after it was last written whole.
    whole_length: u64,
    found: Load,
}

impl<D: Disk, A: Anchor> Clerk<D, A> {
    /// Opens the journal and adds it up. What may have been forgotten is doubted before this returns.
    pub fn open(disk: D, key: JournalKey, mut anchor: A) -> Outcome<Self> {
        let anchored = anchor.read()?;
        let (journal, found) = Journal::open_mending(disk, key, anchored, Books::mended)?;
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
        let mut clerk = Self { journal, books, anchor, anchored, whole_length, found: outcome };
        clerk.write_anchor()?;
        if outcome.may_have_forgotten() {
            clerk.doubt_everything()?;
        }
        Ok(clerk)
    }

    /// All orders, as the journal has them.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// How the journal was found when it was opened.
    pub fn found(&self) -> Load {
        self.found
    }

    /// The newest frame.
    pub fn head(&self) -> Head {
        self.journal.head()
    }

    /// False once the disk failed in a way that only opening anew can judge.
    pub fn is_usable(&self) -> bool {
        self.journal.is_usable()
    }

    /// Begins an order: durable when this returns. `Refused { AlreadyBeingPaid }` while another one holds a period, `StorageFull` when
    /// its end could not be recorded.
    pub fn begin(&mut self, order: Order) -> Outcome<()> {
        self.journal.ready_for_more()?;
        let record = self.books.begin(order).map_err(|_| CitizenError::refused(Refusal::AlreadyBeingPaid))?;
        self.record(record, Room::Ordinary)
    }

    /// What an event does to an order. The change is durable, and the anchor written, before the step is handed out. Also the order after
    /// it. `Refused { NotFound }` for an id that is not in the books.
    pub fn advance(&mut self, id: &str, event: &Event) -> Outcome<(Step, Order)> {
        let missing = CitizenError::refused(Refusal::NotFound);
        let (record, step) = self.books.step(id, event).ok_or(missing.clone())?;
        match record {
            Some(record) => {
                let reserved = step.change.as_ref().is_some_and(|change| change.must_be_recorded());
                self.record(record, if reserved { Room::Reserved } else { Room::Ordinary })?;
            }
            // A record whose anchor failed earlier: nothing is done about it before the anchor has it.
            None => self.write_anchor()?,
        }
        let order = self.books.order(id).cloned().ok_or(missing)?;
        Ok((step, order))
    }

    /// Begins an act on a mandate, as [`Clerk::begin`] an order.
    pub fn begin_act(&mut self, act: Act) -> Outcome<()> {
        self.journal.ready_for_more()?;
        let record =
            self.books.begin_act(act).map_err(|_| CitizenError::refused(Refusal::AlreadyBeingPaid))?;
        self.record(record, Room::Ordinary)
    }

    /// What an event does to an act on a mandate, as [`Clerk::advance`] for an order.
    pub fn advance_act(&mut self, fingerprint: &str, event: &ActEvent) -> Outcome<(ActStep, Act)> {
        let missing = CitizenError::refused(Refusal::NotFound);
        let (record, step) = self.books.step_act(fingerprint, event).ok_or(missing.clone())?;
        match record {
            Some(record) => {
                let reserved = step.change.as_ref().is_some_and(|change| change.must_be_recorded());
                self.record(record, if reserved { Room::Reserved } else { Room::Ordinary })?;
            }
            None => self.write_anchor()?,
        }
        let act = self.books.act(fingerprint).cloned().ok_or(missing)?;
        Ok((step, act))
    }

    /// Adopts an order the gateway lists, if it is unknown. True if it was.
    pub fn adopt(&mut self, listed: Listed) -> Outcome<bool> {
        let Some(record) = adopt(&self.books, listed, self.found.may_have_forgotten()) else {
            return Ok(false);
        };
        self.record(record, Room::Reserved)?;
        Ok(true)
    }

    /// Notes how far the gateway's list was followed.
    pub fn listed(&mut self, cursor: &str) -> Outcome<()> {
        if self.books.cursor() == Some(cursor) {
            return Ok(());
        }
        self.record(Record::Listed { cursor: cursor.to_owned() }, Room::Ordinary)
    }

    /// Destroys the journal, for signing out. The anchor is the caller's to clear.
    pub fn erase(&mut self) -> Outcome<()> {
        Ok(self.journal.erase()?)
    }

    /// Makes a record durable and anchored, as it is: what every change above comes to.
    pub fn record(&mut self, record: Record, room: Room) -> Outcome<()> {
        let octets = record.to_octets().ok_or(CitizenError::internal("ledger record"))?;
        self.journal.append(&octets, room)?;
        self.books.add(record);
        self.write_anchor()?;
        if self.journal.length() > COMPACT_FROM.max(self.whole_length.saturating_mul(2)) {
            self.compact()?;
        }
        Ok(())
    }

    /// Writes the journal anew, as short as it can be. Happens by itself when it has grown.
    pub fn compact(&mut self) -> Outcome<()> {
        let whole: Option<Vec<Vec<u8>>> = self.books.whole().iter().map(Record::to_octets).collect();
        let whole = whole.ok_or(CitizenError::internal("ledger compaction"))?;
        match self.journal.compact(&whole) {
            Ok(_) => self.write_anchor()?,
            // The longer file is as good. It is tried again after as much growth.
            Err(_) if self.journal.is_usable() => {}
            Err(error) => return Err(error.into()),
        }
        self.whole_length = self.journal.length();
        Ok(())
    }

    /// What was forgotten may be that an order was sent.
    fn doubt_everything(&mut self) -> Outcome<()> {
        let ids: Vec<String> = self.books.orders().map(|order| order.id().to_owned()).collect();
        for id in ids {
            if let Some((Some(record), _)) = self.books.step(&id, &Event::Forgotten) {
                self.record(record, Room::Reserved)?;
            }
        }
        let acts: Vec<String> = self.books.acts().map(|act| act.fingerprint.clone()).collect();
        for name in acts {
            if let Some((Some(record), _)) = self.books.step_act(&name, &ActEvent::Forgotten) {
                self.record(record, Room::Reserved)?;
            }
        }
        Ok(())
    }

    fn write_anchor(&mut self) -> Outcome<()> {
        let head = self.journal.head();
        if self.anchored != Some(head) {
            self.anchor.write(head)?;
            self.anchored = Some(head);
        }
        Ok(())
    }
}
