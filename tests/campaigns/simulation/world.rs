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

pub struct World {
    pub dice: Dice,
    pub bureau: Bureau,
    pub phones: [Phone; 2],
    /// Under way to the gateway: from which phone.
    pub air: Vec<(usize, Message)>,
    /// Under way back.
    pub back: Vec<(usize, String, Event)>,
    /// Of so many orders one is for the cashier; 0 is none.
    pub cashier_in: usize,
    /// A copy of a phone's journal, to be put back later.
    pub older: Option<(Vec<u8>, usize)>,
    /// What the bank account held at first, in fen.
    pub opening: i64,
    pub life: Life,
}

/// Lives one life. The same seed and mistake always give the same one.
pub fn live(seed: u64, mistake: Option<Mistake>) -> Life {
    let mut dice = Dice::new(seed);
    let opening = if dice.once_in(5) { 50_000 } else { 1_000_000 };
    let mut world = World::new(dice, opening, mistake, &Points::default());
    let steps = 20 + world.dice.below(60);
    world.bureau.crash_in = [0, 6, 15][world.dice.below(3)];
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
    pub fn new(dice: Dice, opening: i64, mistake: Option<Mistake>, points: &Points) -> Self {
        Self {
            bureau: Bureau::new(opening, mistake, points),
            phones: [Phone::new(mistake, points), Phone::new(mistake, points)],
            air: Vec::new(),
            back: Vec::new(),
            cashier_in: 0,
            older: None,
            opening,
            life: Life::default(),
            dice,
        }
    }

    /// Notes the first rule that does not hold.
    pub fn is_broken(&mut self) -> bool {
        self.life.violation = broken(&self.bureau, &self.phones, self.opening);
        self.life.violation.is_some()
    }

    /// What a phone wants to send goes into the air; a disk that stopped is a crash.
    pub fn ended(&mut self, who: usize, outcome: Outcome<Vec<Message>>) {
        match outcome {
            Ok(messages) => self.air.extend(messages.into_iter().map(|message| (who, message))),
            Err(CitizenError::StorageFull) => {
                self.life.tally.note(Seen::DiskFull);
                self.phones[who].drop_if_unusable();
            }
            // The anchor did not take it. Nothing was done about it; the next step tries again.
            Err(CitizenError::Locked) => self.life.tally.note(Seen::AnchorFailures),
            Err(_) => self.crash(who),
        }
    }

    pub fn crash(&mut self, who: usize) {
        self.life.tally.note(Seen::PhoneCrashes);
        self.phones[who].crash(&mut self.dice);
    }

    fn count(&mut self) {
        self.life.tally.notes(Seen::GatewayCrashes, self.bureau.crashes);
        let over = |attempt: &&Attempt| attempt.state == AttemptState::Closed;
        let over = self.bureau.orders.values().flat_map(|order| &order.attempts).filter(over).count();
        self.life.tally.notes(Seen::Expiries, over as u64);
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
