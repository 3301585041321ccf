//! What follows an accepted order: the bank, the stages, the way back. With crashes between any two records.

use super::Mistake;
use super::bureau::Bureau;
use shebao_core::simulation::Dice;
use shebao_sandbox::decide::bank::{self, Debit, DebitCall};
use shebao_sandbox::decide::cashier;
use shebao_sandbox::decide::order::OrderState;
use shebao_sandbox::decide::orders::{self, Effect};
use shebao_sandbox::decide::stages::{self, StageDelays};

impl Bureau {
    pub(super) fn crashes(&mut self, dice: &mut Dice) -> bool {
        if !self.points.pass("gateway") || self.crash_in > 0 && dice.once_in(self.crash_in) {
            self.down = true;
            self.crashes += 1;
        }
        self.down
    }

    /// Effects, each after its record is durable, until there is none or it goes down. The bank may be slow.
    pub(super) fn run(&mut self, id: &str, effect: Effect, dice: &mut Dice) {
        let mut effect = effect;
        while effect != Effect::None && !self.crashes(dice) && !dice.once_in(4) {
            let Some(record) = self.orders.get(id).cloned() else { return };
            effect = match effect {
                Effect::BeginDebit => {
                    if self.is(Mistake::DebitBeforeRecord)
                        && let Some(call) = orders::debit_call(&record)
                    {
                        self.debit(&call);
                        if self.crashes(dice) || dice.once_in(4) {
                            return;
                        }
                    }
                    self.decided(orders::begin_debit(&record, self.now))
                }
                Effect::CallBank(mut call) => {
                    if self.is(Mistake::ChargesTodaysTariff) {
                        call.amount_fen = self.due(record.payload.map_or(1, |said| said.ob.period.len()));
                    }
                    let debit = self.debit(&call);
                    // Or its answer is lost: the money is taken, and the gateway has not heard.
                    if self.crashes(dice) || dice.once_in(8) {
                        return;
                    }
                    let Some(record) = self.orders.get(id).cloned() else { return };
                    self.decided(orders::settle(&record, &debit, self.now))
                }
                Effect::BeginAttempt => self.begin_attempt(&record, dice),
                Effect::AskCashier(call) => self.ask_cashier(call, dice),
                Effect::TellPaid | Effect::None => Effect::None,
            };
        }
    }

    pub(super) fn debit(&mut self, call: &DebitCall) -> Debit {
        let mut key = call.order.clone();
        if self.is(Mistake::BankKeyPerAttempt) {
            self.attempts += 1;
            key = format!("{key}/{}", self.attempts);
        }
        let decision = bank::debit(self.debits.get(&key), self.balance, call, self.now);
        self.balance = decision.balance_fen.unwrap_or(self.balance);
        self.debits.insert(key, decision.debit.clone());
        decision.debit
    }

    /// Goes on with what is unfinished, as after a start and whenever the bank is asked again.
    pub fn resume(&mut self, dice: &mut Dice) {
        self.down = false;
        if self.is(Mistake::NoResume) {
            return;
        }
        let open = self.orders.values().filter(|order| order.state.is_open());
        let ids: Vec<String> = open.map(|order| order.id.clone()).collect();
        for id in ids {
            let effect = match self.expired(&id) {
                Effect::None => self.orders.get(&id).map_or(Effect::None, orders::resume),
                due => due,
            };
            self.run(&id, effect, dice);
            if self.down {
                return;
            }
        }
    }

    /// The money of one order comes one stage further.
    pub fn stage(&mut self, id: &str) {
        let next = self
            .orders
            .get(id)
            .and_then(|order| stages::advance(order, StageDelays::default(), true, self.now));
        if let Some(next) = next {
            self.write(next);
        }
    }

    /// The operator gives money back, one step.
    pub fn refund(&mut self, id: &str) {
        let Some(next) = self.orders.get(id).and_then(|order| stages::refund(order, self.now)) else {
            return;
        };
        if next.state == OrderState::Refunded && next.is_for_cashier() {
            for ticket in self.tickets.values_mut().filter(|ticket| ticket.call.order == id) {
                if let Some(returned) = cashier::give_back(ticket, self.now) {
                    *ticket = returned;
                }
            }
        } else if next.state == OrderState::Refunded
            && let Some(returned) =
                self.debits.get(id).and_then(|debit| bank::give_back(debit, self.balance, self.now))
        {
            self.balance = returned.balance_fen.unwrap_or(self.balance);
            self.debits.insert(id.to_owned(), returned.debit);
        }
        self.write(next);
    }

    /// Debits that were taken and not given back.
    pub fn taken(&self) -> impl Iterator<Item = &Debit> {
        self.debits.values().filter(|debit| debit.taken && debit.returned_at.is_none())
    }
}
