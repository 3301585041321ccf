//! One life, by one seed.

use super::Mistake;
use super::bureau::Bureau;
use super::phone::{Message, Phone};
use super::points::Points;
use super::rules::broken;
use super::tally::{Seen, Tally};
use shebao_core::simulation::{Dice, Event};
use shebao_core::{CitizenError, Outcome};
use shebao_sandbox::decide::order::{Attempt, AttemptState, OrderState, Why};

/// What one life came to.
#[derive(Default)]
pub struct Life {
    pub tally: Tally,
    pub most_exchanges: usize,
    pub violation: Option<String>,
}

/// A message under way.
#[derive(Clone)]
pub struct Sent {
    /// From which phone.
    pub who: usize,
    pub message: Message,
    /// Its place among all that were sent.
    pub number: usize,
    /// The world's second.
    pub at: i64,
    /// A copy of it arrived already.
    pub again: bool,
}

pub struct World {
    pub dice: Dice,
    pub bureau: Bureau,
    pub phones: [Phone; 2],
    /// Under way to the gateway.
    pub air: Vec<Sent>,
    /// Under way back.
    pub back: Vec<(usize, String, Event)>,
    /// Of so many orders one is for the cashier; 0 is none.
    pub cashier_in: usize,
    /// A copy of a phone's journal, to be put back later.
    pub older: Option<(Vec<u8>, usize)>,
    /// What the bank account held at first, in fen.
    pub opening: i64,
    sent: usize,
    pub life: Life,
}

/// Lives one life. The same seed and mistake always give the same one.
pub fn live(seed: u64, mistake: Option<Mistake>) -> Life {
    let mut dice = Dice::new(seed);
    let opening = if dice.once_in(5) { 50_000 } else { 1_000_000 };
    let mut world = World::new(dice, opening, mistake, &Points::default());
    let steps = 20 + world.dice.below(60);
    world.bureau.crash_in = [0, 3, 10][world.dice.below(3)];
    world.cashier_in = [0, 1, 3][world.dice.below(3)];
    for _ in 0..steps {
        world.step();
        if world.is_broken() {
            return world.life;
        }
    }
    if let Err(violation) = world.clear_up().and_then(|()| world.give_one_back()) {
        world.life.violation = Some(violation);
    }
    world.count();
    world.life
}

impl World {
    /// Two phones and a gateway that share these points; the account holds so many fen.
    pub fn new(mut dice: Dice, opening: i64, mistake: Option<Mistake>, points: &Points) -> Self {
        Self {
            bureau: Bureau::new(opening, mistake, points),
            phones: [0, 1].map(|_| Phone::new(mistake, points, dice.roll())),
            air: Vec::new(),
            back: Vec::new(),
            cashier_in: 0,
            older: None,
            opening,
            sent: 0,
            life: Life::default(),
            dice,
        }
    }

    /// Notes the first rule that does not hold.
    pub fn is_broken(&mut self) -> bool {
        self.life.violation = broken(&self.bureau, &self.phones, self.opening);
        self.life.violation.is_some()
    }

    /// What a phone wants to send goes into the air; a disk that stopped is a crash. The power may also fail at the sending itself.
    pub fn ended(&mut self, who: usize, outcome: Outcome<Vec<Message>>) {
        match outcome {
            Ok(messages) => messages.into_iter().for_each(|message| self.send(who, message)),
            Err(CitizenError::StorageFull) => {
                self.life.tally.note(Seen::DiskFull);
                self.phones[who].drop_if_unusable();
            }
            // The anchor did not take it. Nothing was done about it; the next step tries again.
            Err(CitizenError::Locked) => self.life.tally.note(Seen::AnchorFailure),
            Err(_) => self.crash(who),
        }
    }

    fn send(&mut self, who: usize, message: Message) {
        let crash = match self.dice.below(40) {
            0 => Some(Seen::CutBeforeSending),
            1 => Some(Seen::CutAfterSending),
            _ => None,
        };
        if crash != Some(Seen::CutBeforeSending) {
            self.sent += 1;
            self.air.push(Sent { who, message, number: self.sent, at: self.bureau.now, again: false });
        }
        if let Some(crash) = crash {
            self.life.tally.note(crash);
            self.crash(who);
        }
    }

    pub fn crash(&mut self, who: usize) {
        self.life.tally.note(Seen::PhoneCrash);
        if let Some(cut) = self.phones[who].crash(&mut self.dice) {
            self.life.tally.note(cut);
        }
    }

    fn count(&mut self) {
        self.life.tally.notes(Seen::GatewayCrash, self.bureau.crashes);
        let over = |attempt: &&Attempt| attempt.state == AttemptState::Closed;
        let over = self.bureau.orders.values().flat_map(|order| &order.attempts).filter(over).count();
        self.life.tally.notes(Seen::Expiry, over as u64);
        if self.phones.iter().all(|phone| !phone.watch.reviewed.is_empty()) {
            self.life.tally.note(Seen::TwoDevices);
        }
        for order in self.bureau.orders.values() {
            match order.state {
                OrderState::Settled => self.life.tally.note(Seen::Paid),
                OrderState::Refunding | OrderState::Refunded => self.life.tally.note(Seen::Refunded),
                OrderState::Dead(Why::Closed) => self.life.tally.note(Seen::Stopped),
                OrderState::Dead(_) => self.life.tally.note(Seen::Refused),
                OrderState::Accepted | OrderState::DebitSent | OrderState::AtCashier => {}
            }
        }
    }
}
