//! The gateway and its bank: the sandbox's own decisions over a durable table, with crashes between any two records.

use crate::mistakes::Mistake;
use shebao_core::simulation::{Dice, Terms};
use shebao_sandbox::decide::bank::{self, Debit};
use shebao_sandbox::decide::order::{Obligation, OrderPayload, OrderRecord, OrderState, Quote, Why};
use shebao_sandbox::decide::orders::{self, Arrived, Decision, Effect, Known};
use shebao_sandbox::decide::tariff::{Choice, Tariff, TariffRule};
use shebao_sandbox::decide::{order, stages};
use std::collections::BTreeMap;

pub const PAYER: &str = "p-wang";
const BASE: i64 = 500_000;

/// What a status says.
#[derive(Clone, Debug)]
pub enum Said {
    Status(Box<OrderRecord>),
    NotFound,
    Conflict,
    Unauthorized,
    Busy,
}

pub struct Bureau {
    pub now: i64,
    pub orders: BTreeMap<String, OrderRecord>,
    pub debits: BTreeMap<String, Debit>,
    /// The tariff amount when an order was accepted.
    pub due_at_acceptance: BTreeMap<String, i64>,
    pub rate_bp: i64,
    quotes: BTreeMap<String, Quote>,
    balance: i64,
    attempts: u64,
    log: Vec<String>,
    mistake: Option<Mistake>,
    /// Chance of a crash between two records, once in so many; 0 is never.
    pub crash_in: usize,
    /// Crashed: nothing answers until it is started again.
    pub down: bool,
}

pub fn version(rate_bp: i64) -> String {
    format!("v{rate_bp}")
}

impl Bureau {
    pub fn new(balance: i64, mistake: Option<Mistake>) -> Self {
        Self {
            now: 1_796_000_000,
            orders: BTreeMap::new(),
            debits: BTreeMap::new(),
            due_at_acceptance: BTreeMap::new(),
            rate_bp: 2_000,
            quotes: BTreeMap::new(),
            balance,
            attempts: 0,
            log: Vec::new(),
            mistake,
            crash_in: 0,
            down: false,
        }
    }

    fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    fn tariff(&self) -> Tariff {
        let rule = TariffRule::Rate {
            floor_fen: 1,
            ceiling_fen: 10_000_000,
            offered_fen: vec![BASE],
            rate_bp: self.rate_bp,
            account_rate_bp: None,
        };
        Tariff { scheme: "pension_flexible".to_owned(), version: version(self.rate_bp), rule }
    }

    fn due(&self, periods: usize) -> i64 {
        BASE * self.rate_bp / 10_000 * periods as i64
    }

    /// An offer: its id, amount and tariff version.
    pub fn quote(&mut self, periods: &[String]) -> (String, i64, String) {
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
            choice: Choice { base_fen: Some(BASE), tier: None },
            amount_fen: self.due(periods.len()),
            tariff: version(self.rate_bp),
            payee: "treasury".to_owned(),
            instrument: "card".to_owned(),
            expires_at: self.now + 900,
        };
        let answer = (id.clone(), quote.amount_fen, quote.tariff.clone());
        self.quotes.insert(id, quote);
        answer
    }

    fn write(&mut self, record: OrderRecord) {
        self.log.push(record.id.clone());
        self.orders.insert(record.id.clone(), record);
    }

    fn crashes(&mut self, dice: &mut Dice) -> bool {
        if self.crash_in > 0 && dice.once_in(self.crash_in) {
            self.down = true;
        }
        self.down
    }

    /// An order arrives. `None`: it went down in the middle, and nobody hears anything.
    pub fn put(&mut self, terms: &Terms, jws: &str, fingerprint: &str, dice: &mut Dice) -> Option<Said> {
        if self.down {
            return None;
        }
        let payload: OrderPayload = serde_json::from_value(serde_json::to_value(terms).ok()?).ok()?;
        let existing = self.orders.get(&terms.id).cloned();
        let held = self.orders.values().any(|other| {
            other.id != terms.id
                && other.state.holds()
                && other
                    .payload
                    .as_ref()
                    .is_some_and(|said| said.ob.holds().iter().any(|h| payload.ob.holds().contains(h)))
        });
        let mut tariff = self.tariff();
        let mut quote = self.quotes.get(&terms.quo).cloned();
        if self.is(Mistake::AmountNotChecked) || self.is(Mistake::ChargesTodaysTariff) {
            tariff.version.clone_from(&payload.tar);
            // The comparison with the amount is left out: as if the amount said were the tariff's.
            tariff.rule = TariffRule::Fixed { amount_fen: payload.amt / payload.ob.period.len() as i64 };
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
        self.answer(&terms.id)
    }

    /// Effects, each after its record is durable, until there is none or it goes down. The bank may be slow.
    fn run(&mut self, id: &str, effect: Effect, dice: &mut Dice) {
        let mut effect = effect;
        while effect != Effect::None && !self.crashes(dice) {
            let Some(record) = self.orders.get(id).cloned() else { return };
            effect = match effect {
                Effect::BeginDebit => {
                    if dice.once_in(4) {
                        return;
                    }
                    self.decided(orders::begin_debit(&record, self.now))
                }
                Effect::CallBank(mut call) => {
                    if dice.once_in(4) {
                        return;
                    }
                    if self.is(Mistake::ChargesTodaysTariff) {
                        call.amount_fen = self.due(record.payload.map_or(1, |said| said.ob.period.len()));
                    }
                    let key = if self.is(Mistake::BankKeyPerAttempt) {
                        self.attempts += 1;
                        format!("{id}/{}", self.attempts)
                    } else {
                        id.to_owned()
                    };
                    let decision = bank::debit(self.debits.get(&key), self.balance, &call, self.now);
                    self.balance = decision.balance_fen.unwrap_or(self.balance);
                    self.debits.insert(key, decision.debit.clone());
                    if self.crashes(dice) {
                        return;
                    }
                    let Some(record) = self.orders.get(id).cloned() else { return };
                    self.decided(orders::settle(&record, &decision.debit, self.now))
                }
                Effect::TellPaid | Effect::None => Effect::None,
            };
        }
    }

    fn decided(&mut self, decision: Decision) -> Effect {
        match decision {
            Decision::Write(record, effect) => {
                self.write(*record);
                effect
            }
            _ => Effect::None,
        }
    }

    /// Goes on with what is unfinished, as after a start and whenever the bank is asked again.
    pub fn resume(&mut self, dice: &mut Dice) {
        let restarted = std::mem::take(&mut self.down);
        if restarted && self.is(Mistake::NoResume) || self.is(Mistake::NoResume) {
            return;
        }
        let ids: Vec<String> = self.orders.keys().cloned().collect();
        for id in ids {
            let effect = self.orders.get(&id).map_or(Effect::None, orders::resume);
            self.run(&id, effect, dice);
            if self.down {
                return;
            }
        }
    }

    pub fn close(&mut self, id: &str) -> Option<Said> {
        if self.down {
            return None;
        }
        let mut existing = self.orders.get(id).cloned();
        if self.is(Mistake::CloseLeavesNoTombstone) && existing.is_none() {
            return Some(Said::Status(Box::new(match orders::close(id, PAYER, None, self.now) {
                Decision::Write(record, _) => *record,
                _ => return Some(Said::NotFound),
            })));
        }
        if self.is(Mistake::ClosesWhileDebiting)
            && let Some(order) = &mut existing
            && order.state == OrderState::DebitSent
        {
            order.state = OrderState::Accepted;
        }
        self.decided(orders::close(id, PAYER, existing.as_ref(), self.now));
        self.answer(id)
    }

    pub fn get(&self, id: &str) -> Option<Said> {
        if self.down { None } else { self.answer(id) }
    }

    fn answer(&self, id: &str) -> Option<Said> {
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
        let changed = self.log.get(since..).unwrap_or_default();
        let mut ids: Vec<&String> = changed.iter().collect();
        ids.sort();
        ids.dedup();
        Some((ids.into_iter().filter_map(|id| self.orders.get(id)).cloned().collect(), self.log.len()))
    }

    /// The operator gives money back, one step.
    pub fn refund(&mut self, id: &str) {
        if let Some(next) = self.orders.get(id).and_then(|order| stages::refund(order, self.now)) {
            if next.state == OrderState::Refunded
                && let Some(returned) =
                    self.debits.get(id).and_then(|debit| bank::give_back(debit, self.balance, self.now))
            {
                self.balance = returned.balance_fen.unwrap_or(self.balance);
                self.debits.insert(id.to_owned(), returned.debit);
            }
            self.write(next);
        }
    }

    pub fn forget_old_ids(&mut self) {
        if self.is(Mistake::IdsExpire) {
            let old: Vec<String> = self.orders.keys().cloned().collect();
            for id in old {
                self.orders.remove(&id);
            }
        }
    }

    /// Debits that were taken and not given back, with the periods they were for.
    pub fn taken(&self) -> impl Iterator<Item = &Debit> {
        self.debits.values().filter(|debit| debit.taken && debit.returned_at.is_none())
    }

    pub fn payload(&self, id: &str) -> Option<&OrderPayload> {
        self.orders.get(id).and_then(|order| order.payload.as_ref())
    }
}

/// Why, as a tombstone says it.
pub fn why(why: Why) -> String {
    serde_json::to_value(why).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
