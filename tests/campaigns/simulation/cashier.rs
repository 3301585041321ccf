//! The second channel: the cashier's book beside the bank's, and the gateway's steps about it, with crashes between any two records.

use super::Mistake;
use super::bureau::{Bureau, Said};
use shebao_core::simulation::Dice;
use shebao_sandbox::decide::attempts::{self, Another};
use shebao_sandbox::decide::cashier::{self, Ticket, TicketCall, TicketState};
use shebao_sandbox::decide::order::{Attempt, AttemptState, OrderRecord, OrderState};
use shebao_sandbox::decide::orders::{self, CashierCall, Decision, Effect};

impl Bureau {
    /// The gateway turns to the cashier.
    pub(super) fn begin_attempt(&mut self, record: &OrderRecord, dice: &mut Dice) -> Effect {
        if self.is(Mistake::BothChannelsCharged)
            && let Some(call) = orders::debit_call(record)
        {
            self.debit(&call);
        }
        if self.is(Mistake::CodeBeforeRecord)
            && let Some(said) = &record.payload
        {
            let call = TicketCall { order: record.id.clone(), attempt: 1, amount_fen: said.amt };
            self.at_the_cashier(&CashierCall::Open(call));
            if self.crashes(dice) {
                return Effect::None;
            }
        }
        self.decided(attempts::begin(record, self.now))
    }

    /// The cashier is asked, and its answer recorded.
    pub(super) fn ask_cashier(&mut self, call: CashierCall, dice: &mut Dice) -> Effect {
        let (CashierCall::Open(about) | CashierCall::Look(about) | CashierCall::Close(about)) = &call;
        let about = about.clone();
        let assumed = Ticket { call: about.clone(), state: TicketState::Closed };
        let ticket = match &call {
            CashierCall::Close(_) if self.is(Mistake::ClosesCodeUnasked) => Some(assumed),
            CashierCall::Close(_) if self.is(Mistake::PaidAtCloseIgnored) => {
                self.at_the_cashier(&call);
                Some(assumed)
            }
            _ => self.at_the_cashier(&call),
        };
        // Or its answer is lost.
        if self.crashes(dice) || dice.once_in(8) {
            return Effect::None;
        }
        let Some(record) = self.orders.get(&about.order).cloned() else { return Effect::None };
        ticket.map_or(Effect::None, |ticket| self.decided(attempts::told(&record, &ticket, self.now)))
    }

    /// What the cashier does and says. Its own book: it is durable when this returns.
    fn at_the_cashier(&mut self, asked: &CashierCall) -> Option<Ticket> {
        let (CashierCall::Open(about) | CashierCall::Look(about) | CashierCall::Close(about)) = asked;
        let mut call = about.clone();
        if self.is(Mistake::CashierChargesTodaysTariff) {
            call.amount_fen = self.due(self.payload(&call.order).map_or(1, |said| said.ob.period.len()));
        }
        let key = match self.mistake {
            Some(Mistake::CashierKeyWithoutAttempt) => call.order.clone(),
            Some(Mistake::CashierKeyWithoutOrder) => call.attempt.to_string(),
            _ => call.key(),
        };
        let found = self.tickets.get(&key);
        let ticket = match asked {
            CashierCall::Look(_) => found.cloned()?,
            CashierCall::Open(_) => cashier::open(found, &call),
            CashierCall::Close(_) => cashier::close(found, &call),
        };
        self.tickets.insert(key, ticket.clone());
        // The cashier answers about what it was asked: that it knows it under another name, only a wrong key brings about.
        Some(Ticket { call: about.clone(), ..ticket })
    }

    /// Somebody scans a code: shown now, or photographed long ago. The cashier tells the gateway, unless the line is cut.
    pub fn scan(&mut self, code: &str, dice: &mut Dice) -> bool {
        let found = self.tickets.iter().find(|(_, ticket)| ticket.call.code() == code);
        let Some((key, ticket)) = found.map(|(key, ticket)| (key.clone(), ticket.clone())) else {
            return false;
        };
        let Ok(paid) = cashier::scan(Some(&ticket), "somebody", self.now) else { return false };
        let order = paid.call.order.clone();
        self.tickets.insert(key, paid);
        if !self.down && !dice.once_in(3) {
            let effect = self.orders.get(&order).map_or(Effect::None, orders::resume);
            self.run(&order, effect, dice);
        }
        true
    }

    /// The citizen asks for another code.
    pub fn another(&mut self, id: &str, number: u32, dice: &mut Dice) -> Option<Said> {
        if self.down {
            return None;
        }
        let effect = self.expired(id);
        self.run(id, effect, dice);
        if self.down {
            return None;
        }
        let Some(record) = self.orders.get(id).cloned() else { return Some(Said::NotFound) };
        if self.is(Mistake::SecondCodeWhileFirstOpen) && record.state == OrderState::AtCashier {
            let mut record = record;
            let number = record.attempts.len() as u32 + 1;
            let until = self.now + attempts::ATTEMPT_LIFE;
            record.attempts.push(Attempt { number, until, state: AttemptState::Opening });
            let effect = self.decided(Decision::Write(Box::new(record.clone()), attempts::ask(&record)));
            self.run(id, effect, dice);
            return self.get(id);
        }
        match attempts::next(&record, &record.payer, number, self.now) {
            Another::Stands => {}
            Another::OutOfTurn => return Some(Said::Busy),
            Another::NotYours => return Some(Said::NotFound),
            Another::Write(record, effect) => {
                let effect = self.decided(Decision::Write(record, effect));
                self.run(id, effect, dice);
            }
        }
        self.get(id)
    }

    /// What the clock brings for an order at the cashier.
    pub(super) fn expired(&mut self, id: &str) -> Effect {
        let Some(record) = self.orders.get(id).cloned() else { return Effect::None };
        if !attempts::is_due(&record, self.now) {
            return Effect::None;
        }
        self.decided(attempts::expire(&record, self.now))
    }

    /// What the cashier took and did not give back.
    pub fn takings(&self) -> impl Iterator<Item = &Ticket> {
        self.tickets.values().filter(|ticket| ticket.is_taken())
    }
}
