//! The weather clears: everything starts, nothing is lost any more. Every order has an end within a few exchanges, both sides agree, and
//! what was still under way changes nothing.

use super::answers::events;
use super::rules::{broken, disagree};
use super::world::World;
use shebao_core::simulation::{Event, Order, Request};
use shebao_sandbox::decide::order::{OrderRecord, OrderState};

/// Exchanges within which an order must have an end once the weather is clear (L2).
pub const ENOUGH: usize = 6;
/// How often the gateway asks bank and cashier between two exchanges of a phone's: what they leave unanswered is not the phone's to count.
const BANK_ASKED: usize = 12;

impl World {
    pub fn clear_up(&mut self) -> Result<(), String> {
        self.bureau.crash_in = 0;
        for phone in &mut self.phones {
            phone.disk.disk.limit(None);
            phone.disk.disk.stop_before(None);
            phone.anchor.break_it(false);
            phone.anchor.stop_before_next(false);
            phone.asleep_until = 0;
            phone.drop_if_unusable();
            if !phone.is_running() && phone.start().is_err() {
                return Err("L1: a phone does not start any more".to_owned());
            }
        }
        for round in 0..=ENOUGH {
            // The bank answers in its own time.
            for _ in 0..BANK_ASKED {
                self.bureau.resume(&mut self.dice);
            }
            for who in 0..2 {
                if round == 0 {
                    self.list(who);
                }
                for id in self.phones[who].ids(true) {
                    if round == ENOUGH {
                        return Err(self.no_end(who, &id));
                    }
                    self.life.most_exchanges = self.life.most_exchanges.max(round + 1);
                    self.exchange(who, &id, &Event::Ask);
                    self.at_the_cashier(who, &id);
                }
            }
            self.holds()?;
        }
        for sent in std::mem::take(&mut self.air) {
            self.received(&sent.message);
            self.bureau.resume(&mut self.dice);
        }
        self.holds().map_err(|rule| format!("late message, {rule}"))?;
        for (who, id, event) in std::mem::take(&mut self.back) {
            let _ = self.phones[who].happen(&id, &event);
        }
        self.holds().map_err(|rule| format!("late answer, {rule}"))?;
        // What was still under way may have become an order of its own by now: it is adopted, and followed to its end.
        for _ in 0..ENOUGH {
            for _ in 0..BANK_ASKED {
                self.bureau.resume(&mut self.dice);
            }
            for who in 0..2 {
                self.list(who);
                for id in self.phones[who].ids(true) {
                    self.at_the_cashier(who, &id);
                }
            }
        }
        self.holds()?;
        disagree(&self.bureau, &self.phones).map_or(Ok(()), Err)
    }

    /// After all, the money of one order is given back, and the notices of it reach every order: only its own is about it.
    pub fn give_one_back(&mut self) -> Result<(), String> {
        let settled = |order: &&OrderRecord| order.state == OrderState::Settled;
        let Some(id) = self.bureau.orders.values().find(settled).map(|order| order.id.clone()) else {
            return Ok(());
        };
        for _ in 0..2 {
            self.bureau.refund(&id);
            for event in self.bureau.get(&id).iter().flat_map(|said| events(said, Request::Get)) {
                for who in 0..2 {
                    for any in self.phones[who].ids(false) {
                        let _ = self.phones[who].happen(&any, &event);
                    }
                }
            }
            self.holds().map_err(|rule| format!("refund, {rule}"))?;
        }
        for who in 0..2 {
            self.list(who);
        }
        disagree(&self.bureau, &self.phones).map_or(Ok(()), Err)
    }

    fn holds(&self) -> Result<(), String> {
        broken(&self.bureau, &self.phones, self.opening).map_or(Ok(()), Err)
    }

    fn no_end(&self, who: usize, id: &str) -> String {
        let here = self.phones[who].order(id).map(|order| order.state);
        let there = self.bureau.orders.get(id).map(|order| order.state);
        format!("L2: no end after {ENOUGH} exchanges: {here:?} on the phone, {there:?} at the gateway")
    }

    /// What is shown is scanned, and what is over is followed by another code: it has an end when the citizen wants one.
    fn at_the_cashier(&mut self, who: usize, id: &str) {
        let again = |order: &Order| order.next_attempt().is_some();
        if self.phones[who].order(id).is_some_and(again) {
            self.exchange(who, id, &Event::Another);
        }
        let shown = self.phones[who].order(id).and_then(|order| order.at_cashier()?.code.clone());
        if let Some(code) = shown {
            self.bureau.scan(&code, &mut self.dice);
        }
    }

    /// One exchange about one order, as the core's desk has it: asked, and what was not found sent again.
    fn exchange(&mut self, who: usize, id: &str, first: &Event) {
        let mut event = Some(first.clone());
        while let Some(next) = event.take() {
            let Ok(Some(message)) = self.phones[who].happen(id, &next) else { return };
            let Some(said) = self.arrive(who, &message) else { return };
            for answer in events(&said, message.request) {
                if matches!(answer, Event::NotFound { asked: Request::Get }) {
                    event = Some(answer);
                } else if self.phones[who].happen(id, &answer).is_err() {
                    return;
                }
            }
        }
    }
}
