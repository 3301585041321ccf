//! A phone: the core's books and journal over a simulated disk, wired as the core's ledger wires them.

use crate::bureau::{PAYER, Said, why};
use crate::mistakes::Mistake;
use shebao_core::simulation::{
    About, Books, Change, Dice, Disk, Event, Head, Journal, JournalError, JournalKey, Listed, Next,
    Obligation, Order, Reason, Receipt, Record, Refund, RefundState, Request, Room, SimulatedDisk, Stages,
    State, Terms, Tombstone, Why, adopt, left_half,
};
use shebao_sandbox::decide::order::{OrderRecord, OrderState};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The disk, which a planted mistake can keep from ever syncing.
#[derive(Clone)]
pub struct PhoneDisk {
    pub disk: SimulatedDisk,
    lies: bool,
}

impl Disk for PhoneDisk {
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.disk.read(name)
    }
    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()> {
        self.disk.append(name, octets)
    }
    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()> {
        self.disk.truncate(name, length)
    }
    fn sync(&mut self, name: &str) -> io::Result<()> {
        if self.lies { Ok(()) } else { self.disk.sync(name) }
    }
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.disk.remove(name)
    }
    fn sync_folder(&mut self) -> io::Result<()> {
        if self.lies { Ok(()) } else { self.disk.sync_folder() }
    }
}

pub struct Device {
    pub disk: PhoneDisk,
    running: Option<(Journal<PhoneDisk>, Books)>,
    anchor: Option<Head>,
    cursor_of: usize,
    /// An old copy was put back: until the next start, what was shown and sent may be ahead of the journal.
    pub tampered: bool,
    /// What was put on the network by this device: id → body.
    pub sent: BTreeMap<String, String>,
    /// The highest rank shown for an order.
    pub ranks: BTreeMap<String, u8>,
    /// Violations noticed where they happen.
    pub wrong: Vec<String>,
    mistake: Option<Mistake>,
}

/// A message to the gateway.
#[derive(Clone, Debug)]
pub struct Message {
    pub request: Request,
    pub order: Order,
}

impl Device {
    pub fn new(mistake: Option<Mistake>) -> Self {
        let disk = PhoneDisk { disk: SimulatedDisk::new(), lies: mistake == Some(Mistake::NoSync) };
        Self {
            disk,
            running: None,
            anchor: None,
            cursor_of: 0,
            tampered: false,
            sent: BTreeMap::new(),
            ranks: BTreeMap::new(),
            wrong: Vec::new(),
            mistake,
        }
    }

    fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub fn books(&self) -> Option<&Books> {
        self.running.as_ref().map(|(_, books)| books)
    }

    /// Opens the app.
    pub fn start(&mut self) -> Result<(), JournalError> {
        let anchor = self.anchor.filter(|_| !self.is(Mistake::AnchorIgnored));
        let (disk, key) = (self.disk.clone(), JournalKey::new([7; 32]));
        let (journal, found) = if self.is(Mistake::ForgottenNotDoubted) {
            Journal::open(disk, key, anchor)?
        } else {
            Journal::open_mending(disk, key, anchor, Books::mended)?
        };
        let mut books = Books::default();
        found
            .records
            .iter()
            .filter_map(|octets| Record::from_octets(octets))
            .for_each(|record| books.add(record));
        self.cursor_of = books.cursor().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        self.anchor = Some(journal.head());
        let ids: Vec<String> = books.orders().map(|order| order.id().to_owned()).collect();
        self.running = Some((journal, books));
        let tampered = std::mem::take(&mut self.tampered);
        if found.outcome.may_have_forgotten() && !tampered {
            self.wrong.push(format!("I3: the journal lost what was acted on: {:?}", found.outcome));
        }
        if tampered || found.outcome.may_have_forgotten() {
            // An old copy: what it says may be behind what was sent and shown.
            self.ranks.clear();
            self.sent.retain(|id, _| ids.contains(id));
        } else {
            self.nothing_was_lost(&ids);
        }
        Ok(())
    }

    /// I3, I6 across a restart: all that was sent is in the journal, no rank has fallen.
    fn nothing_was_lost(&mut self, ids: &[String]) {
        let known: BTreeSet<&String> = ids.iter().collect();
        let prepared: Vec<&String> = known
            .iter()
            .filter(|id| {
                self.books()
                    .and_then(|books| books.order(id))
                    .is_some_and(|order| order.state == State::Prepared)
            })
            .copied()
            .collect();
        for id in self.sent.keys() {
            if !known.contains(id) || prepared.contains(&id) {
                self.wrong.push(format!("I3: {id} was sent and the journal does not know"));
            }
        }
        let ranks: Vec<(String, u8)> = self
            .books()
            .map(|books| books.orders().map(|order| (order.id().to_owned(), order.state.rank())).collect())
            .unwrap_or_default();
        for (id, rank) in ranks {
            if self.ranks.get(&id).is_some_and(|before| *before > rank) {
                self.wrong.push(format!("I6: {id} fell in rank over a restart"));
            }
        }
    }

    /// The power goes.
    pub fn crash(&mut self, dice: &mut Dice) {
        self.running = None;
        self.disk.disk.crash(dice);
    }

    /// As the core's ledger does: a journal whose disk failed is read anew.
    pub fn drop_if_unusable(&mut self) {
        if self.running.as_ref().is_some_and(|(journal, _)| !journal.is_usable()) {
            self.running = None;
        }
    }

    fn record(&mut self, record: Record, room: Room) -> Result<(), JournalError> {
        let Some((journal, books)) = &mut self.running else { return Err(JournalError::Failed) };
        journal.append(&record.to_octets().unwrap_or_default(), room)?;
        books.add(record);
        self.anchor = Some(journal.head());
        Ok(())
    }

    /// Compacts the journal.
    pub fn compact(&mut self) -> Result<(), JournalError> {
        let Some((journal, books)) = &mut self.running else { return Ok(()) };
        let whole: Vec<Vec<u8>> = books.whole().iter().filter_map(Record::to_octets).collect();
        journal.compact(&whole)?;
        self.anchor = Some(journal.head());
        Ok(())
    }

    /// The user confirms. `None` while the periods are being paid or the disk is full.
    pub fn confirm(
        &mut self,
        id: String,
        periods: &[String],
        quote: (String, i64, String),
        now: i64,
    ) -> Result<bool, JournalError> {
        let (quo, amt, tar) = quote;
        let Some((journal, _)) = &mut self.running else { return Ok(false) };
        if journal.ready_for_more().is_err() {
            return Ok(false);
        }
        let head = journal.head();
        let terms = Terms {
            id: id.clone(),
            ob: Obligation {
                person: PAYER.to_owned(),
                scheme: "pension_flexible".to_owned(),
                region: "990100".to_owned(),
                period: periods.to_vec(),
            },
            amt,
            cur: "CNY".to_owned(),
            tar,
            quo,
            pye: "treasury".to_owned(),
            ins: "card".to_owned(),
            ch: "card_debit".to_owned(),
            iat: u64::try_from(now).unwrap_or_default(),
            jseq: head.sequence,
            jhead: String::new(),
        };
        let order = Order::prepared(terms, format!("jws-{id}"), format!("fp-{id}"), About::default());
        let record = match self.books().map(|books| books.begin(order.clone())) {
            Some(Ok(record)) => record,
            Some(Err(_)) if self.is(Mistake::PeriodNotHeld) => Record::Order(Box::new(order)),
            _ => return Ok(false),
        };
        self.record(record, Room::Ordinary)?;
        Ok(true)
    }

    /// An event happens; what is to be sent comes back.
    pub fn happen(&mut self, id: &str, event: &Event) -> Result<Option<Message>, JournalError> {
        let Some(books) = self.books() else { return Ok(None) };
        let Some(before) = books.order(id).cloned() else { return Ok(None) };
        let Some((record, step)) = books.step(id, event) else { return Ok(None) };
        let (record, step_next) = self.spoiled(&before, event, record, step.next);
        let sends = |next: Next| if let Next::Send(request) = next { Some(request) } else { None };
        if self.is(Mistake::SendBeforeJournal)
            && let Some(request) = sends(step_next)
        {
            self.note_sent(request, &before);
        }
        if let Some(record) = record {
            let changed = matches!(&record, Record::Changed { change, .. } if change.must_be_recorded());
            self.record(record, if changed { Room::Reserved } else { Room::Ordinary })?;
        }
        let Some(after) = self.books().and_then(|books| books.order(id)).cloned() else { return Ok(None) };
        let rank = after.state.rank();
        let known = self.ranks.entry(id.to_owned()).or_default();
        if rank < *known {
            self.wrong.push(format!("I6: {id} fell in rank"));
        }
        *known = rank;
        let fault = matches!(
            event,
            Event::Lost | Event::NotFound { .. } | Event::Unauthorized | Event::Busy { .. } | Event::Unproven
        );
        if fault && before.state.is_live() && !after.state.is_live() {
            self.wrong.push(format!("I9: {event:?} ended {id}"));
        }
        let Some(request) = sends(step_next) else { return Ok(None) };
        if before.state == State::Prepared && after.state == State::Prepared {
            self.wrong.push(format!("I3: {id} was sent without a record"));
        }
        self.note_sent(request, &after);
        let order = if self.is(Mistake::NewIdOnRetry) && request == Request::Put && before.state.in_doubt() {
            self.renamed(after)
        } else {
            after
        };
        Ok(Some(Message { request, order }))
    }

    fn note_sent(&mut self, request: Request, order: &Order) {
        if request == Request::Put {
            let body = self.sent.entry(order.id().to_owned()).or_insert_with(|| order.jws.clone());
            if *body != order.jws {
                self.wrong.push(format!("I8: {} was sent with another body", order.id()));
            }
        }
    }

    fn renamed(&self, mut order: Order) -> Order {
        let tail = format!("{:06}", self.sent.len() + order.terms.iat as usize % 1_000);
        order.terms.id.replace_range(26..32, &tail);
        order.jws = format!("jws-{}", order.terms.id);
        order.fingerprint = format!("fp-{}", order.terms.id);
        order
    }

    /// The step as a wrong design would take it.
    fn spoiled(
        &self,
        order: &Order,
        event: &Event,
        record: Option<Record>,
        next: Next,
    ) -> (Option<Record>, Next) {
        let end = |state: State| {
            let change = Box::new(Change::to(state));
            (Some(Record::Changed { id: order.id().to_owned(), change }), Next::Nothing)
        };
        let failed = || end(State::Rejected(Reason::Unknown));
        let doubt = order.state.in_doubt();
        match (self.mistake, event) {
            (Some(Mistake::LostIsFailed), Event::Lost) if doubt => failed(),
            (Some(Mistake::NotFoundIsFailed), Event::NotFound { .. }) if doubt => failed(),
            (Some(Mistake::UnauthorizedIsFailed), Event::Unauthorized) if doubt => failed(),
            (Some(Mistake::BusyIsFailed), Event::Busy { .. }) if doubt => failed(),
            (Some(Mistake::PendingIsPaid), Event::Pending) if doubt => end(State::Paid),
            (Some(Mistake::CancelWithoutTombstone), Event::Cancel { .. }) if doubt => end(State::Cancelled),
            (Some(Mistake::ClientClockExpires), Event::TooLong) if doubt => failed(),
            (Some(Mistake::AskingStopsAtNotFound), Event::NotFound { .. }) => (record, Next::Nothing),
            (Some(Mistake::AskingStopsAtNotFound), Event::Ask) if doubt => (record, Next::Nothing),
            (Some(Mistake::ReceiptNotMatched), Event::Receipt(receipt)) if doubt => {
                let change = Change { receipt: Some(receipt.text.clone()), ..Change::to(State::Paid) };
                let record = Record::Changed { id: order.id().to_owned(), change: Box::new(change) };
                (Some(record), Next::Nothing)
            }
            _ => (record, next),
        }
    }

    /// Follows the gateway's list.
    pub fn follow(&mut self, changed: Vec<OrderRecord>, cursor: usize) -> Result<Vec<Message>, JournalError> {
        let mut messages = Vec::new();
        for record in changed {
            if let (Some(said), Some(jws), Some(fingerprint)) =
                (&record.payload, &record.jws, &record.fingerprint)
            {
                let terms =
                    serde_json::to_value(said).ok().and_then(|value| serde_json::from_value(value).ok());
                let Some(terms) = terms else { continue };
                let listed = Listed {
                    terms,
                    jws: jws.clone(),
                    fingerprint: fingerprint.clone(),
                    about: About::default(),
                };
                if let Some(adopted) = self.books().and_then(|books| adopt(books, listed, false)) {
                    self.record(adopted, Room::Reserved)?;
                }
            }
            for event in events(&Said::Status(Box::new(record.clone())), Request::Get) {
                messages.extend(self.happen(&record.id, &event)?);
            }
        }
        if cursor != self.cursor_of {
            self.record(Record::Listed { cursor: cursor.to_string() }, Room::Ordinary)?;
            self.cursor_of = cursor;
        }
        Ok(messages)
    }

    pub fn cursor(&self) -> usize {
        self.cursor_of
    }

    pub fn live(&self) -> Vec<String> {
        self.books()
            .map(|books| {
                books
                    .orders()
                    .filter(|order| order.state.is_live())
                    .map(|order| order.id().to_owned())
                    .collect()
            })
            .unwrap_or_default()
    }
}

/// What an answer means. Signatures are not simulated: a proof is what the gateway holds.
pub fn events(said: &Said, asked: Request) -> Vec<Event> {
    let order = match said {
        Said::Status(order) => order,
        Said::NotFound => return vec![Event::NotFound { asked }],
        Said::Conflict => return vec![Event::Conflict],
        Said::Unauthorized => return vec![Event::Unauthorized],
        Said::Busy => return vec![Event::Busy { after_seconds: None }],
    };
    let receipt = order.payload.as_ref().map(|payload| {
        Event::Receipt(Receipt {
            ord: order.id.clone(),
            fp: left_half(order.fingerprint.as_deref().unwrap_or_default()).to_owned(),
            amt: payload.amt,
            paid_at: 0,
            bank_ref: order.bank_ref.clone().unwrap_or_default(),
            scheme: payload.ob.scheme.clone(),
            region: Some(payload.ob.region.clone()),
            period: payload.ob.period.clone(),
            person: String::new(),
            text: format!("receipt-{}", order.id),
        })
    });
    let refund = |state| {
        Event::Refund(Refund {
            ord: order.id.clone(),
            fp: order.fingerprint.clone().unwrap_or_default(),
            amt: order.payload.as_ref().map_or(0, |payload| payload.amt),
            state,
            text: format!("refund-{}", order.id),
        })
    };
    match order.state {
        OrderState::Accepted | OrderState::DebitSent => vec![Event::Pending],
        OrderState::Settled => {
            let stages = Stages { paid_at: Some(1), ..Stages::default() };
            receipt.into_iter().chain([Event::Stages(stages)]).collect()
        }
        OrderState::Refunding => receipt.into_iter().chain([refund(RefundState::Refunding)]).collect(),
        OrderState::Refunded => receipt.into_iter().chain([refund(RefundState::Refunded)]).collect(),
        OrderState::Dead(reason) => {
            let reason: Why = serde_json::from_value(serde_json::Value::String(why(reason)))
                .unwrap_or(Why::Refused(Reason::Unknown));
            vec![Event::Tombstone(Tombstone {
                ord: order.id.clone(),
                fp: order.fingerprint.clone(),
                why: reason,
                text: format!("tombstone-{}", order.id),
            })]
        }
    }
}
