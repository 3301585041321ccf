//! Carries an order through: record, send, believe, ask again. Owned by the core, so that leaving a screen cuts nothing in half.

use super::answers;
use super::flow::{About, Books, Event, Listed, Next, Order, Pace, Reason, Request, State, Step};
use super::ledger::Ledger;
use super::pace::{Pauses, takes_too_long};
use super::receipts::{Shelf, Slip};
use crate::bureau;
use crate::error::{CitizenError, Outcome};
use crate::journal::{JournalKey, Load};
use crate::parts::Parts;
use crate::platform::Change;
use crate::reading::Reading;
use crate::runtime;
use crate::secrets::DeviceLabel;
use crate::wire::Reply;
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::Notify;

/// Requests one attendance may send: asked, unknown, sent again, and one more.
const MOST_REQUESTS: usize = 4;
/// Pages of the gateway's list followed at once.
const MOST_PAGES: usize = 40;

/// One citizen's payments at work.
pub(super) struct Desk {
    pub parts: Arc<Parts>,
    pub ledger: Arc<Ledger>,
    pub reading: Arc<Reading>,
    asking: AtomicBool,
    nudge: Notify,
    /// Since when an order or act has been in doubt, by a clock nobody can turn.
    doubted: Mutex<HashMap<String, Instant>>,
    /// The attempt at the cashier that the citizen asked for and that is not there yet, for each order. Only in memory: whoever kills the app
    /// asks again.
    wished: Mutex<HashMap<String, u32>>,
    /// One attendance of an order or act at a time.
    attended: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    shelf: Arc<Shelf>,
    /// The citizen's period for which every receipt of the journal is known to be on the shelf; `u64::MAX` if that is not known.
    filed: AtomicU64,
}

impl Desk {
    pub(super) fn new(parts: Arc<Parts>, reading: Arc<Reading>) -> Arc<Self> {
        let ledger = Arc::new(Ledger::new(parts.directory.join("payments"), parts.keys.clone()));
        Arc::new(Self {
            parts,
            ledger,
            reading,
            asking: AtomicBool::new(false),
            nudge: Notify::new(),
            doubted: Mutex::default(),
            wished: Mutex::default(),
            attended: Mutex::default(),
            shelf: Arc::default(),
            filed: AtomicU64::new(u64::MAX),
        })
    }

    /// Work on the ledger, off the async threads.
    pub(super) async fn ledger<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ledger, &JournalKey) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (ledger, parts) = (self.ledger.clone(), self.parts.clone());
        runtime::blocking(move || {
            let secret = parts.secrets.device(DeviceLabel::Journal);
            let key = secret.octets().try_into().map_err(|_| CitizenError::internal("journal key"))?;
            work(&ledger, &JournalKey::new(key))
        })
        .await
    }

    /// Tells the shell, off the async threads: the observer is its code.
    pub(super) async fn tell(&self) {
        let parts = self.parts.clone();
        // Nobody is told twice because a thread was missing: the next change is told again.
        let _ = runtime::blocking(move || {
            parts.changed(Change::Payments);
            Ok(())
        })
        .await;
    }

    async fn advance(&self, id: &str, event: Event) -> Outcome<(Step, Order)> {
        let name = id.to_owned();
        let (step, order) = self.ledger(move |ledger, key| ledger.advance(key, &name, &event)).await?;
        if let Some(change) = &step.change {
            // Also the tax authority's number, which comes later.
            if change.receipt.is_some() || change.refund.is_some() || change.stages.is_some() {
                self.file(Slip::of(&order)).await;
            }
            self.tell().await;
        }
        Ok((step, order))
    }

    /// Puts receipts that the journal has on the shelf. What cannot be written now (locked, disk full) is made good later; it ends nothing.
    async fn file(&self, slips: impl IntoIterator<Item = Slip> + Send + 'static) -> bool {
        let (parts, shelf) = (self.parts.clone(), self.shelf.clone());
        let filed = runtime::blocking(move || shelf.put(&parts.store, slips)).await.is_ok();
        if !filed {
            self.filed.store(u64::MAX, Ordering::Release);
        }
        filed
    }

    /// Puts on the shelf what the journal has and the shelf has not: once for each citizen, and again after a copy could not be written.
    pub(super) async fn make_good(&self, books: &Books) {
        let period = self.parts.store.period();
        if self.filed.load(Ordering::Acquire) == period {
            return;
        }
        let slips: Vec<Slip> = books.orders().filter_map(Slip::of).collect();
        if self.file(slips).await {
            self.filed.store(period, Ordering::Release);
        }
    }

    /// The store's copies of receipts.
    pub(super) async fn slips(&self) -> Outcome<Vec<Slip>> {
        let (parts, shelf) = (self.parts.clone(), self.shelf.clone());
        runtime::blocking(move || shelf.slips(&parts.store)).await
    }

    /// Asks about one order until it has an end or there is nothing to do but wait. Returns it, and how long to wait at least.
    pub(super) async fn attend(&self, id: &str) -> Outcome<(Order, Pace)> {
        let wished = self.wished().get(id).copied();
        let event = if wished.is_some() { Event::Another } else { Event::Ask };
        let attended = self.follow(id, VecDeque::from([event])).await?;
        // Lost on its way, it is asked for again; there, or out of the question, it is not.
        if wished.is_some() && attended.0.next_attempt() != wished {
            self.wished().remove(id);
        }
        Ok(attended)
    }

    /// Asks for another code, also in the background until it is there.
    pub(super) async fn another(&self, order: &Order) -> Outcome<()> {
        if let Some(number) = order.next_attempt() {
            self.wished().insert(order.id().to_owned(), number);
        }
        self.attend(order.id()).await.map(drop)
    }

    fn wished(&self) -> std::sync::MutexGuard<'_, HashMap<String, u32>> {
        self.wished.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets events happen to an order, and everything that follows from them.
    pub(super) async fn follow(&self, id: &str, mut events: VecDeque<Event>) -> Outcome<(Order, Pace)> {
        let turn = self.turn(id);
        let _turn = turn.lock().await;
        let (mut requests, mut pace) = (0, Pace::Backoff);
        loop {
            let Some(event) = events.pop_front() else {
                let name = id.to_owned();
                let order =
                    self.ledger(move |ledger, key| ledger.read(key, |books| books.order(&name).cloned()));
                let missing = CitizenError::refused(crate::error::Refusal::NotFound);
                return Ok((order.await?.ok_or(missing)?, pace));
            };
            let unproven = event == Event::Unproven;
            let (step, order) = self.advance(id, event).await?;
            if step.change.is_some() && order.state == State::Rejected(Reason::TariffChanged) {
                self.tariff_changed(&order).await;
            }
            match step.next {
                Next::Send(request) if requests < MOST_REQUESTS => {
                    requests += 1;
                    events.extend(self.carry(&order, request).await);
                }
                Next::Again(wait) => pace = wait,
                Next::Send(_) | Next::Nothing => {}
            }
            if unproven {
                // The bureau may have changed its keys: what cannot be verified now may be the next time.
                // One that does not verify, or is older, changes nothing.
                let _ = bureau::renew(&self.parts).await;
            }
        }
    }

    async fn carry(&self, order: &Order, request: Request) -> Vec<Event> {
        let (wire, keys) = (&self.parts.wire, &self.parts.bureau.keys);
        let text = match request {
            Request::Put => Some(&order.jws),
            Request::Close => order.close.as_ref(),
            Request::Attempt => {
                let Some(number) = order.next_attempt() else { return Vec::new() };
                let answer = wire.attempt(order.id(), number).await;
                return answers::of_delivery(order.id(), request, answer, keys);
            }
            Request::Get => None,
        };
        match text {
            Some(text) => {
                let answer = wire.send_signed(order.id(), request, text).await;
                answers::of_delivery(order.id(), request, answer, keys)
            }
            None => {
                let answer = wire.order_status(order.id()).await;
                answers::of_reply(order.id(), answer, keys)
            }
        }
    }

    pub(super) fn turn(&self, id: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut attended = self.attended.lock().unwrap_or_else(PoisonError::into_inner);
        attended.retain(|_, turn| Arc::strong_count(turn) > 1);
        attended.entry(id.to_owned()).or_default().clone()
    }

    /// Follows the gateway's list from where it was left: what changed is believed, what is unknown adopted.
    pub(super) async fn list(&self) -> Outcome<()> {
        let mut cursor =
            self.ledger(|ledger, key| ledger.read(key, |books| books.cursor().map(str::to_owned))).await?;
        for _ in 0..MOST_PAGES {
            let Reply::New { body, .. } = self.parts.wire.orders_since(cursor.as_deref()).await? else {
                return Ok(());
            };
            let empty = body.orders.rows.is_empty();
            for status in body.orders.rows {
                self.meet(status).await?;
            }
            let next = body.next.map(|next| next.text().to_owned());
            let Some(next) = next.filter(|next| Some(next) != cursor.as_ref()) else { return Ok(()) };
            let noted = next.clone();
            self.ledger(move |ledger, key| ledger.listed(key, &noted)).await?;
            cursor = Some(next);
            if empty {
                return Ok(());
            }
        }
        Ok(())
    }

    /// One order of the gateway's list.
    async fn meet(&self, status: super::wire::OrderStatus) -> Outcome<()> {
        let id = status.id.clone();
        let known = {
            let id = id.clone();
            self.ledger(move |ledger, key| ledger.read(key, |books| books.order(&id).is_some())).await?
        };
        if !known {
            // Without a body there is nothing to follow: an id that was only ever closed.
            let read = |jws: &str| answers::terms(jws, &self.parts.bureau.keys);
            let Some((terms, fingerprint, mut doubtful)) = status.order.as_deref().and_then(read) else {
                return Ok(());
            };
            if doubtful {
                // The bureau may have changed its keys.
                let _ = bureau::renew(&self.parts).await;
                doubtful = status.order.as_deref().and_then(read).is_none_or(|(.., doubtful)| doubtful);
            }
            if terms.id != id {
                return Ok(());
            }
            let about = self.about(&terms.ob.person).await;
            let jws = status.order.clone().unwrap_or_default();
            let listed = Listed { terms, jws, fingerprint, about };
            if self.ledger(move |ledger, key| ledger.adopt(key, listed)).await? {
                self.tell().await;
                if doubtful {
                    self.advance(&id, Event::TooLong).await?;
                }
            }
        }
        let events = answers::of_status(&status, &self.parts.bureau.keys);
        // What is only pending needs no more questions here: the asking goes on by itself.
        self.follow(&id, events.into()).await.map(drop)
    }

    /// What screens say about an adopted order's person, from the kept bills.
    async fn about(&self, person: &str) -> About {
        let (parts, person) = (self.parts.clone(), person.to_owned());
        let kept = runtime::blocking(move || parts.store.bills()).await;
        let known = kept.ok().flatten().and_then(|kept| {
            let found = kept.value.bills.rows.into_iter().find(|bill| bill.person.id.text() == person)?;
            Some(super::label::about_person(&found.person))
        });
        known.unwrap_or_default()
    }

    /// The ids of orders without an end, in doubt or prepared.
    pub(super) async fn live(&self) -> Outcome<Vec<String>> {
        self.ledger(|ledger, key| {
            ledger.read(key, |books| {
                books
                    .orders()
                    .filter(|order| order.state.is_live())
                    .map(|order| order.id().to_owned())
                    .collect()
            })
        })
        .await
    }

    async fn has_nothing_live(&self) -> bool {
        let orders = self.live().await.is_ok_and(|live| live.is_empty());
        orders && self.live_acts().await.is_ok_and(|live| live.is_empty())
    }

    /// How the journal was found when it was opened.
    pub(super) async fn found(&self) -> Outcome<Load> {
        self.ledger(|ledger, key| ledger.found(key).map(|(load, _)| load)).await
    }

    /// Keeps asking in the background until every order and every act on a mandate has an end. Called again, it asks at once.
    pub(super) fn keep_asking(self: &Arc<Self>) {
        self.nudge.notify_one();
        if self.asking.swap(true, Ordering::AcqRel) {
            return;
        }
        // Weak: an app that is gone must not be kept alive by what it still wanted to ask; the journal remembers.
        let desk = Arc::downgrade(self);
        runtime::start(async move {
            let mut pauses = Pauses::default();
            loop {
                let Some(strong) = desk.upgrade() else { return };
                let wait = strong.round(&mut pauses).await;
                let Some(wait) = wait else {
                    strong.asking.store(false, Ordering::Release);
                    // An order begun in this very moment has either seen `asking` false, or is seen here.
                    if strong.has_nothing_live().await || strong.asking.swap(true, Ordering::AcqRel) {
                        return;
                    }
                    continue;
                };
                drop(strong);
                if Self::nudged(&desk, wait).await {
                    pauses = Pauses::default();
                }
            }
        });
    }

    /// Waits in short pieces, so that an app that is gone is noticed. True if it was nudged.
    async fn nudged(desk: &std::sync::Weak<Self>, wait: Duration) -> bool {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now()).min(Duration::from_millis(250));
            if left.is_zero() {
                return false;
            }
            let Some(strong) = desk.upgrade() else { return false };
            // The desk is held for a quarter of a second at most.
            if tokio::time::timeout(left, strong.nudge.notified()).await.is_ok() {
                return true;
            }
        }
    }

    /// Attends every live order once, then every live act. The pause until the next round, or `None` if there is none.
    async fn round(&self, pauses: &mut Pauses) -> Option<Duration> {
        let (orders, acts) = match (self.live().await, self.live_acts().await) {
            (Ok(orders), Ok(acts)) if orders.is_empty() && acts.is_empty() => return None,
            (Ok(orders), Ok(acts)) => (orders, acts),
            _ => return Some(pauses.next()),
        };
        let mut wait = pauses.next();
        for id in orders {
            if let Ok((order, pace)) = self.attend(&id).await {
                wait = wait.max(pace.least());
                self.escalate(&order).await;
            }
        }
        for name in acts {
            if let Ok((act, pace)) = self.attend_act(&name).await {
                wait = wait.max(pace.least());
                self.escalate_act(&act).await;
            }
        }
        Some(wait)
    }

    /// In doubt for longer than a person should wait without being told: only the words change, the asking goes on.
    async fn escalate(&self, order: &Order) {
        let confirmed = SystemTime::UNIX_EPOCH + Duration::from_secs(order.terms.iat);
        let overdue = self.is_overdue(order.id(), order.state.in_doubt(), confirmed);
        if overdue && order.state != State::Attention {
            // Not recorded, it is noticed again in the next round.
            let _ = self.advance(order.id(), Event::TooLong).await;
        }
    }

    /// Whether what has this name has been in doubt for too long. What is not in doubt is forgotten here.
    pub(super) fn is_overdue(&self, name: &str, in_doubt: bool, confirmed: SystemTime) -> bool {
        let mut doubted = self.doubted.lock().unwrap_or_else(PoisonError::into_inner);
        if !in_doubt {
            doubted.remove(name);
            return false;
        }
        let since = *doubted.entry(name.to_owned()).or_insert_with(Instant::now);
        takes_too_long(since.elapsed(), confirmed, SystemTime::now())
    }
}
