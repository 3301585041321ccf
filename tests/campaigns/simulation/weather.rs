//! What neither phone nor citizen decides: time, tariffs, clocks, full disks, old copies, new phones.

use super::bureau::Said;
use super::tally::Seen;
use super::world::{Sent, World};
use shebao_core::simulation::Event;
use shebao_sandbox::decide::order::{OrderRecord, OrderState};

/// Ten years in seconds.
const TEN_YEARS: i64 = 315_576_000;

impl World {
    /// The gateway starts again, time passes, the tariff changes, money comes further or is given back, an id's body is forged.
    pub fn weather(&mut self) {
        match self.dice.below(7) {
            0 => {
                self.bureau.rate_bp += 10;
                self.life.tally.note(Seen::TariffChange);
            }
            1 => {
                self.bureau.now += [1, 60, 1_000, 90_000, 400_000][self.dice.below(5)];
                self.bureau.forget();
            }
            2 | 3 => {
                // Only of what is settled can money come further, or back.
                let paid =
                    |order: &&OrderRecord| matches!(order.state, OrderState::Settled | OrderState::Refunding);
                let paid = self.bureau.orders.values().filter(paid);
                let ids: Vec<String> = paid.map(|order| order.id.clone()).collect();
                if let Some(id) = ids.get(self.dice.below(ids.len())) {
                    if self.dice.once_in(2) { self.bureau.refund(id) } else { self.bureau.stage(id) }
                }
            }
            4 => self.forge(),
            _ => self.bureau.resume(&mut self.dice),
        }
    }

    /// I12: another body under a known id changes nothing.
    fn forge(&mut self) {
        let Some(Sent { message, .. }) = self.air.get(self.dice.below(self.air.len())).cloned() else {
            return;
        };
        let before = self.bureau.orders.get(message.order.id()).cloned();
        if self.bureau.down || before.as_ref().is_none_or(|known| known.fingerprint.is_none()) {
            return;
        }
        let mut terms = message.order.terms.clone();
        terms.amt += 1;
        let said = self.bureau.put(&terms, "forged", "forged", &mut self.dice);
        let same = self.bureau.orders.get(message.order.id()) == before.as_ref();
        if !same || !matches!(said, Some(Said::Conflict)) {
            self.phones[0].watch.wrong.push("I12: another body changed an order".to_owned());
        }
    }

    /// A full disk for a while; an old copy put back; an anchor that takes nothing for a while.
    pub fn disk(&mut self, who: usize) {
        let disk = self.phones[who].disk.disk.clone();
        match self.dice.below(6) {
            0 | 1 => disk.limit(Some(disk.used() + self.dice.below(400))),
            2 => disk.limit(None),
            3 => {
                let broken = self.phones[who].anchor.is_broken();
                self.phones[who].anchor.break_it(!broken);
            }
            4 if self.older.is_none() => {
                self.older = disk.content("payments.journal").map(|octets| (octets, who));
            }
            _ => {
                if let Some((octets, whose)) = self.older.take() {
                    self.life.tally.note(Seen::OldCopy);
                    self.crash(whose);
                    self.phones[whose].tampered = true;
                    self.phones[whose].disk.disk.overwrite("payments.journal", &octets);
                }
            }
        }
    }

    /// A clock is turned, the system suspends the app for days, or the app is set up anew.
    pub fn mishap(&mut self, who: usize) {
        match self.dice.below(6) {
            0..=2 => {
                let turned = [-TEN_YEARS, TEN_YEARS, -3_600, 0][self.dice.below(4)];
                self.life.tally.notes(Seen::ClockTenYearsBack, u64::from(turned == -TEN_YEARS));
                self.life.tally.notes(Seen::ClockTenYearsAhead, u64::from(turned == TEN_YEARS));
                self.phones[who].clock = turned;
            }
            3 | 4 => {
                self.life.tally.note(Seen::Suspended);
                let days = 1 + self.dice.below(9) as i64;
                self.phones[who].asleep_until = self.bureau.now + days * 86_400;
                // Whatever it waited for, its connections are gone when it wakes.
                for (_, _, event) in self.back.iter_mut().filter(|(whose, ..)| *whose == who) {
                    *event = Event::Lost;
                }
            }
            _ => {
                self.life.tally.note(Seen::Reinstalled);
                if self.older.as_ref().is_some_and(|(_, whose)| *whose == who) {
                    self.older = None;
                }
                self.phones[who].reinstall(self.dice.roll());
            }
        }
    }
}
