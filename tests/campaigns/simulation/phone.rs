//! A phone: the core's own clerk over a simulated disk and anchor.

use super::Mistake;
use super::answers::events;
use super::bureau::{Offer, PAYER, Said};
use super::phone_disk::{PhoneAnchor, PhoneDisk};
use super::points::Points;
use super::spoiled::spoiled;
use super::tally::Seen;
use super::watch::Watch;
use shebao_core::simulation::{
    About, Books, CASHIER, Clerk, DEBIT, Dice, Event, Journal, JournalKey, Listed, Next, Obligation, Order,
    Record, Request, Room, Step, Terms,
};
use shebao_core::{CitizenError, Outcome};
use shebao_sandbox::decide::order::OrderRecord;

/// A message to the gateway.
#[derive(Clone, Debug)]
pub struct Message {
    pub request: Request,
    pub order: Order,
}

pub struct Phone {
    pub disk: PhoneDisk,
    pub anchor: PhoneAnchor,
    pub watch: Watch,
    /// An old copy was put back: until the next start, what was shown and sent may be ahead of the journal.
    pub tampered: bool,
    /// Seconds its clock is off.
    pub clock: i64,
    /// Suspended by its system until this second of the world's.
    pub asleep_until: i64,
    /// Its access token is good until this second.
    pub token_until: i64,
    points: Points,
    clerk: Option<Clerk<PhoneDisk, PhoneAnchor>>,
    mistake: Option<Mistake>,
}

/// The journal's key, on every phone.
pub fn key() -> JournalKey {
    JournalKey::new([7; 32])
}

impl Phone {
    pub fn new(mistake: Option<Mistake>, points: &Points, seed: u64) -> Self {
        Self {
            disk: PhoneDisk::new(mistake, points, seed),
            anchor: PhoneAnchor::new(mistake, points),
            points: points.clone(),
            watch: Watch::default(),
            tampered: false,
            clock: 0,
            asleep_until: 0,
            token_until: 0,
            clerk: None,
            mistake,
        }
    }

    fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    pub fn is_running(&self) -> bool {
        self.clerk.is_some()
    }

    pub fn books(&self) -> Option<&Books> {
        self.clerk.as_ref().map(Clerk::books)
    }

    pub fn order(&self, id: &str) -> Option<&Order> {
        self.books()?.order(id)
    }

    /// Opens the app.
    pub fn start(&mut self) -> Outcome<()> {
        if self.is(Mistake::ForgottenNotDoubted) {
            let anchor = shebao_core::simulation::Anchor::read(&mut self.anchor)?;
            let (journal, _) = Journal::open(self.disk.clone(), key(), anchor)?;
            shebao_core::simulation::Anchor::write(&mut self.anchor, journal.head())?;
        }
        let clerk = Clerk::open(self.disk.clone(), key(), self.anchor.clone())?;
        let (forgot, tampered) = (clerk.found().may_have_forgotten(), std::mem::take(&mut self.tampered));
        if forgot && !tampered {
            self.watch.wrong.push(format!("I3: the journal lost what was acted on: {:?}", clerk.found()));
        }
        if tampered && !self.is(Mistake::ForgottenNotDoubted) {
            self.watch.forgets(clerk.books());
        } else {
            self.watch.reopened(clerk.books());
        }
        self.clerk = Some(clerk);
        Ok(())
    }

    /// The power goes. Returns what was cut off in its middle, if anything was.
    pub fn crash(&mut self, dice: &mut Dice) -> Option<Seen> {
        self.clerk = None;
        self.disk.disk.crash(dice);
        self.anchor.stop_before_next(false);
        let at_anchor = self.anchor.take_cut().then_some(Seen::CutAnchor);
        let on_disk = self.disk.take_cut().and_then(|operation| match operation {
            "append" => Some(Seen::CutAppend),
            "sync" => Some(Seen::CutSync),
            "truncate" => Some(Seen::CutTruncate),
            "rename" => Some(Seen::CutRename),
            "remove" => Some(Seen::CutRemoval),
            "sync the folder" => Some(Seen::CutFolderSync),
            _ => None,
        });
        at_anchor.or(on_disk)
    }

    /// The app is set up anew: the folder and the anchor are gone.
    pub fn reinstall(&mut self, seed: u64) {
        self.clerk = None;
        self.tampered = false;
        self.disk = PhoneDisk::new(self.mistake, &self.points, seed);
        self.anchor = PhoneAnchor::new(self.mistake, &self.points);
        self.watch.reinstalled();
    }

    /// As the core's ledger does: a journal whose disk failed is read anew.
    pub fn drop_if_unusable(&mut self) {
        if self.clerk.as_ref().is_some_and(|clerk| !clerk.is_usable()) {
            self.clerk = None;
        }
    }

    /// Passes a point of its own, such as sending. False if the power fails there.
    pub fn passes(&self, point: &str) -> bool {
        self.points.pass(point)
    }

    /// Compacts the journal.
    pub fn compact(&mut self) -> Outcome<()> {
        self.clerk.as_mut().map_or(Ok(()), Clerk::compact)
    }

    /// The citizen confirms what was reviewed. False while the periods are being paid.
    pub fn confirm(&mut self, id: &str, offer: &Offer, today: &Offer, now: i64) -> Outcome<bool> {
        let Some(clerk) = &mut self.clerk else { return Ok(false) };
        let made_of = if self.mistake == Some(Mistake::AmountFromTodaysTariff) { today } else { offer };
        let terms = Terms {
            id: id.to_owned(),
            ob: Obligation {
                person: PAYER.to_owned(),
                scheme: "pension_flexible".to_owned(),
                region: "990100".to_owned(),
                period: offer.periods.clone(),
            },
            amt: made_of.amount_fen,
            cur: "CNY".to_owned(),
            tar: made_of.tariff.clone(),
            quo: made_of.quote.clone(),
            pye: "treasury".to_owned(),
            ins: offer.instrument.clone(),
            ch: if offer.instrument == "cashier" { CASHIER } else { DEBIT }.to_owned(),
            iat: u64::try_from(now + self.clock).unwrap_or_default(),
            jseq: clerk.head().sequence,
            jhead: String::new(),
        };
        let order = Order::prepared(terms, format!("jws-{id}"), format!("fp-{id}"), About::default());
        let begun = match clerk.begin(order.clone()) {
            Err(CitizenError::Refused { .. }) if self.mistake == Some(Mistake::PeriodNotHeld) => {
                clerk.record(Record::Order(Box::new(order)), Room::Ordinary)
            }
            Err(CitizenError::Refused { .. }) => return Ok(false),
            begun => begun,
        };
        self.watch.reviewed.insert(id.to_owned(), offer.amount_fen);
        begun.map(|()| true)
    }

    /// An event happens; what is to be sent comes back.
    pub fn happen(&mut self, id: &str, event: &Event) -> Outcome<Option<Message>> {
        let Some(clerk) = &mut self.clerk else { return Ok(None) };
        let Some(before) = clerk.books().order(id).cloned() else { return Ok(None) };
        if self.mistake == Some(Mistake::SendBeforeJournal)
            && let Some((_, Step { next: Next::Send(Request::Put), .. })) = clerk.books().step(id, event)
        {
            self.watch.sent_before_recording(&before);
        }
        let (next, after) = match spoiled(self.mistake, &before, event) {
            Some(wrong) => {
                if let Some(record) = wrong.record {
                    clerk.record(record, Room::Reserved)?;
                }
                (wrong.next, clerk.books().order(id).cloned().unwrap_or(before.clone()))
            }
            None => {
                let (step, after) = clerk.advance(id, event)?;
                (step.next, after)
            }
        };
        self.watch.stepped(&before, event, &after, self.mistake);
        let Next::Send(request) = next else { return Ok(None) };
        self.watch.sends(request, &after);
        let anew = self.is(Mistake::NewIdOnRetry) && request == Request::Put && before.state.in_doubt();
        Ok(Some(Message { request, order: if anew { renamed(after) } else { after } }))
    }

    /// Follows the gateway's list. Returns what is to be sent, and how many orders were adopted.
    pub fn follow(&mut self, changed: &[OrderRecord], cursor: usize) -> Outcome<(Vec<Message>, u64)> {
        let (mut messages, mut adopted) = (Vec::new(), 0);
        for record in changed {
            let Some(clerk) = &mut self.clerk else { return Ok((messages, adopted)) };
            if self.mistake != Some(Mistake::AdoptIgnoresForeign)
                && let Some(listed) = listed(record)
            {
                adopted += u64::from(clerk.adopt(listed)?);
            }
            for event in events(&Said::Status(Box::new(record.clone())), Request::Get) {
                messages.extend(self.happen(&record.id, &event)?);
            }
        }
        if let Some(clerk) = &mut self.clerk {
            clerk.listed(&cursor.to_string())?;
        }
        Ok((messages, adopted))
    }

    /// How far the gateway's list was followed.
    pub fn cursor(&self) -> usize {
        self.books().and_then(Books::cursor).and_then(|cursor| cursor.parse().ok()).unwrap_or_default()
    }

    /// The codes it shows.
    pub fn codes(&self) -> Vec<String> {
        let orders = self.books().into_iter().flat_map(Books::orders);
        orders.filter_map(|order| order.at_cashier()?.code.clone()).collect()
    }

    /// All orders, or only those without an end.
    pub fn ids(&self, live_only: bool) -> Vec<String> {
        let orders = self.books().into_iter().flat_map(Books::orders);
        orders
            .filter(|order| !live_only || order.state.is_live())
            .map(|order| order.id().to_owned())
            .collect()
    }
}

/// What the gateway's list says of an order whose body it has.
fn listed(record: &OrderRecord) -> Option<Listed> {
    let terms = serde_json::from_value(serde_json::to_value(record.payload.as_ref()?).ok()?).ok()?;
    let (jws, fingerprint) = (record.jws.clone()?, record.fingerprint.clone()?);
    Some(Listed { terms, jws, fingerprint, about: About::default() })
}

/// The same order under another id, as a wrong design would send it again.
fn renamed(mut order: Order) -> Order {
    order.terms.id = order.terms.id.chars().rev().collect();
    order.jws = format!("jws-{}", order.terms.id);
    order.fingerprint = format!("fp-{}", order.terms.id);
    order
}
