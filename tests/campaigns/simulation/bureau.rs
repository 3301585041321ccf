//! The gateway: the sandbox's own decisions over a durable table.

use super::Mistake;
use super::answers::as_wire;
use super::points::Points;
use super::tariffs::{self, BASE};
use shebao_core::simulation::{Dice, Terms};
use shebao_sandbox::decide::bank::Debit;
use shebao_sandbox::decide::cashier::Ticket;
use shebao_sandbox::decide::order::{Obligation, OrderPayload, OrderRecord, OrderState, Quote};
use shebao_sandbox::decide::orders::{self, Arrived, Decision, Effect, Known};
use shebao_sandbox::decide::tariff::{self, Charge, Choice, Tariff};
use std::collections::BTreeMap;

pub const PAYER: &str = "p-wang";

/// What a status says.
#[derive(Clone, Debug)]
pub enum Said {
    Status(Box<OrderRecord>),
    NotFound,
    Conflict,
    Unauthorized,
    Busy,
}

/// What a citizen reviews.
#[derive(Clone, Debug)]
pub struct Offer {
    pub quote: String,
    /// `card` or `cashier`.
    pub instrument: String,
    pub periods: Vec<String>,
    pub amount_fen: i64,
    pub tariff: String,
}

pub struct Bureau {
    pub now: i64,
    pub orders: BTreeMap<String, OrderRecord>,
    pub debits: BTreeMap<String, Debit>,
    /// The cashier's book.
    pub tickets: BTreeMap<String, Ticket>,
    /// The tariff amount when an order was accepted.
    pub due_at_acceptance: BTreeMap<String, i64>,
    pub rate_bp: i64,
    /// Every id it ever wrote, and how it died if it did: kept beside the table, to see that the table keeps them.
    pub ever: BTreeMap<String, Option<OrderState>>,
    pub balance: i64,
    /// Chance of a crash between two records, once in so many; 0 is never.
    pub crash_in: usize,
    /// Crashed: nothing answers until it is started again.
    pub down: bool,
    pub crashes: u64,
    pub(super) points: Points,
    pub(super) attempts: u64,
    pub(super) mistake: Option<Mistake>,
    quotes: BTreeMap<String, Quote>,
    log: Vec<String>,
}

impl Bureau {
    pub fn new(balance: i64, mistake: Option<Mistake>, points: &Points) -> Self {
        Self {
            now: 1_796_000_000,
            orders: BTreeMap::new(),
            debits: BTreeMap::new(),
            tickets: BTreeMap::new(),
            due_at_acceptance: BTreeMap::new(),
            rate_bp: 2_000,
            ever: BTreeMap::new(),
            balance,
            crash_in: 0,
            down: false,
            crashes: 0,
            points: points.clone(),
            attempts: 0,
            mistake,
            quotes: BTreeMap::new(),
            log: Vec::new(),
        }
    }

    pub(super) fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    fn version(&self) -> String {
        tariffs::version(self.rate_bp)
    }

    fn tariff(&self) -> Tariff {
        tariffs::tariff(self.rate_bp)
    }

    /// What is due by hand: the campaign's own word, beside the core's and the sandbox's.
    pub(super) fn due(&self, periods: usize) -> i64 {
        BASE * self.rate_bp / 10_000 * periods as i64
    }

    pub fn quote(&mut self, periods: &[String], instrument: &str) -> Offer {
        let choice = Choice { base_fen: Some(BASE), tier: None };
        let id = format!("q{}", self.quotes.len());
        let quote = Quote {
            id: id.clone(),
            payer: PAYER.to_owned(),
            bill: "b".to_owned(),
            obligation: Obligation {
                person: PAYER.to_owned(),
                scheme: "pension_flexible".to_owned(),
                region: "990100".to_owned(),
                period: periods.to_vec(),
            },
            amount_fen: tariff::total(&self.tariff().rule, &choice, periods.len()).unwrap_or_default(),
            choice,
            tariff: self.version(),
            payee: "treasury".to_owned(),
            instrument: instrument.to_owned(),
            expires_at: self.now + 900,
        };
        // As in the app: what is reviewed and ordered is the core's own amount, and a quote that is another is refused.
        let amount_fen = tariffs::computed(self.rate_bp, periods.len());
        assert_eq!(amount_fen, quote.amount_fen, "core and gateway price differently");
        let offer = Offer {
            quote: id.clone(),
            instrument: instrument.to_owned(),
            periods: periods.to_vec(),
            amount_fen,
            tariff: quote.tariff.clone(),
        };
        self.quotes.insert(id, quote);
        offer
    }

    pub(super) fn write(&mut self, record: OrderRecord) {
        let died = matches!(record.state, OrderState::Dead(_)).then_some(record.state);
        let known = self.ever.entry(record.id.clone()).or_default();
        *known = known.or(died);
        self.log.push(record.id.clone());
        self.orders.insert(record.id.clone(), record);
    }

    /// An order arrives. `None`: it went down in the middle, and nobody hears anything.
    pub fn put(&mut self, terms: &Terms, jws: &str, fingerprint: &str, dice: &mut Dice) -> Option<Said> {
        if self.down {
            return None;
        }
        let payload: OrderPayload = as_wire(terms)?;
        let existing = self.orders.get(&terms.id).cloned();
        let wanted = payload.ob.holds();
        let overlaps = |other: &OrderRecord| {
            other
                .payload
                .as_ref()
                .is_some_and(|said| said.ob.holds().iter().any(|hold| wanted.contains(hold)))
        };
        let held =
            self.orders.values().any(|other| other.id != terms.id && other.state.holds() && overlaps(other));
        let (mut tariff, mut quote) = (self.tariff(), self.quotes.get(&terms.quo).cloned());
        if self.is(Mistake::AmountNotChecked) || self.is(Mistake::ChargesTodaysTariff) {
            // The comparison with the amount is left out: as if the amount said were the tariff's.
            tariff.version.clone_from(&payload.tar);
            tariff.rule = Charge::Fixed { amount_fen: payload.amt / payload.ob.period.len() as i64 };
            if let Some(quote) = &mut quote {
                quote.choice = Choice::default();
            }
        }
        let known = Known {
            existing: existing.as_ref(),
            held: held && !self.is(Mistake::NoDuplicateCheck),
            quote: quote.as_ref(),
            tariff: Some(&tariff),
            window_open: true,
        };
        let arrived = Arrived {
            payer: PAYER.to_owned(),
            fingerprint: fingerprint.to_owned(),
            jws: jws.to_owned(),
            proved: true,
            payload,
        };
        match orders::accept(&arrived, &known, self.now) {
            Decision::Conflict => return Some(Said::Conflict),
            Decision::NotYours => return Some(Said::NotFound),
            Decision::Stands => {}
            Decision::Write(record, effect) => {
                if record.state == OrderState::Accepted {
                    let due = self.due(terms.ob.period.len());
                    self.due_at_acceptance.insert(terms.id.clone(), due);
                }
                self.write(*record);
                self.run(&terms.id, effect, dice);
            }
        }
        self.get(&terms.id)
    }

    pub(super) fn decided(&mut self, decision: Decision) -> Effect {
        match decision {
            Decision::Write(record, effect) => {
                self.write(*record);
                effect
            }
            _ => Effect::None,
        }
    }

    pub fn close(&mut self, id: &str, dice: &mut Dice) -> Option<Said> {
        if self.down {
            return None;
        }
        let mut existing = self.orders.get(id).cloned();
        if self.is(Mistake::CloseLeavesNoTombstone) && existing.is_none() {
            return Some(match orders::close(id, PAYER, None, self.now) {
                Decision::Write(record, _) => Said::Status(record),
                _ => Said::NotFound,
            });
        }
        if self.is(Mistake::ClosesWhileDebiting)
            && let Some(order) = &mut existing
            && order.state == OrderState::DebitSent
        {
            order.state = OrderState::Accepted;
        }
        // What it may lead to is the cashier's word about an open code.
        let effect = self.decided(orders::close(id, PAYER, existing.as_ref(), self.now));
        self.run(id, effect, dice);
        self.get(id)
    }

    pub fn get(&self, id: &str) -> Option<Said> {
        if self.down {
            return None;
        }
        Some(self.orders.get(id).map_or(Said::NotFound, |order| Said::Status(Box::new(order.clone()))))
    }

    /// Orders changed after a cursor, and the next cursor.
    pub fn list(&self, since: usize) -> Option<(Vec<OrderRecord>, usize)> {
        if self.down {
            return None;
        }
        let mut ids: Vec<&String> = self.log.get(since..).unwrap_or_default().iter().collect();
        ids.sort();
        ids.dedup();
        Some((ids.into_iter().filter_map(|id| self.orders.get(id)).cloned().collect(), self.log.len()))
    }

    /// Time passes; a wrong gateway forgets.
    pub fn forget(&mut self) {
        if self.is(Mistake::IdsExpire) {
            self.orders.clear();
        }
        if self.is(Mistake::TombstonesExpire) {
            self.orders.retain(|_, order| !matches!(order.state, OrderState::Dead(_)));
        }
    }

    pub fn payload(&self, id: &str) -> Option<&OrderPayload> {
        self.orders.get(id).and_then(|order| order.payload.as_ref())
    }
}
